"""Waist darts: as few as keep each at 25 mm or less, none below 8 mm in all; as many in all sizes."""

from mtmpattern.drafting import dart

WIDEST, LEAST = 25, 8                   # mm of one dart, and of all in a front or back (trade: 35 and 8)
OF_HIP_DEPTH = .65  # a dart is no longer than this part of the way to the hip (by eye)
IN_FRONT, IN_BACK = .20, .35            # of hip less waist goes into the darts in front and in back (Beazley and Bond)
FRONT_LONG, BACK_LONG = 100, 140        # mm that darts are long at most (Aldrich 120 and 140, Beazley and Bond 80, 140)
FRONT_AT, BACK_AT = 1 / 3, 1 / 2        # where a single dart lies, from the side (Aldrich; Beazley and Bond)
SEWN = 1            # mm: a narrower dart is none, also where the other sizes of a range have one


def darts_for(intake):
    """How many darts take in so many mm."""
    return int(-(-intake // WIDEST)) if intake >= LEAST else 0


def _darts(number, intake, length, hip_depth, single_at):
    if number == 0 or intake < SEWN * number:
        return []
    places = [single_at] if number == 1 else [(i + 1) / (number + 1) for i in range(number)]
    return [dart(width=intake / number, length=min(length, OF_HIP_DEPTH * hip_depth), at=at) for at in places]


def skirt_front_darts(garment, taken, hip_depth):
    """Their part of what half the garment is ``taken`` in: a single dart lies nearer to the side."""
    intake = IN_FRONT * taken
    return _darts(garment.held("front darts", darts_for(intake)), intake, FRONT_LONG, hip_depth, FRONT_AT)


def skirt_back_darts(garment, taken, hip_depth):
    """Their part of what half the garment is ``taken`` in: a single dart lies in the middle."""
    intake = IN_BACK * taken
    return _darts(garment.held("back darts", darts_for(intake)), intake, BACK_LONG, hip_depth, BACK_AT)
