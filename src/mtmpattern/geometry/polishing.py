"""The place of a curve nearest to a point, from one that is nearly so."""

from __future__ import annotations

from .point import Point
from .tolerance import NOTHING

MOST_STEPS = 8
"""Newton's method needs three or four from a good guess."""


def polished(p0: Point, p1: Point, p2: Point, p3: Point, point: Point, t: float) -> float:
    """The parameter of a cubic nearest to a point, by Newton's method from a parameter that is nearly so."""
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
