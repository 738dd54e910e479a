"""What is done with several curves laid end to end: length, places, parts, crossings, area."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from .curve import Curve
from .point import Point
from .roots import bracketed
from .tolerance import LENGTH, NOTHING, SAME

Curves = tuple[Curve, ...]
"""Curves laid end to end."""


def length(curves: Iterable[Curve]) -> float:
    """Length of all the curves together, in millimetres."""
    return sum(curve.length for curve in curves)


def locate(curves: Sequence[Curve], mm: float) -> tuple[int, float]:
    """(index, parameter) of the place ``mm`` along; places before and behind the ends are the ends."""
    for index, curve in enumerate(curves):
        if mm <= curve.length + LENGTH:
            return index, curve.parameter(mm)
        mm -= curve.length
    return len(curves) - 1, 1.0


def part(curves: Sequence[Curve], start: float, end: float) -> Curves:
    """The piece between two places in millimetres, ``start`` before ``end``."""
    first, t0 = locate(curves, start)
    last, t1 = locate(curves, end)
    if first == last:
        return (curves[first].part(t0, t1),) if t1 > t0 else ()
    pieces = (curves[first].part(t0, 1.0), *curves[first + 1 : last], curves[last].part(0.0, t1))
    return tuple(piece for piece in pieces if piece.length > LENGTH)


def reverse(curves: Sequence[Curve]) -> Curves:
    """The same curves walked the other way."""
    return tuple(curve.reversed() for curve in reversed(curves))


def nearest(curves: Sequence[Curve], point: Point) -> tuple[float, float]:
    """(millimetres along, distance) of the place on the curves that is nearest to ``point``."""
    here, best_t, best = 0, 0.0, math.inf
    for index, curve in enumerate(curves):
        if curve.out_of_reach(point, best):
            continue
        t, distance = curve.nearest(point)
        if distance < best - NOTHING:
            here, best_t, best = index, t, distance
    return length(curves[:here]) + curves[here].length_to(best_t), best


class Chord(NamedTuple):
    """A straight line from ``a`` to ``b`` close to the curve number ``of`` between two of its parameters."""

    of: int
    t0: float
    t1: float
    a: Point
    b: Point


def chords(curves: Sequence[Curve], tolerance: float) -> list[Chord]:
    """Chords that keep within ``tolerance`` millimetres of the curves, in their order."""
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
    """Where an endless straight line meets the curves: (millimetres along the curves, millimetres along the line)."""
    found: list[tuple[float, float]] = []
    way = _unit(direction)
    for index, curve in enumerate(curves):
        for t, along in _hits(curve, through, way):
            mm = length(curves[:index]) + curve.length_to(t)
            if not found or abs(found[-1][0] - mm) > SAME:
                found.append((mm, along))
    return found


def crossings_of(curve: Curve, through: Point, direction: float) -> list[tuple[float, float]]:
    """The same for one curve: (parameter, millimetres along the line)."""
    return _hits(curve, through, _unit(direction))


def _unit(direction: float) -> tuple[float, float]:
    angle = math.radians(direction)
    return math.cos(angle), math.sin(angle)


def _hits(curve: Curve, through: Point, way: tuple[float, float]) -> list[tuple[float, float]]:
    ux, uy = way
    # A curve's signed distance from the line is a Bezier polynomial too, and lies between those of its control points.
    far = through.y * ux - through.x * uy
    p0, p1, p2, p3 = curve.start, curve.leave, curve.arrive, curve.end
    a, d = p0.y * ux - p0.x * uy - far, p3.y * ux - p3.x * uy - far
    if curve.straight:
        if (a > SAME and d > SAME) or (a < -SAME and d < -SAME):
            return []
        roots = _line_roots(a, d)
    else:
        b, c = p1.y * ux - p1.x * uy - far, p2.y * ux - p2.x * uy - far
        if (a > SAME and b > SAME and c > SAME and d > SAME) or (a < -SAME and b < -SAME and c < -SAME and d < -SAME):
            return []
        roots = _roots(a, b, c, d)
    places = [(t, curve.point(t)) for t in roots]
    return [(t, (p.x - through.x) * ux + (p.y - through.y) * uy) for t, p in places]


def _line_roots(a: float, d: float) -> list[float]:
    ends = [t for t, value in ((0.0, a), (1.0, d)) if abs(value) <= SAME]
    return ends or [a / (a - d)]


def _roots(a: float, b: float, c: float, d: float) -> list[float]:
    """Parameters where a Bezier polynomial of these ordinates is zero, one between each two turning points."""
    k3, k2, k1 = -a + 3 * b - 3 * c + d, 3 * a - 6 * b + 3 * c, -3 * a + 3 * b

    def value(t: float) -> float:
        return ((k3 * t + k2) * t + k1) * t + a

    turns = [0.0, *sorted(t for t in _quadratic(3 * k3, 2 * k2, k1) if 0 < t < 1), 1.0]
    roots: list[float] = []
    for t0, t1 in pairwise(turns):
        v0, v1 = value(t0), value(t1)
        if abs(v0) <= SAME:
            roots.append(t0)
        elif abs(v1) > SAME and v0 * v1 < 0:
            roots.append(bracketed(value, t0, t1))
    if abs(value(1.0)) <= SAME:
        roots.append(1.0)
    return roots


def _quadratic(a: float, b: float, c: float) -> list[float]:
    if abs(a) < NOTHING:
        return [-c / b] if abs(b) > NOTHING else []
    square = b * b - 4 * a * c
    if square < 0:
        return []
    root = math.sqrt(square)
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
