"""The legs of trousers, the block `TrouserLegs`. Lines lie, and sources are named, as in trouser_measures.py."""

from itertools import pairwise
from math import atan2, degrees

from mtmpattern.drafting import Block, Point, curve, heading, line, once, solve

from .flowing import evened, through, turned_by
from .trouser_measures import CALF_FREE, CALF_SPARE, PLEAT_TAKES, TrouserMeasures

KNEE_ROOM = 40          # mm that a leg is drafted wider than the knee at least (by eye)
FULL_THIGH = 1.6        # of the lower leg, a thigh that is thicker is full (by eye)
KNEE_FOLLOWS = .3       # of a full thigh's excess, the knee is wider (by eye)
CALF_LOWER = .035       # of the inside leg, a calf may lie lower, on a short shank (measured: 95 of 100 bodies)
ANKLE_DOWN = .91        # of the inside leg, the ankle lies below the crotch (by eye)
SHORTS_FREE = 25        # mm that a hem above the calf is wider than the leg there at least (by eye)
FRONT_HIP_LESS = 10     # mm that the front is narrower than a quarter of the hip, and the back wider (Beazley and Bond)
FRONT_MORE = -12        # mm by which a front is wider than half the leg (Aldrich: 10 narrower)
BACK_MORE = 12          # mm by which a back is wider than half the leg (Aldrich: 10)
FRONT_FORK_OUT = .070   # of the hip girth, the front fork lies out from the seat (Aldrich .068)
BACK_FORK_OUT = .120    # of the hip girth, the back fork lies out from the seat (Beazley and Bond .120)
USUAL_FRONT_LONGER = 60 # mm that the front crotch length usually is longer than the rise (by eye)
LONGER_INTO_FORK = .35  # of what it is more than that, goes into the front fork (by eye)
FRONT_FORK_LESS = .008  # of the hip girth, the front fork lies further in for that at most (by eye)
FRONT_FORK_MORE = .014  # of the hip girth, it lies further out for that at most (by eye)
THIGH_SPARE = 20        # mm: full thighs are given more forks when less than this is spare around them (by eye)
FORKS_MORE = .02        # of the hip girth, the forks reach further for that, a third of it in front (rule of
#                         alteration)
CREASE_IN_FRONT = .51   # of the front's width at the fork lies inside the crease (by eye)
CREASE_IN_BACK = .505   # of the back's width at the fork lies inside the crease (by eye)
SHORTS_LEVEL_FROM = .8  # of the inseam, from where the level of the hem of shorts is sought
SHORTS_LEAN = 7         # degrees that the legs of shorts lean at most (by eye)
INSEAM_HOLLOW = 4       # degrees that an inseam is hollow under the fork (by eye)
INSEAM_HOLLOWER = .2    # of its turn from the fork to its foot, it is hollower (by eye)


def inseam_leaves(fork, foot, below):
    """The direction in which an inseam leaves the fork: hollow under it, the more so the further the fork is out.

    ``foot`` is where its curve ends, in the direction ``below``.
    """
    chord  = heading(fork, foot)
    hollow = max(turned_by(below, chord), 0)
    return chord + min(hollow, INSEAM_HOLLOW + INSEAM_HOLLOWER * hollow)


def chord_of(width, lean):
    """The straight width of a hem that is ``width`` mm long and arcs to be square to seams that lean by ``lean``."""
    return width * 1000 / curve(Point(0, 0), Point(1000, 0), leave=lean, arrive=-lean).length


