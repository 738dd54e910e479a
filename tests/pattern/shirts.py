"""A small shirt with what a shirt needs: slit sleeves with cuffs, darts inside the back, buttons on a centre line."""

from mtmpattern.templates.blocks import set_in_cap

from mtmpattern.drafting import (
    LEFT,
    RIGHT,
    Point,
    Template,
    across,
    bag,
    bind,
    buttoned,
    curve,
    cut,
    doubled,
    edges,
    encase,
    fish_eye,
    fold,
    hem,
    lapped,
    line,
    measured,
    once,
    other,
    passes,
    piece,
    sew,
    shell,
    slit,
    solve,
    whole,
    woven,
)
from tests.pattern.vests import NECK, TIP, UNDERARM, armhole, front_edges

FOOT = Point(230, -560)
WIDTH, WRIST, LENGTH = 340, 250, 520


class CuffedShirt(Template):
    """Shirt with bound slits and cuffs."""

    name, needs, openings = "cuffed-shirt", ("chest_girth",), ("neck", "hem", "cuff", "cuff")
    fabric = woven()

    @piece(cut(shell), on="torso front")
    def front(self):
        return front_edges(FOOT)

    @piece(cut(shell), on="torso back")
    def back(self):
        neck, foot = Point(0, -20), Point(0, -560)
        waist = Point(105, -380)
        return edges(hem=line(foot, FOOT), side=line(FOOT, UNDERARM), armhole=armhole(), shoulder=line(TIP, NECK),
                     neckline=curve(NECK, neck, leave=250, arrive=LEFT), centre=fold(neck, foot),
                     points={"waist": Point(0, -380), "blade": Point(0, -305)},
                     inner={"waist_dart": fish_eye(waist, above=150, below=110, width=24)})

    @once
    def cap_height(self):
        return solve(lambda height: set_in_cap(WIDTH, height).length, 2 * armhole().length, 40, 190, what="cap")

    @piece(cut(shell), on="arm", front=RIGHT)
    def sleeve(self):
        cap   = set_in_cap(WIDTH, self.cap_height)
        left, right = Point(-WRIST / 2, self.cap_height - LENGTH), Point(WRIST / 2, self.cap_height - LENGTH)
        mouth = left.right(WRIST / 4)
        return edges(wrist_back  = line(left, mouth),
                     slit        = slit(mouth, mouth.up(140)),
                     wrist_front = line(mouth, right),
                     under_front = line(right, cap.start), cap=cap,
                     under_back  = line(cap.end, left))

    @property
    def wrist(self):
        return (self.sleeve.wrist_front + self.sleeve.wrist_back).length

    @piece(cut(shell), on="wrist", front=RIGHT)
    def cuff(self):                                              # its lap runs on past the wrist, under the other end
        start, end, tab = Point(0, 0), Point(self.wrist, 0), Point(-25, 0)
        return edges(lap      = line(tab, start),
                     seam     = line(start, end),
                     end      = line(end, end.up(60)),
                     top      = doubled(end.up(60), tab.up(60)),
                     lap_end  = line(tab.up(60), tab),
                     inner={"meets": line(start.up(60), start)})

    def slits(self):
        yield bind(self.sleeve.slit)

    def wrists(self):
        return self.sleeve.wrist_front + self.sleeve.wrist_back   # starts and ends at the slit

    def making(self):
        front, back, sleeve, cuff = self.front, self.back, self.sleeve, self.cuff
        yield from self.slits()
        yield hem(front.band, depth=35, fused=True)
        yield sew(front.shoulder, back.shoulder)
        yield sew(sleeve.cap, front.armhole + back.armhole)
        yield sew(front.side + sleeve.under_front, back.side + sleeve.under_back, construction="felled")
        yield encase(self.wrists(), between=cuff.seam)
        yield bag(cuff.end)
        yield bag(cuff.lap_end + cuff.lap)
        yield buttoned(over=cuff.end, under=cuff.meets, count=1)
        yield bind(whole(back.neckline + front.neckline + front.stand_step))
        yield hem(front.hem, back.hem, depth=20)
        yield buttoned(over=front.centre, under=other(front.centre), first=20, count=6, closes="right over left")

    def finished(self):
        yield measured("back at the waist", across(self.back, at="waist"))

    def wearing(self):
        yield passes("neck", 2 * 480, "head girth", 600)
        yield passes("cuff", WRIST + 2 * 140, "hand girth", 200)


class PlacketShirt(CuffedShirt):
    """The same with a strip sewn to each side of the slit; the upper one laps over the lower."""

    name = "placket-shirt"

    def strip(self, width):
        a = Point(0, 0)
        return edges(foot=line(a, a.right(width)), edge=doubled(a.right(width), Point(width, 140)),
                     head=line(Point(width, 140), Point(0, 140)), seam=line(Point(0, 140), a))

    @piece(cut(shell), on="arm", front=LEFT)
    def tower(self): return self.strip(25)

    @piece(cut(shell), on="arm", front=RIGHT)
    def under(self): return self.strip(12)

    def slits(self):
        sleeve, tower, under = self.sleeve, self.tower, self.under
        yield sew(tower.seam, sleeve.slit_front)
        yield sew(under.seam, sleeve.slit_back)
        yield bag(tower.head), bag(under.head)
        yield lapped(over=tower.edge + tower.head, under=under.edge + under.head)

    @property
    def wrist(self):
        return self.wrists().length

    def wrists(self):
        return self.tower.foot + self.sleeve.wrist_front + self.sleeve.wrist_back + self.under.foot
