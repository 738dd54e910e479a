"""The lines of a shirt's body: what it shall measure, its levels, neck, shoulder, side and armhole.

Sources are named in brackets. Aldrich is a book of drafting; "measured" is what pattern files and drafts of FreeSewing
say; "by eye" was chosen on drafts of a few thousand people and has no other source.
"""

from mtmpattern.drafting import (
    LEFT, UP, Point, between, choice, curve, heading, intended, line, mm, once, percent, solve,
)

from .armholes import TIP_HOLLOW, Armholed

SIDE_MOST = 26          # mm by which the side may come in at the waist, against a straight side (by eye; Aldrich 20)
UNDER_MOST = 36         # mm by which it may come in under the arm, so that the armhole has no point there (by eye)
DART_PART, DART_MOST = .2, 28           # of what the waist takes in goes into each dart, and mm that one may take ...
DART_STEEP = .45        # ... and part of its length below the waist (all by eye; measured: 30 mm, 147 above, 100 below)
DART_WANTED, DART_LEAST = 10, 4         # mm: from the first there is a dart; over a range of sizes down to the second
DART_BELOW, DART_OFF_HEM = 110, .7      # mm that it reaches below the waist, and part of the way to the hem at most
LOWERED = 6             # mm by which the back hangs lower at the armhole end of the yoke (Aldrich 7.5): for the blade
CHEST_OVER_BELLY, BELLY_EASE = 60, 100  # mm: a belly is so much wider than the chest at most; its ease at the waist
BELOW_WAIST = 80        # mm that a shirt is longer than to the waist at the side, and the waist lies below the armhole
NAPE = .055             # of the neck girth, from the neck point down to the nape (by eye)
NECK_WIDE = .204        # of the neck girth, half the width of the neck (measured, the shirt of FreeSewing)
NECK_BASE = 6           # half the width of the neck is a sixth of the girth of its base (books)
NECK_DEEP = .1, .32     # of the neck girth: between these the depth of the front neck is sought
ROUNDER = 1.2           # the front neckline is drawn further into its corner than an arc (by eye)
FLATTER, FLATTEST = 4, 8                # degrees that the yoke is flatter than the shoulder, and its least slope
INSIDE_CHEST = 20       # mm that the shoulder ends inside the side at least (by eye)
PITCH, INSIDE_SIDE = .56, 30            # of the way from tip to underarm the armhole is hollowest (books: .50 to .65);
#                                         and mm inside the underarm at least (by eye)
UNDER_ARM = 1 / 3       # of the turn between waist and underarm the side goes on turning under the arm (by eye)
UNDERARM_SQUARE = 8     # degrees that the armhole rises less than squarely to a side that leans out (by eye)


