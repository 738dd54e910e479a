"""What T-shirts have in common."""

from mtmpattern.drafting import hem, knit, mm

from .rib_neck import RibNeck
from .set_in_sleeve import SetInSleeve


class Tee(RibNeck, SetInSleeve):
    """A half body with set-in sleeves, for jersey; a neckband of rib, and hems.

    The body is drafted in knit_top.py, the sleeve in set_in_sleeve.py, the neckband in rib_neck.py.
    """

    fabric   = knit(stretch=.25, mass=(110, 260))
    openings = ("neck", "hem", "cuff", "cuff")
    fits     = {
        "slim":    {"chest_ease": 2, "hip_ease": 30, "shoulder_ease": 3, "armhole_ease": 44, "sleeve_ease": 40},
        "regular": {},
        "relaxed": {"chest_ease": 12, "hip_ease": 70, "shoulder_ease": 15, "armhole_ease": 60, "sleeve_ease": 80},
        "child":   {"neck_width": 16, "shoulder_ease": 4, "forward": 6, "armhole_ease": 30, "sleeve_ease": 40,
                    "hip_ease": 30, "band_height": 16},
    }

    hem_depth = mm(20, 15, 40, "cloth turned up at the hems")

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        yield from self.shouldered()
        yield from self.banded()
        yield from self.sleeved()
        yield from self.cuffed()
        yield hem(self.front.hem, self.back.hem, depth=self.hem_depth)

    def cuffed(self):
        """The sleeves are hemmed, where they have no cuffs."""
        yield hem(self.sleeve.hem, depth=self.hem_depth)
