"""A marker as a plain DXF at true scale: a layer for each kind of cut, and the lines in the order of cutting."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import shapely

from mtmpattern.formats.dxf import tags as dxf
from mtmpattern.formats.dxf.chain import Chain, ChainLine, chains
from mtmpattern.formats.dxf.part import DRILL_DIAMETER
from mtmpattern.formats.dxf.plain import COLOURS, CUT, DRAW, DRILL, GRAIN, INTCUT, MILLIMETRES, NOTCH, SEW, TEXT
from mtmpattern.formats.label import ADVANCE, BOLD_ADVANCE, Words, Writing, words_of
from mtmpattern.formats.text import seven_bit
from mtmpattern.geometry import SLIT, Point
from mtmpattern.geometry.chords import Places
from mtmpattern.geometry.tolerance import FLATTEN
from mtmpattern.pattern.parts.part import Part
from mtmpattern.placing.marker import CutKind, KnifeLine, Marker

CLOTH, SPLICE = "CLOTH", "SPLICE"
CAPITALS: Final = 0.7       # height of capitals in font sizes
ROUGH: Final = 0.5          # mm by which chords may miss an outline where room for a label is looked for
FILLED: Final = 0.9         # share of a part's length that an id takes at most
MARKER_COLOURS: Final[Mapping[str, int]] = {CLOTH: 8, SPLICE: 2, **COLOURS}

LAYERS: Final[Mapping[CutKind, str]] = {"outline": CUT, "notch": NOTCH, "slit": INTCUT, "drill": DRILL}


def marker_dxf(marker: Marker, cuts: Sequence[KnifeLine], words: Words | None = None) -> bytes:
    """A marker with its cuts in the order of cutting, after the lines that are only drawn. `$INSUNITS` is mm.

    ``words`` are its labels where they are placed already.
    """
    lines = [_lines(part) for part in marker.parts]
    words = words_of(marker.labels, marker.lines) if words is None else words
    chained = chains([line for each in lines for _, line in each])
    written = zip(chained, _written([chain.places for chain in chained]), strict=True)
    entities = [*_cloth(marker)]
    for part, ring, each in zip(marker.parts, marker.lines.rings_within(ROUGH), lines, strict=True):
        entities += _label(part, shapely.Polygon(ring), words[part.id])
        entities.append(dxf.line(GRAIN, dxf.xy(part.grain[0]), part.grain[1]))
        entities += [_drawn(layer, line, *next(written)) for layer, line in each]
    entities += _cuts(cuts)
    return dxf.file({"HEADER": [MILLIMETRES], "TABLES": [dxf.layer_tables(MARKER_COLOURS)], "BLOCKS": [],
                     "ENTITIES": entities})


def _cloth(marker: Marker) -> Iterator[str]:
    corners = (Point(0, 0), Point(marker.length, 0), Point(marker.length, marker.width), Point(0, marker.width))
    yield dxf.polyline(CLOTH, map(dxf.xy, corners), closed=True)
    for splice in marker.splices:
        for x in dict.fromkeys((splice.at, splice.at - splice.overlap)):
            yield dxf.line(SPLICE, dxf.xy(Point(x, 0.0)), Point(x, marker.width))


def _label(part: Part, inside: shapely.Polygon, words: Sequence[Writing]) -> Iterator[str]:
    """The label of a part, or where it reaches beyond it only the id, along the part and as small as necessary."""
    if not shapely.covers(inside, shapely.box(*np.transpose([_box(each) for each in words]))).all():
        yield _id_along(part.id, inside, words[-1].size)
        return
    for each in words:
        x0, y0, x1, _ = _box(each)
        at, way = (Point(x1, y0), 90.0) if each.turned else (Point(x0, y0), 0.0)
        for text in _split(each.text, part.id):
            yield dxf.text(TEXT, dxf.xy(at), CAPITALS * each.size, text, way)
            at = at.along(way, len(seven_bit(text)) * ADVANCE * each.size)


def _id_along(name: str, inside: shapely.Polygon, most: float) -> str:
    """An id across the middle of a part, along the longer side of its box, in a font size of ``most`` or less."""
    corners = shapely.get_coordinates(shapely.oriented_envelope(inside))
    one, other = corners[1] - corners[0], corners[2] - corners[1]
    way = one if np.hypot(*one) > np.hypot(*other) else other
    way = way / np.hypot(*way) * (1.0 if (way[0], way[1]) > (0.0, 0.0) else -1.0)
    centre = shapely.get_coordinates(inside.centroid if inside.covers(inside.centroid) else
                                     inside.representative_point())[0]
    far = way * inside.length
    chords = shapely.get_parts(inside.intersection(shapely.LineString((centre - far, centre + far))))
    chord = shapely.get_coordinates(chords[int(np.argmin(shapely.distance(chords, shapely.Point(centre))))])
    middle, room = (chord[0] + chord[-1]) / 2.0, float(np.hypot(*(chord[-1] - chord[0])))
    wide = len(seven_bit(name)) * ADVANCE
    size = min(most, FILLED * room / wide)
    x, y = middle - way * wide * size / 2.0 - np.array((-way[1], way[0])) * CAPITALS * size / 2.0
    return dxf.text(TEXT, dxf.xy(Point(float(x), float(y))), CAPITALS * size, name,
                    round(math.degrees(math.atan2(way[1], way[0])), 3))


def _split(text: str, name: str) -> tuple[str, ...]:
    """A line of text, its id alone where others follow: programs look for it."""
    return (name, text[len(name) :]) if text.startswith(f"{name}, ") else (text,)


def _box(writing: Writing) -> tuple[float, float, float, float]:
    """The box of a line of text, capitals only; a turned one reads upwards."""
    half = len(seven_bit(writing.text)) * (BOLD_ADVANCE if writing.bold else ADVANCE) * writing.size / 2.0
    at, high = writing.at, CAPITALS * writing.size
    if writing.turned:
        return at.x - high, at.y - half, at.x, at.y + half
    return at.x - half, at.y, at.x + half, at.y + high


def _lines(part: Part) -> list[tuple[str, ChainLine]]:
    """The lines of a part that are only drawn, each with its layer."""
    sewn = () if part.one_line else part.sewn_outline
    return [*([(SEW, ChainLine(sewn))] if sewn else []),
            *((DRAW, ChainLine(inner.curves, closed=False)) for inner in part.lines if inner.kind != SLIT)]


def _written(lines: Sequence[Places]) -> Iterator[list[str]]:
    """The coordinates of lines as text, where they lie."""
    return dxf.coordinates(lines, [(0.0, 0.0)] * len(lines))


def _drawn(layer: str, line: ChainLine, chain: Chain, texts: Sequence[str]) -> str:
    return dxf.polyline(layer, [texts[vertex] for vertex in chain.vertices], closed=line.closed)


def _cuts(cuts: Sequence[KnifeLine]) -> Iterator[str]:
    lines = [cut.places[:-1] if cut.closed else cut.places for cut in cuts]
    written = _written([line if len(line) < 3 else _apart(line) for line in lines])
    for cut, line, texts in zip(cuts, lines, written, strict=True):
        layer = LAYERS[cut.kind]
        if len(line) == 1:
            yield dxf.circle(layer, texts[0], DRILL_DIAMETER / 2)
        elif len(line) == 2:
            yield dxf.line(layer, texts[0], Point(*line[1].tolist()))
        else:
            yield dxf.polyline(layer, texts, closed=cut.closed)


def _apart(line: Places) -> Places:
    """The places without those at the same one as the place before, to the digits written."""
    if not (np.abs(np.diff(line, axis=0)) <= FLATTEN / 20).all(axis=1).any():
        return line
    kept = [line[0]]
    for place in line[1:]:
        if not (np.abs(place - kept[-1]) <= FLATTEN / 20).all():
            kept.append(place)
    return np.array(kept)
