"""Labels for cut parts: sheets of stickers, each with a QR code and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mtmpattern.formats.palette import Ink
from mtmpattern.formats.pdf.canvas import Book, PdfPen
from mtmpattern.geometry import Point
from mtmpattern.papers.job_head import JobHead
from mtmpattern.papers.qr import draw_qr
from mtmpattern.pattern.parts.part import CutPattern, Part

PAPER: Final = (210.0, 297.0)
ACROSS, DOWN = 3, 7
STICKER: Final = (63.5, 38.1)       # mm; a common size, with 21 on a sheet of A4
LEFT, TOP = 7.2, 15.1
GUTTER: Final = 2.5
CODE: Final = 28.0
MOST: Final = 630
"""The most labels of a job. Beyond that each part gets one label, which gives the number of garments."""
BLACK, PALE = Ink("#000000", 0.2), Ink("#cccccc", 0.1)


@dataclass(frozen=True, slots=True)
class PartLabel:
    """One label: its code, and its lines from the top, the part's name first."""

    payload: str
    lines: tuple[str, ...]


def part_labels(head: JobHead, cut: CutPattern) -> tuple[PartLabel, ...]:
    """The labels of all parts, garment by garment, in the order of the parts."""
    apart = head.quantity if head.quantity > 1 and head.quantity * len(cut.parts) <= MOST else 0
    return tuple(_labels(head, cut, apart))


def _labels(head: JobHead, cut: CutPattern, apart: int) -> Iterator[PartLabel]:
    for copy in range(1, max(apart, 1) + 1):
        for number, part in enumerate(cut.parts, 1):
            several = f"{head.quantity} garments" if head.quantity > 1 else ""
            garment = f"garment {copy} of {apart}" if apart else several
            yield PartLabel(head.payload(part.id, copy if apart else 0), tuple(filter(None, (
                part.title, _cloth(cut, part), f"part {number} of {len(cut.parts)}", garment,
                f"order {head.order}" + (f" rev. {head.revision}" if head.revision > 1 else ""),
                head.template, head.reference, part.id))))


def _cloth(cut: CutPattern, part: Part) -> str:
    cloth = cut.fabrics.get(part.role)
    return part.role if cloth is None or cloth.name == part.role else f"{part.role}: {cloth.name}"


def labels_pdf(head: JobHead, labels: Sequence[PartLabel]) -> bytes:
    """The labels on sheets of A4 with 3 x 7 stickers of 63.5 x 38.1 mm."""
    book = Book()
    for first in range(0, len(labels), ACROSS * DOWN):
        with book.page(*PAPER, f"labels {first + 1}") as pen:
            for place, label in enumerate(labels[first:first + ACROSS * DOWN]):
                row, column = divmod(place, ACROSS)
                _draw(pen, label, Point(LEFT + column * (STICKER[0] + GUTTER), PAPER[1] - TOP - row * STICKER[1]))
    return book.to_bytes(f"{head.title}: labels", {})


def _draw(pen: PdfPen, label: PartLabel, top: Point) -> None:
    """One sticker below and right of its corner, with a pale outline for cutting it from plain paper."""
    pen.ink(PALE)
    pen.box(Point(top.x, top.y - STICKER[1]), *STICKER)
    pen.ink(BLACK)
    draw_qr(pen, label.payload, Point(top.x + 1.0, top.y - (STICKER[1] + CODE) / 2), CODE)
    x, y, room = top.x + CODE + 2.0, top.y - 4.8, STICKER[0] - CODE - 4.0
    for number, line in enumerate(label.lines):
        size = 3.9 if number == 0 else 2.6
        pen.text(line, Point(x, y), size, bold=number == 0, most=room)
        y -= 4.6 if number == 0 else 3.9
