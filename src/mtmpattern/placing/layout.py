"""Outlines on cloth: shapes, layouts, and the rules that every layout keeps."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from mtmpattern.errors import Problem, StationError
from mtmpattern.units import apart

# ---- Shapes ---------------------------------------------------------------------------------------------------------

Outline: TypeAlias = NDArray[np.float64]     # (n, 2) in mm, a ring without its first point repeated

SNUG: Final = 1e-6
"""How much wider than the cloth a shape may be, in mm: the rounding error of turning it by 180 degrees."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """An outline that is cut ``count`` times, and the turns in degrees at which it may lie on the cloth.

    On cloth x runs along the length (the warp), so an outline is drawn with its grain along x. It is turned about its
    origin and never mirrored: a mirrored pair is two shapes. ``outline`` is (n, 2) in mm, one simple ring in either
    direction; its first point may be repeated at the end.
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


@lru_cache(maxsize=4096)
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
    there: Outline = np.empty((len(outline), 2))            # filling it takes half the time of column_stack
    there[:, 0] = x * cos - y * sin
    there[:, 1] = x * sin + y * cos
    return there


def checked(shapes: Iterable[Shape], width: float, spacing: float = 0.0) -> tuple[Shape, ...]:
    """The shapes with open rings of floats, after checking them and the cloth.

    Raises:
        StationError: every fault of the input: cloth without width, negative spacing, no shapes, two shapes of one
            key, no angle or count, an outline that is not finite, crosses itself or has no area, a shape that is
            wider than the cloth at every allowed turn.

    """
    shapes = tuple(shapes)
    problems = [*_cloth_problems(width, spacing)]
    sound_cloth = not problems
    if not shapes:
        problems.append(Problem("there is nothing to lay", "marker.empty", hint="Give at least one part."))
    seen: set[str] = set()
    rings = []
    for shape in shapes:
        if shape.key in seen:
            problems.append(Problem(f"two shapes have the key {shape.key!r}", "marker.key", shape.key,
                                    "Give every shape a key of its own."))
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
                      hint="State the usable width of the cloth, more than 0 mm.")
    if not (math.isfinite(spacing) and spacing >= 0):
        yield Problem(f"the spacing between parts is {spacing:g} mm", "marker.spacing",
                      hint="State 0 mm or more.")


def _ring(shape: Shape) -> tuple[Outline, list[Problem]]:
    """The outline without its repeated end, and the faults of the shape itself."""
    problems = []
    if shape.count < 1:
        problems.append(Problem(f"{shape.key}: the number of copies is {shape.count}", "marker.count", shape.key,
                                "Give at least one."))
    if not shape.angles or not all(math.isfinite(angle) for angle in shape.angles):
        problems.append(Problem(f"{shape.key}: its turns are {shape.angles}",
                                "marker.angle", shape.key,
                                "Allow at least one turn in degrees, 0 for along the grain."))
    ring = np.asarray(shape.outline, dtype=np.float64)
    if ring.ndim != 2 or ring.shape[-1] != 2:
        return ring, [*problems, Problem(f"{shape.key}: its outline is an array of shape {ring.shape}",
                                         "marker.outline", shape.key, "Give points as rows of x and y in mm.")]
    if not np.isfinite(ring).all():
        return ring, [*problems, Problem(f"{shape.key}: its outline has points that are not finite", "marker.outline",
                                         shape.key, "Give every point as two finite numbers in mm.")]
    if len(ring) > 1 and (ring[0] == ring[-1]).all():
        ring = ring[:-1]
    if len(ring) < 3:
        return ring, [*problems, Problem(f"{shape.key}: its outline has {len(ring)} points", "marker.outline",
                                         shape.key, "Give three points or more.")]
    polygon = shapely.Polygon(ring)
    if not polygon.is_valid:
        problems.append(Problem(f"{shape.key}: its outline crosses or touches itself "
                                f"({shapely.is_valid_reason(polygon)}, mm)", "marker.outline", shape.key,
                                "Correct the outline: it must be one simple ring."))
    elif polygon.area < SNUG:
        problems.append(Problem(f"{shape.key}: its outline has no area", "marker.outline", shape.key,
                                "Correct the outline: it must enclose cloth."))
    return ring, problems


