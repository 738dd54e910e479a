"""The lines of a shirt's body: what it shall measure, its levels, neck, shoulder, side and armhole."""

from mtmpattern.drafting import (
    LEFT, UP, Point, Template, between, choice, curve, heading, intended, line, mm, once, percent, solve,
)

SIDE_MOST = 26      # mm by which the side may come in at the waist, on front and back each, against a straight side
UNDER_MOST = 36     # mm by which it may come in under the arm, so that the armhole has no point there
DART_MOST = 28      # mm that one dart in the back may take
LOWERED = 6         # mm by which the back hangs lower at the armhole end of the yoke: room for the shoulder blade


class ShirtBlock(Template):
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

    front_hollow, back_hollow = .09, .085         # how far the armhole goes in from the tip, part of its depth

    # ---- What it shall measure ------------------------------------------------------------------------------------
    @intended
    def chest(self):  return max(self.middle.chest_girth + self.chest_ease, self.belly - 60)
    @intended
    def hip(self):    return max(self.middle.hip_girth + self.hip_ease, self.belly)
    @intended
    def waist(self):
        narrowest = max(self.plumb - 4 * SIDE_MOST, self.chest - 4 * UNDER_MOST) - 2 * self.dart
        return max(self.belly, min(self.waist_room, self.plumb), narrowest)
    @intended
    def length(self):
        """As long as asked, and at least 80 mm longer at the side than to the waist."""
        return max(self.middle.height * self.body_length, self.nape.y - self.waist_level + 80 + self.tail)
    @intended
    def neck(self):   return self.middle.neck_girth + self.neck_ease

    @property
    def waist_room(self): return self.middle.waist_girth + self.waist_ease

    @property
    def belly(self):
        """A belly needs this much at the waist; from there it hangs straight."""
        return self.middle.waist_girth + min(self.waist_ease, 100)

    @property
    def plumb(self):
        """Round the waist when the sides run straight from the armhole to the hip."""
        part = (self.usual_armhole_level - self.waist_level) / (self.usual_armhole_level - self.hip_level)
        return self.chest + (self.hip - self.chest) * part

    @once
    def dart(self):
        """Width of a dart in the back: none where it would take less than 10 mm, and none too wide for its length."""
        width = min(.2 * (self.plumb - max(self.waist_room, self.belly)), DART_MOST, .45 * self.dart_below)
        wanted = self.fullness == "darts" and self.held("darts in the back", int(width >= 10))
        return width if wanted and width >= 4 else 0

    @property
    def dart_below(self): return min(110, .7 * (self.waist_level - self.side_level))

    @property
    def pleated(self):
        """Cloth of the half back that is laid into a pleat."""
        return self.pleat_depth if self.fullness in ("box pleat", "side pleats") else 0

    # ---- Levels ---------------------------------------------------------------------------------------------------
    @property
    def nape(self): return Point(0, -.055 * self.middle.neck_girth)

    @property
    def usual_armhole_level(self): return self.nape.y - self.middle.scye_depth - self.armhole_ease

    @property
    def armhole_level(self): return self.usual_armhole_level - self.deeper

    @property
    def waist_level(self): return min(self.nape.y - self.middle.back_waist_length, self.usual_armhole_level - 80)

    @property
    def side_level(self):
        """Where the side seam ends: at the hem, less the tail."""
        return self.nape.y - self.length + self.tail

    @property
    def hip_level(self): return max(self.waist_level - self.middle.waist_to_hip, self.side_level)

    @property
    def yoke_level(self): return self.nape.y - self.yoke_depth * (self.nape.y - self.usual_armhole_level)

    deeper = 0                                    # mm by which a thick arm deepens the armhole

    # ---- Neck and shoulder ----------------------------------------------------------------------------------------
    @property
    def slope(self):
        """The yoke lies a little flatter than the shoulder."""
        return max(self.body.shoulder_slope - 4, 8)

    @property
    def neck_point(self): return Point(.204 * self.middle.neck_girth, 0)

    @once
    def tip(self):
        """The end of the shoulder line."""
        wanted = (self.middle.neck_base_girth / 6 + self.shoulder_ease
                  + Point(0, 0).along(self.body.shoulder_slope, self.body.shoulder_length).x)
        widest = self.chest / 4 - 20
        if wanted > widest:
            self.rescued("shoulder shortened because it is broader than the chest", wanted - widest)
        across = min(wanted, widest) - self.neck_point.x
        return self.neck_point.along(-self.slope, across / Point(0, 0).along(self.slope, 1).x)

    def front_neckline(self, drop, slope):
        """From the neck point to the centre front; the yoke takes its first part."""
        return curve(self.neck_point, Point(0, -drop), leave=270 - slope, arrive=LEFT, rounder=1.2)

    def back_neckline(self, slope): return curve(self.neck_point, self.nape, leave=270 - slope, arrive=LEFT)

    @once
    def neck_drop(self):
        """The front neck is as deep as makes the neckline as long as the stand; the same for both sides."""
        slope, girth = max(self.middle.shoulder_slope - 4, 8), self.middle.neck_girth
        back = self.back_neckline(slope).length
        return solve(lambda drop: back + self.front_neckline(drop, slope).length, self.neck / 2, .1 * girth,
                     .32 * girth, what="neckline for the collar stand")

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
        return lower.then(curve(lower.end, underarm, leave=self.at_waist, arrive=above + (above - self.at_waist) / 3,
                                inflected=True))

    def pitch(self, hollow, underarm):
        """Where the armhole is hollowest: ``hollow`` is the part of its depth by which it lies inside the tip."""
        inside = min(self.tip.x - hollow * (self.tip.y - underarm.y), underarm.x - 30)
        return Point(inside, between(self.tip, underarm, .56).y)

    def into_tip(self, pitch): return min(90 - self.slope, heading(pitch, self.tip) - 3)

    def lower_armhole(self, hollow):
        """From the underarm, about square to the side, and never downward, up to the pitch."""
        square = min(max(self.side.arriving + 90, LEFT - 8), LEFT)
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
