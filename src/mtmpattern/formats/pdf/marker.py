"""A marker as a PDF: at true scale on one long page, or as a plan on a sheet of A4 to hang at the table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mtmpattern.formats.palette import Ink
from mtmpattern.formats.pdf.canvas import Book, PdfPen, shown, text_width, wrapped
from mtmpattern.formats.pdf.settings import LONGEST, PAPERS, own_palette, titles
from mtmpattern.formats.pdf.shapes import draw_placed
from mtmpattern.formats.text import number, printable
from mtmpattern.geometry import Affine, Point
from mtmpattern.placing.marker import Marker
from mtmpattern.placing.placed import Placed

MARGIN: Final = 12.0
HEAD: Final = 24.0          # mm above the cloth on a long page
OVERLAP: Final = 100.0      # mm that two long pages share
_CLOTH: Final = Ink("#8a5a2b", 0.4)
_THIN: Final = Ink("#111111", 0.15)
_TEXT: Final = Ink("#111111", 0.0)
_SPLICE: Final = Ink("#8a5a2b", 0.3, "3,2")
_MOST_ROWS: Final = 24


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The text of a plan: a title, and rows of a name and a text."""

    title: str
    rows: tuple[tuple[str, str], ...]


def marker_pdf(marker: Marker, title: str) -> bytes:
    """A marker at true scale; one that is longer than the longest page of a PDF takes several overlapping pages."""
    book, palette = Book(), own_palette(projector=False, dark=False)
    step = LONGEST - 2 * MARGIN - OVERLAP
    pages = max(1, math.ceil((marker.length - OVERLAP) / step))
    height = marker.width + 2 * MARGIN + HEAD
    for page in range(pages):
        start = page * step
        end = min(marker.length, start + step + OVERLAP)
        placed = [Placed(each.part, each.x + MARGIN - start, each.y + MARGIN, each.rotated)
                  for each, part in zip(marker.placed, marker.parts, strict=True)
                  if part.bounds[2] > start and part.bounds[0] < end]
        width = end - start + 2 * MARGIN
        forms = draw_placed(marker.labels, palette, book, f"p{page}", placed, (width, height))
        with book.page(width, height, f"{title}, page {page + 1}" if pages > 1 else title) as pen:
            pen.show(forms, Point(0, 0), Point(MARGIN / 2, MARGIN / 2), width - MARGIN, height - MARGIN)
            _cloth(pen, marker, Affine(e=MARGIN - start, f=MARGIN), start, end)
            pen.ink(_TEXT)
            words = f"{title}, page {page + 1} of {pages}, from {number(start)} mm" if pages > 1 else title
            pen.text(words, Point(MARGIN, height - MARGIN - 10.0), 10.0, bold=True, most=width - 2 * MARGIN)
            pen.text("True scale: the line below is 100 mm.", Point(MARGIN, height - MARGIN - 16.0), 4.0)
            pen.ink(_CLOTH)
            pen.line(Point(MARGIN, height - MARGIN - 19.0), Point(MARGIN + 100.0, height - MARGIN - 19.0))
    return book.to_bytes(printable(title), titles(palette))


def _cloth(pen: PdfPen, marker: Marker, move: Affine, start: float, end: float) -> None:
    pen.ink(_CLOTH)
    pen.box(move(Point(start, 0.0)), (end - start) * move.a, marker.width * move.a)
    pen.ink(_SPLICE)
    for splice in marker.splices:
        if start < splice.at < end:
            pen.line(move(Point(splice.at, 0.0)), move(Point(splice.at, marker.width)))


def plan_pdf(sheets: Sequence[tuple[Marker, PlanSheet]]) -> bytes:
    """One page of A4 for every lay: the marker reduced, its parts numbered in the order of cutting, and its table."""
    book = Book()
    height, width = PAPERS["a4"]
    for marker, sheet in sheets:
        with book.page(width, height, sheet.title) as pen:
            pen.ink(_TEXT)
            pen.text(sheet.title, Point(MARGIN, height - MARGIN - 6.0), 6.0, bold=True, most=width - 2 * MARGIN)
            low = height - MARGIN - 12.0
            room = (width - 2 * MARGIN, min(0.62 * height, low - MARGIN - 30.0))
            scale = min(room[0] / marker.length, room[1] / marker.width)
            bottom = low - marker.width * scale
            _reduced(pen, marker, Affine(scale, 0.0, 0.0, scale, MARGIN, bottom))
            _rows(pen, book, sheet, Point(MARGIN, bottom - 6.0), width - 2 * MARGIN)
    return book.to_bytes("cut plan", {})


def _reduced(pen: PdfPen, marker: Marker, move: Affine) -> None:
    _cloth(pen, marker, move, 0.0, marker.length)
    pen.ink(_THIN)
    parts = marker.parts
    for part in parts:
        pen.curves(tuple(curve.moved(move) for curve in part.cut), closed=True)
    pen.ink(_TEXT)
    for place, part in enumerate(parts, 1):
        x0, y0, x1, y1 = part.bounds
        middle = move(Point((x0 + x1) / 2, (y0 + y1) / 2))
        size = max(1.4, min(3.0, (y1 - y0) * move.a / 3))
        words = f"{place} {part.id}"
        if text_width(words, size) > max((x1 - x0) * move.a - 1.0, 4.0):
            words = str(place)
        pen.text(words, middle.down(size / 3), size, middle=True)


def _rows(pen: PdfPen, book: Book, sheet: PlanSheet, top: Point, width: float) -> None:
    y, left = top.y, 0
    for name, words in sheet.rows:
        lines = wrapped(shown(words, book.missing), 3.0, width - 42.0)
        if left + len(lines) > _MOST_ROWS or y - 4.0 * len(lines) < MARGIN:
            pen.text("The rest is in marker.html.", Point(top.x, y), 3.0)
            return
        pen.text(name, Point(top.x, y), 3.0, bold=True, most=40.0)
        for line in lines:
            pen.text(line, Point(top.x + 42.0, y), 3.0)
            y -= 4.0
        left += len(lines)
