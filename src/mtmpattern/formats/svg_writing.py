"""All that is written on the sheet: labels of parts, names of cloths, the head with the test squares."""

from __future__ import annotations

from typing import Final

from ..geometry import Point, between, heading
from ..pattern.part import CutPattern, Part
from ..placing.sheet import GAP, Sheet
from .folding import WORDS, fold_depth, fold_of
from .label import ADVANCE, label
from .svg_canvas import Canvas
from .svg_shapes import Pen
from .words import number

SQUARE: Final = 50.0
INCH: Final = 25.4
HEAD: Final = SQUARE + GAP / 2
"""Height in millimetres of the strip at the top."""

_TITLE, _HEADING, _PLAIN = 14.0, 10.0, 5.0
_BETWEEN: Final = 5.0
_BESIDE: Final = GAP + SQUARE + _BETWEEN + INCH + 10.0
"""Where the words beside the squares begin, in millimetres."""

_READ: Final = "The outer line is cut, the inner line is sewn. The allowances are included."


def least_width(pattern: CutPattern) -> float:
    """The sheet is never narrower than its head, in millimetres."""
    longest = max(len(pattern.template) * _TITLE, *(len(line) * _PLAIN for line in _head_lines(pattern)))
    return _BESIDE + longest * ADVANCE + GAP


def write_head(canvas: Canvas, pattern: CutPattern, read: str = "") -> None:
    """The test squares, and beside them what the sheet is; ``read`` tells its lines apart where one size does not."""
    pen = Pen(0.0, 0.0, 0.0)
    foot = GAP + SQUARE
    for name, x, side in (("50 mm", GAP, SQUARE), ("1 in", GAP + SQUARE + _BETWEEN, INCH)):
        a, b = Point(x, -foot), Point(x + side, side - foot)            # the sheet lies below y = 0
        canvas.path("square", f"{pen.line(a, Point(b.x, a.y), b, Point(a.x, b.y))} Z", f"test square {name}")
        if canvas.has("square"):
            canvas.text(name, pen.at(between(a, b, 0.5).down(2.0)), _PLAIN, middle=True)
    y = GAP + 11.0
    canvas.text(pattern.template, f"{number(_BESIDE)},{number(y)}", _TITLE, bold=True)
    for line in _head_lines(pattern, read):
        y += 1.8 * _PLAIN
        canvas.text(line, f"{number(_BESIDE)},{number(y)}", _PLAIN)


def write_roles(canvas: Canvas, pattern: CutPattern, sheet: Sheet) -> None:
    """The name of each cloth above its parts."""
    for group in sheet.groups:
        cloth = pattern.fabrics.get(group.role)
        words = ", ".join(filter(None, (group.role + (f": {cloth.name}" if cloth else ""), _counted(len(group.laid)),
                                        shrinkage_sentence(pattern, group.role))))
        size = min(_HEADING, (sheet.width - 2 * GAP) / (ADVANCE * len(words)))
        canvas.text(words, f"{number(GAP)},{number(sheet.height - group.baseline)}", size, bold=True)


def write_label(canvas: Canvas, pattern: CutPattern, part: Part, pen: Pen) -> None:
    """The label of a part, and on a fold the words that say so."""
    for writing in label(pattern, part):
        canvas.text(writing.text, pen.at(writing.at), writing.size, bold=writing.bold, middle=True,
                    turn=-90.0 if writing.turned else 0.0)
    if part.mirror:
        start, end = fold_of(part)
        along = heading(start, end)                         # the part lies to its left, above the words' baseline
        place = between(start, end, 0.5).along(along + 90.0, fold_depth((start, end)) + 1.5)
        canvas.text("on the fold", pen.at(place), WORDS, middle=True, turn=-along)


def shrinkage_sentence(pattern: CutPattern, role: str) -> str:
    """What a cloth's parts were enlarged by, so that nobody does it again; empty when they were not."""
    warp, weft = pattern.shrinkage.get(role, (1.0, 1.0))
    if (warp, weft) == (1.0, 1.0):
        return ""
    return f"drawn larger for shrinkage: warp x {number(warp)}, weft x {number(weft)}"


def _head_lines(pattern: CutPattern, read: str = "") -> tuple[str, ...]:
    what = (pattern.version and f"version {pattern.version}", pattern.size and f"size {pattern.size}",
            _counted(len(pattern.parts)), "scale 1:1")
    return ", ".join(filter(None, what)), f"pattern {pattern.digest[:16]}", read or _READ


def _counted(parts: int) -> str:
    return "1 part" if parts == 1 else f"{parts} parts"
