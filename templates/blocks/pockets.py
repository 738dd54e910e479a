"""Slant pockets: the front is cut away from the waist to the side, and the back of the bag completes it."""

from mtmpattern.drafting import (
    RIGHT, Edge, Point, Template, between, caught, curve, cut, edges, fusible, heading, lay, line, once, piece, sew,
    shell, woven, yes_no,
)

MOUTH = 42          # the pocket's mouth along the waist, in mm
FACING = 45         # how far its facings reach beyond it


class SlantPockets(Template):
    """Pockets for the front of a `TrouserBlock`. Its ``waist_beside_pocket`` is what is left of the waist."""

    other_cloth = {"pocketing": woven(mass=(70, 200), default="poplin")}

    pockets = yes_no(True, "slant pockets in the front")

    @property
    def mouth_foot(self):
        """How far down the side the mouth ends."""
        return self.whole_front_side.length - min(.6 * self.middle.body_rise, self.waist_level - 25)

    @property
    def side_below_pocket(self): return Edge(self.whole_front_side.part(0, self.mouth_foot))
    @property
    def side_at_pocket(self):
        return Edge(self.whole_front_side.part(self.mouth_foot, self.whole_front_side.length))
    @property
    def waist_at_pocket(self):   return Edge(self.whole_front_waist.part(0, MOUTH))

    @once
    def bag_top(self):
        """How far the bag reaches along the waist beyond the mouth: to the dart or pleat, or nearly to the fly."""
        edge = self.waist_beside_pocket
        room = edge.darts[0].intake.at * edge.length - 6 if edge.darts else edge.length - 50
        return Edge(edge.part(0, min(room, 105)))

    @once
    def bag_round(self):
        """From the waist down, round the bottom and up to the foot of the mouth."""
        top, foot = self.bag_top.end, self.side_below_pocket.end
        low       = foot.down(.3 * self.middle.body_rise)
        inside    = Point(top.x - 12, low.y + 60)
        bottom    = Point(between(inside, low, .45).x, low.y)
        return (line(top, inside).then(curve(inside, bottom, leave=heading(top, inside), arrive=RIGHT))
                .then(curve(bottom, foot, leave=RIGHT, arrive=heading(low, foot) + 25)))

    def beyond_mouth(self, width):
        """The line inside which a facing of this width lies, from the waist to the bag's round."""
        return line(self.bag_top.at(width), self.bag_round.at(self.bag_round.length - width))

    def round_foot(self, width): return Edge(self.bag_round.part(self.bag_round.length - width, self.bag_round.length))
    def top_of_bag(self, width): return Edge(self.bag_top.part(0, width))

    @property
    def mouth_line(self): return line(self.side_below_pocket.end, self.waist_at_pocket.end)

    @once
    def waist_beside_pocket(self):
        """What is left of the waist of the front; all of it where there are no pockets."""
        waist = self.whole_front_waist
        return self.darted(Edge(waist.part(MOUTH, waist.length)) if self.pockets else waist)

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="leg front", when=pockets)
    def pocket_facing(self):                                         # what shows in the mouth
        return edges(side   = self.side_at_pocket,
                     waist  = self.waist_at_pocket,
                     top    = self.top_of_bag(FACING),
                     inside = self.beyond_mouth(FACING),
                     round  = self.round_foot(FACING))

    @piece(cut(shell), cut(fusible, trimmed=2), on="leg front", front=RIGHT, when=pockets)
    def mouth_facing(self):
        return edges(mouth  = self.mouth_line,
                     top    = self.top_of_bag(FACING),
                     inside = self.beyond_mouth(FACING),
                     round  = self.round_foot(FACING))

    @piece(cut("pocketing"), on="leg front", when=pockets)
    def pocket_back(self):                                           # completes the front at the side
        return edges(side  = self.side_at_pocket,
                     waist = self.waist_at_pocket,
                     top   = self.bag_top,
                     round = self.bag_round,
                     inner = {"facing": self.beyond_mouth(FACING)})

    @piece(cut("pocketing"), on="leg front", front=RIGHT, when=pockets)
    def pocket_front(self):                                          # seen from inside, as it lies under the front
        return edges(mouth = self.mouth_line,
                     top   = self.bag_top,
                     round = self.bag_round,
                     inner = {"facing": self.beyond_mouth(FACING)})

    def pocketed(self):
        front, under, upper = self.front, self.pocket_back, self.pocket_front
        facing, mouth = self.pocket_facing, self.mouth_facing
        yield lay(facing, on=under, at="facing", sewn=facing.inside)
        yield lay(mouth, on=upper, at="facing", sewn=mouth.inside)
        yield caught(mouth.mouth, by=front.mouth), sew(upper.mouth, front.mouth)
        yield caught(facing.round, by=under.round), caught(mouth.round, by=upper.round)
        yield sew(upper.round, under.round)
        yield caught(facing.top, by=under.top), caught(mouth.top, by=upper.top)
        yield sew(upper.top, under.top)                              # basted, then held by the waistband
        yield caught(facing.side, by=under.side), caught(facing.waist, by=under.waist)
