"""One part in one size as the content of its block: curves as chords, and the layer of every line and text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mtmpattern.errors import ExportError
from mtmpattern.formats.dxf import tags as dxf
from mtmpattern.formats.dxf.chain import REACH, Chain, ChainLine, chains
from mtmpattern.formats.dxf.dialect import (
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
from mtmpattern.formats.label import cut_sentence
from mtmpattern.formats.text import check_writable, number
from mtmpattern.formats.trimmed import with_marks_inside
from mtmpattern.geometry import SLIT, Point, between
from mtmpattern.pattern.parts.part import CutPattern, Part, PartLines, PartNotch
from mtmpattern.placing.sheet import lay_out

# ---- A part as the content of its block -----------------------------------------------------------------------------

DRILL_DIAMETER = 1.0
"""Millimetres: the hole of an awl, which closes again."""


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """A part as it is written: its names, its place, and its lines as chords.

    The chains of a nest's sizes are made together, with the same number of chords. ``rules`` are the numbers of grade
    rules by the layer of a line, notch or drill hole and the point; ``reference`` is their x axis, the grain line by
    default. ``noted`` is whether the part gets the texts for people.
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


Place = tuple[str, str, tuple[float, float]]
"""The name of a piece, the name of its size, and how far it is shifted to its place on the table."""


def drawn_parts(pattern: CutPattern, lines: PartLines, places: Sequence[Place]) -> list[DrawnBlock]:
    """The parts of ``lines`` as chords, each at its place."""
    curves = iter(lines.curves)
    requested: list[ChainLine] = []
    for part in lines.parts:
        requested += (ChainLine(next(curves), [notch.on_cut for notch in part.notches] + list(part.mirror or ())),
                  ChainLine(next(curves)), *[ChainLine(next(curves), closed=False) for _ in part.lines])
    chained = iter(chains(requested, lines.controls))
    return [DrawnBlock(pattern, part, *place, next(chained), next(chained), tuple([next(chained) for _ in part.lines]))
            for part, place in zip(lines.parts, places, strict=True)]


def drawn_sheet(pattern: CutPattern, names: Mapping[str, str], size: str) -> list[DrawnBlock]:
    """All parts of a pattern at their places on one sheet, as blocks of these names by part id.

    Raises `ExportError` for a pattern that no format can hold.
    """
    pattern = with_marks_inside(pattern)
    lines = check_writable(pattern)
    laid = {each.part.id: each for each in lay_out(pattern).laid}
    places = [(names[part.id], size, (laid[part.id].x, laid[part.id].y)) for part in lines.parts]
    drawn = {each.part.id: each for each in drawn_parts(pattern, lines, places)}
    return [drawn[name] for name in laid]


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """A drawn block with the coordinates of all its lines as they are written."""

    block: DrawnBlock
    cut: Sequence[str]
    sewn: Sequence[str]
    lines: tuple[Sequence[str], ...]


def written_blocks(drawn: Sequence[DrawnBlock]) -> Iterator[WrittenBlock]:
    """Blocks with their coordinates, written for all of them at once."""
    listed = [(chain, each.shift) for each in drawn for chain in (each.cut, each.sewn, *each.lines)]
    texts = iter(dxf.coordinates([chain.places for chain, _ in listed], [shift for _, shift in listed]))
    for each in drawn:
        yield WrittenBlock(each, next(texts), next(texts), tuple(next(texts) for _ in each.lines))


def content(written: WrittenBlock, dialect: Dialect) -> Iterator[str]:
    """The entities of a part in its block."""
    drawn = written.block
    part, (dx, dy) = drawn.part, drawn.shift
    middle = between(*part.grain, 0.5)
    here = dxf.xy(middle, dx, dy)
    for words in _piece_texts(drawn, dialect):
        yield dxf.text(BOUNDARY, here, TEXT_HEIGHT if dialect.piece_height else None, dialect.spelt(words))
    yield from _outline(BOUNDARY, drawn.cut, written.cut, drawn, dialect)
    yield from _notches(drawn, dialect)
    if part.mirror:
        start, end = fold_ends(part, drawn.cut)
        yield dxf.line(MIRROR, dxf.xy(start, dx, dy), end, dx, dy)
    for layer, (start, end) in ((REFERENCE, drawn.reference or part.grain), (GRAIN, part.grain)):
        yield dxf.line(layer, dxf.xy(start, dx, dy), end, dx, dy)
    for inner, chain, texts in zip(part.lines, drawn.lines, written.lines, strict=True):
        layer = CUTOUT if inner.kind == SLIT else INTERNAL
        yield from _lines(layer, chain, texts, dialect, closed=False)
        if drawn.rules:                                     # points inside are marked only if they are graded
            yield from _marked(layer, chain, texts, drawn, dialect)
    for drill in part.drills:
        yield from _point(DRILL, drill.at, (DRILL, drill.at), drawn, dialect, ((30, number(DRILL_DIAMETER)),))
    if not part.one_line:
        yield from _outline(SEWN, drawn.sewn, written.sewn, drawn, dialect)
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


def _outline(layer: str, chain: Chain, texts: Sequence[str], drawn: DrawnBlock, dialect: Dialect) -> Iterator[str]:
    """A closed line, its copy for checking, its turn points and curve points."""
    yield from _lines(layer, chain, texts, dialect, closed=True)
    yield from _marked(layer, chain, texts, drawn, dialect)


def _lines(layer: str, chain: Chain, texts: Sequence[str], dialect: Dialect, *, closed: bool) -> Iterator[str]:
    vertices = [texts[vertex] for vertex in chain.vertices]
    kind = dialect.kinds.get(layer, DEFAULT_KIND) if dialect.kinds else ""
    for each in dialect.layers(layer):
        yield dxf.polyline(each, vertices, closed=closed, kind=kind)


def _marked(line: str, chain: Chain, texts: Sequence[str], drawn: DrawnBlock, dialect: Dialect) -> Iterator[str]:
    """The turn points and curve points of a line on the layer ``line``."""
    for layer, numbers, points in ((TURN, chain.turns, chain.turn_points if drawn.rules else ()),
                                   (CURVE, chain.bends, chain.curve_points if drawn.rules else ())):
        if drawn.rules:
            for point in dict.fromkeys(points):
                yield from _point(layer, point, (line, point), drawn, dialect)
        else:
            yield from [dxf.point(layer, texts[number]) for number in numbers]


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
