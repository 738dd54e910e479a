"""Knit tops on one block: the half body, and what is set to it: sleeves, a neckband, cuffs and a rib at the waist.

`KnitTop` drafts front and back. `SetInSleeve`, `RibNeck`, `RibCuffs` and `RibWaist` add what their names say; a garment
inherits those that it has, and states what is its own. None of them is a template by itself.
"""

from math import cos, radians, sqrt

from mtmpattern.drafting import (
    RIGHT, Point, Template, across, around, between, cut, doubled, edges, fold, intended, knit, line, measured, mm,
    once, passes, percent, piece, proportion, rib, sew, shell, solve, whole,
)

from .armholes import hollow_armhole
from .hems import level_hem, side_foot
from .necklines import round_neckline
from .sleeves import set_in_cap


def doubled_band(length, height):
    """A straight strip that is folded along its middle; ``height`` is that of the finished band."""
    start = Point(0, 0)
    end   = start.right(length)
    return edges(seam  = line(start, end),
                 end   = line(end, end.up(height)),
                 top   = doubled(end.up(height), start.up(height)),
                 begin = line(start.up(height), start))


class KnitTop(Template):
    """The half body: centre on x = 0, neck point on y = 0, nape 20 below it, side on the right.

    Front and back are one draft. The shoulder seam lies ``forward`` mm before the ridge of the shoulder: the back is
    drawn that much higher there, the front that much lower, and the back neckline a little wider than the front's.
    A garment says with ``band_opens`` how far its neckline opens when it is finished.
    """

    needs     = ("height", "chest_girth", "waist_girth", "hip_girth", "neck_base_girth", "shoulder_length",
                 "shoulder_slope", "scye_depth", "head_girth")
    estimable = ("neck_base_girth", "shoulder_length", "shoulder_slope", "scye_depth", "head_girth")
    other_cloth = {"rib": knit(stretch=.6, mass=(150, 380), default="rib")}

    chest_ease    = percent(6, -4, 40, "room around the chest, part of the chest girth")
    hip_ease      = mm(40, 10, 200, "least room around the hip")
    body_length   = percent(40.5, 30, 55, "length down the centre back, part of the height")
    neck_width    = mm(14, 5, 60, "neckline wider than the neck, at each side")
    neck_drop     = mm(90, 60, 140, "front neckline below the neck point, for a neck of 400; it grows with the neck")
    shoulder_ease = mm(8, -15, 60, "shoulder seam beyond the shoulder bone")
    forward       = mm(10, 0, 20, "shoulder seam moved to the front")
    armhole_ease  = mm(50, 25, 120, "armhole deeper than the armpit")

    front_hollow, back_hollow = .095, .085        # how far the armhole goes in from the tip, part of its depth
    deeper = 0                                    # mm by which a thick arm deepens the armhole
    waist_rib = 0                                 # mm of the length that a rib below the hem takes

    # ---- What it shall measure ------------------------------------------------------------------------------------
    @intended
    def chest(self):  return max(self.middle.chest_girth * (1 + self.chest_ease), self.middle.waist_girth + 20)
    @intended
    def hip(self):    return max(self.chest, self.middle.hip_girth + self.hip_ease)
    @intended
    def length(self): return self.middle.height * self.body_length

    # ---- Neck and shoulder ----------------------------------------------------------------------------------------
    @property
    def nape(self): return Point(0, -20)

    @once
    def front_drop(self):
        wanted, deepest = self.neck_drop * self.middle.neck_base_girth / 400, -self.underarm(0).y - 10
        if wanted > deepest:
            self.rescued("neckline raised so that it ends above the armholes", wanted - deepest)
        return min(wanted, deepest)

    @property
    def slope(self):
        """A knit's shoulder is flatter than the body's."""
        return max(self.body.shoulder_slope - 5, 8)

    @once
    def half_neck(self):
        """Half the width of the neckline; wider where the head would not go through."""
        wanted = self.middle.neck_base_girth / 6 + self.neck_width
        needed = self.middle.head_girth + 1
        if self.neck_opens(wanted) >= needed:
            return wanted
        wider = solve(self.neck_opens, needed, wanted, wanted + 45, what="neckline for the head")
        self.rescued("neckline widened at each side so that the head goes through", wider - wanted)
        return wider

    def neck_opens(self, half_width):
        """How far the neckline opens when its cloth and its band are stretched."""
        front = self.front_neckline(Point(half_width - self.forward / 4, -self.forward))
        back  = self.back_neckline(Point(half_width + self.forward / 4, self.forward))
        seam  = 2 * (front.length + back.length)
        return min(seam * (1 + self.fabrics["shell"].stretch_weft), self.band_opens(seam))

    def front_neckline(self, neck): return round_neckline(neck, Point(0, -self.front_drop), self.slope)
    def back_neckline(self, neck):  return round_neckline(neck, self.nape, self.slope)

    @property
    def bone(self):
        """The shoulder bone, from the centre."""
        return self.middle.neck_base_girth / 6 + self.body.shoulder_length * cos(radians(self.body.shoulder_slope))

    @once
    def shoulder(self):
        """Length of the shoulder seam, from the neckline to a little beyond the shoulder bone."""
        wanted, widest = self.bone + self.shoulder_ease, self.chest / 4 - 4
        if wanted > widest:
            self.rescued("shoulder shortened because it is broader than the chest", wanted - widest)
        return (min(wanted, widest) - self.half_neck) / cos(radians(self.slope))

    def neck_point(self, forward): return Point(self.half_neck + forward / 4, forward)
    def tip(self, forward):        return self.neck_point(forward).along(-self.slope, self.shoulder)

    # ---- Armhole --------------------------------------------------------------------------------------------------
    def underarm(self, deeper):
        return self.nape.down(self.middle.scye_depth + self.armhole_ease + deeper).right(self.chest / 4)

    def pitch(self, tip, underarm, hollow):
        """Where the armhole is hollowest: ``hollow`` is the part of its depth by which it lies inside the tip."""
        inside = min(tip.x - hollow * (tip.y - underarm.y), underarm.x - 20)
        return Point(inside, between(tip, underarm, .58).y)

    def half_armhole(self, forward, hollow, deeper):
        tip, underarm = self.tip(forward), self.underarm(deeper)
        return hollow_armhole(underarm, self.pitch(tip, underarm, hollow), tip, self.slope)

    def armhole_when(self, deeper):
        """Length of the whole armhole when it is so much deeper."""
        return (self.half_armhole(-self.forward, self.front_hollow, deeper).length
                + self.half_armhole(self.forward, self.back_hollow, deeper).length)

    # ---- Front and back -------------------------------------------------------------------------------------------
    def half_body(self, forward, neckline, hollow, centre, **points):
        neck, tip, underarm = self.neck_point(forward), self.tip(forward), self.underarm(self.deeper)
        middle = self.nape.down(self.length - self.waist_rib)
        side   = line(side_foot(underarm, self.hip / 4, middle.y), underarm)
        return edges(
            hem      = level_hem(line(middle, neckline.end), side),
            side     = side,
            armhole  = self.half_armhole(forward, hollow, self.deeper),
            shoulder = line(tip, neck),
            neckline = neckline,
            centre   = centre(neckline.end, middle),
            points   = {"pitch": self.pitch(tip, underarm, hollow), "underarm": Point(0, underarm.y - .1), **points})

    def half_front(self, centre=fold, **points):
        """With ``centre=line`` it is not cut on the fold, but as a pair; ``points`` are named places on it."""
        neckline = self.front_neckline(self.neck_point(-self.forward))
        return self.half_body(-self.forward, neckline, self.front_hollow, centre, **points)

    def half_back(self):
        return self.half_body(self.forward, self.back_neckline(self.neck_point(self.forward)), self.back_hollow, fold)

    @piece(cut(shell), on="torso front", allowance={"neckline": 7})
    def front(self): return self.half_front()

    @piece(cut(shell), on="torso back", allowance={"neckline": 7})
    def back(self):  return self.half_back()

    @property
    def neck_seam(self): return whole(self.back.neckline + self.front.neckline)

    @property
    def armhole(self): return self.front.armhole.length + self.back.armhole.length

    @property
    def armhole_depth(self):
        """From the shoulder tip straight down to the underarm, the mean of front and back."""
        return (self.tip(-self.forward).y + self.tip(self.forward).y) / 2 - self.underarm(self.deeper).y

    @property
    def down_the_back(self): return self.back.centre

    def finished(self):
        yield measured("chest", around(self.front, self.back, at="underarm"))
        yield measured("hip", whole(self.front.hem + self.back.hem))
        yield measured("length", self.down_the_back)

    def wearing(self):
        front, back = self.front.armhole, self.back.armhole
        yield proportion("armhole to chest", self.armhole / self.chest, .36, .65,
                         "Choose another armhole ease; a child has a fit of its own.")
        yield proportion("back armhole less front armhole, mm", back.length - front.length, -8, 36,
                         "Move the shoulder seam.")


