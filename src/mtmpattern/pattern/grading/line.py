"""One line of a part in every size, as vertices that correspond: the same number of chords, place by place.

A line is taken edge by edge. Notches, ends of edges and corners are vertices in every size. Between two of them the
sizes have equally many chords, as many as the size that needs most.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from mtmpattern.geometry import Curve, Curves, Point, path, turn
from mtmpattern.geometry.tolerance import FLATTEN, JOIN, SAME

# ---- One stretch between two marks -------------------------------------------------------------------------------


CORNER: Final = 10.0
"""A joint that turns by more degrees than this in any size is a corner in every size."""
KINK: Final = 0.5
"""A joint that turns by more degrees than this is a vertex, so that no chord cuts it off."""
ALIKE: Final = 0.1
"""Curves of two sizes correspond one by one if their ends lie within this share of the line's length."""
SHORTEST: Final = 0.1
"""A curve of fewer mm is one chord."""
SLIVER: Final = 0.02
"""A curve of fewer mm is left over from an allowance at a joint: it has no vertex and no useful direction."""
_SAMPLES: Final = 12

Sized = Mapping[str, Curves]
"""Curves by size."""


def place(curves: Curves, mm: float) -> Point:
    """The point ``mm`` along the curves."""
    index, t = path.locate(curves, mm)
    return curves[index].point(t)


def stretch(curves: Curves, low: float, high: float) -> Curves:
    """The curves between two places in mm along, slivers left out."""
    return tuple(curve for curve in path.part(curves, low, high) if curve.length > SLIVER) if high > low else ()


def groups(pieces: Sized) -> Iterator[tuple[Sized, bool]]:
    """A stretch divided where it needs vertices, and whether each part begins at a corner.

    It is divided curve by curve if the curves of all sizes correspond; otherwise at the kinks of any size, at the same
    share of the length in all of them.
    """
    shares = {size: _shares(each) for size, each in pieces.items()}
    first, *others = shares.values()
    if all(len(each) == len(first) and all(abs(a - b) < ALIKE for a, b in zip(each, first, strict=True))
           for each in others):
        for number in range(len(first)):
            turns = max(_turn(each, number) for each in pieces.values()) if number else 0.0
            yield {size: (each[number],) for size, each in pieces.items()}, turns > CORNER
        return
    own = {size: [(share, _turn(each, number)) for number, share in enumerate(shares[size][:-1], 1)
                  if _turn(each, number) > KINK] for size, each in pieces.items()}
    if len({len(each) for each in own.values()}) > 1:
        every = sorted({(round(share, 6), turned) for each in own.values() for share, turned in each})
        own = dict.fromkeys(own, every)
    ends = {size: [0.0, *(share for share, _ in each), 1.0] for size, each in own.items()}
    sharp = [False, *(max(each[number][1] for each in own.values()) > CORNER
                      for number in range(len(next(iter(own.values())))))]
    for number, corner in enumerate(sharp):
        yield {size: _cut_out(pieces[size], ends[size][number], ends[size][number + 1]) for size in pieces}, corner


def _shares(curves: Curves) -> list[float]:
    """Where each curve ends, as a share of the way."""
    whole = path.length(curves) or 1.0
    return [run / whole for run in accumulate(curve.length for curve in curves)]


def _turn(curves: Curves, number: int) -> float:
    return abs(turn(curves[number - 1].direction(1.0), curves[number].direction(0.0)))


def _cut_out(curves: Curves, low: float, high: float) -> Curves:
    whole = path.length(curves)
    found = stretch(curves, low * whole, high * whole)
    return found or (Curve.line(at := place(curves, low * whole), at),)


def uniform(group: Sized) -> dict[str, list[Point]]:
    """Each size's stretch as chords, as many as the size that needs most; the last point is left out."""
    if all(len(each) == 1 for each in group.values()):
        steps = max(_needed(each[0]) for each in group.values())
        return {size: [each[0].point(step / steps) for step in range(steps)] for size, each in group.items()}
    stations = _stations(group)
    return {size: _walked(each, stations) for size, each in group.items()}


def _stations(group: Sized) -> list[float]:
    """Where the vertices lie as shares of the way, close together where any size is bent most; the end is left out."""
    spans = {size: list(zip(each, pairwise([0.0, *_shares(each)]), strict=True)) for size, each in group.items()}
    bounds = sorted({round(share, 9) for each in spans.values() for _, ends in each for share in ends})
    dense = {size: [(high, _needed(curve) / max(high - low, SAME)) for curve, (low, high) in each]
             for size, each in spans.items()}
    needs = [0.0]                                           # chords needed up to each bound
    for low, high in pairwise(bounds):
        middle = (low + high) / 2
        most = max(each[min(bisect_right(each, (middle, 0.0)), len(each) - 1)][1] for each in dense.values())
        needs.append(needs[-1] + most * (high - low))
    steps = max(1, math.ceil(needs[-1] - SAME))
    found = []
    for step in range(steps):
        need = needs[-1] * step / steps
        at = min(bisect_right(needs, need), len(needs) - 1)
        gap = needs[at] - needs[at - 1]
        found.append(bounds[at - 1] + (bounds[at] - bounds[at - 1]) * ((need - needs[at - 1]) / gap if gap else 0.0))
    return found


