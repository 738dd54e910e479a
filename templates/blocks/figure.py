"""The figure below the waist, from waist to hip: its girths, its belly and the small of its back."""

from itertools import pairwise
from math import hypot, inf, tau
from typing import Any

from mtmpattern.drafting import Block, between

from .limits import gradually, yielding

LEAST_DOWN = .08        # of waist to hip, belly and top hip lie below the waist at least (by eye)
MOST_DOWN = .75         # of waist to hip, they lie below it at most (by eye)
WAY_OVER_BELLY = 20     # mm that the way from waist to top hip is larger where it reaches a belly (by eye)
BELLY_FREE = 10         # mm that a woven garment is wider than the belly at least (a cutter's figure)
TOP_HIP_FREE = 2        # mm that trousers and ring-shaped skirts are wider than the top hip at least (by eye)
HIP_FREE = 20           # mm that a woven garment is wider than the hip at least (a cutter's figure)
EASE_SPARE = 8          # mm drafted beyond a least ease, because lines run a little differently (by eye)
WAIST_EASY = 34         # mm that a waist seam is wider than the body there at most (a cutter: 40 when buttoned, and a
#                         button may move in its hole)
WAIST_EASIER = 39       # mm that it is wider at most where a belly lies just below it
RAISING_BELLY = .95     # of the hip, a belly that is larger raises the front, and a smaller one lowers it (belly rule)
RAISING_PARTS = 6       # the front is raised by one of so many parts of a belly's excess over that (belly rule)
TOP_HIP_ABOVE = 40      # mm that a top hip lies above a belly for both to count (by eye)
MOST_SWAY = 25          # mm by which a sway back lowers the centre back at most (alterations: 5 to 20)


class LowerFigure(Block[Any]):
    """The girths of a body between its waist and its hip, both sides alike."""

    needs     = ("waist_girth", "belly_girth", "top_hip_girth", "hip_girth", "max_hip_girth", "waist_to_belly",
                 "waist_to_top_hip", "waist_to_hip", "sway_back")
    estimable = ("belly_girth", "top_hip_girth", "max_hip_girth", "waist_to_belly", "waist_to_top_hip", "waist_to_hip",
                 "sway_back")

    @property
    def belly_down(self):
        """How far below the natural waist the belly is measured; above the hip, and well below the waist.

        Where that was estimated, a belly that does not stand out lies no higher than the straight way from waist to top
        hip reaches its girth.
        """
        usual = self._above_hip(self.middle.waist_to_belly)
        return usual + (1 - self.belly_stands_out) * max(self._belly_on_way - usual, 0)

    @property
    def belly_stands_out(self):
        """1 where the belly is larger than what lies round it, as far as its place is known, and 0 where it is not.

        Of a belly whose place was estimated that is known only if it is as large as the top hip.
        """
        body = self.middle
        if not body.estimated("waist_to_belly"):
            return 1
        return gradually(body.belly_girth, body.top_hip_girth - WAY_OVER_BELLY, body.top_hip_girth)

    @property
    def _belly_on_way(self):
        """Where the straight way from waist to top hip is so much larger than the belly that this cannot stand out."""
        body  = self.middle
        opens = body.top_hip_girth - body.waist_girth
        part  = (body.belly_girth + WAY_OVER_BELLY - body.waist_girth) / opens if opens > 0 else 0
        return min(part, 1) * self.top_hip_down

    @property
    def widest(self):
        """The girth of the widest place, where it was measured and no belly is part of it; else 0."""
        body = self.middle
        counts = not body.estimated("max_hip_girth") and body.belly_girth <= body.hip_girth
        return body.max_hip_girth if counts else 0

    @property
    def top_hip_down(self):
        """How far below it the top hip is measured."""
        return self._above_hip(self.middle.waist_to_top_hip)

    def _above_hip(self, down):
        return min(max(down, LEAST_DOWN * self.middle.waist_to_hip), MOST_DOWN * self.middle.waist_to_hip)

    def girth_below(self, down, over_waist=0, over_top_hip=0, belly=True):
        """The girth of the body ``down`` mm below the natural waist: as measured at waist, belly, top hip and hip.

        A belly that is less than the straight way from waist to top hip is ignored. To see what counts, waist and top
        hip may be taken some mm larger, and the belly left out.
        """
        body    = self.middle
        waist   = (0, body.waist_girth + over_waist)
        top_hip = (self.top_hip_down, body.top_hip_girth + over_top_hip)
        hip     = (body.waist_to_hip, body.hip_girth)
        without = girth_on([waist, top_hip, hip], down)
        if not belly:
            return without
        over = self.belly_down, body.belly_girth
        if over < top_hip:
            return max(girth_on([waist, over, top_hip, hip], down), without)
        passed = gradually(over[0] - top_hip[0], 0, TOP_HIP_ABOVE)      # a top hip just above it is no place of its own
        return (passed * max(girth_on([waist, top_hip, over, hip], down), without)
                + (1 - passed) * max(girth_on([waist, over, hip], down), without))

    def belly_counts(self, down):
        """Whether the girth ``down`` mm below the waist follows the belly."""
        return self.girth_below(down) != self.girth_below(down, belly=False)

    def top_hip_counts(self, down):
        """Whether the girth ``down`` mm below the waist follows the top hip."""
        return self.girth_below(down, over_top_hip=1) != self.girth_below(down)

    def waist_counts(self, down):
        """Whether it follows the waist."""
        return self.girth_below(down, over_waist=1) != self.girth_below(down)

    @property
    def drop(self):
        """The hip less the waist."""
        return self.middle.hip_girth - self.middle.waist_girth

    @property
    def belly_raises(self):
        """How much longer the centre front is on its way over a belly; over a flat one a little shorter."""
        return yielding((self.middle.belly_girth - RAISING_BELLY * self.middle.hip_girth) / RAISING_PARTS, 0, inf)

    def way_over(self, girth, down):
        """How much longer than straight down the way from the waist is, over a girth ``down`` below: as on a cone."""
        return hypot(down, max(girth - self.middle.waist_girth, 0) / tau) - down

    @property
    def sway(self):
        """How much lower the waist lies at the centre back of a sway back; on a flat back it lies higher."""
        return min(max(self.middle.sway_back, -MOST_SWAY), MOST_SWAY)


def girth_on(measured, down):
    """The girth at a depth, straight from one measured place to the next; ``measured`` are depths and girths."""
    down = min(max(down, 0), measured[-1][0])
    (high, above), (low, below) = next(pair for pair in pairwise(measured) if down <= pair[1][0])
    return above + (below - above) * (down - high) / (low - high)


def apart(level, centre, side):
    """How far a centre line and a side are apart at a height, or at their tops where the waist seam lies lower.

    A centre line that ends above that height runs straight down from there.
    """
    lowest = min(centre.start.y, centre.end.y)
    return (side.at_level(min(level, highest(side))).x
            - centre.at_level(max(min(level, highest(centre)), lowest)).x)


def highest(edge):
    """The height of the upper end of a centre line or side."""
    return max(edge.start.y, edge.end.y)


def left_of(darts, below):
    """What darts still take in ``below`` mm below the waist; pleats open at once."""
    return sum(each.width * max(1 - below / each.length, 0) for each in darts if each.tip)


def left_at(darts, level):
    """What drawn darts still take in at a height."""
    return sum(each.intake.width * min(max((level - each.point.y) / (between(each.start, each.end, 1 / 2).y
                                                                     - each.point.y), 0), 1) for each in darts)
