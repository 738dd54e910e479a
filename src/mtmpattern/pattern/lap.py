"""What laps beyond the line of a closing, such as the button band beyond the centre front.

When the closing is closed, that cloth lies double and is no part of the surface: the boundary takes the short cut
along the line instead.
"""

from __future__ import annotations

from ..errors import DraftError
from ..geometry.tolerance import JOIN
from .cutting_list import CuttingList, ListedPart
from .run import Step
from .seam import EdgeSpan, Walk, walked


def laps_beyond(step: Step, span: EdgeSpan, parts: CuttingList) -> Walk:
    """The stretch of the boundary that lies beyond a line inside a part, walked with the outline.

    Of the two ways round between the line's ends, the overlap is the shorter one. Beyond an edge there is nothing.
    Raises `DraftError` for a line that does not run from edge to edge.
    """
    if not step.inner:
        return ()
    part = parts.parts[span.part]
    first, last = (_on_ring(part, span, end, step) for end in (0, 1))
    return min(_round(part, first, last), _round(part, last, first), key=walked)


def _on_ring(part: ListedPart, span: EdgeSpan, end: int, step: Step) -> tuple[int, float]:
    """Where one end of an inner line meets the boundary of the outer layer: the edge's place in it, and mm along."""
    half = span.edge.rpartition(" ")[0] if part.piece.info.opens else part.side
    drafted = next(edge.piece for edge in part.face if edge.half == half)
    line = drafted.info.outline.inner[step.edge]
    point = line.end if end else line.start
    places = drafted.info.edges_at(point)
    if not places:
        distance = min(edge.nearest(point)[1] for edge in drafted.info.edges.values())
        raise DraftError(f"{step} ends {distance:.1f} mm from the outline and cannot close", code="closing.line",
                         where=str(step), hint="Draw the line from edge to edge.")
    name, mm, _ = min(places, key=lambda place: place[2])
    if name == drafted.info.fold:  # the fold is no edge of the opened part: its end is the corner beside it
        before, after = drafted.info.neighbours(name)
        name, mm = (after, 0.0) if mm > drafted.info.edges[name].length / 2 else (
            before, drafted.info.edges[before].length)
    edge = part.named(name, half)
    return part.face.index(edge), edge.drawn_at(mm)


def _round(part: ListedPart, start: tuple[int, float], end: tuple[int, float]) -> Walk:
    """The boundary from one place to another, with the outline."""
    (i, low), (j, high) = start, end
    count = len(part.face)
    spans: list[EdgeSpan] = []
    if i == j and low <= high:
        spans = [EdgeSpan(part.id, part.face[i].name, low, high)]
    else:
        spans.append(EdgeSpan(part.id, part.face[i].name, low, part.face[i].length))
        k = (i + 1) % count
        while k != j:
            spans.append(EdgeSpan(part.id, part.face[k].name, 0.0, part.face[k].length))
            k = (k + 1) % count
        spans.append(EdgeSpan(part.id, part.face[j].name, 0.0, high))
    return tuple(span for span in spans if span.length > JOIN)
