"""Turn-ups at the hems of trousers: `TurnUps`."""

from math import radians, tan

from mtmpattern.drafting import Point, Template, fold, hem, line, mm

OFF_TOP, LEAST_HEM = 5, 6               # mm by which the hem ends below a turn-up's upper edge; its least depth


class TurnUps(Template):
    """The cloth of a turn-up goes on below the leg: up on its outside, down again, and inside as a hem.

    On its way up it is the mirror image of the leg that it lies on, on its way down it is that leg again.
    """

    turn_ups = mm(0, 0, 50, "height of turn-ups at the hem, 0 for none")

    # The legs of shorts stand upright where a turn-up lies on them; its folds are straight.
    @property
    def most_lean(self):     return 0 if self.turn_ups else super().most_lean
    @property
    def straight_foot(self): return min(self.turn_ups, .4 * self.inseam)

    def turned_up(self, seam):
        """A side or inseam, drawn from the hem up, with what the turn-up adds below it."""
        if not self.turn_ups:
            return seam
        foot = seam.start
        top  = Point(foot.x + self.turn_ups / tan(radians(seam.leaving)), foot.y - self.turn_ups)
        return line(foot.down(2 * self.turn_ups), top).then(line(top, foot)).then(seam)

    def turn_up_points(self, name, seam):
        """Where both seams carry notches for the folds."""
        return {f"{name}_turn": seam.curves[1].end, f"{name}_top": seam.curves[0].end} if self.turn_ups else {}

    def turn_up_folds(self, inseam, side):
        """The foot of the leg, and the upper edge of the turn-up."""
        if not self.turn_ups:
            return {}
        return {"leg_foot":    fold(inseam.curves[1].end, side.curves[1].end),
                "turn_up_top": fold(inseam.curves[0].end, side.curves[0].end)}

    # ---- In order of work -----------------------------------------------------------------------------------------
    def legs_hemmed(self):
        """Inside the leg; under a turn-up the hem ends below its upper edge."""
        depth = max(min(self.hem_depth, self.turn_ups - OFF_TOP), LEAST_HEM) if self.turn_ups else self.hem_depth
        yield hem(self.front.hem, self.back.hem, depth=depth)
        if self.turn_ups:
            self.note("Turn-ups: hem the legs inside, fold them outward along leg_foot and down along turn_up_top, "
                      f"{self.turn_ups:.0f} mm above it; tack them at both seams.")
