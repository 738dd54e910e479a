"""Where every copy of every shape lies, and how much cloth that takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from .shapes import Outline, Shape, turned


@dataclass(frozen=True, slots=True)
class Pose:
    """Where one copy of a shape lies: turned left by ``angle`` degrees about its origin, then shifted (mm).

    Copies of a shape are counted from 0.
    """

    key: str
    copy: int
    angle: float
    dx: float
    dy: float

    def laid(self, outline: Outline) -> Outline:
        """An outline of the shape where this copy lies."""
        there: Outline = turned(outline, self.angle) + np.array((self.dx, self.dy))
        return there


@dataclass(frozen=True, slots=True)
class Layout:
    """Shapes on cloth of one width: x from 0 to ``length`` along the warp, y from 0 to ``width`` across (mm)."""

    poses: tuple[Pose, ...]
    width: float
    length: float

    def outlines(self, shapes: Iterable[Shape]) -> list[tuple[Pose, Outline]]:
        """Every pose with the outline where it lies."""
        by_key = {shape.key: shape.outline for shape in shapes}
        return [(pose, pose.laid(by_key[pose.key])) for pose in self.poses]

    def use(self, shapes: Iterable[Shape]) -> float:
        """The share of the cloth that the shapes cover, from 0 to 1."""
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
