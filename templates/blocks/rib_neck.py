"""Neckbands of rib."""

from mtmpattern.drafting import cut, mm, passes, percent, piece, rib, sew

from .bands import doubled_band
from .knit_top import KnitTop


class RibNeck(KnitTop):
    """A neckband of rib, doubled and stretched onto the neckline; its ends meet at the centre back."""

    band_height = mm(20, 12, 45, "height of the finished neckband")
    band_ratio  = percent(85, 70, 100, "neckband, part of the neckline")

    def band_opens(self, seam): return seam * self.band_ratio * (1 + self.fabrics["rib"].stretch_weft)

    @piece(cut(rib), on="neck", drawn="whole", allowance={"seam": 7})
    def neckband(self): return doubled_band(self.band_ratio * self.neck_seam.length, self.band_height)

    def banded(self):
        """The band is closed to a ring and stretched onto the neckline."""
        yield sew(self.neckband.begin, self.neckband.end)
        yield sew(self.neckband.seam, self.neck_seam, stretched=self.band_ratio)

    def wearing(self):
        yield passes("neck", min(self.stretched(self.neck_seam), self.stretched(self.neckband.seam, "rib")),
                     "head girth", self.middle.head_girth)
        yield from super().wearing()
