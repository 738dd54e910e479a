"""Straight skirt: waist darts, waistband, zip and vent at the centre back, lined or not."""

from mtmpattern.drafting import (
    LEFT, UP, Point, Template, around, caught, curve, cut, edges, fold, fusible, hem, intended, line, lining, measured,
    mm, once, other, passes, percent, piece, sew, shell, solve, square_to, whole, woven, yes_no, zipped,
)
from mtmpattern.templates.blocks import band_on, buttoned_waistband, skirt_back_darts, skirt_front_darts


class StraightSkirt(Template):
    name, version = "straight-skirt", "1"
    needs     = ("waist_girth", "hip_girth", "waist_to_hip", "waist_to_knee")
    estimable = ("waist_to_hip", "waist_to_knee")
    fabric    = woven(mass=(150, 400))
    openings  = ("waist", "hem")
    fits      = {
        "slim":    {"waist_ease": 5, "hip_ease": 30},
        "regular": {},
        "easy":    {"waist_ease": 20, "hip_ease": 60},
    }

    waist_ease  = mm(10, 0, 40, "room around the waist")
    hip_ease    = mm(40, 20, 100, "room around the hip")
    to_knee     = percent(100, 60, 170, "length, part of waist to knee")
    vent_length = percent(28, 15, 45, "vent, part of the length")
    band_height = mm(35, 20, 60, "height of the finished waistband")
    underlap    = mm(30, 20, 50, "waistband under the button")
    hem_depth   = mm(40, 20, 60, "cloth turned up at the hem")
    lined       = yes_no(False, "a loose lining, 25 mm shorter")

    # ---- What the skirt shall measure; alterations are added here -------------------------------------------------
    @intended
    def waist(self):  return self.middle.waist_girth + self.waist_ease
    @intended
    def hip(self):    return max(self.middle.hip_girth + self.hip_ease, self.waist)     # a belly hangs straight
    @intended
    def length(self): return self.middle.waist_to_knee * self.to_knee

    # ---- A quarter: centre on x = 0, waist on y = 0, side on the right --------------------------------------------
    # Hip less waist goes 20 % into the front darts, 35 % into the back darts; the side seam takes the rest.
    def side(self, width, intake, hem_y):
        hip = Point(width, -self.body.waist_to_hip)
        return line(Point(width, hem_y), hip).then(curve(hip, Point(width - intake, intake / 3), leave=UP))

    def front_waist(self, intake):
        side = self.side(self.hip / 4 - 5, intake, -self.length)
        return curve(side.end, Point(0, 0), leave=square_to(side), arrive=LEFT).with_darts(
            skirt_front_darts(.20 * (self.hip - self.waist) / 2, self.body.waist_to_hip))

    def back_waist(self, intake):                                    # dips a little at the centre, alike on uneven hips
        side = self.side(self.hip / 4 + 5, intake, -self.length)
        dip  = min(intake, (self.hip - self.waist) / 12) / 4
        return curve(side.end, Point(0, -dip), leave=square_to(side), arrive=LEFT).with_darts(
            skirt_back_darts(.35 * (self.hip - self.waist) / 2, self.body.waist_to_hip))

    @once
    def side_intake(self):
        """The same on front and back, so that the side seams are one shape."""
        return solve(lambda x: self.front_waist(x).length + self.back_waist(x).length,
                     self.waist / 2, 0, 90, what="side seam at the waist")

    def front_panel(self, hem_y):
        waist, side = self.front_waist(self.side_intake), self.side(self.hip / 4 - 5, self.side_intake, hem_y)
        middle = Point(0, hem_y)
        return edges(hem=line(middle, side.start), side=side, waist=waist, centre=fold(waist.end, middle),
                     points={"hip": Point(self.hip / 4 - 5, -self.body.waist_to_hip)})

    def back_panel(self, hem_y, vent):
        waist, side = self.back_waist(self.side_intake), self.side(self.hip / 4 + 5, self.side_intake, hem_y)
        zip_end  = Point(0, 20 - self.middle.waist_to_hip)
        vent_top = Point(0, min(-self.length * (1 - self.vent_length), zip_end.y - 60))
        low      = Point(-vent, hem_y)
        outer    = vent_top.left(vent).down(vent / 2)
        head     = {"vent_head": line(vent_top, outer)} if vent else {}
        return edges(hem=line(low, side.start), side=side, waist=waist, opening=line(waist.end, zip_end),
                     centre=line(zip_end, vent_top), **head, vent=line(outer, low),
                     points={"hip": Point(self.hip / 4 + 5, -self.body.waist_to_hip)})

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="torso front")
    def front(self):        return self.front_panel(-self.length)
    @piece(cut(shell), on="torso back", allowance={"centre": 20})    # the zip's allowance runs on down to the vent
    def back(self):         return self.back_panel(-self.length, vent=40)
    @piece(cut(lining), on="torso front", when=lined)
    def front_lining(self): return self.front_panel(25 - self.length)
    @piece(cut(lining), on="torso back", when=lined, allowance={"centre": 20, "opening": 20})
    def back_lining(self):  return self.back_panel(25 - self.length, vent=0)            # the vent becomes a slit

    @piece(cut(shell), cut(fusible, trimmed=2), on="waist", drawn="whole")
    def waistband(self):                                             # face up: right back at x = 0, underlap beyond it
        start, end = Point(0, 0), Point(whole(self.back.waist + self.front.waist).length, 0)
        return buttoned_waistband(start, end, self.band_height, self.underlap)

    # ---- In order of work; darts are sewn and the band is fused first ---------------------------------------------
    def making(self):
        front, back, band = self.front, self.back, self.waistband
        waists = [whole(back.waist + front.waist)]
        seam = back.centre + back.vent_head
        yield hem(back.vent, depth=10)
        yield sew(seam, other(seam), press="left over right")
        yield zipped(back.opening, other(back.opening))
        yield sew(front.side, back.side)
        if self.lined:
            inner_front, inner_back = self.front_lining, self.back_lining
            yield sew(inner_back.centre, other(inner_back.centre))
            yield sew(inner_front.side, inner_back.side)
            yield caught(inner_back.opening, by=back.opening)
            yield hem(inner_back.vent, depth=10)
            yield hem(inner_front.hem, inner_back.hem, depth=20)
            waists.append(whole(inner_back.waist + inner_front.waist))
        yield from band_on(band, *waists)
        yield hem(front.hem, back.hem, depth=self.hem_depth)

    def finished(self):
        yield measured("waist", whole(self.back.waist + self.front.waist))
        yield measured("hip", around(self.front, self.back, at="hip"))
        yield measured("length", self.front.centre)

    def wearing(self):
        undone = whole(self.back.waist + self.front.waist).length + 2 * self.back.opening.length
        yield passes("waist", undone, "hip girth", self.middle.hip_girth)
