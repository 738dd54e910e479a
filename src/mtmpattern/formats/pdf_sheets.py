"""Everything on one page: a copy shop's sheet or roll, or a projector's page."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from ..errors import ExportError, Problem
from ..geometry import Point
from ..pattern.part import CutPattern
from .layout import Table, fill, ways_of_role
from .layout_shapes import Ways
from .pdf_canvas import Book, Pen
from .pdf_cover import INCH
from .pdf_fonts import shown, wrapped
from .pdf_settings import LONGEST, Asked
from .pdf_shapes import GROUND, PAPER, draw_sheet, projected, test_square
from .pdf_words import about, heading, left_out, notes_of
from .words import number

HEAD: Final = 66.0
"""Height in millimetres of the strip with the test squares at the top of a page."""

HEADING: Final = 16.0
"""Height of the strip with a cloth's name above its parts."""

_GAP: Final = 5.0
_HAIR: Final = 1e-3
_TOLD: Final = 33.0
"""Height in millimetres for what is told beside the test squares."""

_SMALLEST: Final = 2.5
_LARGER: Final = "Use a larger paper, a roll such as paper=roll914, or pages=tiled."
_SHAPE: Final = 1.4
"""A projector's page is about this much wider than high."""

_WIDTHS: Final = (1.0, 1.2, 1.4, 1.7, 2.0, 2.4, 3.0, 4.0)
"""Widths that are tried for it, in widths of the widest part."""


@dataclass(frozen=True, slots=True)
class Band:
    """The parts of one cloth on a page; ``top`` is where the strip with its name begins, measured down."""

    role: str
    table: Table
    top: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its bands, in millimetres."""

    width: float
    height: float
    margin: float
    bands: tuple[Band, ...]


def draw_single(book: Book, pattern: CutPattern, asked: Asked) -> None:
    """A copy shop's sheet, or a roll; a roll that would be too long for a PDF is split into pages."""
    for number_, sheet in enumerate(_sheets(pattern, asked)):
        _draw(book, pattern, sheet, f"p{number_}", None)


def draw_projector(book: Book, pattern: CutPattern, asked: Asked) -> None:
    """One page with bold lines, as wide as it takes."""
    roles = _roles(pattern)
    _refuse_large(roles, LONGEST, LONGEST, "a page of a PDF")
    widest = max(600.0, *(ways[0].width for each in roles.values() for ways in each)) + 1.0
    edge = 2 * asked.margin
    tried = [(width, *_banded(roles, width)) for width in (*(widest * share for share in _WIDTHS), LONGEST - edge)
             if width + edge <= LONGEST]
    fitting = [each for each in tried if each[2] + edge <= LONGEST]
    if not fitting:
        raise ExportError(f"the parts need {number(min(each[2] for each in tried))} mm of length together, and a PDF "
                          f"page ends at {number(LONGEST)} mm", code="export.fit", where="pages",
                          hint="Write pages=tiled, or cut fewer parts at once.")
    width, bands, depth = min(fitting, key=lambda each: max(each[0], _SHAPE * each[2]))
    _draw(book, pattern, Sheet(math.ceil(width + edge), math.ceil(depth + edge), asked.margin, bands), "p0", asked)


def _sheets(pattern: CutPattern, asked: Asked) -> list[Sheet]:
    roles = _roles(pattern)
    (width, height), margin = asked.room, asked.margin
    fixed = HEAD + HEADING
    if asked.roll:
        _refuse_large(roles, width, height - fixed, asked.name)
        bands, depth = _banded(roles, width)
        if depth <= height:
            return [Sheet(asked.width, math.ceil(depth + 2 * margin), margin, bands)]
        alone = [Band(role, table, HEAD) for role, ways in roles.items()
                 for table in fill(width, ways, height - fixed - _GAP)]
        return [Sheet(asked.width, math.ceil(band.table.depth + fixed + _GAP + 2 * margin), margin, (band,))
                for band in alone]
    wants = []
    for across, along in ((width, height), (height, width)):
        if not _too_large(roles, across, along - fixed, asked.name):
            bands, depth = _banded(roles, across)
            if depth <= along:
                return [Sheet(across + 2 * margin, along + 2 * margin, margin, bands)]
            wants.append((depth - along,
                          f"{math.ceil(depth)} mm of length together, and {asked.name} holds {along:.0f} mm"))
    if not wants:
        _refuse_large(roles, width, height - fixed, asked.name)
    raise ExportError(f"the parts need {min(wants)[1]}", code="export.fit", where="paper", hint=_LARGER)


def _roles(pattern: CutPattern) -> dict[str, list[Ways]]:
    return {role: ways_of_role(pattern, role) for role in dict.fromkeys(part.role for part in pattern.parts)}


def _banded(roles: dict[str, list[Ways]], width: float) -> tuple[tuple[Band, ...], float]:
    """The cloths one below the other, and how deep that goes."""
    bands, depth = [], HEAD
    for role, ways in roles.items():
        (table,) = fill(width, ways)
        bands.append(Band(role, table, depth))
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


def _draw(book: Book, pattern: CutPattern, sheet: Sheet, name: str, asked: Asked | None) -> None:
    """One page; ``asked`` is given for a projector's."""
    inks = PAPER if asked is None else projected(dark=asked.dark)
    margin, top = sheet.margin, sheet.height - sheet.margin
    parts = []
    for band in sheet.bands:
        height = top - band.top - HEADING
        parts += [replace(placed, x=placed.x + margin).laid() for placed in band.table.placed(height)]
    size = (sheet.width, sheet.height)
    forms = draw_sheet(book, name, pattern, parts, inks, size)
    with book.form(f"{name}_square", "square", *size) as pen:
        pen.ink(inks["square"])
        test_square(pen, Point(margin + 1.0, top - 52.0), 50.0, "5 cm")
        test_square(pen, Point(margin + 56.0, top - 27.4), INCH, "1 in")
        if asked is not None:
            _ruler(pen, Point(margin + 56.0, top - 52.0))
    with book.form(f"{name}_words", "text", *size) as pen:
        pen.ink(inks["text"])
        _head(pen, book, pattern, Point(margin + 88.0, top), sheet.width - 2 * margin - 88.0)
        for band in sheet.bands:
            pen.text(heading(pattern, band.role, len(band.table.laid)), Point(margin + 1.0, top - band.top - 11.0), 8.0,
                     bold=True, most=sheet.width - 2 * margin)
    title = pattern.template if len(sheet.bands) > 1 else f"{pattern.template} {sheet.bands[0].role}"
    with book.page(*size, title) as pen:
        if asked is not None and asked.dark:
            pen.ink(GROUND)
            pen.box(Point(0.0, 0.0), *size, filled=True)
        pen.show([f"{name}_square", f"{name}_words", *forms], Point(0.0, 0.0), Point(0.0, 0.0), *size)


def _ruler(pen: Pen, low: Point) -> None:
    """A line of 50 cm, which shows on the table whether the projector keeps the scale from edge to edge."""
    pen.line(low.up(6.0), low, low.right(500.0), low.right(500.0).up(6.0))
    for tenth in range(1, 5):
        pen.line(low.right(tenth * 100.0), low.right(tenth * 100.0).up(4.0))
    pen.text("50 cm", low.right(504.0), 6.0)


def _head(pen: Pen, book: Book, pattern: CutPattern, top: Point, width: float) -> None:
    pen.text(pattern.template, Point(top.x, top.y - 10.0), 10.0, bold=True, most=width)
    notes = notes_of(pattern, book.lacking)
    told = [about(pattern), "The outer line is cut, the inner line is sewn. The allowances are included."]
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
