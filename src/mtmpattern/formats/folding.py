"""The sign for a part that is cut on the fold: where it stands and how much room it takes."""

from __future__ import annotations

from typing import Final

from ..geometry import Point, between, heading, turn
from ..pattern.part import Part

SIGN: Final = 12.0
"""Millimetres that the sign reaches into the part; less on a short fold."""

WORDS: Final = 4.0
"""Font size in millimetres of the words beside the sign."""


def fold_of(part: Part) -> tuple[Point, Point]:
    """The fold that a part is laid on, walked so that the part lies to the left; only for a part that has one."""
    start, end = part.mirror or part.grain
    inward = turn(heading(start, end), heading(start, between(*part.grain, 0.5)))
    return (start, end) if inward > 0 else (end, start)


def fold_depth(fold: tuple[Point, Point]) -> float:
    """How far the sign on a fold reaches into the part, in millimetres."""
    return min(SIGN, fold[0].distance(fold[1]) / 8)


def taken(part: Part) -> tuple[tuple[Point, Point], ...]:
    """Lines along the sign and along its words, which other writing keeps clear of; none without a fold."""
    if part.mirror is None:
        return ()
    start, end = fold = fold_of(part)
    inward = heading(start, end) + 90.0
    depths = (fold_depth(fold), fold_depth(fold) + 1.5 * WORDS)
    return tuple((start.along(inward, depth), end.along(inward, depth)) for depth in depths)
