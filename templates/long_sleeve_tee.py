"""Long-sleeve T-shirt: set-in sleeves with a hem or rib cuffs, and a neckband of rib, for jersey."""

from mtmpattern.drafting import RIGHT, cut, knit, mm, percent, piece, rib, yes_no
from mtmpattern.templates.blocks import LongSleeve, Tee, doubled_band, fits_with


class LongSleeveTee(Tee, LongSleeve):
    name, version = "long-sleeve-tee", "1"
    fabric = knit(stretch=.25, mass=(110, 300))
    fits   = fits_with(Tee.fits, slim={"wrist_ease": 40}, relaxed={"wrist_ease": 65}, cuffed={"rib_cuffs": True},
                       child={"cuff_height": 50, "wrist_ease": 40})

    # The blocks draft and sew the tee (tee.py) and its sleeve (long_sleeve.py), and bring their options.
    rib_cuffs  = yes_no(False, "cuffs of rib; without them the sleeves are hemmed")
    wrist_ease = mm(50, 20, 120, "room around the wrist in a hemmed sleeve")
    cuff_ratio = percent(78, 65, 95, "cuff, part of the sleeve's edge")

    @property
    def wrist_room(self): return self.cuff_ease if self.rib_cuffs else self.wrist_ease

    @piece(cut(rib), on="wrist", front=RIGHT, when=rib_cuffs)
    def cuff(self): return doubled_band(self.wrist, self.cuff_height)

    # ---- In order of work -----------------------------------------------------------------------------------------
    def cuffed(self):
        yield from LongSleeve.cuffed(self) if self.rib_cuffs else super().cuffed()
