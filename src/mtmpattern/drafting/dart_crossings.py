"""Notes on lines for laying or cutting that run across a dart: sewing the dart shortens them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from mtmpattern.geometry import Edge, Point
from mtmpattern.pattern.model.operation import Lay, Opened, Operation
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.requirement import Note

STEP = 0.25
"""The distance in mm between the places at which a line is sampled."""
LEAST = 1.0
"""A line that is shortened by less than this, in mm, gets no note."""


def crossed_notes(operations: Iterable[Operation]) -> Iterator[Note]:
    """A note for each line of a pocket or welt that is shortened when a dart across it is sewn."""
    lines = {(operation.on, operation.at): None for operation in operations if isinstance(operation, Lay | Opened)
             and operation.at in operation.on.info.outline.inner}
    for piece, name in lines:
        line = piece.info.outline.inner[name]
        for dart, corners in _darts(piece):
            taken = _inside(line, corners)
            if taken > LEAST:
                yield Note(f"{piece.info.name}: the line {name} runs across the dart {dart}, which makes it "
                           f"{taken:.0f} mm shorter when it is sewn: {line.length - taken:.0f} mm for "
                           f"{line.length:.0f} mm", "crossed")


def _darts(piece: Piece) -> Iterator[tuple[str, Sequence[Point]]]:
    """The darts of a piece as they lie on the open cloth, by name."""
    for name, dart in piece.info.outline.darts.items():
        yield name, dart.shape.corners
    for edge, shape in piece.info.edges.items():
        for placed in shape.darts:
            if placed.intake.tip:
                yield f"of {edge}", (placed.start, placed.peak, placed.end)


def _inside(line: Edge, corners: Sequence[Point]) -> float:
    """How many mm of a line lie inside a convex shape."""
    count = max(1, round(line.length / STEP))
    places = [line.at(line.length * (i + .5) / count) for i in range(count)]
    return sum(_holds(corners, place) for place in places) * line.length / count


def _holds(corners: Sequence[Point], place: Point) -> bool:
    turns = [(b.x - a.x) * (place.y - a.y) - (b.y - a.y) * (place.x - a.x)
             for a, b in pairwise((*corners, corners[0]))]
    return all(turn > 0 for turn in turns) or all(turn < 0 for turn in turns)
