"""The first page of a PDF for printing at home: test squares, gluing instructions, and a map of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mtmpattern.formats.label import heading_of, part_count
from mtmpattern.formats.palette import Ink
from mtmpattern.formats.pdf.canvas import Book, PdfPen, shown, text_width, wrapped
from mtmpattern.formats.pdf.settings import PAPERS, PdfChoice
from mtmpattern.formats.pdf.shapes import draw_legend, legend_height, test_square
from mtmpattern.formats.pdf.subject import Subject, left_out, with_missing_letters
from mtmpattern.formats.pdf.tiles import Section, page_size
from mtmpattern.geometry import Affine, Point
from mtmpattern.pattern.parts.part import CutPattern

INCH: Final = 25.4
_BLACK: Final = Ink("#111111", 0.3)
_THIN: Final = Ink("#777777", 0.2)
_OUT: Final = Ink("#bbbbbb", 0.2, "1,1")
_PART: Final = Ink("#1f5f9f", 0.25)
_PALE: Final = Ink("#8a8a8a", 0.0)
_LEADING: Final = 1.4
_SMALLEST: Final = 2.0

_NARROW: Final = 60.0
"""The least width of the words beside the squares, in millimetres."""

_LARGE: Final = 300.0
"""On paper at least this wide the cover is a page of A4, so that it can be printed first on another printer."""

_BETWEEN: Final = 8.0
"""Millimetres between notes and maps side by side."""

_LEAST_MAP: Final = 0.005
"""The smallest scale of a map."""


def draw_cover(book: Book, subject: Subject, sections: Sequence[Section], choice: PdfChoice) -> None:
    """Page 1, to be printed and measured before the others. On large paper it is a page of A4."""
    width, height = (page_size(sections[0].sheet.frame, choice) if sections else (choice.width, choice.height))
    if min(width, height) >= _LARGE:
        width, height = PAPERS["a4"] if width <= height else PAPERS["a4"][::-1]
    beside, squares = choice.margin, []
    if subject.palette.draws("square"):
        with book.form("cover_square", "square", width, height, plain=subject.palette.plain) as pen:
            pen.ink(subject.palette.inks["square"])
            beside = _squares(pen, choice.name, Point(choice.margin, height - choice.margin - 14.0))
        squares.append("cover_square")
    with book.page(width, height, "how the pages lie") as pen:
        pen.show(squares, Point(0.0, 0.0), Point(0.0, 0.0), width, height)
        pen.ink(_BLACK)
        room = width - 2 * choice.margin
        pen.text(subject.pattern.template, Point(choice.margin, height - choice.margin - 8.0), 8.0, bold=True,
                 most=room * 0.6)
        head = height - choice.margin - 16.0
        if width - choice.margin - beside < _NARROW:         # wide margins leave no room beside the squares
            beside, head = choice.margin, head - 54.0
        low = _paragraphs(pen, book, _steps(subject, sections, choice), Point(beside, head), 3.2,
                          width - choice.margin - beside)
        top = min(low, height - choice.margin - 14.0 - 56.0)
        most = (top - choice.margin) * 0.7
        draw_legend(pen, subject.legend, Point(choice.margin, top), room, most)
        top -= legend_height(subject.legend, room, most)
        pen.ink(_BLACK)
        if width > height:                                  # on its side: the notes stand beside the maps
            room = (room - _BETWEEN) / 2
            _notes(pen, book, subject, Point(choice.margin, choice.margin), room, top - choice.margin, at_top=True)
            low = choice.margin
            _maps(pen, subject.pattern, sections, Point(choice.margin + room + _BETWEEN, low), room, top - low)
        else:
            foot = _notes(pen, book, subject, Point(choice.margin, choice.margin), room, (top - choice.margin) * 0.45)
            _maps(pen, subject.pattern, sections, Point(choice.margin, foot), room, top - foot)


def _squares(pen: PdfPen, paper: str, top: Point) -> float:
    """Draw the test squares below ``top``; return the x at which the room beside them begins."""
    test_square(pen, Point(top.x, top.y - 50.0), 50.0, "5 cm")
    test_square(pen, Point(top.x + 54.0, top.y - INCH), INCH, "1 in")
    if paper not in ("letter", "legal", "tabloid"):
        return top.x + 54.0 + INCH + 6.0
    test_square(pen, Point(top.x + 54.0 + INCH + 4.0, top.y - 2 * INCH), 2 * INCH, "2 in")
    return top.x + 54.0 + 3 * INCH + 10.0


def _steps(subject: Subject, sections: Sequence[Section], choice: PdfChoice) -> list[str]:
    """The steps of printing and gluing, a paragraph for each."""
    count = 1 + sum(len(section.sheet.pages) for section in sections)
    steps = [subject.about,
             "1. Print this page alone, at 100 % (actual size, not fitted to the page), and measure the squares.",
             f"2. Print all {count} pages, on {choice.name.upper() if choice.name in PAPERS else choice.name}."]
    if any(section.sheet.glued and len(section.sheet.pages) > 1 for section in sections):
        steps.append("3. Trim each page along the left and the upper line of its frame. Lay it over its neighbours, "
                     "edge on dashed line, so that the two halves of each numbered diamond meet, and glue.")
    steps.append(subject.advice)
    return steps


def _paragraphs(pen: PdfPen, book: Book, paragraphs: Sequence[str], top: Point, size: float, width: float) -> float:
    """Draw paragraphs below ``top``; return the y at which they end."""
    y = top.y
    for paragraph in paragraphs:
        for line in wrapped(shown(paragraph, book.missing), size, width):
            pen.text(line, Point(top.x, y - size), size)
            y -= size * _LEADING
        y -= size * 0.5
    return y


def _notes(pen: PdfPen, book: Book, subject: Subject, low: Point, width: float, most: float, *,
           at_top: bool = False) -> float:
    """Draw the notes above ``low``, at most ``most`` high, smaller if there are many; return the y of their top."""
    notes = with_missing_letters(subject.notes, book.missing)
    size = 3.0
    while size > _SMALLEST and _depth(notes, book, size, width) > most:
        size -= 0.25
    kept = len(notes)
    while kept and _depth(notes[:kept], book, size, width) > most:
        kept -= 1
    lines = notes[:kept] + ([left_out(len(notes) - kept)] if kept < len(notes) else [])
    foot = low.y + (most if at_top else _depth(lines, book, size, width))
    _paragraphs(pen, book, lines, Point(low.x, foot), size, width)
    return foot


def _depth(notes: Sequence[str], book: Book, size: float, width: float) -> float:
    return sum((len(wrapped(shown(note, book.missing), size, width)) * _LEADING + 0.5) * size for note in notes)


def _maps(pen: PdfPen, pattern: CutPattern, sections: Sequence[Section], low: Point, width: float,
          height: float) -> None:
    """Small maps of every cloth's pages, one below the other and all to one scale."""
    head, gap = 6.5, 6.0
    free = height - gap - len(sections) * (head + gap)
    scale = min(free / sum(section.sheet.height for section in sections),
                *(width / section.sheet.width for section in sections), 0.25)
    if scale < _LEAST_MAP:                                  # too small to read
        return
    y = low.y + height - gap
    for section in sections:
        sheet = section.sheet
        pen.ink(_BLACK)
        pen.text(_heading(pattern, section), Point(low.x, y - 4.5), 4.0, bold=True, most=width)
        y -= head + sheet.height * scale
        _map(pen, section, Affine(scale, 0.0, 0.0, scale, low.x, y), scale)
        y -= gap


