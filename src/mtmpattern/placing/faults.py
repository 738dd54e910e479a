"""A layout looked at again on the original outlines, whoever made it: counts, turns, cloth, overlap, spacing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import shapely

from ..errors import Problem, StationError
from .layout import Layout, Pose
from .shapes import Shape

EDGE: Final = 1e-6          # mm beyond the cloth that are rounding
OVERLAP: Final = 1e-6       # square mm that two shapes may share: outlines that touch share what rounding makes
SHORT: Final = 1e-3         # mm by which a distance may miss the spacing: the last decimal that is written
ANGLE: Final = 1e-6         # degrees


def verified(layout: Layout, shapes: Iterable[Shape], spacing: float = 0.0) -> Layout:
    """The layout itself when it keeps every rule.

    Raises:
        StationError: every broken rule, as `faults_of` finds them.

    """
    problems = faults_of(layout, shapes, spacing)
    if problems:
        raise StationError.of(problems)
    return layout


def faults_of(layout: Layout, shapes: Iterable[Shape], spacing: float = 0.0) -> tuple[Problem, ...]:
    """Every rule that the layout breaks, in double precision on the outlines as they were given.

    Each copy is laid once (``layout.count``) at an allowed turn (``layout.angle``), inside the cloth's width and the
    stated length (``layout.outside``), shares no area with another (``layout.overlap``) and keeps ``spacing`` mm from
    it (``layout.spacing``). Spacing counts between shapes, not to the edges of the cloth.
    """
    by_key = {shape.key: shape for shape in shapes}
    problems = [*_count_problems(layout.poses, by_key)]
    known = [pose for pose in layout.poses if pose.key in by_key]
    finite = [pose for pose in known if _is_finite(pose)]
    problems += [Problem(f"{_name(pose)} lies at no place: {pose}", "layout.outside", pose.key)
                 for pose in known if not _is_finite(pose)]
    problems += _angle_problems(finite, by_key)
    polygons = np.array([shapely.Polygon(pose.laid(by_key[pose.key].outline)) for pose in finite], dtype=object)
    problems += _outside_problems(finite, polygons, layout)
    problems += _pair_problems(finite, polygons, spacing)
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
            yield Problem(f"{key} copy {copy} is laid and was not asked for", "layout.count", key)
        elif times > 1:
            yield Problem(f"{key} copy {copy} is laid {times} times", "layout.count", key)
    for key, copy in sorted(wanted - laid.keys()):
        yield Problem(f"{key} copy {copy} is not laid", "layout.count", key)


def _angle_problems(poses: Iterable[Pose], shapes: dict[str, Shape]) -> Iterator[Problem]:
    for pose in poses:
        allowed = shapes[pose.key].angles
        if not any(abs((pose.angle - angle + 180.0) % 360.0 - 180.0) <= ANGLE for angle in allowed):
            listed = ", ".join(f"{angle:g}" for angle in allowed)
            yield Problem(f"{_name(pose)} is turned by {pose.angle:g} degrees, allowed are {listed}",
                          "layout.angle", pose.key)


def _outside_problems(poses: list[Pose], polygons: np.ndarray, layout: Layout) -> Iterator[Problem]:
    if not poses:
        return
    for pose, (left, bottom, right, top) in zip(poses, shapely.bounds(polygons), strict=True):
        beyond = max(-left, -bottom, right - layout.length, top - layout.width)
        if beyond > EDGE:
            yield Problem(f"{_name(pose)} reaches {beyond:.6f} mm beyond the cloth ({left:.3f} to {right:.3f} of "
                          f"{layout.length:.3f} mm, {bottom:.3f} to {top:.3f} of {layout.width:.3f} mm)",
                          "layout.outside", pose.key)


def _pair_problems(poses: list[Pose], polygons: np.ndarray, spacing: float) -> Iterator[Problem]:
    if len(poses) < 2:
        return
    shapely.prepare(polygons)
    first, second = shapely.STRtree(polygons).query(polygons, "dwithin", max(spacing - SHORT, 0.0))
    once = first < second
    first, second = first[once], second[once]
    shared = shapely.area(shapely.intersection(polygons[first], polygons[second]))
    apart = shapely.distance(polygons[first], polygons[second])
    for one, other, area, gap in sorted(zip(first.tolist(), second.tolist(), shared.tolist(), apart.tolist(),
                                            strict=True)):
        names = f"{_name(poses[one])} and {_name(poses[other])}"
        if area > OVERLAP:
            yield Problem(f"{names} overlap by {area:.6f} square mm", "layout.overlap", poses[one].key)
        elif gap < spacing - SHORT:
            yield Problem(f"{names} are {gap:.3f} mm apart and should be {spacing:g} mm", "layout.spacing",
                          poses[one].key)
