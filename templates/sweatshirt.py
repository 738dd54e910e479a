"""Sweatshirt: wide set-in sleeves, with rib at the neck, the wrists and the waist."""

from mtmpattern.drafting import mm, sew
from mtmpattern.templates.blocks import RibNeck, SweatTop


class Sweatshirt(RibNeck, SweatTop):
    name, version = "sweatshirt", "1"
    needs    = ("height", "chest_girth", "waist_girth", "hip_girth", "neck_base_girth", "shoulder_length",
                "shoulder_slope", "scye_depth", "upper_arm_girth", "arm_length", "wrist_girth", "head_girth",
                "hand_girth")
    openings = ("neck", "waist", "cuff", "cuff")

    # The block (blocks/knit_top.py) drafts the body, the sleeves and the ribs, and brings their options and fits.
    band_height = mm(22, 15, 45, "height of the finished neckband")

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, sleeve = self.front, self.back, self.sleeve
        yield sew(front.shoulder, back.shoulder)
        yield from self.banded()
        yield sew(sleeve.cap, front.armhole + back.armhole, eased=self.cap_ease)
        yield sew(front.side + sleeve.under_front, back.side + sleeve.under_back)
        yield from self.cuffed()
        yield from self.ribbed()
