"""Where two chains of curves meet, and how the allowances of two neighbouring edges meet at a sewn corner."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from mtmpattern.geometry import path
from mtmpattern.geometry.curve import Curve
from mtmpattern.geometry.path import Curves
from mtmpattern.geometry.point import Point, between, crossing, heading, mirrored_about, turn
from mtmpattern.geometry.tolerance import FLATTEN, JOIN, LENGTH, NOTHING, OFFSET, PARALLEL, SAME

# ---- Where two chains of curves meet --------------------------------------------------------------------------------

MOST_STEPS = 16
"""Newton's method stops without a result after this many steps."""

FARTHEST = 200.0
"""A chain is extended by at most this many millimetres to meet one that must be trimmed."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The new end or start of a chain: on the curve ``index`` at the parameter ``t``.

    A parameter above 1 (or below 0) lies on the straight extension of the last (or first) curve.
    """

    point: Point
    index: int
    t: float


@dataclass(frozen=True, slots=True)
class Ray:
    """An infinite straight line through a point, its direction in degrees."""

    through: Point
    direction: float


def met(first: list[Curve], second: list[Curve]) -> Point | None:
    """Trim or lengthen two chains until the end of the first is the start of the second, and return that point.

    Both lists are changed. ``None`` (and no change) when they never meet.
    """
    found = meeting(first, second)
    if found is None:
        return None
    end_at(first, found[0])
    start_at(second, found[1])
    return found[0].point


def meeting(first: Sequence[Curve], second: Sequence[Curve], *, run_on: bool = True) -> tuple[Stop, Stop] | None:
    """Where two chains meet nearest to the corner between them.

    Each is extended straight where it must be; ``run_on=False`` allows only what lies on the curves themselves.
    """
    near = approach(first[-1], 1.0, second[0], 0.0)
    if near is not None and near[1] > 0.0 and near[2] < 1.0:
        point, t, u = near
        return Stop(point, len(first) - 1, t), Stop(point, 0, u)
    inside = _search(path.chords(first, FLATTEN), path.chords(second, FLATTEN), first, second)
    if inside is not None or not run_on:
        return inside
    return _search([*path.chords(first, FLATTEN), _run_on(first, at_start=False)],
                   [_run_on(second, at_start=True), *path.chords(second, FLATTEN)], first, second)


def _run_on(chain: Sequence[Curve], *, at_start: bool) -> path.Chord:
    """The straight extension of a chain beyond its end, as a chord of the curve there."""
    index, t, ahead = (0, 0.0, -FARTHEST) if at_start else (len(chain) - 1, 1.0, FARTHEST)
    x, y, dx, dy = _extended(chain[index], t)
    pace = math.hypot(dx, dy)
    far = Point(x + dx / pace * ahead, y + dy / pace * ahead)
    beyond = t + ahead / pace
    if at_start:
        return path.Chord(index, beyond, t, far, chain[index].start)
    return path.Chord(index, t, beyond, chain[index].end, far)


def approach(first: Curve, t: float, second: Curve, u: float) -> tuple[Point, float, float] | None:
    """(point, parameters) where two curves cross, by Newton's method from a guess; both may be extended straight."""
    for _ in range(MOST_STEPS):
        ax, ay, adx, ady = _extended(first, t)
        bx, by, bdx, bdy = _extended(second, u)
        gap_x, gap_y = bx - ax, by - ay
        if abs(gap_x) < LENGTH and abs(gap_y) < LENGTH:
            return Point(ax, ay), t, u
        cross = bdx * ady - adx * bdy
        if abs(cross) <= PARALLEL * math.hypot(adx, ady) * math.hypot(bdx, bdy):
            return None
        t += (bdx * gap_y - bdy * gap_x) / cross
        u += (adx * gap_y - ady * gap_x) / cross
    return None


def ray_stop(chain: Sequence[Curve], ray: Ray, *, at_start: bool, run_on_only: bool = False) -> Stop | None:
    """Where a chain, extended straight at one end, meets an infinite line, nearest to the line's own point."""
    found: list[tuple[float, Stop]] = []
    for index, curve in enumerate(() if run_on_only else chain):
        for t, along in path.crossings_of(curve, ray.through, ray.direction):
            found.append((abs(along), Stop(curve.point(t), index, t)))
    curve = chain[0] if at_start else chain[-1]
    tip, way = (curve.start, curve.direction(0.0)) if at_start else (curve.end, curve.direction(1.0))
    ahead = crossing(tip, way, ray.through, ray.direction)
    if ahead is not None and (ahead[0] <= 0.0 if at_start else ahead[0] >= 0.0):
        # As a parameter of the curve it only has to lie beyond the end.
        beyond = Stop(tip.along(way, ahead[0]), 0, ahead[0]) if at_start else (
            Stop(tip.along(way, ahead[0]), len(chain) - 1, 1.0 + ahead[0]))
        found.append((abs(ahead[1]), beyond))
    return min(found, key=lambda hit: hit[0])[1] if found else None


