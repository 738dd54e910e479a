"""DXF for lasers, plotters and general CAD: a coloured layer for each role, no blocks, notches as lines to cut.

Such programs have no concept of pieces. The cut line, which frees a part from the cloth, comes last, as in the SVG.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from mtmpattern.formats.dxf import tags as dxf
from mtmpattern.formats.dxf.dialect import NOTE_HEIGHT
from mtmpattern.formats.dxf.part import (
    DRILL_DIAMETER,
    WrittenBlock,
    drawn_sheet,
    fold_ends,
    notch_places,
    note_lines,
    written_blocks,
)
from mtmpattern.geometry import SLIT, Point
from mtmpattern.pattern.parts.part import CutPattern

TEXT, GRAIN, MIRROR, SEW, DRAW, DRILL, INTCUT, NOTCH, CUT = (
    "TEXT", "GRAIN", "MIRROR", "SEW", "DRAW", "DRILL", "INTCUT", "NOTCH", "CUT")
COLOURS: Final[Mapping[str, int]] = {
    TEXT: 7, GRAIN: 3, MIRROR: 4, SEW: 5, DRAW: 5, DRILL: 6, INTCUT: 1, NOTCH: 1, CUT: 1,
}
"""Colours of AutoCAD: red (1) is cut, blue (5) scored, others are for people; layers in the order of work."""

MILLIMETRES: Final = dxf.tags((9, "$ACADVER"), (1, "AC1009"), (9, "$INSUNITS"), (70, "4"), (9, "$MEASUREMENT"),
                               (70, "1"))


def plain_file(pattern: CutPattern) -> bytes:
    """The whole file; `$INSUNITS` is millimetres."""
    drawn = drawn_sheet(pattern, {part.id: part.id for part in pattern.parts}, pattern.size)
    entities = [entity for each in written_blocks(drawn) for entity in _entities(each)]
    return dxf.file({"HEADER": [MILLIMETRES], "TABLES": [dxf.layer_tables(COLOURS)], "BLOCKS": [],
                     "ENTITIES": entities})


def _entities(written: WrittenBlock) -> Iterator[str]:
    drawn = written.block
    part, (dx, dy) = drawn.part, drawn.shift

    def at(point: Point) -> str:
        return dxf.xy(point, dx, dy)

    for place, words in note_lines(drawn.pattern, part):
        yield dxf.text(TEXT, at(place), NOTE_HEIGHT, words)
    yield dxf.line(GRAIN, at(part.grain[0]), part.grain[1], dx, dy)
    if part.mirror:
        start, end = fold_ends(part, drawn.cut)
        yield dxf.line(MIRROR, at(start), end, dx, dy)
    if not part.one_line:
        yield dxf.polyline(SEW, [written.sewn[vertex] for vertex in drawn.sewn.vertices], closed=True)
    lines = [(inner, [texts[vertex] for vertex in chain.vertices])
             for inner, chain, texts in zip(part.lines, drawn.lines, written.lines, strict=True)]
    for inner, vertices in lines:
        if inner.kind != SLIT:
            yield dxf.polyline(DRAW, vertices, closed=False)
    for drill in part.drills:
        yield dxf.circle(DRILL, at(drill.at), DRILL_DIAMETER / 2)
    for inner, vertices in lines:
        if inner.kind == SLIT:
            yield dxf.polyline(INTCUT, vertices, closed=False)
    for notch, place in notch_places(drawn):
        yield dxf.line(NOTCH, at(place), place.along(notch.direction, abs(notch.depth)), dx, dy)
    yield dxf.polyline(CUT, [written.cut[vertex] for vertex in drawn.cut.vertices], closed=True)
