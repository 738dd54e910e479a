"""A-line skirt: darts closed into the flare, zip at the centre back or elastic, pockets and lining if wanted."""

from math import cos, radians, tan

from mtmpattern.drafting import (
    Point, around, curve, degrees, edges, fold, intended, line, measured, mm, once, percent, proportion, solve, woven,
)

from mtmpattern.templates.blocks import (
    DIP_PARTS, EASE_SPARE, HIP_FREE, IN_BACK_DARTS, IN_FRONT_DARTS, SIDE_RISES, ElasticWaist, SidePockets, Skirt,
    SkirtLining, level_hem, skirt_back_darts, skirt_front_darts, zip_length,
)

# By eye, and from skirts in shops.
SPREAD = 2 / 3          # of the flare is made by turning the side about the tip of a dart, the rest at the side seam
SLASH_IN = 1 / 8        # of the waist, the slash lies inside the side
SLASH_TIP = 1 / 2       # of the way to the hip, its tip lies down
DARTS_OF_LIFT = .6      # of what the spread lifts the side, the darts begin lower than it
HIP_DRAFTED = HIP_FREE + EASE_SPARE     # mm that the skirt is drafted wider than the hip at least
INTAKE_SOUGHT = -60, 120                # mm between which the intake of the side is sought
HEM_TO_HIP = 1, 2.6     # of the hip's width, the hem's, least and most


