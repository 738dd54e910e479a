"""Sleeves of a jumper on the stitch grid, with their cuffs: set in, or raglan up to the neckline."""

from math import ceil, sqrt
from typing import Any

from mtmpattern.drafting import (
    LEFT, RIGHT, Point, across, between, curve, ease, edges, heading, intended, knitted, line, measured, mm, once,
    percent, piece, proportion, sew, shell,
)

from .jumper_body import RAGLAN_END
from .knit_sleeves import ELBOW_SPARE, SetInSleeve
from .usual import fixed

CAP_STEEPER = 15                # degrees that a cap is steeper in its middle than straight
CROWN_ROUNDER = 1.25            # its crown, to an arc
LOWEST_CAP, HIGHEST_CAP = .12, .48              # of the armhole: between these the height of a cap is sought
LEAST_RAGLAN_TOP = .45          # of the neckline on a raglan sleeve, its top is wide at least (by eye)
RAGLAN_TO_ARM = 1.05, 2.6       # least and most of a raglan sleeve's width to the arm (by eye)
WIDEST_CUFF = .94               # of the sleeve's width, its cuff is wide at most
HAIR = .01                      # mm below a corner, where a level line crosses both its edges
LINKED = "linked"


def stitched_cap(width, height, flat):
    """A cap from the front underarm over the crown to the back's: bound off, hollow, and round over the crown.

    Both halves are alike, so that left and right sleeve are one panel.
    """
    front, crown = Point(width / 2, 0), Point(0, height)
    inside = front.left(flat)
    up     = heading(inside, crown)
    turn   = between(inside, crown, 1/2)
    half   = (curve(inside, turn, leave=LEFT, arrive=up - CAP_STEEPER)
              .then(curve(turn, crown, leave=up - CAP_STEEPER, arrive=LEFT, rounder=CROWN_ROUNDER)))
    mate   = (curve(crown, Point(-turn.x, turn.y), leave=LEFT, arrive=-(up - CAP_STEEPER) % 360, rounder=CROWN_ROUNDER)
              .then(curve(Point(-turn.x, turn.y), Point(-inside.x, 0), leave=-(up - CAP_STEEPER) % 360, arrive=LEFT)))
    return line(front, inside).then(half).then(mate).then(line(Point(-inside.x, 0), Point(-front.x, 0)))


