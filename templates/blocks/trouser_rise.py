"""The rise of trousers: from the crotch up along the centre. Sources are named as in trouser_measures.py."""

from dataclasses import dataclass
from math import cos, radians

from mtmpattern.drafting import Block, Edge, Point, once, solve

from .crotch import BACK_FORK, FRONT_FORK, centre_top, crotch_curve
from .trouser_legs import BACK_MORE, CREASE_IN_BACK
from .trouser_measures import TrouserMeasures

FRONT_LEAN = 3          # degrees that the centre front leans in (by eye)
BELLY_LEAN = -10        # degrees that it leans in over a belly at least: minus leans out (by eye)
LEANS_LESS_FROM = .9    # of the hip, the waist seam's girth from which it leans in less (by eye)
LEAN_BY_BELLY = 60      # degrees that it leans in less for each 1 of the hip that this girth is more (by eye)
USUAL_LOWEST_FRONT = -25                # mm above the side's, the front waist usually lies at least (by eye)
USUAL_HIGHEST_FRONT = 40                # mm above the side's, it usually lies at most, but over a belly (by eye)
LOWEST_FRONT = -40      # mm above the side's, it lies at least where the back cannot take all the crotch length (by
#                         eye)
FRONT_EASE = .4         # of the ease in the crotch lies in front (by eye; .43 to .45 of the body's length, measured)
BACK_RISES = 55         # mm by which the back waist lies above the side's at most (crotch length of bodies, measured)
LEAST_FORK_MOVE = .015  # of the hip girth, the back fork may always lie in or out (crotch length of bodies, measured)
MOST_FORK_MOVE = .025   # of the hip girth, it may where its curve has room (crotch length of bodies, measured)
FORK_ROUND = 1.85       # times the height of the seat, the furthest fork whose curve is round (by eye)
FORKS_MOST = .235       # of the hip girth, both forks at most (FreeSewing .16 to .18, .24 on full thighs)
FORK_LOWER = 13         # mm by which the back fork lies below the front's at most (trade rule for sewing by machine)
NEAREST_FORK = .7       # of its usual way out, from where a fork that swings in is sought
FORK_HIGHER = 20        # mm by which it may lie above the front's, while it is sought
USUAL_BACK_LEAN = 10    # degrees that the centre back leans in (by eye)
LEAN_BY_RISE = .18      # degrees that it leans more for each mm that it rises (by eye)
LEAN_BY_TAKEN = .03     # degrees that it leans more at most for each mm of hip less waist: the rest is for the dart
LEAST_BACK_LEAN = 8     # degrees that it leans at least (measured on drafts: 12 to 19; 8 to 20 as a rule)
MOST_BACK_LEAN = 20     # degrees that it leans at most (measured on drafts: 12 to 19; 8 to 20 as a rule)
RISEN_LEAN = 3          # degrees that it also leans at least, before it rises (by eye)
RISEN_LEAN_BY = .25     # degrees that this is more for each mm that it rises: it counts on a back that rises far (by
#                         eye)
NOTE_FRONT_MOVED = 25   # mm from which a note says that the front waist was moved
NOTE_CROTCH_MOVED = 8   # mm from which a note says that the crotch line was moved

