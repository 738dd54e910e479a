"""Leggings: their measures, and the blocks of their legs and their rise.

One piece for each leg has no side seam, and one shape of inseam before and behind. The fork lies on y = 0, the leg's
middle on x = 0, the front on the right.

"Measured" is what pattern files of a maker of leggings say; "by eye" has no other source.
"""

from itertools import pairwise
from math import atan, cos, degrees, radians

from mtmpattern.drafting import (
    Block, Point, Template, between, bound, curve, heading, intended, line, mm, once, percent, solve,
)

from .crotch import crotch_seam, fork_rise
from .figure import LowerFigure
from .flowing import evened
from .limits import UNDER_FOOT, yielding

# Measures
STRETCH_WORN = .5       # of the cloth's stretch may be used up while the leggings are worn (by eye)
PULLED_FREE = 1         # mm that what is pulled over a part of the body opens wider than it
LEG_NARROWER = 1 / 2    # of the hip's narrowing, that of a leg (measured: hip 18 %, thigh 8 to 10 %)
WAIST_NARROWER = 1.3    # times the hip's narrowing, that of a waist over a belly at most (by eye)
LEAST_WAIST = .83       # of the hip, the least waist: the elastic takes in the rest (by eye)
MOST_WAIST = 1.1        # times the hip, the most waist: the elastic takes in the rest (by eye)
LEAST_FORKS = .11       # of the hip girth, both extensions together at least (measured: .14)
MOST_FORKS = .17        # of the hip girth, both extensions together at most (measured: .14)

# Legs
CALF_HIGH = .72         # of the height of the knee lies the fullest calf (by eye)
ANKLE_HIGH = .25        # of the height of the knee lies the thinnest ankle (by eye)
LOWEST_LEVEL = .92      # of the leg's length: a level that lies lower is too near the hem to be drawn (by eye)
LEAST_LEGGING = 50      # mm that the inseam is long at least
FORK_LEAN = 1.2         # of its mean lean down to the knee, the inseam leans at the fork (by eye)
FULL_LEAN = 22          # degrees that it leans there at most, so that a full thigh stays full (by eye)
LEAST_FORK_LEAN = .9    # of its mean lean, it leans there all the same (by eye)
HOLLOW_KNEE = .35       # of the slope above the knee the inseam has at it, so that it has no angle there (by eye)
LEG_PLUMB = 4           # mm that a leg stands plumb above the cloth turned up at its hem (by eye)
LEVEL_OFF_PLUMB = 30    # mm that the next level lies above that at least (by eye)

# Rise
FRONT_FORK_SHARE = .42  # of both extensions is the front's (measured)
HIP_HIGH = .27          # of the body rise, the crotch curve ends above the fork at least (by eye)
HIP_OUT = .62           # of both extensions, it ends above the fork at least (by eye)
BACK_LEANS = 9          # degrees that the centre back leans beside a plumb front (measured: front 9.6, back 13.3)
BACK_LEANS_BY = .45     # degrees that it leans more for each that the front leans (measured: front 9.6, back 13.3)
LEANS = -35, 40         # degrees between which the lean of the centre front is sought
USUAL_HIP = 940         # mm of hip: on a smaller one the heights that follow are smaller by as much
FRONT_BELOW_RISE = 22   # mm that the front of the waist seam lies below the rise, less the band (by eye)
FRONT_OVER_HIP = 60     # mm that it lies above the hip at least (by eye)
BELLY_LOWERS = .2       # of what a belly raises the front, the back stands lower beside it (by eye)
BACK_HIGHER = 50, 68    # mm that the centre back stands above the front, least and most (measured: 64 and 65)
AT_BOUND = 1e-6         # mm from its bound, the rise is at it
OVER_HIP = 10           # mm above the hip, from where the height of the front is sought
OVER_USUAL = 220        # mm above its usual height, up to where it is sought


