"""Front and back of a jumper, drafted for the body and on the stitch grid of its swatch: `JumperBody`.

Widths and depths are those of knit tops (knit_top.py, knit_upper.py); here they become whole stitches and courses.
Sources are named in brackets: "books" are books on knitwear design; "by eye" has no other source.
"""

from dataclasses import dataclass
from math import cos, floor, radians, sin

from mtmpattern.drafting import (
    LEFT, Point, between, choice, curve, dart, edges, fold, heading, knitted, line, measured, mm, once, passes, percent,
    piece, shell, swatch, whole,
)

from .knit_sleeves import SleevedTop
from .knit_top import ABOVE_HEM, BELLY_LONGER, BUST_LONGER, INSIDE_CENTRE, MOST_LONGER, USUAL_BELLY
from .knit_upper import BALANCE, HINGE, NAPE, NECK_FORWARD
from .necklines import back_neckline, round_neckline, v_neckline
from .raglan import BACK_SHARE, FRONT_SHARE
from .stitch_grid import stitch_grid

# ---- Armhole and shoulder -------------------------------------------------------------------------------------------
BOUND_OFF = .30         # of what an armhole goes in at the underarm is bound off at once (books: a quarter to a third)
LEAST_BOUND_OFF = 8     # mm bound off at an underarm at least (by eye)
ARMHOLE_OUT = 20        # mm that an armhole comes out again towards the shoulder at most (by eye)
NARROWEST = .52         # of the way down from the shoulder tip the armhole is narrowest (by eye)
LEAST_SHOULDER = 4      # stitches of a shoulder, and courses of its slope, at least
INSIDE_SIDE_STITCHES = 3                # stitches that a shoulder ends inside the side at least

# ---- Bust -----------------------------------------------------------------------------------------------------------
LEAST_BUST = 8          # mm: fewer of short rows under a bust are not worth their turns (books: half an inch)
TURNS_BELOW_ARM = 50    # mm below the underarm that short rows under a bust lie at least (by eye)
BUST_REACH = .62        # of half the front the short rows reach in from the side (by eye: not quite to the bust point)

# ---- Raglan ---------------------------------------------------------------------------------------------------------
NECK_BENDS = 3          # degrees that the neckline below a raglan seam bends at each end at least
LEAST_NECK = 4          # courses: a neckline that is shallower is bound off straight
RAGLAN_END = 2          # stitches that are left beside the neckline where a raglan seam ends (books)

HAIR = .02              # mm below a corner, where widths are measured


@dataclass(frozen=True)
class Panel:
    """One panel above its rib in stitches and mm: its width under the arms, its neck, its levels."""

    stitches: int
    neck: int
    neck_point: Point
    foot: Point         # of the neckline at the centre
    tip: Point
    pitch: Point
    underarm: Point
    flat: float         # mm bound off at the underarm

    @property
    def shoulder(self): return line(self.tip, self.neck_point)

    @property
    def inside(self): return self.underarm.left(self.flat)


