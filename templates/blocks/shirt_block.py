"""The lines of a shirt's body: what it shall measure, its levels and widths, neck and shoulder, sides and armholes.

Sources are named in brackets. Aldrich is a book of drafting; "measured" is what pattern files and drafts of FreeSewing
say; "cutter" is a cutter's review of earlier drafts; "by eye" was chosen on drafts of a few thousand people and has no
other source.
"""

from math import atan2, cos, degrees, radians, sin

from mtmpattern.drafting import (
    LEFT, UP, Point, between, choice, curve, heading, intended, line, mm, once, percent, solve,
)

from .armholes import Armholed

# ---- Round the body, in mm ------------------------------------------------------------------------------------------
BELLY_EASE = 98         # room round the belly: 90 to 100, or buttons pull on sitting (cutter)
BELLY_OVER_CHEST = 160  # a belly is so much wider than the chest at most (by eye)
USUAL_BELLY = .9        # of the mean of high bust and hip; what a belly has more goes to the front ...
BELLY_FORWARD = .1      # ... so much of it to each half, off the back ...
FLAT_BELLY, FULL_BELLY = -10, 30        # ... within these mm (all three by eye)
BELLY_IN_FRONT = .7     # of what a belly asks beyond straight sides goes to the front (books: 60 to 70 %)
LONGER_FOR_BELLY = 1 / 4                # of what the belly has beyond the chest, less ...
BELLY_BELOW_CHEST, LONGEST = 40, 45     # ... so many mm, the centre front is longer (books: a quarter), at most
BUST_OVER_HIP = 60      # half the front at the bust is so much wider than at the hip at most (by eye)
SIDE_MOST = 26          # the side comes in so much at the waist, against a straight side (by eye; Aldrich 20) ...
UNDER_MOST = 36         # ... and so much under the arm, so that the armhole has no point there (by eye)
BESIDE_ARM = 25         # the side seam lies so far beyond the hollow of the armhole at least (by eye)
BUST_OF_BACK = 16       # the back is drafted for the high bust and so much more (by eye: a usual bust is 50 fuller)
FRONT_WIDER = 15        # the front is so much wider than the back at the underarm at most (books: 10 to 20); a bust
#                         takes the rest below

# ---- Darts in the back, in mm ---------------------------------------------------------------------------------------
DART_SHARE, SIDE_SHARE = .8, .6         # of what a back should come in at the waist: its dart, and its side beside it
DART_MOST, DART_STEEP = 38, .45         # what a dart may take, and part of its length below the waist (all four by eye;
#                                         measured: 30 mm, 147 above, 100 below)
DART_WANTED, DART_LEAST = 10, 4         # from the first there is a dart; over a range of sizes down to the second
DART_BELOW, DART_OFF_HEM = 110, .7      # below the waist, and part of the way to the hem at most

# ---- Up and down, in mm ---------------------------------------------------------------------------------------------
LOWERED = 6             # the back hangs lower at the armhole end of the yoke (Aldrich 7.5): for the blade
ABOVE_ARMPIT = 1 / 2    # of what a back is rounder lies above the armpits (by eye)
MOST_ROUND = 45         # a back is rounder or hollower than usual by so much at most
BELOW_WAIST = 80        # a shirt is longer than to the waist at the side, and the waist lies below the armhole
STRAIGHT = 24           # of the side above the hem hangs straight at least, where it leans much a quarter of it
NAPE = .07              # of the neck girth, from the neck point down to the nape (measured: 14 to 39 mm; a seventh)

