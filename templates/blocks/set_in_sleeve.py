"""Sleeves that are set into the armhole of a knit top."""

from mtmpattern.drafting import RIGHT, across, cut, intended, measured, mm, passes, percent, piece, sew, shell

from .cap_sleeve import CapSleeve
from .knit_top import KnitTop


class SetInSleeve(CapSleeve, KnitTop):
    """A sleeve whose cap is as long as the armhole, and its ease; its coordinates are those of `CapSleeve`."""

    needs     = (*KnitTop.needs, "upper_arm_girth", "arm_length", "hand_girth")
    estimable = (*KnitTop.estimable, "upper_arm_girth", "arm_length", "hand_girth")

    sleeve_ease   = mm(55, 20, 220, "least room around the upper arm; a wide armhole makes more")
    sleeve_length = percent(38, 22, 105, "sleeve, part of shoulder to wrist")
    sleeve_taper  = percent(92, 45, 110, "width of the sleeve's hem, part of its width at the underarm")
    cap_ease      = mm(0, 0, 12, "sleeve cap longer than the armhole")

    sleeve_rib = 0                                # mm of the sleeve's length that a cuff takes

    @intended("sleeve", each_side=True)
    def crown_to_hem(self):
        return max(self.body.arm_length * self.sleeve_length - self.shoulder_ease,
                   self.cap_height + self.sleeve_rib + 40)

    # ---- The sleeve -----------------------------------------------------------------------------------------------
    @property
    def tallest_cap(self):
        """.28 of the armhole's length and .75 of its depth."""
        return min(.28 * self.armhole, max(.75 * self.armhole_depth, .24 * self.armhole))

    @property
    def sleeve_hem(self): return self.upper_arm * self.sleeve_taper

    def set_in_sleeve(self): return self.hemmed_sleeve(self.sleeve_hem, self.crown_to_hem - self.sleeve_rib)

    @piece(cut(shell), on="arm", front=RIGHT)
    def sleeve(self): return self.set_in_sleeve()

    # ---- In order of work: the shoulders, then the neckline, then the sleeves -------------------------------------
    def shouldered(self):
        yield sew(self.front.shoulder, self.back.shoulder)

    def sleeved(self):
        """The sleeves are set in flat, then each side is closed in one seam from hem to sleeve."""
        yield sew(self.sleeve.cap, self.armhole_seam, eased=self.cap_ease)
        yield sew(self.front.side + self.sleeve.under_front, self.back.side + self.sleeve.under_back)

    def finished(self):
        yield from super().finished()
        yield measured("upper_arm", across(self.sleeve, at="underarm"))
        yield measured("sleeve", self.sleeve.centre.length + self.sleeve_rib)

    @property
    def cuff_opens(self): return self.stretched(self.sleeve.hem)

    def wearing(self):
        yield passes("cuff", self.cuff_opens, "hand girth", self.body.hand_girth)
        yield from self.sleeve_proportions()
        yield from super().wearing()

    def sleeve_proportions(self):
        yield from self.cap_proportions(width_to_arm=(1.04, 2.2), width_to_armhole=(.60, .90),
                                        cap_to_armhole=(.18, .36), cap_to_depth=(.40, .90))
