"""Leggings: one piece for each leg, without a side seam, and a waistband of the same cloth, for stretch knits."""

from itertools import pairwise
from math import atan, cos, degrees, radians, sin

from mtmpattern.drafting import (
    RIGHT, Point, Template, across, around, between, curve, cut, edges, hem, heading, intended, knit, measured, mm,
    once, other, passes, percent, piece, proportion, sew, shell, solve, whole, yes_no,
)
from mtmpattern.templates.blocks import arc_between, crotch_seam, doubled_band, fork_rise

WORN = .5           # the part of the cloth's stretch that may be used up while the leggings are worn


class Leggings(Template):
    name, version = "leggings", "1"
    needs     = ("waist_girth", "hip_girth", "waist_to_hip", "body_rise", "crotch_length", "thigh_girth", "knee_girth",
                 "calf_girth", "ankle_girth", "heel_girth", "inside_leg", "knee_height")
    estimable = ("waist_to_hip", "body_rise", "crotch_length", "thigh_girth", "knee_girth", "calf_girth", "ankle_girth",
                 "heel_girth", "inside_leg", "knee_height")
    fabric    = knit(stretch=.4, along=.1, mass=(150, 340))
    openings  = ("waist", "leg", "leg")
    fits      = {
        "full":          {},
        "seven-eighths": {"leg_length": 82},
        "capri":         {"leg_length": 60},
        "bike-short":    {"leg_length": 28, "hem_depth": 25},
        "easy":          {"tighter": 11},
    }

    tighter     = percent(17, 8, 20, "narrower than the body at the hip; the legs by half of that")
    shorter     = percent(3, 0, 6, "shorter than the body, because the cloth stretches along too")
    below_waist = mm(20, 0, 50, "top of the waistband below the waist")
    leg_length  = percent(93, 18, 98, "length from the crotch, part of the inside leg")
    band_height = mm(50, 30, 80, "height of the finished waistband")
    band_ratio  = percent(95, 85, 100, "waistband, part of the waist seam")
    elastic     = yes_no(True, "an elastic inside the waistband")
    hem_depth   = mm(20, 12, 35, "cloth turned up at the hems")

    # ---- How much smaller than the body: what is asked, but no more than the cloth stretches and comes back from ---
    @once
    def narrowing(self):
        """At the hip, as a part of the girth."""
        cloth = self.fabrics["shell"]
        worn  = WORN * cloth.stretch_weft * cloth.recovery
        if self.tighter > worn / (1 + worn):
            self.note(f"The cloth stretches too little for {self.tighter:.0%} narrower than the hip: "
                      f"drafted {worn / (1 + worn):.1%} narrower.")
        return min(self.tighter, worn / (1 + worn))

    @once
    def shortening(self):
        cloth = self.fabrics["shell"]
        worn  = WORN * cloth.stretch_warp * cloth.recovery
        return min(self.shorter, worn / (1 + worn))

    def on_leg(self, girth): return girth * (1 - self.narrowing / 2)

    def least(self, girth):
        """What passes over a girth when the cloth is pulled."""
        return girth / (1 + self.fabrics["shell"].stretch_weft) + 1

    # ---- What the leggings shall measure; alterations are added here ----------------------------------------------
    @intended
    def waist(self):
        """At the seam of the band. It is no wider than the hip: over a belly the cloth stretches instead."""
        down   = (self.below_waist + self.band_height) / self.middle.waist_to_hip
        girth  = self.middle.waist_girth + (self.middle.hip_girth - self.middle.waist_girth) * min(down, 1)
        widest = max(self.middle.hip_girth * (1 - self.narrowing), girth * (1 - 1.3 * self.narrowing))
        return max(min(self.on_leg(girth), widest), self.least(self.middle.hip_girth) / self.band_ratio)
    @intended
    def hip(self):    return self.middle.hip_girth * (1 - self.narrowing)
    @intended
    def thigh(self):
        """From fork to fork: hip and extensions, which are 11 to 17 % of the hip."""
        least, most = (self.hip / 2 + part * self.middle.hip_girth for part in (.11, .17))
        return min(max(self.on_leg(self.middle.thigh_girth), least), most)
    @intended
    def crotch(self):
        """The crotch seam with the waistband: the cloth gives along it, and across it between the legs."""
        return (self.middle.crotch_length - 2 * self.below_waist) * (1 - (2 * self.narrowing + self.shortening) / 3)
    @intended
    def inside_leg(self):
        """From the fork straight down to the hem."""
        return self.middle.inside_leg * self.leg_length * (1 - self.shortening)
    @intended("hem", each_side=True)
    def hem_width(self):
        return max(self.width_at(-self.inside_leg), self.least(self.body.heel_girth))

    # ---- The leg: fork on y = 0, its middle on x = 0, the front on the right; both inseams are one shape ----------
    def height(self, above_floor):
        """A height on the leg, shortened like the whole leg."""
        return (above_floor - self.middle.inside_leg) * (1 - self.shortening)

    def levels(self, body):
        """Heights and widths of the leg where it is measured, from the fork down."""
        knee = self.middle.knee_height
        return [(0, self.thigh),
                (self.height(knee), self.on_leg(body.knee_girth)),
                (self.height(.72 * knee), self.on_leg(body.calf_girth)),
                (self.height(.25 * knee), self.on_leg(body.ankle_girth))]

    def width_at(self, y):
        """The width of the leg at a height, straight from one measured place to the next."""
        levels = self.levels(self.body)
        for (high, above), (low, below) in pairwise(levels):
            if y >= low:
                return above + (below - above) * (high - y) / (high - low)
        return levels[-1][1]

    def drawn_levels(self):
        """Those that lie well above the hem."""
        return [each for each in self.levels(self.body) if each[0] > -.95 * self.inside_leg]

    @once
    def fork_lean(self):
        """How much the inseam leans at the fork; the same on both legs, so that both crotch seams are one shape."""
        (_, thigh), (knee, width), *_ = self.levels(self.middle)
        mean = degrees(atan((thigh - width) / 2 / -knee))
        return min(1.2 * mean, max(.9 * mean, 22))                   # a full thigh stays full below the fork

    @property
    def slopes(self):
        """Of the inseam between one drawn level and the next, and above the hem."""
        places = [*self.drawn_levels(), (-self.inside_leg, self.hem_width)]
        return [(high[1] - low[1]) / 2 / (high[0] - low[0]) for high, low in pairwise(places)]

    @property
    def hem_lean(self):
        """How much the inseam leans at the hem; a short leg is still tapering there, but less than above."""
        return degrees(atan(self.slopes[-1])) * (.75 if len(self.slopes) == 1 else 1)

    def foot(self, side):
        """Where the inseam meets the hem, which is an arc as long as intended."""
        lean  = radians(self.hem_lean)
        chord = self.hem_width * (sin(lean) / lean if lean else 1)
        return Point(side * chord / 2, -self.inside_leg)

    def inseam_line(self, side):
        """From the hem to the fork, on the front (``side`` 1) or the back (-1)."""
        stops = [*(Point(side * width / 2, y) for y, width in self.drawn_levels()), self.foot(side)]
        leans = [self.fork_lean, *(self.between_slopes(a, b) for a, b in pairwise(self.slopes)), self.hem_lean]
        drawn = None
        for (low, leave), (high, arrive) in pairwise(reversed([*zip(stops, leans, strict=True)])):
            part  = curve(low, high, leave=90 - side * leave, arrive=90 - side * arrive, inflected=True)
            drawn = part if drawn is None else drawn.then(part)
        return drawn

    def between_slopes(self, above, below):
        """The lean where the leg changes its slope: none at its thinnest and thickest, and nearer to the flatter."""
        if above * below <= 0:
            return 0
        return degrees(atan(2 * above * below / (above + below)))

    # ---- The rise -------------------------------------------------------------------------------------------------
    @property
    def extension(self): return self.thigh - self.hip / 2

    @property
    def hip_height(self): return max(.27 * self.middle.body_rise, .62 * self.extension)

    def hips(self):
        """Where the crotch seam becomes straight, at the hip: 42 % of the extension lies before it, 58 % behind."""
        return (Point(self.thigh / 2 - .42 * self.extension, self.hip_height),
                Point(.58 * self.extension - self.thigh / 2, self.hip_height))

    def tops(self, front, back, lean):
        """Centre front and centre back of the waist, at their heights; the back leans more than the front."""
        front_hip, back_hip = self.hips()
        front_lean, back_lean = lean, 9 + .45 * lean
        return (front_hip.along(90 + front_lean, (front - front_hip.y) / cos(radians(front_lean))),
                back_hip.along(90 - back_lean, (back - back_hip.y) / cos(radians(back_lean))))

    def waistline(self, front, back, lean):
        """Square to the centre front and to the centre back, and along the straight line between them in its middle."""
        front_hip, back_hip = self.hips()
        front_top, back_top = self.tops(front, back, lean)
        middle, way = between(front_top, back_top, 1 / 2), heading(front_top, back_top)
        return (curve(front_top, middle, leave=heading(front_hip, front_top) + 90, arrive=way, inflected=True)
                .then(curve(middle, back_top, leave=way, arrive=heading(back_hip, back_top) + 90, inflected=True)))

    def crotch_halves(self, front, back):
        """Both halves of the crotch seam for these heights, with the lean that gives the waist."""
        lean = solve(lambda x: self.waistline(front, back, x).length, self.waist / 2, -35, 40,
                     what="lean of the centre seams for the waist")
        half, before, behind = self.thigh / 2, *fork_rise(self.fork_lean)
        (front_hip, back_hip), (front_top, back_top) = self.hips(), self.tops(front, back, lean)
        return (crotch_seam(Point(half, 0), front_hip, front_top, 180 - before),
                crotch_seam(Point(-half, 0), back_hip, back_top, behind), lean)

    @once
    def heights(self):
        """Centre front and centre back above the fork, so that the crotch seam is as long as intended.

        The front follows from the body's rise. The back stands higher: by so much, within bounds, that the seam is
        long enough; what is missing or left over then, both take.
        """
        scale  = min(self.middle.hip_girth / 940, 1)
        rise   = (self.middle.body_rise - self.below_waist) * (1 - self.shortening)
        front  = max(rise - self.band_height - 22 * scale, self.hip_height + 60 * scale)
        wanted = self.crotch - 2 * self.band_height

        def seam(lower, raised):
            before, behind, _ = self.crotch_halves(front + lower, front + lower + raised)
            return before.length + behind.length

        low, high = 50 * scale, 68 * scale
        if seam(0, low) < wanted < seam(0, high):
            raised = solve(lambda r: seam(0, r), wanted, low, high, what="height of the centre back")
            return front, front + raised
        raised = low if seam(0, low) >= wanted else high
        lower  = solve(lambda x: seam(x, raised), wanted, self.hip_height + 10 - front, 220,
                       what="rise for the crotch length")
        return front + lower, front + lower + raised

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="leg", front=RIGHT)
    def leg(self):
        front, back = self.heights
        crotch_front, crotch_back, lean = self.crotch_halves(front, back)
        inseam_front, inseam_back = (self.inseam_line(side) for side in (1, -1))
        waist = self.waistline(front, back, lean)
        marks = {name: Point(width / 2, y) for name, (y, width) in
                 zip(("knee", "calf", "ankle"), self.drawn_levels()[1:], strict=False)}
        return edges(hem          = arc_between(self.foot(-1), self.foot(1), self.hem_lean),
                     inseam_front = inseam_front,
                     crotch_front = crotch_front,
                     waist        = waist,
                     crotch_back  = crotch_back.reversed(),
                     inseam_back  = inseam_back.reversed(),
                     points = {"hip": self.hips()[0], "seat": self.hips()[1], "thigh": Point(0, -.1),
                               "side": waist.at(.48 * waist.length), **marks})

    @piece(cut(shell), on="waist", drawn="whole")
    def waistband(self):                                             # its ends meet at the centre back
        return doubled_band(self.band_ratio * whole(self.leg.waist).length, self.band_height)

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        leg, band = self.leg, self.waistband
        yield sew(leg.inseam_front, leg.inseam_back)
        yield sew(leg.crotch_front, other(leg.crotch_front))
        yield sew(leg.crotch_back, other(leg.crotch_back))
        yield sew(band.begin, band.end)
        if self.elastic:
            self.note(f"Sew a ring of elastic, {self.band_height - 4:.0f} mm wide and {band.seam.length * .95:.0f} mm "
                      "long, into the fold of the waistband.")
        yield sew(band.seam, whole(leg.waist), stretched=self.band_ratio)
        yield hem(leg.hem, depth=self.hem_depth)

    def finished(self):
        rise = self.leg.crotch_front.length + self.leg.crotch_back.length
        yield measured("waist", whole(self.leg.waist))
        yield measured("hip", around(self.leg, at="hip"))
        yield measured("thigh", across(self.leg, at="thigh"))
        yield measured("crotch", rise + 2 * self.band_height)
        yield measured("inside_leg", self.leg.inseam_front.end.y - self.leg.inseam_front.start.y)
        yield measured("hem", self.leg.hem)

    def wearing(self):
        leg   = self.leg
        waist = min(self.stretched(whole(leg.waist)), self.stretched(self.waistband.seam))
        front, back = self.heights
        rise  = (front + back) / 2 + self.band_height
        front_turn = leg.crotch_front.edge.leaving - leg.inseam_front.edge.arriving
        back_turn  = leg.inseam_back.edge.leaving - leg.crotch_back.edge.arriving
        yield passes("waist", waist, "hip girth", self.middle.hip_girth)
        yield passes("leg", self.stretched(leg.hem), "heel girth", self.body.heel_girth)
        yield proportion("crotch seam at the fork, degrees", 360 - front_turn % 360 - back_turn % 360, 170, 185,
                         "Check thigh and knee girth.")
        yield proportion("height of the leggings above the crotch to body rise",
                         rise / (self.middle.body_rise - self.below_waist), .70, 1.6,
                         "Check crotch length and body rise: they do not go together.")
