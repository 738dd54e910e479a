"""The body of a shirt: fronts with their button band, a back, and a yoke that lies over the shoulders in one."""

from mtmpattern.drafting import (
    LEFT, RIGHT, UP, Edge, Point, around, bag, choice, curve, cut, doubled, edges, encase, fish_eye, fold, fusible,
    heading, hem, line, measured, mm, once, piece, pleat, proportion, shell, solve, whole,
)

from .shirt_block import LOWERED, ShirtBlock

# By eye, where no source is named.
FACING = 35             # mm of the front that are turned back behind the buttons (Aldrich)
HAIR = .1               # mm below a corner, where a level line crosses both its edges
BAND_OFF_YOKE = 5       # mm before the yoke that a band ends at the most
YOKE_OFF_TIP = 15       # mm that the yoke's seam lies below the tip, and above the pitch, at least
YOKE_ROOM = 20          # mm to either side of the yoke within which the back's upper edge is made as long
BOX_PLEAT = 18          # mm that a box pleat lies on each side of the centre
SIDE_PLEAT = 1 / 3      # of the back's upper edge, from the armhole, lies a side pleat
PLEAT_MARKED = 50       # mm that pleats are marked down
DART_IN = .5            # of the way from the centre to the tip stands a dart
DART_ABOVE, DART_UNDER_ARM = 150, .8    # mm that a dart reaches above the waist; part of the way to the armhole at most
ARMHOLE_TO_CHEST = .33, .65             # least and most
BACK_LONGER = -16, 30   # mm


