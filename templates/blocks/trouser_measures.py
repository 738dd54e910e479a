"""The intended measures of trousers, `TrouserMeasures`, and the levels of a leg.

A front or a back lies along its crease, x = 0; the crotch line is y = 0, the side is on the right.

Sources are named in brackets. Aldrich, and Beazley and Bond, are books of drafting; "measured" is what pattern files of
makers and surveys of bodies say; "by eye" was chosen on drafts of a few thousand people and has no other source.
"""

from typing import TYPE_CHECKING, Any

from mtmpattern.drafting import Template, bound, intended, mm, once, percent, yes_no

from .figure import BELLY_FREE, HIP_FREE, TOP_HIP_FREE, WAIST_EASIER, WAIST_EASY, LowerFigure
from .limits import LOOSE_WAIST, UNDER_FOOT, body_there, gradually, twice

if TYPE_CHECKING:
    from .trouser_legs import TrouserLegs

PLEAT_TAKES = 30        # mm that a pleat takes from each front beside what a dart would (by eye)
CROTCH_DROP = 15        # mm by which the crotch line lies below the body, and half the ease besides (by eye)
KNEE_DOWN = .4375       # of the inside leg, the knee lies below the crotch (Aldrich, on one of 800 mm: half less 50)
CALF_DOWN = .59         # of the inside leg, the calf lies below the crotch
CALF_FREE = 20          # mm that a leg is wider than the calf at least
CALF_SPARE = 9          # mm of width drafted beyond that
LEG_BELOW_CALF = 30     # mm that a leg runs on below the calf at least, where it is measured there (by eye)
THIN_THIGH = .25        # of what the thigh is thinner than usual, the leg is narrower (by eye)
SLOPE_LONGER = 15       # mm that a waist seam, which slopes, is longer than the level girth there at most (by eye)
NEAR_SLOPE_LONGER = 20  # mm that it is longer at most just above a belly (by eye)
NEAR_SEAM = 12          # mm that a belly lies under the waist seam and still at it: a side would hook in over it
OFF_SEAM = 40           # mm that a belly lies under the waist seam and wholly below it
HOOKS_WITHIN = 40       # mm under the waist seam, within which a top hip makes it wider, the more so the nearer it lies
BELLY_OVER_HIP = 70     # mm that trousers are wider over a belly than at the hip at most (by eye)
HEEL_FREE = 5           # mm that a hem or stretched cuff is wider than the heel at least: the foot goes through (by
#                         eye)
MOST_FLARE = .85        # mm of width for each mm below the knee at most: all four seams lean by 12 degrees (by eye)
WIDEST_KNEE = 1.5       # times the body's thigh, the knee is wide at most (by eye)
WIDEST_HEM = 2          # times the body's thigh, the hem is wide at most (by eye)
SHORT_CROTCH = .5       # of that of the body, the seam between the legs is long at least
LONG_CROTCH = 1.5       # of that of the body, it is long at most
SHORTS_BELOW_KNEE = 60  # mm: legs that end less than this below the knee, or above it, are shorts (by eye)
LOWEST_SEAT = .08       # of the hip girth, the crotch curve begins above the crotch line at least, to be round (by eye)
HIGHEST_SEAT = .45      # of the rise, it begins above it at most (by eye)
LEAST_INSEAM = 40       # mm that the inseam is long at least (by eye)
THIGH_FREE = 30         # mm of least ease round the thigh in woven cloth (a cutter's figure)
KNEE_FREE = 20          # mm of least ease round the knee in woven cloth (a cutter's figure)
THIGH_LEVEL = -25       # mm: the thigh is measured this far below the crotch line (by eye)


class TrouserFigure(LowerFigure):
    """The figure below the waist, for a waist that lies below it."""

    @property
    def belly_down(self):
        """A belly of unknown place that does not stand out lies where the sides can pass it."""
        down = super().belly_down
        return down + (1 - self.belly_stands_out) * max(self.garment.below_waist + NEAR_SEAM - down, 0)


