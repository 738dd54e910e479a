"""Trousers with a front and a back for each leg: what they shall measure, legs, rise, sides and waist.

`TrouserBlock` holds them by name: ``leg``, ``rise`` and ``sides``. Front and back lie along their crease, x = 0; the
crotch line is y = 0, the side is on the right. A garment adds pieces, and what its waist is sewn to.

Sources are named in brackets. Aldrich, and Beazley and Bond, are books of drafting; "measured" is what files of makers
and bodies of surveys say; "by eye" was chosen on drafts of a few thousand people and has no other source.
"""

from dataclasses import dataclass
from math import atan2, cos, degrees, radians

from mtmpattern.drafting import (
    Block, Edge, Point, Template, between, curve, dart, fold, heading, intended, line, mm, once, percent, pleat, solve,
    square_to, yes_no,
)

from .crotch import BACK_FORK, FRONT_FORK, centre_top, crotch_curve
from .flowing import flowing, quiet, through, turned_by
from .skirt_darts import IN_BACK, IN_FRONT, OF_HIP_DEPTH, SEWN, WIDEST, darts_for, skirt_back_darts

# Measures
PLEAT = 30              # mm that a pleat takes from each front beside what a dart would (by eye)
CROTCH_DROP = 15        # mm by which the crotch line lies below the body, and half the ease besides (by eye)
KNEE = .4375            # of the inside leg, below the crotch: half of it less 50 mm, on one of 800 (Aldrich)
KNEE_FREE = 40          # mm that a leg is wider than the knee at least (by eye)
HEEL_FREE = 5           # mm that a hem is wider than the heel at least, so that the foot goes through (by eye)
FLARES = .85            # mm of width for each mm below the knee at the most: all four seams lean by 12 degrees (by eye)
SHORT = 60              # mm: legs that end less than this below the knee, or above it, are shorts (by eye)
SHORTS_FREE = 25        # mm that the hem of shorts is wider than the leg there at least (by eye)
SEAT_LEAST = .08        # of the hip girth: the crotch curve begins so far above the crotch line, or it is not round ...
SEAT_MOST = .45         # ... and no higher than this part of the rise (both by eye)

# Legs
FRONT_LESS = 10         # mm that the front is narrower than a quarter of the hip, and the back wider (Beazley and Bond)
FRONT_MORE, BACK_MORE = -12, 12         # mm by which a front or back is wider than half the leg (Aldrich: 10 each)
FRONT_OUT, BACK_OUT = .070, .120        # of the hip girth, from seat to fork (Aldrich .068, Beazley and Bond .120)
USUAL_FRONT = 60        # mm that the front crotch length usually is longer than the rise (by eye); when it is more ...
LONG_FRONT = .35        # ... this part of it goes into the front fork ...
FRONT_OUT_LESS, FRONT_OUT_MORE = .008, .014                 # ... within these parts of the hip girth (all by eye)
THIGH_SPARE = 20        # mm: full thighs are given more forks when less than this is spare around them (by eye) ...
FORKS_MORE = .02        # ... up to this part of the hip girth, a third of it in front (rule of alteration)
CREASE_IN_FRONT, CREASE_IN_BACK = .51, .505                 # of the width at the forks lies inside the crease (by eye)
SHORTS_LEAN = 7         # degrees that the legs of shorts lean at the most (by eye)
HOLLOW, HOLLOWER = 4, .2                # degrees that an inseam is hollow under the fork, and part of more (by eye)

# Rise
FRONT_LEAN, BELLY_LEAN = 3, -5          # degrees that the centre front leans in, and out over a belly at most (by eye)
BELLY, BY_BELLY = .9, 60                # waist to hip from which it leans less, and degrees for each 1 more (by eye)
FALLS, RISES = -25, 40  # mm by which the front waist usually lies below or above the side's, at most (by eye)
BELLY_RISES, OVER_BELLY = .95, 6        # of the hip: what the waist is more raises the front by a sixth (belly rule)
LOWEST = -40            # mm: the lowest front waist, where the back cannot take all of the crotch length (by eye)
FRONT_EASE = .4         # of the ease in the crotch lies in front (by eye; .43 to .45 of the body's length, measured)
BACK_RISES = 55         # mm by which the back waist lies above the side's at most (crotch length of bodies, measured)
BACK_OUT_MORE = .015    # of the hip girth: how much further in or out the back fork may lie (as measured, too)
FORK_LOWER = 13         # mm by which the back fork lies below the front's at most (trade rule for sewing by machine)
FORK_HIGHER = 10        # mm by which it may lie above it, while it is sought
BACK_LEAN, LEAN_BY_RISE = 10, .18       # degrees that the centre back leans, and more for each mm it rises (by eye)
LEAN_BY_TAKEN = .06     # ... but no more for each mm that the hip is wider than the waist, on top of the first ...
LEAST_LEAN, MOST_LEAN = 8, 20           # ... within these (measured on drafts: 12 to 19; 8 to 20 as a rule)
RISEN_LEAN, RISEN_LEAN_BY = 3, .25      # a back that rises far leans so much at least, and more for each mm (by eye)
SAY_FRONT, SAY_DEEPER = 25, 8           # mm from which it is said that front waist or crotch line were moved

