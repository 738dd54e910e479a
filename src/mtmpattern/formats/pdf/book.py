"""A subject as a whole PDF: tiled with a cover, on one sheet, or for a projector. Importing it is slow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from mtmpattern.errors import ExportError, Problem
from mtmpattern.formats.label import heading_of, label_lines, part_count
from mtmpattern.formats.pdf.canvas import Book, PdfPen, shown, wrapped
from mtmpattern.formats.pdf.cover import INCH, draw_cover
from mtmpattern.formats.pdf.settings import GROUND, LONGEST, PROJECTOR, SINGLE, PdfChoice
from mtmpattern.formats.pdf.shapes import draw_legend, legend_height, test_square
from mtmpattern.formats.pdf.subject import Subject, left_out, with_missing_letters
from mtmpattern.formats.pdf.tiles import draw_pages, sections_of
from mtmpattern.formats.text import number, printable
from mtmpattern.geometry import Point
from mtmpattern.pattern.parts.part import CutPattern
from mtmpattern.placing.table import Table, Ways, fill, ways_by_role

# ---- The head of a sheet --------------------------------------------------------------------------------------------

HEAD: Final = 66.0
"""Height in millimetres of the strip with the test squares at the top of a page."""

_WORDS_HEIGHT: Final = 33.0
"""Height in millimetres of the words beside the test squares."""

_SMALLEST: Final = 2.5


def head_height(subject: Subject, width: float) -> float:
    """Height in millimetres of everything above the first cloth on a sheet ``width`` mm wide inside its margins."""
    return HEAD + legend_height(subject.legend, width)


def draw_squares(pen: PdfPen, top: Point, *, ruler: bool) -> None:
    """The test squares below ``top``, and a line of 50 cm beside them."""
    test_square(pen, Point(top.x + 1.0, top.y - 52.0), 50.0, "5 cm")
    test_square(pen, Point(top.x + 56.0, top.y - 27.4), INCH, "1 in")
    if ruler:
        _ruler(pen, Point(top.x + 56.0, top.y - 52.0))


def _ruler(pen: PdfPen, low: Point) -> None:
    """A line of 50 cm, to check that the projector keeps the scale from edge to edge."""
    pen.line(low.up(6.0), low, low.right(500.0), low.right(500.0).up(6.0))
    for tenth in range(1, 5):
        pen.line(low.right(tenth * 100.0), low.right(tenth * 100.0).up(4.0))
    pen.text("50 cm", low.right(504.0), 6.0)


def draw_words(pen: PdfPen, book: Book, subject: Subject, top: Point, width: float) -> None:
    """Name, version and notes beside the squares, smaller if there are many."""
    pen.text(subject.pattern.template, Point(top.x, top.y - 10.0), 10.0, bold=True, most=width)
    notes = with_missing_letters(subject.notes, book.missing)
    size, kept, more = 5.0, len(notes), ""
    while True:
        every = [subject.about, subject.advice, *notes[:kept], more]
        lines = [line for words in every if words for line in wrapped(shown(words, book.missing), size, width)]
        if len(lines) * size * 1.35 <= _WORDS_HEIGHT or kept == 0:
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


# ---- Everything on one page -----------------------------------------------------------------------------------------

HEADING: Final = 16.0
"""Height of the strip with a cloth's name above its parts."""

_GAP: Final = 5.0
_HAIR: Final = 1e-3
_LARGER: Final = "Use a larger paper, a roll such as paper=roll914, or pages=tiled."
_SHAPE: Final = 1.4
"""A projector's page is about this much wider than high."""

_WIDTHS: Final = (1.0, 1.2, 1.4, 1.7, 2.0, 2.4, 3.0, 4.0)
"""Candidate page widths, as multiples of the widest part."""


@dataclass(frozen=True, slots=True)
class PageBand:
    """The parts of one cloth on a page; ``top`` is the distance down to the strip with its name."""

    role: str
    table: Table
    top: float


@dataclass(frozen=True, slots=True)
class PdfSheet:
    """A page with its bands, in millimetres."""

    width: float
    height: float
    margin: float
    bands: tuple[PageBand, ...]


def draw_single(book: Book, subject: Subject, choice: PdfChoice) -> None:
    """A copy shop's sheet, or a roll; a roll that would be too long for a PDF is split into pages."""
    for number_, sheet in enumerate(_sheets(subject, choice)):
        _draw(book, subject, sheet, f"p{number_}", choice)


def draw_projector(book: Book, subject: Subject, choice: PdfChoice) -> None:
    """One page with bold lines, of a shape near that of a projector's image."""
    roles = ways_by_role(subject.pattern)
    _refuse_large(roles, LONGEST, LONGEST, "a page of a PDF")
    widest = max(600.0, *(ways[0].width for each in roles.values() for ways in each)) + 1.0
    edge = 2 * choice.margin
    widths = (*(widest * share for share in _WIDTHS), LONGEST - edge)
    trials = [(width, *_banded(subject, roles, width)) for width in widths if width + edge <= LONGEST]
    fitting = [each for each in trials if each[2] + edge <= LONGEST]
    if not fitting:
        raise ExportError(f"the parts need {number(min(each[2] for each in trials))} mm of length together, and a page "
                          f"of a PDF holds {number(LONGEST)} mm", code="export.fit", where="pages",
                          hint="Write pages=tiled, or cut fewer parts at once.")
    width, bands, depth = min(fitting, key=lambda each: max(each[0], _SHAPE * each[2]))
    _draw(book, subject, PdfSheet(math.ceil(width + edge), math.ceil(depth + edge), choice.margin, bands), "p0", choice)


