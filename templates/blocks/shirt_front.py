"""The front of a shirt, with its button band: the cloth turned back at the edge, or a folded band sewn to it."""

from mtmpattern.drafting import (
    RIGHT, Edge, Point, bag, choice, curve, cut, doubled, edges, encase, fusible, hem, line, mm, once, piece, shell,
    solve,
)

from .shirt_block import ShirtBlock

FACING = 35         # mm of the front that are turned back behind the buttons


class ShirtFront(ShirtBlock):
    """The yoke takes ``front_yoke`` mm off its top. The centre lies in the middle of the band."""

    band       = mm(16, 13, 22, "front beyond the centre, on either side")
    front_edge = choice("turned back", "sewn on", note=
                        "the button band: the front's own edge turned back, or a folded band sewn to it")

    front_yoke = 42                               # mm from the shoulder line down to the seam of the front
    longer     = 0                                # mm by which the front is longer, below a dart for the bust

    @property
    def front_side(self): return self.side

    @property
    def band_sewn_on(self): return self.front_edge == "sewn on"

    @property
    def foot(self):
        """The centre front at the hem."""
        return Point(0, self.nape.y - self.length + min(self.back_longer, self.tail) - self.longer)

    def tail_hem(self, centre, side):
        """Level at the centre and at the side, and in an easy wave between."""
        return curve(centre, side.start, leave=RIGHT, arrive=RIGHT, inflected=True)

    def levels(self, x, longer=0):
        return {"underarm": Point(x, self.armhole_level - .1), "waist": Point(x, self.waist_level - longer),
                "hip": Point(x, self.hip_level + .1 - longer)}

    def front_points(self):
        """What a garment marks on its front besides."""
        return {}

    # ---- The front ------------------------------------------------------------------------------------------------
    @once
    def whole_neckline(self): return self.front_neckline(self.neck_drop, self.slope)

    @once
    def at_band(self):
        """How far along the neckline the seam of a band begins."""
        return solve(lambda mm: self.whole_neckline.at(mm).x, self.band, self.front_yoke + 5,
                     self.whole_neckline.length, what="band at the neckline")

    @piece(cut(shell), on="torso front")
    def front(self):
        upper    = self.upper_armhole(self.front_hollow)
        armhole  = self.lower_armhole(self.front_hollow).then(Edge(upper.part(0, upper.length - self.front_yoke)))
        ends     = self.at_band if self.band_sewn_on else self.whole_neckline.length
        neckline = Edge(self.whole_neckline.part(self.front_yoke, ends))
        middle   = neckline.end
        inside   = self.foot.right(middle.x)                               # the hem leaves the band level
        edge     = middle if self.band_sewn_on else middle.left(self.band)
        wave     = self.tail_hem(inside, self.front_side)
        return edges(
            hem      = wave if self.band_sewn_on else line(edge.level_with(inside), inside).then(wave),
            side     = self.front_side,
            armhole  = armhole,
            yoke     = line(armhole.end, neckline.start),
            neckline = neckline,
            **({} if self.band_sewn_on else {"stand_step": line(middle, edge)}),
            band     = line(edge, edge.level_with(inside)),
            points   = {"pitch_front": self.pitch(self.front_hollow, self.side.end), **self.front_points(),
                        **self.levels(middle.x, self.longer)},
            inner    = {} if self.band_sewn_on else {"centre": line(middle, inside)})

    @piece(cut(shell), cut(fusible, trimmed=2), on="torso front", when=front_edge.chosen("sewn on"))
    def button_band(self):
        neckline    = Edge(self.whole_neckline.part(self.at_band, self.whole_neckline.length))
        middle, low = neckline.end, Point(self.band, self.foot.y)
        edge        = middle.left(self.band)
        return edges(
            foot       = line(edge.level_with(low), low),
            seam       = line(low, neckline.start),
            neckline   = neckline,
            stand_step = line(middle, edge),
            edge       = doubled(edge, edge.level_with(low)),
            inner      = {"centre": line(middle, self.foot)})

    # ---- What the rest of the shirt asks --------------------------------------------------------------------------
    @property
    def closing(self):
        """The piece that is buttoned."""
        return self.button_band if self.band_sewn_on else self.front

    @property
    def front_neck(self):
        """The neckline from the yoke to the centre front."""
        return self.front.neckline + self.button_band.neckline if self.band_sewn_on else self.front.neckline

    @property
    def beyond_centre(self):
        """How much of the front lies beyond the centre; less than nothing where a band brings the rest."""
        return -self.band if self.band_sewn_on else self.band

    def buttoned_edge(self):
        """The front edge, before it meets the collar."""
        if self.band_sewn_on:
            yield encase(self.front.band, between=self.button_band.seam)
            yield bag(self.button_band.foot)
        else:
            yield hem(self.front.band, depth=FACING, fused=True)
