"""One cubic Bezier curve; a straight line is a curve with ``straight`` set."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from mtmpattern.geometry import kurbo as _kurbo
from mtmpattern.geometry.parallel import parallel
from mtmpattern.geometry.point import IDENTITY, Affine, Point, heading, unit
from mtmpattern.geometry.tolerance import LENGTH, NEAR, NOTHING, SAME

# ---- The nearest place on a cubic -----------------------------------------------------------------------------------

MOST_STEPS = 8
"""Newton's method needs three or four from a good guess."""


def polished(p0: Point, p1: Point, p2: Point, p3: Point, point: Point, t: float) -> float:
    """The parameter of a cubic nearest to a point, by Newton's method from a good guess."""
    cx, cy = 3 * (p1.x - p0.x), 3 * (p1.y - p0.y)
    bx, by = 3 * (p2.x - 2 * p1.x + p0.x), 3 * (p2.y - 2 * p1.y + p0.y)
    ax, ay = p3.x - p0.x - cx - bx, p3.y - p0.y - cy - by
    for _ in range(MOST_STEPS):
        gx, gy = ((ax * t + bx) * t + cx) * t + p0.x - point.x, ((ay * t + by) * t + cy) * t + p0.y - point.y
        vx, vy = (3 * ax * t + 2 * bx) * t + cx, (3 * ay * t + 2 * by) * t + cy
        slope = vx * vx + vy * vy + gx * (6 * ax * t + 2 * bx) + gy * (6 * ay * t + 2 * by)
        if slope <= NOTHING:
            break
        step = (gx * vx + gy * vy) / slope
        better = min(1.0, max(0.0, t - step))
        if abs(better - t) < NOTHING:
            return better
        t = better
    return t


