"""The work order: everything a sewing room needs to make one garment, on A4 pages.

It lists parts, cloth and notions, every operation as a sentence with its picture, stitch, pressing and minutes, and the
finished measures to check. Nothing on it is about the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from mtmpattern.formats.pdf.canvas import Book, PdfPen
from mtmpattern.geometry import Point
from mtmpattern.papers.job_head import JobHead
from mtmpattern.papers.pages import (
    BLACK,
    LEADING,
    LETTERS,
    PALE,
    ROOM,
    Column,
    PageBlock,
    heading,
    paginate,
    paragraph,
    table,
)
from mtmpattern.papers.qr import draw_qr
from mtmpattern.papers.step_picture import PartDrawing, StepPictures, draw_parts
from mtmpattern.papers.work import notion_rows, order_of_work
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.making import WorkStep, minutes, work_steps
from mtmpattern.pattern.model.operation import Bag, Encase, Sew, Zipped
from mtmpattern.pattern.model.requirement import Sided
from mtmpattern.pattern.model.times import Times
from mtmpattern.pattern.parts.part import CutPattern

PICTURE: Final = (66.0, 30.0)       # mm
SEAMED: Final = (Sew, Encase, Bag, Zipped)
_EDGE: Final = re.compile(r"\w+\.\w+")
ACROSS: Final = 6                   # parts in a row of the overview
STITCHES: Final = {
    "101": "single-thread chainstitch", "103": "blind stitch", "301": "lockstitch", "304": "zigzag",
    "401": "chainstitch", "406": "coverstitch, two needles", "504": "overlock, three threads",
    "514": "overlock, four threads", "516": "safety stitch", "602": "coverstitch with top cover",
    "605": "coverstitch, three needles",
}
"""The usual names of stitch classes of ISO 4915."""


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """The contents of a work order: the job, the pattern, its parts as cut, and notes for the sewing room."""

    head: JobHead
    pattern: Pattern
    cut: CutPattern
    notes: tuple[str, ...] = ()
    times: Times | None = None

    def pdf(self) -> bytes:
        """The pages; the same job gives the same bytes."""
        book = Book()
        pictures = StepPictures(self.cut)
        steps = work_steps(self.pattern, self.times)
        blocks = [*self._about(), *self._parts(pictures), *self._cloth(), *self._notions(),
                  *self._measures(), *self._operations(pictures, steps), *self._notes()]
        paginate(book, blocks, self.head.title, f"{self.head.reference}   {self.head.template} "
                                                f"version {self.head.version}")
        return book.to_bytes(f"{self.head.title}: work order", {})

    # ---- Sections ---------------------------------------------------------------------------------------------------

    def _about(self) -> Iterator[PageBlock]:
        head = self.head
        lines = [f"Reference {head.reference}", f"{head.template}, version {head.version}", (
            f"{head.quantity} garments" if head.quantity > 1 else "1 garment"), *filter(None, (
                f"due {head.due}" if head.due else "", f"priority {head.priority}" if head.priority != "normal" else "",
                f"size label {self.cut.size}"))]

        def draw(pen: PdfPen, top: Point) -> None:
            pen.ink(BLACK)
            pen.text(head.title, top.down(8.0), 7.0, bold=True, most=ROOM - 34.0)
            for number, line in enumerate(lines, 1):
                pen.text(line, top.down(9.0 + number * LETTERS * LEADING), LETTERS)
            draw_qr(pen, head.payload(), Point(top.x + ROOM - 30.0, top.y - 31.0), 30.0)

        yield PageBlock(34.0, draw)

    def _parts(self, pictures: StepPictures) -> Iterator[PageBlock]:
        yield heading("Parts")
        drawings = pictures.whole()
        rows = [drawings[first:first + ACROSS] for first in range(0, len(drawings), ACROSS)]
        for row in rows:
            yield _pictured(row, ROOM, 34.0)
        cells = []
        for piece, role in dict.fromkeys((part.piece, part.role) for part in self.cut.parts):
            alike = [part for part in self.cut.parts if (part.piece, part.role) == (piece, role)]
            cells.append((piece.replace("_", " "), role, str(len(alike)),
                          ", ".join(filter(None, (
                              " and ".join(part.side for part in alike if part.side) if len(alike) < 3 else "",
                              alike[0].grain_kind + " grain" if alike[0].grain_kind != "straight" else "",
                              "with nap" if alike[0].nap else "", *dict.fromkeys(alike[0].notes))))))
        yield from table((Column("piece", 46), Column("cloth", 30), Column("cut", 14), Column("", ROOM - 90)), cells)

    def _cloth(self) -> Iterator[PageBlock]:
        yield heading("Cloth")
        rows = []
        for role in dict.fromkeys(part.role for part in self.cut.parts):
            cloth, need = self.cut.fabrics.get(role), self.cut.needs.get(role)
            rows.append((role, cloth.name if cloth else "", f"{cloth.width / 10:g} cm" if cloth and cloth.width else "",
                         str(need) if need else "", ", ".join(filter(None, (
                             ", ".join(map(str, cloth.fibres)) if cloth else "", _shrinks(self.cut, role))))))
        yield from table((Column("for", 24), Column("cloth", 36), Column("width", 18), Column("length, each", 34),
                          Column("", ROOM - 112)), rows)

    def _notions(self) -> Iterator[PageBlock]:
        rows = [row for row in notion_rows(self.pattern, self.times) if row[1] not in self.cut.fabrics]
        if rows:
            yield heading("To buy")
            yield from table((Column("count", 14), Column("what", 30), Column("size", 52), Column("where", ROOM - 96)),
                             rows)

    def _measures(self) -> Iterator[PageBlock]:
        if self.pattern.finished:
            yield heading("Finished measures to check")
            yield paragraph("Of the finished garment, laid flat and not stretched; girths are full circumferences.",
                            with_next=True)
            yield from table((Column("measure", 60), Column("mm", 46), Column("measured", 40), Column("", ROOM - 146)),
                             [(name.replace("_", " "), _mm(value), "", "") for name, value in
                              self.pattern.finished.items()])

    def _operations(self, pictures: StepPictures, steps: Sequence[WorkStep]) -> Iterator[PageBlock]:
        yield heading("Order of work")
        yield paragraph(
            f"About {minutes(steps):.0f} minutes for a garment. The edge drawn as a solid line is worked onto "
            "the edge drawn as a broken line; where left and right are alike, one side is shown. Pictures are not to "
            "scale.",
            with_next=True)
        prepared = [each.piece for each in self.pattern.preparations]
        for step, sentence in zip(steps, order_of_work(self.pattern), strict=True):
            piece = prepared[step.number - 1] if step.operation < 0 else ""
            yield _operation(step, sentence, pictures.of(step, piece), self._more(step))

    def _more(self, step: WorkStep) -> tuple[str, ...]:
        """Details of a step beside its sentence: the allowance and the tapes that are sewn in."""
        if step.operation < 0:
            return ()
        operation = self.pattern.operations[step.operation]
        widths = {round(claim.width, 1) for claims in self.pattern.claimed[0].values() for claim in claims
                  if claim.operation is operation and claim.width} if isinstance(operation, SEAMED) else ()
        edges = {str(each) for run in operation.runs for each in run.steps}
        tapes = [each.what for each in self.pattern.notions if _EDGE.findall(each.use)
                 and set(_EDGE.findall(each.use)) <= edges]
        return tuple(filter(None, (
            f"allowance {' and '.join(f'{width:g}' for width in sorted(widths))} mm" if widths else "",
            f"with {' and '.join(dict.fromkeys(tapes))}" if tapes else "")))

    def _notes(self) -> Iterator[PageBlock]:
        if self.notes:
            yield heading("Notes")
            for note in self.notes:
                yield paragraph(note)


def _pictured(row: Sequence[PartDrawing], width: float, height: float) -> PageBlock:
    def draw(pen: PdfPen, top: Point) -> None:
        draw_parts(pen, row, Point(top.x, top.y - height + 2.0), width, height - 4.0, middle=False)

    return PageBlock(height, draw)


def _operation(step: WorkStep, sentence: str, drawings: Sequence[PartDrawing], more: Sequence[str]) -> PageBlock:
    """The number and picture of a step on the left, its sentence and details on the right."""
    width = ROOM - PICTURE[0] - 14.0
    words = paragraph(sentence, size=3.5, width=width)
    facts = (_stitch(step.stitch), *more, f"press {step.press}" if step.press else "",
            f"{step.length / 10:.0f} cm" if step.length else "", f"{step.minutes:.1f} min")
    details = paragraph("; ".join(filter(None, facts)), size=2.7, width=width)
    height = max(words.height + details.height + 4.0, PICTURE[1] + 3.0 if drawings else 0.0)
    return PageBlock(height, partial(_draw_operation, step, words, details, drawings, height))


def _draw_operation(step: WorkStep, words: PageBlock, details: PageBlock, drawings: Sequence[PartDrawing],
                    height: float, pen: PdfPen, top: Point) -> None:
    pen.ink(PALE)
    pen.line(top, top.right(ROOM))
    pen.ink(BLACK)
    pen.text(str(step.number), top.down(5.6), 4.4, bold=True)
    draw_parts(pen, drawings, Point(top.x + 10.0, top.y - height + 1.5), *PICTURE)
    right = top.right(PICTURE[0] + 14.0).down(1.0)
    words.draw(pen, right)
    details.draw(pen, right.down(words.height))


def _stitch(stitch: str) -> str:
    """``301 lockstitch``: each class with its name."""
    return " + ".join(f"{each} {STITCHES.get(each, '')}".strip() for each in stitch.split("+")) if stitch else ""


def _mm(value: Sided) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{side} {mm:.0f}" for side, mm in value.items())
    return f"{value:.0f}"


def _shrinks(cut: CutPattern, role: str) -> str:
    warp, weft = cut.shrinkage.get(role, (1.0, 1.0))
    return "" if (warp, weft) == (1.0, 1.0) else f"parts are larger by {warp - 1:.1%} x {weft - 1:.1%} for shrinkage"
