"""A loose lining for a skirt, joined to it at the waist and the zip."""

from mtmpattern.drafting import LEFT, RIGHT, caught, cut, hem, if_drawn, lining, other, piece, sew, whole, yes_no

from .skirt import Skirt
from .skirt_tops import without_top

SHORTER = 25        # mm by which the lining is shorter than the skirt


class SkirtLining(Skirt):
    """The panels once more, in lining; where the waist has a facing they begin below it."""

    lined = yes_no(False, "a loose lining, 25 mm shorter")

    # It hangs face in, wrong side to wrong side, and so is drawn as seen from inside.
    @piece(cut(lining), on="torso front", front=RIGHT, when=lined)
    def front_lining(self):
        panel = self.front_panel(SHORTER)
        return without_top(panel, self.facing_depth, self.front_facing.low.length) if self.faced else panel

    @piece(cut(lining), on="torso back", front=LEFT, when=lined, allowance={"centre": 20, "opening": if_drawn(20)})
    def back_lining(self):
        panel = self.back_lining_panel()
        return without_top(panel, self.facing_depth, self.back_facing.low.length) if self.faced else panel

    def back_lining_panel(self): return self.back_panel(SHORTER)

    @property
    def lining_waist(self): return whole(self.back_lining.waist + self.front_lining.waist)

    def lining_made(self):
        if self.lined:
            front, back = self.front_lining, self.back_lining
            if not self.pulled_on:
                yield sew(back.centre, other(back.centre))
            yield sew(front.side, back.side)
            if not self.pulled_on:
                yield caught(back.opening, by=self.back.opening)
            yield from self.lining_vent()
            yield hem(front.hem, back.hem, depth=20)

    def lining_vent(self):
        return ()
