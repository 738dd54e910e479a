"""Tops at the levels that decide only for few bodies: waist, elbow, neck; and darts that begin without a jump."""

from __future__ import annotations

from itertools import pairwise

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.pattern.audit import audit
from tests.templates.people import changed


def room(pattern, level):
    return min(each.amount for each in pattern.ease if each.level == level)


@pytest.mark.parametrize(("template", "fit"), [
    ("tank", None), ("crew-tee", "slim"), ("v-neck-tee", "slim"), ("polo", "slim"), ("hoodie", "slim")])
def test_a_front_is_led_out_to_a_waist_that_is_as_thick_as_the_belly(template, fit):
    """A side that goes straight from the belly to the underarm would be narrower than the waist between them."""
    thick = dict.fromkeys(("waist_girth", "belly_girth"), 1170.0)
    body  = changed("ben", chest_girth=1090, high_bust_girth=1080, hip_girth=1150, waist_to_belly=75, **thick)
    slim  = changed("ben", chest_girth=1090, high_bust_girth=1080, hip_girth=1150, waist_to_belly=75,
                    belly_girth=1170, waist_girth=1090)
    patterns = [drafted(template, each, fit=fit, estimates=True) for each in (body, slim)]
    assert room(patterns[0], "waist") >= 4 and audit(patterns[0]) == ()
    level = patterns[0].piece("front").info.outline.levels["waist"]
    wide, narrow = (each.piece("front").info.edges["side"].at_level(level).x for each in patterns)
    assert wide >= narrow


@pytest.mark.parametrize("elbow", [270, 300, 320])
@pytest.mark.parametrize("template", ["crew-tee", "polo"])
def test_a_long_sleeve_goes_round_the_elbow_that_was_measured(template, elbow):
    body = changed("ben", upper_arm_girth=300, elbow_girth=elbow)
    pattern = drafted(template, body, estimates=True, options={"sleeve_length": 100, "sleeve_taper": 55})
    assert room(pattern, "elbow") >= 4 and audit(pattern) == ()


@pytest.mark.parametrize("length", [52, 56, 60, 64, 68])
def test_a_hem_near_the_elbow_is_as_wide_as_the_elbow(length):
    body = changed("ben", upper_arm_girth=300, elbow_girth=310)
    pattern = drafted("crew-tee", body, estimates=True, options={"sleeve_length": length, "sleeve_taper": 45})
    below = length / 100 * body.arm_length - body.upper_arm_length                 # the hem, below the elbow
    assert pattern.piece("sleeve").info.edges["hem"].length >= 310 - max(below, 0)


def test_a_collar_of_a_polo_goes_round_the_neck():
    thick = changed("ben", neck_girth=470, neck_base_girth=450)
    pattern = drafted("polo", thick, estimates=True)
    assert room(pattern, "neck") == pytest.approx(5, abs=.1) and audit(pattern) == ()
    assert [each.text for each in pattern.rescues] == [
        "neckline widened at each side so that the collar goes round the neck"]
    assert not drafted("polo", changed("ben"), estimates=True).rescues


@pytest.mark.parametrize(("template", "options", "said"), [
    ("crew-tee", {"sleeve_length": 22}, "sleeve_length 22 % is too short"),
    ("polo", {"sleeve_length": 22}, "sleeve_length 22 % is too short"),
    ("shirt", {"short_length": 24, "long_sleeves": False}, "short_length 24 % is too short"),
    ("shirt", {"body_length": 35, "tail": 110}, "body_length 35.0 % is too short")])
def test_a_length_that_is_not_followed_is_said_with_what_is_drawn(template, options, said):
    body = changed("ben", upper_arm_girth=400, back_waist_length=520)
    notes = [str(each) for each in drafted(template, body, estimates=True, options=options).notes]
    (found,) = [each for each in notes if said in each]
    assert "drawn with" in found.replace("is drawn", "drawn")
    usual = drafted(template, changed("ben"), estimates=True)
    assert not any("too short" in str(each) for each in usual.notes)


def test_a_childs_tee_may_be_taken_in_at_the_arm_and_a_loose_one_less():
    nils = mtm.read_body("nils")
    assert mtm.draft("crew-tee", nils, fit="child", estimates=True, alterations={"upper_arm": -20})
    with pytest.raises(mtm.MtmError, match="upper arm"):
        mtm.draft("crew-tee", mtm.read_body("ben"), estimates=True, alterations={"upper_arm": -30})


def test_darts_at_a_waist_begin_with_what_the_side_has_taken():
    """1 mm of the body moves the finished waist by a few mm only, however many darts there are."""
    shirts = [drafted("womens-shirt", changed("ana", waist_girth=745 + mm), estimates=True) for mm in range(-8, 6)]
    counts = [len(each.piece(name).info.outline.darts) for each in shirts for name in ("front", "back")]
    assert len(set(counts[::2])) == 2                                              # one begins within these mm
    waists = [each.finished["waist"] for each in shirts]
    assert max(b - a for a, b in pairwise(waists)) <= 3
    feet = [each.piece("front").info.edges["side"] for each in shirts]
    assert max(a.at(a.length / 2).distance(b.at(b.length / 2)) for a, b in pairwise(feet)) <= 5
