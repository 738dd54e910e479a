"""V-neck T-shirt: set-in sleeves, and a neckband of rib that is mitred or lapped at the point, for jersey."""

from math import radians, tan

from mtmpattern.drafting import (
    DOWN, Point, caught, choice, cut, doubled, edges, hem, knit, line, mm, percent, piece, rib, sew, shell, whole,
)
from mtmpattern.templates.blocks import RibNeck, SetInSleeve, v_neckline


class VNeckTee(RibNeck, SetInSleeve):
    name, version = "v-neck-tee", "2"
    needs    = ("height", "chest_girth", "waist_girth", "hip_girth", "neck_base_girth", "shoulder_length",
                "shoulder_slope", "scye_depth", "upper_arm_girth", "arm_length", "head_girth", "hand_girth")
    fabric   = knit(stretch=.25, mass=(110, 260))
    openings = ("neck", "hem", "cuff", "cuff")
    fits = {
        "slim":    {"chest_ease": 2, "hip_ease": 30, "shoulder_ease": 3, "armhole_ease": 44, "sleeve_ease": 40},
        "regular": {},
        "relaxed": {"chest_ease": 12, "hip_ease": 70, "shoulder_ease": 15, "armhole_ease": 60, "sleeve_ease": 80},
        "deep":    {"neck_drop": 202},
        "child":   {"neck_width": 16, "shoulder_ease": 4, "forward": 6, "armhole_ease": 30, "sleeve_ease": 40,
                    "hip_ease": 30, "band_height": 16, "neck_drop": 150},
    }

    neck_drop  = mm(175, 120, 230, "point of the V below the neck point, for a neck of 400; it grows with the neck")
    band_ratio = percent(92, 80, 100, "neckband, part of the neckline")
    point      = choice("mitred", "lapped",
                        note="how the band ends at the point: its ends sewn together, or one over the other")
    hem_depth  = mm(20, 15, 40, "cloth turned up at the hems")

    # ---- The V and its band ---------------------------------------------------------------------------------------
    def front_neckline(self, neck): return v_neckline(neck, Point(0, -self.front_drop), self.slope)

    @piece(cut(shell), on="torso front", allowance={"neckline": 7}, peaks=("neckline",))
    def front(self): return self.half_front()

    @property
    def neck_seam(self): return whole(self.front.neckline + self.back.neckline)      # from the point round to it

    @property
    def angle(self):
        """Between the neckline and the centre line at the point, half the V."""
        return DOWN - self.front_neckline(self.neck_point(-self.forward)).arriving

    @piece(cut(rib), on="neck", drawn="whole", allowance={"seam": 7})
    def neckband(self):
        """Mitred, the seam of its ends lies on the centre line; lapped, each end lies on the other side's neckline.

        It does so when the band is stretched, so the ends slant by so much less.
        """
        angle  = self.angle if self.point == "mitred" else 2 * self.angle
        slant  = self.band_ratio * self.band_height / tan(radians(angle))
        start  = Point(0, 0)
        end    = start.right(self.band_ratio * self.neck_seam.length)
        top    = end.up(self.band_height).left(slant)
        bottom = start.up(self.band_height).right(slant)
        return edges(seam=line(start, end), end=line(end, top), top=doubled(top, bottom), begin=line(bottom, start))

    def banded(self):
        if self.point == "mitred":
            yield from super().banded()
        else:
            yield sew(self.neckband.seam, self.neck_seam, stretched=self.band_ratio)
            yield caught(self.neckband.begin, by=self.front.neckline)
            yield caught(self.neckband.end, by=self.front.neckline)

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, sleeve = self.front, self.back, self.sleeve
        yield sew(front.shoulder, back.shoulder)
        yield from self.banded()
        yield sew(sleeve.cap, front.armhole + back.armhole, eased=self.cap_ease)
        yield sew(front.side + sleeve.under_front, back.side + sleeve.under_back)
        yield hem(sleeve.hem, depth=self.hem_depth)
        yield hem(front.hem, back.hem, depth=self.hem_depth)
