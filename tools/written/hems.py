"""Turned hems: the raw edge of the turn against what it lands on when it is folded along the sewn line.

Which edges are turned is read from the lines alone: the lowest edge of a front, back, sleeve or leg, unless the garment
has a band, rib, cuff or facing there and the allowance is that of a seam; and any other edge with at least 14.5 mm of
allowance and a notch at both ends of the fold. The raw edge is the cut line abreast of
the sewn edge without the allowances of the seams at its ends. It lands on the line inside the piece that is as deep as
the turn, from sewn side to sewn side. Both are lengths of drawn lines, so that a turn which is mirrored at the fold
gives 1, and one that only goes on with a taper less.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from shapely import line_merge
from shapely.geometry import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from written.drawing import XY, Drawing, Piece
from written.outline import Outline, closed, path
from written.tops import lowest_edge

TURNED = 14.5
"""Length in mm of allowance from which an edge is turned and not sewn to another one."""
NARROW = 5.0
"""Length in mm of allowance from which the lowest edge of a garment without a band is a hem."""
SHORT = 40.0
"""Millimetres that a hem is long at least."""
BOUNDS = {"woven": (-1.0, 3.0), "knit": (-3.0, 5.0)}
"""Per cent by which a raw edge may be shorter and longer than what it lands on."""

BODY = ("front", "back", "sleeve", "leg")
ENDED_BY = {
    "front": ("waistband", "hem_band", "hem_rib", "hem_facing"),
    "sleeve": ("cuff", "sleeve_band", "sleeve_rib"),
    "leg": ("cuff", "leg_rib", "ankle_rib"),
}


@dataclass(frozen=True, slots=True)
class Hem:
    """One turned edge: where, how deep, the raw edge's and the landing's length in mm."""

    piece: str
    side: str
    edge: str
    depth: float
    raw: float
    lands_on: float

    @property
    def excess(self) -> float:
        """Per cent that the raw edge is longer than what it lands on; below 0 it is too short."""
        return 100.0 * (self.raw / self.lands_on - 1.0)

    def flat(self, cloth: str) -> bool:
        """It lies flat in this cloth, ``woven`` or ``knit``, to a hundredth of a per cent."""
        low, high = BOUNDS[cloth]
        return low - 0.01 <= self.excess <= high + 0.01


def hems(drawing: Drawing) -> list[Hem]:
    """Every turned edge of the visible cloth."""
    top = drawing.has("sleeve", "yoke", "armhole_binding")
    return [hem for piece in drawing.pieces if piece.main for hem in _of(piece, drawing, top=top)]


def _of(piece: Piece, drawing: Drawing, *, top: bool) -> Iterator[Hem]:
    outline = Outline.of(piece)
    lowest = list(lowest_edge(piece).coords) if piece.name in BODY else []
    kind = "leg" if not top and piece.name in ("front", "back") else "front" if piece.name == "back" else piece.name
    ended = drawing.has(*ENDED_BY.get(kind, ()))
    for edge in outline.edges():
        if edge.length < SHORT:
            continue
        deep = allowance(piece, edge)
        bottom = list(edge.coords) == lowest
        if deep < (NARROW if bottom and not ended else TURNED):
            continue
        if not bottom and not _notched(piece, edge, deep):
            continue
        found = turned(piece, outline, edge, deep)
        if found is not None:
            raw, lands = found
            yield Hem(piece.name, piece.side, "hem" if bottom else "edge", deep, raw, lands)


def _notched(piece: Piece, edge: LineString, deep: float) -> bool:
    """A fold to turn along has a notch in the allowance at both ends: a wide seam has none."""
    return all(any(math.dist(notch, end) < 0.9 * deep + 6.0 for notch in piece.notches)
               for end in (edge.coords[0], edge.coords[-1]))


def allowance(piece: Piece, edge: LineString) -> float:
    """Distance in mm from a sewn edge to the cut line, square to the edge: the median along it."""
    found = []
    for k in range(3, 18):
        place = edge.interpolate(k / 20.0, normalized=True)
        ahead = edge.interpolate(min(k / 20.0 + 0.005, 1.0), normalized=True)
        size = place.distance(ahead)
        out = ((place.y - ahead.y) / size, (ahead.x - place.x) / size)         # clockwise: outside is on the left
        ray = LineString([(place.x, place.y), (place.x + 200.0 * out[0], place.y + 200.0 * out[1])])
        hit = piece.cut.exterior.intersection(ray)
        if not hit.is_empty:
            found.append(place.distance(hit))
    found.sort()
    return found[len(found) // 2] if found else 0.0


def turned(piece: Piece, outline: Outline, edge: LineString, depth: float) -> tuple[float, float] | None:
    """Length of the raw edge without the seams at its ends, and of the line that it lands on; in mm."""
    raw = _raw(piece, outline, edge, depth)
    lands = _landing(piece, edge, depth)
    return (raw, lands) if raw and lands else None


def _raw(piece: Piece, outline: Outline, edge: LineString, depth: float) -> float | None:
    """The cut line beyond the edge, from corner to corner, less the seams' allowances at its ends."""
    ring = path(piece.cut.exterior)
    if piece.cut.exterior.is_ccw:
        ring.reverse()
    corners = _cut_corners(piece, ring)
    if len(corners) < 2:
        return None
    start = _end_corner(ring, corners, edge, depth, first=True)
    end = _end_corner(ring, corners, edge, depth, first=False)
    if start is None or end is None or start == end:
        return None
    last = end if end > start else end + len(ring)
    raw = LineString([ring[i % len(ring)] for i in range(start, last + 1)])
    if raw.length > 1.6 * edge.length + 200.0:
        return None
    shorn = raw
    for at, other, step in ((start, path(edge)[0], -1), (end, path(edge)[-1], 1)):
        seam = _seam_width(piece, outline, edge, first=step < 0)
        side = _side_of_turn(ring, at, step, other, depth)
        if side is not None and seam > 0.05:
            shorn = _longest(shorn.difference(side.buffer(seam, cap_style="flat")))
    return shorn.length if not shorn.is_empty else None


