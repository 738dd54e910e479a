"""Hoodie: set-in sleeves, a hood of two halves, a kangaroo pocket, ribs, and a zip if wanted."""

from mtmpattern.drafting import (
    RIGHT, caught, curve, cut, edges, fold, hem, lay, line, mm, other, passes, percent, piece, sew, shell, whole,
    yes_no, zipped,
)
from mtmpattern.templates.blocks import SweatTop, two_piece_hood


class Hoodie(SweatTop):
    name, version = "hoodie", "1"
    needs    = ("height", "chest_girth", "waist_girth", "hip_girth", "neck_base_girth", "shoulder_length",
                "shoulder_slope", "scye_depth", "upper_arm_girth", "arm_length", "wrist_girth", "head_girth",
                "hand_girth")
    openings = ("face", "waist", "cuff", "cuff")

    zip           = yes_no(False, "a zip from the waist to the neck")
    hood_height   = percent(72, 64, 84, "height of the hood, part of the head girth")
    hood_depth    = percent(48, 42, 58, "depth of the hood from front to back, part of the head girth")
    hood_ease     = percent(6, 0, 10, "neck edge of the hood longer than the neckline")
    face_hem      = mm(30, 15, 40, "cloth turned in at the front of the hood")
    pocket_width  = percent(60, 45, 75, "kangaroo pocket at the rib, part of the front")
    pocket_height = percent(36, 28, 45, "kangaroo pocket, part of the length of the front")

    # ---- Hood -----------------------------------------------------------------------------------------------------
    def neck_opens(self, half_width):
        """Closed, as far as the neckline stretches; a zip opens it wide."""
        return super().neck_opens(half_width) + (2 * self.length if self.zip else 0)

    def band_opens(self, seam): return seam * (1 + self.fabrics["shell"].stretch_weft)

    @property
    def half_neckline(self): return self.back.neckline + self.front.neckline

    @piece(cut(shell), on="head", front=RIGHT, allowance={"neck": 7})
    def hood(self):
        head = self.middle.head_girth
        neck = self.neck_seam.length / 2                             # both halves are alike, also on uneven shoulders
        return two_piece_hood(neck * (1 + self.hood_ease), self.hood_height * head, self.hood_depth * head)

    # ---- Front and pocket -----------------------------------------------------------------------------------------
    @property
    def low(self): return self.nape.down(self.length - self.waist_rib)           # the centre front at the rib

    @property
    def pocket_top(self):
        """Where its top meets the slanted opening."""
        height = min(self.pocket_height * (-self.front_drop - self.low.y), 220)
        return self.low.right(min(.36 * self.hip / 4, 110)).up(height)

    @property
    def pocket_side(self):
        """Where the opening meets its short side."""
        return self.low.right(min(self.pocket_width * self.hip / 4, 185)).up(.3 * (self.pocket_top.y - self.low.y))

    @piece(cut(shell), on="torso front", allowance={"neckline": 7})
    def front(self):
        return self.half_front(line if self.zip else fold, pocket_top=self.pocket_top, pocket_side=self.pocket_side)

    @piece(cut(shell), on="torso front", allowance={"centre": 20})   # as wide as the zip's, where there is one
    def pocket(self):
        """As it lies on the front."""
        centre = line if self.zip else fold
        middle, corner = self.low.level_with(self.pocket_top), self.low.plumb_with(self.pocket_side)
        return edges(bottom = line(self.low, corner),
                     side   = line(corner, self.pocket_side),
                     hand   = curve(self.pocket_side, self.pocket_top, hollow=10),
                     top    = line(self.pocket_top, middle),
                     centre = centre(middle, self.low))

    @property
    def waist_seam(self):
        front, back = self.front.hem, self.back.hem
        return whole(front + back) if self.zip else whole(back + front)          # the rib ends at the zip

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, sleeve, hood, pocket = self.front, self.back, self.sleeve, self.hood, self.pocket
        band = self.waistband
        yield hem(pocket.hand, depth=20)
        yield lay(pocket, on=front, at="pocket_top", sewn=pocket.top)
        yield lay(pocket, on=front, at="pocket_side", sewn=pocket.side)
        yield sew(front.shoulder, back.shoulder)
        yield sew(hood.crown, other(hood.crown))
        yield hem(hood.face, depth=self.face_hem)
        yield sew(hood.neck, self.half_neckline, eased=hood.neck.length - self.half_neckline.length)
        yield sew(sleeve.cap, front.armhole + back.armhole, eased=self.cap_ease)
        yield sew(front.side + sleeve.under_front, back.side + sleeve.under_back)
        yield from self.cuffed()
        if self.zip:
            yield sew(band.seam, self.waist_seam, stretched=self.rib_ratio)
            yield zipped(front.centre, other(front.centre))
            yield zipped(band.end, band.begin)                       # the same zip, on through the rib
            yield caught(pocket.centre, by=front.centre)
        else:
            yield from self.ribbed()
        yield caught(pocket.bottom, by=front.hem)

    def wearing(self):
        neck = self.stretched(self.neck_seam) + (2 * self.front.centre.length if self.zip else 0)
        yield passes("face", min(2 * self.hood.face.length, neck), "head girth", self.middle.head_girth)
        yield from super().wearing()
