"""The lines of a shirt's body: neck and shoulder, sides and armholes; its widths and levels are in shirt_widths.py.

Sources are named in brackets as there: "measured" is what pattern files and drafts of FreeSewing say; "by eye" was
chosen on drafts of a few thousand people.
"""

from math import atan2, cos, degrees, radians, sin

from mtmpattern.drafting import LEFT, UP, Point, between, curve, heading, line, once, solve

from .armholes import roundest, under_arm
from .flowing import LEAST_RADIUS, evened, turned_by
from .shirt_widths import BESIDE_ARM, YOKE_LOWERED, PLUMB_ABOVE_HEM, ShirtWidths

# ---- Neck and shoulder ----------------------------------------------------------------------------------------------
NECK_WIDE = .204        # of the neck girth, half the width of the neck (measured, the shirt of FreeSewing)
NECK_BASE_PARTS = 6     # half the width of the neck is one of so many parts of the girth of its base ...
BESIDE_NECK = 8         # ... and these mm (books: 8 to 20)
NECK_DEEP = .1, .36     # of the neck girth: between these the depth of the front neck is sought
NECK_ROUNDER = 1.2      # the front neckline is drawn further into its corner than an arc (by eye)
FLATTER = 4             # degrees that the yoke is flatter than the shoulder
FLATTEST = 8            # degrees that it slopes at least
FORWARD_MOST = 20       # mm that the tip of a shoulder is moved forward or back at most (books: 5 to 15)
STEEPER_FORWARD = .5    # degrees that a shoulder of usual length gets steeper for each mm that its tip is moved
TIP_BEYOND = 16         # mm that the tip usually lies beyond the hollow of the armhole (measured: 4 to 8 FreeSewing's,
#                         15 to 27 on industrial ones); half of a shoulder's difference from that moves it
LEAST_TIP_BEYOND, MOST_TIP_BEYOND = 8, 26               # mm that it lies beyond the hollow at least and at most

# ---- Armhole --------------------------------------------------------------------------------------------------------
PITCH = .56             # of the way from tip to underarm it is hollowest (books: .50 to .65)
TIP_HOLLOW = 2          # degrees that it bends above the pitch at least, so that it stays hollow (by eye)
TURN_UNDER_ARM = 1 / 3  # of the turn between waist and underarm the side goes on turning under the arm (by eye)
HIP_EVENLY = .12        # of a side's bend at the hip or the waist, what it has at the other end at least (by eye)
UNDERARM_SQUARE = 8     # degrees that the armhole rises less than squarely to a side that leans out (by eye)


def hollow_to(pitch, tip):
    """The steepest direction in which an armhole can reach the tip: hollow above the pitch, and round there."""
    return min(heading(pitch, tip) - TIP_HOLLOW, roundest(pitch, tip))


class ShirtBlock(ShirtWidths):
    """Neck, shoulder, sides and armholes; its coordinates are those of `ShirtWidths`."""

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
        return self.middle.neck_base_girth / NECK_BASE_PARTS + BESIDE_NECK + along

    @once
    def shoulder_width(self):
        """From the centre to the tip: to the bone and beyond, and about as far from the hollow of the armhole."""
        hollow = max(self.half_across_back, self.half_across_front)
        wanted = (self.bone + self.shoulder_ease + hollow + TIP_BEYOND) / 2
        return min(max(wanted, hollow + LEAST_TIP_BEYOND), hollow + MOST_TIP_BEYOND)

    @property
    def shoulder_beyond(self):
        """The part of the shoulder that lies on the arm."""
        return self.shoulder_width - self.bone

    @property
    def shoulder(self):
        """Length of the shoulder line; its tip lies beyond the hollow of the armhole in front and in back."""
        forward = min(max(self.body.shoulder_forward, -FORWARD_MOST), FORWARD_MOST)
        slope   = radians(self.slope + abs(forward) * STEEPER_FORWARD)
        least   = max(self.half_across_back, self.half_across_front) + LEAST_TIP_BEYOND - self.neck_point.x
        return max((self.shoulder_width - self.neck_point.x) / cos(radians(self.slope)), least / cos(slope))

    def tilted(self, forward):
        """Degrees by which a shoulder that lies this many mm forward makes the front slope more, and the back less."""
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
        return curve(self.neck_point, Point(0, -drop), leave=270 - slope, arrive=LEFT, rounder=NECK_ROUNDER)

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
        """The direction of a side at the waist: between those of its two parts where it goes on, else plumb.

        Between hip and waist it never bends at one end alone.
        """
        below, above = heading(hip, waist), heading(waist, underarm)
        way = (below + above) / 2 if (below - 90) * (above - 90) > 0 else UP
        return below + evened(turned_by(below, way), turned_by(UP, below), HIP_EVENLY)

    def hip_to_waist(self, hip, waist, at_waist):
        return curve(hip, waist, leave=UP, arrive=at_waist, least_radius=LEAST_RADIUS, inflected=True)

    def waist_to_underarm(self, waist, underarm, at_waist):
        """Out to the armhole; under the arm it goes on turning."""
        above = heading(waist, underarm)
        return curve(waist, underarm, leave=at_waist, arrive=above + TURN_UNDER_ARM * (above - at_waist),
                     least_radius=LEAST_RADIUS, inflected=True)

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

    @property
    def front_side(self): return self.plain_front_side       # a dart for the bust draws its own

    def as_long_as_back(self, hip, shaped, above):
        """The front's side from the hem up; ``shaped`` draws it from the hip, ``above`` mm are drawn elsewhere.

        The straight part above the hem makes it as long as the back's. Where the seam leans so much that too little of
        it is left, the width of the hip is reached higher up.
        """
        length = self.back_side.length - above
        hip    = hip.up(max(PLUMB_ABOVE_HEM / 2 - length + shaped(hip).length, 0))
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
        return 90 - slope - hollow_to(pitch, tip)
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
        return under_arm(side.end, pitch, square)

    def upper_armhole(self, pitch, tip, arrive):
        return curve(pitch, tip, leave=UP, arrive=arrive, least_radius=LEAST_RADIUS)

    # From the pitch to the tip; the yoke takes the last part.
    @once
    def front_upper(self): return self.upper_armhole(self.front_pitch, self.front_tip, self.into_front_tip)
    @once
    def back_upper(self):  return self.upper_armhole(self.back_pitch, self.back_tip, self.into_back_tip)

    def armhole_when(self, deeper):
        """About the length of the whole armhole, ``deeper`` mm deeper than usual; a bust is left out of account."""
        level = self.usual_armhole_level - deeper

        def half(across, tip, slope, width):
            underarm = Point(width, level)
            pitch    = self.hollowest(across, tip, underarm)
            upper    = curve(pitch, tip, leave=UP, arrive=min(90 - slope, hollow_to(pitch, tip)))
            return under_arm(underarm, pitch, LEFT).length + upper.length

        return half(self.half_across_front, self.front_tip, self.front_slope, self.back_width) \
            + half(self.half_across_back, self.back_tip, self.back_slope, self.back_width) - YOKE_LOWERED
