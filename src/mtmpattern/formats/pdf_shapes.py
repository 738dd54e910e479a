"""The lines of a part in a PDF, layer by layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ..geometry import Point, between, heading
from ..pattern.part import SLIT, CutPattern, Part
from .folding import WORDS, fold_depth, fold_of
from .label import label
from .palette import LAYERS, PALETTES, Ink
from .pdf_canvas import PAGES, Book, Pen
from .svg_shapes import DRILL_RADIUS, HEAD_SHAPE, dashes, heads

PAPER: Final[Mapping[str, Ink]] = {**PALETTES["default"].inks, PAGES: Ink("#5a5a5a", 0.25)}
"""Inks for paper: those of the drawing, and a thin grey for the frames of pages."""

_BOLD: Final = {"cut": 2.5, "notches": 2.5, "sew": 1.2, "marks": 1.5, "grain": 2.0, "square": 1.2, "text": 0.0,
                PAGES: 1.0}
_ON_DARK: Final = {"cut": "#ffffff", "notches": "#ffffff", "sew": "#9fd8ff", "marks": "#ffd75e", "grain": "#ffffff",
                   "square": "#ffffff", "text": "#ffffff", PAGES: "#aaaaaa"}
_ON_LIGHT: Final = {"cut": "#000000", "notches": "#000000", "sew": "#0a58a8", "marks": "#b3261e", "grain": "#000000",
                    "square": "#000000", "text": "#000000", PAGES: "#555555"}

GROUND: Final = Ink("#000000", 0.0)
"""A dark ground, behind everything."""

TITLES: Final[Mapping[str, str]] = {**LAYERS, PAGES: "Frames of the pages, match marks and page codes"}
"""The layers in the order of drawing, and what a reader's list calls them."""


def projected(*, dark: bool) -> dict[str, Ink]:
    """Inks for a projector: bold, and bright on a dark ground."""
    colours = _ON_DARK if dark else _ON_LIGHT
    dash = {"sew": "10,6"}
    return {layer: Ink(colours[layer], width, dash.get(layer, "")) for layer, width in _BOLD.items()}


def draw_sheet(book: Book, name: str, pattern: CutPattern, parts: Sequence[Part], inks: Mapping[str, Ink],
               size: tuple[float, float]) -> list[str]:
    """Draw parts, which lie where they are, as one form for each layer; the forms' names in the order of drawing."""
    drawn = []
    for layer, draw in _DRAWS.items():
        with book.form(f"{name}_{layer}", layer, *size) as pen:
            pen.ink(inks[layer])
            for part in parts:
                draw(pen, pattern, part, inks[layer])
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


def _grain(pen: Pen, _: CutPattern, part: Part, __: Ink) -> None:
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
    if part.mirror:
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
    if part.mirror:
        start, end = fold_of(part)
        along = heading(start, end)
        at = between(start, end, 0.5).along(along + 90.0, fold_depth((start, end)) + 1.5)
        pen.text("on the fold", at, WORDS, middle=True, turn=along)


_DRAWS: Final[Mapping[str, Callable[[Pen, CutPattern, Part, Ink], None]]] = {
    "text": _text, "marks": _marks, "grain": _grain, "sew": _sewn, "notches": _notches, "cut": _cut,
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
