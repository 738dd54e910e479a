"""Levels of trousers, shorts, leggings and skirts: waist seam, belly, hip, thigh, knee, calf, hem."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box
from shapely.ops import unary_union

from written.bodies import Body
from written.closings import band_length, buttoned
from written.drawing import XY, Drawing, Piece
from written.outline import Outline, closed, darts, largest, width
from written.readings import Reading, belly_level, girth_below_waist
from written.tops import hem_width, lowest_edge, middle_line

THIGH = 20.0
"""Millimetres below the crotch at which a thigh is measured, where the tape lies level."""
CROTCH_EASE = 10.0
"""Millimetres that a crotch seam is longer than the body's crotch length: usual in trousers."""
CALF = 0.70
"""Height of the largest calf, part of the knee's height above the floor."""
MOUTH = 90.0
"""Least length in mm of a slanting pocket mouth."""
FLARED = 35.0
"""Degrees that the waist line of a whole front without darts turns through: from here on it is a circle skirt."""
COMPLETES = 500.0, 10000.0
"""Square millimetres by which the back of a pocket completes the front that its mouth cuts away."""
STEP = 0.5
"""Millimetres between the places on a smooth line where the foot of a mouth is sought."""
SLANT = 45.0
"""Millimetres that a level may lie above the lowest place of a slanting waist line and still be read there."""


CURVES, FLAT = 25.0, 15.0
"""Millimetres above a fork at which the crotch curve lies further in, by so many mm: the end of a pocket's mouth, the
other place that stands out, is steeper."""


def has_fork(piece: Piece) -> bool:
    """A half of a pair of trousers: a corner on one side stands out from what lies 80 mm above and below it."""
    return fork(piece) is not None


@lru_cache(maxsize=128)
def fork(piece: Piece) -> XY | None:
    """The crotch point: the corner that stands out most from the outline above and below it."""
    best: tuple[float, XY] | None = None
    for mirrored in (False, True):
        shape = affinity.scale(piece.sewn, -1.0, 1.0, origin=(0.0, 0.0)) if mirrored else piece.sewn
        sign = -1.0 if mirrored else 1.0
        for x, y in Outline.of(piece).points():
            near, above, below = (_rightmost(shape, y + up) for up in (CURVES, 80.0, -80.0))
            if near is None or above is None or below is None or sign * x - near < FLAT:
                continue
            out = min(sign * x - above, sign * x - below)
            if out > 8.0 and (best is None or out > best[0]):
                best = (out, (x, y))
    return best[1] if best else None


def _rightmost(shape: Polygon, y: float) -> float | None:
    x0, y0, x1, y1 = shape.bounds
    if not y0 < y < y1:
        return None
    return float(shape.intersection(LineString([(x0 - 1.0, y), (x1 + 1.0, y)])).bounds[2])


