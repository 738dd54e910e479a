"""Sleeves that are set into the armhole."""

from math import sqrt

from mtmpattern.drafting import (
    RIGHT, Point, across, cut, edges, intended, line, measured, mm, once, passes, percent, piece, proportion, shell,
    solve,
)

from .hems import level_hem, side_foot
from .knit_top import KnitTop
from .sleeves import set_in_cap


class SetInSleeve(KnitTop):
    """A sleeve whose cap is as long as the armhole, and its ease; for a thick arm the armhole gives way."""

    needs     = (*KnitTop.needs, "upper_arm_girth", "arm_length", "hand_girth")
    estimable = (*KnitTop.estimable, "upper_arm_girth", "arm_length", "hand_girth")

    sleeve_ease   = mm(55, 20, 220, "least room around the upper arm; a wide armhole makes more")
    sleeve_length = percent(38, 22, 105, "sleeve, part of shoulder to wrist")
    sleeve_taper  = percent(92, 45, 110, "width of the sleeve's hem, part of its width at the underarm")
    cap_ease      = mm(0, 0, 12, "sleeve cap longer than the armhole")

    sleeve_rib = 0                                # mm of the sleeve's length that a cuff takes

    @intended(each_side=True)
    def upper_arm(self): return max(self.arm_room, self.least_width)
    @intended("sleeve", each_side=True)
    def crown_to_hem(self):
        return max(self.body.arm_length * self.sleeve_length - self.shoulder_ease,
                   self.cap_height + self.sleeve_rib + 40)

    # ---- A thick arm: the armhole goes deeper, then the sleeve gets narrower --------------------------------------
    # A sleeve wider than .86 of its armhole has hardly a cap and binds; an armhole much too deep lifts the garment
    # with the arm.
    @once
    def arm_room(self):
        """Width of the sleeve that the arm asks for."""
        wanted, widest = self.body.upper_arm_girth + self.sleeve_ease, .86 * self.armhole_when(45)
        if wanted > widest:
            self.rescued("sleeve narrower because its armhole cannot be deeper", wanted - widest)
        return min(wanted, widest)

    @once
    def deeper(self):
        """How much deeper than usual the armhole is for a thick arm."""
        if self.arm_room <= .86 * self.armhole_when(0):
            return 0
        deeper = solve(self.armhole_when, self.arm_room / .86, 0, 46, what="armhole for the upper arm")
        self.rescued("armhole deepened for the upper arm", deeper)
        return deeper

    # ---- The sleeve -----------------------------------------------------------------------------------------------
    @property
    def least_width(self):
        """A thin arm does not make a tall cap: it is .28 of the armhole's length and .75 of its depth at most.

        Half a cap is 1.033 times as long as the straight line from underarm to crown.
        """
        tallest = min(.28 * self.armhole, max(.75 * self.armhole_depth, .24 * self.armhole))
        return 2 * sqrt((self.armhole / 2 / 1.033) ** 2 - tallest ** 2)

    @once
    def cap_height(self):
        """The height at which the cap is as long as the armhole and its ease."""
        return solve(lambda height: set_in_cap(self.upper_arm, height).length, self.armhole + self.cap_ease,
                     .1 * self.armhole, .5 * self.armhole, what="height of the sleeve cap")

    @property
    def sleeve_hem(self): return self.upper_arm * self.sleeve_taper

    def set_in_sleeve(self):
        cap    = set_in_cap(self.upper_arm, self.cap_height)
        crown  = Point(0, self.cap_height)
        middle = crown.down(self.crown_to_hem - self.sleeve_rib)
        foot   = side_foot(cap.start, self.sleeve_hem / 2, middle.y)
        front, back = line(foot, cap.start), line(Point(-foot.x, foot.y), cap.end)
        return edges(hem=level_hem(back, front), under_front=front, cap=cap, under_back=back.reversed(),
                     points={"underarm": Point(0, -.1)}, inner={"centre": line(crown, middle)})

    @piece(cut(shell), on="arm", front=RIGHT)
    def sleeve(self): return self.set_in_sleeve()

    @property
    def cuff_opens(self): return self.stretched(self.sleeve.hem)

    def finished(self):
        yield from super().finished()
        yield measured("upper_arm", across(self.sleeve, at="underarm"))
        yield measured("sleeve", self.sleeve.centre.length + self.sleeve_rib)

    def wearing(self):
        yield passes("cuff", self.cuff_opens, "hand girth", self.body.hand_girth)
        yield from self.sleeve_proportions()
        yield from super().wearing()

    def sleeve_proportions(self):
        width, height, armhole = self.upper_arm, self.cap_height, self.armhole
        yield proportion("sleeve width to upper arm", width / self.body.upper_arm_girth, 1.04, 2.2,
                         "The arm is too thick for the armhole: choose a wider fit or a deeper armhole.")
        yield proportion("sleeve width to armhole", width / armhole, .60, .90, "The arm is too thick for the armhole.")
        yield proportion("cap height to armhole", height / armhole, .18, .36, "The sleeve would bind.")
        yield proportion("cap height to armhole depth", height / self.armhole_depth, .40, .90, "The sleeve would bind.")
