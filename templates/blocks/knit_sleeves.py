"""Sleeves that are set into the armhole of a knit top: `SetInSleeve`, and to the wrist, with cuffs, `LongSleeve`."""

from math import inf, radians, sqrt, tan
from typing import ClassVar

from mtmpattern.drafting import (
    RIGHT, Point, across, between, bound, cut, ease, edges, hem, intended, line, measured, mm, once, passes, percent,
    piece, rib, sew, shell, solve, yes_no,
)

from .bands import doubled_band
from .cap_sleeve import HALF_CAP, CapSleeve
from .hems import HAIR, elbowed_seam, under_seam
from .knit_top import PLUMB_ABOVE_CUFF, KnitTop
from .limits import over_hand, said_longer, trumpet, yielding
from .usual import fixed

ABOVE_ELBOW = .5        # of shoulder to wrist: the hem of a sleeve that is shorter goes round the upper arm
THICK_ELBOW = 1.03      # of the upper arm, an elbow that was not measured may be (ANSUR II: 99 of 100 people's are)
SHORT_SEAM_LEANS = 8    # degrees that a short sleeve's seam leans at the most (by eye; the underarm would be a peak)
OFF_ELBOW = 60          # mm of sleeve above and below the elbow at least, where it is measured
FOREARM_TAPER = 1       # mm that a hem may be narrower for each mm that it lies below the elbow (by eye; arms: .4)
ELBOW_SPARE = 5         # mm that a sleeve is wider than the elbow at least
LEAST_BELOW_ARMPIT = 14                 # mm that an armhole is deeper than the armpit at least
UNDER_CAP = 40          # mm that a sleeve goes on below its cap at least (by eye)
WIDTH_OF_ARMHOLE = .79  # of the armhole is the sleeve's width, where the armhole can be as deep as that (measured: .78
#                         to .85)
MOST_CLOSE = 40         # mm of room around the arm in a close sleeve at most (trade)
MOST_LOOSE = 90         # mm in a loose one at most (trade)
LEAST_LOOSE = 55        # mm in a loose one at least (by eye)
OVERSIZE = 35           # mm that an oversize one may get more than a loose one (by eye)
USUAL_CAP = .30         # of the armhole's length, a cap is no taller (measured: .24 to .28)
USUAL_OF_DEPTH = .78    # of its depth, a cap is no taller (measured: .55 to .73)
LOW_CAP = .26           # of its length, a cap may always be as tall, however shallow the armhole
TALLEST_CAP = .355      # of its length, a cap is about as tall at most in an armhole that is wide for its arm (by eye)
TALLEST_OF_DEPTH = .93  # of its depth, the same (by eye)
TAKEN_AWAY = .05        # of what a sleeve is then wider than its fit, what is taken away (by eye)
WIDTH_TO_ARM = 1.0, 2.2                 # least and most, with room for children and very wide fits
WIDTH_TO_ARMHOLE = .60, .90             # least and most (measured: .78 to .85)
CAP_TO_ARMHOLE = .18, .37               # least and most (measured: .24 to .28)
CAP_TO_DEPTH = .40, .98                 # least and most (measured: .55 to .73)
EDGE_AT_CUFF = .9       # of its width, a sleeve is wide at its cuff at most
CUFF_OF_EDGE = .95      # of that edge, a cuff is long at most


