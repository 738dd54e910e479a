"""What is particular to leggings: narrower as far as the cloth allows, a true crotch, one shape of inseam."""

from __future__ import annotations

from dataclasses import replace

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.pattern.audit import audit
from tests.templates.people import PEOPLE, changed, corner, made, part, person, sewn

LENGTHS = ("full", "seven-eighths", "capri", "bike shorts", "relaxed", "child")


@pytest.mark.parametrize("fit", LENGTHS)
@pytest.mark.parametrize("name", PEOPLE)
def test_the_corners_are_true(name, fit):
    leg = made("leggings", name, fit).piece("leg")
    assert corner(leg, "inseam_front") + corner(leg, "crotch_back") == pytest.approx(174.5, abs=.1)
    assert 90 < corner(leg, "inseam_front") < 112 and 62 < corner(leg, "crotch_back") < 84
    assert corner(leg, "crotch_front") == pytest.approx(90, abs=.1)           # the waist is square to both centres
    assert corner(leg, "waist") == pytest.approx(90, abs=.1)
    assert corner(leg, "hem") == pytest.approx(90, abs=.1)
    assert corner(leg, "inseam_back") == pytest.approx(90, abs=.1)


@pytest.mark.parametrize("fit", LENGTHS)
@pytest.mark.parametrize("name", PEOPLE)
def test_inseams_and_crotch_seams_meet_on_the_parts(name, fit):
    pattern = made("leggings", name, fit)
    left, right = (part(pattern, f"leg.{side}.shell.1") for side in ("left", "right"))
    for leg in (left, right):
        assert sewn(leg, "inseam_front").length == pytest.approx(sewn(leg, "inseam_back").length, abs=.01)
    rises = [[sewn(leg, edge).length for edge in ("crotch_front", "crotch_back")] for leg in (left, right)]
    assert rises[0] == pytest.approx(rises[1], abs=.01)
    assert sum(rises[0]) + 2 * pattern.options["band_height"] == pytest.approx(pattern.intended["crotch"], abs=.1)
    band, = (each for each in pattern.for_cutting().parts if each.piece == "waistband")
    waist = sum(sewn(leg, "waist").length for leg in (left, right))
    assert sewn(band, "seam").length == pytest.approx(.95 * waist, abs=.01)


@pytest.mark.parametrize("name", PEOPLE)
def test_it_is_cut_as_leggings_of_the_trade(name):
    body, pattern = person(name), made("leggings", name)
    shape = pattern.piece("leg").info.edges
    scale = min(body.hip_girth / 940, 1)
    front, back = shape["crotch_front"].end, shape["crotch_back"].start
    assert 49 * scale <= back.y - front.y <= 69 * scale
    assert pattern.finished["hip"] == pytest.approx(.83 * body.hip_girth, abs=.1)
    extension = pattern.finished["thigh"] - pattern.finished["hip"] / 2
    assert .109 <= extension / body.hip_girth <= .17
    assert all(not curve.inflections for edge in ("crotch_front", "crotch_back") for curve in shape[edge].curves)


def test_the_cloth_limits_how_much_narrower_it_is():
    cloth = replace(mtm.read_fabric("jersey"), stretch_weft=.4, recovery=.8)
    pattern = mtm.draft("leggings", person("ana"), fabrics={"shell": cloth})
    worn = person("ana").hip_girth / pattern.finished["hip"] - 1
    assert worn == pytest.approx(.5 * .4 * .8, abs=1e-3)
    assert any("stretches too little" in note.text for note in pattern.notes)
    assert not any("stretches too little" in note.text for note in made("leggings", "ana").notes)


def test_a_stiff_cloth_still_lets_heel_and_hips_through():
    cloth = replace(mtm.read_fabric("jersey"), stretch_weft=.4)
    body = changed("ana", ankle_girth=215, heel_girth=345, waist_girth=600)
    pattern = mtm.draft("leggings", body, fabrics={"shell": cloth})
    for passage in pattern.passages:
        assert passage.widest >= passage.needed
    assert pattern.finished["leg_hem"] == pytest.approx(345 / 1.4 + 1, abs=.1)


def test_cloth_that_hardly_stretches_is_refused_in_words():
    with pytest.raises(mtm.MtmError, match="stretches only"):
        mtm.draft("leggings", person("ana"), fabrics={"shell": replace(mtm.read_fabric("jersey"), stretch_weft=.2)})


@pytest.mark.parametrize("fit", LENGTHS)
def test_legs_that_differ_still_meet_at_the_crotch(fit):
    pattern = drafted("leggings", changed("ana", thigh_girth=(585, 610), knee_girth=(360, 385), calf_girth=(365, 350),
                                          ankle_girth=(235, 245)), fit=fit)
    assert audit(pattern) == ()
    leg = pattern.piece("leg")
    assert leg.info.edges["hem"].length != pytest.approx(leg.other_side().info.edges["hem"].length, abs=.5)
    assert leg.crotch_front.length == pytest.approx(leg.other_side().crotch_front.length, abs=1e-6)


def test_a_longer_crotch_raises_the_waist():
    low, high = (drafted("leggings", changed("ana", crotch_length=length)) for length in (640, 690))
    assert high.finished["crotch"] - low.finished["crotch"] == pytest.approx(50 * (1 - .37 / 3), abs=.01)
    tops = [each.piece("leg").info.edges["crotch_back"].start.y for each in (low, high)]
    assert tops[1] - tops[0] > 15
    assert audit(low) == () == audit(high)


def test_a_crotch_length_that_cannot_be_is_refused_in_words():
    with pytest.raises(mtm.MtmError) as refused:
        mtm.draft("leggings", changed("ana", crotch_length=480))
    assert all(problem.hint for problem in refused.value.problems)
    assert "crotch" in str(refused.value)


@pytest.mark.parametrize("height", [950, 1100, 1250, 1400, 1550])
def test_children_need_few_measures(height):
    few  = {"height": height, "waist_girth": 260 + .24 * height, "hip_girth": 85 + .47 * height}
    body = mtm.Body.of(few, child=True)
    pattern = mtm.draft("leggings", body, fit="child")
    assert pattern.rescues == ()
    assert pattern.finished["inside_leg"] == pytest.approx(.93 * .97 * (.58 * height - 170), abs=1)