class JumperSleeve(SetInSleeve):
    """A sleeve to the wrist whose cuff is knitted on, the front on the right, the underarm on y = 0.

    Its width at the underarm, its cuff and all its heights are whole stitches and courses. A set-in cap is a little
    longer than its armhole, by less than a course or two, and is linked to it by length. A raglan seam has the same
    courses as the one that it is sewn to.
    """

    needs     = (*SetInSleeve.needs, "wrist_girth")
    estimable = needs

    sleeve_ease   = mm(66, 20, 220, "room around the upper arm; a wide armhole makes up to 90, a close one up to 40")
    sleeve_length = percent(101, 40, 112, "sleeve with its cuff, part of shoulder to wrist")
    cuff_ease     = mm(6, 0, 60, "room around the wrist in the relaxed cuff")
    cuff_height   = mm(60, 10, 120, "height of the cuff")

    sleeve_taper = fixed()                        # the cuff says how wide the sleeve ends
    cap_ease     = fixed()                        # whole courses make it

    @property
    def top(self) -> Any: return self.garment
    @property
    def grid(self): return self.top.grid

    # ---- Stitches and courses -------------------------------------------------------------------------------------
    @once
    def stitches(self): return self.grid.stitches(self.upper_arm)
    @property
    def width(self): return self.grid.across(self.stitches)

    @once
    def cuff_stitches(self):
        """The cuff, relaxed, is as wide as the wrist and its ease."""
        wanted = self.grid.paired_up(self.body.wrist_girth + self.cuff_ease, self.stitches, self.grid.rib_width)
        return min(wanted, self.grid.paired(WIDEST_CUFF * self.width, self.stitches))

    @once
    def cuff_courses(self): return self.grid.rib_courses(self.cuff_height)
    @property
    def sleeve_rib(self): return self.grid.ribbed(self.cuff_courses)

    # ---- The height of its cap ------------------------------------------------------------------------------------
    @once
    def cap_courses(self):
        """The fewest with which the cap is as long as the armhole."""
        armhole, low = self.top.armhole, self.grid.courses(LOWEST_CAP * self.top.armhole)
        high = ceil(HIGHEST_CAP * armhole / self.grid.height)
        while low < high:
            middle = (low + high) // 2
            if self.cap_of(middle).length < armhole:
                low = middle + 1
            else:
                high = middle
        return low

    def cap_of(self, courses): return stitched_cap(self.width, self.grid.up(courses), self.top.flat)

    @once
    def drawn_cap(self): return self.cap_of(self.cap_courses)

    @once
    def cap_height(self):
        """From the underarm to the shoulder tip; a raglan sleeve is as high at the neck, less the shoulder."""
        if not self.top.raglan:
            return self.grid.up(self.cap_courses)
        front, back = self.raglan_heights
        return max((front + back) / 2 - self.top.shoulder, 0)

    # ---- How long below the underarm ------------------------------------------------------------------------------
    @intended("sleeve", each_side=True, note="length of the sleeve, from the shoulder to its end")
    def crown_to_hem(self): return max(self.length_wanted, self.least_length)

    @once
    def cuff_top(self):
        """The level at which the cuff ends."""
        return -self.grid.up(self.grid.courses(self.crown_to_hem - self.cap_height - self.sleeve_rib))

    def under(self, way):
        """The seam under the arm, from the cuff's edge up: on the front (1) or the back (-1).

        It widens evenly, or first to an elbow that would not have enough room.
        """
        cuff = Point(way * self.grid.across(self.cuff_stitches) / 2, self.cuff_top)
        underarm = Point(way * self.width / 2, 0)
        seam = line(cuff.down(self.sleeve_rib), cuff)
        if not self.elbow_counts:
            return seam.then(line(cuff, underarm))
        elbow = Point(way * self.elbow_width / 2, self.elbow_place)
        return seam.then(line(cuff, elbow)).then(line(elbow, underarm))

    # ---- The elbow ------------------------------------------------------------------------------------------------
    @once
    def elbow_place(self):
        """The course at which the elbow lies; None near either end of the sleeve's seam."""
        level = self.elbow_level(Point(0, self.cuff_top))
        return None if level is None else self.grid.level(level)

    @property
    def elbow_width(self):
        """The sleeve there: whole stitches, with room for the elbow, and no wider than at the underarm."""
        needed = self.grid.paired_up(self.body.elbow_girth + ELBOW_SPARE, self.stitches, self.grid.width)
        return self.grid.across(min(needed, self.stitches))

    @once
    def elbow_counts(self):
        """Whether the sleeve widens to the elbow first."""
        if self.elbow_place is None:
            return False
        cuff = self.grid.across(self.cuff_stitches)
        return self.elbow_width > cuff + (self.width - cuff) * (1 - self.elbow_place / self.cuff_top)

    def elbow_levels(self): return {} if self.elbow_place is None else {"elbow": self.elbow_place}

    # ---- Raglan ---------------------------------------------------------------------------------------------------
    @property
    def raglan_heights(self):
        """From the underarm to where the seams end on the neckline, in front and in back."""
        return tuple(top.y - self.top.underarm_level for top in self.top.raglan_tops)

    @once
    def raglan_tops(self):
        """The ends of both seams on the sleeve; between them lies the neckline."""
        front, back = self.raglan_heights
        wanted = self.top.neck_over_sleeve
        rise   = back - front
        top    = self.grid.stitches(sqrt(max(wanted ** 2 - rise ** 2, (LEAST_RAGLAN_TOP * wanted) ** 2)))
        flat   = self.grid.stitches(self.top.flat)
        narrowed = max(self.stitches - 2 * flat - top, 2)
        before   = round(narrowed * front / (front + back))
        half = self.stitches / 2 - flat
        return (Point(self.grid.across(half - before), front),
                Point(-self.grid.across(half - (narrowed - before)), back))

    def raglan_outline(self):
        flat = self.top.flat
        front, back = self.raglan_tops
        right, left = Point(self.width / 2, 0), Point(-self.width / 2, 0)
        under_front, under_back = self.under(1), self.under(-1)
        middle = between(front, back, 1/2)
        inner  = back.right(self.grid.across(RAGLAN_END + 1))
        return edges(hem = line(under_back.start, under_front.start),
                     under_front  = under_front,
                     raglan_front = line(right, right.left(flat)).then(line(right.left(flat), front)),
                     neckline     = line(front, inner).then(line(inner, back)),
                     raglan_back  = line(back, left.right(flat)).then(line(left.right(flat), left)),
                     under_back   = under_back.reversed(),
                     points = {"underarm": Point(0, -HAIR)},
                     inner  = {"centre": line(middle, middle.level_with(under_front.start)), "rib": self.rib_line()},
                     levels = {"neck point": middle.y, "upper arm": 0, **self.elbow_levels()})

    def rib_line(self):
        half = self.grid.across(self.cuff_stitches) / 2
        return line(Point(-half, self.cuff_top), Point(half, self.cuff_top))

    def set_in(self):
        under_front, under_back = self.under(1), self.under(-1)
        crown = Point(0, self.cap_height)
        return edges(hem         = line(under_back.start, under_front.start),
                     under_front = under_front,
                     cap         = self.drawn_cap,
                     under_back  = under_back.reversed(),
                     points      = {"underarm": Point(0, -HAIR), "crown": crown},
                     inner       = {"centre": line(crown, crown.level_with(under_front.start)), "rib": self.rib_line()},
                     levels      = {"upper arm": 0, **self.elbow_levels()})

    @piece(knitted(shell), on="arm", front=RIGHT, level="upper arm")
    def sleeve(self): return self.raglan_outline() if self.top.raglan else self.set_in()

    # ---- In order of work -----------------------------------------------------------------------------------------
    def shouldered(self, front, back):
        if not self.top.raglan:
            steeper = front.shoulder.length - back.shoulder.length          # the same stitches, other short rows
            yield sew(front.shoulder, back.shoulder, eased=steeper, construction=LINKED)
            return
        for seam, mate in ((self.sleeve.raglan_front, front.raglan), (self.sleeve.raglan_back, back.raglan)):
            yield sew(seam, mate, eased=seam.length - mate.length, construction=LINKED)

    def sleeved(self, front, back):
        if not self.top.raglan:
            armhole = front.armhole + back.armhole
            yield sew(self.sleeve.cap, armhole, eased=self.sleeve.cap.length - armhole.length, construction=LINKED)
        yield sew(front.side + self.sleeve.under_front, back.side + self.sleeve.under_back, construction=LINKED)

    # ---- What it measures -----------------------------------------------------------------------------------------
    def finished(self):
        yield measured("upper_arm", across(self.sleeve, at="underarm"))
        yield measured("sleeve",
                       self.cap_height - self.cuff_top + self.sleeve_rib)

    @property
    def cuff_opens(self): return self.stretched(self.sleeve.hem)

    @property
    def least_room(self):
        """Half a stitch less than other sleeves, for the width is whole stitches."""
        return max(super().least_room - self.grid.width / 2, 0)

    def wearing(self):
        yield from super().wearing()
        yield ease("wrist", self.grid.rib_width * self.cuff_stitches, least=0, by=("cuff_ease",))

    def proportions(self):
        if not self.top.raglan:
            yield from super().proportions()
            return
        yield proportion("sleeve width to upper arm", self.width / self.body.upper_arm_girth, *RAGLAN_TO_ARM,
                         "The arm is too thick for the armhole: choose a wider fit or a deeper armhole.")
