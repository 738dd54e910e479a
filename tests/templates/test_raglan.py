"""Raglan sleeves of sweatshirt and hoodie, measured on parts without the join's own arithmetic."""

from __future__ import annotations

import pytest
from mtmpattern.templates.blocks.sweat_top import SweatSleeve
from mtmpattern.templates.sweatshirt import Sweatshirt

import mtmpattern as mtm
from mtmpattern.drafting import curve, drafted
from mtmpattern.geometry import turn
from mtmpattern.pattern import surface
from mtmpattern.pattern.audit import audit
from tests.templates.people import PEOPLE, changed, corner, line_from, made, notches_along, part, person
from tests.templates.test_knit_tops import fit_of, sewn_length

GROWN = tuple(name for name in PEOPLE if not person(name).child)


def raglan(template, name, fit=None, **options):
    return made(template, name, fit or fit_of(name), sleeves="raglan", **options)


@pytest.mark.parametrize("zip", ["none", "half", "full"])
@pytest.mark.parametrize("name", PEOPLE)
def test_a_raglan_hoodie_is_sound(name, zip):
    assert audit(raglan("hoodie", name, zip=zip)) == ()


@pytest.mark.parametrize("fit", ["slim", "regular", "oversize"])
@pytest.mark.parametrize("name", GROWN)
def test_a_raglan_sweatshirt_is_sound(name, fit):
    assert audit(raglan("sweatshirt", name, fit)) == ()


def test_the_openings_stay():
    pattern = raglan("sweatshirt", "ana")
    found = surface(pattern.sewing)
    assert sorted(found.openings) == ["cuff", "cuff", "neck", "waist"]
    assert found.components == 1 and found.handles == 0


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("name", PEOPLE)
def test_seams_and_notches_of_body_and_sleeve_lie_equally_far_along(name, side):
    """The seams are equally long, single notches in front and double ones behind, above and below them too."""
    pattern = raglan("hoodie", name)
    sleeve = part(pattern, f"sleeve.{side}.shell.1")
    for each, cuts in (("front", 1), ("back", 2)):
        body = part(pattern, f"{each}.shell.1")
        on_body = line_from(body, f"{side} raglan", f"{side} side")
        on_sleeve = line_from(sleeve, f"raglan_{each}", f"under_{each}")
        assert on_sleeve.length == pytest.approx(on_body.length, abs=.005)
        places = notches_along(body, on_body)
        assert len(places) == cuts
        assert notches_along(sleeve, on_sleeve) == pytest.approx(places, abs=.01)
        assert .14 <= places[0] / on_body.length <= .40


@pytest.mark.parametrize("name", PEOPLE)
def test_the_neckline_is_that_of_set_in_sleeves_and_runs_on_smoothly(name):
    plain, pattern = made("hoodie", name, fit_of(name)), raglan("hoodie", name)
    halves = [sewn_length(part(pattern, each), "neckline") for each in ("front.shell.1", "back.shell.1")]
    sleeves = [sewn_length(part(pattern, f"sleeve.{side}.shell.1"), "neckline") for side in ("left", "right")]
    before = sum(sewn_length(part(plain, each), "neckline") for each in ("front.shell.1", "back.shell.1"))
    assert sum(halves) + sum(sleeves) == pytest.approx(before, abs=.01)
    assert .32 <= sum(sleeves) / before <= .35                       # 32 to 35 % on real ones
    front, back, sleeve = (pattern.piece(each) for each in ("front", "back", "sleeve"))
    assert corner(front, "raglan") + corner(sleeve, "raglan_front") == pytest.approx(180, abs=.1)
    assert corner(back, "raglan") + corner(sleeve, "neckline") == pytest.approx(180, abs=.1)
    over_front, over_back = sleeve.info.edges["neckline"].curves     # they meet on the shoulder, where there is no seam
    assert abs(turn(over_front.direction(1), over_back.direction(0))) < 3
    hood = sewn_length(part(pattern, "hood.left.shell.1"), "neck")
    assert 2 * hood == pytest.approx(1.06 * before, abs=.02)


