"""A marker as a plain DXF at true scale: a layer for each kind of cut, and the lines in the order of cutting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from mtmpattern.formats.dxf import tags as dxf
from mtmpattern.formats.dxf.chain import Chain, Line, chains
from mtmpattern.formats.dxf.part import DRILL_DIAMETER
from mtmpattern.formats.dxf.plain import COLOURS, CUT, DRAW, DRILL, GRAIN, INTCUT, MILLIMETRES, NOTCH, SEW, TEXT
from mtmpattern.formats.label import ADVANCE, BOLD_ADVANCE, Writing, labels
from mtmpattern.formats.text import seven_bit
from mtmpattern.geometry import SLIT, Point
from mtmpattern.geometry.tolerance import FLATTEN
from mtmpattern.pattern.parts.part import Part, PartLines
from mtmpattern.placing.marker import CutKind, KnifeLine, Marker

CLOTH, SPLICE = "CLOTH", "SPLICE"
CAPITALS: Final = 0.7       # height of capitals in font sizes
MARKER_COLOURS: Final[Mapping[str, int]] = {CLOTH: 8, SPLICE: 2, **COLOURS}

LAYERS: Final[Mapping[CutKind, str]] = {"outline": CUT, "notch": NOTCH, "slit": INTCUT, "drill": DRILL}


def marker_dxf(marker: Marker, cuts: Sequence[KnifeLine]) -> bytes:
    """A marker with its cuts in the order of cutting, after the lines that are only drawn. `$INSUNITS` is mm."""
    lines = [_lines(part) for part in marker.parts]
    texts = {part.id: marker.labels.get(part.id, (part.id,)) for part in marker.parts}
    words = dict(zip(texts, labels(texts, PartLines.of(marker.parts)), strict=True))
    chained = iter(chains([line for each in lines for _, line in each]))
    entities = [*_cloth(marker)]
    for part, each in zip(marker.parts, lines, strict=True):
        entities += _written(words[part.id])
        entities.append(dxf.line(GRAIN, dxf.xy(part.grain[0]), part.grain[1]))
        entities += [_drawn(layer, line, next(chained)) for layer, line in each]
    entities += map(_cut, cuts)
    return dxf.file({"HEADER": [MILLIMETRES], "TABLES": [dxf.layer_tables(MARKER_COLOURS)], "BLOCKS": [],
                     "ENTITIES": entities})


def _cloth(marker: Marker) -> Iterator[str]:
    corners = (Point(0, 0), Point(marker.length, 0), Point(marker.length, marker.width), Point(0, marker.width))
    yield dxf.polyline(CLOTH, map(dxf.xy, corners), closed=True)
    for splice in marker.splices:
        for x in dict.fromkeys((splice.at, splice.at - splice.overlap)):
            yield dxf.line(SPLICE, dxf.xy(Point(x, 0.0)), Point(x, marker.width))


def _written(words: Iterable[Writing]) -> Iterator[str]:
    """The lines of a label from their left ends; letters of a DXF are measured by the height of capitals."""
    for each in words:
        half = len(seven_bit(each.text)) * (BOLD_ADVANCE if each.bold else ADVANCE) * each.size / 2.0
        at = each.at.down(half) if each.turned else each.at.left(half)
        yield dxf.text(TEXT, dxf.xy(at), CAPITALS * each.size, each.text, 90.0 if each.turned else 0.0)


def _lines(part: Part) -> list[tuple[str, Line]]:
    """The lines of a part that are only drawn, each with its layer."""
    sewn = () if part.one_line else part.sewn_outline
    return [*([(SEW, Line(sewn))] if sewn else []),
            *((DRAW, Line(inner.curves, closed=False)) for inner in part.lines if inner.kind != SLIT)]


def _drawn(layer: str, line: Line, chain: Chain) -> str:
    texts, = dxf.coordinates([chain.places], [(0.0, 0.0)])
    return dxf.polyline(layer, [texts[vertex] for vertex in chain.vertices], closed=line.closed)


def _cut(cut: KnifeLine) -> str:
    layer = LAYERS[cut.kind]
    if len(cut.points) == 1:
        return dxf.circle(layer, dxf.xy(cut.points[0]), DRILL_DIAMETER / 2)
    points = cut.points[:-1] if cut.closed else cut.points
    if len(points) == 2:
        return dxf.line(layer, dxf.xy(points[0]), points[1])
    return dxf.polyline(layer, map(dxf.xy, _apart(points)), closed=cut.closed)


def _apart(points: Sequence[Point]) -> list[Point]:
    """The points without those at the same place as the one before, to the digits written."""
    kept = [points[0]]
    for point in points[1:]:
        if not point.same_as(kept[-1], FLATTEN / 20):
            kept.append(point)
    return kept