# Sides and waist
THIGH = -25             # mm: the thigh is measured so far below the crotch line (by eye)
AT_SIDE = (1 - IN_FRONT - IN_BACK) / 2  # of what is taken in, at the side of front and back each: what darts leave
BENDS = 1.7             # the side below the hip falls off like this power of the way to the knee (by eye)
SIDE_RISES = 1 / 4      # of its intake the side rises at the waist (by eye)
INTAKE_ROOM = 80        # mm to either side of the usual within which the intake of the sides is sought
DART_ROOM = 30          # mm that the hip lies further below the dart than below the waist seam (by eye)
FRONT_DART = 100        # mm that the front's dart is long at most (Beazley and Bond)
PLEAT_MARKED = 60       # mm that a pleat is marked down from the waist (by eye)
SEAM_ROOM = 12          # mm up or down within which the back's side is made as long as the front's
CREASE_OFF_HEM = 2      # mm that the crease ends above the hem


def inseam_leaves(fork, foot, below):
    """The direction in which an inseam leaves the fork: hollow under it, the more so the further the fork is out.

    ``foot`` is where its curve ends, in the direction ``below``.
    """
    chord  = heading(fork, foot)
    hollow = max(turned_by(below, chord), 0)
    return chord + min(hollow, HOLLOW + HOLLOWER * hollow)


def chord_of(width, lean):
    """The straight width of a hem that is ``width`` mm long and arcs to be square to seams that lean so much."""
    return width * 1000 / curve(Point(0, 0), Point(1000, 0), leave=lean, arrive=-lean).length


