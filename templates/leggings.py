"""Leggings: one piece for each leg, without a side seam, and a waistband of the same cloth, for stretch knits."""

from mtmpattern.drafting import (
    RIGHT, Point, across, around, cut, ease, edges, hem, knit, line, measured, mm, other, passes, piece, proportion,
    sew, shell, whole, yes_no,
)

from mtmpattern.templates.blocks import ELASTIC_IN, HAIR, LeggingBlock, doubled_band

SIDE_AT = .48           # of the waist, from the centre front, the side is marked (measured)
ELASTIC_OF_BAND = .95   # of the band's length, the elastic is long (by eye)
FORK_CHECKED = 170, 185 # degrees, least and most: the crotch seam runs on under the body (measured: 174.5)
RISE_CHECKED = .70, 1.6 # of the body rise, the height above the crotch, least and most (by eye)


class Leggings(LeggingBlock):
    name, version = "leggings", "6"
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

    # The block that it inherits (blocks/legging_block.py) draws the leg and the rise, and brings their options.
    elastic   = yes_no(True, "an elastic inside the waistband")
    hem_depth = mm(20, 12, 35, "cloth turned up at the hems")

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="leg", front=RIGHT, level="crotch")
    def leg(self):
        shape, waist = self.leg_line, self.rise.waistline
        crotch_front, crotch_back = self.rise.crotch_seams
        inseam_front, inseam_back = (shape.inseam(side) for side in (1, -1))
        front_hip, back_hip = self.rise.hips
        marks = {name: Point(width / 2, y) for name, (y, width) in shape.named_levels().items()}
        return edges(hem          = line(shape.foot(-1), shape.foot(1)),
                     inseam_front = inseam_front,
                     crotch_front = crotch_front,
                     waist        = waist,
                     crotch_back  = crotch_back.reversed(),
                     inseam_back  = inseam_back.reversed(),
                     points = {"hip": front_hip, "seat": back_hip, "thigh": Point(0, -HAIR),
                               "side": waist.at(SIDE_AT * waist.length), **marks},
                     levels = self.body_levels())

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
            self.note(f"Sew a ring of elastic, {self.band_height - ELASTIC_IN:.0f} mm wide and "
                      f"{ELASTIC_OF_BAND * band.seam.length:.0f} mm long, into the fold of the waistband.")
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
        front, back, _ = self.rise.heights_and_lean
        rise  = (front + back) / 2 + self.band_height
        front_turn = leg.crotch_front.edge.leaving - leg.inseam_front.edge.arriving
        back_turn  = leg.inseam_back.edge.leaving - leg.crotch_back.edge.arriving
        yield passes("waist", waist, "hip girth", self.middle.hip_girth)
        yield passes("leg", self.stretched(leg.hem), "heel girth", self.body.heel_girth)
        body = self.body
        yield ease("belly", self.waist_seam, least=self.least_ease(self.middle.belly_girth), by=("waist", "tighter"))
        yield ease("hip", around(leg, at="hip"), least=self.least_ease(self.middle.hip_girth), by=("hip", "tighter"))
        if self.over_widest:
            yield ease("hip", around(leg, at="hip"), least=self.least_ease(self.middle.max_hip_girth),
                       over="max_hip_girth", by=("hip", "tighter"))
        for level in ("thigh", *self.leg_line.named_levels()):
            girth = getattr(body, f"{level}_girth")
            yield ease(level, across(leg, at=level), least=self.least_ease(girth), by=("thigh", "leg_hem", "tighter"))
        yield proportion("crotch seam at the fork, degrees", 360 - front_turn % 360 - back_turn % 360, *FORK_CHECKED,
                         "Check thigh and knee girth.")
        yield proportion("height of the leggings above the crotch to body rise",
                         rise / (self.middle.body_rise - self.below_waist), *RISE_CHECKED,
                         "Check crotch length and body rise: they do not go together.")
