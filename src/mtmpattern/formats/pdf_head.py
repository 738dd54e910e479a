"""The head of a sheet: test squares, a projector's ruler, and what there is to tell."""

from __future__ import annotations

from typing import Final

from ..geometry import Point
from .pdf_canvas import Book, Pen
from .pdf_cover import INCH
from .pdf_fonts import shown, wrapped
from .pdf_legend import legend_height
from .pdf_shapes import test_square
from .pdf_subject import Subject
from .pdf_words import left_out, notes_of

HEAD: Final = 66.0
"""Height in millimetres of the strip with the test squares at the top of a page."""

_TOLD: Final = 33.0
"""Height in millimetres for what is told beside the test squares."""

_SMALLEST: Final = 2.5


def head_height(subject: Subject, width: float) -> float:
    """Height in millimetres of everything above the first cloth on a sheet with so much room across."""
    return HEAD + legend_height(subject.legend, width)


def draw_squares(pen: Pen, top: Point, *, ruler: bool) -> None:
    """The test squares below ``top``, and a line of 50 cm beside them."""
    test_square(pen, Point(top.x + 1.0, top.y - 52.0), 50.0, "5 cm")
    test_square(pen, Point(top.x + 56.0, top.y - 27.4), INCH, "1 in")
    if ruler:
        _ruler(pen, Point(top.x + 56.0, top.y - 52.0))


def _ruler(pen: Pen, low: Point) -> None:
    """A line of 50 cm, which shows on the table whether the projector keeps the scale from edge to edge."""
    pen.line(low.up(6.0), low, low.right(500.0), low.right(500.0).up(6.0))
    for tenth in range(1, 5):
        pen.line(low.right(tenth * 100.0), low.right(tenth * 100.0).up(4.0))
    pen.text("50 cm", low.right(504.0), 6.0)


def draw_words(pen: Pen, book: Book, subject: Subject, top: Point, width: float) -> None:
    """Name, version and notes beside the squares, smaller where there is much to tell."""
    pen.text(subject.pattern.template, Point(top.x, top.y - 10.0), 10.0, bold=True, most=width)
    notes = notes_of(subject.notes, book.lacking)
    told = [subject.about, subject.advice]
    size, kept, more = 5.0, len(notes), ""
    while True:
        every = [*told, *notes[:kept], more]
        lines = [line for words in every if words for line in wrapped(shown(words, book.lacking), size, width)]
        if len(lines) * size * 1.35 <= _TOLD or kept == 0:
            break
        if size > _SMALLEST:
            size -= 0.25
        else:
            kept -= 1
            more = left_out(len(notes) - kept)
    y = top.y - 12.0
    for line in lines:
        y -= size * 1.35
        pen.text(line, Point(top.x, y), size)
