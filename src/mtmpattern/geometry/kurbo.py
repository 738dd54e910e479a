"""A typed view of the few calls of kurbopy that are used; no other module imports it."""

from __future__ import annotations

from typing import Any, Protocol, cast

import kurbopy

from mtmpattern.geometry.point import Point


class Cubic(Protocol):
    """The methods used of kurbopy's ``CubicBez``."""

    def arclen(self, accuracy: float) -> float: ...  # noqa: D102
    def inv_arclen(self, arclen: float, accuracy: float) -> float: ...  # noqa: D102
    def subsegment(self, rng: tuple[float, float]) -> Any: ...  # noqa: D102
    def nearest(self, p: Any, accuracy: float) -> Any: ...  # noqa: D102
    def inflections(self) -> list[float]: ...  # noqa: D102


def cubic(p0: Point, p1: Point, p2: Point, p3: Point) -> Cubic:
    """A kurbo cubic from its four control points."""
    point = kurbopy.Point
    return cast(Cubic, kurbopy.CubicBez(point(p0.x, p0.y), point(p1.x, p1.y), point(p2.x, p2.y), point(p3.x, p3.y)))


def controls(curve: Any) -> tuple[Point, Point, Point, Point]:
    """The four control points of a kurbo cubic."""
    return _point(curve.p0), _point(curve.p1), _point(curve.p2), _point(curve.p3)


def nearest(curve: Cubic, point: Point, accuracy: float) -> float:
    """The parameter of the place on the curve nearest to a point."""
    return float(curve.nearest(kurbopy.Point(point.x, point.y), accuracy).get_t())


def _point(point: Any) -> Point:
    return Point(point.x, point.y)
