"""Several curves laid end to end: length, places, parts, crossings, area."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mtmpattern.geometry.curve import Curve
from mtmpattern.geometry.point import IDENTITY, Affine, Point, unit
from mtmpattern.geometry.roots import bezier_roots
from mtmpattern.geometry.tolerance import LENGTH, NOTHING, SAME

Curves = tuple[Curve, ...]
"""Curves laid end to end."""


def length(curves: Iterable[Curve]) -> float:
    """Length of all the curves together, in millimetres."""
    return sum(curve.length for curve in curves)


def longer_than(curve: Curve, mm: float) -> bool:
    """Whether a curve is longer than ``mm``; it is measured only where the distance of its ends does not decide."""
    return curve.start.distance(curve.end) > mm or curve.length > mm


def locate(curves: Sequence[Curve], mm: float) -> tuple[int, float]:
    """(index, parameter) of the place ``mm`` along; places beyond the ends are clamped to them."""
    for index, curve in enumerate(curves):
        if mm <= curve.length + LENGTH:
            return index, curve.parameter(mm)
        mm -= curve.length
    return len(curves) - 1, 1.0


def part(curves: Sequence[Curve], start: float, end: float) -> Curves:
    """The curves between two places in millimetres, ``start`` before ``end``."""
    first, t0 = locate(curves, start)
    last, t1 = locate(curves, end)
    if first == last:
        return (curves[first].part(t0, t1),) if t1 > t0 else ()
    pieces = (curves[first].part(t0, 1.0), *curves[first + 1 : last], curves[last].part(0.0, t1))
    return tuple(piece for piece in pieces if longer_than(piece, LENGTH))


def reverse(curves: Sequence[Curve]) -> Curves:
    """The same curves walked the other way."""
    return tuple(curve.reversed() for curve in reversed(curves))


def moved(curves: Sequence[Curve], move: Affine) -> Curves:
    """The curves after a move of the drawing, walked the other way round where it mirrors.

    Written out for speed, since parts are mirrored by the hundred. A point where two curves meet is moved once.
    """
    if move is IDENTITY:
        return tuple(curves)
    a, b, c, d, e, f = move.a, move.b, move.c, move.d, move.e, move.f
    mirrors = move.mirrors
    found: list[Curve] = []
    last = first = None
    for curve in curves:
        p = curve.start
        start = first if first is not None and p is last else Point(a * p.x + c * p.y + e, b * p.x + d * p.y + f)
        p = last = curve.end
        end = first = Point(a * p.x + c * p.y + e, b * p.x + d * p.y + f)
        if curve.straight:
            found.append(Curve.line(end, start) if mirrors else Curve.line(start, end))
            continue
        p, q = curve.leave, curve.arrive
        leave = Point(a * p.x + c * p.y + e, b * p.x + d * p.y + f)
        arrive = Point(a * q.x + c * q.y + e, b * q.x + d * q.y + f)
        found.append(Curve(end, arrive, leave, start) if mirrors else Curve(start, leave, arrive, end))
    return tuple(found[::-1] if mirrors else found)


def nearest(curves: Sequence[Curve], point: Point) -> tuple[float, float]:
    """(millimetres along, distance) of the place on the curves that is nearest to ``point``."""
    x, y = point.x, point.y
    for index, curve in enumerate(curves):  # most requested points are ends of curves
        if curve.start.x == x and curve.start.y == y:
            return length(curves[:index]), 0.0
    if curves[-1].end.x == x and curves[-1].end.y == y:
        return length(curves), 0.0
    here, best_t, best = 0, 0.0, math.inf
    for index, curve in enumerate(curves):
        if curve.out_of_reach(point, best):
            continue
        t, distance = curve.nearest(point)
        if distance < best - NOTHING:
            here, best_t, best = index, t, distance
    return length(curves[:here]) + curves[here].length_to(best_t), best


class Chord(NamedTuple):
    """A straight line from ``a`` to ``b``, close to the curve with the index ``of`` between two of its parameters."""

    of: int
    t0: float
    t1: float
    a: Point
    b: Point


def chords(curves: Sequence[Curve], tolerance: float) -> list[Chord]:
    """Chords within ``tolerance`` millimetres of the curves, in their order."""
    found = []
    for index, curve in enumerate(curves):
        points = curve.flattened(tolerance)
        steps = len(points) - 1
        found += [Chord(index, i / steps, (i + 1) / steps, points[i], points[i + 1]) for i in range(steps)]
    return found


def flatten(curves: Sequence[Curve], tolerance: float) -> list[Point]:
    """Points along the curves within ``tolerance``; a closed outline repeats its first point at the end."""
    points = [curves[0].start]
    for curve in curves:
        points += curve.flattened(tolerance)[1:]
    return points


def area(curves: Iterable[Curve]) -> float:
    """Signed area in square millimetres inside a closed outline, positive counter-clockwise, exact for cubics."""
    return sum(_swept(curve.start, curve.leave, curve.arrive, curve.end) for curve in curves)


def _swept(p0: Point, p1: Point, p2: Point, p3: Point) -> float:
    """Half the integral of x dy - y dx over one cubic (Green's theorem), in closed form."""
    return (
        p0.x * (6 * p1.y + 3 * p2.y + p3.y)
        + 3 * p1.x * (-2 * p0.y + p2.y + p3.y)
        + 3 * p2.x * (-p0.y - p1.y + 2 * p3.y)
        - p3.x * (p0.y + 3 * p1.y + 6 * p2.y)
    ) / 20


def crossings(curves: Sequence[Curve], through: Point, direction: float) -> list[tuple[float, float]]:
    """Where an infinite line meets the curves: (millimetres along the curves, millimetres along the line)."""
    return [(_run_to(curves, hit), hit[2]) for hit in _places(curves, through, direction)]


def crossed_at(curves: Sequence[Curve], through: Point, direction: float) -> list[float]:
    """The same places, in millimetres along the line only, without measuring the curves."""
    return [along for _, _, along in _places(curves, through, direction)]


def _places(curves: Sequence[Curve], through: Point, direction: float) -> list[tuple[int, float, float]]:
    """The same places as (index, parameter, millimetres along the line); one where two curves meet counts once."""
    found: list[tuple[int, float, float]] = []
    ux, uy = way = unit(direction)
    far = through.y * ux - through.x * uy
    last, beside_last = None, 0.0
    for index, curve in enumerate(curves):
        p = curve.start
        beside = beside_last if p is last else p.y * ux - p.x * uy - far
        p = last = curve.end
        beside_last = p.y * ux - p.x * uy - far
        if curve.straight and ((beside > SAME and beside_last > SAME) or (beside < -SAME and beside_last < -SAME)):
            continue                                # most lines of an outline lie on one side
        for t in _parameters(curve, beside, beside_last, way, far):
            p = curve.point(t)
            along = (p.x - through.x) * ux + (p.y - through.y) * uy
            if not found or not _one_place(curves, found[-1], (index, t, along)):
                found.append((index, t, along))
    return found


def _one_place(curves: Sequence[Curve], hit: tuple[int, float, float], after: tuple[int, float, float]) -> bool:
    """Whether two consecutive places are one; the curves are measured only where that is in doubt."""
    if after[0] == hit[0] + 1 and hit[1] == 1.0 and after[1] == 0.0:
        return True
    near = abs(hit[2] - after[2]) <= 2 * SAME  # places are no nearer along the curves than along the line
    return near and abs(_run_to(curves, hit) - _run_to(curves, after)) <= SAME


def _run_to(curves: Sequence[Curve], hit: tuple[int, float, float]) -> float:
    index, t, _ = hit
    return length(curves[:index]) + curves[index].length_to(t)


def crossings_of(curve: Curve, through: Point, direction: float) -> list[tuple[float, float]]:
    """The same for one curve: (parameter, millimetres along the line)."""
    ux, uy = way = unit(direction)
    far = through.y * ux - through.x * uy
    start, end = curve.start, curve.end
    parameters = _parameters(curve, start.y * ux - start.x * uy - far, end.y * ux - end.x * uy - far, way, far)
    places = [(t, curve.point(t)) for t in parameters]
    return [(t, (p.x - through.x) * ux + (p.y - through.y) * uy) for t, p in places]


def _parameters(curve: Curve, a: float, d: float, way: tuple[float, float], far: float) -> Sequence[float]:
    """Where a curve meets a line, given the signed distances of its ends from the line.

    A curve's distance from the line is a Bezier polynomial too, and lies between those of its control points.
    """
    if curve.straight:
        return _line_roots(a, d)
    ux, uy = way
    p, q = curve.leave, curve.arrive
    b, c = p.y * ux - p.x * uy - far, q.y * ux - q.x * uy - far
    if (a > SAME and b > SAME and c > SAME and d > SAME) or (a < -SAME and b < -SAME and c < -SAME and d < -SAME):
        return ()
    return bezier_roots(a, b, c, d)


def _line_roots(a: float, d: float) -> list[float]:
    if abs(a) > SAME and abs(d) > SAME:
        return [a / (a - d)] if (a > 0) != (d > 0) else []
    return [t for t, value in ((0.0, a), (1.0, d)) if abs(value) <= SAME]
