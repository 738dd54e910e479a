"""A chart over the pages of a PDF: an overview with the key, then pages large enough to knit from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Final

from mtmpattern.formats.palette import Ink
from mtmpattern.formats.pdf.canvas import MM, Book, PdfPen, text_width
from mtmpattern.geometry import Point
from mtmpattern.knitting.chart import KINDS, StitchChart, blocks, grid_lines, runs

PAGES: Final = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Paper sizes in mm, upright."""

LEAST: Final = 2.6
"""The least height and width, in mm, of a cell that can be knitted from."""

MOST: Final = 2.0
"""Cells are enlarged by this factor at most where the page has room."""

_MARGIN, _SIDE, _HEAD, _FOOT = 12.0, 12.0, 14.0, 8.0
_INK: Final = Ink("#22262b", 0.2)
_WAITING: Final = Ink("#9aa0a8", 0.2)
_GRID: Final = Ink("#9aa0a8", 0.07)
_TENS: Final = Ink("#59616b", 0.18)
_PAGE: Final = Ink("#bf3333", 0.28)
_TITLE, _HEADING, _WORDS, _COLUMN, _ROW = (points / MM for points in (16, 12, 9, 7, 6))

Tile = tuple[int, int, int, int]
"""The part of a chart on one page: first column, the one after the last, first row, the one after the last."""


def chart_pdf(chart: StitchChart, page: str = "a4", notes: Sequence[str] = ()) -> bytes:
    """The chart as a PDF; ``notes`` are lines under the overview's title.

    Raises KeyError for a page that is not in `PAGES`.
    """
    book, pages = Book(), _Pages(chart, PAGES[page])
    with book.page(*pages.page, "overview") as pen:
        pages.overview(pen, notes)
    for number, tile in enumerate(pages.tiles, 2):
        with book.page(*pages.page, f"page {number}") as pen:
            pages.tile(pen, number, tile)
    return book.to_bytes(f"{chart.name}, chart", {})


