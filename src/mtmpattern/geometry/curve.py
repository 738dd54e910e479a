"""One cubic Bezier curve; a straight line is a curve that knows it is straight."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from . import _kurbo
from .affine import Affine
from .point import Point, between, heading
from .tolerance import LENGTH, OFFSET_FIT, SAME, SCRAP


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic from ``start`` to ``end`` with its two handles, in millimetres."""

    start: Point
    leave: Point
    arrive: Point
    end: Point
    straight: bool = False
    _cubic: _kurbo.Cubic | None = field(default=None, init=False, repr=False, compare=False)
    _length: float = field(default=-1.0, init=False, repr=False, compare=False)

    @classmethod
    def line(cls, start: Point, end: Point) -> Curve:
        """The straight line between two points."""
        return cls(start, between(start, end, 1 / 3), between(start, end, 2 / 3), end, True)

    @property
    def cubic(self) -> _kurbo.Cubic:
        """The same curve as the geometry library sees it."""
        if self._cubic is None:
            object.__setattr__(self, "_cubic", _kurbo.cubic(self.start, self.leave, self.arrive, self.end))
        return self._cubic  # type: ignore[return-value]

    @property
    def length(self) -> float:
        """Length in millimetres, to 1e-9."""
        if self._length < 0:
            straight = self.start.distance(self.end)
            object.__setattr__(self, "_length", straight if self.straight else self.cubic.arclen(LENGTH))
        return self._length

    def parameter(self, mm: float) -> float:
        """The curve parameter ``mm`` from the start."""
        if self.length < SAME:
            return 0.0
        share = min(1.0, max(0.0, mm / self.length))
        if self.straight or share in (0.0, 1.0):
            return share
        return self.cubic.inv_arclen(mm, LENGTH)

    def point(self, t: float) -> Point:
        """The point at parameter ``t``, 0 to 1."""
        if t <= 0.0:
            return self.start
        if t >= 1.0:
            return self.end
        s = 1.0 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        return Point(
            a * self.start.x + b * self.leave.x + c * self.arrive.x + d * self.end.x,
            a * self.start.y + b * self.leave.y + c * self.arrive.y + d * self.end.y,
        )

    def at(self, mm: float) -> Point:
        """The point ``mm`` from the start along the curve."""
        return self.point(self.parameter(mm))

    def direction(self, t: float) -> float:
        """The direction of travel at parameter ``t`` in degrees."""
        if self.straight:
            return heading(self.start, self.end)
        s = 1.0 - t
        p0, p1, p2, p3 = self.start, self.leave, self.arrive, self.end
        dx = s * s * (p1.x - p0.x) + 2 * s * t * (p2.x - p1.x) + t * t * (p3.x - p2.x)
        dy = s * s * (p1.y - p0.y) + 2 * s * t * (p2.y - p1.y) + t * t * (p3.y - p2.y)
        if abs(dx) + abs(dy) < SAME * SAME:  # a handle of no length: look a little further in
            near = self.point(1e-4) if t < 0.5 else self.point(1 - 1e-4)
            return heading(p0, near) if t < 0.5 else heading(near, p3)
        return math.degrees(math.atan2(dy, dx)) % 360.0

    def reversed(self) -> Curve:
        """The same curve walked the other way."""
        return Curve(self.end, self.arrive, self.leave, self.start, self.straight)

    def moved(self, move: Affine) -> Curve:
        """The curve after a move; affine moves keep curves exact."""
        return Curve(move(self.start), move(self.leave), move(self.arrive), move(self.end), self.straight)

    def part(self, t0: float, t1: float) -> Curve:
        """The piece of the curve between two parameters."""
        if t0 <= 0.0 and t1 >= 1.0:
            return self
        if self.straight:
            return Curve.line(self.point(t0), self.point(t1))
        a, b, c, d = _kurbo.controls(self.cubic.subsegment((t0, t1)))
        # End points come from the curve itself so that neighbours share them to the last bit.
        return Curve(self.point(t0), b, c, self.point(t1))

    def nearest(self, point: Point) -> tuple[float, float]:
        """(parameter, distance) of the place nearest to ``point``."""
        if self.straight:
            dx, dy = self.end.x - self.start.x, self.end.y - self.start.y
            square = dx * dx + dy * dy
            along = ((point.x - self.start.x) * dx + (point.y - self.start.y) * dy) / square if square else 0.0
            t = min(1.0, max(0.0, along))
            return t, self.point(t).distance(point)
        return _kurbo.nearest(self.cubic, point, LENGTH)

    def parallel(self, mm: float) -> tuple[Curve, ...]:
        """Curves at a constant distance, to 0.001 mm; positive distances lie to the left of the travel."""
        if abs(mm) < SAME:
            return (self,)
        first, last = self.direction(0.0) + 90.0, self.direction(1.0) + 90.0
        start, end = self.start.along(first, mm), self.end.along(last, mm)
        if self.straight:
            return (Curve.line(start, end),)
        pieces = [Curve(*points) for points in _kurbo.parallel(self.cubic, mm, OFFSET_FIT)]
        # The fitter may run past an end by some hundredths and come back; such a last scrap is dropped.
        while len(pieces) > 1 and pieces[-1].length < SCRAP:
            pieces.pop()
        while len(pieces) > 1 and pieces[0].length < SCRAP:
            pieces.pop(0)
        head = pieces[0]
        pieces[0] = Curve(start, head.leave, head.arrive, head.end)
        tail = pieces[-1]
        pieces[-1] = Curve(tail.start, tail.leave, tail.arrive, end)
        return tuple(pieces)

    def flattened(self, tolerance: float) -> list[Point]:
        """Points on the curve, ends included, whose chords stay within ``tolerance`` millimetres of it."""
        if self.straight:
            return [self.start, self.end]
        # The second difference bounds how far a chord strays: |p''| / 8 n^2, with |p''| <= 6 max second difference.
        bend = max(
            math.hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y)
            for a, b, c in ((self.start, self.leave, self.arrive), (self.leave, self.arrive, self.end))
        )
        steps = max(1, math.ceil(math.sqrt(0.75 * bend / tolerance)))
        return [self.point(i / steps) for i in range(steps + 1)]

    @property
    def inflections(self) -> tuple[float, ...]:
        """Parameters strictly inside the curve where it changes the side it bends to."""
        if self.straight:
            return ()
        return tuple(t for t in self.cubic.inflections() if 1e-6 < t < 1 - 1e-6)