# ---- Curves ---------------------------------------------------------------------------------------------------------

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

    def __init__(self, start: Point, leave: Point, arrive: Point, end: Point, straight: bool = False) -> None:
        _set_start(self, start)
        _set_leave(self, leave)
        _set_arrive(self, arrive)
        _set_end(self, end)
        _set_straight(self, straight)
        _set_cubic(self, None)
        _set_length(self, -1.0)

    def __reduce__(self) -> tuple[type[Curve], tuple[Point, Point, Point, Point, bool]]:
        """Pickle the points only: the object of the geometry library cannot be copied and is made again when needed."""
        return Curve, (self.start, self.leave, self.arrive, self.end, self.straight)

    @classmethod
    def line(cls, start: Point, end: Point) -> Curve:
        """The straight line between two points."""
        a, b, c, d = start.x, start.y, end.x, end.y
        dx, dy = (c - a) / 3, (d - b) / 3
        return cls(start, Point(a + dx, b + dy), Point(c - dx, d - dy), end, True)

    @property
    def cubic(self) -> _kurbo.Cubic:
        """The same curve as an object of the geometry library."""
        if self._cubic is None:
            _set_cubic(self, _kurbo.cubic(self.start, self.leave, self.arrive, self.end))
        return self._cubic  # type: ignore[return-value]

    @property
    def length(self) -> float:
        """Length in millimetres, to 1e-9."""
        if self._length < 0:
            _set_length(self, self.start.distance(self.end) if self.straight else self.cubic.arclen(LENGTH))
        return self._length

    def parameter(self, mm: float) -> float:
        """The curve parameter ``mm`` from the start."""
        if self.length < SAME:
            return 0.0
        share = min(1.0, max(0.0, mm / self.length))
        if self.straight or share in (0.0, 1.0):
            return share
        return self.cubic.inv_arclen(mm, LENGTH)

    def length_to(self, t: float) -> float:
        """Millimetres along the curve from its start to parameter ``t``."""
        return t * self.length if self.straight or t in (0.0, 1.0) else self.part(0.0, t).length

    def point(self, t: float) -> Point:
        """The point at parameter ``t``, 0 to 1."""
        if t <= 0.0:
            return self.start
        if t >= 1.0:
            return self.end
        s = 1.0 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        p0, p1, p2, p3 = self.start, self.leave, self.arrive, self.end
        return Point(a * p0.x + b * p1.x + c * p2.x + d * p3.x, a * p0.y + b * p1.y + c * p2.y + d * p3.y)

    def at(self, mm: float) -> Point:
        """The point ``mm`` from the start along the curve."""
        return self.point(self.parameter(mm))

    def direction(self, t: float) -> float:
        """The direction of travel at parameter ``t`` in degrees."""
        p0, p1, p2, p3 = self.start, self.leave, self.arrive, self.end
        if self.straight:
            return heading(p0, p3)
        s = 1.0 - t
        dx = s * s * (p1.x - p0.x) + 2 * s * t * (p2.x - p1.x) + t * t * (p3.x - p2.x)
        dy = s * s * (p1.y - p0.y) + 2 * s * t * (p2.y - p1.y) + t * t * (p3.y - p2.y)
        if abs(dx) + abs(dy) < NOTHING:  # a handle of length 0: the curve leaves toward the next control point
            ahead, behind = (p2, p0) if t < 0.5 else (p3, p1)
            if ahead.same_as(behind):
                ahead, behind = p3, p0
            return heading(behind, ahead)
        return math.degrees(math.atan2(dy, dx)) % 360.0

    def radius(self, t: float) -> float:
        """The radius in mm with which it bends at the parameter ``t``; infinite where it is straight."""
        if self.straight:
            return math.inf
        (ux, uy), (vx, vy), (wx, wy) = ((q.x - p.x, q.y - p.y) for p, q in (
            (self.start, self.leave), (self.leave, self.arrive), (self.arrive, self.end)))
        s = 1.0 - t
        dx, dy = s * s * ux + 2 * s * t * vx + t * t * wx, s * s * uy + 2 * s * t * vy + t * t * wy
        ex, ey = s * (vx - ux) + t * (wx - vx), s * (vy - uy) + t * (wy - vy)
        bend = abs(dx * ey - dy * ex)
        return 3 * math.hypot(dx, dy) ** 3 / (2 * bend) if bend > NOTHING else math.inf

    def reversed(self) -> Curve:
        """The same curve walked the other way."""
        return Curve(self.end, self.arrive, self.leave, self.start, self.straight)

    def moved(self, move: Affine) -> Curve:
        """The curve after a move; affine moves keep curves exact."""
        if move is IDENTITY:
            return self
        if self.straight:
            return Curve.line(move(self.start), move(self.end))
        return Curve(move(self.start), move(self.leave), move(self.arrive), move(self.end))

    def mirrored(self, move: Affine) -> Curve:
        """The curve after a move that turns the cloth over, walked the other way."""
        if self.straight:
            return Curve.line(move(self.end), move(self.start))
        return Curve(move(self.end), move(self.arrive), move(self.leave), move(self.start))

    def part(self, t0: float, t1: float) -> Curve:
        """The piece of the curve between two parameters."""
        if t0 <= 0.0 and t1 >= 1.0:
            return self
        if self.straight:
            return Curve.line(self.point(t0), self.point(t1))
        _, b, c, _ = _kurbo.controls(self.cubic.subsegment((t0, t1)))
        # End points come from the curve itself, so that neighbours share them exactly.
        return Curve(self.point(t0), b, c, self.point(t1))

    def nearest(self, point: Point) -> tuple[float, float]:
        """(parameter, distance) of the place nearest to ``point``."""
        if self.straight:
            dx, dy = self.end.x - self.start.x, self.end.y - self.start.y
            square = dx * dx + dy * dy
            along = ((point.x - self.start.x) * dx + (point.y - self.start.y) * dy) / square if square else 0.0
            t = min(1.0, max(0.0, along))
        else:
            guess = _kurbo.nearest(self.cubic, point, NEAR)
            t = polished(self.start, self.leave, self.arrive, self.end, point, guess)
        return t, self.point(t).distance(point)

    def out_of_reach(self, point: Point, mm: float) -> bool:
        """Whether the bounding box of the control points is ``mm`` or more from a point; then the curve is, too."""
        p0, p1, p2, p3 = self.start, self.leave, self.arrive, self.end
        x, y = point.x, point.y
        gap_x = max(min(p0.x, p1.x, p2.x, p3.x) - x, x - max(p0.x, p1.x, p2.x, p3.x), 0.0)
        gap_y = max(min(p0.y, p1.y, p2.y, p3.y) - y, y - max(p0.y, p1.y, p2.y, p3.y), 0.0)
        return gap_x * gap_x + gap_y * gap_y >= mm * mm

    def parallel(self, mm: float) -> tuple[Curve, ...]:
        """Curves at a constant distance, to 0.001 mm; positive distances lie to the left of the travel."""
        return tuple(curve for curve, _ in self.parallel_pieces(mm))

    def parallel_pieces(self, mm: float) -> list[tuple[Curve, tuple[bool, bool]]]:
        """The parallel curves, each with whether it runs backward at its start and end, as in too tight a hollow."""
        if abs(mm) < SAME:
            return [(self, (False, False))]
        if self.straight:
            x, y = unit(self.direction(0.0) + 90.0)
            a, b, dx, dy = self.start, self.end, mm * x, mm * y
            return [(Curve.line(Point(a.x + dx, a.y + dy), Point(b.x + dx, b.y + dy)), (False, False))]
        pieces = parallel(self.start, self.leave, self.arrive, self.end, mm)
        return [(Curve(*piece.controls), piece.backward) for piece in pieces]

    def steps(self, tolerance: float) -> int:
        """The number of equal parameter steps whose chords stay within ``tolerance`` millimetres of the curve."""
        if self.straight:
            return 1
        # The second difference bounds a chord's distance: |p''| / 8 n^2, with |p''| <= 6 max second difference.
        p0, p1, p2, p3 = self.start, self.leave, self.arrive, self.end
        bend = max(math.hypot(p0.x - 2 * p1.x + p2.x, p0.y - 2 * p1.y + p2.y),
                   math.hypot(p1.x - 2 * p2.x + p3.x, p1.y - 2 * p2.y + p3.y))
        return max(1, math.ceil(math.sqrt(0.75 * bend / tolerance)))

    def chord_starts(self, tolerance: float) -> list[tuple[float, float]]:
        """The start of every chord within ``tolerance``, as plain numbers; the end of the last is left out."""
        steps = self.steps(tolerance)
        p0, p1, p2, p3 = self.start, self.leave, self.arrive, self.end
        x, y = p0.x, p0.y
        if steps == 1:
            return [(x, y)]
        cx, cy = 3 * (p1.x - x) / steps, 3 * (p1.y - y) / steps
        bx, by = 3 * (p2.x - 2 * p1.x + x) / steps ** 2, 3 * (p2.y - 2 * p1.y + y) / steps ** 2
        ax, ay = (p3.x - 3 * p2.x + 3 * p1.x - x) / steps ** 3, (p3.y - 3 * p2.y + 3 * p1.y - y) / steps ** 3
        return [(((ax * i + bx) * i + cx) * i + x, ((ay * i + by) * i + cy) * i + y) for i in range(steps)]

    def flattened(self, tolerance: float) -> list[Point]:
        """Points on the curve, ends included, whose chords stay within ``tolerance`` millimetres of it."""
        return [*(Point(x, y) for x, y in self.chord_starts(tolerance)), self.end]

    @property
    def inflections(self) -> tuple[float, ...]:
        """Parameters strictly inside the curve where its bend changes sides."""
        if self.straight:
            return ()
        return tuple(t for t in self.cubic.inflections() if SAME < t < 1 - SAME)


_set_start, _set_leave, _set_arrive, _set_end, _set_straight, _set_cubic, _set_length = (
    vars(Curve)[name].__set__ for name in ("start", "leave", "arrive", "end", "straight", "_cubic", "_length"))
# Setting the slots directly is faster than the frozen dataclass's own __init__: a draft makes over a thousand curves.
