"""A shirt's sleeve: a low cap, a slit with its placket, pleats, and a buttoned cuff; or short, with a hem."""

from math import sqrt

from mtmpattern.drafting import (
    LEFT, RIGHT, Point, across, cut, curve, doubled, edges, fusible, heading, intended, line, measured, mm, once,
    passes, percent, piece, pleat, proportion, shell, slit, solve, yes_no,
)

from .hems import level_hem, side_foot
from .shirt_body import ShirtBody
from .sleeves import set_in_cap

BESIDE = 6          # mm: strips are sewn so far beside the slit, which has no allowance of its own
WIDEST = .88        # sleeve to armhole; beyond, its cap would be lower than a fifth of the armhole, and bind
FRONT_SHARE = .4    # of the cap's ease lies before the shoulder


class ShirtSleeve(ShirtBody):
    """The cap is as long as the armhole and its ease; for a thick arm the armhole gives way."""

    needs     = (*ShirtBody.needs, "upper_arm_girth", "arm_length", "wrist_girth", "hand_girth")
    estimable = (*ShirtBody.estimable, "upper_arm_girth", "wrist_girth", "hand_girth")

    long_sleeves = yes_no(True, "long sleeves with cuffs; otherwise short ones with a hem")
    sleeve_ease  = mm(62, 35, 180, "least room around the upper arm; a wide armhole makes more")
    cap          = percent(25, 20, 30, "highest sleeve cap, part of the armhole: low moves well, high hangs clean")
    cap_ease     = mm(6, 0, 12, "sleeve cap longer than the armhole, above the pitches")
    sleeve_extra = mm(14, -20, 40, "long sleeve beyond the wrist bone")
    short_length = percent(40, 24, 60, "short sleeve, part of shoulder to wrist")
    short_taper  = percent(90, 75, 100, "short sleeve's hem, part of its width at the underarm")
    cuff_ease    = mm(44, 25, 80, "room around the wrist in the buttoned cuff")
    cuff_height  = mm(65, 40, 100, "height of the cuff")
    wrist_pleats = mm(50, 0, 80, "cloth laid into pleats at the cuff; one pleat up to 32 mm, or else two")
    slit_length  = mm(125, 80, 170, "slit above the cuff")
    placket      = mm(25, 20, 32, "width of the finished placket")

    # ---- What it shall measure ------------------------------------------------------------------------------------
    @intended(each_side=True)
    def upper_arm(self): return max(self.arm_room, self.least_width)
    @intended("sleeve", each_side=True)
    def crown_to_end(self):
        arm    = self.body.arm_length
        wanted = arm + self.sleeve_extra if self.long_sleeves else arm * self.short_length
        return max(wanted - self.shoulder_ease,
                   self.cap_height + (self.cuff_height + self.slit_length + 60 if self.long_sleeves else 40))
    @intended("cuff", each_side=True)
    def wrist(self):
        if self.long_sleeves:
            return self.body.wrist_girth + self.cuff_ease
        return max(self.upper_arm * self.short_taper, self.upper_arm - .6 * (self.crown_to_end - self.cap_height))

    # ---- A thick arm: the armhole goes deeper, then the sleeve gets narrower --------------------------------------
    # It is the same for both arms, the thicker one decides; a sleeve wider than WIDEST of its armhole would bind.
    @once
    def arm_room(self):
        """Width of the sleeve that the arm asks for."""
        wanted, widest = self.body.upper_arm_girth + self.sleeve_ease, WIDEST * self.armholes_when(30)
        if wanted > widest:
            self.rescued("sleeve narrower because its armhole cannot be deeper", wanted - widest)
        return min(wanted, widest)

    @once
    def deeper(self):
        """How much deeper than usual the armholes are for a thick arm."""
        if self.arm_room <= WIDEST * self.armholes_when(0):
            return 0
        deeper = solve(self.armholes_when, self.arm_room / WIDEST, 0, 31, what="armhole for the upper arm")
        self.rescued("armhole deepened for the upper arm", deeper)
        return deeper

    # ---- The sleeve -----------------------------------------------------------------------------------------------
    @property
    def least_width(self):
        """A thin arm does not make a tall cap: in a narrow armhole it is .66 of its depth at most."""
        seam    = self.armholes.length
        tallest = min(self.cap * seam, max(.66 * self.armhole_depth, .215 * seam))
        return 2 * sqrt((seam / 2 / 1.033) ** 2 - tallest ** 2)

    @once
    def cap_height(self):
        """The height at which the cap is as long as the armhole and its ease."""
        seam = self.armholes.length
        return solve(lambda height: set_in_cap(self.upper_arm, height).length, seam + self.cap_ease,
                     .1 * seam, .5 * seam, what="height of the sleeve cap")

    @property
    def cap_eased(self):
        """None of the ease lies below the pitches, and less of it in front of the shoulder than behind."""
        return {"front_pitch..tip": FRONT_SHARE * self.cap_ease, "tip..back_pitch": (1 - FRONT_SHARE) * self.cap_ease}

    def cap_points(self, cap):
        """Where the pitches and the shoulder tip of the armhole meet the cap."""
        front, yoke, back = self.front, self.yoke, self.back
        before = dict(front.info.places["front_pitch"])["armhole"]
        behind = dict(back.info.places["back_pitch"])["armhole"]
        crown  = front.armhole.length + yoke.armhole.length - self.back_part + FRONT_SHARE * self.cap_ease
        return {"front_pitch": cap.at(before), "tip": cap.at(crown), "back_pitch": cap.at(cap.length - behind)}

    @piece(cut(shell), on="arm", front=RIGHT)
    def sleeve(self):
        cap    = set_in_cap(self.upper_arm, self.cap_height)
        crown  = Point(0, self.cap_height)
        points = {"underarm": Point(0, -.1), **self.cap_points(cap)}
        if not self.long_sleeves:
            foot  = side_foot(cap.start, self.wrist / 2, crown.y - self.crown_to_end)
            front, back = line(foot, cap.start), line(Point(-foot.x, foot.y), cap.end)
            return edges(hem=level_hem(back, front), under_front=front, cap=cap, under_back=back.reversed(),
                         points=points, inner={"centre": line(crown, crown.down(self.crown_to_end))})
        middle = crown.down(self.crown_to_end - self.cuff_height)
        half   = (self.wrist + self.pleated_wrist) / 2
        low_back, low_front, mouth = middle.left(half), middle.right(half), middle.left(half / 2)
        return edges(
            wrist_back  = line(low_back, mouth),
            slit        = slit(mouth, mouth.up(self.slit_length)),
            wrist_front = line(mouth, low_front).with_darts(self.pleats(self.wrist - half / 2)),
            under_front = self.under(low_front, cap.start),
            cap         = cap,
            under_back  = self.under(low_back, cap.end).reversed(),
            points      = points, inner={"centre": line(crown, middle)})

    def under(self, wrist, underarm):
        """The underarm seam: at both ends it stands more upright than straight, so that neither end is a point."""
        lean = heading(underarm, wrist) - 270
        return curve(wrist, underarm, leave=90 + .5 * lean, arrive=90 + .65 * lean, inflected=True)

    @property
    def pleated_wrist(self): return self.wrist_pleats if self.wrist_pleats >= 8 else 0         # less is no pleat

    def pleats(self, length):
        """Beside the placket, pressed to it; ``length`` is that of the wrist before the slit."""
        number = 1 if self.pleated_wrist <= 32 else 2
        return [pleat(self.pleated_wrist / number, 40, (26 + 22 * i) / length, pressed="start")
                for i in range(number if self.pleated_wrist else 0)]

    # ---- Placket: a tower over the slit and a strip under it; both are sewn 6 mm beside the slit -------------------
    # Their drawn seam lies on the slit; so they are 6 mm narrower than they finish, and turn 6 mm more under.
    @piece(cut(shell), on="arm", front=LEFT, when=long_sleeves, allowance={"seam": 2 * BESIDE})
    def tower(self):
        start, width = Point(0, 0), self.placket - BESIDE
        end, top     = start.up(self.slit_length), start.up(self.slit_length + 18)
        return edges(foot=line(start, start.right(width)), edge=doubled(start.right(width), top.right(width)),
                     head=line(top.right(width), top.right(width / 2).up(width / 2)).then(
                          line(top.right(width / 2).up(width / 2), top)),
                     rise=line(top, end), seam=line(end, start))

    @piece(cut(shell), on="arm", front=RIGHT, when=long_sleeves, allowance={"seam": 2 * BESIDE})
    def under_strip(self):
        start, width = Point(0, 0), 11 - BESIDE
        top          = start.up(self.slit_length)
        return edges(foot=line(start, start.right(width)), edge=doubled(start.right(width), top.right(width)),
                     head=line(top.right(width), top), seam=line(top, start))

    @property
    def wrist_seam(self):
        """From the placket's edge round the wrist to the under strip's edge."""
        return self.tower.foot + self.sleeve.wrist_front + self.sleeve.wrist_back + self.under_strip.foot

    @property
    def overlap(self): return self.tower.foot.length + self.under_strip.foot.length

    @piece(cut(shell, plies=2), cut(fusible, trimmed=2), on="wrist", front=RIGHT, when=long_sleeves)
    def cuff(self):
        start, end, round_ = Point(0, 0), Point(self.wrist_seam.length, 0), 12
        foot, low = start.up(self.cuff_height), end.up(self.cuff_height)
        return edges(
            seam    = line(start, end),
            end     = line(end, low.down(round_)),
            outer   = curve(low.down(round_), low.left(round_), leave=90, arrive=180).then(
                      line(low.left(round_), foot.right(round_))).then(
                      curve(foot.right(round_), foot.down(round_), leave=180, arrive=270)),
            lap_end = line(foot.down(round_), start))

    # ---- What it does measure -------------------------------------------------------------------------------------
    def finished(self):
        yield from super().finished()
        yield measured("upper_arm", across(self.sleeve, at="underarm"))
        yield measured("sleeve", self.sleeve.centre.length + (self.cuff_height if self.long_sleeves else 0))
        yield measured("cuff", self.cuff.seam.length - self.overlap if self.long_sleeves else self.sleeve.hem.length)

    def wearing(self):
        width, height, seam = self.upper_arm, self.cap_height, self.armholes.length
        if self.long_sleeves:                                              # unbuttoned, the slit opens too
            yield passes("cuff", self.cuff.seam.length + 2 * self.slit_length, "hand girth", self.body.hand_girth)
        else:
            yield passes("cuff", self.sleeve.hem, "upper arm girth", self.body.upper_arm_girth)
        yield proportion("sleeve width to upper arm", width / self.body.upper_arm_girth, 1.08, 2.4,
                         "The arm is too thick for the armhole: choose a wider fit or a deeper armhole.")
        yield proportion("sleeve width to armhole", width / seam, .66, .90, "The arm is too thick for the armhole.")
        yield proportion("cap height to armhole", height / seam, .18, .33, "The sleeve would bind.")
        yield proportion("cap height to armhole depth", height / self.armhole_depth, .40, .85, "The sleeve would bind.")
        yield from super().wearing()