class Bottom:
    """Trousers or a skirt as written, with its body: `readings` gives every level that can be read."""

    def __init__(self, drawing: Drawing, body: Body) -> None:
        self.drawing, self.body = drawing, body
        self.legs = drawing.named("leg")
        self.fronts = [self._with_pocket(piece) for piece in drawing.named("front")]
        self.backs = drawing.named("back")
        halves = [*self.fronts, *self.backs]
        self.forked = bool(self.legs) or (bool(self.fronts) and all(half.side and has_fork(half) for half in halves))

    def _with_pocket(self, front: Piece) -> Piece:
        """A front that a slanting pocket mouth cuts away, made whole by the pocket's back that lies under it."""
        mouth = mouth_of(front) if self.drawing.has("pocket_facing", "pocket_back") else None
        if mouth is None:
            return front
        ends = sorted(mouth.coords, key=lambda point: point[1])
        below, above = ends[0], Point(ends[-1])
        found = (self._under(front, below, above, lambda under: Outline.of(under).points())
                 or self._under(front, below, above, lambda under: under.sewn.exterior.segmentize(STEP).coords))
        if found is None:
            return front
        x0, _, x1, y1 = found.bounds                # the bag below the mouth is no part of the front
        upper = found.intersection(box(x0 - 1.0, below[1], x1 + 1.0, y1 + 1.0))
        whole = largest(unary_union([front.sewn, upper]).buffer(0.05).buffer(-0.05))
        return replace(front, sewn=whole, turns=())

    def _under(self, front: Piece, below: XY, above: Point,
               places: Callable[[Piece], Sequence[XY]]) -> Polygon | None:
        """A pocket's back or facing as it lies under a mouth that ends ``below`` and ``above``.

        One of its ``places`` lies at the foot: a corner, or any point where the bag runs on smoothly into the side.
        """
        found: tuple[float, Polygon] | None = None
        for under in self.drawing.pieces:
            if under.side != front.side or under.name not in ("pocket_facing", "pocket_back"):
                continue
            for x, y in places(under):
                moved = affinity.translate(under.sewn, below[0] - x, below[1] - y)
                off = moved.exterior.distance(above)
                if off < 1.5 and (found is None or off < found[0]) and (
                        COMPLETES[0] < moved.difference(front.sewn).area < COMPLETES[1]):
                    found = (off, moved)
        return found[1] if found else None

    def readings(self) -> Iterator[Reading]:
        """Every level that the pieces reach."""
        yield from self._waist_seam()
        if self.forked:
            yield from self._trouser_levels()
        elif self._is_circle():
            yield from self._circle_levels()
        elif self.fronts and self.backs:
            yield from self._skirt_levels()

    # ---- waist -------------------------------------------------------------------------------------------------

    def _waist_seam(self) -> Iterator[Reading]:
        band = next(iter(self.drawing.named("waistband")), None)
        waist = self.body.of("waist")
        if band is not None:
            round_band = buttoned(band)
            girth, down = waist, self._band_down(band)
            if down > 0.0:
                girth = girth_below_waist(self.body, down)
            elastic = self.legs or round_band is None
            yield Reading("elastic waist" if elastic else "waist seam",
                          band_length(band) if round_band is None else round_band, girth,
                          "waistband along its middle" + ", buttoned" * (round_band is not None)
                          + (f", {down:.0f} below the waist" if down > 0.0 else ""))
            return
        yield Reading("waist seam", sum(map(waist_edge, [*self.fronts, *self.backs, *self.legs])), waist,
                      "top edges, darts closed")

    def _band_down(self, band: Piece) -> float:
        """Millimetres from the natural waist down to the middle of the band, 0 if that is unknown."""
        if not self.forked:
            return 0.0
        across = band.sewn.area / max(band_length(band), 1.0)
        folded = any(len(line.coords) == 2 and line.length > 0.8 * band_length(band) for line in band.lines)
        return max(self.waist_above_seam() - across / (4.0 if folded else 2.0), 0.0)

    def waist_above_seam(self) -> float:
        """Millimetres from the waist seam of trousers up to the natural waist.

        Half of what the crotch seam is short of the body's crotch length with 10 of ease; of leggings, which are drawn
        shorter than the body, and where that was not measured, what the body's rise goes beyond the side.
        """
        length, rise = self.body.of("crotch_length"), self.body.of("body_rise")
        if length is not None and not self.legs:
            halves = [sum(map(crotch_seam, pieces)) / len(pieces) for pieces in (self.fronts, self.backs)]
            return min(max((length + CROTCH_EASE - sum(halves)) / 2.0, 0.0), 100.0)
        pieces = self.legs or [*self.fronts, *self.backs]
        heights = [_side_height(piece) - found[1] for piece in pieces if (found := fork(piece))]
        return 0.0 if rise is None else max(rise - sum(heights) / len(heights), 0.0)

    # ---- trousers ------------------------------------------------------------------------------------------------

    def _trouser_levels(self) -> Iterator[Reading]:
        body = self.body
        pieces = self.legs or [*self.fronts, *self.backs]
        shapes = {id(piece): closed(piece) for piece in pieces}
        forks = [found[1] - _hem_level(piece) for piece in pieces if (found := fork(piece))]
        at_fork = min(forks)
        sides = [_side_height(piece) - _hem_level(piece) for piece in pieces]
        waist = sum(sides) / len(sides) + self.waist_above_seam()
        top = min(_lowest_top(piece) - _hem_level(piece) for piece in pieces)

        def around(height: float, side: str | None = None) -> float:
            """Girth in mm round all pieces (of one side) so far above the hem."""
            return sum(width(shapes[id(piece)], _hem_level(piece) + height) for piece in pieces
                       if side is None or piece.side == side)

        yield from self._above_fork(around, waist, max(forks), top, sum(sides) / len(sides))
        rise = body.of("body_rise") or waist - max(forks)
        to_knee = self._to_knee(rise)
        if to_knee is None:
            return
        knee_height = body.of("knee_height") or (body.of("inside_leg") or 0.0) - (to_knee - rise)
        calf_height = body.of("calf_height") or CALF * knee_height
        levels = [("thigh", min(waist - rise - THIGH, at_fork - 2.0), body.of("thigh")),
                  ("knee", waist - to_knee, body.of("knee")),
                  ("calf", waist - to_knee - (knee_height - calf_height), body.of("calf"))]
        for level, height, girth in levels:
            for side in ("left", "right"):
                if 3.0 < height < at_fork:
                    yield Reading(level, around(height, side), girth, f"{at_fork - height:.0f} below the fork", side)
        heights = [height for _, height, _ in levels]
        for side in ("left", "right"):
            hem = sum(hem_width(piece) for piece in pieces if piece.side == side)
            if heights[2] > 0.0:
                yield Reading("hem", hem, body.of("heel"), "edge of the leg against the heel", side)
            else:
                yield Reading("leg hem", hem, self._leg_at(heights), "edge of a short leg against the leg there", side)

    def _to_knee(self, rise: float) -> float | None:
        """Millimetres from the waist down to the knee."""
        inside, knee = self.body.of("inside_leg"), self.body.of("knee_height")
        if (down := self.body.of("waist_to_knee")) is not None:
            return down
        if inside is None:
            return None
        return rise + inside - (0.58 * inside if knee is None else knee)

    def _leg_at(self, heights: Sequence[float]) -> float | None:
        """The leg's girth at a hem, between those of thigh, knee and calf, whose heights above the hem are given."""
        girths = [self.body.of(name) for name in ("thigh", "knee", "calf")]
        for (high, upper), (low, lower) in pairwise(zip(heights, girths, strict=True)):
            if low <= 0.0 and upper is not None and lower is not None:
                return upper + (lower - upper) * max(high, 0.0) / (high - low)
        return None

    def _above_fork(self, around: Callable[[float], float], waist: float, fork_height: float,
                    top: float, seam: float) -> Iterator[Reading]:
        """Levels above the fork.

        Heights are above the hem: of the natural waist, the fork, and of the waist line at its lowest and at the side.
        """
        body = self.body
        levels = [("belly", belly_level(body), body.of("belly")),
                  ("hip", body.of("waist_to_hip"), body.of("hip"))]
        if (depth := body.of("waist_to_hip")) is not None:
            levels.insert(1, ("top hip", body.of("waist_to_top_hip") or depth / 2.0, body.of("top_hip")))
        for level, down, girth in levels:
            if down is None or waist - down > top + SLANT:
                continue
            if level == "belly" and waist - down > seam:                # the band alone covers it
                yield Reading(level, sum(map(waist_edge, [*self.legs, *self.fronts, *self.backs])), girth,
                              "waist seam, which lies below the belly")
                continue
            height = min(waist - down, top - 2.0)
            place = ", where the waist line is lowest" if height < waist - down else ""
            yield Reading(level, around(height), girth, f"{height - fork_height:.0f} above the fork{place}")
        if (largest := body.of("max_hip")) is not None and top > fork_height + 70.0:
            heights = [fork_height + k for k in range(60, int(top - fork_height), 10)]
            yield Reading("max hip", max(map(around, heights)), largest, "widest above the fork")

    # ---- skirts ----------------------------------------------------------------------------------------------------

    def _is_circle(self) -> bool:
        """The waist line turns so far that level lines say nothing."""
        if any(darts(piece) for piece in self.fronts):
            return False
        return any(_turned(top_edge(piece)) > FLARED / (2.0 if piece.side else 1.0) for piece in self.fronts)

    def _skirt_levels(self) -> Iterator[Reading]:
        body = self.body
        pieces = [*self.fronts, *self.backs]
        shapes = {id(piece): _to_middle(piece) for piece in pieces}
        tops = {id(piece): _side_top(piece) for piece in pieces}

        def around(down: float) -> float:
            return sum(width(shapes[id(piece)], tops[id(piece)] - down) for piece in pieces)

        reach = min(tops[id(piece)] - lowest_edge(piece).bounds[3] for piece in pieces)
        depth = body.of("waist_to_hip")
        levels = [("belly", belly_level(body), body.of("belly"))]
        if depth is not None:
            levels += [("top hip", body.of("waist_to_top_hip") or depth / 2.0, body.of("top_hip")),
                       ("hip", depth, body.of("hip"))]
        lowest = max(tops[id(piece)] - _lowest_top(piece) for piece in pieces) + 2.0
        for level, wanted, girth in levels:
            down = max(wanted, lowest)
            if down < min(reach, wanted + SLANT):
                yield Reading(level, around(down), girth, f"{down:.0f} below the waist seam at the side"
                              + ", where the waist line is lowest" * (down > wanted))
        if (largest := body.of("max_hip")) is not None and depth is not None:
            yield Reading("max hip", max(around(d) for d in range(30, int(min(depth + 120.0, reach)), 10)), largest,
                          "widest above and a little below the hip")

    def _circle_levels(self) -> Iterator[Reading]:
        """A circle skirt: lines that run so far below its waist line."""
        body = self.body
        levels = [("belly", belly_level(body), body.of("belly")), ("hip", body.of("waist_to_hip"), body.of("hip"))]
        for level, down, girth in levels:
            if down is not None:
                total = sum(_ring_at(piece, down) for piece in [*self.fronts, *self.backs])
                yield Reading(level, total, girth, f"{down:.0f} below the waist line, along it")


