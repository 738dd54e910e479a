"""A vest whose front has a line more in large sizes, so that its sizes do not correspond."""

from mtmpattern.drafting import LEFT, Point, curve, cut, edges, line, piece, shell
from tests.pattern.vests import FOOT, NECK, TIP, UNDERARM, Vest, armhole

LARGE = 1100
"""The girth of the chest in mm from which the line is there."""


class MarkedVest(Vest):
    """The buttoned vest with a line at the waist of large sizes."""

    name = "marked-vest"

    @piece(cut(shell), on="torso front")
    def front(self):
        neck, foot = Point(0, -80), Point(0, -500)
        inner = {"centre": line(neck, foot)}
        if self.middle.chest_girth > LARGE:
            inner["waist"] = line(foot.up(150), foot.up(150).right(200))
        return edges(hem=line(foot.left(17), FOOT), side=line(FOOT, UNDERARM), armhole=armhole(),
                     shoulder=line(TIP, NECK), neckline=curve(NECK, neck, leave=250, arrive=LEFT),
                     stand_step=line(neck, neck.left(17)), band=line(neck.left(17), foot.left(17)), inner=inner)
