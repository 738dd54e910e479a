"""The sides of trousers over hip, belly and top hip, and the waist between them. Sources: as in trouser_measures.py."""

from math import atan2, degrees, hypot, inf
from typing import Any

from mtmpattern.drafting import Block, Point, curve, dart, heading, once, pleat, solve, square_to

from .crotch import centre_top
from .figure import BELLY_FREE, EASE_SPARE, left_of
from .flowing import OFF_SQUARE, flowing, quiet, same_side, turned_by
from .limits import gradually
from .skirt_darts import (
    DART_TO_HIP, IN_BACK_DARTS, IN_FRONT_DARTS, LEAST_DARTS, LEAST_HELD, LEAST_UNPLACED_DART, WIDEST_DART, darts_for,
    skirt_back_darts,
)
from .trouser_legs import BACK_MORE, FRONT_MORE
from .trouser_measures import NEAR_SEAM, PLEAT_TAKES, THIGH_LEVEL

SIDE_FALLS_OFF = 1.7    # the side below the hip falls off like this power of the way to the knee (by eye)
TROUSER_SIDE_RISES = 1 / 4              # of its intake, the side rises at the waist (by eye)
DARTED_FROM = 80        # mm of hip less waist from which a back always has a dart
LEAST_BACK_DART = 10    # mm that it takes then at least
BELLY_ABOVE_HIP = 8     # mm that a belly lies above the hip, where the side begins to be drawn over it
BELLY_OFF_HIP = 20      # mm that it lies above the hip, where the side is wholly drawn over it
BELLY_SPARE = 10        # mm to spare over a belly
NEAR_SPARE = 20         # mm more to spare over a belly beside the waist seam, where the side bends most (by eye)
HIGHEST_PASSED = 16     # mm below the waist seam, the highest place at which a side passes what stands out (by eye)
NEARLY_AS_FAR = 4       # mm by which a top hip stands out less than a belly and is still passed by in part (by eye)
BOTH_SPARE = 8          # mm to spare at a top hip for a belly above it that stands out nearly as far (by eye)
PASSED_FOLLOWS = .42    # of what its waist moves in or out, the place that a side passes moves with it (by eye)
WELL_OUT = 16           # mm: where so much stands out, a side arrives at the waist as straight as it may (by eye)
NEARLY_LEVEL = 8        # mm that a waist seam may fall to the back with a top hip still as low at the side (by eye)
SLOPE_SPARE = .6        # mm to spare for each mm that it falls further, for the girth slopes with it (by eye)
LEAST_RUNNING_OUT = .2  # of an arc's turn, a side that passes a belly goes on turning up to the waist (by eye)
FRONT_JUTS = 90         # mm that the side of the front stands out over a belly before the back's does, too (by eye)
ENDS_TRIED = 0, -OFF_SQUARE / 2, OFF_SQUARE / 2, -OFF_SQUARE, OFF_SQUARE  # degrees off square, tried in this order
INTAKE_ROOM = 80        # mm to either side of the usual within which the intake of the sides is sought
CUT_ENDS = 30           # mm from its ends that a waist bends most
CUT_ROUND = 18          # mm of radius that a waist which a pocket cuts has at least: an allowance of 12 lies flat in it
HIP_BELOW_DART = 30     # mm that the hip lies further below the dart than below the waist seam (by eye)
TROUSER_DART_LONG = 100 # mm that a front dart is long (Beazley and Bond)
DART_OFF_HIP = 5        # mm that a front dart ends above the hip at least
BELLY_DART_FROM = 25    # mm that a belly lies below the waist seam, where a dart begins to take it in
LOW_BELLY = 50          # mm that it lies below it, where the dart takes in all it needs, and is as long at least
BELLY_IN_SIDE = 6       # mm of half a belly that the side takes, and not the dart
PLEAT_DOWN = 60         # mm that a pleat is marked down from the waist (by eye)
BACK_SIDE_ROOM = 12     # mm up or down within which the back's side is made as long as the front's
SIDE_INTAKE = -75, 80   # mm that a side takes in at the waist, least and most, as it is checked


