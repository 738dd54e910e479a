"""Waist darts: as few as keep each at 25 mm or less, none below 8 mm in all; as many in all sizes.

In the back two are widened to 28 mm before there is a third, and then the centre seam takes a part.
"""

from mtmpattern.drafting import dart

WIDEST_DART = 25        # mm that one dart takes in at most (trade: 35)
LEAST_DARTS = 8         # mm that all darts of half a front or back take in at least (trade: 8)
DART_TO_HIP = .65       # of the way to the hip, a dart is long at most (by eye)
IN_FRONT_DARTS = .20    # of hip less waist goes into the darts in front (Beazley and Bond)
IN_BACK_DARTS = .35     # of hip less waist goes into those in the back (Beazley and Bond)
DART_BELOW_BELLY = 15   # mm that a dart over a belly ends below where that is measured (by eye)
LEAST_UNPLACED_DART = 80                # mm that a dart over a belly of unmeasured height is long at least (by eye)
FRONT_DART_LONG = 100   # mm that a dart in front is long at most (Aldrich 120, Beazley and Bond 80)
BACK_DART_LONG = 140    # mm that a dart in the back is long at most (Aldrich 140, Beazley and Bond 140)
FRONT_DART_AT = 1 / 3   # of the waist from the side, a single dart in front lies (Aldrich; Beazley and Bond)
BACK_DART_AT = 1 / 2    # of the waist from the side, a single dart in the back lies (Aldrich; Beazley and Bond)
TWO_BACK_DARTS = 56     # mm that two darts in the back take in at most (a cutter: two of 28, and 10 in the seam)
SEAM_TAKES_FROM = 300   # mm of hip less waist beyond which the centre-back seam always takes in some, too
LEAST_IN_SEAM = 10      # mm that the seam takes in then at least (a cutter: 10)
MOST_IN_SEAM = 20       # mm that the seam takes in at most
LEAST_HELD = 4          # mm that a dart takes in at least where the other sizes of a range have one (by eye)


def darts_for(intake):
    """How many darts take in ``intake`` mm."""
    return int(-(-intake // WIDEST_DART)) if intake >= LEAST_DARTS else 0


def _darts(number, intake, length, hip_depth, single_at):
    if number == 0:
        return []
    intake = max(intake, LEAST_HELD * number)
    places = [single_at] if number == 1 else [(i + 1) / (number + 1) for i in range(number)]
    return [dart(width=intake / number, length=min(length, DART_TO_HIP * hip_depth), at=at) for at in places]


def skirt_front_darts(garment, taken, hip_depth, over_belly=0, length=FRONT_DART_LONG):
    """Their part of what half the garment is ``taken`` in: a single dart lies nearer to the side.

    They also take in all the room ``over_belly``, and are ``length`` mm long at most.
    """
    intake = IN_FRONT_DARTS * taken + over_belly
    return _darts(garment.held("front darts", darts_for(intake)), intake, length, hip_depth, FRONT_DART_AT)


def in_centre_back(drop, taken):
    """What the centre-back seam takes in, for a body whose hip less its waist is ``drop``."""
    least = LEAST_IN_SEAM if drop > SEAM_TAKES_FROM else 0
    return min(max(IN_BACK_DARTS * taken - TWO_BACK_DARTS, least), MOST_IN_SEAM)


def skirt_back_darts(garment, taken, hip_depth, in_seam=0):
    """Their part of what half the garment is ``taken`` in, less what the centre seam takes.

    A single dart lies in the middle.
    """
    intake = IN_BACK_DARTS * taken - in_seam
    number = min(darts_for(intake), 2) if intake <= TWO_BACK_DARTS + 1 else darts_for(intake)
    return _darts(garment.held("back darts", number), intake, BACK_DART_LONG, hip_depth, BACK_DART_AT)


def let_out(down, hip_depth, rises, lower):
    """The part of the whole intake at the waist that sides and darts let out again ``down`` mm below it.

    The waist ``rises`` to the side, and ``down`` is measured along that; darts begin so much ``lower``.
    """
    sides  = (1 - down / (hip_depth + rises)) ** 2
    darts  = [(IN_FRONT_DARTS, FRONT_DART_LONG), (IN_BACK_DARTS, BACK_DART_LONG)]
    below  = max(down - lower, 0)
    taken  = sum(part * max(1 - below / min(long, DART_TO_HIP * hip_depth), 0) for part, long in darts)
    return 1 - (1 - IN_FRONT_DARTS - IN_BACK_DARTS) * sides - taken
