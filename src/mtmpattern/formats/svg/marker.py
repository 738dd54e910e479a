"""A marker as a picture at true scale: the cloth with its selvedges, the parts where they lie, splice marks, labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from mtmpattern.formats.label import Words, words_of
from mtmpattern.formats.palette import LAYERS, SETTINGS, Ink, Palette, read_palette
from mtmpattern.formats.registry import Settings, chosen
from mtmpattern.formats.svg.canvas import Canvas
from mtmpattern.formats.svg.drawing import draw_part, write_label
from mtmpattern.formats.svg.part_paths import part_paths
from mtmpattern.formats.svg.pen import Pen
from mtmpattern.geometry import Point
from mtmpattern.placing.marker import Marker

CLOTH: Final = "cloth"
MARKER_LAYERS: Final[Mapping[str, str]] = {
    CLOTH: "The cloth: its usable width, its selvedges, and where it may end",
    **{name: title for name, title in LAYERS.items() if name != "square"}}
EDGE: Final = 30.0          # mm of paper round the cloth
HEAD: Final = 60.0          # mm for the title
PALE: Final = ("#e6eef7", "#f7ece3", "#e7f3e6", "#f4e6f2", "#f5f3dd", "#e2f2f2", "#efe9e2", "#eae6f6")
"""Colours of the parts, one for each garment."""


def marker_svg(marker: Marker, title: str, settings: Settings | None = None, words: Words | None = None) -> bytes:
    """The picture of a marker with ``title`` above it. Its settings are those of the format ``svg``.

    ``words`` are its labels where they are placed already.
    """
    palette = _with_cloth(read_palette(chosen(settings, SETTINGS, "svg")))
    selvedge = marker.fabric.selvedge if marker.fabric else 0.0
    head = HEAD if palette.draws("text") else 0.0
    width, height = marker.length + 2 * EDGE, marker.width + 2 * (EDGE + selvedge) + head
    canvas = Canvas(width, height, palette, MARKER_LAYERS)
    canvas.describe(title, "")
    pen = Pen(EDGE, EDGE + selvedge, height)
    _draw_cloth(canvas, pen, marker, selvedge)
    groups = marker.groups or (0,) * len(marker.placed)
    for paths, group in zip(part_paths(marker.lines, [pen] * len(groups)), groups, strict=True):
        if not palette.plain:
            canvas.path(CLOTH, paths.cut, f"{paths.part.id} ground", fill=PALE[group % len(PALE)], stroke="none")
        draw_part(canvas, palette, paths, pen)
    if canvas.has("text"):
        words = words_of(marker.labels, marker.lines) if words is None else words
        for part in marker.parts:
            if part.id in marker.labels:
                write_label(canvas, words[part.id], part, pen)
    size = min(18.0, 1.6 * (width - 2 * EDGE) / max(len(title), 1))
    canvas.text(title, f"{EDGE:g},{0.7 * head:g}", size, bold=True)
    return canvas.to_bytes()


def _with_cloth(palette: Palette) -> Palette:
    colour = "#0000ff" if palette.plain else "#8a5a2b"
    return replace(palette, inks={**palette.inks, CLOTH: Ink(colour, palette.inks["square"].width)})


def _draw_cloth(canvas: Canvas, pen: Pen, marker: Marker, selvedge: float) -> None:
    def box(low: float, high: float) -> str:
        corners = (Point(0, low), Point(marker.length, low), Point(marker.length, high), Point(0, high))
        return f"{pen.line(*corners)} Z"

    canvas.path(CLOTH, box(0.0, marker.width), "usable cloth")
    if selvedge:
        canvas.path(CLOTH, box(-selvedge, marker.width + selvedge), "full width", stroke_dasharray="8,4")
    begins: dict[float, str] = {}
    for splice in marker.splices:
        at = Point(splice.at, 0.0)
        canvas.path(CLOTH, pen.line(at, Point(at.x, marker.width)), "splice", stroke_dasharray="12,6")
        begins[splice.at] = f"may end at {splice.at:.0f}"
    for splice in marker.splices:
        back = round(splice.at - splice.overlap, 1)
        begins.setdefault(back, f"begin again at {back:.0f}")
    for x, words in begins.items():
        canvas.path(CLOTH, pen.line(Point(x, 0.0), Point(x, -0.6 * EDGE)), "splice")
        canvas.text(words, pen.at(Point(x + 2.0, -0.6 * EDGE)), 7.0)
    if marker.fabric and marker.fabric.one_way and canvas.has("text"):
        tip = Point(marker.length, marker.width + selvedge + 0.5 * EDGE)
        canvas.path(CLOTH, f"{pen.line(tip.left(200.0), tip)} {pen.arrow_head(tip, 0.0, 14.0)}", "nap")
        canvas.text("all heads this way", pen.at(tip.left(300.0).down(3.0)), 9.0)
