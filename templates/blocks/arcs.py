"""Arcs of circles, true to a thousandth of a millimetre."""

from math import radians, sin, tan

from mtmpattern.drafting import between, curve, line

ARC_STEP = 30       # degrees of a circle that one curve draws: its length is true to a thousandth of a mm
PLUMB = .01             # degrees: sides that lean by less stand plumb
HANDLE = 0.6        # the part of the way to the crossing of the tangents at which a curve's handle stops


def arc(middle, radius, start, end):
    """The arc of a circle about ``middle``, counter-clockwise from the direction ``start`` to ``end``."""
    steps = max(1, -int(-(end - start) // ARC_STEP))
    turn  = (end - start) / steps
    # A circle's handles are longer than the rule of drawing makes them for so short an arc.
    rounder = max(1, 4 / 3 * tan(radians(turn / 4)) / tan(radians(turn / 2)) / HANDLE)
    drawn = None
    for step in range(steps):
        here = start + step * turn
        part = curve(middle.along(here, radius), middle.along(here + turn, radius),
                     leave=here + 90, arrive=here + turn + 90, rounder=rounder)
        drawn = part if drawn is None else drawn.then(part)
    return drawn


def arc_between(left, right, lean):
    """The arc between two points at one height, square to lines that end there and both lean in by ``lean`` degrees.

    Its length is ``left.distance(right)`` times the lean over the sine of the lean. Lines that lean out give a hanging
    arc.
    """
    if abs(lean) < PLUMB:
        return line(left, right)
    radius = left.distance(right) / 2 / sin(radians(lean))
    middle = between(left, right, 1 / 2).down(left.distance(right) / 2 / tan(radians(lean)))
    if lean > 0:
        return arc(middle, radius, 90 - lean, 90 + lean).reversed()
    return arc(middle, -radius, 270 + lean, 270 - lean)
