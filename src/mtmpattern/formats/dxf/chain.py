"""Curves as chords for readers without curves: vertices, turn points and curve points of many lines at once."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mtmpattern.geometry import Curves, Point
from mtmpattern.geometry.chords import Chords, Controls, Numbers, Places, firsts_of
from mtmpattern.geometry.tolerance import DECIMALS, FLATTEN, JOIN, NOTHING, SAME

CORNER: Final = 10.0
"""A joint that turns by more degrees than this is a turn point; a smoother one is a curve point."""

STRAY: Final = 0.5
"""A reader may draw its own curve through the curve points; their chords stay within this many mm of the line."""

REACH: Final = 0.5
"""A point farther than this many millimetres from a line does not belong to it."""

_EVERY: Final = math.isqrt(int(STRAY / FLATTEN))            # a chord's height grows with the square of its length
_WRITTEN: Final = 10.0**-DECIMALS
_PLAIN, _TURN, _BEND = 0, 1, 2

Stop: TypeAlias = tuple[int, float, Point]
"""A requested vertex: the number of its curve among all, its parameter, and its place."""


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """The vertices of a line, with its turn points and curve points.

    ``places`` are all the points that are written; ``vertices``, ``turns`` and ``bends`` are numbers of those that are
    vertices, turn points and curve points. A closed line does not repeat its first vertex. ``reached`` are the
    vertices for the requested points, in their order; ``None`` for a point off the line.
    """

    places: Places
    vertices: Sequence[int]
    turns: Sequence[int]
    bends: Sequence[int]
    reached: tuple[Point | None, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """The vertices."""
        return self._at(self.vertices)

    @property
    def turn_points(self) -> tuple[Point, ...]:
        """The turn points: corners, and the ends of an open line."""
        return self._at(self.turns)

    @property
    def curve_points(self) -> tuple[Point, ...]:
        """The curve points: smooth joints of curves, and points along them."""
        return self._at(self.bends)

    def _at(self, numbers: Sequence[int]) -> tuple[Point, ...]:
        return tuple(Point(x, y) for x, y in self.places[list(numbers)].tolist())


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A line to be chained, and the points ``through`` which it must have vertices."""

    curves: Curves
    through: Sequence[Point] = ()
    closed: bool = True


def chained(curves: Curves, through: Sequence[Point] = (), *, closed: bool = True) -> Chain:
    """One line; several are chained faster together."""
    return chains([ChainLine(curves, through, closed)])[0]


def chains(lines: Sequence[ChainLine], controls: Controls | None = None) -> list[Chain]:
    """Chords within the flattening tolerance, with vertices at every joint and at the requested points.

    ``controls`` are the control points of the lines, if the caller already has them.
    """
    if not lines:
        return []
    controls = controls or Controls.of([line.curves for line in lines])
    steps, chords = _chords(controls, lines)
    found = _found(lines, controls)
    stops = sorted((stop for stop, _ in found if stop is not None), key=lambda stop: stop[:2])
    closed = np.array([line.closed for line in lines])
    kinds = _kinds(controls, chords, closed)
    # Stops and the ends of open lines are put among the starts of the chords.
    begins = chords.firsts[controls.firsts]
    ends = np.flatnonzero(~closed)
    added = [(int(chords.firsts[curve]) + _steps_before(t, steps[curve]), 0, point.x, point.y)
             for curve, t, point in stops]
    added += [(int(begins[line + 1]), 1, *controls.points[controls.firsts[line + 1] - 1, 3].tolist()) for line in ends]
    added.sort(key=lambda each: each[:2])
    where = np.array([each[0] for each in added], dtype=np.intp)
    places = np.insert(chords.starts, where, np.array([each[2:] for each in added]).reshape(-1, 2), axis=0)
    kinds = np.insert(kinds, where, [_TURN if each[1] else _PLAIN for each in added])
    begins = begins + np.searchsorted(where, begins, "right")   # one inserted where a line begins ends the one before
    reached = iter([point for _, point in found])
    return list(_split(places, kinds, begins, lines, reached))


