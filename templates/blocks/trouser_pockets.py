"""Pockets of trousers: `FrontPockets`, slant or in the side seam, and `WeltPockets` in the back.

Sizes were chosen by eye and from garments in shops, unless a source is named.
"""

from mtmpattern.drafting import (
    RIGHT, Block, Edge, Point, bag, between, caught, choice, curve, cut, dart, doubled, edges, fusible, heading, lay,
    line, once, opened, piece, raw, sew, shell,
)

from .bands import doubled_band, strip
from .pocketing import BAG_HANGS_MORE, BAG_OF_HAND, MOUTH_OF_HAND, POCKETING, mouth_taped
from .trouser_block import TrouserBlock

# In front
SLANT_CUTS = 42         # mm by which a slant pocket cuts into the waist
MOUTH_DOWN = 30         # mm below the waist that a mouth in the side seam begins
MOUTH_MORE = 55         # mm that a mouth is wider than half the hand's girth (shops: a mouth of 150 to 160)
MOUTH_CORRECTED = 3     # times that the place of its foot is corrected, to less than a millimetre
MOUTH_OFF_FORK = 25     # mm above the crotch line that a mouth ends at least
FACING_BEYOND = 45      # mm that the facings reach beyond the mouth
FACING_OF_TOP = .9      # of the top of the bag, they reach at most (by eye)
BAG_WIDE = 105          # mm that the bag reaches along the waist
BAG_OFF_DART = 6        # mm that it ends before a dart or pleat
BAG_OFF_FLY = 50        # mm that it ends before the centre where there is neither
BAG_OFF_SHORTS = 25     # mm above the hem of shorts that the bag ends at least
BAG_LEANS = 12          # mm that its inside leans away from the side
BAG_ROUND_FROM = 60     # mm above the bottom, from where it is round
BAG_AT_FOOT = 85        # mm that it reaches inward from the foot of the mouth at least
BAG_LOWEST = .45        # of the way from its inside to the foot of the mouth, it is lowest
BAG_OFF_MOUTH = 8       # degrees off the mouth's line at which its round comes up to the foot of the mouth

# In the back
WELT_DOWN = 65          # mm that the pocket lies below the waist seam
LOWEST_WELT = .55       # of the way down to the seat, it lies at most
DART_AT_POCKET = 18     # mm that a dart that ends at a pocket takes in at most
WELT_MOUTH_MORE = 35    # mm that a mouth is wider than half the hand's girth (a cutter: a mouth of 130 to 140)
WELT_OF_WAIST = .69     # of the back's waist, a mouth is wide at most
WELT_HIGH = {"double": 5, "single": 12} # mm that a finished welt is high
WELT_BEYOND = 15        # mm that the welts reach beyond the mouth
WELT_BAG_BEYOND = 20    # mm that the bag reaches beyond the mouth
STAY_BEYOND = 20        # mm that the stay reaches above and below the mouth
FACING_ABOVE = 20       # mm that the facing reaches above the mouth
FACING_BELOW = 40       # mm that the facing reaches below the mouth
WELT_BAG_DEEP = 1.1     # of the mouth's width, the bag hangs below it
WELT_BAG_DEEPEST = 150  # mm that the bag hangs below it at most


