"""The figure from waist to hip: a seat that is widest below the hip, a navel whose place nobody measured."""

from __future__ import annotations

from itertools import pairwise

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.geometry import path
from mtmpattern.pattern.audit import audit
from tests.templates.people import changed

STEEP = {"height": 1680, "weight": 66, "chest_girth": 1070, "inside_leg": 780}
SEATED = ("trousers", "joggers", "leggings")


def steep(waist, hip, **more):
    """A body whose waist is far smaller than its hip, and whose navel was not measured."""
    return mtm.Body.of(STEEP | {"waist_girth": waist, "hip_girth": hip} | more, sex="female")


# ---- The widest place ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("garment", SEATED)
def test_a_seat_that_is_widest_below_the_hip_has_room(garment):
    plain, same, larger = (drafted(garment, changed("ana", max_hip_girth=each)) for each in (995, 1005, 1130))
    assert plain.finished["hip"] == same.finished["hip"] < larger.finished["hip"]
    assert audit(larger) == ()
    (row,) = (each for each in larger.ease if each.measure == "max_hip_girth")
    assert row.short <= 0
    assert row.place == "hip (maximum hip girth)"
    assert garment == "leggings" or row.amount == pytest.approx(10, abs=.1)


@pytest.mark.parametrize("garment", SEATED)
def test_an_estimated_widest_place_moves_nothing(garment):
    pattern = drafted(garment, changed("ana", belly_girth=800))
    assert not any(each.measure == "max_hip_girth" for each in pattern.ease)


def test_both_rows_of_a_skirt_say_what_they_compare():
    places = [each.place for each in drafted("straight-skirt", changed("ana")).ease]
    assert len(set(places)) == len(places)
    assert "hip (maximum hip girth)" in places


# ---- A navel that was not measured --------------------------------------------------------------------------------


@pytest.mark.parametrize(("waist", "hip"), [(640, 1060), (600, 980), (620, 1080), (700, 1060)])
@pytest.mark.parametrize(("garment", "shortest"), [("straight-skirt", 95), ("a-line-skirt", 80), ("trousers", 80)])
def test_no_dart_ends_in_a_stub_on_a_navel_that_nobody_placed(garment, shortest, waist, hip):
    pattern = drafted(garment, steep(waist, hip), estimates=True)
    assert audit(pattern) == ()
    for name, most in (("front", 2), ("back", 3)):
        darts = pattern.piece(name).waist.darts
        assert len(darts) <= most
        assert all(each.intake.length >= shortest for each in darts)
    ease = {each.place: each.amount for each in pattern.ease}
    assert garment == "trousers" or ease["waist"] <= 15
    assert ease["hip"] <= 60


def test_a_navel_that_was_placed_has_its_dart():
    body = steep(760, 1000, belly_girth=900, waist_to_belly=45, waist_to_hip=210)
    (length,) = {round(each.intake.length) for each in drafted("straight-skirt", body, estimates=True).piece(
        "front").waist.darts}
    assert length == 60


def test_a_hip_that_is_wider_than_chosen_is_noted():
    texts = [[note.text for note in drafted("straight-skirt", body, estimates=True).notes if "wider than chosen" in
              note.text] for body in (changed("ana"), changed("ana", max_hip_girth=1100))]
    assert texts[0] == []
    assert texts[1] == ["The hip is 75 mm wider than chosen, for room over the widest place of the seat."]


@pytest.mark.parametrize("top_hip", [900, 905, 910, 915, 920, 925, 930])
def test_the_darts_of_a_skirt_change_evenly(top_hip):
    """A top hip of a few mm more moves the end of a front dart by a few mm."""
    ends = [drafted("a-line-skirt", changed("ana", top_hip_girth=each)).piece("front").waist.darts[0].intake.length
            for each in (top_hip, top_hip + 5)]
    assert abs(ends[1] - ends[0]) < 25


# ---- Solving, joggers and leggings ---------------------------------------------------------------------------------


def test_the_waist_of_trousers_does_not_jump():
    """A belly of which the place is estimated, between waist and top hip."""
    assert audit(drafted("trousers", steep(780, 960, belly_girth=900), estimates=True)) == ()


