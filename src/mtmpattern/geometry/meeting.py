"""Where two chains of curves meet when each runs on straight beyond its end; the corner work of cut lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from . import path
from .curve import Curve
from .point import Point, between, crossing
from .tolerance import FLATTEN, JOIN, LENGTH, NOTHING, PARALLEL, SAME

MOST_STEPS = 16
"""Newton's method is given up after so many steps."""

FARTHEST = 200.0
"""A chain runs on at most so many millimetres to meet one that must be trimmed."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The place where a chain shall end or start: on the curve ``index`` at the parameter ``t``.

    A parameter beyond 1 (or below 0) lies where the last (or first) curve has run on straight.
    """

    point: Point
    index: int
    t: float


@dataclass(frozen=True, slots=True)
class Ray:
    """An endless straight line through a point, its direction in degrees."""

    through: Point
    direction: float


def met(first: list[Curve], second: list[Curve]) -> Point | None:
    """Trim or lengthen two chains until the end of the first is the start of the second, and return that point.

    Both lists are changed. ``None`` (and no change) when they never meet.
    """
    found = meeting(first, second)
    if found is None:
        return None
    end_at(first, found[0])
    start_at(second, found[1])
    return found[0].point


def meeting(first: Sequence[Curve], second: Sequence[Curve], *, run_on: bool = True) -> tuple[Stop, Stop] | None:
    """Where two chains meet nearest to the corner between them.

    Each runs on straight if it must; ``run_on=False`` allows only what a first guess finds next to the corner.
    """
    near = approach(first[-1], 1.0, second[0], 0.0)
    if near is not None and near[1] > 0.0 and near[2] < 1.0:
        point, t, u = near
        return Stop(point, len(first) - 1, t), Stop(point, 0, u)
    inside = _search(path.chords(first, FLATTEN), path.chords(second, FLATTEN), first, second)
    if inside is not None or not run_on:
        return inside
    return _search([*path.chords(first, FLATTEN), _run_on(first, at_start=False)],
                   [_run_on(second, at_start=True), *path.chords(second, FLATTEN)], first, second)


def _run_on(chain: Sequence[Curve], *, at_start: bool) -> path.Chord:
    """A chain's straight way beyond its end, as a chord of the curve there."""
    index, t, ahead = (0, 0.0, -FARTHEST) if at_start else (len(chain) - 1, 1.0, FARTHEST)
    x, y, dx, dy = _extended(chain[index], t)
    pace = math.hypot(dx, dy)
    far = Point(x + dx / pace * ahead, y + dy / pace * ahead)
    beyond = t + ahead / pace
    if at_start:
        return path.Chord(index, beyond, t, far, chain[index].start)
    return path.Chord(index, t, beyond, chain[index].end, far)


def approach(first: Curve, t: float, second: Curve, u: float) -> tuple[Point, float, float] | None:
    """(point, parameters) where two curves cross, by Newton's method from a guess; both may run on straight."""
    for _ in range(MOST_STEPS):
        ax, ay, adx, ady = _extended(first, t)
        bx, by, bdx, bdy = _extended(second, u)
        gap_x, gap_y = bx - ax, by - ay
        if abs(gap_x) < LENGTH and abs(gap_y) < LENGTH:
            return Point(ax, ay), t, u
        cross = bdx * ady - adx * bdy
        if abs(cross) <= PARALLEL * math.hypot(adx, ady) * math.hypot(bdx, bdy):
            return None
        t += (bdx * gap_y - bdy * gap_x) / cross
        u += (adx * gap_y - ady * gap_x) / cross
    return None


