"""Crotch seams: of trousers, and of garments without a side seam."""

from math import cos, radians

from mtmpattern.drafting import curve, heading, line

FORK_ANGLE = 174.5      # degrees that front and back make together at the fork, inseams included (measured, leggings)
FRONT_STEEPER = 12.5    # degrees that the front leaves the fork steeper than the mean, and the back flatter (measured)
LEAST_BACK_RISE = 2     # degrees that the back rises from the fork at least (by eye)
CROTCH_ROUNDER = 1.2    # the crotch curve is drawn a little further into its corner than an arc (by eye)

# Of trousers. Both forks add to a little less than 180 degrees, so that front and back run on into each other under the
# body: near the measured sum of leggings.
FRONT_FORK = 89         # degrees between crotch and inseam at the front's fork (by eye)
BACK_FORK = 85          # degrees between crotch and inseam at the back's fork (by eye)
TROUSER_ROUNDER = 1.15  # the crotch curve is drawn at least so much further into its corner than an arc
LEAST_FORK_BEND = .28   # of the curve's bend at the seat, its bend at the fork; with less the curve is drawn further
#                         into its corner, or its allowance would not lie in it (by eye)
MOST_ROUNDER = 1.5      # the curve is drawn so much further into its corner for that at most (by eye)
FORK_HOLLOW = 4         # degrees that the curve is hollow at the fork at least


def fork_rise(inseam_lean):
    """How steeply front and back of the crotch seam leave the fork, in degrees, for this lean of the inseams."""
    both = FORK_ANGLE - 2 * (90 - inseam_lean)
    back = max(both / 2 - FRONT_STEEPER, LEAST_BACK_RISE)
    return both - back, back


def crotch_seam(fork, hip, top, leave):
    """From the fork in a curve to the height of the hip, and straight on to the waist."""
    bend = curve(fork, hip, leave=leave, arrive=heading(hip, top), rounder=CROTCH_ROUNDER,
                 inflected=True)                                     # while it is sought
    return bend.then(line(hip, top))


def crotch_curve(seat, fork, lean, inseam_leaves, fork_angle):
    """From ``seat`` down and out to the ``fork``, which lies on the left.

    Above the seat the centre line leans ``lean`` degrees inward. At the fork the inseam leaves in the direction
    ``inseam_leaves``, and meets the curve at ``fork_angle``.
    """
    leave, way = 270 - lean, heading(seat, fork)
    arrive  = min(inseam_leaves + fork_angle - 180, way - FORK_HOLLOW)
    uneven  = LEAST_FORK_BEND * (leave - way) / (way - arrive)
    return curve(seat, fork, leave=leave, arrive=arrive, rounder=min(TROUSER_ROUNDER * max(uneven, 1), MOST_ROUNDER))


def centre_top(seat, lean, level):
    """Where the centre line through ``seat`` reaches the height ``level``."""
    return seat.along(90 - lean, (level - seat.y) / cos(radians(lean)))
