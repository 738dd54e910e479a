"""Areas of cloth: validity, containment and widths, by shapely on flattened outlines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from mtmpattern.geometry import path
from mtmpattern.geometry.chords import Controls, Numbers, Places
from mtmpattern.geometry.curve import Curve
from mtmpattern.geometry.path import Curves
from mtmpattern.geometry.point import RIGHT, Point
from mtmpattern.geometry.tolerance import CHORD, JOIN


class Region:
    """The area inside a closed outline, as a polygon of chords within ``tolerance`` mm of the curves."""

    __slots__ = ("_polygon", "curves", "tolerance")

    def __init__(self, curves: Curves, tolerance: float = CHORD) -> None:
        self.curves = curves
        self.tolerance = tolerance
        self._polygon: shapely.Polygon | None = None

    @property
    def polygon(self) -> shapely.Polygon:
        """The polygon of chords."""
        if self._polygon is None:
            self._polygon = polygon(self.curves, self.tolerance)
        return self._polygon

    @property
    def is_simple(self) -> bool:
        """Whether the outline neither touches nor crosses itself."""
        return bool(self.polygon.is_valid)

    @property
    def area(self) -> float:
        """Area in square millimetres."""
        return abs(path.area(self.curves))

    def contains(self, point: Point) -> bool:
        """Whether a point lies inside or on the outline."""
        return bool(self.polygon.covers(shapely.Point(point.x, point.y)))

    def holds(self, other: Region) -> bool:
        """Whether another region lies wholly inside this one, to 0.01 mm."""
        return bool(self.polygon.buffer(JOIN).covers(other.polygon))

    def room_for(self, points: Sequence[Point]) -> float:
        """How far a line or closed shape through ``points`` lies inside, in mm; -1 where it reaches outside."""
        shape = shape_of(points)
        distance = float(shape.distance(self.polygon.exterior))
        return distance if distance > 0 and self.polygon.covers(shape) else -1.0

    def width_at(self, y: float) -> float:
        """The width in mm inside the outline at the height ``y``."""
        hits: list[float] = []
        for curve in self.curves:
            for t, along in path.crossings_of(curve, Point(0.0, y), RIGHT):
                if t in (0.0, 1.0):
                    return self._width_by_chords(y)  # at a corner a touch and a crossing look alike
                hits.append(along)
        if len(hits) % 2:
            return self._width_by_chords(y)
        hits.sort()
        return sum(high - low for low, high in zip(hits[::2], hits[1::2], strict=True))

    def _width_by_chords(self, y: float) -> float:
        left, _, right, _ = self.polygon.bounds
        line = shapely.LineString([(left - 1, y), (right + 1, y)])
        return float(self.polygon.intersection(line).length)


def shapes_apart(first: Sequence[Point], second: Sequence[Point]) -> float:
    """The distance in mm between two lines or closed shapes; 0 where they touch or overlap."""
    return float(shape_of(first).distance(shape_of(second)))


def shape_of(points: Sequence[Point]) -> BaseGeometry:
    """A line through two points, or the polygon of more."""
    places = [(p.x, p.y) for p in points]
    return shapely.LineString(places) if len(places) == 2 else shapely.Polygon(places)


def polygon(curves: Sequence[Curve], tolerance: float) -> shapely.Polygon:
    """A shapely polygon of the chords of a closed outline."""
    ring: list[tuple[float, float]] = []
    for curve in curves:
        ring += curve.chord_starts(tolerance)
    return shapely.Polygon(np.fromiter(chain.from_iterable(ring), float, 2 * len(ring)).reshape(-1, 2))


def polygons(outlines: Sequence[Sequence[Curve]], tolerance: float) -> NDArray[np.object_]:
    """The same for many outlines at once, as an array; it takes a third of the time."""
    controls = Controls.of(outlines)
    chords = controls.chords(controls.steps(tolerance))
    return filled(chords.starts, chords.firsts[controls.firsts])


def filled(corners: Places, begins: Numbers) -> NDArray[np.object_]:
    """The areas inside rings of corners, one ring after the other; ``begins`` also says where the last one ends."""
    counts = np.diff(begins)
    return np.asarray(shapely.polygons(shapely.linearrings(corners, indices=np.repeat(np.arange(len(counts)), counts))))
