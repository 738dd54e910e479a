"""A part and where it lies, on paper or on cloth."""

from __future__ import annotations

from dataclasses import dataclass

from ..geometry import Affine, Point, turned
from ..pattern.part import Part


@dataclass(frozen=True, slots=True)
class Placed:
    """A part and where it lies: turned by ``rotated`` degrees about its own origin, then shifted by ``x`` and ``y``.

    Left turns are positive, at any angle; millimetres, x right, y up from the sheet's lower left corner. On a roll or
    on cloth x runs along the length.
    """

    part: Part
    x: float
    y: float
    rotated: float = 0.0

    @property
    def move(self) -> Affine:
        """From the part's own coordinates to those of the sheet."""
        return quarter_turned(self.rotated).then(Affine(e=self.x, f=self.y))

    def laid(self) -> Part:
        """The part with everything on it, where it lies."""
        return self.part.moved(self.move)


def quarter_turned(degrees: float) -> Affine:
    """A turn about the origin; quarter turns are exact."""
    quarter = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}.get(degrees % 360.0)
    if quarter is None:
        return turned(Point(0.0, 0.0), degrees)
    cos, sin = quarter
    return Affine(cos, sin, -sin, cos)
