"""Crotch seams: of trousers, and of garments without a side seam."""

from math import cos, radians

from mtmpattern.drafting import curve, heading, line

FORK   = 174.5      # degrees that front and back make together at the fork, inseams included (measured, leggings)
FULLER = 12.5       # degrees by which the front leaves the fork steeper than the mean, and the back flatter (measured)
FLATTEST = 2        # degrees that the back rises from the fork at least (by eye)
ROUND  = 1.2        # the curve is drawn a little further into the corner than an arc (by eye)

# Of trousers: degrees between crotch and inseam at the fork. They add to a little less than 180, so that front and back
# run on into each other under the body. By eye, near the measured sum of leggings.
FRONT_FORK, BACK_FORK = 89, 85
TROUSER_ROUND = 1.15
EVEN, ROUNDEST = .28, 1.5               # a curve whose bend at the fork is less than this part of that at the seat is
#                         drawn further into the corner, or its allowance would not lie in it (by eye)
HOLLOW = 4          # degrees that the curve is hollow at the fork at least


def fork_rise(inseam_lean):
    """How steeply front and back of the crotch seam leave the fork, in degrees, for this lean of the inseams."""
    both = FORK - 2 * (90 - inseam_lean)
    back = max(both / 2 - FULLER, FLATTEST)
    return both - back, back


def crotch_seam(fork, hip, top, leave):
    """From the fork in a curve to the height of the hip, and straight on to the waist."""
    bend = curve(fork, hip, leave=leave, arrive=heading(hip, top), rounder=ROUND, inflected=True)  # while it is sought
    return bend.then(line(hip, top))


def crotch_curve(seat, fork, lean, inseam_leaves, fork_angle):
    """From ``seat`` down and out to the ``fork``, which lies on the left.

    Above the seat the centre line leans ``lean`` degrees inward. At the fork the inseam leaves in the direction
    ``inseam_leaves``, and meets the curve at ``fork_angle``.
    """
    leave, way = 270 - lean, heading(seat, fork)
    arrive  = min(inseam_leaves + fork_angle - 180, way - HOLLOW)
    uneven  = EVEN * (leave - way) / (way - arrive)
    return curve(seat, fork, leave=leave, arrive=arrive, rounder=min(TROUSER_ROUND * max(uneven, 1), ROUNDEST))


def centre_top(seat, lean, level):
    """Where the centre line through ``seat`` reaches the height ``level``."""
    return seat.along(90 - lean, (level - seat.y) / cos(radians(lean)))