def _heading(pattern: CutPattern, section: Section) -> str:
    pages, empty = len(section.sheet.pages), len(section.sheet.empty)
    without = f", {empty} empty {'one' if empty == 1 else 'ones'} left out" if empty else ""
    return heading_of(pattern, section.role, part_count(section.parts),
                      f"{pages} {'page' if pages == 1 else 'pages'}{without}")


def _map(pen: PdfPen, section: Section, move: Affine, scale: float) -> None:
    sheet = section.sheet
    across, down = (step * scale for step in sheet.frame.steps)
    size = min(5.0, across * 0.35, down * 0.5)
    drawn = frozenset(sheet.pages)
    for page in (*sheet.empty, *sheet.pages):
        low = move(sheet.corner(page))
        low = low.up(sheet.frame.height * scale - down)     # the overlap belongs to the next page
        there = page in drawn
        pen.ink(_THIN if there else _OUT)
        pen.box(low, across, down)
        pen.ink(_PALE)
        words = page.code if there else "none"
        pen.text(words, Point(low.x + across / 2, low.y + down / 2 - size / 3), size if there else size * 0.7,
                 middle=True)
    pen.ink(_PART)
    for part in section.parts:
        pen.curves(tuple(curve.moved(move) for curve in part.cut), closed=True)
    pen.ink(_BLACK)
    for part in section.parts:
        x0, y0, x1, y1 = part.bounds
        centre = move(Point((x0 + x1) / 2, (y0 + y1) / 2))
        room = (x1 - x0) * scale - 1.0
        upright = (y1 - y0) * scale > room and text_width(part.title, 2.6) > room
        pen.text(part.title, centre.right(0.9) if upright else centre.down(0.9), 2.6, middle=True,
                 turn=90.0 if upright else 0.0, most=(y1 - y0) * scale - 1.0 if upright else room)
