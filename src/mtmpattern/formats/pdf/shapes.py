"""The lines of a part in a PDF, layer by layer."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from mtmpattern.formats.allowance_marks import LETTERS, allowance_marks
from mtmpattern.formats.fold_sign import FOLD_WORDS, WORDS, fold_bracket, fold_depth, fold_of, fold_words_place
from mtmpattern.formats.grain_arrow import head_corners, heads
from mtmpattern.formats.label import LabelTexts, advice_of, all_notes, label
from mtmpattern.formats.palette import Ink, Palette
from mtmpattern.formats.pdf.canvas import Book, PdfPen
from mtmpattern.formats.pdf.settings import titles
from mtmpattern.formats.pdf.subject import Key, Size, Subject, about
from mtmpattern.formats.svg.pen import DRILL_RADIUS, dashes
from mtmpattern.geometry import SLIT, Point, heading
from mtmpattern.pattern.parts.part import CutPattern, Part
from mtmpattern.placing.placed import Placed

# ---- The legend of sizes --------------------------------------------------------------------------------------------

_COLUMN: Final = 60.0
_ROW: Final = 5.5
_LINE: Final = 30.0
"""Millimetres of a line sample, long enough for the longest dashes to repeat."""

_KEY_LETTERS: Final = 3.2
_HEADING: Final = 6.0


def legend_height(legend: Sequence[Key], width: float, most: float = math.inf) -> float:
    """The height of a legend in millimetres; 0 for an empty one.

    It is at most ``most``: with many sizes, columns get narrower.
    """
    return _HEADING + math.ceil(len(legend) / _columns(legend, width, most)) * _ROW + 2.0 if legend else 0.0


def draw_legend(pen: PdfPen, legend: Sequence[Key], top: Point, width: float, most: float = math.inf) -> None:
    """The samples below ``top``, column by column, in the order of the sizes."""
    if not legend:
        return
    pen.text("Sizes", Point(top.x, top.y - 4.0), 4.0, bold=True)
    columns = _columns(legend, width, most)
    rows = math.ceil(len(legend) / columns)
    step = min(_COLUMN, width / columns)
    length = min(_LINE, step / 2)
    for place, key in enumerate(legend):
        column, row = divmod(place, rows)
        at = Point(top.x + column * step, top.y - _HEADING - (row + 0.5) * _ROW)
        pen.ink(key.ink)
        pen.line(at, at.right(length))
        pen.text(key.name + (", sample size" if key.sample else ""), at.right(length + 2.5).down(_KEY_LETTERS * 0.36),
                 _KEY_LETTERS, bold=key.sample, most=step - length - 3.5)


def _columns(legend: Sequence[Key], width: float, most: float) -> int:
    rows = max(1, int((most - _HEADING - 2.0) // _ROW)) if most < math.inf else len(legend)
    return max(1, int(width // _COLUMN), math.ceil(len(legend) / rows))


# ---- The lines of a part --------------------------------------------------------------------------------------------

def one_size(pattern: CutPattern, palette: Palette, dark: bool) -> Subject:
    """A pattern of one size as a subject."""
    return Subject(pattern, palette, about(pattern), advice_of(pattern), all_notes(pattern), titles(palette),
                   partial(draw_placed, pattern, palette), dark=dark)


def draw_placed(pattern: CutPattern | LabelTexts, palette: Palette, book: Book, name: str, placed: Sequence[Placed],
                size: Size) -> list[str]:
    """One form for each layer that the palette draws."""
    parts, drawn = [each.laid() for each in placed], []
    for layer, draw in _DRAWS.items():
        if palette.draws(layer):
            with book.form(f"{name}_{layer}", layer, *size, plain=palette.plain) as pen:
                pen.ink(palette.inks[layer])
                for part in parts:
                    draw(pen, pattern, part, palette.inks[layer])
            drawn.append(f"{name}_{layer}")
    return drawn


def _cut(pen: PdfPen, _: CutPattern | LabelTexts, part: Part, __: Ink) -> None:
    for line in part.lines:
        if line.kind == SLIT:
            pen.curves(line.curves)
    pen.curves(part.cut, closed=True)


def _sewn(pen: PdfPen, _: CutPattern | LabelTexts, part: Part, __: Ink) -> None:
    if not part.one_line:
        pen.curves(part.sewn_outline, closed=True)


def _notches(pen: PdfPen, _: CutPattern | LabelTexts, part: Part, __: Ink) -> None:
    for notch in part.notches:
        pen.line(notch.on_cut, notch.on_cut.along(notch.direction, notch.depth))


def draw_grain(pen: PdfPen, part: Part) -> None:
    """The grain line with its arrows."""
    pen.line(*part.grain)
    for tip, direction, size in heads(part.grain, part.nap):
        arrow_head(pen, tip, direction, size)


def _marks(pen: PdfPen, _: CutPattern | LabelTexts, part: Part, ink: Ink) -> None:
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


def draw_fold(pen: PdfPen, part: Part) -> None:
    """The bracket with two arrows that marks an edge for the fold; nothing on a part without one."""
    if part.mirror is None:
        return
    fold = fold_of(part)
    bracket = fold_bracket(fold)
    pen.line(*bracket)
    for tip in (bracket[0], bracket[-1]):
        arrow_head(pen, tip, heading(*fold) + 270.0, fold_depth(fold) * 0.6)


def _text(pen: PdfPen, pattern: CutPattern | LabelTexts, part: Part, _: Ink) -> None:
    for writing in label(pattern, part):
        pen.text(writing.text, writing.at, writing.size, bold=writing.bold, middle=True,
                 turn=90.0 if writing.turned else 0.0)
    write_fold(pen, part)
    write_allowances(pen, part)


def write_allowances(pen: PdfPen, part: Part) -> None:
    """The width of each allowance, at its place."""
    for mark in allowance_marks(part):
        pen.text(mark.text, mark.at, LETTERS, middle=True, turn=mark.turn)


def write_fold(pen: PdfPen, part: Part) -> None:
    """The words beside that bracket."""
    if part.mirror is not None:
        at, along = fold_words_place(fold_of(part))
        pen.text(FOLD_WORDS, at, WORDS, middle=True, turn=along)


_DRAWS: Final[Mapping[str, Callable[[PdfPen, CutPattern | LabelTexts, Part, Ink], None]]] = {
    "text": _text, "marks": _marks, "grain": lambda pen, _, part, __: draw_grain(pen, part), "sew": _sewn,
    "notches": _notches, "cut": _cut,
}


def arrow_head(pen: PdfPen, tip: Point, direction: float, size: float) -> None:
    """A filled arrow head with its point at ``tip``, ``size`` millimetres long."""
    pen.line(*head_corners(tip, direction, size), filled=True)


def test_square(pen: PdfPen, low: Point, side: float, name: str, size: float = 4.0) -> None:
    """A test square with its size in it."""
    pen.box(low, side, side)
    pen.text(name, Point(low.x + side / 2, low.y + side / 2 - size / 3), size, middle=True)
