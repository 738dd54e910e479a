"""Long-sleeve T-shirt: set-in sleeves with a hem or rib cuffs, and a neckband of rib, for jersey."""

from mtmpattern.drafting import RIGHT, cut, hem, knit, mm, percent, piece, rib, sew, yes_no
from mtmpattern.templates.blocks import LongSleeve, RibNeck, doubled_band


class LongSleeveTee(RibNeck, LongSleeve):
    name, version = "long-sleeve-tee", "1"
    needs    = ("height", "chest_girth", "waist_girth", "hip_girth", "neck_base_girth", "shoulder_length",
                "shoulder_slope", "scye_depth", "upper_arm_girth", "arm_length", "wrist_girth", "head_girth",
                "hand_girth")
    fabric   = knit(stretch=.25, mass=(110, 300))
    openings = ("neck", "hem", "cuff", "cuff")
    fits = {
        "slim":    {"chest_ease": 2, "hip_ease": 30, "shoulder_ease": 3, "armhole_ease": 44, "sleeve_ease": 40,
                    "wrist_ease": 40},
        "regular": {},
        "relaxed": {"chest_ease": 12, "hip_ease": 70, "shoulder_ease": 15, "armhole_ease": 60, "sleeve_ease": 80,
                    "wrist_ease": 65},
        "cuffed":  {"rib_cuffs": True},
        "child":   {"neck_width": 16, "shoulder_ease": 4, "forward": 6, "armhole_ease": 30, "sleeve_ease": 40,
                    "hip_ease": 30, "band_height": 16, "cuff_height": 50, "wrist_ease": 40},
    }

    rib_cuffs  = yes_no(False, "cuffs of rib; without them the sleeves are hemmed")
    wrist_ease = mm(50, 20, 120, "room around the wrist in a hemmed sleeve")
    cuff_ratio = percent(78, 65, 95, "cuff, part of the sleeve's edge")
    hem_depth  = mm(20, 15, 40, "cloth turned up at the hems")

    @property
    def wrist_room(self): return self.cuff_ease if self.rib_cuffs else self.wrist_ease

    @piece(cut(rib), on="wrist", front=RIGHT, when=rib_cuffs)
    def cuff(self): return doubled_band(self.wrist, self.cuff_height)

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, sleeve = self.front, self.back, self.sleeve
        yield sew(front.shoulder, back.shoulder)
        yield from self.banded()
        yield sew(sleeve.cap, front.armhole + back.armhole, eased=self.cap_ease)
        yield sew(front.side + sleeve.under_front, back.side + sleeve.under_back)
        if self.rib_cuffs:
            yield from self.cuffed()
        else:
            yield hem(sleeve.hem, depth=self.hem_depth)
        yield hem(front.hem, back.hem, depth=self.hem_depth)
