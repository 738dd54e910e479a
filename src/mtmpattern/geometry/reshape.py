"""Edges divided, joined and redrawn, as converting a pattern needs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from mtmpattern.errors import OutlineError
from mtmpattern.geometry import path
from mtmpattern.geometry.corner import approach, segments_cross
from mtmpattern.geometry.curve import Curve
from mtmpattern.geometry.drawing import FARTHEST
from mtmpattern.geometry.edge import Edge, EdgeKind
from mtmpattern.geometry.intake import Intake, PlacedIntake
from mtmpattern.geometry.path import Curves
from mtmpattern.geometry.point import Point, between, crossing, heading, turn
from mtmpattern.geometry.roots import bracketed
from mtmpattern.geometry.tolerance import FLATTEN, LENGTH, NOTHING, ON_LINE, ONE_WAY, SAME

# ---- Crossings ------------------------------------------------------------------------------------------------------

def crossing_places(curves: Curves, others: Curves) -> list[float]:
    """Millimetres along the first line at which the second crosses or touches it, in order."""
    found: list[float] = []
    for one in path.chords(curves, FLATTEN):
        for other in path.chords(others, FLATTEN):
            shares = segments_cross(one.a, one.b, other.a, other.b)
            if shares is None:
                continue
            exact = approach(curves[one.of], one.t0 + shares[0] * (one.t1 - one.t0),
                             others[other.of], other.t0 + shares[1] * (other.t1 - other.t0))
            if exact is not None:
                t = min(1.0, max(0.0, exact[1]))
                found.append(path.length(curves[:one.of]) + curves[one.of].length_to(t))
    found.sort()
    return [mm for i, mm in enumerate(found) if not i or mm - found[i - 1] > ON_LINE]


# ---- Dividing and joining edges -------------------------------------------------------------------------------------

def divided(edge: Edge, mm: float) -> tuple[Edge, Edge]:
    """The edge up to ``mm`` sewn millimetres from its start, and the rest of it; both keep their curves.

    Raises `OutlineError` (``intake.cut``) for a place in the mouth of a dart or pleat.
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
    """A place on an edge, moved exactly to where two of its curves meet if it is ``within`` mm of that."""
    run = 0.0
    for stretch in edge.trued.sewn:
        for curve in stretch[:-1]:
            run += curve.length
            if abs(run - mm) <= within:
                return run
        run += stretch[-1].length
    return mm


def with_mouths(stretches: Sequence[Curves], placed: Sequence[PlacedIntake], kind: EdgeKind) -> Edge:
    """The edge made of sewn stretches and the placed darts and pleats between them, their mouths unchanged."""
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
    """Two consecutive edges as one; a curve that had been divided there becomes one curve again."""
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
    """The curve of which both are parts, the second starting where the first ends; ``None`` where there is none."""
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
    """The edge with its first point set exactly to another that is very close to it."""
    first = edge.curves[0]
    if first.start == point:
        return edge
    moved = Curve.line(point, first.end) if first.straight else Curve(point, first.leave, first.arrive, first.end)
    return Edge((moved, *edge.curves[1:]), edge.kind, edge.intakes)


def ending_at(edge: Edge, point: Point) -> Edge:
    """The edge with its last point set exactly to another that is very close to it."""
    last = edge.curves[-1]
    if last.end == point:
        return edge
    moved = Curve.line(last.start, point) if last.straight else Curve(last.start, last.leave, last.arrive, point)
    return Edge((*edge.curves[:-1], moved), edge.kind, edge.intakes)


# ---- Redrawing the lines of a slashed pattern -----------------------------------------------------------------------

MOST_TURNED = 90.0
"""A curve whose chord turns by more than this many degrees was closed beyond its own length."""

FARTHEST_SHIFT = 0.1
"""Joints are moved by at most this fraction of the line's length for each radian of bend, to keep that length."""

LEAST_ROUND, MOST_ROUND = 0.5, 1.6
"""The range of the factor on handles where no joint can be moved to keep a line's length."""


