"""One part in one size as the content of its block: curves as chords, and the layer of every line and text."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ...errors import ExportError
from ...geometry import SLIT, Curve, Curves, Point, between, turn
from ...geometry.tolerance import DECIMALS, FLATTEN, JOIN
from ...pattern.parts.part import CutPattern, Part, PartNotch
from ..label import cut_sentence
from ..text import number
from . import tags as dxf
from .dialect import (
    BOUNDARY,
    CURVE,
    CUTOUT,
    DEFAULT_KIND,
    DRILL,
    GRAIN,
    INTERNAL,
    MIRROR,
    NOTCH,
    NOTE,
    NOTE_HEIGHT,
    REFERENCE,
    SEWN,
    TEXT_HEIGHT,
    TURN,
    Dialect,
)

# ---- Curves as chords -----------------------------------------------------------------------------------------------

CORNER: Final = 10.0
"""A joint that turns by more degrees than this is a turn point; a smoother one is a curve point."""

STRAY: Final = 0.5
"""A reader may draw its own curve through the curve points; their chords stay within this many mm of the line."""

REACH: Final = 0.5
"""A point farther than this many millimetres from a line does not belong to it."""

_EVERY: Final = math.isqrt(int(STRAY / FLATTEN))            # a chord's height grows with the square of its length
_WRITTEN: Final = 10.0**-DECIMALS


@dataclass(frozen=True, slots=True)
class Chain:
    """The vertices of a line, with its turn points and curve points.

    A closed line does not repeat its first vertex. ``reached`` holds the vertices for the points asked for, in their
    order; ``None`` for one that lies off the line.
    """

    points: tuple[Point, ...]
    turn_points: tuple[Point, ...]
    curve_points: tuple[Point, ...]
    reached: tuple[Point | None, ...]


def chained(curves: Curves, through: Sequence[Point] = (), *, closed: bool = True) -> Chain:
    """Chords within the flattening tolerance, with vertices at every joint and at the points ``through``."""
    stops: dict[int, list[tuple[float, Point]]] = {}
    reached: list[Point | None] = []
    boxes = [_box(curve) for curve in curves] if through else []
    for point in through:
        index, t = _place(curves, boxes, point)
        reached.append(curves[index].point(t) if index >= 0 else None)
        if 0.0 < t < 1.0:
            stops.setdefault(index, []).append((t, curves[index].point(t)))
    points: list[Point] = []
    turn_points: list[Point] = []
    curve_points: list[Point] = []
    before = curves[-1] if closed else None
    for index, curve in enumerate(curves):
        if before is None or abs(turn(before.direction(1.0), curve.direction(0.0))) > CORNER:
            turn_points.append(curve.start)
        elif not (before.straight and curve.straight):      # a point along a straight line is not needed
            curve_points.append(curve.start)
        vertices = _flattened(curve)
        if not curve.straight:
            curve_points += vertices[_EVERY:-1:_EVERY]
        if index in stops:
            vertices = _with_stops(vertices, stops[index])
        points += vertices[:-1]
        before = curve
    if not closed:
        points.append(curves[-1].end)
        turn_points.append(curves[-1].end)
    asked = {point for point in reached if point is not None}
    kept = _apart(points, asked, {*turn_points, *curve_points}, closed)
    return Chain(kept, tuple(turn_points), tuple(curve_points), tuple(reached))


def _flattened(curve: Curve) -> list[Point]:
    """Vertices whose chords are within the tolerances of the curve and of its length."""
    points = curve.flattened(FLATTEN)
    if curve.straight:
        return points
    short = curve.length - sum(a.distance(b) for a, b in pairwise(points))
    if short <= JOIN:
        return points
    return curve.flattened(FLATTEN * JOIN / short)          # both errors shrink with the square of the step


def _with_stops(vertices: list[Point], stops: list[tuple[float, Point]]) -> list[Point]:
    steps = len(vertices) - 1
    places = [(i / steps, vertex) for i, vertex in enumerate(vertices)]
    for t, point in sorted(stops, key=lambda stop: stop[0]):
        places.insert(bisect_left(places, t, key=lambda place: place[0]), (t, point))
    return [point for _, point in places]


def _apart(points: list[Point], asked: set[Point], joints: set[Point], closed: bool) -> tuple[Point, ...]:
    """The vertices without those that would be written at the same place as a neighbour.

    Points asked for are kept first, because a notch must be at a vertex; then joints.
    """
    def weight(point: Point) -> int:
        return 2 if point in asked else 1 if point in joints else 0

    kept: list[Point] = []
    for point in points:
        if not kept or not kept[-1].same_as(point, _WRITTEN):
            kept.append(point)
        elif weight(point) >= max(weight(kept[-1]), 1):
            kept[-1] = point
    if closed and len(kept) > 1 and kept[-1].same_as(kept[0], _WRITTEN):
        last = kept.pop()
        if weight(last) > weight(kept[0]):
            kept[0] = last
    return tuple(kept)


def _box(curve: Curve) -> tuple[float, float, float, float]:
    """The box around a curve and everything within reach of it."""
    a, b, c, d = curve.start, curve.leave, curve.arrive, curve.end
    return (min(a.x, b.x, c.x, d.x) - REACH, min(a.y, b.y, c.y, d.y) - REACH,
            max(a.x, b.x, c.x, d.x) + REACH, max(a.y, b.y, c.y, d.y) + REACH)


def _place(curves: Curves, boxes: Sequence[tuple[float, float, float, float]], point: Point) -> tuple[int, float]:
    """(curve, parameter) of the nearest place within reach, exact at the curves' ends; (-1, 0) for none."""
    near = [index for index, (x0, y0, x1, y1) in enumerate(boxes) if x0 <= point.x <= x1 and y0 <= point.y <= y1]
    for index in near:                                      # most notches are at a joint: nothing to search
        for t, end in ((0.0, curves[index].start), (1.0, curves[index].end)):
            if end.same_as(point, _WRITTEN):
                return index, t
    best, found = REACH, (-1, 0.0)
    for index in near:
        t, distance = curves[index].nearest(point)
        if distance < best:
            best, found = distance, (index, t)
            if distance < _WRITTEN:                         # on the line: no other curve is nearer
                break
    index, t = found
    for end_t, end in ((0.0, curves[index].start), (1.0, curves[index].end)):
        if index >= 0 and end.same_as(curves[index].point(t), _WRITTEN):
            return index, end_t
    return found


