"""A shirt's sleeve: a low cap, a slit with its placket, pleats, and a buttoned cuff; or short, with a hem."""

from mtmpattern.drafting import (
    DOWN, LEFT, RIGHT, UP, Point, across, bag, bound, buttoned, curve, cut, doubled, ease, edges, encase, fusible,
    heading, hem, if_drawn, intended, lapped, line, measured, mm, once, passes, percent, piece, pleat, sew, shell,
    solve, yes_no,
)

from .cap_sleeve import CapSleeve
from .hems import HAIR
from .limits import over_hand, said_longer, trumpet, yielding
from .shirt_body import ShirtBody

BESIDE_WINDOW = 6       # mm: tower and strip are sewn this far beside the slit; they close the window that is left
#                         between
SLIT_WIDTH = .5         # mm: the width to which the slit is cut
TOWER_ABOVE = 18        # mm that the tower goes on above the window
BESIDE_SLIT = BESIDE_WINDOW - SLIT_WIDTH / 2
CUFF_CORNER = 12        # mm by which the corners of the cuff are rounded
EASE_IN_FRONT = .4      # of the cap's ease lies before the shoulder (books: 35 to 40 %)

# By eye, where no source is named.
MOST_SLEEVE_EASE = 108  # mm that a sleeve is wider than the arm at most (books: 70 to 110)
USUAL_SLEEVE_EASE = 12  # mm that it usually is beyond the least ease chosen
USUAL_WIDTH = .83       # of the armhole, the sleeve (measured: .78 to .85)
USUALLY_DEEPER = -28, 30                # mm that an armhole is deeper than usual for a usual arm, least and most
NEAR_ARMPIT = 10        # mm that it is deeper than the armpit at least, for a thin arm
RAISED_AT_MOST = -34    # mm that it is deeper than usual at least, for a thin arm
LEAST_ARM, MOST_ARM = 70, 110           # mm of ease round the upper arm (trade)
ELBOW_EASE = 20         # mm round the elbow at least (by eye)
WRIST_EASE = 15         # mm round the wrist at least (trade)
ELBOW_SPARE = 6         # mm drafted beyond the ease at the elbow, for the underarm seam is not quite straight
USUAL_ELBOW = 15        # mm that an elbow is thicker than the mean of arm and wrist (ANSUR II)
ELBOW_IN_PLEATS = .2    # of the excess over that, what the pleats at the cuff hold (by eye) ...
MOST_IN_PLEATS = 4      # ... mm at most (by eye)
ELBOW_ABOVE = 90        # mm of sleeve below the elbow at least, where it is measured
SHORT_HEM = 20, 6       # mm turned up at a short sleeve, and under
ABOVE_SLIT = 60         # mm of sleeve above its slit at least
BELOW_CAP = 55          # mm of a short sleeve below its cap at least
SHORT_TAPER = .6        # mm that a short sleeve is narrower at its hem, for each mm below the cap, at most
CAP_OF_DEPTH = .66      # of the armhole's depth, the tallest cap (books .50 to .65)
CAP_OF_LENGTH = .215    # of its length, the tallest cap
LEAST_PLEAT = 8         # mm: less is no pleat
ONE_PLEAT = 32          # mm: more is laid into two pleats
CUFF_PLEAT_MARKED = 40  # mm that pleats are marked up from the cuff
FIRST_PLEAT = 26        # mm from the slit
NEXT_PLEAT = 22         # mm from pleat to pleat
LEAN_AT_WRIST = .5      # of its lean, what the underarm seam has at the wrist
LEAN_AT_UNDERARM = .65  # of its lean, what it has at the underarm
WIDTH_TO_ARM = 1.08, 2.4                # least and most
WIDTH_TO_ARMHOLE = .66, .91             # least and most (measured: .78 to .85)
CAP_TO_ARMHOLE = .18, .34               # least and most (books: .18 to .25)
CAP_TO_DEPTH = .40, .90                 # least and most; thin arms have tall caps (here: .49 to .75)