def _needed(curve: Curve) -> int:
    """Chords that neither stray from a curve nor fall short of its length by more than a writer allows."""
    if curve.straight or curve.length < SHORTEST:
        return 1
    points = curve.flattened(FLATTEN)
    short = curve.length - sum(a.distance(b) for a, b in pairwise(points))
    return len(points) - 1 if short <= JOIN / 2 else math.ceil((len(points) - 1) * math.sqrt(2 * short / JOIN))


def _walked(curves: Curves, stations: Sequence[float]) -> list[Point]:
    """Points on the curves at these shares of the way."""
    knots, places = [0.0], [(0, 0.0)]
    for index, curve in enumerate(curves):
        parts = 1 if curve.straight else _SAMPLES
        before = curve.start
        for number in range(1, parts + 1):
            after = curve.point(number / parts)
            knots.append(knots[-1] + before.distance(after))
            places.append((index, number / parts))
            before = after
    found = []
    for share in stations:
        run = knots[-1] * share
        at = min(bisect_right(knots, run), len(knots) - 1)
        index, t = places[at]
        start = places[at - 1][1] if places[at - 1][0] == index else 0.0
        gap = knots[at] - knots[at - 1]
        found.append(curves[index].point(start + (t - start) * ((run - knots[at - 1]) / gap if gap else 0.0)))
    return found


# ---- Whole lines -------------------------------------------------------------------------------------------------


KEYS: Final = 3
"""The number of vertices of a curve from one grade rule to the next; CAD programs interpolate between them."""
STRAYS: Final = 0.2
"""Between two grade rules where a CAD would move a vertex by more mm beside its place, each vertex has a rule."""
AT: Final = 0.01
"""A place within this many mm of an end counts as the end."""

@dataclass(frozen=True, slots=True)
class GradedLine:
    """One line of a part in every size: vertices that correspond by their place in the list.

    ``keys`` are the vertices that carry a grade rule, ``corners`` those of them where the line turns or ends;
    ``notches`` says which vertex each notch of the part stands on, in the part's order. A closed line does not repeat
    its first vertex.
    """

    points: Mapping[str, tuple[Point, ...]]
    keys: tuple[int, ...]
    corners: tuple[int, ...]
    notches: tuple[int, ...] = ()
    closed: bool = True

    def delta(self, sample: str, size: str, vertex: int) -> tuple[float, float]:
        """How far a vertex lies from its place in the sample size, in mm."""
        base, there = self.points[sample][vertex], self.points[size][vertex]
        return there.x - base.x, there.y - base.y


def graded_line(edges: Mapping[str, Sequence[Curves]], notches: Mapping[str, Sequence[Point]] | None = None, *,
                closed: bool = True) -> GradedLine | str:
    """Chain a line in every size with the same number of chords, or say in which size it has another shape.

    ``edges`` are the line's edges in order, as many in each size, each end to end with the next.
    """
    sizes = tuple(edges)
    stops = _stops(edges, notches or {})
    order = {size: [[which for _, which in edge] for edge in each] for size, each in stops.items()}
    other = next((size for size in sizes if order[size] != order[sizes[0]]), None)
    if other is not None:
        return f"has its notches in another order in {other} than in {sizes[0]}"
    line = _Chaining(sizes)
    for number, standing in enumerate(order[sizes[0]]):
        marks = {size: [0.0, *(mm for mm, _ in stops[size][number]), path.length(edges[size][number])]
                 for size in sizes}
        for at, which in enumerate([None, *standing]):
            spans = {size: (marks[size][at], marks[size][at + 1]) for size in sizes}
            if which is not None:
                line.stands[which] = line.count
            if all(high - low < AT for low, high in spans.values()):
                continue                                    # the next notch stands at the same place
            line.add({size: stretch(edges[size][number], *span) for size, span in spans.items()},
                     {size: place(edges[size][number], span[0]) for size, span in spans.items()},
                     corner=spans[sizes[0]][0] == 0.0)
    if not closed:
        line.finish({size: edges[size][-1][-1].end for size in sizes})
    return line.done(closed=closed)


