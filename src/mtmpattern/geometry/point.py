"""Points and directions: millimetres and degrees, y up, x right."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .tolerance import NOTHING, SAME

RIGHT, UP, LEFT, DOWN = 0.0, 90.0, 180.0, 270.0
"""Directions in degrees, counter-clockwise from the x axis."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the drafting table, in millimetres."""

    x: float
    y: float

    def __init__(self, x: float, y: float) -> None:
        _set_x(self, x)
        _set_y(self, y)

    def up(self, mm: float) -> Point:
        """The point ``mm`` above."""
        return Point(self.x, self.y + mm)

    def down(self, mm: float) -> Point:
        """The point ``mm`` below."""
        return Point(self.x, self.y - mm)

    def left(self, mm: float) -> Point:
        """The point ``mm`` to the left on the table (not the wearer's left)."""
        return Point(self.x - mm, self.y)

    def right(self, mm: float) -> Point:
        """The point ``mm`` to the right on the table."""
        return Point(self.x + mm, self.y)

    def along(self, direction: float, mm: float) -> Point:
        """The point ``mm`` away in a ``direction`` in degrees."""
        angle = math.radians(direction)
        return Point(self.x + mm * math.cos(angle), self.y + mm * math.sin(angle))

    def toward(self, other: Point, mm: float) -> Point:
        """The point ``mm`` from here on the way to ``other``."""
        distance = self.distance(other)
        if distance < SAME:
            return self
        return Point(self.x + (other.x - self.x) * mm / distance, self.y + (other.y - self.y) * mm / distance)

    def turned(self, about: Point, degrees: float) -> Point:
        """Where the point comes to lie when its part of the pattern is turned about another, left turns positive."""
        return about.along(heading(about, self) + degrees, about.distance(self))

    def level_with(self, other: Point) -> Point:
        """The point straight above or below at the height of ``other``."""
        return Point(self.x, other.y)

    def plumb_with(self, other: Point) -> Point:
        """The point level with this one, straight above or below ``other``."""
        return Point(other.x, self.y)

    def distance(self, other: Point) -> float:
        """Straight distance in millimetres."""
        return math.hypot(other.x - self.x, other.y - self.y)

    def same_as(self, other: Point, within: float = SAME) -> bool:
        """Whether both are one point, to ``within`` millimetres."""
        return abs(self.x - other.x) <= within and abs(self.y - other.y) <= within


_set_x, _set_y = (vars(Point)[name].__set__ for name in ("x", "y"))
# The slots of a frozen point: a draft makes thousands of them, and what a dataclass writes takes nearly twice as long.


def between(a: Point, b: Point, part: float) -> Point:
    """The point at ``part`` of the way from ``a`` to ``b`` (0 is ``a``, 1 is ``b``)."""
    return Point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)


def heading(a: Point, b: Point) -> float:
    """The direction from ``a`` to ``b`` in degrees, 0 to 360."""
    return math.degrees(math.atan2(b.y - a.y, b.x - a.x)) % 360.0


def turn(start: float, end: float) -> float:
    """The signed turn from one direction to another in degrees, above -180 up to 180, left turns positive."""
    return 180.0 - (180.0 - (end - start)) % 360.0


def crossing(a: Point, a_direction: float, b: Point, b_direction: float) -> tuple[float, float] | None:
    """How far along each of two rays they cross, in millimetres (negative: behind); ``None`` when parallel."""
    ux, uy = math.cos(math.radians(a_direction)), math.sin(math.radians(a_direction))
    vx, vy = math.cos(math.radians(b_direction)), math.sin(math.radians(b_direction))
    cross = ux * vy - uy * vx
    if abs(cross) < NOTHING:
        return None
    dx, dy = b.x - a.x, b.y - a.y
    return (dx * vy - dy * vx) / cross, (dx * uy - dy * ux) / cross
