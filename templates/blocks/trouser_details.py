"""What is sewn into trousers: pockets in front and back, the fly, turn-ups. All are blocks for a `TrouserBlock`.

Their sizes were chosen by eye and from garments in shops, unless a source is named.
"""

from math import radians, tan

from mtmpattern.drafting import (
    RIGHT, Block, Edge, Point, bag, between, caught, choice, curve, cut, dart, doubled, edges, fold, fusible, heading,
    hem, lay, line, mm, once, opened, piece, raw, sew, shell,
)

from .bands import doubled_band, strip
from .pocketing import POCKETING, mouth_taped
from .trouser_block import TrouserBlock

# Pockets at the side
SLANTS = 42         # mm by which a slant pocket cuts into the waist
BELOW  = 30         # mm below the waist a mouth in the side seam begins
OF_HAND, MOUTH_MORE = 1 / 2, 55         # a mouth: part of the hand's girth, and mm more (shops: 150 to 160)
MOUTH_ROUNDS = 3    # in which the place of its foot is corrected, to less than a millimetre
OFF_FORK = 25       # mm above the crotch line that a mouth ends at least
FACING = 45         # mm that the facings reach beyond the mouth
BAG_WIDE = 105      # the bag: mm along the waist ...
OFF_DART, OFF_FLY = 6, 50               # ... mm that it ends before a dart or pleat, or before the centre
HANGS, HANGS_MORE = .35, 65             # it hangs below the mouth: part of the hand's girth, and mm more (a cutter: 120
#                     to 150 mm) ...
OFF_HEM = 25        # ... and ends this many mm above the hem of shorts at least
BAG_IN, BAG_ROUND_FROM = 12, 60         # mm that its inside leans to the side, and above the bottom begins its round
BAG_AT_FOOT = 85    # mm that it reaches inward from the foot of the mouth at least
BAG_LOWEST = .45    # of the way from there to the side its lowest point lies
ROUND  = 8          # degrees off the mouth's line at which its round comes up to the foot of the mouth

# Pockets in the back
WELT_DOWN = 65      # mm that the pocket lies below the waist seam ...
WELT_HIGH = .55     # ... and this part of the way to the seat at most
WIDEST = 18         # mm: a dart that ends at a pocket is no wider
BACK_MORE_THAN_HAND = 35                # mm that a mouth is wider than half the hand's girth (a cutter: 130 to 140)
BACK_ROOM = .69     # ... but no more than this part of the back's waist
LIP = {"double": 5, "single": 12}                           # mm: height of a finished welt
WELT_BEYOND, BAG_BEYOND = 15, 20                            # mm that welts and bag reach beyond the mouth
STAY = 20           # mm that the stay reaches above and below the mouth
SHOWS = 20, 40      # mm that the facing reaches above and below the mouth
BAG_DEEP, BAG_DEEPEST = 1.1, 150                            # the bag below its mouth: of the mouth's width, and mm

# Fly
FLY    = 38         # mm: width of the fly facing
FLY_STRAIGHT = 35   # mm above the hip: from there the stitching runs straight
FLY_LEAST, FLY_MOST = 18, 45                                # mm that the fly runs into the crotch curve
FLY_FREE = 4        # mm that the opened waist is wider than the hips at least
FLY_TURN = 80       # degrees off the fly's line at which its stitching leaves the foot

# Turn-ups
OFF_TOP, LEAST_HEM = 5, 6                                   # mm: a hem ends this far below the turn-up's top; its least
TURN_UP_MOST = .4   # of the inseam, how much of a leg a turn-up covers


