"""Joggers: sweat trousers with an elastic waistband, ribs or hems at the legs, and pockets; for knits."""

from mtmpattern.drafting import (
    RIGHT, choice, cut, hem, knit, line, measured, mm, once, other, passes, percent, piece, rib, sew,
    shell, yes_no,
)

from mtmpattern.templates.blocks import (
    BACK_MORE, BELLY_FREE, BELLY_LEAN, CREASE_OFF_WAIST, ELASTIC_IN, FRONT_LEAN, FRONT_MORE, HEEL_FREE, FrontPockets,
    TrouserBlock, doubled_band, fixed,
)

# Chosen by eye, or from joggers in shops, where no source is named.
STRETCHED_OVER_HIPS = 15                # mm that the stretched waist is wider than the hips at least
LOOSE_BAND = 60         # mm that a waistband is wider than the body at most
LEAST_BAND = .72        # of the waist seam, its band is long at least
LONGER_OVER_BELLY = .2  # of a belly's excess over the hip, the waist is longer than the belly, so that the side does
#                         not hook in above it (by eye)
LEAST_GATHERED = .9     # of the garment's hip, its waist is wide at least: the band gathers it
EYELETS_OUT = 30        # mm that the eyelets lie off the centre
CORD_MORE = 500         # mm that a drawcord is longer than the waist
CUFF_OF_LEG = .95       # of the leg's edge, a cuff is long at most


