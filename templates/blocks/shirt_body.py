"""The body of a shirt: fronts with their button band, a back, and a yoke that lies over the shoulders in one."""

from mtmpattern.drafting import (
    LEFT, RIGHT, UP, Edge, Point, around, bag, caught, choice, curve, cut, doubled, ease, edges, encase,
    fish_eye, fold, fusible, heading, hem, if_drawn, line, measured, mm, once, piece, pleat, proportion, shell, solve,
    whole,
)

from .flowing import LEAST_RADIUS, evened, turned_by
from .hems import HAIR
from .limits import half_again, to_floor, twice
from .shirt_block import ShirtBlock
from .shirt_widths import YOKE_LOWERED

# By eye, where no source is named.
COLLAR_SEAM = 7         # mm of allowance where the collar is sewn on (cutter: 6 to 7)
FRONT_FACING = 35       # mm of the front that are turned back behind the buttons (Aldrich)
CHEST_BELOW = 20        # mm that a chest is fullest below the armpits
BAND_OFF_YOKE = 5       # mm before the yoke that a band ends at the most
YOKE_OFF_TIP = 15       # mm that the yoke's seam lies below the tip, and above the pitch, at least
YOKE_FLATTER = .5       # of its height at the centre, a yoke is shorter over a hollow back at most
YOKE_WITHIN = 20        # mm to either side of the yoke within which the back's upper edge is made as long
BOX_PLEAT = 18          # mm that a box pleat lies on each side of the centre
SEAM_HOLLOW = 2.5       # degrees that the armhole of the back is hollow below the yoke at least (by eye)
OFF_YOKE = 5            # degrees off the direction of the yoke's armhole for that at most (by eye)
SIDE_PLEAT = 1 / 3      # of the back's upper edge, from the armhole, lies a side pleat
PLEAT_MARKED = 50       # mm that pleats are marked down from the yoke
BACK_DART_IN = .5       # of the way from the centre to the tip stands a dart
BACK_DART_ABOVE = 150   # mm that a dart reaches above the waist ...
BACK_DART_UNDER_ARM = .8                # ... and part of the way to the armhole at most
NECK_EASE = 4           # mm round the neck at least (trade)
CHEST_EASE = 80         # mm round the chest at least (trade)
WAIST_EASE = 50         # mm round the waist at least (trade)
LEAST_BELLY = 90        # mm round the belly at least (trade)
HIP_EASE = 40           # mm round the hip at least (trade)
LEAST_ACROSS, MOST_ACROSS = 24, 40      # mm, the whole back and front from arm to arm (trade: 12 to 20 each half)
ARMHOLE_TO_CHEST = .33, .65             # least and most
BACK_LONGER = -125, 60  # mm; a bust makes the front's armhole longer, a shoulder that lies forward the back's