class TrouserLegs(Block[TrouserMeasures]):
    """The legs along their crease, and how far their forks reach."""

    needs = ("hip_girth", "front_crotch_length", "body_rise", "inside_leg")

    # ---- Widths across the hip and out to the forks ---------------------------------------------------------------
    @once
    def front_hip(self):
        """A quarter, a little less than the back; all the further room for a belly is in front."""
        garment, belly = self.garment, self.garment.hip_over_belly
        return (garment.hip - belly) / 4 - FRONT_HIP_LESS + (PLEAT_TAKES / 2 if garment.pleated else 0) + belly / 2
    @once
    def back_hip(self):  return self.garment.hip / 2 - self.front_hip

    @once
    def thigh_wanted(self): return self.garment.thicker("thigh_girth") + self.garment.thigh_ease

    @once
    def for_thighs(self):
        """Full thighs need forks that reach further."""
        usual = self.garment.hip / 2 + (FRONT_FORK_OUT + BACK_FORK_OUT) * self.middle.hip_girth
        return min(max(self.thigh_wanted + THIGH_SPARE - usual, 0), FORKS_MORE * self.middle.hip_girth)

    @once
    def front_fork_out(self):
        """It reaches further on a body that is long in front from waist to crotch."""
        hip  = self.middle.hip_girth
        more = min(max(self.front_longer, -FRONT_FORK_LESS * hip), FRONT_FORK_MORE * hip)
        return FRONT_FORK_OUT * hip + more + self.for_thighs / 3
    @property
    def front_longer(self):
        """What the front fork gets of a front crotch length that is longer than usual, before it is bounded."""
        return LONGER_INTO_FORK * (self.middle.front_crotch_length - self.middle.body_rise - USUAL_FRONT_LONGER)
    @property
    def front_follows(self):
        """Whether the fork follows the front crotch length."""
        return -FRONT_FORK_LESS < self.front_longer / self.middle.hip_girth < FRONT_FORK_MORE
    @once
    def back_fork_out(self): return BACK_FORK_OUT * self.middle.hip_girth + self.for_thighs * 2 / 3

    # ---- As wide to either side of the crease; the back is wider than the front -----------------------------------
    def width_at(self, level):
        """The width of the leg between crotch line and knee."""
        top = self.garment.hip / 2 + self.front_fork_out + self.back_fork_out
        return top + (self.knee_wanted - top) * level / self.garment.knee_level

    @once
    def lean(self):
        """The degrees by which the leg's sides lean where its shaped part ends; none where a turn-up lies."""
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
        """It follows the lower leg, the mean of knee and calf, and a little a full thigh above it.

        A strong calf widens knee and hem alike.
        """
        garment = self.garment
        thigh, knee, calf = (garment.thicker(f"{each}_girth") for each in ("thigh", "knee", "calf"))
        lower = (knee + calf) / 2
        wide  = max(lower + garment.knee_ease + KNEE_FOLLOWS * max(thigh - FULL_THIGH * lower, 0), knee + KNEE_ROOM)
        if not garment.reaches_calf:
            return wide
        below = garment.knee_level - garment.calf_level + CALF_LOWER * self.middle.inside_leg
        part  = below / (garment.knee_level + garment.nominal_length)
        return max(wide, (calf + CALF_FREE + CALF_SPARE) / (1 - part * max(1 - garment.taper, 0)))

    def girth_at(self, level):
        """The girth of the body's leg at a height: straight from one measured place to the next."""
        garment  = self.garment
        measured = [(0, "thigh_girth"), (garment.knee_level, "knee_girth"), (garment.calf_level, "calf_girth"),
                    (garment.drop - ANKLE_DOWN * self.middle.inside_leg, "ankle_girth")]
        for (high, above), (low, below) in pairwise(measured):
            if level >= low:
                part = min(max((level - high) / (low - high), 0), 1)
                return garment.thicker(above) + part * (garment.thicker(below) - garment.thicker(above))
        return garment.thicker("ankle_girth")

    @property
    def least_hem(self):
        """No hem is narrower than the leg inside it with some room."""
        level = -self.garment.nominal_length
        return self.girth_at(level) + (SHORTS_FREE if level > self.garment.calf_level else CALF_FREE)

    # ---- Joint and foot: where the shaped part of the leg ends, and its hem ---------------------------------------
    @once
    def joint_level(self):
        """Down to the knee the leg is shaped, below it straight; shorts end above it, where their inseam says."""
        if not self.garment.is_short:
            return self.garment.knee_level
        long = self.garment.inseam - self.garment.straight_foot
        return solve(lambda level: self.inseam_from(self.front_fork, FRONT_MORE, level).length, long,
                     -SHORTS_LEVEL_FROM * long, -long, what="inseam")

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
        leave, way, arrive = 90 - self.lean, heading(joint, thigh), through(joint, thigh, hip)
        bend   = evened(turned_by(way, arrive), turned_by(leave, way))
        shaped = curve(joint, thigh, leave=leave, arrive=way + bend, inflected=True)
        return line(self.foot(more), joint).then(shaped) if self.garment.is_jointed else shaped