class FrontPockets(Block[TrouserBlock]):
    """Pockets in front, slant or in the side seam. Its ``waist`` is what they leave of the waist of the front.

    For a slant pocket the front is cut away from the waist to the side, and the back of the bag completes it. A pocket
    in the side seam has two bags of that shape, one sewn to the front and one to the back.
    """

    needs       = ("hand_girth",)
    estimable   = ("hand_girth",)
    other_cloth = POCKETING

    pockets = choice("slant", "side seam", "none", note="pockets in the front, or in the side seam below the waist")

    @property
    def slanted(self): return self.pockets == "slant"

    # ---- The mouth, and what it leaves of the front's side and waist ----------------------------------------------
    @once
    def mouth_foot(self):
        """How far along the side, from the hem up, the mouth ends: so that the hand goes in."""
        side = self.garment.sides.front
        long = MOUTH_OF_HAND * self.middle.hand_girth + MOUTH_MORE
        most = self.garment.waist_level - MOUTH_OFF_FORK
        if not self.slanted:
            return side.length - min(MOUTH_DOWN + long, most)
        down = (long ** 2 - SLANT_CUTS ** 2) ** .5
        for _ in range(MOUTH_CORRECTED):                             # side and waist do not meet squarely over a belly
            down += long - side.at(side.length - min(down, most)).distance(self.waist_at.end)
        return side.length - min(down, most)

    @property
    def side(self):
        """The side of the front up to the mouth of a slant pocket, or all of it."""
        return self.side_below if self.slanted else self.garment.sides.front
    @once
    def side_below(self): return Edge(self.garment.sides.front.part(0, self.mouth_foot))
    @once
    def side_at(self):
        whole = self.garment.sides.front
        return Edge(whole.part(self.mouth_foot, whole.length))

    def parted(self, whole):
        """The waist of the front: what a slant pocket cuts away, and what it leaves, with its dart."""
        return Edge(whole.part(0, SLANT_CUTS)), self.garment.sides.darted(Edge(whole.part(SLANT_CUTS, whole.length)))

    @once
    def waist(self):
        """What is left of the waist of the front; all of it where it is not cut away."""
        whole = self.garment.sides.front_waist
        return self.parted(whole)[1] if self.slanted else self.garment.sides.darted(whole)

    @once
    def waist_at(self):
        """The part of the waist that a slant pocket cuts away."""
        return Edge((self.garment.sides.front_waist if self.slanted else self.waist).part(0, SLANT_CUTS))

    @property
    def mouth(self): return line(self.side_below.end, self.waist_at.end)

    def points(self, side):
        """Where a mouth in the side seam begins and ends."""
        if self.pockets != "side seam":
            return {}
        return {"pocket_low": side.at(self.mouth_foot), "pocket_top": side.at(side.length - MOUTH_DOWN)}

    # ---- The bag --------------------------------------------------------------------------------------------------
    @once
    def bag_top(self):
        """How far the bag reaches along the waist beyond the mouth: to the dart or pleat, or nearly to the fly."""
        edge  = self.waist
        room  = edge.darts[0].intake.at * edge.length - BAG_OFF_DART if edge.darts else edge.length - BAG_OFF_FLY
        begin = 0 if self.slanted else SLANT_CUTS
        return Edge(edge.part(begin, min(room, begin + BAG_WIDE)))

    @once
    def bag_round(self):
        """From the waist down, round the bottom and up to the foot of the mouth."""
        top, foot = self.bag_top.end, self.side_below.end
        room      = foot.y - self.side_below.start.y - BAG_OFF_SHORTS
        low       = foot.down(min(BAG_OF_HAND * self.middle.hand_girth + BAG_HANGS_MORE, room))
        inside    = Point(min(top.x - BAG_LEANS, foot.x - BAG_AT_FOOT), low.y + BAG_ROUND_FROM)
        bottom    = Point(between(inside, low, BAG_LOWEST).x, low.y)
        return (line(top, inside).then(curve(inside, bottom, leave=heading(top, inside), arrive=RIGHT))
                .then(curve(bottom, foot, leave=RIGHT, arrive=heading(foot, self.waist_at.end) + BAG_OFF_MOUTH)))

    @property
    def facing_foot(self):
        """How far a facing follows the bag's round: further where the mouth leans out over a belly."""
        return FACING_BEYOND + max(self.waist_at.end.x - self.side_below.end.x, 0)

    @property
    def facing_reach(self):
        """How far the facings reach beyond the mouth at the waist: less on a child's small bag."""
        return min(FACING_BEYOND, FACING_OF_TOP * self.bag_top.length)

    @once
    def beyond_mouth(self):
        """The line inside which the facings lie, from the waist to the bag's round."""
        return line(self.bag_top.at(self.facing_reach), self.foot_of_bag.start)

    @once
    def foot_of_bag(self):
        return Edge(self.bag_round.part(self.bag_round.length - self.facing_foot, self.bag_round.length))
    @once
    def top_of_bag(self): return Edge(self.bag_top.part(0, self.facing_reach))

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="leg front", level="crotch", unless=pockets.chosen("none"))
    def pocket_facing(self):                                         # what shows in the mouth
        return edges(side   = self.side_at,
                     waist  = self.waist_at,
                     top    = self.top_of_bag,
                     inside = self.beyond_mouth,
                     foot   = self.foot_of_bag)

    @piece(cut(shell), cut(fusible, trimmed=2), on="leg front", front=RIGHT, level="crotch",
           when=pockets.chosen("slant"))
    def mouth_facing(self):
        return edges(mouth  = self.mouth,
                     top    = self.top_of_bag,
                     inside = self.beyond_mouth,
                     foot   = self.foot_of_bag)

    def whole_bag(self, **inner):
        tops = ({"waist": self.waist_at, "top": self.bag_top} if self.slanted else
                {"top": self.waist_at.then(self.bag_top)})
        return edges(side=self.side_at, **tops, round=self.bag_round, inner=inner)

    @piece(cut("pocketing"), on="leg front", level="crotch", unless=pockets.chosen("none"))
    def pocket_back(self):                                           # completes a front that is cut away
        return self.whole_bag(facing=self.beyond_mouth)

    @piece(cut("pocketing"), on="leg front", front=RIGHT, level="crotch", unless=pockets.chosen("none"))
    def pocket_front(self):                                          # seen from inside, as it lies under the front
        if not self.slanted:
            return self.whole_bag()
        return edges(mouth = self.mouth,
                     top   = self.bag_top,
                     round = self.bag_round,
                     inner = {"facing": self.beyond_mouth})

    def completes(self, front, level):
        """How much wider the back of a slant pocket makes the front at a height."""
        if not self.slanted or front.mouth.start.y >= level:
            return 0
        return self.pocket_back.side.edge.at_level(level).x - front.mouth.edge.at_level(level).x

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self, front, back):
        """The bags, before the side seams."""
        if self.pockets == "none":
            return
        under, upper, facing = self.pocket_back, self.pocket_front, self.pocket_facing
        yield lay(facing, on=under, at="facing", sewn=facing.inside)
        if self.slanted:
            mouth = self.mouth_facing
            yield lay(mouth, on=upper, at="facing", sewn=mouth.inside)
            yield caught(mouth.mouth, by=front.mouth), sew(upper.mouth, front.mouth)
            yield caught(mouth.foot, by=upper.round), caught(mouth.top, by=upper.top)
        else:
            mouth_taped(self)
            long = self.side_at.length - MOUTH_DOWN
            yield sew(upper.side.first(long), front.side.part("pocket_low", "pocket_top"))
            yield sew(under.side.first(long), back.side.part("pocket_low", "pocket_top"))
            yield sew(upper.side.part(long, None), under.side.part(long, None))
        yield caught(facing.foot, by=under.round), sew(upper.round, under.round)
        yield caught(facing.top, by=under.top)
        yield sew(upper.top, under.top)                              # basted, then held by the waistband
        yield caught(facing.side, by=under.side)
        yield caught(facing.waist, by=under.waist if self.slanted else under.top)

    def side_seams(self, front, back):
        """Above and below a mouth that lies in them."""
        if self.pockets == "side seam":
            yield sew(front.part("pocket_top", None), back.part("pocket_top", None))
            yield sew(front.part(None, "pocket_low"), back.part(None, "pocket_low"))
        else:
            yield sew(front + self.pocket_back.side if self.slanted else front, back)


