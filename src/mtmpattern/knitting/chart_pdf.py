"""A chart over the pages of a PDF: an overview with the key, then pages large enough to knit from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from io import BytesIO
from math import ceil
from threading import Lock
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

from mtmpattern.formats.pdf.undated import undated_canvas
from mtmpattern.knitting.chart import KINDS, StitchChart, blocks, grid_lines, runs

PAGES: Final = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Paper sizes in mm, upright."""

LEAST: Final = 2.6
"""The least height and width, in mm, of a cell that can be knitted from."""

MOST: Final = 2.0
"""Cells are enlarged by this factor at most where the page has room."""

_MM: Final = 72 / 25.4
_MARGIN, _SIDE, _HEAD, _FOOT = 12.0, 12.0, 14.0, 8.0
_FONT: Final = "KnitSans"
_LOCK: Final = Lock()


def chart_pdf(chart: StitchChart, page: str = "a4", notes: Sequence[str] = ()) -> bytes:
    """The chart as a PDF; ``notes`` are lines under the overview's title.

    Raises KeyError for a page that is not in `PAGES`.
    """
    with _LOCK:
        _register()
    stream = BytesIO()
    canvas = undated_canvas(stream, pagesize=tuple(side * _MM for side in PAGES[page]))
    canvas.setTitle(_shown(f"{chart.name}, chart"))
    book = _Book(canvas, chart, PAGES[page])
    book.overview(notes)
    for place in range(len(book.tiles)):
        book.tile(place)
    canvas.save()
    return stream.getvalue()


@cache
def _register() -> frozenset[int]:
    """Register the typeface, once, and return the code points that it has."""
    content = (resources.files("mtmpattern.data") / "fonts" / "DejaVuSans-subset.ttf").read_bytes()
    font: Any = TTFont(_FONT, BytesIO(content))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


def _shown(text: str) -> str:
    """The text with a question mark for every letter that the typeface lacks."""
    return "".join(letter if ord(letter) in _register() else "?" for letter in text)


