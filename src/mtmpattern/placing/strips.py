"""Silhouettes: outlines of parts as strips, which are quick to lay against each other on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..geometry import path
from ..pattern.part import Part
from .placed import quarter_turned
from .ways import upright

CELL: Final = 5.0
"""Outlines are compared in strips of this many millimetres."""

AIR: Final = 5.0
"""Millimetres between parts, at least."""

Profile = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Silhouette:
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


Ways = tuple[Silhouette, ...]
"""The ways in which one part may lie."""


def ways_of(part: Part, *, one_way: bool) -> Ways:
    """The ways a part may lie: grain up, and head down too unless all must lie ``one_way``."""
    first = upright(part)
    return tuple(_silhouette(part, way) for way in ((first,) if one_way or part.nap else (first, first + 180.0)))


def _silhouette(part: Part, degrees: float) -> Silhouette:
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
    return Silhouette(part, degrees, left, top, right - left, top - low, np.minimum(near, beside) - AIR / 2,
                      far + AIR / 2)
