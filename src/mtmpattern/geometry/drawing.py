"""The rule by which a curve is drawn between two points from the directions in which it leaves and arrives.

The rule is published and frozen under a template's version, because no curve may move without a new version:

1. A circle's arc is the model. An end's handle is ``chord / (3 cos² (turn / 4))`` long, where ``turn`` is the angle
   between leaving and arriving: the handle of the arc that turns as much over the same chord.
2. Where the two end tangents cross in front of both ends, a handle stops at 0.6 of the way to the crossing. So the
   handles never cross, and the curve has neither loop nor inflection.
3. Where they do not, the curve would have an inflection, which must be allowed with ``inflected``.
4. ``rounder`` multiplies the length of both handles, but never past 0.9 of the way to the crossing.
5. Without a direction to arrive in, it arrives as an arc would: as far past the chord as it left before it.
6. A curve that bends more sharply than ``least_radius`` at an end is made rounder, up to 3.5, until it has that radius
   at its sharpest place; if none has it, the one of those a tenth apart that bends least is taken.
"""

from __future__ import annotations

import math

from mtmpattern.errors import OutlineError
from mtmpattern.geometry.curve import Curve
from mtmpattern.geometry.point import Point, heading, rays_cross, turn, unit
from mtmpattern.geometry.roots import bracketed
from mtmpattern.geometry.tolerance import LENGTH, ONE_WAY, SAME
from mtmpattern.units import apart

REACH = 0.6
"""The fraction of the way to the crossing of the tangents at which a handle stops."""

FARTHEST = 0.9
"""The fraction of that way that handles may reach when a rounder curve is requested."""
ROUNDER, ROUNDEST = 0.1, 3.5
"""By how much a curve that bends too sharply is made rounder at a time, and at most."""
BENDS = tuple(i / 16 for i in range(17))
"""The parameters at which the radius of a curve is compared."""


def drawn(a: Point, b: Point, leave: float | None = None, arrive: float | None = None, *,
          through: Point | None = None, hollow: float | None = None, rounder: float = 1.0,
          least_radius: float = 0.0, inflected: bool = False) -> tuple[Curve, ...]:
    """The curve from ``a`` to ``b``; see `mtmpattern.drafting.curve` for the words."""
    if a.distance(b) < SAME:
        raise OutlineError(f"a curve from ({a.x:.1f}, {a.y:.1f}) to the same point has no direction",
                           code="curve.empty", hint="Draw it between two different points.")
    if hollow is not None:
        return (_hollowed(a, b, leave, arrive, hollow),)
    if through is not None:
        return _through(a, b, leave, arrive, through, inflected)
    if leave is None:
        leave = heading(a, b) if arrive is None else _as_an_arc(a, b, arrive)
    if arrive is None:
        arrive = _as_an_arc(a, b, leave)
    curve = _between(a, b, leave, arrive, inflected, rounder)
    if least_radius and min(curve.radius(0.0), curve.radius(1.0)) < least_radius:
        curve = _rounder(curve, leave, arrive, inflected, rounder, least_radius)
    return (curve,)


def _rounder(curve: Curve, leave: float, arrive: float, inflected: bool, rounder: float, least_radius: float) -> Curve:
    """A curve drawn further out until it bends no more sharply than ``least_radius``, as far as that helps."""
    def drawn_out(rounder: float) -> Curve:
        return _between(curve.start, curve.end, leave, arrive, inflected, rounder)

    best = last = curve
    most = before = _sharpest(curve)
    while rounder < ROUNDEST:
        further = drawn_out(rounder + ROUNDER)
        if (further.leave, further.arrive) == (last.leave, last.arrive):
            break                                           # its handles reach no further
        radius = _sharpest(further)
        if radius >= least_radius:                          # exactly that radius, so that no curve jumps
            return drawn_out(bracketed(lambda at: _sharpest(drawn_out(at)) - least_radius, rounder, rounder + ROUNDER,
                                       accuracy=LENGTH, f_low=before - least_radius, f_high=radius - least_radius))
        if radius > most:
            best, most = further, radius
        rounder, before, last = rounder + ROUNDER, radius, further
    return best


def _sharpest(curve: Curve) -> float:
    return min(map(curve.radius, BENDS))


def _as_an_arc(a: Point, b: Point, known: float) -> float:
    """The direction at the other end of the arc over this chord."""
    return 2 * heading(a, b) - known


