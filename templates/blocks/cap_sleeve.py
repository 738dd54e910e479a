"""Sleeves with a cap, of knit tops and of shirts: room for the arm, and the height of the cap."""

from math import sqrt
from typing import TypeVar

from mtmpattern.drafting import Block, intended, once, proportion, solve

from .armholes import Armholed
from .caps import set_in_cap

HALF_CAP = 1.033        # half a cap to the straight line from underarm to crown (measured: 1.022 to 1.044)
LOWEST_CAP, HIGHEST_CAP = .1, .5        # of the armhole: between these the height of a cap is sought

Band = tuple[float, float]
Garment = TypeVar("Garment", bound=Armholed)


class CapSleeve(Block[Garment]):
    """The underarm lies on y = 0, the crown on x = 0, the front on the right.

    The cap is as long as the armhole of the garment and its ease. For a thick arm the garment makes the armhole
    ``deeper``, and then the sleeve gets narrower. A sleeve states its ``sleeve_ease`` and ``cap_ease``, in
    ``tallest_cap`` how tall its cap may be, and lists ``upper_arm_girth`` among its needs.
    """

    widest_sleeve   = .86       # part of the armhole; a wider sleeve hardly has a cap, and binds (measured: .78 to .85)
    deepest_armhole = 45        # mm deeper than usual; one that is too deep lifts the garment with the arm (by eye)

    sleeve_ease: float
    cap_ease: float

    @property
    def tallest_cap(self) -> float:
        """The height in mm above which the cap is too tall for the armhole."""
        raise NotImplementedError

    # ---- How wide: room for the arm -------------------------------------------------------------------------------
    @intended(each_side=True, note="round the sleeve at the underarm")
    def upper_arm(self): return max(self.arm_room, self.least_width)

    @once
    def arm_room(self):
        """Width of the sleeve that the arm needs."""
        wanted = self.body.upper_arm_girth + self.sleeve_ease
        widest = self.widest_sleeve * self.garment.armhole_when(self.deepest_armhole)
        if wanted > widest:
            self.rescued("sleeve narrower because its armhole cannot be deeper", wanted - widest)
        return min(wanted, widest)

    @once
    def deeper(self):
        """How much deeper than usual the armhole is for a thick arm."""
        if self.arm_room <= self.widest_sleeve * self.garment.armhole_when(0):
            return 0
        deeper = solve(self.garment.armhole_when, self.arm_room / self.widest_sleeve, 0, self.deepest_armhole + 1,
                       what="armhole for the upper arm")
        self.rescued("armhole deepened for the upper arm", deeper)
        return deeper

    @property
    def least_width(self):
        """A thin arm does not make a tall cap: it makes a wider sleeve."""
        return 2 * sqrt((self.garment.armhole / 2 / HALF_CAP) ** 2 - self.tallest_cap ** 2)

    # ---- How tall -------------------------------------------------------------------------------------------------
    @once
    def cap_height(self):
        """The height at which the cap is as long as the armhole and its ease."""
        armhole = self.garment.armhole
        return solve(lambda height: set_in_cap(self.upper_arm, height).length, armhole + self.cap_ease,
                     LOWEST_CAP * armhole, HIGHEST_CAP * armhole, what="height of the sleeve cap")

    @once
    def drawn_cap(self): return set_in_cap(self.upper_arm, self.cap_height)

    # ---- How it wears ---------------------------------------------------------------------------------------------
    def cap_proportions(self, width_to_arm: Band, width_to_armhole: Band, cap_to_armhole: Band, cap_to_depth: Band):
        """What wears well: the least and most of each."""
        width, height, armhole = self.upper_arm, self.cap_height, self.garment.armhole
        yield proportion("sleeve width to upper arm", width / self.body.upper_arm_girth, *width_to_arm,
                         "The arm is too thick for the armhole: choose a wider fit or a deeper armhole.")
        yield proportion("sleeve width to armhole", width / armhole, *width_to_armhole,
                         "The arm is too thick for the armhole.")
        yield proportion("cap height to armhole", height / armhole, *cap_to_armhole, "The sleeve would bind.")
        yield proportion("cap height to armhole depth", height / self.garment.armhole_depth, *cap_to_depth,
                         "The sleeve would bind.")