class JumperBody(SleevedTop):
    """Half a front and half a back, with their ribs; the centre on x = 0, the neck point on y = 0.

    Every corner lies on a whole stitch and a whole course. Front and back have the same courses and the same shaping at
    the sides, so that they are sewn together course by course; so are raglans. Where a bust needs a longer front, it
    gets short rows, which are drawn as a dart.
    """

    fabric = swatch(mass=(120, 1200), stretch=.15, default="merino-kniterate")
    other_cloth = {}

    sleeves  = choice("set-in", "raglan", note="sleeves set into an armhole, or raglan sleeves up to the neckline")
    neckline = choice("crew", "V", note="a round neck, or a V")

    chest_ease    = percent(10, 0, 40, "room around the chest, part of the chest girth, up to 1100 mm of it")
    hip_ease      = mm(30, 10, 200, "least room around the hip above the rib")
    belly_ease    = mm(30, 0, 200, "least room around the belly")
    body_length   = percent(39, 28, 60, "length down the centre back with its rib, part of the height")
    neck_width    = mm(20, 5, 60, "neckline wider than the neck, at each side")
    neck_drop     = mm(95, 60, 140, "round neckline below the neck point, for a neck of 400; it grows with the neck")
    v_drop        = mm(190, 120, 280, "point of a V below the neck point, for a neck of 400; it grows with the neck")
    shoulder_ease = mm(6, -15, 60, "shoulder seam beyond the shoulder bone")
    across_ease   = mm(3, 0, 40, "half the back and half the front wider than the body where the armhole is "
                                 "narrowest; whole stitches")
    forward       = mm(8, 0, 20, "shoulder seam moved to the front")
    armhole_ease  = mm(24, 5, 120, "armhole deeper than the armpit at least; the arm makes it deeper")
    rib_height    = mm(60, 10, 120, "height of the rib at the waist")

    @property
    def raglan(self): return self.sleeves == "raglan"

    @once
    def grid(self): return stitch_grid(self.fabrics["shell"])

    # ---- What a knit top needs of its garments --------------------------------------------------------------------
    @property
    def waist_rib(self): return self.grid.ribbed(self.rib_courses)
    @property
    def fullness(self):  return 0                 # the whole width of the bust lies at the underarm: a knit gives
    @property
    def front_longer(self):
        """Over a bust and a belly, as in other knit tops."""
        middle = self.middle
        belly  = middle.belly_girth - (middle.waist_girth + middle.hip_girth) / 2 + USUAL_BELLY
        return min(BUST_LONGER * super().fullness + max(BELLY_LONGER * belly, 0), MOST_LONGER)

    @property
    def slope(self):     return max(self.middle.shoulder_slope - 5, 8)
    @property
    def bone(self):
        across = self.middle.shoulder_length * cos(radians(self.middle.shoulder_slope))
        return self.middle.neck_base_girth / 6 + across

    @property
    def tip_forward(self): return self.middle.shoulder_forward - HINGE * self.middle.stoop
    @property
    def body_levels(self):
        """The chest lies no higher than the underarm."""
        levels = super().body_levels
        return levels | {"chest": min(levels["chest"], self.underarm_level - HAIR)}

    @once
    def front_drop(self):
        """A V ends above the bust; a round neck above the armholes."""
        if self.neckline == "crew":
            return super().front_drop
        wanted  = self.v_drop * self.middle.neck_base_girth / 400
        deepest = self.throat.y - self.armhole_level(0) + .25 * self.middle.scye_depth
        if wanted > deepest:
            self.rescued("point of the V raised to the chest", wanted - deepest)
        return min(wanted, deepest)

    def front_neckline(self, neck, slope):
        drawn = round_neckline if self.neckline == "crew" else v_neckline
        return drawn(neck, self.neck_front, slope)

    # ---- Stitches -------------------------------------------------------------------------------------------------
    @once
    def stitches_round(self): return self.grid.stitches(self.chest)
    @once
    def back_stitches(self):  return self.grid.stitches(2 * self.back_width)
    @property
    def front_stitches(self): return self.stitches_round - self.back_stitches

    @once
    def shoulder_stitches(self):
        """A broad shoulder ends where its armhole, which comes out little, leads to it."""
        narrow = min(self.back_stitches - self.neck_stitches(1), self.front_stitches - self.neck_stitches(-1))
        wanted = self.grid.stitches(self.shoulder * cos(radians(self.slope)))
        over   = floor((self.half_across_back + ARMHOLE_OUT) / self.grid.width - self.neck_stitches(1) / 2)
        return max(min(wanted, over, narrow // 2 - INSIDE_SIDE_STITCHES), LEAST_SHOULDER)

    def shoulder_courses(self, way):
        """Even, for a short row goes there and back; a tip that lies forward falls more in front, and less behind."""
        falls = self.shoulder * sin(radians(self.slope)) - way * self.tip_forward
        return max(2 * self.grid.courses(falls / 2), LEAST_SHOULDER)

    def neck_stitches(self, way):
        """The neck of the back (1) or the front (-1), narrower in front where the shoulder lies forward; rounded up."""
        mate = self.back_stitches if way > 0 else self.front_stitches
        return self.grid.paired_up(2 * (self.half_neck + way * NECK_FORWARD * self.forward), mate, self.grid.width)

    @once
    def widened(self):
        """Stitches by which each side of a panel is wider at its rib than under the arms, for hip and belly."""
        if self.hip_wanted_at_hem <= self.chest:
            return 0
        more = self.grid.stitches(self.hip_wanted_at_hem) - self.stitches_round
        return max(-(-more // 4), 0)

    @property
    def hip_wanted_at_hem(self):
        """Round the top of the rib, so that a straight side leaves room for hip and belly on its way there."""
        belly = self.middle.belly_girth + self.belly_ease
        return max(self.at_hem(self.chest, self.hip_wanted, self.below_waist("hip")),
                   self.at_hem(self.chest, belly, self.belly_level))

    @property
    def hip(self): return self.grid.across(self.stitches_round + 4 * self.widened)

    # ---- Courses --------------------------------------------------------------------------------------------------
    @once
    def rib_courses(self): return self.grid.rib_courses(self.rib_height)

    @once
    def bust_courses(self):
        """Short rows that make the front's centre longer than its sides, even for a turn at each end."""
        courses = 2 * self.grid.courses(max(self.front_longer, 0) / 2)
        return courses if self.grid.up(courses) >= LEAST_BUST else 0

    @property
    def underarm_level(self): return self.grid.level(self.armhole_level(self.deeper))

    @once
    def rib_top(self):
        """The level at which the ribs of back and sides end."""
        nape = self.panel_back.foot.y
        return nape - self.grid.up(self.grid.courses(self.length - self.waist_rib))

    # ---- Panels ---------------------------------------------------------------------------------------------------
    def panel(self, way, stitches, foot_y):
        grid, neck = self.grid, self.neck_stitches(way)
        top   = grid.level(way * (BALANCE * self.middle.stoop + self.forward))
        point = Point(grid.across(neck) / 2, top)
        tip   = point.right(grid.across(self.shoulder_stitches)).down(grid.up(self.shoulder_courses(way)))
        under = Point(grid.across(stitches) / 2, self.underarm_level)
        inner = self.half_across_back if way > 0 else self.half_across_front
        out   = max(min(floor((tip.x - inner) / grid.width), grid.stitches(ARMHOLE_OUT)), 0)
        pitch = Point(tip.x - grid.across(out), grid.level(between(tip, under, NARROWEST).y))
        return Panel(stitches, neck, point, Point(0, grid.level(foot_y)), tip, pitch, under, self.flat)

    @once
    def flat(self):
        """Bound off at each side of an underarm, the same on body and sleeves."""
        tip = self.grid.across(self.neck_stitches(1) / 2 + self.shoulder_stitches)
        goes_in = self.grid.across(min(self.back_stitches, self.front_stitches)) / 2 - tip
        return self.grid.across(max(self.grid.stitches(max(BOUND_OFF * goes_in, LEAST_BOUND_OFF)), 2))

    @once
    def panel_back(self): return self.panel(1, self.back_stitches, BALANCE * self.middle.stoop - NAPE)

    @once
    def panel_front(self): return self.panel(-1, self.front_stitches, self.neck_front.y)

    def back_neck_drawn(self):
        return back_neckline(self.panel_back.neck_point, self.panel_back.foot, self.slope)

    def front_neck_drawn(self):
        drawn = round_neckline if self.neckline == "crew" else v_neckline
        return drawn(self.panel_front.neck_point, self.panel_front.foot, self.slope)

    def stitched_armhole(self, panel):
        """Bound off, then narrowed in a hollow curve, then straight to the shoulder."""
        return (line(panel.underarm, panel.inside)
                .then(curve(panel.inside, panel.pitch, leave=LEFT, arrive=heading(panel.pitch, panel.tip)))
                .then(line(panel.pitch, panel.tip)))

    @once
    def armholes(self):
        return tuple(self.stitched_armhole(panel) for panel in (self.panel_front, self.panel_back))

    @property
    def armhole_depth(self): return self.panel_back.tip.y - self.underarm_level

    # ---- Raglan: up to a place on the neckline that is a whole stitch and a whole course ---------------------------
    def raglan_top(self, neck, share, panel):
        at = neck.at(share * neck.length)
        half = self.grid.paired(2 * at.x, panel.stitches) / 2
        high = self.grid.level(at.y)
        shallow = high - panel.foot.y < self.grid.up(LEAST_NECK)
        return Point(self.grid.across(half), panel.foot.y if shallow else high)

    @once
    def raglan_tops(self):
        """Where the raglan seams end, in front and in back."""
        return (self.raglan_top(self.front_neck_drawn(), FRONT_SHARE, self.panel_front),
                self.raglan_top(self.back_neck_drawn(), BACK_SHARE, self.panel_back))

    def raglan_seam(self, panel, top):
        """From the underarm in over the stitches bound off there, then straight to its upper end."""
        return line(panel.underarm, panel.inside).then(line(panel.inside, top))

    # ---- Lines of front and back ----------------------------------------------------------------------------------
    def upper(self, panel, neck, share, top):
        """The edges from the side up and round to the centre."""
        if not self.raglan:
            return {"armhole": self.stitched_armhole(panel), "shoulder": panel.shoulder, "neckline": neck}
        if top.y == panel.foot.y:
            return {"raglan": self.raglan_seam(panel, top),
                    "neckline": line(top, panel.foot)}
        inner = top.left(self.grid.across(RAGLAN_END))
        straight = heading(inner, panel.foot)
        leave = max(neck.direction(share * neck.length), straight + NECK_BENDS)
        below = curve(inner, panel.foot, leave=leave, arrive=min(neck.arriving, straight - NECK_BENDS))
        return {"raglan": self.raglan_seam(panel, top),
                "neckline": line(top, inner).then(below)}

    def front_upper(self):
        return self.upper(self.panel_front, self.front_neck_drawn(), FRONT_SHARE, self.raglan_tops[0])
    def back_upper(self):
        return self.upper(self.panel_back, self.back_neck_drawn(), BACK_SHARE, self.raglan_tops[1])

    @property
    def neck_over_sleeve(self):
        """How much of the neckline lies on a raglan sleeve."""
        return FRONT_SHARE * self.front_neck_drawn().length + BACK_SHARE * self.back_neck_drawn().length

    def side(self, panel):
        """Out by the same stitches in the same courses on front and back."""
        low = Point(panel.underarm.x + self.grid.across(self.widened), self.rib_top)
        return line(low.down(self.waist_rib), low).then(line(low, panel.underarm))

    def busted_side(self, panel):
        """The same with short rows under the bust: they are drawn as a dart, and the side waits meanwhile."""
        longer = self.grid.up(self.bust_courses)
        bust = min(self.grid.level(self.throat.y - self.middle.hps_to_bust),
                   self.grid.level(panel.underarm.y - TURNS_BELOW_ARM))
        low  = Point(panel.underarm.x + self.grid.across(self.widened), self.rib_top - longer)
        at   = line(low.up(longer), panel.underarm).at_level(bust)
        below = line(low.down(self.waist_rib), low).then(line(low, at.down(longer)))
        whole_side = below.then(line(at.down(longer), at)).then(line(at, panel.underarm))
        share = below.length / (whole_side.length - longer)
        return whole_side.with_darts([dart(width=longer, length=BUST_REACH * at.x, at=share)])

    def half_panel(self, upper, side, places):
        *_, top = upper.values()
        hem = Point(0, side.start.y)
        rib = hem.up(self.waist_rib)
        return edges(hem    = line(hem, side.start),
                     side   = side,
                     **upper,
                     centre = fold(top.end, hem),
                     points = {**places, "fullest": Point(INSIDE_CENTRE, side.end.y - HAIR)},
                     inner  = {"rib": line(rib, rib.right(side.start.x))},
                     levels = self.levels_above(rib.y) | {"armhole": side.end.y})

    def places(self, panel, top):
        """The shoulder tip, or the end of the raglan seam; and where the armhole is narrowest."""
        return {"tip": top} if self.raglan else {"tip": panel.tip, "pitch": panel.pitch}

    @piece(knitted(shell), on="torso front", level="neck point", peaks=("neckline", "tip"))
    def front(self):
        side = self.busted_side if self.bust_courses else self.side
        panel, (top, _) = self.panel_front, self.raglan_tops
        return self.half_panel(self.front_upper(), side(panel), self.places(panel, top))

    @piece(knitted(shell), on="torso back", level="neck point", peaks=("neckline", "tip"))
    def back(self):
        panel, (_, top) = self.panel_back, self.raglan_tops
        return self.half_panel(self.back_upper(), self.side(panel), self.places(panel, top))

    @property
    def half_neckline(self):
        if self.raglan:
            return self.back.neckline + self.arm.sleeve.neckline + self.front.neckline
        return super().half_neckline

    def notions(self):
        """Linked shoulders do not stretch: they need no tape."""
        return ()

    # ---- What it measures -----------------------------------------------------------------------------------------
    def finished(self):
        yield measured("chest", self.girth("fullest"))
        yield measured("length", self.down_the_back)
        yield from self.arm.finished()

    def eased_across(self):
        """A raglan seam crosses these widths: the sleeve is a part of them."""
        return () if self.raglan else super().eased_across()

    @property
    def bust_point_counts(self):
        """Whether the short rows lie at the bust point, and not further below the underarm."""
        bust, under = self.throat.y - self.middle.hps_to_bust, self.underarm_level - TURNS_BELOW_ARM
        return bool(self.bust_courses) and self.grid.level(bust) <= self.grid.level(under)

    @property
    def hip_decides(self):
        """Whether the panels get wider for the hip; otherwise it is for the belly, or they do not."""
        at_hip = self.at_hem(self.chest, self.hip_wanted, self.below_waist("hip"))
        return bool(self.widened) and self.hip_wanted_at_hem == at_hip

    @property
    def hip_counts(self): return self.hip_decides and self.below_waist("hip") > self.hem_level
    @property
    def belly_counts(self):
        return bool(self.widened) and not self.hip_decides and self.belly_level > self.hem_level + ABOVE_HEM

    def outweighed(self):
        """A belly first asks for short rows, and whole courses of them."""
        yield from super().outweighed()
        if not self.bust_courses:
            yield "waist_girth"
            if not self.hip_decides:
                yield "hip_girth"
            if not self.widened or self.hip_decides:
                yield "belly_girth"

    def wearing(self):
        yield from super().wearing()
        opens = whole(self.back.hem + self.front.hem).length * (1 + self.fabrics["shell"].stretch_weft)
        yield passes("hem", opens, "hip girth", self.middle.hip_girth)
        yield passes("hem", opens, "chest girth", self.middle.chest_girth)