class LeggingMeasures(Template):
    """The options of leggings, and their measures: smaller than the body by as much as the cloth allows."""

    needs     = ("waist_girth", "hip_girth", "max_hip_girth", "waist_to_hip", "body_rise", "crotch_length",
                 "thigh_girth", "knee_girth", "calf_girth", "ankle_girth", "heel_girth", "inside_leg", "knee_height")
    estimable = ("max_hip_girth", "waist_to_hip", "body_rise", "crotch_length", "thigh_girth", "knee_girth",
                 "calf_girth", "ankle_girth", "heel_girth", "inside_leg", "knee_height")

    figure = LowerFigure()
    leg_line: "LeggingLeg"
    hem_depth: float

    tighter     = percent(17, 8, 20, "narrower than the body at the hip; the legs by half of that")
    shorter     = percent(3, 0, 6, "shorter than the body, because the cloth stretches along too")
    below_waist = mm(20, 0, 50, "top of the waistband below the natural waist")
    leg_length  = percent(93, 18, 98, "length of the leg, part of the inside leg")
    band_height = mm(50, 30, 80, "height of the finished waistband")
    band_ratio  = percent(95, 85, 100, "waistband, part of the waist seam")

    # ---- How much smaller than the body: as chosen, but no more than the cloth recovers from ---------------------
    @once
    def narrowing(self):
        """At the hip, as a part of the girth."""
        most = self.worn / (1 + self.worn)
        if self.tighter > most:
            self.note(f"The cloth stretches too little for {self.tighter:.0%} narrower than the hip: "
                      f"drafted {most:.1%} narrower.")
        return min(self.tighter, most)

    @once
    def shortening(self):
        cloth = self.fabrics["shell"]
        worn  = STRETCH_WORN * cloth.stretch_warp * cloth.recovery
        return min(self.shorter, worn / (1 + worn))

    def on_leg(self, girth): return girth * (1 - LEG_NARROWER * self.narrowing)

    @once
    def worn(self):
        """How far the cloth is stretched at most while it is worn, part of its length."""
        cloth = self.fabrics["shell"]
        return STRETCH_WORN * cloth.stretch_weft * cloth.recovery

    def least_ease(self, girth):
        """The least ease over a girth from which the cloth still recovers; it is negative."""
        return -girth * self.worn / (1 + self.worn) - PULLED_FREE

    def least(self, girth):
        """The least width that passes over a girth when the cloth is pulled."""
        return girth / (1 + self.fabrics["shell"].stretch_weft) + PULLED_FREE

    # ---- Intended measures; alterations are added here ------------------------------------------------------------
    @intended(note="round the waist, along the seam of the waistband, not stretched")
    def waist(self):
        """At the seam of the band. It is no wider than the hip: over a belly the cloth stretches instead."""
        return max(self.waist_followed, self.waist_least)

    @property
    def waist_down(self): return self.below_waist + self.band_height                # the seam of the band

    @property
    def waist_followed(self):
        """As wide as the body there, less what the cloth gives."""
        girth  = self.figure.girth_below(self.waist_down)
        widest = max(self.middle.hip_girth * (1 - self.narrowing), girth * (1 - WAIST_NARROWER * self.narrowing))
        return min(self.on_leg(girth), widest)

    @property
    def waist_least(self):
        """As wide as goes over belly and hips."""
        return max(self.over_belly_and_hip + PULLED_FREE, LEAST_WAIST * self.hip)

    @property
    def over_belly_and_hip(self):
        """The least waist that stretches over both."""
        body = self.middle
        hip  = self.least(body.hip_girth) / self.band_ratio
        return max(body.belly_girth + self.least_ease(body.belly_girth), hip - PULLED_FREE)

    @intended(note="round the hip, not stretched")
    def hip(self):    return max(self.hip_as_chosen, self.over_widest)

    @property
    def hip_as_chosen(self): return self.middle.hip_girth * (1 - self.narrowing)

    @property
    def over_widest(self):
        """What the widest place needs, where it counts."""
        widest = self.figure.widest
        return widest and widest + self.least_ease(widest) + PULLED_FREE

    @intended(note="round the leg at the crotch, not stretched")
    def thigh(self):
        """From fork to fork: half the hip and both extensions."""
        least, most = (self.hip / 2 + part * self.middle.hip_girth for part in (LEAST_FORKS, MOST_FORKS))
        return yielding(self.on_leg(self.middle.thigh_girth), least, most)
    @intended(note="length of the crotch seam with the waistband, not stretched")
    def crotch(self):
        """The crotch seam with the waistband: the cloth gives along it, and across it between the legs.

        A sway back is pinned out of it.
        """
        body = self.middle.crotch_length - 2 * self.below_waist - self.figure.sway
        return body * (1 - (2 * self.narrowing + self.shortening) / 3)
    @intended(note="from the crotch straight down to the hem, not stretched")
    def inside_leg(self):
        """From the fork straight down to the hem."""
        return self.middle.inside_leg * self.leg_length * (1 - self.shortening)
    def bounds(self):
        """What customers may order, where the checks of fit and seams do not say so."""
        body, cloth = self.middle, f"and the cloth may be stretched by {100 * self.worn:.0f} %"
        for name, girth in (("hip", body.hip_girth), ("thigh", body.thigh_girth)):
            yield bound(name, "it would not be stretched", least=girth + self.least_ease(girth), most=girth,
                        short=f"the body measures {girth:.0f} mm there, {cloth}")
        yield bound("waist", "it would slide down", least=self.over_belly_and_hip,
                    most=MOST_WAIST * max(self.hip, self.waist_least), short="it must stretch over hips of "
                    f"{body.hip_girth:.0f} mm and a belly of {body.belly_girth:.0f} mm")
        yield bound("inside_leg", "it would have no legs, or lie on the floor", least=LEAST_LEGGING,
                    most=body.inside_leg + UNDER_FOOT)
        yield bound("leg_hem", "it would be wider than the thigh", least=self.least(self.body.heel_girth),
                    most=body.thigh_girth, short=f"the heel measures {self.body.heel_girth:.0f} mm round and would not "
                    "go through")

    @intended("leg_hem", each_side=True, note="round the hem of the leg, not stretched")
    def hem_width(self):
        return max(self.leg_line.width_at(-self.inside_leg), self.least(self.body.heel_girth))


