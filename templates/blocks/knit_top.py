"""The half body of knit tops, and ribs for it. Sleeves stand in knit_sleeves.py and raglan.py.

Sources are named in brackets: "measured" is what pattern files of makers of knitwear say; "by eye" has no other source.
"""

from math import cos, radians
from typing import ClassVar

from mtmpattern.drafting import (
    Block, Point, around, between, cut, edges, fold, intended, knit, line, measured, mm, once, passes, percent, piece,
    proportion, rib, sew, shell, slit, solve, whole,
)

from .armholes import Armholed, hollow_armhole
from .bands import doubled_band
from .hems import level_hem, side_foot
from .necklines import round_neckline

OVER_WAIST = 20         # mm that the chest is wider than a waist that is wider than it (by eye)
NAPE = 20               # mm that the nape lies below the neck point (usual for a crew neck; measured: 29 to 39)
NECK_BASE = 6           # half the width of the neck is a sixth of the girth of its base (books)
USUAL_NECK = 400        # mm: the neck that the depth of a neckline is stated for
ABOVE_UNDERARM = 10     # mm that a neckline ends above the armhole at least (by eye)
FLATTER, FLATTEST = 5, 8                # degrees that a knit's shoulder is flatter than the body's (4 to 7), and least
HEAD_FREE, WIDER = 1, 45                # mm: the neckline opens wider than the head; it is widened so much at the most
NECK_FORWARD = 1 / 4    # of what the shoulder seam lies forward, the neckline is wider behind (made ones: 5 to 14 mm)
INSIDE_CHEST = 4        # mm that the shoulder ends inside the side at least (by eye)
PITCH = .58             # of the way from tip to underarm the armhole is hollowest (measured: .50 to .65)
INSIDE_SIDE = 20        # mm that it is hollowest inside the underarm at least (by eye)
HAIR = .1               # mm below a corner, where a level line crosses both its edges
FRONT_HOLLOW, BACK_HOLLOW = .095, .085  # how far the armhole goes in from the tip, part of its depth: 20 mm of 210
#                                         (measured: 15 to 27 in front, 19 to 25 behind)
ARMHOLE_TO_CHEST = .36, .65             # least and most (measured: .43 to .52; children and wide fits go beyond)
BACK_LONGER = -8, 36    # mm that the back armhole is longer than the front's (measured; the moved seam makes 20 of it)


class RibNeck(Block["KnitTop"]):
    """A neckband of rib; its ends meet at the centre back."""

    needs = ("head_girth",)

    band_height = mm(20, 12, 45, "height of the finished neckband")
    band_ratio  = percent(85, 70, 100, "neckband, part of the neckline")

    def opens(self, seam):
        """How far the band opens on a neckline that is ``seam`` mm long."""
        return seam * self.band_ratio * (1 + self.fabrics["rib"].stretch_weft)

    @piece(cut(rib), on="neck", drawn="whole", allowance={"seam": 7})
    def neckband(self): return doubled_band(self.band_ratio * self.garment.neck_seam.length, self.band_height)

    def making(self):
        """The band is closed to a ring and stretched onto the neckline."""
        yield sew(self.neckband.begin, self.neckband.end)
        yield sew(self.neckband.seam, self.garment.neck_seam, stretched=self.band_ratio)

    def wearing(self):
        widest = min(self.stretched(self.garment.neck_seam), self.stretched(self.neckband.seam, "rib"))
        yield passes("neck", widest, "head girth", self.middle.head_girth)


class RibWaist(Block["KnitTop"]):
    """A rib at the waist; its ends meet at the centre back, or at a zip in front."""

    needs = ("hip_girth", "chest_girth")

    rib_height = mm(65, 40, 110, "height of the finished rib at the waist")
    rib_ratio  = percent(86, 75, 100, "rib at the waist, part of the hem")

    @property
    def waist_seam(self): return whole(self.garment.half_hem)

    @piece(cut(rib), on="waist", drawn="whole")
    def waistband(self): return doubled_band(self.rib_ratio * self.waist_seam.length, self.rib_height)

    def sewn_on(self):
        yield sew(self.waistband.seam, self.waist_seam, stretched=self.rib_ratio)

    def making(self):
        """The rib is closed to a ring and stretched onto the hem."""
        yield sew(self.waistband.begin, self.waistband.end)
        yield from self.sewn_on()

    def wearing(self):
        widest = min(self.stretched(self.waist_seam), self.stretched(self.waistband.seam, "rib"))
        yield passes("waist", widest, "hip girth", self.middle.hip_girth)
        yield passes("waist", widest, "chest girth", self.middle.chest_girth)


