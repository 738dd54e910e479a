"""spyrrow, the search that wastes least on most lays, always in a process of its own."""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any, Final

from ..placing import Layout, Outline, Pose
from ..placing.layout import settled
from ..placing.rows import roomy
from ..placing.shapes import fitting_angles, turned
from .engine import Effort, Found, Lay
from .solver import lines

FINE: Final = 1.5e-6        # of the cloth's width: spyrrow's single precision
LONG: Final = 3e-7          # the same of the lay's length


@dataclass(frozen=True, slots=True)
class Sparrow:
    """spyrrow with one seed; a step is a report of its exploration, and then it has one worker.

    ``quick`` stops at the layout that it builds before it searches. Two ``workers`` find more in the same CPU-seconds
    than one: each move is the better of two.
    """

    quick: bool = False
    workers: int = 2
    name: str = field(default="spyrrow")

    def missing(self) -> str:
        """Why it cannot run here."""
        return "" if importlib.util.find_spec("spyrrow") else "spyrrow is not installed"

    def layouts(self, lay: Lay, effort: Effort) -> Generator[Found, None, None]:
        """The layouts that the child reports, each shorter than the one before."""
        job = _Job(lay)
        seconds = effort.seconds if effort.steps is None else 1e9
        for line in lines("spyrrow", {**job.plain, "seconds": min(seconds, 1e9), "steps": effort.steps,
                                      "seed": effort.seed, "quick": self.quick, "share": effort.share,
                                      "workers": self.workers if effort.steps is None else 1}):
            layout = job.layout(line["poses"]) if "poses" in line else None
            yield Found(layout, line["cpu"])


class _Job:
    """A lay in spyrrow's terms: outlines grown by half the spacing, begun at the origin, on a strip as much wider."""

    def __init__(self, lay: Lay) -> None:
        self._lay = lay
        self._shapes = {shape.key: shape for shape in lay.shapes}
        area = sum(shape.area * shape.count for shape in lay.shapes)
        self._fine = fine = FINE * lay.width + LONG * 1.5 * area / lay.width
        self._room = room = lay.spacing / 2.0 + fine
        self._starts = {shape.key: shape.outline.min(axis=0) for shape in lay.shapes}
        self.plain: dict[str, Any] = {"height": lay.width + 2.0 * room + fine, "items": [
            {"key": shape.key, "count": shape.count, "angles": list(fitting_angles(shape, lay.width)),
             "ring": self._grown(shape.outline - self._starts[shape.key]).tolist()} for shape in lay.shapes]}

    def _grown(self, ring: Outline) -> Outline:
        """The ring with its room; corners stay corners, so it has hardly more points."""
        return roomy(ring, self._room, sharp=True)

    def layout(self, poses: list[list[Any]]) -> Layout:
        """A layout as the child writes it, in double precision: allowed turns exactly, edges of the cloth kept."""
        copies: dict[str, int] = {}
        found = []
        for key, degrees, x, y in poses:
            shape = self._shapes[key]
            angle = min(fitting_angles(shape, self._lay.width),
                        key=lambda allowed: abs(math.remainder(allowed - degrees, 360.0)))
            start = turned(self._starts[key][None, :], angle)[0]
            dx, dy = x - float(start[0]), y - float(start[1]) - self._room
            ring = turned(shape.outline, angle)[:, 1]
            low, high = float(ring.min()) + dy, float(ring.max()) + dy
            dy += max(0.0, -low) or min(0.0, self._lay.width - high)
            copy = copies.get(key, 0)
            copies[key] = copy + 1
            found.append(Pose(key, copy, angle, dx, dy))
        return settled(found, self._lay.outlines, self._lay.width)

