"""The heads of the arrow along a part's grain."""

from __future__ import annotations

from typing import Final

from mtmpattern.geometry import Point, heading
from mtmpattern.geometry.tolerance import SAME

HEAD_LENGTH: Final = 14.0
"""Length of a head in millimetres; shorter on a short grain line."""

HEAD_SHAPE: Final = 0.5
"""Width of a head as a fraction of its length."""


def head_corners(tip: Point, direction: float, size: float) -> tuple[Point, Point, Point]:
    """The corners of an arrow head, its point first."""
    foot = tip.along(direction + 180.0, size)
    side = size * HEAD_SHAPE / 2
    return tip, foot.along(direction + 90.0, side), foot.along(direction - 90.0, side)


def heads(grain: tuple[Point, Point], nap: bool) -> tuple[tuple[Point, float, float], ...]:
    """Tips, directions and lengths of a grain arrow's heads: at both ends, or only at the end that the nap runs to."""
    low, high = grain
    length = low.distance(high)
    if length < SAME:
        return ()
    up, size = heading(low, high), min(HEAD_LENGTH, length / 4)
    return ((high, up, size),) if nap else ((high, up, size), (low, up + 180.0, size))