class _Book:
    """The pages. Lengths in mm from the lower left corner."""

    def __init__(self, canvas: Any, chart: StitchChart, page: tuple[float, float]) -> None:
        self.canvas, self.chart, self.page = canvas, chart, page
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

    def text(self, x: float, y: float, words: str, size: float, align: str = "left") -> None:
        self.canvas.setFillColorRGB(0.13, 0.15, 0.17)
        self.canvas.setFont(_FONT, size)
        draw = {"left": self.canvas.drawString, "right": self.canvas.drawRightString,
                "middle": self.canvas.drawCentredString}[align]
        draw(x * _MM, y * _MM, _shown(words))

    def overview(self, notes: Sequence[str]) -> None:
        """The whole chart on one page, with the outlines of the following pages and the key."""
        chart, (wide, high) = self.chart, self.page
        y = high - _MARGIN - 6
        self.text(_MARGIN, y, chart.name, 16)
        measure = f"{len(chart.rows)} rows, at most {max(chart.stitches)} stitches"
        for line in (f"{measure}. Seen on the right side; row 1 is at the bottom.", *notes):
            y -= 5
            self.text(_MARGIN, y, line, 9)
        key = 5.5 * len(chart.used)
        room = (wide - 2 * _MARGIN - 2 * _SIDE, y - 8 - _MARGIN - key - 8)
        cell = min(room[0] / chart.width, room[1] * chart.aspect / len(chart.rows), 4.0)
        size = (cell, cell / chart.aspect)
        left, low = _MARGIN + _SIDE, y - 8 - len(chart.rows) * size[1]
        self.cells((0, chart.width, 0, len(chart.rows)), (left, low), size, fine=cell >= 2.0)
        self.canvas.setStrokeColorRGB(0.75, 0.2, 0.2)
        self.canvas.setLineWidth(0.8)
        for number, (a, b, c, d) in enumerate(self.tiles, 1):
            self.canvas.rect((left + a * size[0]) * _MM, (low + c * size[1]) * _MM, (b - a) * size[0] * _MM,
                             (d - c) * size[1] * _MM)
            if len(self.tiles) > 1:
                self.text(left + (a + b) / 2 * size[0], low + (c + d) / 2 * size[1] - 2, f"page {number + 1}", 9,
                          "middle")
        self.key(low - 8)
        self.canvas.showPage()

    def key(self, top: float) -> None:
        for place, letter in enumerate(self.chart.used):
            y = top - 5.5 * place
            at, size = (_MARGIN, y - 3), (4.5, 4.0)
            self.fill(letter, at, size)
            self.symbol(letter, at, size)
            self.grid(["x"], at, size)
            self.text(_MARGIN + 7, y - 2, KINDS[letter].words, 9)

    def tile(self, place: int) -> None:
        """One page to knit from."""
        chart, (first, last, low, high) = self.chart, self.tiles[place]
        self.text(_MARGIN, self.page[1] - _MARGIN - 4, chart.name, 12)
        words = (f"page {place + 2} of {len(self.tiles) + 1}: rows {low + 1} to {high}, stitches {first + 1} to "
                 f"{last} from the left")
        self.text(_MARGIN, self.page[1] - _MARGIN - 9, words, 9)
        at = (_MARGIN + _SIDE, _MARGIN + _FOOT)
        self.cells((first, last, low, high), at, self.cell, fine=True)
        self.counts((first, last, low, high), at)
        self.canvas.showPage()

    def counts(self, tile: tuple[int, int, int, int], at: tuple[float, float]) -> None:
        """Odd row numbers on the left, stitches in work on the right where they change, columns below."""
        first, last, low, high = tile
        for course in range(low, high):
            y = at[1] + (course - low + 0.5) * self.cell[1] - 0.9
            if course % 2 == 0:                     # the heavy lines mark the tens
                self.text(at[0] - 1.5, y, str(course + 1), 6, "right")
            stitches = self.chart.stitches
            if course == low or stitches[course - 1] != stitches[course]:
                self.text(at[0] + (last - first) * self.cell[0] + 1.5, y, f"{stitches[course]} st", 6)
        for column in range(first, last):
            if column % 10 == 9:
                x = at[0] + (column - first + 0.5) * self.cell[0]
                self.text(x, at[1] - 4, str(column + 1), 7, "middle")

    def cells(self, tile: tuple[int, int, int, int], at: tuple[float, float], cell: tuple[float, float], *,
              fine: bool) -> None:
        """The cells of a part of the chart, with symbols where they are large enough, and a line every ten."""
        first, last, low, high = tile
        rows = [row[first:last] for row in self.chart.rows[low:high]]
        for letter, start, length, course, many in blocks(rows):
            self.fill(letter, (at[0] + start * cell[0], at[1] + course * cell[1]), (cell[0] * length, cell[1] * many))
        if fine:
            for course, row in enumerate(rows):
                for letter, start, length in runs(row):
                    for each in range(length if KINDS[letter].lines else 0):
                        self.symbol(letter, (at[0] + (start + each) * cell[0], at[1] + course * cell[1]), cell)
            self.grid(rows, at, cell)
        self.canvas.setStrokeColorRGB(0.35, 0.38, 0.42)
        self.canvas.setLineWidth(0.5)
        wide, tall = (last - first) * cell[0], (high - low) * cell[1]
        for course in range(low - low % 10 + 10, high, 10):
            y = at[1] + (course - low) * cell[1]
            self.canvas.line(at[0] * _MM, y * _MM, (at[0] + wide) * _MM, y * _MM)
        for column in range(first - first % 10 + 10, last, 10):
            x = at[0] + (column - first) * cell[0]
            self.canvas.line(x * _MM, at[1] * _MM, x * _MM, (at[1] + tall) * _MM)

    def grid(self, rows: Sequence[str], at: tuple[float, float], cell: tuple[float, float]) -> None:
        """Fine lines around all cells, in one path."""
        along, up = grid_lines(rows)
        path = self.canvas.beginPath()
        for y, a, b in along:
            path.moveTo((at[0] + a * cell[0]) * _MM, (at[1] + y * cell[1]) * _MM)
            path.lineTo((at[0] + b * cell[0]) * _MM, (at[1] + y * cell[1]) * _MM)
        for x, a, b in up:
            path.moveTo((at[0] + x * cell[0]) * _MM, (at[1] + a * cell[1]) * _MM)
            path.lineTo((at[0] + x * cell[0]) * _MM, (at[1] + b * cell[1]) * _MM)
        self.canvas.setStrokeColorRGB(0.6, 0.63, 0.66)
        self.canvas.setLineWidth(0.2)
        self.canvas.drawPath(path, stroke=1, fill=0)

    def fill(self, letter: str, at: tuple[float, float], size: tuple[float, float]) -> None:
        """Fill a cell or a run with its colour."""
        self.canvas.setFillColorRGB(*(part / 255 for part in KINDS[letter].colour))
        self.canvas.rect(at[0] * _MM, at[1] * _MM, size[0] * _MM, size[1] * _MM, stroke=0, fill=1)

    def symbol(self, letter: str, at: tuple[float, float], size: tuple[float, float]) -> None:
        """Draw a cell's symbol."""
        canvas = self.canvas
        canvas.setStrokeColorRGB(*((0.6, 0.63, 0.66) if letter == "w" else (0.13, 0.15, 0.17)))
        canvas.setLineWidth(0.6)
        path = canvas.beginPath()
        for line in KINDS[letter].lines:
            for number, (x, y) in enumerate(line):
                point = ((at[0] + x * size[0]) * _MM, (at[1] + y * size[1]) * _MM)
                (path.lineTo if number else path.moveTo)(*point)
        canvas.drawPath(path, stroke=1, fill=0)
