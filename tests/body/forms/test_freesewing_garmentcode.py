"""FreeSewing's and GarmentCode's files: names, units, what is worked out, and what has no place."""

from __future__ import annotations

import json

import pytest

from mtmpattern.body.forms.form import Pick
from mtmpattern.body.reader import read_body, read_sheet
from mtmpattern.errors import MeasurementError
from tests.body.forms.foreign_files import FREESEWING, GARMENTCODE, remarks_of


def test_freesewing() -> None:
    sheet = read_sheet(FREESEWING)
    body = sheet.body
    assert (sheet.form, body.name, body.unit) == ("freesewing", "Ana", "mm")
    assert {name: body.measure(name).middle for name in body.names} == {
        "neck_girth": 330, "chest_girth": 925, "top_hip_girth": 910, "hip_girth": 995.5, "hps_to_waist_back": 440,
        "shoulder_slope": 21, "outseam": 1055}
    assert sorted((remark.code, remark.line) for remark in remarks_of(body)) == [
        ("measurement.near", 6), ("measurement.near", 8), ("measurement.unmapped", 14)]


def test_freesewing_in_all_its_layouts() -> None:
    values = {"chest": 925, "waistToHips": 100, "biceps": "280"}
    for document in (values, {"measurements": values}, {"measies": values, "name": "x", "imperial": False},
                     json.dumps({"settings": 1, "measurements": values})):
        body = read_body(document)
        assert (body.chest_girth, body.waist_to_top_hip, body.upper_arm_girth) == (925, 100, 280)
    inches = read_body({"units": "imperial", "measurements": {"chest": 952.5, "shoulderSlope": 20}})
    assert (inches.chest_girth, inches.unit, inches.shoulder_slope) == (952.5, "in", 20)
    only_small_letters = read_body({"measurements": {"chest": 925, "hips": 910}}, form="freesewing")
    assert only_small_letters.top_hip_girth == 910


def test_freesewing_values_in_another_unit_are_found_out() -> None:
    for factor, unit in ((10, "cm"), (25.4, "in")):
        with pytest.raises(MeasurementError) as error:
            read_body({"units": "metric", "measurements": {"chest": 925 / factor, "seat": 990 / factor}})
        assert {problem.code for problem in error.value.problems} == {"measurement.unit"}
        assert f" {unit}?" in error.value.problems[0].hint


def test_the_user_says_what_a_name_means() -> None:
    body = read_body(FREESEWING, pick=Pick(columns={"neck": "neck_base_girth", "crossSeamBack": "", "hips": ""}))
    assert body.neck_base_girth == 330
    assert "top_hip_girth" not in body.names
    assert {remark.code for remark in remarks_of(body)} == {"measurement.near"}


def test_garmentcode() -> None:
    sheet = read_sheet(GARMENTCODE)
    body = sheet.body
    assert (sheet.form, body.unit) == ("garmentcode", "cm")
    assert {name: body.measure(name).middle for name in body.names} == {
        "height": 1680, "chest_girth": 925, "waist_girth": 745, "hip_girth": 995, "back_waist_length": 410,
        "waist_to_hip": 205, "shoulder_slope": 21, "back_neck_height": 1420, "bust_height": 1220,
        "waist_height": 1010, "hip_height": 805, "inside_leg": 745, "body_rise": 265, "bust_front_arc": 475}
    unmapped = [remark.line for remark in remarks_of(body) if remark.code == "measurement.unmapped"]
    assert unmapped == [13, 14, 15]
    assert sum(remark.code == "measurement.near" for remark in remarks_of(body)) == 7


def test_garmentcode_parts_without_the_whole_are_remarked() -> None:
    body = read_body({"body": {"head_l": 26, "waist": 74.5, "back_width": 45}})
    assert body.names == ("waist_girth",)
    assert [remark.where for remark in remarks_of(body)] == ["/body/back_width", "/body/head_l"]
    assert read_body({"body": {"head_l": 140, "waist": 74.5}}, pick=Pick(columns={"head_l": "nape height"})
                     ).back_neck_height == 1400


def test_a_part_that_is_no_number() -> None:
    with pytest.raises(MeasurementError) as error:
        read_body({"body": {"bust": "wide", "back_width": "?", "hips": 99.5}})
    assert {problem.code for problem in error.value.problems} == {"measurement.number", "measurement.unmapped"}