@pytest.mark.parametrize("measure", ["belly_girth", "top_hip_girth", "hip_girth", "waist_girth"])
@pytest.mark.parametrize("garment", ["trousers", "straight-skirt", "a-line-skirt"])
def test_a_belly_that_nobody_placed_comes_to_stand_out_gradually(garment, measure):
    """The waist jumped by 8 to 14 mm for 1 mm of the top hip, where the belly came to be counted."""
    middle = {"belly_girth": 1170, "top_hip_girth": 1241, "hip_girth": 1300, "waist_girth": 1120}
    waists = [drafted(garment, changed("rosa", **middle | {measure: middle[measure] + by})).finished["waist"]
              for by in range(-24, 97, 4)]
    assert max(abs(more - less) for less, more in pairwise(waists)) < 4 * 2.7


@pytest.mark.parametrize("belly", [1160, 1240, 1320, 1400, 1440])
def test_the_front_of_joggers_does_not_hook_in_above_a_belly(belly):
    body = mtm.Body.of({"height": 1720, "weight": 115, "chest_girth": 1220, "waist_girth": belly - 80,
                        "belly_girth": belly, "hip_girth": 1160, "inside_leg": 760, "waist_to_hip": 200}, sex="male")
    pattern = drafted("joggers", body, estimates=True)
    assert audit(pattern) == ()
    side = pattern.piece("front").info.edges["side"]
    points = [each for each in path.flatten(side.curves, .5) if each.y > side.end.y - 60]
    assert side.end.x >= max(each.x for each in points) - 6


def test_leggings_for_a_pear_in_cloth_that_stretches_along():
    body = mtm.Body.of({"height": 1650, "weight": 88, "chest_girth": 940, "waist_girth": 820, "hip_girth": 1260,
                        "top_hip_girth": 1100, "thigh_girth": 760, "knee_girth": 440, "calf_girth": 420,
                        "inside_leg": 750}, sex="female")
    for tighter in (8, 12, 17, 20):
        assert audit(drafted("leggings", body, estimates=True, tighter=tighter, shorter=6)) == ()


# ---- A belly near the waist seam ----------------------------------------------------------------------------------


@pytest.mark.parametrize("down", range(40, 56))
def test_trousers_draft_wherever_a_belly_lies_below_their_waist_seam(down):
    body = mtm.Body.of({"height": 1630, "waist_girth": 1040, "belly_girth": 1140, "waist_to_belly": down,
                        "hip_girth": 1080, "max_hip_girth": 1120, "inside_leg": 740, "chest_girth": 1120}, sex="female")
    assert audit(drafted("trousers", body, estimates=True)) == ()


APPLE = {"height": 1630, "waist_girth": 1040, "belly_girth": 1140, "hip_girth": 1080, "max_hip_girth": 1120,
         "inside_leg": 740, "chest_girth": 1120}


def corners_of_the_front(**measures):
    """The ends of every edge of a front, in mm, for a body whose belly lies near the waist seam."""
    pattern = drafted("trousers", mtm.Body.of(APPLE | measures, sex="female"), estimates=True)
    return {name: edge.end for name, edge in pattern.piece("front").info.edges.items()}


@pytest.mark.parametrize("measure", [
    {"waist_to_belly": [36, 38, 40, 42, 44, 46, 47, 48, 50, 60, 75, 76, 90, 99, 100]},
    {"waist_to_belly": [46] * 5, "body_rise": [274, 275, 276, 277, 278]},
    {"waist_to_belly": [46] * 4, "crotch_length": [787, 788, 789, 790]},
    {"waist_to_belly": [75] * 4, "belly_girth": [1139, 1140, 1141, 1142]}])
def test_a_belly_moves_the_front_of_trousers_gradually(measure):
    """Side seam and pocket jumped by 27 mm where a belly crossed 12 mm below the waist seam."""
    steps  = [dict(zip(measure, values, strict=True)) for values in zip(*measure.values(), strict=True)]
    drawn  = [corners_of_the_front(**step) for step in steps]
    for a, b, before, after in zip(steps, steps[1:], drawn, drawn[1:], strict=False):
        by = max(abs(b[name] - a[name]) for name in a)
        assert all(before[name].distance(after[name]) < 9 * max(by, 1) ** .5 for name in before), (a, b)


