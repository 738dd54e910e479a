"""One part in one size as the content of its block: what stands on which layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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

    Sizes of a nest have equally many chords; who writes one hands in chains that were made together.
    """

    pattern: CutPattern
    part: Part
    name: str
    size: str
    shift: tuple[float, float]
    cut: Chain
    sewn: Chain
    lines: tuple[Chain, ...]


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
    for layer in (REFERENCE, GRAIN):
        yield dxf.line(layer, dxf.xy(part.grain[0], dx, dy), part.grain[1], dx, dy)
    for inner, chain in zip(part.lines, drawn.lines, strict=True):
        yield from _lines(CUTOUT if inner.kind == SLIT else INTERNAL, chain, drawn, dialect, closed=False)
    for drill in part.drills:
        yield dxf.point(DRILL, dxf.xy(drill.at, dx, dy), ((30, number(DRILL_DIAMETER)),))
    yield from _outline(SEWN, drawn.sewn, drawn, dialect)
    if dialect.notes:
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
    for each, points in ((TURN, chain.turn_points), (CURVE, chain.curve_points)):
        yield from _marked(each, points, drawn)


def _lines(layer: str, chain: Chain, drawn: Drawn, dialect: Dialect, *, closed: bool) -> Iterator[str]:
    vertices = [dxf.xy(point, *drawn.shift) for point in chain.points]
    kind = dialect.kinds.get(layer, DEFAULT_KIND) if dialect.kinds else ""
    for each in dialect.layers(layer):
        yield dxf.polyline(each, vertices, closed=closed, kind=kind)


def _marked(layer: str, points: Iterable[Point], drawn: Drawn) -> Iterator[str]:
    """Turn or curve points. The number of a grade rule goes beside its point: before it in ASTM, after it in AAMA."""
    for point in points:
        yield dxf.point(layer, dxf.xy(point, *drawn.shift))


def _notches(drawn: Drawn, dialect: Dialect) -> Iterator[str]:
    """Slits: depth in 30, no width in 39, and in 50 the direction from the boundary into the cloth."""
    for notch, at in notch_places(drawn):
        sizes = ((30, number(abs(notch.depth))), (39, "0")) if dialect.notch_sizes else ()
        yield dxf.point(NOTCH, dxf.xy(at, *drawn.shift), (*sizes, (50, number(notch.direction % 360.0))))


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