class FrontPockets(Block[TrouserBlock]):
    """Pockets in front, slant or in the side seam. Its ``waist`` is what they leave of the waist of the front.

    For a slant pocket the front is cut away from the waist to the side, and the back of the bag completes it. A pocket
    in the side seam has two bags of that shape, one sewn to the front and one to the back.
    """

    needs       = ("hand_girth",)
    estimable   = ("hand_girth",)
    other_cloth = POCKETING

    pockets = choice("slant", "side seam", "none", note="pockets in the front, or in the side seam below the waist")

    @property
    def slanted(self): return self.pockets == "slant"

    # ---- The mouth, and what it leaves of the front's side and waist ----------------------------------------------
    @once
    def mouth_foot(self):
        """How far along the side, from the hem up, the mouth ends: so that the hand goes in."""
        side = self.garment.sides.front
        long = OF_HAND * self.middle.hand_girth + MOUTH_MORE
        most = self.garment.waist_level - OFF_FORK
        if not self.slanted:
            return side.length - min(BELOW + long, most)
        down = (long ** 2 - SLANTS ** 2) ** .5
        for _ in range(MOUTH_ROUNDS):                                # side and waist do not meet squarely over a belly
            down += long - side.at(side.length - min(down, most)).distance(self.waist_at.end)
        return side.length - min(down, most)

    @property
    def side(self):
        """The side of the front up to the mouth of a slant pocket, or all of it."""
        return self.side_below if self.slanted else self.garment.sides.front
    @once
    def side_below(self): return Edge(self.garment.sides.front.part(0, self.mouth_foot))
    @once
    def side_at(self):
        whole = self.garment.sides.front
        return Edge(whole.part(self.mouth_foot, whole.length))

    def parted(self, whole):
        """The waist of the front: what a slant pocket cuts away, and what it leaves, with its dart."""
        return Edge(whole.part(0, SLANTS)), self.garment.sides.darted(Edge(whole.part(SLANTS, whole.length)))

    @once
    def waist(self):
        """What is left of the waist of the front; all of it where it is not cut away."""
        whole = self.garment.sides.front_waist
        return self.parted(whole)[1] if self.slanted else self.garment.sides.darted(whole)

    @once
    def waist_at(self):
        """The part of the waist that a slant pocket cuts away."""
        return Edge((self.garment.sides.front_waist if self.slanted else self.waist).part(0, SLANTS))

    @property
    def mouth(self): return line(self.side_below.end, self.waist_at.end)

    def points(self, side):
        """Where a mouth in the side seam begins and ends."""
        if self.pockets != "side seam":
            return {}
        return {"pocket_low": side.at(self.mouth_foot), "pocket_top": side.at(side.length - BELOW)}

    # ---- The bag --------------------------------------------------------------------------------------------------
    @once
    def bag_top(self):
        """How far the bag reaches along the waist beyond the mouth: to the dart or pleat, or nearly to the fly."""
        edge  = self.waist
        room  = edge.darts[0].intake.at * edge.length - OFF_DART if edge.darts else edge.length - OFF_FLY
        begin = 0 if self.slanted else SLANTS
        return Edge(edge.part(begin, min(room, begin + BAG_WIDE)))

    @once
    def bag_round(self):
        """From the waist down, round the bottom and up to the foot of the mouth."""
        top, foot = self.bag_top.end, self.side_below.end
        room      = foot.y - self.side_below.start.y - OFF_HEM
        low       = foot.down(min(HANGS * self.middle.hand_girth + HANGS_MORE, room))
        inside    = Point(min(top.x - BAG_IN, foot.x - BAG_AT_FOOT), low.y + BAG_ROUND_FROM)
        bottom    = Point(between(inside, low, BAG_LOWEST).x, low.y)
        return (line(top, inside).then(curve(inside, bottom, leave=heading(top, inside), arrive=RIGHT))
                .then(curve(bottom, foot, leave=RIGHT, arrive=heading(foot, self.waist_at.end) + ROUND)))

    @property
    def facing_foot(self):
        """How far a facing follows the bag's round: further where the mouth leans out over a belly."""
        return FACING + max(self.waist_at.end.x - self.side_below.end.x, 0)

    @once
    def beyond_mouth(self):
        """The line inside which the facings lie, from the waist to the bag's round."""
        return line(self.bag_top.at(FACING), self.foot_of_bag.start)

    @once
    def foot_of_bag(self):
        return Edge(self.bag_round.part(self.bag_round.length - self.facing_foot, self.bag_round.length))
    @once
    def top_of_bag(self): return Edge(self.bag_top.part(0, FACING))

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="leg front", level="crotch", unless=pockets.chosen("none"))
    def pocket_facing(self):                                         # what shows in the mouth
        return edges(side   = self.side_at,
                     waist  = self.waist_at,
                     top    = self.top_of_bag,
                     inside = self.beyond_mouth,
                     foot   = self.foot_of_bag)

    @piece(cut(shell), cut(fusible, trimmed=2), on="leg front", front=RIGHT, level="crotch",
           when=pockets.chosen("slant"))
    def mouth_facing(self):
        return edges(mouth  = self.mouth,
                     top    = self.top_of_bag,
                     inside = self.beyond_mouth,
                     foot   = self.foot_of_bag)

    def whole_bag(self, **inner):
        tops = ({"waist": self.waist_at, "top": self.bag_top} if self.slanted else
                {"top": self.waist_at.then(self.bag_top)})
        return edges(side=self.side_at, **tops, round=self.bag_round, inner=inner)

    @piece(cut("pocketing"), on="leg front", level="crotch", unless=pockets.chosen("none"))
    def pocket_back(self):                                           # completes a front that is cut away
        return self.whole_bag(facing=self.beyond_mouth)

    @piece(cut("pocketing"), on="leg front", front=RIGHT, level="crotch", unless=pockets.chosen("none"))
    def pocket_front(self):                                          # seen from inside, as it lies under the front
        if not self.slanted:
            return self.whole_bag()
        return edges(mouth = self.mouth,
                     top   = self.bag_top,
                     round = self.bag_round,
                     inner = {"facing": self.beyond_mouth})

    def completes(self, front, level):
        """How much wider the back of a slant pocket makes the front at a height."""
        if not self.slanted or front.mouth.start.y >= level:
            return 0
        return self.pocket_back.side.edge.at_level(level).x - front.mouth.edge.at_level(level).x

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self, front, back):
        """The bags, before the side seams."""
        if self.pockets == "none":
            return
        under, upper, facing = self.pocket_back, self.pocket_front, self.pocket_facing
        yield lay(facing, on=under, at="facing", sewn=facing.inside)
        if self.slanted:
            mouth = self.mouth_facing
            yield lay(mouth, on=upper, at="facing", sewn=mouth.inside)
            yield caught(mouth.mouth, by=front.mouth), sew(upper.mouth, front.mouth)
            yield caught(mouth.foot, by=upper.round), caught(mouth.top, by=upper.top)
        else:
            mouth_taped(self)
            long = self.side_at.length - BELOW
            yield sew(upper.side.first(long), front.side.part("pocket_low", "pocket_top"))
            yield sew(under.side.first(long), back.side.part("pocket_low", "pocket_top"))
            yield sew(upper.side.part(long, None), under.side.part(long, None))
        yield caught(facing.foot, by=under.round), sew(upper.round, under.round)
        yield caught(facing.top, by=under.top)
        yield sew(upper.top, under.top)                              # basted, then held by the waistband
        yield caught(facing.side, by=under.side)
        yield caught(facing.waist, by=under.waist if self.slanted else under.top)

    def side_seams(self, front, back):
        """Above and below a mouth that lies in them."""
        if self.pockets == "side seam":
            yield sew(front.part("pocket_top", None), back.part("pocket_top", None))
            yield sew(front.part(None, "pocket_low"), back.part(None, "pocket_low"))
        else:
            yield sew(front + self.pocket_back.side if self.slanted else front, back)