class SetInSleeve(CapSleeve[KnitTop]):
    """A sleeve whose cap is as long as the armhole, and its ease; its coordinates are those of `CapSleeve`."""

    widest_sleeve   = .88       # part of the armhole; a wider sleeve hardly has a cap, and binds (measured: .78 to .85)
    deepest_armhole = 66        # mm deeper than the least; one that is too deep lifts the garment with the arm (by eye)

    needs: ClassVar[tuple[str, ...]] = (
        "upper_arm_girth", "arm_length", "hand_girth", "upper_arm_length", "elbow_girth")
    estimable: ClassVar[tuple[str, ...]] = needs

    sleeve_ease   = mm(65, 0, 220, "room around the upper arm; a wide armhole makes up to 90, and a close one up to 40")
    sleeve_length = percent(38, 22, 105, "sleeve, part of shoulder to wrist")
    sleeve_taper  = percent(92, 45, 110, "sleeve's hem, part of its width at the underarm, as arm and seam allow")
    cap_ease      = mm(0, 0, 12, "sleeve cap longer than the armhole")

    @property
    def sleeve_rib(self): return 0                # mm of the sleeve's length that a cuff takes

    def outweighed(self):
        """Arm length, where the cap needs more; the elbow, where no seam is shaped to it."""
        if self.length_wanted < self.least_length:
            yield "arm_length"
        if not self.elbow_counts:
            yield from ("elbow_girth", "upper_arm_length")

    @intended("sleeve", each_side=True, note="length of the sleeve, from the shoulder to its end")
    def crown_to_hem(self):
        return max(self.length_wanted, self.least_length)

    @property
    def length_wanted(self): return self.body.arm_length * self.sleeve_length - self.garment.shoulder_ease
    @property
    def least_length(self):  return self.cap_height + self.sleeve_rib + UNDER_CAP

    def length_said(self):
        """A note where a thick arm makes the sleeve longer than chosen."""
        if self.length_wanted < self.least_length - 1 and self.crown_to_hem >= self.least_length:
            said_longer(self, "sleeve_length", self.sleeve_length,
                        (self.crown_to_hem + self.garment.shoulder_ease) / self.body.arm_length)

    # ---- The armhole is as deep as the sleeve needs, within reason --------------------------------------------------
    @property
    def deeper(self): return self.garment.deeper

    @once
    def own_depth(self):
        """How much deeper than the least the armhole of this side is."""
        top, most = self.garment, self.deepest_armhole
        usual  = (self.middle.upper_arm_girth + self.sleeve_ease) / WIDTH_OF_ARMHOLE
        wanted = max(usual, self.arm_room / self.widest_sleeve)
        if wanted <= top.armhole_when(0):
            return self.raised
        if wanted >= top.armhole_when(most):
            return most
        return solve(top.armhole_when, wanted, 0, most, what="armhole for the upper arm")

    @property
    def raised(self):
        """An armhole that is too wide for a thin arm lies higher, but no nearer to the armpit than in a close fit."""
        top, least = self.garment, min(LEAST_BELOW_ARMPIT - self.garment.armhole_ease, 0)
        most = self.body.upper_arm_girth + self.most_room
        def width(deeper): return self.width_under_tallest(top.armhole_when(deeper), top.armhole_depth_when(deeper))

        if width(0) <= most:
            return 0
        return least if width(least) >= most else solve(width, most, least, 0, what="armhole for a thin arm")

    @property
    def least_width(self):
        """A thin arm in a wide armhole makes the cap taller, then the sleeve wider, up to the width of its fit."""
        armhole, depth = self.garment.armhole, self.garment.armhole_depth
        most    = self.body.upper_arm_girth + self.most_room
        usual   = self.width_under(min(USUAL_CAP * armhole, max(USUAL_OF_DEPTH * depth, LOW_CAP * armhole)), armhole)
        tallest = self.width_under_tallest(armhole, depth)
        if tallest > most:
            self.rescued("sleeve wider than its fit because the armhole is wide for the arm", tallest - most)
        return max(min(yielding(self.arm_room, usual, most), most),
                   yielding(min(most, tallest), tallest, inf, TAKEN_AWAY))

    @property
    def most_room(self):
        if self.sleeve_ease <= MOST_CLOSE:
            return MOST_CLOSE
        return MOST_LOOSE if self.sleeve_ease < MOST_LOOSE else self.sleeve_ease + OVERSIZE

    def width_under(self, cap, armhole):
        """The width of a sleeve whose cap is ``cap`` mm tall."""
        return 2 * sqrt((armhole / 2 / HALF_CAP) ** 2 - cap ** 2)

    def width_under_tallest(self, armhole, depth):
        return self.width_under(min(TALLEST_CAP * armhole, TALLEST_OF_DEPTH * depth), armhole)

    @property
    def turned(self): return self.garment.sleeve_turn               # mm turned up at the hem

    @property
    def sleeve_hem(self):
        """A short sleeve tapers no more than its underarm allows, nor than the arm."""
        below = self.crown_to_hem - self.cap_height - self.turned
        least = self.upper_arm - 2 * below * tan(radians(SHORT_SEAM_LEANS))
        least = max(least, self.body.upper_arm_girth if self.sleeve_length < ABOVE_ELBOW else self.forearm)
        return max(self.upper_arm * self.sleeve_taper, least)

    @property
    def forearm(self):
        """What a hem near the elbow is wide at least; it may be narrower, the lower it lies."""
        below = self.crown_to_hem + self.garment.beyond_bone - self.body.upper_arm_length - self.turned - OFF_ELBOW
        return self.elbow_wide - FOREARM_TAPER * max(below, 0)

    @piece(cut(shell), on="arm", front=RIGHT, level="upper arm")
    def sleeve(self): return self.set_in()

    def set_in(self):
        """The underarm lies on y = 0, the crown on x = 0, the front on the right."""
        cap    = self.drawn_cap
        crown  = Point(0, self.cap_height)
        middle = crown.down(self.crown_to_hem - self.sleeve_rib)
        front, back = self.under_seams(cap.start, middle)
        return edges(hem         = line(back.start, front.start),
                     under_front = front,
                     cap         = cap,
                     under_back  = back.reversed(),
                     points      = {"underarm": Point(0, -HAIR)},
                     inner       = {"centre": line(crown, middle)},
                     levels      = {"upper arm": 0, **self.elbow_at(middle)})

    @property
    def elbow_wide(self):
        """An elbow that was not measured may be thicker than it is estimated."""
        known = self.body.elbow_girth + ELBOW_SPARE
        return max(known, THICK_ELBOW * self.body.upper_arm_girth) if self.body.estimated("elbow_girth") else known

    def elbow_at(self, middle):
        """The height of the elbow, where the garment is compared with it."""
        level = self.elbow_level(middle)
        return {} if level is None else {"elbow": level}

    def elbow_level(self, middle):
        """Where the elbow lies above a hem with its ``middle`` there; None near either end of the sleeve's seam."""
        crown = middle.y + self.crown_to_hem - self.sleeve_rib
        level = crown + self.garment.beyond_bone - self.body.upper_arm_length
        return level if middle.y + self.turned + OFF_ELBOW < level < crown - self.cap_height - OFF_ELBOW else None

    def plain_seams(self, underarm, middle):
        """Both seams up to the underarm of the front, and its mirror image, from a hem with its ``middle`` there."""
        half = self.sleeve_hem / 2
        return (under_seam(middle.right(half), underarm, self.turned),
                under_seam(middle.left(half), Point(2 * middle.x - underarm.x, underarm.y), self.turned))

    def under_seams(self, underarm, middle):
        """The same; where they would run narrower than the elbow, they are shaped to it."""
        plain, level = self.plain_seams(underarm, middle), self.elbow_level(middle)
        if level is None or not self.led_out(plain, level):
            return plain
        half, mirrored = self.elbow_wide / 2, Point(2 * middle.x - underarm.x, underarm.y)
        return tuple(elbowed_seam(seam.start, Point(x, level), end, self.turned) for seam, x, end in (
            (plain[0], middle.x + half, underarm), (plain[1], middle.x - half, mirrored)))

    def led_out(self, plain, level):
        """Whether plain seams would run narrower than the elbow."""
        front, back = (seam.at_level(level).x for seam in plain)
        return front - back < self.elbow_wide

    @property
    def elbow_counts(self):
        """Whether the seams are shaped to the elbow."""
        outline = self.sleeve.info.outline
        hem     = outline.edges["hem"]
        middle  = between(hem.start, hem.end, 1/2)
        plain   = self.plain_seams(outline.edges["under_front"].end, middle)
        return "elbow" in outline.levels and self.led_out(plain, outline.levels["elbow"])

    # ---- In order of work: the shoulders, then the neckline, then the sleeves -------------------------------------
    def shouldered(self, front, back):
        yield sew(front.shoulder, back.shoulder)

    def sleeved(self, front, back):
        """The sleeves are set in flat, then each side is closed in one seam from hem to sleeve."""
        yield sew(self.sleeve.cap, self.garment.armhole_seam, eased=self.cap_ease)
        sides = [self.garment.closed(each.side) for each in (front, back)]
        yield sew(sides[0] + self.sleeve.under_front, sides[1] + self.sleeve.under_back)

    def cuffed(self, hem_depth=0):
        """The sleeves are hemmed, where they have no cuffs."""
        yield hem(self.sleeve.hem, depth=hem_depth)

    def bounds(self):
        yield over_hand("sleeve", self.body.arm_length, self.garment.shoulder_ease)

    def finished(self):
        yield measured("upper_arm", across(self.sleeve, at="underarm"))
        yield measured("sleeve", self.sleeve.centre.length + self.sleeve_rib)

    @property
    def cuff_opens(self): return self.stretched(self.sleeve.hem)

    def wearing(self):
        self.length_said()
        yield passes("cuff", self.cuff_opens, "hand girth", self.body.hand_girth)
        yield ease("upper arm", across(self.sleeve, at="underarm"), least=self.least_room,
                   by=("sleeve_ease", "upper_arm"))
        if "elbow" in self.sleeve.info.outline.levels:
            yield ease("elbow", across(self.sleeve, at="elbow"), least=0, by=("sleeve_ease", "upper_arm"))
        yield from self.proportions()

    @property
    def least_room(self):
        """A close sleeve may be as wide as the arm, also one between close and loose; a loose one has room."""
        return 0 if self.sleeve_ease < LEAST_LOOSE else LEAST_LOOSE

    def proportions(self):
        yield from self.cap_proportions(WIDTH_TO_ARM, WIDTH_TO_ARMHOLE, CAP_TO_ARMHOLE, CAP_TO_DEPTH)


