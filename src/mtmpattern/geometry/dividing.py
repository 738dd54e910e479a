"""An edge divided at a place, and two that follow each other made one again; darts and pleats stay where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import OutlineError
from . import path
from .cap import Intake
from .curve import Curve
from .edge import Edge
from .path import Curves
from .placed import Placed
from .point import Point, between, heading, turn
from .tolerance import NOTHING, ON_LINE, ONE_WAY


def divided(edge: Edge, mm: float) -> tuple[Edge, Edge]:
    """The edge up to a place ``mm`` sewn millimetres from its start, and the rest of it; both keep their curves.

    A place in the mouth of a dart or pleat is refused: ``intake.cut``.
    """
    mm = settled(edge, mm)
    if not edge.intakes:
        return (Edge(path.part(edge.curves, 0.0, mm), edge.kind),
                Edge(path.part(edge.curves, mm, edge.drawn_length), edge.kind))
    stretches, run = edge.trued.sewn, 0.0
    index, placed = 0, edge.trued.placed
    while index < len(placed) and mm > run + path.length(stretches[index]) + ON_LINE:
        run += path.length(stretches[index])
        index += 1
    stretch, here = stretches[index], path.length(stretches[index])
    if mm < run + ON_LINE or mm > run + here - ON_LINE:
        raise OutlineError(f"a line ends in the mouth of a dart or pleat, {mm:.1f} mm along its edge",
                           code="intake.cut", hint="Draw it beside the mouth, or move the dart first.")
    first = (*stretches[:index], path.part(stretch, 0.0, mm - run))
    second = (path.part(stretch, mm - run, here), *stretches[index + 1:])
    return with_mouths(first, placed[:index], edge.kind), with_mouths(second, placed[index:], edge.kind)


def settled(edge: Edge, mm: float, within: float = ON_LINE) -> float:
    """A place on an edge; one that lies where two of its curves meet, to ``within`` mm, is there to the last bit."""
    run = 0.0
    for stretch in edge.trued.sewn:
        for curve in stretch[:-1]:
            run += curve.length
            if abs(run - mm) <= within:
                return run
        run += stretch[-1].length
    return mm


def with_mouths(stretches: Sequence[Curves], placed: Sequence[Placed], kind: str) -> Edge:
    """The edge of these sewn stretches with darts and pleats between them, whose mouths lie there as they are."""
    curves = list(stretches[0])
    whole, run = sum(path.length(stretch) for stretch in stretches), 0.0
    intakes: list[Intake] = []
    for before, here, after in zip(stretches, placed, stretches[1:], strict=False):
        mouth = Curve.line(before[-1].end, after[0].start)
        run += path.length(before)
        deep = between(mouth.start, mouth.end, 0.5).distance(here.point) if here.intake.tip else here.intake.length
        intakes.append(replace(here.intake, width=mouth.length, length=deep, at=run / whole))
        curves += [mouth, *after]
    return Edge(tuple(curves), kind, tuple(intakes))


def in_one(first: Edge, second: Edge) -> Edge:
    """One edge of two that follow each other; where it was one curve before it was divided, it is one again."""
    length = first.length + second.length
    intakes = (*(replace(intake, at=intake.at * first.length / length) for intake in first.intakes),
               *(replace(intake, at=(first.length + intake.at * second.length) / length) for intake in second.intakes))
    before, after = _free(first, -1), _free(second, 0)
    whole = healed(first.curves[-1], second.curves[0]) if before and after else None
    middle = (first.curves[-1], second.curves[0]) if whole is None else (whole,)
    return Edge((*first.curves[:-1], *middle, *second.curves[1:]), first.kind, intakes)


def _free(edge: Edge, index: int) -> bool:
    """Whether no intake lies on the first or last curve of an edge."""
    if not edge.intakes:
        return True
    return edge.trued.sewn[index][index] == edge.curves[index]


def healed(a: Curve, b: Curve) -> Curve | None:
    """The one curve that both are parts of, the second where the first ends; ``None`` where there is none."""
    if a.straight and b.straight:
        one_way = abs(turn(heading(a.start, a.end), heading(b.start, b.end))) < ONE_WAY
        return Curve.line(a.start, b.end) if one_way else None
    one, other = a.arrive.distance(a.end), b.start.distance(b.leave)
    if a.straight or b.straight or min(one, other) < NOTHING:
        return None
    share = one / (one + other)
    whole = Curve(a.start, between(a.start, a.leave, 1 / share), between(b.end, b.arrive, 1 / (1 - share)), b.end)
    if not _fits(whole.part(0.0, share), a) or not _fits(whole.part(share, 1.0), b):
        return None
    return whole


def _fits(part: Curve, curve: Curve) -> bool:
    return part.leave.same_as(curve.leave) and part.arrive.same_as(curve.arrive) and part.end.same_as(
        curve.end) and part.start.same_as(curve.start)


def starting_at(edge: Edge, point: Point) -> Edge:
    """The edge with its first point set to another, hardly away from it, to the last bit."""
    first = edge.curves[0]
    if first.start == point:
        return edge
    moved = Curve.line(point, first.end) if first.straight else Curve(point, first.leave, first.arrive, first.end)
    return Edge((moved, *edge.curves[1:]), edge.kind, edge.intakes)


def ending_at(edge: Edge, point: Point) -> Edge:
    """The edge with its last point set to another, hardly away from it, to the last bit."""
    last = edge.curves[-1]
    if last.end == point:
        return edge
    moved = Curve.line(last.start, point) if last.straight else Curve(last.start, last.leave, last.arrive, point)
    return Edge((*edge.curves[:-1], moved), edge.kind, edge.intakes)
