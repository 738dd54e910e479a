"""Darts for the bust in a shirt's front: one from the side seam toward the bust point, one at the waist under it."""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sqrt, tan

from mtmpattern.drafting import (
    UP, Block, Point, between, bound, curve, dart, fish_eye, heading, intended, line, measured, once, solve, yes_no,
)

from .flowing import LEAST_RADIUS, evened, turned_by
from .shirt_body import ShirtBody
from .shirt_widths import DART_LEAST, DART_WANTED, FRONT_WIDER, SIDE_MORE

# By eye, where no source is named.

FLAT_SHORTER = 18       # mm by which a front without a bust is shorter than its back, from the side of the neck down
LEAST_BUST_DART = 14    # mm that the dart takes: with less there is no room for the allowance at its mouth (by eye) ...
MOST_BUST_DART = 70     # ... mm at most (cutter: 60 to 70 is normal) ...
STEEPEST_DART = .55     # ... and this part of its length: more would make a point of it
SIDE_BENDS_BELOW = 30   # degrees that the side bends below it at most, or the edge over the dart would stick out far
#                         ...
SIDE_BENDS_MORE = 18    # ... and more than without a dart, where the side leans out to a belly
DART_RISES = 40         # mm of its rise beyond which a steep dart takes less, or its end would stick out far beyond
#                         the seam
LESS_FOR_RISE = .5      # of the rise beyond that, it takes less
MODEST_DART = .4        # of what the bust has beyond the high bust, where the way over the bust was not measured
#                         (cutter) ...
MODEST_DART_MOST = 35   # ... mm at most (cutter: modest)
DARTS_BEFORE_POINT = 26 # mm before the bust point the darts end (measured: 13 to 28)
TIP_BELOW_POINT = 9     # mm that the tip lies below it at most
DART_BELOW_ARMHOLE = 62 # mm below the armhole the dart begins, lower for a low bust, higher for one above the underarm
#                         ...
DART_ABOVE_WAIST = .8   # ... but within this part of the way down to the waist
MEASURED_ABOVE_DART = 2 # mm above the dart the front is measured
DART_RISING = 12        # mm that the bust point lies above the mouth where there is room
HIGHEST_POINT = 25      # mm that the bust point lies above the underarm at most: a dart must stay below the armhole

# A bust that is much fuller than the frame: the front is widest below the armhole, and the armhole keeps its length.
WIDENS_ARMHOLE = 20     # mm of a bust's fullness that widen the armhole ...
OF_FULLER = .5          # ... and part of what is more; the rest is reached below, at the dart ...
SIDE_LEANS_OUT = 20     # ... by a side seam that leans out by at most this many degrees ...
SIDE_LEANS_IN = 24      # ... and below it in by at most this many
END_RAISED = .35        # of the fullness, the end of the armhole is raised: closed with the dart it lies level again,
#                         as when
#                         a dart is moved there from the armhole
END_RAISED_MOST = 30    # mm that it is raised at most

WAIST_MOST = 56         # mm that a dart at the waist takes at most
WAIST_STEEP = .49       # of its shorter half, it takes at most
WAIST_OUT = 8           # mm outside the bust point stands the dart at the waist
WAIST_LONG = 130        # mm that it reaches above the waist at most


@dataclass(frozen=True, slots=True)
class OpenDart:
    """A dart that takes ``taken`` mm, and the end of the armhole above it; ``upper`` is the end of its upper leg."""

    tip: Point
    underarm: Point
    upper: Point
    taken: float

    @property
    def angle(self):
        """Between the legs, in degrees."""
        half = self.taken / 2 / self.tip.distance(self.upper)
        return 2 * degrees(asin(min(max(half, -1), 1)))

    @property
    def lower(self):
        """Where the end of the upper leg lies once the dart is opened about its tip."""
        return self.tip.along(heading(self.tip, self.upper) - self.angle, self.tip.distance(self.upper))

    @property
    def length(self): return self.tip.distance(self.upper) * cos(radians(self.angle / 2))

    def takes_at(self, level):
        """The cloth between the legs at a level above their ends."""
        if level >= self.tip.y:
            return 0
        legs = [between(self.tip, leg, (self.tip.y - level) / (self.tip.y - leg.y)) for leg in (self.upper, self.lower)]
        return legs[0].distance(legs[1])