class ALineSkirt(Skirt):
    name, version = "a-line-skirt", "8"
    fabric   = woven(mass=(90, 400))
    fits     = {
        "gentle":  {"flare": 7, "hem_depth": 20},
        "regular": {},
        "swing":   {"flare": 19, "to_knee": 110, "hem_depth": 10},
    }

    # The blocks (blocks/skirt.py) bring waist and length, lining, the waist's finish and pockets, and their options.
    inside = SkirtLining()
    finish = ElasticWaist()
    pocket = SidePockets()

    hip_ease  = mm(50, 20, 160, "least room around the hip; flare from the waist gives more")
    to_knee   = percent(97, 60, 170, "length, part of waist to knee")
    flare     = degrees(12, 4, 24, "lean of the side seam; the darts close as it grows")
    hem_depth = mm(12, 8, 40, "cloth turned up at the hem; the more it flares the less lies flat")

    @intended(note="round the hip")
    def hip(self): return self.hip_without_belly + self.in_front

    @property
    def least_hip(self): return self.hanging_hip

    # ---- Slash and spread -----------------------------------------------------------------------------------------
    # A straight quarter, centre on x = 0, waist on y = 0, side on the right, is slashed from the hem to the tip of its
    # dart. The part at the side is turned about that tip: the hem opens and the dart closes. That makes two thirds of
    # the flare; one third is added at the side seam, below the hip.
    @property
    def spread(self): return self.flare * SPREAD

    def turned_side(self, width, hip_depth):
        """The hip and the waist of a straight quarter's side when the slash is spread."""
        tip = Point(width - SLASH_IN * self.waist, -SLASH_TIP * hip_depth)
        return Point(width, -hip_depth).turned(tip, self.spread), Point(width, 0).turned(tip, self.spread)

    def side(self, width, intake, length):
        """From hem to waist: straight to the hip, then it leans in, and the waist rises."""
        hip, top = self.turned_side(width, self.body.waist_to_hip)
        top = top.along(180 + self.spread, intake).along(90 + self.spread, SIDE_RISES * intake)
        lean = 90 + self.flare
        return (line(hip.along(lean + 180, length - self.body.waist_to_hip), hip)
                .then(curve(hip, top, leave=lean)))

    def hip_on(self, side):
        """The side seam at the height of the hip."""
        depth = self.body.waist_to_hip
        return side.start.along(side.leaving, (-depth - side.start.y) / cos(radians(self.flare)))

    def hanging_side(self, width, hip_depth):
        """The side of a skirt that falls straight from the waist."""
        hip, _ = self.turned_side(width, hip_depth)
        return line(hip, hip.along(90 + self.flare, hip_depth))


    def at_hip(self, hip_depth):
        """How much wider than the straight quarter the spread one is at the height of the hip."""
        side = self.hanging_side(0, hip_depth)
        return side.start.x + (side.start.y + hip_depth) * (side.start.x - side.end.x) / (side.end.y - side.start.y)

    @once
    def hanging_width(self):
        """The straight quarter of a skirt that falls straight from the waist."""
        depth = self.middle.waist_to_hip
        return solve(lambda w: 2 * self.waist_line(self.hanging_side(w, depth), Point(0, 0)).length, self.waist / 2,
                     self.waist / 8, self.waist / 2, what="skirt that falls straight from the waist")

    @property
    def hanging_hip(self):
        """What it measures at the hip by the flare alone."""
        return 4 * (self.hanging_width + self.at_hip(self.middle.waist_to_hip))

    # A hip that is wider than that is taken in: a part by the darts (blocks/skirt_darts.py), and the rest at the side.
    # The more the skirt flares, the less is left for the darts.
    @property
    def suppression(self): return max(self.hip - self.in_front - self.hanging_hip, 0)
    @property
    def darts_lower(self):                                           # the spread lifts the side
        return super().darts_lower + DARTS_OF_LIFT * self.lifted

    @property
    def usual_hip(self):
        """So far below the waist at the side, which the spread lifts, the skirt is a little narrower."""
        return max(super().usual_hip, self.middle.hip_girth + HIP_DRAFTED + 4 * self.lifted * tan(radians(self.flare)))

    @property
    def lifted(self):
        """How much higher than at the centre the spread makes the waist at the side."""
        _, top = self.turned_side(0, self.middle.waist_to_hip)
        return top.y

    def round_hip(self): return self.round_at(self.middle.waist_to_hip)

    def opened_at(self, down):                                       # by the flare, too
        top = self.hanging_side(self.hanging_width, self.middle.waist_to_hip).end
        return super().opened_at(down) + 2 * (top.x + down * tan(radians(self.flare))) - self.waist / 2

    # All the room for a belly is in front.
    @property
    def quarter(self): return (self.hip - self.in_front) / 4 - self.at_hip(self.body.waist_to_hip)
    @property
    def front_width(self): return self.quarter - self.forward + self.in_front / 2
    @property
    def back_width(self):  return self.quarter + self.forward

    # Which way the waists bend is decided with the usual intake of the side.
    def usual_side(self, width):
        return self.side(width, (1 - IN_FRONT_DARTS - IN_BACK_DARTS) / 4 * self.suppression, self.length)

    def front_waist(self, side):
        darts = skirt_front_darts(self, self.suppression / 2, self.body.waist_to_hip, self.in_front / 2,
                                  self.front_dart_length)
        top   = Point(0, self.raised)
        return self.waist_line(side, top, darts=darts, usual=(self.usual_side(self.front_width), top))

    @property
    def back_dip(self): return self.suppression / DIP_PARTS + self.figure.sway

    def back_waist(self, side):
        top = Point(0, -self.back_dip)
        return self.waist_line(side, top, usual=(self.usual_side(self.back_width), top),
                               darts=skirt_back_darts(self, self.suppression / 2, self.body.waist_to_hip))

    @once
    def side_intake(self):
        """The same on front and back, so that the side seams are one shape."""
        return solve(lambda x: (self.front_waist(self.side(self.front_width, x, self.length)).length
                                + self.back_waist(self.side(self.back_width, x, self.length)).length),
                     self.waist / 2, *INTAKE_SOUGHT, what="side seam at the waist")

    # ---- Panels ---------------------------------------------------------------------------------------------------
    def front_panel(self, shorter):
        length = self.length - shorter
        side   = self.side(self.front_width, self.side_intake, length)
        waist  = self.front_waist(side)
        middle = Point(0, -length)
        return edges(hem    = level_hem(line(middle, waist.end), side), side=side, waist=waist,
                     centre = fold(waist.end, middle),
                     points = {"hip": self.hip_on(side)},
                     levels = self.body_levels())

    def back_panel(self, shorter):
        length  = self.length - shorter
        side    = self.side(self.back_width, self.side_intake, length)
        waist   = self.back_waist(side)
        middle  = Point(0, -length)
        zip_end = Point(0, -zip_length(self.waist, self.middle.hip_girth, self.middle.waist_to_hip, self.length,
                                       -waist.end.y))
        low     = level_hem(line(middle, waist.end), side)
        points  = {"hip": self.hip_on(side)}
        if self.pulled_on:
            return edges(hem=low, side=side, waist=waist, centre=fold(waist.end, middle),
                         points=points, levels=self.body_levels())
        return edges(hem=low, side=side, waist=waist, opening=line(waist.end, zip_end), centre=line(zip_end, middle),
                     points=points, levels=self.body_levels())

    def finished(self):
        yield from super().finished()
        yield measured("hip", around(self.front, self.back, at="hip"))

    def wearing(self):
        yield from super().wearing()
        yield proportion("hem to hip", self.sweep / self.hip, *HEM_TO_HIP, "Choose another flare or length.")
