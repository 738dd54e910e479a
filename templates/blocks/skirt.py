"""Skirts of a front and a back.

The finish of the waist is in skirt_waist.py, pockets in skirt_pockets.py, the lining in skirt_lining.py.

Numbers were chosen by eye, or from skirts in shops, unless a source is named.
"""

from math import copysign
from typing import Any

from mtmpattern.drafting import (
    LEFT, Edge, Template, around, bound, curve, cut, ease, heading, hem, intended, measured, mm, once, other, passes,
    percent, piece, sew, shell, square_to, whole, zipped,
)

from .figure import BELLY_FREE, EASE_SPARE, HIP_FREE, WAIST_EASY, LowerFigure, apart, left_at
from .flowing import EVENLY, OFF_SQUARE, OTHER_SIDE, WaistWays, bends, flat_enough, same_side
from .limits import LOOSE_WAIST, TWICE, body_there, twice
from .skirt_darts import (
    DART_BELOW_BELLY, DART_TO_HIP, FRONT_DART_LONG, IN_BACK_DARTS, IN_FRONT_DARTS, LEAST_UNPLACED_DART, let_out,
)

# Room
SIDE_RISES = 1 / 3      # of what it takes in, the side rises at the waist (by eye)
BELLY_LEVEL_SPARE = 1.5 # mm of further room over a belly, whose level runs a little differently (by eye)
UNEVEN_HIPS_SPARE = 4   # mm of further room over a belly where the hips are uneven (by eye)
WHOLLY_LACKING = 8      # mm of room that half the front lacks, from which its darts end where that is needed (by eye)
OPENS_TO_BELLY = 70     # mm by which a skirt opens from waist to belly without looking forced (by eye)
OPENS_WITHIN = 60       # mm of way down from waist to belly, below which it opens by less (by eye)
RISE_AT_DARTS = .33     # of what the centre front rises, the waist rises at the front's darts (by eye)
LEAST_ON_BELLY = .28    # of waist to hip, a dart that ends on a belly of measured height is long at least (by eye)
LEAST_ON_UNPLACED = .4  # of waist to hip, `LEAST_UNPLACED_DART` is at most (by eye)
LEAST_WAIST_BEND = .6   # degrees that a waist bends at each end at least (by eye)
TOP_HIP_ROOM = 15       # mm that the skirt is wider than the top hip (by eye)

# Waist
DIP_PARTS = 48          # the back dips at the centre by one of so many parts of what is taken in, or less (by eye)
MOST_GATHERED = 1.4     # of what goes over the hips, a waist with elastic is wide at most
SKIRT_TO_FLOOR = 1.9    # of waist to knee, a skirt reaches the floor