class WeltPockets(Block[TrouserBlock]):
    """Welt pockets in the back, whose darts end on their line.

    Their mouths are not cut at the table, but opened between the seams of the welts when these are sewn.
    """

    needs       = ("hand_girth",)
    estimable   = ("hand_girth",)
    other_cloth = POCKETING

    back_pockets = choice("none", "one", "two", note="welt pockets in the back; one is on the right")
    welts        = choice("double", "single", note="two narrow welts at the mouth of a back pocket, or one wide one")

    wanted   = back_pockets.chosen("one", "two")
    one_side = {"right": back_pockets.chosen("one")}

    @property
    def down(self):
        """How far below the waist seam the mouth lies."""
        return min(WELT_DOWN, WELT_HIGH * (self.garment.waist_level - self.garment.seat_level))

    def darts(self, usual):
        """As wide in all as the ``usual`` ones are without pockets, but short and narrow."""
        if self.back_pockets == "none" or not usual:
            return usual
        taken = sum(each.width for each in usual)
        many  = self.held("back darts at the pockets", int(-(-taken // WIDEST)))
        return [dart(taken / many, self.down, (i + 1) / (many + 1)) for i in range(many)]

    @property
    def mouth(self):
        """Its width: so that the hand goes in, but no wider than the back has room for."""
        width = OF_HAND * self.middle.hand_girth + BACK_MORE_THAN_HAND
        return min(width, BACK_ROOM * self.garment.sides.back_waist.length)

    @once
    def welt_line(self):
        """Along the waist, with its middle in the tip of the dart or between the tips of two."""
        waist = self.garment.sides.back_waist
        tips  = [each.point for each in waist.darts]
        if not tips:
            middle = waist.length / 2
            way    = waist.direction(middle)
            centre = waist.at(middle).along(way + 90, self.down)
        elif len(tips) == 1:
            centre, way = tips[0], heading(waist.darts[0].start, waist.darts[0].end)
        else:
            many = len(tips)
            centre, way = between(tips[(many - 1) // 2], tips[many // 2], 1 / 2), heading(tips[0], tips[-1])
        half = self.mouth / 2
        return line(centre.along(way + 180, half), centre.along(way, half))

    def lines(self): return {} if self.back_pockets == "none" else {"welt": self.welt_line}

    # ---- Pieces: strips and a bag, drawn level --------------------------------------------------------------------
    def folded_welt(self):
        """Folded lengthwise; its seam lies along the mouth."""
        return doubled_band(self.mouth + 2 * WELT_BEYOND, LIP[self.welts])

    @property
    def bag_width(self): return self.mouth + 2 * BAG_BEYOND

    def across_bag(self, top, low):
        """A part of the bag's width, from one height below the waist to another."""
        return strip(self.bag_width, low - top, ("low", "end", "top", "begin"), down=low)

    @piece(cut(shell), cut(fusible), on="leg back", when=wanted, only=one_side, grain="cross", allowance={"seam": 15})
    def welt(self): return self.folded_welt()                        # the lower one

    @piece(cut(shell), cut(fusible), on="leg back", when=wanted, unless=welts.chosen("single"), only=one_side,
           grain="cross", allowance={"seam": 15})
    def upper_welt(self): return self.folded_welt()

    @piece(cut(fusible, trimmed=0), on="leg back", when=wanted, only=one_side)
    def welt_stay(self):                                             # behind the mouth, so that its corners hold
        return self.across_bag(self.down - STAY, self.down + STAY)

    @piece(cut(shell), on="leg back", when=wanted, only=one_side, allowance={"begin": 6, "end": 6})
    def back_facing(self):                                           # what shows in the mouth
        return self.across_bag(self.down - SHOWS[0], self.down + SHOWS[1])

    @piece(cut("pocketing"), on="leg back", when=wanted, only=one_side)
    def back_bag(self):
        """Folded at its bottom; both layers reach up to the waist, and the mouth is cut through the outer one."""
        wide, low  = self.bag_width, self.down + min(BAG_DEEP * self.mouth, BAG_DEEPEST)
        upper, foot = SHOWS[0] - self.down, -SHOWS[1] - self.down
        return edges(bottom = doubled(Point(0, -low), Point(wide, -low)),
                     end    = line(Point(wide, -low), Point(wide, 0)),
                     top    = line(Point(wide, 0), Point(0, 0)),
                     begin  = line(Point(0, 0), Point(0, -low)),
                     inner  = {"facing": line(Point(0, upper), Point(wide, upper)),
                               "facing_foot": line(Point(0, foot), Point(wide, foot))})

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self, back):
        if self.back_pockets == "none":
            return
        stay, pocket, facing = self.welt_stay, self.back_bag, self.back_facing
        yield lay(stay, on=back, at="welt", sewn=stay.top)
        yield lay(facing, on=pocket, at="facing", sewn=facing.top)
        yield lay(facing, on=pocket, at="facing_foot", sewn=facing.low)
        yield lay(pocket, on=back, at="welt", sewn=pocket.top)       # basted to the waist, then held by the waistband
        for welt in [self.upper_welt, self.welt] if self.welts == "double" else [self.welt]:
            yield lay(welt, on=back, at="welt", sewn=welt.seam)
            yield raw(welt.begin, welt.end)                          # behind the mouth, held by its triangles
        yield opened(self.welt, on=back, at="welt")
        yield caught(facing.begin, by=pocket.begin), caught(facing.end, by=pocket.end)
        yield bag(pocket.begin), bag(pocket.end)


class Fly(Block[TrouserBlock]):
    """The lines of a fly: where the front closes, and where its facing is sewn down."""

    needs = ("hip_girth",)

    @once
    def foot(self):
        """How far the fly runs into the crotch curve: further where the hips are much wider than the waist."""
        rise   = self.garment.rise
        needed = (self.middle.hip_girth + FLY_FREE - self.garment.waist) / 2 - rise.front_top.distance(rise.front_seat)
        return min(max(needed, FLY_LEAST), FLY_MOST)

    @once
    def edge(self):
        """Down the centre front and a little into the crotch curve."""
        rise = self.garment.rise
        return line(rise.front_top, rise.front_seat).then(Edge(rise.front_curve.part(0, self.foot)))

    @property
    def crotch(self):
        """What the fly leaves of the crotch curve."""
        whole = self.garment.rise.front_curve
        return Edge(whole.part(self.foot, whole.length))

    def facing_waist(self, waist):
        """The last part of the front's waist."""
        return Edge(waist.part(waist.length - FLY, waist.length))

    def stitching(self, waist):
        """Round below, then up beside the fly to the waist of the front."""
        rise  = self.garment.rise
        way   = heading(rise.front_seat, rise.front_top)
        inner = rise.front_seat.along(way - 90, FLY).along(way, FLY_STRAIGHT)
        return (curve(self.edge.end, inner, leave=way - FLY_TURN, arrive=way)
                .then(line(inner, waist.at(waist.length - FLY))))


class TurnUps(Block[TrouserBlock]):
    """The cloth of a turn-up goes on below the leg: up on its outside, down again, and inside as a hem.

    On its way up it is the mirror image of the leg that it lies on, on its way down it is that leg again.
    """

    turn_ups = mm(0, 0, 50, "height of turn-ups at the hem, 0 for none")

    @property
    def straight_foot(self):
        """How much of the leg of shorts stands upright, for a turn-up to lie on it; its folds are straight."""
        return min(self.turn_ups, TURN_UP_MOST * self.garment.inseam)

    def top(self, seam):
        """Where the upper edge of the turn-up lies below the foot of a side or inseam that is drawn from there up."""
        foot = seam.start
        return Point(foot.x + self.turn_ups / tan(radians(seam.leaving)), foot.y - self.turn_ups)

    def added(self, seam):
        """A side or inseam, drawn from the hem up, with what the turn-up adds below it."""
        if not self.turn_ups:
            return seam
        foot, top = seam.start, self.top(seam)
        return line(foot.down(2 * self.turn_ups), top).then(line(top, foot)).then(seam)

    def points(self, name, seam):
        """Where both seams carry notches for the folds."""
        return {f"{name}_turn": seam.start, f"{name}_top": self.top(seam)} if self.turn_ups else {}

    def folds(self, inseam, side):
        """The foot of the leg, and the upper edge of the turn-up."""
        if not self.turn_ups:
            return {}
        return {"leg_foot":    fold(inseam.start, side.start),
                "turn_up_top": fold(self.top(inseam), self.top(side))}

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self, *hems, depth):
        """Hemmed inside the leg; under a turn-up the hem ends below its upper edge."""
        if self.turn_ups:
            depth = max(min(depth, self.turn_ups - OFF_TOP), LEAST_HEM)
        yield hem(*hems, depth=depth)
        if self.turn_ups:
            self.note("Turn-ups: hem the legs inside, fold them outward along leg_foot and down along turn_up_top, "
                      f"{self.turn_ups:.0f} mm above it; tack them at both seams.")