def _steps_before(t: float, steps: int) -> int:
    """How many of the equal steps of a curve begin before a parameter."""
    return bisect_left(range(steps + 1), t, key=lambda step: step / steps)


def _chords(controls: Controls, lines: Sequence[ChainLine]) -> tuple[list[int], Chords]:
    """Chords within the tolerances of the curves and of their lengths, and how many each curve has."""
    steps = controls.steps(FLATTEN)
    chords = controls.chords(steps)
    bent = np.flatnonzero(~controls.straight)
    if not len(bent):
        return steps.tolist(), chords
    ends = np.empty_like(chords.starts)
    ends[:-1] = chords.starts[1:]
    ends[chords.firsts[1:] - 1] = controls.points[:, 3]
    runs = ends - chords.starts
    sums = np.add.reduceat(np.hypot(runs[:, 0], runs[:, 1]), chords.firsts[:-1])[bent]
    curves = [curve for line in lines for curve in line.curves]
    short = np.array([curves[at].length for at in bent.tolist()]) - sums
    coarse = short > JOIN
    if not coarse.any():
        return steps.tolist(), chords
    # Both errors shrink with the square of the step.
    tolerance = np.full(len(steps), FLATTEN)
    tolerance[bent[coarse]] = FLATTEN * JOIN / short[coarse]
    steps = controls.steps(tolerance)
    return steps.tolist(), controls.chords(steps)


def _kinds(controls: Controls, chords: Chords, closed: NDArray[np.bool_]) -> NDArray[np.int8]:
    """The kind of the start of each chord: a turn point, a curve point or neither."""
    start, end = _directions(controls)
    before = np.arange(len(start)) - 1
    before[controls.firsts[:-1]] = controls.firsts[1:] - 1
    turned = np.abs(180.0 - (180.0 - (start - end[before])) % 360.0)
    turns = turned > CORNER
    turns[controls.firsts[:-1][~closed]] = True
    kinds = np.where(~controls.straight[chords.curve] & (chords.step % _EVERY == 0), _BEND, _PLAIN).astype(np.int8)
    # A point along a straight line is not needed.
    kinds[chords.firsts[:-1]] = np.where(turns, _TURN, np.where(controls.straight & controls.straight[before],
                                                                _PLAIN, _BEND))
    return kinds


