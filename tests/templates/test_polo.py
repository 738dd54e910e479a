"""The polo's placket and collar, measured on pieces and parts without the join's own arithmetic."""

from __future__ import annotations

import pytest

from mtmpattern.drafting import drafted
from mtmpattern.pattern import surface
from mtmpattern.pattern.audit import audit
from tests.templates.people import PEOPLE, changed, made, meets, part, person
from tests.templates.test_knit_tops import fit_of, sewn_length


def polo(name, **options): return made("polo", name, fit_of(name), **options)


@pytest.mark.parametrize("name", PEOPLE)
def test_the_collar_goes_from_middle_to_middle_of_the_closed_placket(name):
    pattern = polo(name)
    width = pattern.options["placket_width"]
    neck = sum(sewn_length(part(pattern, each), "neckline") for each in ("front.shell.1", "back.shell.1"))
    collars = [each for each in pattern.for_cutting().parts if each.piece == "collar" and each.role == "shell"]
    assert len(collars) == 2
    for each in collars:
        assert sewn_length(each, "neck") == pytest.approx(neck + width, abs=.02)
    assert 15 <= width / 2 <= 20 or person(name).child


def test_strips_lap_over_the_whole_window_and_each_other():
    pattern = polo("ana")
    front, strip = pattern.piece("front").info.edges, pattern.piece("placket").info.edges
    assert front["placket"].start.x == pytest.approx(15) and front["placket"].length == pytest.approx(150)
    assert strip["seam"].length == pytest.approx(150)
    assert strip["foot"].length + strip["foot_lap"].length == pytest.approx(2 * front["placket_foot"].length - .5)
    assert strip["edge"].kind == "doubled"
    assert {each.id for each in pattern.for_cutting().parts if each.piece == "placket"} == {
        f"placket.{side}.{role}.1" for side in ("left", "right") for role in ("shell", "fusible")}


@pytest.mark.parametrize(("closes", "over"), [("left over right", "left"), ("right over left", "right")])
def test_buttonholes_are_on_the_side_that_laps_over(closes, over):
    pattern = polo("ana", closes=closes)
    assert audit(pattern) == ()
    for side in ("left", "right"):
        kinds = [line.kind for line in part(pattern, f"placket.{side}.shell.1").lines]
        assert kinds.count("buttonhole") == (3 if side == over else 0)
        assert ("button" in kinds) == (side != over)


@pytest.mark.parametrize("name", PEOPLE)
def test_closed_it_has_the_openings_of_a_tee_and_the_head_goes_through(name):
    pattern = polo(name)
    assert sorted(surface(pattern.sewing).openings) == ["cuff", "cuff", "hem", "neck"]
    neck = next(each for each in pattern.passages if each.opening == "neck")
    assert neck.widest >= neck.needed
    assert pattern.rescues == ()


def test_the_strip_meets_the_neckline_at_the_window():
    pattern = polo("ana")
    seam = next(each for each in pattern.sewing.outermost
                if {"placket.left.shell.1", "front.shell.1"} == set(each.parts) and each.first[0].edge == "seam")
    assert meets(pattern, seam, "placket.top", "front.neckline") and meets(
        pattern, seam, "placket.foot", "front.placket_foot")


def test_a_long_placket_counts_in_the_chest():
    """Where the window reaches below the underarm the closed placket belongs to the girth."""
    short, long = polo("ana", placket_length=100), polo("ana", placket_length=260)
    assert short.finished["chest"] == pytest.approx(long.finished["chest"], abs=.01)
    assert audit(long) == ()


def test_uneven_shoulders_get_one_collar():
    pattern = drafted("polo", changed("ana", shoulder_slope=(18, 24)))
    assert audit(pattern) == ()
    assert pattern.piece("collar").info.fold


@pytest.mark.parametrize("name", ["ana", "otto"])
def test_vents_are_open_below_and_turned_in(name):
    plain, vented = polo(name), polo(name, vents=True, vent_height=60)
    assert audit(vented) == () and vented.finished == plain.finished
    front, before = part(vented, "front.shell.1"), part(plain, "front.shell.1")
    assert front.area > before.area                                  # the vents' hems are wider than a seam
    (seam,) = [each for each in vented.operations if "front.side" in str(each) and not str(each).startswith("hem")]
    assert seam.runs[0].steps[0].start == 60
    assert [str(each) for each in vented.operations][-2].startswith("hem front.side[..60.0]")
    assert sorted(surface(vented.sewing).openings) == ["cuff", "cuff", "hem", "neck"]
