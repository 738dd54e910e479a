"""A sewn outline: its corners, the edges between them, widths across it with the darts closed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from written.drawing import XY, Piece

CORNER = 12.0
"""Degrees of turning from which a vertex is a corner where the file marks none."""
ON_LINE = 0.3
"""Millimetres that a mark may lie off the line it belongs to."""
FAR = 10000.0


@dataclass(frozen=True, slots=True)
class Outline:
    """The ring of a piece's sewn line, clockwise, and the places in it that are corners."""

    ring: tuple[XY, ...]
    corners: tuple[int, ...]

    @classmethod
    @lru_cache(maxsize=128)
    def of(cls, piece: Piece) -> Outline:
        """Take the corners that the file marks as turn points, or where none is marked, those that turn."""
        ring = path(piece.sewn.exterior)
        if piece.sewn.exterior.is_ccw:
            ring.reverse()
        marked = {(round(x, 2), round(y, 2)) for x, y in piece.turns}
        found = [i for i, point in enumerate(ring) if (round(point[0], 2), round(point[1], 2)) in marked]
        if len(found) < 3:
            found = [i for i in range(len(ring))
                     if abs(turning(ring[i - 1], ring[i], ring[(i + 1) % len(ring)])) > CORNER]
        return cls(tuple(ring), tuple(found))

    def at(self, corner: int) -> XY:
        """Where the corner of this number lies; numbers go round."""
        return self.ring[self.corners[corner % len(self.corners)]]

    def edge(self, corner: int, last: int | None = None) -> LineString:
        """The line from one corner clockwise to the next, or to the corner ``last``."""
        start = self.corners[corner % len(self.corners)]
        end = self.corners[(corner + 1 if last is None else last) % len(self.corners)]
        if end <= start:
            end += len(self.ring)
        return LineString([self.ring[i % len(self.ring)] for i in range(start, end + 1)])

    def edges(self) -> list[LineString]:
        """All lines between neighbouring corners."""
        return [self.edge(number) for number in range(len(self.corners))]

    def points(self) -> list[XY]:
        """The corners, clockwise."""
        return [self.ring[i] for i in self.corners]


def turning(before: XY, here: XY, after: XY) -> float:
    """Degrees by which a path turns at ``here``, to the left positive."""
    first = math.atan2(here[1] - before[1], here[0] - before[0])
    second = math.atan2(after[1] - here[1], after[0] - here[0])
    return (math.degrees(second - first) + 180.0) % 360.0 - 180.0


@dataclass(frozen=True, slots=True)
class Dart:
    """A wedge that is sewn away: its tip, or both of them, and the cloth between its legs."""

    tip: XY
    mouth: tuple[XY, ...]
    cloth: Polygon

    @property
    def opening(self) -> float:
        """Width of the mouth in mm; of a dart with two tips, its widest."""
        return max((math.dist(a, b) for a in self.mouth for b in self.mouth), default=0.0)


@lru_cache(maxsize=128)
def darts(piece: Piece) -> list[Dart]:
    """Find pairs of inner lines that meet in a tip, both ending on the sewn line, and diamonds of four."""
    legs = [line for line in piece.lines if 30.0 < line.length < 400.0]
    found: list[Dart] = []
    rim = piece.sewn.exterior
    for i, one in enumerate(legs):
        for two in legs[i + 1:]:
            shared = _shared_end(one, two)
            if shared is None or min(one.length, two.length) < 0.7 * max(one.length, two.length):
                continue
            ends = (_other_end(one, shared), _other_end(two, shared))
            if math.dist(*ends) < 1.0 or math.dist(*ends) > 1.5 * one.length:
                continue
            if all(rim.distance(Point(end)) < ON_LINE for end in ends) and rim.distance(Point(shared)) > 5.0:
                found.append(Dart(shared, ends, _wedge(shared, ends)))
    return found + _diamonds(piece, legs)


