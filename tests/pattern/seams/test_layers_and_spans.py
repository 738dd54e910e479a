"""A facing that belongs to the lining, ease from the start of a run on both halves, darts across a pocket's line."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import (
    LEFT,
    RIGHT,
    UP,
    Point,
    Template,
    buttoned,
    curve,
    cut,
    derived,
    draft,
    drafted,
    edges,
    fish_eye,
    fold,
    hem,
    lay,
    line,
    lining,
    other,
    passes,
    piece,
    raw,
    sew,
    shell,
    split,
    woven,
)
from mtmpattern.errors import PatternRefused
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.stored import from_json

ANA = mtm.read_body("ana")


class FacedVest(Template):
    """Square vest, buttoned and lined; the front of the lining is split into a facing of shell and a lining."""

    name, needs, fabric = "faced-vest", ("chest_girth",), woven()
    openings = ("neck", "armhole", "armhole", "hem")

    @property
    def block(self):
        tip, neck, under, foot = Point(180, -30), Point(80, 0), Point(240, -250), Point(240, -500)
        low, v = Point(-20, -500), Point(-20, -200)
        return edges(hem=line(low, foot), side=line(foot, under),
                     armhole=curve(under, tip, leave=LEFT, arrive=UP - 17), shoulder=line(tip, neck),
                     neckline=curve(neck, v, leave=253, arrive=240, inflected=True), edge=line(v, low),
                     inner={"centre": line(Point(0, -180), Point(0, -500))})

    @property
    def parts(self):
        block = self.block
        return split(block, line(block.at("hem", .4), block.at("shoulder", .6)), named="facing")

    @piece(cut(shell), on="torso front", peaks=("neckline", "armhole", "hem", "edge"))
    def front(self):
        block = self.block
        centre = line(block.edges["neckline"].at_level(-180), Point(0, -500))
        return edges(**block.edges, inner={"centre": centre})

    @piece(cut(shell), on="torso back", peaks=("neckline", "armhole", "hem"))
    def back(self):
        tip, neck, under, foot = Point(180, -30), Point(80, 0), Point(240, -250), Point(240, -500)
        low, nape = Point(0, -500), Point(0, -20)
        return edges(hem=line(low, foot), side=line(foot, under),
                     armhole=curve(under, tip, leave=LEFT, arrive=UP - 17), shoulder=line(tip, neck),
                     neckline=curve(neck, nape, leave=253, arrive=LEFT), centre=fold(nape, low))

    @piece(cut(shell), on="torso front", front=RIGHT, layer="lining", peaks=("neckline", "hem", "edge"))
    def facing(self): return self.parts[0]

    @piece(cut(lining), on="torso front", front=RIGHT, peaks=("armhole", "hem"))
    def front_lining(self): return self.parts[1]

    @piece(cut(lining), on="torso back", front=LEFT, peaks=("neckline", "armhole", "hem"))
    def back_lining(self): return derived(self.back)

    def making(self):
        front, back, facing, inside, back_lining = (
            self.front, self.back, self.facing, self.front_lining, self.back_lining)
        yield sew(front.shoulder, back.shoulder)
        yield sew(front.side, back.side)
        yield sew(facing.facing, inside.facing)
        yield sew(inside.shoulder + facing.shoulder, back_lining.shoulder)
        yield sew(inside.side, back_lining.side)
        yield sew(facing.edge + facing.neckline + back_lining.neckline, front.edge + front.neckline + back.neckline)
        yield sew(inside.armhole + back_lining.armhole, front.armhole + back.armhole)
        yield sew(facing.hem + inside.hem + back_lining.hem, front.hem + back.hem)
        yield buttoned(over=front.centre, under=other(front.centre), count=3)

    def wearing(self):
        for opening in ("neck", "armhole"):
            yield passes(opening, 2000, "chest", 1000)


def test_a_facing_that_says_so_belongs_to_the_lining():
    pattern = drafted(FacedVest, ANA)
    assert [problem.code for problem in audit(pattern) if problem.code.startswith(("surface", "join"))] == []
    layers = {part.piece: part.layer for part in pattern.for_cutting().parts}
    assert layers["facing"] == layers["front_lining"] == "lining" and layers["front"] == "main"
    assert from_json(pattern.to_json()).piece("facing").info.layer == "lining"


def test_without_the_word_the_pieces_that_fall_apart_are_named():
    class Unsaid(FacedVest):
        name = "unsaid"

        @piece(cut(shell), on="torso front", front=RIGHT, peaks=("neckline", "hem", "edge"))
        def facing(self): return self.parts[0]

    apart = next(each for each in audit(drafted(Unsaid, ANA)) if each.code == "surface.apart")
    assert "front + back" in apart.message and "facing" in apart.message
    assert 'layer="lining"' in apart.hint


def panels(eased, corner=False):
    """Two panels on each side of the body, one above the other's bust longer than the other."""
    class Panels(Template):
        name, needs, fabric, openings = "panels", ("height",), woven(), ("hem", "hem", "hem")

        @piece(cut(shell), on="torso front")
        def front(self):
            low, bust, top = Point(100, 0), Point(100, 300), Point(100, 500)
            return edges(hem=line(Point(0, 0), low), princess=line(low, bust).then(line(bust, top)),
                         top=line(top, Point(0, 500)), centre=fold(Point(0, 500), Point(0, 0)),
                         points={"bust": bust, **({"foot": low} if corner else {})})

        @piece(cut(shell), on="torso front")
        def side(self):
            low, bust, top = Point(100, 0), Point(100, 302), Point(100, 507)
            return edges(hem=line(low, Point(200, 0)), edge=line(Point(200, 0), Point(200, 507)),
                         top=line(Point(200, 507), top), princess=line(top, bust).then(line(bust, low)),
                         points={"bust": bust, **({"foot": low} if corner else {})})

        def making(self):
            yield sew(self.side.princess, self.front.princess, eased=eased)
            yield raw(self.side.edge, self.side.top, self.front.top)
            yield hem(self.front.hem, self.side.hem, depth=20)

    return [each for each in audit(drafted(Panels, ANA)) if each.code.startswith("join")]