class _Pages:
    """How a chart is spread over pages, and what stands on them."""

    def __init__(self, chart: StitchChart, page: tuple[float, float]) -> None:
        self.chart, self.page = chart, page
        least = (LEAST, LEAST / chart.aspect) if chart.aspect < 1 else (LEAST * chart.aspect, LEAST)
        room = (page[0] - 2 * _MARGIN - 2 * _SIDE, page[1] - 2 * _MARGIN - _HEAD - _FOOT)
        most = [max(1, int(space // side)) for space, side in zip(room, least, strict=True)]
        across, up = ceil(chart.width / most[0]), ceil(len(chart.rows) / most[1])
        # whole tens, so that the counting lines fall alike on every page
        columns, courses = (min(limit, ceil(ceil(total / count) / 10) * 10)
                            for limit, total, count in zip(most, (chart.width, len(chart.rows)), (across, up),
                                                           strict=True))
        self.tiles = [(left, min(left + columns, chart.width), low, min(low + courses, len(chart.rows)))
                      for low in range(0, len(chart.rows), courses) for left in range(0, chart.width, columns)]
        largest = (min(columns, chart.width), min(courses, len(chart.rows)))
        scale = min(space / (side * many) for space, side, many in zip(room, least, largest, strict=True))
        self.cell = (least[0] * min(scale, MOST), least[1] * min(scale, MOST))

    def overview(self, pen: PdfPen, notes: Sequence[str]) -> None:
        """The whole chart on one page, with the outlines of the following pages and the key."""
        chart, (wide, high) = self.chart, self.page
        y = high - _MARGIN - 6
        pen.ink(_INK)
        pen.text(chart.name, Point(_MARGIN, y), _TITLE, most=wide - 2 * _MARGIN)
        measure = f"{len(chart.rows)} rows, at most {max(chart.stitches)} stitches"
        for line in (f"{measure}. Seen on the right side; row 1 is at the bottom.", *notes):
            y -= 5
            pen.text(line, Point(_MARGIN, y), _WORDS, most=wide - 2 * _MARGIN)
        key = 5.5 * len(chart.used)
        room = (wide - 2 * _MARGIN - 2 * _SIDE, y - 8 - _MARGIN - key - 8)
        cell = min(room[0] / chart.width, room[1] * chart.aspect / len(chart.rows), 4.0)
        size = (cell, cell / chart.aspect)
        at = Point(_MARGIN + _SIDE, y - 8 - len(chart.rows) * size[1])
        self.cells(pen, (0, chart.width, 0, len(chart.rows)), at, size, fine=cell >= 2.0)
        for number, (first, last, low, top) in enumerate(self.tiles, 2):
            pen.ink(_PAGE)
            pen.box(Point(at.x + first * size[0], at.y + low * size[1]), (last - first) * size[0],
                    (top - low) * size[1])
            if len(self.tiles) > 1:
                pen.ink(_INK)
                pen.text(f"page {number}", Point(at.x + (first + last) / 2 * size[0],
                                                 at.y + (low + top) / 2 * size[1] - 2), _WORDS, middle=True)
        self.key(pen, at.y - 8)

    def key(self, pen: PdfPen, top: float) -> None:
        """What the letters mean, below ``top``."""
        for place, letter in enumerate(self.chart.used):
            at, size = Point(_MARGIN, top - 5.5 * place - 3), (4.5, 4.0)
            self.cells(pen, (0, 1, 0, 1), at, size, fine=True, rows=[letter])
            pen.ink(_INK)
            pen.text(KINDS[letter].words, Point(_MARGIN + 7, at.y + 1), _WORDS)

    def tile(self, pen: PdfPen, number: int, tile: Tile) -> None:
        """One page to knit from."""
        first, last, low, top = tile
        most = self.page[0] - 2 * _MARGIN
        pen.ink(_INK)
        pen.text(self.chart.name, Point(_MARGIN, self.page[1] - _MARGIN - 4), _HEADING, most=most)
        pen.text(f"page {number} of {len(self.tiles) + 1}: rows {low + 1} to {top}, stitches {first + 1} to {last} "
                 "from the left", Point(_MARGIN, self.page[1] - _MARGIN - 9), _WORDS, most=most)
        at = Point(_MARGIN + _SIDE, _MARGIN + _FOOT)
        self.cells(pen, tile, at, self.cell, fine=True)
        self.counts(pen, tile, at)

    def counts(self, pen: PdfPen, tile: Tile, at: Point) -> None:
        """Odd row numbers on the left, stitches in work on the right where they change, columns below."""
        first, last, low, top = tile
        pen.ink(_INK)
        stitches = self.chart.stitches
        for course in range(low, top):
            y = at.y + (course - low + 0.5) * self.cell[1] - 0.9
            if course % 2 == 0:                     # the heavy lines mark the tens
                row = str(course + 1)
                pen.text(row, Point(at.x - 1.5 - text_width(row, _ROW), y), _ROW)
            if course == low or stitches[course - 1] != stitches[course]:
                pen.text(f"{stitches[course]} st", Point(at.x + (last - first) * self.cell[0] + 1.5, y), _ROW)
        for column in range(first, last):
            if column % 10 == 9:
                x = at.x + (column - first + 0.5) * self.cell[0]
                pen.text(str(column + 1), Point(x, at.y - 4), _COLUMN, middle=True)

    def cells(self, pen: PdfPen, tile: Tile, at: Point, cell: tuple[float, float], *, fine: bool,
              rows: Sequence[str] = ()) -> None:
        """The cells of a part of the chart, or ``rows``: ``fine`` with grid and symbols, and a line every ten."""
        first, last, low, top = tile
        rows = rows or [row[first:last] for row in self.chart.rows[low:top]]

        def place(x: float, y: float) -> Point:
            return Point(at.x + x * cell[0], at.y + y * cell[1])

        for letter, start, length, course, many in blocks(rows):
            pen.ink(Ink("#{:02x}{:02x}{:02x}".format(*KINDS[letter].colour), 0.0))
            pen.box(place(start, course), cell[0] * length, cell[1] * many, filled=True)
        if fine:
            for letter in sorted(set().union(*rows)):
                pen.ink(_WAITING if letter == "w" else _INK)
                pen.lines([place(x, y) for x, y in line] for line in _symbols(rows, letter))
            along, up = grid_lines(rows)
            pen.ink(_GRID)
            pen.lines([*([place(a, y), place(b, y)] for y, a, b in along),
                       *([place(x, a), place(x, b)] for x, a, b in up)])
        pen.ink(_TENS)
        pen.lines([*([place(0, course - low), place(last - first, course - low)]
                     for course in range(low - low % 10 + 10, top, 10)),
                   *([place(column - first, 0), place(column - first, top - low)]
                     for column in range(first - first % 10 + 10, last, 10))])


def _symbols(rows: Iterable[str], letter: str) -> Iterator[list[tuple[float, float]]]:
    """The lines of a letter's symbol in all of its cells, counted in cells from the lower left corner."""
    for course, row in enumerate(rows):
        for found, start, length in runs(row):
            if found == letter:
                for column in range(start, start + length):
                    yield from ([(column + x, course + y) for x, y in line] for line in KINDS[letter].lines)