class LeggingLeg(Block[LeggingMeasures]):
    """The inseam, from the fork over knee, calf and ankle to the hem."""

    needs = ("inside_leg", "knee_height", "knee_girth", "calf_girth", "ankle_girth", "heel_girth")

    def height(self, above_floor):
        """A height on the leg, shortened like the whole leg."""
        return (above_floor - self.middle.inside_leg) * (1 - self.garment.shortening)

    def levels(self, body):
        """Heights and widths of the leg where it is measured, from the fork down."""
        knee, on_leg = self.middle.knee_height, self.garment.on_leg
        return [(0, self.garment.thigh),
                (self.height(knee), on_leg(body.knee_girth)),
                (self.height(CALF_HIGH * knee), on_leg(body.calf_girth)),
                (self.height(ANKLE_HIGH * knee), on_leg(body.ankle_girth))]

    def width_at(self, y): return self.width_on(self.levels(self.body), y)

    def width_on(self, levels, y):
        """The width of a leg at a height, straight from one of its ``levels`` to the next."""
        for (high, above), (low, below) in pairwise(levels):
            if y >= low:
                return above + (below - above) * (high - y) / (high - low)
        *_, (_, narrowest) = levels
        return narrowest

    def drawn_levels(self):
        """Those that lie well above the hem."""
        levels = self.levels(self.body)
        lowest = max(-LOWEST_LEVEL * self.garment.inside_leg, self.plumb_level + LEVEL_OFF_PLUMB)
        many   = sum(y > lowest for y, _ in levels)
        return levels[:self.held("levels of the leg", many)]

    def named_levels(self):
        """Knee, calf and ankle by name, as far as they are drawn."""
        return dict(zip(("knee", "calf", "ankle"), self.drawn_levels()[1:], strict=False))

    @once
    def fork_lean(self):
        """How much the inseam leans at the fork; the same on both legs, so that both crotch seams are one shape."""
        levels = self.levels(self.middle)
        (_, thigh), (knee, width), *_ = levels
        mean = degrees(atan((thigh - width) / 2 / -knee))
        lean = min(FORK_LEAN * mean, max(LEAST_FORK_LEAN * mean, FULL_LEAN))
        hem  = self.width_on(levels, -self.garment.inside_leg)
        both = self.leans_when(levels[:len(self.drawn_levels())], max(hem, self.garment.least(self.middle.heel_girth)))
        if not both:                                                 # a leg that ends above the knee
            knee, width = self.plumb_level, hem
        down = degrees(atan((thigh - width) / 2 / -knee))
        return down + evened(lean - down, down - next(iter(both), 0))

    @once
    def leans_below(self):
        """How much the inseam leans at each drawn level below the fork."""
        return self.leans_when(self.drawn_levels(), self.garment.hem_width)

    def leans_when(self, drawn, hem):
        """The same for these ``drawn`` heights and widths, and this width of the hem."""
        places = [*drawn, (self.plumb_level, hem)]
        slopes = [(high[1] - low[1]) / 2 / (high[0] - low[0]) for high, low in pairwise(places)]
        leans  = [self.between_slopes(a, b) for a, b in pairwise(slopes)]
        if not leans:
            return []
        hollow = degrees(atan(HOLLOW_KNEE * slopes[0]))              # a little below the knee, so that it has no angle
        down, (_, below, *_) = degrees(atan(slopes[1])), [*leans, 0]
        return [down + evened(max(leans[0], hollow) - down, down - below), *leans[1:]]

    @property
    def leans(self): return [self.fork_lean, *self.leans_below]

    @property
    def plumb_level(self):
        """Above the hem the leg stands plumb, so that its hem lies flat when it is turned up."""
        return self.garment.hem_depth + LEG_PLUMB - self.garment.inside_leg

    def foot(self, side): return Point(side * self.garment.hem_width / 2, -self.garment.inside_leg)

    def inseam(self, side):
        """From the hem to the fork, on the front (``side`` 1) or the back (-1)."""
        plumb = self.foot(side).level_with(Point(0, self.plumb_level))
        stops = [*(Point(side * width / 2, y) for y, width in self.drawn_levels()), plumb]
        leans = [*self.leans, 0]
        drawn = line(self.foot(side), plumb)
        for (low, leave), (high, arrive) in pairwise(reversed([*zip(stops, leans, strict=True)])):
            part  = curve(low, high, leave=90 - side * leave, arrive=90 - side * arrive, inflected=True)
            drawn = drawn.then(part)
        return drawn

    def between_slopes(self, above, below):
        """The lean where the leg changes its slope: none at its thinnest and thickest, and nearer to the flatter."""
        if above * below <= 0:
            return 0
        return degrees(atan(2 * above * below / (above + below)))


