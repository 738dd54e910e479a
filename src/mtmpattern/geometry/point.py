"""Points, directions and moves: millimetres and degrees, y up, x right."""

from __future__ import annotations

import math
from dataclasses import dataclass

from mtmpattern.geometry.tolerance import NOTHING, SAME

# ---- Points and directions ------------------------------------------------------------------------------------------

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
        """The point turned about another by ``degrees``, left turns positive."""
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
# Setting the slots directly is twice as fast as the dataclass's own __init__, and a draft makes thousands of points.


def between(a: Point, b: Point, part: float) -> Point:
    """The point at the fraction ``part`` of the way from ``a`` to ``b`` (0 is ``a``, 1 is ``b``)."""
    return Point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)


def heading(a: Point, b: Point) -> float:
    """The direction from ``a`` to ``b`` in degrees, 0 to 360."""
    return math.degrees(math.atan2(b.y - a.y, b.x - a.x)) % 360.0


def turn(start: float, end: float) -> float:
    """The signed turn from one direction to another in degrees, above -180 up to 180, left turns positive."""
    return 180.0 - (180.0 - (end - start)) % 360.0


def unit(direction: float) -> tuple[float, float]:
    """The step of 1 mm in a direction in degrees, as x and y."""
    angle = math.radians(direction)
    return math.cos(angle), math.sin(angle)


def crossing(a: Point, a_direction: float, b: Point, b_direction: float) -> tuple[float, float] | None:
    """How far along each of two rays they cross, in millimetres (negative: behind); ``None`` when parallel."""
    return rays_cross(a, unit(a_direction), b, unit(b_direction))


def rays_cross(a: Point, u: tuple[float, float], b: Point, v: tuple[float, float]) -> tuple[float, float] | None:
    """The same for directions given as unit vectors."""
    (ux, uy), (vx, vy) = u, v
    cross = ux * vy - uy * vx
    if abs(cross) < NOTHING:
        return None
    dx, dy = b.x - a.x, b.y - a.y
    return (dx * vy - dy * vx) / cross, (dx * uy - dy * ux) / cross


# ---- Moves of a whole drawing ---------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class Affine:
    """An affine move, x' = a x + c y + e and y' = b x + d y + f: the coefficient order of SVG and PDF."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __call__(self, point: Point) -> Point:
        """The point after the move."""
        x, y = point.x, point.y
        return Point(self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def then(self, after: Affine) -> Affine:
        """Both moves, this one first."""
        return Affine(
            after.a * self.a + after.c * self.b,
            after.b * self.a + after.d * self.b,
            after.a * self.c + after.c * self.d,
            after.b * self.c + after.d * self.d,
            after.a * self.e + after.c * self.f + after.e,
            after.b * self.e + after.d * self.f + after.f,
        )

    @property
    def inverse(self) -> Affine:
        """The move back."""
        det = self.a * self.d - self.b * self.c
        a, b, c, d = self.d / det, -self.b / det, -self.c / det, self.a / det
        return Affine(a, b, c, d, -(a * self.e + c * self.f), -(b * self.e + d * self.f))

    @property
    def mirrors(self) -> bool:
        """Whether it turns the cloth over."""
        return self.a * self.d - self.b * self.c < 0

    @property
    def is_identity(self) -> bool:
        """Whether nothing moves."""
        return self is IDENTITY or self == IDENTITY


IDENTITY = Affine()
TURNED_OVER = Affine(a=-1.0)
"""Mirrored about the line x = 0: a piece drafted through the body, turned face up."""


def shifted(dx: float, dy: float) -> Affine:
    """A translation."""
    return Affine(e=dx, f=dy)


def turned(centre: Point, degrees: float) -> Affine:
    """A turn about ``centre``, left turns positive."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Affine(cos, sin, -sin, cos, centre.x - cos * centre.x + sin * centre.y,
                  centre.y - sin * centre.x - cos * centre.y)


def mirrored_about(a: Point, b: Point) -> Affine:
    """The mirror whose line runs through ``a`` and ``b``."""
    dx, dy = b.x - a.x, b.y - a.y
    square = dx * dx + dy * dy
    cos, sin = (dx * dx - dy * dy) / square, 2 * dx * dy / square
    return Affine(cos, sin, sin, -cos, a.x - cos * a.x - sin * a.y, a.y - sin * a.x + cos * a.y)


def scaled_along(direction: float, along: float, across: float) -> Affine:
    """A stretch by ``along`` in a ``direction`` in degrees and by ``across`` square to it."""
    cos, sin = math.cos(math.radians(direction)), math.sin(math.radians(direction))
    mixed = (along - across) * cos * sin
    return Affine(along * cos * cos + across * sin * sin, mixed, mixed, along * sin * sin + across * cos * cos)