def _longest(shape: BaseGeometry) -> LineString:
    if isinstance(shape, MultiLineString):
        return max(shape.geoms, key=lambda part: part.length)
    return shape if isinstance(shape, LineString) else LineString()


def _cut_corners(piece: Piece, ring: list[XY]) -> list[int]:
    marked = {(round(x, 2), round(y, 2)) for x, y in piece.turns}
    found = [i for i, p in enumerate(ring) if (round(p[0], 2), round(p[1], 2)) in marked]
    if len(found) >= 3:
        return found
    def angle(i: int) -> float:
        a, b, c = ring[i - 1], ring[i], ring[(i + 1) % len(ring)]
        one, two = math.atan2(b[1] - a[1], b[0] - a[0]), math.atan2(c[1] - b[1], c[0] - b[0])
        return abs((math.degrees(two - one) + 180.0) % 360.0 - 180.0)
    return [i for i in range(len(ring)) if angle(i) > 12.0]


def _end_corner(ring: list[XY], corners: list[int], edge: LineString, depth: float, *, first: bool) -> int | None:
    """The corner of the cut line at one end of the turn: the nearest about as far out as the turn is deep."""
    here, there = (edge.coords[0], edge.coords[min(3, len(edge.coords) - 1)]) if first else \
        (edge.coords[-1], edge.coords[max(-4, -len(edge.coords))])
    dx, dy = (there[0] - here[0], there[1] - here[1]) if first else (here[0] - there[0], here[1] - there[1])
    size = math.hypot(dx, dy)
    normal = (-dy / size, dx / size)           # a clockwise outline has its outside on the left
    best: tuple[float, int] | None = None
    for i in corners:
        x, y = ring[i][0] - here[0], ring[i][1] - here[1]
        out = x * normal[0] + y * normal[1]
        if 0.6 * depth < out < 1.6 * depth + 3.0:
            far = math.hypot(x, y)
            if best is None or far < best[0]:
                best = (far, i)
    if best is None or best[0] > 3.0 * depth + 60.0:
        return None
    return best[1]


def _seam_width(piece: Piece, outline: Outline, edge: LineString, *, first: bool) -> float:
    """Length in mm of allowance of the seam that meets the hem at one end, measured on the seam well above the hem."""
    number = next(i for i in range(len(outline.corners)) if outline.at(i if first else i + 1) ==
                  (edge.coords[0] if first else edge.coords[-1]) and
                  (first or outline.edge(i).equals(edge)))
    seam = outline.edge(number - 1) if first else outline.edge(number + 1)
    away = min(60.0, seam.length / 2.0)
    place = seam.interpolate(seam.length - away if first else away)
    return piece.cut.exterior.distance(Point(place))


def _side_of_turn(ring: list[XY], corner: int, step: int, fold: XY, depth: float) -> LineString | None:
    """The cut line at the side of the turn, from its corner up to the fold, drawn on at both ends."""
    points, walked = [ring[corner]], 0.0
    i = corner
    reach = math.dist(ring[corner], fold) + depth
    while walked < min(reach, 0.8 * depth):
        i = (i + step) % len(ring)
        walked += math.dist(points[-1], ring[i])
        points.append(ring[i])
        if len(points) > 60:
            break
    if len(points) < 2:
        return None
    (ax, ay), (bx, by) = points[0], points[1]
    size = math.hypot(bx - ax, by - ay)
    if size == 0.0:
        return None
    beyond = (ax - 30.0 * (bx - ax) / size, ay - 30.0 * (by - ay) / size)
    return LineString([beyond, *points])


def _landing(piece: Piece, edge: LineString, depth: float) -> float | None:
    """The line inside the piece that lies so deep from the sewn edge, from side to side."""
    points = path(edge)
    long = LineString([_beyond(points[1], points[0]), *points, _beyond(points[-2], points[-1])])
    inside = long.offset_curve(-depth, quad_segs=32, join_style="round")      # clockwise: the piece lies on the right
    if inside.is_empty:
        return None
    cut = inside.intersection(closed(piece))
    if cut.is_empty:
        return None
    cut = line_merge(cut)                       # an offset of points in a row may come in several parts
    return _longest(cut).length if isinstance(cut, LineString | MultiLineString) else None


def _beyond(before: XY, here: XY) -> XY:
    size = math.dist(before, here)
    return here[0] + 200.0 * (here[0] - before[0]) / size, here[1] + 200.0 * (here[1] - before[1]) / size