def _directions(controls: Controls) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The directions of curves at their starts and ends in degrees, as from `Curve.direction`."""
    p0, p1, p2, p3 = (controls.points[:, corner] for corner in range(4))
    straight = controls.straight[:, np.newaxis]
    found = []
    for handle, across, chord in ((p1 - p0, p2 - p0, p3 - p0), (p3 - p2, p3 - p1, p3 - p0)):
        way = np.where(straight, chord, handle)
        nothing = np.abs(way).sum(axis=1, keepdims=True) < NOTHING
        if np.any(nothing):                                 # a handle without length: toward the next control point
            ahead = np.where(np.abs(across).max(axis=1, keepdims=True) <= SAME, chord, across)
            way = np.where(nothing, ahead, way)
        found.append(np.degrees(np.arctan2(way[:, 1], way[:, 0])) % 360.0)
    return found[0], found[1]


def _split(places: Places, kinds: NDArray[np.int8], begins: Numbers, lines: Sequence[ChainLine],
           reached: Iterator[Point | None]) -> Iterator[Chain]:
    """The chain of each line, from the vertices of all lines."""
    apart = firsts_of(np.abs(np.diff(places, axis=0)).max(axis=1) <= _WRITTEN)
    crowded = apart[begins[1:] - 1] > apart[begins[:-1]]
    counts = np.diff(begins)
    closing = np.abs(places[begins[1:] - 1] - places[begins[:-1]]).max(axis=1) <= _WRITTEN
    crowded |= closing & (counts > 1) & np.array([line.closed for line in lines])
    number = np.arange(len(places)) - np.repeat(begins[:-1], counts)    # of each vertex on its line
    marks = []
    for kind in (_TURN, _BEND):
        found = np.flatnonzero(kinds == kind)
        bounds = np.searchsorted(found, begins).tolist()
        own = number[found].tolist()
        marks.append([own[low:high] for low, high in pairwise(bounds)])
    for line, (first, last), is_crowded, turns, bends in zip(lines, pairwise(begins.tolist()), crowded.tolist(), *marks,
                                                             strict=True):
        here, requested = places[first:last], tuple([next(reached) for _ in line.through])
        vertices = _apart(here, requested, {*turns, *bends}, line.closed) if is_crowded else range(last - first)
        yield Chain(here, vertices, turns, bends, requested)


def _apart(places: Places, requested: Sequence[Point | None], joints: set[int], closed: bool) -> list[int]:
    """The vertices without those that would be written at the same place as a neighbour.

    Requested points are kept first, because a notch must be at a vertex; then joints.
    """
    points = [Point(x, y) for x, y in places.tolist()]
    wanted = {point for point in requested if point is not None}
    joined = {points[joint] for joint in joints}

    def weight(vertex: int) -> int:
        return 2 if points[vertex] in wanted else 1 if points[vertex] in joined else 0

    kept: list[int] = []
    for vertex, point in enumerate(points):
        if not kept or not points[kept[-1]].same_as(point, _WRITTEN):
            kept.append(vertex)
        elif weight(vertex) >= max(weight(kept[-1]), 1):
            kept[-1] = vertex
    if closed and len(kept) > 1 and points[kept[-1]].same_as(points[kept[0]], _WRITTEN):
        last = kept.pop()
        if weight(last) > weight(kept[0]):
            kept[0] = last
    return kept


# ---- Requested points -----------------------------------------------------------------------------------------------

def _found(lines: Sequence[ChainLine], controls: Controls) -> list[tuple[Stop | None, Point | None]]:
    """For every requested point the stop that it needs (None at a joint) and its place on the line (None off it)."""
    requested = [(point, number) for number, line in enumerate(lines) for point in line.through]
    if not requested:
        return []
    at = np.array([(point.x, point.y) for point, _ in requested])
    of_line = np.array([number for _, number in requested])
    counts = np.diff(controls.firsts)[of_line]
    which = np.repeat(np.arange(len(requested)), counts)
    curve = controls.firsts[of_line][which] + np.arange(len(which)) - firsts_of(counts)[which]
    starts, ends = ((np.abs(controls.points[curve, side] - at[which]) <= _WRITTEN).all(axis=1) for side in (0, 3))
    pairs = np.flatnonzero(starts | ends)
    points, places = np.unique(which[pairs], return_index=True)
    pairs = pairs[places]                                   # the first curve that begins or ends there
    joints = controls.points[curve[pairs], np.where(starts[pairs], 0, 3)].tolist()
    found: list[tuple[Stop | None, Point | None]] = [(None, None)] * len(requested)
    for number, (x, y) in zip(points.tolist(), joints, strict=True):
        found[number] = (None, Point(x, y))                 # most notches are at a joint: nothing to search
    searched = np.setdiff1d(np.arange(len(requested)), points, assume_unique=True)
    if len(searched):
        low, high = controls.points.min(axis=1) - REACH, controls.points.max(axis=1) + REACH
        near = ((low[curve] <= at[which]) & (at[which] <= high[curve])).all(axis=1)
        firsts = firsts_of(counts).tolist()
        for number in searched.tolist():
            point, line = requested[number]
            close = np.flatnonzero(near[firsts[number]:firsts[number + 1]]).tolist()
            found[number] = _nearest(lines[line].curves, close, point, int(controls.firsts[line]))
    return found


def _nearest(curves: Curves, near: Sequence[int], point: Point, begin: int) -> tuple[Stop | None, Point | None]:
    """The nearest place within reach on the curves that are ``near``, exact at the curves' ends."""
    best, found = REACH, (-1, 0.0)
    for index in near:
        t, distance = curves[index].nearest(point)
        if distance < best:
            best, found = distance, (index, t)
            if distance < _WRITTEN:                         # on the line, so no other curve is nearer
                break
    index, t = found
    if index < 0:
        return None, None
    place = curves[index].point(t)
    for end in (curves[index].start, curves[index].end):
        if end.same_as(place, _WRITTEN):
            return None, end
    return ((begin + index, t, place) if 0.0 < t < 1.0 else None), place