def top_edge(piece: Piece) -> LineString:
    """The waist line: the outline between the two corners that lie highest at either side, over the top."""
    outline = Outline.of(piece)
    points, found = outline.points(), fork(piece)
    _, y0, _, y1 = piece.sewn.bounds
    rounds = [edge for edge in outline.edges() if _turned(edge) > 40.0]
    if found is None and rounds and max(map(_turned, rounds)) > 80.0:        # of a circle skirt, the hollow one
        return min(rounds, key=lambda edge: edge.length)
    least = y1 - 0.1 * (y1 - y0) if found is None else found[1] + 0.5 * (y1 - found[1])
    high = [i for i, p in enumerate(points) if p[1] > least]
    one = min(high, key=lambda i: points[i][0])
    two = max(high, key=lambda i: points[i][0])
    return outline.edge(one, two)


def waist_edge(piece: Piece) -> float:
    """Length in mm of a waist line with its darts closed."""
    edge = top_edge(piece)
    total = edge.length
    for dart in darts(piece):
        places = [edge.project(Point(end)) for end in dart.mouth]
        if all(edge.distance(Point(end)) < 0.5 for end in dart.mouth):
            total -= max(places) - min(places)
    return total


def _turned(line: LineString) -> float:
    """Degrees that a line turns through from end to end, all one way counted against the other."""
    points = list(line.coords)
    angles = [math.atan2(b[1] - a[1], b[0] - a[0]) for a, b in pairwise(points)
              if math.dist(a, b) > 0.01]
    total = sum((b - a + math.pi) % (2 * math.pi) - math.pi for a, b in pairwise(angles))
    return abs(math.degrees(total))


