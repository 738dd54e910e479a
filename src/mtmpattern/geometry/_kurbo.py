"""The one place that touches kurbopy, which is untyped and young: a typed view of the few calls we need."""

from __future__ import annotations

from typing import Any, Protocol, cast

import kurbopy

from .point import Point


class Cubic(Protocol):
    """What we use of kurbopy's ``CubicBez``."""

    def arclen(self, accuracy: float) -> float: ...
    def inv_arclen(self, arclen: float, accuracy: float) -> float: ...
    def eval(self, t: float) -> Any: ...
    def subsegment(self, rng: tuple[float, float]) -> Any: ...
    def nearest(self, p: Any, accuracy: float) -> Any: ...
    def inflections(self) -> list[float]: ...
    def curvature(self, t: float) -> float: ...
    def extrema(self) -> list[float]: ...


def cubic(p0: Point, p1: Point, p2: Point, p3: Point) -> Cubic:
    """A kurbo cubic from its four control points."""
    point = kurbopy.Point
    return cast(Cubic, kurbopy.CubicBez(point(p0.x, p0.y), point(p1.x, p1.y), point(p2.x, p2.y), point(p3.x, p3.y)))


def controls(curve: Any) -> tuple[Point, Point, Point, Point]:
    """The four control points of a kurbo cubic."""
    return _ours(curve.p0), _ours(curve.p1), _ours(curve.p2), _ours(curve.p3)


def nearest(curve: Cubic, point: Point, accuracy: float) -> tuple[float, float]:
    """(parameter, distance) of the place on the curve nearest to a point."""
    found = curve.nearest(kurbopy.Point(point.x, point.y), accuracy)
    return float(found.get_t()), float(found.get_distance_sq()) ** 0.5


def parallel(curve: Cubic, distance: float, accuracy: float) -> list[tuple[Point, Point, Point, Point]]:
    """Cubics parallel to a curve; positive distances lie to its left."""
    path = kurbopy.offset_cubic(curve, distance, accuracy)
    segments = (s if isinstance(s, kurbopy.CubicBez) else s.to_cubic() for s in path.segments())
    return [controls(segment) for segment in segments]


def _ours(point: Any) -> Point:
    return Point(point.x, point.y)
