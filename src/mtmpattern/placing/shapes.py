"""What is laid: plain outlines with the turns that their cloth allows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from ..errors import Problem, StationError

Outline: TypeAlias = NDArray[np.float64]     # (n, 2) in mm, a ring without its first point repeated

SNUG: Final = 1e-6
"""How much wider than the cloth a shape may be, in mm: what turning it by 180 degrees costs in rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """An outline that is cut ``count`` times, and the turns in degrees at which it may lie on the cloth.

    Cloth lies with x along its length (the warp), so an outline is drawn with its grain along x. It is turned about
    its own origin and never mirrored: the two of a mirrored pair are two shapes. ``outline`` is (n, 2) in mm, one
    simple ring in either direction; its first point may be repeated at the end.
    """

    key: str
    outline: Outline
    angles: tuple[float, ...] = (0.0, 180.0)
    count: int = 1

    @property
    def area(self) -> float:
        """The area of one copy in square millimetres."""
        x, y = self.outline[:, 0], self.outline[:, 1]
        return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2.0


@cache
def _turn(degrees: float) -> tuple[float, float]:
    """Cosine and sine, exact at quarter turns."""
    quarter, rest = divmod(degrees % 360.0, 90.0)
    if rest == 0.0:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarter) % 4]
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


def turned(outline: Outline, degrees: float) -> Outline:
    """The outline turned left about the origin; quarter turns are exact."""
    cos, sin = _turn(degrees)
    x, y = outline[:, 0], outline[:, 1]
    return np.column_stack((x * cos - y * sin, x * sin + y * cos))


def checked(shapes: Iterable[Shape], width: float, spacing: float = 0.0) -> tuple[Shape, ...]:
    """The shapes with open rings of floats, once everything about them and the cloth is found sound.

    Raises:
        StationError: every fault of the input: cloth without width, negative spacing, no shapes, two shapes of one
            key, no angle or count, an outline that is not finite, crosses itself or has no area, a shape that is
            wider than the cloth at every allowed turn.

    """
    shapes = tuple(shapes)
    problems = [*_cloth_problems(width, spacing)]
    sound_cloth = not problems
    if not shapes:
        problems.append(Problem("there is nothing to lay", "marker.empty", hint="give at least one part"))
    seen: set[str] = set()
    rings = []
    for shape in shapes:
        if shape.key in seen:
            problems.append(Problem(f"two shapes are called {shape.key!r}", "marker.key", shape.key,
                                    "give every shape a key of its own"))
        seen.add(shape.key)
        ring, found = _ring(shape)
        if not found and sound_cloth:
            found = _width_problems(shape, ring, width)
        problems += found
        rings.append(ring)
    if problems:
        raise StationError.of(problems)
    return tuple(Shape(shape.key, ring, tuple(float(angle) for angle in shape.angles), shape.count)
                 for shape, ring in zip(shapes, rings, strict=True))


def _cloth_problems(width: float, spacing: float) -> Iterable[Problem]:
    if not (math.isfinite(width) and width > 0):
        yield Problem(f"the cloth is {width:g} mm wide", "marker.width",
                      hint="state the usable width of the cloth, more than 0 mm")
    if not (math.isfinite(spacing) and spacing >= 0):
        yield Problem(f"the spacing between parts is {spacing:g} mm", "marker.spacing",
                      hint="state 0 mm or more")


def _ring(shape: Shape) -> tuple[Outline, list[Problem]]:
    """The outline without its repeated end, and what is wrong with the shape itself."""
    problems = []
    if shape.count < 1:
        problems.append(Problem(f"{shape.key}: {shape.count} copies are asked for", "marker.count", shape.key,
                                "ask for at least one"))
    if not shape.angles or not all(math.isfinite(angle) for angle in shape.angles):
        problems.append(Problem(f"{shape.key}: no turn is allowed, or one is no number: {shape.angles}", "marker.angle",
                                shape.key, "allow at least one turn in degrees, 0 for along the grain"))
    ring = np.asarray(shape.outline, dtype=np.float64)
    if ring.ndim != 2 or ring.shape[-1] != 2:
        return ring, [*problems, Problem(f"{shape.key}: its outline is an array of shape {ring.shape}",
                                         "marker.outline", shape.key, "give points as rows of x and y in mm")]
    if not np.isfinite(ring).all():
        return ring, [*problems, Problem(f"{shape.key}: its outline has points that are no numbers", "marker.outline",
                                         shape.key, "give every point as two finite numbers in mm")]
    if len(ring) > 1 and (ring[0] == ring[-1]).all():
        ring = ring[:-1]
    if len(ring) < 3:
        return ring, [*problems, Problem(f"{shape.key}: its outline has {len(ring)} points", "marker.outline",
                                         shape.key, "an outline needs three points or more")]
    polygon = shapely.Polygon(ring)
    if not polygon.is_valid:
        problems.append(Problem(f"{shape.key}: its outline crosses or touches itself "
                                f"({shapely.is_valid_reason(polygon)}, mm)", "marker.outline", shape.key,
                                "mend the outline: it must be one simple ring"))
    elif polygon.area < SNUG:
        problems.append(Problem(f"{shape.key}: its outline has no area", "marker.outline", shape.key,
                                "mend the outline: it must enclose cloth"))
    return ring, problems


def _width_problems(shape: Shape, ring: Outline, width: float) -> list[Problem]:
    across = min(float(np.ptp(turned(ring, angle)[:, 1])) for angle in shape.angles)
    if across <= width + SNUG:
        return []
    return [Problem(f"{shape.key} is {across:.1f} mm wide and the cloth {width:.1f} mm", "marker.too_wide", shape.key,
                    f"take cloth with {across:.0f} mm of usable width or more, or allow another turn")]


def fitting_angles(shape: Shape, width: float) -> tuple[float, ...]:
    """The allowed turns at which the shape is no wider than the cloth, each once, as angles from 0 to 360."""
    angles: Sequence[float] = list(dict.fromkeys(angle % 360.0 for angle in shape.angles))
    return tuple(angle for angle in angles
                 if float(np.ptp(turned(shape.outline, angle)[:, 1])) <= width + SNUG)
