"""A large sheet cut into pages for a home printer, with parts laid to need few pages."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely

from mtmpattern.geometry import Point, path
from mtmpattern.placing.placed import Placed
from mtmpattern.placing.table import CELL, ORDERS, Profile, Silhouette, Table, Ways, fill

# ---- A sheet cut into pages -----------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class Frame:
    """The room of one page: ``width`` by ``height`` millimetres, of which ``overlap`` is shared with neighbours."""

    width: float
    height: float
    overlap: float

    @property
    def steps(self) -> tuple[float, float]:
        """The distance to the next page to the right, and to the next one down."""
        return self.width - self.overlap, self.height - self.overlap


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its row from the top and its column, counted from 0."""

    row: int
    column: int

    @property
    def code(self) -> str:
        """``A1``, ``B2`` ... ``AA1``."""
        row, letters = self.row, ""
        while row >= 0:
            letters = chr(ord("A") + row % 26) + letters
            row = row // 26 - 1
        return f"{letters}{self.column + 1}"


@dataclass(frozen=True, slots=True)
class Join:
    """The overlap of page ``over`` on page ``under``: the number of the match mark and its place on the sheet."""

    number: int
    under: Page
    over: Page
    at: Point

    @property
    def beside(self) -> bool:
        """Whether the pages lie side by side."""
        return self.under.row == self.over.row


@dataclass(frozen=True, slots=True)
class Tiled:
    """Parts on a sheet, and the pages it is cut into; ``pages`` leaves out empty ones.

    If it is not ``glued``, every page has only whole parts.
    """

    frame: Frame
    columns: int
    rows: int
    placed: tuple[Placed, ...]
    pages: tuple[Page, ...]
    glued: bool = True

    @property
    def width(self) -> float:
        """Width of the whole sheet in millimetres."""
        return self.columns * self.frame.steps[0] + self.frame.overlap

    @property
    def height(self) -> float:
        """Height of the whole sheet in millimetres."""
        return self.rows * self.frame.steps[1] + self.frame.overlap

    @property
    def empty(self) -> tuple[Page, ...]:
        """The empty pages, which are left out."""
        there = set(self.pages)
        every = (Page(row, column) for row in range(self.rows) for column in range(self.columns))
        return tuple(page for page in every if page not in there)

    def corner(self, page: Page) -> Point:
        """The lower left corner of a page's frame on the sheet."""
        across, down = self.frame.steps
        return Point(page.column * across, self.height - page.row * down - self.frame.height)

    def joins(self) -> Iterator[Join]:
        """Where two printed pages meet, in reading order."""
        there, number = set(self.pages), 0
        for page in self.pages if self.glued else ():
            low = self.corner(page)
            right, below = Page(page.row, page.column + 1), Page(page.row + 1, page.column)
            across, down = self.frame.steps
            if right in there:
                number += 1
                yield Join(number, page, right, Point(low.x + across, low.y + self.frame.height / 2))
            if below in there:
                number += 1
                yield Join(number, page, below, Point(low.x + self.frame.width / 2, low.y + self.frame.height - down))


# ---- Laying parts on few pages --------------------------------------------------------------------------------------

_WIDER: Final = 4
"""How many columns wider than the widest part needs a sheet may be in a trial."""

_SWAPS: Final = 24
"""The number of trial swaps in the order of parts."""

_FEW: Final = 8
"""Up to this many parts are swapped on sheets of every width, more parts only on the best width."""

Scored = tuple[tuple[int, float], tuple[int, list[int]]]
"""Pages and depth, for a number of columns and an order of parts."""

_INSET: Final = 2.0
"""Parts keep this many millimetres from the edge of the sheet, where a line would be trimmed off."""

_INK: Final = 0.5
"""Millimetres around a part for the width of its lines."""


class _Count:
    """Counts the pages that parts use: the `mtmpattern.placing.table.Costs` of a sheet cut into pages."""

    def __init__(self, frame: Frame, columns: int) -> None:
        self._frame, self._columns = frame, columns
        self._used = np.zeros((0, columns), bool)

    @property
    def pages(self) -> int:
        """The number of pages that are not empty."""
        return int(self._used.sum())

    def stops(self, depth: Profile) -> Iterable[Profile]:
        """The lowest possible depth, and the top of the next page."""
        step, lap = self._frame.steps[1], self._frame.overlap
        return depth, (_core(depth + _INSET, step, lap) + 1) * step + lap

    def cost(self, x: Profile, depth: Profile, width: float, height: float) -> Profile:
        """The number of additional pages that the box would use."""
        (across, down), lap = self._frame.steps, self._frame.overlap
        x, depth = x + _INSET, depth + _INSET
        left, right = _core(x, across, lap), np.minimum(_core(x + width, across, lap), self._columns - 1)
        top, low = _core(depth, down, lap), _core(depth + height, down, lap)
        sums = np.zeros((max(int(low.max()) + 1, len(self._used)) + 1, self._columns + 1))
        sums[1 : len(self._used) + 1, 1:] = self._used.cumsum(0).cumsum(1)
        sums[len(self._used) + 1 :] = sums[len(self._used)]
        taken = sums[low + 1, right + 1] - sums[top, right + 1] - sums[low + 1, left] + sums[top, left]
        pages: Profile = (right - left + 1) * (low - top + 1) - taken
        return pages

    def take(self, x: float, depth: float, shape: Silhouette) -> None:
        """Mark the pages of a part column by column, because the corners of its box may be free."""
        (across, down), lap = self._frame.steps, self._frame.overlap
        bare = slice(1, len(shape.far) - 1)
        x, depth = x + _INSET, depth + _INSET
        strips = np.arange(len(shape.far) - 2, dtype=np.float64)
        columns = np.minimum(_core(x + CELL * (strips + 0.5), across, lap), self._columns - 1)
        tops = _core(np.maximum(depth + shape.near[bare], 0.0), down, lap)
        lows = _core(depth + shape.far[bare], down, lap)
        more = int(lows.max()) + 1 - len(self._used)
        if more > 0:
            self._used = np.vstack([self._used, np.zeros((more, self._columns), bool)])
        for column in range(int(columns[0]), int(columns[-1]) + 1):
            here = columns == column
            self._used[int(tops[here].min()) : int(lows[here].max()) + 1, column] = True
        last = min(int(_core(np.array([x + shape.width + _INK]), across, lap)[0]), self._columns - 1)
        if last > columns[-1]:                              # its last millimetres reach onto one more page
            self._used[int(tops[-1]) : int(lows[-1]) + 1, last] = True