def _width_problems(shape: Shape, ring: Outline, width: float) -> list[Problem]:
    if any(_across(ring, angle) <= width + SNUG for angle in shape.angles):
        return []
    across = min(_across(ring, angle) for angle in shape.angles)
    wide, cloth = apart(across, width, places=1)
    return [Problem(f"{shape.key} is {wide} mm wide and the cloth {cloth} mm", "marker.too_wide", shape.key,
                    f"Use cloth with {math.ceil(across)} mm of usable width or more, or let parts lie some degrees off "
                    "their grain.", argument="tilt")]


def fitting_angles(shape: Shape, width: float) -> tuple[float, ...]:
    """The allowed turns at which the shape fits the width of the cloth, each once, as angles from 0 to 360."""
    angles: Sequence[float] = list(dict.fromkeys(angle % 360.0 for angle in shape.angles))
    return tuple(angle for angle in angles if _across(shape.outline, angle) <= width + SNUG)


def _across(outline: Outline, angle: float) -> float:
    """How much of the cloth's width an outline takes at that turn (mm)."""
    cos, sin = _turn(angle)
    y = outline[:, 0] * sin + outline[:, 1] * cos
    return float(y.max() - y.min())


# ---- Layouts --------------------------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class Pose:
    """The place of one copy of a shape: turned left by ``angle`` degrees about its origin, then shifted (mm).

    Copies of a shape are numbered from 0.
    """

    key: str
    copy: int
    angle: float
    dx: float
    dy: float

    def laid(self, outline: Outline) -> Outline:
        """The outline of the shape at the place of this copy."""
        there: Outline = turned(outline, self.angle) + np.array((self.dx, self.dy))
        return there


@dataclass(frozen=True, slots=True)
class Layout:
    """Shapes on cloth of one width: x from 0 to ``length`` along the warp, y from 0 to ``width`` across (mm)."""

    poses: tuple[Pose, ...]
    width: float
    length: float

    def outlines(self, shapes: Iterable[Shape]) -> list[tuple[Pose, Outline]]:
        """Every pose with the outline at its place."""
        by_key = {shape.key: shape.outline for shape in shapes}
        return [(pose, pose.laid(by_key[pose.key])) for pose in self.poses]

    def turned_round(self) -> Layout:
        """The same layout from the other end of the cloth."""
        return Layout(tuple(Pose(pose.key, pose.copy, (pose.angle + 180.0) % 360.0, self.length - pose.dx,
                                 self.width - pose.dy) for pose in self.poses), self.width, self.length)

    def use(self, shapes: Iterable[Shape]) -> float:
        """The fraction of the cloth that the shapes cover, from 0 to 1."""
        return sum(shape.area * shape.count for shape in shapes) / (self.width * self.length)


def settled(poses: Iterable[Pose], shapes: Mapping[str, Outline], width: float) -> Layout:
    """The layout of these poses, shifted along the warp so that the first outline begins at x = 0."""
    poses = tuple(poses)
    reach = []
    for pose in poses:
        x = pose.laid(shapes[pose.key])[:, 0]
        reach.append((float(x.min()), float(x.max())))
    start, end = min(low for low, _ in reach), max(high for _, high in reach)
    moved = tuple(Pose(pose.key, pose.copy, pose.angle, pose.dx - start, pose.dy) for pose in poses)
    return Layout(moved, width, end - start)


# ---- Checking a layout ----------------------------------------------------------------------------------------------

EDGE: Final = 1e-6          # mm beyond the cloth that are rounding errors
OVERLAP: Final = 1e-6       # square mm that two touching outlines may share by rounding
SHORT: Final = 1e-3         # mm by which a distance may be less than the spacing: the last decimal that is written
ANGLE: Final = 1e-6         # degrees


def verified(layout: Layout, shapes: Iterable[Shape], spacing: float = 0.0) -> Layout:
    """The layout if it keeps every rule.

    Raises:
        StationError: every broken rule, as `faults_of` finds them.

    """
    problems = faults_of(layout, shapes, spacing)
    if problems:
        raise StationError.of(problems)
    return layout


