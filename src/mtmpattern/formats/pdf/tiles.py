"""Pages for printing at home: frames, page codes and match marks, cloth by cloth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mtmpattern.errors import ExportError
from mtmpattern.formats.palette import Ink
from mtmpattern.formats.pdf.canvas import Book, PdfPen
from mtmpattern.formats.pdf.paging import Frame, Join, Page, Tiled, tile, whole
from mtmpattern.formats.pdf.settings import PAGES, PAPER, PdfChoice
from mtmpattern.formats.pdf.subject import Subject
from mtmpattern.geometry import Point
from mtmpattern.pattern.parts.part import CutPattern, Part
from mtmpattern.placing.table import Ways, ways_on_paper

_CODE: Final = Ink("#e2e2e2", 0.0)
_FILL: Final = Ink("#b4b4b4", 0.25)
_GREY: Final = PAPER[PAGES]
_DASHED: Final = Ink(_GREY.colour, _GREY.width, "3,2")

MOST_PAGES: Final = 1000
"""The most pages of one PDF: 60 square metres of A4."""

_MARK: Final = 4.0
"""Half a match mark, in millimetres."""


@dataclass(frozen=True, slots=True)
class Section:
    """The parts of one cloth on one sheet, which is cut into pages."""

    role: str
    sheet: Tiled
    parts: tuple[Part, ...]


def sections_of(pattern: CutPattern, choice: PdfChoice) -> tuple[Section, ...]:
    """Each cloth's parts on few pages, by a quick layout; unglued if that takes at most one page more.

    All pages have the same orientation.
    """
    width, height = choice.room
    roles = ways_on_paper(pattern)
    frames = [Frame(width, height, choice.overlap), Frame(height, width, choice.overlap)]
    found = [[_sheet_of(ways, frame) for ways in roles.values()] for frame in frames[:1 if width == height else 2]]
    best = min(found, key=lambda sheets: sum(map(_cost, sheets)))           # all pages in one orientation
    sections = [Section(role, sheet, tuple(placed.laid() for placed in sheet.placed))
                for role, sheet in zip(roles, best, strict=True)]
    count = sum(len(section.sheet.pages) for section in sections)
    if count > MOST_PAGES:
        raise ExportError(f"{pattern.template} takes {count} pages of {choice.name}, more than {MOST_PAGES}",
                          code="export.fit", where="paper",
                          hint="Use a larger paper or a roll such as paper=roll914.")
    return tuple(sections)


def _sheet_of(ways: Sequence[Ways], frame: Frame) -> Tiled:
    found = [tile(ways, [frame]), *filter(None, [whole(ways, frame)])]
    return min(found, key=lambda sheet: (_cost(sheet), sheet.glued))


def _cost(sheet: Tiled) -> int:
    """Its pages; avoiding glue is worth one more."""
    return len(sheet.pages) - (not sheet.glued)


def draw_pages(book: Book, subject: Subject, section: Section, number: int, choice: PdfChoice) -> None:
    """All pages of one cloth, in reading order; ``number`` makes the names of its forms unique."""
    sheet = section.sheet
    forms = subject.draw(book, f"s{number}", sheet.placed, (sheet.width, sheet.height))
    joins: dict[Page, list[Join]] = {page: [] for page in sheet.pages}
    for join in sheet.joins():
        joins[join.under].append(join)
        joins[join.over].append(join)
    size = page_size(sheet.frame, choice)
    for page in sheet.pages:
        about = f"{subject.pattern.template}, {section.role}, page {page.code}"
        frame = f"s{number}_{page.code}"
        with book.form(frame, PAGES, *size) as pen:
            _frame(pen, sheet, page, joins[page], choice.margin, about)
        with book.page(*size, f"{section.role} {page.code}") as pen:
            low, corner = Point(choice.margin, choice.margin), sheet.corner(page)
            pen.show([frame], Point(0.0, 0.0), Point(0.0, 0.0), *size)
            pen.show(forms, Point(low.x - corner.x, low.y - corner.y), low, sheet.frame.width, sheet.frame.height)


def page_size(frame: Frame, choice: PdfChoice) -> tuple[float, float]:
    """Width and height of a page, which is on its side if its frame is."""
    on_side = (frame.width > frame.height) != (choice.width > choice.height)
    return (choice.height, choice.width) if on_side else (choice.width, choice.height)


def _frame(pen: PdfPen, sheet: Tiled, page: Page, joins: Sequence[Join], margin: float, about: str) -> None:
    """The frame, the page's code large and pale in the middle, and the joins to its neighbours."""
    frame, lap = sheet.frame, sheet.frame.overlap
    middle = Point(margin + frame.width / 2, margin + frame.height / 2)
    pen.ink(_CODE)
    pen.text(page.code, middle.down(14.0), 40.0, bold=True, middle=True)
    corner = sheet.corner(page)
    for join in joins:
        _mark(pen, join, page, Point(join.at.x - corner.x + margin, join.at.y - corner.y + margin))
    pen.ink(_GREY)
    pen.box(Point(margin, margin), frame.width, frame.height)
    pen.text(about, Point(margin + 2.5, margin + frame.height - 4.5), 3.0, most=frame.width - 5.0)
    pen.ink(_DASHED)
    for join in joins:
        if join.under == page:
            at = Point(margin + frame.width - lap, margin) if join.beside else Point(margin, margin + lap)
            pen.line(at, at.up(frame.height) if join.beside else at.right(frame.width))
            words = f"the edge of page {join.over.code} lies here"
            if join.beside:
                pen.text(words, Point(at.x + 3.8, middle.y + 55.0), 2.8, middle=True, turn=90.0)
            else:
                pen.text(words, Point(middle.x - 55.0, at.y - 3.8), 2.8, middle=True)


def _mark(pen: PdfPen, join: Join, page: Page, at: Point) -> None:
    """A diamond on the line where the edge of the upper page lies; that page has the half that covers the other."""
    over = page == join.over
    way = Point(1.0, 0.0) if join.beside else Point(0.0, -1.0)          # from the page below to the one laid over it
    tip = Point(at.x + way.x * _MARK, at.y + way.y * _MARK)
    back = at if over else Point(at.x - way.x * _MARK, at.y - way.y * _MARK)
    sides = (at.up(_MARK), at.down(_MARK)) if join.beside else (at.left(_MARK), at.right(_MARK))
    pen.ink(_FILL)
    pen.line(tip, sides[0], back, sides[1], filled=True)
    pen.ink(_GREY)
    pen.line(tip, sides[0], back, sides[1], closed=True)
    beside = 7.5 if over else -7.5
    pen.text(str(join.number), Point(at.x + way.x * beside, at.y + way.y * beside - 1.4), 4.0, bold=True, middle=True)
