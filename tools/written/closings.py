"""Buttons and buttonholes on a piece, and what a band measures when it is closed."""

from __future__ import annotations

import math
from itertools import pairwise

from shapely import affinity
from shapely.geometry import LineString, MultiLineString, Point, Polygon

from written.drawing import XY, Piece
from written.outline import FAR, largest, path

SECTIONS = 120
"""Cross-sections through a band, whose middles make its middle line."""
ENDS = 0.8
"""Part of a band's height within which its end may bend the middle line."""


def buttons(piece: Piece) -> list[XY]:
    """Middles of the crosses: two short lines of one length that halve each other squarely."""
    short = [line for line in piece.lines if 6.0 <= line.length <= 20.0 and len(line.coords) == 2]
    found = []
    for i, one in enumerate(short):
        for two in short[i + 1:]:
            a, b = (one.interpolate(0.5, normalized=True), two.interpolate(0.5, normalized=True))
            if a.distance(b) < 0.5 and abs(one.length - two.length) < 0.5 and abs(_cosine(one, two)) < 0.1:
                found.append((a.x, a.y))
    return found


def buttonholes(piece: Piece) -> list[LineString]:
    """Short lines with a bar across either end."""
    short = [line for line in piece.lines if line.length <= 40.0 and len(line.coords) == 2]
    return [line for line in short if line.length >= 8.0
            and all(any(bar is not line and bar.length < 8.0 and Point(end).distance(bar) < 0.5 and
                        abs(_cosine(bar, line)) < 0.1 for bar in short) for end in (line.coords[0], line.coords[-1]))]


def _cosine(one: LineString, two: LineString) -> float:
    """Cosine of the angle between two straight lines."""
    (ax, ay), (bx, by) = one.coords[0], one.coords[-1]
    (cx, cy), (dx, dy) = two.coords[0], two.coords[-1]
    return ((bx - ax) * (dx - cx) + (by - ay) * (dy - cy)) / (one.length * two.length)


def band_angle(piece: Piece) -> float:
    """Degrees of the direction in which a band goes round: its fold line's, else its longer side's."""
    x0, y0, x1, y1 = piece.sewn.bounds
    folds = [line for line in piece.lines if len(line.coords) == 2 and line.length > 0.9 * min(x1 - x0, y1 - y0)]
    if folds:
        (ax, ay), (bx, by) = max(folds, key=lambda line: line.length).coords[:2]
        return math.degrees(math.atan2(by - ay, bx - ax))
    frame = path(largest(piece.sewn.minimum_rotated_rectangle).exterior)
    one, two = max((frame[0:2], frame[1:3]), key=lambda side: math.dist(*side))
    return math.degrees(math.atan2(two[1] - one[1], two[0] - one[0]))


def band_length(piece: Piece) -> float:
    """Length in mm along the middle of a band, from end to end of its sewn line."""
    return _middle(piece.sewn, band_angle(piece)).length


def buttoned(piece: Piece) -> float | None:
    """Girth in mm of a band, along its middle from the button to the far end of the hole; None without either."""
    at, holes = buttons(piece), buttonholes(piece)
    if not at or not holes:
        return None
    button, hole = at[0], holes[0]
    ends = (hole.coords[0], hole.coords[-1])
    angle = math.degrees(math.atan2(ends[0][1] - button[1], ends[0][0] - button[0]))
    middle = _middle(piece.sewn, angle)
    turned = [affinity.rotate(Point(point), -angle, origin=(0.0, 0.0)) for point in (button, *ends)]
    places = [_arc_at(middle, point.x) for point in turned]
    return max(abs(place - places[0]) for place in places[1:])


def _middle(shape: Polygon, angle: float) -> LineString:
    """The line through the middles of cross-sections, in a frame turned so that the band lies along x."""
    flat = affinity.rotate(shape, -angle, origin=(0.0, 0.0))
    x0, _, x1, _ = flat.bounds
    points = []
    for k in range(SECTIONS + 1):
        x = x0 + (x1 - x0) * min(max(k / SECTIONS, 1e-4), 1 - 1e-4)
        _, low, _, high = flat.intersection(LineString([(x, -FAR), (x, FAR)])).bounds
        points.append((x0 if k == 0 else x1 if k == SECTIONS else x, (low + high) / 2.0))
    inside = LineString(_without_ends(points, shape.area / (x1 - x0))).intersection(flat)
    if isinstance(inside, MultiLineString):
        inside = max(inside.geoms, key=lambda part: part.length)
    ordered = sorted(path(inside))
    return LineString(ordered)


def _without_ends(points: list[XY], high: float) -> list[XY]:
    """Ends that are slanted or rounded bend the middle line of a band so ``high``; there it goes on as it came."""
    keep = min(len(points) // 12, max(math.ceil(ENDS * high * len(points) / (points[-1][0] - points[0][0])), 2))
    inner = points[keep:-keep]
    (ax, ay), (bx, by) = inner[0], inner[3]
    (cx, cy), (dx, dy) = inner[-1], inner[-4]
    left, right = points[0][0] - 1.0, points[-1][0] + 1.0
    start = (left, ay + (by - ay) / (bx - ax) * (left - ax))
    end = (right, cy + (dy - cy) / (dx - cx) * (right - cx))
    return [start, *inner, end]


def _arc_at(line: LineString, x: float) -> float:
    """Arc length of a line that runs along x, at this x."""
    total = 0.0
    points = list(line.coords)
    for a, b in pairwise(points):
        if b[0] >= x:
            share = (x - a[0]) / (b[0] - a[0]) if b[0] > a[0] else 0.0
            return total + share * math.dist(a, b)
        total += math.dist(a, b)
    return total
