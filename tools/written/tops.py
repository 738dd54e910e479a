"""Levels of a top: neck, across back and front, chest, waist, belly, hip, upper arm, elbow, wrist."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from shapely.geometry import LineString, Point, box

from written.bodies import Body
from written.closings import band_length, buttoned, buttonholes, buttons
from written.drawing import XY, Drawing, Piece
from written.outline import FAR, Dart, Outline, closed, darts, extent, largest, width
from written.readings import Reading, belly_level

NAPE = 22.0
"""Millimetres that the back of the neck lies below the side of the neck, on the flat."""
BACK_LENGTH = 0.25
"""Back neck to waist as a part of the height, where neither was measured."""
NECK_BELOW = 25.0
"""Millimetres that the neck point may lie below the shoulder tip."""
ROUNDS, BELOW_YOKE = 12.0, 30.0
"""A yoke's seam that rises by more than so many mm to the middle rounds the back: level lines are too short above so
many mm below its end."""
PLACKET = 30.0
"""Half of the width of a placket's window at most, in mm."""
BOUND_OFF = 0.5
"""Millimetres that the end of a raglan seam falls at most where stitches are bound off level."""
HEM_NEAR = 30.0
"""Millimetres that a hem may end above a level and still be held to it."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a body piece, turned so that outward is to the right: corners from the top out and down.

    ``chain`` is neck point, shoulder tip, underarm, ..., hem; of a back below a yoke it begins at the yoke's seam.
    ``centre`` is where the garment's middle line lies, x in mm.
    """

    piece: Piece
    outline: Outline
    chain: tuple[int, ...]
    centre: float

    @property
    def points(self) -> list[XY]:
        """The corners of the chain."""
        return [self.outline.at(number) for number in self.chain]


def sides(piece: Piece) -> list[Side]:
    """Both sides of a whole piece; of a half, the one that has an armhole."""
    if piece.side:
        half = piece if _opens_right(piece) else piece.mirrored()
        return [_side(half, middle_line(half))]
    x0, _, x1, _ = piece.sewn.bounds
    centre = (x0 + x1) / 2.0
    return [_side(piece, centre), _side(piece.mirrored(), -centre)]


def _opens_right(piece: Piece) -> bool:
    """The middle of the garment lies on the left of the piece: its longest upright edge is there."""
    x0, _, x1, _ = piece.sewn.bounds
    upright = [edge for edge in Outline.of(piece).edges() if _lean(edge) < 2.0]
    if not upright:
        return True
    longest = max(upright, key=lambda edge: edge.length)
    return longest.centroid.x < (x0 + x1) / 2.0


def _lean(edge: LineString) -> float:
    """Degrees between the chord of an edge and upright; 90 where the edge is curved."""
    (ax, ay), (bx, by) = edge.coords[0], edge.coords[-1]
    chord = math.hypot(bx - ax, by - ay)
    if chord < 1.0 or edge.length > 1.0005 * chord:
        return 90.0
    return math.degrees(math.atan2(abs(bx - ax), abs(by - ay)))


def middle_line(piece: Piece) -> float:
    """Where the garment's middle lies on a half that opens to the right, x: a line from neck to hem, else the edge."""
    x0, y0, x1, y1 = piece.sewn.bounds
    drawn = [line.centroid.x for line in piece.lines if line.length > 0.5 * (y1 - y0) and _lean(line) < 1.0
             and line.centroid.x < (x0 + x1) / 2.0]
    return min(drawn, default=x0)


def _side(piece: Piece, centre: float) -> Side:
    """Walk clockwise from the highest corner on the right of the middle to the lowest one on that side."""
    outline = Outline.of(piece)
    points = outline.points()
    right = [i for i, (x, _) in enumerate(points) if x > centre + 1.0]
    top = max(right, key=lambda i: (round(points[i][1], 1), points[i][0]))
    hollow = piece.sewn.intersection(LineString([(centre + 2.0, -FAR), (centre + 2.0, FAR)])).bounds[3]
    if hollow < points[top][1] - 8.0:       # a neckline: of square shoulders the tip may lie higher than the neck point
        top = min((i for i in right if points[i][1] > points[top][1] - NECK_BELOW), key=lambda i: points[i][0])
    chain = [top]
    for step in range(1, len(points)):
        number = (top + step) % len(points)
        if points[number][0] < centre + 1.0:
            break
        chain.append(number)
    return Side(piece, outline, tuple(chain), centre)


