"""Joggers: an elastic band that goes over the hips, cuffs that go over the heel, pockets, seams that meet."""

from __future__ import annotations

from dataclasses import replace

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.papers.work import order_of_work
from mtmpattern.pattern import surface
from mtmpattern.pattern.audit import audit
from tests.templates.people import PEOPLE, changed, corner, line_from, made, must_refuse_to_read_unasked, part, person

FITS = ("slim", "regular", "relaxed", "shorts", "child")


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("name", PEOPLE)
def test_seams_meet_and_the_crotch_is_the_bodys(name, fit):
    pattern = made("joggers", name, fit)
    assert audit(pattern) == () and pattern.rescues == ()
    front, back = (part(pattern, f"{piece}.left.shell.1") for piece in ("front", "back"))
    for seam in ("side", "inseam"):
        lengths = [line_from(each, seam, "hem").length for each in (front, back)]
        assert lengths[0] == pytest.approx(lengths[1], abs=.01)
    pieces = [pattern.piece(each) for each in ("front", "back")]
    assert 170 <= sum(corner(piece, "crotch") for piece in pieces) <= 185
    crotch = mtm.complete(person(name), ("crotch_length",)).crotch_length
    options = pattern.options
    asked = crotch + options["crotch_ease"] - 2 * options["below_waist"]
    assert pattern.finished["crotch"] == pytest.approx(asked, abs=.1)
    assert not any(piece.info.edges["waist"].darts for piece in pieces)


@pytest.mark.parametrize("name", PEOPLE)
def test_the_band_is_as_long_as_the_body_and_goes_over_the_hips(name):
    pattern, body = made("joggers", name), person(name)
    band, waist = pattern.piece("waistband").seam.length, pattern.finished["waist"]
    stretch = 1 + pattern.fabrics["shell"].stretch_weft
    assert band <= waist + .01
    assert band * stretch >= body.hip_girth
    assert next(each for each in pattern.ease if each.level == "waist").short <= 0
    assert sorted(surface(pattern.sewing).openings) == ["leg", "leg", "waist"]


@pytest.mark.parametrize("name", PEOPLE)
def test_the_cuff_goes_over_the_heel(name):
    pattern = made("joggers", name)
    cuff, edge = pattern.piece("cuff").seam.length, pattern.finished["leg_hem"]
    heel = mtm.complete(person(name), ("heel_girth",)).heel_girth
    assert .6 * edge <= cuff <= .95 * edge + .01
    assert cuff * (1 + pattern.fabrics["rib"].stretch_weft) >= heel
    plain = made("joggers", name, cuffs="hem")
    assert plain.finished["inseam"] == pytest.approx(pattern.finished["inseam"] + pattern.options["cuff_height"], abs=1)
    assert "cuff" not in {piece.info.name for piece in plain.pieces}


@pytest.mark.parametrize("pockets", ["side seam", "slant", "none"])
@pytest.mark.parametrize("cuffs", ["rib", "hem"])
def test_every_pocket_with_every_leg(pockets, cuffs):
    for name in ("ana", "otto", "lia"):
        pattern = made("joggers", name, pockets=pockets, cuffs=cuffs)
        assert audit(pattern) == ()
        assert ("pocket_back" in {piece.info.name for piece in pattern.pieces}) == (pockets != "none")


def test_the_maker_is_told_what_gathers_the_waist():
    pattern, plain = made("joggers", "ben"), made("joggers", "ben", drawcord=False)
    seen, bare = (" ".join(note.text for note in each.notes) for each in (pattern, plain))
    assert "ring of elastic, 41 mm wide" in seen and "eyelets" in seen
    assert "ring of elastic" in bare and "eyelets" not in bare
    assert any("cuff" in line for line in order_of_work(pattern))


def test_legs_that_differ_are_cut_alike():
    pattern = drafted("joggers", changed("tariq", thigh_girth=(600, 640), calf_girth=(370, 390)))
    assert audit(pattern) == ()
    assert pattern.piece("front").info.outline == pattern.piece("front").other_side().info.outline


def test_cloth_that_hardly_stretches_is_refused_in_words():
    with pytest.raises(mtm.MtmError, match="stretches only"):
        mtm.draft("joggers", person("ana"), fabrics={"shell": replace(mtm.read_fabric("jersey"), stretch_weft=.1)})


def test_a_template_that_reads_another_measure_fails():
    must_refuse_to_read_unasked("joggers")


@pytest.mark.parametrize("measure", ["waist", "hip", "thigh", "knee", "leg_hem", "inseam", "crotch"])
def test_what_is_altered_comes_out(measure):
    plain = made("joggers", "ana")
    pattern = mtm.draft("joggers", mtm.complete(person("ana"), ()), alterations={measure: 8})
    assert pattern.finished[measure] == pytest.approx(plain.finished[measure] + 8, abs=1)
