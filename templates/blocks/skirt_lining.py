"""The lining of a skirt, `SkirtLining`: its panels cut again, joined at the waist and the zip.

Numbers were chosen by eye, or from skirts in shops, unless a source is named.
"""

from mtmpattern.drafting import (
    LEFT, RIGHT, Block, Edge, caught, cut, edges, fold, hem, if_drawn, lining, other, piece, pleat, sew, square_to,
    whole, yes_no,
)

from .flowing import flat_enough
from .skirt import Skirt

LINING_SHORTER = 25     # mm by which the lining is shorter than the skirt
LINING_HEM = 20         # mm turned up at its hem
MOST_EASED = 4          # mm of its waist that are eased into a facing at most; more is laid into pleats
LINING_PLEAT = 30       # mm that such a pleat is marked down from the facing


class SkirtLining(Block[Skirt]):
    """A loose lining, joined to the skirt at the waist and the zip: the panels cut again.

    Where the waist has a facing they begin below it.
    """

    lined = yes_no(False, "a loose lining, 25 mm shorter")

    # It hangs face in, wrong side to wrong side, and so is drawn as seen from inside.
    @piece(cut(lining), on="torso front", front=RIGHT, level="waist", when=lined)
    def front_lining(self):
        panel, finish = self.garment.front_panel(LINING_SHORTER), self.garment.finish
        return without_top(panel, finish.facing_depth, finish.front_facing.low.length) if finish.faced else panel

    @piece(cut(lining), on="torso back", front=LEFT, level="waist", when=lined,
           allowance={"centre": 20, "opening": if_drawn(20)})
    def back_lining(self):
        panel, finish = self.garment.back_panel(LINING_SHORTER), self.garment.finish
        return without_top(panel, finish.facing_depth, finish.back_facing.low.length) if finish.faced else panel

    @property
    def waist(self): return whole(self.back_lining.waist + self.front_lining.waist)

    def making(self):
        front, back = self.front_lining, self.back_lining
        if not self.garment.pulled_on:
            yield sew(back.centre, other(back.centre))
        yield sew(front.side, back.side)
        if not self.garment.pulled_on:
            yield caught(back.opening, by=self.garment.back.opening)
        yield from self.garment.lining_vent(back)
        yield hem(front.hem, back.hem, depth=LINING_HEM)


def without_top(panel, depth, sewn):
    """A panel without the top that a facing covers; it is ``sewn`` mm wide there, and pleats take up the rest."""
    lines, darts = dict(panel.edges), panel.edges["waist"].intakes
    side, waist = lines["side"], lines["waist"]
    side  = Edge(side.part(0, side.length - depth))
    upper = list(lines)[list(lines).index("waist") + 1]              # what runs down from there along the centre
    centre = lines[upper]
    top   = centre.at(depth)
    waist = flat_enough(side.end, top, square_to(side), waist.arriving)
    more  = waist.length - sewn
    if darts and more > MOST_EASED:
        waist = waist.with_darts([pleat(width=more / len(darts), length=LINING_PLEAT, at=each.at) for each in darts])
    lines |= {"side": side, "waist": waist}
    lines[upper] = fold(top, centre.end) if centre.kind == "fold" else Edge(centre.part(depth, centre.length))
    return edges(points=panel.points, levels=panel.levels, **lines)
