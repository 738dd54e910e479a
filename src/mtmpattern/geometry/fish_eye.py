"""A dart inside a piece: cloth taken out between two tips, or between one tip and a mouth that touches no edge."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from .affine import IDENTITY, Affine
from .curve import Curve
from .point import UP, Point, between, heading, turn
from .tolerance import SAME


@dataclass(frozen=True, slots=True)
class FishEye:
    """``width`` mm taken out at ``centre``, running out ``above`` and ``below`` it.

    ``lean`` turns the dart, in degrees counter-clockwise from upright. With nothing above, or nothing below, it has
    one tip and ends in a mouth at its centre. Its legs are straight, so the two legs to a tip are equally long.
    """

    centre: Point
    above: float
    below: float
    width: float
    lean: float = 0.0

    @property
    def shape(self) -> Diamond:
        """Where it lies on the open, flat cloth."""
        return self.moved(IDENTITY)

    def laid(self, move: Affine) -> FishEye:
        """The same dart after a move that keeps lengths: shifted, turned or turned over."""
        centre = move(self.centre)
        way = heading(centre, move(self.centre.along(UP + self.lean, 100.0)))
        return FishEye(centre, self.above, self.below, self.width, turn(UP, way))

    def moved(self, move: Affine) -> Diamond:
        """Where it lies after a move of the drawing, which may stretch it."""
        ways = ((self.above, UP + self.lean), (self.below, UP + self.lean + 180.0))
        tips = tuple(move(self.centre.along(way, length)) for length, way in ways if length > SAME)
        left, right = (move(self.centre.along(self.lean + way, self.width / 2)) for way in (180.0, 0.0))
        return Diamond(tips, (left, right))


@dataclass(frozen=True, slots=True)
class Diamond:
    """The shape of a dart inside a piece: its tips, and the two places at its widest that are sewn together."""

    tips: tuple[Point, ...]
    sides: tuple[Point, Point]

    @property
    def middle(self) -> Point:
        """The middle of its widest place."""
        return between(*self.sides, 0.5)

    @property
    def legs(self) -> tuple[Curve, ...]:
        """The lines that are sewn on each other, in pairs, from its widest place to each tip."""
        return tuple(Curve.line(side, tip) for tip in self.tips for side in self.sides)

    @property
    def corners(self) -> tuple[Point, ...]:
        """Its outline, in order round it."""
        return (self.sides[0], self.tips[0], self.sides[1], *self.tips[1:])

    def width_at(self, level: float) -> float:
        """The cloth it takes out along the level line at height ``level``, in mm."""
        places = []
        for a, b in pairwise((*self.corners, self.corners[0])):
            if min(a.y, b.y) - SAME <= level <= max(a.y, b.y) + SAME:  # a corner belongs to both its sides
                places += [a.x, b.x] if abs(a.y - b.y) <= SAME else [between(a, b, (level - a.y) / (b.y - a.y)).x]
        return max(places) - min(places) if places else 0.0