def test_the_side_of_trousers_does_not_hook_in_over_a_belly_just_below_the_waist_seam():
    """It leant in by 77 degrees where it arrived at the waist."""
    body = mtm.Body.of(APPLE | {"waist_to_belly": 50}, sex="female")
    (side,) = (edge for name, edge in drafted("trousers", body, estimates=True).piece("pocket_back").info.edges.items()
               if name == "side")
    assert side.arriving < 90 + 65


@pytest.mark.parametrize(("waist", "hip"), [(600, 1100), (620, 1150), (700, 1250)])
@pytest.mark.parametrize("garment", ["straight-skirt", "a-line-skirt", "circle-skirt"])
def test_an_estimated_top_hip_refuses_no_skirt(garment, waist, hip):
    pattern = drafted(garment, mtm.Body.of({"height": 1680, "chest_girth": 900, "inside_leg": 780, "waist_girth": waist,
                                            "hip_girth": hip}, sex="female"), estimates=True)
    assert audit(pattern) == ()
    assert any("top hip girth was not measured" in note.text for note in pattern.notes)


def test_a_refusal_says_which_measure_was_estimated():
    body = mtm.Body.of({"height": 1680, "chest_girth": 900, "inside_leg": 780, "waist_girth": 600, "hip_girth": 1300},
                       sex="female")
    with pytest.raises(mtm.MtmError, match=r"estimated: measure the girth at the navel"):
        mtm.draft("straight-skirt", body, estimates=True, fit="slim")
    man = mtm.Body.of({"height": 1680, "chest_girth": 900, "inside_leg": 780, "waist_girth": 600, "hip_girth": 1100},
                      sex="male")
    with pytest.raises(mtm.MtmError, match=r"Measure what was estimated: .*body rise, total crotch length"):
        mtm.draft("leggings", man, estimates=True)


@pytest.mark.parametrize(("waist", "hip"), [(550, 1150), (600, 1300)])
def test_an_estimated_navel_alone_refuses_no_skirt(waist, hip):
    body = mtm.Body.of({"height": 1680, "chest_girth": 900, "inside_leg": 780, "waist_girth": waist, "hip_girth": hip},
                       sex="female")
    pattern = drafted("straight-skirt", body, estimates=True)
    assert audit(pattern) == ()
    assert any(note.code == "wear.unmeasured" and "navel" in note.text for note in pattern.notes)


@pytest.mark.parametrize("garment", ["trousers", "joggers"])
def test_the_ease_of_a_waist_that_lies_lower_is_over_the_body_there(garment):
    pattern = drafted(garment, changed("ana"))
    (row,) = (each for each in pattern.ease if each.level == "waist")
    assert row.source == "derived"
    assert row.body > 745 + 10
    assert row.least == 0


def test_a_toddlers_skirt_is_not_far_wider_than_the_belly():
    toddler = mtm.Body.of({"height": 860, "chest_girth": 500, "waist_girth": 480, "belly_girth": 530, "hip_girth": 520,
                           "inside_leg": 340, "waist_to_hip": 110}, sex="female", child=True)
    pattern = drafted("straight-skirt", toddler, estimates=True)
    assert audit(pattern) == ()
    assert pattern.finished["hip"] < 600                                # it was 657


@pytest.mark.parametrize("down", [25, 40, 60])
@pytest.mark.parametrize("garment", ["straight-skirt", "a-line-skirt"])
def test_a_high_belly_has_no_stub_darts_and_little_more_room_than_it_needs(garment, down):
    pattern = drafted(garment, changed("otto", waist_to_belly=down, belly_girth=1360), estimates=True)
    assert audit(pattern) == ()
    assert all(each.intake.length >= 54 for each in pattern.piece("front").waist.darts)
    (belly,) = (each.amount for each in pattern.ease if each.level == "belly")
    assert 10 <= belly <= 35                                            # it was up to 91