class TrouserMeasures(Template):
    """The options of trousers, what they make of a body, and the levels of a leg."""

    leg:   "TrouserLegs"
    rise:  "TrouserRise"
    sides: "TrouserSides"

    needs     = ("waist_girth", "hip_girth", "waist_to_hip", "body_rise", "crotch_length", "front_crotch_length",
                 "inside_leg", "thigh_girth", "knee_girth", "heel_girth")
    estimable = ("waist_to_hip", "body_rise", "crotch_length", "front_crotch_length", "thigh_girth", "knee_girth",
                 "heel_girth")

    waist_ease  = mm(10, 0, 40, "room around the waist")
    hip_ease    = mm(50, 20, 140, "room around the hip")
    thigh_ease  = mm(60, 30, 160, "least room around the thigh; a wide hip makes more")
    knee_width  = percent(77, 66, 105, "width of the leg at the knee, part of the thigh girth")
    taper       = percent(88, 70, 125, "width of the leg at the hem, part of that at the knee; of shorts, of the leg's "
                                       "width there")
    leg_length  = percent(97, 18, 104, "length of the leg, part of the inside leg")
    below_waist = mm(35, 0, 80, "waist seam below the natural waist")
    crotch_ease = mm(10, 0, 60, "room in the crotch seam")
    pleated     = yes_no(False, "a pleat in each front, for more room at the hip")

    # ---- What the trousers shall measure; alterations are added here ----------------------------------------------
    @intended
    def waist(self): return self.girth_below(self.below_waist) + self.waist_ease
    @intended
    def hip(self):   return self.middle.hip_girth + self.hip_ease + (2 * PLEAT if self.pleated else 0)
    @intended
    def thigh(self): return max(self.leg.thigh_wanted, self.sides.usual_thigh)
    @intended
    def knee(self):                                                  # shorts end above it
        return self.leg_hem if self.is_short else self.leg.knee_wanted
    @intended
    def leg_hem(self):
        if self.is_short:
            part = min(-self.nominal_length / self.knee_level, 1)
            leg  = between(Point(self.thicker("thigh_girth"), 0), Point(self.thicker("knee_girth"), 0), part).x
            return max(self.leg.width_at(-self.nominal_length) * self.taper, leg + SHORTS_FREE)
        widest = self.knee + FLARES * (self.nominal_length + self.knee_level)
        return max(min(self.knee * self.taper, widest), self.thicker("heel_girth") + HEEL_FREE)
    @intended
    def inseam(self):
        return self.middle.inside_leg * self.leg_length - self.drop - (0 if self.is_short else self.rise.deeper)
    @intended
    def crotch(self):
        """The whole seam between the legs, from waist seam to waist seam."""
        return self.middle.crotch_length + self.crotch_ease - 2 * self.below_waist

    def thicker(self, measure):
        """Both legs are cut alike, for the thicker one."""
        return max(getattr(self.body, measure), getattr(self.twin.body, measure))

    def girth_below(self, down):
        """The girth of the body so far below the natural waist."""
        waist, hip = self.middle.waist_girth, self.middle.hip_girth
        return waist + (hip - waist) * min(max(down, 0) / self.middle.waist_to_hip, 1)

    # ---- Levels ---------------------------------------------------------------------------------------------------
    @once
    def drop(self):
        """The crotch line lies so far below the body."""
        return CROTCH_DROP + self.crotch_ease / 2

    @once
    def waist_level(self): return self.side_waist + self.rise.deeper

    @property
    def side_waist(self):
        """Where the waist seam lies at the side before the crotch line is moved."""
        return self.middle.body_rise + self.drop - self.below_waist

    @once
    def seat_level(self):
        """Where the centre lines bend into the crotch curves: at the hip, but high enough for a round curve."""
        rise = self.middle.body_rise + self.drop
        return min(max(rise - self.middle.waist_to_hip, SEAT_LEAST * self.middle.hip_girth), SEAT_MOST * rise)

    @once
    def knee_level(self): return self.drop - KNEE * self.middle.inside_leg

    @once
    def nominal_length(self): return self.middle.inside_leg * self.leg_length - self.drop

    @once
    def is_short(self): return -self.nominal_length > self.knee_level - SHORT

    @property
    def straight_foot(self): return 0                                # so much of shorts is straight above the hem

    @once
    def is_jointed(self):
        """Whether the leg goes on straight below its shaped part."""
        return not self.is_short or self.straight_foot > 0

    def body_levels(self):
        """The heights of the body at which front and back lie."""
        hip = self.waist_level + self.below_waist - self.middle.waist_to_hip
        return {"hip": hip, "crotch": self.drop, "thigh": THIGH} | ({} if self.is_short else {"knee": self.knee_level})

    # ---- What a garment may say otherwise -------------------------------------------------------------------------
    @property
    def back_darts(self): return self.sides.usual_back_darts


