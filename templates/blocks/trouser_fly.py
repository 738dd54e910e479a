"""The fly of trousers, `Fly`. Sizes were chosen by eye and from garments in shops, unless a source is named."""

from mtmpattern.drafting import Block, Edge, curve, heading, line, once

from .trouser_block import TrouserBlock

FLY_WIDE = 38           # mm that the fly facing is wide
FLY_STRAIGHT_FROM = 35  # mm above the seat, from where up the stitching runs straight
LEAST_FLY_FOOT = 18     # mm that the fly runs into the crotch curve at least
MOST_FLY_FOOT = 45      # mm that it runs into the crotch curve at most
FLY_FREE = 4            # mm that the opened waist is wider than the hips at least
FLY_TURN = 80           # degrees off the fly's line at which its stitching leaves the foot


class Fly(Block[TrouserBlock]):
    """The lines of a fly: where the front closes, and where its facing is sewn down."""

    needs = ("hip_girth",)

    @once
    def foot(self):
        """How far the fly runs into the crotch curve: further where the hips are much wider than the waist."""
        rise   = self.garment.rise
        needed = (self.middle.hip_girth + FLY_FREE - self.garment.waist) / 2 - rise.front_top.distance(rise.front_seat)
        return min(max(needed, LEAST_FLY_FOOT), MOST_FLY_FOOT)

    @once
    def edge(self):
        """Down the centre front and a little into the crotch curve."""
        rise = self.garment.rise
        return line(rise.front_top, rise.front_seat).then(Edge(rise.front_curve.part(0, self.foot)))

    @property
    def crotch(self):
        """What the fly leaves of the crotch curve."""
        whole = self.garment.rise.front_curve
        return Edge(whole.part(self.foot, whole.length))

    def facing_waist(self, waist):
        """The last part of the front's waist."""
        return Edge(waist.part(waist.length - FLY_WIDE, waist.length))

    def stitching(self, waist):
        """Round below, then up beside the fly to the waist of the front."""
        rise  = self.garment.rise
        way   = heading(rise.front_seat, rise.front_top)
        inner = rise.front_seat.along(way - 90, FLY_WIDE).along(way, FLY_STRAIGHT_FROM)
        return (curve(self.edge.end, inner, leave=way - FLY_TURN, arrive=way)
                .then(line(inner, waist.at(waist.length - FLY_WIDE))))
