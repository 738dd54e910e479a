"""Leggings: one piece for each leg, without a side seam, and a waistband of the same cloth, for stretch knits."""

from mtmpattern.drafting import (
    RIGHT, Point, across, around, cut, edges, hem, knit, measured, mm, other, passes, piece, proportion, sew, shell,
    whole, yes_no,
)
from mtmpattern.templates.blocks import LeggingRise, arc_between, doubled_band


class Leggings(LeggingRise):
    name, version = "leggings", "1"
    fabric    = knit(stretch=.4, along=.1, mass=(150, 340))
    openings  = ("waist", "leg", "leg")
    fits      = {
        "full":          {},
        "seven-eighths": {"leg_length": 82},
        "capri":         {"leg_length": 60},
        "bike shorts":   {"leg_length": 28, "hem_depth": 25},
        "relaxed":       {"tighter": 11},
        "child":         {"tighter": 11, "below_waist": 10, "band_height": 35, "hem_depth": 15},
    }

    # The blocks draft the leg (legging_leg.py) and the rise (legging_rise.py), and bring their options.
    elastic   = yes_no(True, "an elastic inside the waistband")
    hem_depth = mm(20, 12, 35, "cloth turned up at the hems")

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

    @property
    def waist_seam(self): return whole(self.leg.waist)

    @piece(cut(shell), on="waist", drawn="whole")
    def waistband(self):                                             # its ends meet at the centre back
        return doubled_band(self.band_ratio * self.waist_seam.length, self.band_height)

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
        yield sew(band.seam, self.waist_seam, stretched=self.band_ratio)
        yield hem(leg.hem, depth=self.hem_depth)

    def finished(self):
        rise = self.leg.crotch_front.length + self.leg.crotch_back.length
        yield measured("waist", self.waist_seam)
        yield measured("hip", around(self.leg, at="hip"))
        yield measured("thigh", across(self.leg, at="thigh"))
        yield measured("crotch", rise + 2 * self.band_height)
        yield measured("inside_leg", self.leg.inseam_front.end.y - self.leg.inseam_front.start.y)
        yield measured("leg_hem", self.leg.hem)

    def wearing(self):
        leg   = self.leg
        waist = min(self.stretched(self.waist_seam), self.stretched(self.waistband.seam))
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