@dataclass(frozen=True, slots=True)
class Panel:
    """One side of a front or back with its landmarks, y in mm on the piece."""

    side: Side
    neck: XY | None
    tip: XY | None
    underarm: XY
    hem: XY
    darted: bool


def panel(side: Side, *, yoked: bool, raglan: bool) -> Panel:
    """Read the landmarks off the corners: which of them there are depends on how the top of the garment is cut."""
    points = side.points
    first = 0 if yoked else 1 if raglan else 2
    if raglan and points[0][1] - points[1][1] < BOUND_OFF:                  # of a jumper, beside the neckline
        first += 1
    neck = None if yoked else points[0]
    tip = None if yoked or raglan else points[1]
    underarm = points[1] if yoked else points[first]
    hem = min(points[2:], key=lambda p: (round(p[1] - 0.5 * p[0], 1)))
    darted = any(abs(d.tip[0] - side.centre) > 5.0 and max(x for x, _ in d.mouth) > d.tip[0] and
                 min(abs(x - p[0]) for x, y in d.mouth for p in points) < 60.0 and d.tip[1] > hem[1] and
                 all(y < underarm[1] for _, y in d.mouth) and _is_side_dart(side, d.mouth, underarm, hem)
                 for d in darts(side.piece))
    return Panel(side, neck, tip, underarm, hem, darted)


def _is_side_dart(side: Side, mouth: tuple[XY, ...], underarm: XY, hem: XY) -> bool:
    """Both ends of the mouth lie on the side seam."""
    inner = min(underarm[0], hem[0]) - 80.0
    return all(x > inner and side.piece.sewn.exterior.distance(Point((x, y))) < 0.5 for x, y in mouth)


def _beside(dart: Dart) -> float:
    """The level in mm of a dart's tip; above a dart that lies level, for there its cloth is folded away."""
    above = max(y for _, y in dart.mouth)
    return dart.tip[1] if above < dart.tip[1] else above + 1.0