class SetInSleeve(KnitTop):
    """A sleeve whose cap is as long as the armhole, and its ease; for a thick arm the armhole gives way."""

    needs     = (*KnitTop.needs, "upper_arm_girth", "arm_length", "hand_girth")
    estimable = (*KnitTop.estimable, "upper_arm_girth", "arm_length", "hand_girth")

    sleeve_ease   = mm(55, 20, 220, "least room around the upper arm; a wide armhole makes more")
    sleeve_length = percent(38, 22, 105, "sleeve, part of shoulder to wrist")
    sleeve_taper  = percent(92, 45, 110, "width of the sleeve's hem, part of its width at the underarm")
    cap_ease      = mm(0, 0, 12, "sleeve cap longer than the armhole")

    sleeve_rib = 0                                # mm of the sleeve's length that a cuff takes

    @intended(each_side=True)
    def upper_arm(self): return max(self.arm_room, self.least_width)
    @intended("sleeve", each_side=True)
    def crown_to_hem(self):
        return max(self.body.arm_length * self.sleeve_length - self.shoulder_ease,
                   self.cap_height + self.sleeve_rib + 40)

    # ---- A thick arm: the armhole goes deeper, then the sleeve gets narrower --------------------------------------
    # A sleeve wider than .86 of its armhole has hardly a cap and binds; an armhole much too deep lifts the garment
    # with the arm.
    @once
    def arm_room(self):
        """Width of the sleeve that the arm asks for."""
        wanted, widest = self.body.upper_arm_girth + self.sleeve_ease, .86 * self.armhole_when(45)
        if wanted > widest:
            self.rescued("sleeve narrower because its armhole cannot be deeper", wanted - widest)
        return min(wanted, widest)

    @once
    def deeper(self):
        """How much deeper than usual the armhole is for a thick arm."""
        if self.arm_room <= .86 * self.armhole_when(0):
            return 0
        deeper = solve(self.armhole_when, self.arm_room / .86, 0, 46, what="armhole for the upper arm")
        self.rescued("armhole deepened for the upper arm", deeper)
        return deeper

    # ---- The sleeve -----------------------------------------------------------------------------------------------
    @property
    def least_width(self):
        """A thin arm does not make a tall cap: it is .28 of the armhole's length and .75 of its depth at most.

        Half a cap is 1.033 times as long as the straight line from underarm to crown.
        """
        tallest = min(.28 * self.armhole, max(.75 * self.armhole_depth, .24 * self.armhole))
        return 2 * sqrt((self.armhole / 2 / 1.033) ** 2 - tallest ** 2)

    @once
    def cap_height(self):
        """The height at which the cap is as long as the armhole and its ease."""
        return solve(lambda height: set_in_cap(self.upper_arm, height).length, self.armhole + self.cap_ease,
                     .1 * self.armhole, .5 * self.armhole, what="height of the sleeve cap")

    @property
    def sleeve_hem(self): return self.upper_arm * self.sleeve_taper

    @piece(cut(shell), on="arm", front=RIGHT)
    def sleeve(self):
        cap    = set_in_cap(self.upper_arm, self.cap_height)
        crown  = Point(0, self.cap_height)
        middle = crown.down(self.crown_to_hem - self.sleeve_rib)
        foot   = side_foot(cap.start, self.sleeve_hem / 2, middle.y)
        front, back = line(foot, cap.start), line(Point(-foot.x, foot.y), cap.end)
        return edges(hem=level_hem(back, front), under_front=front, cap=cap, under_back=back.reversed(),
                     points={"underarm": Point(0, -.1)}, inner={"centre": line(crown, middle)})

    @property
    def cuff_opens(self): return self.stretched(self.sleeve.hem)

    def finished(self):
        yield from super().finished()
        yield measured("upper_arm", across(self.sleeve, at="underarm"))
        yield measured("sleeve", self.sleeve.centre.length + self.sleeve_rib)

    def wearing(self):
        width, height, armhole = self.upper_arm, self.cap_height, self.armhole
        yield passes("cuff", self.cuff_opens, "hand girth", self.body.hand_girth)
        yield proportion("sleeve width to upper arm", width / self.body.upper_arm_girth, 1.04, 2.2,
                         "The arm is too thick for the armhole: choose a wider fit or a deeper armhole.")
        yield proportion("sleeve width to armhole", width / armhole, .60, .90, "The arm is too thick for the armhole.")
        yield proportion("cap height to armhole", height / armhole, .18, .36, "The sleeve would bind.")
        yield proportion("cap height to armhole depth", height / self.armhole_depth, .40, .90, "The sleeve would bind.")
        yield from super().wearing()


