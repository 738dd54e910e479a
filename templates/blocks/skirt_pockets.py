"""Pockets in the side seam of a skirt. Numbers were chosen by eye, or from skirts in shops."""

from mtmpattern.drafting import (
    RIGHT, Block, Edge, caught, curve, cut, edges, heading, lay, line, once, piece, sew, shell, yes_no,
)

from .pocketing import BAG_HANGS_MORE, BAG_OF_HAND, MOUTH_OF_HAND, POCKETING, mouth_taped
from .skirt import Skirt

MOUTH_BELOW_WAIST = .2  # of waist to hip, the side seam is closed above the mouth
SKIRT_MOUTH_MORE = 50   # mm that a mouth is wider than half the hand's girth
WIDEST_BAG = 150        # mm that the bag is wide at most
BAG_OF_WAIST = .72      # of the front's waist, the bag covers at most
BAG_WIDE_FROM = .3      # of the mouth, from its top down, the bag reaches its full width
BAG_LOW_AT = .5         # of the bag's width, in from the mouth, it hangs lowest
FACING_IN_BAG = 40      # mm that the shell reaches into the bag
FACING_CORNER = .5      # of the way from the mouth's foot to the bag's lowest level, the shell's corner lies down
FACING_FOOT = 25        # mm that the shell goes round below the mouth
ROUND_OFF_MOUTH = -20   # degrees off the mouth's line at which the bag's curve comes up to it
BAG_OFF_HEM = .08       # of the skirt's length, the bag ends above the hem at least
LEAST_BAG = 25          # mm that the bag hangs below the mouth all the same


class SidePockets(Block[Skirt]):
    """Pockets in the side seam: their bags are sewn to front and back between two places of the seam.

    Front and back are `divided`: their side becomes ``side``, ``pocket`` and ``side_top``. The front bag lies under the
    front. The back bag lies under that one and shows in the mouth, so shell is laid on it there.
    """

    needs       = ("waist_to_hip", "hand_girth")
    estimable   = ("hand_girth",)
    other_cloth = POCKETING

    pockets = yes_no(False, "pockets in the side seams")

    @property
    def mouth(self): return MOUTH_OF_HAND * self.middle.hand_girth + SKIRT_MOUTH_MORE

    def divided(self, panel):
        if not self.pockets:
            return panel
        side = panel.edges["side"]
        top  = side.length - MOUTH_BELOW_WAIST * self.body.waist_to_hip
        low  = top - self.mouth
        parts = {"side": Edge(side.part(0, low)), "pocket": Edge(side.part(low, top)),
                 "side_top": Edge(side.part(top, side.length))}
        lines = {name: each for edge, line in panel.edges.items()
                 for name, each in (parts if edge == "side" else {edge: line}).items()}
        return edges(points=panel.points, inner=panel.inner, levels=panel.levels, **lines)

    def side_of(self, panel):
        """The whole side seam of a panel."""
        if not self.pockets:
            return panel.side.edge
        return panel.side.edge.then(panel.pocket.edge).then(panel.side_top.edge)

    @once
    def bag_below(self):
        """How far the bag hangs below its mouth; less on a short skirt."""
        wanted = BAG_OF_HAND * self.middle.hand_girth + BAG_HANGS_MORE
        room   = max(self.garment.front.side.length - BAG_OFF_HEM * self.garment.length, LEAST_BAG)
        if wanted > room:
            self.rescued("pocket bags shortened so that they end above the hem", wanted - room)
        return min(wanted, room)

    @property
    def bag_width(self): return min(WIDEST_BAG, BAG_OF_WAIST * self.garment.front.waist.length)

    def mouth_on(self, panel): return panel.pocket.edge

    def bag_on(self, panel):
        """The mouth, the bag round it, and the line inside which shell is laid on it.

        The bag is square to the mouth at the top, full at the bottom, and comes up to the foot of the mouth.
        """
        mouth  = self.mouth_on(panel)
        up     = heading(mouth.start, mouth.end)
        inward, down, outward = up + 90, up + 180, up + 270
        inside = mouth.end.along(inward, self.bag_width).along(down, BAG_WIDE_FROM * self.mouth)
        lower  = inside.along(down, (1 - BAG_WIDE_FROM) * self.mouth)
        bottom = mouth.start.along(inward, BAG_LOW_AT * self.bag_width).along(down, self.bag_below)
        foot   = curve(bottom, mouth.start, leave=outward, arrive=up + ROUND_OFF_MOUTH)
        whole  = (curve(mouth.end, inside, leave=mouth.arriving + 90, arrive=down).then(line(inside, lower))
                  .then(curve(lower, bottom, leave=down, arrive=outward)).then(foot))
        corner = mouth.start.along(inward, FACING_IN_BAG).along(down, FACING_CORNER * self.bag_below)
        inner  = line(whole.at(FACING_IN_BAG), corner).then(line(corner, whole.at(whole.length - FACING_FOOT)))
        return mouth, whole, inner

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut("pocketing"), on="torso front", front=RIGHT, when=pockets)
    def pocket_front(self):                                          # seen from inside, as it lies under the front
        mouth, bag, _ = self.bag_on(self.garment.front)
        return edges(mouth=mouth, round=bag)

    @piece(cut("pocketing"), on="torso front", when=pockets)
    def pocket_back(self):                                           # seen from outside, as it lies under that one
        mouth, bag, inside = self.bag_on(self.garment.back)
        return edges(mouth=mouth, round=bag, inner={"facing": inside})

    @piece(cut(shell), on="torso front", when=pockets)
    def pocket_facing(self):                                         # what shows in the mouth
        mouth, bag, inside = self.bag_on(self.garment.back)
        return edges(mouth  = mouth,
                     top    = Edge(bag.part(0, FACING_IN_BAG)),
                     inside = inside,
                     foot   = Edge(bag.part(bag.length - FACING_FOOT, bag.length)))

    # ---- In order of work -----------------------------------------------------------------------------------------
    def side_seams(self):
        """The bags are sewn on first, then the sides above and below the mouth, and the bags round."""
        front, back = self.garment.front, self.garment.back
        if not self.pockets:
            yield sew(front.side, back.side)
            return
        facing, upper, under = self.pocket_facing, self.pocket_front, self.pocket_back
        mouth_taped(self)
        yield lay(facing, on=under, at="facing", sewn=facing.inside)
        yield caught(facing.mouth, by=under.mouth)
        yield caught(facing.top, by=under.round), caught(facing.foot, by=under.round)
        yield sew(upper.mouth, front.pocket), sew(under.mouth, back.pocket)
        yield sew(front.side_top, back.side_top), sew(front.side, back.side)
        yield sew(upper.round, under.round)
