"""From crotch to waist along the centre: `TrouserRise`, whose crotch seam is as long as the body's."""

from math import cos, radians

from mtmpattern.drafting import Point, once, solve

from .crotch import BACK_FORK, FRONT_FORK, crotch_curve
from .trouser_legs import BACK_MORE, TrouserLegs

FALLS, RISES = -25, 40          # mm by which the front waist usually lies below or above the side's, at most
LOWEST = -40                    # ... and where the back cannot take all of the crotch length
BACK_RISES = 55                 # mm by which the back waist lies above the side's at most
FORK_LOWER = 13                 # mm by which the back fork lies below the front's at most


class TrouserRise(TrouserLegs):
    """The crotch seam's length comes of the slope of the front waist, the rise of the back, its fork, and its depth."""

    @once
    def front_lean(self):
        """The centre front leans in a little; over a belly it stands upright or leans out."""
        belly = self.middle.waist_girth / self.middle.hip_girth
        return max(min(3, 3 - 60 * (belly - .9)), -5)

    @once
    def front_seat(self): return Point(self.front_fork.x + self.front_fork_out, self.seat_level)

    @once
    def front_curve(self):
        return crotch_curve(self.front_seat, self.front_fork, self.front_lean, self.upper_inseam.leaving, FRONT_FORK)

    def front_rise(self, up):
        """Length of the front crotch seam when its waist is so much higher than the side's."""
        level = self.middle.body_rise + self.drop - self.below_waist + up
        return (level - self.seat_level) / cos(radians(self.front_lean)) + self.front_curve.length

    @once
    def front_most(self): return RISES + max(self.middle.waist_girth - .95 * self.middle.hip_girth, 0) / 6

    @once
    def front_usual(self):
        """The front waist rises over a belly and falls on a flat one."""
        share = self.middle.front_crotch_length + .4 * self.crotch_ease - self.below_waist
        return min(max(share - self.front_rise(0), FALLS), self.front_most)

    @once
    def back_asked(self): return self.crotch - self.front_rise(self.front_usual)

    def back_lean(self, up):
        """The more the seat needs, the more; upright where there is nothing to take in at the waist."""
        return max(min(10 + .18 * up, 20, 10 + .06 * (self.hip - self.waist)), 3 + .25 * up, 8)

    @once
    def back_forks(self):
        """Those that were tried, by how much further out."""
        return {}

    def back_fork(self, more):
        if more not in self.back_forks:
            self.back_forks[more] = self.level_fork(.505 * (self.back_hip + self.back_fork_out + more))
        return self.back_forks[more]

    def level_fork(self, out):
        """Its level makes both inseams equally long; it lies `FORK_LOWER` below the front's at most."""
        def inseam(out, low): return self.shaped_inseam(Point(-out, -low), BACK_MORE).length

        same = self.upper_inseam.length
        if inseam(out, FORK_LOWER) > same:                                   # then the leg swings out under it
            return Point(-solve(lambda nearer: inseam(nearer, FORK_LOWER), same, .7 * out, out,
                                what="back fork"), -FORK_LOWER)
        return Point(-out, -solve(lambda low: inseam(out, low), same, -10, FORK_LOWER, what="level of the back fork"))

    def back_seat(self, more):
        return Point(self.back_fork(more).x + self.back_fork_out + more, self.seat_level)

    def back_curve(self, up, more):
        fork = self.back_fork(more)
        return crotch_curve(self.back_seat(more), fork, self.back_lean(up), self.shaped_inseam(fork, BACK_MORE).leaving,
                            BACK_FORK)

    def back_rise(self, up, more):
        level = self.middle.body_rise + self.drop - self.below_waist + up
        return (level - self.seat_level) / cos(radians(self.back_lean(up))) + self.back_curve(up, more).length

    @once
    def fork_more(self):
        most = .015 * self.middle.hip_girth
        asked = self.back_asked
        if self.back_rise(BACK_RISES, 0) < asked:
            if self.back_rise(BACK_RISES, most) < asked:
                return most
            return solve(lambda more: self.back_rise(BACK_RISES, more), asked, 0, most, what="back fork")
        if self.back_rise(0, 0) > asked:
            if self.back_rise(0, -most) > asked:
                return -most
            return solve(lambda more: self.back_rise(0, more), asked, -most, 0, what="back fork")
        return 0

    @once
    def back_up(self):
        asked, more = self.back_asked, self.fork_more
        if more:
            return BACK_RISES if more > 0 else 0
        return solve(lambda up: self.back_rise(up, 0), asked, 0, BACK_RISES, what="rise of the back")

    @once
    def front_up(self):
        """The front takes what the back cannot."""
        lean    = radians(self.front_lean)
        lacking = self.back_asked - self.back_rise(self.back_up, self.fork_more)
        up      = min(max(self.front_usual + lacking * cos(lean), LOWEST), max(self.front_most, self.front_usual))
        if abs(up - self.front_usual) > 25:
            self.rescued("front waist moved because the back cannot take all of the crotch length",
                         abs(up - self.front_usual))
        return up

    @once
    def deeper(self):
        """When front and back have given all they can, the crotch line moves away from the waist, or toward it."""
        lacking = self.crotch - self.front_rise(self.front_up) - self.back_rise(self.back_up, self.fork_more)
        deeper  = lacking / (1 / cos(radians(self.front_lean)) + 1 / cos(radians(self.back_lean(self.back_up))))
        if abs(deeper) > 8:
            self.rescued("crotch line lowered for the crotch length" if deeper > 0 else
                         "waist lowered for the short crotch length", abs(deeper))
        return deeper
