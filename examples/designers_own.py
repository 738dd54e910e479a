"""Gathered skirt: two panels gathered onto an elastic waistband, with patch pockets if wanted."""

from mtmpattern.drafting import (
    Point,
    Template,
    curve,
    cut,
    edges,
    fold,
    hem,
    intended,
    lay,
    line,
    measured,
    mm,
    passes,
    percent,
    piece,
    sew,
    shell,
    whole,
    woven,
    yes_no,
)
from mtmpattern.templates.blocks import doubled_band


class GatheredSkirt(Template):
    name, version = "gathered-skirt", "1"
    needs    = ("waist_girth", "hip_girth", "waist_to_hip", "waist_to_knee")
    fabric   = woven(mass=(70, 200), default="poplin")
    openings = ("waist", "hem")
    fits     = {"day": {}, "full": {"fullness": 190, "to_knee": 130}}

    fullness    = percent(150, 110, 250, "width of the skirt at the waist, part of the band")
    to_knee     = percent(100, 60, 180, "length, part of waist to knee")
    band_height = mm(40, 25, 60, "height of the finished waistband")
    hem_depth   = mm(40, 15, 80, "cloth turned up at the hem")
    pockets     = yes_no(True, "a patch pocket on either side of the front")

    # ---- Intended measurements ------------------------------------------------------------------------------------
    @intended(note="round the waist, along the seam of the band")
    def waist(self):                                             # it has no closing, so the band goes over the hips
        return max(self.middle.hip_girth, self.middle.waist_girth) + 30
    @intended(note="from the seam of the band to the hem")
    def length(self): return self.middle.waist_to_knee * self.to_knee

    # ---- A quarter: centre on x = 0, waist on y = 0, side on the right --------------------------------------------
    def panel(self):
        top    = Point(self.waist / 4 * self.fullness, 0)
        middle = Point(0, -self.length)
        foot   = middle.plumb_with(top)
        return edges(hem    = line(middle, foot),
                     side   = line(foot, top),
                     waist  = line(top, Point(0, 0)),
                     centre = fold(Point(0, 0), middle),
                     points = {"pocket": Point(.55 * top.x, -.6 * self.middle.waist_to_hip)})

    @piece(cut(shell), on="torso front")
    def front(self): return self.panel()

    @piece(cut(shell), on="torso back")
    def back(self):  return self.panel()

    @piece(cut(shell), on="torso front", when=pockets)
    def pocket(self):
        width = min(140, .6 * self.front.waist.length)           # on a small skirt it would reach over the centre
        if width < 140:
            self.rescued("pockets narrowed to fit beside each other", 140 - width)
        a, b = Point(0, 0), Point(width, 0)
        return edges(bottom = curve(a, b, hollow=-12),
                     side   = line(b, b.up(150)),
                     mouth  = line(b.up(150), a.up(150)),
                     inside = line(a.up(150), a))

    @piece(cut(shell), on="waist", drawn="whole")
    def waistband(self):
        return doubled_band(self.waist, self.band_height)        # from the shipped blocks

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, band = self.front, self.back, self.waistband
        if self.pockets:
            yield hem(self.pocket.mouth, depth=30)
            yield lay(self.pocket, on=front, at="pocket",
                      sewn=self.pocket.inside + self.pocket.bottom + self.pocket.side)
        yield sew(front.side, back.side, construction="French")
        yield sew(band.begin, band.end)
        yield sew(whole(back.waist + front.waist), band.seam, gathered=self.fullness)
        yield hem(front.hem, back.hem, depth=self.hem_depth)

    def finished(self):
        yield measured("waist", self.waistband.seam)
        yield measured("length", self.front.centre)

    def wearing(self):
        yield passes("waist", self.waistband.seam, "hip girth", self.middle.hip_girth)
