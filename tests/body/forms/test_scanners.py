"""Exports of body scanners and of scanning services: tables, JSON, and their names for our measures."""

from __future__ import annotations

import json

import pytest

import mtmpattern as mtm
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.forms.columns import column_of
from mtmpattern.body.forms.scanner_names import SCANNED
from mtmpattern.documents import Text

SIZE_STREAM = """type,enum,name,valid,value (metric),x (mm),y (mm),z (mm)
measure,0,CollarCircumference,True,38.9,,,
measure,1,NeckCircumference,True,43.1,,,
measure,3,ShoulderLengthLeft,True,12.4,,,
measure,4,ShoulderLengthRight,True,12.6,,,
measure,8,ChestCircumference,True,101.2,,,
measure,27,LowRiseWaist,False,0.0,,,
measure,40,InseamLeft,True,82.3,,,
measure,41,InseamRight,True,82.0,,,
measure,50,ArmholeThing,True,44.0,,,
measure,99,TotalHeight,True,179.0,,,
measure,242,Actual_Weight,False,0.0,,,
landmark,0,CrotchPoint,True,,-10.5,812.3,-40.1
"""


def sheet(text: str, suffix: str = ".csv") -> mtm.Sheet:
    return mtm.read_sheet(Text(text, "a" + suffix, suffix))


def values(read: mtm.Sheet) -> dict[str, float]:
    return {name: round(each.middle, 2) for name, each in read.body.measures.items()}


def remarks(read: mtm.Sheet) -> list[str]:
    return sorted(each.code for each in read.body.remarks if each.code != "measurement.doubtful")


def test_size_stream():
    read = sheet(SIZE_STREAM)
    assert values(read) == {"height": 1790, "neck_girth": 389, "chest_girth": 1012, "shoulder_length": 125,
                            "inside_leg": 821.5}
    assert remarks(read) == ["measurement.mean", *["measurement.unmapped"] * 2, "measurement.untaken"]
    said = " ".join(map(str, read.body.remarks))
    assert "NeckCircumference was left out: CollarCircumference is read as neck_girth" in said
    assert "ArmholeThing" in said and "LowRiseWaist" not in said, "what is not valid is counted, not listed"


@pytest.mark.parametrize("change", [
    lambda text: text.replace(",", ";"), lambda text: text.replace("value (metric)", "value (cm)"),
    lambda text: text.replace("\n", "\r\n"), lambda text: text.replace("True", "TRUE").replace("False", "no")])
def test_the_same_as_other_programs_save_it(change):
    assert values(sheet(change(SIZE_STREAM))) == values(sheet(SIZE_STREAM))


def test_a_scan_in_inches():
    text = SIZE_STREAM.replace("value (metric)", "value (imperial)").replace("101.2", "39.5").replace("179.0", "70.5")
    text = text.replace("38.9", "15.5").replace("43.1", "17").replace("12.4", "5").replace("12.6", "5")
    read = sheet(text.replace("82.3", "32").replace("82.0", "32"))
    assert (read.body.unit, read.body.chest_girth) == ("in", pytest.approx(1003.3))


def test_a_numbered_list_as_anthroscan_writes_it():
    read = sheet("Measure;Value;Unit\n0010 Body height;172,5;cm\n4510 Bust/chest girth (horizontal);94,5;cm\n"
                 "Shoulder width left;12,3;cm\nShoulder width right;12,5;cm\nKnee girth left (horizontal);36;cm\n"
                 "Knee girth right (horizontal);36,2;cm\nHip/thigh girth;104;cm\nWeight;71,2;kg\n")
    assert values(read) == {"height": 1725, "weight": 71.2, "chest_girth": 945, "knee_girth": 361,
                            "shoulder_length": 124}
    assert remarks(read) == ["measurement.near", "measurement.unmapped"]


def test_sides_as_columns():
    read = sheet("Measurement,Left,Right\nThigh,58 cm,58.4 cm\nchest,94 cm,\nknee,36 cm,\n")
    assert values(read) == {"chest_girth": 940, "thigh_girth": 582, "knee_girth": 360}
    assert [each.line for each in read.body.remarks] == [4], "a chest has no sides"


@pytest.mark.parametrize("cell", ["0.0", "0", "False", "", "n/a", "-", "NaN", "0 cm", "none", "0,0"])
def test_what_was_not_taken_is_left_out(cell):
    tall = sheet(f'name;value\nheight;172 cm\nchest;94 cm\nwaist;{cell}\n')
    wide = sheet(f"id;height [cm];chest [cm];waist [cm]\n1;172;94;{cell}\n")
    assert values(tall) == values(wide) == {"height": 1720, "chest_girth": 940}
    assert remarks(tall) == ["measurement.untaken"]


def test_a_bodygram_answer():
    read = sheet(json.dumps({"gender": "female", "measurements": [
        {"name": "bustGirth", "value": 921, "unit": "mm"}, {"name": "weight", "value": 63500, "unit": "g"},
        {"name": "calfGirthR", "value": 361, "unit": "mm"}, {"name": "neckDepth", "value": 100, "unit": "mm"},
        {"name": "hipGirth", "value": 0, "unit": "mm"}]}), ".json")
    assert (read.form, read.body.sex) == ("scan", "female")
    assert values(read) == {"weight": 63.5, "chest_girth": 921, "calf_girth": 361}
    assert remarks(read) == ["measurement.one_side", "measurement.unmapped", "measurement.untaken"]


def test_a_bodygram_answer_as_its_service_sends_it():
    person = {"age": 9, "weight": 28500, "height": 1310, "gender": "female"}
    listed = [{"name": "bustGirth", "value": 655, "unit": "mm"}, {"name": "waistGirth", "value": 570, "unit": "mm"}]
    answer = {"entry": {"id": "x", "status": "success", "input": {"photoScan": person}, "measurements": listed}}
    for given in (json.dumps(answer), json.dumps({"entry": {**answer["entry"], "gender": "female"}})):
        read = sheet(given, ".json")
        assert values(read) == {"height": 1310, "weight": 28.5, "chest_girth": 655, "waist_girth": 570}
        assert (read.body.sex, read.body.child) == ("female", True)
    listed.append({"name": "height", "value": 1320, "unit": "mm"})
    assert mtm.read_body(answer).height == 1320, "what was measured goes before what was told"


def test_a_3dlook_answer():
    read = mtm.read_sheet({"id": 5, "gender": "male", "height": 180, "weight": 78.5, "volume_params": {
        "chest": 101.5, "low_hips": 99.4, "high_hips": 90}, "linear_params": {"inseam": 82, "shoulders": 40}})
    assert values(read) == {"height": 1800, "weight": 78.5, "inside_leg": 820, "chest_girth": 1015,
                            "top_hip_girth": 900, "hip_girth": 994}
    assert remarks(read) == ["measurement.unmapped"]


def test_an_answer_without_a_measure_says_so():
    with pytest.raises(mtm.MeasurementError, match="no measurements"):
        mtm.read_body({"measurements": [{"name": "neckDepth", "value": 5}]})


def test_every_scanners_name_is_one_of_our_measures():
    assert {each.measure for each in SCANNED.values()} <= set(CATALOGUE)
    for name, theirs in SCANNED.items():
        assert column_of(name).name == theirs.measure, name
        assert column_of(name.title().replace("_", "") + "Left").side in ("left", "")
