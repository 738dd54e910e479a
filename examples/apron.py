"""Apron with a bib: a flat thing. Its ties and neck strap are caught in its hems, and a tea towel comes with it."""

from mtmpattern.drafting import (
    LEFT,
    Point,
    Template,
    bag,
    bind,
    caught,
    curve,
    cut,
    doubled,
    edges,
    fold,
    hem,
    intended,
    lay,
    line,
    measured,
    mm,
    other,
    piece,
    separate,
    shell,
    woven,
)


class Apron(Template):
    name, version = "bib-apron", "1"
    needs     = ("waist_girth", "waist_to_knee", "back_waist_length")
    estimable = ("waist_to_knee", "back_waist_length")
    fabric    = woven(mass=(150, 350))
    openings  = ("outer edge",)                                  # it goes round nothing

    bib    = mm(260, 200, 320, "width of the bib at the top")
    around = mm(60, 0, 120, "how far each side goes beyond the front of the body")

    @intended
    def length(self): return self.middle.waist_to_knee + .6 * self.middle.back_waist_length

    @piece(cut(shell), on="torso front", level="neck point")
    def apron(self):
        top      = Point(0, -.2 * self.middle.back_waist_length)
        low      = top.down(self.length)
        corner   = top.right(self.bib / 2)
        arm      = Point(.25 * self.middle.waist_girth + self.around, -.8 * self.middle.back_waist_length)
        foot     = low.plumb_with(arm)
        return edges(hem=line(low, foot), side=line(foot, arm), arm=curve(arm, corner, leave=LEFT, hollow=40),
                     top=line(corner, top), centre=fold(top, low),
                     points={"tie": arm.down(20), "strap": corner.left(25),
                             "pocket": low.right(100).up(.6 * self.length)})

    @piece(cut(shell), on="torso front")
    def pocket(self):                                            # drawn where it lies
        low, foot = (Point(x, self.apron.info.outline.points["pocket"].y - 170) for x in (0, 100))
        return edges(bottom=line(low, foot), side=line(foot, foot.up(170)), mouth=line(foot.up(170), low.up(170)),
                     centre=fold(low.up(170), low))

    @piece(cut(shell), on="waist", grain="cross")                # a half without a fold: one for each side
    def tie(self): return self.strip(900)

    @piece(cut(shell), on="neck", drawn="whole", grain="cross")
    def strap(self): return self.strip(560)

    def strip(self, length, width=25):
        """A strip that is folded lengthwise, sewn together and turned out."""
        start, end = Point(0, 0), Point(length, 0)
        return edges(seam=line(start, end), end=line(end, end.up(width)),
                     edge=doubled(end.up(width), start.up(width)), begin=line(start.up(width), start))

    @piece(cut(shell), drawn="whole")
    def cloth(self):
        low, right = Point(0, 0), Point(400, 0)
        return edges(bottom=line(low, right), right=line(right, right.up(600)), top=line(right.up(600), low.up(600)),
                     left=line(low.up(600), low))

    def making(self):
        apron, pocket, tie, strap = self.apron, self.pocket, self.tie, self.strap
        yield hem(pocket.mouth, depth=20, under=8)
        yield lay(pocket, on=apron, at="pocket", sewn=pocket.bottom + pocket.side)
        yield bag(tie.seam + tie.end)
        yield bag(strap.seam)
        yield caught(tie.begin, by=apron.side, at="tie")
        yield caught(strap.begin, by=apron.top, at="strap")
        yield caught(strap.end, by=other(apron.top), at="strap")
        yield bind(apron.arm)
        yield hem(apron.top, depth=25, under=8)
        yield hem(apron.side, depth=10, under=8)
        yield hem(apron.hem, depth=20, under=8)
        yield hem(self.cloth.left, self.cloth.right, self.cloth.bottom, self.cloth.top, depth=6, under=6)
        yield separate(self.cloth)

    def finished(self):
        yield measured("length", self.apron.centre)
