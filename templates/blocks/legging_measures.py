"""What leggings shall measure: smaller than the body by as much as the cloth takes. `LeggingMeasures`."""

from mtmpattern.drafting import Template, intended, mm, once, percent

WORN = .5           # the part of the cloth's stretch that may be used up while the leggings are worn


class LeggingMeasures(Template):
    """The options of leggings, and what they make of a body and a cloth."""

    needs     = ("waist_girth", "hip_girth", "waist_to_hip", "body_rise", "crotch_length", "thigh_girth", "knee_girth",
                 "calf_girth", "ankle_girth", "heel_girth", "inside_leg", "knee_height")
    estimable = ("waist_to_hip", "body_rise", "crotch_length", "thigh_girth", "knee_girth", "calf_girth", "ankle_girth",
                 "heel_girth", "inside_leg", "knee_height")

    tighter     = percent(17, 8, 20, "narrower than the body at the hip; the legs by half of that")
    shorter     = percent(3, 0, 6, "shorter than the body, because the cloth stretches along too")
    below_waist = mm(20, 0, 50, "top of the waistband below the natural waist")
    leg_length  = percent(93, 18, 98, "length of the leg, part of the inside leg")
    band_height = mm(50, 30, 80, "height of the finished waistband")
    band_ratio  = percent(95, 85, 100, "waistband, part of the waist seam")

    # ---- How much smaller than the body: what is asked, but no more than the cloth stretches and comes back from --
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
    @intended("leg_hem", each_side=True)
    def hem_width(self):
        return max(self.width_at(-self.inside_leg), self.least(self.body.heel_girth))
