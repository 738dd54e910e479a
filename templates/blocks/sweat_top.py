"""What sweatshirt and hoodie have in common."""

from mtmpattern.drafting import knit, mm, percent, whole

from .knit_sleeves import LongSleeve, SleevedTop
from .raglan import RaglanSleeve
from .ribs import RibWaist


class SweatSleeve(RaglanSleeve, LongSleeve):
    """A wide sleeve to the wrist, set in or raglan."""

    deepest_armhole = 60

    sleeve_ease   = mm(82, 30, 220, "room around the upper arm; a wide armhole makes up to 90")
    sleeve_length = percent(102, 80, 112, "sleeve with its cuff, part of shoulder to wrist")


class SweatTop(SleevedTop):
    """A wide top of sweatshirt cloth, with rib at the wrists and the waist; a neck or a hood is set to it."""

    fabric = knit(stretch=.15, mass=(220, 450), default="sweatshirt")
    fits   = {
        "slim":     {"chest_ease": 10, "hip_ease": 40, "shoulder_ease": 10, "across_ease": 6, "armhole_ease": 20,
                     "sleeve_ease": 66},
        "regular":  {},
        "oversize": {"chest_ease": 24, "hip_ease": 120, "belly_ease": 120, "shoulder_ease": 40, "across_ease": 20,
                     "armhole_ease": 34, "sleeve_ease": 90, "body_length": 42},
        "child":    {"chest_ease": 16, "neck_width": 32, "shoulder_ease": 10, "forward": 6, "armhole_ease": 24,
                     "sleeve_ease": 70, "hip_ease": 40, "cuff_height": 50, "rib_height": 50},
    }

    chest_ease    = percent(15, 2, 40, "room around the chest, part of the chest girth, up to 1100 mm of it")
    hip_ease      = mm(60, 10, 200, "least room around the hip")
    body_length   = percent(40, 30, 55, "length down the centre back with its rib, part of the height")
    neck_width    = mm(30, 5, 60, "neckline wider than the neck, at each side")
    neck_drop     = mm(103, 60, 140, "front neckline below the neck point, for a neck of 400; it grows with the neck")
    shoulder_ease = mm(20, -15, 70, "shoulder seam beyond the shoulder bone")
    across_ease   = mm(8, 0, 40, "half the back and half the front wider than the body where the armhole is hollowest")
    armhole_ease  = mm(24, 10, 140, "armhole deeper than the armpit; a thick arm makes it deeper, a thin one less deep")

    arm = SweatSleeve(rib_cuffs=True, wrist_ease=50)                 # a wrist without a cuff is not asked for
    rib = RibWaist()

    # ---- What the blocks change in each other ---------------------------------------------------------------------
    @property
    def waist_rib(self): return self.rib.rib_height

    @property
    def down_the_back(self): return self.back.centre + self.rib.waistband.end

    def front_upper(self): return self.arm.front_upper() if self.arm.raglan else super().front_upper()
    def back_upper(self):  return self.arm.back_upper() if self.arm.raglan else super().back_upper()

    @property
    def half_neckline(self):
        if self.arm.raglan:
            return self.back.neckline + self.arm.sleeve.neckline + self.front.neckline
        return super().half_neckline

    def notions(self):
        if not self.arm.raglan:
            yield from super().notions()
            return
        yield from self.neck_taped(whole(self.back.neckline + self.arm.sleeve.neckline))

    def eased_across(self):
        """A raglan seam crosses these widths: the sleeve is a part of them."""
        return () if self.arm.raglan else super().eased_across()

    def wearing(self):
        yield from super().wearing()
        yield from self.rib.wearing()
