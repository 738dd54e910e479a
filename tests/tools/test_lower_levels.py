"""Rows of bottoms as written: a flared skirt where its darts still take in, and top hips just below a waist seam."""

from __future__ import annotations

import pytest
from measure_population import body_of
from written.bottoms import Bottom
from written.drawing import read_drawing

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.drafting.library import find_template
from mtmpattern.formats import find_format
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.pattern import Pattern

STEEP = {"height": 1680, "weight": 66, "chest_girth": 1070, "inside_leg": 780}


def read(garment: str, body: mtm.Body, **asked: object) -> tuple[dict[str, float], Pattern]:
    """The readings of the written file by level, and the pattern."""
    pattern = drafted(garment, body, estimates=True, **asked)
    assert audit(pattern) == ()
    (content,) = find_format("dxf").write(pattern.for_cutting(), {"dialect": "aama"}).values()
    whole = mtm.complete(body, find_template(garment).needs)
    readings = Bottom(read_drawing(content), body_of(whole)).readings()
    return {each.level: each.ease for each in readings if each.ease is not None}, pattern


TOP_HIP_HIGH = {"waist_girth": 935, "belly_girth": 935, "top_hip_girth": 1120, "hip_girth": 1250, "max_hip_girth": 1255,
                "waist_to_belly": 40, "waist_to_top_hip": 72, "waist_to_hip": 200, "weight": 95}
FLAT_BACK = {"waist_girth": 780, "belly_girth": 780, "top_hip_girth": 915, "hip_girth": 1055, "max_hip_girth": 1065,
             "waist_to_belly": 12, "waist_to_top_hip": 112, "waist_to_hip": 194, "sway_back": -22}


@pytest.mark.parametrize("fit", ["gentle", "regular", "swing"])
@pytest.mark.parametrize("figure", [TOP_HIP_HIGH, FLAT_BACK])
def test_a_flared_skirt_has_room_where_darts_still_take_in(figure: dict[str, float], fit: str) -> None:
    found, pattern = read("a-line-skirt", mtm.Body.of(STEEP | figure, sex="female"), fit=fit)
    assert found["hip"] >= 20
    assert found.get("top hip", 0) >= 0
    assert {each.measure: each.amount for each in pattern.ease}["hip_girth"] == pytest.approx(found["hip"], abs=6)


NEAR = {"waist_girth": 834, "belly_girth": 834, "top_hip_girth": 950, "hip_girth": 1012, "waist_to_belly": 22,
        "waist_to_top_hip": 48, "waist_to_hip": 168, "body_rise": 220, "crotch_length": 621, "front_crotch_length": 292,
        "thigh_girth": 630}
SWAYED = {"waist_girth": 855, "belly_girth": 855, "top_hip_girth": 1075, "hip_girth": 1150, "waist_to_belly": 24,
          "waist_to_top_hip": 89, "waist_to_hip": 182, "body_rise": 238, "crotch_length": 718,
          "front_crotch_length": 342, "thigh_girth": 703, "sway_back": 25, "inside_leg": 765}


@pytest.mark.parametrize("figure", [NEAR, SWAYED])
def test_a_top_hip_just_below_the_waist_seam_has_room(figure: dict[str, float]) -> None:
    found, _ = read("trousers", mtm.Body.of(STEEP | figure, sex="female"))
    assert found["top hip"] >= 0
    assert 0 <= found["waist seam"] <= 40
