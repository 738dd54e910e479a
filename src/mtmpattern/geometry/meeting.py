"""Where two chains of curves meet when each runs on straight beyond its end; the corner work of cut lines."""

from __future__ import annotations

import math
from dataclasses import dataclass

from . import path
from .curve import Curve
from .point import Point, heading
from .tolerance import LENGTH, SAME


@dataclass(frozen=True, slots=True)
class Ray:
    """An endless straight line through a point."""

    through: Point
    direction: float


def met(first: list[Curve], second: list[Curve]) -> Point | None:
    """Trim or lengthen two chains until the end of the first is the start of the second, and return that point.

    Both lists are changed. ``None`` (and no change) when they run parallel and never meet.
    """
    point = _newton(first[-1], second[0])
    if point is None:
        found = _search(first, second)
        if found is None:
            return None
        point, keep_first, keep_second = found
        first[:] = path.part(first, 0.0, keep_first)
        second[:] = path.part(second, keep_second, path.length(second))
    _end_at(first, point)
    _start_at(second, point)
    return point


def straight_met(chain: list[Curve], ray: Ray, *, at_start: bool) -> None:
    """Trim or lengthen a chain at one end until it reaches an endless straight line; the list is changed."""
    long = [Curve.line(ray.through.along(ray.direction, -1.0), ray.through.along(ray.direction, 1.0))]
    hits = path.crossings(chain, ray.through, ray.direction)
    if hits:
        place = hits[0][0] if at_start else hits[-1][0]
        chain[:] = path.part(chain, place, path.length(chain)) if at_start else path.part(chain, 0.0, place)
        return
    tip, way = (chain[0].start, chain[0].direction(0.0)) if at_start else (chain[-1].end, chain[-1].direction(1.0))
    point = _lines_meet(tip, way, ray.through, heading(long[0].start, long[0].end))
    if point is not None:
        if at_start:
            chain.insert(0, Curve.line(point, tip))
        else:
            chain.append(Curve.line(tip, point))


def _lines_meet(a: Point, a_way: float, b: Point, b_way: float) -> Point | None:
    ux, uy = math.cos(math.radians(a_way)), math.sin(math.radians(a_way))
    vx, vy = math.cos(math.radians(b_way)), math.sin(math.radians(b_way))
    cross = ux * vy - uy * vx
    if abs(cross) < 1e-9:
        return None
    s = ((b.x - a.x) * vy - (b.y - a.y) * vx) / cross
    return Point(a.x + s * ux, a.y + s * uy)


def _extended(curve: Curve, t: float) -> tuple[float, float, float, float]:
    """Place and speed at a parameter that may lie beyond the ends, where the curve runs on straight."""
    p0, p1, p2, p3 = curve.start, curve.leave, curve.arrive, curve.end
    u = min(1.0, max(0.0, t))
    s = 1.0 - u
    dx = 3 * (s * s * (p1.x - p0.x) + 2 * s * u * (p2.x - p1.x) + u * u * (p3.x - p2.x))
    dy = 3 * (s * s * (p1.y - p0.y) + 2 * s * u * (p2.y - p1.y) + u * u * (p3.y - p2.y))
    point = curve.point(u)
    return point.x + (t - u) * dx, point.y + (t - u) * dy, dx, dy


def _newton(first: Curve, second: Curve) -> Point | None:
    """The meeting next to the end of the first and the start of the second, if Newton's method finds it there."""
    t, u = 1.0, 0.0
    for _ in range(12):
        ax, ay, adx, ady = _extended(first, t)
        bx, by, bdx, bdy = _extended(second, u)
        gap_x, gap_y = bx - ax, by - ay
        if abs(gap_x) < LENGTH and abs(gap_y) < LENGTH:
            if t < -SAME or u > 1 + SAME:
                return None
            return Point(ax, ay)
        cross = adx * -bdy + bdx * ady
        if abs(cross) < 1e-9 * (math.hypot(adx, ady) * math.hypot(bdx, bdy) + LENGTH):
            return None
        t += (gap_x * -bdy + bdx * gap_y) / cross
        u += (adx * gap_y - ady * gap_x) / cross
    return None


def _search(first: list[Curve], second: list[Curve]) -> tuple[Point, float, float] | None:
    """The crossing nearest to the corner, by the chords of both chains; then each keeps its outer part."""
    fine = 0.01
    a, b = path.flatten(first, fine), path.flatten(second, fine)
    for i in range(len(a) - 2, -1, -1):
        for j in range(len(b) - 1):
            point = _segments_cross(a[i], a[i + 1], b[j], b[j + 1])
            if point is not None:
                return point, path.nearest(first, point)[0], path.nearest(second, point)[0]
    return None


def _segments_cross(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x)
    if abs(cross) < 1e-12:
        return None
    s = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / cross
    t = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / cross
    return Point(a.x + s * (b.x - a.x), a.y + s * (b.y - a.y)) if 0 <= s <= 1 and 0 <= t <= 1 else None


def _end_at(chain: list[Curve], point: Point) -> None:
    curve = chain[-1]
    t, distance = curve.nearest(point)
    if distance < 1e-4 and t < 1.0:
        part = curve.part(0.0, t)
        chain[-1] = Curve(part.start, part.leave, part.arrive, point, part.straight)
    elif not curve.end.same_as(point):
        chain.append(Curve.line(curve.end, point))


def _start_at(chain: list[Curve], point: Point) -> None:
    curve = chain[0]
    t, distance = curve.nearest(point)
    if distance < 1e-4 and t > 0.0:
        part = curve.part(t, 1.0)
        chain[0] = Curve(point, part.leave, part.arrive, part.end, part.straight)
    elif not curve.start.same_as(point):
        chain.insert(0, Curve.line(point, curve.start))
