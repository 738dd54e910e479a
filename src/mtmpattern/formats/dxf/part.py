"""One part in one size as the content of its block: what stands on which layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import ExportError
from ..geometry import Point, between
from ..pattern.part import SLIT, CutPattern, Part, PartNotch
from . import dxf_tags as dxf
from .boundary import REACH, Chain, chained
from .dxf_dialect import (
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
from .label import cut_sentence
from .words import number

DRILL_DIAMETER = 1.0
"""Millimetres: an awl's hole, which closes again."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A part as it will be written: its names, where it lies, and its lines as chords.

    Sizes of a nest have equally many chords; who writes one hands in chains that were made together. ``rules`` are the
    numbers of grade rules by the layer of a line, notch or drill hole and the point; ``reference`` is the x axis that
    they are told in, the grain line unless it is given. ``noted`` is whether the texts for people stand on it.
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


def drawn_part(pattern: CutPattern, part: Part, name: str, size: str, shift: tuple[float, float]) -> Drawn:
    """A part with its lines as chords, shifted to its place on the table."""
    asked = [notch.on_cut for notch in part.notches] + list(part.mirror or ())
    return Drawn(pattern, part, name, size, shift, chained(part.cut, asked), chained(part.sewn_outline),
                 tuple(chained(inner.curves, closed=False) for inner in part.lines))


def content(drawn: Drawn, dialect: Dialect) -> str:
    """The entities of a part in its block."""
    return "".join(_entities(drawn, dialect))


def _entities(drawn: Drawn, dialect: Dialect) -> Iterator[str]:
    part, (dx, dy) = drawn.part, drawn.shift
    middle = between(*part.grain, 0.5)
    here = dxf.xy(middle, dx, dy)
    for words in _piece_texts(drawn, dialect):
        yield dxf.text(BOUNDARY, here, TEXT_HEIGHT if dialect.piece_height else None, dialect.told(words))
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
    """What a person reads on a part, and where."""
    middle = between(*part.grain, 0.5)
    for row, words in enumerate((part.title, part.id, cut_sentence(pattern, part))):
        yield middle.right(2 * NOTE_HEIGHT).down(1.6 * NOTE_HEIGHT * row), words


def _piece_texts(drawn: Drawn, dialect: Dialect) -> Iterator[str]:
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


def _outline(layer: str, chain: Chain, drawn: Drawn, dialect: Dialect) -> Iterator[str]:
    """A closed line, its copy for checking, and its turn and curve points."""
    yield from _lines(layer, chain, drawn, dialect, closed=True)
    yield from _marked(layer, chain, drawn, dialect)


def _lines(layer: str, chain: Chain, drawn: Drawn, dialect: Dialect, *, closed: bool) -> Iterator[str]:
    vertices = [dxf.xy(point, *drawn.shift) for point in chain.points]
    kind = dialect.kinds.get(layer, DEFAULT_KIND) if dialect.kinds else ""
    for each in dialect.layers(layer):
        yield dxf.polyline(each, vertices, closed=closed, kind=kind)


def _marked(line: str, chain: Chain, drawn: Drawn, dialect: Dialect) -> Iterator[str]:
    """The turn and curve points of a line that lies on the layer ``line``."""
    for layer, points in ((TURN, chain.turn_points), (CURVE, chain.curve_points)):
        for point in dict.fromkeys(points) if drawn.rules else points:
            yield from _point(layer, point, (line, point), drawn, dialect)


def _point(layer: str, at: Point, rule: tuple[str, Point], drawn: Drawn, dialect: Dialect,
           extra: Sequence[tuple[int, str]] = ()) -> Iterator[str]:
    """A POINT, and beside it the number of its grade rule.

    ASTM has the number before the POINT, on the layer of the line; AAMA after it, on the layer of the POINT.
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


def _notches(drawn: Drawn, dialect: Dialect) -> Iterator[str]:
    """Slits: depth in 30, no width in 39, and in 50 the direction from the boundary into the cloth."""
    for notch, at in notch_places(drawn):
        sizes = ((30, number(abs(notch.depth))), (39, "0")) if dialect.notch_sizes else ()
        yield from _point(NOTCH, at, (NOTCH, at), drawn, dialect, (*sizes, (50, number(notch.direction % 360.0))))


def notch_places(drawn: Drawn) -> Iterator[tuple[PartNotch, Point]]:
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