class TrouserSides(Block[Any]):
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
        part = (hip.y - THIGH_LEVEL) / (hip.y - joint.y)
        return hip.x - part ** SIDE_FALLS_OFF * (hip.x - joint.x)

    @once
    def usual_thigh(self):
        """The width of a leg a little below the crotch when no other is intended."""
        front, back = self.garment.leg.upper_inseam, self.garment.rise.back_fork.inseam
        return (self.usual_thigh_side(self.front_hip, FRONT_MORE) - front.at_level(THIGH_LEVEL).x
                + self.usual_thigh_side(self.back_hip, BACK_MORE) - back.at_level(THIGH_LEVEL).x)

    def leg_side(self, hip, more):
        """From the hem over the knee to the thigh."""
        wider = (self.garment.thigh - self.usual_thigh) / 2
        return self.garment.leg.side_to(Point(self.usual_thigh_side(hip, more) + wider, THIGH_LEVEL), hip, more)

    @once
    def front_leg(self): return self.leg_side(self.front_hip, FRONT_MORE)
    @once
    def back_leg(self):  return self.leg_side(self.back_hip, BACK_MORE)

    # ---- From the hem to the waist, with an intake there and a height above the usual -----------------------------
    def waist_at(self, hip, intake, up):
        return Point(hip.x - intake, self.garment.waist_level + TROUSER_SIDE_RISES * max(intake, 0) + up)

    def whole(self, leg, *points, running_out=1.0):
        return leg.then(flowing(leg.end, *points, leave=leg.arriving, running_out=running_out))

    # Both sides take in equally. What a belly needs beyond the hip goes to the front: the back stands plumb.
    def back_intake(self, intake):  return max(intake, 0) + min(2 * intake + FRONT_JUTS, 0)
    def front_intake(self, intake): return 2 * intake - self.back_intake(intake)

    def front_when(self, intake):
        taken = self.front_intake(intake)
        return self.passing(self.front_leg, self.front_hip, self.waist_at(self.front_hip, taken, 0),
                            self.full_sides[0], self.usual_intakes[0] - taken)
    def back_when(self, intake, up):
        taken = self.back_intake(intake)
        return self.passing(self.back_leg, self.back_hip, self.waist_at(self.back_hip, taken, up),
                            self.full_sides[1], self.usual_intakes[1] - taken)

    def passing(self, leg, hip, waist, full, wider):
        """A side over a ``full`` place, a point and how far that stands out; the further, the straighter it arrives.

        Its waist lies ``wider`` than usual, and the place moves a part of that: or the side would hook in above it.
        """
        point, out = full
        if out <= 0:
            return self.whole(leg, hip, waist)
        point = point.right(PASSED_FOLLOWS * wider * (point.y - hip.y) / (waist.y - hip.y))
        straighter = 1 - (1 - LEAST_RUNNING_OUT) * gradually(out, 0, WELL_OUT)
        return self.whole(leg, hip, point, waist, running_out=straighter)

    # ---- A belly or top hip that stands out -----------------------------------------------------------------------
    @once
    def plain_sides(self):
        """Both sides over no belly, with what they usually take in."""
        return [self.whole(leg, hip, self.waist_at(hip, taken, 0)) for leg, hip, taken in
                zip((self.front_leg, self.back_leg), (self.front_hip, self.back_hip), self.usual_intakes, strict=True)]

    @once
    def full_sides(self):
        """For front and back the place where the side passes a belly or top hip, and how far it stands out there.

        A belly is all in front; a top hip is shared by front and back. What needs more room says where; where both need
        nearly as much, the place lies in between.
        """
        figure = self.garment.figure
        belly, top_hip, beside = self.belly_out, self.top_hip_out, self.of_top_hip
        low   = figure.belly_down + beside * (self.top_hip_low - figure.belly_down)
        level = self.level_on_side(max(low, self.garment.below_waist + HIGHEST_PASSED))
        top_hip += BOTH_SPARE * gradually(belly, 0, WELL_OUT)         # the side runs on to the waist past the belly
        outs  = (1 - beside) * belly + beside * top_hip / 2, beside * top_hip / 2
        return [(Point(side.at_level(level).x + out, level), out) if out > 0 else (None, 0)
                for side, out in zip(self.plain_sides, outs, strict=True)]

    @once
    def belly_out(self):
        free = BELLY_FREE + BELLY_SPARE + NEAR_SPARE * self.garment.belly_is_near
        return self.stands_out(self.garment.figure.belly_down, self.middle.belly_girth + free)
    @once
    def top_hip_out(self):
        slopes = SLOPE_SPARE * max(self.garment.figure.sway - NEARLY_LEVEL, 0)
        return self.stands_out(self.top_hip_low, self.middle.top_hip_girth + EASE_SPARE + slopes)

    @property
    def top_hip_low(self):
        """How far below the waist the top hip lies; higher where the waist seam falls to the back."""
        figure = self.garment.figure
        return figure.top_hip_down - max(figure.sway - NEARLY_LEVEL, 0) / 2

    @property
    def of_top_hip(self):
        """The part of what the sides pass that is the top hip's, and not the belly's."""
        return gradually(self.top_hip_out - self.belly_out, -NEARLY_AS_FAR, 0)

    @property
    def top_hip_beside(self):
        """Whether the sides pass the top hip."""
        return self.top_hip_out > 0 and self.of_top_hip > 0

    @property
    def belly_beside(self):
        """Whether side or darts of the front are drawn over the belly."""
        return self.belly_in_dart > 0 or (self.belly_out > 0 and self.of_top_hip < 1)

    @property
    def usual_intakes(self):
        """What the sides of front and back usually take in."""
        return self.front_intake(self.usual_intake), self.back_intake(self.usual_intake)

    def level_on_side(self, down):
        """The height ``down`` mm below the waist of the body."""
        return self.garment.waist_level - (down - self.garment.below_waist)

    def stands_out(self, down, girth):
        """How far half the front and back must be wider than usual for a girth ``down`` mm below the waist; 0 or more.

        Beside the waist seam, and beside the hip, it counts the less the nearer it lies: these are wide enough.
        """
        garment, rise = self.garment, self.garment.rise
        level = self.level_on_side(down)
        counts = min(gradually(down - garment.below_waist, 0, NEAR_SEAM),
                     gradually(level - self.front_hip.y, BELLY_ABOVE_HIP, BELLY_OFF_HIP))
        if not counts:
            return 0
        below = garment.waist_level - level
        darts = self.usual_back_darts if garment.darted else []      # whatever a pocket makes of them
        front, back = (side.at_level(min(level, side.end.y)).x for side in self.plain_sides)
        wide = (front - centre_top(rise.front_seat, rise.front_lean, level).x - left_of(self.front_darts, below)
                + back - centre_top(rise.back_seat, rise.back_lean, level).x - left_of(darts, below))
        return counts * max(girth / 2 - wide, 0)

    # ---- The waist: hip less waist goes into both centre seams, then into darts and sides -------------------------
    @once
    def to_take_in(self):
        """What is left of half the hip less half the waist for sides and darts; a waist that slopes is longer."""
        garment, rise = self.garment, self.garment.rise
        centres = rise.front_top.x - rise.front_seat.x + rise.back_top.x - rise.back_seat.x
        quarter = garment.waist / 4
        slopes  = hypot(quarter, rise.front_up) + hypot(quarter, rise.back_up) - 2 * quarter
        return (garment.hip - garment.waist) / 2 + slopes - centres - (PLEAT_TAKES if garment.pleated else 0)

    @property
    def hip_depth(self): return self.garment.waist_level - self.garment.seat_level + HIP_BELOW_DART

    @once
    def usual_back_darts(self):
        """A body that is well narrower at the waist has a dart in the back even where the centre seam takes much."""
        least = LEAST_BACK_DART / IN_BACK_DARTS if self.garment.figure.drop >= DARTED_FROM else -inf
        taken = max(self.to_take_in, least)
        return skirt_back_darts(self, taken, self.hip_depth)

    @once
    def front_darts(self):
        """One dart or pleat, on the crease; over a belly that stands out far below the waist seam it ends there."""
        garment = self.garment
        if not garment.darted:
            return []
        if garment.pleated:
            return [pleat(width=PLEAT_TAKES + max(IN_FRONT_DARTS * self.to_take_in, 0), length=PLEAT_DOWN, at=1 / 2)]
        width = min(max(IN_FRONT_DARTS * self.to_take_in, self.belly_in_dart), WIDEST_DART)
        many  = self.held("front darts", min(darts_for(width), 1))
        above_hip = min(garment.rise.front_top.y, garment.waist_level) - garment.seat_level - DART_OFF_HIP
        low    = garment.figure.belly_down - garment.below_waist
        low    = max(low, LEAST_UNPLACED_DART if self.middle.estimated("waist_to_belly") else LOW_BELLY)
        usual  = min(TROUSER_DART_LONG, DART_TO_HIP * self.hip_depth)
        length = min(usual + gradually(self.belly_in_dart, 0, LEAST_DARTS) * (low - usual), above_hip)
        return [dart(max(width, LEAST_HELD), length, 1 / 2)] if many else []

    @once
    def belly_in_dart(self):
        """What half a belly needs beside what the side takes, where it lies low enough for a dart above it."""
        needs = (self.middle.belly_girth + BELLY_FREE - self.garment.waist) / 2 - BELLY_IN_SIDE
        low = self.garment.figure.belly_down - self.garment.below_waist
        return gradually(low, BELLY_DART_FROM, LOW_BELLY) * max(needs, 0)

    @property
    def in_darts(self):
        """What the darts take in; a pleat's own is counted already."""
        taken = sum(each.width for each in [*self.front_darts, *self.garment.back_darts])
        return taken - (PLEAT_TAKES if self.garment.pleated else 0)

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
        others = [(out, square + into) for out in ENDS_TRIED for into in ENDS_TRIED]
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
                   -lower - BACK_SIDE_ROOM, -lower + BACK_SIDE_ROOM, what="side seam")
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