def ray_stop(chain: Sequence[Curve], ray: Ray, *, at_start: bool, run_on_only: bool = False) -> Stop | None:
    """Where a chain, running on straight at one end, meets an endless line, nearest to the line's own point."""
    found: list[tuple[float, Stop]] = []
    for index, curve in enumerate(() if run_on_only else chain):
        for t, along in path.crossings_of(curve, ray.through, ray.direction):
            found.append((abs(along), Stop(curve.point(t), index, t)))
    curve = chain[0] if at_start else chain[-1]
    tip, way = (curve.start, curve.direction(0.0)) if at_start else (curve.end, curve.direction(1.0))
    ahead = crossing(tip, way, ray.through, ray.direction)
    if ahead is not None and (ahead[0] <= 0.0 if at_start else ahead[0] >= 0.0):
        # In parameters of the curve: only their being beyond the end counts.
        beyond = Stop(tip.along(way, ahead[0]), 0, ahead[0]) if at_start else (
            Stop(tip.along(way, ahead[0]), len(chain) - 1, 1.0 + ahead[0]))
        found.append((abs(ahead[1]), beyond))
    return min(found, key=lambda hit: hit[0])[1] if found else None


def end_at(chain: list[Curve], stop: Stop) -> None:
    """Trim or lengthen a chain so that it ends at a place; the list is changed."""
    curve = chain[stop.index]
    del chain[stop.index + 1:]
    if curve.straight:
        chain[-1] = Curve.line(curve.start, stop.point)
    elif stop.t <= 1.0 or curve.end.same_as(stop.point):
        part = curve.part(0.0, stop.t)
        chain[-1] = Curve(part.start, part.leave, part.arrive, stop.point)
    else:
        chain.append(Curve.line(curve.end, stop.point))


def start_at(chain: list[Curve], stop: Stop) -> None:
    """Trim or lengthen a chain so that it starts at a place; the list is changed."""
    curve = chain[stop.index]
    del chain[:stop.index]
    if curve.straight:
        chain[0] = Curve.line(stop.point, curve.end)
    elif stop.t >= 0.0 or curve.start.same_as(stop.point):
        part = curve.part(stop.t, 1.0)
        chain[0] = Curve(stop.point, part.leave, part.arrive, part.end)
    else:
        chain.insert(0, Curve.line(stop.point, curve.start))


def _extended(curve: Curve, t: float) -> tuple[float, float, float, float]:
    """Place and speed at a parameter that may lie beyond the ends, where the curve runs on straight."""
    p0, p1, p2, p3 = curve.start, curve.leave, curve.arrive, curve.end
    u = min(1.0, max(0.0, t))
    s = 1.0 - u
    dx = 3 * (s * s * (p1.x - p0.x) + 2 * s * u * (p2.x - p1.x) + u * u * (p3.x - p2.x))
    dy = 3 * (s * s * (p1.y - p0.y) + 2 * s * u * (p2.y - p1.y) + u * u * (p3.y - p2.y))
    if abs(dx) + abs(dy) < SAME:  # a handle of no length has a direction all the same
        way, pace = math.radians(curve.direction(u)), max(curve.start.distance(curve.end), SAME)
        dx, dy = pace * math.cos(way), pace * math.sin(way)
    point = curve.point(u)
    return point.x + (t - u) * dx, point.y + (t - u) * dy, dx, dy


def _search(chords: Sequence[path.Chord], others: Sequence[path.Chord], first: Sequence[Curve],
            second: Sequence[Curve]) -> tuple[Stop, Stop] | None:
    """The crossing nearest to the corner: the last of the first chain with the earliest of the second."""
    for one in reversed(chords):
        for other in others:
            shares = segments_cross(one.a, one.b, other.a, other.b)
            if shares is None:
                continue
            t = one.t0 + shares[0] * (one.t1 - one.t0)
            u = other.t0 + shares[1] * (other.t1 - other.t0)
            exact = approach(first[one.of], t, second[other.of], u)
            if exact is not None and exact[0].same_as(between(one.a, one.b, shares[0]), JOIN * 10):
                return Stop(exact[0], one.of, exact[1]), Stop(exact[0], other.of, exact[2])
    return None


def segments_cross(a: Point, b: Point, c: Point, d: Point) -> tuple[float, float] | None:
    """The parts of two straight lines at which they cross."""
    cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x)
    if abs(cross) < NOTHING:
        return None
    s = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / cross
    t = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / cross
    return (s, t) if 0.0 <= s <= 1.0 and 0.0 <= t <= 1.0 else None
