"""Crew-neck T-shirt: set-in sleeves and a stretched neckband of rib, for jersey."""

from math import cos, radians, sqrt

from mtmpattern.drafting import (
    LEFT, RIGHT, Point, Template, across, around, between, curve, cut, doubled, edges, fold, hem, intended, knit,
    line, measured, mm, once, passes, percent, piece, proportion, rib, sew, shell, solve, whole,
)
from mtmpattern.templates.blocks import hollow_armhole, level_hem, set_in_cap, side_foot


class CrewTee(Template):
    name, version = "crew-tee", "1"
    needs       = ("height", "chest_girth", "waist_girth", "hip_girth", "neck_base_girth", "shoulder_length",
                   "shoulder_slope", "scye_depth", "upper_arm_girth", "arm_length", "head_girth", "hand_girth")
    estimable   = ("neck_base_girth", "shoulder_length", "shoulder_slope", "scye_depth", "upper_arm_girth",
                   "arm_length", "head_girth", "hand_girth")
    fabric      = knit(stretch=.25, mass=(110, 260))
    other_cloth = {"rib": knit(stretch=.6, mass=(150, 380), default="rib")}
    openings    = ("neck", "hem", "cuff", "cuff")
    fits = {
        "slim":    {"chest_ease": 2, "hip_ease": 30, "shoulder_ease": 3, "armhole_ease": 44, "sleeve_ease": 40},
        "regular": {},
        "relaxed": {"chest_ease": 12, "hip_ease": 70, "shoulder_ease": 15, "armhole_ease": 60, "sleeve_ease": 80},
        "long":    {"sleeve_length": 100, "sleeve_taper": 58},
        "child":   {"neck_width": 16, "shoulder_ease": 4, "forward": 6, "armhole_ease": 30, "sleeve_ease": 40,
                    "hip_ease": 30, "band_height": 16},
    }

    chest_ease    = percent(6, -4, 40, "room around the chest, part of the chest girth")
    hip_ease      = mm(40, 10, 200, "least room around the hip")
    body_length   = percent(40.5, 30, 55, "length down the centre back, part of the height")
    neck_width    = mm(14, 5, 60, "neckline wider than the neck, at each side")
    neck_drop     = mm(90, 60, 140, "front neckline below the neck point, for a neck of 400; it grows with the neck")
    shoulder_ease = mm(8, -15, 60, "shoulder seam beyond the shoulder bone")
    forward       = mm(10, 0, 20, "shoulder seam moved to the front")
    armhole_ease  = mm(50, 25, 120, "armhole deeper than the armpit")
    sleeve_ease   = mm(55, 20, 220, "least room around the upper arm; a wide armhole makes more")
    sleeve_length = percent(38, 22, 105, "sleeve, part of shoulder to wrist")
    sleeve_taper  = percent(92, 45, 110, "width of the sleeve's hem, part of its width at the underarm")
    cap_ease      = mm(0, 0, 12, "sleeve cap longer than the armhole")
    band_height   = mm(20, 12, 45, "height of the finished neckband")
    band_ratio    = percent(85, 70, 100, "neckband, part of the neckline")
    hem_depth     = mm(20, 15, 40, "cloth turned up at the hems")

    # ---- What the tee shall measure; alterations are added here ---------------------------------------------------
    @intended
    def chest(self):     return max(self.middle.chest_girth * (1 + self.chest_ease), self.middle.waist_girth + 20)
    @intended
    def hip(self):       return max(self.chest, self.middle.hip_girth + self.hip_ease)
    @intended
    def length(self):    return self.middle.height * self.body_length
    @intended(each_side=True)
    def upper_arm(self): return max(self.arm_room, self.least_width)
    @intended("sleeve", each_side=True)
    def crown_to_hem(self):
        return max(self.body.arm_length * self.sleeve_length - self.shoulder_ease, self.cap_height + 40)

    # ---- The half body: centre on x = 0, neck point on y = 0, nape 20 below it, side on the right -----------------
    # Front and back are one draft. The shoulder seam lies ``forward`` mm before the ridge of the shoulder: the back is
    # drawn that much higher there, the front that much lower, and the back neckline a little wider than the front's.
    @property
    def nape(self): return Point(0, -20)

    @property
    def front_drop(self): return self.neck_drop * self.middle.neck_base_girth / 400

    @property
    def slope(self):
        """A tee's shoulder is flatter than the body's."""
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
        front = self.neckline(Point(half_width - self.forward / 4, -self.forward), self.front_drop)
        back  = self.neckline(Point(half_width + self.forward / 4, self.forward), -self.nape.y)
        seam  = 2 * (front.length + back.length)
        return min(seam * (1 + self.fabrics["shell"].stretch_weft),
                   seam * self.band_ratio * (1 + self.fabrics["rib"].stretch_weft))

    def neckline(self, neck, drop):
        """Square to the shoulder and square to the centre, ``drop`` mm below the neck point."""
        return curve(neck, Point(0, -drop), leave=270 - self.slope, arrive=LEFT, rounder=1.35)

    @once
    def shoulder(self):
        """Length of the shoulder seam, from the neckline to a little beyond the shoulder bone."""
        bone = self.middle.neck_base_girth / 6 + self.body.shoulder_length * cos(radians(self.body.shoulder_slope))
        wanted, widest = bone + self.shoulder_ease, self.chest / 4 - 4
        if wanted > widest:
            self.rescued("shoulder shortened because it is broader than the chest", wanted - widest)
        return (min(wanted, widest) - self.half_neck) / cos(radians(self.slope))

    def neck_point(self, forward): return Point(self.half_neck + forward / 4, forward)
    def tip(self, forward):        return self.neck_point(forward).along(-self.slope, self.shoulder)
    def underarm(self, deeper):
        return self.nape.down(self.middle.scye_depth + self.armhole_ease + deeper).right(self.chest / 4)

    def pitch(self, tip, underarm, hollow):
        """Where the armhole is hollowest: ``hollow`` is the part of its depth by which it lies inside the tip."""
        inside = min(tip.x - hollow * (tip.y - underarm.y), underarm.x - 20)
        return Point(inside, between(tip, underarm, .58).y)

    def half_armhole(self, forward, hollow, deeper):
        tip, underarm = self.tip(forward), self.underarm(deeper)
        return hollow_armhole(underarm, self.pitch(tip, underarm, hollow), tip, self.slope)

    def half_body(self, forward, drop, hollow):
        neck, tip, underarm = self.neck_point(forward), self.tip(forward), self.underarm(self.deeper)
        middle   = self.nape.down(self.length)
        side     = line(side_foot(underarm, self.hip / 4, middle.y), underarm)
        neckline = self.neckline(neck, drop)
        return edges(
            hem      = level_hem(line(middle, neckline.end), side),
            side     = side,
            armhole  = self.half_armhole(forward, hollow, self.deeper),
            shoulder = line(tip, neck),
            neckline = neckline,
            centre   = fold(neckline.end, middle),
            points   = {"pitch": self.pitch(tip, underarm, hollow), "underarm": Point(0, underarm.y - .1)})

    # ---- A thick arm: the armhole goes deeper, then the sleeve gets narrower --------------------------------------
    # A sleeve wider than .86 of its armhole has hardly a cap and binds; an armhole much too deep lifts the tee with
    # the arm.
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

    def armhole_when(self, deeper):
        return (self.half_armhole(-self.forward, .095, deeper).length
                + self.half_armhole(self.forward, .085, deeper).length)

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="torso front", allowance={"neckline": 7})
    def front(self): return self.half_body(-self.forward, self.front_drop, .095)

    @piece(cut(shell), on="torso back", allowance={"neckline": 7})
    def back(self):  return self.half_body(self.forward, -self.nape.y, .085)

    @property
    def armhole(self): return self.front.armhole.length + self.back.armhole.length

    @property
    def armhole_depth(self):
        """From the shoulder tip straight down to the underarm, the mean of front and back."""
        return (self.tip(-self.forward).y + self.tip(self.forward).y) / 2 - self.underarm(self.deeper).y

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

    @piece(cut(shell), on="arm", front=RIGHT)
    def sleeve(self):
        cap    = set_in_cap(self.upper_arm, self.cap_height)
        crown  = Point(0, self.cap_height)
        middle = crown.down(self.crown_to_hem)
        foot   = side_foot(cap.start, self.upper_arm * self.sleeve_taper / 2, middle.y)
        front, back = line(foot, cap.start), line(Point(-foot.x, foot.y), cap.end)
        return edges(hem=level_hem(back, front), under_front=front, cap=cap, under_back=back.reversed(),
                     points={"underarm": Point(0, -.1)}, inner={"centre": line(crown, middle)})

    @piece(cut(rib), on="neck", drawn="whole", allowance={"seam": 7})
    def neckband(self):                                              # its ends meet at the centre back
        start = Point(0, 0)
        end   = start.right(self.band_ratio * whole(self.back.neckline + self.front.neckline).length)
        return edges(seam    = line(start, end),
                     end     = line(end, end.up(self.band_height)),
                     top     = doubled(end.up(self.band_height), start.up(self.band_height)),
                     begin   = line(start.up(self.band_height), start))

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, sleeve, band = self.front, self.back, self.sleeve, self.neckband
        yield sew(front.shoulder, back.shoulder)
        yield sew(band.begin, band.end)
        yield sew(band.seam, whole(back.neckline + front.neckline), stretched=self.band_ratio)
        yield sew(sleeve.cap, front.armhole + back.armhole, eased=self.cap_ease)
        yield sew(front.side + sleeve.under_front, back.side + sleeve.under_back)
        yield hem(sleeve.hem, depth=self.hem_depth)
        yield hem(front.hem, back.hem, depth=self.hem_depth)

    def finished(self):
        yield measured("chest", around(self.front, self.back, at="underarm"))
        yield measured("hip", whole(self.front.hem + self.back.hem))
        yield measured("length", self.back.centre)
        yield measured("upper_arm", across(self.sleeve, at="underarm"))
        yield measured("sleeve", self.sleeve.centre)

    def wearing(self):
        width, height, armhole = self.upper_arm, self.cap_height, self.armhole
        front, back = self.front.armhole, self.back.armhole
        neck = min(self.stretched(whole(self.back.neckline + self.front.neckline)),
                   self.stretched(self.neckband.seam, "rib"))
        yield passes("neck", neck, "head girth", self.middle.head_girth)
        yield passes("cuff", self.stretched(self.sleeve.hem), "hand girth", self.body.hand_girth)
        yield proportion("sleeve width to upper arm", width / self.body.upper_arm_girth, 1.04, 2.2,
                         "The arm is too thick for the armhole: choose a wider fit or a deeper armhole.")
        yield proportion("sleeve width to armhole", width / armhole, .60, .90, "The arm is too thick for the armhole.")
        yield proportion("cap height to armhole", height / armhole, .18, .36, "The sleeve would bind.")
        yield proportion("cap height to armhole depth", height / self.armhole_depth, .40, .90, "The sleeve would bind.")
        yield proportion("armhole to chest", armhole / self.chest, .36, .65,
                         "Choose another armhole ease; a child has a fit of its own.")
        yield proportion("back armhole less front armhole, mm", back.length - front.length, -8, 36,
                         "Move the shoulder seam.")
