"""Closings along a line inside a piece, such as a button band that laps over the centre front.

What lies beyond the line is an overlap and no part of the surface when the closing is closed: the boundary takes the
short cut along the line instead, and there the two sides are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..errors import DraftError
from ..geometry.tolerance import ON_LINE
from .operations import Buttoned, Operation
from .piece import Piece
from .run import Step
from .walks import RIGHT, Cell, Ref, Site, halves_of, site


def lapped(operations: Iterable[Operation]) -> list[tuple[tuple[Step, str], tuple[Step, str]]]:
    """For every closing along inner lines, the line (and half) that laps over, and the one that lies under."""
    found = []
    for operation in operations:
        if isinstance(operation, Buttoned) and operation.over.steps[0].inner:
            over, under = (halves_of(run)[0][0][0] for run in (operation.over, operation.under))
            found.append(((over.step, over.half), (under.step, under.half)))
    return found


def line_ends(step: Step) -> tuple[tuple[str, float], tuple[str, float]]:
    """Where an inner line meets the outline: (edge, sewn mm) at its start and at its end."""
    ends = []
    for point in (step.shape.start, step.shape.end):
        places = ((name, *edge.nearest(point)) for name, edge in step.piece.info.edges.items())
        name, mm, distance = min(places, key=lambda place: place[2])
        if distance > ON_LINE:
            raise DraftError(f"{step} ends {distance:.1f} mm from the outline and cannot close", code="closing.line",
                             where=str(step), hint="Draw the line from edge to edge.")
        ends.append((name, mm))
    return ends[0], ends[1]


def cuts_for(step: Step, half: str) -> list[tuple[Ref, float]]:
    """The places where a closing's line cuts the boundary."""
    return [((step.piece.info.name, half, edge), mm) for edge, mm in line_ends(step)]


def shortened(ring: Sequence[Cell], step: Step, half: str) -> tuple[list[Cell], Cell]:
    """A boundary with the overlap beyond a closing's line cut off, and the cell that stands for the line.

    Of the two ways round between the line's ends, the overlap is the shorter one.
    """
    piece = step.piece
    ends = [_end_of(piece, half, cell) for cell in ring]
    first, last = sorted(ends.index(_place(piece, half, edge, mm)) for edge, mm in line_ends(step))
    inside, outside = list(ring[first + 1:last + 1]), [*ring[last + 1:], *ring[:first + 1]]
    kept = max(inside, outside, key=lambda cells: sum(b - a for _, a, b in cells))
    line: Cell = ((piece.info.name, half, f"{step.edge} closed"), 0.0, step.length)
    return [*kept, line], line


def _end_of(piece: Piece, half: str, cell: Cell) -> Site:
    """The place where a cell ends, walking round the part counter-clockwise."""
    (_, _, edge), start, end = cell
    forward = piece.info.flipped == (half == RIGHT)
    return _place(piece, half, edge, end if forward else start)


def _place(piece: Piece, half: str, edge: str, mm: float) -> Site:
    name, side, corner, at = site(piece, half, edge, mm)
    return name, side, corner, round(at, 2)
