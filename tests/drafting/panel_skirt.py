"""Panel skirt: two panels, as little of a garment as can be compared with a body."""

from mtmpattern.drafting import (
    Point,
    Template,
    around,
    bind,
    cut,
    ease,
    edges,
    fold,
    hem,
    intended,
    line,
    measured,
    mm,
    passes,
    piece,
    sew,
    shell,
    whole,
    woven,
)


class PanelSkirt(Template):
    """Two panels, as little of a garment as can be compared with a body."""

    name = "panel-skirt"
    needs = ("waist_girth", "hip_girth", "waist_to_hip", "waist_to_knee")
    fabric = woven()
    openings = ("waist", "hem")
    fits = {"close": {"hip_ease": 20.0}, "snug": {"waist_ease": 1.0}}                           # noqa: RUF012

    waist_ease = mm(10, 0, 40, "room around the waist")
    hip_ease = mm(40, 20, 100, "room around the hip")

    @intended
    def waist(self): return self.body.waist_girth + self.waist_ease

    @intended
    def hip(self): return max(self.body.hip_girth + self.hip_ease, self.waist)

    @piece(cut(shell), on="torso front", level="waist", peaks=("waist",))
    def front(self): return self.panel()

    @piece(cut(shell), on="torso back", level="waist", peaks=("waist",))
    def back(self): return self.panel()

    def panel(self):
        low, level = -self.body.waist_to_knee, -self.body.waist_to_hip
        foot, hip, top = Point(self.hip / 4, low), Point(self.hip / 4, level), Point(self.waist / 4, 0)
        return edges(hem=line(Point(0, low), foot), side=line(foot, hip).then(line(hip, top)),
                     waist=line(top, Point(0, 0)), centre=fold(Point(0, 0), Point(0, low)), levels={"hip": level})

    def making(self):
        yield sew(self.front.side, self.back.side)
        yield bind(whole(self.back.waist + self.front.waist))
        yield hem(self.front.hem, self.back.hem, depth=30)

    def finished(self):
        yield measured("waist", whole(self.back.waist + self.front.waist))
        yield measured("hip", self.round_hip)

    @property
    def round_hip(self): return around(self.front, self.back, at="hip")

    def getting_in(self):
        yield passes("waist", 2000, "hip girth", self.middle.hip_girth)

    def wearing(self):
        yield from self.getting_in()
        yield ease("hip", self.round_hip, least=20)
        yield ease("belly", self.round_hip, least=10, by=("hip_ease", "hip"))
        yield ease("waist", self.waist, least=0, most=60)
