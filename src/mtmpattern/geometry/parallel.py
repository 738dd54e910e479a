"""Curves at a constant distance from a curve: the basis of every allowance.

The parallel of a cubic is not a cubic, so it is fitted in pieces. Each piece takes its ends and end directions from the
true parallel, passes through its middle, and is measured against it; a piece that is off is halved. Where the distance
is greater than a hollow's radius, the parallel turns back on itself at two cusps. The pieces end at those cusps and
follow the parallel exactly, so that the cut line can be repaired from it.

kurbopy can fit parallels too, ten times faster. It is not used because it may overshoot an end by a tenth of a
millimetre and come back, and such a piece cannot be recognized by its length.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from mtmpattern.geometry.point import Point
from mtmpattern.geometry.roots import bracketed
from mtmpattern.geometry.tolerance import FLAT, NOTHING, OFFSET_FIT, SETTLED

Controls = tuple[Point, Point, Point, Point]

MOST_HALVINGS = 9
"""A piece is halved at most this often; any deviation left is then at a cusp, in a fold that the repair removes."""

MEASURED_AT = (0.1, 0.35, 0.65, 0.9)
"""Parameters at which a fitted piece is measured."""

WEIGHTS = {u: ((1 - u) * (1 - u) * (1 - u), 3 * (1 - u) * (1 - u) * u, 3 * (1 - u) * u * u, u * u * u)
           for u in MEASURED_AT}
"""The weight of each control point at these parameters."""


class _Place(NamedTuple):
    """A place on the parallel: parameter, point, unit direction of the curve, and the parallel's signed speed."""

    t: float
    x: float
    y: float
    ux: float
    uy: float
    speed: float


class _Source:
    """The cubic and its distance, as plain numbers."""

    __slots__ = ("ax", "ay", "bx", "by", "cx", "cy", "dx", "dy", "mm")

    def __init__(self, start: Point, leave: Point, arrive: Point, end: Point, mm: float) -> None:
        self.dx, self.dy = start.x, start.y
        self.cx, self.cy = 3 * (leave.x - start.x), 3 * (leave.y - start.y)
        self.bx, self.by = 3 * (arrive.x - 2 * leave.x + start.x), 3 * (arrive.y - 2 * leave.y + start.y)
        self.ax, self.ay = end.x - start.x - self.cx - self.bx, end.y - start.y - self.cy - self.by
        self.mm = mm

    def place(self, t: float) -> _Place:
        """The place on the parallel at a parameter of the curve."""
        ax, ay, bx, by, cx, cy = self.ax, self.ay, self.bx, self.by, self.cx, self.cy
        vx, vy = (3 * ax * t + 2 * bx) * t + cx, (3 * ay * t + 2 * by) * t + cy
        wx, wy = 6 * ax * t + 2 * bx, 6 * ay * t + 2 * by
        pace = math.hypot(vx, vy)
        if pace < NOTHING:  # a handle of length 0: the curve leaves along its second derivative
            way = math.hypot(wx, wy) if t < 0.5 else -math.hypot(wx, wy)
            ux, uy, speed = (wx / way, wy / way, 0.0) if way else (1.0, 0.0, 0.0)
        else:
            ux, uy = vx / pace, vy / pace
            speed = pace - self.mm * (vx * wy - vy * wx) / (pace * pace)
        return _Place(t, ((ax * t + bx) * t + cx) * t + self.dx - self.mm * uy,
                      ((ay * t + by) * t + cy) * t + self.dy + self.mm * ux, ux, uy, speed)

    def deviation(self, t: float, x: float, y: float) -> float:
        """How far a point is from the parallel, in mm; ``t`` is a guess of its nearest place."""
        ax, ay, bx, by, cx, cy, dx, dy = self.ax, self.ay, self.bx, self.by, self.cx, self.cy, self.dx, self.dy
        for _ in range(2):
            gx = x - (((ax * t + bx) * t + cx) * t + dx)
            gy = y - (((ay * t + by) * t + cy) * t + dy)
            vx, vy = (3 * ax * t + 2 * bx) * t + cx, (3 * ay * t + 2 * by) * t + cy
            wx, wy = 6 * ax * t + 2 * bx, 6 * ay * t + 2 * by
            slope = vx * vx + vy * vy - gx * wx - gy * wy
            if abs(slope) < NOTHING:
                break
            step = (gx * vx + gy * vy) / slope
            t += step
            if abs(step) < SETTLED:
                break
        gx = x - (((ax * t + bx) * t + cx) * t + dx)
        gy = y - (((ay * t + by) * t + cy) * t + dy)
        return abs(math.hypot(gx, gy) - abs(self.mm))


