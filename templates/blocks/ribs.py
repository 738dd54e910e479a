"""Ribs of knit tops: a neckband and a waistband, each closed into a ring and stretched onto its edge."""

from mtmpattern.drafting import Block, cut, mm, passes, percent, piece, rib, sew, whole

from .bands import doubled_band
from .knit_top import KnitTop


class RibNeck(Block[KnitTop]):
    """A neckband of rib; its ends meet at the centre back."""

    needs = ("head_girth",)

    band_height = mm(20, 12, 45, "height of the finished neckband")
    band_ratio  = percent(85, 70, 100, "neckband, part of the neckline")

    def opens(self, seam):
        """How far the band opens on a neckline that is ``seam`` mm long."""
        return seam * self.band_ratio * (1 + self.fabrics["rib"].stretch_weft)

    @piece(cut(rib), on="neck", drawn="whole", allowance={"seam": 7})
    def neckband(self): return doubled_band(self.band_ratio * self.garment.neck_seam.length, self.band_height)

    def making(self):
        """The band is closed into a ring and stretched onto the neckline."""
        yield sew(self.neckband.begin, self.neckband.end)
        yield sew(self.neckband.seam, self.garment.neck_seam, stretched=self.band_ratio)

    def wearing(self):
        widest = min(self.stretched(self.garment.neck_seam), self.stretched(self.neckband.seam, "rib"))
        yield passes("neck", widest, "head girth", self.middle.head_girth)


class RibWaist(Block[KnitTop]):
    """A rib at the waist; its ends meet at the centre back, or at a zip in front."""

    needs = ("hip_girth", "chest_girth")

    rib_height = mm(65, 40, 110, "height of the finished rib at the waist")
    rib_ratio  = percent(86, 75, 100, "rib at the waist, part of the hem")

    @property
    def waist_seam(self): return whole(self.garment.half_hem)

    @piece(cut(rib), on="waist", drawn="whole")
    def waistband(self): return doubled_band(self.rib_ratio * self.waist_seam.length, self.rib_height)

    def sewn_on(self):
        yield sew(self.waistband.seam, self.waist_seam, stretched=self.rib_ratio)

    def making(self):
        """The rib is closed into a ring and stretched onto the hem."""
        yield sew(self.waistband.begin, self.waistband.end)
        yield from self.sewn_on()

    def wearing(self):
        widest = min(self.stretched(self.waist_seam), self.stretched(self.waistband.seam, "rib"))
        yield passes("waist", widest, "hip girth", self.middle.hip_girth)
        yield passes("waist", widest, "chest girth", self.middle.chest_girth)