class TrouserLegs(Block[TrouserMeasures]):
    """The legs along their crease, and how far their forks reach."""

    needs = ("hip_girth", "front_crotch_length", "body_rise")

    # ---- Widths across the hip and out to the forks ---------------------------------------------------------------
    @once
    def front_hip(self): return self.garment.hip / 4 - FRONT_LESS + (PLEAT / 2 if self.garment.pleated else 0)
    @once
    def back_hip(self):  return self.garment.hip / 2 - self.front_hip

    @once
    def thigh_wanted(self): return self.garment.thicker("thigh_girth") + self.garment.thigh_ease

    @once
    def for_thighs(self):
        """Full thighs need forks that reach further."""
        usual = self.garment.hip / 2 + (FRONT_OUT + BACK_OUT) * self.middle.hip_girth
        return min(max(self.thigh_wanted + THIGH_SPARE - usual, 0), FORKS_MORE * self.middle.hip_girth)

    @once
    def front_fork_out(self):
        """It reaches further on a body that is long in front from waist to crotch."""
        hip, long = self.middle.hip_girth, self.middle.front_crotch_length - self.middle.body_rise - USUAL_FRONT
        more = min(max(LONG_FRONT * long, -FRONT_OUT_LESS * hip), FRONT_OUT_MORE * hip)
        return FRONT_OUT * hip + more + self.for_thighs / 3
    @once
    def back_fork_out(self): return BACK_OUT * self.middle.hip_girth + self.for_thighs * 2 / 3

    # ---- As wide to either side of the crease; the back is wider than the front -----------------------------------
    def width_at(self, level):
        """The width of the leg between crotch line and knee."""
        top = self.garment.hip / 2 + self.front_fork_out + self.back_fork_out
        return top + (self.knee_wanted - top) * level / self.garment.knee_level

    @once
    def lean(self):
        """By how many degrees the leg's sides lean where its shaped part ends; none where a turn-up lies."""
        garment = self.garment
        if garment.is_short:
            most = 0 if garment.straight_foot else SHORTS_LEAN
            return min(degrees(atan2((self.width_at(0) - self.knee_wanted) / 4, -garment.knee_level)), most)
        return degrees(atan2((garment.knee - garment.leg_hem) / 4, garment.nominal_length + garment.knee_level))

    def half(self, width, more):
        """Half the width of a front or back at a hem that makes a leg ``width`` mm wide."""
        return chord_of(width / 2 + more, self.lean) / 2

    @once
    def knee_wanted(self):
        garment = self.garment
        return max(garment.thicker("thigh_girth") * garment.knee_width, garment.thicker("knee_girth") + KNEE_FREE)

    # ---- Joint and foot: where the shaped part of the leg ends, and its hem ---------------------------------------
    @once
    def joint_level(self):
        """Down to the knee the leg is shaped, below it straight; shorts end above it, where their inseam says."""
        if not self.garment.is_short:
            return self.garment.knee_level
        long = self.garment.inseam - self.garment.straight_foot
        return solve(lambda level: self.inseam_from(self.front_fork, FRONT_MORE, level).length, long,
                     -.8 * long, -long, what="inseam")

    def joint(self, more, level=None):
        """At the side: the knee, or the hem of shorts."""
        knee = self.garment.knee
        half = self.half(knee, more) if self.garment.is_short else knee / 4 + more / 2
        return Point(half, self.joint_level if level is None else level)

    def foot(self, more):
        """The side of the hem."""
        joint = self.joint(more)
        if not self.garment.is_jointed:
            return joint
        half = self.half(self.garment.leg_hem, more)
        left = self.garment.inseam - self.upper_inseam.length
        return Point(half, joint.y - (left ** 2 - (joint.x - half) ** 2) ** .5)

    def below_joint(self, more):
        """Length of a seam from the hem to the joint."""
        return self.foot(more).distance(self.joint(more))

    # ---- Inseams --------------------------------------------------------------------------------------------------
    def inseam_from(self, fork, more, level=None):
        """From a fork to the joint, or to a joint that lies at another level."""
        joint = self.joint(more, level)
        inner, below = Point(-joint.x, joint.y), 270 + self.lean
        return curve(fork, inner, leave=inseam_leaves(fork, inner, below), arrive=below, inflected=True)

    @once
    def front_fork(self): return Point(-CREASE_IN_FRONT * (self.front_hip + self.front_fork_out), 0)

    @once
    def upper_inseam(self): return self.inseam_from(self.front_fork, FRONT_MORE)

    def to_hem(self, shaped, more):
        """A shaped inseam, and straight on to the hem."""
        if not self.garment.is_jointed:
            return shaped
        foot = self.foot(more)
        return shaped.then(line(shaped.end, Point(-foot.x, foot.y)))

    # ---- Sides, up to the thigh -----------------------------------------------------------------------------------
    def side_to(self, thigh, hip, more):
        """From the hem over the joint to a point at the thigh, on the way to the hip."""
        joint  = self.joint(more)
        shaped = curve(joint, thigh, leave=90 - self.lean, arrive=through(joint, thigh, hip), inflected=True)
        return line(self.foot(more), joint).then(shaped) if self.garment.is_jointed else shaped


@dataclass(frozen=True)
class BackFork:
    """A place of the back's fork, the inseam from there to the joint, and how far the seat lies from it."""

    point: Point
    inseam: Edge
    out: float

    def seat(self, level):
        """Where the centre line bends into the crotch curve."""
        return Point(self.point.x + self.out, level)