class BustDart(Block[ShirtBody]):
    """The front is longer over the bust, at the centre and the side, by what the dart takes in at the side.

    With the dart closed the side seam is as long as the back's, and runs on smoothly over the dart.
    """

    needs     = ("back_waist_length", "hps_to_bust", "bust_span", "hps_to_waist_front", "chest_girth",
                 "high_bust_girth")
    estimable = ("hps_to_bust", "bust_span", "hps_to_waist_front", "high_bust_girth")

    bust_dart  = yes_no(True, "a dart for the bust, from the side seam")
    waist_dart = yes_no(True, "a dart at the waist of each front, where the waist needs it and the back has darts")

    # ---- How much -------------------------------------------------------------------------------------------------
    @once
    def over_bust(self):
        """How much longer the way over the bust is than that of a flat front."""
        if self.middle.estimated("hps_to_waist_front"):
            fuller = self.middle.chest_girth - self.middle.high_bust_girth
            return min(max(MODEST_DART * fuller, LEAST_BUST_DART), MODEST_DART_MOST)
        flat = self.middle.back_waist_length - self.garment.rounder - self.garment.nape.y
        return max(self.middle.hps_to_waist_front - flat + FLAT_SHORTER, LEAST_BUST_DART)

    @intended("bust_dart", note="width of each bust dart at the side seam")
    def taken(self):
        """What the dart takes: the further way over the bust, and the rise of the end of the armhole."""
        if not self.bust_dart:
            return 0
        needed, most = self.over_bust, self.most
        if needed > most:
            self.note(f"The bust needs a dart of {needed:.0f} mm; it takes {most:.0f} mm, "
                      "the rest hangs as fullness.")
        return min(needed + self.raised, most)

    @once
    def most(self):
        """What a dart can take: no more than leaves the side below it a smooth seam, and the dart no point."""
        steep = LESS_FOR_RISE * max(self.tip.y - self.level - DART_RISES, 0)
        most  = max(min(MOST_BUST_DART, STEEPEST_DART * self.reach - steep), LEAST_BUST_DART)
        bends = max(SIDE_BENDS_BELOW, self.bend_below(0) + SIDE_BENDS_MORE)
        if self.bend_below(most) <= bends:
            return most
        if self.bend_below(LEAST_BUST_DART) >= bends:
            return LEAST_BUST_DART
        return solve(self.bend_below, bends, LEAST_BUST_DART, most, what="dart with a smooth seam below it")

    def bounds(self):
        if self.bust_dart:
            yield bound("bust_dart", "the side seam below it would bend, or the dart would be a point", most=self.most)

    def bend_below(self, taken):
        """About how many degrees the side bends between the waist and a dart that takes this much."""
        shirt  = self.garment
        opened = OpenDart(self.tip, Point(shirt.front_width, self.underarm_level),
                          Point(shirt.front_width, self.level), taken)
        longer = opened.upper.y - opened.lower.y - self.raised
        waist  = Point(shirt.front_straight - min(shirt.front_in, shirt.usual_side_most), shirt.waist_level - longer)
        return heading(waist, opened.lower) - UP + opened.angle

    @property
    def fullness(self):
        """How much wider the front is than one for the frame alone."""
        shirt = self.garment
        return max(shirt.front_width - shirt.back_width - FRONT_WIDER, 0) if self.bust_dart else 0

    @property
    def widened(self):
        """Half the front at the underarm, where the armhole is widened a little for a full bust."""
        shirt = self.garment
        more  = min(self.fullness, WIDENS_ARMHOLE) + OF_FULLER * max(self.fullness - WIDENS_ARMHOLE, 0)
        return min(shirt.back_width + FRONT_WIDER + more, shirt.front_width)

    @property
    def raised(self): return min(END_RAISED * self.fullness, END_RAISED_MOST)

    # ---- Where the dart begins and ends ---------------------------------------------------------------------------
    @property
    def side_room(self): return DART_ABOVE_WAIST * (self.garment.armhole_level - self.garment.waist_level)

    @once
    def bust_point(self):
        """Where the body has it."""
        across, down = self.middle.bust_span / 2, self.middle.hps_to_bust
        level = -sqrt(max(down ** 2 - (across - self.garment.neck_point.x) ** 2, 0))
        return Point(across, level)

    @once
    def aim(self):
        """The bust point as far as a dart from the side can point at it."""
        armhole, level = self.garment.armhole_level, self.bust_point.y
        aim = Point(self.bust_point.x, min(max(level, armhole - self.side_room), armhole + HIGHEST_POINT))
        if abs(aim.y - level) > 1:
            self.note(f"A dart from the side points {abs(aim.y - level):.0f} mm "
                      f"{'below' if level > aim.y else 'above'} the bust point; it cannot begin nearer to it.")
        return aim

    @once
    def mouth(self):
        """The end of the dart's upper leg, mm below the underarm."""
        below = self.garment.armhole_level - self.aim.y
        return min(max(DART_BELOW_ARMHOLE + min(below, 0), below + DART_RISING), self.side_room)

    @property
    def level(self): return self.garment.armhole_level - self.mouth
    @once
    def tip(self):
        """Before the bust point on the way to the mouth; nearer on a steep way, so that it lies hardly lower."""
        mouth = Point(self.garment.front_width, self.level)
        way   = self.aim.distance(mouth)
        level = TIP_BELOW_POINT * way / max(self.aim.y - mouth.y, TIP_BELOW_POINT)
        return self.aim.toward(mouth, min(DARTS_BEFORE_POINT, .3 * way, level))
    @property
    def reach(self):
        """About the length of the dart's legs."""
        return self.tip.distance(Point(self.garment.front_width, self.level))

    # ---- The side of the front, with the dart open ----------------------------------------------------------------
    @property
    def underarm_level(self): return self.garment.armhole_level + self.raised

    @once
    def bust_level(self):
        """Where the front is as wide as it should be: just above the dart."""
        return min(max(self.tip.y, self.level), self.underarm_level - MEASURED_ABOVE_DART) + MEASURED_ABOVE_DART / 2

    @property
    def behind(self):
        """The level of the back that meets the front there."""
        return self.garment.armhole_level - self.underarm_level + self.bust_level

    def drawn(self, width):
        """The dart in a front of this half width at the bust; from the underarm the seam leans out to it."""
        below    = self.underarm_level - self.bust_level
        lean     = tan(radians(SIDE_LEANS_OUT)) * below if below > MEASURED_ABOVE_DART else 0
        underarm = Point(max(min(self.widened, width), width - lean), self.underarm_level)
        upper    = underarm.along(heading(underarm, Point(width, self.bust_level)), 1)
        upper    = Point(underarm.x + (upper.x - underarm.x) * (underarm.y - self.level) / (underarm.y - upper.y),
                         self.level)
        return OpenDart(self.tip, underarm, upper, self.taken)

    @once
    def open(self):
        """With the back, the front is as wide at the bust as the whole chest."""
        shirt  = self.garment
        wanted = shirt.chest / 2 - shirt.back_side.at_level(self.behind).x + shirt.dart_at(self.behind)
        return self.drawn(solve(lambda width: width - self.drawn(width).takes_at(self.bust_level), wanted,
                                wanted - 1, wanted + 2 * self.taken, what="front at the bust"))

    @property
    def side_in_most(self):
        """What the side comes in at the waist at most: from the dart down it does not lean in more than looks well."""
        shirt  = self.garment
        down   = (shirt.armhole_level - self.behind) / (shirt.armhole_level - shirt.waist_level)
        behind = (shirt.back_straight - shirt.back_side_in - shirt.back_width) * down - shirt.dart_at(self.behind)
        opened = self.drawn(shirt.front_width - behind)
        longer = opened.upper.y - opened.lower.y - self.raised
        inside = tan(radians(SIDE_LEANS_IN)) * max(opened.lower.y - shirt.waist_level + longer, 0)
        return shirt.front_straight - opened.lower.x + inside

    @property
    def longer(self):
        """How far the front hangs down below the open dart."""
        return self.open.upper.y - self.open.lower.y - self.raised

    @once
    def side(self):
        """From the waist, which lies lower, to the dart, and from there to the underarm: smooth when it is closed."""
        shirt, opened = self.garment, self.open
        lower = opened.lower
        waist = Point(shirt.front_waist, shirt.waist_level - self.longer)
        hip   = Point(shirt.front_hip, shirt.hip_level - self.longer)
        into  = heading(opened.upper, opened.underarm) - opened.angle      # closing the dart turns the lower part
        above = line(opened.upper, opened.underarm)

        def below(hip):
            straight = heading(waist, lower)
            bends    = turned_by(shirt.at_waist(hip, waist, lower), straight)
            at_waist = straight - evened(bends, turned_by(straight, into))
            return shirt.hip_to_waist(hip, waist, at_waist).then(
                curve(waist, lower, leave=at_waist, arrive=into, least_radius=LEAST_RADIUS, inflected=True))

        hangs  = shirt.as_long_as_back(hip, below, above.length)
        placed = dart(self.taken, opened.length, hangs.length / shirt.back_side.length, pressed="start")
        return hangs.then(line(lower, opened.upper)).then(above).with_darts([placed])

    # ---- The dart at the waist ------------------------------------------------------------------------------------
    @property
    def waist_dart_place(self): return self.aim.x + WAIST_OUT
    @property
    def under_bust(self):
        """From the waist up to where the dart must end, not counting the front's further length."""
        return self.aim.y - DARTS_BEFORE_POINT - self.garment.waist_level

    @property
    def waist_darted(self): return self.waist_dart and self.garment.fullness == "darts"
    @property
    def side_more(self):
        """What the side takes while there is too little for a dart."""
        return SIDE_MORE if self.waist_darted and not self.waist_dart_width else 0

    @once
    def waist_dart_width(self):
        """What the sides leave undone, where the back has darts too."""
        shirt  = self.garment
        needed = shirt.front_in - shirt.front_side_most
        above  = self.under_bust + min(self.over_bust, MODEST_DART_MOST)         # the front hangs lower by about that
        width  = min(needed, WAIST_MOST, WAIST_STEEP * min(above, WAIST_LONG, shirt.dart_below))
        if not self.waist_darted:
            return 0
        wanted = self.held("darts in the front", int(width >= DART_WANTED))
        return width if wanted and width >= DART_LEAST else 0

    def waist_darts(self):
        if not self.waist_dart_width:
            return {}
        shirt = self.garment
        waist = Point(self.waist_dart_place, shirt.waist_level - shirt.longer)
        return {"waist_dart": fish_eye(waist, above=min(self.under_bust + shirt.longer, WAIST_LONG),
                                       below=shirt.dart_below, width=self.waist_dart_width)}

    # ---- Measures that others outweigh ----------------------------------------------------------------------------
    def outweighed(self):
        """A dart takes a least and a most, and one from the side cannot point at every bust point."""
        if not self.bust_dart or self.over_bust == LEAST_BUST_DART or self.over_bust + self.raised > self.most:
            yield "hps_to_waist_front"
        if self.aim.y != self.bust_point.y:
            yield "hps_to_bust"

    def finished(self):
        yield measured("bust_dart", sum(placed.start.distance(placed.end) for placed in self.garment.front_side.darts))
