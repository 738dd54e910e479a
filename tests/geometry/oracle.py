"""Slow and simple ways to measure curves, to hold the quick ones against; no library but shapely's predicates."""

import math

import shapely

from mtmpattern.geometry import Curve, Point, path

# Nodes and weights of Gauss and Legendre's rule with seven points on -1 to 1.
NODES = (0.0, 0.4058451513773972, 0.7415311855993945, 0.9491079123427585)
WEIGHTS = (0.4179591836734694, 0.3818300505051189, 0.2797053914892766, 0.1294849661688697)


def speed(curve, t):
    s = 1 - t
    p = (curve.start, curve.leave, curve.arrive, curve.end)
    return math.hypot(*(
        3 * (s * s * (getattr(p[1], a) - getattr(p[0], a)) + 2 * s * t * (getattr(p[2], a) - getattr(p[1], a))
             + t * t * (getattr(p[3], a) - getattr(p[2], a))) for a in "xy"))


def _rule(curve, a, b):
    middle, half = (a + b) / 2, (b - a) / 2
    total = WEIGHTS[0] * speed(curve, middle)
    for node, weight in zip(NODES[1:], WEIGHTS[1:], strict=True):
        total += weight * (speed(curve, middle - half * node) + speed(curve, middle + half * node))
    return half * total


def length(curve, a=0.0, b=1.0, accuracy=1e-11, depth=40):
    """Arc length by halving until a half-and-half sum agrees."""
    whole, middle = _rule(curve, a, b), (a + b) / 2
    halves = _rule(curve, a, middle) + _rule(curve, middle, b)
    if abs(whole - halves) < accuracy or depth == 0:
        return halves
    return length(curve, a, middle, accuracy / 2, depth - 1) + length(curve, middle, b, accuracy / 2, depth - 1)


def curvature(curve, t):
    """Signed, left turns positive."""
    h = 1e-4
    t = min(1 - h, max(h, t))
    a, b, c = curve.point(t - h), curve.point(t), curve.point(t + h)
    cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
    return 2 * cross / (a.distance(b) * b.distance(c) * a.distance(c))


def line_of(curves, tolerance=1e-4):
    return shapely.LineString([(p.x, p.y) for p in path.flatten(curves, tolerance)])


def polygon_of(curves, tolerance=0.002):
    return shapely.Polygon([(p.x, p.y) for p in path.flatten(curves, tolerance)[:-1]])


def is_simple(curves, tolerance=0.002):
    """Whether an open line crosses itself nowhere."""
    return line_of(curves, tolerance).is_simple


def place(point):
    return shapely.Point(point.x, point.y)


def connected(curves, within=1e-9):
    return all(a.end.same_as(b.start, within) for a, b in zip(curves, [*curves[1:], curves[0]], strict=True))


def box(width=200.0, height=300.0):
    """A rectangle, counter-clockwise: bottom, right, top, left."""
    corners = [Point(0, 0), Point(width, 0), Point(width, height), Point(0, height)]
    return [(Curve.line(a, b),) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
