"""The outline of one part as cells: stretches of its edges between breaks, with darts, slits and inner lines.

A cell is what two sides of a seam share: both get the same number of points there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np

from mtmpattern.geometry import Point, path
from mtmpattern.pattern.parts.part import Part, PartDart, PartEdge, PartLine
from mtmpattern.preview.panel import Floats, Ints

SNAP: Final = 0.05
"""Places along an edge that lie closer together than this are one place, mm."""
OPENED: Final = 0.4
"""How far each side of a slit is moved off its line, so that the outline does not touch itself, mm."""

PLEATED: Final = 2.5
"""A pleat is closed over so many times its width from its seam."""
PLEAT: Final = "(pleat)"
"""The name of cells along closed pleats."""

Cell: TypeAlias = tuple[str, str, float]
"""A stretch of an edge between two breaks: the part, the edge, and where it starts in mm along the outline."""


@dataclass(slots=True)
class EdgeRing:
    """The edges and kept inner lines of one part, and the ``breaks`` in mm that divide them into cells."""

    part: Part
    edges: list[PartEdge | PartLine]
    breaks: dict[str, list[float]]
    lines: dict[str, PartLine]
    darts: dict[str, list[PartDart]]
    hits: dict[str, list[tuple[str, float]]]


def ring_of(part: Part, used: set[str]) -> EdgeRing:
    """The cells of a part's outer layer; ``used`` names the inner lines that are kept."""
    # The outer layer's edges in order; the fold of a doubled part closes it.
    edges: list[PartEdge | PartLine] = [edge for edge in part.sewn if not edge.inner]
    if len(edges) < len(part.sewn):
        at = next(i for i, edge in enumerate(part.sewn) if not edge.inner and part.sewn[i - 1].inner)
        turned = [*part.sewn[at:], *part.sewn[:at]]
        edges = [edge for edge in turned if not edge.inner]
        fold = next((line for line in part.lines if line.bounds), None)
        if fold is not None:
            edges.append(fold)
    named: dict[str, PartEdge | PartLine] = {_name(edge): edge for edge in edges}
    lines = {line.title: line for line in part.lines if line.title in used and line.title not in named}
    breaks = {name: [0.0, edge.length] for name, edge in (*named.items(), *lines.items())}
    darts: dict[str, list[PartDart]] = defaultdict(list)
    for dart in part.darts:
        if dart.edge in named and (dart.kind == "pleat" or (dart.kind == "dart" and dart.tips)):
            darts[dart.edge].append(dart if dart.tips else _folded(dart, named[dart.edge]))
            breaks[dart.edge].append(dart.place)
    hits = {}
    for title, line in lines.items():
        ends = [_on_edge(named, point) for point in (line.at(0.0), line.at(line.length))]
        for end in ends:
            if end is not None:
                breaks[end[0]].append(end[1])
        hits[title] = [end for end in ends if end is not None] if None not in ends else []
    for name, places in breaks.items():
        kept: list[float] = []
        for mm in sorted(places):
            if not kept or mm - kept[-1] > SNAP:
                kept.append(mm)
        breaks[name] = kept
    return EdgeRing(part, edges, breaks, {t: line for t, line in lines.items() if hits[t]}, darts, hits)


def _folded(pleat: PartDart, edge: PartEdge | PartLine) -> PartDart:
    # A pleat opens away from its seam: it is closed there like a dart, and nothing is left of it at its tip.
    first, second = _mouth(pleat, edge, pleat.place)
    way = np.array((second.x - first.x, second.y - first.y))
    x, y = (np.array((first.x + second.x, first.y + second.y)) / 2 + PLEATED * np.array((-way[1], way[0]))).tolist()
    return replace(pleat, tips=(Point(x, y),))


def _mouth(dart: PartDart, edge: PartEdge | PartLine, place: float) -> list[Point]:
    # Its ends in the order of the walk.
    before = edge.at(max(place - 0.01, 0.0))
    return sorted(dart.mouth, key=lambda point: point.distance(before))


def _name(edge: PartEdge | PartLine) -> str:
    return edge.title if isinstance(edge, PartLine) else edge.name


def _on_edge(edges: dict[str, PartEdge | PartLine], point: Point) -> tuple[str, float] | None:
    best = None
    for name, edge in edges.items():
        curves = edge.sewn if isinstance(edge, PartEdge) else edge.curves
        mm, away = path.nearest(curves, point)
        if best is None or away < best[0]:
            best = (away, name, mm)
    return (best[1], best[2]) if best is not None and best[0] < 0.5 else None


