"""All sizes of a garment over each other: a layer for each size, so that a grader sees how every line moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from ..errors import ExportError
from ..geometry import Curve, Point
from ..pattern.grading import Grade
from ..pattern.part import CutPattern, Part
from .label import ADVANCE
from .nest_inks import colours
from .palette import SETTINGS, Ink, Palette, read_palette
from .settings import Settings, chosen
from .sheet import Laid, lay_out
from .sound import refuse_unsound
from .svg_canvas import Canvas
from .svg_shapes import Pen
from .words import number, slug

SEWN_WIDTH, CUT_WIDTH, SAMPLE_WIDTH = 0.3, 0.4, 0.9
"""Millimetres of the lines; the sample size stands out."""
_TEXT: Final = "text"


def write_nest(grade: Grade, settings: Settings) -> dict[str, bytes]:
    """The nested drawing as ``<template>-nest.svg``, at true scale, with the settings of the single size's SVG.

    A colour asked for cut lines is every size's. Raises `ExportError` for what the SVG refuses, and for the laser
    palette: its lines are all alike.
    """
    values = chosen(settings, SETTINGS, "svg")
    palette = read_palette(values)
    if palette.plain:
        raise ExportError(f"palette={values['palette']} cannot be used for several sizes", code="format.value",
                          where="palette", hint="Its lines are all alike; write one size at a time.")
    for size in grade.sizes:
        refuse_unsound(grade.cut(size))
    first = grade.cut(grade.sample)
    around = _around(grade, first)
    sheet = lay_out(around)
    inks = {_TEXT: palette.inks["text"]} | {
        size: _ink(palette, values, colour, SAMPLE_WIDTH if size == grade.sample else CUT_WIDTH)
        for size, colour in zip(grade.sizes, colours(len(grade.sizes)), strict=True)}
    titles = {_TEXT: "Names of the parts"} | {size: f"Size {size}" for size in grade.sizes}
    canvas = Canvas(sheet.width, sheet.height, Palette(inks), titles)
    canvas.describe(f"{first.template}, {len(grade.sizes)} sizes", "; ".join(map(str, grade.apart)))
    for laid in sheet.laid:
        pen = Pen(laid.dx, laid.dy, sheet.height)
        _draw(canvas, grade, laid, pen, palette)
    return {f"{slug(first.template, 'pattern')}-nest.svg": canvas.to_bytes()}


def _ink(palette: Palette, values: Mapping[str, str], colour: str, width: float) -> Ink:
    asked = palette.inks["cut"]
    own = values["cut"] and palette.draws("cut")
    return Ink(asked.colour if own else colour, asked.width if values["hairline"] else width)


def _draw(canvas: Canvas, grade: Grade, laid: Laid, pen: Pen, palette: Palette) -> None:
    graded = next((part.parts for part in grade.parts if part.id == laid.part.id), {})
    thin = number(min(SEWN_WIDTH, palette.inks["sew"].width))
    for size in grade.sizes:
        part = graded.get(size) or next((each for each in grade.cut(size).parts if each.id == laid.part.id), None)
        if part is None:
            continue
        if palette.draws("cut"):
            canvas.path(size, pen.curves(part.cut, closed=True), f"{part.id} {size}")
        if palette.draws("notches"):
            canvas.path(size, " ".join(map(pen.notch, part.notches)), f"{part.id} {size} notches")
        if palette.draws("sew"):
            canvas.path(size, pen.curves(part.sewn_outline, closed=True), f"{part.id} {size} sewn", stroke_width=thin,
                        stroke_dasharray="4,2")
        if palette.draws("marks"):
            inner = " ".join(pen.curves(line.curves, closed=False) for line in part.lines)
            canvas.path(size, inner, f"{part.id} {size} marks", stroke_width=thin)
            canvas.path(size, " ".join(pen.drill(drill.at) for drill in part.drills), f"{part.id} {size} drills",
                        stroke_width=thin)
    left, low, right, high = laid.part.bounds
    middle = Point((left + right) / 2, (low + high) / 2)
    height = min(10.0, (right - left) / (ADVANCE * len(laid.part.title)))     # a narrow strip gets a small name
    canvas.text(laid.part.title, pen.at(middle), height, bold=True, middle=True)
    canvas.text(f"{grade.sizes[0]} to {grade.sizes[-1]}", pen.at(middle.down(0.9 * height)), 0.6 * height, middle=True)


def _around(grade: Grade, first: CutPattern) -> CutPattern:
    """The sample's parts, each as the box that holds it in all sizes."""
    return replace(first, parts=tuple(_boxed(part, grade) for part in _every_part(grade)))


def _every_part(grade: Grade) -> Iterator[Part]:
    seen = set()
    for size in (grade.sample, *grade.sizes):
        for part in grade.cut(size).parts:
            if part.id not in seen:
                seen.add(part.id)
                yield part


def _boxed(part: Part, grade: Grade) -> Part:
    boxes = [each.bounds for size in grade.sizes for each in grade.cut(size).parts if each.id == part.id]
    x0, y0, x1, y1 = (min(box[0] for box in boxes), min(box[1] for box in boxes),
                      max(box[2] for box in boxes), max(box[3] for box in boxes))
    corners = [Point(x0, y0), Point(x1, y0), Point(x1, y1), Point(x0, y1)]
    return replace(part, cut=tuple(Curve.line(a, b) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)))
