"""Closings along a line inside a piece, such as a button band that laps over the centre front.

What lies beyond the line is an overlap and no part of the surface when the closing is closed: the boundary takes the
short cut along the line instead, and there the two sides are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..errors import DraftError
from .buttons import Buttoned, sides_of
from .operations import Operation
from .piece import Piece
from .run import Step
from .walks import RIGHT, Cell, Ref, Site, site


def lapping(operations: Iterable[Operation]) -> list[tuple[tuple[Step, str], tuple[Step, str]]]:
    """For every closing along an inner line, the line (and half) that laps over, and the one that lies under."""
    return [sides for operation in operations if isinstance(operation, Buttoned) and is_inside(operation)
            for sides in sides_of(operation)]


def is_inside(operation: Buttoned) -> bool:
    """Whether it closes along a line inside a piece, beyond which cloth laps, and not edge to edge."""
    return any(step.inner for run in (operation.over, operation.under) for step in run.steps)


def line_ends(step: Step) -> tuple[tuple[str, float], tuple[str, float]]:
    """Where an inner line meets the outline: (edge, sewn mm) at its start and at its end."""
    ends = []
    for point in (step.shape.start, step.shape.end):
        places = step.piece.info.edges_at(point)
        if not places:
            distance = min(edge.nearest(point)[1] for edge in step.piece.info.edges.values())
            raise DraftError(f"{step} ends {distance:.1f} mm from the outline and cannot close", code="closing.line",
                             where=str(step), hint="Draw the line from edge to edge.")
        name, mm, _ = min(places, key=lambda place: place[2])
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
    first, last = sorted(_index(ends, _place(piece, half, edge, mm)) for edge, mm in line_ends(step))
    inside, outside = list(ring[first + 1:last + 1]), [*ring[last + 1:], *ring[:first + 1]]
    kept = max(inside, outside, key=lambda cells: sum(b - a for _, a, b in cells))
    line: Cell = ((piece.info.name, half, f"{step.edge} closed"), 0.0, step.length)
    return [*kept, line], line


def _index(ends: Sequence[Site], place: Site) -> int:
    """Which cell ends at a place; cells are cut to hundredths of a millimetre, and where a seam ends nearby, there."""
    *corner, mm = place
    there = [i for i, end in enumerate(ends) if [*end[:3]] == corner]
    if not there:
        name, _, edge, _ = place
        raise DraftError(f"{name}: a closing ends {mm:.1f} mm along {edge}, where nothing is sewn", code="closing.line",
                         where=name, hint="Draw its line from edge to edge of its own part.")
    return min(there, key=lambda i: abs(ends[i][3] - mm))


def _end_of(piece: Piece, half: str, cell: Cell) -> Site:
    """The place where a cell ends, walking round the part counter-clockwise.

    ``piece`` is drafted for ``half``; a part that opens over a fold has cells of both halves.
    """
    (_, own, edge), start, end = cell
    if own != half:
        piece, half = piece.other_side(), own
    if edge not in piece.info.edges:  # a line that another closing has cut along already
        return piece.info.name, half, edge, end
    forward = piece.info.flipped == (half == RIGHT)
    return _place(piece, half, edge, end if forward else start)


def _place(piece: Piece, half: str, edge: str, mm: float) -> Site:
    name, side, corner, at = site(piece, half, edge, mm)
    return name, side, corner, round(at, 2)