class _Chaining:
    """A line as it grows, in all sizes at once."""

    def __init__(self, sizes: Sequence[str]) -> None:
        self.points: dict[str, list[Point]] = {size: [] for size in sizes}
        self.keys: list[int] = []
        self.corners: list[int] = []
        self.stands: dict[int, int] = {}
        self.first = sizes[0]

    @property
    def count(self) -> int:
        return len(self.points[self.first])

    def add(self, pieces: Sized, begins: Mapping[str, Point], *, corner: bool) -> None:
        """Continue from ``begins`` along the pieces of a stretch; its end belongs to the next stretch."""
        if not all(pieces.values()):                        # no length in one size: two marks at one place
            pieces = {size: each or (Curve.line(begins[size], begins[size]),) for size, each in pieces.items()}
        for number, (group, corners) in enumerate(groups(pieces)):
            begin = self.count
            chains = uniform(group)
            steps = len(chains[self.first])
            for size, chain in chains.items():
                self.points[size] += [begins[size], *chain[1:]] if number == 0 else chain
            self.keys += [begin, *range(begin + KEYS, begin + steps - KEYS // 2, KEYS)]
            if corners or (number == 0 and corner):
                self.corners.append(begin)

    def finish(self, ends: Mapping[str, Point]) -> None:
        """The last vertex of an open line."""
        self.keys.append(self.count)
        self.corners.append(self.count)
        for size, end in ends.items():
            self.points[size].append(end)

    def done(self, *, closed: bool) -> GradedLine:
        return GradedLine({size: tuple(each) for size, each in self.points.items()}, self._ruled(closed=closed),
                          tuple(self.corners), tuple(self.stands[which] for which in sorted(self.stands)), closed)

    def _ruled(self, *, closed: bool) -> tuple[int, ...]:
        """The keys, and every vertex between two of them that are too far apart to interpolate between."""
        found: list[int] = []
        for first, last in pairwise((*self.keys, self.keys[0] + self.count) if closed and self.keys else self.keys):
            found.append(first)
            if self._stray(first, last) > STRAYS:
                found += range(first + 1, last)
        return tuple(found) if closed else (*found, *self.keys[-1:])

    def _stray(self, first: int, last: int) -> float:
        """How far beside their places the vertices between two keys come, in mm, if they are moved in proportion."""
        whole = {size: [each[vertex % self.count] for vertex in range(first, last + 1)]
                 for size, each in self.points.items()}
        base = whole[self.first]
        runs = [0.0, *accumulate(a.distance(b) for a, b in pairwise(base))]
        worst = 0.0
        for there in whole.values():
            moves = [(b.x - a.x, b.y - a.y) for a, b in zip(base, there, strict=True)]
            (ax, ay), (bx, by) = moves[0], moves[-1]
            for run, (x, y) in zip(runs[1:-1], moves[1:-1], strict=True):
                share = run / (runs[-1] or 1.0)
                worst = max(worst, math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)))
        return worst


def _stops(edges: Mapping[str, Sequence[Curves]],
           notches: Mapping[str, Sequence[Point]]) -> dict[str, list[list[tuple[float, int]]]]:
    """For each size and edge the notches on it: how far along in mm, and which.

    A notch where two edges meet stands on the edge that has it in other sizes, or else where the second begins.
    """
    lengths = {size: [path.length(curves) for curves in each] for size, each in edges.items()}
    places = {size: [_nearest(each, lengths[size], notch) for notch in notches.get(size, ())]
              for size, each in edges.items()}

    def between_ends(size: str, edge: int, mm: float) -> bool:
        return AT <= mm <= lengths[size][edge] - AT

    inside = [{each[which][0] for size, each in places.items() if between_ends(size, *each[which])}
              for which in range(min(map(len, places.values())))]
    found: dict[str, list[list[tuple[float, int]]]] = {}
    for size, each in places.items():
        found[size] = [[] for _ in lengths[size]]
        for which, (edge, mm) in enumerate(each):
            after = edge if mm < AT else (edge + 1) % len(lengths[size])
            before = (after - 1) % len(lengths[size])
            if between_ends(size, edge, mm):
                found[size][edge].append((mm, which))
            elif inside[which] == {before}:
                found[size][before].append((lengths[size][before], which))
            else:
                found[size][after].append((0.0, which))
    return {size: [sorted(edge) for edge in each] for size, each in found.items()}


def _nearest(edges: Sequence[Curves], lengths: Sequence[float], notch: Point) -> tuple[int, float]:
    """The edge that a notch stands on, the first of several, and how far along."""
    near = [path.nearest(curves, notch) for curves in edges]
    least = min(distance for _, distance in near)
    on = next(place for place, (_, distance) in enumerate(near) if distance < least + AT)
    return on, min(near[on][0], lengths[on])
