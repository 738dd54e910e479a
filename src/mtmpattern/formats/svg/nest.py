"""All sizes of a garment over each other as SVG: a layer for each size, so that a grader sees how lines move."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Final

from mtmpattern.errors import ExportError
from mtmpattern.formats.grain_arrow import heads
from mtmpattern.formats.label import ADVANCE, label
from mtmpattern.formats.nest import all_drawn, colours, growth, together
from mtmpattern.formats.palette import LAYERS, SETTINGS, Ink, Palette, read_palette
from mtmpattern.formats.registry import Settings, chosen
from mtmpattern.formats.svg.canvas import Canvas
from mtmpattern.formats.svg.drawing import HEAD, least_width, write_head, write_label, write_roles
from mtmpattern.formats.svg.part_paths import part_paths
from mtmpattern.formats.svg.pen import Pen
from mtmpattern.formats.text import check_writable, number, slug
from mtmpattern.geometry import SLIT, Point
from mtmpattern.pattern.grading.grade import Grade
from mtmpattern.pattern.parts.part import CutPattern, PartLines
from mtmpattern.placing.placed import Placed
from mtmpattern.placing.sheet import GAP, lay_out

SEWN_WIDTH, CUT_WIDTH, SAMPLE_WIDTH = 0.3, 0.4, 0.9
"""Millimetres of the lines; the sample size stands out."""

_ADVICE: Final = "The solid line of a size is cut, its dashed line is sewn. The allowances are included."

OTHERS: Final = ("square", "text", "grain")
"""Layers besides those of the sizes."""

_ROW, _LINE, _LETTERS = 9.0, 30.0, 5.0
"""Millimetres in the legend: distance of rows, length of a line sample, height of letters."""


def write_nest(grade: Grade, settings: Settings) -> dict[str, bytes]:
    """The nested drawing as ``<template>-nest.svg``, at true scale, with the settings of the single size's SVG.

    A colour set for cut lines applies to every size. Raises the errors of the SVG, and `ExportError` for the laser
    palette, whose lines all look the same.
    """
    values = chosen(settings, SETTINGS, "svg")
    palette = read_palette(values)
    if palette.plain:
        raise ExportError(f"palette={values['palette']} cannot be used for several sizes", code="format.value",
                          where="palette", hint="All its lines look the same; write one size at a time.",
                          params={"setting": "palette", "value": values["palette"]})
    for size in grade.sizes:
        check_writable(grade.cut(size))
    whole = together(grade)
    layers = {size: f"size {size}" if size in OTHERS else size for size in grade.sizes}
    inks = {layers[size]: _ink(palette, values, colour, SAMPLE_WIDTH if size == grade.sample else CUT_WIDTH)
            for size, colour in zip(grade.sizes, colours(len(grade.sizes)), strict=True)}
    width = max(least_width(whole), *(box[2] - box[0] + 2 * GAP for box in (part.bounds for part in whole.parts)))
    columns = max(1, int((width - 2 * GAP) // _column(grade)))
    rows = -(-len(grade.sizes) // columns)
    letters = int((width - 2 * GAP) // (ADVANCE * _LETTERS))
    grown = [line for sentence in growth(grade) for line in wrap(sentence, letters)]
    sheet = lay_out(whole, HEAD + _LETTERS + (rows + len(grown)) * _ROW, width)
    titles = {name: LAYERS[name] for name in OTHERS} | {layers[size]: f"Size {size}" for size in grade.sizes}
    canvas = Canvas(sheet.width, sheet.height, Palette({name: palette.inks[name] for name in OTHERS} | inks), titles)
    canvas.describe(f"{whole.template}, {len(grade.sizes)} sizes",
                    "; ".join((*grade.notes, *whole.notes, *map(str, grade.apart))))
    write_head(canvas, whole, _ADVICE)
    _legend(canvas, grade, [inks[layers[size]] for size in grade.sizes], rows)
    for row, line in enumerate(grown, rows):
        canvas.text(line, f"{number(GAP)},{number(GAP + HEAD + (row + 0.5) * _ROW)}", _LETTERS)
    write_roles(canvas, whole, sheet)
    for laid in sheet.laid:
        _draw(canvas, grade, laid, Pen(laid.x, laid.y, sheet.height), palette, layers, whole)
    return {f"{slug(whole.template, 'pattern')}-nest.svg": canvas.to_bytes()}


def _ink(palette: Palette, values: Mapping[str, str], colour: str, width: float) -> Ink:
    ink = palette.inks["cut"]
    own = values["cut"] and palette.draws("cut")
    return Ink(ink.colour if own else colour, ink.width if values["hairline"] else width)


def _draw(canvas: Canvas, grade: Grade, laid: Placed, pen: Pen, palette: Palette, layers: Mapping[str, str],
          whole: CutPattern) -> None:
    graded = next((part.parts for part in grade.parts if part.id == laid.part.id), {})
    thin = number(min(SEWN_WIDTH, palette.inks["sew"].width))
    found = {size: graded.get(size) or next((each for each in grade.cut(size).parts if each.id == laid.part.id), None)
             for size in layers}
    drawn = {size: part for size, part in found.items() if part is not None}
    for size, paths in zip(drawn, part_paths(PartLines.of(drawn.values()), [pen] * len(drawn)), strict=True):
        layer, part = layers[size], paths.part
        if palette.draws("cut"):
            slits = " ".join(data for line, data in paths.lines if line.kind == SLIT)
            canvas.path(layer, slits, f"{part.id} {size} slits")
            canvas.path(layer, paths.cut, f"{part.id} {size}")
        if palette.draws("notches"):
            canvas.path(layer, paths.notches, f"{part.id} {size} notches")
        if palette.draws("sew"):
            canvas.path(layer, paths.sewn, f"{part.id} {size} sewn", stroke_width=thin,
                        stroke_dasharray="4,2")
        if palette.draws("marks"):
            inner = " ".join(data for line, data in paths.lines if line.kind != SLIT)
            canvas.path(layer, inner, f"{part.id} {size} marks", stroke_width=thin)
            canvas.path(layer, " ".join(pen.drill(drill.at) for drill in part.drills), f"{part.id} {size} drills",
                        stroke_width=thin)
    part = laid.part                                        # the grain is that of the sample
    canvas.path("grain", pen.line(*part.grain), part.id)
    canvas.path("grain", " ".join(pen.arrow_head(*head) for head in heads(part.grain, part.nap)), part.id,
                fill=palette.inks["grain"].colour)
    if canvas.has("text"):
        every = all_drawn(part, [*drawn.values()])
        write_label(canvas, label(whole, every), every, pen)


def _column(grade: Grade) -> float:
    """The distance in millimetres of two columns of the legend."""
    return _LINE + (max(map(len, grade.sizes)) + len("  , sample size")) * _LETTERS * ADVANCE + 10.0


def _legend(canvas: Canvas, grade: Grade, inks: list[Ink], rows: int) -> None:
    """The legend of sizes below the head, column by column."""
    for place, (size, ink) in enumerate(zip(grade.sizes, inks, strict=True)):
        column, row = divmod(place, rows)
        x, y = GAP + column * _column(grade), GAP + HEAD + row * _ROW
        sample = size == grade.sample and len(grade.sizes) > 1
        canvas.path("text", Pen(0.0, 0.0, 0.0).line(Point(x, -y), Point(x + _LINE, -y)), f"line of size {size}",
                    fill="none", stroke=ink.colour, stroke_width=number(ink.width))
        canvas.text(size + (", sample size" if sample else ""), f"{number(x + _LINE + 3.0)},{number(y + 1.8)}",
                    _LETTERS, bold=sample)
