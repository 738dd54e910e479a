"""The lines of a fly: where the front closes, and where its facing is sewn down."""

from mtmpattern.drafting import Edge, Template, curve, heading, line, once

FLY   = 38          # width of the fly facing in mm
ROUND = 35          # mm above the hip: from there the stitching runs straight
LEAST, MOST = 18, 45                    # mm that the fly runs into the crotch curve


class Fly(Template):
    """On the front of a `TrouserBlock`, beside the pockets: ``front_top`` is its waist, ``front_seat`` its hip."""

    @once
    def fly_foot(self):
        """How far the fly runs into the crotch curve: further where the hips are much wider than the waist."""
        needed = (self.middle.hip_girth + 4 - self.waist) / 2 - self.front_top.distance(self.front_seat)
        return min(max(needed, LEAST), MOST)

    @once
    def fly_edge(self):
        """Down the centre front and a little into the crotch curve."""
        return line(self.front_top, self.front_seat).then(Edge(self.front_curve.part(0, self.fly_foot)))

    @once
    def fly_stitching(self):
        """Round below, then up beside the fly."""
        way   = heading(self.front_seat, self.front_top)
        inner = self.front_seat.along(way - 90, FLY).along(way, ROUND)
        waist = self.waist_beside_pocket
        return (curve(self.fly_edge.end, inner, leave=way - 80, arrive=way)
                .then(line(inner, waist.at(waist.length - FLY))))
