"""Sides: a garment whose own sides differ, a piece that only one side has, a body whose sides differ."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import Outline, Point, cut, edges, hem, lay, line, piece, shell
from mtmpattern.pattern import Pattern, surface
from mtmpattern.pattern.stored import from_json
from tests.pattern.vests import Vest
from tests.places import BODIES

BODY = mtm.Body.of({"chest_girth": 940})


class PocketVest(Vest):
    """A vest with a chest pocket on the left."""

    name = "pocket-vest"

    @piece(cut(shell), on="torso front")
    def front(self) -> Outline:
        outline = Vest.front.method(self)
        return Outline(outline.edges, {"pocket": Point(45, -255)}, outline.inner)

    @piece(cut(shell), on="torso front", only="left")
    def pocket(self) -> Outline:
        a, b = Point(40, -260), Point(140, -260)
        return edges(bottom=line(a, b), back_side=line(b, b.up(120)), mouth=line(b.up(120), a.up(120)),
                     front_side=line(a.up(120), a))

    def making(self) -> object:
        pocket = self.pocket
        yield hem(pocket.mouth, depth=25)
        yield lay(pocket, on=self.front, at="pocket", sewn=pocket.front_side + pocket.bottom + pocket.back_side)
        yield from super().making()


class Lopsided(Vest):
    """A vest whose right front laps further over."""

    name, sides_differ = "lopsided", True

    @piece(cut(shell), on="torso front")
    def front(self) -> Outline:
        outline = Vest.front.method(self)
        lap = 17 if self.wearer_side == "left" else 30
        neck, foot = Point(0, -80), Point(0, -500)
        return edges(**{**outline.edges, "hem": line(foot.left(lap), outline.edges["hem"].end),
                        "stand_step": line(neck, neck.left(lap)), "band": line(neck.left(lap), foot.left(lap))},
                     inner=outline.inner)


@pytest.fixture(scope="module")
def pocketed() -> Pattern:
    return mtm.draft(PocketVest, BODY)


def test_a_pocket_that_only_the_left_has(pocketed: Pattern) -> None:
    assert [p.id for p in pocketed.for_cutting().parts if p.piece == "pocket"] == ["pocket.left.shell.1"]
    found = surface(pocketed.sewing)
    assert sorted(found.openings) == ["armhole", "armhole", "hem", "neck"], "a laid pocket is no part of the surface"
    assert from_json(pocketed.to_json()) == pocketed
    drills = {p.id: [d.name for d in p.drills] for p in pocketed.for_cutting().parts if p.piece == "front"}
    assert drills == {"front.left.shell.1": ["pocket"], "front.right.shell.1": []}


def test_a_pocket_laid_where_nothing_is_marked() -> None:
    class Astray(PocketVest):
        name = "astray"
        front = Vest.front
    with pytest.raises(mtm.UnknownName, match="lay pocket on front: front has no point or line pocket"):
        mtm.draft(Astray, BODY)


def test_a_pocket_edge_that_is_forgotten() -> None:
    class Forgotten(PocketVest):
        name = "forgotten"

        def making(self) -> object:
            pocket = self.pocket
            yield hem(pocket.mouth, depth=25)
            yield lay(pocket, on=self.front, at="pocket", sewn=pocket.front_side + pocket.bottom)
            yield from Vest.making(self)
    with pytest.raises(mtm.PatternRefused) as caught:
        mtm.draft(Forgotten, BODY)
    assert [p.where for p in caught.value.problems] == ["pocket.back_side"]


def test_a_garment_whose_own_sides_differ() -> None:
    pattern = mtm.draft(Lopsided, BODY)
    left, right = (next(p for p in pattern.for_cutting().parts if p.id == f"front.{side}.shell.1")
                   for side in ("left", "right"))
    wide = {p.id: p.bounds[2] - p.bounds[0] for p in (left, right)}
    assert wide["front.right.shell.1"] - wide["front.left.shell.1"] == pytest.approx(13, abs=0.01)
    assert sorted(surface(pattern.sewing).openings) == [
        "armhole", "armhole", "hem", "neck"]


def test_a_body_whose_sides_differ_makes_pieces_that_still_join() -> None:
    body = mtm.read_body(BODIES / "tariq.yaml")
    pattern = mtm.draft("crew-tee", body)
    parts = {p.id: p for p in pattern.for_cutting().parts}
    assert parts["sleeve.left.shell.1"].cut != parts["sleeve.right.shell.1"].cut
    front = {edge.name: edge.length for edge in parts["front.shell.1"].sewn}
    back = {edge.name: edge.length for edge in parts["back.shell.1"].sewn}
    for side in ("left", "right"):
        assert front[f"{side} side"] == pytest.approx(back[f"{side} side"], abs=0.01)
        assert front[f"{side} shoulder"] == pytest.approx(back[f"{side} shoulder"], abs=0.01)
        cap = next(e for e in parts[f"sleeve.{side}.shell.1"].sewn if e.edge == "cap")
        assert cap.length == pytest.approx(front[f"{side} armhole"] + back[f"{side} armhole"], abs=0.01)
    assert front["left armhole"] != pytest.approx(front["right armhole"], abs=0.5)
    assert sorted(surface(pattern.sewing).openings) == [
        "cuff", "cuff", "hem", "neck"]


def test_halves_that_do_not_share_their_centre_are_refused() -> None:
    class Split(Vest):
        name, sides_differ = "split", True

        @piece(cut(shell), on="torso back")
        def back(self) -> Outline:
            outline = Vest.back.method(self)
            if self.wearer_side == "left":
                return outline
            foot, neck = Point(0, -480), outline.edges["centre"].start
            return edges(**{**outline.edges, "hem": line(foot, outline.edges["hem"].end),
                            "centre": type(outline.edges["centre"])(line(neck, foot).curves, "fold")})
    with pytest.raises(mtm.DraftError, match=r"do not meet on the fold, by 20\.0 mm") as caught:
        mtm.draft(Split, BODY)
    assert caught.value.code == "sides.centre" and "self.middle" in caught.value.hint
