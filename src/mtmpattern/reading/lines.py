"""Strokes joined head to tail into closed rings and open lines."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .shapes import XY

TOUCH = 0.05
"""Ends nearer than this many mm meet."""

REPEATED = 1e-3
"""Vertices nearer than this many mm are one."""

_CANDIDATES = 16                                            # strokes that are compared where many meet in one place


@dataclass(slots=True)
class Line:
    """One line after joining: its vertices without repetitions, whether it closes, and how it was made.

    ``gap`` is how far its ends lie apart, ``pieces`` how many strokes it is made of, ``repeated`` how many vertices
    stood twice.
    """

    points: list[XY]
    closed: bool
    gap: float = 0.0
    pieces: int = 1
    repeated: int = 0

    @property
    def length(self) -> float:
        """Length in mm, the closing chord included."""
        open_length = sum(map(math.dist, self.points, self.points[1:]))
        return open_length + (math.dist(self.points[-1], self.points[0]) if self.closed else 0.0)

    @property
    def area(self) -> float:
        """Signed area in square mm, positive counter-clockwise."""
        return signed_area(self.points)


def signed_area(points: Sequence[XY]) -> float:
    """Signed area in square mm inside a ring, positive counter-clockwise."""
    total = 0.0
    x0, y0 = points[-1]
    ox, oy = points[0]                                      # from a vertex of its own: far from 0,0 digits are lost
    for x, y in points:
        total += (x0 - ox) * (y - oy) - (x - ox) * (y0 - oy)
        x0, y0 = x, y
    return total / 2


def joined(strokes: Iterable[tuple[Sequence[XY], bool]]) -> list[Line]:
    """Closed strokes as they are; open ones chained where their ends meet, each walked either way."""
    lines: list[Line] = []
    waiting: list[list[XY]] = []
    twice = 0
    for given, closed in strokes:
        points, repeated = _cleaned(given, closed)
        if len(points) < 2:
            continue
        twice += repeated
        if closed or (len(points) > 3 and math.dist(points[0], points[-1]) <= TOUCH):
            lines.append(_ring(points, repeated))
        else:
            waiting.append(points)
    return lines + _chained(waiting, twice)


def _cleaned(points: Sequence[XY], closed: bool) -> tuple[list[XY], int]:
    """Without vertices that stand twice. That a closed line repeats its first is a habit and no repetition."""
    kept: list[XY] = []
    for point in points:
        if not kept or math.dist(kept[-1], point) > REPEATED:
            kept.append(point)
    repeated = len(points) - len(kept)
    if closed and len(kept) > 2 and math.dist(kept[0], kept[-1]) <= REPEATED:
        kept.pop()
    return kept, repeated


def _ring(points: list[XY], repeated: int = 0, pieces: int = 1) -> Line:
    gap = math.dist(points[0], points[-1])
    if gap <= TOUCH and len(points) > 3:
        points = points[:-1]
    return Line(points, True, 0.0, pieces, repeated)


class _Ends:
    """The loose ends of open strokes by place; what is taken is dropped when it is met again."""

    def __init__(self, strokes: list[list[XY]]) -> None:
        self.strokes = strokes
        self.cells: dict[tuple[int, int], list[tuple[int, bool]]] = defaultdict(list)
        for index in range(len(strokes) - 1, -1, -1):       # the first strokes come last, and are met first
            self.cells[_cell(strokes[index][0])].append((index, False))
            self.cells[_cell(strokes[index][-1])].append((index, True))

    def next(self, at: XY) -> tuple[int, bool] | None:
        """The stroke that goes on from a place, the nearest of a few, and whether it is walked backward."""
        x, y = _cell(at)
        best, found = TOUCH, None
        for cell in ((x + dx, y + dy) for dx in (0, -1, 1) for dy in (0, -1, 1)):
            waiting = self.cells.get(cell)
            while waiting and not self.strokes[waiting[-1][0]]:
                waiting.pop()
            for index, backward in waiting[-1:-_CANDIDATES:-1] if waiting else ():
                stroke = self.strokes[index]
                if stroke and (distance := math.dist(at, stroke[-1 if backward else 0])) <= best and (
                        found is None or distance < best):
                    best, found = distance, (index, backward)
        return found


def _chained(strokes: list[list[XY]], repeated: int) -> list[Line]:
    ends = _Ends(strokes)
    lines = []
    for index, points in enumerate(strokes):
        if not points:
            continue
        strokes[index] = []
        chain, pieces = list(points), 1
        for _ in range(2):                                  # on from the tail; turned round, on from the head
            while math.dist(chain[0], chain[-1]) > TOUCH and (found := ends.next(chain[-1])):
                following, strokes[found[0]] = strokes[found[0]], []
                chain += following[-2::-1] if found[1] else following[1:]
                pieces += 1
            chain.reverse()
        lines.append(_closed_or_open(chain, pieces))
    if lines:
        lines[0].repeated += repeated
    return lines


def _closed_or_open(chain: list[XY], pieces: int) -> Line:
    gap = math.dist(chain[0], chain[-1])
    if gap <= TOUCH and len(chain) > 3:
        return _ring(chain, pieces=pieces)
    return Line(chain, False, gap, pieces)


def _cell(point: XY) -> tuple[int, int]:
    return math.floor(point[0] / TOUCH), math.floor(point[1] / TOUCH)
