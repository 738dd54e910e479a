"""Halves that are cut on the fold, opened over it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

from .shapes import XY

ON_FOLD = 0.1
"""A vertex nearer to the mirror line than this many mm lies on it."""

Side: TypeAlias = Callable[[XY], float]


def side_of(fold: tuple[XY, XY]) -> Side:
    """How far a point lies to the left of the mirror line, in mm."""
    (x0, y0), (x1, y1) = fold
    far = math.hypot(x1 - x0, y1 - y0)
    ux, uy = (x1 - x0) / far, (y1 - y0) / far
    return lambda at: ux * (at[1] - y0) - uy * (at[0] - x0)


def over(fold: tuple[XY, XY]) -> Callable[[XY], XY]:
    """What mirrors a point over the line."""
    (x0, y0), (x1, y1) = fold
    far = math.hypot(x1 - x0, y1 - y0)
    ux, uy, left = (x1 - x0) / far, (y1 - y0) / far, side_of(fold)

    def mirrored(at: XY) -> XY:
        away = 2 * left(at)
        return at[0] + away * uy, at[1] - away * ux

    return mirrored


def opened_ring(ring: Sequence[XY], fold: tuple[XY, XY]) -> list[XY] | None:
    """The whole outline of a half: its fold is left out, the rest is added mirrored. ``None`` where it has no fold.

    That is when no two neighbours lie on the mirror line, or the half lies on both sides of it.
    """
    left = side_of(fold)
    away = [left(at) for at in ring]
    if max(away) > ON_FOLD and min(away) < -ON_FOLD:
        return None
    on = [abs(distance) <= ON_FOLD for distance in away]
    if all(on) or not any(on):
        return None
    count = len(ring)
    runs: list[tuple[float, int, int]] = []                 # length of a run along the fold, its first and last vertex
    for start in range(count):
        if on[start] and not on[start - 1]:
            last = start
            while on[(last + 1) % count]:
                last += 1
            runs.append((math.dist(ring[start], ring[last % count]), start, last))
    length, first, last = max(runs)
    if length <= ON_FOLD:
        return None
    arc = [ring[index % count] for index in range(last, first + count + 1)]
    mirrored = over(fold)
    return arc + [mirrored(at) for at in arc[-2:0:-1]]
