"""Straight skirt: waist darts, waistband or facing, zip and vent at the centre back, pockets and lining if wanted."""

from mtmpattern.drafting import (
    DOWN, UP, Point, around, curve, cut, edges, fold, hem, intended, line, measured, mm, once, other, percent, piece,
    sew, shell, solve, woven, yes_no, zipped,
)

from mtmpattern.templates.blocks import (
    DIP_PARTS, IN_BACK_DARTS, IN_FRONT_DARTS, SIDE_RISES, SidePockets, Skirt, SkirtLining, WaistFinish, in_centre_back,
    skirt_back_darts, skirt_front_darts, stride, zip_length,
)

# By eye, and from skirts in shops.
VENT_WIDE = 40          # mm that the vent reaches beyond the centre
LEAST_VENT = 60         # mm that it is high at least
VENT_OFF_ZIP = 60       # mm that it begins below the zip at least
VENT_HEAD = 1 / 2       # of its width, its head slants down
VENT_HEM = 10           # mm turned in at its edge
DIP_OF_INTAKE = 1 / 4   # of what the side takes in, the back waist dips at the centre
STRAIGHT_ABOVE_HIP = 20 # mm above the hip, from where down the centre back is straight
MOST_SIDE_INTAKE = 90   # mm that the side takes in at most
NOTE_SHORT_STEP = 25    # mm from which a note says that a step is too short
NOTE_WIDER_HIP = 25     # mm from which a note says that the hip is wider than chosen


