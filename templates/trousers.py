"""Trousers: darts or a pleat, fly with a zip, shaped waistband, pockets before and behind, turn-ups; chinos, shorts."""

from math import degrees

from mtmpattern.drafting import (
    RIGHT, Edge, Point, across, bag, buttoned, caught, cut, doubled, edges, encase, fusible, hem, lay, line, measured,
    mm, once, other, passes, piece, proportion, raw, sew, shell, whole, woven, zipped,
)
from mtmpattern.templates.blocks import (
    BACK_MORE, FLY, FRONT_MORE, FrontPockets, Fly, TrouserBlock, TurnUps, WeltPockets, level_hem, shaped_waistband,
    strip, x_at,
)

LOOP, LOOP_MORE = 11, 25                # mm that a belt loop is wide, and longer than the waistband is high
OFF_DART, OFF_WAIST = 10, 25            # mm by which the crease ends below a dart, or below the waist


class Trousers(FrontPockets, WeltPockets, TurnUps, Fly, TrouserBlock):
    name, version = "trousers", "1"
    fabric   = woven(mass=(150, 400))
    openings = ("waist", "leg", "leg")
    fits     = {
        "slim":    {"hip_ease": 30, "thigh_ease": 40, "knee_width": 72, "taper": 84, "below_waist": 50,
                    "crotch_ease": 4},
        "regular": {},
        "relaxed": {"hip_ease": 90, "thigh_ease": 100, "knee_width": 84, "taper": 90, "crotch_ease": 24,
                    "pleated": True},
        "chino":   {"hip_ease": 40, "thigh_ease": 50, "knee_width": 75, "taper": 86, "below_waist": 55,
                    "back_pockets": "two"},
        "shorts":  {"leg_length": 30, "hip_ease": 60, "thigh_ease": 80, "taper": 106, "below_waist": 50,
                    "back_pockets": "two"},
        "child":   {"hip_ease": 60, "knee_width": 86, "taper": 92, "below_waist": 15, "crotch_ease": 16,
                    "band_height": 30, "underlap": 30},
    }

    # The blocks bring their options: measures and levels (trouser_measures.py), legs (trouser_legs.py), crotch
    # (trouser_rise.py), side and waist (trouser_block.py), pockets (front_pockets.py, welt_pockets.py), the fly's lines
    # (fly.py) and turn-ups (turn_ups.py).
    band_height = mm(35, 20, 60, "height of the finished waistband")
    underlap    = mm(40, 30, 60, "waistband under the button, and fly shield")
    hem_depth   = mm(40, 20, 60, "cloth turned up at the hems")

    # ---- Lines ----------------------------------------------------------------------------------------------------
    def leg_points(self, whole_side, side, inseam):
        return (self.levels() | self.notched(whole_side) | self.inner_knee(inseam)
                | self.pocket_points(whole_side) | self.turn_up_points("side", side)
                | self.turn_up_points("inseam", inseam))

    def leg_lines(self, side, inseam, top):
        return self.crease(side, top) | self.turn_up_folds(inseam, side)

    @property
    def crease_top(self):
        """The crease of the front ends below its dart; below a pleat it runs up to the waist."""
        darts = self.waist_beside_pocket.darts
        return darts[0].point.y - OFF_DART if darts and not self.pleated else self.front_top.y - OFF_WAIST

    @property
    def half_waist_seam(self):
        """From the centre back to the centre front; the back of a slant pocket lies between them."""
        if self.slanted:
            return self.back.waist + self.pocket_back.waist + self.front.waist
        return self.back.waist + self.front.waist

    @property
    def waist_seam(self): return whole(self.half_waist_seam)

    @once
    def band_turn(self):
        """By how many degrees the band curves from end to end: its top is shorter where the body is narrower there."""
        narrower = self.girth_below(self.below_waist) - self.girth_below(self.below_waist - self.band_height)
        return degrees(max(.4 * narrower, 0) / self.band_height)

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="leg front", allowance={"crotch": 12, "fly": 12}, peaks=("fly",))
    def front(self):
        side   = self.turned_up(self.side_below_pocket if self.slanted else self.whole_front_side)
        inseam = self.turned_up(self.whole_inseam(self.upper_inseam, FRONT_MORE).reversed())
        waist  = self.waist_beside_pocket
        mouth  = {"mouth": self.mouth_line} if self.slanted else {}
        return edges(hem    = level_hem(inseam, side),
                     side   = side, **mouth,
                     waist  = waist,
                     fly    = self.fly_edge,
                     crotch = Edge(self.front_curve.part(self.fly_foot, self.front_curve.length)),
                     inseam = inseam.reversed(),
                     points = self.leg_points(self.whole_front_side, side, inseam),
                     inner  = self.leg_lines(side, inseam, self.crease_top) | {"fly_stitching": self.fly_stitching})

    @piece(cut(shell), on="leg back", allowance={"crotch": 12})
    def back(self):
        side   = self.turned_up(self.finished_back_side)
        inseam = self.turned_up(self.whole_inseam(self.back_inseam, BACK_MORE).reversed())
        curved = self.back_curve(self.back_up, self.fork_more)
        return edges(hem    = level_hem(inseam, side),
                     side   = side,
                     waist  = self.whole_back_waist,
                     crotch = line(self.back_top, curved.start).then(curved),
                     inseam = inseam.reversed(),
                     points = self.leg_points(self.finished_back_side, side, inseam),
                     inner  = self.leg_lines(side, inseam, 0) | self.welt_place())

    @piece(cut(shell), cut(fusible, trimmed=2), on="leg front", front=RIGHT, only="left",
           allowance={"fly": 12, "stitching": 6})
    def fly_facing(self):                                            # under the left front, sewn down round the fly
        waist = self.waist_beside_pocket
        return edges(waist     = Edge(waist.part(waist.length - FLY, waist.length)),
                     fly       = self.fly_edge,
                     stitching = self.fly_stitching)

    @piece(cut(shell), on="leg front", only="right", allowance={"fly": 12})
    def fly_shield(self):                                            # doubled, behind the zip
        top, low = Point(0, self.front.fly.length), Point(0, 0)
        return edges(foot = line(low.left(self.underlap), low),
                     fly  = line(low, top),
                     top  = line(top, top.left(self.underlap)),
                     edge = doubled(top.left(self.underlap), low.left(self.underlap)))

    @piece(cut(shell, plies=2), cut(fusible, trimmed=2), on="waist", drawn="whole", grain="cross")
    def waistband(self):                                             # face up: left front first, the lap at the right
        length, back = self.waist_seam.length, self.back.waist.length
        front  = self.half_waist_seam.length - back
        places = {"loop_front": .45 * front, "loop_side": front + .3 * back, "loop_back": front + back}
        places |= {"loop_other_side": length - places["loop_side"], "loop_other_front": length - places["loop_front"]}
        return shaped_waistband(length, self.band_height, self.underlap, self.band_turn, places)

    @piece(cut(shell), on="waist", drawn="whole")
    def belt_loops(self):                                            # folded in three, then cut into five
        return strip(LOOP, 5 * (self.band_height + LOOP_MORE), ("begin", "right", "end", "left"))

    # ---- In order of work; darts are sewn and facings and bands are fused first -----------------------------------
    def making(self):
        front, back, band, facing, shield = self.front, self.back, self.waistband, self.fly_facing, self.fly_shield
        if self.pockets != "none":
            yield from self.pocketed()
        if self.back_pockets != "none":
            yield from self.welted()
        yield caught(facing.fly, by=front.fly), caught(facing.waist, by=front.waist)
        yield bag(shield.foot)
        yield zipped(front.fly, other(front.fly))
        yield lay(facing, on=front, at="fly_stitching", sewn=facing.stitching)
        yield lay(shield, on=front, at="fly_stitching", sewn=shield.fly)
        yield from self.side_seams()
        yield sew(front.inseam, back.inseam)
        seat = back.crotch + front.crotch
        yield sew(seat, other(seat))
        yield encase(self.waist_seam, between=band.seam)
        yield caught(shield.top, by=band.underlap)
        yield bag(band.end + band.top + band.tab_end + band.underlap)
        yield from self.legs_hemmed()
        yield hem(self.belt_loops.right, self.belt_loops.left, depth=LOOP), raw(self.belt_loops.end)
        yield lay(self.belt_loops, on=band, at="loop_back", sewn=self.belt_loops.begin)
        yield buttoned(over=band.end, under=band.underlap, count=1, diameter=15)

    def across_hip(self):
        """Half round the hip, with what the pocket completes where the front is cut away."""
        width = across(self.front, at="hip") + across(self.back, at="hip")
        if self.slanted and self.front.mouth.start.y < self.seat_level:
            width += (x_at(self.pocket_back.side.edge.reversed(), self.seat_level)
                      - x_at(self.front.mouth.edge.reversed(), self.seat_level))
        return width

    def finished(self):
        front, back = self.front, self.back
        hems = front.hem.length + back.hem.length
        yield measured("waist", self.waist_seam)
        yield measured("hip", 2 * self.across_hip())
        yield measured("thigh", across(front, at="thigh") + across(back, at="thigh"))
        yield measured("knee", hems if self.is_short else across(front, at="knee") + across(back, at="knee"))
        yield measured("leg_hem", hems)
        yield measured("inseam", front.inseam.part(None, "inseam_turn") if self.turn_ups else front.inseam)
        yield measured("crotch", front.fly.length + front.crotch.length + back.crotch.length)

    def wearing(self):
        hip   = self.middle.hip_girth
        back  = self.back.crotch.edge.curves[-1]
        forks = self.front_seat.x - self.front_fork.x + back.start.x - back.end.x
        yield passes("waist", self.waist_seam.length + 2 * self.front.fly.length, "hip girth", hip)
        yield passes("leg", self.front.hem + self.back.hem, "heel girth", self.thicker("heel_girth"))
        yield proportion("thigh width to thigh girth", self.thigh / self.thicker("thigh_girth"), 1.02, 1.75,
                         "Choose another ease, or measure the thigh again.")
        yield proportion("knee width to knee girth", self.knee / self.thicker("knee_girth"), 1.05, 2.6,
                         "Choose another width at the knee.")
        yield proportion("forks to hip girth", forks / hip, .15, .24, "Measure hip, thigh and crotch length again.")
        yield proportion("lean of the back rise, degrees", self.back_lean(self.back_up), 8, 20, "")
        yield proportion("side seam taken in at the waist, mm", self.side_intake, -75, 80,
                         "Measure waist and hip again, or choose another ease.")
        yield proportion("crotch line moved, mm", self.deeper, -30, 40,
                         "Measure the crotch length and the body rise again.")