class LongSleeve(SetInSleeve):
    """A sleeve to the wrist that ends in a cuff of rib, or, where ``rib_cuffs`` is no, in a hem."""

    needs     = (*SetInSleeve.needs, "wrist_girth")
    estimable = needs

    sleeve_length = percent(101, 60, 112, "sleeve, part of shoulder to wrist")
    cuff_ease     = mm(20, 0, 60, "room around the wrist in a cuff, before it stretches")
    cuff_height   = mm(65, 40, 110, "height of the finished cuff")
    cuff_ratio    = percent(70, 60, 95, "cuff, part of the sleeve's edge")
    rib_cuffs     = yes_no(False, "cuffs of rib; without them the sleeves are hemmed")
    wrist_ease    = mm(50, 20, 120, "room around the wrist in a hemmed sleeve")

    sleeve_taper = fixed()                        # the wrist says how wide the sleeve ends

    @intended(each_side=True, note="round the end of the sleeve: the rib cuff, or the hem")
    def wrist(self):
        """Wider in a sleeve that ends near the elbow."""
        return max(self.body.wrist_girth + (self.cuff_ease if self.rib_cuffs else self.wrist_ease), self.forearm)

    @property
    def sleeve_rib(self): return self.cuff_height if self.rib_cuffs else 0

    @property
    def turned(self): return PLUMB_ABOVE_CUFF if self.rib_cuffs else super().turned

    @property
    def sleeve_hem(self):
        """A thin sleeve holds less fullness for the cuff."""
        if not self.rib_cuffs:
            return self.wrist
        return max(min(self.wrist / self.cuff_ratio, EDGE_AT_CUFF * self.upper_arm), self.wrist / CUFF_OF_EDGE)

    @piece(cut(rib), on="wrist", front=RIGHT, when=rib_cuffs)
    def cuff(self): return doubled_band(self.wrist, self.cuff_height)

    def cuffed(self, hem_depth=0):
        """The cuff is closed into a ring and stretched onto the sleeve; without one the sleeve is hemmed."""
        if not self.rib_cuffs:
            yield from super().cuffed(hem_depth)
            return
        yield sew(self.cuff.begin, self.cuff.end)
        yield sew(self.cuff.seam, self.sleeve.hem, stretched=self.cuff.seam.length / self.sleeve.hem.length)

    @property
    def cuff_opens(self):
        sleeve = self.stretched(self.sleeve.hem)
        return min(sleeve, self.stretched(self.cuff.seam, "rib")) if self.rib_cuffs else sleeve

    def bounds(self):
        yield from super().bounds()
        if self.rib_cuffs:
            yield bound("wrist", "the cuff would be wider than its sleeve", most=CUFF_OF_EDGE * self.upper_arm)
        else:
            yield trumpet("wrist", self.upper_arm)

    def finished(self):
        yield from super().finished()
        yield measured("wrist", self.cuff.seam if self.rib_cuffs else self.sleeve.hem)

    def wearing(self):
        yield from super().wearing()
        yield ease("wrist", self.cuff.seam if self.rib_cuffs else self.sleeve.hem, least=0,
                   by=("cuff_ease" if self.rib_cuffs else "wrist_ease", "wrist"))


class SleevedTop(KnitTop):
    """A knit top with a sleeve, under the name ``arm``."""

    arm: SetInSleeve

    @property
    def deeper(self):
        """Both sides alike: as deep as the one that needs more."""
        return max(self.arm.own_depth, self.twin.arm.own_depth)
    @property
    def deepest(self): return self.arm.deepest_armhole

    def bounds(self):
        yield from super().bounds()
        yield from self.arm.bounds()

    def finished(self):
        yield from super().finished()
        yield from self.arm.finished()

    def wearing(self):
        yield from super().wearing()
        yield from self.arm.wearing()

    @property
    def depth_limits(self):
        least = min(LEAST_BELOW_ARMPIT - self.armhole_ease, 0)
        return *super().depth_limits, least

    def outweighed(self):
        yield from super().outweighed()
        yield from self.arm.outweighed()
