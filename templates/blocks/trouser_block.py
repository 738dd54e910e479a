"""`TrouserBlock`, which has the legs, the rise and the sides of trousers by name, and their waist.

A garment adds pieces, and what its waist is sewn to. Sources are named as in trouser_measures.py.
"""

from typing import Any

from mtmpattern.drafting import Point, across, ease, edges, fold, proportion, whole

from .figure import BELLY_FREE, HIP_FREE, apart, left_of
from .hems import level_hem
from .trouser_legs import FRONT_MORE, TrouserLegs
from .trouser_measures import CALF_FREE, KNEE_FREE, NEAR_SEAM, THIGH_LEVEL, THIGH_FREE, TrouserMeasures
from .trouser_rise import CROTCH_MOVED, FORKS_TO_HIP, TrouserRise
from .trouser_sides import SIDE_INTAKE, TrouserSides

CREASE_OFF_HEM = 2      # mm that the crease ends above the hem
CREASE_OFF_WAIST = 25   # mm that it ends below the waist


class TrouserBlock(TrouserMeasures):
    """Half the front and half the back of trousers."""

    leg   = TrouserLegs()
    rise  = TrouserRise()
    sides = TrouserSides()
    front_pocket: Any                                                # `FrontPockets` (trouser_pockets.py)
    front: Any                                                       # the pieces of the garment
    back: Any

    @property
    def top_hip_beside(self): return self.sides.top_hip_beside
    @property
    def belly_beside(self):   return self.sides.belly_beside
    @property
    def deeper(self):      return self.rise.deeper
    @property
    def usual_thigh(self): return self.sides.usual_thigh
    @property
    def back_darts(self):  return self.sides.usual_back_darts if self.darted else []   # where no pocket changes them

    darted = True                                                    # a gathered waist has no darts

    # ---- Front and back -------------------------------------------------------------------------------------------
    def leg_piece(self, side, whole_side, inseam, more, crease_top, inner, **upper):
        """A front or back: hem, side and inseam, and between them the ``upper`` edges.

        ``whole_side`` is the side up to the waist, where a pocket cuts it short; ``more`` is how much wider the piece
        is than half the leg.
        """
        turned_side, turned_inseam = self.turned(side), self.turned(inseam)
        points, folds = self.turn_places(side, inseam)
        return edges(hem    = level_hem(turned_inseam, turned_side),
                     side   = turned_side, **upper,
                     inseam = turned_inseam.reversed(),
                     points = (self.heights() | self.notched(whole_side) | self.inner_knee(more)
                               | self.front_pocket.points(whole_side) | points),
                     inner  = self.crease(turned_side.start, crease_top) | folds | inner,
                     levels = self.body_levels())

    @property
    def front_side(self):
        """The upper part of the front's side, as sewn."""
        return (self.front_pocket.pocket_back if self.front_pocket.slanted else self.front).side.edge

    @property
    def back_centre(self): return self.back.crotch.edge

    @property
    def half_waist_seam(self):
        """From the centre back to the centre front; the back of a slant pocket lies between them."""
        if self.front_pocket.slanted:
            return self.back.waist + self.front_pocket.pocket_back.waist + self.front.waist
        return self.back.waist + self.front.waist

    @property
    def waist_seam(self): return whole(self.half_waist_seam)

    # A garment with turn-ups adds them to the seams, and says where they are folded.
    def turned(self, seam): return seam
    def turn_places(self, side, inseam): return {}, {}

    # ---- Points and lines that front and back carry ---------------------------------------------------------------
    def notched(self, side):
        """Points at which front and back meet along the side: equally far from the hem."""
        below = self.leg.below_joint(FRONT_MORE) if self.is_jointed else 0
        knee  = {} if self.is_short else {"side_knee": side.at(below)}
        return knee | {"side_thigh": side.at(self.sides.front_leg.length)}

    def heights(self):
        """Where the garment is measured across."""
        calf = {"calf": Point(0, self.calf_level)} if self.reaches_calf else {}
        knee = {"knee": Point(0, self.leg.joint_level)}
        return {"hip": Point(0, self.seat_level), "thigh": Point(0, THIGH_LEVEL)} | knee | calf

    def round_body(self, down, front_centre):
        """The girth ``down`` mm below the waist as sewn, from this line of the front to the centre back."""
        below = down - self.below_waist
        if below < NEAR_SEAM:
            return self.waist_seam.length
        level = self.waist_level - below
        darts = left_of([*self.sides.front_darts, *self.back_darts], below)
        return 2 * (apart(level, front_centre, self.front_side)
                    + apart(level, self.back_centre, self.back.side.edge) - darts)

    def room(self, waist, down, front_centre):
        """The ease at every level that front and back reach.

        ``waist`` is the waist seam or its band, and lies ``down`` mm below the waist of the body; ``front_centre``
        is the line of the front in the middle.
        """
        yield ease("waist", waist, girth=self.figure.girth_below(down), least=0,
                   by=("waist", "waist_ease", "below_waist"))
        if self.covers_belly:
            yield ease("belly", self.round_body(self.figure.belly_down, front_centre), least=BELLY_FREE,
                       by=("waist", "waist_ease", "below_waist", "hip"))
        if self.figure.top_hip_down > self.below_waist + NEAR_SEAM:
            yield ease("top hip", self.round_body(self.figure.top_hip_down, front_centre), least=0,
                       by=("hip", "hip_ease", "waist", "waist_ease"))
        yield ease("hip", 2 * self.across_leg("hip"), least=HIP_FREE)
        if self.over_widest:
            yield ease("hip", 2 * self.across_leg("hip"), least=0, over="max_hip_girth")
        yield ease("thigh", self.across_leg("thigh"), least=THIGH_FREE, by=("thigh", "thigh_ease", "hip"))
        if not self.is_short:
            yield ease("knee", self.across_leg("knee"), least=KNEE_FREE, by=("knee", "knee_ease"))
        if self.reaches_calf:
            yield ease("calf", self.across_leg("calf"), least=CALF_FREE, by=("leg_hem", "knee", "knee_ease", "taper"))

    def in_proportion(self, forks):
        """Whether forks, sides and crotch still wear well; ``forks`` is the reach of both."""
        yield proportion("forks to hip girth", forks / self.middle.hip_girth, *FORKS_TO_HIP,
                         "Measure hip, thigh and crotch length again.")
        yield proportion("side seam taken in at the waist, mm", self.sides.intake, *SIDE_INTAKE,
                         "Measure waist and hip again, or choose another ease.")
        yield proportion("crotch line moved, mm", self.rise.deeper, *CROTCH_MOVED,
                         "Measure the crotch length and the body rise again.")

    def across_leg(self, at):
        """The width of a leg at a height, with what the pocket completes where the front is cut away."""
        level = self.front.info.outline.points[at].y
        return (across(self.front, at=at) + across(self.back, at=at)
                + self.front_pocket.completes(self.front, level))

    def inner_knee(self, more):
        joint = self.leg.joint(more)
        return {} if self.is_short else {"inseam_knee": Point(-joint.x, joint.y)}

    def crease(self, foot, top):
        """From the hem, whose side is at ``foot``, up to a height."""
        return {"crease": fold(Point(0, foot.y + CREASE_OFF_HEM), Point(0, top))}
