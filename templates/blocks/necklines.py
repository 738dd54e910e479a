"""Necklines of tops without a collar, from the neck point to the centre."""

from mtmpattern.drafting import DOWN, LEFT, curve, heading

from .flowing import LEAST_RADIUS

# All by eye.
ROUND = 1.35        # a crew neck is drawn further into its corner than an arc
FLAT_ROUND = 1.5    # ... and its back, which is shallow, still further, or it would have a corner beside the shoulder
STEEP, FLAT, OFF = 24, 6, 4             # degrees: under a steeper shoulder the front neckline, and under a flatter one
#                     the back's leaves it this much less than squarely at the most, so that it stays round
SHARPEST = 31       # degrees between neckline and centre line: a sharper point leaves no cloth to clip and turn
V_HOLLOW, V_POINT = 3, 6                # degrees that a V is hollow at the neck at least, and at its point


def round_neckline(neck, centre, shoulder_slope, most_off=OFF):
    """Square to the shoulder and square to the centre; rounder than an arc, as a crew neck is.

    From a steep shoulder it leaves up to ``most_off`` degrees less than squarely.
    """
    off = min(max(shoulder_slope - STEEP, 0), most_off)
    return curve(neck, centre, leave=270 - shoulder_slope + off, arrive=LEFT, rounder=ROUND,
                 least_radius=LEAST_RADIUS)


def back_neckline(neck, nape, shoulder_slope):
    """Square to the shoulder and square to the centre, as round as so shallow a line can be.

    Under a very flat shoulder it leaves a little less than squarely, or it would have a corner there.
    """
    off = min(max(FLAT - shoulder_slope, 0), OFF)
    return curve(neck, nape, leave=270 - shoulder_slope - off, arrive=LEFT, rounder=FLAT_ROUND)


def v_neckline(neck, centre, shoulder_slope):
    """Square to the shoulder, then to the point almost straight, and a little hollow; more so where the V is deep.

    However the shoulders slope, both sides come to the point equally steep.
    """
    straight = heading(neck, centre)
    return curve(neck, centre, leave=max(270 - shoulder_slope, straight + V_HOLLOW),
                 arrive=min(straight - V_POINT, DOWN - SHARPEST))
