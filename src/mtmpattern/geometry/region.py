"""Areas of cloth: validity, containment and widths, by shapely on finely flattened outlines."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from . import path
from .curve import Curve
from .path import Curves
from .point import Point

FINE = 0.002
"""How close, in millimetres, a region's chords stay to its curves."""

COARSE = 0.05
"""Fine enough to see whether an outline crosses itself."""


class Region:
    """The cloth inside a closed outline, as a polygon of chords within 0.002 mm of the curves."""

    __slots__ = ("polygon",)

    def __init__(self, curves: Curves, tolerance: float = FINE) -> None:
        self.polygon = polygon(curves, tolerance)

    @property
    def is_simple(self) -> bool:
        """Whether the outline touches or crosses itself nowhere."""
        return bool(self.polygon.is_valid)

    @property
    def area(self) -> float:
        """Area in square millimetres."""
        return float(self.polygon.area)

    def contains(self, point: Point) -> bool:
        """Whether a point lies inside or on the outline."""
        return bool(self.polygon.covers(shapely.Point(point.x, point.y)))

    def holds(self, other: Region) -> bool:
        """Whether another region lies wholly inside this one, to 0.01 mm."""
        return bool(self.polygon.buffer(0.01).covers(other.polygon))

    def width_at(self, y: float) -> float:
        """Millimetres of cloth along the level line at height ``y``."""
        left, _, right, _ = self.polygon.bounds
        line = shapely.LineString([(left - 1, y), (right + 1, y)])
        return float(self.polygon.intersection(line).length)


def polygon(curves: Curves, tolerance: float) -> shapely.Polygon:
    """A shapely polygon of the chords of a closed outline."""
    return shapely.Polygon([(p.x, p.y) for p in path.flatten(curves, tolerance)[:-1]])


def simple_outline(curves: Curves) -> Curves:
    """Empty when the outline is simple; otherwise the outline of what lies inside it once, as short chords.

    Where an allowance is wider than a hollow curve's radius its parallel folds back on itself. What the folded loops
    enclose the wrong way round is no cloth and is dropped; the rest keeps its place.
    """
    if polygon(curves, COARSE).is_valid:
        return ()
    ring = [(p.x, p.y) for p in path.flatten(curves, FINE)]
    ring[-1] = ring[0]
    faces = shapely.polygonize([shapely.node(shapely.LineString(ring))])
    kept = [face for face in faces.geoms if _winding(ring, face.representative_point()) > 0]
    whole = shapely.unary_union(kept)
    if whole.geom_type != "Polygon":
        whole = max(whole.geoms, key=lambda part: part.area)
    corners = [Point(x, y) for x, y in shapely.geometry.polygon.orient(whole).exterior.coords]
    return tuple(Curve.line(a, b) for a, b in zip(corners, corners[1:], strict=False) if not a.same_as(b))


def _winding(ring: Sequence[tuple[float, float]], point: shapely.Point) -> int:
    """How often a closed ring runs counter-clockwise round a point."""
    x, y, count = point.x, point.y, 0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:], strict=False):
        side = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
        if y0 <= y < y1 and side > 0:
            count += 1
        elif y1 <= y < y0 and side < 0:
            count -= 1
    return count
