"""DXF for lasers, plotters and general CAD: one named and coloured layer a role, no blocks, notches as lines to cut.

Such programs know no pieces. The cut line, which frees a part from the cloth, comes last, as in the SVG.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ...geometry import SLIT, Point
from ...pattern.parts.part import CutPattern
from ...placing.sheet import lay_out
from . import tags as dxf
from .dialect import NOTE_HEIGHT
from .part import DRILL_DIAMETER, DrawnBlock, drawn_part, fold_ends, notch_places, note_lines

TEXT, GRAIN, MIRROR, SEW, DRAW, DRILL, INTCUT, NOTCH, CUT = (
    "TEXT", "GRAIN", "MIRROR", "SEW", "DRAW", "DRILL", "INTCUT", "NOTCH", "CUT")
COLOURS: Final[Mapping[str, int]] = {
    TEXT: 7, GRAIN: 3, MIRROR: 4, SEW: 5, DRAW: 5, DRILL: 6, INTCUT: 1, NOTCH: 1, CUT: 1,
}
"""Colours of AutoCAD: red (1) is cut, blue (5) scored, the others are for people; layers in the order of work."""

MILLIMETRES: Final = dxf.tags((9, "$ACADVER"), (1, "AC1009"), (9, "$INSUNITS"), (70, "4"), (9, "$MEASUREMENT"),
                               (70, "1"))


def plain_file(pattern: CutPattern) -> str:
    """The whole file as text; `$INSUNITS` says millimetres."""
    drawn = [drawn_part(pattern, laid.part, laid.part.id, pattern.size, (laid.x, laid.y))
             for laid in lay_out(pattern).laid]
    entities = "".join(entity for each in drawn for entity in _entities(each))
    return (dxf.section("HEADER", MILLIMETRES) + dxf.section("TABLES", dxf.layer_tables(COLOURS))
            + dxf.section("BLOCKS") + dxf.section("ENTITIES", entities) + dxf.tags((0, "EOF")))


def _entities(drawn: DrawnBlock) -> Iterator[str]:
    part, (dx, dy) = drawn.part, drawn.shift

    def at(point: Point) -> str:
        return dxf.xy(point, dx, dy)

    for place, words in note_lines(drawn.pattern, part):
        yield dxf.text(TEXT, at(place), NOTE_HEIGHT, words)
    yield dxf.line(GRAIN, at(part.grain[0]), part.grain[1], dx, dy)
    if part.mirror:
        start, end = fold_ends(part, drawn.cut)
        yield dxf.line(MIRROR, at(start), end, dx, dy)
    yield dxf.polyline(SEW, map(at, drawn.sewn.points), closed=True)
    lines = list(zip(part.lines, drawn.lines, strict=True))
    for inner, chain in lines:
        if inner.kind != SLIT:
            yield dxf.polyline(DRAW, map(at, chain.points), closed=False)
    for drill in part.drills:
        yield dxf.circle(DRILL, at(drill.at), DRILL_DIAMETER / 2)
    for inner, chain in lines:
        if inner.kind == SLIT:
            yield dxf.polyline(INTCUT, map(at, chain.points), closed=False)
    for notch, place in notch_places(drawn):
        yield dxf.line(NOTCH, at(place), place.along(notch.direction, abs(notch.depth)), dx, dy)
    yield dxf.polyline(CUT, map(at, drawn.cut.points), closed=True)