def end_at(chain: list[Curve], stop: Stop) -> None:
    """Trim or lengthen a chain in place so that it ends at a stop."""
    curve = chain[stop.index]
    del chain[stop.index + 1:]
    if curve.straight:
        chain[-1] = Curve.line(curve.start, stop.point)
    elif stop.t <= 1.0 or curve.end.same_as(stop.point):
        part = curve.part(0.0, stop.t)
        chain[-1] = Curve(part.start, part.leave, part.arrive, stop.point)
    else:
        chain.append(Curve.line(curve.end, stop.point))


def start_at(chain: list[Curve], stop: Stop) -> None:
    """Trim or lengthen a chain in place so that it starts at a stop."""
    curve = chain[stop.index]
    del chain[:stop.index]
    if curve.straight:
        chain[0] = Curve.line(stop.point, curve.end)
    elif stop.t >= 0.0 or curve.start.same_as(stop.point):
        part = curve.part(stop.t, 1.0)
        chain[0] = Curve(stop.point, part.leave, part.arrive, part.end)
    else:
        chain.insert(0, Curve.line(stop.point, curve.start))


def _extended(curve: Curve, t: float) -> tuple[float, float, float, float]:
    """Position and velocity at a parameter that may lie beyond the ends, where the curve is extended straight."""
    p0, p1, p2, p3 = curve.start, curve.leave, curve.arrive, curve.end
    if t <= 0.0:
        u, point, dx, dy = 0.0, p0, 3 * (p1.x - p0.x), 3 * (p1.y - p0.y)
    elif t >= 1.0:
        u, point, dx, dy = 1.0, p3, 3 * (p3.x - p2.x), 3 * (p3.y - p2.y)
    else:
        u, point, s = t, curve.point(t), 1.0 - t
        dx = 3 * (s * s * (p1.x - p0.x) + 2 * s * u * (p2.x - p1.x) + u * u * (p3.x - p2.x))
        dy = 3 * (s * s * (p1.y - p0.y) + 2 * s * u * (p2.y - p1.y) + u * u * (p3.y - p2.y))
    if abs(dx) + abs(dy) < SAME:  # a handle of length 0 still has a direction
        way, pace = math.radians(curve.direction(u)), max(p0.distance(p3), SAME)
        dx, dy = pace * math.cos(way), pace * math.sin(way)
    return point.x + (t - u) * dx, point.y + (t - u) * dy, dx, dy


def _search(chords: Sequence[path.Chord], others: Sequence[path.Chord], first: Sequence[Curve],
            second: Sequence[Curve]) -> tuple[Stop, Stop] | None:
    """The crossing nearest to the corner: the last of the first chain with the earliest of the second."""
    for one in reversed(chords):
        for other in others:
            shares = segments_cross(one.a, one.b, other.a, other.b)
            if shares is None:
                continue
            t = one.t0 + shares[0] * (one.t1 - one.t0)
            u = other.t0 + shares[1] * (other.t1 - other.t0)
            exact = approach(first[one.of], t, second[other.of], u)
            if exact is not None and exact[0].same_as(between(one.a, one.b, shares[0]), JOIN * 10):
                return Stop(exact[0], one.of, exact[1]), Stop(exact[0], other.of, exact[2])
    return None


def segments_cross(a: Point, b: Point, c: Point, d: Point) -> tuple[float, float] | None:
    """The fractions of two line segments at which they cross, None where they do not."""
    cross = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x)
    if abs(cross) < NOTHING:
        return None
    s = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / cross
    t = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / cross
    return (s, t) if 0.0 <= s <= 1.0 and 0.0 <= t <= 1.0 else None


# ---- Corners of allowances ------------------------------------------------------------------------------------------

MITRE_LIMIT = 2.5
"""A mitred corner may reach this many allowances from the sewn corner; a sharper one is cut square across there."""

STEP_BELOW = 30.0
"""Where an outline turns by less than this many degrees, a change of width is a square step, not a mitre."""

