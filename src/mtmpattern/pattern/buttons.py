"""Where the buttonholes and buttons of closings go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..geometry import Curve, Edge, Point, path, turn
from ..geometry.tolerance import SAME
from .cutting_list import CuttingList
from .operations import Buttoned
from .piece import Piece
from .run import Step
from .seam import EdgeSpan, Seam

ALONG, ACROSS = "along", "across"

LONGER = 3.0
"""A buttonhole is this many mm longer than its button is wide."""

BEYOND = 3.0
"""A buttonhole across the closing begins this far beyond the button's place, where the button will pull to."""

FROM_EDGE = 6.0
"""On an edge that closes, a button's rim stays this many mm inside."""


@dataclass(frozen=True, slots=True)
class ButtonMark:
    """The buttonhole or button at ``place`` mm along an edge or inner line as drafted, and ``inset`` mm beside it.

    ``toward`` is +1 where the inset lies to the left of the line, into the cloth of an edge, and -1 to its right.
    ``length`` is that of the hole or the width of the button; ``way`` that of a hole.
    """

    kind: str
    line: str
    inner: bool
    place: float
    inset: float
    toward: int
    length: float
    way: str = ""

    def shape(self, line: Edge) -> tuple[Point, float, float]:
        """Its centre, and the directions along the line and toward the inset, on the line as drafted."""
        curve, t = line.place(self.place)
        along = curve.direction(t)
        toward = along + 90.0 * self.toward
        return curve.point(t).along(toward, self.inset), along, toward


def button_marks(seams: Iterable[Seam], parts: CuttingList) -> dict[tuple[str, str], list[ButtonMark]]:
    """The marks of all buttonholes and buttons, by the piece and half they lie on."""
    found: dict[tuple[str, str], list[ButtonMark]] = {}
    for seam in seams:
        if isinstance(seam.operation, Buttoned) and seam.operation.count:
            for piece, half, mark in _marks_of(seam.operation, sides_of(seam, parts)):
                found.setdefault((piece, half), []).append(mark)
    return found


Side = tuple[Step, str]
"""What closes on one of the wearer's sides: an edge or line of a piece as drafted for that side, and the side."""


def sides_of(seam: Seam, parts: CuttingList) -> tuple[Side, Side]:
    """What laps over in a closing, and what lies under."""
    return _side(seam.first[0], parts), _side(seam.second[0], parts)


def _side(span: EdgeSpan, parts: CuttingList) -> Side:
    part = parts.parts[span.part]
    if span.edge in part.edges:
        edge = part.edges[span.edge]
        return Step(edge.piece, edge.edge), edge.half
    half, _, name = span.edge.rpartition(" ") if part.piece.info.opens else (part.side, "", span.edge)
    piece = next(edge.piece for edge in part.ring if edge.half == half)
    return Step(piece, name, inner=True), half


def _marks_of(operation: Buttoned, sides: tuple[Side, Side]) -> Iterator[tuple[str, str, ButtonMark]]:
    insets = insets_of(operation, sides[0][0], sides[1][0])
    for kind, (step, half), inset in zip(("buttonhole", "button"), sides, insets, strict=True):
        shape, hole = step.shape, kind == "buttonhole"
        way = operation.holes or (ALONG if step.inner else ACROSS)
        for down in operation.places(shape.length):
            place = down if shape.start.y >= shape.end.y - SAME else shape.length - down
            toward = overlap_side(step, place) if step.inner else 1
            yield step.piece.info.name, half, ButtonMark(
                kind, step.edge, step.inner, place, inset, toward,
                operation.diameter + LONGER if hole else operation.diameter, way if hole else "")


def insets_of(operation: Buttoned, over: Step, under: Step) -> tuple[float, float]:
    """How far from each line the buttons lie. Two lines inside pieces come to lie on each other: so do the marks."""
    if over.inner and under.inner:
        return 0.0, 0.0
    if operation.inset is not None:
        return operation.inset, operation.inset
    if not (over.inner or under.inner) and over.piece.info.name == under.piece.info.name:
        corner = abs(turn(over.shape.leaving, under.shape.leaving)) % 180.0
        if 45.0 < corner < 135.0:  # an end that closes over the foot of its tab: the middle of the tab
            return under.length / 2, over.length / 2
    usual = operation.diameter / 2 + FROM_EDGE
    return usual, usual


def overlap_side(step: Step, place: float) -> int:
    """The side of an inner line where less cloth is, the overlap: +1 left of the way it was drawn, -1 right."""
    left, right = cloth_beside(step.piece, step.shape, place)
    return 1 if left < right else -1


def cloth_beside(piece: Piece, line: Edge, place: float) -> tuple[float, float]:
    """Millimetres of cloth to the left and to the right of a place on a line inside a piece, square to it."""
    curve, t = line.place(place)
    at, way = curve.point(t), curve.direction(t) + 90.0
    outline = [c for name in piece.info.outline.outer for c in piece.info.edges[name].outline]
    hits = path.crossed_at(outline, at, way)
    return (min((hit for hit in hits if hit >= -SAME), default=0.0),
            -max((hit for hit in hits if hit <= SAME), default=0.0))


def drawn_mark(mark: ButtonMark, centre: Point, along: float, toward: float) -> tuple[Curve, ...]:
    """The lines of a mark: a short line for a buttonhole, the two of a cross for a button."""
    if mark.kind == "button":
        reach = mark.length / 2
        return tuple(Curve.line(centre.along(way, -reach), centre.along(way, reach)) for way in (along, toward))
    if mark.way == ALONG:
        return (Curve.line(centre.along(along, -mark.length / 2), centre.along(along, mark.length / 2)),)
    edge = toward + 180.0 if not mark.inner else toward  # an edge closes on the far side from its cloth
    start = centre.along(edge, BEYOND)
    return (Curve.line(start, start.along(edge + 180.0, mark.length)),)
