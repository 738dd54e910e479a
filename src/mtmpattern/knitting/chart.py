"""A panel as a chart: one cell for every stitch of every course, seen on the right side, course 1 at the bottom."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin
from typing import Final

from mtmpattern.knitting.plan import Plan, PlanRow, Shift

Lines = tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a cell shows: words for the key, its colour, and lines of its symbol in a cell from (0, 0) to (1, 1)."""

    words: str
    colour: tuple[int, int, int]
    lines: Lines = ()


_CIRCLE: Final = tuple((0.5 + 0.28 * cos(step * pi / 8), 0.5 + 0.28 * sin(step * pi / 8)) for step in range(17))

KINDS: Final[dict[str, Kind]] = {
    ".": Kind("no stitch", (255, 255, 255)),
    "k": Kind("knit on the right side, purl on the wrong side", (222, 230, 242)),
    "p": Kind("purl on the right side, knit on the wrong side", (176, 196, 226), (((0.2, 0.5), (0.8, 0.5)),)),
    "h": Kind("hem, two layers", (205, 226, 205)),
    "w": Kind("waits while a short row is worked", (238, 238, 238), (((0.3, 0.3), (0.7, 0.7)),)),
    "/": Kind("two together, leaning right", (250, 205, 120), (((0.15, 0.1), (0.85, 0.9)),)),
    "\\": Kind("two together, leaning left", (250, 205, 120), (((0.15, 0.9), (0.85, 0.1)),)),
    "3": Kind("three together", (246, 178, 80), (((0.1, 0.1), (0.5, 0.9), (0.9, 0.1)), ((0.5, 0.9), (0.5, 0.1)))),
    "l": Kind("stitch added, its loop lifted from below", (158, 216, 158),
              (((0.5, 0.1), (0.5, 0.9)), ((0.2, 0.6), (0.5, 0.9), (0.8, 0.6)))),
    "o": Kind("stitch added, yarn over", (158, 216, 158), (_CIRCLE,)),
    "b": Kind("bound off", (232, 150, 150), (((0.12, 0.2), (0.88, 0.2)), ((0.12, 0.35), (0.88, 0.35)))),
    "t": Kind("wrapped at the turn of a short row", (214, 190, 232),
              (((0.8, 0.8), (0.3, 0.8), (0.3, 0.2), (0.8, 0.2)),)),
    "m": Kind("mark for joining: purl on the right side", (120, 120, 200), (((0.2, 0.5), (0.8, 0.5)),
                                                                            ((0.5, 0.2), (0.5, 0.8)))),
}
"""What a cell's letter means, in the order of the key."""


@dataclass(frozen=True, slots=True)
class StitchChart:
    """The letters of every course, course 1 first, all of one width; ``stitches`` counts those in work after each.

    ``left`` is the column of the first letter as the panel numbers them on its right side.
    """

    name: str
    left: int
    rows: tuple[str, ...]
    stitches: tuple[int, ...]
    aspect: float

    @property
    def width(self) -> int:
        """How many stitches wide."""
        return len(self.rows[0])

    @property
    def used(self) -> tuple[str, ...]:
        """The letters that occur, in the order of the key."""
        found = set().union(*self.rows)
        return tuple(letter for letter in KINDS if letter in found and letter != ".")

    def png(self) -> bytes:
        """The chart as a picture of one pixel a stitch, with a palette of the kinds; the last course on top."""
        order = list(KINDS)
        lines = b"".join(b"\0" + bytes(order.index(letter) for letter in row) for row in reversed(self.rows))
        palette = bytes(part for kind in KINDS.values() for part in kind.colour)
        head = struct.pack(">IIBBBBB", self.width, len(self.rows), 8, 3, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            _chunk(name, data) for name, data in ((b"IHDR", head), (b"PLTE", palette),
                                                  (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")))


def runs(row: str) -> Iterator[tuple[str, int, int]]:
    """The runs of equal letters in a row, without empty cells: letter, first place, length."""
    start = 0
    for at in range(1, len(row) + 1):
        if at == len(row) or row[at] != row[start]:
            if row[start] != ".":
                yield row[start], start, at - start
            start = at


def blocks(rows: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """The cells as rectangles of equal letters: letter, first place, length, first row, number of rows."""
    growing: dict[tuple[str, int, int], int] = {}
    for number, row in enumerate((*rows, "." * len(rows[0]) if rows else "")):
        here = list(runs(row))
        known = set(here)
        for run, first in [each for each in growing.items() if each[0] not in known]:
            yield (*run, first, number - first)
            del growing[run]
        for run in here:
            growing.setdefault(run, number)


def grid_lines(rows: Sequence[str]) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """The lines around all cells, counted in cells from the lower left corner.

    Horizontal lines as (height, from, to), then vertical ones as (column, from, to).
    """
    return _lines(rows), _lines(["".join(column) for column in zip(*rows, strict=True)])


def _lines(rows: Sequence[str]) -> list[tuple[int, int, int]]:
    """The horizontal lines: height, from, to."""
    empty = "." * len(rows[0])
    found = []
    for at, (below, above) in enumerate(pairwise((empty, *rows, empty))):
        edge = "".join("." if a == b == "." else "x" for a, b in zip(below, above, strict=True))
        found += [(at, start, start + length) for _, start, length in runs(edge)]
    return found


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def panel_chart(plan: Plan, aspect: float, *, away: bool) -> StitchChart:
    """The chart of a plan.

    ``aspect`` is a stitch's width over its height; ``away`` says that the plan lies mirrored, purl side to the front.
    """
    left, right = plan.panel.extent
    grid = [["."] * (right - left + 1) for _ in plan.panel.courses]
    stitches = [0] * len(grid)
    for row in plan.rows:
        _paint(grid[row.course - 1], row, plan, left)
        stitches[row.course - 1] += row.stitches
        if row.course == plan.split:
            stitches[row.course - 1] -= row.centre[1] - row.centre[0] + 1 if row.centre else 0
    rows = ["".join(cells) for cells in grid]
    if away:
        rows = [row[::-1].translate(str.maketrans("/\\", "\\/")) for row in rows]
        left = -right
    return StitchChart(plan.panel.name, left, tuple(rows), tuple(stitches), aspect)


def _paint(cells: list[str], row: PlanRow, plan: Plan, left: int) -> None:
    """Write one row's letters into the cells of its course."""
    band, first = plan.panel.band, plan.panel.courses[0][0]
    for column in range(row.stretch.left, row.stretch.right + 1):
        cells[column - left] = "w"
    for column in row.columns:
        letter = "k"
        if row.zone == "rib" and band:
            letter = "h" if band.kind == "hem" else "p" if band.purls(column, first.left, first.right) else "k"
        cells[column - left] = letter
    for shift in row.shifts:
        for column in shift.shaped:
            cells[column - left] = _letter(shift)
    start = row.first if row.way > 0 else row.last
    for step in range(row.bound):
        cells[start + row.way * step - left] = "b"
    if row.centre:
        cells[row.centre[0] - left:row.centre[1] + 1 - left] = "b" * (row.centre[1] - row.centre[0] + 1)
    for column in row.purls:
        cells[column - left] = "m"
    if row.wrap is not None:
        cells[row.wrap - left] = "t"


def _letter(shift: Shift) -> str:
    """The letter of a shaped column."""
    if shift.increase:
        return "o" if shift.lifted is None else "l"
    if shift.last - shift.first + 1 < abs(shift.by):
        return "3"
    return "/" if shift.side == "left" else "\\"
