"""Turn-ups of trousers, `TurnUps`. Sizes were chosen by eye and from garments in shops, unless a source is named."""

from math import radians, tan

from mtmpattern.drafting import Block, Point, fold, hem, line, mm

from .trouser_block import TrouserBlock

HEM_BELOW_TOP = 5       # mm that a hem ends below the turn-up's top
LEAST_TURN_UP_HEM = 6   # mm that such a hem is deep at least
MOST_TURN_UP = .4       # of the inseam, shorts stand upright under a turn-up at most


class TurnUps(Block[TrouserBlock]):
    """The cloth of a turn-up goes on below the leg: up on its outside, down again, and inside as a hem.

    On its way up it is the mirror image of the leg that it lies on, on its way down it is that leg again.
    """

    turn_ups = mm(0, 0, 50, "height of turn-ups at the hem, 0 for none")

    @property
    def straight_foot(self):
        """How much of the leg of shorts stands upright, for a turn-up to lie on it; its folds are straight."""
        return min(self.turn_ups, MOST_TURN_UP * self.garment.inseam)

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
            depth = max(min(depth, self.turn_ups - HEM_BELOW_TOP), LEAST_TURN_UP_HEM)
        yield hem(*hems, depth=depth)
        if self.turn_ups:
            self.note("Turn-ups: hem the legs inside, fold them outward along leg_foot and down along turn_up_top, "
                      f"{self.turn_ups:.0f} mm above it; tack them at both seams.")
