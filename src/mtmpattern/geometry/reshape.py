"""Lines redrawn where a pattern was slashed: their ends set to new places and turned, the rest as it was.

The rule: a curve between new ends keeps its directions there but for the turn that it is given, and its handles grow
as those of the rule of drawing do (``chord / (3 cos² (turn / 4))``). So a curve that is not moved stays what it is,
one that is bent and bent back is the same again, and a straight line becomes nearly an arc. Handles never cross.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..errors import OutlineError
from . import path
from .curve import Curve
from .drawing import FARTHEST
from .path import Curves
from .point import Point, crossing, heading, turn
from .roots import bracketed
from .tolerance import LENGTH, ONE_WAY, SAME

MOST_TURNED = 90.0
"""A curve whose ends change places by more than this many degrees was closed beyond its own length."""

FARTHEST_SHIFT = 0.1
"""Joints are moved by no more than this part of the line's length for each radian of bend, to keep that length."""

LEAST_ROUND, MOST_ROUND = 0.5, 1.6
"""So many times as long handles may get where a joint cannot be moved to keep a line's length."""


def bent(curve: Curve, start: Point, end: Point, first: float = 0.0, last: float = 0.0, rounder: float = 1.0) -> Curve:
    """The curve between new ends, turned by ``first`` degrees at its start and by ``last`` at its end.

    ``rounder`` makes its handles so many times as long as the rule does.
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
    """The handle of the arc over a chord that turns as much."""
    straight_on = heading(start, end)
    whole = turn(leave, straight_on) + turn(straight_on, arrive)
    return start.distance(end) / (3 * math.cos(math.radians(max(-340.0, min(340.0, whole)) / 4)) ** 2)


def with_ends(curves: Curves, start: Point | None = None, end: Point | None = None, first: float = 0.0,
              last: float = 0.0, rounder: float = 1.0) -> Curves:
    """A line with its first and last point set anew and turned; only its first and last curve are redrawn."""
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
    """Lines laid end to end that turn by ``bends`` degrees where they meet, drawn as one smooth line of their length.

    Half of the bend goes to either side. That makes a straight line longer, so the places where parts meet are moved
    square to it, all by as much for each degree, until the whole is as long as before. Where that would take them too
    far, as on a curve that is hardly bent, the handles beside them are made longer or shorter instead.
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
