"""Free room for writing on a part: a rectangle of a given size that no line enters, found on a coarse grid.

The box around a part is divided into 32 by 32 cells. A cell is free when it lies inside the part and no line enters
it; a rectangle of free cells has room for writing. All cells of a part are the bits of one number, so that they are
compared in one step.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mtmpattern.formats.fold_sign import taken
from mtmpattern.formats.grain_arrow import head_corners, heads
from mtmpattern.geometry import Point
from mtmpattern.geometry.chords import Numbers, firsts_of
from mtmpattern.pattern.parts.part import Part, PartLines

Segments: TypeAlias = NDArray[np.float64]
"""(n, 4) straight pieces of lines: x and y of the lower end of each, then of the upper end."""

_COARSE: Final = 1.0
"""Tolerance of chords in millimetres; writing keeps a larger distance from every line."""

CELLS: Final = 32
"""Rows of cells on a part, and cells of a row."""

_STRIDE: Final = 2 * CELLS
"""Bits from one row to the next: twice its cells, half of them zero, so that rectangles end at the row."""

_CROSSED: Final = 1 << 16
"""One crossing of the outline, in the count of what lies to the left of a cell; more lines enter no cell."""

_HAIR: Final = 1e-6
"""Cells, or millimetres: what lies this close is the same. The grain line of an even part runs between two cells, and
the last digits of a machine must not decide which of them it enters."""

Box: TypeAlias = tuple[float, float, float, float]
"""Smallest x, smallest y, largest x, largest y in millimetres."""


@dataclass(frozen=True, slots=True)
class FreeRoom:
    """The free cells within a box: the bits of one number, row by row from the lowest up, each from the left."""

    box: Box
    cells: int

    @classmethod
    def both_ways(cls, lines: PartLines, *, inside: bool = True) -> list[tuple[Self, Self]]:
        """The room on each of the parts, and on the part after a quarter turn clockwise: (x, y) moves to (y, -x).

        ``inside`` also keeps away from the lines inside the parts.
        """
        if not lines.parts:
            return []
        free, boxes = _free_cells(*_segments(lines, inside=inside))
        upright, aside = (_numbers(cells) for cells in (free, free[:, :, ::-1].transpose(0, 2, 1)))
        return [(cls((x0, y0, x1, y1), cells), cls((y0, -x1, y1, -x0), turned))
                for (x0, y0, x1, y1), cells, turned in zip(boxes, upright, aside, strict=True)]

    def fits(self, width: float, height: float) -> bool:
        """Whether a rectangle of this size (mm) fits; any smaller one then fits too."""
        return bool(self._places(width, height)[0])

    def room(self, width: float, height: float) -> Point | None:
        """The centre of a free rectangle of this size (mm), near the middle of the part; None if none is free."""
        left, low, right, high = self.box
        across, up = (right - left) / CELLS, (high - low) / CELLS
        places, wide, tall = self._places(width, height)
        if not places:
            return None
        best: Point | None = None
        nearest = math.inf
        middle_x, middle_y = (left + right) / 2, (low + high) / 2
        for away, row in _OUTWARD[CELLS + 1 - tall]:
            if (away - 0.5) * up > nearest:
                break
            cells = places >> row * _STRIDE & _ROW
            if not cells:
                continue
            first, last = _run(cells, (CELLS - wide) // 2)
            x = min(max(middle_x, left + first * across + width / 2), left + (last + wide) * across - width / 2)
            y = min(max(middle_y, low + row * up + height / 2), low + (row + tall) * up - height / 2)
            distance = math.hypot(x - middle_x, y - middle_y)
            if distance < nearest - _HAIR:
                best, nearest = Point(x, y), distance
        return best

    def _places(self, width: float, height: float) -> tuple[int, int, int]:
        """The cells at which a free rectangle can begin, as bits, and its width and height in cells."""
        left, low, right, high = self.box
        if right - left < width or high - low < height:
            return 0, 0, 0
        wide, tall = (max(1, math.ceil(CELLS * size / room))
                      for size, room in ((width, right - left), (height, high - low)))
        return _in_line(_in_line(self.cells, tall, _STRIDE), wide, 1), wide, tall


# ---- Numbers as cells -----------------------------------------------------------------------------------------------

_ROW: Final = (1 << CELLS) - 1
_OUTWARD: Final = tuple(tuple(sorted((abs(2 * row + 1 - count) / 2, row) for row in range(count)))
                        for count in range(CELLS + 1))
"""For each number of rows, their distances in rows from the middle one, the nearest first."""


def _in_line(cells: int, count: int, apart: int) -> int:
    """The cells at which ``count`` set bits in line begin, ``apart`` bits from one to the next."""
    have = 1
    while have < count:
        step = min(have, count - have)
        cells &= cells >> step * apart
        have += step
    return cells


def _run(row: int, target: int) -> tuple[int, int]:
    """The first and last bit of the run of set bits at or nearest to the bit ``target``."""
    above, below = row >> target, row & ((1 << target) - 1)
    up = (above & -above).bit_length() - 1 if above else CELLS
    down = target - below.bit_length() + 1 if below else CELLS
    at = target + up if up <= down else target - down
    last = at + (~(row >> at) & (row >> at) + 1).bit_length() - 2
    gaps = ~row & ((1 << at) - 1)
    return gaps.bit_length(), last


def _numbers(cells: NDArray[np.bool_]) -> list[int]:
    """The cells of each part as the bits of one number."""
    wide = np.zeros((len(cells), CELLS, _STRIDE), dtype=np.bool_)
    wide[..., :CELLS] = cells
    return [int.from_bytes(row.tobytes(), "little")
            for row in np.packbits(wide, axis=2, bitorder="little").reshape(len(cells), -1)]


# ---- Lines on the grid ----------------------------------------------------------------------------------------------

def _segments(lines: PartLines, *, inside: bool) -> tuple[Segments, NDArray[np.bool_], Numbers]:
    """The straight pieces of all parts, part by part; whether each belongs to an outline; the part of each."""
    count = len(lines.parts)
    outlines = lines.inner_outlines()
    inner = np.ones(len(lines.curves), dtype=np.bool_)      # lines inside parts
    inner[lines.firsts[:-1]] = inner[lines.firsts[:-1] + 1] = False
    chosen = np.concatenate((outlines, np.flatnonzero(inner))) if inside else outlines
    owner = np.searchsorted(lines.firsts, chosen, "right") - 1
    corners, begins = lines.controls.select(chosen).corners(_COARSE)
    every = np.concatenate((corners[:-1], corners[1:]), axis=1)
    joins = np.ones(len(every), dtype=np.bool_)             # except from the end of one line to the start of the next
    joins[begins[1:-1] - 1] = False
    of_line = np.repeat(np.arange(len(chosen)), np.diff(begins) - 1)
    signs = [_signs(part) if inside else [] for part in lines.parts]
    flat = np.array([sign for each in signs for sign in each], dtype=np.float64).reshape(-1, 4)
    segments = np.concatenate((every[joins], flat))
    of_part = np.concatenate((owner[of_line], np.repeat(np.arange(count), [len(each) for each in signs])))
    is_outer = np.concatenate((of_line < count, np.zeros(len(flat), dtype=np.bool_)))
    lower = (segments[:, 1] <= segments[:, 3])[:, np.newaxis]
    return np.where(lower, segments, segments[:, [2, 3, 0, 1]]), is_outer, of_part


def _signs(part: Part) -> list[tuple[float, float, float, float]]:
    """The grain arrow, the sign of a fold and the drill holes, as straight pieces."""
    barbs = [head_corners(*head)[1:] for head in heads(part.grain, part.nap)]
    found = [(a.x, a.y, b.x, b.y) for a, b in (part.grain, *barbs, *taken(part))]
    return found + [(drill.at.x - 1, drill.at.y, drill.at.x + 1, drill.at.y) for drill in part.drills]


def _free_cells(segments: Segments, is_outer: NDArray[np.bool_],
                of_part: Numbers) -> tuple[NDArray[np.bool_], list[Box]]:
    """Which cells of each part are free, as (part, row, cell), and the boxes around the outlines."""
    parts = int(of_part.max()) + 1
    outlines = segments[is_outer]
    begins = firsts_of(np.bincount(of_part[is_outer], minlength=parts))[:-1]
    low = np.minimum.reduceat(np.minimum(outlines[:, :2], outlines[:, 2:]), begins)
    high = np.maximum.reduceat(np.maximum(outlines[:, :2], outlines[:, 2:]), begins)
    size = np.maximum((high - low) / CELLS, 1e-9)[of_part]
    x0, y0 = ((segments[:, :2] - low[of_part]) / size + _HAIR).T    # in cells
    x1, y1 = ((segments[:, 2:] - low[of_part]) / size + _HAIR).T
    # Every row that a segment touches, and the cells from its smallest to its largest x there.
    first, last = (np.clip(np.floor(y), 0, CELLS - 1).astype(np.intp) for y in (y0, y1))
    which = np.repeat(np.arange(len(segments)), last - first + 1)
    row = first[which] + np.arange(len(which)) - firsts_of(last - first + 1)[which]
    steep = y1 > y0
    slope = np.where(steep, (x1 - x0) / np.where(steep, y1 - y0, 1.0), 0.0)
    xs, ys, ye = x0[which], y0[which], y1[which]
    start = np.where(row > ys, xs + slope[which] * (row - ys), xs)
    end = np.where(row + 1 < ye, xs + slope[which] * (row + 1 - ys), x1[which])
    left, right = (np.clip(np.floor(x), 0, CELLS - 1).astype(np.intp)
                   for x in (np.minimum(start, end), np.maximum(start, end)))
    line = (of_part[which] * CELLS + row) * (CELLS + 1)
    # A cell that no line enters lies inside where a ray along the middle of its row has crossed the outline.
    crossing = np.flatnonzero(is_outer[which] & (ys <= row + 0.5) & (row + 0.5 < ye))
    at = np.floor(xs[crossing] + slope[which[crossing]] * (row[crossing] + 0.5 - ys[crossing])).astype(np.intp)
    places = np.concatenate((line + left, line + right + 1, line[crossing] + np.clip(at, 0, CELLS - 1)))
    weights = np.repeat((1.0, -1.0, _CROSSED), (len(line), len(line), len(crossing)))
    counted = np.bincount(places, weights, parts * CELLS * (CELLS + 1)).reshape(parts, CELLS, CELLS + 1)
    free = np.cumsum(counted, axis=2).astype(np.int64) % (2 * _CROSSED) == _CROSSED
    return free[..., :CELLS], [(x0, y0, x1, y1) for (x0, y0), (x1, y1)
                               in zip(low.tolist(), high.tolist(), strict=True)]
