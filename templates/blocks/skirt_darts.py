"""Waist darts of skirts: as few as keep each at 25 mm or less, none below 8 mm in all."""

from mtmpattern.drafting import dart

WIDEST, LEAST, OF_HIP_DEPTH = 25, 8, 0.65


def _darts(intake, length, hip_depth, single_at):
    if intake < LEAST:
        return []
    number = -(-intake // WIDEST)                                    # as few as keep each narrow enough
    places = [single_at] if number == 1 else [(i + 1) / (number + 1) for i in range(int(number))]
    return [dart(width=intake / number, length=min(length, OF_HIP_DEPTH * hip_depth), at=at) for at in places]


def skirt_front_darts(intake, hip_depth):
    """``intake`` mm over the half front: a single dart lies a third from the side; up to 100 mm long."""
    return _darts(intake, 100, hip_depth, 1 / 3)


def skirt_back_darts(intake, hip_depth):
    """``intake`` mm over the half back: a single dart lies in the middle; up to 140 mm long."""
    return _darts(intake, 140, hip_depth, 1 / 2)
