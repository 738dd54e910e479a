"""Tank top: narrow straps, a deep round neck, neck and armholes bound with strips of the same jersey."""

from math import cos, radians, tan

from mtmpattern.drafting import (
    Point, cut, hem, knit, mm, once, passes, percent, piece, proportion, raw, sew, shell, solve, yes_no,
)

from mtmpattern.templates.blocks import KnitTop, RacerArmhole, fixed, round_neckline, strip, yielding


# By eye, where no source is named.
OF_FRONT = .8           # of the body across the front the tank is wide (measured: 124 to 136 of 160)
OF_BACK = .77           # of the body across the back
STRAP_HOLLOW = 11, 26   # mm that the armhole goes in from the end of the strap, about the least, and the most
LESS_WHERE_BROAD = .05  # of what a body is broader, it goes in less
LEAST_STRAP_HOLLOW = 8  # mm that it goes in then at least
NECK_OFF = .5           # degrees that the back neckline leaves the strap less than squarely at the most; the front more
STRAP_OFF_SQUARE = 2    # degrees off square to the strap that the armhole ends at the most
ARMHOLE_TURNS = .42     # of its depth, from the underarm up, where an armhole turns
HIGHEST_TURN = .6       # of its depth, the highest such place
INSIDE_UNDERARM = 20    # mm that it turns inside the underarm at least
SHOULDER_FREE = 10      # mm of the shoulder beside the strap
DEEPER_FOR_ARM = 46     # mm that the armhole is deeper than chosen for a thick arm
DEEPEST_FOR_ARM = 54    # mm that it is for a very thick one
TANK_BELOW_ARMPIT = 5   # mm that it is deeper than the armpit at least, for a thin arm
BINDING = 4             # a binding is cut this many times as wide as it shows
ARMHOLE_TO_ARM = 1.15, 3                # least and most
STRAP_WIDTH = 20, 80    # mm, least and most (measured: 30 to 49)
WIDEST_STRAP = 200      # mm between neckline and armhole at most
FRONT_ARMHOLE_TO_CHEST = .17, .36       # least and most (measured: .25 to .28)
ABOVE_NARROW = 25, 200  # mm of a racer back above its narrowest place, least and most