class RibNeck(KnitTop):
    """A neckband of rib, doubled and stretched onto the neckline; its ends meet at the centre back."""

    band_height = mm(20, 12, 45, "height of the finished neckband")
    band_ratio  = percent(85, 70, 100, "neckband, part of the neckline")

    def band_opens(self, seam): return seam * self.band_ratio * (1 + self.fabrics["rib"].stretch_weft)

    @piece(cut(rib), on="neck", drawn="whole", allowance={"seam": 7})
    def neckband(self): return doubled_band(self.band_ratio * self.neck_seam.length, self.band_height)

    def banded(self):
        """The band is closed to a ring and stretched onto the neckline."""
        yield sew(self.neckband.begin, self.neckband.end)
        yield sew(self.neckband.seam, self.neck_seam, stretched=self.band_ratio)

    def wearing(self):
        yield passes("neck", min(self.stretched(self.neck_seam), self.stretched(self.neckband.seam, "rib")),
                     "head girth", self.middle.head_girth)
        yield from super().wearing()


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


class RibWaist(KnitTop):
    """A doubled rib at the waist, stretched onto the hem; its ends meet at the centre back."""

    rib_height = mm(65, 40, 110, "height of the finished rib at the waist")
    rib_ratio  = percent(86, 75, 100, "rib at the waist, part of the hem")

    @property
    def waist_rib(self): return self.rib_height

    @property
    def waist_seam(self): return whole(self.back.hem + self.front.hem)

    @property
    def down_the_back(self): return self.back.centre + self.waistband.end

    @piece(cut(rib), on="waist", drawn="whole")
    def waistband(self): return doubled_band(self.rib_ratio * self.waist_seam.length, self.rib_height)

    def ribbed(self):
        """The rib is closed to a ring and stretched onto the hem."""
        yield sew(self.waistband.begin, self.waistband.end)
        yield sew(self.waistband.seam, self.waist_seam, stretched=self.rib_ratio)

    def wearing(self):
        yield from super().wearing()
        widest = min(self.stretched(self.waist_seam), self.stretched(self.waistband.seam, "rib"))
        yield passes("waist", widest, "hip girth", self.middle.hip_girth)
        yield passes("waist", widest, "chest girth", self.middle.chest_girth)


