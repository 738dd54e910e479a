"""Waist darts: as few as keep each at 25 mm or less, none below 8 mm in all; as many in all sizes.

In the back two are widened to 28 mm before there is a third, and then the centre seam takes a part.
"""

from mtmpattern.drafting import dart

WIDEST, LEAST = 25, 8                   # mm of one dart, and of all in a front or back (trade: 35 and 8)
OF_HIP_DEPTH = .65  # a dart is no longer than this part of the way to the hip (by eye)
IN_FRONT, IN_BACK = .20, .35            # of hip less waist goes into the darts in front and in back (Beazley and Bond)
BELLY_LOWER = 15        # mm that a dart over a belly ends below where that is measured (by eye)
NO_STUB = 80            # mm that a dart over a belly is long at least where nobody measured how low that lies (by eye)
FRONT_LONG, BACK_LONG = 100, 140        # mm that darts are long at most (Aldrich 120 and 140, Beazley and Bond 80, 140)
FRONT_AT, BACK_AT = 1 / 3, 1 / 2        # where a single dart lies, from the side (Aldrich; Beazley and Bond)
TWO_BACK = 56       # mm that two darts in the back take in at most (a cutter: two of 28, and 10 in the seam) ...
STEEP = 300         # ... mm of hip less waist from which the centre seam takes in some, too ...
IN_SEAM, SEAM_MOST = 10, 20             # ... mm that it takes in at least and at most
HELD = 4            # mm that a dart takes in at least where the other sizes of a range have one (by eye)


def darts_for(intake):
    """How many darts take in ``intake`` mm."""
    return int(-(-intake // WIDEST)) if intake >= LEAST else 0


def _darts(number, intake, length, hip_depth, single_at):
    if number == 0:
        return []
    intake = max(intake, HELD * number)
    places = [single_at] if number == 1 else [(i + 1) / (number + 1) for i in range(number)]
    return [dart(width=intake / number, length=min(length, OF_HIP_DEPTH * hip_depth), at=at) for at in places]


def skirt_front_darts(garment, taken, hip_depth, over_belly=0, length=FRONT_LONG):
    """Their part of what half the garment is ``taken`` in: a single dart lies nearer to the side.

    They also take in all the room ``over_belly``, and are ``length`` mm long at most.
    """
    intake = IN_FRONT * taken + over_belly
    return _darts(garment.held("front darts", darts_for(intake)), intake, length, hip_depth, FRONT_AT)


def in_centre_back(drop, taken):
    """What the centre-back seam takes in, for a body whose hip less its waist is ``drop``."""
    least = IN_SEAM if drop > STEEP else 0
    return min(max(IN_BACK * taken - TWO_BACK, least), SEAM_MOST)


def skirt_back_darts(garment, taken, hip_depth, in_seam=0):
    """Their part of what half the garment is ``taken`` in, less what the centre seam takes.

    A single dart lies in the middle.
    """
    intake = IN_BACK * taken - in_seam
    number = min(darts_for(intake), 2) if intake <= TWO_BACK + 1 else darts_for(intake)
    return _darts(garment.held("back darts", number), intake, BACK_LONG, hip_depth, BACK_AT)


def let_out(down, hip_depth, rises, lower):
    """The part of the whole intake at the waist that sides and darts let out again ``down`` mm below it.

    The waist ``rises`` to the side, and ``down`` is measured along that; darts begin so much ``lower``.
    """
    sides  = (1 - down / (hip_depth + rises)) ** 2
    darts  = [(IN_FRONT, FRONT_LONG), (IN_BACK, BACK_LONG)]
    below  = max(down - lower, 0)
    taken  = sum(part * max(1 - below / min(long, OF_HIP_DEPTH * hip_depth), 0) for part, long in darts)
    return 1 - (1 - IN_FRONT - IN_BACK) * sides - taken