class Top:
    """A top as it was written, with its body: `readings` gives every level that can be read."""

    def __init__(self, drawing: Drawing, body: Body) -> None:
        self.drawing, self.body = drawing, body
        self.sleeves = [Sleeve(piece) for piece in drawing.named("sleeve")]
        self.yoke = next(iter(drawing.named("yoke")), None)
        self.raglan = any(sleeve.raglan for sleeve in self.sleeves)
        self.fronts = [self._panel(self._with_band(side), False) for piece in drawing.named("front")
                       for side in sides(piece)]
        self.backs = [self._panel(side, self.yoke is not None)
                      for piece in drawing.named("back") for side in sides(piece)]
        self.pleats = self._pleats()

    def _panel(self, side: Side, yoked: bool) -> Panel:
        return panel(side, yoked=yoked, raglan=self.raglan)

    def _with_band(self, side: Side) -> Side:
        """A front to which a band is sewn: the middle line lies on the band, where its buttons or holes are."""
        piece = side.piece
        if not piece.side or side.centre > piece.sewn.bounds[0] + 0.5:
            return side
        for band in self.drawing.pieces:
            if band.side != piece.side or "band" not in band.name or band.number != 1 or not band.main:
                continue
            x0, _, x1, _ = band.sewn.bounds
            marks = [x for x, _ in buttons(band)] + [hole.centroid.x for hole in buttonholes(band)]
            if marks:
                lap = min(min(x - x0, x1 - x) for x in marks)
                return replace(side, centre=side.centre - lap)
        return side

    def _pleats(self) -> float:
        """Millimetres of cloth pleated away where the back is sewn to the yoke."""
        if self.yoke is None:
            return 0.0
        outline = Outline.of(self.yoke)
        below = max(outline.edges(), key=lambda e: (-round(e.centroid.y), e.length)) if outline.corners else None
        lowest = [e for e in outline.edges() if e.centroid.y < self.yoke.sewn.bounds[1] + 15.0]
        seam = sum(e.length for e in lowest) if lowest else (below.length if below else 0.0)
        tops = [each.side.points[0] for each in self.backs]
        if len(tops) < 2 or seam == 0.0:
            return 0.0
        across = sum(abs(p[0] - each.side.centre) for p, each in zip(tops, self.backs, strict=True))
        excess = across - seam
        return excess if excess > 8.0 else 0.0

    # ---- levels of the body ----------------------------------------------------------------------------------

    @property
    def hps(self) -> float:
        """Millimetres from the underarm up to the side of the neck, the mean of front and back.

        What the shoulder seam lies further to the front, the front has less and the back has more.
        """
        front = [self._natural_neck(each) - each.underarm[1] for each in self.fronts if each.neck]
        back = [self._back_neck(each) - each.underarm[1] for each in self.backs]
        return (sum(front) / len(front) + sum(back) / len(back)) / 2.0

    def _natural_neck(self, each: Panel) -> float:
        """The shoulder line drawn on to the body's own neck: a wide neckline begins further down the shoulder."""
        if each.neck is None:
            raise ValueError("no neck point")
        base = self.body.of("neck_base")
        if base is None or each.tip is None:
            return each.neck[1]
        slope = (each.neck[1] - each.tip[1]) / max(each.tip[0] - each.neck[0], 1.0)
        return each.neck[1] + max(each.neck[0] - each.side.centre - base / 6.0, 0.0) * min(slope, 0.6)

    def _back_neck(self, each: Panel) -> float:
        if self.yoke is None:
            return self._natural_neck(each)
        outline = Outline.of(self.yoke)
        points = outline.points()
        neck = max(y for _, y in points)
        seam = self.yoke.sewn.bounds[1]
        return each.side.piece.sewn.bounds[3] + neck - seam

    def waist_down(self) -> float | None:
        """Millimetres from the underarm down to the waist."""
        to_waist = self.body.of("hps_to_waist_back")
        if to_waist is None and (back := self.body.of("back_waist_length")) is not None:
            to_waist = back + NAPE
        if to_waist is None and (height := self.body.of("height")) is not None:
            to_waist = BACK_LENGTH * height + NAPE
        return None if to_waist is None else to_waist - self.hps

    # ---- readings --------------------------------------------------------------------------------------------

    def readings(self) -> Iterator[Reading]:
        """Every level that the pieces reach."""
        yield from self._neck()
        if not self.raglan and self.sleeves:
            yield from self._across("across back", self.backs, "across_back", self.pleats)
            yield from self._across("across front", self.fronts, "across_front", 0.0)
        yield from self._round_levels()
        for sleeve in self.sleeves:
            yield from sleeve.readings(self.body, self.overhang(), self._cuff(sleeve))

    def _cuff(self, sleeve: Sleeve) -> Piece | None:
        return next(iter(self.drawing.named("cuff", side=sleeve.piece.side)), None)

    def overhang(self) -> float:
        """Millimetres that the shoulder seam lies beyond the body's shoulder point."""
        base, length = self.body.of("neck_base"), self.body.of("shoulder_length")
        tips = [each.tip[0] - each.side.centre for each in self.fronts if each.tip]
        if base is None or length is None or not tips:
            return 0.0
        slope = math.radians(self.body.of("shoulder_slope") or 21.0)
        return sum(tips) / len(tips) - base / 6.0 - length * math.cos(slope)

    def _round_levels(self) -> Iterator[Reading]:
        body = self.body
        if not any(each.darted for each in self.fronts):
            yield Reading("chest", self._round(1.0), body.of("chest"), "level with the underarm")
        else:
            yield Reading("high bust", self._round(1.0), body.of("high_bust"), "level with the underarm")
            tips = [each.underarm[1] - max(map(_beside, darts(each.side.piece))) for each in self.fronts]
            down = max(min(tips), 1.0)
            yield Reading("chest", self._round(down, fall=False), body.of("chest"), "level with the bust dart's tip")
        waist = self.waist_down()
        if waist is None:
            return
        yield from self._below("waist", waist, body.of("waist"))
        yield from self._below("belly", waist + belly_level(body), body.of("belly"))
        if (hip := body.of("waist_to_hip")) is not None:
            yield from self._below("hip", waist + hip, body.of("hip"))

    def _below(self, level: str, down: float, girth: float | None) -> Iterator[Reading]:
        """A level below the underarm; held to the hem where that ends a little above it."""
        end = min(each.underarm[1] - each.hem[1] for each in self.backs)
        if down > end + HEM_NEAR:
            return
        at = min(down, end - 1.0)
        yield Reading(level, self._round(at), girth, f"{at:.0f} below the underarm" + (", at the hem" * (at < down)))

    def _round(self, down: float, *, fall: bool = True) -> float:
        """Girth in mm so far below the underarm. ``fall``: the front lies lower by the intake of its side dart."""
        total = 0.0
        for each in (*self.fronts, *self.backs):
            y = each.underarm[1] - down
            if each.darted and fall and down > 5.0:
                back = self.backs[0]
                y = each.hem[1] + (back.underarm[1] - down - back.hem[1])
            highest = lowest_edge(each.side.piece).bounds[3] + 0.5          # a hem may rise towards the middle
            total += half_width(each.side, highest if y < highest <= y + HEM_NEAR else y)
        return total - (self.pleats if down < 5.0 else 0.0)

    def _across(self, level: str, panels: list[Panel], measure: str, pleats: float) -> Iterator[Reading]:
        """Twice the narrowest way from the middle to the armhole, halved: the mean of both sides."""
        total, heights = 0.0, []
        for each in panels:
            top = each.tip[1] if each.tip else each.side.points[0][1]
            bottom = each.underarm[1]
            rounded = not each.tip and each.side.piece.sewn.bounds[3] - top > ROUNDS
            least = BELOW_YOKE if rounded else 0.0
            best = min(((outer - each.side.centre, y) for k in range(10, 39)
                        if (top - bottom) * (1.0 - k / 40.0) >= least and
                        (found := extent(each.side.piece.sewn, y := bottom + (top - bottom) * k / 40.0)) and
                        (outer := found[1]) is not None), default=None)
            if best is None:
                return
            total += best[0]
            heights.append((best[1] - bottom) / (top - bottom))
        half = (total - pleats) / 2.0 if len(panels) > 1 else total
        taken = self.body.of(measure)
        yield Reading(level, half, None if taken is None else taken / 2.0,
                      f"half, narrowest, at {1.0 - sum(heights) / len(heights):.2f} of the way from tip to underarm")

    def _neck(self) -> Iterator[Reading]:
        stand = next(iter(self.drawing.named("stand")), None)
        if stand is not None and (closed_length := buttoned(stand)) is not None:
            yield Reading("neck", closed_length, self.body.of("neck"), "buttoned stand")
            return
        length = sum(_neckline(each) for each in self.fronts)
        if self.yoke is not None:
            length += _between_highest(self.yoke)
        else:
            length += sum(_neckline(each) for each in self.backs)
        length += sum(sleeve.top.length for sleeve in self.sleeves if sleeve.raglan and sleeve.top is not None)
        girth = "neck" if self.drawing.has("collar") else "neck_base"
        yield Reading("neck", length, self.body.of(girth), "neckline as sewn")