class PointsOnOutline:
    """Places points along one part's outline in order, and remembers those of each cell."""

    def __init__(self, ring: EdgeRing, count: Mapping[Cell, int], size: float) -> None:
        self.of, self.count, self.size = ring, count, size
        self.points: list[tuple[float, float]] = []
        self.cells: dict[Cell, Ints] = {}
        self.pairs: list[Ints] = []
        self.marks: list[tuple[float, float]] = []
        self.chains: list[Ints] = []
        self.ring = 0
        self._holes: list[Floats] = []

    def walk(self) -> None:
        """Place the points."""
        open_cells: list[tuple[Cell, list[int]]] = []
        for edge in self.of.edges:
            name = _name(edge)
            breaks = self.of.breaks[name]
            darts = {min(breaks, key=lambda mm, d=dart: abs(mm - d.place)): dart       # type: ignore[misc]
                     for dart in self.of.darts.get(name, ())}
            side = self._beside(edge)
            for low, high in pairwise(breaks):
                cell = (self.of.part.id, name, low)
                count = self.count[cell]
                start = len(self.points)
                for mm in np.linspace(low, high, count + 1)[:-1]:
                    self._put(edge, float(mm), side, after=mm == low)
                if high in darts:                             # the cell ends at the mouth; the legs follow
                    self._dart(edge, darts[high], high)
                    end = start + count
                else:
                    end = -1
                open_cells.append((cell, [*range(start, start + count), end]))
        self.ring = len(self.points)
        for cell, numbers in open_cells:
            if numbers[-1] < 0:
                numbers[-1] = (numbers[-2] + 1) % self.ring
            self.cells[cell] = np.array(numbers)
        self._fish_eyes()
        self._lines()

    def _beside(self, edge: PartEdge | PartLine) -> float:
        return OPENED if isinstance(edge, PartEdge) and edge.slit else 0.0

    def _put(self, edge: PartEdge | PartLine, mm: float, side: float, *, after: bool = False) -> None:
        point = edge.at(min(mm + (1e-6 if after else 0.0), edge.length))
        x, y = point.x, point.y
        if side and 1.0 < mm < edge.length - 1.0:
            one, other = edge.at(max(mm - 1, 0)), edge.at(min(mm + 1, edge.length))
            way = np.array((other.x - one.x, other.y - one.y))
            way /= max(float(np.linalg.norm(way)), 1e-9)
            x, y = x - side * way[1], y + side * way[0]       # to the left of the walk, where the cloth is
        self.points.append((x, y))

    def _dart(self, edge: PartEdge | PartLine, dart: PartDart, place: float) -> None:
        first, second = _mouth(dart, edge, place)
        tip = dart.tips[0]
        count = max(1, round(first.distance(tip) / self.size))
        start = len(self.points)
        for share in np.linspace(0, 1, count + 1)[:-1]:
            self.points.append((first.x + share * (tip.x - first.x), first.y + share * (tip.y - first.y)))
        for share in np.linspace(0, 1, count + 1)[:-1]:
            self.points.append((tip.x + share * (second.x - tip.x), tip.y + share * (second.y - tip.y)))
        end = len(self.points)                                # the next cell begins at the second end of the mouth
        self.pairs.append(np.array([(start + i, end - i) for i in range(count)]))
        if dart.kind == "pleat":
            self.cells[self.of.part.id, PLEAT, place] = np.arange(start, start + count + 1)

    def _fish_eyes(self) -> None:
        for dart in self.of.part.darts:
            if dart.kind != "fish-eye" or len(dart.tips) != 2:
                continue
            corners = [dart.tips[0], dart.mouth[0], dart.tips[1], dart.mouth[1]]
            counts = [max(1, round(a.distance(b) / self.size)) for a, b in
                      zip(corners, [*corners[1:], corners[0]], strict=True)]
            counts = [max(counts[0], counts[3]), max(counts[1], counts[2])]
            counts = [counts[0], counts[1], counts[1], counts[0]]
            points = [(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
                      for a, b, count in zip(corners, [*corners[1:], corners[0]], counts, strict=True)
                      for share in np.linspace(0, 1, count + 1)[:-1]]
            first, total = len(self.points), len(points)
            self.points += points
            self._holes.append(np.array(points))
            self.pairs.append(np.array([(first + i, first + total - i) for i in range(1, total // 2)]))

    def holes(self) -> list[Floats]:
        """The fish-eye darts, cut out."""
        return self._holes

    def _lines(self) -> None:
        fixed = len(self.points)
        for title, line in self.of.lines.items():
            breaks = self.of.breaks[title]
            ends = [self._vertex(*end) for end in self.of.hits[title]]
            numbers: list[int] = [ends[0]]
            bounds: list[int] = [0]
            for low, high in pairwise(breaks):
                count = self.count[self.of.part.id, title, low]
                for mm in np.linspace(low, high, count + 1)[1:]:
                    if mm >= line.length - 1e-6:
                        numbers.append(ends[1])
                        continue
                    point = line.at(float(mm))
                    numbers.append(fixed + len(self.marks))
                    self.marks.append((point.x, point.y))
                bounds.append(len(numbers) - 1)
            chain = np.array(numbers)
            self.chains.append(chain)
            for low, a, b in zip(breaks, bounds, bounds[1:], strict=False):
                self.cells[self.of.part.id, title, low] = chain[a:b + 1]

    def _vertex(self, edge: str, mm: float) -> int:
        at = min(self.of.breaks[edge], key=lambda known: abs(known - mm))
        found = self.cells.get((self.of.part.id, edge, at))
        if found is not None:
            return int(found[0])
        last = self.of.breaks[edge][-2]
        return int(self.cells[self.of.part.id, edge, last][-1])