class TrouserMeasures(Template):
    """The options of trousers, their measures, and the levels of a leg."""

    leg: "TrouserLegs"
    figure = TrouserFigure()

    needs     = ("waist_girth", "hip_girth", "max_hip_girth", "waist_to_hip", "body_rise", "crotch_length",
                 "front_crotch_length", "inside_leg", "thigh_girth", "knee_girth", "calf_girth", "ankle_girth",
                 "heel_girth")
    estimable = ("max_hip_girth", "waist_to_hip", "body_rise", "crotch_length", "front_crotch_length", "thigh_girth",
                 "knee_girth", "calf_girth", "ankle_girth", "heel_girth")

    waist_ease  = mm(10, 0, 40, "room around the waist")
    hip_ease    = mm(50, 20, 140, "room around the hip")
    thigh_ease  = mm(60, 30, 160, "least room around the thigh; a wide hip makes more")
    knee_ease   = mm(80, 40, 220, "room around knee and calf")
    taper       = percent(88, 70, 125, "width of the leg at the hem, part of that at the knee; of shorts, of the leg's "
                                       "width there")
    leg_length  = percent(97, 18, 104, "length of the leg, part of the inside leg")
    below_waist = mm(35, 0, 80, "waist seam below the natural waist")
    crotch_ease = mm(10, 0, 60, "room in the crotch seam")
    pleated     = yes_no(False, "a pleat in each front, for more room at the hip")
    band_height: float

    # ---- Intended measures; alterations are added here ------------------------------------------------------------
    @intended(note="round the waist, along the seam of the waistband")
    def waist(self): return self.waist_wanted
    @intended(note="round the hip")
    def hip(self):   return self.usual_hip + self.hip_over_belly
    @intended(note="round the leg at the crotch")
    def thigh(self):
        wanted, usual = self.leg.thigh_wanted, self.usual_thigh
        return wanted if wanted > usual else usual - THIN_THIGH * (usual - wanted)
    @intended(note="round the leg at the knee; of shorts, round the hem")
    def knee(self):                                                  # shorts end above it
        return self.leg_hem if self.is_short else self.leg.knee_wanted
    @intended(note="round the hem of the leg")
    def leg_hem(self):
        if self.is_short:
            return max(self.usual_hem, self.leg.least_hem)
        return max(self.usual_hem, self.thicker("heel_girth") + HEEL_FREE, self.leg.least_hem)
    @intended(note="length of the inside leg, from the crotch to the hem")
    def inseam(self): return self.nominal_length - (0 if self.is_short else self.deeper)
    @intended(note="length of the crotch seam, from the front waist seam to the back one")
    def crotch(self):
        """The whole seam between the legs, from waist seam to waist seam; a sway back is pinned out of it."""
        return self.middle.crotch_length + self.crotch_ease - 2 * self.below_waist - self.figure.sway

    @property
    def widest_waist(self):
        """A waist seam that is wider than the body at the top of the hips slides down."""
        return max(self.figure.girth_below(self.figure.top_hip_down), self.waist_wanted + LOOSE_WAIST)
    @property
    def least_waist(self):
        """The girth of the body at the waist seam."""
        return self.figure.girth_below(self.below_waist)
    waist_lies = "at that seam"
    @property
    def over_heel(self):
        """The least hem through which the heel goes."""
        return self.thicker("heel_girth")
    @property
    def least_inseam(self):
        """A leg that is shaped down to the knee, or over the calf, ends below it."""
        if not self.is_jointed:
            return LEAST_INSEAM
        return self.leg.upper_inseam.length + (self.knee_level - self.calf_level if self.reaches_calf else 0)
    @property
    def widest_hem(self): return WIDEST_HEM * self.thicker("thigh_girth")

    def bounds(self):
        """What customers may order, where the checks of fit and seams do not say so."""
        body, thigh, seam = self.middle, self.thicker("thigh_girth"), self.middle.crotch_length
        yield bound("waist", "it would slide down", least=self.least_waist, most=self.widest_waist,
                    short=body_there(self.least_waist, 0, self.waist_lies))
        yield twice("hip", body.hip_girth, HIP_FREE)
        yield twice("thigh", thigh, THIGH_FREE)
        yield bound("crotch", "the seam between the legs would not follow the body", least=SHORT_CROTCH * seam,
                    most=LONG_CROTCH * seam)
        yield bound("inseam", "it would lie on the floor", least=self.least_inseam, most=body.inside_leg + UNDER_FOOT,
                    short="it would end above what it is shaped for; set leg_length instead")
        yield from self.leg_bounds()

    def leg_bounds(self):
        """The same for knee and hem, which are one in shorts."""
        knee, heel = self.thicker("knee_girth"), self.thicker("heel_girth")
        yield bound("knee", "the leg would be half as wide again there as the thigh",
                    least=0 if self.is_short else knee + KNEE_FREE, most=WIDEST_KNEE * self.thicker("thigh_girth"),
                    short=body_there(knee, KNEE_FREE))
        yield bound("leg_hem", self.beyond_hem, least=self.over_heel, most=self.widest_hem,
                    short=f"the heel measures {heel:.0f} mm round and would not go through")

    beyond_hem = "it would be more than twice as wide as the thigh"

    @property
    def usual_hem(self):
        """The hem as chosen, whatever foot and leg need."""
        if self.is_short:
            return self.leg.width_at(-self.nominal_length) * self.taper
        return min(self.knee * self.taper, self.knee + MOST_FLARE * (self.nominal_length + self.knee_level))

    def thicker(self, measure):
        """Both legs are cut alike, for the thicker one."""
        return max(getattr(self.body, measure), getattr(self.twin.body, measure))

    @property
    def waist_wanted(self):
        return max(self.waist_as_chosen, self.waist_over_belly, self.waist_over_top_hip)

    @property
    def waist_as_chosen(self): return self.figure.girth_below(self.below_waist) + self.waist_ease

    @property
    def usual_hip(self):
        """What hip and seat need, whichever is more; a seat may be larger below the hip."""
        return max(self.hip_as_chosen, self.over_widest)

    @property
    def hip_as_chosen(self): return self.middle.hip_girth + self.hip_ease + (2 * PLEAT_TAKES if self.pleated else 0)

    @property
    def over_widest(self):
        """What the widest place needs, where it counts."""
        return self.figure.widest and self.figure.widest + BELLY_FREE

    @property
    def hip_over_belly(self):
        """How much wider a large belly makes the hip, so that the side does not fall back too far below it."""
        return max(self.middle.belly_girth + BELLY_FREE - BELLY_OVER_HIP - self.usual_hip, 0)

    @property
    def front_falls(self): return 0                                  # mm that the front waist is lower on a flat belly

    @property
    def covers_belly(self):
        """Whether trousers or waistband reach up to the belly."""
        return self.below_waist - self.band_height <= self.figure.belly_down

    @property
    def waist_over_belly(self):
        """How long the waist seam must be for a belly that it covers.

        The sides run nearly straight from there to the hip; half of what they open on the way is counted.
        """
        if not self.covers_belly:
            return 0
        slopes = SLOPE_LONGER + self.belly_is_near * (NEAR_SLOPE_LONGER - SLOPE_LONGER)
        over   = min(self.room_over(self.middle.belly_girth + BELLY_FREE + slopes, self.figure.belly_down),
                     self.easiest_waist)
        return self.figure.belly_stands_out * max(over - self.waist_as_chosen, 0) + self.waist_as_chosen

    @property
    def waist_over_top_hip(self):
        """The same for a top hip so near below the seam that the sides can pass it only in a hook, or not at all."""
        down  = self.figure.top_hip_down
        below = down - self.below_waist
        if not 0 < below < HOOKS_WITHIN:
            return 0
        part = min((HOOKS_WITHIN - below) / (HOOKS_WITHIN - NEAR_SEAM), 1)
        most = self.waist_ease + part * (max(WAIST_EASY, self.waist_ease) - self.waist_ease)
        return min(self.room_over(self.middle.top_hip_girth + TOP_HIP_FREE, down),
                   self.figure.girth_below(self.below_waist) + most)

    def room_over(self, girth, down):
        """How long the waist seam must be for a ``girth`` that lies ``down`` mm below the waist."""
        part = max(down - self.below_waist, 0) / (self.middle.waist_to_hip - self.below_waist)
        hip  = min(self.hip, (self.hip + girth) / 2)
        return (girth - part * hip) / (1 - part)

    @property
    def easiest_waist(self):
        """The longest that the waist seam may be."""
        easy = WAIST_EASY + self.belly_is_near * (WAIST_EASIER - WAIST_EASY)
        return self.figure.girth_below(self.below_waist) + easy

    @property
    def belly_is_near(self):
        """1 where a belly lies so near below the waist seam that the sides cannot be drawn over it, 0 well off it."""
        below = self.figure.belly_down - self.below_waist
        return min(gradually(below, -NEAR_SEAM, 0), gradually(below, OFF_SEAM, NEAR_SEAM))

    # ---- Levels ---------------------------------------------------------------------------------------------------
    @once
    def drop(self):
        """How far the crotch line lies below the body."""
        return CROTCH_DROP + self.crotch_ease / 2

    @once
    def waist_level(self): return self.side_waist + self.deeper

    @property
    def side_waist(self):
        """Where the waist seam lies at the side before the crotch line is moved."""
        return self.middle.body_rise + self.drop - self.below_waist

    @once
    def seat_level(self):
        """Where the centre lines bend into the crotch curves: at the hip, but high enough for a round curve."""
        rise = self.middle.body_rise + self.drop
        return min(max(rise - self.middle.waist_to_hip, LOWEST_SEAT * self.middle.hip_girth), HIGHEST_SEAT * rise)

    @once
    def knee_level(self): return self.drop - KNEE_DOWN * self.middle.inside_leg

    @once
    def calf_level(self): return self.drop - CALF_DOWN * self.middle.inside_leg

    @once
    def nominal_length(self): return self.middle.inside_leg * self.leg_length - self.drop - self.cuff_length

    @property
    def cuff_length(self): return 0                                  # mm of the leg's length that a cuff takes

    @once
    def is_short(self): return -self.nominal_length > self.knee_level - SHORTS_BELOW_KNEE

    @property
    def straight_foot(self): return 0                                # mm of shorts that are straight above the hem

    @once
    def is_jointed(self):
        """Whether the leg goes on straight below its shaped part."""
        return not self.is_short or self.straight_foot > 0

    def body_levels(self):
        """The heights of the body at which front and back lie."""
        waist  = self.waist_level + self.below_waist
        levels = {"hip": waist - self.middle.waist_to_hip, "crotch": self.drop, "thigh": THIGH_LEVEL}
        if self.figure.belly_down > self.below_waist:
            levels["belly"] = waist - self.figure.belly_down
        if not self.is_short:
            levels["knee"] = self.knee_level
        return levels | ({"calf": self.calf_level} if self.reaches_calf else {})

    @property
    def reaches_calf(self): return -self.nominal_length < self.calf_level - LEG_BELOW_CALF

    # ---- Measures that others outweigh ----------------------------------------------------------------------------
    @property
    def seat_follows(self):
        """Whether the seat lies at the hip, and not higher so that the crotch curve is round."""
        rise = self.middle.body_rise + self.drop
        return LOWEST_SEAT * self.middle.hip_girth < rise - self.middle.waist_to_hip < HIGHEST_SEAT * rise

    @property
    def belly_lies(self):
        """Whether the waist is as wide as the way down to the belly leaves it."""
        low  = self.below_waist
        wider = self.waist_as_chosen < self.waist_wanted == self.waist_over_belly
        return self.figure.belly_down > low and wider and self.waist_over_belly < self.easiest_waist

    @property
    def band_reaches(self):
        """The depths below the waist where waist seam and band go round the body."""
        wider   = self.waist_wanted > self.waist_as_chosen and self.figure.belly_stands_out == 1
        easiest = max(self.waist_over_belly, self.waist_over_top_hip) == self.easiest_waist
        seam    = [] if wider and not easiest else [self.below_waist]
        return [*seam, *(self.below_waist - part * self.band_height for part in (1 / 2, 1))]

    @property
    def ankle_counts(self):
        """Whether the leg inside it says how wide the hem is, down at the ankle."""
        low = -self.nominal_length <= self.calf_level
        return low and self.leg.least_hem >= max(self.usual_hem, self.thicker("heel_girth") + HEEL_FREE)

    @property
    def heel_counts(self):
        """Whether the hem is as wide as lets the foot through."""
        heel = self.thicker("heel_girth") + HEEL_FREE
        return not self.is_short and heel >= max(self.usual_hem, self.leg.least_hem)

    def outweighed(self):
        figure, depths = self.figure, self.band_reaches
        if not self.ankle_counts:
            yield "ankle_girth"
        if not self.heel_counts:
            yield "heel_girth"
        if not any(map(figure.waist_counts, depths)):
            yield "waist_girth"
        if self.over_widest <= self.hip_as_chosen:
            yield "max_hip_girth"
        belly_lies = any(map(figure.belly_counts, depths)) or self.belly_lies or self.belly_beside
        placed = belly_lies and figure.belly_stands_out < 1           # the top hip says where a belly may lie
        if not (any(map(figure.top_hip_counts, depths)) or self.top_hip_beside or self.waist_over_top_hip or placed):
            yield from ("top_hip_girth", "waist_to_top_hip")
        if not belly_lies:
            yield "waist_to_belly"
        if not (self.seat_follows or self.belly_lies) and self.below_waist < figure.top_hip_down:
            yield "waist_to_hip"
        if not self.leg.front_follows and not self.rise.front_follows:
            yield "front_crotch_length"

    # ---- What follows from the lines above the legs ---------------------------------------------------------------
    @property
    def top_hip_beside(self) -> bool:
        """Whether the side is drawn over the top hip."""
        raise NotImplementedError
    @property
    def belly_beside(self) -> bool:
        """Whether side or darts are drawn over the belly."""
        raise NotImplementedError
    rise: Any

    @property
    def deeper(self) -> float:
        """How much further than the body's the crotch line lies from the waist."""
        raise NotImplementedError
    @property
    def usual_thigh(self) -> float:
        """The width of a leg a little below the crotch when no other is intended."""
        raise NotImplementedError