@pytest.mark.parametrize("eased", [{"start..bust": 5, "bust..end": 2}, {"bust..start": 5, "end..bust": 2}])
def test_start_and_end_are_those_of_the_first_run_on_both_halves(eased):
    assert panels(eased) == []


def test_start_and_end_the_wrong_way_round_are_refused():
    assert {each.code for each in panels({"start..bust": 2, "bust..end": 5})} == {"join.length"}


def test_a_corner_can_be_named():
    assert panels({"start..bust": 5, "bust..foot": 2}, corner=True) == []
    (wrong,) = panels({"start..bust": 5, "bust..foto": 2, "bust..end": 2}, corner=True)
    assert wrong.code == "join.span" and "bust..foto" in wrong.message


class Pocketed(Template):
    """A flat panel with a dart inside it, and a pocket laid on a line across it."""

    name, needs, fabric, openings = "pocketed", ("height",), woven(), ("hem",)
    across = 200.0

    @piece(cut(shell), on="torso front", drawn="whole")
    def panel(self):
        a, b, c, d = Point(0, 0), Point(300, 0), Point(300, 400), Point(0, 400)
        return edges(hem=line(a, b), right=line(b, c), top=line(c, d), left=line(d, a), inner={
            "dart": fish_eye(Point(150, 200), above=100, below=100, width=20),
            "welt": line(Point(100, self.across), Point(200, self.across))})

    @piece(cut(shell), on="torso front", drawn="whole")
    def pocket(self):
        a, b, c, d = Point(0, 0), Point(100, 0), Point(100, 50), Point(0, 50)
        return edges(seam=line(a, b), right=line(b, c), top=line(c, d), left=line(d, a))

    def making(self):
        yield lay(self.pocket, on=self.panel, at="welt", sewn=self.pocket.seam)
        yield hem(self.panel.hem, self.panel.right, self.panel.top, self.panel.left, depth=10)
        yield raw(self.pocket.right, self.pocket.top, self.pocket.left)


def test_a_dart_across_the_line_of_a_pocket_is_noticed():
    (note,) = [each.text for each in drafted(Pocketed, ANA).notes if "runs across" in each.text]
    assert note == ("panel: the line welt runs across the dart dart, which makes it 2 cm shorter when it is sewn: "
                    "8 cm for 10 cm")


def test_a_line_beside_the_dart_says_nothing():
    class Beside(Pocketed):
        name, across = "beside", 350.0

    assert not [each for each in drafted(Beside, ANA).notes if "runs across" in each.text]


def test_what_cannot_be_cut_is_still_refused():
    with pytest.raises(PatternRefused, match=r"surface\.openings"):
        draft(Pocketed, ANA)
