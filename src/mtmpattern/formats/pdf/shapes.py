"""The lines of a part in a PDF, layer by layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from ..geometry import Point, between, heading
from ..pattern.part import SLIT, CutPattern, Part
from ..placing.placed import Placed
from .folding import WORDS, fold_depth, fold_of
from .label import label
from .palette import Ink, Palette
from .pdf_canvas import Book, Pen
from .pdf_inks import titles
from .pdf_subject import Size, Subject
from .pdf_words import about, told_by
from .svg_shapes import DRILL_RADIUS, HEAD_SHAPE, dashes, heads

ADVICE: Final = "The outer line is cut, the inner line is sewn. The allowances are included."


def one_size(pattern: CutPattern, palette: Palette, dark: bool) -> Subject:
    """A pattern of one size, to be shown."""
    return Subject(pattern, palette, about(pattern), ADVICE, told_by(pattern), titles(palette),
                   partial(_draw, pattern, palette), dark=dark)


def _draw(pattern: CutPattern, palette: Palette, book: Book, name: str, placed: Sequence[Placed],
          size: Size) -> list[str]:
    """One form for each layer that the palette does not leave out."""
    parts, drawn = [each.laid() for each in placed], []
    for layer, draw in _DRAWS.items():
        if palette.draws(layer):
            with book.form(f"{name}_{layer}", layer, *size, plain=palette.plain) as pen:
                pen.ink(palette.inks[layer])
                for part in parts:
                    draw(pen, pattern, part, palette.inks[layer])
            drawn.append(f"{name}_{layer}")
    return drawn


def _cut(pen: Pen, _: CutPattern, part: Part, __: Ink) -> None:
    for line in part.lines:
        if line.kind == SLIT:
            pen.curves(line.curves)
    pen.curves(part.cut, closed=True)


def _sewn(pen: Pen, _: CutPattern, part: Part, __: Ink) -> None:
    pen.curves(part.sewn_outline, closed=True)


def _notches(pen: Pen, _: CutPattern, part: Part, __: Ink) -> None:
    for notch in part.notches:
        pen.line(notch.on_cut, notch.on_cut.along(notch.direction, notch.depth))


def draw_grain(pen: Pen, part: Part) -> None:
    """The grain line with its arrows."""
    pen.line(*part.grain)
    for tip, direction, size in heads(part.grain, part.nap):
        arrow_head(pen, tip, direction, size)


def _marks(pen: Pen, _: CutPattern, part: Part, ink: Ink) -> None:
    for line in part.lines:
        if line.kind != SLIT:
            pen.dash(dashes(line.kind))
            pen.curves(line.curves)
    pen.ink(replace(ink, dash=""))
    for drill in part.drills:
        pen.ring(drill.at, DRILL_RADIUS)
        arm = 1.6 * DRILL_RADIUS
        pen.line(drill.at.left(arm), drill.at.right(arm))
        pen.line(drill.at.down(arm), drill.at.up(arm))
    draw_fold(pen, part)


def draw_fold(pen: Pen, part: Part) -> None:
    """The bracket whose two arrows say: lay this edge on the fold; nothing on a part without one."""
    if part.mirror is None:
        return
    start, end = fold_of(part)
    inward, depth = heading(start, end) + 90.0, fold_depth((start, end))
    a, b = between(start, end, 1 / 6), between(start, end, 5 / 6)
    pen.line(a, a.along(inward, depth), b.along(inward, depth), b)
    for tip in (a, b):
        arrow_head(pen, tip, inward + 180.0, depth * 0.6)


def _text(pen: Pen, pattern: CutPattern, part: Part, _: Ink) -> None:
    for writing in label(pattern, part):
        pen.text(writing.text, writing.at, writing.size, bold=writing.bold, middle=True,
                 turn=90.0 if writing.turned else 0.0)
    write_fold(pen, part)


def write_fold(pen: Pen, part: Part) -> None:
    """The words beside that bracket."""
    if part.mirror is None:
        return
    start, end = fold_of(part)
    along = heading(start, end)
    at = between(start, end, 0.5).along(along + 90.0, fold_depth((start, end)) + 1.5)
    pen.text("on the fold", at, WORDS, middle=True, turn=along)


_DRAWS: Final[Mapping[str, Callable[[Pen, CutPattern, Part, Ink], None]]] = {
    "text": _text, "marks": _marks, "grain": lambda pen, _, part, __: draw_grain(pen, part), "sew": _sewn,
    "notches": _notches, "cut": _cut,
}


def arrow_head(pen: Pen, tip: Point, direction: float, size: float) -> None:
    """A filled head whose point lies at ``tip``, ``size`` millimetres long."""
    foot = tip.along(direction + 180.0, size)
    side = size * HEAD_SHAPE / 2
    pen.line(tip, foot.along(direction + 90.0, side), foot.along(direction - 90.0, side), filled=True)


def test_square(pen: Pen, low: Point, side: float, name: str, size: float = 4.0) -> None:
    """A square to be measured, with its size in it."""
    pen.box(low, side, side)
    pen.text(name, Point(low.x + side / 2, low.y + side / 2 - size / 3), size, middle=True)
