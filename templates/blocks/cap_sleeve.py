"""Sleeves with a cap, of knit tops and of shirts: room for the arm, the height of the cap, a sleeve with a hem."""

from math import sqrt

from mtmpattern.drafting import Point, Template, edges, intended, line, once, proportion, solve

from .caps import set_in_cap
from .hems import level_hem, side_foot

HALF_CAP = 1.033    # half a cap is so many times as long as the straight line from underarm to crown


class CapSleeve(Template):
    """The underarm lies on y = 0, the crown on x = 0, the front on the right.

    The cap is as long as the ``armhole`` of the garment and its ease. A garment says with ``armhole_when`` how long the
    armhole is when it is so many mm deeper, and with ``tallest_cap`` how tall the cap may be. For a thick arm the
    armhole gives way: it goes deeper, then the sleeve gets narrower.
    """

    widest_sleeve   = .86       # part of the armhole; a wider sleeve has hardly a cap, and binds
    deepest_armhole = 45        # mm deeper than usual; an armhole much too deep lifts the garment with the arm

    # ---- How wide: room for the arm -------------------------------------------------------------------------------
    @intended(each_side=True)
    def upper_arm(self): return max(self.arm_room, self.least_width)

    @once
    def arm_room(self):
        """Width of the sleeve that the arm asks for."""
        wanted = self.body.upper_arm_girth + self.sleeve_ease
        widest = self.widest_sleeve * self.armhole_when(self.deepest_armhole)
        if wanted > widest:
            self.rescued("sleeve narrower because its armhole cannot be deeper", wanted - widest)
        return min(wanted, widest)

    @once
    def deeper(self):
        """How much deeper than usual the armhole is for a thick arm."""
        if self.arm_room <= self.widest_sleeve * self.armhole_when(0):
            return 0
        deeper = solve(self.armhole_when, self.arm_room / self.widest_sleeve, 0, self.deepest_armhole + 1,
                       what="armhole for the upper arm")
        self.rescued("armhole deepened for the upper arm", deeper)
        return deeper

    @property
    def least_width(self):
        """A thin arm does not make a tall cap: it makes a wider sleeve."""
        return 2 * sqrt((self.armhole / 2 / HALF_CAP) ** 2 - self.tallest_cap ** 2)

    # ---- How tall -------------------------------------------------------------------------------------------------
    @once
    def cap_height(self):
        """The height at which the cap is as long as the armhole and its ease."""
        return solve(lambda height: set_in_cap(self.upper_arm, height).length, self.armhole + self.cap_ease,
                     .1 * self.armhole, .5 * self.armhole, what="height of the sleeve cap")

    @once
    def drawn_cap(self): return set_in_cap(self.upper_arm, self.cap_height)

    # ---- A sleeve that tapers straight from the underarm to a level hem -------------------------------------------
    def hemmed_sleeve(self, hem, length, **points):
        """``hem`` mm wide, and from the crown so many mm long."""
        cap    = self.drawn_cap
        crown  = Point(0, self.cap_height)
        middle = crown.down(length)
        foot   = side_foot(cap.start, hem / 2, middle.y)
        front, back = line(foot, cap.start), line(Point(-foot.x, foot.y), cap.end)
        return edges(hem         = level_hem(back, front),
                     under_front = front,
                     cap         = cap,
                     under_back  = back.reversed(),
                     points      = {"underarm": Point(0, -.1), **points},
                     inner       = {"centre": line(crown, middle)})

    def cap_proportions(self, width_to_arm, width_to_armhole, cap_to_armhole, cap_to_depth):
        """What wears well: the least and most of each."""
        width, height = self.upper_arm, self.cap_height
        yield proportion("sleeve width to upper arm", width / self.body.upper_arm_girth, *width_to_arm,
                         "The arm is too thick for the armhole: choose a wider fit or a deeper armhole.")
        yield proportion("sleeve width to armhole", width / self.armhole, *width_to_armhole,
                         "The arm is too thick for the armhole.")
        yield proportion("cap height to armhole", height / self.armhole, *cap_to_armhole, "The sleeve would bind.")
        yield proportion("cap height to armhole depth", height / self.armhole_depth, *cap_to_depth,
                         "The sleeve would bind.")