class WeltPockets(Block[TrouserBlock]):
    """Welt pockets in the back, whose darts end on their line.

    Their mouths are not cut at the table, but opened between the seams of the welts when these are sewn.
    """

    needs       = ("hand_girth",)
    estimable   = ("hand_girth",)
    other_cloth = POCKETING

    back_pockets = choice("none", "one", "two", note="welt pockets in the back; one is on the right")
    welts        = choice("double", "single", note="two narrow welts at the mouth of a back pocket, or one wide one")

    wanted   = back_pockets.chosen("one", "two")
    one_side = {"right": back_pockets.chosen("one")}

    @property
    def down(self):
        """How far below the waist seam the mouth lies."""
        return min(WELT_DOWN, LOWEST_WELT * (self.garment.waist_level - self.garment.seat_level))

    def darts(self, usual):
        """As wide in all as the ``usual`` ones are without pockets, but short and narrow."""
        if self.back_pockets == "none" or not usual:
            return usual
        taken = sum(each.width for each in usual)
        many  = self.held("back darts at the pockets", int(-(-taken // DART_AT_POCKET)))
        return [dart(taken / many, self.down, (i + 1) / (many + 1)) for i in range(many)]

    @property
    def mouth(self):
        """Its width: so that the hand goes in, but no wider than the back has room for."""
        width = MOUTH_OF_HAND * self.middle.hand_girth + WELT_MOUTH_MORE
        return min(width, WELT_OF_WAIST * self.garment.sides.back_waist.length)

    @once
    def welt_line(self):
        """Along the waist, with its middle in the tip of the dart or between the tips of two."""
        waist = self.garment.sides.back_waist
        tips  = [each.point for each in waist.darts]
        if not tips:
            middle = waist.length / 2
            way    = waist.direction(middle)
            centre = waist.at(middle).along(way + 90, self.down)
        elif len(tips) == 1:
            centre, way = tips[0], heading(waist.darts[0].start, waist.darts[0].end)
        else:
            many = len(tips)
            centre, way = between(tips[(many - 1) // 2], tips[many // 2], 1 / 2), heading(tips[0], tips[-1])
        half = self.mouth / 2
        return line(centre.along(way + 180, half), centre.along(way, half))

    def lines(self): return {} if self.back_pockets == "none" else {"welt": self.welt_line}

    # ---- Pieces: strips and a bag, drawn level --------------------------------------------------------------------
    def folded_welt(self):
        """Folded lengthwise; its seam lies along the mouth."""
        return doubled_band(self.mouth + 2 * WELT_BEYOND, WELT_HIGH[self.welts])

    @property
    def bag_width(self): return self.mouth + 2 * WELT_BAG_BEYOND

    def across_bag(self, top, low):
        """A part of the bag's width, from one height below the waist to another."""
        return strip(self.bag_width, low - top, ("low", "end", "top", "begin"), down=low)

    @piece(cut(shell), cut(fusible), on="leg back", when=wanted, only=one_side, grain="cross", allowance={"seam": 15})
    def welt(self): return self.folded_welt()                        # the lower one

    @piece(cut(shell), cut(fusible), on="leg back", when=wanted, unless=welts.chosen("single"), only=one_side,
           grain="cross", allowance={"seam": 15})
    def upper_welt(self): return self.folded_welt()

    @piece(cut(fusible, trimmed=0), on="leg back", when=wanted, only=one_side)
    def welt_stay(self):                                             # behind the mouth, so that its corners hold
        return self.across_bag(self.down - STAY_BEYOND, self.down + STAY_BEYOND)

    @piece(cut(shell), on="leg back", when=wanted, only=one_side, allowance={"begin": 6, "end": 6})
    def back_facing(self):                                           # what shows in the mouth
        return self.across_bag(self.down - FACING_ABOVE, self.down + FACING_BELOW)

    @piece(cut("pocketing"), on="leg back", when=wanted, only=one_side)
    def back_bag(self):
        """Folded at its bottom; both layers reach up to the waist, and the mouth is cut through the outer one."""
        wide, low  = self.bag_width, self.down + min(WELT_BAG_DEEP * self.mouth, WELT_BAG_DEEPEST)
        upper, foot = FACING_ABOVE - self.down, -FACING_BELOW - self.down
        return edges(bottom = doubled(Point(0, -low), Point(wide, -low)),
                     end    = line(Point(wide, -low), Point(wide, 0)),
                     top    = line(Point(wide, 0), Point(0, 0)),
                     begin  = line(Point(0, 0), Point(0, -low)),
                     inner  = {"facing": line(Point(0, upper), Point(wide, upper)),
                               "facing_foot": line(Point(0, foot), Point(wide, foot))})

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self, back):
        if self.back_pockets == "none":
            return
        stay, pocket, facing = self.welt_stay, self.back_bag, self.back_facing
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