class ShirtBlock(Armholed):
    """Half a body: centre on x = 0, the shirt's neck point on y = 0, nape below it, side on the right.

    Front and back are one draft, hollowed differently.
    """

    needs     = ("height", "neck_girth", "neck_base_girth", "chest_girth", "waist_girth", "hip_girth",
                 "shoulder_length", "shoulder_slope", "scye_depth", "back_waist_length", "waist_to_hip")
    estimable = ("neck_base_girth", "shoulder_length", "shoulder_slope", "scye_depth", "back_waist_length",
                 "waist_to_hip")

    chest_ease    = mm(155, 50, 320, "room around the chest")
    waist_ease    = mm(165, 50, 400, "room around the waist; the sides never lean in more than looks well")
    hip_ease      = mm(110, 40, 300, "least room around the hip")
    body_length   = percent(43.5, 35, 60, "length down the centre back, part of the height")
    tail          = mm(65, 0, 110, "shirt tail: the hem is so much higher at the side")
    back_longer   = mm(15, 0, 60, "back longer than the front at the centre, as far as there is a tail")
    neck_ease     = mm(13, 5, 40, "room around the neck, in the buttoned stand")
    shoulder_ease = mm(12, -10, 50, "shoulder beyond the shoulder bone")
    armhole_ease  = mm(40, 15, 80, "armhole deeper than the armpit")
    yoke_depth    = percent(34, 22, 46, "yoke at the centre back, part of the way from nape to armhole")
    fullness      = choice("plain", "box pleat", "side pleats", "darts", note=
                           "the back: plain, a box pleat or two side pleats under the yoke, or darts at the waist")
    pleat_depth   = mm(30, 16, 44, "cloth in each pleat of the back")

    front_hollow, back_hollow = .09, .085         # of its depth, how far the armhole goes in (measured: .07 to .12)

    # ---- What it shall measure ------------------------------------------------------------------------------------
    @intended
    def chest(self):  return max(self.middle.chest_girth + self.chest_ease, self.belly - CHEST_OVER_BELLY)
    @intended
    def hip(self):    return max(self.middle.hip_girth + self.hip_ease, self.belly)
    @intended
    def waist(self):
        narrowest = max(self.plumb - 4 * SIDE_MOST, self.chest - 4 * UNDER_MOST) - 2 * self.dart
        return max(self.belly, min(self.waist_room, self.plumb), narrowest)
    @intended
    def length(self):
        """As long as asked, and well below the waist at the side."""
        return max(self.middle.height * self.body_length, self.nape.y - self.waist_level + BELOW_WAIST + self.tail)
    @intended
    def neck(self):   return self.middle.neck_girth + self.neck_ease

    @property
    def waist_room(self): return self.middle.waist_girth + self.waist_ease

    @property
    def belly(self):
        """A belly needs this much at the waist; from there it hangs straight."""
        return self.middle.waist_girth + min(self.waist_ease, BELLY_EASE)

    @property
    def plumb(self):
        """Round the waist when the sides run straight from the armhole to the hip."""
        part = (self.usual_armhole_level - self.waist_level) / (self.usual_armhole_level - self.hip_level)
        return self.chest + (self.hip - self.chest) * part

    @once
    def dart(self):
        """Width of a dart in the back: none where it would take hardly anything, and none too wide for its length."""
        taken = self.plumb - max(self.waist_room, self.belly)
        width = min(DART_PART * taken, DART_MOST, DART_STEEP * self.dart_below)
        wanted = self.fullness == "darts" and self.held("darts in the back", int(width >= DART_WANTED))
        return width if wanted and width >= DART_LEAST else 0

    @property
    def dart_below(self): return min(DART_BELOW, DART_OFF_HEM * (self.waist_level - self.side_level))

    @property
    def pleated(self):
        """Cloth of the half back that is laid into a pleat."""
        return self.pleat_depth if self.fullness in ("box pleat", "side pleats") else 0

    # ---- Levels ---------------------------------------------------------------------------------------------------
    @property
    def nape(self): return Point(0, -NAPE * self.middle.neck_girth)

    @property
    def usual_armhole_level(self): return self.nape.y - self.middle.scye_depth - self.armhole_ease

    @property
    def armhole_level(self): return self.usual_armhole_level - self.deeper

    @property
    def waist_level(self):
        return min(self.nape.y - self.middle.back_waist_length, self.usual_armhole_level - BELOW_WAIST)

    @property
    def side_level(self):
        """Where the side seam ends: at the hem, less the tail."""
        return self.nape.y - self.length + self.tail

    @property
    def hip_level(self): return max(self.waist_level - self.middle.waist_to_hip, self.side_level)

    @property
    def yoke_level(self): return self.nape.y - self.yoke_depth * (self.nape.y - self.usual_armhole_level)

    @property
    def deeper(self): return 0                    # mm by which a thick arm deepens the armhole

    def body_levels(self, longer=0):
        """The heights of the body at which front and back lie; the front hangs lower by what a dart takes."""
        waist = self.nape.y - self.middle.back_waist_length - longer
        return {"neck point": 0, "armhole": self.armhole_level, "waist": waist, "hip": waist - self.middle.waist_to_hip}

    # ---- Neck and shoulder ----------------------------------------------------------------------------------------
    @property
    def slope(self):
        """The yoke lies a little flatter than the shoulder."""
        return max(self.body.shoulder_slope - FLATTER, FLATTEST)

    @property
    def neck_point(self): return Point(NECK_WIDE * self.middle.neck_girth, 0)

    @once
    def tip(self):
        """The end of the shoulder line."""
        wanted = (self.middle.neck_base_girth / NECK_BASE + self.shoulder_ease
                  + Point(0, 0).along(self.body.shoulder_slope, self.body.shoulder_length).x)
        widest = self.chest / 4 - INSIDE_CHEST
        if wanted > widest:
            self.rescued("shoulder shortened because it is broader than the chest", wanted - widest)
        across = min(wanted, widest) - self.neck_point.x
        return self.neck_point.along(-self.slope, across / Point(0, 0).along(self.slope, 1).x)

    def front_neckline(self, drop, slope):
        """From the neck point to the centre front; the yoke takes its first part."""
        return curve(self.neck_point, Point(0, -drop), leave=270 - slope, arrive=LEFT, rounder=ROUNDER)

    def back_neckline(self, slope): return curve(self.neck_point, self.nape, leave=270 - slope, arrive=LEFT)

    @once
    def neck_drop(self):
        """The front neck is as deep as makes the neckline as long as the stand; the same for both sides."""
        slope, girth = max(self.middle.shoulder_slope - FLATTER, FLATTEST), self.middle.neck_girth
        back = self.back_neckline(slope).length
        return solve(lambda drop: back + self.front_neckline(drop, slope).length, self.neck / 2,
                     NECK_DEEP[0] * girth, NECK_DEEP[1] * girth, what="neckline for the collar stand")

    # ---- Side and armhole -----------------------------------------------------------------------------------------
    @once
    def at_waist(self):
        """The direction of the side at the waist: between those of its two parts where it goes on, else plumb."""
        waist, underarm = self.side_waist(), Point(self.chest / 4, self.armhole_level)
        below, above = heading(Point(self.hip / 4, self.hip_level), waist), heading(waist, underarm)
        return (below + above) / 2 if (below - 90) * (above - 90) > 0 else UP

    def side_waist(self, longer=0): return Point((self.waist + 2 * self.dart) / 4, self.waist_level - longer)

    def lower_side(self, longer=0):
        """From the hem plumb to the hip and in to the waist; on a longer front it lies so much lower."""
        foot, hip = Point(self.hip / 4, self.side_level - longer), Point(self.hip / 4, self.hip_level - longer)
        shaped    = curve(hip, self.side_waist(longer), leave=UP, arrive=self.at_waist, inflected=True)
        return line(foot, hip).then(shaped) if hip.y > foot.y else shaped

    @once
    def side(self):
        """One shape for front and back: plumb to the hip, in at the waist, out to the armhole."""
        lower, underarm = self.lower_side(), Point(self.chest / 4, self.armhole_level)
        above = heading(lower.end, underarm)
        arrive = above + UNDER_ARM * (above - self.at_waist)
        return lower.then(curve(lower.end, underarm, leave=self.at_waist, arrive=arrive, inflected=True))

    def pitch(self, hollow, underarm):
        """Where the armhole is hollowest: ``hollow`` is the part of its depth by which it lies inside the tip."""
        inside = min(self.tip.x - hollow * (self.tip.y - underarm.y), underarm.x - INSIDE_SIDE)
        return Point(inside, between(self.tip, underarm, PITCH).y)

    def into_tip(self, pitch): return min(90 - self.slope, heading(pitch, self.tip) - TIP_HOLLOW)

    def lower_armhole(self, hollow):
        """From the underarm, about square to the side, and never downward, up to the pitch."""
        square = min(max(self.side.arriving + 90, LEFT - UNDERARM_SQUARE), LEFT)
        return curve(self.side.end, self.pitch(hollow, self.side.end), leave=square, arrive=UP)

    def upper_armhole(self, hollow, underarm=None):
        """From the pitch to the tip; the yoke takes its last part."""
        pitch = self.pitch(hollow, underarm or self.side.end)
        return curve(pitch, self.tip, leave=UP, arrive=self.into_tip(pitch))

    def armhole_when(self, deeper):
        """About the length of the whole armhole when it is so much deeper than usual."""
        underarm = Point(self.chest / 4, self.usual_armhole_level - deeper)
        uppers   = [self.upper_armhole(hollow, underarm) for hollow in (self.front_hollow, self.back_hollow)]
        lowers   = [curve(underarm, upper.start, leave=LEFT, arrive=UP) for upper in uppers]
        return sum(edge.length for edge in (*uppers, *lowers)) - LOWERED
