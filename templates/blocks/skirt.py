"""Skirts on one block: what they measure, a front and a back, a zip at the centre back, and the order of work."""

from mtmpattern.drafting import (
    Template, cut, hem, intended, measured, mm, other, passes, percent, piece, sew, shell, whole, zipped,
)


class Skirt(Template):
    """A quarter is drafted: centre on x = 0, waist on y = 0, side on the right.

    A garment draws `front_panel` and `back_panel`, so many mm shorter than the skirt is long, and names its
    ``hem_depth``. `SkirtLining`, `WaistFinish`, `ElasticWaist` and `SidePockets` add what their names say.
    """

    needs     = ("waist_girth", "hip_girth", "waist_to_hip", "waist_to_knee")
    estimable = ("waist_to_hip", "waist_to_knee")
    openings  = ("waist", "hem")

    waist_ease = mm(10, 0, 40, "room around the waist")
    to_knee    = percent(100, 60, 170, "length, part of waist to knee")

    lined       = False
    pulled_on   = False                           # whether it goes over the hips without a zip
    least_waist = 0                               # how wide the waist of the cloth must be for that
    hem_under   = 0.0                             # mm turned in once more at the hem
    forward     = 5                               # mm by which the side seam lies before the middle of the hip

    # ---- What it shall measure; alterations are added here --------------------------------------------------------
    @intended
    def waist(self):  return max(self.middle.waist_girth + self.waist_ease, self.least_waist)
    @intended
    def length(self): return self.middle.waist_to_knee * self.to_knee

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="torso front")
    def front(self): return self.with_pockets(self.front_panel(0))
    @piece(cut(shell), on="torso back", allowance={"centre": 20})    # the zip's allowance runs on down to the hem
    def back(self):  return self.with_pockets(self.back_panel(0))

    def with_pockets(self, panel): return panel
    def side_of(self, panel):      return panel.side.edge            # the whole side seam of a panel

    @property
    def waist_seam(self): return whole(self.back.waist + self.front.waist)
    @property
    def sweep(self): return whole(self.back.hem + self.front.hem).length

    # ---- In order of work; darts are sewn first -------------------------------------------------------------------
    def making(self):
        yield from self.centre_back()
        yield from self.side_seams()
        yield from self.lining_made()
        yield from self.waist_finished()
        yield hem(self.front.hem, self.back.hem, depth=self.hem_depth, under=self.hem_under)

    def centre_back(self):
        back = self.back
        if not self.pulled_on:
            yield sew(back.centre, other(back.centre))
            yield zipped(back.opening, other(back.opening))

    def side_seams(self):
        yield sew(self.front.side, self.back.side)

    def lining_made(self):
        return ()

    def finished(self):
        yield measured("waist", self.waist_seam)
        yield measured("length", self.front.centre)

    def wearing(self):
        undone = self.waist_seam.length + (0 if self.pulled_on else 2 * self.back.opening.length)
        yield passes("waist", undone, "hip girth", self.middle.hip_girth)