class SweatTop(RibWaist, LongSleeve):
    """A wide top of sweatshirt cloth, with rib at the wrists and the waist; a neck or a hood is set to it."""

    fabric = knit(stretch=.15, mass=(220, 450), default="sweatshirt")
    fits   = {
        "slim":     {"chest_ease": 10, "hip_ease": 40, "shoulder_ease": 10, "armhole_ease": 60, "sleeve_ease": 80},
        "regular":  {},
        "oversize": {"chest_ease": 24, "hip_ease": 120, "shoulder_ease": 40, "armhole_ease": 92, "sleeve_ease": 125,
                     "body_length": 42},
        "child":    {"chest_ease": 16, "neck_width": 32, "shoulder_ease": 10, "forward": 6, "armhole_ease": 46,
                     "sleeve_ease": 70, "hip_ease": 40, "cuff_height": 50, "rib_height": 50},
    }

    chest_ease    = percent(15, 2, 40, "room around the chest, part of the chest girth")
    hip_ease      = mm(60, 10, 200, "least room around the hip")
    body_length   = percent(40, 30, 55, "length down the centre back with its rib, part of the height")
    neck_width    = mm(27, 5, 60, "neckline wider than the neck, at each side")
    neck_drop     = mm(103, 60, 140, "front neckline below the neck point, for a neck of 400; it grows with the neck")
    shoulder_ease = mm(20, -15, 70, "shoulder seam beyond the shoulder bone")
    armhole_ease  = mm(72, 40, 140, "armhole deeper than the armpit")
    sleeve_ease   = mm(110, 50, 260, "least room around the upper arm; a wide armhole makes more")
    sleeve_length = percent(102, 80, 112, "sleeve with its cuff, part of shoulder to wrist")
