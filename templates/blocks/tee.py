"""What T-shirts have in common."""

from mtmpattern.drafting import hem, knit, mm

from .knit_sleeves import SetInSleeve, SleevedTop
from .ribs import RibNeck


class Tee(SleevedTop):
    """A half body (knit_top.py) with set-in sleeves (knit_sleeves.py) and a neckband of rib, for jersey; with hems."""

    fabric   = knit(stretch=.25, mass=(110, 260))
    openings = ("neck", "hem", "cuff", "cuff")
    fits     = {
        "slim":    {"chest_ease": 2, "hip_ease": 30, "belly_ease": 10, "shoulder_ease": 3, "across_ease": 2,
                    "armhole_ease": 16, "sleeve_ease": 34},
        "regular": {},
        "relaxed": {"chest_ease": 12, "hip_ease": 70, "belly_ease": 60, "shoulder_ease": 15, "across_ease": 8,
                    "armhole_ease": 30, "sleeve_ease": 78},
        "child":   {"neck_width": 16, "shoulder_ease": 4, "across_ease": 2, "forward": 6, "armhole_ease": 12,
                    "sleeve_ease": 46, "hip_ease": 30, "band_height": 16},
    }

    arm  = SetInSleeve()
    neck = RibNeck()

    hem_depth = mm(20, 15, 40, "cloth turned up at the hems")

    @property
    def sleeve_turn(self): return self.hem_depth

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back = self.front, self.back
        yield from self.arm.shouldered(front, back)
        yield from self.neck.making()
        yield from self.arm.sleeved(front, back)
        yield from self.arm.cuffed(self.hem_depth)
        yield hem(front.hem, back.hem, depth=self.hem_depth)

    def wearing(self):
        yield from self.neck.wearing()
        yield from super().wearing()
