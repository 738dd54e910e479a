"""QR codes drawn as runs of dark modules: plain rectangles on the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import segno

from mtmpattern.formats.pdf.canvas import PdfPen
from mtmpattern.geometry import Point

QUIET = 4
"""Modules of white around a code."""


@lru_cache(maxsize=512)
def dark_runs(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The number of modules along a side, and every run of dark ones as column, row from the top, and length.

    Error correction M: a code can be read with a seventh of it covered by dirt.
    """
    code = segno.make_qr(text, error="m", boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    return len(rows), tuple(_runs(rows))


def _runs(rows: list[bytes]) -> Iterator[tuple[int, int, int]]:
    for number, row in enumerate(rows):
        column = 0
        while column < len(row):
            if row[column]:
                end = column
                while end < len(row) and row[end]:
                    end += 1
                yield column, number, end - column
                column = end
            else:
                column += 1


def draw_qr(pen: PdfPen, text: str, low: Point, size: float) -> None:
    """A code with its white border in a square of ``size`` mm from its lower left corner."""
    side, runs = dark_runs(text)
    module = size / (side + 2 * QUIET)
    left, top = low.x + QUIET * module, low.y + size - QUIET * module
    pen.boxes([(left + column * module, top - (row + 1) * module, length * module, module)
               for column, row, length in runs])