def half_width(side: Side, y: float) -> float:
    """Millimetres of cloth from the middle line outward at a level, darts closed and without the lap.

    The window of a placket, which the placket closes, counts as cloth.
    """
    beyond = side.piece.sewn.bounds[0] - side.centre
    half = largest(closed(side.piece).intersection(box(side.centre, -FAR, FAR, FAR)))
    if not side.piece.side:
        beyond = half.intersection(LineString([(side.centre, y), (FAR, y)])).bounds[0] - side.centre
        beyond = beyond if beyond < PLACKET else 0.0
    return width(half, y) + max(beyond, 0.0)


def _neckline(each: Panel) -> float:
    """Length in mm of neckline from the neck point to the middle line."""
    outline, top = each.side.outline, each.side.chain[0]
    middle = max(each.side.centre, each.side.piece.sewn.bounds[0])
    total, last = middle - each.side.centre, outline.at(top)
    start = outline.corners[top]
    for step in range(1, len(outline.ring)):
        place = (start - step) % len(outline.ring)
        here = outline.ring[place]
        if last != outline.at(top) and (place + 1) % len(outline.ring) in outline.corners and \
                last[1] - here[1] > 2.0 * abs(last[0] - here[0]) and last[0] - middle < PLACKET:
            return total + last[0] - middle         # the window of a placket: its neckline goes on to the middle
        if here[0] <= middle + 0.01:
            share = (last[0] - middle) / max(last[0] - here[0], 1e-9)
            return total + math.dist(last, here) * min(share, 1.0)
        total += math.dist(last, here)
        last = here
    return total