class ShirtBody(ShirtBlock):
    """Front, back and yoke.

    The yoke is cut off both: it takes the back down to its seam, ``front_yoke`` mm off the front, and is opened over
    the shoulder line into the upper front, so that there is no seam on the shoulder. The centre lies in the middle of
    the button band.
    """

    band       = mm(16, 13, 22, "front beyond the centre, on either side")
    front_edge = choice("turned back", "sewn on", note=
                        "the button band: the front's own edge turned back, or a folded band sewn to it")

    front_yoke = 42                               # mm from the shoulder line down to the seam of the front

    # ---- What a garment may say otherwise -------------------------------------------------------------------------
    @property
    def longer(self):     return 0                # mm by which the front is longer, below a dart for the bust
    @property
    def front_side(self): return self.side
    def front_points(self):
        """What a garment marks on its front besides."""
        return {}

    # ---- The front ------------------------------------------------------------------------------------------------

    @property
    def band_sewn_on(self): return self.front_edge == "sewn on"

    @property
    def foot(self):
        """The centre front at the hem."""
        return Point(0, self.nape.y - self.length + min(self.back_longer, self.tail) - self.longer)

    def tail_hem(self, centre, side):
        """Level at the centre and at the side, and in an easy wave between."""
        return curve(centre, side.start, leave=RIGHT, arrive=RIGHT, inflected=True)

    def places(self, x, longer=0):
        return {"underarm": Point(x, self.armhole_level - HAIR), "waist": Point(x, self.waist_level - longer),
                "hip": Point(x, self.hip_level + HAIR - longer)}

    @once
    def whole_neckline(self): return self.front_neckline(self.neck_drop, self.slope)

    @once
    def at_band(self):
        """How far along the neckline the seam of a band begins."""
        return solve(lambda mm: self.whole_neckline.at(mm).x, self.band, self.front_yoke + BAND_OFF_YOKE,
                     self.whole_neckline.length, what="band at the neckline")

    @piece(cut(shell), on="torso front", level="neck point")
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
                        **self.places(middle.x, self.longer)},
            inner    = {} if self.band_sewn_on else {"centre": line(middle, inside)},
            levels   = self.body_levels(self.longer))

    @piece(cut(shell), cut(fusible, trimmed=2), on="torso front", level="neck point", when=front_edge.chosen("sewn on"))
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

    # ---- The yoke's seams -----------------------------------------------------------------------------------------
    def over_shoulder(self, point):
        """Where a point of the front lies when it is opened over the shoulder line onto the back."""
        return self.neck_point.along(-2 * self.slope - heading(self.neck_point, point), self.neck_point.distance(point))

    @once
    def back_seam(self):
        """How many mm up the upper armhole the yoke begins: at the yoke's level, and well below the tip."""
        upper = self.upper_armhole(self.back_hollow)
        level = max(min(self.yoke_level, self.tip.y - YOKE_OFF_TIP), upper.start.y + YOKE_OFF_TIP)
        return solve(lambda mm: upper.at(mm).y, level, 0, upper.length, what="yoke seam at the armhole")

    @piece(cut(shell, plies=2), on="torso back", level="neck point")
    def yoke(self):
        neck, tip, slope = self.neck_point, self.tip, self.slope
        front_upper, back_upper = self.upper_armhole(self.front_hollow), self.upper_armhole(self.back_hollow)
        neckline  = self.whole_neckline
        in_front  = front_upper.length - self.front_yoke                   # the ends of the front seam, on the front
        arm_end   = self.over_shoulder(front_upper.at(in_front))
        neck_end  = self.over_shoulder(neckline.at(self.front_yoke))
        opened    = -2 * slope - 180                                       # less a direction on the front: the way back
        armhole   = Edge(back_upper.part(self.back_seam, back_upper.length)).then(
                    curve(tip, arm_end, leave=opened - self.into_tip(front_upper.start),
                          arrive=opened - front_upper.direction(in_front), inflected=True))
        begin, middle = armhole.start, Point(0, self.yoke_level)
        return edges(
            back     = curve(middle, begin, leave=RIGHT),                  # level, but for a very sloping shoulder
            armhole  = armhole,
            front    = line(arm_end, neck_end),
            neckline = curve(neck_end, neck, leave=opened - neckline.direction(self.front_yoke), arrive=270 - slope)
                       .then(self.back_neckline(slope)),
            centre   = fold(self.nape, middle),
            points   = {"tip": tip, "shoulder": neck})

    # ---- The back -------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="torso back", level="neck point")
    def back(self):
        middle = Point(-self.pleated, self.yoke_level)
        seam   = self.yoke.back.length
        level  = self.yoke.back.end.y - LOWERED

        def lowered(x): return curve(Point(x, level), middle, arrive=LEFT)

        begin   = solve(lambda x: lowered(x).length, seam + self.pleated, seam - YOKE_ROOM, seam + YOKE_ROOM,
                        what="back at the yoke")
        armhole = self.lower_armhole(self.back_hollow).then(
            curve(self.pitch(self.back_hollow, self.side.end), Point(begin, level), leave=UP,
                  arrive=self.upper_armhole(self.back_hollow).direction(self.back_seam), inflected=True))
        foot    = middle.level_with(self.nape.down(self.length))
        return edges(
            hem     = self.tail_hem(foot, self.side),
            side    = self.side,
            armhole = armhole,
            yoke    = lowered(begin).with_darts(self.back_pleats(seam)),
            centre  = fold(middle, foot),
            points  = {"pitch_back": self.pitch(self.back_hollow, self.side.end), **self.places(0)},
            inner   = self.back_darts(),
            levels  = self.body_levels())

    def back_pleats(self, seam):
        """A box pleat at the centre, or a pleat at each side."""
        if not self.pleated:
            return []
        return [pleat(self.pleated, PLEAT_MARKED, 1 - BOX_PLEAT / seam if self.fullness == "box pleat" else SIDE_PLEAT,
                      pressed="end" if self.fullness == "box pleat" else "start")]

    def back_darts(self):
        if not self.dart:
            return {}
        waist = Point(DART_IN * self.tip.x, self.waist_level)
        above = min(DART_ABOVE, DART_UNDER_ARM * (self.armhole_level - self.waist_level))
        return {"waist_dart": fish_eye(waist, above=above, below=self.dart_below, width=self.dart)}

    # ---- What it does measure -------------------------------------------------------------------------------------
    @property
    def half_neck_seam(self):
        """Half the neckline, to the edge of the front."""
        return self.yoke.neckline + self.front_neck + self.closing.stand_step

    @property
    def armhole_seam(self): return self.front.armhole + self.yoke.armhole + self.back.armhole

    @property
    def armhole(self): return self.armhole_seam.length

    @property
    def armhole_depth(self): return self.tip.y - self.armhole_level

    def finished(self):
        spare = 2 * (self.beyond_centre + self.pleated)
        yield measured("chest", around(self.front, self.back, at="underarm") - spare)
        yield measured("waist", around(self.front, self.back, at="waist") - spare)
        yield measured("hip", around(self.front, self.back, at="hip") - spare)
        yield measured("length", self.yoke.centre.length + self.back.centre.length)
        yield measured("neck", whole(self.yoke.neckline + self.front_neck))

    def wearing(self):
        yield proportion("armhole to chest", self.armhole / self.chest, *ARMHOLE_TO_CHEST,
                         "Choose another armhole ease.")
        front = self.front.armhole.length + self.yoke.armhole.length - self.back_part
        yield proportion("back armhole less front armhole, mm", self.back.armhole.length + self.back_part - front,
                         *BACK_LONGER, "Look at the shoulder: its slope or length may be mistaken.")

    @property
    def back_part(self):
        """What of the yoke's armhole lies behind the shoulder line."""
        return dict(self.yoke.info.places["tip"])["armhole"]
