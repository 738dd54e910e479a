"""SVG at true scale for people, plotters and laser cutters: one user unit is one millimetre.

There is a layer for each role of line, with its Inkscape attributes and a title for browsers; curves stay Bezier
curves. Only text is drawn under a transform, because some cutters ignore transforms.
"""

from __future__ import annotations

from typing import Final

from mtmpattern.formats.label import all_notes, labels
from mtmpattern.formats.palette import SETTINGS, read_palette
from mtmpattern.formats.registry import Format, Settings, chosen
from mtmpattern.formats.svg.canvas import Canvas
from mtmpattern.formats.svg.drawing import HEAD, draw_part, least_width, write_head, write_label, write_roles
from mtmpattern.formats.svg.part_paths import part_paths
from mtmpattern.formats.svg.pen import Pen
from mtmpattern.formats.text import check_writable, file_name
from mtmpattern.formats.trimmed import with_marks_inside
from mtmpattern.pattern.grading.grade import Grade
from mtmpattern.pattern.parts.part import CutPattern
from mtmpattern.placing.sheet import lay_out


def write(pattern: CutPattern, settings: Settings) -> dict[str, bytes]:
    """The pattern as ``<template>.svg``, all parts on one sheet."""
    palette = read_palette(chosen(settings, SETTINGS, FORMAT.name))
    pattern = with_marks_inside(pattern)
    lines = check_writable(pattern)
    sheet = lay_out(pattern, HEAD, least_width(pattern))
    canvas = Canvas(sheet.width, sheet.height, palette)
    canvas.describe(f"{pattern.template}, pattern {pattern.digest}", "; ".join(all_notes(pattern)))
    write_head(canvas, pattern)
    write_roles(canvas, pattern, sheet)
    pens = {laid.part.id: Pen(laid.x, laid.y, sheet.height) for laid in sheet.laid}
    paths = {each.part.id: each for each in part_paths(lines, [pens[part.id] for part in lines.parts])}
    for name, pen in pens.items():
        draw_part(canvas, palette, paths[name], pen)
    if canvas.has("text"):
        written = dict(zip(paths, labels(pattern, lines), strict=True))
        for name, pen in pens.items():
            write_label(canvas, written[name], paths[name].part, pen)
    return {file_name(pattern, FORMAT.suffix): canvas.to_bytes()}


def write_grade(grade: Grade, settings: Settings) -> dict[str, bytes]:
    """All sizes over each other as ``<template>-nest.svg``, one layer for each."""
    from mtmpattern.formats.svg.nest import write_nest  # noqa: PLC0415  not needed for one size

    return write_nest(grade, settings)


FORMAT: Final = Format("svg", ".svg", "drawing at true scale for browsers, Inkscape, plotters and laser cutters", write,
                       SETTINGS, write_grade)
"""The format as the registry finds it."""
