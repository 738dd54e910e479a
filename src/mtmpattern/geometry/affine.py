"""Moves of a whole drawing: shifting, turning, mirroring, and the stretch that answers shrinkage."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .point import Point


@dataclass(frozen=True, slots=True)
class Affine:
    """x' = a x + c y + e and y' = b x + d y + f, the coefficient order of SVG and PDF."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __call__(self, point: Point) -> Point:
        """The place a point moves to."""
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
    def mirrors(self) -> bool:
        """Whether it turns the cloth over."""
        return self.a * self.d - self.b * self.c < 0

    @property
    def is_identity(self) -> bool:
        """Whether nothing moves."""
        return self == IDENTITY


IDENTITY = Affine()
TURNED_OVER = Affine(a=-1.0)
"""Mirrored about the line x = 0: a piece drafted through the body, turned face up."""


def shifted(dx: float, dy: float) -> Affine:
    """A plain move."""
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
    """Stretched by ``along`` in a ``direction`` in degrees and by ``across`` square to it."""
    cos, sin = math.cos(math.radians(direction)), math.sin(math.radians(direction))
    mixed = (along - across) * cos * sin
    return Affine(along * cos * cos + across * sin * sin, mixed, mixed, along * sin * sin + across * cos * cos)
