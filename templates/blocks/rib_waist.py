"""A rib at the waist."""

from mtmpattern.drafting import cut, mm, passes, percent, piece, rib, sew, whole

from .bands import doubled_band
from .knit_top import KnitTop


class RibWaist(KnitTop):
    """A doubled rib at the waist, stretched onto the hem; its ends meet at the centre back."""

    rib_height = mm(65, 40, 110, "height of the finished rib at the waist")
    rib_ratio  = percent(86, 75, 100, "rib at the waist, part of the hem")

    @property
    def waist_rib(self): return self.rib_height

    @property
    def waist_seam(self): return whole(self.back.hem + self.front.hem)

    @property
    def down_the_back(self): return self.back.centre + self.waistband.end

    @piece(cut(rib), on="waist", drawn="whole")
    def waistband(self): return doubled_band(self.rib_ratio * self.waist_seam.length, self.rib_height)

    def ribbed(self):
        """The rib is closed to a ring and stretched onto the hem."""
        yield sew(self.waistband.begin, self.waistband.end)
        yield sew(self.waistband.seam, self.waist_seam, stretched=self.rib_ratio)

    def wearing(self):
        yield from super().wearing()
        widest = min(self.stretched(self.waist_seam), self.stretched(self.waistband.seam, "rib"))
        yield passes("waist", widest, "hip girth", self.middle.hip_girth)
        yield passes("waist", widest, "chest girth", self.middle.chest_girth)
