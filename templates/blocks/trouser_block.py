"""Sides and waist of trousers, and `TrouserBlock`, which has them, the rise and the legs by name.

A garment adds pieces, and what its waist is sewn to. Sources are named as in trouser_measures.py.
"""

from math import atan2, degrees, hypot, inf
from typing import Any

from mtmpattern.drafting import (
    Block, Point, across, curve, dart, ease, edges, fold, heading, once, pleat, solve, square_to, whole,
)

from .crotch import centre_top
from .figure import BELLY_FREE, SPARE, apart, left_of
from .flowing import OFF_SQUARE, flowing, quiet, same_side, turned_by
from .hems import level_hem
from .skirt_darts import HELD, IN_BACK, IN_FRONT, LEAST, NO_STUB, OF_HIP_DEPTH, WIDEST, darts_for, skirt_back_darts
from .trouser_legs import BACK_MORE, FRONT_MORE, TrouserLegs
from .trouser_measures import CALF_FREE, NEAR_SEAM, PLEAT, THIGH, TrouserMeasures
from .trouser_rise import TrouserRise

# Sides and waist
BENDS = 1.7             # the side below the hip falls off like this power of the way to the knee (by eye)
SIDE_RISES = 1 / 4      # of its intake the side rises at the waist (by eye)
DARTED, LEAST_DART = 80, 10             # mm of hip less waist from which a back has a dart, and the least one
BELLY_APART = 20        # mm that a belly lies above the hip, where the side is drawn over it
BELLY_SPARE, BELLY_IN = 4, 5            # mm of half the girth to spare there, and that it may stand out less (by eye)
LEVEL = 8               # mm that a waist seam may fall to the back with a top hip still as low at the side (by eye)
OVER_BELLY = .2         # of an arc's turn, a side that passes a belly goes on turning up to the waist (by eye)
FRONT_JUTS = 90         # mm that the side of the front stands out over a belly before the back's does, too (by eye)
OFF_BY = 0, -OFF_SQUARE / 2, OFF_SQUARE / 2, -OFF_SQUARE, OFF_SQUARE    # degrees off square, tried in this order
INTAKE_ROOM = 80        # mm to either side of the usual within which the intake of the sides is sought
CUT_ENDS = 30           # mm from its ends that a waist bends most
CUT_ROUND = 18          # mm of radius that a waist which a pocket cuts has at least: an allowance of 12 lies flat in it
DART_ROOM = 30          # mm that the hip lies further below the dart than below the waist seam (by eye)
FRONT_DART, OFF_HIP = 100, 5            # mm that a front dart is long (Beazley and Bond), and ends above the hip
BELLY_DART, BELLY_SIDE = 40, 6          # mm: the least length of a dart that a belly needs, and what the side takes
PLEAT_MARKED = 60       # mm that a pleat is marked down from the waist (by eye)
SEAM_ROOM = 12          # mm up or down within which the back's side is made as long as the front's
CREASE_OFF_HEM = 2      # mm that the crease ends above the hem

HIP_FREE, THIGH_FREE, KNEE_ROOM = 20, 30, 20                # mm of least ease in woven cloth (a cutter's figures)


