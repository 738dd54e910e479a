"""Sewn lines in several runs: along an edge without an allowance, where none is drawn, they follow the cut line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

import shapely

from mtmpattern.reading.dxf.content import XY
from mtmpattern.reading.dxf.foreign_tolerance import TOUCH

_REACH: Final = 60.0
"""A run ends at most this many mm from the cut line: the width of the allowance of the edge that it meets."""

_MOST: Final = 20
"""The most runs that are joined."""


def along_cut(runs: Sequence[Sequence[XY]], cut: Sequence[XY]) -> list[XY] | None:
    """The ring of a sewn line, led on from the ends of its runs to the cut line and along it; ``None`` for other lines.

    Only runs that follow one another round the whole piece are joined.
    """
    if not 0 < len(runs) <= _MOST:
        return None
    ring = shapely.LinearRing(cut)
    found: list[tuple[float, float, list[XY]]] = []
    for run in runs:
        first, last = _led_on(run[1], run[0], ring), _led_on(run[-2], run[-1], ring)
        if first is None or last is None:
            return None
        line = [first, *run, last]
        start, end, middle = (ring.project(shapely.Point(at)) for at in (first, last, _middle(run)))
        if (middle - start) % ring.length > (end - start) % ring.length:
            start, end = end, start
            line.reverse()
        found.append((start, end, line))
    found.sort(key=lambda each: each[0])
    after = [*found[1:], found[0]]
    steps = [(end - start) % ring.length + (following[0] - end) % ring.length
             for (start, end, _), following in zip(found, after, strict=True)]
    if abs(sum(steps) - ring.length) > TOUCH:
        return None                                         # they overlap, or leave a corner that has allowances
    places = list(accumulate((math.dist(a, b) for a, b in pairwise([*cut, cut[0]])), initial=0.0))[:-1]
    made: list[XY] = []
    for (_, end, line), following in zip(found, after, strict=True):
        gap = (following[0] - end) % ring.length
        between = sorted(((place - end) % ring.length, index) for index, place in enumerate(places))
        made += line + [cut[index] for far, index in between if TOUCH < far < gap - TOUCH]
    once = [at for before, at in zip([made[-1], *made], made, strict=False) if math.dist(before, at) > TOUCH]
    return once if len(once) > 2 and shapely.Polygon(once).is_valid else None


def _led_on(before: XY, at: XY, ring: shapely.LinearRing) -> XY | None:
    """Where a run that is led straight on meets the cut line, ``None`` if that is too far."""
    if ring.distance(shapely.Point(at)) <= TOUCH:
        return at
    length = math.dist(before, at)
    end = (at[0] + (at[0] - before[0]) / length * _REACH, at[1] + (at[1] - before[1]) / length * _REACH)
    hits = shapely.get_coordinates(ring.intersection(shapely.LineString([at, end])))
    return min(((float(x), float(y)) for x, y in hits), key=lambda hit: math.dist(hit, at), default=None)


def _middle(run: Sequence[XY]) -> XY:
    middle = shapely.LineString(run).interpolate(0.5, normalized=True)
    return middle.x, middle.y
