"""Waist darts: as few as keep each at 25 mm or less, none below 8 mm in all; as many in all sizes."""

from mtmpattern.drafting import dart

WIDEST, LEAST, OF_HIP_DEPTH = 25, 8, 0.65
IN_FRONT, IN_BACK = .20, .35            # of hip less waist goes into the darts in front and in back
SEWN = 1            # a narrower dart is none, also where the other sizes of a range have one


def darts_for(intake):
    """How many darts take in so many mm."""
    return int(-(-intake // WIDEST)) if intake >= LEAST else 0


def _darts(number, intake, length, hip_depth, single_at):
    if number == 0 or intake < SEWN * number:
        return []
    places = [single_at] if number == 1 else [(i + 1) / (number + 1) for i in range(number)]
    return [dart(width=intake / number, length=min(length, OF_HIP_DEPTH * hip_depth), at=at) for at in places]


def skirt_front_darts(garment, taken, hip_depth):
    """Their part of what half the garment is ``taken`` in: one dart lies a third from the side; up to 100 mm long."""
    intake = IN_FRONT * taken
    return _darts(garment.held("front darts", darts_for(intake)), intake, 100, hip_depth, 1 / 3)


def skirt_back_darts(garment, taken, hip_depth):
    """Their part of what half the garment is ``taken`` in: one dart lies in the middle; up to 140 mm long."""
    intake = IN_BACK * taken
    return _darts(garment.held("back darts", darts_for(intake)), intake, 140, hip_depth, 1 / 2)
