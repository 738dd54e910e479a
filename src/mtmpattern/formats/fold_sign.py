"""The sign for an edge to be laid on the fold, and the words beside it."""

from __future__ import annotations

from typing import Final

from mtmpattern.geometry import Point, between, heading, turn
from mtmpattern.pattern.parts.part import Part

SIGN: Final = 12.0
"""How far the sign reaches into the part, in millimetres; less on a short fold."""

WORDS: Final = 4.0
"""Font size in millimetres of the words beside the sign."""

FOLD_WORDS: Final = "on the fold"


def fold_of(part: Part) -> tuple[Point, Point]:
    """The fold of a part, directed so that the part lies to the left; only for a part that has one."""
    start, end = part.mirror or part.grain
    inward = turn(heading(start, end), heading(start, between(*part.grain, 0.5)))
    return (start, end) if inward > 0 else (end, start)


def fold_depth(fold: tuple[Point, Point]) -> float:
    """How far the sign on a fold reaches into the part, in millimetres."""
    return min(SIGN, fold[0].distance(fold[1]) / 8)


def fold_bracket(fold: tuple[Point, Point]) -> tuple[Point, Point, Point, Point]:
    """The bracket that marks an edge for the fold. Its first and last point lie on the fold and get arrows."""
    start, end = fold
    inward, depth = heading(start, end) + 90.0, fold_depth(fold)
    a, b = between(start, end, 1 / 6), between(start, end, 5 / 6)
    return a, a.along(inward, depth), b.along(inward, depth), b


def fold_words_place(fold: tuple[Point, Point]) -> tuple[Point, float]:
    """The middle of the baseline of the words beside the bracket, and their direction in degrees."""
    start, end = fold
    along = heading(start, end)
    return between(start, end, 0.5).along(along + 90.0, fold_depth(fold) + 1.5), along


def taken(part: Part) -> tuple[tuple[Point, Point], ...]:
    """Lines along the sign and its words, which other writing avoids; none without a fold."""
    if part.mirror is None:
        return ()
    start, end = fold = fold_of(part)
    inward = heading(start, end) + 90.0
    depths = (fold_depth(fold), fold_depth(fold) + 1.5 * WORDS)
    return tuple((start.along(inward, depth), end.along(inward, depth)) for depth in depths)
