"""A lay as a foreign solver is given it, and its answer in double precision."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import shapely

from ..placing import Layout, Outline, Pose, Shape
from ..placing.fill import roomy
from ..placing.layout import fitting_angles, settled, turned
from .engine import LayTask

FINE: Final = 1.5e-6        # of the cloth's width: what single precision loses
LONG: Final = 3e-7          # the same of the lay's length
COARSE: Final = 2e-4        # of the cloth's width: by how much an outline may be grown to have fewer points,
FEWER: Final = 0.7          # where they are at most this share of what they were


class SolverJob:
    """A lay in a solver's terms: outlines grown by half the spacing, begun at the origin, on a strip as much wider.

    ``plain`` is that as numbers and text, fit for JSON.
    """

    def __init__(self, lay: LayTask) -> None:
        self._lay = lay
        self._shapes = {shape.key: shape for shape in lay.shapes}
        area = sum(shape.area * shape.count for shape in lay.shapes)
        fine = FINE * lay.width + LONG * 1.5 * area / lay.width
        self._room = lay.spacing / 2.0 + fine
        self._coarse = self._coarseness()
        self._starts = {shape.key: shape.outline.min(axis=0) for shape in lay.shapes}
        self.plain: dict[str, Any] = {
            "height": lay.width + 2.0 * self._room + fine,
            "longest": sum(shape.count * float(np.hypot(*np.ptp(shape.outline, axis=0)) + lay.spacing + 1.0)
                           for shape in lay.shapes),
            "items": [{"key": shape.key, "count": shape.count, "angles": list(fitting_angles(shape, lay.width)),
                       "ring": self._grown(shape).tolist()} for shape in lay.shapes]}

    def _coarseness(self) -> float:
        """How far outlines may be grown to have fewer points (mm); 0 where that would be too wide for the cloth."""
        coarse = COARSE * self._lay.width
        widest = max(float(np.ptp(turned(shape.outline, angle)[:, 1])) for shape in self._lay.shapes
                     for angle in fitting_angles(shape, self._lay.width))
        return coarse if widest < self._lay.width - 2.0 * coarse else 0.0

    def _grown(self, shape: Shape) -> Outline:
        """The outline with its room, counter-clockwise; corners stay corners, so it has hardly more points.

        A curve of many points is grown a little more and then has few, which is what a solver's speed depends on.
        """
        start = shape.outline - self._starts[shape.key]
        ring = roomy(start, self._room, sharp=True)
        if self._coarse:
            fewer = shapely.Polygon(roomy(start, self._room + self._coarse / 2.0, sharp=True)).simplify(
                self._coarse / 2.0)
            if isinstance(fewer, shapely.Polygon) and fewer.is_valid and len(fewer.exterior.coords) < FEWER * len(ring):
                ring = np.asarray(fewer.exterior.coords)[:-1]
        x, y = ring.T
        return ring if x @ np.roll(y, -1) > y @ np.roll(x, -1) else ring[::-1]

    def layout(self, poses: list[list[Any]]) -> Layout:
        """The layout of the solver's poses ``[key, degrees, x, y]``: allowed turns exactly, edges of the cloth kept."""
        copies: dict[str, int] = {}
        found = []
        for key, degrees, x, y in poses:
            shape = self._shapes[key]
            angle = min(fitting_angles(shape, self._lay.width),
                        key=lambda allowed: abs(math.remainder(allowed - degrees, 360.0)))
            start = turned(self._starts[key][None, :], angle)[0]
            dx, dy = x - float(start[0]), y - float(start[1]) - self._room
            across = turned(shape.outline, angle)[:, 1]
            low, high = float(across.min()) + dy, float(across.max()) + dy
            dy += max(0.0, -low) or min(0.0, self._lay.width - high)
            copy = copies.get(key, 0)
            copies[key] = copy + 1
            found.append(Pose(key, copy, angle, dx, dy))
        return settled(found, self._lay.outlines, self._lay.width)