@pytest.mark.parametrize("name", PEOPLE)
def test_the_sleeve_has_the_proportions_of_the_trade(name):
    plain, pattern = made("sweatshirt", name, fit_of(name)), raglan("sweatshirt", name)
    width, quarter = across(pattern), pattern.intended["chest"] / 4
    assert -.03 <= width / across(plain) - 1 <= .06                  # room around the arm as a set-in sleeve has it
    assert 1.28 <= width / quarter <= 1.6
    front, back, sleeve = (pattern.piece(each).info.edges for each in ("front", "back", "sleeve"))
    for each in (front, back):
        seam = each["raglan"]
        assert 1.01 <= seam.length / seam.start.distance(seam.end) <= 1.06
        assert sum(len(curve.inflections) for curve in seam.curves) == 0       # it changes sides at its notch only
    assert front["raglan"].length < back["raglan"].length
    assert sleeve["under_front"].length == pytest.approx(sleeve["under_back"].length, abs=1e-6)
    assert sleeve["raglan_front"].start.y == pytest.approx(sleeve["raglan_back"].end.y, abs=1e-6)
    level = [abs(turn(sleeve["raglan_front"].leaving, 180)), abs(turn(sleeve["raglan_back"].arriving, 180))]
    assert max(level) < 3                                            # hollow at the underarm, no peak there


def across(pattern):
    asked = pattern.intended["upper_arm"]
    return asked if isinstance(asked, float) else asked["left"]


@pytest.mark.parametrize("name", PEOPLE)
def test_the_body_below_and_the_length_of_the_sleeve_do_not_change(name):
    plain, pattern = made("sweatshirt", name, fit_of(name)), raglan("sweatshirt", name)
    for each in ("chest", "hip", "length", "sleeve", "wrist"):
        assert pattern.finished[each] == plain.finished[each] or pattern.finished[each] == pytest.approx(
            plain.finished[each], abs=.05)
    for each in ("front", "back"):
        before, after = plain.piece(each).info.edges, pattern.piece(each).info.edges
        assert before["side"] == after["side"] and before["hem"] == after["hem"]


@pytest.mark.parametrize("mm", [-12, 25])
@pytest.mark.parametrize("side", ["left", "right"])
def test_an_alteration_of_one_sleeve_moves_that_sleeve(side, mm):
    before = raglan("sweatshirt", "ana")
    after = drafted("sweatshirt", person("ana"), sleeves="raglan", alterations={"upper_arm": {side: mm}})
    assert audit(after) == ()
    assert after.finished["upper_arm"][side] == pytest.approx(before.finished["upper_arm"] + mm, abs=.5)
    shapes = [{each.id: (each.cut, [edge.sewn for edge in each.sewn]) for each in pattern.for_cutting().parts}
              for pattern in (before, after)]
    assert {each for each in shapes[0] if shapes[0][each] != shapes[1][each]} == {f"sleeve.{side}.shell.1"}


def test_a_thick_arm_widens_the_sleeve_and_deepens_the_underarm():
    plain, *thick = (drafted("sweatshirt", changed("ana", upper_arm_girth=girth), sleeves="raglan")
                     for girth in (280, 340, 400))
    levels = [each.piece("front").info.edges["raglan"].start.y for each in (plain, *thick)]
    assert levels == sorted(levels, reverse=True) and levels[0] - levels[2] > 20
    for each, girth in zip(thick, (340, 400), strict=True):
        assert not each.rescues and each.intended["upper_arm"] == pytest.approx(girth + 82)
        assert audit(each) == ()


def test_a_sleeve_much_too_narrow_is_refused_in_words():
    with pytest.raises(mtm.MtmError, match="raglan sleeve"):
        mtm.draft("sweatshirt", person("ana"), sleeves="raglan", alterations={"upper_arm": -100})


def test_a_corner_of_the_neckline_at_a_raglan_seam_is_found():
    class CrookedSleeve(SweatSleeve):
        def seam(self, side, half, neckline, share):
            seam = super().seam(side, half, neckline, share)
            seam.below = curve(seam.below.start, seam.below.end, leave=seam.below.leaving + 25,
                               arrive=seam.below.arriving, inflected=True)
            return seam

    class Crooked(Sweatshirt):
        arm = CrookedSleeve(rib_cuffs=True, wrist_ease=50)

    problems = audit(drafted(Crooked, person("ana"), sleeves="raglan"))
    assert {each.code for each in problems} == {"smooth.seam"}
    assert all("neckline has a corner" in each.message for each in problems)