def mouth_of(front: Piece) -> LineString | None:
    """What may be a slanting pocket mouth: a straight line from the side's end of the waist line down."""
    found = fork(front)
    if found is None:
        return None
    waist, ring = top_edge(front), Outline.of(front).ring
    end = max((waist.coords[0], waist.coords[-1]), key=lambda point: abs(point[0] - found[0]))
    at = min(range(len(ring)), key=lambda i: math.dist(ring[i], end))
    for near in (ring[at - 1], ring[(at + 1) % len(ring)]):
        if math.dist(near, end) > MOUTH and near[1] < end[1] - MOUTH / 2.0 and waist.distance(Point(near)) > 1.0:
            return LineString([end, near])
    return None


def _hem_level(piece: Piece) -> float:
    return lowest_edge(piece).centroid.y


def crotch_seam(piece: Piece) -> float:
    """Length in mm of the seam from the fork up to the waist."""
    found = fork(piece)
    if found is None:
        return 0.0
    edge, outline = top_edge(piece), Outline.of(piece)
    end = min((edge.coords[0], edge.coords[-1]), key=lambda point: abs(point[0] - found[0]))
    points = outline.points()
    at_fork = min(range(len(points)), key=lambda i: math.dist(points[i], found))
    at_waist = min(range(len(points)), key=lambda i: math.dist(points[i], end))
    return min(outline.edge(at_fork, at_waist).length, outline.edge(at_waist, at_fork).length)