# What is checked, least and most.
FORKS_TO_HIP = .15, .24 # of the hip girth, both forks (books .178 to .195, FreeSewing .16 to .18)
CROTCH_MOVED = -30, 40  # mm by which the crotch line was moved


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

    Its length follows from the slope of the front waist, the rise of the back, its fork, and its depth.
    """

    needs = ("hip_girth", "front_crotch_length")

    # ---- The front ------------------------------------------------------------------------------------------------
    @once
    def front_lean(self):
        """The centre front leans in a little; over a belly it stands upright or leans out."""
        belly = self.garment.figure.girth_below(self.garment.below_waist) / self.middle.hip_girth
        return max(min(FRONT_LEAN, FRONT_LEAN - LEAN_BY_BELLY * (belly - LEANS_LESS_FROM)), BELLY_LEAN)

    @once
    def front_seat(self):
        return Point(self.garment.leg.front_fork.x + self.garment.leg.front_fork_out, self.garment.seat_level)

    @once
    def front_curve(self):
        leg = self.garment.leg
        return crotch_curve(self.front_seat, leg.front_fork, self.front_lean, leg.upper_inseam.leaving, FRONT_FORK)

    def straight_up(self, up, lean):
        """Length of a centre line from the seat to a waist that lies ``up`` mm higher than the side's."""
        return (self.garment.side_waist + up - self.garment.seat_level) / cos(radians(lean))

    def front_length(self, up):
        """Length of the front crotch seam when its waist is ``up`` mm higher than the side's."""
        return self.straight_up(up, self.front_lean) + self.front_curve.length

    @once
    def front_most(self):
        return USUAL_HIGHEST_FRONT + self.garment.figure.belly_raises

    @once
    def front_usual(self):
        """The front waist rises over a belly and falls on a flat one."""
        return min(max(self.front_wanted, USUAL_LOWEST_FRONT), self.front_most)

    @once
    def front_wanted(self):
        """How much higher than the side's the front waist should lie for the front crotch length."""
        garment = self.garment
        share   = self.middle.front_crotch_length + FRONT_EASE * garment.crotch_ease - garment.below_waist
        return share - self.front_length(0) - garment.front_falls

    @property
    def front_follows(self):
        """Whether the front waist follows the front crotch length."""
        return USUAL_LOWEST_FRONT < self.front_wanted < self.front_most

    # ---- The back -------------------------------------------------------------------------------------------------
    @once
    def back_wanted(self): return self.garment.crotch - self.front_length(self.front_usual)

    def lean_when(self, up):
        """The more room the seat needs, the greater; upright where there is nothing to take in at the waist."""
        taken = self.garment.hip - self.garment.waist
        usual = min(USUAL_BACK_LEAN + LEAN_BY_RISE * up, MOST_BACK_LEAN, USUAL_BACK_LEAN + LEAN_BY_TAKEN * taken)
        return max(usual, RISEN_LEAN + RISEN_LEAN_BY * up, LEAST_BACK_LEAN)

    def fork_when(self, more):
        """The fork when it lies ``more`` mm further out: its level makes both inseams equally long."""
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
            return Point(-solve(lambda nearer: inseam(nearer, FORK_LOWER), same, NEAREST_FORK * out, out,
                                what="back fork"), -FORK_LOWER)
        return Point(-out, -solve(lambda low: inseam(out, low), same, -FORK_HIGHER, FORK_LOWER,
                                  what="level of the back fork"))

    def curve_when(self, up, fork):
        seat = fork.seat(self.garment.seat_level)
        return crotch_curve(seat, fork.point, self.lean_when(up), fork.inseam.leaving, BACK_FORK)

    def back_length(self, up, fork):
        """Length of the back crotch seam when its waist is ``up`` mm higher than the side's, to one of its forks."""
        return self.straight_up(up, self.lean_when(up)) + self.curve_when(up, fork).length

    @once
    def usual_fork(self): return self.fork_when(0)

    @property
    def fork_room(self):
        """How much further in or out the fork may lie; no further out than the curve stays round."""
        hip, leg = self.middle.hip_girth, self.garment.leg
        round_ = min(FORK_ROUND * self.garment.seat_level, FORKS_MOST * hip - leg.front_fork_out) - leg.back_fork_out
        return min(max(LEAST_FORK_MOVE * hip, round_), MOST_FORK_MOVE * hip)

    @once
    def fork_more(self):
        """How much further out the fork lies, when rising or falling is not enough."""
        most, wanted = self.fork_room, self.back_wanted
        def risen(more):  return self.back_length(BACK_RISES, self.fork_when(more))
        def fallen(more): return self.back_length(0, self.fork_when(more))

        if self.back_length(BACK_RISES, self.usual_fork) < wanted:
            return most if risen(most) < wanted else solve(risen, wanted, 0, most, what="back fork")
        if self.back_length(0, self.usual_fork) > wanted:
            return -most if fallen(-most) > wanted else solve(fallen, wanted, -most, 0, what="back fork")
        return 0

    @once
    def back_fork(self): return self.fork_when(self.fork_more) if self.fork_more else self.usual_fork

    @once
    def back_up(self):
        if self.fork_more:
            return BACK_RISES if self.fork_more > 0 else 0
        return solve(lambda up: self.back_length(up, self.usual_fork), self.back_wanted, 0, BACK_RISES,
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
        lacking = self.back_wanted - self.back_length(self.back_up, self.back_fork)
        up      = min(max(self.front_usual + lacking * cos(lean), LOWEST_FRONT), max(self.front_most, self.front_usual))
        if abs(up - self.front_usual) > NOTE_FRONT_MOVED:
            self.rescued("front waist moved because the back cannot take all of the crotch length",
                         abs(up - self.front_usual))
        return up

    @once
    def deeper(self):
        """When front and back have given all they can, the crotch line moves away from the waist, or toward it."""
        lacking = (self.garment.crotch - self.front_length(self.front_up)
                   - self.back_length(self.back_up, self.back_fork))
        deeper  = lacking / (1 / cos(radians(self.front_lean)) + 1 / cos(radians(self.back_lean)))
        if abs(deeper) > NOTE_CROTCH_MOVED:
            self.rescued("crotch line lowered for the crotch length" if deeper > 0 else
                         "waist lowered for the short crotch length", abs(deeper))
        return deeper

    @once
    def front_top(self):
        return centre_top(self.front_seat, self.front_lean, self.garment.waist_level + self.front_up)
    @once
    def back_top(self):
        return centre_top(self.back_seat, self.back_lean, self.garment.waist_level + self.back_up)