KINK = 0.5
"""A turn of more degrees than this is a corner at which a hem can be folded."""

REACH = 2.0
"""How much of a side is mirrored under a hem, in depths of the hem; no side leans so far that more is needed."""


class Corner(Enum):
    """How the allowances of two neighbouring edges meet; first and second in the order of the outline.

    Where the outline turns inward both are always trimmed to where they cross.
    """

    MITRE = "both allowances are extended until they meet"
    FIRST = "the first sewn line is extended to the second's cut line; its own allowance is cut square to it there"
    SECOND = "the second sewn line is extended back to the first's cut line; its allowance is cut square to it there"
    HEM_FIRST = "the first edge is turned up: the second one's allowance is mirrored in it"
    HEM_SECOND = "the second edge is turned up: the first one's allowance is mirrored in it"
    BEVEL = "a straight line between the ends of both allowances"


@dataclass(slots=True)
class MarginStretch:
    """A smooth part of one margin and its parallel curves, which the corners trim and lengthen."""

    owner: int
    sewn: Curves
    width: float
    corner: Corner
    curves: list[Curve]
    folded: bool
    """Whether the parallel turns back on itself where the hollow is tighter than the allowance is wide."""
    mirrored: bool = False
    """Whether it lies on a fold: beyond it the cloth continues as its mirror image, so corners lie on its line."""
    tail: list[Curve] = field(default_factory=list)
    """What the corner at the end adds to this stretch."""
    flare_at_start: float = 0.0
    flare_at_end: float = 0.0
    """Degrees by which what is turned up is drawn out there."""


def turn_corners(stretches: Sequence[MarginStretch]) -> bool:
    """Join each stretch to the next; False where that failed and the whole line must be repaired.

    Hems come last: the turn beyond a hem line mirrors neighbours whose own corners are done.
    """
    sound, count = True, len(stretches)
    hems = [i for i, stretch in enumerate(stretches) if _is_turned(stretch, stretches[(i + 1) % count])]
    for i in [*(i for i in range(count) if i not in hems), *hems]:
        first, second = stretches[i], stretches[(i + 1) % count]
        if i in hems:
            beyond = [stretches[(i + 2 + k if first.corner is Corner.HEM_FIRST else i - 1 - k) % count]
                      for k in range(count - 2)]
            if _turned_up(first, second, beyond):
                continue
        sound = _turned(first, second) and sound
    return sound


def _is_turned(first: MarginStretch, second: MarginStretch) -> bool:
    hemmed = first.corner in (Corner.HEM_FIRST, Corner.HEM_SECOND)
    return hemmed and turn(first.sewn[-1].direction(1.0), second.sewn[0].direction(0.0)) > KINK


def _turned(first: MarginStretch, second: MarginStretch) -> bool:
    corner = first.sewn[-1].end
    bend = turn(first.sewn[-1].direction(1.0), second.sewn[0].direction(0.0))
    apart = bend * (first.width + second.width) > 0
    kind = first.corner
    on_fold = first.mirrored or second.mirrored
    step = abs(bend) < STEP_BELOW and abs(first.width - second.width) > OFFSET and not on_fold
    if step or (apart and kind is Corner.BEVEL):
        return _bridged(first, second)
    if apart and kind in (Corner.FIRST, Corner.SECOND) and _squared(first, second, corner):
        return True
    return _mitred(first, second, corner, apart)


def _bridged(first: MarginStretch, second: MarginStretch) -> bool:
    """A straight line from one allowance to the other; nothing where they already meet."""
    start, end = first.curves[-1].end, second.curves[0].start
    if first.mirrored and not start.same_as(end):  # curves on a fold are dropped when the piece is opened
        second.curves.insert(0, Curve.line(start, end))
    elif not start.same_as(end):
        first.tail.append(Curve.line(start, end))
    return True


def _mitred(first: MarginStretch, second: MarginStretch, corner: Point, apart: bool) -> bool:
    found = meeting(first.curves, second.curves, run_on=apart)
    if found is None:
        if apart or first.curves[-1].end.same_as(second.curves[0].start, OFFSET):
            return _bridged(first, second)
        # The allowance is longer than its whole neighbour. By way of the sewn corner the excess forms clockwise loops,
        # which the repair removes.
        first.tail += [Curve.line(first.curves[-1].end, corner), Curve.line(corner, second.curves[0].start)]
        return False
    (end, start), limit = found, MITRE_LIMIT * max(abs(first.width), abs(second.width))
    inside = (end.t <= 1.0, start.t >= 0.0)
    trimmed = all(inside) or (any(inside) and (first.mirrored or second.mirrored))  # a fold is an infinite line
    if end.point.distance(corner) <= limit or trimmed:
        end_at(first.curves, end)
        start_at(second.curves, start)
    elif end.t > 1.0 and start.t < 0.0:
        across = Ray(corner.toward(end.point, limit), heading(corner, end.point) + 90.0)
        _run_on_to(first, second, across)
    return _bridged(first, second)


