"""Sleeves that are set in, or raglan: one draft with a choice."""

from mtmpattern.drafting import (
    RIGHT, Point, choice, cut, edges, if_drawn, line, once, piece, proportion, sew, shell, solve,
)

from .hems import level_hem, side_foot
from .raglan_seam import BACK, FRONT, NECK, RaglanSeam
from .set_in_sleeve import SetInSleeve

FRONT_SHARE, BACK_SHARE = .32, .34          # of the neckline, from the neck point, is the sleeve's
LOWERED = 10                                # degrees that a thin arm hangs below the line of the shoulder


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
        return self.seam(FRONT, -self.forward, self.front_neckline, FRONT_SHARE, self.front_hollow)

    @once
    def back_seam(self):
        return self.seam(BACK, self.forward, self.back_neckline, BACK_SHARE, self.back_hollow)

    def seam(self, half, forward, neckline, share, hollow):
        neckline, underarm = neckline(self.neck_point(forward)), self.underarm(self.deeper)
        pitch = self.pitch(self.tip(forward), underarm, hollow)
        return RaglanSeam(half, neckline, share * neckline.length, underarm, pitch, self.slope)

    def front_upper(self):
        return self.front_seam.on_body("notch_front") if self.raglan else super().front_upper()

    def back_upper(self):
        return self.back_seam.on_body("notch_back") if self.raglan else super().back_upper()

    @property
    def half_neckline(self):
        return self.back.neckline + self.sleeve.neckline + self.front.neckline if self.raglan else super().half_neckline

    # ---- The sleeve -----------------------------------------------------------------------------------------------
    def halves(self, lowered):
        """Both halves of the sleeve from neck to underarm, for an arm so many degrees below the shoulder's line."""
        front = self.front_seam.on_sleeve(lowered)
        return front, self.back_seam.on_sleeve(lowered, self.back_seam.level_with(front[2].end, lowered))

    def raglan_width(self, lowered):
        front, back = self.halves(lowered)
        return front[2].end.x - back[2].end.x

    @property
    def least_width(self):
        """A thin arm does not make a narrow raglan: it would not lie flat with the shoulder any more."""
        return self.raglan_width(LOWERED) if self.raglan else super().least_width

    @once
    def lowered(self):
        return solve(self.raglan_width, self.upper_arm, -30, 20, what="slope of the raglan sleeve, in degrees")

    @once
    def cap_height(self):
        if not self.raglan:
            return super().cap_height
        return -self.front_seam.on_sleeve(self.lowered)[2].end.y - self.shoulder

    def raglan_outline(self):
        (over_front, *front), (over_back, *back) = self.halves(self.lowered)
        notches = {"notch_front": front[1].start, "notch_back": back[1].start}
        front, back = (upper.then(lower) for upper, lower in (front, back))
        tip    = NECK.down(self.shoulder)
        hem_y  = tip.y - self.crown_to_hem + self.sleeve_rib
        middle = (front.end.x + back.end.x) / 2                     # the front is narrower: the arm lies forward
        foot   = side_foot(front.end.left(middle), self.sleeve_hem / 2, hem_y)
        under_front = line(foot.right(middle), front.end)
        under_back  = line(back.end, Point(middle - foot.x, foot.y))
        return edges(hem = level_hem(under_back.reversed(), under_front),
                     under_front  = under_front,
                     raglan_front = front.reversed(),
                     neckline     = over_front.reversed().then(over_back),
                     raglan_back  = back,
                     under_back   = under_back,
                     points = {**notches, "underarm": Point(middle, front.end.y - .1)},
                     inner  = {"centre": line(tip, Point(0, hem_y))})

    @piece(cut(shell), on="arm", front=RIGHT, allowance={"neckline": if_drawn(7)})
    def sleeve(self): return self.raglan_outline() if self.raglan else self.set_in_sleeve()

    # ---- Sewing: raglan sleeves first, for they make the neckline -------------------------------------------------
    def shouldered(self):
        if not self.raglan:
            yield from super().shouldered()
            return
        yield sew(self.sleeve.raglan_front, self.front.raglan)
        yield sew(self.sleeve.raglan_back, self.back.raglan)

    def sleeved(self):
        if not self.raglan:
            yield from super().sleeved()
            return
        yield sew(self.front.side + self.sleeve.under_front, self.back.side + self.sleeve.under_back)

    def sleeve_proportions(self):
        if not self.raglan:
            yield from super().sleeve_proportions()
            return
        yield proportion("sleeve width to upper arm", self.upper_arm / self.body.upper_arm_girth, 1.04, 2.6,
                         "The arm is too thick for the armhole: choose a wider fit or a deeper armhole.")
        yield proportion("raglan sleeve below the line of the shoulder, degrees", self.lowered, -25, 18,
                         "Choose another room around the upper arm, or set-in sleeves.")