class Skirt(Template):
    """A quarter is drafted: centre on x = 0, waist on y = 0, side on the right.

    A garment draws `front_panel` and `back_panel`, ``shorter`` by some mm than the skirt, and names its
    ``hem_depth``. Its blocks are called ``finish`` at the waist, ``pocket``, and ``inside`` where it has a lining.
    """

    needs     = ("waist_girth", "hip_girth", "max_hip_girth", "waist_to_hip", "waist_to_knee")
    estimable = ("max_hip_girth", "waist_to_hip", "waist_to_knee")
    openings  = ("waist", "hem")

    figure = LowerFigure()
    finish: Any                                                      # `WaistFinish` (skirt_waist.py)
    pocket: Any                                                      # `SidePockets` (skirt_pockets.py)

    waist_ease = mm(10, 0, 40, "room around the waist")
    to_knee    = percent(100, 60, 170, "length, part of waist to knee")
    hem_depth: float

    forward = 5             # mm by which the side seam lies before the middle of the hip (by eye; Aldrich 7.5)

    # ---- Intended measures; alterations are added here ------------------------------------------------------------
    @intended(note="round the waist, along the waist seam")
    def waist(self):
        return self.waist_over(self.middle.waist_girth)
    @intended(note="from the waist seam to the hem, down the front")
    def length(self): return self.middle.waist_to_knee * self.to_knee

    def waist_over(self, girth):
        """The waist for this girth of the body, wider for a belly."""
        chosen = girth + self.waist_ease
        over   = min(self.middle.belly_girth + BELLY_FREE + EASE_SPARE - self.opens, girth + WAIST_EASY)
        belly  = chosen + self.figure.belly_stands_out * max(over - chosen, 0)
        return max(belly, self.finish.least_waist)

    @property
    def opens(self):
        """How much it opens from the waist to the belly; less on a short way."""
        return OPENS_TO_BELLY * min(self.figure.belly_down / OPENS_WITHIN, 1)

    # ---- Room over a belly, which is all in front: the front gets wider, and its darts end on the belly -----------
    hip_ease: float

    @property
    def usual_hip(self):
        """What the hip needs, apart from a larger belly."""
        widest = self.middle.max_hip_girth if self.middle.belly_girth <= self.middle.hip_girth else 0
        return max(self.middle.hip_girth + self.hip_ease, widest + BELLY_FREE)

    @property
    def least_hip(self): return self.waist                           # a skirt hangs straight from a wider waist

    @property
    def hip_without_belly(self): return max(self.usual_hip, self.least_hip)

    @property
    def usual_taken(self):
        """How much half the skirt is taken in on the way from the hip to the waist, apart from a belly."""
        return (self.hip_without_belly - self.least_hip) / 2

    def opened_at(self, down):
        """How much wider than at the waist half the skirt usually is ``down`` mm below it."""
        return self.usual_taken * let_out(down, self.middle.waist_to_hip, self.usual_rises, self.darts_lower)

    @property
    def usual_rises(self): return SIDE_RISES * (1 - IN_FRONT_DARTS - IN_BACK_DARTS) / 2 * self.usual_taken

    @property
    def darts_lower(self):
        """How much lower than the waist at the side the darts usually begin."""
        return self.usual_rises / 2

    def lacking(self, girth, down):
        """How much too narrow half the skirt usually is for a girth ``down`` mm below the waist."""
        return max((girth + EASE_SPARE - self.waist) / 2 - self.opened_at(down), 0)

    @once
    def belly_and_top_hip(self):
        """How much half the front is too narrow for the belly and for the top hip."""
        body = self.middle
        free = BELLY_FREE + BELLY_LEVEL_SPARE + (0 if self.twin is self else UNEVEN_HIPS_SPARE)
        return (self.lacking(body.belly_girth + free, self.figure.belly_down),
                self.lacking(body.top_hip_girth + TOP_HIP_ROOM, self.figure.top_hip_down))

    @property
    def front_dart_length(self):
        """A dart that takes in the room for a belly ends on it; for a top hip, there; for little room, in between."""
        belly, top_hip = self.belly_and_top_hip
        long   = self.ends_on_belly
        longer = max(long, self.ends_at_top_hip) - long
        ends   = long + longer * min(max(top_hip - belly, 0) / WHOLLY_LACKING, 1)
        return FRONT_DART_LONG + (ends - FRONT_DART_LONG) * min(max(belly, top_hip) / WHOLLY_LACKING, 1)

    @property
    def ends_at_top_hip(self): return min(self.figure.top_hip_down, FRONT_DART_LONG)

    @property
    def ends_on_belly(self):
        """The length of a dart that ends on the belly, but no stub; the less so where its place was only estimated."""
        stub = LEAST_ON_BELLY * self.middle.waist_to_hip
        if self.middle.estimated("waist_to_belly"):
            stub = min(LEAST_UNPLACED_DART, LEAST_ON_UNPLACED * self.middle.waist_to_hip)
        return max(self.figure.belly_down + DART_BELOW_BELLY, stub)

    @once
    def over_belly(self):
        """How much wider half the front must be for belly and top hip; its darts take that in again at the waist.

        They open only as far as they end, so that a girth that lies higher needs more.
        """
        places = self.figure.belly_down, self.figure.top_hip_down
        return max(lacking * self.to_open(down) for lacking, down in zip(self.belly_and_top_hip, places, strict=True))

    def to_open(self, down):
        """How much more than a girth ``down`` mm below the waist needs front darts must take in: they end lower.

        Where the waist rises to the centre over a belly, they begin higher than at the side.
        """
        below = max(down - self.darts_lower, down / 2) + RISE_AT_DARTS * max(self.raised, 0)
        return max(self.front_dart_length / below, 1)

    @property
    def in_front(self):
        """How much wider than usual the hip is for the belly and the widest place, all of it in front."""
        return max(2 * self.over_belly, self.middle.max_hip_girth + BELLY_FREE - self.hip_without_belly, 0)

    @property
    def raised(self): return self.figure.belly_raises               # the centre front, on its way over a belly

    def on_side(self, down):
        """How far down something lies on the side that is drafted, where hips are uneven."""
        return down * self.body.waist_to_hip / self.middle.waist_to_hip

    # ---- What a garment draws, and may change ---------------------------------------------------------------------
    def front_panel(self, shorter): raise NotImplementedError
    def back_panel(self, shorter):  raise NotImplementedError
    def lining_vent(self, back):    return ()                        # what is done to a vent of the lining's back
    def top_of(self, side, waist, centre, depth):
        """The low edge, side, waist and centre of a facing, for a panel with this side, waist and centre."""
        return top_with_darts_closed(side, waist, centre, depth)
    @property
    def hem_under(self): return 0.0                                  # mm turned in once more at the hem

    @property
    def pulled_on(self): return self.finish.pulled_on                # whether it goes over the hips without a zip
    @property
    def lined(self):     return self.inside is not None and self.inside.lined

    def body_levels(self):
        """The heights of the body at which front and back lie."""
        return {"waist": 0, "belly": -self.on_side(self.figure.belly_down),
                "top hip": -self.on_side(self.figure.top_hip_down), "hip": -self.body.waist_to_hip,
                "knee": -self.body.waist_to_knee}

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="torso front", level="waist")
    def front(self): return self.pocket.divided(self.front_panel(0))

    @piece(cut(shell), on="torso back", level="waist", allowance={"centre": 20})     # the zip's runs on to the hem
    def back(self):  return self.pocket.divided(self.back_panel(0))

    inside: Any = None                                               # a garment with a lining has `SkirtLining` here

    @property
    def waist_seam(self): return whole(self.back.waist + self.front.waist)
    @property
    def sweep(self): return whole(self.back.hem + self.front.hem).length

    # ---- In order of work; darts are sewn first -------------------------------------------------------------------
    def making(self):
        yield from self.centre_back()
        yield from self.pocket.side_seams()
        if self.lined:
            yield from self.inside.making()
        yield from self.finish.making()
        yield hem(self.front.hem, self.back.hem, depth=self.hem_depth, under=self.hem_under)

    def centre_back(self):
        back = self.back
        if not self.pulled_on:
            yield sew(back.centre, other(back.centre))
            yield zipped(back.opening, other(back.opening))

    def finished(self):
        yield measured("waist", self.waist_seam)
        yield measured("length", self.front.centre.length - self.raised)
        yield from self.finish.finished()

    def bounds(self):
        """What customers may order, where the checks of fit and seams do not say so."""
        body, slides = self.middle, self.figure.girth_below(self.figure.top_hip_down)
        usual = self.waist_over(body.waist_girth)
        widest = max(slides, usual + LOOSE_WAIST, MOST_GATHERED * self.finish.least_waist)
        yield bound("waist", "it would slide down", least=body.waist_girth, most=widest,
                    short=body_there(body.waist_girth, 0))
        yield bound("length", "it would reach the floor", least=body.waist_to_hip,
                    most=SKIRT_TO_FLOOR * body.waist_to_knee, short="it would end above the hip")
        if "hip" in self.intentions():
            yield self.hip_bound()

    def hip_bound(self):
        """No narrower than the body with its ease there, nor than the waist from which it hangs."""
        girth = self.middle.hip_girth
        if girth + HIP_FREE > self.least_hip:
            return twice("hip", girth, HIP_FREE)
        return bound("hip", "it would be more than twice as wide as the body", least=self.least_hip, most=TWICE * girth,
                     short=f"it hangs from a waist of {self.waist:.0f} mm")

    def wearing(self):
        undone = self.waist_seam.length + (0 if self.pulled_on else 2 * self.back.opening.length)
        yield passes("waist", undone, "hip girth", self.middle.hip_girth)
        yield ease("waist", self.waist_seam, least=0)
        yield ease("belly", self.round_at(self.figure.belly_down), least=BELLY_FREE,
                   by=("waist", "hip", "waist_ease", "hip_ease"))
        yield ease("top hip", self.round_at(self.figure.top_hip_down), least=0, by=("hip", "hip_ease"))
        yield ease("hip", self.round_hip(), least=HIP_FREE)
        yield ease("hip", self.round_widest(), least=0, over="max_hip_girth")
        yield from self.finish.wearing()

    # ---- Measures that others outweigh ----------------------------------------------------------------------------
    @property
    def widest_counts(self):
        """Whether the hip is as wide as the widest place needs."""
        widest = self.middle.max_hip_girth + BELLY_FREE
        usual  = self.usual_hip == widest and self.usual_hip >= self.least_hip
        return usual or (self.in_front > 0 and self.in_front == widest - self.hip_without_belly)

    @property
    def top_hip_counts(self):
        """Whether it is the top hip for which the front is wider, or its darts are longer."""
        belly, top_hip = self.belly_and_top_hip
        wider = 0 < self.over_belly == top_hip * self.to_open(self.figure.top_hip_down)
        ends   = self.ends_at_top_hip == self.figure.top_hip_down > self.ends_on_belly
        longer = self.has_front_darts and top_hip > belly and (ends or top_hip < belly + WHOLLY_LACKING)
        placed = self.in_front > 0 and self.figure.belly_stands_out < 1      # it says where a belly may lie
        return (wider and self.in_front == 2 * self.over_belly) or longer or placed

    @property
    def has_front_darts(self): return bool(self.front.info.outline.edges["waist"].darts)

    @property
    def belly_lies(self):
        """Whether the front's darts end on the belly, or the room for it depends on where it lies."""
        belly, top_hip = self.belly_and_top_hip
        short = self.front_dart_length < DART_TO_HIP * self.middle.waist_to_hip
        there = top_hip < belly + WHOLLY_LACKING or self.ends_on_belly >= self.ends_at_top_hip
        ends  = self.has_front_darts and short and there
        room  = self.in_front == 2 * self.over_belly and not self.top_hip_counts
        return max(belly, top_hip) > 0 and (ends or (self.in_front > 0 and room))

    @property
    def waist_counts(self):
        """Whether the waist is as wide as the body's, and not as a belly or hips need."""
        girth = self.middle.waist_girth
        return self.waist_over(girth + 1) != self.waist_over(girth)

    def outweighed(self):
        if not self.waist_counts:
            yield "waist_girth"
        if not self.widest_counts:
            yield "max_hip_girth"
        if not self.top_hip_counts:
            yield from ("top_hip_girth", "waist_to_top_hip")
        if not self.belly_lies:
            yield "waist_to_belly"

    def waist_line(self, side, top, arrive=LEFT, darts=(), usual=None):
        """The waist from the side to the centre, square to both or nearly so, with its ``darts``.

        It bends to one side; to both where it rises to the centre over a belly. ``usual`` are the side and the top that
        decide which: a line that changed over while its side is sought would jump.
        """
        usual_side, usual_top = usual or (side, top)
        like = self.waist_ways(usual_side, usual_top, arrive, darts)
        ways = self.waist_ways(side, top, arrive, darts, like) if usual else like
        return curve(side.end, top, leave=ways.leave, arrive=ways.arrive, inflected=True).with_darts(darts)

    def waist_ways(self, side, top, arrive, darts, like=None):
        """The directions of the waist; it bends to the same sides as that which it should be ``like``."""
        square = arrive
        leave, way = square_to(side), heading(side.end, top)
        if way != leave:
            leave = max(leave, way + LEAST_WAIST_BEND)
        bends_twice = like.twice if like else top.y > side.end.y
        if bends_twice:
            arrive = max(arrive, way + LEAST_WAIST_BEND)
        elif way != arrive:
            arrive = min(arrive, way - LEAST_WAIST_BEND)
        first, last = bends(leave, way, arrive, darts)
        alike  = like.alike if like else first * last > 0
        if alike:                                                    # or it would bend too sharply at one end
            arrive = max(arrive + min(EVENLY * first - last, 0), min(arrive, square - OFF_SQUARE))
            first, last = bends(leave, way, arrive, darts)
            leave  = min(leave - min(EVENLY * last - first, 0), max(leave, square_to(side) + OFF_SQUARE))
        elif darts:                                                  # likewise, if closing them bent it to one side
            arrive += same_side(last, -copysign(1, first), OTHER_SIDE) - last
        if like and like.over:
            arrive = way + same_side(arrive - way, like.over)
        return WaistWays(leave, arrive, bends_twice, alike, (arrive > way) - (arrive < way))

    def round_hip(self):    return around(self.front, self.back, at="hip")
    # No skirt is narrower at the widest place, which lies lower, than at this point, however `round_hip` is measured.
    def round_widest(self): return around(self.front, self.back, at="hip")

    def round_at(self, down):
        """The girth as sewn ``down`` mm below the waist, darts closed."""
        front, back, down = self.front, self.back, self.on_side(down)
        sides  = [self.pocket.side_of(panel) for panel in (front, back)]
        level  = sides[0].end.y - down                               # it lies this far down the side
        centre = (back.centre if self.pulled_on else back.opening).edge
        darts  = left_at([*front.waist.darts, *back.waist.darts], level)
        return 2 * (apart(level, front.centre.edge, sides[0]) + apart(level, centre, sides[1]) - darts)


def top_with_darts_closed(side, waist, centre, depth):
    """The low edge, side, waist and centre of a facing, ``depth`` mm high, for a panel with these lines.

    The centre stays where it is. The darts are closed from the side inward, and what lies beyond each turns about its
    tip. The waist is then one smooth line, as it is when the panel is sewn.
    """
    foot, leave = side.at(side.length - depth), side.direction(side.length - depth)
    top, arrive, along = side.end, side.arriving, waist.leaving
    for dart in waist.darts:
        closing = heading(dart.point, dart.end) - heading(dart.point, dart.start)
        foot, top = foot.turned(dart.point, closing), top.turned(dart.point, closing)
        leave, arrive, along = leave + closing, arrive + closing, along + closing
    if waist.darts:                                                  # the very line of the panel, so that it is as long
        waist = curve(top, waist.end, leave=along, arrive=waist.arriving, inflected=True)
    return (flat_enough(centre.at(depth), foot, waist.arriving + 180, leave - 90),
            curve(foot, top, leave=leave, arrive=arrive, inflected=True), waist, Edge(centre.part(0, depth)))