class TrouserRise(Block[TrouserMeasures]):
    """From crotch to waist along the centre: the crotch seam is as long as the body's.

    Its length comes of the slope of the front waist, the rise of the back, its fork, and its depth.
    """

    needs = ("waist_girth", "hip_girth", "front_crotch_length")

    # ---- The front ------------------------------------------------------------------------------------------------
    @once
    def front_lean(self):
        """The centre front leans in a little; over a belly it stands upright or leans out."""
        belly = self.middle.waist_girth / self.middle.hip_girth
        return max(min(FRONT_LEAN, FRONT_LEAN - BY_BELLY * (belly - BELLY)), BELLY_LEAN)

    @once
    def front_seat(self):
        return Point(self.garment.leg.front_fork.x + self.garment.leg.front_fork_out, self.garment.seat_level)

    @once
    def front_curve(self):
        leg = self.garment.leg
        return crotch_curve(self.front_seat, leg.front_fork, self.front_lean, leg.upper_inseam.leaving, FRONT_FORK)

    def straight_up(self, up, lean):
        """Length of a centre line from the seat to a waist that lies so much higher than the side's."""
        return (self.garment.side_waist + up - self.garment.seat_level) / cos(radians(lean))

    def front_length(self, up):
        """Length of the front crotch seam when its waist is so much higher than the side's."""
        return self.straight_up(up, self.front_lean) + self.front_curve.length

    @once
    def front_most(self):
        return RISES + max(self.middle.waist_girth - BELLY_RISES * self.middle.hip_girth, 0) / OVER_BELLY

    @once
    def front_usual(self):
        """The front waist rises over a belly and falls on a flat one."""
        garment = self.garment
        share   = self.middle.front_crotch_length + FRONT_EASE * garment.crotch_ease - garment.below_waist
        return min(max(share - self.front_length(0), FALLS), self.front_most)

    # ---- The back -------------------------------------------------------------------------------------------------
    @once
    def back_asked(self): return self.garment.crotch - self.front_length(self.front_usual)

    def lean_when(self, up):
        """The more the seat needs, the more; upright where there is nothing to take in at the waist."""
        taken = self.garment.hip - self.garment.waist
        usual = min(BACK_LEAN + LEAN_BY_RISE * up, MOST_LEAN, BACK_LEAN + LEAN_BY_TAKEN * taken)
        return max(usual, RISEN_LEAN + RISEN_LEAN_BY * up, LEAST_LEAN)

    def fork_when(self, more):
        """The fork when it lies so much further out: its level makes both inseams equally long."""
        leg   = self.garment.leg
        reach = leg.back_fork_out + more
        point = self.level_fork(CREASE_IN_BACK * (leg.back_hip + reach))
        return BackFork(point, leg.inseam_from(point, BACK_MORE), reach)

    def level_fork(self, out):
        """It lies `FORK_LOWER` below the front's at most."""
        leg  = self.garment.leg
        same = leg.upper_inseam.length
        def inseam(out, low): return leg.inseam_from(Point(-out, -low), BACK_MORE).length

        if inseam(out, FORK_LOWER) > same:                                   # then the leg swings out under it
            return Point(-solve(lambda nearer: inseam(nearer, FORK_LOWER), same, .7 * out, out,
                                what="back fork"), -FORK_LOWER)
        return Point(-out, -solve(lambda low: inseam(out, low), same, -FORK_HIGHER, FORK_LOWER,
                                  what="level of the back fork"))

    def curve_when(self, up, fork):
        seat = fork.seat(self.garment.seat_level)
        return crotch_curve(seat, fork.point, self.lean_when(up), fork.inseam.leaving, BACK_FORK)

    def back_length(self, up, fork):
        """Length of the back crotch seam when its waist is so much higher than the side's, to one of its forks."""
        return self.straight_up(up, self.lean_when(up)) + self.curve_when(up, fork).length

    @once
    def usual_fork(self): return self.fork_when(0)

    @once
    def fork_more(self):
        """How much further out the fork lies, when rising or falling is not enough."""
        most, asked = BACK_OUT_MORE * self.middle.hip_girth, self.back_asked
        def risen(more):  return self.back_length(BACK_RISES, self.fork_when(more))
        def fallen(more): return self.back_length(0, self.fork_when(more))

        if self.back_length(BACK_RISES, self.usual_fork) < asked:
            return most if risen(most) < asked else solve(risen, asked, 0, most, what="back fork")
        if self.back_length(0, self.usual_fork) > asked:
            return -most if fallen(-most) > asked else solve(fallen, asked, -most, 0, what="back fork")
        return 0

    @once
    def back_fork(self): return self.fork_when(self.fork_more) if self.fork_more else self.usual_fork

    @once
    def back_up(self):
        if self.fork_more:
            return BACK_RISES if self.fork_more > 0 else 0
        return solve(lambda up: self.back_length(up, self.usual_fork), self.back_asked, 0, BACK_RISES,
                     what="rise of the back")

    @property
    def back_seat(self):  return self.back_fork.seat(self.garment.seat_level)
    @property
    def back_lean(self):  return self.lean_when(self.back_up)
    @property
    def back_curve(self): return self.curve_when(self.back_up, self.back_fork)

    # ---- What neither can take ------------------------------------------------------------------------------------
    @once
    def front_up(self):
        """The front takes what the back cannot."""
        lean    = radians(self.front_lean)
        lacking = self.back_asked - self.back_length(self.back_up, self.back_fork)
        up      = min(max(self.front_usual + lacking * cos(lean), LOWEST), max(self.front_most, self.front_usual))
        if abs(up - self.front_usual) > SAY_FRONT:
            self.rescued("front waist moved because the back cannot take all of the crotch length",
                         abs(up - self.front_usual))
        return up

    @once
    def deeper(self):
        """When front and back have given all they can, the crotch line moves away from the waist, or toward it."""
        lacking = (self.garment.crotch - self.front_length(self.front_up)
                   - self.back_length(self.back_up, self.back_fork))
        deeper  = lacking / (1 / cos(radians(self.front_lean)) + 1 / cos(radians(self.back_lean)))
        if abs(deeper) > SAY_DEEPER:
            self.rescued("crotch line lowered for the crotch length" if deeper > 0 else
                         "waist lowered for the short crotch length", abs(deeper))
        return deeper

    @once
    def front_top(self):
        return centre_top(self.front_seat, self.front_lean, self.garment.waist_level + self.front_up)
    @once
    def back_top(self):
        return centre_top(self.back_seat, self.back_lean, self.garment.waist_level + self.back_up)