def _diamonds(piece: Piece, legs: Sequence[LineString]) -> list[Dart]:
    """Darts with two tips: inner lines that close to a ring off the sewn line."""
    found = []
    rim = piece.sewn.exterior
    for line in piece.lines:
        if line.is_ring and line.length > 60.0 and rim.distance(line) > 1.0 and len(line.coords) <= 9:
            points = sorted(path(line), key=lambda p: p[1])
            found.append(Dart(points[-1], tuple(points[1:-1]), Polygon(line.coords)))
    for i, one in enumerate(legs):
        for two in legs[i + 1:]:            # two legs, each bent at the widest place
            out, back = path(one), path(two)
            if math.dist(out[-1], back[0]) > ON_LINE:
                back.reverse()
            same = math.dist(out[-1], back[0]) < ON_LINE and math.dist(out[0], back[-1]) < ON_LINE
            if same and len(out) > 2 and len(back) > 2 and rim.distance(one) > 1.0:
                mouth = (out[len(out) // 2], back[len(back) // 2])
                found.append(Dart(max(out[0], out[-1], key=lambda p: p[1]), mouth, Polygon([*out, *back[1:]])))
    chains = [line for line in legs if len(line.coords) == 2 and rim.distance(line) > 1.0]
    for i, one in enumerate(chains):          # four single legs: two meet above, two below, at common sides
        for two in chains[i + 1:]:
            top = _shared_end(one, two)
            if top is None:
                continue
            left, right = _other_end(one, top), _other_end(two, top)
            lower = [(_other_end(c, left), _other_end(d, right)) for c in chains for d in chains
                     if c not in (one, two) and d not in (one, two) and _touches(c, left) and _touches(d, right)]
            lower = [(a, b) for a, b in lower if math.dist(a, b) < ON_LINE and a[1] < top[1]]
            if lower and left[1] < top[1]:
                found.append(Dart(top, (left, right), Polygon([top, left, lower[0][0], right])))
    return found


def _touches(line: LineString, point: XY) -> bool:
    return min(math.dist(line.coords[0], point), math.dist(line.coords[-1], point)) < ON_LINE


def _shared_end(one: LineString, two: LineString) -> XY | None:
    for a in (one.coords[0], one.coords[-1]):
        for b in (two.coords[0], two.coords[-1]):
            if math.dist(a, b) < ON_LINE:
                return a[0], a[1]
    return None


def _other_end(line: LineString, end: XY) -> XY:
    far = line.coords[-1] if math.dist(line.coords[0], end) < ON_LINE else line.coords[0]
    return far[0], far[1]


def _wedge(tip: XY, mouth: tuple[XY, XY]) -> Polygon:
    """The cloth between two legs, drawn out a little over the mouth so that a curved edge or a cap is within."""
    out = [(tip[0] + 1.15 * (x - tip[0]), tip[1] + 1.15 * (y - tip[1])) for x, y in mouth]
    return Polygon([tip, *out])


def spans(shape: Polygon, y: float) -> list[tuple[float, float]]:
    """The stretches of a level line inside a shape, left to right."""
    cut = shape.intersection(LineString([(-FAR, y), (FAR, y)]))
    parts = [cut] if isinstance(cut, LineString) else getattr(cut, "geoms", ())
    lines = [part for part in parts if isinstance(part, LineString)]
    return sorted((min(x for x, _ in g.coords), max(x for x, _ in g.coords)) for g in lines if g.length > 0)


@lru_cache(maxsize=128)
def closed(piece: Piece) -> Polygon:
    """The sewn piece without the cloth of its darts: level lines across it measure it as sewn."""
    wedges = [dart.cloth for dart in darts(piece)]
    return largest(piece.sewn.difference(unary_union(wedges))) if wedges else piece.sewn


def largest(shape: BaseGeometry) -> Polygon:
    """The polygon itself, or of several the largest."""
    if isinstance(shape, Polygon):
        return shape
    return max((part for part in getattr(shape, "geoms", ()) if isinstance(part, Polygon)),
               key=lambda part: part.area, default=Polygon())


def path(shape: BaseGeometry) -> list[XY]:
    """The points of a line or ring, a ring's first one not repeated."""
    points = [(point[0], point[1]) for point in getattr(shape, "coords", ())]
    return points[:-1] if len(points) > 3 and points[0] == points[-1] else points


def width(shape: Polygon, y: float) -> float:
    """Millimetres of cloth along a level line."""
    return sum(right - left for left, right in spans(shape, y))


def extent(shape: Polygon, y: float) -> tuple[float, float] | None:
    """The outermost points of a shape at a level, None where it does not reach there."""
    found = spans(shape, y)
    return (found[0][0], found[-1][1]) if found else None
