"""Circle skirt: a quarter, half, three-quarter or full circle; waistband, facing or elastic, pockets if wanted."""

from math import atan2, degrees, radians, sin

from mtmpattern.drafting import (
    Point, choice, edges, fold, intended, line, mm, once, other, percent, proportion, sew, solve, woven,
)

from mtmpattern.templates.blocks import (
    BELLY_FREE, HIP_FREE, TOP_HIP_FREE, ElasticWaist, SidePockets, Skirt, arc, zip_length,
)

CIRCLES = {"full": 360, "three-quarter": 270, "half": 180, "quarter": 90}  # degrees
PANEL_SEAMS = 45        # mm of allowances beside a panel (by eye)
RADIUS_WITHIN = 1.2     # factor of the radius of a level waist, within which that of a tilted one is sought


def arc_up_to(side, low):
    """The arc from the centre, x = 0 at the height ``low``, to a point at the side, square to the centre."""
    rise   = side.y - low
    radius = (side.x ** 2 + rise ** 2) / 2 / rise
    return arc(Point(0, low + radius), radius, 270, 270 + 2 * degrees(atan2(rise, side.x)))


class RingPockets(SidePockets):
    """Drawn upright, for the side is straight."""

    def mouth_on(self, panel): return line(Point(0, 0), Point(0, self.mouth))


