"""What is done with several curves laid end to end: length, places, parts, crossings, area."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from .curve import Curve
from .point import Point
from .roots import bracketed
from .tolerance import LENGTH, SAME

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
    best_mm, best = 0.0, math.inf
    run = 0.0
    for curve in curves:
        t, distance = curve.nearest(point)
        if distance < best - SAME * 1e-3:
            best_mm, best = run + (curve.part(0.0, t).length if 0 < t < 1 else t * curve.length), distance
        run += curve.length
    return best_mm, best


def flatten(curves: Sequence[Curve], tolerance: float) -> list[Point]:
    """Points along the curves within ``tolerance``; a closed outline repeats its first point at the end."""
    points = [curves[0].start]
    for curve in curves:
        points.extend(curve.flattened(tolerance)[1:])
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
    ux, uy = math.cos(math.radians(direction)), math.sin(math.radians(direction))
    found: list[tuple[float, float]] = []
    run = 0.0
    for curve in curves:
        for t in _roots([_across(p, through, ux, uy) for p in (curve.start, curve.leave, curve.arrive, curve.end)]):
            place = curve.point(t)
            along = (place.x - through.x) * ux + (place.y - through.y) * uy
            mm = run + (curve.part(0.0, t).length if 0 < t < 1 else t * curve.length)
            if not found or abs(found[-1][0] - mm) > SAME:
                found.append((mm, along))
        run += curve.length
    return found


def _across(p: Point, through: Point, ux: float, uy: float) -> float:
    return (p.y - through.y) * ux - (p.x - through.x) * uy


def _roots(ordinates: list[float]) -> list[float]:
    """Parameters where a Bezier polynomial of these ordinates is zero, by subdivision and Newton's polish."""
    low, high = min(ordinates), max(ordinates)
    if low > SAME or high < -SAME:
        return []
    a, b, c, d = ordinates
    k3, k2, k1 = -a + 3 * b - 3 * c + d, 3 * a - 6 * b + 3 * c, -3 * a + 3 * b

    def value(t: float) -> float:
        return ((k3 * t + k2) * t + k1) * t + a

    turns = [0.0, *sorted(t for t in _quadratic(3 * k3, 2 * k2, k1) if 0 < t < 1), 1.0]
    roots: list[float] = []
    for t0, t1 in zip(turns, turns[1:], strict=False):
        v0, v1 = value(t0), value(t1)
        if abs(v0) <= SAME:
            roots.append(t0)
        elif abs(v1) > SAME and v0 * v1 < 0:
            roots.append(bracketed(value, t0, t1))
    if abs(value(1.0)) <= SAME:
        roots.append(1.0)
    return roots


def _quadratic(a: float, b: float, c: float) -> list[float]:
    if abs(a) < 1e-14:
        return [-c / b] if abs(b) > 1e-14 else []
    square = b * b - 4 * a * c
    if square < 0:
        return []
    root = math.sqrt(square)
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
