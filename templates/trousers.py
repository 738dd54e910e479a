"""Trousers: darts or a pleat, fly with a zip, shaped waistband, pockets in front and back, turn-ups; chinos, shorts."""

from math import degrees

from mtmpattern.drafting import (
    RIGHT, Point, bag, between, buttoned, caught, choice, cut, doubled, edges, encase, fusible, hem, lay, line,
    measured, mm, once, other, passes, piece, proportion, raw, sew, shell, woven, yes_no, zipped,
)

from mtmpattern.templates.blocks import (
    BACK_MORE, CREASE_OFF_WAIST, FRONT_MORE, LEAST_BACK_LEAN, MOST_BACK_LEAN, WAIST_EASY, Fly, FrontPockets,
    TrouserBlock, TurnUps, WeltPockets, shaped_waistband, strip,
)

# Chosen by eye, or from trousers in shops, where no source is named.
LOOP_WIDE = 11          # mm that a belt loop is wide
LOOP_LONGER = 25        # mm that it is longer than the waistband is high
LOOPS = 5               # belt loops
BUTTON_WIDE = 15        # mm that the button at the waistband is wide
LOOP_IN_FRONT = .45     # of the front's waist, from the fly, lies its loop
LOOP_IN_BACK = .3       # of the back's waist, from the side, lies its loop
CREASE_OFF_DART = 10    # mm by which the crease ends below a dart
PLAIN_SEAM = 12         # mm of allowance at the centre back, up to which it is a plain seam
BAND_INLAY = 25         # mm of allowance at the seam of a split band
BAND_FOLLOWS = .4       # of the body's narrowing up to the band's top, the band follows at least
MOST_BAND_TURN = 140    # degrees that a band curves at most (by eye)
BAND_EASY = WAIST_EASY  # mm that the band's middle is wider than the body at most; following it further makes a wide
#                         arc, which wastes cloth

# What is checked, least and most.
THIGH_TO_THIGH = 1.02, 1.75             # of the thigh's girth, its width
KNEE_TO_KNEE = 1.05, 2.6                # of the knee's girth, its width


