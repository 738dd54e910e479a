"""Where on a part nothing is drawn, so that something can be written there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Self

from ..geometry import Point, path
from ..pattern.part import Part
from .folding import taken

Segment = tuple[float, float, float, float]
"""A straight piece of a line: x and y of its lower end, then of its upper end."""

_COARSE: Final = 1.0
"""Writing keeps more air than this, in millimetres, so that rough chords do."""

_ROWS: Final = 9
"""Heights that are tried on a part."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The lines of one part as straight pieces: its inner outline, and all that is drawn inside that."""

    outline: tuple[Segment, ...]
    inside: tuple[Segment, ...]

    @classmethod
    def of(cls, part: Part) -> Self:
        """What is drawn on a part."""
        outline = part.sewn_outline
        if path.area(part.cut) < path.area(outline):        # fusible is cut inside the sewn line
            outline = part.cut
        inside = list(_pieces(part.grain))
        for ends in taken(part):
            inside += _pieces(ends)
        for line in part.lines:
            inside += _pieces(path.flatten(line.curves, _COARSE))
        inside += ((drill.at.x - 1, drill.at.y, drill.at.x + 1, drill.at.y) for drill in part.drills)
        return cls(tuple(_pieces(path.flatten(outline, _COARSE))), tuple(inside))

    def turned_right(self) -> Drawn:
        """The same part after a quarter turn clockwise: (x, y) comes to lie at (y, -x)."""
        return Drawn(*(tuple((y0, -x0, y1, -x1) if x0 >= x1 else (y1, -x1, y0, -x0) for x0, y0, x1, y1 in segments)
                       for segments in (self.outline, self.inside)))

    def room(self, width: float, height: float) -> Point | None:
        """The centre of a free rectangle of this size, as near to the middle of the part as can be."""
        xs = [x for x0, _, x1, _ in self.outline for x in (x0, x1)]
        left, right = min(xs), max(xs)
        low, high = min(segment[1] for segment in self.outline), max(segment[3] for segment in self.outline)
        if high - low < height or right - left < width:
            return None
        middle = Point((left + right) / 2, (low + high) / 2)
        best: Point | None = None
        for row in range(_ROWS):
            y = low + (high - low - height) * row / (_ROWS - 1)
            for x0, x1 in self._gaps(y, y + height):
                if x1 - x0 >= width:
                    here = Point(min(max(middle.x, x0 + width / 2), x1 - width / 2), y + height / 2)
                    if best is None or here.distance(middle) < best.distance(middle):
                        best = here
        return best

    def _gaps(self, low: float, high: float) -> Iterator[tuple[float, float]]:
        """Stretches of a level band that no line enters and that lie inside the part."""
        spans = sorted(_span(segment, low, high) for segment in (*self.outline, *self.inside)
                       if segment[3] > low and segment[1] < high)
        end = spans[0][1] if spans else 0.0
        for start, stop in spans:
            if start > end and self._holds((start + end) / 2, (low + high) / 2):
                yield end, start
            end = max(end, stop)

    def _holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside: a level ray from it crosses the outline an odd number of times."""
        crossed = (x0 + (x1 - x0) * (y - y0) / (y1 - y0) > x
                   for x0, y0, x1, y1 in self.outline if y0 <= y < y1)
        return sum(crossed) % 2 == 1


def _pieces(points: Sequence[Point]) -> Iterator[Segment]:
    for a, b in pairwise(points):
        yield (a.x, a.y, b.x, b.y) if a.y <= b.y else (b.x, b.y, a.x, a.y)


def _span(segment: Segment, low: float, high: float) -> tuple[float, float]:
    """Smallest and largest x of the part of a segment that lies in a level band."""
    x0, y0, x1, y1 = segment
    if y0 < y1:
        slope = (x1 - x0) / (y1 - y0)
        if y1 > high:
            x1 = x0 + slope * (high - y0)
        if y0 < low:
            x0 += slope * (low - y0)
    return (x0, x1) if x0 < x1 else (x1, x0)
