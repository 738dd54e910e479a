"""Curves as the chords a DXF can hold, with a vertex wherever something must be found again."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..geometry import Curve, Curves, Point, turn
from ..geometry.tolerance import DECIMALS, FLATTEN, JOIN

CORNER: Final = 10.0
"""A joint that turns by more degrees than this is a turn point; a smoother one is a curve point."""

STRAY: Final = 0.5
"""A reader may draw its own curve through the curve points; their chords stray no more millimetres than this."""

REACH: Final = 0.5
"""A point farther than this many millimetres from a line does not belong to it."""

_EVERY: Final = math.isqrt(int(STRAY / FLATTEN))            # a chord's height grows with the square of its steps
_WRITTEN: Final = 10.0**-DECIMALS


@dataclass(frozen=True, slots=True)
class Chain:
    """The vertices of a line and what each of the marked ones is.

    A closed line does not repeat its first vertex. ``reached`` answers the points that were to become vertices, in
    their order; ``None`` for one that lies off the line.
    """

    points: tuple[Point, ...]
    turn_points: tuple[Point, ...]
    curve_points: tuple[Point, ...]
    reached: tuple[Point | None, ...]


def chained(curves: Curves, through: Sequence[Point] = (), *, closed: bool = True) -> Chain:
    """Chords within the flattening tolerance, with vertices at every joint and at the points ``through``."""
    stops: dict[int, list[tuple[float, Point]]] = {}
    reached: list[Point | None] = []
    boxes = [_box(curve) for curve in curves] if through else []
    for point in through:
        index, t = _place(curves, boxes, point)
        reached.append(curves[index].point(t) if index >= 0 else None)
        if 0.0 < t < 1.0:
            stops.setdefault(index, []).append((t, curves[index].point(t)))
    points: list[Point] = []
    turn_points: list[Point] = []
    curve_points: list[Point] = []
    before = curves[-1] if closed else None
    for index, curve in enumerate(curves):
        if before is None or abs(turn(before.direction(1.0), curve.direction(0.0))) > CORNER:
            turn_points.append(curve.start)
        elif not (before.straight and curve.straight):      # a point along a straight line bends nothing
            curve_points.append(curve.start)
        vertices = _flattened(curve)
        if not curve.straight:
            curve_points += vertices[_EVERY:-1:_EVERY]
        if index in stops:
            vertices = _with_stops(vertices, stops[index])
        points += vertices[:-1]
        before = curve
    if not closed:
        points.append(curves[-1].end)
        turn_points.append(curves[-1].end)
    asked = {point for point in reached if point is not None}
    kept = _apart(points, asked, {*turn_points, *curve_points}, closed)
    return Chain(kept, tuple(turn_points), tuple(curve_points), tuple(reached))


def _flattened(curve: Curve) -> list[Point]:
    """Vertices whose chords neither stray from the curve nor fall short of its length by more than we allow."""
    points = curve.flattened(FLATTEN)
    if curve.straight:
        return points
    short = curve.length - sum(a.distance(b) for a, b in pairwise(points))
    if short <= JOIN:
        return points
    return curve.flattened(FLATTEN * JOIN / short)          # both errors shrink with the square of the steps


def _with_stops(vertices: list[Point], stops: list[tuple[float, Point]]) -> list[Point]:
    steps = len(vertices) - 1
    places = [(i / steps, vertex) for i, vertex in enumerate(vertices)]
    for t, point in sorted(stops, key=lambda stop: stop[0]):
        places.insert(bisect_left(places, t, key=lambda place: place[0]), (t, point))
    return [point for _, point in places]


def _apart(points: list[Point], asked: set[Point], joints: set[Point], closed: bool) -> tuple[Point, ...]:
    """The vertices without those that would be written at the same place as a neighbour.

    What was asked for stays, for a notch must stand on a vertex; then a joint.
    """
    def weight(point: Point) -> int:
        return 2 if point in asked else 1 if point in joints else 0

    kept: list[Point] = []
    for point in points:
        if not kept or not kept[-1].same_as(point, _WRITTEN):
            kept.append(point)
        elif weight(point) >= max(weight(kept[-1]), 1):
            kept[-1] = point
    if closed and len(kept) > 1 and kept[-1].same_as(kept[0], _WRITTEN):
        last = kept.pop()
        if weight(last) > weight(kept[0]):
            kept[0] = last
    return tuple(kept)


def _box(curve: Curve) -> tuple[float, float, float, float]:
    """What encloses a curve and all that lies within reach of it."""
    a, b, c, d = curve.start, curve.leave, curve.arrive, curve.end
    return (min(a.x, b.x, c.x, d.x) - REACH, min(a.y, b.y, c.y, d.y) - REACH,
            max(a.x, b.x, c.x, d.x) + REACH, max(a.y, b.y, c.y, d.y) + REACH)


def _place(curves: Curves, boxes: Sequence[tuple[float, float, float, float]], point: Point) -> tuple[int, float]:
    """(curve, parameter) of the nearest place within reach, the very ends for what lies at them; (-1, 0) for none."""
    near = [index for index, (x0, y0, x1, y1) in enumerate(boxes) if x0 <= point.x <= x1 and y0 <= point.y <= y1]
    for index in near:                                      # most notches stand at a joint: nothing to search
        for t, end in ((0.0, curves[index].start), (1.0, curves[index].end)):
            if end.same_as(point, _WRITTEN):
                return index, t
    best, found = REACH, (-1, 0.0)
    for index in near:
        t, distance = curves[index].nearest(point)
        if distance < best:
            best, found = distance, (index, t)
            if distance < _WRITTEN:                         # on the line; no other curve is nearer
                break
    index, t = found
    for end_t, end in ((0.0, curves[index].start), (1.0, curves[index].end)):
        if index >= 0 and end.same_as(curves[index].point(t), _WRITTEN):
            return index, end_t
    return found
