"""A small buttoned vest: pairs, an overlap beyond a closing line, bound edges, felled seams."""

from mtmpattern.drafting import (
    LEFT,
    Point,
    Template,
    bind,
    buttoned,
    curve,
    cut,
    edges,
    fold,
    hem,
    line,
    other,
    passes,
    piece,
    sew,
    shell,
    woven,
)

NECK, TIP, UNDERARM, FOOT = Point(70, 0), Point(150, -30), Point(230, -220), Point(230, -500)


def armhole():
    return curve(UNDERARM, TIP, leave=LEFT, arrive=67)


def front_edges(hem_end):
    """A front that laps 17 mm over its centre; ``hem_end`` is where its side meets its hem."""
    neck, foot = Point(0, -80), Point(0, hem_end.y)
    return edges(hem=line(foot.left(17), hem_end), side=line(hem_end, UNDERARM), armhole=armhole(),
                 shoulder=line(TIP, NECK), neckline=curve(NECK, neck, leave=250, arrive=LEFT),
                 stand_step=line(neck, neck.left(17)), band=line(neck.left(17), foot.left(17)),
                 inner={"centre": line(neck, foot)})


class Vest(Template):
    """Buttoned vest."""

    name, needs, openings = "vest", ("chest_girth",), ("neck", "armhole", "armhole", "hem")
    fabric = woven()

    @piece(cut(shell), on="torso front")
    def front(self):
        return front_edges(FOOT)

    @piece(cut(shell), on="torso back")
    def back(self):
        neck, foot = Point(0, -20), Point(0, -500)
        return edges(hem=line(foot, FOOT), side=line(FOOT, UNDERARM), armhole=armhole(), shoulder=line(TIP, NECK),
                     neckline=curve(NECK, neck, leave=250, arrive=LEFT), centre=fold(neck, foot))

    def making(self):
        front, back = self.front, self.back
        yield hem(front.band, depth=35, fused=True)
        yield sew(front.shoulder, back.shoulder)
        yield sew(front.side, back.side, construction="felled")
        yield bind(back.neckline), bind(front.neckline), bind(front.stand_step)
        yield bind(front.armhole), bind(back.armhole)
        yield buttoned(over=front.centre, under=other(front.centre), first=20, count=6)
        yield hem(front.hem, back.hem, depth=20)

    def wearing(self):
        yield passes("neck", 2 * 480, "head girth", 600)
        yield passes("armhole", 2 * 250, "arm", 300)
