"""Circle skirt: a quarter, half, three-quarter or full circle, with a waistband and a zip at the centre back."""

from math import degrees, radians, sin

from mtmpattern.drafting import (
    Point, Template, choice, cut, edges, fold, fusible, hem, intended, line, measured, mm, once, other, passes, percent,
    piece, proportion, sew, shell, whole, woven, zipped,
)
from mtmpattern.templates.blocks import arc, band_on, buttoned_waistband, zip_length

CIRCLES = {"full": 360, "three-quarter": 270, "half": 180, "quarter": 90}
SEAMS   = 45        # mm of allowances beside a panel


class CircleSkirt(Template):
    name, version = "circle-skirt", "1"
    needs     = ("waist_girth", "hip_girth", "waist_to_hip", "waist_to_knee")
    estimable = ("waist_to_hip", "waist_to_knee")
    fabric    = woven(mass=(60, 320), default="poplin")
    openings  = ("waist", "hem")
    fits      = {
        "full":          {},
        "three-quarter": {"circle": "three-quarter"},
        "half":          {"circle": "half", "to_knee": 110},
        "quarter":       {"circle": "quarter", "to_knee": 110},
    }

    circle      = choice("full", "three-quarter", "half", "quarter", note="how much of a circle the skirt is")
    waist_ease  = mm(10, 0, 40, "room around the waist")
    to_knee     = percent(95, 60, 170, "length, part of waist to knee")
    band_height = mm(35, 20, 60, "height of the finished waistband")
    underlap    = mm(30, 20, 50, "waistband under the button")
    hem_depth   = mm(6, 4, 12, "width of the narrow hem, turned twice")

    # ---- What the skirt shall measure; alterations are added here -------------------------------------------------
    @intended
    def waist(self):  return self.middle.waist_girth + self.waist_ease
    @intended
    def length(self): return self.middle.waist_to_knee * self.to_knee

    # ---- The circle: a ring between waist and hem; its radius follows from the waist, and no dart is needed -------
    @once
    def turn(self):
        """Degrees of the circle, opened where the hips would not find room under a narrow one."""
        wanted = CIRCLES[self.circle]
        needed = degrees((self.middle.hip_girth + 20 - self.waist) / self.middle.waist_to_hip)
        if needed > wanted:
            self.rescued("circle opened further so that the hips have room, at the hip",
                         radians(needed - wanted) * self.middle.waist_to_hip)
        return max(wanted, needed)

    @property
    def radius(self): return self.waist / radians(self.turn)

    # A quarter of the skirt: centre on x = 0, waist on y = 0, side on the right. The grain runs along the centre.
    def ring(self):
        """The arcs of waist and hem, from side to centre and from centre to side."""
        middle, side = Point(0, self.radius), 270 + self.turn / 4
        return (arc(middle, self.radius, 270, side).reversed(), arc(middle, self.radius + self.length, 270, side))

    def panel_width(self, quarters):
        """Across the grain, with allowances; beyond a quarter circle a panel does not get wider."""
        outer = self.radius + self.length + 2 * self.hem_depth
        return quarters * outer * sin(radians(min(self.turn / 4, 90))) + SEAMS

    @property
    def on_fold(self):
        """Whether the front fits the cloth in one piece; otherwise it has a seam at the centre."""
        return self.panel_width(2) <= self.fabrics["shell"].width

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="torso front")
    def front(self):
        waist, low = self.ring()
        centre = (fold if self.on_fold else line)(waist.end, low.start)
        return edges(hem=low, side=line(low.end, waist.start), waist=waist, centre=centre,
                     points={"hip": waist.start.toward(low.end, self.middle.waist_to_hip)})

    @piece(cut(shell), on="torso back", allowance={"centre": 20})    # the zip's allowance runs on down to the hem
    def back(self):
        waist, low = self.ring()
        zip_end = Point(0, -zip_length(self.waist, self.middle.hip_girth, self.middle.waist_to_hip, self.length))
        return edges(hem=low, side=line(low.end, waist.start), waist=waist,
                     opening = line(waist.end, zip_end),
                     centre  = line(zip_end, low.start),
                     points  = {"hip": waist.start.toward(low.end, self.middle.waist_to_hip)})

    @piece(cut(shell), cut(fusible, trimmed=2), on="waist", drawn="whole")
    def waistband(self):                                             # face up: right back at x = 0, underlap beyond it
        end = Point(whole(self.back.waist + self.front.waist).length, 0)
        return buttoned_waistband(Point(0, 0), end, self.band_height, self.underlap)

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back = self.front, self.back
        self.note("Stay-stitch the waist before it is sewn: it lies on the bias and stretches.")
        self.note("Let the skirt hang for a day and level its hem before turning it: on the bias it drops 5 to 25 mm.")
        self.note("The grain runs along the centre front and the centre back.")
        if not self.on_fold:
            yield sew(front.centre, other(front.centre))
        yield sew(back.centre, other(back.centre))
        yield zipped(back.opening, other(back.opening))
        yield sew(front.side, back.side)
        yield from band_on(self.waistband, whole(back.waist + front.waist))
        yield hem(front.hem, back.hem, depth=self.hem_depth, under=self.hem_depth - 1)

    def finished(self):
        yield measured("waist", whole(self.back.waist + self.front.waist))
        yield measured("length", self.front.centre)

    def wearing(self):
        undone = whole(self.back.waist + self.front.waist).length + 2 * self.back.opening.length
        yield passes("waist", undone, "hip girth", self.middle.hip_girth)
        yield proportion("panel to the width of the cloth", self.panel_width(1) / self.fabrics["shell"].width, 0, 1,
                         "Choose less of a circle, a shorter skirt or wider cloth.")
