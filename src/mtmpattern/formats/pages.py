"""Cutting a large sheet into pages that a home printer prints and a person glues together.

Page A1 is the upper left one; letters count rows, numbers columns. Each page shows a frame of the sheet, and a strip of
``overlap`` of its right and lower neighbours. The next page is trimmed along its frame and laid over that strip, so a
place belongs to the first page, in reading order, that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..geometry import Point
from ..placing.placed import Placed


@dataclass(frozen=True, slots=True)
class Frame:
    """What one page shows: ``width`` by ``height`` millimetres, of which ``overlap`` belong to its neighbours too."""

    width: float
    height: float
    overlap: float

    @property
    def steps(self) -> tuple[float, float]:
        """How far the next page lies to the right, and the next one down."""
        return self.width - self.overlap, self.height - self.overlap

    @property
    def area(self) -> float:
        """Square millimetres."""
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its row from the top and its column, counted from 0."""

    row: int
    column: int

    @property
    def code(self) -> str:
        """``A1``, ``B2`` ... ``AA1``."""
        row, letters = self.row, ""
        while row >= 0:
            letters = chr(ord("A") + row % 26) + letters
            row = row // 26 - 1
        return f"{letters}{self.column + 1}"


@dataclass(frozen=True, slots=True)
class Join:
    """Where page ``over`` is laid on page ``under``: the number of the match mark and its place on the sheet."""

    number: int
    under: Page
    over: Page
    at: Point

    @property
    def beside(self) -> bool:
        """Whether the pages lie side by side."""
        return self.under.row == self.over.row


@dataclass(frozen=True, slots=True)
class Tiled:
    """Parts on a sheet, and the pages it is cut into; ``pages`` leaves out those with nothing on them.

    Where nothing is ``glued``, every page holds whole parts.
    """

    frame: Frame
    columns: int
    rows: int
    placed: tuple[Placed, ...]
    pages: tuple[Page, ...]
    glued: bool = True

    @property
    def width(self) -> float:
        """Of the whole sheet, in millimetres."""
        return self.columns * self.frame.steps[0] + self.frame.overlap

    @property
    def height(self) -> float:
        """Of the whole sheet, in millimetres."""
        return self.rows * self.frame.steps[1] + self.frame.overlap

    @property
    def empty(self) -> tuple[Page, ...]:
        """The pages that are left out."""
        there = set(self.pages)
        every = (Page(row, column) for row in range(self.rows) for column in range(self.columns))
        return tuple(page for page in every if page not in there)

    def corner(self, page: Page) -> Point:
        """The lower left corner of a page's frame on the sheet."""
        across, down = self.frame.steps
        return Point(page.column * across, self.height - page.row * down - self.frame.height)

    def joins(self) -> Iterator[Join]:
        """Where two printed pages meet, in reading order."""
        there, number = set(self.pages), 0
        for page in self.pages if self.glued else ():
            low = self.corner(page)
            right, below = Page(page.row, page.column + 1), Page(page.row + 1, page.column)
            across, down = self.frame.steps
            if right in there:
                number += 1
                yield Join(number, page, right, Point(low.x + across, low.y + self.frame.height / 2))
            if below in there:
                number += 1
                yield Join(number, page, below, Point(low.x + self.frame.width / 2, low.y + self.frame.height - down))