class LeggingRise(Block["LeggingBlock"]):
    """From the fork to the waist: crotch seams and waist.

    Both centre seams lean so that the waist is as long as intended, and rise so that the crotch seam is.
    """

    needs = ("body_rise", "hip_girth")

    @property
    def extension(self): return self.garment.thigh - self.garment.hip / 2

    @property
    def hip_height(self): return max(HIP_HIGH * self.middle.body_rise, HIP_OUT * self.extension)

    @once
    def hips(self):
        """Where the crotch seam becomes straight, at the hip, in front and behind."""
        half = self.garment.thigh / 2
        return (Point(half - FRONT_FORK_SHARE * self.extension, self.hip_height),
                Point((1 - FRONT_FORK_SHARE) * self.extension - half, self.hip_height))

    def tops(self, front, back, lean):
        """Centre front and centre back of the waist, at their heights; the back leans more than the front."""
        front_hip, back_hip = self.hips
        front_lean, back_lean = lean, BACK_LEANS + BACK_LEANS_BY * lean
        return (front_hip.along(90 + front_lean, (front - front_hip.y) / cos(radians(front_lean))),
                back_hip.along(90 - back_lean, (back - back_hip.y) / cos(radians(back_lean))))

    def waist_when(self, front, back, lean):
        """Square to the centre front and to the centre back, and along the straight line between them in its middle."""
        front_hip, back_hip = self.hips
        front_top, back_top = self.tops(front, back, lean)
        middle, way = between(front_top, back_top, 1 / 2), heading(front_top, back_top)
        return (curve(front_top, middle, leave=heading(front_hip, front_top) + 90, arrive=way, inflected=True)
                .then(curve(middle, back_top, leave=way, arrive=heading(back_hip, back_top) + 90, inflected=True)))

    def seams_when(self, front, back, lean):
        """Both halves of the crotch seam."""
        half, (before, behind) = self.garment.thigh / 2, fork_rise(self.garment.leg_line.fork_lean)
        (front_hip, back_hip), (front_top, back_top) = self.hips, self.tops(front, back, lean)
        return (crotch_seam(Point(half, 0), front_hip, front_top, 180 - before),
                crotch_seam(Point(-half, 0), back_hip, back_top, behind))

    @once
    def heights_and_lean(self):
        """Centre front and centre back above the fork, and how the centre seams lean.

        They make the waist and the crotch seam as long as intended. The front follows from the body's rise. The back
        stands higher, within bounds, by what makes the seam long enough; what is then still missing or left over is
        shared by both.
        """
        garment = self.garment
        scale   = min(self.middle.hip_girth / USUAL_HIP, 1)
        rise    = (self.middle.body_rise - garment.below_waist) * (1 - garment.shortening)
        front   = rise - garment.band_height - FRONT_BELOW_RISE * scale + garment.figure.belly_raises
        usual   = max(front, self.hip_height + FRONT_OVER_HIP * scale)
        wanted  = garment.crotch - 2 * garment.band_height
        lengths   = garment.waist / 2, wanted
        lower   = garment.figure.sway + BELLY_LOWERS * garment.figure.belly_raises
        low, high = (each * scale - lower for each in BACK_HIGHER)

        def measured(front, back, lean):
            return (self.waist_when(front, back, lean).length,
                    sum(seam.length for seam in self.seams_when(front, back, lean)))

        def seam(front, raised):
            """Length of the crotch seam with the lean that gives the waist."""
            lean = solve(lambda lean: self.waist_when(front, front + raised, lean).length, garment.waist / 2, *LEANS,
                         what="lean of the centre seams for the waist")
            return measured(front, front + raised, lean)[1]

        if seam(usual, low) < wanted < seam(usual, high):
            lean, raised = solve(lambda lean, raised: measured(usual, usual + raised, lean), lengths,
                                 (LEANS[0], low), (LEANS[1], high), what="waist and crotch length")
            return usual, usual + raised, lean
        raised = low if seam(usual, low) >= wanted else high
        lean, front = solve(lambda lean, front: measured(front, front + raised, lean), lengths,
                            (LEANS[0], self.hip_height + OVER_HIP), (LEANS[1], usual + OVER_USUAL),
                            what="waist and crotch length")
        return front, front + raised, lean

    @property
    def follows(self):
        """Whether the rise follows that of the body, and not the crotch length alone."""
        front, back, _ = self.heights_and_lean
        scale = min(self.middle.hip_girth / USUAL_HIP, 1)
        above = front > self.hip_height + FRONT_OVER_HIP * scale + AT_BOUND
        lower = self.garment.figure.sway + BELLY_LOWERS * self.garment.figure.belly_raises
        shared = min(abs(back - front + lower - each * scale) for each in BACK_HIGHER) < AT_BOUND
        return self.hip_height > HIP_OUT * self.extension or (above and not shared)

    @property
    def waistline(self): return self.waist_when(*self.heights_and_lean)
    @property
    def crotch_seams(self): return self.seams_when(*self.heights_and_lean)