class KnitTop(Armholed):
    """The half body: centre on x = 0, neck point on y = 0, nape 20 below it, side on the right.

    Front and back are one draft. The shoulder seam lies ``forward`` mm before the ridge of the shoulder: the back is
    drawn that much higher there, the front that much lower, and the back neckline a little wider than the front's.
    A neckband is a block under the name ``neck``; a garment without one says with ``band_opens`` how far its neckline
    opens when it is finished.
    """

    neck: RibNeck

    needs: ClassVar[tuple[str, ...]] = (
        "height", "chest_girth", "waist_girth", "hip_girth", "neck_base_girth", "shoulder_length", "shoulder_slope",
        "scye_depth", "head_girth")
    estimable: ClassVar[tuple[str, ...]] = (
        "neck_base_girth", "shoulder_length", "shoulder_slope", "scye_depth", "head_girth")
    other_cloth = {"rib": knit(stretch=.6, mass=(150, 380), default="rib")}

    chest_ease    = percent(6, -4, 40, "room around the chest, part of the chest girth")
    hip_ease      = mm(40, 10, 200, "least room around the hip")
    body_length   = percent(40.5, 30, 55, "length down the centre back, part of the height")
    neck_width    = mm(14, 5, 60, "neckline wider than the neck, at each side")
    neck_drop     = mm(90, 60, 140, "front neckline below the neck point, for a neck of 400; it grows with the neck")
    shoulder_ease = mm(8, -15, 60, "shoulder seam beyond the shoulder bone")
    forward       = mm(10, 0, 20, "shoulder seam moved to the front")
    armhole_ease  = mm(50, 25, 120, "armhole deeper than the armpit")

    # ---- What a garment may say otherwise -------------------------------------------------------------------------
    @property
    def front_hollow(self): return FRONT_HOLLOW
    @property
    def back_hollow(self): return BACK_HOLLOW
    @property
    def deeper(self): return 0                    # mm by which a thick arm deepens the armhole
    @property
    def waist_rib(self): return 0                 # mm of the length that a rib below the hem takes
    def band_opens(self, seam):
        """How far a neckline that is ``seam`` mm long opens when it is finished."""
        return self.neck.opens(seam)

    # ---- What it shall measure ------------------------------------------------------------------------------------
    @intended
    def chest(self):  return max(self.middle.chest_girth * (1 + self.chest_ease), self.middle.waist_girth + OVER_WAIST)
    @intended
    def hip(self):    return max(self.chest, self.middle.hip_girth + self.hip_ease)
    @intended
    def length(self): return self.middle.height * self.body_length

    # ---- Neck and shoulder ----------------------------------------------------------------------------------------
    @property
    def nape(self): return Point(0, -NAPE)

    @once
    def front_drop(self):
        wanted  = self.neck_drop * self.middle.neck_base_girth / USUAL_NECK
        deepest = -self.underarm(0).y - ABOVE_UNDERARM
        if wanted > deepest:
            self.rescued("neckline raised so that it ends above the armholes", wanted - deepest)
        return min(wanted, deepest)

    @property
    def slope(self):
        """A knit's shoulder is flatter than the body's."""
        return max(self.body.shoulder_slope - FLATTER, FLATTEST)

    @once
    def half_neck(self):
        """Half the width of the neckline; wider where the head would not go through."""
        wanted = self.middle.neck_base_girth / NECK_BASE + self.neck_width
        needed = self.middle.head_girth + HEAD_FREE
        if self.neck_opens(wanted) >= needed:
            return wanted
        wider = solve(self.neck_opens, needed, wanted, wanted + WIDER, what="neckline for the head")
        self.rescued("neckline widened at each side so that the head goes through", wider - wanted)
        return wider

    def neck_opens(self, half_width):
        """How far the neckline opens when its cloth and its band are stretched."""
        front = self.front_neckline(Point(half_width - NECK_FORWARD * self.forward, -self.forward))
        back  = self.back_neckline(Point(half_width + NECK_FORWARD * self.forward, self.forward))
        seam  = 2 * (front.length + back.length)
        return min(seam * (1 + self.fabrics["shell"].stretch_weft), self.band_opens(seam))

    def front_neckline(self, neck): return round_neckline(neck, Point(0, -self.front_drop), self.slope)
    def back_neckline(self, neck):  return round_neckline(neck, self.nape, self.slope)

    @property
    def bone(self):
        """The shoulder bone, from the centre."""
        across = self.body.shoulder_length * cos(radians(self.body.shoulder_slope))
        return self.middle.neck_base_girth / NECK_BASE + across

    @once
    def shoulder(self):
        """Length of the shoulder seam, from the neckline to a little beyond the shoulder bone."""
        wanted, widest = self.bone + self.shoulder_ease, self.chest / 4 - INSIDE_CHEST
        if wanted > widest:
            self.rescued("shoulder shortened because it is broader than the chest", wanted - widest)
        return (min(wanted, widest) - self.half_neck) / cos(radians(self.slope))

    def neck_point(self, forward): return Point(self.half_neck + NECK_FORWARD * forward, forward)
    def tip(self, forward):        return self.neck_point(forward).along(-self.slope, self.shoulder)

    # ---- Armhole --------------------------------------------------------------------------------------------------
    def underarm(self, deeper):
        return self.nape.down(self.middle.scye_depth + self.armhole_ease + deeper).right(self.chest / 4)

    def pitch(self, tip, underarm, hollow):
        """Where the armhole is hollowest: ``hollow`` is the part of its depth by which it lies inside the tip."""
        inside = min(tip.x - hollow * (tip.y - underarm.y), underarm.x - INSIDE_SIDE)
        return Point(inside, between(tip, underarm, PITCH).y)

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
            points = places | {"underarm": Point(0, underarm.y - HAIR)},
            inner  = inner,
            levels = {"neck point": 0, "armhole": underarm.y})

    def half_front(self, centre=fold, opened=0, inner=None, **places):
        """With ``centre=line`` it is not cut on the fold, but as a pair.

        ``opened`` is a slit so many mm down from the neckline; ``inner`` are lines, and ``places`` points on it.
        """
        upper, met = self.front_upper()
        return self.half_body(upper, met | places, centre, opened, inner)

    def half_back(self): return self.half_body(*self.back_upper())

    # ---- Pieces, and the seams round the garment ------------------------------------------------------------------
    @piece(cut(shell), on="torso front", level="neck point", allowance={"neckline": 7})
    def front(self): return self.half_front()

    @piece(cut(shell), on="torso back", level="neck point", allowance={"neckline": 7})
    def back(self):  return self.half_back()

    @property
    def half_neckline(self): return self.back.neckline + self.front.neckline
    @property
    def neck_seam(self):     return whole(self.half_neckline)
    @property
    def armhole_seam(self):  return self.front.armhole + self.back.armhole
    @property
    def half_hem(self):      return self.back.hem + self.front.hem
    @property
    def down_the_back(self): return self.back.centre

    def finished(self):
        yield measured("chest", around(self.front, self.back, at="underarm"))
        yield measured("hip", whole(self.front.hem + self.back.hem))
        yield measured("length", self.down_the_back)

    def wearing(self):
        front, back = self.armholes
        yield proportion("armhole to chest", self.armhole / self.chest, *ARMHOLE_TO_CHEST,
                         "Choose another armhole ease; a child has a fit of its own.")
        yield proportion("back armhole less front armhole, mm", back - front, *BACK_LONGER,
                         "Move the shoulder seam.")
