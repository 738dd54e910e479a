"""SVG at true scale for people, plotters and laser cutters: one user unit is one millimetre.

There is a layer for each role of line, with its Inkscape attributes and a title for browsers; curves stay Bezier
curves. Only text is drawn under a transform, because some cutters ignore transforms.
"""

from __future__ import annotations

from typing import Final

from ...geometry import SLIT
from ...pattern.grading.grade import Grade
from ...pattern.parts.part import CutPattern, Part
from ...placing.sheet import lay_out
from ..label import all_notes, fold_of
from ..palette import SETTINGS, Palette, read_palette
from ..registry import Format, Settings, chosen
from ..text import check_writable, file_name
from .drawing import HEAD, Canvas, Pen, dashes, heads, least_width, write_head, write_label, write_roles


def write(pattern: CutPattern, settings: Settings) -> dict[str, bytes]:
    """The pattern as ``<template>.svg``, all parts on one sheet."""
    palette = read_palette(chosen(settings, SETTINGS, FORMAT.name))
    check_writable(pattern)
    sheet = lay_out(pattern, HEAD, least_width(pattern))
    canvas = Canvas(sheet.width, sheet.height, palette)
    canvas.describe(f"{pattern.template}, pattern {pattern.digest}", "; ".join(all_notes(pattern)))
    write_head(canvas, pattern)
    write_roles(canvas, pattern, sheet)
    for laid in sheet.laid:
        pen = Pen(laid.x, laid.y, sheet.height)
        _draw(canvas, palette, laid.part, pen)
        if canvas.has("text"):
            write_label(canvas, pattern, laid.part, pen)
    return {file_name(pattern, FORMAT.suffix): canvas.to_bytes()}


def write_grade(grade: Grade, settings: Settings) -> dict[str, bytes]:
    """All sizes over each other as ``<template>-nest.svg``, one layer for each."""
    from .nest import write_nest  # noqa: PLC0415  not needed for one size

    return write_nest(grade, settings)


def _draw(canvas: Canvas, palette: Palette, part: Part, pen: Pen) -> None:
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


FORMAT: Final = Format("svg", ".svg", "drawing at true scale for browsers, Inkscape, plotters and laser cutters", write,
                       SETTINGS, write_grade)
"""The format as the registry finds it."""
