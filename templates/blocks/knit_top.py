"""The half body of knit tops. Its upper part is drafted in knit_upper.py; sleeves stand in knit_sleeves.py, raglan.py.

Sources are named in brackets: "measured" is what pattern files of makers of knitwear say; "books" are drafting books;
"by eye" has no other source.
"""

from math import radians, tan
from typing import ClassVar

from mtmpattern.drafting import (
    RIGHT, Point, around, curve, cut, ease, edges, fold, heading, intended, knit, line, measured, mm, notion,
    once, percent, piece, proportion, shell, solve, whole,
)

from .flowing import evened, turned_by
from .hems import HAIR
from .limits import half_again, to_floor, twice, yielding
from .knit_upper import BALANCE, HINGE, KnitUpper

INSIDE_CENTRE = 10      # mm beside the centre, where a point is not on the centre line
PLUMB_ABOVE_CUFF = 10   # mm above a cuff that a sleeve's seam stands plumb, so that its edge is level
LEAST_LEAN_OUT = 1      # mm: a side that leans out less hangs straight down

# ---- Bust -----------------------------------------------------------------------------------------------------------
BUST_BELOW = 90         # mm below the underarm at least the front is fullest (by eye)
BUST_STEEP = 2.8        # times a bust's fullness below the underarm at least, so that the side does not jut (by eye)
BUST_KEPT = .7          # of the fullness of a bust, what the front keeps down to the hem (by eye)
BUST_LONGER = .35       # of the fullness of a bust the front's centre is longer (books: .6; a knit gives the rest)

# ---- Belly ----------------------------------------------------------------------------------------------------------
SOFT = .3               # of the bend over a belly or bust, what the side has again at its upper end (by eye)
ABOVE_HEM = 40          # mm that the belly is drafted above the hem at least (by eye)
WAIST_SPARE = 10        # mm that the front is drawn wider than the waist, where it would be narrower (half a tape's
#                         error)
OFF_BELLY = 20          # mm that the waist lies above the belly at least for that (by eye)
USUAL_BELLY = 40        # mm by which the belly is less than the mean of waist and hip on a flat figure (ANSUR II)
BELLY_LONGER = .2       # of a belly's excess over that, what the front's centre is longer (books: a quarter)
FLAT_BELLY = -5         # mm that the centre is longer over a flat belly at least (by eye)
MOST_LONGER = 45        # mm that it is longer over a belly at most, the bust included (by eye)

# ---- Hem ------------------------------------------------------------------------------------------------------------
HEM_EVENLY = .08        # of its bend at one end, what a hem has at the other at least (by eye)
HEM_OFF = 1.5           # degrees off square that it meets its side for that at most (by eye)
FOOT_WITHIN = 90        # mm above or below the hem's level, within which the foot of the front's side is sought
ARMHOLE_TO_CHEST = .34, .65             # least and most (measured: .43 to .52; children and wide fits go beyond)
BACK_LONGER = -60, 40   # mm that the back armhole is longer than the front's, less what the moved shoulder seam and the
#                         bust make (measured: -8 to 15 at the natural shoulder; a narrow front or back goes beyond)
SHOULDER_TAPE = 6       # mm wide (trade)
NECK_TAPE = 12          # mm wide (trade)
LONGER_WHERE_WIDER = .6                 # of what the front is wider at the underarm its armhole is longer (measured:
#                         .61)


