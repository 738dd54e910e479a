"""Sleeves that are set in, or raglan: `RaglanSleeve`, and its seams on body and sleeve, `RaglanSeam`.

Sources are named in brackets: "measured" is what pattern files of makers of knitwear say; "by eye" has no other source.
"""

from dataclasses import dataclass

from mtmpattern.drafting import (
    DOWN, LEFT, RIGHT, UP, Edge, Point, between, choice, curve, cut, edges, heading, if_drawn, line, once, piece,
    proportion, sew, shell, solve,
)

from .flowing import turned_by
from .hems import HAIR
from .knit_sleeves import SetInSleeve

FRONT_SHARE = .32       # of the front neckline, from the neck point, is the sleeve's (measured: .32 to .35)
BACK_SHARE = .34        # of the back neckline, the same
ARM_LOWERED = 30        # degrees that a thin arm hangs below the line of the shoulder at the most (books: 20 to 30)
HIGHEST_SLOPE, LOWEST_SLOPE = -30, 36   # degrees between which the slope of the sleeve is sought
SLOPES_WORN = -25, 32   # degrees between which it wears well (by eye)
WIDTH_TO_ARM = 1.04, 2.6                # least and most of the sleeve's width to the arm (by eye; wide fits, thin arms)

FRONT, BACK = 1, -1         # on the sleeve the front lies on the right, as it is drawn; the back is its mirror image
NOTCH_OF_WIDTH = .7     # of the width from underarm to pitch, the seam below its notch is wide (by eye)
NOTCH_OF_WAY = .05      # of the way to the neckline, it is high (by eye; the notch then lies .14 to .40 of the seam up)
SEAM_STEEPER = 3        # degrees by which the seam leaves its notch steeper than straight to the neckline (by eye)
LOWERED_UNLIKE = 45     # degrees that the arm is lowered more in front and less behind, or the other way, at most
LEAST_OFF_LEVEL = 5     # degrees off level that the seam is at its notch at the least
NECK = Point(0, 0)          # the neck point on the sleeve: from there shoulder and arm go straight down


def as_long_as(length, start, leave, arrive):
    """A curve of a certain length between two directions, even like an arc; it ends where it must."""
    turn   = turned_by(leave, arrive)
    toward = leave + turn / 2
    trial  = curve(start, start.along(toward, 100), leave=leave, arrive=leave + turn, inflected=True)
    return curve(start, start.along(toward, 100 * length / trial.length), leave=leave, arrive=leave + turn,
                 inflected=True)


@dataclass(frozen=True)
class LaidOut:
    """Half a raglan sleeve from the neck point: over the neckline, down to the notch, and on to the underarm."""

    over: Edge
    upper: Edge
    lower: Edge

    @property
    def notch(self): return self.upper.end
    @property
    def underarm(self): return self.lower.end
    @property
    def seam(self): return self.upper.then(self.lower)


class RaglanSeam:
    """From the underarm, hollow as an armhole, to a notch, and on to a place on the neckline.

    It is hollow until it points nearly to this place, which lies ``along`` mm from the neck point: so it runs on
    quietly, and is a little S-shaped.
    """

    def __init__(self, half, neckline, along, underarm, pitch, slope):
        self.half, self.slope, self.neck, self.place = half, slope, neckline.start, neckline.at(along)
        self.over, self.below = Edge(neckline.part(0, along)), Edge(neckline.part(along, neckline.length))
        hollow = NOTCH_OF_WIDTH * (underarm.x - pitch.x) + NOTCH_OF_WAY * underarm.distance(self.place)

        def lower(up): return as_long_as(hollow, underarm, LEFT, up)
        self.lower = lower(solve(lambda up: heading(lower(up).end, self.place) - up, SEAM_STEEPER, UP,
                                 LEFT - LEAST_OFF_LEVEL, what="notch of the raglan seam", unit="degrees"))
        self.notch = self.lower.end
        self.upper = curve(self.notch, self.place, leave=self.lower.arriving)

    def on_body(self, notch):
        """The edges from the side up and round to the centre, and the place of the ``notch`` on them."""
        return {"raglan": self.lower.then(self.upper), "neckline": self.below}, {notch: self.notch}

    # ---- On the sleeve: the shoulder has no seam there, front and back meet along it ------------------------------
    def laid(self, way):
        """A direction on the body, as it is on the sleeve."""
        return DOWN - self.half * (self.slope + way)

    def neck_part(self):
        """The part of the neckline beside the neck point, laid on the sleeve; the front is turned over for it."""
        way  = self.laid(heading(self.neck, self.place))
        part = edges(neckline=self.over, chord=line(self.place, self.neck)).laid(
            self.neck, self.place, NECK, NECK.along(way, 100), turned_over=self.half == FRONT)
        over = part.edges["neckline"]
        return over.reversed() if self.half == FRONT else over

    def on_sleeve(self, lowered):
        """From the neck point to the neckline's place, to the notch and the underarm, for an arm ``lowered`` this far.

        Above the notch the seam is as long as the body's, and bends by as much as the arm is lowered from the line of
        the shoulder. Below the notch it is hollow as the body's is, so that there is room under the arm, and ends
        level.
        """
        over  = self.neck_part()
        above = self.laid(self.upper.arriving + 180)
        below = self.laid(self.upper.leaving + 180) - self.half * lowered
        upper = as_long_as(self.upper.length, over.end, above, below)
        lower = as_long_as(self.lower.length, upper.end, below, RIGHT if self.half == FRONT else LEFT)
        return LaidOut(over, upper, lower)


