"""Sleeves to the wrist, with their cuffs."""

from mtmpattern.drafting import RIGHT, cut, intended, measured, mm, percent, piece, rib, sew

from .bands import doubled_band
from .set_in_sleeve import SetInSleeve


class LongSleeve(SetInSleeve):
    """A sleeve to the wrist, which ends in a cuff of rib; a garment may leave the cuff out by ``rib_cuffs``."""

    needs     = (*SetInSleeve.needs, "wrist_girth")
    estimable = (*SetInSleeve.estimable, "wrist_girth")

    sleeve_length = percent(101, 60, 112, "sleeve, part of shoulder to wrist")
    cuff_ease     = mm(20, 0, 60, "room around the wrist in a cuff, before it stretches")
    cuff_height   = mm(65, 40, 110, "height of the finished cuff")
    cuff_ratio    = percent(70, 60, 95, "cuff, part of the sleeve's edge")

    sleeve_taper = None                           # the wrist tells how wide the sleeve ends
    rib_cuffs    = True

    @property
    def wrist_room(self): return self.cuff_ease

    @intended(each_side=True)
    def wrist(self): return self.body.wrist_girth + self.wrist_room

    @property
    def sleeve_rib(self): return self.cuff_height if self.rib_cuffs else 0

    @property
    def sleeve_hem(self):
        """A thin sleeve holds less fullness for the cuff: its edge is .9 of its width at the underarm at most."""
        if not self.rib_cuffs:
            return self.wrist
        return max(min(self.wrist / self.cuff_ratio, .9 * self.upper_arm), self.wrist / .95)

    @piece(cut(rib), on="wrist", front=RIGHT)
    def cuff(self): return doubled_band(self.wrist, self.cuff_height)

    def cuffed(self):
        """The cuff is closed to a ring and stretched onto the sleeve."""
        yield sew(self.cuff.begin, self.cuff.end)
        yield sew(self.cuff.seam, self.sleeve.hem, stretched=self.cuff.seam.length / self.sleeve.hem.length)

    @property
    def cuff_opens(self):
        sleeve = self.stretched(self.sleeve.hem)
        return min(sleeve, self.stretched(self.cuff.seam, "rib")) if self.rib_cuffs else sleeve

    def finished(self):
        yield from super().finished()
        yield measured("wrist", self.cuff.seam if self.rib_cuffs else self.sleeve.hem)