class KnitTop(KnitUpper):
    """The half body, with its side on the right; its coordinates are those of `KnitUpper`.

    The back hangs straight from the underarm, out to the hip. The front has the room for bust and belly: its side
    is as long as the back's, its centre is longer. A neckband is a block under the name ``neck``; a garment without one
    says with ``band_opens`` how far its neckline opens when it is finished.
    """

    needs: ClassVar[tuple[str, ...]] = (
        *KnitUpper.needs, "waist_girth", "belly_girth", "hip_girth", "hps_to_bust", "back_waist_length",
        "waist_to_belly", "waist_to_hip", "sway_back")
    estimable: ClassVar[tuple[str, ...]] = (
        *KnitUpper.estimable, "belly_girth", "hps_to_bust", "back_waist_length", "waist_to_belly", "waist_to_hip",
        "sway_back")
    other_cloth = {"rib": knit(stretch=.6, mass=(150, 380), default="rib")}

    belly_ease  = mm(20, 0, 200, "least room around the belly")
    hip_ease    = mm(40, 10, 200, "least room around the hip")
    body_length = percent(40.5, 30, 55, "length down the centre back, part of the height")

    # ---- What a garment may change --------------------------------------------------------------------------------
    @property
    def deepest(self): return 0                   # mm by which an arm deepens the armhole at most
    def closed(self, side): return side           # the part of a side that is sewn to its mate
    @property
    def waist_rib(self): return 0                 # mm of the length that a rib below the hem takes
    @property
    def sleeve_turn(self): return PLUMB_ABOVE_CUFF       # mm turned up at hemmed sleeves

    # ---- Heights --------------------------------------------------------------------------------------------------
    @intended(note="down the centre back, from the neckline to the lower edge")
    def length(self):
        """A stoop makes the back longer, a sway back shorter."""
        return self.middle.height * self.body_length + BALANCE * self.middle.stoop - self.middle.sway_back

    @property
    def hem_level(self): return self.nape.y - self.length - self.middle.sway_back + self.waist_rib
    @property
    def waist_level(self): return self.nape.y - self.middle.back_waist_length
    @property
    def body_levels(self):
        """Where heights of the body lie, from the neck point or the nape down."""
        across = self.nape.y - self.middle.below_neck("across back")
        return {"neck point": 0, "across back": across, "across front": across,
                "chest": min(self.throat.y - self.body.hps_to_bust, self.armhole_level(self.deeper) - HAIR),
                "waist": self.waist_level, "belly": self.below_waist("belly"), "hip": self.below_waist("hip")}
    def below_waist(self, level): return self.waist_level - self.middle.below_waist(level)
    @property
    def belly_level(self): return max(self.below_waist("belly"), self.hem_level + ABOVE_HEM)
    def fullest_level(self, deeper):
        """Where the front is fullest: a hair below the underarm, or at the bust of a full figure."""
        top = self.armhole_level(deeper)
        if not self.fullness:
            return top - HAIR
        return min(self.throat.y - self.middle.hps_to_bust, top - max(BUST_BELOW, BUST_STEEP * self.fullness))

    # ---- Widths at the hem: half the back, half the front ---------------------------------------------------------
    def at_hem(self, top, width, level):
        """Half a width at the hem, where the side goes straight down from ``top`` and is ``width`` wide on a level."""
        underarm = self.armhole_level(0)
        return top + (width - top) * max((underarm - self.hem_level) / (underarm - level), 1)

    @property
    def hip_wanted(self): return self.middle.hip_girth + self.hip_ease
    @property
    def back_hip(self):  return max(self.back_width, self.hip_wanted / 4)
    @property
    def back_hem_wanted(self): return self.at_hem(self.back_width, self.back_hip, self.below_waist("hip"))

    def front_beside(self, girth, level):
        """Half of what a girth needs in front, beside the back as it hangs at this level."""
        down = (self.armhole_level(0) - level) / (self.armhole_level(0) - self.hem_level)
        return girth / 2 - self.back_width - (self.back_hem_wanted - self.back_width) * down

    @property
    def belly_front(self):
        """What belly and its ease need."""
        return self.front_beside(self.middle.belly_girth + self.belly_ease, self.belly_level)

    @property
    def waist_front(self):
        """What a waist needs that stands out before the sides."""
        return self.front_beside(self.middle.waist_girth + WAIST_SPARE, self.waist_level)

    @property
    def front_hip(self): return self.hip_wanted / 2 - self.back_hip

    @property
    def front_hem_wanted(self):
        """Below the belly it hangs straight, and below a full bust nearly so."""
        top    = self.front_width - self.fullness
        busted = top + BUST_KEPT * self.fullness
        hanging = max(self.belly_front, self.waist_front) if self.waist_level > self.belly_level else self.belly_front
        return max(busted, self.at_hem(top, max(top, self.front_hip), self.below_waist("hip")), hanging)

    @intended(note="round the hem; above the rib if there is one")
    def hip(self): return 2 * (self.back_hem_wanted + self.front_hem_wanted)

    @property
    def back_hem(self): return self.hip / 2 - self.front_hem
    @property
    def front_hem(self): return self.hip / 2 * self.front_hem_wanted / (self.back_hem_wanted + self.front_hem_wanted)

    @property
    def front_longer(self):
        """How much longer the front's centre is, over bust and belly."""
        middle = self.middle
        belly  = middle.belly_girth - (middle.waist_girth + middle.hip_girth) / 2 + USUAL_BELLY
        return yielding(BUST_LONGER * self.fullness + yielding(BELLY_LONGER * belly, FLAT_BELLY, MOST_LONGER),
                        FLAT_BELLY, MOST_LONGER)

    # ---- Sides and hems: the hem meets its centre and its side squarely -------------------------------------------
    def hem_line(self, middle, side):
        """It arrives a little off square where it would bend at one end alone, and so too sharply to be turned up."""
        way, square = heading(middle, side.start), side.leaving - 90
        bends, rest = turned_by(RIGHT, way), turned_by(way, square)
        off = min(max(evened(rest, bends, HEM_EVENLY) - rest, -HEM_OFF), HEM_OFF)
        return curve(middle, side.start, leave=RIGHT, arrive=square + off, inflected=True)

    def rise(self, foot, lean):
        """How much higher than its middle a hem ends that is square to a side which leans ``lean`` degrees."""
        return foot.x * tan(radians(lean) / 2)

    @property
    def back_middle(self): return Point(0, self.hem_level + self.middle.sway_back)

    @once
    def back_side(self):
        """Straight from the hem to the underarm."""
        underarm, plumb = self.back_half(self.deeper).underarm, Point(self.back_hem, self.hem_level)
        return line(plumb.up(self.rise(plumb, heading(underarm, plumb) - 270)), underarm)

    def front_side_to(self, foot, deeper):
        """From the foot over belly, waist and the fullest part of the bust to the underarm."""
        over = [Point(self.waist_front, self.waist_level)] if self.waisted(deeper) else []
        return self.side_over(foot, over, deeper)

    def side_over(self, foot, waist, deeper):
        """A front's side that is drawn out to the belly, and to the points of the waist, if any."""
        underarm = Point(self.front_width - self.fullness, self.armhole_level(deeper))
        bust  = Point(self.front_width, self.fullest_level(deeper))
        belly  = [Point(self.belly_front, self.belly_level)] if self.bellied else []
        places = [*belly, *waist, *([bust] if self.fullness else []), underarm]
        side = line(foot, places[0])
        for place in places[1:]:
            side = self.bent(side, place)
        return side

    def waisted(self, deeper):
        """Whether the waist stands out before a side that goes on from the belly."""
        below = self.belly_level + OFF_BELLY if self.bellied else self.hem_level + ABOVE_HEM
        if not below < self.waist_level < self.fullest_level(deeper) - ABOVE_HEM:
            return False
        side = self.side_over(Point(self.front_hem, self.hem_level), [], deeper)
        return self.waist_front > side.at_level(self.waist_level).x

    @property
    def bellied(self):
        """Whether the belly stands out before a side that goes straight down to the hem."""
        top   = Point(self.front_width - self.fullness, self.armhole_level(0))
        plumb = Point(self.front_hem_wanted, self.hem_level)
        above = self.fullest_level(self.deepest) - ABOVE_HEM
        return self.belly_level < above and self.belly_front > line(plumb, top).at_level(self.belly_level).x + 1

    def bent(self, side, end):
        """The side goes on to ``end``: it bends mostly where it begins, over the belly or the bust."""
        straight = heading(side.end, end)
        arrive = straight + SOFT * (straight - side.arriving)
        return side.then(curve(side.end, end, leave=side.arriving, arrive=arrive, inflected=True))

    @once
    def front_middle(self):
        """The foot of the front's centre: its hem ends as high as the back's, but it is longer.

        It is that of an armhole no deeper than the least: both sides share it, whatever their arms need.
        """
        back  = Point(self.back_hem, self.hem_level)
        side  = self.front_side_to(Point(self.front_hem, self.hem_level), 0)
        rises = (self.rise(back, heading(Point(self.back_width, self.armhole_level(0)), back) - 270)
                 - self.rise(side.start, side.leaving - 90))
        return Point(0, self.hem_level + rises - self.front_longer)

    @once
    def front_side(self):
        """Its foot lies so low that it is as long as the back's, and below a belly that it is drawn out to."""
        def side(y): return self.front_side_to(Point(self.front_hem, y), self.deeper)
        highest = self.hem_level + FOOT_WITHIN
        if self.bellied:
            highest = min(highest, self.belly_level - LEAST_LEAN_OUT)
        return side(solve(lambda y: side(y).length, self.back_side.length, self.hem_level - FOOT_WITHIN, highest,
                          what="foot of the front's side"))

    # ---- Lines of front and back ----------------------------------------------------------------------------------
    def half_body(self, upper, places, side, middle, centre=fold, opening=None, inner=None):
        *_, top = {**upper, **(opening or {})}.values()
        return edges(
            hem    = self.hem_line(middle, side),
            side   = side,
            **upper,
            **(opening or {}),
            centre = centre(top.end, middle),
            points = places,
            inner  = inner,
            levels = self.levels_above(max(middle.y, side.start.y) + HAIR) | {"armhole": side.end.y})

    def levels_above(self, hem): return {name: y for name, y in self.body_levels.items() if y > hem}

    def half_front(self, centre=fold, opening=None, inner=None, **places):
        """With ``centre=line`` it is not cut on the fold, but as a pair.

        ``opening`` are edges or a slit between neckline and centre; ``inner`` are lines, and ``places`` points on it.
        """
        upper, met = self.front_upper()
        places |= {"fullest": Point(INSIDE_CENTRE, self.fullest_level(self.deeper)), **met}
        return self.half_body(upper, places, self.front_side, self.front_middle, centre, opening, inner)

    def half_back(self):
        upper, met = self.back_upper()
        places = {"fullest": Point(INSIDE_CENTRE, self.back_side.end.y - HAIR), **met}
        return self.half_body(upper, places, self.back_side, self.back_middle)

    # ---- Pieces, and the seams round the garment ------------------------------------------------------------------
    @piece(cut(shell), on="torso front", level="neck point", allowance={"neckline": 7})
    def front(self): return self.half_front()

    @piece(cut(shell), on="torso back", level="neck point", allowance={"neckline": 7})
    def back(self):  return self.half_back()

    @property
    def half_neckline(self): return self.back.neckline + self.front.neckline
    @property
    def neck_seam(self):     return whole(self.half_neckline)
    @property
    def armhole_seam(self):  return self.front.armhole + self.back.armhole
    @property
    def half_hem(self):      return self.back.hem + self.front.hem
    @property
    def down_the_back(self): return self.back.centre

    def girth(self, at):
        """Round the garment at a level or point of front and back."""
        return around(self.front, self.back, at=at)

    @property
    def chest_open(self):
        """What a neckline that ends below the armholes leaves open between them."""
        level = self.fullest_level(self.deeper)
        return 2 * self.front_neck.at_level(level).x if level > self.front_neck.end.y else 0

    def notions(self):
        """Seams that would stretch in wear are taped: the shoulders, and the neck from shoulder to shoulder behind."""
        yield notion("shoulder tape", self.front.shoulder, count=2, length=self.front.shoulder, width=SHOULDER_TAPE)
        yield from self.neck_taped(whole(self.back.neckline))

    def neck_taped(self, seam): yield notion("neck tape", seam, length=seam, width=NECK_TAPE)

    def bounds(self):
        """What customers may order, where the checks of fit and seams do not say so."""
        body = self.middle
        yield half_again("chest", body.chest_girth)
        yield to_floor("length", body.height)
        if "hip" in self.intentions():
            yield twice("hip", max(body.hip_girth, body.belly_girth))

    def finished(self):
        yield measured("chest", self.girth("fullest") + self.chest_open)
        yield measured("hip", sum(half.info.edges["side"].start.x for piece in (self.front, self.back)
                                  for half in (piece, piece.other_side())))
        yield measured("length", self.down_the_back)

    def wearing(self):
        front, back = (each.length for each in self.armholes)
        moved = 2 * (self.forward + self.body.shoulder_forward + HINGE * self.middle.stoop)
        wider = LONGER_WHERE_WIDER * (self.front_width - self.fullness - self.back_width)
        yield self.eased_neck()
        yield from self.eased_across()
        yield from self.eased_round()
        yield proportion("armhole to chest", self.armhole / self.chest, *ARMHOLE_TO_CHEST,
                         "Choose another armhole ease; a child has a fit of its own.")
        yield proportion("back armhole less front armhole, mm", back - front - moved + wider, *BACK_LONGER,
                         "Look at the shoulder, across back and across front: one of them may be mistaken.")

    def eased_neck(self):
        """A neckline lies round the base of the neck."""
        return ease("neck", self.neck_seam, least=0, over="neck_base_girth", by=("neck_width", "neck_drop"))

    def eased_round(self):
        """Room round the body, at the levels that the cloth reaches."""
        yield ease("chest", self.girth("chest"), by=("chest_ease", "chest"),
                   least=min(0, self.room_for(self.middle.chest_girth)))
        for level, by in (("waist", ("belly_ease", "hip")), ("belly", ("belly_ease", "hip")),
                          ("hip", ("hip_ease", "hip"))):
            if level in self.front.info.outline.levels and level in self.back.info.outline.levels:
                yield ease(level, self.girth(level), least=0, by=by)

    def eased_across(self):
        """Room between the arms, behind and in front."""
        yield ease("across back", self.between_armholes(self.back), least=0, by=("across_ease",))
        yield ease("across front", self.between_armholes(self.front), least=0, by=("across_ease",))

    def between_armholes(self, piece):
        """The width of front or back where its armholes are hollowest, whatever the neckline leaves of it."""
        return sum(half.info.outline.points["pitch"].x for half in (piece, piece.other_side()))

    # ---- Measures that others outweigh ----------------------------------------------------------------------------
    @property
    def bust_point_counts(self):
        """Whether the front is fullest at the bust point, and not further below the underarm."""
        return bool(self.fullness) and self.fullest_level(self.deeper) == self.throat.y - self.middle.hps_to_bust

    @property
    def belly_counts(self):
        """Whether the sides are drawn out to the belly where it lies."""
        led_out = self.bellied or self.front_hem_wanted == self.belly_front
        return led_out and self.belly_level > self.hem_level + ABOVE_HEM

    @property
    def hip_counts(self):
        """Whether the sides lean out to the hip where it lies."""
        level = self.below_waist("hip")
        top   = self.front_width - self.fullness
        front = self.front_hip > top and self.front_hem_wanted == self.at_hem(top, self.front_hip, level)
        return level > self.hem_level and (front or self.back_hip > self.back_width)

    @property
    def depth_counts(self):
        """Whether the armhole is as deep as the body's, and not as the arm asks, or sides and shoulder rest on it."""
        if self.deeper in self.depth_limits or self.drop_wanted >= self.throat.y - self.lowest_neckline:
            return True
        leans  = not self.bellied and (bool(self.fullness) or abs(self.front_hem - self.front_width) > LEAST_LEAN_OUT)
        return leans or abs(self.back_hem - self.back_width) > LEAST_LEAN_OUT or self.hollow_counts

    @property
    def depth_limits(self):
        """What the armhole is deeper where the arm does not decide."""
        return 0, self.deepest

    def outweighed(self):
        """The depth of the armhole is often the arm's, and a straight side needs no levels."""
        yield from super().outweighed()
        if not self.bust_point_counts:
            yield "hps_to_bust"
        if not self.belly_counts:
            yield "waist_to_belly"
        if not self.hip_counts:
            yield "waist_to_hip"
        if not self.hip_counts and not self.belly_counts and not self.waisted(self.deeper):
            yield "back_waist_length"
        if not self.depth_counts:
            yield "scye_depth"
