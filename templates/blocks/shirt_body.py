"""The body of a shirt: fronts, a back, and a yoke that lies over the shoulders in one."""

from mtmpattern.drafting import (
    LEFT, RIGHT, UP, Edge, Point, around, cut, curve, edges, fish_eye, fold, heading, line, measured, once, piece,
    pleat, proportion, shell, solve, whole,
)

from .shirt_block import LOWERED
from .shirt_front import ShirtFront


class ShirtBody(ShirtFront):
    """Front, back and yoke.

    The yoke is cut off both: it takes the back down to its seam, and is opened over the shoulder line into the upper
    front, so that there is no seam on the shoulder.
    """

    # ---- The yoke's seams -----------------------------------------------------------------------------------------
    def over_shoulder(self, point):
        """Where a point of the front lies when it is opened over the shoulder line onto the back."""
        return self.neck_point.along(-2 * self.slope - heading(self.neck_point, point), self.neck_point.distance(point))

    @once
    def back_seam(self):
        """How many mm up the upper armhole the yoke begins: at the yoke's level, and well below the tip."""
        upper = self.upper_armhole(self.back_hollow)
        level = max(min(self.yoke_level, self.tip.y - 15), upper.start.y + 15)
        return solve(lambda mm: upper.at(mm).y, level, 0, upper.length, what="yoke seam at the armhole")

    @piece(cut(shell, plies=2), on="torso back")
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
    @piece(cut(shell), on="torso back")
    def back(self):
        middle = Point(-self.pleated, self.yoke_level)
        seam   = self.yoke.back.length
        level  = self.yoke.back.end.y - LOWERED

        def lowered(x): return curve(Point(x, level), middle, arrive=LEFT)

        begin   = solve(lambda x: lowered(x).length, seam + self.pleated, seam - 20, seam + 20, what="back at the yoke")
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
            points  = {"pitch_back": self.pitch(self.back_hollow, self.side.end), **self.levels(0)},
            inner   = self.back_darts())

    def back_pleats(self, seam):
        """A box pleat lies 18 mm on each side of the centre, side pleats a third from the armhole."""
        if not self.pleated:
            return []
        return [pleat(self.pleated, 50, 1 - 18 / seam if self.fullness == "box pleat" else 1 / 3,
                      pressed="end" if self.fullness == "box pleat" else "start")]

    def back_darts(self):
        if not self.dart:
            return {}
        waist = Point(.5 * self.tip.x, self.waist_level)
        return {"waist_dart": fish_eye(waist, above=min(150, .8 * (self.armhole_level - self.waist_level)),
                                       below=self.dart_below, width=self.dart)}

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
        yield proportion("armhole to chest", self.armhole / self.chest, .33, .65,
                         "Choose another armhole ease.")
        front = self.front.armhole.length + self.yoke.armhole.length - self.back_part
        yield proportion("back armhole less front armhole, mm", self.back.armhole.length + self.back_part - front,
                         -16, 30, "Look at the shoulder: its slope or length may be mistaken.")

    @property
    def back_part(self):
        """What of the yoke's armhole lies behind the shoulder line."""
        return dict(self.yoke.info.places["tip"])["armhole"]