def _lowest_top(piece: Piece) -> float:
    """The lowest place of the waist line, y."""
    return float(top_edge(piece).bounds[1])


def _side_height(piece: Piece) -> float:
    """Y of the waist line of a half with a fork, at the end away from the fork; of a whole leg, its mean."""
    edge = top_edge(piece)
    ends = (edge.coords[0], edge.coords[-1])
    found = fork(piece)
    if found is None or piece.name == "leg":
        return float(edge.centroid.y)
    return max(ends, key=lambda end: abs(end[0] - found[0]))[1]


def _side_top(piece: Piece) -> float:
    """Y of the waist line at the side: of a whole piece at its ends, of a half at the end away from the middle."""
    edge = top_edge(piece)
    ends = (edge.coords[0], edge.coords[-1])
    if not piece.side:
        return (ends[0][1] + ends[1][1]) / 2.0
    return (ends[1] if _middle_on_left(piece) else ends[0])[1]


def _middle_on_left(piece: Piece) -> bool:
    """The garment's middle is on the left of this half: the edge there falls straighter from the waist."""
    edge = top_edge(piece)
    left, right = edge.coords[0], edge.coords[-1]
    low = min(left[1], right[1]) - 150.0
    level = piece.sewn.intersection(LineString([(-1e5, low), (1e5, low)])).bounds
    return abs(level[0] - left[0]) < abs(level[2] - right[0])


def _to_middle(piece: Piece) -> Polygon:
    """The piece with darts closed, up to the garment's middle: without the lap of a front that buttons."""
    shape = closed(piece)
    if not piece.side:
        return shape
    left = _middle_on_left(piece)
    half = piece if left else piece.mirrored()
    at = middle_line(half)
    if at <= half.sewn.bounds[0] + 0.5 or not _has_middle_mark(half, at):
        return shape
    _, y0, x1, y1 = half.sewn.bounds
    clipped = largest(closed(half).intersection(box(at, y0 - 1.0, x1 + 1.0, y1 + 1.0)))
    return clipped if left else largest(affinity.scale(clipped, -1.0, 1.0, origin=(0.0, 0.0)))


def _has_middle_mark(half: Piece, at: float) -> bool:
    """The drawn line runs from the waist: a crease or a vent's fold does not."""
    return any(abs(line.centroid.x - at) < 0.5 and line.bounds[3] > half.sewn.bounds[3] - 40.0 for line in half.lines)


def _ring_at(piece: Piece, down: float) -> float:
    """Length in mm of the line that lies so far below a curved waist line, inside the piece."""
    edge = top_edge(piece)
    ring = edge.buffer(down, quad_segs=64).boundary.intersection(piece.sewn.buffer(-0.01))
    return ring.length