# ---- Neck and shoulder ----------------------------------------------------------------------------------------------
NECK_WIDE = .204        # of the neck girth, half the width of the neck (measured, the shirt of FreeSewing)
NECK_BASE, BESIDE_NECK = 6, 8           # half the width of the neck is a sixth of its base and some mm (books: 8 to 20)
NECK_DEEP = .1, .36     # of the neck girth: between these the depth of the front neck is sought
ROUNDER = 1.2           # the front neckline is drawn further into its corner than an arc (by eye)
FLATTER, FLATTEST = 4, 8                # degrees that the yoke is flatter than the shoulder, and its least slope
FORWARD_MOST = 20       # mm that the tip of a shoulder is moved forward or back at most (books: 5 to 15)
STEEPER_FORWARD = .5    # degrees that a shoulder of usual length gets steeper for each mm that its tip is moved
TIP_BEYOND = 16         # mm that the tip usually lies beyond the hollow of the armhole (measured: 4 to 8, FreeSewing; 15 to
#                         27, industrial patterns); half of what a shoulder differs from that moves it ...
LEAST_HOLLOW, MOST_HOLLOW = 8, 26       # ... within these mm

# ---- Armhole --------------------------------------------------------------------------------------------------------
PITCH = .56             # of the way from tip to underarm it is hollowest (books: .50 to .65)
TIP_HOLLOW = 2          # degrees that it bends above the pitch at least, so that it stays hollow (by eye)
UNDER_ARM = 1 / 3       # of the turn between waist and underarm the side goes on turning under the arm (by eye)
UNDERARM_SQUARE = 8     # degrees that the armhole rises less than squarely to a side that leans out (by eye)