def _between_highest(yoke: Piece) -> float:
    """Length in mm of a yoke's neckline: from one of its two highest corners to the other, over the hollow."""
    outline = Outline.of(yoke)
    points = outline.points()
    x0, _, x1, _ = yoke.sewn.bounds
    middle = (x0 + x1) / 2.0
    one = max((i for i, p in enumerate(points) if p[0] < middle), key=lambda i: points[i][1])
    two = max((i for i, p in enumerate(points) if p[0] >= middle), key=lambda i: points[i][1])
    return min(outline.edge(one, two).length, outline.edge(two, one).length)


class Sleeve:
    """One sleeve: its underarm corners, its cap or raglan top, its hem."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.outline = Outline.of(piece)
        points = self.outline.points()
        _, y0, _, y1 = piece.sewn.bounds
        left = min(points, key=lambda p: (round(p[0] - 0.15 * p[1], 1)))
        right = max(points, key=lambda p: (round(p[0] + 0.15 * p[1], 1)))
        self.underarm = (left[1] + right[1]) / 2.0
        self.width = math.dist(left, right)
        above = [i for i, p in enumerate(points) if p[1] > self.underarm + 0.5 * (y1 - self.underarm)]
        self.raglan = len(above) >= 2
        self.top: LineString | None = None
        if self.raglan:
            highest = sorted(above, key=lambda i: points[i][0])
            self.top = self.outline.edge(highest[0], highest[-1])
        self.crown = y1
        self.bottom = y0

    def readings(self, body: Body, overhang: float, cuff: Piece | None) -> Iterator[Reading]:
        """Upper arm, elbow where the sleeve covers it, and wrist or sleeve hem."""
        side = self.piece.side
        yield Reading("upper arm", self.width, body.of("upper_arm"), "from underarm to underarm", side)
        hem = hem_width(self.piece)
        length, arm = self.crown - self.bottom, body.of("arm_length")
        if arm is not None and length < 0.5 * arm:
            yield Reading("sleeve hem", hem, body.of("upper_arm"), "edge of a short sleeve", side)
            return
        if not self.raglan and (elbow := body.of("upper_arm_length")) is not None and length > elbow + 40.0:
            down = elbow - overhang
            yield Reading("elbow", width(self.piece.sewn, self.crown - down), body.of("elbow"),
                          f"{down:.0f} below the crown", side)
        if cuff is None:
            yield Reading("wrist", hem, body.of("wrist"), "hem of the sleeve", side)
            return
        closed_cuff = buttoned(cuff)
        yield Reading("wrist", band_length(cuff) if closed_cuff is None else closed_cuff, body.of("wrist"),
                      "cuff" + ", buttoned" * (closed_cuff is not None), side)


def hem_width(piece: Piece) -> float:
    """Length in mm of the lowest edge of a piece, from corner to corner."""
    lowest = lowest_edge(piece)
    return lowest.length


@lru_cache(maxsize=128)
def lowest_edge(piece: Piece) -> LineString:
    """The edge at the bottom: the one whose middle lies lowest."""
    return min(Outline.of(piece).edges(), key=lambda edge: edge.centroid.y)
