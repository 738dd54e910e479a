"""A part at its place on paper or on cloth, and the turns that it may make."""

from __future__ import annotations

import math
from dataclasses import dataclass

from mtmpattern.errors import StationError
from mtmpattern.geometry import Affine, Point, heading, turned
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.parts.part import Part

# ---- Turns that a part may make -------------------------------------------------------------------------------------

TILT_STEP = 0.5
"""Degrees between the tilts that are tried."""

MOST_TILT = 5.0
"""The largest tilt in degrees; further off its grain, a part hangs askew."""


def upright(part: Part) -> float:
    """The smallest turn in degrees that brings the grain of a part upright, and its nap up."""
    off = (90.0 - heading(*part.grain) + 180.0) % 360.0 - 180.0
    if not part.nap and abs(off) > 90.0 + 1e-6:
        off -= math.copysign(180.0, off)
    quarter = round(off / 90.0) * 90.0                      # without rounding errors
    return quarter if abs(off - quarter) < 1e-4 else off


def turns_of(part: Part, fabric: Fabric | None = None, tilt: float = 0.0) -> tuple[float, ...]:
    """The turns in degrees that a part may make on cloth, measured from its grain lying along the length.

    Head up and head down, but only one way where the part or the cloth has a nap, or the print has a direction. A part
    whose grain is ``either`` may also lie across. ``tilt`` allows that many degrees off the grain to both sides.

    Raises:
        StationError: a tilt below 0 or above 5 degrees.

    """
    if not 0.0 <= tilt <= MOST_TILT:
        raise StationError(f"a tilt of {tilt:g} degrees is outside 0 to {MOST_TILT:g}", code="marker.tilt",
                           hint="Allow less: further off its grain a part hangs askew.")
    one_way = part.nap or bool(fabric and fabric.one_way)
    straight: tuple[float, ...] = (0.0,) if one_way else (0.0, 180.0)
    if part.grain_kind == "either" and not one_way:
        straight = (0.0, 90.0, 180.0, 270.0)
    steps = range(-int(tilt / TILT_STEP), int(tilt / TILT_STEP) + 1)
    return tuple(sorted({(way + step * TILT_STEP) % 360.0 for way in straight for step in steps}))


# ---- A placed part --------------------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class Placed:
    """A part at its place: turned by ``rotated`` degrees about its own origin, then shifted by ``x`` and ``y``.

    Any angle is possible, left turns are positive; millimetres, x right, y up from the sheet's lower left corner. On a
    roll or on cloth x runs along the length.
    """

    part: Part
    x: float
    y: float
    rotated: float = 0.0

    @property
    def move(self) -> Affine:
        """The move from the part's own coordinates to those of the sheet."""
        return quarter_turned(self.rotated).then(Affine(e=self.x, f=self.y))

    def laid(self) -> Part:
        """The part with everything on it, at its place."""
        return self.part.moved(self.move)


def quarter_turned(degrees: float) -> Affine:
    """A turn about the origin; quarter turns are exact."""
    quarter = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}.get(degrees % 360.0)
    if quarter is None:
        return turned(Point(0.0, 0.0), degrees)
    cos, sin = quarter
    return Affine(cos, sin, -sin, cos)