def _sheets(subject: Subject, choice: PdfChoice) -> list[PdfSheet]:
    roles = ways_by_role(subject.pattern)
    (width, height), margin = choice.room, choice.margin
    head = head_height(subject, width)
    fixed = head + HEADING
    if choice.roll:
        _refuse_large(roles, width, height - fixed, choice.name)
        bands, depth = _banded(subject, roles, width)
        if depth <= height:
            return [PdfSheet(choice.width, math.ceil(depth + 2 * margin), margin, bands)]
        alone = [PageBand(role, table, head) for role, ways in roles.items()
                 for table in fill(width, ways, height - fixed - _GAP)]
        return [PdfSheet(choice.width, math.ceil(band.table.depth + fixed + _GAP + 2 * margin), margin, (band,))
                for band in alone]
    wants = []
    for across, along in ((width, height), (height, width)):
        fixed = head_height(subject, across) + HEADING
        if not _too_large(roles, across, along - fixed, choice.name):
            bands, depth = _banded(subject, roles, across)
            if depth <= along:
                return [PdfSheet(across + 2 * margin, along + 2 * margin, margin, bands)]
            wants.append((depth - along,
                          f"{math.ceil(depth)} mm of length together, and {choice.name} holds {along:.0f} mm"))
    if not wants:
        _refuse_large(roles, width, height - fixed, choice.name)
    raise ExportError(f"the parts need {min(wants)[1]}", code="export.fit", where="paper", hint=_LARGER)



def _banded(subject: Subject, roles: dict[str, list[Ways]], width: float) -> tuple[tuple[PageBand, ...], float]:
    """The cloths one below the other, and their depth together."""
    bands, depth = [], head_height(subject, width)
    for role, ways in roles.items():
        (table,) = fill(width, ways)
        bands.append(PageBand(role, table, depth))
        depth += HEADING + table.depth + _GAP
    return tuple(bands), depth


def _too_large(roles: dict[str, list[Ways]], width: float, height: float, what: str) -> list[Problem]:
    return [Problem(f"{ways[0].part.id} measures {ways[0].width:.1f} x {ways[0].height:.1f} mm, and {what} "
                    f"holds {width:.1f} x {max(height, 0.0):.1f} mm", "export.fit", ways[0].part.id,
                    _LARGER)
            for each in roles.values() for ways in each
            if ways[0].width > width + _HAIR or ways[0].height > height + _HAIR]


def _refuse_large(roles: dict[str, list[Ways]], width: float, height: float, what: str) -> None:
    problems = _too_large(roles, width, height, what)
    if problems:
        raise ExportError.of(problems)


def _draw(book: Book, subject: Subject, sheet: PdfSheet, name: str, choice: PdfChoice) -> None:
    """One page."""
    pattern, palette = subject.pattern, subject.palette
    margin, top = sheet.margin, sheet.height - sheet.margin
    placed = [replace(each, x=each.x + margin) for band in sheet.bands
              for each in band.table.placed(top - band.top - HEADING)]
    size = (sheet.width, sheet.height)
    forms = []
    if palette.draws("square"):
        with book.form(f"{name}_square", "square", *size, plain=palette.plain) as pen:
            pen.ink(palette.inks["square"])
            draw_squares(pen, Point(margin, top), ruler=choice.pages == PROJECTOR)
        forms.append(f"{name}_square")
    if palette.draws("text"):
        with book.form(f"{name}_words", "text", *size) as pen:
            pen.ink(palette.inks["text"])
            draw_words(pen, book, subject, Point(margin + 88.0, top), sheet.width - 2 * margin - 88.0)
            for band in sheet.bands:
                pen.text(heading_of(pattern, band.role, part_count(shape.part for shape, _, _ in band.table.laid)),
                         Point(margin + 1.0, top - band.top - 11.0), 8.0, bold=True, most=sheet.width - 2 * margin)
            draw_legend(pen, subject.legend, Point(margin + 1.0, top - HEAD), sheet.width - 2 * margin)
        forms.append(f"{name}_words")
    forms += subject.draw(book, name, placed, size)
    title = pattern.template if len(sheet.bands) > 1 else f"{pattern.template} {sheet.bands[0].role}"
    with book.page(*size, title) as pen:
        if subject.dark:
            pen.ink(GROUND)
            pen.box(Point(0.0, 0.0), *size, filled=True)
        pen.show(forms, Point(0.0, 0.0), Point(0.0, 0.0), *size)


# ---- The whole file -------------------------------------------------------------------------------------------------

def bound(subject: Subject, choice: PdfChoice) -> bytes:
    """The finished file."""
    book, pattern = Book(), subject.pattern
    for words in _texts(subject):                           # the first page lists the missing letters of all pages
        shown(words, book.missing)
    if choice.pages == SINGLE:
        draw_single(book, subject, choice)
    elif choice.pages == PROJECTOR:
        draw_projector(book, subject, choice)
    else:
        sections = sections_of(pattern, choice)
        if choice.cover:
            draw_cover(book, subject, sections, choice)
        for number, section in enumerate(sections):
            draw_pages(book, subject, section, number, choice)
    return book.to_bytes(printable(f"{pattern.template}, pattern {pattern.digest[:16]}"), dict(subject.layers))


def _texts(subject: Subject) -> Iterator[str]:
    """All texts that come from outside."""
    yield from _words_of(subject.pattern)
    yield from (subject.about, *subject.notes, *(key.name for key in subject.legend))


def _words_of(pattern: CutPattern) -> Iterator[str]:
    yield from (pattern.template, pattern.version, pattern.size, *pattern.notes)
    for part in pattern.parts:
        yield from (*label_lines(pattern, part), part.title, *part.notes)