class Trousers(TrouserBlock):
    name, version = "trousers", "7"
    fabric   = woven(mass=(150, 400))
    openings = ("waist", "leg", "leg")
    fits     = {
        "slim":    {"hip_ease": 30, "thigh_ease": 40, "knee_ease": 50, "taper": 85, "below_waist": 50,
                    "crotch_ease": 4},
        "regular": {},
        "relaxed": {"hip_ease": 90, "thigh_ease": 100, "knee_ease": 125, "taper": 86, "crotch_ease": 24,
                    "pleated": True},
        "chino":   {"hip_ease": 40, "thigh_ease": 50, "knee_ease": 70, "taper": 86, "below_waist": 55,
                    "back_pockets": "two"},
        "shorts":  {"leg_length": 30, "hip_ease": 60, "thigh_ease": 80, "taper": 106, "below_waist": 50,
                    "back_pockets": "two"},
        "child":   {"hip_ease": 60, "knee_ease": 62, "taper": 92, "below_waist": 15, "crotch_ease": 16,
                    "band_height": 30, "underlap": 30},
    }

    # `TrouserBlock` (blocks/trouser_block.py) brings ``leg``, ``rise`` and ``sides``, with their options.
    # The blocks below bring turn_ups, back_pockets, welts and pockets.
    turn_up      = TurnUps()
    back_pocket  = WeltPockets()
    front_pocket = FrontPockets()
    fly          = Fly()

    band_height = mm(35, 20, 60, "height of the finished waistband")
    underlap    = mm(40, 30, 60, "waistband under the button, and fly shield")
    hem_depth   = mm(40, 20, 60, "cloth turned up at the hems")
    closes      = choice("left over right", "right over left", note="which front lies over the other at the fly")
    split_band  = yes_no(False, "a seam in the waistband at the centre back, so that the waist can be altered")
    inlay       = mm(0, 0, 35, "allowance of the centre back above the crotch, to let out; up to 12 it is a plain seam")

    # ---- What the blocks change in each other ---------------------------------------------------------------------
    @property
    def straight_foot(self): return self.turn_up.straight_foot

    @once
    def back_darts(self): return self.back_pocket.darts(self.sides.usual_back_darts)

    # ---- Lines ----------------------------------------------------------------------------------------------------
    def turned(self, seam): return self.turn_up.added(seam)

    def turn_places(self, side, inseam):
        turn = self.turn_up
        return turn.points("side", side) | turn.points("inseam", inseam), turn.folds(inseam, side)

    @property
    def crease_top(self):
        """The crease of the front ends below its dart; below a pleat it runs up to the waist, which a belly lifts."""
        waist = self.front_pocket.waist
        if waist.darts and not self.pleated:
            return waist.darts[0].point.y - CREASE_OFF_DART
        on_crease = between(waist.start, waist.end, waist.start.x / (waist.start.x - waist.end.x))
        return min(on_crease.y, self.rise.front_top.y) - CREASE_OFF_WAIST

    @once
    def fly_stitching(self): return self.fly.stitching(self.front_pocket.waist)

    @once
    def band_turn(self):
        """The degrees by which the band curves from end to end: its top is shorter where the body is narrower there."""
        follows = max(BAND_FOLLOWS * self.band_narrows, self.band_must_follow)
        return min(degrees(min(follows, self.band_narrows) / self.band_height), MOST_BAND_TURN)

    @property
    def band_narrows(self):
        """How much narrower the body is at the band's top than at its seam."""
        figure, down = self.figure, self.below_waist
        return max(figure.girth_below(down) - figure.girth_below(down - self.band_height), 0)

    @property
    def band_must_follow(self):
        """How much shorter its top must be than its seam, so that its middle is not too wide; higher on a flat back."""
        behind = min(self.figure.sway, 0) / 2
        return 2 * (self.waist - BAND_EASY
                    - self.figure.girth_below(self.below_waist - self.band_height / 2 + behind))

    @property
    def band_reaches(self):
        """The seam also where the band follows a part of what the body narrows from there, or all of it."""
        part = BAND_FOLLOWS * self.band_narrows < self.band_must_follow < self.band_narrows
        return super().band_reaches + ([] if part else [self.below_waist])

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="leg front", level="crotch", allowance={"crotch": 12, "fly": 12}, peaks=("fly",))
    def front(self):
        pocket = self.front_pocket
        inseam = self.leg.to_hem(self.leg.upper_inseam, FRONT_MORE).reversed()
        mouth  = {"mouth": pocket.mouth} if pocket.slanted else {}
        return self.leg_piece(pocket.side, self.sides.front, inseam, FRONT_MORE, self.crease_top,
                              {"fly_stitching": self.fly_stitching},
                              **mouth, waist=pocket.waist, fly=self.fly.edge, crotch=self.fly.crotch)

    @piece(cut(shell), on="leg back", level="crotch", allowance={"crotch": 12, "seat": inlay})
    def back(self):
        side, rise = self.sides.back, self.rise
        inseam = self.leg.to_hem(rise.back_fork.inseam, BACK_MORE).reversed()
        centre = line(rise.back_top, rise.back_curve.start)
        whole  = {"crotch": centre.then(rise.back_curve)}
        seam   = {"seat": centre, "crotch": rise.back_curve} if self.inlaid else whole
        return self.leg_piece(side, side, inseam, BACK_MORE, 0, self.back_pocket.lines(),
                              waist=self.sides.back_waist, **seam)

    @property
    def inlaid(self): return self.inlay > PLAIN_SEAM                 # the centre back is an edge of its own then
    @property
    def back_seam(self): return self.back.seat + self.back.crotch if self.inlaid else self.back.crotch
    @property
    def back_centre(self): return (self.back.seat if self.inlaid else self.back.crotch).edge

    # The fly's facing lies under the front that is over, its shield on the other one.
    @piece(cut(shell), cut(fusible, trimmed=2), on="leg front", front=RIGHT, level="crotch",
           only={"left": closes.chosen("left over right"), "right": closes.chosen("right over left")},
           allowance={"fly": 12, "stitching": 6})
    def fly_facing(self):                                            # sewn down round the fly
        return edges(waist     = self.fly.facing_waist(self.front_pocket.waist),
                     fly       = self.fly.edge,
                     stitching = self.fly_stitching)

    @piece(cut(shell), on="leg front", allowance={"fly": 12},
           only={"right": closes.chosen("left over right"), "left": closes.chosen("right over left")})
    def fly_shield(self):                                            # doubled, behind the zip
        top, low = Point(0, self.front.fly.length), Point(0, 0)
        return edges(foot = line(low.left(self.underlap), low),
                     fly  = line(low, top),
                     top  = line(top, top.left(self.underlap)),
                     edge = doubled(top.left(self.underlap), low.left(self.underlap)))

    # ---- The waistband, face up: from the left front round to the right one; the underlap is where the shield is --
    @property
    def half_waist_seam(self):
        """From the fly, where the band has its ends, to the centre back."""
        if self.front_pocket.slanted:
            return self.front.waist + self.front_pocket.pocket_back.waist + self.back.waist
        return self.front.waist + self.back.waist

    @property
    def laps(self): return ("end", "tab_end") if self.closes == "left over right" else ("tab_end", "end")

    @once
    def loops(self):
        """How far the belt loops lie from the left front."""
        length, back = self.waist_seam.length, self.back.waist.length
        front  = self.half_waist_seam.length - back
        places = {"loop_front": LOOP_IN_FRONT * front,
                  "loop_side":  front + LOOP_IN_BACK * back,
                  "loop_back":  front + back}
        return places | {"loop_other_side": length - places["loop_side"],
                         "loop_other_front": length - places["loop_front"]}

    def half_band(self, begins, names, laps):
        """Half of a band that is split at the centre back, and the loops on it."""
        long  = self.waist_seam.length / 2
        loops = {name: self.loops[name] - begins for name in names}
        return shaped_waistband(long, self.band_height, self.band_turn / 2, loops, laps, self.underlap)

    @piece(cut(shell, plies=2), cut(fusible, trimmed=2), on="waist", drawn="whole", grain="cross", unless=split_band)
    def waistband(self):
        return shaped_waistband(self.waist_seam.length, self.band_height, self.band_turn, self.loops, self.laps,
                                self.underlap)

    @piece(cut(shell, plies=2), cut(fusible, trimmed=2), on="waist", drawn="whole", grain="cross", when=split_band,
           allowance={"back": BAND_INLAY})
    def waistband_left(self):
        return self.half_band(0, ("loop_front", "loop_side"), (self.laps[0], "back"))

    @piece(cut(shell, plies=2), cut(fusible, trimmed=2), on="waist", drawn="whole", grain="cross", when=split_band,
           allowance={"back": BAND_INLAY})
    def waistband_right(self):
        return self.half_band(self.waist_seam.length / 2, ("loop_other_side", "loop_other_front"),
                              ("back", self.laps[1]))

    @piece(cut(shell), on="waist", drawn="whole")
    def belt_loops(self):                                            # folded in three, then cut into five
        return strip(LOOP_WIDE, LOOPS * (self.band_height + LOOP_LONGER), ("begin", "right", "end", "left"))

    # ---- In order of work; darts are sewn and facings and bands are fused first -----------------------------------
    def making(self):
        front, back, facing, shield = self.front, self.back, self.fly_facing, self.fly_shield
        yield from self.front_pocket.making(front, back)
        yield from self.back_pocket.making(back)
        yield caught(facing.fly, by=front.fly), caught(facing.waist, by=front.waist)
        yield bag(shield.foot)
        yield zipped(front.fly, other(front.fly))
        yield lay(facing, on=front, at="fly_stitching", sewn=facing.stitching)
        yield lay(shield, on=front, at="fly_stitching", sewn=shield.fly)
        yield from self.front_pocket.side_seams(front.side, back.side)
        yield sew(front.inseam, back.inseam)
        seat = self.back_seam + front.crotch
        yield sew(seat, other(seat))
        yield from self.banded()
        yield from self.turn_up.making(front.hem, back.hem, depth=self.hem_depth)
        yield hem(self.belt_loops.right, self.belt_loops.left, depth=LOOP_WIDE), raw(self.belt_loops.end)
        yield from self.looped()
        over, under = self.band_ends
        yield buttoned(over=over.end, under=under.underlap, count=1, diameter=BUTTON_WIDE)

    @property
    def band_ends(self):
        """The part of the waistband that closes over, and the one with the underlap."""
        if not self.split_band:
            return self.waistband, self.waistband
        parts = self.waistband_left, self.waistband_right
        return parts if self.closes == "left over right" else parts[::-1]

    def banded(self):
        """The waistband, of one or two parts, is sewn on and its ends are closed."""
        over, under = self.band_ends
        if self.split_band:
            left, right = self.waistband_left, self.waistband_right
            yield sew(left.back, right.back)
            yield encase(self.waist_seam, between=left.seam + right.seam)
            yield bag(over.end + over.top), bag(under.top + under.tab_end + under.underlap)
        else:
            yield encase(self.waist_seam, between=over.seam)
            yield bag(over.end + over.top + over.tab_end + over.underlap)
        yield caught(self.fly_shield.top, by=under.underlap)

    def looped(self):
        """The loops lie on the band; at a seam in it the middle one is sewn over the seam."""
        on, at = (self.waistband_left, "loop_side") if self.split_band else (self.waistband, "loop_back")
        yield lay(self.belt_loops, on=on, at=at, sewn=self.belt_loops.begin)

    def finished(self):
        front, back = self.front, self.back
        hems = front.hem.length + back.hem.length
        yield measured("waist", self.waist_seam)
        yield measured("hip", 2 * self.across_leg("hip"))
        yield measured("thigh", self.across_leg("thigh"))
        yield measured("knee", hems if self.is_short else self.across_leg("knee"))
        yield measured("leg_hem", hems)
        yield measured("inseam", front.inseam.part(None, "inseam_turn") if self.turn_up.turn_ups else front.inseam)
        yield measured("crotch", front.fly.length + front.crotch.length + self.back_seam.length)

    def wearing(self):
        hip, rise, front = self.middle.hip_girth, self.rise, self.front
        forks = rise.front_seat.x - self.leg.front_fork.x + rise.back_seat.x - rise.back_fork.point.x
        yield passes("waist", self.waist_seam.length + 2 * self.front.fly.length, "hip girth", hip)
        yield passes("leg", self.front.hem + self.back.hem, "heel girth", self.thicker("heel_girth"))
        yield from self.room(self.waist_seam, self.below_waist, front.fly.edge)
        yield proportion("thigh width to thigh girth", self.thigh / self.thicker("thigh_girth"), *THIGH_TO_THIGH,
                         "Choose another ease, or measure the thigh again.")
        yield proportion("knee width to knee girth", self.knee / self.thicker("knee_girth"), *KNEE_TO_KNEE,
                         "Choose another width at the knee.")
        yield proportion("lean of the back rise, degrees", rise.back_lean, LEAST_BACK_LEAN, MOST_BACK_LEAN, "")
        yield from self.in_proportion(forks)
