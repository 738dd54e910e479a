"""Papers for people on A4: blocks of a known height, one below the other, on as many pages as they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from mtmpattern.formats.palette import Ink
from mtmpattern.formats.pdf.canvas import Book, PdfPen, shown, text_width, wrapped
from mtmpattern.geometry import Point

WIDTH, HEIGHT = 210.0, 297.0
MARGIN: Final = 14.0
ROOM: Final = WIDTH - 2 * MARGIN
HEAD: Final = 14.0          # mm of a page for its head
FOOT: Final = 8.0
BLACK, GREY, PALE = Ink("#111111", 0.25), Ink("#666666", 0.2), Ink("#bbbbbb", 0.15)
LETTERS: Final = 3.3        # mm high
LEADING: Final = 1.4

Draw: TypeAlias = Callable[[PdfPen, Point], None]
"""Draws a block below its upper left corner."""


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A part of a page that is not broken; ``with_next`` keeps it on the page of the block after it."""

    height: float
    draw: Draw
    with_next: bool = False


def paginate(book: Book, blocks: Sequence[PageBlock], head: str, foot: str) -> int:
    """Draw the blocks on as many pages as they need, each with its head, foot and number; returns how many."""
    pages = list(_pages(blocks))
    for number, page in enumerate(pages, 1):
        with book.page(WIDTH, HEIGHT, f"page {number}") as pen:
            pen.ink(GREY)
            pen.text(head, Point(MARGIN, HEIGHT - MARGIN - 3.0), 3.2, most=ROOM - 30.0)
            count = f"{number} / {len(pages)}"
            pen.text(count, Point(WIDTH - MARGIN - text_width(count, 3.2), HEIGHT - MARGIN - 3.0), 3.2)
            pen.text(foot, Point(MARGIN, MARGIN - 4.0), 2.4, most=ROOM)
            y = HEIGHT - MARGIN - HEAD + 4.0
            for block in page:
                block.draw(pen, Point(MARGIN, y))
                y -= block.height
    return len(pages)


def _pages(blocks: Sequence[PageBlock]) -> Iterable[list[PageBlock]]:
    room = HEIGHT - 2 * MARGIN - HEAD - FOOT + 8.0
    page: list[PageBlock] = []
    used = 0.0
    for group in _groups(blocks):
        height = sum(block.height for block in group)
        if page and used + height > room:
            yield page
            page, used = [], 0.0
        page += group
        used += height
    if page:
        yield page


def _groups(blocks: Sequence[PageBlock]) -> Iterable[list[PageBlock]]:
    """Blocks that stay together."""
    group: list[PageBlock] = []
    for block in blocks:
        group.append(block)
        if not block.with_next:
            yield group
            group = []
    if group:
        yield group


# ---- Blocks ---------------------------------------------------------------------------------------------------------


def heading(words: str) -> PageBlock:
    """The heading of a section."""
    def draw(pen: PdfPen, top: Point) -> None:
        pen.ink(BLACK)
        pen.text(words, top.down(7.0), 4.4, bold=True)

    return PageBlock(10.0, draw, with_next=True)


def paragraph(words: str, *, size: float = LETTERS, width: float = ROOM, with_next: bool = False) -> PageBlock:
    """A text, wrapped to ``width`` mm."""
    lines = wrapped(shown(words, set()), size, width)

    def draw(pen: PdfPen, top: Point) -> None:
        pen.ink(BLACK)
        for number, line in enumerate(lines, 1):
            pen.text(line, top.down(number * size * LEADING), size)

    return PageBlock(len(lines) * size * LEADING + 1.5, draw, with_next)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title and its width in mm."""

    title: str
    width: float


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> list[PageBlock]:
    """The rows of a table, each a block of its own, under a row of titles; long cells are wrapped."""
    blocks = [_row(columns, [column.title for column in columns], bold=True)]
    blocks += [_row(columns, row) for row in rows]
    return blocks if len(blocks) > 1 else []


def _row(columns: Sequence[Column], cells: Sequence[str], *, bold: bool = False) -> PageBlock:
    size = 2.9
    lines = [_fitted(cell, size, column.width - 2.0, bold=bold) for cell, column in zip(cells, columns, strict=True)]
    height = max(map(len, lines)) * size * LEADING + 1.6

    def draw(pen: PdfPen, top: Point) -> None:
        x = top.x
        for column, cell in zip(columns, lines, strict=True):
            pen.ink(BLACK)
            for number, line in enumerate(cell, 1):
                pen.text(line, Point(x, top.y - number * size * LEADING + 0.6), size, bold=bold)
            x += column.width
        pen.ink(BLACK if bold else PALE)
        pen.line(Point(top.x, top.y - height + 0.6), Point(x, top.y - height + 0.6))

    return PageBlock(height, draw, with_next=bold)


def _fitted(cell: str, size: float, width: float, *, bold: bool) -> list[str]:
    text = shown(cell, set())
    return [text] if text_width(text, size, bold=bold) <= width else wrapped(text, size, width)
