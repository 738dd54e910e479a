"""The elements of an SVG: a sheet with layers, paths of curves, signs and lines of text.

No other module imports svgwrite, which is untyped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, Final
from xml.etree import ElementTree as ET

import svgwrite
from svgwrite.extensions import Inkscape

from ...geometry import SLIT, Curves, Point, between, heading
from ...geometry.tolerance import SAME
from ...pattern.parts.part import CutPattern, Part, PartNotch
from ...placing.sheet import GAP, PartSheet
from ..label import (
    ADVANCE,
    ADVICE,
    FOLD_WORDS,
    WORDS,
    LabelTexts,
    counted,
    fold_bracket,
    fold_depth,
    fold_of,
    fold_words_place,
    heading_of,
    label,
)
from ..palette import LAYERS, Palette
from ..text import number, printable, slug

# ---- The sheet and its layers ---------------------------------------------------------------------------------------

_FONTS = "Helvetica, Arial, 'DejaVu Sans', sans-serif"


class Canvas:
    """A sheet at true scale, one user unit a millimetre, with an Inkscape layer for each layer that is drawn.

    ``layers`` are names and titles in the order of drawing; the palette has an ink for each. Paths added to a layer
    that the palette leaves out are ignored.
    """

    def __init__(self, width: float, height: float, palette: Palette, layers: Mapping[str, str] = LAYERS) -> None:
        w, h = number(width), number(height)
        # debug=True checks every attribute, which takes four times as long and refuses Inkscape's.
        self._drawing: Any = svgwrite.Drawing(size=(f"{w}mm", f"{h}mm"), viewBox=f"0 0 {w} {h}", debug=False)
        self._inkscape: Any = Inkscape(self._drawing)
        self._layers: dict[str, Any] = {}
        taken: set[str] = set()
        for name, title in layers.items():
            if palette.draws(name):
                stem = f"layer-{slug(name, 'size')}"
                key = next(each for each in chain((stem,), (f"{stem}-{n}" for n in count(2))) if each not in taken)
                taken.add(key)
                layer = self._inkscape.layer(printable(name), id=key, **_ink(palette, name))
                layer.set_desc(title)
                self._layers[name] = self._drawing.add(layer)

    def describe(self, title: str, description: str) -> None:
        """Set the title and description of the file."""
        self._drawing.set_desc(printable(title), printable(description) or None)

    def has(self, layer: str) -> bool:
        """Whether the layer is drawn."""
        return layer in self._layers

    def path(self, layer: str, data: str, label: str, **attributes: str) -> None:
        """A path in a layer. Its name is written as a label, not an id, because it may be any text."""
        if layer in self._layers and data:
            path = self._drawing.path(d=data, **attributes)
            path["inkscape:label"] = printable(label)
            self._layers[layer].add(path)

    def text(self, words: str, at: str, size: float, *, bold: bool = False, middle: bool = False,
             turn: float = 0.0) -> None:
        """A line of text at ``x,y``, ``size`` millimetres high; ``turn`` in degrees as SVG counts them, clockwise."""
        if "text" not in self._layers:
            return
        x, y = at.split(",")
        attributes = {"font_size": number(size)}
        if bold:
            attributes["font_weight"] = "bold"
        if middle:
            attributes["text_anchor"] = "middle"
        if turn:
            attributes["transform"] = f"rotate({number(turn)} {x} {y})"
        self._layers["text"].add(self._drawing.text(printable(words), x=[x], y=[y], **attributes))

    def to_bytes(self) -> bytes:
        """The file, indented so that people and diffs can read it."""
        root = self._drawing.get_xml()
        ET.indent(root, " ")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _ink(palette: Palette, layer: str) -> dict[str, str]:
    """Ink as attributes of the layer: cutters read neither style sheets nor classes."""
    ink = palette.inks[layer]
    if layer == "text":
        return {"fill": ink.colour, "font_family": _FONTS}
    style = {"fill": "none", "stroke": ink.colour, "stroke_width": number(ink.width)}
    return style | ({"stroke_dasharray": ink.dash} if ink.dash else {})


# ---- Path data and signs --------------------------------------------------------------------------------------------

HEAD_LENGTH = 14.0
"""Length of a grain arrow's head in millimetres; shorter on a short grain line."""

HEAD_SHAPE = 0.5
"""Width of an arrow's head as a fraction of its length."""

DRILL_RADIUS = 3.0
"""Radius in millimetres of the sign of a drill hole; the hole is made at its cross."""

_ROUND: Final = 0.5522847498
"""Handle of the Bezier curve for a quarter of a circle, in radii."""

