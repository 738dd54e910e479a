"""Nests whose layers are sizes, as OptiTex writes them: each size with its lines moved to the usual layers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

import shapely

from mtmpattern.reading.dxf.content import Content, Dot, Stroke, Words
from mtmpattern.reading.dxf.loose import outermost, rings_of
from mtmpattern.reading.dxf.outline import Border, Line
from mtmpattern.reading.dxf.texts import (
    BOUNDARY,
    GRAIN,
    INTERNAL,
    NOTCH,
    PIECE_KEYS,
    SAMPLE_SIZE,
    SEWN,
    SIZE,
    fields_of,
    number_of,
    role_of,
)

_NUMBERED: Final = {BOUNDARY: "1", NOTCH: "4", GRAIN: "7", INTERNAL: "8", SEWN: "14"}
"""The layers for the lines of a size, by kind of line."""

SIZE_WORD: Final = re.compile(r"(?:size[ _-]?)?((?:\d?X{1,4}|\d)?[SL]|M|\d{2,3}(?:[-/]\d{2,3})?)", re.IGNORECASE)
"""The name of a size: letters, or a number of two or three digits."""

_SIZE_NUMBER: Final = re.compile(r"size[ _-]?(\d{1,3})", re.IGNORECASE)
"""A number that is surely one of a size."""

_LEAST_SIZE: Final = 20
"""The least number that is taken as a size, not as the number of a layer or a piece; 80 to 87 are layers of notches."""

OPEN: Final = "open"
"""The layer of the open lines of a size until they are sorted out."""

SHORT = 20.0
"""A line with one end on the outline and at most this many mm long is a notch."""

AT_EDGE = 0.5


def size_in(word: str) -> str:
    """The size that a word names, empty for any other word."""
    if numbered := _SIZE_NUMBER.fullmatch(word.strip()):
        return numbered[1]
    found = SIZE_WORD.fullmatch(word.strip())
    if not found:
        return ""
    return found[1] if not found[1][:2].isdigit() or int(re.split(r"[-/]", found[1])[0]) >= _LEAST_SIZE else ""


def size_layers(content: Content) -> dict[str, str]:
    """The layers that are sizes, each with its size; empty if layers have their usual meaning.

    They are layers with closed lines that each have a text ``Size`` or are named after a size.
    """
    closed = dict.fromkeys(stroke.layer for stroke in content.strokes if stroke.closed or _meets(stroke))
    stated: dict[str, str] = {}
    for words in content.words:
        size = fields_of([words.text], frozenset((SIZE,))).get(SIZE, "")
        if size and words.layer in closed:
            stated.setdefault(words.layer, size)
    if len(set(stated.values())) == len(stated) > 1:
        return stated
    called = {layer: size_in(layer) for layer in closed if not role_of(layer) and size_in(layer)}
    return called if len(called) > 1 and not any(role_of(layer) == BOUNDARY for layer in closed) else {}


def sample_of(content: Content, sizes: Mapping[str, str]) -> str:
    """The sample size, from the layer with a text ``Sample Size`` that has no value; empty if there is none."""
    return next((sizes[words.layer] for words in content.words
                 if words.layer in sizes and words.text.strip().rstrip(":").casefold() == SAMPLE_SIZE), "")


def words_for_all(content: Content, sizes: Mapping[str, str]) -> dict[str, list[Words]]:
    """For each layer of a size the texts of pieces that another such layer alone has, as the sample does."""
    having: dict[str, dict[str, list[Words]]] = {}
    for words in content.words:
        if words.layer in sizes:
            for key in fields_of([words.text], PIECE_KEYS - {SIZE}):
                having.setdefault(key, {}).setdefault(words.layer, []).append(words)
    only = {key: layers for key, layers in having.items() if len(layers) == 1}
    return {layer: list({id(each): each for layers in only.values() for given, every in layers.items()
                         for each in every if given != layer}.values()) for layer in sizes}


def of_size(content: Content, layer: str, shared: Iterable[str], size: str, more: Iterable[Words] = ()) -> Content:
    """The content of the layer of one size and of ``shared`` layers, with closed lines on layers 1 and 14.

    The size is added as a text beside each outline that has none, and the texts in ``more``.
    """
    kept = {layer, *shared}
    rings = rings_of([stroke for stroke in content.strokes if stroke.layer == layer])
    outer = set(outermost([shapely.Polygon(line.points) for line in rings], rings)) if rings else set()
    found = Content(words=[*(words for words in content.words if words.layer in kept), *more],
                   dots=[dot for dot in content.dots if dot.layer in kept],
                   rings=[ring for ring in content.rings if ring.layer in kept])
    for index, line in enumerate(rings):
        role = BOUNDARY if index in outer else SEWN
        found.strokes.append(Stroke(_NUMBERED[role], line.points, True))
    used = {tuple(point) for line in rings for point in line.points}
    found.strokes += [replace(stroke, layer=OPEN) for stroke in content.strokes if stroke.layer in kept and not (
        stroke.closed or _meets(stroke) or all(tuple(point) in used for point in stroke.points))]
    if SIZE not in fields_of([words.text for words in found.words], frozenset((SIZE,))):
        found.words += [Words(layer, *rings[index].points[0], f"Size: {size}") for index in sorted(outer)]
    return found


def sorted_out(piece: Content) -> Content:
    """One piece of one size with the open lines of its layer as notches, grain line and internal lines.

    A short line from the outline inward is a notch, the longest straight one that does not touch it the grain line.
    """
    bounds = [stroke for stroke in piece.strokes if role_of(stroke.layer) == BOUNDARY]
    if not bounds:
        return piece
    border = Border(max((Line(list(each.points), True) for each in bounds), key=lambda line: abs(line.area)).points)
    sorted_: list[Stroke] = []
    open_: list[Stroke] = []
    for stroke in piece.strokes:
        (open_ if stroke.layer == OPEN else sorted_).append(stroke)
    inside: list[Stroke] = []
    for stroke in open_:
        ends = border.distances([stroke.points[0], stroke.points[-1]])
        if min(ends) <= AT_EDGE < max(ends) and _length(stroke) <= SHORT:
            sorted_.append(replace(stroke, layer=_NUMBERED[NOTCH]))
        else:
            inside.append(stroke)
    straight = [stroke for stroke in inside if len(stroke.points) == 2
                and min(border.distances(list(stroke.points))) > AT_EDGE]
    grain = max(straight, key=_length, default=None)
    sorted_ += [replace(stroke, layer=_NUMBERED[GRAIN if stroke is grain else INTERNAL]) for stroke in inside]
    dots = [_at_edge(dot, border) for dot in piece.dots]
    return replace(piece, strokes=sorted_, dots=dots)


def _at_edge(dot: Dot, border: Border) -> Dot:
    """A point on the outline is a notch; any other one keeps its layer."""
    near = border.distances([(dot.x, dot.y)])[0] <= AT_EDGE
    return replace(dot, layer=_NUMBERED[NOTCH]) if near else dot


def _meets(stroke: Stroke) -> bool:
    return len(stroke.points) > 3 and stroke.points[0] == stroke.points[-1]


def _length(stroke: Stroke) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(stroke.points))


# ---- Sizes in the names of blocks -----------------------------------------------------------------------------------

def block_sizes(blocks: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Piece and size of blocks called ``FRONT_S``, ``FRONT_M``; empty unless some piece has several sizes."""
    found: dict[str, dict[str, str]] = {}
    for block in blocks:
        stem, mark, last = block.rpartition("_")
        if not mark:
            stem, mark, last = block.rpartition("-")
        size = size_in(last) if stem and mark else ""
        if size and number_of(block) is None:
            found.setdefault(stem.casefold(), {})[block] = size
    return {block: (block.rpartition("_" if "_" in block else "-")[0], size) for of_piece in found.values()
            if len(set(of_piece.values())) == len(of_piece) > 1 for block, size in of_piece.items()}