def bent(curve: Curve, start: Point, end: Point, first: float = 0.0, last: float = 0.0, rounder: float = 1.0) -> Curve:
    """The curve between new ends, turned by ``first`` degrees at its start and by ``last`` at its end.

    ``rounder`` multiplies the length that the rule gives its handles.
    """
    if start == curve.start and end == curve.end and first == last == 0.0:
        return curve
    if start.distance(end) < SAME or abs(turn(heading(curve.start, curve.end), heading(start, end))) > MOST_TURNED:
        raise OutlineError(f"a line {curve.length:.1f} mm long is closed beyond its own length", code="spread.closed",
                           hint="Close less, or at fewer places.")
    leave, arrive = curve.direction(0.0) + first, curve.direction(1.0) + last
    straight_on = heading(start, end)
    if abs(turn(leave, straight_on)) < ONE_WAY and abs(turn(straight_on, arrive)) < ONE_WAY:
        return Curve.line(start, end)
    grown = _model(start, end, leave, arrive) / _model(curve.start, curve.end, curve.direction(0.0),
                                                       curve.direction(1.0))
    reach, back = (a.distance(b) * grown * rounder for a, b in ((curve.start, curve.leave), (curve.arrive, curve.end)))
    cross = crossing(start, leave, end, arrive + 180.0)
    if cross is not None and reach > cross[0] > 0 and back > cross[1] > 0:  # handles that cross make a loop
        reach, back = FARTHEST * cross[0], FARTHEST * cross[1]
    return Curve(start, start.along(leave, reach), end.along(arrive + 180.0, back), end)


def _model(start: Point, end: Point, leave: float, arrive: float) -> float:
    """The handle length of the arc over this chord with the same total turn."""
    straight_on = heading(start, end)
    whole = turn(leave, straight_on) + turn(straight_on, arrive)
    return start.distance(end) / (3 * math.cos(math.radians(max(-340.0, min(340.0, whole)) / 4)) ** 2)


def with_ends(curves: Curves, start: Point | None = None, end: Point | None = None, first: float = 0.0,
              last: float = 0.0, rounder: float = 1.0) -> Curves:
    """A line with its end points replaced and its end directions turned; only its first and last curve are redrawn."""
    found = list(curves)
    start, end = start or curves[0].start, end or curves[-1].end
    if len(found) == 1:
        return (bent(found[0], start, end, first, last, rounder),)
    if first or start != found[0].start:
        found[0] = bent(found[0], start, found[0].end, first, 0.0, rounder)
    if last or end != found[-1].end:
        found[-1] = bent(found[-1], found[-1].start, end, 0.0, last, rounder)
    return tuple(found)


def smoothed(parts: Sequence[Curves], bends: Sequence[float]) -> list[Curves]:
    """Lines laid end to end that turn by ``bends`` degrees where they meet, redrawn as one smooth line equally long.

    Half of each bend goes to either side. That makes a straight line longer, so the joints are moved square to it, in
    proportion to their bends, until the whole is as long as before. Where that would take them too far, as on a curve
    that hardly bends, the handles beside the joints are made longer or shorter instead.
    """
    most = max((abs(bend) for bend in bends), default=0.0)
    if most < ONE_WAY:
        return list(parts)
    target = sum(path.length(part) for part in parts)
    ways = [part[-1].direction(1.0) + bend / 2 + 90.0 for part, bend in zip(parts, bends, strict=False)]
    turns = [0.0, *bends, 0.0]

    def drawn_with(shift: float, rounder: float = 1.0) -> list[Curves]:
        joints = [None, *(part[-1].end.along(way, shift * bend / most)
                          for part, way, bend in zip(parts, ways, bends, strict=False)), None]
        return [with_ends(part, joints[i], joints[i + 1], -turns[i] / 2, turns[i + 1] / 2, rounder)
                for i, part in enumerate(parts)]

    def too_long(shift: float, rounder: float = 1.0) -> float:
        return sum(path.length(part) for part in drawn_with(shift, rounder)) - target

    here, far = too_long(0.0), target * math.radians(most) * FARTHEST_SHIFT
    if abs(here) < LENGTH:
        return drawn_with(0.0)
    shifts = [bracketed(too_long, 0.0, shift) for shift in (far, -far) if here * too_long(shift) <= 0]
    if shifts:
        return drawn_with(min(shifts, key=abs))
    for rounder in (LEAST_ROUND, MOST_ROUND):
        if here * too_long(0.0, rounder) <= 0:
            return drawn_with(0.0, bracketed(lambda share: too_long(0.0, share), 1.0, rounder))
    raise OutlineError(f"a line that is bent by {most:.1f} degrees cannot be redrawn smoothly at its length",
                       code="spread.bend", hint="Spread it by less, or at more places.")