class RaglanSleeve(SetInSleeve):
    """The sleeve reaches to the neckline, if that is chosen, and takes the shoulders with it.

    Neckline, shoulder and underarm are those of the set-in sleeve. A knit needs no dart over the shoulder, and no seam:
    front and back are laid together along it, and the raglan seams give the little shape that a dart would.
    """

    sleeves = choice("set-in", "raglan", note="sleeves set into an armhole, or raglan sleeves up to the neckline")

    @property
    def raglan(self): return self.sleeves == "raglan"

    # ---- Front and back without their shoulders -------------------------------------------------------------------
    @once
    def front_seam(self):
        half = self.garment.front_half(self.deeper)
        return self.seam(FRONT, half, self.garment.front_neckline(half.neck, half.slope), FRONT_SHARE)

    @once
    def back_seam(self):
        half = self.garment.back_half(self.deeper)
        return self.seam(BACK, half, self.garment.back_neckline(half.neck, half.slope), BACK_SHARE)

    def seam(self, side, half, neckline, share):
        return RaglanSeam(side, neckline, share * neckline.length, half.underarm, half.pitch, half.slope)

    def front_upper(self): return self.front_seam.on_body("notch_front")
    def back_upper(self):  return self.back_seam.on_body("notch_back")

    # ---- The sleeve -----------------------------------------------------------------------------------------------
    def halves(self, lowered):
        """Both halves of the sleeve from neck to underarm, for an arm ``lowered`` degrees below the shoulder's line.

        It is lowered a little more on one half and less on the other, so that their underarms lie equally low.
        """
        def each(more): return self.front_seam.on_sleeve(lowered + more), self.back_seam.on_sleeve(lowered - more)

        def uneven(more):
            front, back = each(more)
            return front.underarm.y - back.underarm.y
        return each(solve(uneven, 0, -LOWERED_UNLIKE, LOWERED_UNLIKE, what="underarm of the raglan sleeve",
                          unit="degrees"))

    def raglan_width(self, lowered):
        front, back = self.halves(lowered)
        return front.underarm.x - back.underarm.x

    @property
    def least_width(self):
        """A thin arm does not make a narrow raglan: it would not lie flat with the shoulder any more."""
        return self.raglan_width(ARM_LOWERED) if self.raglan else super().least_width

    @once
    def lowered(self):
        return solve(self.raglan_width, self.upper_arm, HIGHEST_SLOPE, LOWEST_SLOPE,
                     what="slope of the raglan sleeve", unit="degrees")

    @once
    def cap_height(self):
        if not self.raglan:
            return super().cap_height
        front, _ = self.halves(self.lowered)
        return -front.underarm.y - self.garment.shoulder

    def raglan_outline(self):
        front, back = self.halves(self.lowered)
        tip    = NECK.down(self.garment.shoulder)
        hem_y  = tip.y - self.crown_to_hem + self.sleeve_rib
        middle = between(front.underarm, back.underarm, 1/2)             # the front is narrower: the arm lies forward
        under_front, under_back = self.under_seams(front.underarm, middle.level_with(Point(0, hem_y)))
        return edges(hem = line(under_back.start, under_front.start),
                     under_front  = under_front,
                     raglan_front = front.seam.reversed(),
                     neckline     = front.over.reversed().then(back.over),
                     raglan_back  = back.seam,
                     under_back   = under_back.reversed(),
                     points = {"notch_front": front.notch, "notch_back": back.notch, "underarm": middle.down(HAIR)},
                     inner  = {"centre": line(tip, Point(0, hem_y))},
                     levels = {"neck point": 0, "upper arm": middle.y, **self.elbow_at(Point(middle.x, hem_y))})

    @piece(cut(shell), on="arm", front=RIGHT, allowance={"neckline": if_drawn(7)},
           level={"neck point": sleeves.chosen("raglan"), "upper arm": sleeves.chosen("set-in")})
    def sleeve(self): return self.raglan_outline() if self.raglan else self.set_in()

    # ---- Sewing: raglan sleeves first, for they make the neckline -------------------------------------------------
    def shouldered(self, front, back):
        if not self.raglan:
            yield from super().shouldered(front, back)
            return
        yield sew(self.sleeve.raglan_front, front.raglan)
        yield sew(self.sleeve.raglan_back, back.raglan)

    def sleeved(self, front, back):
        if not self.raglan:
            yield from super().sleeved(front, back)
            return
        yield sew(front.side + self.sleeve.under_front, back.side + self.sleeve.under_back)

    def proportions(self):
        if not self.raglan:
            yield from super().proportions()
            return
        yield proportion("sleeve width to upper arm", self.upper_arm / self.body.upper_arm_girth, *WIDTH_TO_ARM,
                         "The arm is too thick for the armhole: choose a wider fit or a deeper armhole.")
        yield proportion("raglan sleeve below the line of the shoulder, degrees", self.lowered, *SLOPES_WORN,
                         "Choose another room around the upper arm, or set-in sleeves.")
