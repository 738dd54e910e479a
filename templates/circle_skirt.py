"""Circle skirt: a quarter, half, three-quarter or full circle; waistband, facing or elastic, pockets if wanted."""

from math import degrees, radians, sin

from mtmpattern.drafting import (
    Point, choice, edges, fold, line, mm, once, other, percent, proportion, sew, woven,
)

from mtmpattern.templates.blocks import ElasticWaist, SidePockets, Skirt, arc, zip_length

CIRCLES = {"full": 360, "three-quarter": 270, "half": 180, "quarter": 90}
SEAMS   = 45        # mm of allowances beside a panel (by eye)
HIP_FREE = 20       # mm that the skirt is wider than the hips, at the hip, at least (by eye)


class RingPockets(SidePockets):
    """Drawn upright, for the side is straight."""

    def mouth_on(self, panel): return line(Point(0, 0), Point(0, self.mouth))


class CircleSkirt(Skirt):
    name, version = "circle-skirt", "1"
    fabric   = woven(mass=(60, 320), default="poplin")
    fits     = {
        "full":          {},
        "three-quarter": {"circle": "three-quarter"},
        "half":          {"circle": "half", "to_knee": 110},
        "quarter":       {"circle": "quarter", "to_knee": 110},
    }

    # The blocks (blocks/skirt.py) bring waist and length, the waist's finish and pockets, and their options.
    finish = ElasticWaist()
    pocket = RingPockets()

    circle    = choice("full", "three-quarter", "half", "quarter", note="how much of a circle the skirt is")
    to_knee   = percent(95, 60, 170, "length, part of waist to knee")
    hem_depth = mm(6, 4, 12, "width of the narrow hem, turned twice")

    @property
    def hem_under(self): return self.hem_depth - 1

    # ---- The circle: a ring between waist and hem; its radius follows from the waist, and no dart is needed -------
    @once
    def turn(self):
        """Degrees of the circle, opened where the hips would not find room under a narrow one."""
        wanted = CIRCLES[self.circle]
        needed = degrees((self.middle.hip_girth + HIP_FREE - self.waist) / self.middle.waist_to_hip)
        if needed > wanted:
            self.rescued("circle opened further so that the hips have room, at the hip",
                         radians(needed - wanted) * self.middle.waist_to_hip)
        return max(wanted, needed)

    @property
    def radius(self): return self.waist / radians(self.turn)

    # A quarter of the skirt: centre on x = 0, waist on y = 0, side on the right. The grain runs along the centre. Its
    # girths lie on rings and not level, so the panels state no heights of the body.
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
        return not self.held("seam at the centre front", int(self.panel_width(2) > self.fabrics["shell"].width))

    def hip_on(self, side): return side.end.toward(side.start, self.middle.waist_to_hip)

    # ---- Panels ---------------------------------------------------------------------------------------------------
    def front_panel(self, shorter):
        waist, low = self.ring()
        side = line(low.end, waist.start)
        return edges(hem=low, side=side, waist=waist, centre=(fold if self.on_fold else line)(waist.end, low.start),
                     points={"hip": self.hip_on(side)})

    def back_panel(self, shorter):
        waist, low = self.ring()
        side, top, middle = line(low.end, waist.start), waist.end, low.start
        zip_end = Point(0, -zip_length(self.waist, self.middle.hip_girth, self.middle.waist_to_hip, self.length))
        points  = {"hip": self.hip_on(side)}
        if self.pulled_on:
            centre = (fold if self.on_fold else line)(top, middle)
            return edges(hem=low, side=side, waist=waist, centre=centre, points=points)
        return edges(hem=low, side=side, waist=waist, opening=line(top, zip_end), centre=line(zip_end, middle),
                     points=points)

    def top_of(self, side, waist, depth):                            # a ring again
        _, side, waist, centre = super().top_of(side, waist, depth)
        low = arc(Point(0, self.radius), self.radius + depth, 270, 270 + self.turn / 4)
        return low, line(low.end, side.end), waist, line(centre.start, low.start)

    # ---- In order of work -----------------------------------------------------------------------------------------
    def centre_back(self):
        front, back = self.front, self.back
        self.note("Stay-stitch the waist before it is sewn: it lies on the bias and stretches.")
        self.note("Let the skirt hang for a day and level its hem before turning it: on the bias it drops 5 to 25 mm.")
        self.note("The grain runs along the centre front and the centre back.")
        if not self.on_fold:
            yield sew(front.centre, other(front.centre))
            if self.pulled_on:
                yield sew(back.centre, other(back.centre))
        yield from super().centre_back()

    def wearing(self):
        yield from super().wearing()
        yield proportion("panel to the width of the cloth", self.panel_width(1) / self.fabrics["shell"].width, 0, 1,
                         "Choose less of a circle, a shorter skirt or wider cloth.")