class LeggingBlock(LeggingMeasures):
    """The outline of a leg: its ``leg_line`` below the fork, and the ``rise`` above it."""

    leg_line = LeggingLeg()
    rise     = LeggingRise()

    def body_levels(self):
        """The heights of the body at which the leg lies."""
        hip = (self.middle.body_rise - self.middle.waist_to_hip) * (1 - self.shortening)
        return {"hip": hip, "crotch": 0} | {
            name: y for name, (y, _) in self.leg_line.named_levels().items()}

    # ---- Measures that others outweigh ----------------------------------------------------------------------------
    @property
    def waist_counts(self):
        """Whether the waist follows the body's girth there, and not the hip or what it is pulled over."""
        return self.waist_followed >= self.waist_least and self.waist_followed < self.hip

    @property
    def heel_counts(self):
        """Whether the hem is as wide as lets the foot through."""
        leg = self.leg_line.width_at(-self.inside_leg)
        return self.least(self.body.heel_girth) >= leg

    def outweighed(self):
        figure, down = self.figure, self.waist_down
        if not self.waist_counts or not figure.waist_counts(down):
            yield "waist_girth"
        if not self.waist_counts or not figure.top_hip_counts(down):
            yield from ("top_hip_girth", "waist_to_top_hip")
        if not self.waist_counts or not figure.belly_counts(down):
            yield "waist_to_belly"
        if not self.waist_counts or down <= figure.top_hip_down:
            yield "waist_to_hip"
        if not self.heel_counts:
            yield "heel_girth"
        if self.over_widest <= self.hip_as_chosen:
            yield "max_hip_girth"
        if not self.rise.follows:
            yield "body_rise"
