"""Pockets of trousers at the side: `FrontPockets`, slant or in the side seam."""

from mtmpattern.drafting import (
    RIGHT, Edge, Point, between, caught, choice, curve, cut, edges, fusible, heading, lay, line, once, piece, sew,
    shell,
)

from .pocketing import Pocketing

MOUTH  = 42         # mm by which a slant pocket cuts into the waist
BELOW  = 30         # mm below the waist a mouth in the side seam begins
DOWN_TO = .6        # of the body rise: so far down from the waist the mouth ends ...
OFF_FORK = 25       # ... and so many mm above the crotch line at least
FACING = 45         # mm that the facings reach beyond the mouth
WIDEST = 105        # the bag: mm along the waist ...
OFF_DART, OFF_FLY = 6, 50               # ... mm that it ends before a dart or pleat, or before the centre
HANGS  = .3         # part of the body rise that it hangs below the mouth
ROUND  = 25         # degrees off the straight line at which its round comes up to the foot of the mouth


class FrontPockets(Pocketing):
    """Pockets for the front of a `TrouserBlock`. Its ``waist_beside_pocket`` is what they leave of the waist.

    For a slant pocket the front is cut away from the waist to the side, and the back of the bag completes it. A pocket
    in the side seam has two bags of that shape, one sewn to the front and one to the back.
    """

    pockets = choice("slant", "side seam", "none", note="pockets in the front, or in the side seam below the waist")

    @property
    def slanted(self): return self.pockets == "slant"

    @property
    def mouth_foot(self):
        """How far down the side the mouth ends."""
        return self.whole_front_side.length - min(DOWN_TO * self.middle.body_rise, self.waist_level - OFF_FORK)

    @property
    def side_below_pocket(self): return Edge(self.whole_front_side.part(0, self.mouth_foot))
    @property
    def side_at_pocket(self):
        return Edge(self.whole_front_side.part(self.mouth_foot, self.whole_front_side.length))
    @once
    def waist_at_pocket(self):
        return Edge((self.whole_front_waist if self.slanted else self.waist_beside_pocket).part(0, MOUTH))

    @once
    def bag_top(self):
        """How far the bag reaches along the waist beyond the mouth: to the dart or pleat, or nearly to the fly."""
        edge  = self.waist_beside_pocket
        room  = edge.darts[0].intake.at * edge.length - OFF_DART if edge.darts else edge.length - OFF_FLY
        begin = 0 if self.slanted else MOUTH
        return Edge(edge.part(begin, min(room, begin + WIDEST)))

    @once
    def bag_round(self):
        """From the waist down, round the bottom and up to the foot of the mouth."""
        top, foot = self.bag_top.end, self.side_below_pocket.end
        low       = foot.down(HANGS * self.middle.body_rise)
        inside    = Point(top.x - 12, low.y + 60)
        bottom    = Point(between(inside, low, .45).x, low.y)
        return (line(top, inside).then(curve(inside, bottom, leave=heading(top, inside), arrive=RIGHT))
                .then(curve(bottom, foot, leave=RIGHT, arrive=heading(low, foot) + ROUND)))

    def beyond_mouth(self, width):
        """The line inside which a facing of this width lies, from the waist to the bag's round."""
        return line(self.bag_top.at(width), self.bag_round.at(self.bag_round.length - width))

    def foot_of_bag(self, width): return Edge(self.bag_round.part(self.bag_round.length - width, self.bag_round.length))
    def top_of_bag(self, width): return Edge(self.bag_top.part(0, width))

    @property
    def mouth_line(self): return line(self.side_below_pocket.end, self.waist_at_pocket.end)

    @once
    def waist_beside_pocket(self):
        """What is left of the waist of the front; all of it where it is not cut away."""
        waist = self.whole_front_waist
        return self.darted(Edge(waist.part(MOUTH, waist.length)) if self.slanted else waist)

    def pocket_points(self, side):
        """Where a mouth in the side seam begins and ends."""
        if self.pockets != "side seam":
            return {}
        return {"pocket_low": side.at(self.mouth_foot), "pocket_top": side.at(side.length - BELOW)}

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="leg front", unless=pockets.chosen("none"))
    def pocket_facing(self):                                         # what shows in the mouth
        return edges(side   = self.side_at_pocket,
                     waist  = self.waist_at_pocket,
                     top    = self.top_of_bag(FACING),
                     inside = self.beyond_mouth(FACING),
                     foot   = self.foot_of_bag(FACING))

    @piece(cut(shell), cut(fusible, trimmed=2), on="leg front", front=RIGHT, when=pockets.chosen("slant"))
    def mouth_facing(self):
        return edges(mouth  = self.mouth_line,
                     top    = self.top_of_bag(FACING),
                     inside = self.beyond_mouth(FACING),
                     foot   = self.foot_of_bag(FACING))

    def whole_bag(self, **inner):
        tops = ({"waist": self.waist_at_pocket, "top": self.bag_top} if self.slanted else
                {"top": self.waist_at_pocket.then(self.bag_top)})
        return edges(side=self.side_at_pocket, **tops, round=self.bag_round, inner=inner)

    @piece(cut("pocketing"), on="leg front", unless=pockets.chosen("none"))
    def pocket_back(self):                                           # completes a front that is cut away
        return self.whole_bag(facing=self.beyond_mouth(FACING))

    @piece(cut("pocketing"), on="leg front", front=RIGHT, unless=pockets.chosen("none"))
    def pocket_front(self):                                          # seen from inside, as it lies under the front
        if not self.slanted:
            return self.whole_bag()
        return edges(mouth = self.mouth_line,
                     top   = self.bag_top,
                     round = self.bag_round,
                     inner = {"facing": self.beyond_mouth(FACING)})

    # ---- In order of work -----------------------------------------------------------------------------------------
    def pocketed(self):
        """The bags, before the side seams."""
        front, under, upper, facing = self.front, self.pocket_back, self.pocket_front, self.pocket_facing
        yield lay(facing, on=under, at="facing", sewn=facing.inside)
        if self.slanted:
            mouth = self.mouth_facing
            yield lay(mouth, on=upper, at="facing", sewn=mouth.inside)
            yield caught(mouth.mouth, by=front.mouth), sew(upper.mouth, front.mouth)
            yield caught(mouth.foot, by=upper.round), caught(mouth.top, by=upper.top)
        else:
            self.mouth_taped()
            long = self.side_at_pocket.length - BELOW
            yield sew(upper.side.first(long), front.side.part("pocket_low", "pocket_top"))
            yield sew(under.side.first(long), self.back.side.part("pocket_low", "pocket_top"))
            yield sew(upper.side.part(long, None), under.side.part(long, None))
        yield caught(facing.foot, by=under.round), sew(upper.round, under.round)
        yield caught(facing.top, by=under.top)
        yield sew(upper.top, under.top)                              # basted, then held by the waistband
        yield caught(facing.side, by=under.side)
        yield caught(facing.waist, by=under.waist if self.slanted else under.top)

    def side_seams(self):
        """Above and below a mouth that lies in them."""
        front, back = self.front.side, self.back.side
        if self.pockets == "side seam":
            yield sew(front.part("pocket_top", None), back.part("pocket_top", None))
            yield sew(front.part(None, "pocket_low"), back.part(None, "pocket_low"))
        else:
            yield sew(front + self.pocket_back.side if self.slanted else front, back)