class CurvePiece(NamedTuple):
    """A fitted piece, and whether it runs backward at its start and end, as it does between two cusps."""

    controls: Controls
    backward: tuple[bool, bool]


def parallel(start: Point, leave: Point, arrive: Point, end: Point, mm: float) -> list[CurvePiece]:
    """Cubics parallel to a cubic, to 0.001 mm; positive distances lie to the left of the travel."""
    source = _Source(start, leave, arrive, end, mm)
    pieces: list[CurvePiece] = []
    _follow(source, source.place(0.0), source.place(1.0), MOST_HALVINGS, pieces)
    return pieces


def _follow(source: _Source, a: _Place, b: _Place, halvings: int, pieces: list[CurvePiece]) -> None:
    middle = source.place((a.t + b.t) / 2)
    controls = _fitted(a, middle, b)
    if halvings == 0 or (a.speed * b.speed >= 0 and _fits(source, a.t, b.t, controls)):
        pieces.append(CurvePiece(controls, (a.speed < 0, b.speed < 0)))
        return
    if a.speed * b.speed < 0:
        cusp = bracketed(lambda t: source.place(t).speed, a.t, b.t, f_low=a.speed, f_high=b.speed)
        if a.t < cusp < b.t:
            middle = source.place(cusp)._replace(speed=0.0)
    _follow(source, a, middle, halvings - 1, pieces)
    _follow(source, middle, b, halvings - 1, pieces)


def _fitted(a: _Place, middle: _Place, b: _Place) -> Controls:
    """The cubic with these ends and directions through the middle, its handles as close as possible to true speeds."""
    third = (b.t - a.t) / 3
    first, last = a.speed * third, b.speed * third
    # The gap at the middle, times 8/3, is split between the handles; only its part across the line matters.
    gap_x = (middle.x - (a.x + b.x) / 2) * 8 / 3 - first * a.ux + last * b.ux
    gap_y = (middle.y - (a.y + b.y) / 2) * 8 / 3 - first * a.uy + last * b.uy
    gap = gap_y * middle.ux - gap_x * middle.uy
    share_a = a.uy * middle.ux - a.ux * middle.uy
    share_b = b.ux * middle.uy - b.uy * middle.ux
    weight = share_a * share_a + share_b * share_b
    if weight > FLAT:
        first += gap * share_a / weight
        last += gap * share_b / weight
    return (Point(a.x, a.y), Point(a.x + first * a.ux, a.y + first * a.uy),
            Point(b.x - last * b.ux, b.y - last * b.uy), Point(b.x, b.y))


def _fits(source: _Source, t0: float, t1: float, piece: Controls) -> bool:
    p0, p1, p2, p3 = piece
    x0, x1, x2, x3 = p0.x, p1.x, p2.x, p3.x
    y0, y1, y2, y3 = p0.y, p1.y, p2.y, p3.y
    for u, (a, b, c, d) in WEIGHTS.items():
        x = a * x0 + b * x1 + c * x2 + d * x3
        y = a * y0 + b * y1 + c * y2 + d * y3
        if source.deviation(t0 + u * (t1 - t0), x, y) > OFFSET_FIT:
            return False
    return True
