"""Pockets in the side seam: their bags are sewn to front and back between two places of the seam."""

from mtmpattern.drafting import (
    RIGHT, Edge, caught, curve, cut, edges, heading, lay, line, once, piece, sew, shell, yes_no,
)

from .pocketing import POCKETING, mouth_taped
from .skirt import Skirt

DOWN_TO, MOUTH, BELOW = .2, .7, .45     # parts of waist to hip: above the mouth, the mouth, the bag below the mouth
WIDEST, ACROSS = 150, .72               # the bag: mm, and the part of the front's waist that it may cover
FACING = 40                             # how far the shell reaches into the bag
FOOT  = 25                              # and how far it goes round below the mouth
ROUND = -20                             # degrees off the mouth's line at which that curve comes up to it
OFF_HEM = .08                           # the bag ends at least so much of the length above the hem


class SidePockets(Skirt):
    """For a garment with a ``front`` and a ``back`` that meet at an edge called ``side``, drawn from the hem up.

    It draws its panels `with_pockets`, which divide that edge in three: ``side``, ``pocket`` and ``side_top``; and its
    ``making`` sews them with `side_seams`. The front bag lies under the front. The back bag lies under that one and
    shows in the mouth, so shell is laid on it there.
    """

    other_cloth = POCKETING

    pockets = yes_no(False, "pockets in the side seams")

    @property
    def above(self): return DOWN_TO * self.body.waist_to_hip
    @property
    def mouth(self): return MOUTH * self.body.waist_to_hip

    def with_pockets(self, panel):
        if not self.pockets:
            return panel
        side = panel.edges["side"]
        top  = side.length - self.above
        low  = top - self.mouth
        parts = {"side": Edge(side.part(0, low)), "pocket": Edge(side.part(low, top)),
                 "side_top": Edge(side.part(top, side.length))}
        lines = {name: each for edge, line in panel.edges.items()
                 for name, each in (parts if edge == "side" else {edge: line}).items()}
        return edges(**lines, points=panel.points, inner=panel.inner)

    def side_of(self, panel):
        if not self.pockets:
            return super().side_of(panel)
        return panel.side.edge.then(panel.pocket.edge).then(panel.side_top.edge)

    @once
    def bag_below(self):
        """How far the bag hangs below its mouth; less on a short skirt."""
        wanted = BELOW * self.body.waist_to_hip
        room   = max(self.front.side.length - OFF_HEM * self.length, 25)
        if wanted > room:
            self.rescued("pocket bags shortened so that they end above the hem", wanted - room)
        return min(wanted, room)

    @property
    def bag_width(self): return min(WIDEST, ACROSS * self.front.waist.length)

    def mouth_on(self, panel): return panel.pocket.edge

    def bag_on(self, panel):
        """The mouth, the bag round it, and the line inside which shell is laid on it.

        The bag is square to the mouth at the top, full at the bottom, and comes up to the foot of the mouth.
        """
        mouth  = self.mouth_on(panel)
        up     = heading(mouth.start, mouth.end)
        inward, down, outward = up + 90, up + 180, up + 270
        inside = mouth.end.along(inward, self.bag_width).along(down, .3 * self.mouth)
        lower  = inside.along(down, .7 * self.mouth)
        bottom = mouth.start.along(inward, .5 * self.bag_width).along(down, self.bag_below)
        foot   = curve(bottom, mouth.start, leave=outward, arrive=up + ROUND)
        whole  = (curve(mouth.end, inside, leave=mouth.arriving + 90, arrive=down).then(line(inside, lower))
                  .then(curve(lower, bottom, leave=down, arrive=outward)).then(foot))
        corner = mouth.start.along(inward, FACING).along(down, .5 * self.bag_below)
        return mouth, whole, line(whole.at(FACING), corner).then(line(corner, whole.at(whole.length - FOOT)))

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut("pocketing"), on="torso front", front=RIGHT, when=pockets)
    def pocket_front(self):                                          # seen from inside, as it lies under the front
        mouth, bag, _ = self.bag_on(self.front)
        return edges(mouth=mouth, round=bag)

    @piece(cut("pocketing"), on="torso front", when=pockets)
    def pocket_back(self):                                           # seen from outside, as it lies under that one
        mouth, bag, inside = self.bag_on(self.back)
        return edges(mouth=mouth, round=bag, inner={"facing": inside})

    @piece(cut(shell), on="torso front", when=pockets)
    def pocket_facing(self):                                         # what shows in the mouth
        mouth, bag, inside = self.bag_on(self.back)
        return edges(mouth  = mouth,
                     top    = Edge(bag.part(0, FACING)),
                     inside = inside,
                     foot   = Edge(bag.part(bag.length - FOOT, bag.length)))

    # ---- In order of work -----------------------------------------------------------------------------------------
    def side_seams(self):
        """The bags are sewn on first, then the sides above and below the mouth, and the bags round."""
        if not self.pockets:
            yield from super().side_seams()
            return
        front, back, facing = self.front, self.back, self.pocket_facing
        upper, under = self.pocket_front, self.pocket_back
        mouth_taped(self)
        yield lay(facing, on=under, at="facing", sewn=facing.inside)
        yield caught(facing.mouth, by=under.mouth)
        yield caught(facing.top, by=under.round), caught(facing.foot, by=under.round)
        yield sew(upper.mouth, front.pocket), sew(under.mouth, back.pocket)
        yield sew(front.side_top, back.side_top), sew(front.side, back.side)
        yield sew(upper.round, under.round)
