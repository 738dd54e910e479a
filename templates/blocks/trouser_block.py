"""Trousers with a front and a back for each leg: `TrouserBlock` adds side, waist and marks to legs and rise."""

from mtmpattern.drafting import Point, curve, dart, fold, heading, line, once, pleat, solve, square_to

from .crotch import centre_top
from .flowing import flowing, quiet, through, x_at
from .skirt_darts import IN_FRONT, OF_HIP_DEPTH, SEWN, WIDEST, darts_for, skirt_back_darts
from .trouser_legs import BACK_MORE, FRONT_MORE
from .trouser_measures import PLEAT
from .trouser_rise import TrouserRise

THIGH = -25         # the thigh is measured so far below the crotch line
AT_SIDE = .225      # of what is taken in, at the side of front and back each: what the darts leave of it


class TrouserBlock(TrouserRise):
    """Half the front and half the back of trousers; a garment adds pieces and what its waist is sewn to."""

    # ---- The side: the same intake at the waist on front and back -------------------------------------------------
    @once
    def front_hip_side(self): return Point(self.front_seat.x + self.front_hip, self.seat_level)
    @once
    def back_hip_side(self):  return Point(self.back_seat(self.fork_more).x + self.back_hip, self.seat_level)

    @once
    def back_inseam(self): return self.shaped_inseam(self.back_fork(self.fork_more), BACK_MORE)

    def usual_thigh_side(self, hip, more):
        """Below the hip the side runs almost straight down before it goes in to the joint."""
        joint = self.joint(more)
        part = (hip.y - THIGH) / (hip.y - joint.y)
        return hip.x - part ** 1.7 * (hip.x - joint.x)

    @once
    def usual_thigh(self):
        """The width of a leg a little below the crotch when nothing else is asked for."""
        return (self.usual_thigh_side(self.front_hip_side, FRONT_MORE) - x_at(self.upper_inseam, THIGH)
                + self.usual_thigh_side(self.back_hip_side, BACK_MORE) - x_at(self.back_inseam, THIGH))

    def leg_side(self, hip, more):
        """From the hem over the knee to the thigh."""
        joint = self.joint(more)
        thigh = Point(self.usual_thigh_side(hip, more) + (self.thigh - self.usual_thigh) / 2, THIGH)
        shaped = curve(joint, thigh, leave=90 - self.leg_lean, arrive=through(joint, thigh, hip), inflected=True)
        return line(self.foot(more), joint).then(shaped) if self.is_jointed else shaped

    @once
    def front_leg_side(self): return self.leg_side(self.front_hip_side, FRONT_MORE)
    @once
    def back_leg_side(self):  return self.leg_side(self.back_hip_side, BACK_MORE)

    def whole_side(self, leg, hip, intake, up):
        """From the hem over knee, thigh and hip to the waist, which is taken in so much and lies so much higher."""
        waist = Point(hip.x - intake, self.waist_level + max(intake, 0) / 4 + up)
        return leg.then(flowing(leg.end, hip, waist, leave=leg.arriving))

    def front_side(self, intake):    return self.whole_side(self.front_leg_side, self.front_hip_side, intake, 0)
    def back_side(self, intake, up): return self.whole_side(self.back_leg_side, self.back_hip_side, intake, up)

    # ---- The waist: hip less waist goes into both centre seams, then into darts and sides -------------------------
    @once
    def front_top(self): return centre_top(self.front_seat, self.front_lean, self.waist_level + self.front_up)
    @once
    def back_top(self):
        return centre_top(self.back_seat(self.fork_more), self.back_lean(self.back_up), self.waist_level + self.back_up)

    @once
    def to_take_in(self):
        """What is left of half the hip less half the waist for sides and darts."""
        centres = self.front_top.x - self.front_seat.x + self.back_top.x - self.back_seat(self.fork_more).x
        return (self.hip - self.waist) / 2 - centres - (PLEAT if self.pleated else 0)

    @once
    def side_difference(self):
        """How much longer the side of the back would be, were its waist as high as the front's."""
        intake = AT_SIDE * self.to_take_in
        return self.back_side(intake, 0).length - self.front_side(intake).length

    def waist_ways(self, side, top, lean):
        """Square to the side and to the centre line, or nearly so."""
        return quiet(square_to(side), heading(side.end, top), 180 - lean)

    def waistline(self, side, top, ways): return curve(side.end, top, leave=ways[0], arrive=ways[1], inflected=True)

    @once
    def usual_back_darts(self):
        return skirt_back_darts(self, self.to_take_in, self.waist_level - self.seat_level + 30)

    @property
    def back_darts(self): return self.usual_back_darts

    @once
    def front_darts(self):
        """One dart or pleat, on the crease."""
        depth = self.waist_level - self.seat_level + 30
        if self.pleated:
            return [pleat(width=PLEAT + max(IN_FRONT * self.to_take_in, 0), length=60, at=1 / 2)]
        width = min(IN_FRONT * self.to_take_in, WIDEST)
        many  = self.held("front darts", min(darts_for(width), 1))
        return [dart(width, min(100, OF_HIP_DEPTH * depth), 1 / 2)] if many and width > SEWN else []

    @once
    def side_and_waist(self):
        """Side intake, and the directions of both waists, by steps: what the waist is too long goes into the sides."""
        taken  = sum(each.width for each in [*self.front_darts, *self.back_darts])
        intake = AT_SIDE * self.to_take_in
        for step in range(4):                                        # the last one is left with less than .001 mm
            front, back = self.front_side(intake), self.back_side(intake, -self.side_difference)
            if step < 3:
                ways = (self.waist_ways(front, self.front_top, self.front_lean),
                        self.waist_ways(back, self.back_top, self.back_lean(self.back_up)))
            both = self.waistline(front, self.front_top, ways[0]).length + self.waistline(back, self.back_top,
                                                                                          ways[1]).length
            intake += (both - taken - self.waist / 2) / 2
        return intake, *ways

    @property
    def side_intake(self): return self.side_and_waist[0]

    @once
    def finished_back_side(self):
        """Its waist lies where it is as long as the side of the front."""
        same, near = self.whole_front_side.length, -self.side_difference
        return self.back_side(self.side_intake, solve(lambda up: self.back_side(self.side_intake, up).length, same,
                                                      near - 12, near + 12, what="side seam"))

    @once
    def whole_front_side(self):  return self.front_side(self.side_intake)
    @once
    def whole_front_waist(self):
        return self.waistline(self.whole_front_side, self.front_top, self.side_and_waist[1])
    @once
    def whole_back_waist(self):
        return self.waistline(self.finished_back_side, self.back_top, self.side_and_waist[2]).with_darts(
            self.back_darts)

    def darted(self, edge):
        """The waist of the front, or what a pocket leaves of it, with its dart or pleat on the crease."""
        at = edge.start.x / (edge.start.x - edge.end.x)
        return edge.with_darts([(dart if each.tip else pleat)(each.width, each.length, at)
                                for each in self.front_darts])

    # ---- Points and lines that front and back carry ---------------------------------------------------------------
    def notched(self, side):
        """Points at which front and back meet along the side: equally far from the hem."""
        whole_side = self.whole_front_side
        below      = whole_side.curves[0].length if self.is_jointed else 0
        knee       = {} if self.is_short else {"side_knee": side.at(below)}
        return knee | {"side_thigh": side.at(below + whole_side.curves[1 if self.is_jointed else 0].length)}

    def levels(self):
        return {"hip": Point(0, self.seat_level), "thigh": Point(0, THIGH), "knee": Point(0, self.joint_level)}

    def inner_knee(self, inseam): return {} if self.is_short else {"inseam_knee": inseam.curves[-1].start}

    def crease(self, side, top): return {"crease": fold(Point(0, side.start.y + 2), Point(0, top))}