class TrouserSides(Block["TrouserBlock"]):
    """Sides, and the waist between them and the centres: the same intake on front and back but for a belly."""

    needs = ("belly_girth", "top_hip_girth", "waist_to_belly")

    # ---- Hip and thigh --------------------------------------------------------------------------------------------
    @once
    def front_hip(self):
        return Point(self.garment.rise.front_seat.x + self.garment.leg.front_hip, self.garment.seat_level)
    @once
    def back_hip(self):
        return Point(self.garment.rise.back_seat.x + self.garment.leg.back_hip, self.garment.seat_level)

    def usual_thigh_side(self, hip, more):
        """Below the hip the side runs almost straight down before it goes in to the joint."""
        joint = self.garment.leg.joint(more)
        part = (hip.y - THIGH) / (hip.y - joint.y)
        return hip.x - part ** BENDS * (hip.x - joint.x)

    @once
    def usual_thigh(self):
        """The width of a leg a little below the crotch when no other is intended."""
        front, back = self.garment.leg.upper_inseam, self.garment.rise.back_fork.inseam
        return (self.usual_thigh_side(self.front_hip, FRONT_MORE) - front.at_level(THIGH).x
                + self.usual_thigh_side(self.back_hip, BACK_MORE) - back.at_level(THIGH).x)

    def leg_side(self, hip, more):
        """From the hem over the knee to the thigh."""
        wider = (self.garment.thigh - self.usual_thigh) / 2
        return self.garment.leg.side_to(Point(self.usual_thigh_side(hip, more) + wider, THIGH), hip, more)

    @once
    def front_leg(self): return self.leg_side(self.front_hip, FRONT_MORE)
    @once
    def back_leg(self):  return self.leg_side(self.back_hip, BACK_MORE)

    # ---- From the hem to the waist, with an intake there and a height above the usual -----------------------------
    def waist_at(self, hip, intake, up):
        return Point(hip.x - intake, self.garment.waist_level + SIDE_RISES * max(intake, 0) + up)

    def whole(self, leg, *points, running_out=1.0):
        return leg.then(flowing(leg.end, *points, leave=leg.arriving, running_out=running_out))

    # Both sides take in equally. What a belly needs beyond the hip goes to the front: the back stands plumb.
    def back_intake(self, intake):  return max(intake, 0) + min(2 * intake + FRONT_JUTS, 0)
    def front_intake(self, intake): return 2 * intake - self.back_intake(intake)

    def front_when(self, intake):
        waist = self.waist_at(self.front_hip, self.front_intake(intake), 0)
        if self.full_sides[0]:
            return self.whole(self.front_leg, self.front_hip, self.full_sides[0], waist, running_out=OVER_BELLY)
        return self.whole(self.front_leg, self.front_hip, waist)
    def back_when(self, intake, up):
        waist = self.waist_at(self.back_hip, self.back_intake(intake), up)
        if self.full_sides[1]:
            return self.whole(self.back_leg, self.back_hip, self.full_sides[1], waist, running_out=OVER_BELLY)
        return self.whole(self.back_leg, self.back_hip, waist)

    @once
    def full_sides(self):
        """Where the sides pass a belly or top hip that stands out beyond the straight way to the waist.

        A belly is all in front; a top hip is shared by front and back. None where the way is wide enough.
        """
        figure, middle, hips = self.garment.figure, self.middle, (self.front_hip, self.back_hip)
        down, out = figure.belly_down, self.stands_out(figure.belly_down, middle.belly_girth + BELLY_FREE)
        upper = figure.top_hip_down - max(figure.sway - LEVEL, 0) / 2        # where the waist seam falls to the back
        more  = self.stands_out(upper, middle.top_hip_girth + SPARE)
        if more > max(out, 0):
            down, parts = upper, (more / 2, more / 2)
        elif out > -BELLY_IN:
            parts = out, None
        else:
            return None, None
        level, part = self.level_on_side(down)
        ways = [hip.x - part * taken for hip, taken in zip(hips, self.usual_intakes, strict=True)]
        return tuple(None if each is None else Point(way + each, level) for way, each in zip(ways, parts, strict=True))

    @property
    def top_hip_beside(self):
        """Whether it is the top hip that the sides pass."""
        return self.full_sides[1] is not None

    @property
    def belly_beside(self):
        """Whether side or darts of the front are drawn over the belly."""
        low = self.garment.figure.belly_down - self.garment.below_waist
        return (any(each.length == low for each in self.front_darts)
                or (self.full_sides[0] is not None and not self.top_hip_beside))

    @property
    def usual_intakes(self):
        """What the sides of front and back usually take in."""
        return self.front_intake(self.usual_intake), self.back_intake(self.usual_intake)

    def level_on_side(self, down):
        """The height ``down`` mm below the waist of the body, and the part of the way from the hip up to there."""
        garment, hip = self.garment, self.front_hip
        level = garment.waist_level - (down - garment.below_waist)
        return level, (level - hip.y) / (garment.waist_level - hip.y)

    def stands_out(self, down, girth):
        """How far the side must lie beyond the straight way from hip to waist for a girth ``down`` mm below the waist.

        -inf too near to either.
        """
        garment, rise = self.garment, self.garment.rise
        level, part   = self.level_on_side(down)
        if down - garment.below_waist < NEAR_SEAM or level < self.front_hip.y + BELLY_APART:
            return -inf
        below = garment.waist_level - level
        darts = self.usual_back_darts if garment.darted else []      # whatever a pocket makes of them
        front, back = (hip.x - part * taken for hip, taken in zip((self.front_hip, self.back_hip), self.usual_intakes,
                                                                  strict=True))
        wide = (front - centre_top(rise.front_seat, rise.front_lean, level).x - left_of(self.front_darts, below)
                + back - centre_top(rise.back_seat, rise.back_lean, level).x - left_of(darts, below))
        return girth / 2 + BELLY_SPARE - wide

    # ---- The waist: hip less waist goes into both centre seams, then into darts and sides -------------------------
    @once
    def to_take_in(self):
        """What is left of half the hip less half the waist for sides and darts; a waist that slopes is longer."""
        garment, rise = self.garment, self.garment.rise
        centres = rise.front_top.x - rise.front_seat.x + rise.back_top.x - rise.back_seat.x
        quarter = garment.waist / 4
        slopes  = hypot(quarter, rise.front_up) + hypot(quarter, rise.back_up) - 2 * quarter
        return (garment.hip - garment.waist) / 2 + slopes - centres - (PLEAT if garment.pleated else 0)

    @property
    def hip_depth(self): return self.garment.waist_level - self.garment.seat_level + DART_ROOM

    @once
    def usual_back_darts(self):
        """A body that is well narrower at the waist has a dart in the back even where the centre seam takes much."""
        taken = self.to_take_in if self.garment.figure.drop < DARTED else max(self.to_take_in, LEAST_DART / IN_BACK)
        return skirt_back_darts(self, taken, self.hip_depth)

    @once
    def front_darts(self):
        """One dart or pleat, on the crease; over a belly that stands out far below the waist seam it ends there."""
        garment = self.garment
        if not garment.darted:
            return []
        if garment.pleated:
            return [pleat(width=PLEAT + max(IN_FRONT * self.to_take_in, 0), length=PLEAT_MARKED, at=1 / 2)]
        low   = garment.figure.belly_down - garment.below_waist
        belly = (self.middle.belly_girth + BELLY_FREE - garment.waist) / 2 - BELLY_SIDE if low > BELLY_DART else 0
        width = min(max(IN_FRONT * self.to_take_in, belly), WIDEST)
        many  = self.held("front darts", min(darts_for(width), 1))
        above_hip = min(garment.rise.front_top.y, garment.waist_level) - garment.seat_level - OFF_HIP
        on_belly = max(low, NO_STUB) if self.middle.estimated("waist_to_belly") else low
        usual  = min(FRONT_DART, OF_HIP_DEPTH * self.hip_depth)
        length = min(usual if belly < LEAST else on_belly, above_hip)
        return [dart(max(width, HELD), length, 1 / 2)] if many else []

    @property
    def in_darts(self):
        """What the darts take in; a pleat's own is counted already."""
        taken = sum(each.width for each in [*self.front_darts, *self.garment.back_darts])
        return taken - (PLEAT if self.garment.pleated else 0)

    @property
    def usual_intake(self): return (self.to_take_in - self.in_darts) / 2

    def back_lower(self, intake):
        """How much lower the back's waist lies at the side, so that its side is no longer than the front's."""
        return self.back_when(intake, 0).length - self.front_when(intake).length

    def sides_when(self, intake):
        """The sides of front and back with this intake, equally long but for a hair."""
        return self.front_when(intake), self.back_when(intake, -self.back_lower(intake))

    def ways(self, side, top, lean, darts):
        """How far off square a waist leaves its side, and the direction in which it meets the centre line."""
        closing = sum(degrees(atan2(each.width, each.length)) for each in darts if each.tip)
        leave, arrive = quiet(square_to(side), heading(side.end, top), 180 - lean, closing)
        return leave - square_to(side), arrive

    def ways_when(self, intake):
        """Those of front and back with this intake of the sides."""
        rise, (front, back) = self.garment.rise, self.sides_when(intake)
        return (self.ways(front, rise.front_top, rise.front_lean, self.front_darts),
                self.ways(back, rise.back_top, rise.back_lean, self.garment.back_darts))

    def waist_on(self, side, top, ways, over=(0, 0)):
        """The waist from a side to a centre; it bends ``over`` to the same sides, which are 1 or -1, or 0 for any."""
        way = heading(side.end, top)
        first = same_side(turned_by(square_to(side) + ways[0], way), over[0])
        last  = same_side(turned_by(way, ways[1]), over[1])
        return curve(side.end, top, leave=way - first, arrive=way + last, inflected=True)

    def too_long(self, intake, ways, over=((0, 0), (0, 0))):
        """How much too long half the waist is with this intake of the sides, not counting darts and pleats."""
        rise  = self.garment.rise
        front_side, back_side = self.sides_when(intake)
        taken = sum(each.width for each in [*self.front_darts, *self.garment.back_darts])
        return (self.waist_on(front_side, rise.front_top, ways[0], over[0]).length
                + self.waist_on(back_side, rise.back_top, ways[1], over[1]).length - taken - self.garment.waist / 2)

    def corrected(self, intake):
        """The intake after measuring the waist drawn for this one: each side takes half of the rest."""
        return intake + self.too_long(intake, self.ways_when(intake)) / 2

    @once
    def near_intake(self):
        """Corrected three times from what the sides usually take in."""
        return self.corrected(self.corrected(self.corrected(self.usual_intake)))

    @once
    def waist_ways(self):
        """The directions of both waists. Where a waist begins to bend to the other side they jump.

        So they are held, off square to the side, while the sides are solved; and a waist goes on bending to the same
        sides (`waist_over`).
        """
        front, back = self.ways_when(self.near_intake)
        return self.cut_evenly(self.near_intake, front), back

    @once
    def waist_over(self):
        """To which sides both waists bend, at the side and at the centre."""
        rise = self.garment.rise
        found = []
        for side, top, (off, arrive) in zip(self.sides_when(self.near_intake), (rise.front_top, rise.back_top),
                                            self.waist_ways, strict=True):
            way = heading(side.end, top)
            found.append(tuple(1 if bend >= 0 else -1
                               for bend in (turned_by(square_to(side) + off, way), turned_by(way, arrive))))
        return found

    def cut_evenly(self, intake, ways):
        """The directions of the front's waist; others if a slant pocket would cut it into parts that bend sharply.

        They stay nearly square: the first that are round enough, or else the roundest.
        """
        garment = self.garment
        if not garment.front_pocket.slanted:
            return ways
        side = self.sides_when(intake)[0]
        def roundness(ways):
            cut, rest = garment.front_pocket.parted(self.waist_on(side, garment.rise.front_top, ways))
            ends = [*cut.curves, *rest.part(0, CUT_ENDS), *rest.part(rest.length - CUT_ENDS, rest.length)]
            return min(curve.radius(at / 8) for curve in ends for at in range(9))

        if roundness(ways) >= CUT_ROUND:
            return ways
        square = 180 - garment.rise.front_lean
        others = [(out, square + into) for out in OFF_BY for into in OFF_BY]
        return next((each for each in others if roundness(each) >= CUT_ROUND), max([ways, *others], key=roundness))

    @once
    def intake(self):
        """What the sides take in, half of front and back together, so that the waist is as long as intended."""
        return solve(lambda intake: self.too_long(intake, self.waist_ways, self.waist_over), 0,
                     self.usual_intake - INTAKE_ROOM, self.usual_intake + INTAKE_ROOM, what="side seam for the waist")

    # ---- The lines of front and back ------------------------------------------------------------------------------
    @once
    def front(self): return self.front_when(self.intake)

    @once
    def back(self):
        """Its waist lies where it is as long as the side of the front."""
        lower = self.back_lower(self.intake)
        up = solve(lambda up: self.back_when(self.intake, up).length, self.front.length,
                   -lower - SEAM_ROOM, -lower + SEAM_ROOM, what="side seam")
        return self.back_when(self.intake, up)

    @once
    def front_waist(self):
        return self.waist_on(self.front, self.garment.rise.front_top, self.waist_ways[0], self.waist_over[0])
    @once
    def back_waist(self):
        waist = self.waist_on(self.back, self.garment.rise.back_top, self.waist_ways[1], self.waist_over[1])
        return waist.with_darts(self.garment.back_darts)

    def darted(self, edge):
        """The waist of the front, or what a pocket leaves of it, with its dart or pleat on the crease."""
        at = edge.start.x / (edge.start.x - edge.end.x)
        return edge.with_darts([(dart if each.tip else pleat)(each.width, each.length, at)
                                for each in self.front_darts])