class TrouserSides(Block[TrouserMeasures]):
    """Sides, and the waist between them and the centres: the same intake at the waist on front and back."""

    needs = ()

    # ---- Hip and thigh --------------------------------------------------------------------------------------------
    @once
    def front_hip(self):
        return Point(self.garment.rise.front_seat.x + self.garment.leg.front_hip, self.garment.seat_level)
    @once
    def back_hip(self):
        return Point(self.garment.rise.back_seat.x + self.garment.leg.back_hip, self.garment.seat_level)

    def usual_thigh_side(self, hip, more):
        """Below the hip the side runs almost straight down before it goes in to the joint."""
        joint = self.garment.leg.joint(more)
        part = (hip.y - THIGH) / (hip.y - joint.y)
        return hip.x - part ** BENDS * (hip.x - joint.x)

    @once
    def usual_thigh(self):
        """The width of a leg a little below the crotch when nothing else is asked for."""
        front, back = self.garment.leg.upper_inseam, self.garment.rise.back_fork.inseam
        return (self.usual_thigh_side(self.front_hip, FRONT_MORE) - front.at_level(THIGH).x
                + self.usual_thigh_side(self.back_hip, BACK_MORE) - back.at_level(THIGH).x)

    def leg_side(self, hip, more):
        """From the hem over the knee to the thigh."""
        wider = (self.garment.thigh - self.usual_thigh) / 2
        return self.garment.leg.side_to(Point(self.usual_thigh_side(hip, more) + wider, THIGH), hip, more)

    @once
    def front_leg(self): return self.leg_side(self.front_hip, FRONT_MORE)
    @once
    def back_leg(self):  return self.leg_side(self.back_hip, BACK_MORE)

    # ---- From the hem to the waist, which is taken in so much and lies so much higher -----------------------------
    def whole(self, leg, hip, intake, up):
        waist = Point(hip.x - intake, self.garment.waist_level + SIDE_RISES * max(intake, 0) + up)
        return leg.then(flowing(leg.end, hip, waist, leave=leg.arriving))

    def front_when(self, intake):    return self.whole(self.front_leg, self.front_hip, intake, 0)
    def back_when(self, intake, up): return self.whole(self.back_leg, self.back_hip, intake, up)

    # ---- The waist: hip less waist goes into both centre seams, then into darts and sides -------------------------
    @once
    def to_take_in(self):
        """What is left of half the hip less half the waist for sides and darts."""
        garment, rise = self.garment, self.garment.rise
        centres = rise.front_top.x - rise.front_seat.x + rise.back_top.x - rise.back_seat.x
        return (garment.hip - garment.waist) / 2 - centres - (PLEAT if garment.pleated else 0)

    @property
    def hip_depth(self): return self.garment.waist_level - self.garment.seat_level + DART_ROOM

    @once
    def usual_back_darts(self): return skirt_back_darts(self, self.to_take_in, self.hip_depth)

    @once
    def front_darts(self):
        """One dart or pleat, on the crease."""
        if self.garment.pleated:
            return [pleat(width=PLEAT + max(IN_FRONT * self.to_take_in, 0), length=PLEAT_MARKED, at=1 / 2)]
        width = min(IN_FRONT * self.to_take_in, WIDEST)
        many  = self.held("front darts", min(darts_for(width), 1))
        length = min(FRONT_DART, OF_HIP_DEPTH * self.hip_depth)
        return [dart(width, length, 1 / 2)] if many and width > SEWN else []

    @property
    def usual_intake(self): return AT_SIDE * self.to_take_in

    @once
    def back_lower(self):
        """How much lower the back's waist lies at the side, or its side would be longer than the front's."""
        return self.back_when(self.usual_intake, 0).length - self.front_when(self.usual_intake).length

    def waistline(self, side, top, lean):
        """Square to a side and to the centre line, or nearly so."""
        leave, arrive = quiet(square_to(side), heading(side.end, top), 180 - lean)
        return curve(side.end, top, leave=leave, arrive=arrive, inflected=True)

    def front_waist_on(self, side):
        return self.waistline(side, self.garment.rise.front_top, self.garment.rise.front_lean)
    def back_waist_on(self, side):
        return self.waistline(side, self.garment.rise.back_top, self.garment.rise.back_lean)

    @once
    def intake(self):
        """What the waist is too long goes into the sides, equally in front and in back."""
        taken = sum(each.width for each in [*self.front_darts, *self.garment.back_darts])
        return solve(lambda intake: self.front_waist_on(self.front_when(intake)).length
                     + self.back_waist_on(self.back_when(intake, -self.back_lower)).length,
                     taken + self.garment.waist / 2, self.usual_intake - INTAKE_ROOM, self.usual_intake + INTAKE_ROOM,
                     what="side seam at the waist")

    # ---- The lines of front and back ------------------------------------------------------------------------------
    @once
    def front(self): return self.front_when(self.intake)

    @once
    def back(self):
        """Its waist lies where it is as long as the side of the front."""
        return self.back_when(self.intake, solve(
            lambda up: self.back_when(self.intake, up).length, self.front.length,
            -self.back_lower - SEAM_ROOM, -self.back_lower + SEAM_ROOM, what="side seam"))

    @once
    def front_waist(self): return self.front_waist_on(self.front)
    @once
    def back_waist(self):  return self.back_waist_on(self.back).with_darts(self.garment.back_darts)

    def darted(self, edge):
        """The waist of the front, or what a pocket leaves of it, with its dart or pleat on the crease."""
        at = edge.start.x / (edge.start.x - edge.end.x)
        return edge.with_darts([(dart if each.tip else pleat)(each.width, each.length, at)
                                for each in self.front_darts])


class TrouserBlock(TrouserMeasures):
    """Half the front and half the back of trousers."""

    leg, rise, sides = TrouserLegs(), TrouserRise(), TrouserSides()

    # ---- Points and lines that front and back carry ---------------------------------------------------------------
    def notched(self, side):
        """Points at which front and back meet along the side: equally far from the hem."""
        below = self.leg.below_joint(FRONT_MORE) if self.is_jointed else 0
        knee  = {} if self.is_short else {"side_knee": side.at(below)}
        return knee | {"side_thigh": side.at(self.sides.front_leg.length)}

    def heights(self):
        """Where the garment is measured across."""
        return {"hip": Point(0, self.seat_level), "thigh": Point(0, THIGH), "knee": Point(0, self.leg.joint_level)}

    def inner_knee(self, more):
        joint = self.leg.joint(more)
        return {} if self.is_short else {"inseam_knee": Point(-joint.x, joint.y)}

    def crease(self, foot, top):
        """From the hem, whose side is at ``foot``, up to a height."""
        return {"crease": fold(Point(0, foot.y + CREASE_OFF_HEM), Point(0, top))}
