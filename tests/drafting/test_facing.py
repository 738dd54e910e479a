"""A shaped facing is the strip of the piece that it lies on."""

import math

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import (
    LEFT,
    RIGHT,
    Point,
    Template,
    bind,
    curve,
    cut,
    edges,
    facing,
    fold,
    hem,
    line,
    measured,
    passes,
    piece,
    raw,
    sew,
    shell,
    square_to,
    whole,
    woven,
)
from mtmpattern.errors import DraftError
from mtmpattern.geometry import path
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.seams.surface import faced_edge

ANA = mtm.read_body("ana")


def cone(lean=20.0, high=300.0):
    left = Point(0, 0)
    right = left.along(-lean / 2, 100)
    up = right.along(90 - lean, high)
    return edges(hem=curve(left, right, leave=0, arrive=-lean), side=line(right, up),
                 top=line(up, Point(0, up.y)), centre=fold(Point(0, up.y), left))


class Cone(Template):
    """A sleeve-like cone whose hem is faced."""

    name = "cone"
    fabric = woven()
    openings = ("top", "hem")

    @piece(cut(shell), on="torso front")
    def front(self): return cone()

    @piece(cut(shell), on="torso back")
    def back(self): return cone()

    @piece(cut(shell), on="torso back")                    # seen from inside
    def front_facing(self): return facing(self.front, "hem", depth=40)

    @piece(cut(shell), on="torso front")
    def back_facing(self): return facing(self.back, "hem", depth=40)

    def making(self):
        yield sew(self.front.side, self.back.side)
        yield sew(self.front_facing.side, self.back_facing.side)
        yield sew(self.front_facing.hem + self.back_facing.hem, self.front.hem + self.back.hem)
        yield raw(self.front_facing.inner, self.back_facing.inner, self.front.top, self.back.top)

    def finished(self):
        yield measured("hem", self.front.hem)

    def wearing(self):
        yield passes("hem", 400, "hand girth", 200)
        yield passes("top", 400, "hand girth", 200)


def test_it_is_the_strip_along_the_edge():
    outline = facing(mtm.drafting.drafted(Cone, ANA).piece("front"), "hem", depth=40)
    assert list(outline.edges) == ["hem", "side", "inner", "centre"]
    strip, hem_line = outline.edges["inner"], outline.edges["hem"]
    for mm in (1, strip.length / 3, strip.length - 1):
        assert hem_line.nearest(strip.at(mm))[1] == pytest.approx(40, abs=.01)
    assert strip.length == pytest.approx(hem_line.length + 40 * math.radians(20), abs=.01)
    assert outline.area == pytest.approx(40 * (strip.length + hem_line.length) / 2, rel=1e-3)
    assert path.length(outline.edges["side"].curves) == pytest.approx(40, abs=.01)
    assert outline.edges["centre"].kind == "fold"


def test_it_is_sewn_to_its_edge_where_a_turn_would_not_lie():
    class Turned(Cone):
        name = "turned-cone"

        def making(self):
            yield sew(self.front.side, self.back.side)
            yield hem(self.front.hem, self.back.hem, depth=40)

    turned = [each.code for each in audit(mtm.drafting.drafted(Turned, ANA))]
    faced = [each.code for each in audit(mtm.drafting.drafted(Cone, ANA))]
    assert "hem.turn" not in faced
    assert not [code for code in faced if code.startswith(("join", "claim", "outline"))]
    assert turned


class FacedSkirt(Template):
    """A skirt whose flared hem is faced, whole."""

    name = "faced-skirt"
    needs = ("hip_girth",)
    fabric = woven()
    openings = ("waist", "hem")

    def panel(self):
        wide = self.middle.hip_girth / 4 + 15
        low, foot = Point(0, -500), Point(wide + 60, -490)
        side = line(foot, Point(wide, 0))
        return edges(hem=curve(low, foot, leave=0, arrive=side.leaving - 90), side=side,
                     waist=curve(Point(wide, 0), Point(0, -8), leave=square_to(side), arrive=LEFT),
                     centre=fold(Point(0, -8), low))

    @piece(cut(shell), on="torso front")
    def front(self): return self.panel()

    @piece(cut(shell), on="torso back")
    def back(self): return self.panel()

    @piece(cut(shell), on="torso front", front=RIGHT)
    def front_facing(self): return facing(self.front, "hem", depth=40)

    @piece(cut(shell), on="torso back", front=LEFT)
    def back_facing(self): return facing(self.back, "hem", depth=40)

    def making(self):
        yield sew(self.front.side, self.back.side)
        yield sew(self.front_facing.side, self.back_facing.side)
        yield sew(self.front_facing.hem + self.back_facing.hem, self.front.hem + self.back.hem)
        yield bind(self.front_facing.inner + self.back_facing.inner)
        yield bind(self.front.waist + self.back.waist)

    def wearing(self):
        yield passes("waist", whole(self.front.waist + self.back.waist), "hip girth", self.middle.hip_girth)


def test_what_is_open_keeps_the_name_of_the_edge_that_was_faced():
    pattern = mtm.draft(FacedSkirt, ANA)
    assert pattern.openings == ("waist", "hem")
    assert faced_edge(("hem", "side", "inner", "centre"), "inner") == "hem"
    assert faced_edge(("hem", "side", "inner", "centre"), "side") == "side"
    assert faced_edge(("hem", "side", "inner", "step", "centre"), "inner") == "inner"       # no facing of ours


def test_a_facing_seen_from_the_wrong_side_has_a_hint():
    class Outside(FacedSkirt):
        name = "outside-skirt"

        @piece(cut(shell), on="torso front")
        def front_facing(self): return facing(self.front, "hem", depth=40)

    with pytest.raises(DraftError) as error:
        mtm.draft(Outside, ANA)
    assert any("states front=RIGHT" in each.hint for each in error.value.problems)


@pytest.mark.parametrize(("edge", "depth", "code"), [
    ("hme", 40, "derived.edge"), ("hem", 0, "operation.value"), ("hem", 400, "derived.meet"),
])
def test_what_cannot_be_faced_is_refused(edge, depth, code):
    with pytest.raises(DraftError) as error:
        facing(mtm.drafting.drafted(Cone, ANA).piece("front"), edge, depth=depth)
    assert error.value.code == code
