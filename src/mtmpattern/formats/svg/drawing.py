"""The content of an SVG: parts with their lines and signs, the head of the sheet, and texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mtmpattern.formats.fold_sign import FOLD_WORDS, WORDS, fold_of, fold_words_place
from mtmpattern.formats.label import ADVANCE, Writing, advice_of, counted, heading_of
from mtmpattern.formats.palette import Palette
from mtmpattern.formats.svg.canvas import Canvas
from mtmpattern.formats.svg.part_paths import PartPaths
from mtmpattern.formats.svg.pen import Pen, dashes
from mtmpattern.formats.text import number
from mtmpattern.geometry import SLIT, Point, between
from mtmpattern.pattern.parts.part import CutPattern, Part
from mtmpattern.placing.sheet import GAP, PartSheet

# ---- Parts ----------------------------------------------------------------------------------------------------------


def draw_part(canvas: Canvas, palette: Palette, paths: PartPaths, pen: Pen) -> None:
    """All lines of one part, each on its layer."""
    part = paths.part
    for line, data in paths.lines:                          # cut while the part is still attached to the cloth
        if line.kind == SLIT:
            canvas.path("cut", data, f"{part.id} {line.name}")
    canvas.path("cut", paths.cut, part.id)
    if not part.one_line:
        canvas.path("sew", paths.sewn, part.id)
    canvas.path("notches", paths.notches, part.id)
    canvas.path("grain", paths.grain, part.id)
    canvas.path("grain", paths.heads, part.id, **({} if palette.plain else {"fill": palette.inks["grain"].colour}))
    for line, data in paths.lines:
        if line.kind != SLIT:
            canvas.path("marks", data, f"{part.id} {line.name}", **_dashed(palette, dashes(line.kind)))
    if part.mirror:
        canvas.path("marks", pen.fold_sign(fold_of(part)), f"{part.id} fold")
    canvas.path("marks", " ".join(pen.drill(drill.at) for drill in part.drills), part.id)


def _dashed(palette: Palette, dash: str) -> dict[str, str]:
    return {} if palette.plain or not dash else {"stroke_dasharray": dash}


# ---- Text on the sheet ----------------------------------------------------------------------------------------------

SQUARE: Final = 50.0
INCH: Final = 25.4
HEAD: Final = SQUARE + GAP / 2
"""Height in millimetres of the strip at the top."""

_TITLE, _HEADING, _PLAIN = 14.0, 10.0, 5.0
_BETWEEN: Final = 5.0
_BESIDE: Final = GAP + SQUARE + _BETWEEN + INCH + 10.0
"""Where the words beside the squares begin, in millimetres."""


def least_width(pattern: CutPattern) -> float:
    """The width of the head in millimetres; the sheet is at least this wide."""
    longest = max(len(pattern.template) * _TITLE, *(len(line) * _PLAIN for line in _head_lines(pattern)))
    return _BESIDE + longest * ADVANCE + GAP


def write_head(canvas: Canvas, pattern: CutPattern, advice: str = "") -> None:
    """The test squares, and beside them a description of the sheet; ``advice`` explains the lines."""
    pen = Pen(0.0, 0.0, 0.0)
    foot = GAP + SQUARE
    for name, x, side in (("50 mm", GAP, SQUARE), ("1 in", GAP + SQUARE + _BETWEEN, INCH)):
        a, b = Point(x, -foot), Point(x + side, side - foot)            # the sheet lies below y = 0
        canvas.path("square", f"{pen.line(a, Point(b.x, a.y), b, Point(a.x, b.y))} Z", f"test square {name}")
        if canvas.has("square"):
            canvas.text(name, pen.at(between(a, b, 0.5).down(2.0)), _PLAIN, middle=True)
    y = GAP + 11.0
    canvas.text(pattern.template, f"{number(_BESIDE)},{number(y)}", _TITLE, bold=True)
    for line in _head_lines(pattern, advice):
        y += 1.8 * _PLAIN
        canvas.text(line, f"{number(_BESIDE)},{number(y)}", _PLAIN)


def write_roles(canvas: Canvas, pattern: CutPattern, sheet: PartSheet) -> None:
    """The name of each cloth above its parts."""
    for group in sheet.groups:
        words = heading_of(pattern, group.role, len(group.laid))
        size = min(_HEADING, (sheet.width - 2 * GAP) / (ADVANCE * len(words)))
        canvas.text(words, f"{number(GAP)},{number(sheet.height - group.baseline)}", size, bold=True)


def write_label(canvas: Canvas, label: Sequence[Writing], part: Part, pen: Pen) -> None:
    """The label of a part, and the words beside its fold."""
    for writing in label:
        canvas.text(writing.text, pen.at(writing.at), writing.size, bold=writing.bold, middle=True,
                    turn=-90.0 if writing.turned else 0.0)
    if part.mirror:
        place, along = fold_words_place(fold_of(part))
        canvas.text(FOLD_WORDS, pen.at(place), WORDS, middle=True, turn=-along)


def _head_lines(pattern: CutPattern, advice: str = "") -> tuple[str, ...]:
    what = (pattern.version and f"version {pattern.version}", pattern.size and f"size {pattern.size}",
            counted(len(pattern.parts)), "scale 1:1")
    return ", ".join(filter(None, what)), f"pattern {pattern.digest[:16]}", advice or advice_of(pattern)