def _between(a: Point, b: Point, leave: float, arrive: float, inflected: bool, rounder: float = 1.0) -> Curve:
    chord, straight_on = a.distance(b), heading(a, b)
    first, last = turn(leave, straight_on), turn(straight_on, arrive)
    if abs(first) < ONE_WAY and abs(last) < ONE_WAY:
        return Curve.line(a, b)
    handle = chord / (3 * math.cos(math.radians((first + last) / 4)) ** 2)
    ahead, back = unit(leave), unit(arrive + 180)
    if first * last < 0 or abs(first) < ONE_WAY or abs(last) < ONE_WAY:
        if not inflected:
            raise OutlineError(
                f"a curve from ({a.x:.1f}, {a.y:.1f}) leaving at {leave % 360:.1f} degrees to ({b.x:.1f}, {b.y:.1f}) "
                f"arriving at {arrive % 360:.1f} degrees would have an inflection", code="curve.inflection",
                hint="Turn one of the directions, or ask for it with inflected=True.")
        reach_a = reach_b = chord / 3
    elif abs(first + last) >= 360 - ONE_WAY or max(abs(first), abs(last)) > 175:
        raise OutlineError(
            f"a curve from ({a.x:.1f}, {a.y:.1f}) leaving at {leave % 360:.1f} degrees to ({b.x:.1f}, {b.y:.1f}) "
            f"arriving at {arrive % 360:.1f} degrees would have to loop", code="curve.loop",
            hint="Check which way it leaves and arrives.")
    else:
        reach_a = reach_b = handle
        cross = rays_cross(a, ahead, b, back)
        if cross is not None and cross[0] > 0 and cross[1] > 0:
            reach_a, reach_b = (rounder * min(handle, REACH * way) for way in cross)
            reach_a, reach_b = min(reach_a, FARTHEST * cross[0]), min(reach_b, FARTHEST * cross[1])
    return Curve(a, Point(a.x + reach_a * ahead[0], a.y + reach_a * ahead[1]),
                 Point(b.x + reach_b * back[0], b.y + reach_b * back[1]), b)


def _through(a: Point, b: Point, leave: float | None, arrive: float | None, via: Point,
             inflected: bool) -> tuple[Curve, ...]:
    """Two curves that share one direction at the point between them: that of the arc over the three points."""
    if via.distance(a) < SAME or via.distance(b) < SAME:
        raise OutlineError("a curve through one of its own ends", code="curve.empty",
                           hint="Name a point between the ends.")
    # The tangent of the circle through three points: each chord's heading, turned by the angle at the far end.
    across = heading(a, via) + turn(heading(a, b), heading(via, b))
    return (*drawn(a, via, leave, across, inflected=inflected), *drawn(via, b, across, arrive, inflected=inflected))


def _hollowed(a: Point, b: Point, leave: float | None, arrive: float | None, hollow: float) -> Curve:
    """The curve whose greatest distance from its chord is ``hollow``; positive lies to the left of the travel."""
    chord, straight_on = a.distance(b), heading(a, b)
    if leave is None and arrive is None:  # the directions of the arc with this sagitta
        leave = straight_on + 2 * math.degrees(math.atan2(2 * hollow, chord))
    leave = _as_an_arc(a, b, arrive or 0.0) if leave is None else leave
    arrive = _as_an_arc(a, b, leave) if arrive is None else arrive
    whole = _between(a, b, leave, arrive, False)
    reach_a, reach_b = a.distance(whole.leave), b.distance(whole.arrive)

    def scaled(factor: float) -> Curve:
        return Curve(a, a.along(leave, reach_a * factor), b.along(arrive + 180, reach_b * factor), b)

    def short_of(factor: float) -> float:
        return depth(scaled(factor)) - abs(hollow)

    most = 1 / REACH
    if depth(scaled(most)) < abs(hollow) or (turn(straight_on, leave) > 0) != (hollow > 0):
        deepest, wanted = apart(depth(scaled(most)), abs(hollow), places=1)
        wanted = f"-{wanted}" if hollow < 0 else wanted
        raise OutlineError(
            f"a curve that leaves at {leave % 360:.1f} and arrives at {arrive % 360:.1f} degrees over a chord of "
            f"{chord:.1f} mm can be at most {deepest} mm hollow, not {wanted} mm",
            code="curve.hollow", hint="Ask for less, or turn its ends further from the chord.")
    return scaled(bracketed(short_of, 0.0, most, accuracy=LENGTH))


def depth(curve: Curve) -> float:
    """The greatest distance of a curve from its chord in millimetres."""
    a, b, chord = curve.start, curve.end, curve.start.distance(curve.end)

    def off(p: Point) -> float:
        return ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / chord

    first, last = off(curve.leave), off(curve.arrive)
    # Off-chord distance is 3 s s t first + 3 s t t last; its turning points solve a quadratic.
    k2, k1, k0 = 9 * (first - last), 6 * last - 12 * first, 3 * first
    if abs(k2) < SAME:
        places = [-k0 / k1] if abs(k1) > SAME else []
    else:
        root = math.sqrt(max(0.0, k1 * k1 - 4 * k2 * k0))
        places = [(-k1 - root) / (2 * k2), (-k1 + root) / (2 * k2)]
    return max((abs(3 * (1 - t) ** 2 * t * first + 3 * (1 - t) * t * t * last) for t in places if 0 < t < 1),
               default=0.0)
