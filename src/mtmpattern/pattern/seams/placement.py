"""Where one part lies on another: what is laid on it, caught in its seams, or laps beyond its closings."""

from __future__ import annotations

from dataclasses import dataclass

from mtmpattern.errors import DraftError
from mtmpattern.geometry import IDENTITY, TURNED_OVER, Affine, Point, mirrored_about, shifted
from mtmpattern.geometry.tolerance import JOIN, ON_LINE
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.run import Step
from mtmpattern.pattern.seams.cutting_list import NONE, RIGHT, CuttingList, ListedPart, edge_name
from mtmpattern.pattern.seams.seam import EdgeSpan, Match, Walk, part_of_walk, turned_round, walked

# ---- Laps --------------------------------------------------------------------------------------------------------


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
    half, _ = part.line_on(span.edge)
    drafted = next(edge.piece for edge in part.face if edge.half == half)
    line = drafted.info.outline.inner[step.edge]
    point = line.end if end else line.start
    places = drafted.info.edges_at(point)
    if not places:
        distance, _ = drafted.info.nearest_edge(point)
        raise DraftError(f"{step} ends {distance:.1f} mm from the outline and cannot close", code="closing.line",
                         where=str(step), hint="Draw the line from edge to edge.")
    name, mm, _ = min(places, key=lambda place: place[2])
    if name == drafted.info.fold:  # the fold is not an edge of the opened part: its end is the corner beside it
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


# ---- What is laid on or caught -----------------------------------------------------------------------------------


EASED_IN = 1.0
"""What is caught may be this many mm longer or shorter than the stretch that catches it; it is eased in by hand."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The move that brings a part to its place on another, and whether the line there runs against what is sewn."""

    move: Affine
    backward: bool = False


def on_table(part: ListedPart, half: str) -> Affine:
    """The move from the drawing of one half to where it lies on its part, face up."""
    info = part.piece.info
    face = TURNED_OVER if part.turned else IDENTITY
    if not (info.opens and half == RIGHT):
        return face
    fold = part.drafted_for(half).info.edges[info.fold]
    return mirrored_about(fold.start, fold.end).then(face)


def mark_of(piece: Piece, name: str, half: str, parts: CuttingList) -> EdgeSpan:
    """A line inside a part, or a point of it as a span without length."""
    info = piece.info
    half = half if half in info.halves else info.halves[0]
    part = parts.part_of(info.name, half)
    line = part.drafted_for(half).info.outline.inner.get(name)
    return EdgeSpan(part.id, edge_name(piece, name, half), 0.0, line.length if line else 0.0)


def laid_at(sewn: Walk, mark: EdgeSpan, name: str, half: str, parts: CuttingList) -> Placement | None:
    """Where a part lies that is stitched down along ``sewn`` at a mark; ``None`` where the drawing leaves it open.

    A part drawn in its place lies where it was drawn. Otherwise it lies upright, with the place where it is first sewn
    on the point; and a part sewn along a line on which it was not drawn may lie anywhere along it.
    """
    own, there = parts.parts[sewn[0].part], parts.parts[mark.part]
    on_half = half if half in there.piece.info.halves else there.piece.info.halves[0]
    outline = there.drafted_for(on_half).info.outline
    first, last = _point(sewn[0], sewn[0].entry, parts), _point(sewn[-1], sewn[-1].exit, parts)
    back, out = on_table(own, half).inverse, on_table(there, on_half)
    line, point = outline.inner.get(name), outline.points.get(name)
    if line is not None:
        if max(line.nearest(first)[1], line.nearest(last)[1]) > ON_LINE:
            return None
        backward = line.start.distance(first) > line.end.distance(first)
        return Placement(back.then(out), backward)
    if point is None:
        return None
    if min(point.distance(first), point.distance(last)) <= ON_LINE:
        return Placement(back.then(out))
    corner = _drawn_first(sewn, parts)
    return Placement(back.then(shifted(point.x - corner.x, point.y - corner.y)).then(out))


def _drawn_first(walk: Walk, parts: CuttingList) -> Point:
    """Where a walk starts when it is followed as it was drawn."""
    span = walk[-1] if parts.edge(walk[0].part, walk[0].edge).forward == walk[0].reversed else walk[0]
    edge = parts.edge(span.part, span.edge)
    return edge.piece.info.edges[edge.edge].at(min(edge.drawn_at(span.start), edge.drawn_at(span.end)))


def caught_at(first: Walk, second: Walk, parts: CuttingList) -> tuple[Walk, tuple[Match, ...]]:
    """The stretch of the second walk in which the first is caught, and their matches; none where it is left open.

    A run that was drawn in its place is caught there. One as long as the second is caught along all of it, edge against
    edge. Any other is caught somewhere in it.
    """
    length, room = walked(first), walked(second)
    ends = [_along(_point(span, mm, parts), parts.edge(span.part, span.edge).half, second, parts)
            for span, mm in ((first[0], first[0].entry), (first[-1], first[-1].exit))]
    start, end = ends
    if start is not None and end is not None and abs(abs(end - start) - length) <= EASED_IN:
        if start > end:
            second, start, end = turned_round(second), room - start, room - end
        second = part_of_walk(second, start, end)
    elif abs(length - room) <= EASED_IN:
        if first[0].reversed == second[0].reversed:
            second = turned_round(second)
    else:
        return second, ()
    return second, (Match("start", 0.0, 0.0), Match("end", length, walked(second)))


def _along(point: Point, half: str, walk: Walk, parts: CuttingList) -> float | None:
    """How far along a walk a point of a drawing lies, on edges of that half; ``None`` where it lies beside them."""
    run = 0.0
    for span in walk:
        edge = parts.edge(span.part, span.edge)
        if half in (edge.half, NONE):
            drawn = edge.piece.info.place_on(edge.edge, point)
            mm = None if drawn is None else edge.drawn_at(drawn)
            if mm is not None and span.start - JOIN <= mm <= span.end + JOIN:
                return run + (span.end - mm if span.reversed else mm - span.start)
        run += span.length
    return None


def _point(span: EdgeSpan, mm: float, parts: CuttingList) -> Point:
    """A place on an edge, where the template drew it."""
    edge = parts.edge(span.part, span.edge)
    return edge.piece.info.edges[edge.edge].at(edge.drawn_at(mm))