# ---- A part as the content of its block -----------------------------------------------------------------------------

DRILL_DIAMETER = 1.0
"""Millimetres: the hole of an awl, which closes again."""


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """A part as it is written: its names, its place, and its lines as chords.

    The chains of a nest's sizes are made together, with equally many chords. ``rules`` are the numbers of grade rules
    by the layer of a line, notch or drill hole and the point; ``reference`` is their x axis, the grain line by default.
    ``noted`` is whether the part gets the texts for people.
    """

    pattern: CutPattern
    part: Part
    name: str
    size: str
    shift: tuple[float, float]
    cut: Chain
    sewn: Chain
    lines: tuple[Chain, ...]
    rules: Mapping[tuple[str, Point], int] = field(default_factory=dict)
    reference: tuple[Point, Point] | None = None
    noted: bool = True


def drawn_part(pattern: CutPattern, part: Part, name: str, size: str, shift: tuple[float, float]) -> DrawnBlock:
    """A part with its lines as chords, shifted to its place on the table."""
    asked = [notch.on_cut for notch in part.notches] + list(part.mirror or ())
    return DrawnBlock(pattern, part, name, size, shift, chained(part.cut, asked), chained(part.sewn_outline),
                 tuple(chained(inner.curves, closed=False) for inner in part.lines))


def content(drawn: DrawnBlock, dialect: Dialect) -> str:
    """The entities of a part in its block."""
    return "".join(_entities(drawn, dialect))


def _entities(drawn: DrawnBlock, dialect: Dialect) -> Iterator[str]:
    part, (dx, dy) = drawn.part, drawn.shift
    middle = between(*part.grain, 0.5)
    here = dxf.xy(middle, dx, dy)
    for words in _piece_texts(drawn, dialect):
        yield dxf.text(BOUNDARY, here, TEXT_HEIGHT if dialect.piece_height else None, dialect.spelt(words))
    yield from _outline(BOUNDARY, drawn.cut, drawn, dialect)
    yield from _notches(drawn, dialect)
    if part.mirror:
        start, end = fold_ends(part, drawn.cut)
        yield dxf.line(MIRROR, dxf.xy(start, dx, dy), end, dx, dy)
    for layer, (start, end) in ((REFERENCE, drawn.reference or part.grain), (GRAIN, part.grain)):
        yield dxf.line(layer, dxf.xy(start, dx, dy), end, dx, dy)
    for inner, chain in zip(part.lines, drawn.lines, strict=True):
        layer = CUTOUT if inner.kind == SLIT else INTERNAL
        yield from _lines(layer, chain, drawn, dialect, closed=False)
        if drawn.rules:                                     # points inside are marked only where they are graded
            yield from _marked(layer, chain, drawn, dialect)
    for drill in part.drills:
        yield from _point(DRILL, drill.at, (DRILL, drill.at), drawn, dialect, ((30, number(DRILL_DIAMETER)),))
    yield from _outline(SEWN, drawn.sewn, drawn, dialect)
    if dialect.notes and drawn.noted:
        for at, words in note_lines(drawn.pattern, part):
            yield dxf.text(NOTE, dxf.xy(at, dx, dy), NOTE_HEIGHT, words)