class StraightSkirt(Skirt):
    name, version = "straight-skirt", "8"
    fabric   = woven(mass=(150, 400))
    fits     = {
        "slim":    {"waist_ease": 5, "hip_ease": 30},
        "regular": {},
        "relaxed": {"waist_ease": 20, "hip_ease": 60},
    }

    # The blocks (blocks/skirt.py) bring waist and length, lining, the waist's finish and pockets, and their options.
    inside = SkirtLining()
    finish = WaistFinish()
    pocket = SidePockets()

    hip_ease    = mm(40, 20, 100, "room around the hip")
    vented      = yes_no(True, "a vent at the centre back, to walk in")
    vent_length = percent(28, 15, 45, "vent, part of the length")
    hem_depth   = mm(40, 20, 60, "cloth turned up at the hem")

    @intended(note="round the hip")
    def hip(self): return self.hip_without_belly + self.in_front

    @property
    def widens_hip(self):
        """The part of the body for which the hip is wider than chosen."""
        if self.widest_counts:
            return "widest place of the seat"
        if self.in_front:
            return "top hip" if self.top_hip_counts else "belly"
        return "waist"

    # ---- A quarter: centre on x = 0, waist on y = 0, side on the right --------------------------------------------
    # The darts take their part of hip less waist (blocks/skirt_darts.py); the side seam takes the rest. All the room
    # for a belly is in front.
    @property
    def front_width(self): return (self.hip - self.in_front) / 4 - self.forward + self.in_front / 2
    @property
    def back_width(self):  return (self.hip - self.in_front) / 4 + self.forward

    @property
    def taken(self): return (self.hip - self.in_front - self.waist) / 2
    @property
    def in_seam(self): return in_centre_back(self.figure.drop, self.taken)      # at the centre back

    def side(self, width, intake, hem_y):
        hip = Point(width, -self.body.waist_to_hip)
        return line(Point(width, hem_y), hip).then(curve(hip, Point(width - intake, SIDE_RISES * intake), leave=UP))

    # Which way the waists bend is decided with the usual intake.
    def front_waist(self, intake):
        side, usual = (self.side(self.front_width, each, -self.length) for each in (intake, self.usual_intake))
        top   = Point(0, self.raised)
        darts = skirt_front_darts(self, self.taken, self.body.waist_to_hip, self.in_front / 2, self.front_dart_length)
        return self.waist_line(side, top, darts=darts, usual=(usual, top))

    def back_waist(self, intake):                                    # dips a little at the centre, alike on uneven hips
        side, usual = (self.side(self.back_width, each, -self.length) for each in (intake, self.usual_intake))
        top, usual_top = self.back_top(intake), self.back_top(self.usual_intake)
        return self.waist_line(side, top, self.opening(top).leaving - 90, usual=(usual, usual_top),
                               darts=skirt_back_darts(self, self.taken, self.body.waist_to_hip, self.in_seam))

    def back_top(self, intake):
        """The centre back of the waist: lower on a sway back, and taken in where hip and waist differ much."""
        return Point(self.in_seam, -min(DIP_OF_INTAKE * intake, self.most_dip) - self.figure.sway)

    def opening(self, top):
        """The centre back from the waist to the foot of the zip; it is straight from just above the hip."""
        if not self.in_seam:
            return line(top, self.zip_end)
        straight = Point(0, max(self.zip_end.y, STRAIGHT_ABOVE_HIP - self.body.waist_to_hip))
        shaped   = curve(top, straight, arrive=DOWN)
        return shaped.then(line(straight, self.zip_end)) if straight.y > self.zip_end.y else shaped

    @property
    def usual_intake(self): return (1 - IN_FRONT_DARTS - IN_BACK_DARTS) / 2 * self.taken

    @once
    def side_intake(self):
        """The same on front and back, so that the side seams are one shape."""
        return solve(lambda x: self.front_waist(x).length + self.back_waist(x).length,
                     self.waist / 2, 0, MOST_SIDE_INTAKE, what="side seam at the waist")

    def front_panel(self, shorter):
        hem_y = shorter - self.length
        waist, side = self.front_waist(self.side_intake), self.side(self.front_width, self.side_intake, hem_y)
        middle = Point(0, hem_y)
        return edges(hem=line(middle, side.start), side=side, waist=waist, centre=fold(waist.end, middle),
                     points={"hip": Point(self.front_width, -self.body.waist_to_hip)}, levels=self.body_levels())

    @property
    def most_dip(self): return (self.hip - self.waist) / DIP_PARTS

    @property
    def zip_end(self):
        return Point(0, -zip_length(self.waist, self.middle.hip_girth, self.middle.waist_to_hip, self.length,
                                    self.most_dip + self.figure.sway))

    @once
    def vent_top(self):
        """Where the vent begins; None where there is none, or no room for one."""
        top = Point(0, min(-self.length * (1 - self.vent_length), self.zip_end.y - VENT_OFF_ZIP))
        if self.vented and self.length + top.y < LEAST_VENT:
            self.rescued("vent left out because there is no room for it below the zip",
                         LEAST_VENT - self.length - top.y)
            return None
        return top if self.vented else None

    def back_panel(self, shorter, vent=0):
        """With a vent of this width in mm; without one it is a slit, as in the lining."""
        hem_y = shorter - self.length
        waist, side = self.back_waist(self.side_intake), self.side(self.back_width, self.side_intake, hem_y)
        middle, top = Point(0, hem_y), self.vent_top
        low = middle.left(vent if top else 0)
        if not top:
            below, inner = {"centre": line(self.zip_end, middle)}, {}
        else:
            outer = top.left(vent).down(VENT_HEAD * vent)
            head  = {"vent_head": line(top, outer)} if vent else {}
            below = {"centre": line(self.zip_end, top), **head, "vent": line(outer, low)}
            inner = {"vent_fold": line(top, middle)} if vent else {}
        return edges(points={"hip": Point(self.back_width, -self.body.waist_to_hip)}, inner=inner,
                     levels=self.body_levels(), hem=line(low, side.start), side=side, waist=waist,
                     opening=self.opening(waist.end), **below)

    # The zip's allowance runs on down to the vent.
    @piece(cut(shell), on="torso back", level="waist", allowance={"centre": 20})
    def back(self): return self.pocket.divided(self.back_panel(0, VENT_WIDE))

    # ---- In order of work; darts are sewn and the band is fused first ---------------------------------------------
    def centre_back(self):
        back = self.back
        if not self.vent_top:
            yield from super().centre_back()
            return
        seam = back.centre + back.vent_head
        yield hem(back.vent, depth=VENT_HEM)
        yield sew(seam, other(seam), press="left over right")
        yield zipped(back.opening, other(back.opening))
        self.note("The vent closes left over right: on the left side it is turned in along its fold, under the hem.")

    def lining_vent(self, back):
        if self.vent_top:
            yield hem(back.vent, depth=VENT_HEM)

    def finished(self):
        yield from super().finished()
        yield measured("hip", around(self.front, self.back, at="hip"))

    def wearing(self):
        """A hem that is too narrow for a full step is only noted: the wearer may want it so."""
        yield from super().wearing()
        wider = self.hip_without_belly + self.in_front - self.middle.hip_girth - self.hip_ease
        if wider > NOTE_WIDER_HIP:
            self.note(f"The hip is {wider:.0f} mm wider than chosen, for room over the {self.widens_hip}.")
        to_hip = self.middle.waist_to_hip
        opens  = self.hip + (2 * self.back.vent.length if self.vent_top else 0)
        short  = stride(self.middle.hip_girth, self.length - to_hip, self.middle.waist_to_knee - to_hip) - opens
        if short > NOTE_SHORT_STEP:
            self.note(f"The hem opens about {short:.0f} mm less than a full step takes: choose "
                      f"{'a longer' if self.vented else 'a'} vent or a shorter skirt.")
