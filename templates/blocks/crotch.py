"""Crotch seams of garments without a side seam."""

from mtmpattern.drafting import curve, heading, line

FORK   = 174.5      # degrees that front and back make together at the fork, inseams included
FULLER = 12.5       # degrees by which the front leaves the fork steeper than the mean, and the back flatter
ROUND  = 1.2        # the curve is drawn a little further into the corner than an arc


def fork_rise(inseam_lean):
    """How steeply front and back of the crotch seam leave the fork, in degrees, where the inseams lean so much."""
    both = FORK - 2 * (90 - inseam_lean)
    back = max(both / 2 - FULLER, 2)
    return both - back, back


def crotch_seam(fork, hip, top, leave):
    """From the fork in a curve to the height of the hip, and straight on to the waist."""
    return curve(fork, hip, leave=leave, arrive=heading(hip, top), rounder=ROUND).then(line(hip, top))