def note_lines(pattern: CutPattern, part: Part) -> Iterator[tuple[Point, str]]:
    """The texts for people on a part, with their places."""
    middle = between(*part.grain, 0.5)
    for row, words in enumerate((part.title, part.id, cut_sentence(pattern, part))):
        yield middle.right(2 * NOTE_HEIGHT).down(1.6 * NOTE_HEIGHT * row), words


def _piece_texts(drawn: DrawnBlock, dialect: Dialect) -> Iterator[str]:
    part = drawn.part
    cloth = drawn.pattern.fabrics.get(part.role)
    yield f"Piece Name: {drawn.name}"
    yield f"Size: {drawn.size}"
    yield f"Annotation: {part.id}"
    yield f"Category: {part.piece.upper()}"
    yield f"Quantity: {dialect.quantity}"                   # every part is drawn as it is cut
    yield f"Material: {part.role.upper()}"
    if cloth is not None:
        yield f"Fabric: {cloth.name}"
    yield f"Rotation: {0 if part.nap else 180}"
    yield f"Fold: {'Y' if part.mirror else 'N'}"


def _outline(layer: str, chain: Chain, drawn: DrawnBlock, dialect: Dialect) -> Iterator[str]:
    """A closed line, its copy for checking, its turn points and curve points."""
    yield from _lines(layer, chain, drawn, dialect, closed=True)
    yield from _marked(layer, chain, drawn, dialect)


def _lines(layer: str, chain: Chain, drawn: DrawnBlock, dialect: Dialect, *, closed: bool) -> Iterator[str]:
    vertices = [dxf.xy(point, *drawn.shift) for point in chain.points]
    kind = dialect.kinds.get(layer, DEFAULT_KIND) if dialect.kinds else ""
    for each in dialect.layers(layer):
        yield dxf.polyline(each, vertices, closed=closed, kind=kind)


def _marked(line: str, chain: Chain, drawn: DrawnBlock, dialect: Dialect) -> Iterator[str]:
    """The turn points and curve points of a line on the layer ``line``."""
    for layer, points in ((TURN, chain.turn_points), (CURVE, chain.curve_points)):
        for point in dict.fromkeys(points) if drawn.rules else points:
            yield from _point(layer, point, (line, point), drawn, dialect)


def _point(layer: str, at: Point, rule: tuple[str, Point], drawn: DrawnBlock, dialect: Dialect,
           extra: Sequence[tuple[int, str]] = ()) -> Iterator[str]:
    """A POINT, and beside it the number of its grade rule.

    ASTM writes the number before the POINT, on the layer of the line; AAMA after it, on the layer of the POINT.
    """
    place = dxf.xy(at, *drawn.shift)
    numbered = drawn.rules.get(rule)
    point = dxf.point(layer, place, extra)
    if numbered is None:
        yield point
    elif dialect.rule_first:
        yield dxf.text(rule[0], place, TEXT_HEIGHT, f"# {numbered}") + point
    else:
        yield point + dxf.text(layer, place, TEXT_HEIGHT, f"# {numbered}")


def _notches(drawn: DrawnBlock, dialect: Dialect) -> Iterator[str]:
    """Slits: depth in 30, no width in 39, and in 50 the direction from the boundary into the cloth."""
    for notch, at in notch_places(drawn):
        sizes = ((30, number(abs(notch.depth))), (39, "0")) if dialect.notch_sizes else ()
        yield from _point(NOTCH, at, (NOTCH, at), drawn, dialect, (*sizes, (50, number(notch.direction % 360.0))))


def notch_places(drawn: DrawnBlock) -> Iterator[tuple[PartNotch, Point]]:
    """Every notch with its vertex of the boundary."""
    for notch, at in zip(drawn.part.notches, drawn.cut.reached, strict=False):
        if at is None:
            raise _off("the notch " + notch.name, drawn.part, notch.on_cut)
        yield notch, at


def fold_ends(part: Part, cut: Chain) -> tuple[Point, Point]:
    """Both ends of the fold, as vertices of the boundary."""
    start, end = cut.reached[-2:]
    if part.mirror is None or start is None or end is None:
        raise _off("an end of the fold", part, (part.mirror or part.grain)[start is not None])
    return start, end


def _off(what: str, part: Part, at: Point) -> ExportError:
    return ExportError(f"{what} of {part.id} at ({at.x:.1f}, {at.y:.1f}) mm lies more than {REACH:g} mm off the "
                       "cut line", code="export.boundary", where=part.id,
                       hint="Notches and folds must end on the cut line; audit the pattern.")
