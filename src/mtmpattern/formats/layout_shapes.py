"""Outlines of parts as strips, which are quick to lay against each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..geometry import Affine, Point, heading, path, turned
from ..pattern.part import Part

CELL: Final = 5.0
"""Outlines are compared in strips of this many millimetres."""

AIR: Final = 5.0
"""Millimetres between parts, at least."""

Profile = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A part turned one way, in strips of `CELL`: where each begins (``near``) and ends (``far``), down from its top.

    A free strip on either side and half the air above and below are in them. ``left`` and ``top`` are the outline's,
    ``width`` and ``height`` its extent in millimetres.
    """

    part: Part
    rotated: float
    left: float
    top: float
    width: float
    height: float
    near: Profile
    far: Profile


Ways = tuple[Shape, ...]
"""The ways in which one part may lie."""


def upright(part: Part) -> float:
    """Degrees to turn a part so that its grain points up, its nap too; the least that does it."""
    off = (90.0 - heading(*part.grain) + 180.0) % 360.0 - 180.0
    if not part.nap and abs(off) > 90.0 + 1e-6:
        off -= math.copysign(180.0, off)
    quarter = round(off / 90.0) * 90.0                      # a hair of floating point is no turn
    return quarter if abs(off - quarter) < 1e-4 else off


def ways_of(part: Part, *, one_way: bool) -> Ways:
    """The ways a part may lie: grain up, and head down too unless all must lie ``one_way``."""
    first = upright(part)
    return tuple(_shape(part, way) for way in ((first,) if one_way or part.nap else (first, first + 180.0)))


def _shape(part: Part, degrees: float) -> Shape:
    move = quarter_turned(degrees)
    # fusible is cut inside the sewn line, which is drawn too
    points = [move(point) for curves in (part.cut, part.sewn_outline) for point in path.flatten(curves, 0.2)]
    xs, ys = np.array([p.x for p in points]), np.array([p.y for p in points])
    steps = np.maximum(np.ceil(np.hypot(np.diff(xs), np.diff(ys)) / (CELL / 2)), 1).astype(int)
    at = np.repeat(np.arange(len(steps)), steps)            # so dense that no strip is jumped over
    share = np.concatenate([np.arange(count) / count for count in steps])
    left, right, top, low = float(xs.min()), float(xs.max()), float(ys.max()), float(ys.min())
    x, y = xs[at] + share * np.diff(xs)[at], top - ys[at] - share * np.diff(ys)[at]
    strip = np.floor(np.maximum(x - left, 0.0) / CELL).astype(int) + 1
    count = int(strip.max()) + 2
    near, far = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(near, strip, y)
    np.maximum.at(far, strip, y)
    beside = np.minimum(np.append(near[1:], np.inf), np.insert(near[:-1], 0, np.inf))
    return Shape(part, degrees, left, top, right - left, top - low, np.minimum(near, beside) - AIR / 2, far + AIR / 2)


def quarter_turned(degrees: float) -> Affine:
    """A turn about the origin; quarter turns are exact."""
    quarter = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}.get(degrees % 360.0)
    if quarter is None:
        return turned(Point(0.0, 0.0), degrees)
    cos, sin = quarter
    return Affine(cos, sin, -sin, cos)