class ShirtBlock(Armholed):
    """Half a body: centre on x = 0, the shirt's neck point on y = 0, nape below it, side on the right.

    The back is drafted from the width of the back and the high bust, so a bust never makes it wider; the front takes
    the rest of the chest, and most of a belly. Both have the same underarm level, and sides of one length.
    """

    needs     = ("height", "neck_girth", "neck_base_girth", "chest_girth", "high_bust_girth", "waist_girth",
                 "belly_girth", "hip_girth", "across_back", "across_front", "shoulder_length", "shoulder_slope",
                 "shoulder_forward", "scye_depth", "back_waist_length", "waist_to_belly", "waist_to_hip",
                 "stoop", "sway_back")
    estimable = ("neck_base_girth", "high_bust_girth", "belly_girth", "across_back", "across_front", "shoulder_length",
                 "shoulder_slope", "shoulder_forward", "scye_depth", "back_waist_length", "waist_to_belly",
                 "waist_to_hip", "stoop", "sway_back")

    chest_ease    = mm(155, 80, 320, "room around the chest")
    waist_ease    = mm(165, 50, 400, "room around the waist; the sides never lean in more than looks well")
    hip_ease      = mm(110, 40, 300, "least room around the hip")
    across_ease   = mm(16, 12, 20, "half the back and half the front wider than the body from arm to arm")
    body_length   = percent(43.5, 35, 60, "length down the centre back, part of the height")
    tail          = mm(65, 0, 110, "shirt tail: the hem is so much higher at the side")
    back_longer   = mm(15, 0, 60, "back longer than the front at the centre, as far as there is a tail")
    neck_ease     = mm(13, 5, 40, "room around the neck, in the buttoned stand")
    shoulder_ease = mm(8, -10, 50, "shoulder beyond the shoulder bone, as far as the width of the back allows")
    armhole_ease  = mm(40, 15, 80, "armhole deeper than the armpit; the arm makes it a little deeper or less deep")
    yoke_depth    = percent(34, 22, 46, "yoke at the centre back, part of the way from nape to armhole")
    fullness      = choice("plain", "box pleat", "side pleats", "darts", note=
                           "the back: plain, a box pleat or two side pleats under the yoke, or darts at the waist")
    pleat_depth   = mm(30, 16, 44, "cloth in each pleat of the back")

    # ---- What it shall measure ------------------------------------------------------------------------------------
    @intended
    def chest(self):
        """As much as asked; wider only under a very large belly, or for a back and a front that are broad."""
        broad = 2 * (self.half_across_back + self.half_across_front + 2 * BESIDE_ARM)
        return max(self.chest_asked, self.belly - BELLY_OVER_CHEST, broad)
    @intended
    def hip(self):    return 2 * (self.usual_back_hip + self.usual_front_hip)
    @intended
    def waist(self):
        """Straight down from chest to hip, less what sides and darts take in, or as wide as a belly asks."""
        taken = self.back_side_in + self.dart + self.front_side_in + self.front_dart
        return 2 * (self.back_straight + self.front_straight - taken)
    @intended
    def length(self):
        """As long as asked, more over a round back, and well below the waist at the side."""
        below_nape = max(self.middle.height * self.body_length,
                         self.nape.y - self.waist_level + BELOW_WAIST + self.tail)
        return below_nape + self.rounder
    @intended
    def neck(self):   return self.middle.neck_girth + self.neck_ease

    @property
    def chest_asked(self): return self.middle.chest_girth + self.chest_ease
    @property
    def hip_asked(self):   return self.middle.hip_girth + self.hip_ease
    @property
    def belly(self):
        """A belly needs this much at the waist; from there it hangs straight."""
        return self.middle.belly_girth + BELLY_EASE
    @property
    def waist_asked(self): return max(self.middle.waist_girth + self.waist_ease, self.belly)

    # ---- Half widths of back and front ----------------------------------------------------------------------------
    @property
    def half_across_back(self):  return self.middle.across_back / 2 + self.across_ease
    @property
    def half_across_front(self): return self.middle.across_front / 2 + self.across_ease

    @property
    def back_width(self):
        """At the underarm, for the frame; what the chest is made wider than asked it shares with the front."""
        frame  = min(self.middle.high_bust_girth + BUST_OF_BACK, self.middle.chest_girth)
        wanted = (frame + self.chest_ease + self.chest - self.chest_asked) / 4
        widest = self.chest / 2 - self.half_across_front - BESIDE_ARM
        return min(max(wanted, self.half_across_back + BESIDE_ARM), widest)

    @property
    def front_width(self):
        """At the fullest part of chest or bust."""
        return self.chest / 2 - self.back_width

    @property
    def below_belly(self):
        """What a belly asks at the hip more than the hip does, half round."""
        return max(self.belly - self.hip_asked, 0) / 2
    @property
    def usual_back_hip(self):  return self.hip_asked / 4 + (1 - BELLY_IN_FRONT) * self.below_belly
    @property
    def usual_front_hip(self):
        """Below a full bust the front hangs almost straight."""
        return max(self.hip_asked / 4 + BELLY_IN_FRONT * self.below_belly, self.front_width - BUST_OVER_HIP)

    @property
    def hip_altered(self):
        """What a customer wants the hip wider than it is drafted, for each quarter."""
        return (self.hip / 2 - self.usual_back_hip - self.usual_front_hip) / 2
    @property
    def back_hip(self):  return self.usual_back_hip + self.hip_altered
    @property
    def front_hip(self): return self.usual_front_hip + self.hip_altered

    @property
    def back_straight(self):
        """Half the back at the waist when its side runs straight from underarm to hip."""
        return self.back_width + (self.back_hip - self.back_width) * self.waist_part
    @property
    def front_straight(self): return self.front_width + (self.front_hip - self.front_width) * self.waist_part

    @property
    def waist_part(self):
        """Where the waist lies on the way from underarm to hip."""
        return (self.usual_armhole_level - self.waist_level) / (self.usual_armhole_level - self.hip_level)

    @property
    def belly_forward(self):
        """What of the waist lies in front, off the back, because of a belly."""
        usual = USUAL_BELLY * (self.middle.high_bust_girth + self.middle.hip_girth) / 2
        return min(max(BELLY_FORWARD * (self.middle.belly_girth - usual), FLAT_BELLY), FULL_BELLY)

    @property
    def back_in(self):
        """How much half the back should come in at the waist, against a straight side."""
        return self.back_straight - self.waist_asked / 4 + self.belly_forward
    @property
    def front_in(self):
        """How much half the front should come in; what the back leaves undone it takes too."""
        wanted = self.front_straight - self.waist_asked / 4 - self.belly_forward
        return wanted + self.back_in - self.back_side_in - self.dart

    @once
    def dart(self):
        """Width of a dart in the back: none where it would take hardly anything, and none too wide for its length."""
        width  = min(DART_SHARE * self.back_in, DART_MOST, DART_STEEP * self.dart_below)
        wanted = self.fullness == "darts" and self.held("darts in the back", int(width >= DART_WANTED))
        return width if wanted and width >= DART_LEAST else 0

    @property
    def front_dart(self): return 0                # width of a dart in each front

    @property
    def back_side_in(self):
        most = min(SIDE_MOST, UNDER_MOST - self.back_width + self.back_straight)
        return min(self.back_in * (SIDE_SHARE if self.dart else 1), max(most, 0))

    @property
    def front_side_most(self):
        return max(min(SIDE_MOST, UNDER_MOST - self.front_width + self.front_straight), 0)
    @property
    def front_side_in(self): return min(self.front_in - self.front_dart, self.front_side_most)

    @property
    def waist_altered(self):
        """What a customer wants the waist wider than it is drafted, for each quarter."""
        straight = self.back_straight + self.front_straight
        taken    = self.back_side_in + self.dart + self.front_side_in + self.front_dart
        return (self.waist / 2 - straight + taken) / 2

    @property
    def back_waist(self):
        """Half the back at the waist, its dart still open."""
        return self.back_straight - self.back_side_in + self.waist_altered
    @property
    def front_waist(self): return self.front_straight - self.front_side_in + self.waist_altered

    @property
    def dart_below(self): return min(DART_BELOW, DART_OFF_HEM * (self.waist_level - self.side_level))

    @property
    def pleated(self):
        """Cloth of the half back that is laid into a pleat."""
        return self.pleat_depth if self.fullness in ("box pleat", "side pleats") else 0

    # ---- Levels: the lengths of the back are measured over its round, and drafted without it ----------------------
    @property
    def rounder(self):
        """By how much the centre back is longer above the blades than on an upright figure."""
        return min(max(self.middle.stoop, -MOST_ROUND), MOST_ROUND)
    @property
    def swayed(self):
        """What is taken out across the small of the back; it is taken at the yoke, and added at the hem."""
        return min(max(self.middle.sway_back, -MOST_ROUND), MOST_ROUND)
    @property
    def over_belly(self):
        """By how much the centre front is longer over a belly."""
        stands_out = self.middle.belly_girth - self.middle.chest_girth + BELLY_BELOW_CHEST
        return min(max(LONGER_FOR_BELLY * stands_out, 0), LONGEST)

    @property
    def nape(self): return Point(0, -NAPE * self.middle.neck_girth)

    @property
    def usual_armhole_level(self):
        return self.nape.y - self.middle.scye_depth + ABOVE_ARMPIT * self.rounder - self.armhole_ease

    @property
    def armhole_level(self): return self.usual_armhole_level - self.deeper

    @property
    def waist_level(self):
        return min(self.nape.y - self.middle.back_waist_length + self.rounder, self.usual_armhole_level - BELOW_WAIST)

    @property
    def hem_level(self):
        """Of the centre back on an upright figure."""
        return self.nape.y - self.length + self.rounder

    @property
    def side_level(self):
        """Where the side seam ends: at the hem, less the tail."""
        return self.hem_level + self.tail

    @property
    def hip_level(self): return max(self.waist_level - self.middle.waist_to_hip, self.side_level + STRAIGHT)

    @property
    def yoke_level(self): return self.nape.y - self.yoke_depth * (self.nape.y - self.usual_armhole_level)

    @property
    def deeper(self): return 0                    # mm by which an arm deepens the armhole

    def body_levels(self, longer=0):
        """The heights of the body at which front and back lie; the front hangs lower by what a dart takes."""
        waist = self.nape.y - self.middle.back_waist_length + self.rounder - longer
        belly = max(waist - self.middle.below_waist("belly"), self.side_level - longer + STRAIGHT)
        return {"neck point": 0, "armhole": self.armhole_level, "waist": waist, "belly": belly,
                "hip": waist - self.middle.waist_to_hip}

    # ---- Neck and shoulder ----------------------------------------------------------------------------------------
    @property
    def neck_point(self): return Point(NECK_WIDE * self.middle.neck_girth, 0)

    @property
    def slope(self):
        """The yoke lies a little flatter than the shoulder."""
        return max(self.body.shoulder_slope - FLATTER, FLATTEST)

    @property
    def bone(self):
        """The end of the shoulder bone, from the centre."""
        along = self.body.shoulder_length * cos(radians(self.body.shoulder_slope))
        return self.middle.neck_base_girth / NECK_BASE + BESIDE_NECK + along

    @once
    def shoulder_width(self):
        """From the centre to the tip: to the bone and beyond, and about as far from the hollow of the armhole."""
        hollow = max(self.half_across_back, self.half_across_front)
        wanted = (self.bone + self.shoulder_ease + hollow + TIP_BEYOND) / 2
        return min(max(wanted, hollow + LEAST_HOLLOW), hollow + MOST_HOLLOW)

    @property
    def shoulder_beyond(self):
        """What of the shoulder lies on the arm."""
        return self.shoulder_width - self.bone

    @property
    def shoulder(self):
        """Length of the shoulder line; its tip lies beyond the hollow of the armhole in front and in back."""
        forward = min(max(self.body.shoulder_forward, -FORWARD_MOST), FORWARD_MOST)
        slope   = radians(self.slope + abs(forward) * STEEPER_FORWARD)
        least   = max(self.half_across_back, self.half_across_front) + LEAST_HOLLOW - self.neck_point.x
        return max((self.shoulder_width - self.neck_point.x) / cos(radians(self.slope)), least / cos(slope))

    def tilted(self, forward):
        """Degrees by which a shoulder that lies so many mm forward makes the front slope more, and the back less."""
        return degrees(atan2(min(max(forward, -FORWARD_MOST), FORWARD_MOST), self.shoulder))

    @property
    def front_slope(self): return self.slope + self.tilted(self.body.shoulder_forward)
    @property
    def back_slope(self):  return self.slope - self.tilted(self.body.shoulder_forward)

    @property
    def front_tip(self):
        """The end of the shoulder line."""
        return self.neck_point.along(-self.front_slope, self.shoulder)
    @property
    def back_tip(self):  return self.neck_point.along(-self.back_slope, self.shoulder)

    def front_neckline(self, drop, slope):
        """From the neck point to the centre front; the yoke takes its first part."""
        return curve(self.neck_point, Point(0, -drop), leave=270 - slope, arrive=LEFT, rounder=ROUNDER)

    def back_neckline(self, slope):
        """Square to the shoulder, round in one arc until it is level, and so to the centre."""
        turn   = radians(90 - slope)
        radius = min(-self.nape.y / (1 - cos(turn)), self.neck_point.x / sin(turn))
        level  = Point(self.neck_point.x - radius * sin(turn), self.nape.y)
        return curve(self.neck_point, level, leave=270 - slope, arrive=LEFT).then(line(level, self.nape))

    @once
    def neck_drop(self):
        """The front neck is as deep as makes the neckline as long as the stand; the same for both sides."""
        slope, girth = max(self.middle.shoulder_slope - FLATTER, FLATTEST), self.middle.neck_girth
        tilt = self.tilted(self.middle.shoulder_forward)
        back = self.back_neckline(slope - tilt).length
        return solve(lambda drop: back + self.front_neckline(drop, slope + tilt).length, self.neck / 2,
                     NECK_DEEP[0] * girth, NECK_DEEP[1] * girth, what="neckline for the collar stand")

    # ---- Sides ----------------------------------------------------------------------------------------------------
    def at_waist(self, hip, waist, underarm):
        """The direction of a side at the waist: between those of its two parts where it goes on, else plumb."""
        below, above = heading(hip, waist), heading(waist, underarm)
        return (below + above) / 2 if (below - 90) * (above - 90) > 0 else UP

    def hip_to_waist(self, hip, waist, at_waist):
        return curve(hip, waist, leave=UP, arrive=at_waist, inflected=True)

    def waist_to_underarm(self, waist, underarm, at_waist):
        """Out to the armhole; under the arm it goes on turning."""
        above = heading(waist, underarm)
        return curve(waist, underarm, leave=at_waist, arrive=above + UNDER_ARM * (above - at_waist), inflected=True)

    def hip_to_underarm(self, hip, waist, underarm):
        """From the hip in at the waist, and out to the armhole."""
        at_waist = self.at_waist(hip, waist, underarm)
        return self.hip_to_waist(hip, waist, at_waist).then(self.waist_to_underarm(waist, underarm, at_waist))

    @once
    def back_side(self):
        """Straight up from the hem to the hip, and on."""
        hip, waist = Point(self.back_hip, self.hip_level), Point(self.back_waist, self.waist_level)
        shaped = self.hip_to_underarm(hip, waist, Point(self.back_width, self.armhole_level))
        return line(hip.down(self.hip_level - self.side_level), hip).then(shaped)

    @once
    def plain_front_side(self):
        waist, underarm = Point(self.front_waist, self.waist_level), Point(self.front_width, self.armhole_level)
        return self.as_long_as_back(Point(self.front_hip, self.hip_level),
                                    lambda hip: self.hip_to_underarm(hip, waist, underarm), 0)

    def as_long_as_back(self, hip, shaped, above):
        """The front's side from the hem up; ``shaped`` draws it from the hip, ``above`` mm are drawn elsewhere.

        The straight part above the hem makes it as long as the back's. Where the seam leans so much that too little of
        that is left, the width of the hip is reached higher.
        """
        length = self.back_side.length - above
        hip    = hip.up(max(STRAIGHT / 2 - length + shaped(hip).length, 0))
        rest   = shaped(hip)
        return line(hip.down(length - rest.length), hip).then(rest)

    # ---- Armholes: across the back and across the front where they are hollowest ----------------------------------
    def hollowest(self, across, tip, underarm):
        return Point(min(across, underarm.x - BESIDE_ARM), between(tip, underarm, PITCH).y)

    @property
    def front_pitch(self): return self.hollowest(self.half_across_front, self.front_tip, self.front_side.end)
    @property
    def back_pitch(self):  return self.hollowest(self.half_across_back, self.back_tip, self.back_side.end)

    def needs_slant(self, pitch, tip, slope):
        """Degrees by which an armhole must come to the tip less than squarely to be hollow; below 0 it may be more."""
        return 90 - slope - heading(pitch, tip) + TIP_HOLLOW
    @property
    def front_slant(self): return self.needs_slant(self.front_pitch, self.front_tip, self.front_slope)
    @property
    def back_slant(self):  return self.needs_slant(self.back_pitch, self.back_tip, self.back_slope)

    # The armhole runs on smoothly over the tip: as much as one half comes to it aslant, the other is fuller.
    @property
    def into_front_tip(self): return 90 - self.front_slope - max(min(0, -self.back_slant), self.front_slant)
    @property
    def into_back_tip(self):  return 90 - self.back_slope + min(max(0, self.front_slant), -self.back_slant)

    def lower_armhole(self, side, pitch):
        """From the underarm, about square to the side, and never downward, up to the pitch."""
        square = min(max(side.arriving + 90, LEFT - UNDERARM_SQUARE), LEFT)
        return curve(side.end, pitch, leave=square, arrive=UP)

    # From the pitch to the tip; the yoke takes the last part.
    @once
    def front_upper(self): return curve(self.front_pitch, self.front_tip, leave=UP, arrive=self.into_front_tip)
    @once
    def back_upper(self):  return curve(self.back_pitch, self.back_tip, leave=UP, arrive=self.into_back_tip)

    def armhole_when(self, deeper):
        """About the length of the whole armhole when it is so much deeper than usual; a bust has no part in it."""
        level = self.usual_armhole_level - deeper

        def half(across, tip, slope, width):
            underarm = Point(width, level)
            pitch    = self.hollowest(across, tip, underarm)
            upper    = curve(pitch, tip, leave=UP, arrive=min(90 - slope, heading(pitch, tip) - TIP_HOLLOW))
            return curve(underarm, pitch, leave=LEFT, arrive=UP).length + upper.length

        return half(self.half_across_front, self.front_tip, self.front_slope, self.back_width) \
            + half(self.half_across_back, self.back_tip, self.back_slope, self.back_width) - LOWERED