class Joggers(TrouserBlock):
    name, version = "joggers", "5"
    fabric   = knit(stretch=.15, mass=(180, 450), default="sweatshirt")
    other_cloth = {"rib": knit(stretch=.3, mass=(180, 500), default="rib")}
    openings = ("waist", "leg", "leg")
    fits     = {
        "slim":    {"hip_ease": 50, "thigh_ease": 45, "knee_ease": 40, "taper": 76},
        "regular": {},
        "relaxed": {"hip_ease": 110, "thigh_ease": 100, "knee_ease": 110, "taper": 80, "crotch_ease": 30},
        "shorts":  {"leg_length": 34, "cuffs": "hem", "taper": 100},
        "child":   {"hip_ease": 80, "knee_ease": 70, "taper": 82, "below_waist": 40, "crotch_ease": 24,
                    "band_height": 35, "cuff_height": 50},
    }

    # `TrouserBlock` (blocks/trouser_block.py) brings ``leg``, ``rise`` and ``sides``, with their options.
    front_pocket = FrontPockets(pockets=choice("side seam", "slant", "none", note=
                                               "pockets in the side seam below the waist, or in the front"))

    hip_ease    = mm(75, 40, 180, "room around the hip")
    thigh_ease  = mm(65, 40, 200, "least room around the thigh; a wide hip makes more")
    knee_ease   = mm(75, 30, 220, "room around knee and calf")
    taper       = percent(80, 65, 110, "width of the leg at its edge, part of that at the knee; of shorts, of the "
                                       "leg's width there")
    leg_length  = percent(98, 25, 104, "length of the leg with its cuff, part of the inside leg")
    below_waist = mm(50, 20, 90, "waist seam below the natural waist; the band stands above it")
    crotch_ease = mm(20, 0, 70, "room in the crotch seam")
    pleated     = fixed(False)

    band_height   = mm(45, 30, 70, "height of the finished waistband")
    band_ease     = mm(15, 0, 60, "waistband longer than the body, before its elastic is drawn in")
    elastic_ratio = percent(92, 80, 100, "elastic in the waistband, part of the waist girth")
    drawcord      = yes_no(True, "a drawcord in the waistband, through two eyelets at the centre front")
    cuffs         = choice("rib", "hem", note="ribs or hems at the legs")
    cuff_height   = mm(65, 40, 110, "height of the finished cuff")
    cuff_ratio    = percent(70, 60, 95, "cuff, part of the leg's edge")
    hem_depth     = mm(25, 15, 40, "cloth turned up at hemmed legs")

    # ---- What gathers, and what reaches below the leg -------------------------------------------------------------
    darted = False

    @property
    def ribbed(self): return self.cuffs == "rib"
    @property
    def cuff_length(self): return self.cuff_height if self.ribbed else 0

    @property
    def waist_wanted(self):
        """The waist of the cloth: when it is stretched, it goes over the hips; the band gathers it."""
        body  = self.middle                                          # over a belly the waist rises, and so is longer
        slope = LONGER_OVER_BELLY * max(body.belly_girth - body.hip_girth, 0)
        belly = body.belly_girth + BELLY_FREE + slope if self.covers_belly else 0
        return max(super().waist_wanted, self.over_hips, LEAST_GATHERED * self.hip, belly)

    @property
    def front_falls(self): return -min(self.figure.belly_raises, 0)

    @property
    def widest_waist(self):
        """As much as a band that fits the body gathers."""
        return (self.girth_at_band + LOOSE_BAND) / LEAST_BAND
    @property
    def least_waist(self): return self.girth_at_band
    waist_lies = "at its waistband"
    @property
    def over_heel(self):
        """It is stretched when the foot goes through."""
        return super().over_heel / (1 + self.fabrics["shell"].stretch_weft)
    @property
    def widest_hem(self): return self.knee if self.ribbed else super().widest_hem
    @property
    def beyond_hem(self):
        return "the leg would be wider at its cuff than at the knee" if self.ribbed else super().beyond_hem

    @property
    def over_hips(self):
        """The length that goes over the hips when it is stretched."""
        return (self.middle.hip_girth + STRETCHED_OVER_HIPS) / (1 + self.fabrics["shell"].stretch_weft)

    @property
    def girth_at_band(self): return self.figure.girth_below(self.below_waist - self.band_height / 2)

    @once
    def band_length(self):
        """As long as the body is round there, if that goes over the hips and does not gather the waist too much."""
        wanted = max(self.girth_at_band + self.band_ease, self.over_hips, LEAST_BAND * self.waist)
        return min(wanted, self.waist_seam.length)

    @property
    def band_reaches(self):
        """Only where waist or band are as long as the body is round, or the front leans by its girth there."""
        leans = BELLY_LEAN < self.rise.front_lean < FRONT_LEAN
        cloth = [self.below_waist] if leans or self.waist_wanted == super().waist_wanted else []
        wanted = self.girth_at_band + self.band_ease
        banded = wanted >= max(self.over_hips, LEAST_BAND * self.waist) and wanted < self.waist_seam.length
        return cloth + ([self.below_waist - self.band_height / 2] if banded else [])

    @property
    def heel_counts(self):
        """Also where the cuff is as wide as lets the foot through."""
        return super().heel_counts or (self.ribbed and self.cuff_width > self.cuff_ratio * self.leg_hem)

    @once
    def cuff_width(self):
        """The width of the rib before it stretches: it goes over the heel."""
        heel = (self.thicker("heel_girth") + HEEL_FREE) / (1 + self.fabrics["rib"].stretch_weft)
        return min(max(self.cuff_ratio * self.leg_hem, heel), CUFF_OF_LEG * self.leg_hem)

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="leg front", level="crotch")
    def front(self):
        pocket, rise = self.front_pocket, self.rise
        inseam = self.leg.to_hem(self.leg.upper_inseam, FRONT_MORE).reversed()
        mouth  = {"mouth": pocket.mouth} if pocket.slanted else {}
        crease = rise.front_top.y - CREASE_OFF_WAIST
        return self.leg_piece(pocket.side, self.sides.front, inseam, FRONT_MORE, crease, {}, **mouth,
                              waist=pocket.waist,
                              crotch=line(rise.front_top, rise.front_seat).then(rise.front_curve))

    @piece(cut(shell), on="leg back", level="crotch")
    def back(self):
        side, curved = self.sides.back, self.rise.back_curve
        inseam = self.leg.to_hem(self.rise.back_fork.inseam, BACK_MORE).reversed()
        return self.leg_piece(side, side, inseam, BACK_MORE, 0, {},
                              waist=self.sides.back_waist, crotch=line(self.rise.back_top, curved.start).then(curved))

    @property
    def leg_edge(self):   return self.back.hem + self.front.hem      # from the inseam, where the cuff is joined

    @piece(cut(shell), on="waist", drawn="whole")
    def waistband(self):                                             # its ends meet at the centre back
        return doubled_band(self.band_length, self.band_height)

    @piece(cut(rib), on="ankle", front=RIGHT, when=cuffs.chosen("rib"))
    def cuff(self): return doubled_band(self.cuff_width, self.cuff_height)

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, band = self.front, self.back, self.waistband
        yield from self.front_pocket.making(front, back)
        yield from self.front_pocket.side_seams(front.side, back.side)
        yield sew(front.inseam, back.inseam)
        seat = back.crotch + front.crotch
        yield sew(seat, other(seat))
        yield from self.legs_ended()
        yield sew(band.begin, band.end)
        self.gathered()
        yield sew(band.seam, self.waist_seam, stretched=min(band.seam.length / self.waist_seam.length, 1))

    def legs_ended(self):
        """The cuff is closed into a ring and stretched onto the leg; without one the leg is hemmed."""
        if not self.ribbed:
            yield hem(self.front.hem, self.back.hem, depth=self.hem_depth)
            return
        yield sew(self.cuff.begin, self.cuff.end)
        yield sew(self.cuff.seam, self.leg_edge, stretched=self.cuff.seam.length / self.leg_edge.length)

    def gathered(self):
        """Notes on what gathers the waist."""
        girth = self.girth_at_band
        self.note(f"Sew a ring of elastic, {self.band_height - ELASTIC_IN:.0f} mm wide and "
                  f"{self.elastic_ratio * girth:.0f} mm long, into the fold of the waistband.")
        if self.drawcord:
            self.note(f"Set two eyelets into the outer half of the waistband, {EYELETS_OUT} mm to either side of the "
                      f"centre front, before it is sewn on; draw in {girth + CORD_MORE:.0f} mm of cord.")

    # ---- What it measures, and whether it can be worn -------------------------------------------------------------
    def finished(self):
        front, back = self.front, self.back
        edge = self.leg_edge.length
        yield measured("waist", self.waist_seam)
        yield measured("hip", 2 * self.across_leg("hip"))
        yield measured("thigh", self.across_leg("thigh"))
        yield measured("knee", edge if self.is_short else self.across_leg("knee"))
        yield measured("leg_hem", edge)
        yield measured("inseam", front.inseam)
        yield measured("crotch", front.crotch.length + back.crotch.length)

    def wearing(self):
        hip, rise = self.middle.hip_girth, self.rise
        forks = rise.front_seat.x - self.leg.front_fork.x + rise.back_seat.x - rise.back_fork.point.x
        waist = min(self.stretched(self.waist_seam), self.stretched(self.waistband.seam))
        edge  = self.stretched(self.leg_edge)
        yield passes("waist", waist, "hip girth", hip)
        yield passes("leg", min(edge, self.stretched(self.cuff.seam, "rib")) if self.ribbed else edge,
                     "heel girth", self.thicker("heel_girth"))
        yield from self.room(self.waistband.seam, self.below_waist - self.band_height / 2, self.front.crotch.edge)
        yield from self.in_proportion(forks)