class ShirtBody(ShirtBlock):
    """Front, back and yoke.

    The yoke is cut off both: it takes the back down to its seam, ``front_yoke`` mm off the front, and is opened over
    the shoulder line into the upper front, so that there is no seam on the shoulder. The centre lies in the middle of
    the button band.
    """

    band       = mm(16, 13, 22, "front beyond the centre, on either side")
    front_edge = choice("turned back", "sewn on", note=
                        "the button band: the front's own edge turned back, or a folded band sewn to it")

    inlay      = mm(0, 0, 20, "allowance of the side seams, to let out, 5 at the least; with none they are felled")

    front_yoke = 42                               # mm from the shoulder line down to the seam of the front

    # ---- What a garment may change --------------------------------------------------------------------------------
    @property
    def longer(self):     return 0                # mm by which the front is longer, below a dart for the bust
    def front_points(self):
        """Further points that a garment marks on its front."""
        return {}
    def front_darts(self):
        """Darts inside the front."""
        return {}

    @property
    def chest_level(self):
        """Where the chest is measured in front and in back: at the underarm, or at a bust that lies below it."""
        return self.armhole_level - HAIR, self.armhole_level - HAIR

    # ---- The front ------------------------------------------------------------------------------------------------

    @property
    def band_sewn_on(self): return self.front_edge == "sewn on"

    @property
    def neck_front(self):
        """The centre front at the neckline."""
        return Point(0, -self.neck_drop)

    @property
    def bust_line(self):
        """The level of the chest, a little below the armpits."""
        return self.usual_armhole_level + self.armhole_ease - CHEST_BELOW

    @property
    def foot(self):
        """The centre front at the hem."""
        return Point(0, self.hem_level + min(self.back_longer, self.tail) - self.longer - self.over_belly)

    def tail_hem(self, centre, side):
        """Level at the centre and at the side, and in an easy wave between."""
        return curve(centre, side.start, leave=RIGHT, arrive=RIGHT, inflected=True)

    def places(self, x, chest_level, side, longer=0):
        """Where it is measured; the hip on the side's straight part."""
        return {"chest": Point(x, chest_level), "waist": Point(x, self.waist_level - longer),
                "hip": Point(x, max(self.hip_level - longer, side.start.y) + HAIR)}

    @once
    def whole_neckline(self): return self.front_neckline(self.neck_drop, self.front_slope)

    @once
    def at_band(self):
        """How far along the neckline the seam of a band begins."""
        return solve(lambda mm: self.whole_neckline.at(mm).x, self.band, self.front_yoke + BAND_OFF_YOKE,
                     self.whole_neckline.length, what="band at the neckline")

    @once
    def under_facing(self):
        """How far along the neckline the turned edge ends."""
        return solve(lambda mm: self.whole_neckline.at(mm).x, FRONT_FACING - self.band, 0, self.whole_neckline.length,
                     what="turned edge at the neckline")

    @piece(cut(shell), on="torso front", level="neck point", allowance={
        "neckline": COLLAR_SEAM, "stand_step": if_drawn(COLLAR_SEAM), "side": inlay})
    def front(self):
        upper    = self.front_upper
        armhole  = self.lower_armhole(self.front_side, self.front_pitch).then(
                   Edge(upper.part(0, upper.length - self.front_yoke)))
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
            points   = {"pitch_front": self.front_pitch, **self.front_points(),
                        **self.places(middle.x, self.chest_level[0], self.front_side, self.longer)},
            inner    = {**({} if self.band_sewn_on else {"centre": line(middle, inside)}), **self.front_darts()},
            levels   = self.body_levels(self.longer))

    @piece(cut(fusible, trimmed=2), on="torso front", level="neck point", when=front_edge.chosen("turned back"))
    def band_fusing(self):
        """For the turned edge, from the fold to its raw edge; drawn where it lies when the edge is turned."""
        neckline = Edge(self.whole_neckline.part(self.under_facing, self.whole_neckline.length))
        middle, edge = neckline.end, neckline.end.left(self.band)
        low = Point(neckline.start.x, self.foot.y)
        return edges(
            foot       = line(edge.level_with(low), low),
            inside     = line(low, neckline.start),
            neckline   = neckline,
            stand_step = line(middle, edge),
            turn       = line(edge, edge.level_with(low)))

    @piece(cut(shell), cut(fusible, trimmed=2), on="torso front", level="neck point", when=front_edge.chosen("sewn on"),
           allowance={"neckline": COLLAR_SEAM, "stand_step": COLLAR_SEAM})
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

    # ---- What the rest of the shirt needs -------------------------------------------------------------------------
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
        """How much of the front lies beyond the centre; negative where a band adds the rest."""
        return -self.band if self.band_sewn_on else self.band

    def buttoned_edge(self):
        """The front edge, before it meets the collar."""
        if self.band_sewn_on:
            yield encase(self.front.band, between=self.button_band.seam)
            yield bag(self.button_band.foot)
        else:
            yield caught(self.band_fusing.turn, by=self.front.band)
            yield hem(self.front.band, depth=FRONT_FACING, fused=True, stitch="301")

    # ---- The yoke's seams -----------------------------------------------------------------------------------------
    @property
    def opened(self):
        """A direction on the front and the same line on the back, opened over the shoulder, add to this."""
        return -self.front_slope - self.back_slope

    def over_shoulder(self, point):
        """Where a point of the front lies when it is opened over the shoulder line onto the back."""
        return self.neck_point.along(self.opened - heading(self.neck_point, point), self.neck_point.distance(point))

    @once
    def back_seam(self):
        """How many mm up the upper armhole the yoke begins: at the yoke's level, and well below the tip."""
        upper = self.back_upper
        level = max(min(self.yoke_level, self.back_tip.y - YOKE_OFF_TIP), upper.start.y + YOKE_OFF_TIP)
        return solve(lambda mm: upper.at(mm).y, level, 0, upper.length, what="yoke seam at the armhole")

    @piece(cut(shell, plies=2), on="torso back", level="neck point", allowance={"neckline": COLLAR_SEAM})
    def yoke(self):
        neck, tip = self.neck_point, self.back_tip
        front, neckline = self.front_upper, self.whole_neckline
        in_front  = front.length - self.front_yoke                         # the ends of the front seam, on the front
        arm_end   = self.over_shoulder(front.at(in_front))
        neck_end  = self.over_shoulder(neckline.at(self.front_yoke))
        back_ward = self.opened - 180                                      # less a direction on the front: the way back
        leave, straight = back_ward - self.into_front_tip, heading(tip, arm_end)
        bends     = turned_by(straight, back_ward - front.direction(in_front))
        off       = evened(bends, turned_by(leave, straight)) - bends
        onward    = curve(tip, arm_end, leave=leave, arrive=straight + bends + min(max(off, -OFF_YOKE), OFF_YOKE),
                          least_radius=LEAST_RADIUS, inflected=True)
        armhole   = Edge(self.back_upper.part(self.back_seam, self.back_upper.length)).then(onward)
        begin, middle = armhole.start, Point(0, self.yoke_level - self.yoke_rounder)
        return edges(
            back     = curve(middle, begin, leave=RIGHT, arrive=RIGHT, inflected=True),
            armhole  = armhole,
            front    = line(arm_end, neck_end),
            neckline = curve(neck_end, neck, leave=back_ward - neckline.direction(self.front_yoke),
                             arrive=270 - self.back_slope).then(self.back_neckline(self.back_slope)),
            centre   = fold(self.nape, middle),
            points   = {"tip": tip, "shoulder": neck})

    @property
    def yoke_rounder(self):
        """What the yoke is longer at the centre: its seam bends as the back's does, and both stay as wide."""
        return max((self.rounder - self.swayed) / 2, -YOKE_FLATTER * (self.nape.y - self.yoke_level))

    # ---- The back -------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="torso back", level="neck point", allowance={"side": inlay})
    def back(self):
        """A round back is longer at the centre, half above its seam and half below, a hollow one shorter."""
        middle = Point(-self.pleated, self.yoke_level + self.rounder - self.swayed - self.yoke_rounder)
        seam   = self.yoke.back.length
        level  = self.yoke.back.end.y - YOKE_LOWERED

        def lowered(x): return curve(Point(x, level), middle, leave=LEFT, arrive=LEFT, inflected=True)

        begin   = solve(lambda x: lowered(x).length, seam + self.pleated, seam - YOKE_WITHIN, seam + YOKE_WITHIN,
                        what="back at the yoke")
        upper   = Point(begin, level)
        onward  = self.back_upper.direction(self.back_seam)
        way     = heading(self.back_pitch, upper)
        hollow  = max(min(onward, way - SEAM_HOLLOW), onward - OFF_YOKE)
        hollow  = min(way - evened(way - hollow, UP - way), onward + OFF_YOKE)
        armhole = self.lower_armhole(self.back_side, self.back_pitch).then(
            curve(self.back_pitch, upper, leave=UP, arrive=hollow, least_radius=LEAST_RADIUS, inflected=True))
        foot    = middle.level_with(Point(0, self.hem_level - self.swayed))
        return edges(
            hem     = self.tail_hem(foot, self.back_side),
            side    = self.back_side,
            armhole = armhole,
            yoke    = lowered(begin).with_darts(self.back_pleats(seam)),
            centre  = fold(middle, foot),
            points  = {"pitch_back": self.back_pitch, **self.places(0, self.chest_level[1], self.back_side)},
            inner   = self.back_darts(),
            levels  = self.body_levels())

    def back_pleats(self, seam):
        """A box pleat at the centre, or a pleat at each side."""
        if not self.pleated:
            return []
        return [pleat(self.pleated, PLEAT_MARKED, 1 - BOX_PLEAT / seam if self.fullness == "box pleat" else SIDE_PLEAT,
                      pressed="end" if self.fullness == "box pleat" else "start")]

    @property
    def dart_above(self): return min(BACK_DART_ABOVE, BACK_DART_UNDER_ARM * (self.armhole_level - self.waist_level))

    def back_darts(self):
        if not self.dart:
            return {}
        waist = Point(BACK_DART_IN * self.back_tip.x, self.waist_level)
        return {"waist_dart": fish_eye(waist, above=self.dart_above, below=self.dart_below, width=self.dart)}

    def dart_at(self, level):
        """What the dart in the back takes at a level above the waist."""
        return self.dart * max(1 - (level - self.waist_level) / self.dart_above, 0)

    # ---- What it measures -----------------------------------------------------------------------------------------
    @property
    def half_neck_seam(self):
        """Half the neckline, to the edge of the front."""
        return self.yoke.neckline + self.front_neck + self.closing.stand_step

    @property
    def armhole_seam(self): return self.front.armhole + self.yoke.armhole + self.back.armhole

    @property
    def armhole(self): return self.armhole_seam.length

    @property
    def armhole_depth(self):
        """From the shoulder tip straight down to the underarm."""
        return (self.front_tip.y + self.back_tip.y) / 2 - self.armhole_level

    def bounds(self):
        """What customers may order, where the checks of fit and seams do not say so."""
        body = self.middle
        yield half_again("chest", body.chest_girth)
        yield twice("waist", max(body.waist_girth, body.belly_girth))
        yield twice("hip", max(body.hip_girth, body.belly_girth))
        yield to_floor("length", body.height)

    def length_said(self):
        """A note where the waist and the tail make the shirt longer than chosen."""
        chosen = self.middle.height * self.body_length
        if self.least_below_nape > chosen + 1 and self.length >= self.least_below_nape + self.rounder:
            drawn = self.least_below_nape / self.middle.height
            self.note(f"body_length {100 * self.body_length:.1f} % is too short for waist and tail: the shirt is drawn "
                      f"with {100 * drawn:.1f} %.")

    def finished(self):
        overlap = 2 * (self.beyond_centre + self.pleated)
        yield measured("chest", around(self.front, self.back, at="chest") - overlap)
        yield measured("waist", around(self.front, self.back, at="waist") - overlap)
        yield measured("hip", around(self.front, self.back, at="hip") - overlap)
        yield measured("length", self.yoke.centre.length + self.back.centre.length)
        yield measured("neck", whole(self.yoke.neckline + self.front_neck))

    @property
    def narrowest_back(self):
        """From arm to arm, in the hollows of the armholes or where they meet the yoke."""
        return sum(min(half.info.outline.points["pitch_back"].x, half.info.outline.edges["yoke"].start.x)
                   for half in (self.back, self.back.other_side()))

    def eased(self):
        """The room at the levels of the body, as it is sewn and buttoned."""
        overlap = 2 * self.beyond_centre
        pleats = 2 * self.pleated
        yield ease("neck", whole(self.yoke.neckline + self.front_neck), least=NECK_EASE)
        yield ease("across back", self.narrowest_back, least=LEAST_ACROSS, most=MOST_ACROSS, by="across_ease")
        yield ease("across front", around(self.front, at="pitch_front") - overlap, least=LEAST_ACROSS,
                   most=MOST_ACROSS, by="across_ease")
        for level, least, by in (("chest", CHEST_EASE, "chest"), ("waist", WAIST_EASE, "waist"),
                                 ("belly", LEAST_BELLY, "waist"), ("hip", HIP_EASE, "hip")):
            yield ease(level, around(self.front, self.back, at=level) - overlap - pleats, least=least,
                       by=(by, f"{by}_ease"))

    def wearing(self):
        self.length_said()
        yield from self.eased()
        yield proportion("armhole to chest", self.armhole / self.chest, *ARMHOLE_TO_CHEST,
                         "Choose another armhole ease.")
        front = self.front.armhole.length + self.yoke.armhole.length - self.back_part
        yield proportion("back armhole less front armhole, mm", self.back.armhole.length + self.back_part - front,
                         *BACK_LONGER, "Look at the shoulder: its slope or length may be mistaken.")

    @property
    def back_part(self):
        """The part of the yoke's armhole behind the shoulder line."""
        return dict(self.yoke.info.places["tip"])["armhole"]
