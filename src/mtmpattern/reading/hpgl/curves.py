"""Arcs, Bezier curves, boxes and wedges of a plot as chords."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from mtmpattern.reading.hpgl.command import Command
from mtmpattern.reading.hpgl.scaling import Place

CHORD: Final = 5.0
"""Degrees of a circle for each chord, unless the file states them."""

_FEWEST, _MOST = 4, 100                                     # chords of one Bezier curve

NEEDED: Final = {"CI": 1, "AA": 3, "AR": 3, "AT": 4, "RT": 4, "EA": 2, "ER": 2, "EW": 3, "BZ": 6, "BR": 6}
"""Commands that draw shapes, each with the fewest numbers that it needs."""

MOVING: Final = frozenset(("AA", "AR", "AT", "RT", "BZ", "BR"))
"""Shapes that move the pen to their end, drawing or not; after the others it returns to where it was."""

OF_HPGL2: Final = {"BZ": "a curve", "BR": "a curve", "AT": "an arc by a point", "RT": "an arc by a point",
                   "EW": "a wedge"}
"""Shapes that plain plotters do not know."""


def places_of(start: Place, command: Command, fine: float) -> list[Place]:
    """The places that the pen goes to from ``start``; Bezier curves become chords within ``fine`` units."""
    if command.word in {"EA", "ER"}:
        return box(start, command)
    if command.word in {"BZ", "BR"}:
        return list(bezier(start, command, fine))
    if command.word in {"AT", "RT"}:
        return arc_by_point(start, command)
    return wedge(start, command) if command.word == "EW" else arc(start, command)


def arc(start: Place, command: Command) -> list[Place]:
    """Chords of a circle round the pen, or of an arc round a centre."""
    numbers = command.numbers
    if command.word == "CI":
        return _round(start, abs(numbers[0]), 0.0, 360.0, numbers[1:2], begun=False)
    x, y = (start[0] + numbers[0], start[1] + numbers[1]) if command.word == "AR" else numbers[:2]
    begin = math.degrees(math.atan2(start[1] - y, start[0] - x))
    return _round((x, y), math.dist(start, (x, y)), begin, numbers[2], numbers[3:4])


def arc_by_point(start: Place, command: Command) -> list[Place]:
    """Chords of an arc through one point to another; a straight line where no circle runs through the three."""
    numbers = command.numbers
    x0, y0 = start if command.word == "RT" else (0.0, 0.0)
    over, end = (x0 + numbers[0], y0 + numbers[1]), (x0 + numbers[2], y0 + numbers[3])
    if math.dist(start, end) == 0.0:                        # a whole circle, with the point opposite
        centre = ((start[0] + over[0]) / 2, (start[1] + over[1]) / 2)
        begin = math.degrees(math.atan2(start[1] - centre[1], start[0] - centre[0]))
        return _round(centre, math.dist(start, centre), begin, 360.0, numbers[4:5])
    ax, ay, bx, by = over[0] - start[0], over[1] - start[1], end[0] - start[0], end[1] - start[1]
    turned = 2.0 * (ax * by - ay * bx)
    if abs(turned) <= 1e-9 * math.hypot(ax, ay) * math.hypot(bx, by) or not turned:
        return [over, end]
    a, b = ax * ax + ay * ay, bx * bx + by * by
    centre = (start[0] + (by * a - ay * b) / turned, start[1] + (ax * b - bx * a) / turned)
    begin, stop = (math.degrees(math.atan2(at[1] - centre[1], at[0] - centre[0])) for at in (start, end))
    sweep = (stop - begin) % 360.0 - (0.0 if turned > 0 else 360.0)
    return [*_round(centre, math.dist(start, centre), begin, sweep, numbers[4:5])[:-1], end]


def wedge(start: Place, command: Command) -> list[Place]:
    """A wedge round the pen: out along one side, round, and back."""
    radius, begin, sweep = command.numbers[:3]
    if radius < 0:
        radius, begin = -radius, begin + 180.0
    return [*_round(start, radius, begin, sweep, command.numbers[3:4], begun=False), start]


def _round(centre: Place, radius: float, begin: float, sweep: float, chord: Sequence[float], *,
           begun: bool = True) -> list[Place]:
    """Chords round a centre, without the first place where the pen has ``begun`` there."""
    sweep = max(-360.0, min(360.0, sweep))
    step = min(max(abs(chord[0]), 0.5), 120.0) if chord else CHORD
    count = max(1, math.ceil(abs(sweep) / step))
    angles = [math.radians(begin + sweep * place / count) for place in range(begun, count + 1)]
    return [(centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle in angles]


def bezier(start: Place, command: Command, fine: float) -> Iterator[Place]:
    """Chords of Bezier curves, one behind the other; those of ``BR`` each count from where they begin."""
    for first in range(0, len(command.numbers) - 5, 6):
        numbers = command.numbers[first:first + 6]
        x0, y0 = start if command.word == "BR" else (0.0, 0.0)
        one, two, end = ((x0 + x, y0 + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
        bend = max(math.hypot(a[0] - 2 * b[0] + c[0], a[1] - 2 * b[1] + c[1])
                   for a, b, c in ((start, one, two), (one, two, end)))
        count = min(max(math.ceil(math.sqrt(0.75 * bend / fine)), _FEWEST), _MOST)
        for number in range(1, count):
            t = number / count
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            yield (sum(w * at[0] for w, at in zip(weights, (start, one, two, end), strict=True)),
                   sum(w * at[1] for w, at in zip(weights, (start, one, two, end), strict=True)))
        yield end
        start = end


def box(start: Place, command: Command) -> list[Place]:
    """The other corners of a box between the pen and the opposite corner, and the way back."""
    x, y = command.numbers[:2]
    if command.word == "ER":
        x, y = start[0] + x, start[1] + y
    return [(x, start[1]), (x, y), (start[0], y), start]
