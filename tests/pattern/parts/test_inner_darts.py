"""Darts inside a piece: what they take out, how they are marked, and where they cannot lie."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

import mtmpattern as mtm
from mtmpattern.drafting import Point, across, around, cut, dart, derived, edges, fish_eye, line, piece, shell
from mtmpattern.geometry import FishEye, Region, mirrored_about, path
from mtmpattern.pattern import Part, Pattern, audit
from mtmpattern.pattern.model.operation import Preparation
from mtmpattern.pattern.stored import from_json
from tests.pattern.shirts import CuffedShirt
from tests.pattern.simple import panel, pattern_of

BODY = mtm.Body.of({"chest_girth": 940})
WAIST = fish_eye(Point(105, 250), above=150, below=110, width=24)


def darted(inner: Mapping[str, FishEye], **more: object) -> Pattern:
    return pattern_of(panel(inner=inner, **more))  # type: ignore[arg-type]


def found(pattern: Pattern) -> list[str]:
    return [str(p) for p in audit(pattern) if not p.code.startswith(("surface", "smooth"))]


@pytest.fixture(scope="module")
def shirt() -> Pattern:
    return mtm.draft(CuffedShirt, BODY)


@pytest.fixture(scope="module")
def back(shirt: Pattern) -> Part:
    return next(part for part in shirt.for_cutting().parts if part.piece == "back")


def test_it_takes_out_its_width_at_each_level() -> None:
    plain, piece = panel(lean=0, points={"hip": Point(0, 195)}), panel(lean=0, inner={"waist_dart": WAIST}, points={
        "waist": Point(0, 250), "hip": Point(0, 195), "tip": Point(0, 400), "above": Point(0, 325)})
    assert across(plain, at="hip") == 300
    assert {at: round(300 - across(piece, at=at), 9) for at in ("waist", "hip", "tip", "above")} == {
        "waist": 24, "hip": 12, "tip": 0, "above": 12}


def test_around_counts_both_halves(shirt: Pattern) -> None:
    piece = shirt.piece("back")
    assert around(piece, at="waist") == pytest.approx(2 * (230 - 24))
    assert shirt.finished["back at the waist"] == pytest.approx(230 - 24)


def test_it_leans() -> None:
    upright, leaning = (fish_eye(Point(0, 0), above=100, below=80, width=20, lean=lean) for lean in (0, 10))
    assert leaning.shape.tips[0].same_as(Point(0, 0).along(100, 100))
    assert upright.shape.width_at(0) == pytest.approx(20)
    assert leaning.shape.width_at(0) == pytest.approx(20, abs=0.6)
    assert [round(leg.length, 9) for leg in leaning.shape.legs] == [round(leg.length, 9) for leg in upright.shape.legs]


def test_with_one_tip_it_ends_in_a_mouth() -> None:
    single = fish_eye(Point(0, 0), above=100, below=0, width=20)
    assert len(single.shape.tips) == 1 and len(single.shape.legs) == 2
    assert [round(single.shape.width_at(y), 6) for y in (-1, 0, 50, 100)] == [0, 20, 10, 0]


def test_of_no_width_it_is_no_dart() -> None:
    assert not panel(inner={"waist_dart": fish_eye(Point(99, 99), above=50, below=50, width=0)}).info.outline.darts


def test_it_is_drawn_and_drilled(back: Part) -> None:
    legs = [line for line in back.lines if line.kind == "dart"]
    assert len(legs) == 8 and {line.name for line in legs} == {"waist_dart"}
    lengths = sorted(path.length(line.curves) for line in legs)
    assert lengths == pytest.approx([math.hypot(12, 110)] * 4 + [math.hypot(12, 150)] * 4)
    holes = sorted((round(abs(hole.at.x), 6), round(hole.at.y, 6)) for hole in back.drills)
    inside_tips, inside_legs = [(105, -240), (105, -480)], [(96, -380), (114, -380)]
    assert holes == sorted([*inside_tips, *inside_legs] * 2)
    assert sum(hole.at.x < 0 for hole in back.drills) == 4


def test_it_has_no_allowance_and_no_notch(shirt: Pattern, back: Part) -> None:
    plain = mtm.draft(type("Plain", (CuffedShirt,), {"name": "plain", "back": _plain_back()}), BODY)
    same = next(part for part in plain.for_cutting().parts if part.piece == "back")
    assert same.cut == back.cut and same.sewn == back.sewn and same.notches == back.notches


def _plain_back() -> object:
    @piece(cut(shell), on="torso back")
    def back(self: object) -> object:
        return replace(CuffedShirt.back.method(self), darts={})
    return back


def test_work_begins_with_it(shirt: Pattern) -> None:
    assert shirt.preparations == (Preparation("fish-eye", "back", "waist_dart", 1, 24, 260),)
    skirt = mtm.draft("straight-skirt", mtm.read_body("ana"))
    assert skirt.preparations[0] == Preparation("fuse", "waistband")
    assert {(each.kind, each.piece, each.edge) for each in skirt.preparations[1:]} == {
        ("dart", "front", "waist"), ("dart", "back", "waist")}


def test_shrinkage_moves_it_and_keeps_its_holes_where_they_are_sewn() -> None:
    twill = replace(mtm.read_fabric("skirt-twill"), shrinkage_warp=0.10, shrinkage_weft=0.20)
    grown = next(part for part in replace(darted({"d": WAIST}), fabrics={"shell": twill}).for_cutting().parts)
    legs = [line.curves[0] for line in grown.lines if line.kind == "dart"]
    sides = sorted({(round(abs(leg.start.x), 6), round(leg.start.y, 6)) for leg in legs})
    assert sides == [(round(x / 0.8, 6), round(250 / 0.9, 6)) for x in (93, 117)]
    tip = next(hole.at for hole in grown.drills if hole.at.y > 380 / 0.9)
    assert tip.y == pytest.approx(400 / 0.9 - 10)


def test_a_part_made_from_it_keeps_it_unless_its_darts_are_left_out() -> None:
    parent = panel(inner={"waist_dart": WAIST})
    assert derived(parent).darts == {"waist_dart": WAIST}
    assert derived(parent, darts=False).darts == {}


def test_sides_may_differ() -> None:
    crooked = type("Crooked", (CuffedShirt,), {"name": "crooked", "sides_differ": True, "back": _sided_back()})
    pattern = mtm.draft(crooked, BODY)
    back = next(part for part in pattern.for_cutting().parts if part.piece == "back")
    assert sorted({round(abs(hole.at.x)) for hole in back.drills if hole.at.y > -300}) == [95, 105]
    assert from_json(pattern.to_json()) == pattern


def _sided_back() -> object:
    @piece(cut(shell), on="torso back")
    def back(self: object) -> object:
        outline = CuffedShirt.back.method(self)
        at = 105 if self.wearer_side == "left" else 95  # type: ignore[attr-defined]
        return replace(outline, darts={"waist_dart": fish_eye(Point(at, -380), above=150, below=110, width=24)})
    return back


# ---- Wrong uses, and what is read -------------------------------------------------------------------------------


@pytest.mark.parametrize("centre", [Point(8, 250), Point(105, 112), Point(105, 420), Point(700, 250), Point(310, 250)])
def test_a_dart_that_leaves_the_piece(centre: Point) -> None:
    assert found(darted({"waist_dart": replace(WAIST, centre=centre)})) == [
        ("panel.waist_dart: the dart does not lie inside the piece, 5 mm from every edge. Move its centre, or make it "
        "shorter; a dart from an edge is with_darts. [intake.inside]")]


def test_a_dart_on_the_fold() -> None:
    assert found(darted({"waist_dart": replace(WAIST, centre=Point(0, 250))}, on_fold=True)) == [
        ("panel.waist_dart: the dart lies on the fold centre, over which it would meet its mirror image. Move it off "
        "the fold, or take its width out of a seam there instead. [intake.inside]")]


def test_a_dart_that_is_too_steep() -> None:
    assert found(darted({"waist_dart": replace(WAIST, below=40)})) == [
        ("panel.waist_dart: a dart 24.0 mm wide that runs out in 40.0 mm stands off at its tip. Make it 48 mm long or "
        "more on that side, or 20 mm wide or less. [intake.steep]")]


def test_darts_that_run_into_each_other() -> None:
    other = replace(WAIST, centre=Point(125, 280))
    message, = found(darted({"first": WAIST, "second": other}))
    assert message.startswith("panel: first and second run into each other. Move one of them, or make it shorter or "
                              "narrower. [intake.crossing, test_inner_darts.py line ")
    assert "vent and first run into each other" in found(darted({"first": WAIST}, at=105, end=Point(105, 160)))[0]


def test_a_dart_of_an_edge_in_its_way() -> None:
    top = line(Point(320, 500), Point(0, 500)).with_darts([dart(width=20, length=180, at=.67)])
    piece = panel(inner={"waist_dart": WAIST})
    shape = edges(**{**piece.info.edges, "top": top}, inner={"waist_dart": WAIST})
    both = type(piece)(replace(piece.info, outline=shape.checked("panel")))
    assert "panel: a dart of top and waist_dart run into each other" in found(pattern_of(both))[0]


@pytest.mark.parametrize("wrong", [
    {"width": -1}, {"above": -5}, {"above": 0, "below": 0}, {"width": math.nan}, {"lean": math.inf}])
def test_numbers_that_make_no_dart(wrong: dict[str, float]) -> None:
    with pytest.raises(mtm.DraftError) as caught:
        fish_eye(Point(0, 0), **{"above": 100, "below": 90, "width": 20, **wrong})
    assert caught.value.code == "intake.width" and "Give it a width and a length" in caught.value.hint


def test_a_dart_is_no_edge() -> None:
    with pytest.raises(mtm.DraftError, match=r"panel\.waist_dart is a dart inside the piece, not an edge"):
        _ = panel(inner={"waist_dart": WAIST}).waist_dart


# ---- Anywhere on any piece --------------------------------------------------------------------------------------


@given(width=st.floats(200, 600), height=st.floats(400, 900), lean=st.floats(-20, 60), x=st.floats(.3, .7),
       y=st.floats(.4, .6), wide=st.floats(5, 30), above=st.floats(65, 150), below=st.floats(65, 150),
       turned=st.floats(-12, 12), slit_too=st.booleans(), flipped=st.booleans())
def test_a_dart_anywhere(width: float, height: float, lean: float, x: float, y: float, wide: float, above: float,
                         below: float, turned: float, slit_too: bool, flipped: bool) -> None:
    centre = Point(x * width, y * height)
    eye = fish_eye(centre, above=above, below=below, width=wide, lean=turned)
    at, end = (width / 2, Point(width / 2, 8)) if slit_too else (None, None)
    points = {"waist": Point(0, centre.y), "low": Point(0, 9)}
    with_dart = panel(width, height, at, end, lean, {"waist_dart": eye}, points, flipped=flipped)
    without = panel(width, height, at, end, lean, None, points, flipped=flipped)
    pattern, same = pattern_of(with_dart), pattern_of(without)
    assert found(pattern) == []
    taken = across(without, at="waist") - across(with_dart, at="waist")
    assert 0 < taken <= wide * (1 + abs(math.tan(math.radians(turned)))) + 1e-9
    assert across(without, at="low") == across(with_dart, at="low")
    parts = pattern.for_cutting().parts
    for part, plain in zip(parts, same.for_cutting().parts, strict=True):
        assert (part.cut, part.sewn) == (plain.cut, plain.sewn)
        cloth = Region(part.cut).polygon
        assert all(cloth.contains(_place(hole.at)) for hole in part.drills) and len(part.drills) == 4
        legs = [path.length(each.curves) for each in part.lines if each.kind == "dart"]
        assert legs[0] == pytest.approx(legs[1]) and legs[2] == pytest.approx(legs[3])
        assert legs[0] == pytest.approx(math.hypot(above, wide / 2))
    mirror = mirrored_about(Point(0, 0), Point(0, 1))
    left, right = ({(round(p.x, 6) + 0.0, round(p.y, 6) + 0.0) for p in holes}
                   for holes in ([mirror(h.at) for h in parts[0].drills], [h.at for h in parts[1].drills]))
    assert left == right
    assert from_json(pattern.to_json()) == pattern


def _place(point: Point) -> object:
    return shapely.Point(point.x, point.y)


def test_geometry_of_a_mirror() -> None:
    mirror = mirrored_about(Point(0, 0), Point(0, 1))
    shape = WAIST.moved(mirror)
    assert shape.middle.same_as(Point(-105, 250))
    assert [leg.length for leg in shape.legs] == pytest.approx([leg.length for leg in WAIST.shape.legs])