_DASHES: Final = {"fold": "9,2,1.5,2", "crease": "9,2,1.5,2", "roll": "9,2,1.5,2", "dart": "4,2", "leg": "4,2",
                  "mark": "2,2", "balance": "2,2", "placement": "2,2"}


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes points of one part at their places on the sheet; only here y is turned to point down."""

    dx: float
    dy: float
    sheet_height: float

    def at(self, point: Point) -> str:
        """``x,y`` in millimetres from the sheet's upper left corner, to three decimals."""
        return f"{number(point.x + self.dx)},{number(self.sheet_height - self.dy - point.y)}"

    def line(self, *points: Point) -> str:
        """An open line through points."""
        return "M" + " L".join(map(self.at, points))

    def curves(self, curves: Curves, *, closed: bool) -> str:
        """Curves end to end: a straight one as L, any other as C. A closed outline ends with Z."""
        at = self.at
        drawn = [f"M{at(curves[0].start)}"]
        for curve in curves:
            if curve.straight:
                drawn.append(f"L{at(curve.end)}")
            else:
                drawn.append(f"C{at(curve.leave)} {at(curve.arrive)} {at(curve.end)}")
        if closed:
            if curves[-1].straight and len(drawn) > 3:      # Z draws the last straight line itself
                drawn.pop()
            drawn.append("Z")
        return " ".join(drawn)

    def notch(self, notch: PartNotch) -> str:
        """A slit from the cut line into the allowance."""
        return self.line(notch.on_cut, notch.on_cut.along(notch.direction, notch.depth))

    def drill(self, at: Point, radius: float = DRILL_RADIUS) -> str:
        """A small cross in a circle."""
        r, k = radius, radius * _ROUND
        ring = [(r, 0), (r, k), (k, r), (0, r), (-k, r), (-r, k), (-r, 0), (-r, -k), (-k, -r), (0, -r), (k, -r),
                (r, -k), (r, 0)]
        places = [self.at(Point(at.x + x, at.y + y)) for x, y in ring]
        arcs = " ".join("C" + " ".join(places[i : i + 3]) for i in range(1, 13, 3))
        return (f"M{places[0]} {arcs} Z {self.line(at.left(1.6 * r), at.right(1.6 * r))} "
                f"{self.line(at.down(1.6 * r), at.up(1.6 * r))}")

    def fold_sign(self, fold: tuple[Point, Point]) -> str:
        """The bracket whose two arrows say: lay this edge on the fold."""
        bracket, outward, size = fold_bracket(fold), heading(*fold) + 270.0, fold_depth(fold) * 0.6
        return " ".join([self.line(*bracket),
                         *(self.arrow_head(tip, outward, size) for tip in (bracket[0], bracket[-1]))])

    def arrow_head(self, tip: Point, direction: float, size: float) -> str:
        """An arrow head with its point at ``tip``, ``size`` millimetres long."""
        foot = tip.along(direction + 180.0, size)
        side = size * HEAD_SHAPE / 2
        return self.line(tip, foot.along(direction + 90.0, side), foot.along(direction - 90.0, side)) + " Z"


def heads(grain: tuple[Point, Point], nap: bool) -> tuple[tuple[Point, float, float], ...]:
    """Tips, directions and lengths of a grain arrow's heads: at both ends, or only at the one the nap runs to."""
    low, high = grain
    length = low.distance(high)
    if length < SAME:
        return ()
    up, size = heading(low, high), min(HEAD_LENGTH, length / 4)
    return ((high, up, size),) if nap else ((high, up, size), (low, up + 180.0, size))


def dashes(kind: str) -> str:
    """The dashes of a kind of line: dash-dot for folds, dashes for dart legs, dots for marks, otherwise solid."""
    for word, pattern in _DASHES.items():
        if word in kind:
            return pattern
    return ""


def draw_part(canvas: Canvas, palette: Palette, part: Part, pen: Pen) -> None:
    """All lines of one part, each on its layer."""
    for line in (each for each in part.lines if each.kind == SLIT):   # cut while the cloth around it still holds
        canvas.path("cut", pen.curves(line.curves, closed=False), f"{part.id} {line.name}")
    canvas.path("cut", pen.curves(part.cut, closed=True), part.id)
    canvas.path("sew", pen.curves(part.sewn_outline, closed=True), part.id)
    canvas.path("notches", " ".join(map(pen.notch, part.notches)), part.id)
    canvas.path("grain", pen.line(*part.grain), part.id)
    tips = " ".join(pen.arrow_head(*head) for head in heads(part.grain, part.nap))
    canvas.path("grain", tips, part.id, **({} if palette.plain else {"fill": palette.inks["grain"].colour}))
    for line in (each for each in part.lines if each.kind != SLIT):
        canvas.path("marks", pen.curves(line.curves, closed=False), f"{part.id} {line.name}",
                    **_dashed(palette, dashes(line.kind)))
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
    """The width of the head in millimetres; the sheet is at least as wide."""
    longest = max(len(pattern.template) * _TITLE, *(len(line) * _PLAIN for line in _head_lines(pattern)))
    return _BESIDE + longest * ADVANCE + GAP


def write_head(canvas: Canvas, pattern: CutPattern, advice: str = ADVICE) -> None:
    """The test squares, and beside them what the sheet is; ``advice`` says which line is which."""
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


def write_label(canvas: Canvas, pattern: CutPattern | LabelTexts, part: Part, pen: Pen) -> None:
    """The label of a part, and the words beside its fold."""
    for writing in label(pattern, part):
        canvas.text(writing.text, pen.at(writing.at), writing.size, bold=writing.bold, middle=True,
                    turn=-90.0 if writing.turned else 0.0)
    if part.mirror:
        place, along = fold_words_place(fold_of(part))
        canvas.text(FOLD_WORDS, pen.at(place), WORDS, middle=True, turn=-along)


def _head_lines(pattern: CutPattern, advice: str = ADVICE) -> tuple[str, ...]:
    what = (pattern.version and f"version {pattern.version}", pattern.size and f"size {pattern.size}",
            counted(len(pattern.parts)), "scale 1:1")
    return ", ".join(filter(None, what)), f"pattern {pattern.digest[:16]}", advice
