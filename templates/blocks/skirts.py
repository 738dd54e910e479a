"""What skirts share: the waistband and how it is sewn on, parts that are turned, exact arcs."""

from math import hypot, pi, radians, sin, tan

from mtmpattern.drafting import bag, between, buttoned, curve, doubled, edges, encase, heading, line

ARC_STEP = 30       # degrees of a circle that one curve draws: its length is true to a thousandth of a mm
HANDLE = 0.6        # the part of the way to the crossing of the tangents at which a curve's handle stops


def buttoned_waistband(start, end, height, underlap):
    """A straight waistband of two layers, from ``start`` to ``end``, with an underlap beyond its start."""
    tab = start.left(underlap)
    return edges(underlap = line(tab, start),
                 seam     = line(start, end),
                 end      = line(end, end.up(height)),
                 top      = doubled(end.up(height), tab.up(height)),
                 tab_end  = line(tab.up(height), tab))


def band_on(band, *waists):
    """The waists of all layers between both layers of the band; its ends closed, and a button."""
    yield encase(*waists, between=band.seam)
    yield bag(band.end)
    yield bag(band.tab_end + band.underlap)
    yield buttoned(over=band.end, under=band.underlap, count=1)


def zip_length(waist, hip_girth, waist_to_hip, length, dip=0):
    """To 20 mm above the hip, or as far down as the hips need to get in; it begins ``dip`` mm below the waist."""
    return min(max(waist_to_hip - 20, dip + (hip_girth - waist) / 2 + 5), length - 40)


def stride(hip_girth, below_hip, hip_to_knee):
    """How wide a hem must open ``below_hip`` mm under the hip for a full step.

    A leg is .6 of the hip girth round at the hip and .37 at the knee; the step turns the thighs 50 degrees apart, which
    brings the legs .85 mm apart for each mm below the hip. Reasoned from how people walk, not measured on skirts.
    """
    leg = hip_girth * (.6 - .23 * min(below_hip / hip_to_knee, 1))
    return leg + 2 * hypot(leg / pi, .85 * below_hip)


def turned(point, about, degrees):
    """Where a point comes to lie when its part of the pattern is turned about another point."""
    return about.along(heading(about, point) + degrees, about.distance(point))


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

    It is ``left.distance(right)`` times the lean over its sine long. Lines that lean out give a hanging arc.
    """
    if abs(lean) < .01:
        return line(left, right)
    radius = left.distance(right) / 2 / sin(radians(lean))
    middle = between(left, right, 1 / 2).down(left.distance(right) / 2 / tan(radians(lean)))
    if lean > 0:
        return arc(middle, radius, 90 - lean, 90 + lean).reversed()
    return arc(middle, -radius, 270 + lean, 270 - lean)
