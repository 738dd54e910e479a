"""A lay as a foreign solver is given it, and its answer in double precision."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from ..placing import Layout, Outline, Pose, Shape
from ..placing.layout import settled
from ..placing.rows import roomy
from ..placing.shapes import fitting_angles, turned
from .engine import Lay

FINE: Final = 1.5e-6        # of the cloth's width: what single precision loses
LONG: Final = 3e-7          # the same of the lay's length


class SolverJob:
    """A lay in a solver's terms: outlines grown by half the spacing, begun at the origin, on a strip as much wider.

    ``plain`` is that as numbers and text, fit for JSON.
    """

    def __init__(self, lay: Lay) -> None:
        self._lay = lay
        self._shapes = {shape.key: shape for shape in lay.shapes}
        area = sum(shape.area * shape.count for shape in lay.shapes)
        fine = FINE * lay.width + LONG * 1.5 * area / lay.width
        self._room = lay.spacing / 2.0 + fine
        self._starts = {shape.key: shape.outline.min(axis=0) for shape in lay.shapes}
        self.plain: dict[str, Any] = {
            "height": lay.width + 2.0 * self._room + fine,
            "longest": sum(shape.count * float(np.hypot(*np.ptp(shape.outline, axis=0)) + lay.spacing + 1.0)
                           for shape in lay.shapes),
            "items": [{"key": shape.key, "count": shape.count, "angles": list(fitting_angles(shape, lay.width)),
                       "ring": self._grown(shape).tolist()} for shape in lay.shapes]}

    def _grown(self, shape: Shape) -> Outline:
        """The outline with its room, counter-clockwise; corners stay corners, so it has hardly more points."""
        ring = roomy(shape.outline - self._starts[shape.key], self._room, sharp=True)
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
