"""A lay as input for a third-party solver, and the solver's answer in double precision."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import shapely

from mtmpattern.cutting.engine import LayTask
from mtmpattern.placing import Layout, Outline, Pose, Shape
from mtmpattern.placing.fill import roomy
from mtmpattern.placing.layout import fitting_angles, settled, turned

FINE: Final = 1.5e-6        # share of the cloth's width that single precision loses
LONG: Final = 3e-7          # the same for the lay's length
COARSE: Final = 6e-4        # share of the cloth's width by which an outline may grow to have fewer points,
FEWER: Final = 0.7          # if it then has at most this share of them


class SolverJob:
    """A lay in a solver's terms: outlines grown by half the spacing and moved to the origin, on a strip as much wider.

    ``plain`` is that as plain data for JSON; ``grown`` are the grown outlines at the places of the original ones.
    """

    def __init__(self, lay: LayTask) -> None:
        self._lay = lay
        self._shapes = {shape.key: shape for shape in lay.shapes}
        area = sum(shape.area * shape.count for shape in lay.shapes)
        fine = FINE * lay.width + LONG * 1.5 * area / lay.width
        self._room = lay.spacing / 2.0 + fine
        self._coarse = self._coarseness()
        self._starts = {shape.key: shape.outline.min(axis=0) for shape in lay.shapes}
        rings = {shape.key: self._grown(shape) for shape in lay.shapes}
        self.grown = {key: ring + self._starts[key] for key, ring in rings.items()}
        self.plain: dict[str, Any] = {
            "height": lay.width + 2.0 * self._room + fine,
            "longest": sum(shape.count * float(np.hypot(*np.ptp(shape.outline, axis=0)) + lay.spacing + 1.0)
                           for shape in lay.shapes),
            "items": [{"key": shape.key, "count": shape.count, "angles": list(fitting_angles(shape, lay.width)),
                       "ring": rings[shape.key].tolist()} for shape in lay.shapes]}

    @property
    def points(self) -> int:
        """The points of all outlines as the solver gets them, on which its speed depends."""
        return sum(len(item["ring"]) * item["count"] for item in self.plain["items"])

    def _coarseness(self) -> float:
        """How far outlines may grow to have fewer points (mm); 0 where they would get too wide for the cloth."""
        coarse = COARSE * self._lay.width
        widest = max(float(np.ptp(turned(shape.outline, angle)[:, 1])) for shape in self._lay.shapes
                     for angle in fitting_angles(shape, self._lay.width))
        return coarse if widest < self._lay.width - 2.0 * coarse else 0.0

    def _grown(self, shape: Shape) -> Outline:
        """The grown outline, counter-clockwise; corners stay corners, so it has hardly more points.

        A curve of many points grows a little further to have fewer of them: a solver's speed depends on their number.
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
        """The layout of the solver's poses ``[key, degrees, x, y]``, with exact turns and within the cloth's edges."""
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