class TrouserBlock(TrouserMeasures):
    """Half the front and half the back of trousers."""

    leg   = TrouserLegs()
    rise  = TrouserRise()
    sides = TrouserSides()
    front_pocket: Any                                                # `FrontPockets` (trouser_details.py)
    front: Any                                                       # the pieces of the garment
    back: Any

    @property
    def top_hip_beside(self): return self.sides.top_hip_beside
    @property
    def belly_beside(self):   return self.sides.belly_beside
    @property
    def deeper(self):      return self.rise.deeper
    @property
    def usual_thigh(self): return self.sides.usual_thigh
    @property
    def back_darts(self):  return self.sides.usual_back_darts if self.darted else []   # where no pocket changes them

    darted = True                                                    # a gathered waist has no darts

    # ---- Front and back -------------------------------------------------------------------------------------------
    def leg_piece(self, side, whole_side, inseam, more, crease_top, inner, **upper):
        """A front or back: hem, side and inseam, and between them the ``upper`` edges.

        ``whole_side`` is the side up to the waist, where a pocket cuts it short; ``more`` is how much wider the piece
        is than half the leg.
        """
        turned_side, turned_inseam = self.turned(side), self.turned(inseam)
        points, folds = self.turn_places(side, inseam)
        return edges(hem    = level_hem(turned_inseam, turned_side),
                     side   = turned_side, **upper,
                     inseam = turned_inseam.reversed(),
                     points = (self.heights() | self.notched(whole_side) | self.inner_knee(more)
                               | self.front_pocket.points(whole_side) | points),
                     inner  = self.crease(turned_side.start, crease_top) | folds | inner,
                     levels = self.body_levels())

    @property
    def front_side(self):
        """The upper part of the front's side, as sewn."""
        return (self.front_pocket.pocket_back if self.front_pocket.slanted else self.front).side.edge

    @property
    def back_centre(self): return self.back.crotch.edge

    @property
    def half_waist_seam(self):
        """From the centre back to the centre front; the back of a slant pocket lies between them."""
        if self.front_pocket.slanted:
            return self.back.waist + self.front_pocket.pocket_back.waist + self.front.waist
        return self.back.waist + self.front.waist

    @property
    def waist_seam(self): return whole(self.half_waist_seam)

    # A garment with turn-ups adds them to the seams, and says where they are folded.
    def turned(self, seam): return seam
    def turn_places(self, side, inseam): return {}, {}

    # ---- Points and lines that front and back carry ---------------------------------------------------------------
    def notched(self, side):
        """Points at which front and back meet along the side: equally far from the hem."""
        below = self.leg.below_joint(FRONT_MORE) if self.is_jointed else 0
        knee  = {} if self.is_short else {"side_knee": side.at(below)}
        return knee | {"side_thigh": side.at(self.sides.front_leg.length)}

    def heights(self):
        """Where the garment is measured across."""
        calf = {"calf": Point(0, self.calf_level)} if self.reaches_calf else {}
        knee = {"knee": Point(0, self.leg.joint_level)}
        return {"hip": Point(0, self.seat_level), "thigh": Point(0, THIGH)} | knee | calf

    def round_body(self, down, front_centre):
        """The girth ``down`` mm below the waist as sewn, from this line of the front to the centre back."""
        below = down - self.below_waist
        if below < NEAR_SEAM:
            return self.waist_seam.length
        level = self.waist_level - below
        darts = left_of([*self.sides.front_darts, *self.back_darts], below)
        return 2 * (apart(level, front_centre, self.front_side)
                    + apart(level, self.back_centre, self.back.side.edge) - darts)

    def room(self, waist, down, front_centre):
        """The ease at every level that front and back reach.

        ``waist`` is the waist seam or its band, and lies ``down`` mm below the waist of the body; ``front_centre``
        is the line of the front in the middle.
        """
        wider = self.figure.girth_below(down) - self.middle.waist_girth
        yield ease("waist", waist, least=wider, by=("waist", "waist_ease", "below_waist"))
        if self.covers_belly:
            yield ease("belly", self.round_body(self.figure.belly_down, front_centre), least=BELLY_FREE,
                       by=("waist", "waist_ease", "below_waist", "hip"))
        if self.figure.top_hip_down > self.below_waist + NEAR_SEAM:
            yield ease("top hip", self.round_body(self.figure.top_hip_down, front_centre), least=0,
                       by=("hip", "hip_ease", "waist", "waist_ease"))
        yield ease("hip", 2 * self.across_leg("hip"), least=HIP_FREE)
        if self.over_widest:
            yield ease("hip", 2 * self.across_leg("hip"), least=0, over="max_hip_girth")
        yield ease("thigh", self.across_leg("thigh"), least=THIGH_FREE, by=("thigh", "thigh_ease", "hip"))
        if not self.is_short:
            yield ease("knee", self.across_leg("knee"), least=KNEE_ROOM, by=("knee", "knee_ease"))
        if self.reaches_calf:
            yield ease("calf", self.across_leg("calf"), least=CALF_FREE, by=("leg_hem", "knee", "knee_ease", "taper"))

    def across_leg(self, at):
        """The width of a leg at a height, with what the pocket completes where the front is cut away."""
        level = self.front.info.outline.points[at].y
        return (across(self.front, at=at) + across(self.back, at=at)
                + self.front_pocket.completes(self.front, level))

    def inner_knee(self, more):
        joint = self.leg.joint(more)
        return {} if self.is_short else {"inseam_knee": Point(-joint.x, joint.y)}

    def crease(self, foot, top):
        """From the hem, whose side is at ``foot``, up to a height."""
        return {"crease": fold(Point(0, foot.y + CREASE_OFF_HEM), Point(0, top))}
