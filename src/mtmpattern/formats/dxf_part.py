"""One part as the content of its block: what stands on which layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ..errors import ExportError
from ..geometry import Point, between
from ..pattern.part import SLIT, CutPattern, Part
from . import dxf_tags as dxf
from .boundary import REACH, Chain, chained
from .label import cut_sentence
from .words import number

BOUNDARY, TURN, CURVE, NOTCH, REFERENCE, MIRROR, GRAIN, INTERNAL = "1", "2", "3", "4", "5", "6", "7", "8"
CUTOUT, DRILL, SEWN, NOTE = "11", "13", "14", "15"
CHECKED: Final[Mapping[str, str]] = {BOUNDARY: "84", INTERNAL: "85", CUTOUT: "86", SEWN: "87"}
"""The layer that repeats a line for the reader to check its own curves against."""

DRILL_DIAMETER = 1.0
"""Millimetres: an awl's hole, which closes again."""

TEXT_HEIGHT, NOTE_HEIGHT = 0.25, 5.0
"""Millimetres: what a CAD reads is kept out of sight, as AccuMark does; what a person reads is not."""


def content(pattern: CutPattern, part: Part, name: str, size: str, shift: tuple[float, float]) -> str:
    """The entities of a part, shifted to its place on the table."""
    return "".join(_entities(pattern, part, name, size, shift))


def _entities(pattern: CutPattern, part: Part, name: str, size: str, shift: tuple[float, float]) -> Iterator[str]:
    dx, dy = shift
    asked = [notch.on_cut for notch in part.notches] + list(part.mirror or ())
    cut = chained(part.cut, asked)
    sewn = chained(part.sewn_outline)

    middle = between(*part.grain, 0.5)
    here = dxf.xy(middle, dx, dy)
    for words in _piece_texts(pattern, part, name, size):
        yield dxf.text(BOUNDARY, here, TEXT_HEIGHT, words)
    yield from _outline(BOUNDARY, cut, shift)
    yield from _notches(part, cut, shift)
    if part.mirror:
        start, end = _fold_ends(part, cut)
        yield dxf.line(MIRROR, dxf.xy(start, dx, dy), end, dx, dy)
    for layer in (REFERENCE, GRAIN):
        yield dxf.line(layer, dxf.xy(part.grain[0], dx, dy), part.grain[1], dx, dy)
    for inner in part.lines:
        vertices = [dxf.xy(point, dx, dy) for point in chained(inner.curves, closed=False).points]
        layer = CUTOUT if inner.kind == SLIT else INTERNAL
        for each in (layer, CHECKED[layer]):
            yield dxf.polyline(each, vertices, closed=False)
    for drill in part.drills:
        yield dxf.point(DRILL, dxf.xy(drill.at, dx, dy), ((30, number(DRILL_DIAMETER)),))
    yield from _outline(SEWN, sewn, shift)
    for row, words in enumerate((part.title, part.id, cut_sentence(pattern, part))):
        below = middle.right(2 * NOTE_HEIGHT).down(1.6 * NOTE_HEIGHT * row)
        yield dxf.text(NOTE, dxf.xy(below, dx, dy), NOTE_HEIGHT, words)


def _piece_texts(pattern: CutPattern, part: Part, name: str, size: str) -> Iterator[str]:
    cloth = pattern.fabrics.get(part.role)
    yield f"Piece Name: {name}"
    yield f"Size: {size}"
    yield f"Annotation: {part.id}"
    yield f"Category: {part.piece.upper()}"
    yield "Quantity: 1,0"                                   # right, left: every part is drawn as it is cut
    yield f"Material: {part.role.upper()}"
    if cloth is not None:
        yield f"Fabric: {cloth.name}"
    yield f"Rotation: {0 if part.nap else 180}"
    yield f"Fold: {'Y' if part.mirror else 'N'}"


def _outline(layer: str, chain: Chain, shift: tuple[float, float]) -> Iterator[str]:
    """A closed line, its copy for checking, and its turn and curve points."""
    dx, dy = shift
    vertices = [dxf.xy(point, dx, dy) for point in chain.points]
    for each in (layer, CHECKED[layer]):
        yield dxf.polyline(each, vertices, closed=True)
    for each, points in ((TURN, chain.turn_points), (CURVE, chain.curve_points)):
        for point in points:
            yield dxf.point(each, dxf.xy(point, dx, dy))


def _notches(part: Part, cut: Chain, shift: tuple[float, float]) -> Iterator[str]:
    """Slits: depth in 30, no width in 39, and in 50 the direction from the boundary into the cloth."""
    for notch, at in zip(part.notches, cut.reached, strict=False):
        if at is None:
            raise _off("the notch " + notch.name, part, notch.on_cut)
        yield dxf.point(NOTCH, dxf.xy(at, *shift),
                        ((30, number(abs(notch.depth))), (39, "0"), (50, number(notch.direction % 360.0))))


def _fold_ends(part: Part, cut: Chain) -> tuple[Point, Point]:
    """Both ends of the fold, as vertices of the boundary."""
    start, end = cut.reached[-2:]
    if part.mirror is None or start is None or end is None:
        raise _off("an end of the fold", part, (part.mirror or part.grain)[start is not None])
    return start, end


def _off(what: str, part: Part, at: Point) -> ExportError:
    return ExportError(f"{what} of {part.id} at ({at.x:.1f}, {at.y:.1f}) mm lies more than {REACH:g} mm off the "
                       "cut line", code="export.boundary", where=part.id,
                       hint="Notches and folds must end on the cut line; audit the pattern.")