def _run_on_to(first: MarginStretch, second: MarginStretch, across: Ray) -> None:
    end = ray_stop(first.curves, across, at_start=False, run_on_only=True)
    start = ray_stop(second.curves, across, at_start=True, run_on_only=True)
    if end is not None and start is not None:
        end_at(first.curves, end)
        start_at(second.curves, start)


def _squared(first: MarginStretch, second: MarginStretch, corner: Point) -> bool:
    """Extend one sewn line to the other's cut line, and cut its allowance square to it there."""
    own_is_first = first.corner is Corner.FIRST
    own, other = (first, second) if own_is_first else (second, first)
    along = first.sewn[-1].direction(1.0) if own_is_first else second.sewn[0].direction(0.0) + 180.0
    reached = ray_stop(other.curves, Ray(corner, along), at_start=own_is_first)
    if reached is None or not _ahead(corner, along, reached, MITRE_LIMIT * max(own.width, other.width)):
        return False
    cut = ray_stop(own.curves, Ray(reached.point, along + 90.0), at_start=not own_is_first)
    if cut is None:
        return False
    end_at(first.curves, cut if own_is_first else reached)
    start_at(second.curves, reached if own_is_first else cut)
    return _bridged(first, second)


def _ahead(corner: Point, along: float, reached: Stop, limit: float) -> bool:
    distance = corner.distance(reached.point)
    return distance <= limit and corner.along(along, distance).same_as(reached.point, OFFSET)


def _turned_up(first: MarginStretch, second: MarginStretch, beyond: Sequence[MarginStretch]) -> bool:
    """Fold the neighbour's cut line over the hem line, so that the turn's edge matches the edge of the cloth.

    The fold is straight: the tangent of a curved hem at the corner, turned by half of the flare, so that the mirror
    image of the neighbour stands out by all of it. Where the neighbour is shorter than the turn is deep, its own
    neighbours ``beyond`` it are folded with it.
    """
    corner = first.sewn[-1].end
    hem_is_first = first.corner is Corner.HEM_FIRST
    hem, side = (first, second) if hem_is_first else (second, first)
    along = (hem.sewn[-1].direction(1.0) + hem.flare_at_end / 2 if hem_is_first
             else hem.sewn[0].direction(0.0) - hem.flare_at_start / 2)
    foot = ray_stop(side.curves, Ray(corner, along), at_start=hem_is_first)
    if foot is None:
        return False
    mirror = mirrored_about(corner, corner.along(along, max(hem.width, 1.0)))
    if hem_is_first:  # the outline runs along the raw edge, up the mirrored side to the fold, and on along the side
        start_at(side.curves, foot)
        walk = [curve for s in _as_far_as(REACH * hem.width, side, beyond) for curve in (*s.curves, *s.tail)]
        near = path.part(walk, 0.0, min(REACH * hem.width, path.length(walk)))
        climb = [curve.moved(mirror) for curve in path.reverse(near)]
        if met(hem.curves, climb) is None:
            hem.tail.append(Curve.line(hem.curves[-1].end, climb[0].start))
        hem.tail += climb
    else:
        end_at(side.curves, foot)
        before = _as_far_as(REACH * hem.width, side, beyond)[:0:-1]
        walk = [*(curve for s in before for curve in (*s.curves, *s.tail)), *side.curves]
        whole = path.length(walk)
        near = path.part(walk, max(0.0, whole - REACH * hem.width), whole)
        descent = [curve.moved(mirror) for curve in path.reverse(near)]
        if met(descent, hem.curves) is None:
            descent.append(Curve.line(descent[-1].end, hem.curves[0].start))
        side.tail += descent
    return hem.width > SAME


def _as_far_as(mm: float, side: MarginStretch, beyond: Sequence[MarginStretch]) -> list[MarginStretch]:
    """The side and as many of its neighbours as reach ``mm`` from the corner."""
    found, reached = [side], path.length(side.curves)
    for stretch in beyond:
        if reached >= mm:
            break
        found.append(stretch)
        reached += path.length(stretch.curves)
    return found