class CircleSkirt(Skirt):
    name, version = "circle-skirt", "6"
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
    hem_depth = mm(5, 4, 12, "width of the narrow hem, turned twice")

    @property
    def hem_under(self): return self.hem_depth - 2        # so little that it lies flat at the edge of a circle

    @intended(note="from the waist seam to the hem, down the front")
    def length(self):
        """It hangs over the hips, and its hem ends as low as chosen."""
        over_hips = self.figure.way_over(self.middle.hip_girth, self.middle.waist_to_hip)
        return self.middle.waist_to_knee * self.to_knee + over_hips

    def outweighed(self):
        """A belly no larger than the waist asks for nothing."""
        yield from super().outweighed()
        if self.middle.belly_girth <= self.middle.waist_girth and not self.opened_for("belly"):
            yield "belly_girth"

    # ---- The circle: a ring between waist and hem; its radius follows from the waist, and no dart is needed -------
    @property
    def opens(self): return radians(CIRCLES[self.circle]) * self.figure.belly_down

    @once
    def closest(self):
        """The part of the body with the least room, the degrees that it needs, and how far it lies below the waist."""
        rooms  = {"hips": (self.middle.hip_girth + HIP_FREE, self.middle.waist_to_hip),
                  "top hip": (self.middle.top_hip_girth + TOP_HIP_FREE, self.figure.top_hip_down),
                  "widest place": (self.middle.max_hip_girth + BELLY_FREE, self.middle.waist_to_hip),
                  "belly": (self.middle.belly_girth + BELLY_FREE, self.figure.belly_down)}
        part, (room, down) = max(rooms.items(), key=lambda each: (each[1][0] - self.waist) / each[1][1])
        return part, degrees((room - self.waist) / down), down

    @once
    def turn(self):
        """Degrees of the circle, opened where a narrow one would leave no room for belly or hips."""
        wanted = CIRCLES[self.circle]
        part, needed, down = self.closest
        if needed > wanted:
            self.rescued(f"circle opened further for room over the {part}", radians(needed - wanted) * down)
        return max(wanted, needed)

    def opened_for(self, part):
        """Whether the circle is opened for this part of the body."""
        closest, needed, _ = self.closest
        return part == closest and needed > CIRCLES[self.circle]

    @property
    def waist_counts(self):   return True         # it also says how far the skirt hangs over the hips
    @property
    def widest_counts(self):  return self.opened_for("widest place")
    @property
    def top_hip_counts(self): return self.opened_for("top hip")
    @property
    def belly_lies(self):
        """Also where the waist is wider for the belly, or tilted by the way over it."""
        over = self.figure.way_over(self.middle.belly_girth, self.figure.belly_down)
        return (self.opened_for("belly") or self.waist > self.middle.waist_girth + self.waist_ease
                or over > max(self.figure.belly_raises, 0))

    @property
    def tilt(self):
        """How much higher the waist lies in front, and lower behind: over a belly, and into a sway back."""
        belly = max(self.figure.belly_raises, self.figure.way_over(self.middle.belly_girth, self.figure.belly_down))
        return (belly + self.figure.sway) / 2
    @property
    def raised(self): return self.tilt

    @once
    def radius(self):
        """The radius of the ring through the side seams; a tilted waist is not quite as long as its circle."""
        level = self.waist / radians(self.turn)
        if not self.tilt:
            return level
        return solve(lambda radius: 2 * sum(self.waist_arc(radius, up).length for up in (self.tilt, -self.tilt)),
                     self.waist, level / RADIUS_WITHIN, level * RADIUS_WITHIN, what="radius of the waist")

    # A quarter of the skirt: centre on x = 0, waist on y = 0, side on the right. The grain runs along the centre. Its
    # girths lie on rings and not level, so the panels state no heights of the body.
    def waist_arc(self, radius, up):
        """From the side to the centre, which lies ``up`` mm higher than on a level ring."""
        return arc_up_to(Point(0, radius).along(270 + self.turn / 4, radius), up).reversed()

    def ring(self, up=0):
        """The arcs of waist and hem, from side to centre and from centre to side."""
        middle, side = Point(0, self.radius), 270 + self.turn / 4
        return self.waist_arc(self.radius, up), arc(middle, self.radius + self.length, 270, side)

    def panel_width(self, quarters):
        """Across the grain, with allowances; beyond a quarter circle a panel does not get wider."""
        outer = self.radius + self.length + 2 * self.hem_depth
        return quarters * outer * sin(radians(min(self.turn / 4, 90))) + PANEL_SEAMS

    @property
    def on_fold(self):
        """Whether the front fits the cloth in one piece; otherwise it has a seam at the centre."""
        return not self.held("seam at the centre front", int(self.panel_width(2) > self.fabrics["shell"].width))

    def hip_on(self, side): return side.end.toward(side.start, self.middle.waist_to_hip)

    # ---- Panels ---------------------------------------------------------------------------------------------------
    def front_panel(self, shorter):
        waist, low = self.ring(self.tilt)
        side = line(low.end, waist.start)
        return edges(hem=low, side=side, waist=waist, centre=(fold if self.on_fold else line)(waist.end, low.start),
                     points={"hip": self.hip_on(side)})

    def back_panel(self, shorter):
        waist, low = self.ring(-self.tilt)
        side, top, middle = line(low.end, waist.start), waist.end, low.start
        zip_end = Point(0, -zip_length(self.waist, self.middle.hip_girth, self.middle.waist_to_hip, self.length,
                                       self.tilt))
        points  = {"hip": self.hip_on(side)}
        if self.pulled_on:
            centre = (fold if self.on_fold else line)(top, middle)
            return edges(hem=low, side=side, waist=waist, centre=centre, points=points)
        return edges(hem=low, side=side, waist=waist, opening=line(top, zip_end), centre=line(zip_end, middle),
                     points=points)

    def top_of(self, side, waist, centre, depth):                    # a ring again
        _, side, waist, centre = super().top_of(side, waist, centre, depth)
        low = arc_up_to(side.start, centre.end.y)
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

    # ---- What it measures: on rings -------------------------------------------------------------------------------
    def round_at(self, down):
        """The girth of the ring ``down`` mm below the waist."""
        waist = self.waist_seam.length
        return waist + (self.sweep - waist) * down / self.length

    def round_hip(self):    return self.round_at(self.middle.waist_to_hip)
    def round_widest(self): return self.round_hip()

    def wearing(self):
        yield from super().wearing()
        yield proportion("panel to the width of the cloth", self.panel_width(1) / self.fabrics["shell"].width, 0, 1,
                         "Choose less of a circle, a shorter skirt or wider cloth.")
