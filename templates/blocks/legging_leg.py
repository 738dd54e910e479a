"""The legs of leggings: one piece without a side seam, with one shape of inseam before and behind. `LeggingLeg`."""

from itertools import pairwise
from math import atan, degrees, radians, sin

from mtmpattern.drafting import Point, curve, once

from .legging_measures import LeggingMeasures


class LeggingLeg(LeggingMeasures):
    """The fork lies on y = 0, the leg's middle on x = 0, the front on the right."""

    def height(self, above_floor):
        """A height on the leg, shortened like the whole leg."""
        return (above_floor - self.middle.inside_leg) * (1 - self.shortening)

    def levels(self, body):
        """Heights and widths of the leg where it is measured, from the fork down."""
        knee = self.middle.knee_height
        return [(0, self.thigh),
                (self.height(knee), self.on_leg(body.knee_girth)),
                (self.height(.72 * knee), self.on_leg(body.calf_girth)),
                (self.height(.25 * knee), self.on_leg(body.ankle_girth))]

    def width_at(self, y):
        """The width of the leg at a height, straight from one measured place to the next."""
        levels = self.levels(self.body)
        for (high, above), (low, below) in pairwise(levels):
            if y >= low:
                return above + (below - above) * (high - y) / (high - low)
        return levels[-1][1]

    def drawn_levels(self):
        """Those that lie well above the hem."""
        levels = self.levels(self.body)
        return levels[:self.held("levels of the leg", sum(y > -.92 * self.inside_leg for y, _ in levels))]

    @once
    def fork_lean(self):
        """How much the inseam leans at the fork; the same on both legs, so that both crotch seams are one shape."""
        (_, thigh), (knee, width), *_ = self.levels(self.middle)
        mean = degrees(atan((thigh - width) / 2 / -knee))
        return min(1.2 * mean, max(.9 * mean, 22))                   # a full thigh stays full below the fork

    @once
    def slopes(self):
        """Of the inseam between one drawn level and the next, and above the hem."""
        places = [*self.drawn_levels(), (-self.inside_leg, self.hem_width)]
        return [(high[1] - low[1]) / 2 / (high[0] - low[0]) for high, low in pairwise(places)]

    @once
    def leans(self):
        """How much the inseam leans at the fork and at each drawn level below it."""
        leans = [self.fork_lean, *(self.between_slopes(a, b) for a, b in pairwise(self.slopes))]
        if len(leans) > 1:                                           # a little hollow below the knee, no angle at it
            leans[1] = max(leans[1], degrees(atan(.35 * self.slopes[0])))
        return leans

    @once
    def hem_lean(self):
        """How much it leans at the hem.

        A short leg is still tapering there, but less than above; a leg that leans more at the level above the hem than
        down to it ends upright.
        """
        lean = degrees(atan(self.slopes[-1]))
        return .75 * lean if len(self.slopes) == 1 else min(lean, max(2 * lean - self.leans[-1], 0))

    def foot(self, side):
        """Where the inseam meets the hem, which is an arc as long as intended."""
        lean  = radians(self.hem_lean)
        chord = self.hem_width * (sin(lean) / lean if lean else 1)
        return Point(side * chord / 2, -self.inside_leg)

    def inseam_line(self, side):
        """From the hem to the fork, on the front (``side`` 1) or the back (-1)."""
        stops = [*(Point(side * width / 2, y) for y, width in self.drawn_levels()), self.foot(side)]
        leans = [*self.leans, self.hem_lean]
        drawn = None
        for (low, leave), (high, arrive) in pairwise(reversed([*zip(stops, leans, strict=True)])):
            part  = curve(low, high, leave=90 - side * leave, arrive=90 - side * arrive, inflected=True)
            drawn = part if drawn is None else drawn.then(part)
        return drawn

    def between_slopes(self, above, below):
        """The lean where the leg changes its slope: none at its thinnest and thickest, and nearer to the flatter."""
        if above * below <= 0:
            return 0
        return degrees(atan(2 * above * below / (above + below)))