def _core(places: Profile, step: float, overlap: float) -> Profile:
    """The index of the page of a place, across or down."""
    cores: Profile = np.maximum(np.floor((places - overlap) / step), 0).astype(np.int64)
    return cores


def tile(parts: Sequence[Ways], frames: Sequence[Frame]) -> Tiled:
    """Lay parts on few pages, with the best of the frames (a page upright or on its side)."""
    return min((_tiled(parts, frame) for frame in frames), key=lambda sheet: len(sheet.pages))


def _tiled(parts: Sequence[Ways], frame: Frame) -> Tiled:
    widest = max(min(shape.width for shape in ways) for ways in parts)
    least = max(1, math.ceil((widest + 2 * _INSET - frame.overlap) / frame.steps[0] - 1e-9))

    def trial(columns: int, order: Sequence[int]) -> tuple[int, float]:
        table, count = _filled(parts, frame, columns, order)
        return count.pages, table.depth

    starts = [(columns, list(order)) for columns in range(least, least + 1 + _WIDER)
              for order in sorted({_sorted(parts, order) for order in ORDERS})]
    scored = sorted(((trial(*start), start) for start in starts), key=lambda each: each[0])
    begun = [next(each for each in scored if each[1][0] == columns) for columns in range(least, least + 1 + _WIDER)]
    found = [_swapped(each, trial) for each in (begun if len(parts) <= _FEW else scored[:1])]
    _, (columns, chosen) = min(found, key=lambda each: each[0])
    return _cut(_filled(parts, frame, columns, chosen)[0], frame, columns)


def _swapped(begun: Scored, trial: Callable[[int, Sequence[int]], tuple[int, float]]) -> Scored:
    """A sheet after swaps in the order of its parts; each swap that improves it is kept."""
    score, (columns, chosen) = begun
    for swap in range(_SWAPS if len(chosen) > 2 else 0):
        a, b = swap % len(chosen), (swap // len(chosen) + swap + 1) % len(chosen)
        other = list(chosen)
        other[a], other[b] = other[b], other[a]
        better = trial(columns, other)
        if better < score:
            score, chosen = better, other
    return score, (columns, chosen)


def _sorted(parts: Sequence[Ways], order: Callable[[Ways], float]) -> tuple[int, ...]:
    return tuple(sorted(range(len(parts)), key=lambda index: round(order(parts[index]), 3)))


def _filled(parts: Sequence[Ways], frame: Frame, columns: int, order: Sequence[int]) -> tuple[Table, _Count]:
    count = _Count(frame, columns)
    width = columns * frame.steps[0] + frame.overlap - 2 * _INSET
    table = Table(width, count)
    for index in order:
        place = table.best(tuple(shape for shape in parts[index] if shape.width <= width + 1e-6))
        assert place is not None                            # the table is endless
        table.lay(*place)
    return table, count


def _cut(table: Table, frame: Frame, columns: int) -> Tiled:
    rows = max(1, math.ceil((table.depth + 2 * _INSET - frame.overlap) / frame.steps[1] - 1e-9))
    bare = Tiled(frame, columns, rows, (), ())
    placed = _inset(table, bare.height)
    cores, boxes = list(bare.empty), []
    for page in cores:                                      # every page, because none is used yet
        low = bare.corner(page)
        left = low.x + (frame.overlap if page.column else 0.0)
        top = low.y + frame.height - (frame.overlap if page.row else 0.0)
        boxes.append((left, low.y, low.x + frame.width, top))
    cells = shapely.box(*np.array(boxes).T)
    used = np.zeros(len(cores), bool)
    for each in placed:
        outline = path.flatten(tuple(curve.moved(each.move) for curve in each.part.cut), 0.1)
        cloth = shapely.Polygon([(p.x, p.y) for p in outline]).buffer(_INK)
        used |= shapely.intersects(cells, cloth)
    pages = tuple(page for page, there in zip(cores, used, strict=True) if there)
    return Tiled(frame, max(page.column for page in pages) + 1, rows, placed, pages)


def whole(parts: Sequence[Ways], frame: Frame) -> Tiled | None:
    """Pages with whole parts, so that no page is glued; None if a part is larger than a page."""
    width, height = frame.width - 2 * _INSET, frame.height - 2 * _INSET
    parts = [tuple(shape for shape in ways if shape.width <= width and shape.height <= height) for ways in parts]
    if not all(parts):
        return None
    alone = Frame(frame.width, frame.height, 0.0)
    sheets = [_inset(table, frame.height) for table in fill(width, parts, height)]
    placed = tuple(replace(each, x=each.x + column * frame.width)
                   for column, sheet in enumerate(sheets) for each in sheet)
    return Tiled(alone, len(sheets), 1, placed, tuple(Page(0, column) for column in range(len(sheets))), glued=False)


def _inset(table: Table, height: float) -> tuple[Placed, ...]:
    return tuple(replace(each, x=each.x + _INSET) for each in table.placed(height - _INSET))
