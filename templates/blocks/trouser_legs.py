"""The legs of trousers along their crease, and how far their forks reach: `TrouserLegs`."""

from math import atan2, degrees

from mtmpattern.drafting import Point, curve, heading, line, once

from .flowing import turned_by
from .trouser_measures import PLEAT, TrouserMeasures

FRONT_MORE, BACK_MORE = -12, 12           # mm by which a front or back is wider than half the leg


def inseam_leaves(fork, foot, below):
    """The direction in which an inseam leaves the fork: hollow under it, the more so the further the fork is out.

    ``foot`` is where its curve ends, in the direction ``below``.
    """
    chord  = heading(fork, foot)
    hollow = max(turned_by(below, chord), 0)
    return chord + min(hollow, 4 + .2 * hollow)


def chord_of(width, lean):
    """The straight width of a hem that is ``width`` mm long and arcs to be square to seams that lean so much."""
    return width * 1000 / curve(Point(0, 0), Point(1000, 0), leave=lean, arrive=-lean).length


class TrouserLegs(TrouserMeasures):
    """A leg lies along its crease, x = 0; the crotch line is y = 0, the side is on the right."""

    # ---- Widths across the hip and out to the forks ---------------------------------------------------------------
    @once
    def front_hip(self): return self.hip / 4 - 10 + (PLEAT / 2 if self.pleated else 0)
    @once
    def back_hip(self):  return self.hip / 2 - self.front_hip

    @once
    def thigh_wanted(self): return self.thicker("thigh_girth") + self.thigh_ease

    @once
    def for_thighs(self):
        """Full thighs need forks that reach further."""
        usual = self.hip / 2 + (.070 + .120) * self.middle.hip_girth
        return min(max(self.thigh_wanted + 20 - usual, 0), .02 * self.middle.hip_girth)

    @once
    def front_fork_out(self):
        """It reaches further on a body that is long in front from waist to crotch."""
        hip, long = self.middle.hip_girth, self.middle.front_crotch_length - self.middle.body_rise - 60
        return .070 * hip + min(max(.35 * long, -.008 * hip), .014 * hip) + self.for_thighs / 3
    @once
    def back_fork_out(self):  return .120 * self.middle.hip_girth + self.for_thighs * 2 / 3

    # ---- Legs: as wide to either side of the crease; the back is wider than the front -----------------------------
    def leg_width(self, level):
        """The width of the leg between crotch line and knee."""
        top = self.hip / 2 + self.front_fork_out + self.back_fork_out
        return top + (self.knee_wanted - top) * level / self.knee_level

    @property
    def most_lean(self): return 7                                    # of shorts, in degrees

    @once
    def leg_lean(self):
        """By how many degrees the leg's sides lean where its shaped part ends."""
        if self.is_short:
            return min(degrees(atan2((self.leg_width(0) - self.knee_wanted) / 4, -self.knee_level)), self.most_lean)
        return degrees(atan2((self.knee - self.leg_hem) / 4, self.nominal_length + self.knee_level))

    def half_leg(self, width, more):
        """Half the width of a front or back."""
        return chord_of(width / 2 + more, self.leg_lean) / 2

    @once
    def knee_wanted(self):
        return max(self.thicker("thigh_girth") * self.knee_width, self.thicker("knee_girth") + 40)

    def joint(self, more, level=None):
        """Where the shaped part of the leg ends at the side: the knee, or the hem of shorts."""
        half = self.half_leg(self.knee, more) if self.is_short else self.knee / 4 + more / 2
        return Point(half, self.joint_level if level is None else level)

    def foot(self, more):
        """The side of the hem."""
        joint = self.joint(more)
        if not self.is_jointed:
            return joint
        half = self.half_leg(self.leg_hem, more)
        left = self.inseam - self.upper_inseam.length
        return Point(half, joint.y - (left ** 2 - (joint.x - half) ** 2) ** .5)

    def shaped_inseam(self, fork, more, level=None):
        joint = self.joint(more, level)
        inner, below = Point(-joint.x, joint.y), 270 + self.leg_lean
        return curve(fork, inner, leave=inseam_leaves(fork, inner, below), arrive=below, inflected=True)

    @once
    def front_fork(self): return Point(-.51 * (self.front_hip + self.front_fork_out), 0)

    def front_inseam_to(self, level): return self.shaped_inseam(self.front_fork, FRONT_MORE, level)

    @once
    def upper_inseam(self): return self.shaped_inseam(self.front_fork, FRONT_MORE)

    def whole_inseam(self, shaped, more):
        if not self.is_jointed:
            return shaped
        foot = self.foot(more)
        return shaped.then(line(shaped.end, Point(-foot.x, foot.y)))
