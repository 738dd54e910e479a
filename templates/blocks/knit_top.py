"""The half body of knit tops. What is set to it has a file each: sleeves, a neckband, cuffs, a rib at the waist."""

from math import cos, radians

from mtmpattern.drafting import (
    Point, Template, around, between, cut, edges, fold, intended, knit, line, measured, mm, once, percent, piece,
    proportion, shell, slit, solve, whole,
)

from .armholes import hollow_armhole
from .hems import level_hem, side_foot
from .necklines import round_neckline


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

    def armholes_when(self, deeper):
        """Length of the armhole in front and in back when it is so much deeper."""
        return (self.half_armhole(-self.forward, self.front_hollow, deeper).length,
                self.half_armhole(self.forward, self.back_hollow, deeper).length)

    def armhole_when(self, deeper): return sum(self.armholes_when(deeper))

    @once
    def armholes(self): return self.armholes_when(self.deeper)

    @property
    def armhole(self): return sum(self.armholes)

    @property
    def armhole_depth(self):
        """From the shoulder tip straight down to the underarm, the mean of front and back."""
        return (self.tip(-self.forward).y + self.tip(self.forward).y) / 2 - self.underarm(self.deeper).y

    # ---- Lines of front and back ----------------------------------------------------------------------------------
    def upper(self, forward, neckline, hollow):
        """The edges from the side up and round to the centre, and the place on them that meets a sleeve."""
        tip = self.tip(forward)
        return ({"armhole":  self.half_armhole(forward, hollow, self.deeper),
                 "shoulder": line(tip, self.neck_point(forward)),
                 "neckline": neckline},
                {"pitch": self.pitch(tip, self.underarm(self.deeper), hollow)})

    def front_upper(self):
        return self.upper(-self.forward, self.front_neckline(self.neck_point(-self.forward)), self.front_hollow)

    def back_upper(self):
        return self.upper(self.forward, self.back_neckline(self.neck_point(self.forward)), self.back_hollow)

    def half_body(self, upper, places, centre=fold, opened=0, inner=None):
        underarm, neckline = self.underarm(self.deeper), upper["neckline"]
        middle = self.nape.down(self.length - self.waist_rib)
        side   = line(side_foot(underarm, self.hip / 4, middle.y), underarm)
        end    = neckline.end.down(opened)
        slits  = {"slit": slit(neckline.end, end)} if opened else {}
        return edges(
            hem    = level_hem(line(middle, neckline.end), side),
            side   = side,
            **upper, **slits,
            centre = centre(end, middle),
            points = places | {"underarm": Point(0, underarm.y - .1)},
            inner  = inner)

    def half_front(self, centre=fold, opened=0, inner=None, **places):
        """With ``centre=line`` it is not cut on the fold, but as a pair.

        ``opened`` is a slit so many mm down from the neckline; ``inner`` are lines, and ``places`` points on it.
        """
        upper, met = self.front_upper()
        return self.half_body(upper, met | places, centre, opened, inner)

    def half_back(self): return self.half_body(*self.back_upper())

    # ---- Pieces, and the seams round the garment ------------------------------------------------------------------
    @piece(cut(shell), on="torso front", allowance={"neckline": 7})
    def front(self): return self.half_front()

    @piece(cut(shell), on="torso back", allowance={"neckline": 7})
    def back(self):  return self.half_back()

    @property
    def half_neckline(self): return self.back.neckline + self.front.neckline
    @property
    def neck_seam(self):     return whole(self.half_neckline)
    @property
    def armhole_seam(self):  return self.front.armhole + self.back.armhole
    @property
    def down_the_back(self): return self.back.centre

    def finished(self):
        yield measured("chest", around(self.front, self.back, at="underarm"))
        yield measured("hip", whole(self.front.hem + self.back.hem))
        yield measured("length", self.down_the_back)

    def wearing(self):
        front, back = self.armholes
        yield proportion("armhole to chest", self.armhole / self.chest, .36, .65,
                         "Choose another armhole ease; a child has a fit of its own.")
        yield proportion("back armhole less front armhole, mm", back - front, -8, 36,
                         "Move the shoulder seam.")
