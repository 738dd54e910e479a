"""One line of a part in every size, as vertices that correspond: the same number of chords, place by place.

A line is taken edge by edge. Notches, ends of edges and corners are vertices in every size. Between two of them the
sizes have equally many chords, as many as the size that needs most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..geometry import Curve, Curves, Point, path
from .graded_chords import Sized, groups, place, stretch, uniform

KEYS: Final = 3
"""Every so many vertices of a curve carry a rule of their own; between them a CAD draws through what they say."""
AT: Final = 0.01
"""What lies within so many mm of an end lies at it."""

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
        """Go on from ``begins`` along the pieces of a stretch; the end is the next stretch's."""
        if not all(pieces.values()):                        # no way at all in one size: two marks at one place
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
        return GradedLine({size: tuple(each) for size, each in self.points.items()}, tuple(self.keys),
                          tuple(self.corners), tuple(self.stands[which] for which in sorted(self.stands)), closed)


def _stops(edges: Mapping[str, Sequence[Curves]],
           notches: Mapping[str, Sequence[Point]]) -> dict[str, list[list[tuple[float, int]]]]:
    """For each size and edge the notches on it: how far along in mm, and which.

    One where two edges meet stands on the edge on which it stands in other sizes, else where the second begins.
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