class ShirtSleeve(CapSleeve[ShirtBody]):
    """The cap is as long as the armhole and its ease; the sleeve's coordinates are those of `CapSleeve`."""

    needs     = ("upper_arm_girth", "upper_arm_length", "elbow_girth", "arm_length", "wrist_girth", "hand_girth")
    estimable = ("upper_arm_girth", "upper_arm_length", "elbow_girth", "wrist_girth", "hand_girth")

    long_sleeves = yes_no(True, "long sleeves with cuffs; otherwise short ones with a hem")
    sleeve_ease  = mm(74, 70, 105, "least room around the upper arm; a wide armhole makes more, up to 110 mm")
    cap          = percent(25, 20, 30, "highest sleeve cap, part of the armhole: low moves well, high hangs clean")
    cap_ease     = mm(6, 0, 12, "sleeve cap longer than the armhole, above the pitches")
    sleeve_extra = mm(14, -20, 40, "long sleeve beyond the wrist bone")
    short_length = percent(40, 24, 60, "short sleeve, part of shoulder to wrist")
    short_taper  = percent(90, 75, 100, "short sleeve's hem, part of its width at the underarm, as its seam allows")
    cuff_ease    = mm(44, 25, 80, "room around the wrist in the buttoned cuff")
    cuff_height  = mm(65, 40, 100, "height of the finished cuff")
    wrist_pleats = mm(50, 0, 80, "cloth laid into pleats at the cuff; one pleat up to 32 mm, or else two")
    slit_length  = mm(125, 80, 170, "slit above the cuff")
    placket      = mm(25, 20, 32, "width of the finished placket")

    widest_sleeve   = .89       # of the armhole; beyond, the cap would be lower than a fifth of the armhole, and bind
    deepest_armhole = 60

    # ---- How wide, and how deep the armhole is: both follow from the arm -----------------------------------------
    @intended(each_side=True, note="round the sleeve at the underarm")
    def upper_arm(self):
        """As wide as the tallest cap makes it, but never less or more than a shirt's sleeve is."""
        return min(max(self.arm_room, self.least_width),
                   max(self.arm_room, self.body.upper_arm_girth + MOST_SLEEVE_EASE))

    @once
    def deeper(self):
        """How much deeper than usual the armhole is: a little for every arm, and more for a thick one."""
        shirt   = self.garment
        usual   = (self.middle.upper_arm_girth + self.sleeve_ease + USUAL_SLEEVE_EASE) / USUAL_WIDTH
        least   = self.arm_room / self.widest_sleeve
        usually = min(USUALLY_DEEPER[0], max(NEAR_ARMPIT - shirt.armhole_ease, RAISED_AT_MOST)), USUALLY_DEEPER[1]
        within  = [shirt.armhole_when(deeper) for deeper in usually]
        if least > within[-1]:
            deeper = solve(shirt.armhole_when, least, USUALLY_DEEPER[-1], self.deepest_armhole + 1,
                           what="armhole for the upper arm")
            self.rescued("armhole deepened for the upper arm", deeper)
            return deeper
        wanted = min(max(usual, least, within[0]), within[-1])
        return solve(shirt.armhole_when, wanted, *usually, what="armhole for the upper arm")

    # ---- Intended measures ----------------------------------------------------------------------------------------
    @intended("sleeve", each_side=True, note="length of the sleeve, from the shoulder to its end, with the cuff")
    def crown_to_end(self): return max(self.length_wanted, self.least_length)
    @intended(each_side=True, note="round the buttoned cuff, or round the hem of a short sleeve")
    def wrist(self):
        if self.long_sleeves:
            return self.body.wrist_girth + self.cuff_ease
        narrowest = self.upper_arm - SHORT_TAPER * (self.crown_to_end - self.cap_height)
        return max(self.upper_arm * self.short_taper, narrowest)

    @property
    def length_wanted(self):
        arm = self.body.arm_length
        wanted = arm + self.sleeve_extra if self.long_sleeves else arm * self.short_length
        return wanted - self.garment.shoulder_beyond

    @property
    def least_length(self):
        """So that slit and cuff, or the hem, have room below the cap."""
        return self.cap_height + (self.cuff_height + self.slit_length + ABOVE_SLIT if self.long_sleeves else BELOW_CAP)

    def length_said(self):
        """A note where a thick arm, or a short one with a deep cuff, makes the sleeve longer than chosen."""
        longer = self.least_length - self.length_wanted
        if longer <= 1 or self.crown_to_end < self.least_length:
            return
        if self.long_sleeves:
            self.note(f"sleeve_extra {self.sleeve_extra:.0f} mm is too short for cap, slit and cuff: the sleeve is "
                      f"drawn with {self.sleeve_extra + longer:.0f} mm.")
        else:
            arm = self.body.arm_length
            said_longer(self, "short_length", self.short_length,
                        (self.crown_to_end + self.garment.shoulder_beyond) / arm)

    # ---- The sleeve -----------------------------------------------------------------------------------------------
    @property
    def tallest_cap(self):
        """In a narrow armhole a part of its depth, whatever is chosen."""
        shirt = self.garment
        return min(self.cap * shirt.armhole, max(CAP_OF_DEPTH * shirt.armhole_depth, CAP_OF_LENGTH * shirt.armhole))

    @property
    def cap_eased(self):
        """None of the ease lies below the pitches, and less of it in front of the shoulder than behind."""
        return {"pitch_front..tip": EASE_IN_FRONT * self.cap_ease,
                "tip..pitch_back": (1 - EASE_IN_FRONT) * self.cap_ease}

    def cap_points(self, cap):
        """Where the pitches and the shoulder tip of the armhole meet the cap."""
        front, yoke, back = self.garment.front, self.garment.yoke, self.garment.back
        before = dict(front.info.places["pitch_front"])["armhole"]
        behind = dict(back.info.places["pitch_back"])["armhole"]
        crown  = front.armhole.length + yoke.armhole.length - self.garment.back_part + EASE_IN_FRONT * self.cap_ease
        return {"pitch_front": cap.at(before), "tip": cap.at(crown), "pitch_back": cap.at(cap.length - behind)}

    @property
    def elbow_level(self):
        return self.cap_height + self.garment.shoulder_beyond - self.body.upper_arm_length

    @piece(cut(shell), on="arm", front=RIGHT, level="upper arm", allowance={
        each: if_drawn(BESIDE_SLIT) for each in ("slit_back", "slit_top", "slit_front")})
    def sleeve(self):
        cap = self.drawn_cap
        if not self.long_sleeves:
            return self.short_sleeve(cap)
        crown  = Point(0, self.cap_height)
        middle = crown.down(self.crown_to_end - self.cuff_height)
        half   = (self.wrist + self.pleated_wrist) / 2
        low_back, low_front, mouth = middle.left(half), middle.right(half), middle.left(half / 2)
        behind, before = mouth.left(BESIDE_WINDOW), mouth.right(BESIDE_WINDOW)
        return edges(
            wrist_back  = line(low_back, behind),
            slit_back   = line(behind, behind.up(self.slit_length)),
            slit_top    = line(behind.up(self.slit_length), before.up(self.slit_length)),
            slit_front  = line(before.up(self.slit_length), before),
            wrist_front = line(before, low_front).with_darts(self.pleats(self.wrist - half / 2 - BESIDE_WINDOW)),
            under_front = self.under(low_front, cap.start),
            cap         = cap,
            under_back  = self.under(low_back, cap.end).reversed(),
            points      = {"underarm": Point(0, -HAIR), **self.cap_points(cap)},
            inner       = {"centre": line(crown, middle)},
            levels      = {"upper arm": 0, "elbow": max(self.elbow_level, low_back.y + ELBOW_ABOVE)})

    def short_sleeve(self, cap):
        """It narrows to the hem, and hangs straight as far as that is turned up: so the turn lies flat."""
        crown  = Point(0, self.cap_height)
        middle = crown.down(self.crown_to_end)
        front, back = middle.right(self.wrist / 2), middle.left(self.wrist / 2)

        def under(foot, underarm):
            above = foot.up(sum(SHORT_HEM))
            lean  = heading(underarm, above) - 270
            return line(foot, above).then(
                curve(above, underarm, leave=UP, arrive=90 + LEAN_AT_UNDERARM * lean, inflected=True))

        return edges(hem         = line(back, front),
                     under_front = under(front, cap.start),
                     cap         = cap,
                     under_back  = under(back, cap.end).reversed(),
                     points      = {"underarm": Point(0, -HAIR), **self.cap_points(cap)},
                     inner       = {"centre": line(crown, middle)},
                     levels      = {"upper arm": 0})

    def under(self, wrist, underarm):
        """The underarm seam: at both ends it stands more upright than straight, so that neither end is a point."""
        lean = heading(underarm, wrist) - 270
        return curve(wrist, underarm, leave=90 + LEAN_AT_WRIST * lean, arrive=90 + LEAN_AT_UNDERARM * lean,
                     inflected=True)

    @property
    def elbow_asks(self):
        """The cloth in pleats with which the sleeve is wide enough at a thick elbow."""
        down  = self.crown_to_end - self.cuff_height - self.cap_height
        part  = min(max(-self.elbow_level / down, 1 / 4), 1 - ELBOW_ABOVE / down)
        elbow = self.body.elbow_girth + ELBOW_EASE + ELBOW_SPARE
        return (elbow - (1 - part) * self.upper_arm) / part - self.wrist

    @property
    def usual_pleats(self):
        """As chosen, a little more or less for the elbow."""
        body  = self.body
        usual = (body.upper_arm_girth + body.wrist_girth) / 2 + USUAL_ELBOW
        more  = yielding(ELBOW_IN_PLEATS * (body.elbow_girth - usual), -MOST_IN_PLEATS, MOST_IN_PLEATS)
        return self.wrist_pleats + more if self.wrist_pleats >= LEAST_PLEAT else 0

    @property
    def elbow_counts(self): return self.elbow_asks > max(self.usual_pleats, LEAST_PLEAT)
    @property
    def pleated_wrist(self): return self.elbow_asks if self.elbow_counts else self.usual_pleats

    def outweighed(self):
        """Without a thick elbow the length of the upper arm only says where the sleeve is compared with it."""
        if not self.long_sleeves or not self.elbow_counts:
            yield "upper_arm_length"
        if not self.long_sleeves or not (self.elbow_counts or self.usual_pleats):
            yield "elbow_girth"

    def pleats(self, length):
        """Beside the placket, pressed to it; ``length`` is that of the wrist before the slit."""
        number = 1 if self.pleated_wrist <= ONE_PLEAT else 2
        places = [FIRST_PLEAT + NEXT_PLEAT * i for i in range(number if self.pleated_wrist else 0)]
        return [pleat(self.pleated_wrist / number, CUFF_PLEAT_MARKED, mm / length, pressed="start") for mm in places]

    # ---- Placket: a tower over the slit and a strip under it, both folded along their edge ------------------------
    @piece(cut(shell), on="arm", front=LEFT, when=long_sleeves, allowance={"seam": BESIDE_SLIT})
    def tower(self):
        start, width = Point(0, 0), self.placket
        end, top     = start.up(self.slit_length), start.up(self.slit_length + TOWER_ABOVE)
        side, peak   = start.right(width), top.right(width / 2).up(width / 2)
        corner       = side.level_with(top)
        return edges(foot = line(start, side),
                     edge = doubled(side, corner),
                     head = line(corner, peak).then(line(peak, top)),
                     rise = line(top, end),
                     seam = line(end, start))

    @piece(cut(shell), on="arm", front=RIGHT, when=long_sleeves, allowance={"seam": BESIDE_SLIT, "head": BESIDE_SLIT})
    def under_strip(self):
        """As wide as the window."""
        start, side = Point(0, 0), Point(2 * BESIDE_WINDOW, 0)
        top, corner = start.up(self.slit_length), side.up(self.slit_length)
        return edges(foot = line(start, side),
                     edge = doubled(side, corner),
                     head = line(corner, top),
                     seam = line(top, start))

    # From the placket's edge round the wrist to the underarm, and on to the under strip's edge.
    @property
    def front_wrist(self): return self.tower.foot + self.sleeve.wrist_front
    @property
    def back_wrist(self):  return self.sleeve.wrist_back + self.under_strip.foot

    @property
    def overlap(self):
        """The tower lies on the strip and beyond it."""
        return self.tower.foot.length

    @piece(cut(shell, plies=2), cut(fusible, trimmed=2), on="wrist", front=RIGHT, when=long_sleeves)
    def cuff(self):
        start, underarm = Point(0, 0), Point(self.back_wrist.length, 0)
        end         = underarm.right(self.front_wrist.length)
        foot, low  = start.up(self.cuff_height), end.up(self.cuff_height)
        first, last = low.left(CUFF_CORNER), foot.right(CUFF_CORNER)
        return edges(
            seam    = line(start, end),
            end     = line(end, low.down(CUFF_CORNER)),
            outer   = curve(low.down(CUFF_CORNER), first, leave=UP, arrive=LEFT).then(line(first, last))
                      .then(curve(last, foot.down(CUFF_CORNER), leave=LEFT, arrive=DOWN)),
            lap_end = line(foot.down(CUFF_CORNER), start),
            points  = {"underarm": underarm})

    # ---- In order of work -----------------------------------------------------------------------------------------
    def placketed(self):
        """The cuff is turned out, and both strips are sewn to the slit, before the sleeve is set in."""
        cuff, tower, under, sleeve = self.cuff, self.tower, self.under_strip, self.sleeve
        yield bag(cuff.end + cuff.outer + cuff.lap_end)
        yield sew(under.seam, sleeve.slit_back)
        yield encase(sleeve.slit_top, between=under.head)
        yield sew(tower.seam, sleeve.slit_front)
        yield bag(tower.head + tower.rise)
        yield lapped(over=tower.edge + tower.head + tower.rise, under=under.edge)

    def cuffed(self):
        """When the sleeve is closed it gets its cuff, or its hem."""
        if self.long_sleeves:
            yield encase(self.front_wrist, between=self.cuff.seam.part("underarm", None))
            yield encase(self.back_wrist, between=self.cuff.seam.part(None, "underarm"))
            yield buttoned(over=self.cuff.end, under=self.cuff.lap_end, count=1, inset=self.overlap / 2)
        else:
            yield hem(self.sleeve.hem, depth=SHORT_HEM[0], under=SHORT_HEM[1], stitch="301")

    def bounds(self):
        yield over_hand("sleeve", self.body.arm_length, self.garment.shoulder_beyond)
        if self.long_sleeves:
            yield bound("wrist", "the cuff would be wider than its sleeve", most=self.upper_arm)
        else:
            yield trumpet("wrist", self.upper_arm)

    def finished(self):
        yield measured("upper_arm", across(self.sleeve, at="underarm"))
        yield measured("sleeve", self.sleeve.centre.length + (self.cuff_height if self.long_sleeves else 0))
        yield measured("wrist", self.cuff.seam.length - self.overlap if self.long_sleeves else self.sleeve.hem.length)

    def wearing(self):
        self.length_said()
        yield ease("upper arm", across(self.sleeve, at="upper arm"), least=LEAST_ARM, most=MOST_ARM,
                   by=("upper_arm", "sleeve_ease"))
        if self.long_sleeves:
            yield ease("elbow", across(self.sleeve, at="elbow"), least=ELBOW_EASE, by=("upper_arm", "sleeve_ease"))
            yield ease("wrist", self.cuff.seam.length - self.overlap, least=WRIST_EASE, by=("wrist", "cuff_ease"))
            undone = self.cuff.seam.length + 2 * self.slit_length                # unbuttoned, the slit opens too
            yield passes("cuff", undone, "hand girth", self.body.hand_girth)
        else:
            yield passes("cuff", self.sleeve.hem, "upper arm girth", self.body.upper_arm_girth)
        yield from self.cap_proportions(WIDTH_TO_ARM, WIDTH_TO_ARMHOLE, CAP_TO_ARMHOLE, CAP_TO_DEPTH)
