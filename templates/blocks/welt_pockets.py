"""Welt pockets in the back of trousers: `WeltPockets`."""

from mtmpattern.drafting import (
    Point, bag, between, caught, choice, cut, dart, doubled, edges, fusible, heading, lay, line, once, opened, piece,
    raw, shell,
)

from .bands import doubled_band, strip
from .pocketing import Pocketing

DOWN = 65           # the pocket lies so far below the waist seam
WIDEST = 18         # a dart that ends at a pocket is no wider
LIP = {"double": 5, "single": 12}                                    # height of a finished welt
BEYOND = 15         # welts reach so far beyond the mouth, the bag a little further
BAG = 20


class WeltPockets(Pocketing):
    """Pockets for the back of a `TrouserBlock`, whose darts end on their line.

    Nobody cuts their mouths at the table: they are cut open between the seams of the welts.
    """

    back_pockets = choice("none", "one", "two", note="welt pockets in the back; one is on the right")
    welts        = choice("double", "single", note="two narrow welts at the mouth of a back pocket, or one wide one")

    wanted   = back_pockets.chosen("one", "two")
    one_side = {"right": back_pockets.chosen("one")}

    @property
    def pocket_down(self): return min(DOWN, .55 * (self.waist_level - self.seat_level))

    @once
    def back_darts(self):
        """As wide in all as they are without pockets, but short and narrow."""
        usual = self.usual_back_darts
        if self.back_pockets == "none" or not usual:
            return usual
        taken = sum(each.width for each in usual)
        many  = self.held("back darts at the pockets", int(-(-taken // WIDEST)))
        return [dart(taken / many, self.pocket_down, (i + 1) / (many + 1)) for i in range(many)]

    @property
    def back_mouth(self):
        """The width of the pocket: an eighth of the hip, but no wider than the back has room for."""
        return min(max(.13 * self.middle.hip_girth, 90), 150, .68 * self.whole_back_waist.length)

    @once
    def welt_line(self):
        """Along the waist, with its middle in the tip of the dart or between the tips of two."""
        waist = self.whole_back_waist
        tips  = [each.point for each in waist.darts]
        if not tips:
            middle = waist.length / 2
            way    = waist.direction(middle)
            centre = waist.at(middle).along(way + 90, self.pocket_down)
        elif len(tips) == 1:
            centre, way = tips[0], heading(waist.darts[0].start, waist.darts[0].end)
        else:
            many = len(tips)
            centre, way = between(tips[(many - 1) // 2], tips[many // 2], 1 / 2), heading(tips[0], tips[-1])
        half = self.back_mouth / 2
        return line(centre.along(way + 180, half), centre.along(way, half))

    def welt_place(self): return {} if self.back_pockets == "none" else {"welt": self.welt_line}

    # ---- Pieces: strips and a bag, drawn level --------------------------------------------------------------------
    def folded_welt(self):
        """Folded lengthwise; its seam lies along the mouth."""
        return doubled_band(self.back_mouth + 2 * BEYOND, LIP[self.welts])

    def across_bag(self, top, low):
        """A part of the bag's width, from one height below the waist to another."""
        return strip(self.back_mouth + 2 * BAG, low - top, ("low", "end", "top", "begin"), down=low)

    @piece(cut(shell), cut(fusible), on="leg back", when=wanted, only=one_side, grain="cross", allowance={"seam": 15})
    def welt(self): return self.folded_welt()                        # the lower one

    @piece(cut(shell), cut(fusible), on="leg back", when=wanted, unless=welts.chosen("single"), only=one_side,
           grain="cross", allowance={"seam": 15})
    def upper_welt(self): return self.folded_welt()

    @piece(cut(fusible, trimmed=0), on="leg back", when=wanted, only=one_side)
    def welt_stay(self):                                             # behind the mouth, so that its corners hold
        return self.across_bag(self.pocket_down - 20, self.pocket_down + 20)

    @piece(cut(shell), on="leg back", when=wanted, only=one_side, allowance={"begin": 6, "end": 6})
    def back_facing(self):                                           # what shows in the mouth
        return self.across_bag(self.pocket_down - 20, self.pocket_down + 40)

    @piece(cut("pocketing"), on="leg back", when=wanted, only=one_side)
    def back_bag(self):
        """Folded at its bottom; both layers reach up to the waist, and the mouth is cut through the outer one."""
        wide, down = self.back_mouth + 2 * BAG, self.pocket_down
        low = down + min(1.2 * self.back_mouth, 165)
        return edges(bottom = doubled(Point(0, -low), Point(wide, -low)),
                     end    = line(Point(wide, -low), Point(wide, 0)),
                     top    = line(Point(wide, 0), Point(0, 0)),
                     begin  = line(Point(0, 0), Point(0, -low)),
                     inner  = {"facing": line(Point(0, 20 - down), Point(wide, 20 - down)),
                               "facing_foot": line(Point(0, -40 - down), Point(wide, -40 - down))})

    def welted(self):
        back, stay, pocket, facing = self.back, self.welt_stay, self.back_bag, self.back_facing
        yield lay(stay, on=back, at="welt", sewn=stay.top)
        yield lay(facing, on=pocket, at="facing", sewn=facing.top)
        yield lay(facing, on=pocket, at="facing_foot", sewn=facing.low)
        yield lay(pocket, on=back, at="welt", sewn=pocket.top)       # basted to the waist, then held by the waistband
        for welt in [self.upper_welt, self.welt] if self.welts == "double" else [self.welt]:
            yield lay(welt, on=back, at="welt", sewn=welt.seam)
            yield raw(welt.begin, welt.end)                          # behind the mouth, held by its triangles
        yield opened(self.welt, on=back, at="welt")
        yield caught(facing.begin, by=pocket.begin), caught(facing.end, by=pocket.end)
        yield bag(pocket.begin), bag(pocket.end)
