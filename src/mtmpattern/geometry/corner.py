"""How the allowances of two neighbouring stretches of an outline meet at the sewn corner between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from . import path
from .affine import mirrored_about
from .curve import Curve
from .meeting import Ray, Stop, end_at, meeting, met, ray_stop, start_at
from .path import Curves
from .point import Point, heading, turn
from .tolerance import OFFSET, SAME

MITRE_LIMIT = 2.5
"""A mitred corner may reach this many allowances from the sewn corner; a sharper one is cut square across there."""

HARDLY_TURNING = 30.0
"""Where an outline turns by less than this many degrees, a change of width is a square step, not a mitre."""

KINK = 0.5
"""A turn of more degrees than this is a corner that a hem can be folded at."""

REACH = 2.0
"""How far up a side its mirror image is looked at under a hem, in depths of the hem; sides lean less than that."""


class Corner(Enum):
    """How the allowances of two neighbouring edges meet; first and second in the order of the outline.

    Where the outline turns inward both are always trimmed to where they cross.
    """

    MITRE = "both allowances run on until they meet"
    FIRST = "the first sewn line runs on to the second's cut line; its own allowance is cut square to it there"
    SECOND = "the second sewn line runs back to the first's cut line; its own allowance is cut square to it there"
    HEM_FIRST = "the first edge is turned up: the second one's allowance is mirrored in it"
    HEM_SECOND = "the second edge is turned up: the first one's allowance is mirrored in it"
    BEVEL = "a straight line between the ends of both allowances"


@dataclass(slots=True)
class Stretch:
    """A smooth part of one margin with its parallel curves, as they are trimmed and lengthened at the corners."""

    owner: int
    sewn: Curves
    width: float
    corner: Corner
    curves: list[Curve]
    folded: bool
    """Whether the parallel turns back on itself where the hollow is tighter than the allowance is wide."""
    mirrored: bool = False
    """Whether it lies on a fold: beyond it the cloth goes on as the mirror image, so corners lie on its line."""
    tail: list[Curve] = field(default_factory=list)
    """What the corner at the end adds to this stretch."""


def turn_corners(stretches: Sequence[Stretch]) -> bool:
    """Bring each stretch together with the next; False when some could not and the whole line must be mended.

    Hems come last: what lies beyond the hem line is the mirror image of neighbours that are already cut.
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


def _is_turned(first: Stretch, second: Stretch) -> bool:
    hemmed = first.corner in (Corner.HEM_FIRST, Corner.HEM_SECOND)
    return hemmed and turn(first.sewn[-1].direction(1.0), second.sewn[0].direction(0.0)) > KINK


def _turned(first: Stretch, second: Stretch) -> bool:
    corner = first.sewn[-1].end
    bend = turn(first.sewn[-1].direction(1.0), second.sewn[0].direction(0.0))
    apart = bend * (first.width + second.width) > 0
    kind = first.corner
    on_fold = first.mirrored or second.mirrored
    step = abs(bend) < HARDLY_TURNING and abs(first.width - second.width) > OFFSET and not on_fold
    if step or (apart and kind is Corner.BEVEL):
        return _bridged(first, second)
    if apart and kind in (Corner.FIRST, Corner.SECOND) and _squared(first, second, corner):
        return True
    return _mitred(first, second, corner, apart)


def _bridged(first: Stretch, second: Stretch) -> bool:
    """A straight line from one allowance to the other; nothing where they already meet."""
    start, end = first.curves[-1].end, second.curves[0].start
    if first.mirrored and not start.same_as(end):  # what lies on a fold is left out when the piece is opened
        second.curves.insert(0, Curve.line(start, end))
    elif not start.same_as(end):
        first.tail.append(Curve.line(start, end))
    return True


def _mitred(first: Stretch, second: Stretch, corner: Point, apart: bool) -> bool:
    found = meeting(first.curves, second.curves, run_on=apart)
    if found is None:
        if apart or first.curves[-1].end.same_as(second.curves[0].start, OFFSET):
            return _bridged(first, second)
        # Longer than a whole neighbour: by way of the sewn corner, what is too much forms loops the wrong way round.
        first.tail += [Curve.line(first.curves[-1].end, corner), Curve.line(corner, second.curves[0].start)]
        return False
    (end, start), limit = found, MITRE_LIMIT * max(abs(first.width), abs(second.width))
    inside = (end.t <= 1.0, start.t >= 0.0)
    trimmed = all(inside) or (any(inside) and (first.mirrored or second.mirrored))  # a fold is a line without end
    if end.point.distance(corner) <= limit or trimmed:
        end_at(first.curves, end)
        start_at(second.curves, start)
    elif end.t > 1.0 and start.t < 0.0:
        across = Ray(corner.toward(end.point, limit), heading(corner, end.point) + 90.0)
        _run_on_to(first, second, across)
    return _bridged(first, second)


def _run_on_to(first: Stretch, second: Stretch, across: Ray) -> None:
    end = ray_stop(first.curves, across, at_start=False, run_on_only=True)
    start = ray_stop(second.curves, across, at_start=True, run_on_only=True)
    if end is not None and start is not None:
        end_at(first.curves, end)
        start_at(second.curves, start)


def _squared(first: Stretch, second: Stretch, corner: Point) -> bool:
    """Run one sewn line on to the other's cut line, and cut the allowance square to it there."""
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


def _turned_up(first: Stretch, second: Stretch, beyond: Sequence[Stretch]) -> bool:
    """Fold the neighbour's cut line over the hem line, so that the turn lies on the cloth edge to edge.

    The cloth is folded along a straight line: a curved hem's tangent at the corner. Where the neighbour is shorter than
    the turn is deep, its own neighbours ``beyond`` it are folded over with it.
    """
    corner = first.sewn[-1].end
    hem_is_first = first.corner is Corner.HEM_FIRST
    hem, side = (first, second) if hem_is_first else (second, first)
    along = hem.sewn[-1].direction(1.0) if hem_is_first else hem.sewn[0].direction(0.0)
    foot = ray_stop(side.curves, Ray(corner, along), at_start=hem_is_first)
    if foot is None:
        return False
    mirror = mirrored_about(corner, corner.along(along, max(hem.width, 1.0)))
    if hem_is_first:  # walking the hem first: raw edge, up the mirrored side to the fold, on along the side
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


def _as_far_as(mm: float, side: Stretch, beyond: Sequence[Stretch]) -> list[Stretch]:
    """The side and as many of its neighbours as reach ``mm`` from the corner."""
    found, reached = [side], path.length(side.curves)
    for stretch in beyond:
        if reached >= mm:
            break
        found.append(stretch)
        reached += path.length(stretch.curves)
    return found
