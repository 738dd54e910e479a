"""Crew-neck T-shirt: set-in sleeves and a stretched neckband of rib, for jersey."""

from mtmpattern.drafting import hem, knit, mm, sew
from mtmpattern.templates.blocks import RibNeck, SetInSleeve


class CrewTee(RibNeck, SetInSleeve):
    name, version = "crew-tee", "1"
    needs    = ("height", "chest_girth", "waist_girth", "hip_girth", "neck_base_girth", "shoulder_length",
                "shoulder_slope", "scye_depth", "upper_arm_girth", "arm_length", "head_girth", "hand_girth")
    fabric   = knit(stretch=.25, mass=(110, 260))
    openings = ("neck", "hem", "cuff", "cuff")
    fits = {
        "slim":    {"chest_ease": 2, "hip_ease": 30, "shoulder_ease": 3, "armhole_ease": 44, "sleeve_ease": 40},
        "regular": {},
        "relaxed": {"chest_ease": 12, "hip_ease": 70, "shoulder_ease": 15, "armhole_ease": 60, "sleeve_ease": 80},
        "long":    {"sleeve_length": 100, "sleeve_taper": 58},
        "child":   {"neck_width": 16, "shoulder_ease": 4, "forward": 6, "armhole_ease": 30, "sleeve_ease": 40,
                    "hip_ease": 30, "band_height": 16},
    }

    # The block drafts the half body (blocks/knit_top.py), the sleeve and the neckband, and brings their options.
    hem_depth = mm(20, 15, 40, "cloth turned up at the hems")

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, sleeve = self.front, self.back, self.sleeve
        yield sew(front.shoulder, back.shoulder)
        yield from self.banded()
        yield sew(sleeve.cap, front.armhole + back.armhole, eased=self.cap_ease)
        yield sew(front.side + sleeve.under_front, back.side + sleeve.under_back)
        yield hem(sleeve.hem, depth=self.hem_depth)
        yield hem(front.hem, back.hem, depth=self.hem_depth)
