"""Garments drawn small on one page: all their parts in cells of a grid, at one scale, for comparing.

These drawings are not for cutting: 1 mm of paper is 10 mm of cloth, and signs are drawn larger than that.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mtmpattern.formats.free_room import FreeRoom
from mtmpattern.formats.grain_arrow import heads
from mtmpattern.formats.palette import NONE, Ink, Palette
from mtmpattern.formats.svg.canvas import Canvas
from mtmpattern.formats.svg.pen import Pen, dashes
from mtmpattern.geometry import SLIT, Point
from mtmpattern.pattern.model.outline import FUSIBLE
from mtmpattern.pattern.parts.part import CutPattern, Part, PartLines
from mtmpattern.placing.sheet import GAP, PartSheet, lay_out

SCALE: Final = 0.1
MARGIN: Final = 6.0
BETWEEN: Final = 8.0
"""Millimetres of paper between cells."""
ROW, TITLE, PLAIN = 5.0, 5.0, 2.6
SIZES: Final = (PLAIN, 2.1, 1.7, 1.4, 1.1)
"""Heights of letters tried for a name on a part."""
LEADING: Final = 1.35
ADVANCE: Final = 0.55
"""Width of a letter as a fraction of its height."""
LEAST_WIDTH: Final = 90.0
MOST_LINES: Final = 16
SHAPE: Final = 1.6
"""A page about this much wider than high fills a screen."""

INKS: Final = Palette({
    "cut": Ink("#111111", 0.3), "sew": Ink("#4a86b8", 0.16), "notches": Ink("#c0392b", 0.35),
    "grain": Ink("#999999", 0.16), "marks": Ink("#4a86b8", 0.16), "text": Ink("#222222", 0.0),
    "square": Ink(NONE, 0.0),
})


@dataclass(frozen=True, slots=True)
class Cell:
    """One garment: a title (a number, never a person's name), its parts, and sentences about it."""

    title: str
    cut: CutPattern | None = None
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side under a heading; an empty one takes no room."""

    heading: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Small(Pen):
    """A pen that writes points of one part at the small scale, beginning at ``x``, ``y`` of the paper."""

    x: float = 0.0
    y: float = 0.0

    def at(self, point: Point) -> str:
        """``x,y`` in millimetres of paper, to a hundredth: a tenth of a millimetre of cloth."""
        return (f"{_short(self.x + SCALE * (point.x + self.dx))},"
                f"{_short(self.y + SCALE * (self.sheet_height - self.dy - point.y))}")


def draw_small(title: str, rows: Sequence[Row], *, named: bool = False) -> bytes:
    """Draw rows of garments under a title; ``named`` writes the names on the parts."""
    laid = {id(cell): sheet for row in rows for cell, sheet in _laid([c for r in rows for c in r.cells], row.cells)}
    width = max([LEAST_WIDTH, *(SCALE * sheet.width for sheet in laid.values())])
    heights = [_height(row, laid, width) for row in rows]
    across = max((len(row.cells) for row in rows), default=1)
    page = 2 * MARGIN + across * width + (across - 1) * BETWEEN
    depth = MARGIN + (1.6 * ROW if title else 0.0)
    canvas = Canvas(page, depth + sum(heights) - BETWEEN + MARGIN, INKS)
    canvas.describe(title or "pieces", "small, for looking at: one tenth of the true size")
    if title:
        canvas.text(title, f"{_short(MARGIN)},{_short(MARGIN + ROW)}", ROW, bold=True)
    for row, height in zip(rows, heights, strict=True):
        _draw_row(canvas, row, laid, (depth, width), named=named)
        depth += height
    return canvas.to_bytes()


def in_rows(cells: Sequence[Cell]) -> list[Row]:
    """Cells without a heading, in as many rows as fill a screen."""
    widest = max([LEAST_WIDTH, *(SCALE * lay_out(cell.cut).width for cell in cells if cell.cut)])
    highest = max([30.0, *(SCALE * lay_out(cell.cut).height for cell in cells if cell.cut)])
    across = max(1, min(len(cells), round(math.sqrt(len(cells) * SHAPE * highest / widest))))
    return [Row("", tuple(cells[start:start + across])) for start in range(0, len(cells), across)]


def _laid(everybody: Sequence[Cell], cells: Iterable[Cell]) -> Iterator[tuple[Cell, PartSheet]]:
    """Each garment on shelves of one width, so that the same part lies at the same place."""
    room = max((lay_out(cell.cut).width for cell in everybody if cell.cut), default=0.0)
    for cell in cells:
        if cell.cut:
            yield cell, lay_out(cell.cut, -GAP, room)


def _height(row: Row, laid: dict[int, PartSheet], width: float) -> float:
    garment = max((SCALE * laid[id(cell)].height for cell in row.cells if id(cell) in laid), default=0.0)
    return _head(row, width) + garment + BETWEEN


def _head(row: Row, width: float) -> float:
    """The height of the writing of a row."""
    lines = max((len(_wrapped(cell, width)) for cell in row.cells), default=0)
    titles = LEADING * TITLE if any(cell.title for cell in row.cells) else 0.0
    return (LEADING * ROW if row.heading else 0.0) + titles + lines * LEADING * PLAIN


def _draw_row(canvas: Canvas, row: Row, laid: dict[int, PartSheet], place: tuple[float, float], *, named: bool) -> None:
    top, width = place
    if row.heading:
        canvas.text(row.heading, f"{_short(MARGIN)},{_short(top + ROW)}", ROW * 0.9)
    for number, cell in enumerate(row.cells):
        x, y = MARGIN + number * (width + BETWEEN), top + (LEADING * ROW if row.heading else 0.0)
        if cell.title:
            canvas.text(cell.title, f"{_short(x)},{_short(y + TITLE)}", TITLE, bold=True)
            y += LEADING * TITLE
        for line in _wrapped(cell, width):
            y += LEADING * PLAIN
            canvas.text(line, f"{_short(x)},{_short(y)}", PLAIN)
        if id(cell) in laid:
            sheet = laid[id(cell)]
            for each in sheet.laid:
                pen = Small(each.x - GAP, each.y, sheet.height, x, top + _head(row, width))
                _draw(canvas, each.part, pen, f"{cell.title} {each.part.id}".strip())
                if named:
                    _name(canvas, each.part, pen)


def _wrapped(cell: Cell, width: float) -> list[str]:
    lines = [line for sentence in cell.sentences for line in textwrap.wrap(sentence, int(width / (ADVANCE * PLAIN)))]
    return lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES - 1], "..."]


def _draw(canvas: Canvas, part: Part, pen: Small, label: str) -> None:
    canvas.path("cut", pen.curves(part.cut, closed=True), label)
    for line in part.lines:
        layer = "cut" if line.kind == SLIT else "marks"
        canvas.path(layer, pen.curves(line.curves, closed=False), label, **_dashed(dashes(line.kind)))
    canvas.path("sew", pen.curves(part.sewn_outline, closed=True), label)
    canvas.path("notches", " ".join(pen.line(notch.on_cut, notch.at) for notch in part.notches), label)
    tips = " ".join(pen.arrow_head(*head) for head in heads(part.grain, part.nap))
    canvas.path("grain", f"{pen.line(*part.grain)} {tips}".strip(), label)
    canvas.path("marks", " ".join(pen.drill(drill.at, 6.0) for drill in part.drills), label)


def _dashed(dash: str) -> dict[str, str]:
    lengths = [_short(1.5 * SCALE * float(length)) for length in dash.split(",")] if dash else []
    return {"stroke_dasharray": ",".join(lengths)} if lengths else {}


def _name(canvas: Canvas, part: Part, pen: Small) -> None:
    """The part's name where nothing else is drawn, as large as possible; over the grain line where it must be."""
    title = part.title + (f" {part.role}" if part.role == FUSIBLE else "")
    lines = PartLines.of([part])
    free, = FreeRoom.both_ways(lines)
    outer, = FreeRoom.both_ways(lines, inside=False)
    for size, rooms in [*((size, free) for size in SIZES), (SIZES[-2], outer)]:
        wide, high = (len(title) * ADVANCE + 0.6) * size / SCALE, 1.4 * size / SCALE
        for turned, room in zip((False, True), rooms, strict=True):
            centre = room.room(wide, high)
            if centre is not None:
                below = 0.35 * size / SCALE
                at = Point(-centre.y, centre.x).right(below) if turned else centre.down(below)
                canvas.text(title, pen.at(at), size, middle=True, turn=-90.0 if turned else 0.0)
                return


def _short(value: float) -> str:
    return f"{value:z.2f}".rstrip("0").rstrip(".")
