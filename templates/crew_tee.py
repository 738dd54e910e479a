"""Crew-neck T-shirt: set-in sleeves and a stretched neckband of rib, for jersey."""

from math import cos, radians

from mtmpattern.drafting import (
    LEFT, RIGHT, Point, Template, across, around, between, curve, cut, doubled, edges, fold, hem, intended, knit, line,
    measured, mm, once, passes, percent, piece, proportion, rib, sew, shell, solve, whole,
)
from mtmpattern.templates.blocks import hollow_armhole, level_hem, set_in_cap, side_foot


class CrewTee(Template):
    name, version = "crew-tee", "1"
    needs = ("height", "chest_girth", "waist_girth", "hip_girth", "neck_base_girth", "shoulder_length",
             "shoulder_slope", "scye_depth", "upper_arm_girth", "arm_length", "head_girth", "hand_girth")
    fabric      = knit(stretch=.25, mass=(110, 260))
    other_cloth = {"rib": knit(stretch=.6, mass=(150, 380), default="rib")}
    openings    = ("neck", "hem", "cuff", "cuff")
    fits = {
        "slim":    {"chest_ease": 2, "hip_ease": 30, "sleeve_ease": 20, "armhole_ease": 42},
        "regular": {},
        "relaxed": {"chest_ease": 12, "hip_ease": 70, "sleeve_ease": 36, "armhole_ease": 58},
        "long":    {"sleeve_length": 100, "sleeve_taper": 58},
    }

    chest_ease    = percent(6, -4, 40, "room around the chest, part of the chest girth")
    hip_ease      = mm(40, 10, 200, "least room around the hip")
    body_length   = percent(40.5, 30, 55, "length down the centre back, part of the height")
    neck_width    = mm(14, 5, 60, "neckline wider than the neck, at each side")
    neck_drop     = mm(90, 60, 200, "front neckline below the neck point")
    armhole_ease  = mm(48, 25, 120, "armhole deeper than the armpit")
    forward       = mm(10, 0, 20, "shoulder seam moved to the front")
    sleeve_length = percent(36, 22, 105, "sleeve, part of shoulder to wrist")
    sleeve_ease   = percent(28, 8, 60, "room around the upper arm, part of its girth")
    sleeve_taper  = percent(90, 45, 110, "width of the sleeve's hem, part of its width at the underarm")
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
    @intended
    def upper_arm(self): return max(self.arm_room, .75 * self.armhole)       # a thin arm does not make a tall cap
    @intended("sleeve")
    def crown_to_hem(self): return max(self.body.arm_length * self.sleeve_length, self.cap_height + 40)

    # ---- The half body: centre on x = 0, neck point on y = 0, side on the right -----------------------------------
    @property
    def slope(self):
        """A tee's shoulder is flatter than the body's."""
        return max(self.body.shoulder_slope - 5, 8)

    @once
    def shoulder(self):
        """Length of the shoulder seam, from the widened neckline to the shoulder's tip."""
        tip = self.middle.neck_base_girth / 6 + self.body.shoulder_length * cos(radians(self.body.shoulder_slope))
        return (tip - self.half_neck) / cos(radians(self.slope))

    def half_body(self, forward, drop, hollow, deeper):
        """Front or back; ``forward`` mm lie behind the shoulder seam, the neckline ends ``drop`` mm down the centre."""
        neck     = Point(self.half_neck + forward / 4, forward)
        tip      = neck.along(-self.slope, self.shoulder)
        underarm = Point(self.chest / 4, -20 - self.middle.scye_depth - self.armhole_ease - deeper)
        pitch    = between(tip, underarm, .58)
        pitch    = Point(min(tip.x - hollow * (tip.y - underarm.y), underarm.x - 25), pitch.y)
        middle   = Point(0, -20 - self.length)
        side     = line(side_foot(underarm, self.hip / 4, middle.y), underarm)
        neckline = self.neckline(neck, drop)
        return edges(
            hem      = level_hem(line(middle, neckline.end), side),
            side     = side,
            armhole  = hollow_armhole(underarm, pitch, tip, self.slope),
            shoulder = line(tip, neck),
            neckline = neckline,
            centre   = fold(neckline.end, middle),
            points   = {"pitch": pitch, "underarm": Point(0, underarm.y - .5)})

    def neckline(self, neck, drop):
        """Square to the shoulder and square to the centre."""
        return curve(neck, Point(0, -drop), leave=270 - self.slope, arrive=LEFT, rounder=1.35)

    def half_front(self, deeper): return self.half_body(-self.forward, self.neck_drop, .095, deeper)
    def half_back(self, deeper):  return self.half_body(self.forward, 20, .085, deeper)

    # ---- Neckline and armhole give way where the body asks for it -------------------------------------------------
    @once
    def half_neck(self):
        """Half the width of the neckline; wider where the head would not go through."""
        wanted = self.middle.neck_base_girth / 6 + self.neck_width
        if self.neck_opens(wanted) >= self.middle.head_girth:
            return wanted
        wider = solve(self.neck_opens, self.middle.head_girth, wanted, wanted + 45, what="neckline for the head")
        self.rescued("neckline widened at each side so that the head goes through", wider - wanted)
        return wider

    def neck_opens(self, half_neck):
        """How far the neckline opens when its cloth and its band are stretched."""
        front = self.neckline(Point(half_neck - self.forward / 4, -self.forward), self.neck_drop)
        back  = self.neckline(Point(half_neck + self.forward / 4, self.forward), 20)
        seam  = 2 * (front.length + back.length)
        return min(seam * (1 + self.fabrics["shell"].stretch_weft),
                   seam * self.band_ratio * (1 + self.fabrics["rib"].stretch_weft))

    @property
    def arm_room(self): return self.body.upper_arm_girth * (1 + self.sleeve_ease)

    def armhole_when(self, deeper):
        return sum(half.edges["armhole"].length for half in (self.half_front(deeper), self.half_back(deeper)))

    @once
    def deeper(self):
        """How much deeper the armhole must be for a thick arm; a sleeve wider than .86 of it has no cap to speak of."""
        wanted = self.arm_room / .86
        if self.armhole_when(0) >= wanted:
            return 0
        deeper = solve(self.armhole_when, wanted, 0, 70, what="armhole for the upper arm")
        self.rescued("armhole deepened for the upper arm", deeper)
        return deeper

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="torso front", allowance={"neckline": 7})
    def front(self): return self.half_front(self.deeper)

    @piece(cut(shell), on="torso back", allowance={"neckline": 7})
    def back(self):  return self.half_back(self.deeper)

    @property
    def armhole(self): return self.front.armhole.length + self.back.armhole.length

    @once
    def cap_height(self):
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
                     points={"underarm": Point(0, -.5)}, inner={"centre": line(crown, middle)})

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
        sleeve, armhole = self.upper_arm, self.armhole
        neck = min(self.stretched(whole(self.back.neckline + self.front.neckline)),
                   self.stretched(self.neckband.seam, "rib"))
        yield passes("neck", neck, "head girth", self.middle.head_girth)
        yield passes("cuff", self.stretched(self.sleeve.hem), "hand girth", self.body.hand_girth)
        yield proportion("sleeve width to armhole", sleeve / armhole, .60, .90, "The arm is too thick for the armhole.")
        yield proportion("cap height to armhole", self.cap_height / armhole, .18, .36, "The sleeve would bind.")
        yield proportion("back armhole less front armhole, mm", self.back.armhole.length - self.front.armhole.length,
                         -8, 36, "Move the shoulder seam.")
