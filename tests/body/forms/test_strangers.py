"""Files of scanners and of other programs: what is left out is reported, what is old or empty is named."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.documents import Text

SCAN = """type,enum,name,valid,value (metric),x (mm),y (mm),z (mm)
measure,1,NeckCircumference,True,38.1,,,
measure,2,ChestCircumference,True,101.2,,,
measure,3,ShoulderLengthLeft,True,12.4,,,
measure,4,ShoulderLengthRight,True,12.6,,,
measure,5,InseamLeft,True,80.1,,,
measure,6,InseamRight,True,80.5,,,
measure,7,OverArmCircumference,True,118,,,
measure,8,HipCircumference,False,0.0,,,
landmark,9,NeckBack,True,,1,2,3
"""


def sheet(text: str, suffix: str = ".csv") -> mtm.Sheet:
    return mtm.read_sheet(Text(text, "a" + suffix, suffix))


def test_the_export_of_a_body_scanner():
    read = sheet(SCAN)
    assert {name: round(each.middle, 1) for name, each in read.body.measures.items()} == {
        "neck_girth": 381, "chest_girth": 1012, "shoulder_length": 125, "inside_leg": 803}
    assert {each.code for each in read.body.remarks} >= {"measurement.unmapped", "measurement.mean"}


def test_an_unknown_line_of_a_tall_table_is_left_out_and_reported():
    read = sheet("name,value\nheight,172 cm\nchest,94 cm\nOverArmCircumference,118 cm\n")
    assert set(read.body.measures) == {"height", "chest_girth"}
    assert [each.line for each in read.body.remarks] == [4]


@pytest.mark.parametrize("form", ["id,height_cm,inseam left (cm),inseam right (cm)\n1,172,80,80.4\n"])
def test_both_inseams_become_their_mean(form):
    assert sheet(form).body.inside_leg == pytest.approx(802)


def test_names_without_blanks():
    read = sheet("chestcircumference,anklecircumference,wristcircumference\n94 cm,23 cm,16 cm\n")
    assert set(read.body.measures) == {"chest_girth", "ankle_girth", "wrist_girth"}


def vit(measures: str, version: str = "0.3.3", unit: str = "<unit>cm</unit>") -> str:
    return (f"<vit><version>{version}</version>{unit}<personal><gender>female</gender></personal>"
            f"<body-measurements>{measures}</body-measurements></vit>")


def test_what_ansur_calls_its_columns():
    read = sheet("subjectid,stature,chestcircumference,waistcircumference,anklecircumference,wristcircumference\n"
                 "1,1756 mm,962 mm,846 mm,224 mm,171 mm\n")
    assert {name: each.middle for name, each in read.body.measures.items()} == {
        "height": 1756, "chest_girth": 962, "waist_girth": 846, "ankle_girth": 224, "wrist_girth": 171}


def test_an_old_version_is_named():
    for text, suffix in ((vit('<torso><bust_girth value="92"/></torso>', "0.2.0", ""), ".vit"),
                         (vit("<torso><bust base='92'/></torso>", "0.2.1").replace("vit>", "smms>"), ".smms")):
        with pytest.raises(mtm.FileFormatError, match=r"version 0\.2\.[01].*read from version 0\.3 on"):
            sheet(text, suffix)


def test_a_form_of_zeros_says_that_it_is_not_filled_in():
    for zero in ("0", "0.0", "", "0,00"):
        with pytest.raises(mtm.MeasurementError, match="all 2 measures of this file are 0"):
            sheet(vit(f'<m name="height" value="{zero}"/><m name="bust_circ" value="{zero}"/>'), ".vit")
    many = ('<smms><version>0.4.5</version><unit>cm</unit><body-measurements><m name="height" base="0"/>'
            '</body-measurements></smms>')
    with pytest.raises(mtm.MeasurementError, match="it is an empty form"):
        sheet(many, ".smms")


@pytest.mark.parametrize(("content", "code"), [
    (vit('<torso><bust_girth value="92"/></torso>', "0.2.0", ""), "file.version"),
    (vit('<m name="height" value="0"/><m name="bust_circ" value="0"/>'), "measurement.none")])
def test_old_files_and_empty_forms_are_named(content, code):
    with pytest.raises(mtm.MtmError) as caught:
        sheet(content, ".vit")
    assert [each.code for each in caught.value.problems] == [code]


def test_own_names_come_with_what_they_are_called():
    read = sheet(vit('<m name="height" value="170"/><m name="@M_1" full_name="Bust girth" value="92"/>'
                     '<m name="@waist_to_hip" value="20"/>'), ".vit")
    said = [f"{each.message} {each.hint}" for each in read.body.remarks if each.code == "measurement.unmapped"]
    assert "called Bust girth" in said[0] and "chest_girth" in said[0] and "waist_to_hip" in said[1]


def test_faults_stand_before_remarks():
    with pytest.raises(mtm.MeasurementError) as caught:
        sheet("chest,waist,zebra\n940 cm,74 cm,5\n")
    problems = [each.to_dict() for each in caught.value.problems]
    assert [each.get("weight", "") for each in problems] == ["", "remark"]
    assert str(caught.value.problems[1]).startswith("remark: ")