def faults_of(layout: Layout, shapes: Iterable[Shape], spacing: float = 0.0) -> tuple[Problem, ...]:
    """Every broken rule of a layout by any packer, in double precision on the original outlines.

    Each copy must be laid once (``layout.count``), at an allowed turn (``layout.angle``), inside the cloth's width and
    the stated length (``layout.outside``), without covering another (``layout.overlap``) and at least ``spacing`` mm
    from it (``layout.spacing``). Spacing counts between shapes, not to the edges of the cloth.
    """
    by_key = {shape.key: shape for shape in shapes}
    problems = [*_count_problems(layout.poses, by_key)]
    known = [pose for pose in layout.poses if pose.key in by_key]
    finite = [pose for pose in known if _is_finite(pose)]
    problems += [Problem(f"the place of {_name(pose)} is not finite: {pose}", "layout.outside", pose.key)
                 for pose in known if not _is_finite(pose)]
    problems += _angle_problems(finite, by_key)
    polygons = np.array([shapely.Polygon(pose.laid(by_key[pose.key].outline)) for pose in finite], dtype=object)
    names = [_name(pose) for pose in finite]
    problems += outside_problems(names, polygons, layout.length, layout.width)
    problems += pair_problems(names, polygons, spacing)
    return tuple(problems)


def _is_finite(pose: Pose) -> bool:
    return all(map(math.isfinite, (pose.angle, pose.dx, pose.dy)))


def _name(pose: Pose) -> str:
    return f"{pose.key} copy {pose.copy}"


def _count_problems(poses: Iterable[Pose], shapes: dict[str, Shape]) -> Iterator[Problem]:
    laid = Counter((pose.key, pose.copy) for pose in poses)
    wanted = {(shape.key, copy) for shape in shapes.values() for copy in range(shape.count)}
    for (key, copy), times in laid.items():
        if (key, copy) not in wanted:
            yield Problem(f"{key} copy {copy} is laid but was not requested", "layout.count", key)
        elif times > 1:
            yield Problem(f"{key} copy {copy} is laid {times} times", "layout.count", key)
    for key, copy in sorted(wanted - laid.keys()):
        yield Problem(f"{key} copy {copy} is not laid", "layout.count", key)


def _angle_problems(poses: Iterable[Pose], shapes: dict[str, Shape]) -> Iterator[Problem]:
    for pose in poses:
        allowed = shapes[pose.key].angles
        if not any(abs((pose.angle - angle + 180.0) % 360.0 - 180.0) <= ANGLE for angle in allowed):
            listed = ", ".join(f"{angle:g}" for angle in allowed)
            yield Problem(f"{_name(pose)} is turned by {pose.angle:g} degrees; only {listed} are allowed",
                          "layout.angle", pose.key)


def outside_problems(names: Sequence[str], polygons: NDArray[Any], length: float, width: float) -> Iterator[Problem]:
    """Outlines that reach beyond a cloth of that length and width (mm)."""
    if not names:
        return
    for name, (left, bottom, right, top) in zip(names, shapely.bounds(polygons).tolist(), strict=True):
        beyond = max(-left, -bottom, right - length, top - width)
        if beyond > EDGE:
            yield Problem(f"{name} reaches {beyond:.6f} mm beyond the cloth ({left:.3f} to {right:.3f} of "
                          f"{length:.3f} mm, {bottom:.3f} to {top:.3f} of {width:.3f} mm)", "layout.outside", name)


def pair_problems(names: Sequence[str], polygons: NDArray[Any], spacing: float,
                  overlap: float = OVERLAP) -> Iterator[Problem]:
    """Outlines that share more than ``overlap`` square mm, or lie nearer to each other than the spacing (mm)."""
    if len(names) < 2:
        return
    shapely.prepare(polygons)
    first, second = shapely.STRtree(polygons).query(polygons, "dwithin", max(spacing - SHORT, 0.0))
    once = first < second
    first, second = first[once], second[once]
    shared = shapely.area(shapely.intersection(polygons[first], polygons[second]))
    apart = shapely.distance(polygons[first], polygons[second])
    for one, other, area, gap in sorted(zip(first.tolist(), second.tolist(), shared.tolist(), apart.tolist(),
                                            strict=True)):
        pair = f"{names[one]} and {names[other]}"
        if area > overlap:
            yield Problem(f"{pair} overlap by {area:.6f} square mm", "layout.overlap", names[one])
        elif gap < spacing - SHORT:
            yield Problem(f"{pair} are {gap:.3f} mm apart and should be {spacing:g} mm", "layout.spacing", names[one])