class Tank(KnitTop):
    name, version = "tank", "6"
    needs     = (*KnitTop.needs, "upper_arm_girth")
    estimable = (*KnitTop.estimable, "upper_arm_girth")
    fabric    = knit(stretch=.25, mass=(110, 260))
    openings  = ("neck", "armhole", "armhole", "hem")
    fits      = {
        "women":   {},
        "men":     {"chest_ease": 5, "armhole_ease": 22, "armhole_size": 192, "strap_width": 50, "neck_drop": 125,
                    "body_length": 41},
        "relaxed": {"chest_ease": 10, "hip_ease": 70, "armhole_ease": 30, "armhole_size": 204},
        "child":   {"chest_ease": 6, "armhole_ease": 12, "armhole_size": 200, "strap_width": 34, "neck_width": 26,
                    "forward": 6},
    }

    chest_ease    = percent(2, -6, 40, "room around the chest, part of the chest girth, up to 1100 mm of it")
    hip_ease      = mm(30, 0, 200, "least room around the hip")
    neck_width    = mm(44, 15, 70, "neckline wider than the neck, at each side")
    neck_drop     = mm(140, 80, 190, "front neckline below the neck point, for a neck of 400; it grows with the neck")
    back_drop     = mm(15, 0, 110, "back neckline below the nape")
    armhole_ease  = mm(14, 5, 80, "armhole deeper than the armpit; the arm makes it more or less deep")
    armhole_size  = percent(182, 150, 260, "armhole, part of the upper arm's girth")
    strap_width   = mm(42, 25, 80, "strap at the shoulder")
    racer         = yes_no(False, "a racer back, narrow between the shoulder blades")
    racer_width   = mm(84, 60, 140, "a racer back at its narrowest")
    binding_width = mm(8, 6, 12, "width of the finished binding")
    neck_ratio    = percent(96, 88, 100, "binding of the neck, part of the neckline")
    armhole_ratio = percent(98, 90, 100, "binding of the armhole, part of the armhole")
    hem_depth     = mm(20, 15, 40, "cloth turned up at the hem")

    shoulder_ease = fixed()                                          # the strap ends well inside the shoulder bone
    across_ease   = fixed()                                          # ... and the armholes inside the arms

    # ---- Neck and straps ------------------------------------------------------------------------------------------
    def back_neckline(self, neck, slope): return round_neckline(neck, self.nape.down(self.back_drop), slope, NECK_OFF)

    def band_opens(self, seam): return seam * self.neck_ratio * (1 + self.fabrics["shell"].stretch_weft)

    @once
    def shoulder(self):
        """The strap, which leaves a little of the shoulder free beside it."""
        widest = (self.bone - SHOULDER_FREE - self.half_neck) / cos(radians(self.slope))
        if self.strap_width > widest:
            self.rescued("strap narrowed because the shoulder is short", self.strap_width - widest)
        return min(self.strap_width, widest)

    # ---- Armholes -------------------------------------------------------------------------------------------------
    @property
    def half_across_front(self): return OF_FRONT * self.middle.across_front / 2
    @property
    def half_across_back(self):  return self.racer_width / 2 if self.racer else OF_BACK * self.middle.across_back / 2

    def hollowest(self, across, tip, underarm, slope):
        """Under a flat shoulder it is not so hollow, and so meets the strap squarely."""
        if self.racer and across == self.racer_width / 2:
            return across
        least, most = STRAP_HOLLOW
        turns  = self.turns_at(max(across, tip.x - most), underarm, tip.y - underarm.y)
        most   = min(most, max((tip.y - turns) * tan(radians(slope + STRAP_OFF_SQUARE)), LEAST_STRAP_HOLLOW))
        hollow = min(max(yielding(tip.x - across, least, STRAP_HOLLOW[1], LESS_WHERE_BROAD), LEAST_STRAP_HOLLOW), most)
        return min(tip.x - hollow, underarm.x - INSIDE_UNDERARM)

    def turns_at(self, across, underarm, depth):
        """A wide armhole turns higher up, so that its lower half is round: about as high as it is wide."""
        return underarm.y + min(max(ARMHOLE_TURNS * depth, underarm.x - across), HIGHEST_TURN * depth)

    def round_pitch(self, half): return Point(half.across, self.turns_at(half.across, half.underarm, half.depth))

    def racer_pitch(self, half): return Point(half.across, half.underarm.y + ARMHOLE_TURNS * half.depth)

    def front_pitch(self, half): return self.round_pitch(half)
    def back_pitch(self, half):  return self.racer_pitch(half) if self.racer else self.round_pitch(half)

    @property
    def back_armhole(self): return RacerArmhole if self.racer else super().back_armhole

    def eased_across(self): return ()             # it leaves the shoulders free
    def neck_taped(self, seam): return ()         # its neck is bound

    # ---- The armhole is as deep as the arm needs, within reason ----------------------------------------------------
    @property
    def deepest(self): return DEEPEST_FOR_ARM
    @property
    def depth_limits(self): return min(TANK_BELOW_ARMPIT - self.armhole_ease, 0), DEEPEST_FOR_ARM
    @property
    def shoulder_counts(self): return self.shoulder < self.strap_width

    @once
    def deeper(self):
        least  = min(TANK_BELOW_ARMPIT - self.armhole_ease, 0)
        wanted = yielding(self.armhole_size * self.body.upper_arm_girth, 0, self.armhole_when(DEEPER_FOR_ARM))
        if wanted <= self.armhole_when(least):
            return least
        if wanted >= self.armhole_when(DEEPEST_FOR_ARM):
            return DEEPEST_FOR_ARM
        return solve(self.armhole_when, wanted, least, DEEPEST_FOR_ARM, what="armhole for the upper arm")

    # ---- Front and back: the binding encloses their edges, so neck and armholes have no allowance -----------------
    @piece(cut(shell), on="torso front", level="neck point")
    def front(self): return self.half_front()

    @piece(cut(shell), on="torso back", level="neck point")
    def back(self):  return self.half_back()

    @property
    def down_the_back(self): return self.back.centre.length + self.back_drop     # from the nape

    # ---- Bindings: strips that are sewn to the edge, turned over it and turned under ------------------------------
    def binding(self, length, free):
        """``free`` names the edge that is turned under."""
        return strip(length, BINDING * self.binding_width, ("seam", "end", free, "begin"))

    @piece(cut(shell), on="neck", drawn="whole")
    def neck_binding(self):                                          # its ends meet at the centre back
        return self.binding(self.neck_ratio * self.neck_seam.length, "turned")

    @piece(cut(shell), on="torso side")
    def armhole_binding(self):                                       # its ends meet at the side
        return self.binding(self.armhole_ratio * self.armhole, "armhole")            # the edge that is left open

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, neck, arm = self.front, self.back, self.neck_binding, self.armhole_binding
        yield sew(front.shoulder, back.shoulder)
        yield sew(neck.begin, neck.end)
        yield sew(neck.seam, self.neck_seam, stretched=self.neck_ratio, construction="bound")
        yield sew(front.side, back.side)
        yield sew(arm.begin, arm.end)
        yield sew(arm.seam, self.armhole_seam, stretched=self.armhole_ratio, construction="bound")
        yield raw(neck.turned, arm.armhole)                          # they lie inside, under the cover stitch
        yield hem(front.hem, back.hem, depth=self.hem_depth)

    def wearing(self):
        yield passes("neck", min(self.stretched(self.neck_seam), self.stretched(self.neck_binding.seam)),
                     "head girth", self.middle.head_girth)
        yield self.eased_neck()
        yield from self.eased_round()
        yield passes("armhole", self.stretched(self.armhole_binding.seam), "upper arm girth", self.body.upper_arm_girth)
        yield proportion("armhole to upper arm", self.armhole / self.body.upper_arm_girth, *ARMHOLE_TO_ARM,
                         "The arm is too thick for the armhole: choose a larger armhole ease.")
        yield proportion("strap, mm", self.shoulder, *STRAP_WIDTH, "Choose a narrower neckline: the strap has no room.")
        for name, half in (("front", self.front), ("back", self.back)):         # it may be narrower below the shoulder
            yield proportion(f"narrowest place of the {name} strap, mm", half.neckline.distance(half.armhole),
                             STRAP_WIDTH[0], WIDEST_STRAP, "Choose a narrower or shallower neckline.")
        yield proportion("front armhole to chest", self.front.armhole.length / self.chest, *FRONT_ARMHOLE_TO_CHEST,
                         "Choose another armhole ease; a child has a fit of its own.")
        if self.racer:
            narrow = self.back_pitch(self.back_half(self.deeper))
            yield proportion("neckline above the narrow of the racer back, mm",
                             self.nape.y - self.back_drop - narrow.y, *ABOVE_NARROW, "Choose a smaller back drop.")
