"""Necklines of tops without a collar, from the neck point to the centre."""

from mtmpattern.drafting import DOWN, LEFT, curve, heading

from .flowing import LEAST_RADIUS

# All by eye.
CREW_ROUNDER = 1.35     # a crew neck is drawn further into its corner than an arc
BACK_ROUNDER = 1.5      # the back, which is shallow, still further, or it would have a corner beside the shoulder
STEEP_SHOULDER = 24     # degrees: under a steeper shoulder the front neckline leaves it less than squarely ...
FLAT_SHOULDER = 6       # ... and under a flatter one the back neckline does, so that both stay round ...
NECK_OFF_SQUARE = 4     # ... by this many degrees at most
SHARPEST_POINT = 31     # degrees between neckline and centre line: a sharper point leaves no cloth to clip and turn
V_HOLLOW = 3            # degrees that a V is hollow at the neck at least
V_POINT = 6             # degrees that it is hollow at its point at least


def round_neckline(neck, centre, shoulder_slope, most_off=NECK_OFF_SQUARE):
    """Square to the shoulder and square to the centre; rounder than an arc, as a crew neck is.

    From a steep shoulder it leaves up to ``most_off`` degrees less than squarely.
    """
    off = min(max(shoulder_slope - STEEP_SHOULDER, 0), most_off)
    return curve(neck, centre, leave=270 - shoulder_slope + off, arrive=LEFT, rounder=CREW_ROUNDER,
                 least_radius=LEAST_RADIUS)


def back_neckline(neck, nape, shoulder_slope):
    """Square to the shoulder and square to the centre, as round as so shallow a line can be.

    Under a very flat shoulder it leaves a little less than squarely, or it would have a corner there.
    """
    off = min(max(FLAT_SHOULDER - shoulder_slope, 0), NECK_OFF_SQUARE)
    return curve(neck, nape, leave=270 - shoulder_slope - off, arrive=LEFT, rounder=BACK_ROUNDER)


def v_neckline(neck, centre, shoulder_slope):
    """Square to the shoulder, then to the point almost straight, and a little hollow; more so where the V is deep.

    However the shoulders slope, both sides come to the point equally steep.
    """
    straight = heading(neck, centre)
    return curve(neck, centre, leave=max(270 - shoulder_slope, straight + V_HOLLOW),
                 arrive=min(straight - V_POINT, DOWN - SHARPEST_POINT))
