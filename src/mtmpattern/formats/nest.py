"""All sizes of a garment over each other: a layer for each size, so that a grader sees how every line moves."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ..geometry import Curve, Point
from ..pattern.grading import Grade
from ..pattern.part import CutPattern, Part
from .label import ADVANCE
from .palette import Ink, Palette
from .sheet import Laid, lay_out
from .svg_canvas import Canvas
from .svg_shapes import Pen
from .words import number, slug

SEWN_WIDTH, CUT_WIDTH, SAMPLE_WIDTH = 0.3, 0.4, 0.9
"""Millimetres of the lines; the sample size stands out."""
_TEXT: Final = "text"


def write_nest(grade: Grade) -> dict[str, bytes]:
    """Write the nested drawing as ``<template>-nest.svg``, at true scale."""
    first = grade.cut(grade.sample)
    around = _around(grade, first)
    sheet = lay_out(around)
    inks = {_TEXT: Ink("#111111", 0.0)} | {
        size: Ink(colour, SAMPLE_WIDTH if size == grade.sample else CUT_WIDTH)
        for size, colour in zip(grade.sizes, _colours(len(grade.sizes)), strict=True)}
    titles = {_TEXT: "Names of the parts"} | {size: f"Size {size}" for size in grade.sizes}
    canvas = Canvas(sheet.width, sheet.height, Palette(inks), titles)
    canvas.describe(f"{first.template}, {len(grade.sizes)} sizes", "; ".join(map(str, grade.apart)))
    for laid in sheet.laid:
        pen = Pen(laid.dx, laid.dy, sheet.height)
        _draw(canvas, grade, laid, pen)
    return {f"{slug(first.template, 'pattern')}-nest.svg": canvas.to_bytes()}


def _draw(canvas: Canvas, grade: Grade, laid: Laid, pen: Pen) -> None:
    for size in grade.sizes:
        part = next((each for each in grade.cut(size).parts if each.id == laid.part.id), None)
        if part is not None:
            canvas.path(size, pen.curves(part.cut, closed=True), f"{part.id} {size}")
            canvas.path(size, " ".join(map(pen.notch, part.notches)), f"{part.id} {size} notches")
            canvas.path(size, pen.curves(part.sewn_outline, closed=True), f"{part.id} {size} sewn",
                        stroke_width=number(SEWN_WIDTH), stroke_dasharray="4,2")
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


def _colours(count: int) -> list[str]:
    """Colours from violet to red, dark enough for paper."""
    found = []
    for place in range(count):
        hue = 0.75 * (1 - place / max(count - 1, 1))
        found.append("#" + "".join(f"{round(255 * share):02x}" for share in colorsys.hsv_to_rgb(hue, 0.9, 0.72)))
    return found
