"""Measurement files: what is read, and that every fault of a file comes in one report with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.body import read_body
from mtmpattern.errors import FileFormatError, MeasurementError, MtmError

GOOD = """\
name: ana
sex: female
unit: cm
measurements:
  height: 168
  chest: 92.5
  waist: 29 1/4 in
  arm_length: {left: 58.5, right: 59}
  shoulder_slope: 21 deg
  weight: 63,5
"""


def test_the_file_of_the_guide() -> None:
    body = read_body(GOOD)
    assert (body.height, body.chest_girth, body.waist_girth) == (1680, 925, 742.95)
    assert (body.left.arm_length, body.right.arm_length) == (585, 590)
    assert (body.shoulder_slope, body.weight, body.sex, body.unit, body.child) == (21, 63.5, "female", "cm", False)
    assert body.measure("waist_girth").source == "measured"
    assert body.measure("waist_girth").sd == 0


def test_path_dict_and_json_are_the_same_body(tmp_path: Path) -> None:
    data = {"name": "ana", "sex": "F", "unit": "cm", "measurements": {
        "height": 168, "bust": 92.5, "waist": "29 1/4 in", "arm_length": {"left": 58.5, "right": 59},
        "shoulder_slope": 21, "weight": 63.5}}
    path = tmp_path / "a.yaml"
    path.write_text(GOOD)
    (tmp_path / "a.json").write_text(json.dumps(data))
    bodies = [read_body(GOOD), read_body(path), read_body(data), read_body(json.dumps(data)),
              read_body(tmp_path / "a.json"), read_body(GOOD.encode())]
    assert len({body.digest for body in bodies}) == 1


def measurements(lines: str, unit: str = "cm", head: str = "") -> str:
    return f"unit: {unit}\n{head}measurements:\n" + "".join(f"  {line}\n" for line in lines.split("|"))


@pytest.mark.parametrize(("text", "code", "line"), [
    (measurements("chest: 94", "mm"), "measurement.unit", 3),
    (measurements("chest: 940"), "measurement.unit", 3),
    (measurements("chest: 37"), "measurement.unit", 3),
    (measurements("waist: 70|chest: 500 in"), "measurement.range", 4),
    (measurements("height: 128"), "measurement.range", 3),
    (measurements("chest: 94 mm"), "measurement.unit", 3),
    (measurements("chest: 300"), "measurement.range", 3),
    (measurements("shoulder_slope: 60"), "measurement.range", 3),
    (measurements("weight: 900"), "measurement.range", 3),
    (measurements("weight: 140", "in"), "measurement.unit", 3),
    (measurements("chst: 94"), "measurement.unknown", 3),
    (measurements("hips: 94"), "measurement.ambiguous", 3),
    (measurements("chest: 94|bust: 94"), "measurement.duplicate", 4),
    (measurements("chest: 94|Chest_Girth: 94"), "measurement.duplicate", 4),
    (measurements("chest: 94|waist: 70|chest: 94"), "file.duplicate", 5),
    (measurements("chest: nan"), "measurement.number", 3),
    (measurements("chest: .inf"), "measurement.number", 3),
    (measurements("chest: -94"), "measurement.negative", 3),
    (measurements("chest: 0"), "measurement.zero", 3),
    (measurements("chest: 0 in"), "measurement.zero", 3),
    (measurements("chest: yes"), "measurement.number", 3),
    (measurements("chest: [94]"), "measurement.type", 3),
    (measurements("chest:"), "measurement.empty", 3),
    (measurements("waist: 70|chest:"), "measurement.empty", 4),
    (measurements('chest: ""'), "measurement.empty", 3),
    (measurements("chest: 3 4"), "measurement.number", 3),
    (measurements("chest: 94 furlong"), "measurement.unit", 3),
    (measurements("chest: 94 kg"), "measurement.unit", 3),
    (measurements("chest: 40+54"), "measurement.number", 3),
    (measurements("chest: {left: 47, right: 47}"), "measurement.sides", 3),
    (measurements("wrist: {left: 16}"), "measurement.sides", 3),
    (measurements("wrist: {right: 16}"), "measurement.sides", 3),
    (measurements("wrist: {}"), "measurement.empty", 3),
    (measurements("wrist: {left: 16, right: 16, top: 3}"), "measurement.sides", 3),
    (measurements("wrist: {left: 16, right: }"), "measurement.empty", 3),
    (measurements("wrist: {left: 16, right: [1]}"), "measurement.type", 3),
    (measurements("wrist: {left: 16, right: 160}"), "measurement.unit", 3),
    (measurements("wrist: 25|upper_arm: 24"), "measurement.contradiction", 3),
    (measurements("chest: 80|neck: 45|waist: 44 in|neck_base: 40"), "measurement.contradiction", 4),
    (measurements("inside_leg: 100|waist_height: 95"), "measurement.contradiction", 3),
    (measurements("wrist: {left: 16, right: 20}|upper_arm: {left: 28, right: 19.5}"), "measurement.contradiction", 3),
    (measurements("chest: 94", "yards"), "measurement.unit", 1),
    (measurements("chest: 94", "[cm]"), "file.type", 1),
    (measurements("chest: 94", head="sex: other\n"), "measurement.sex", 2),
    (measurements("chest: 94", head="sex: [f]\n"), "file.type", 2),
    (measurements("chest: 94", head="age: old\n"), "measurement.age", 2),
    (measurements("chest: 94", head="age: -3\n"), "measurement.age", 2),
    (measurements("chest: 94", head="name: [a]\n"), "file.type", 2),
    (measurements("chest: 94", head="colour: red\n"), "measurement.key", 2),
    (measurements("chest: 94", head="waist: 70\n"), "measurement.key", 2),
    (measurements("chest: 94", head="mesurements: 3\n"), "measurement.key", 2),
    ("unit: cm\n", "measurement.none", None), ("measurements:\n", "measurement.none", 2),
    ("measurements: {}\n", "measurement.none", 1), ("measurements: 3\n", "file.type", 1),
    ("measurements: [1]\n", "file.type", 1), ("- 1\n", "file.type", 1), ("chest\n", "file.type", 1),
    ("", "file.empty", None),
    ("measurements:\n  chest: 94\n", "measurement.unit", 2),
    ("measurements:\n  chest: &a 94\n  waist: *a\n", "file.alias", 2),
    ("measurements:\n  chest: !!float 94\n", "file.tag", 2),
    ({"measurements": {"chest": True}}, "measurement.type", None),
    ({"measurements": {"chest": float("nan")}, "unit": "cm"}, "measurement.number", None),
    ({"measurements": {"chest": 10**400}, "unit": "cm"}, "measurement.range", None),
    ({"measurements": {"chest": None}, "unit": "cm"}, "measurement.empty", None),
    ({"measurements": {"chest": 94, 7: 3}, "unit": "cm"}, "file.type", None),
    ({"measurements": {"chest": b"94"}, "unit": "cm"}, "measurement.type", None),
    ({}, "measurement.none", None), (3, "file.type", None), (Path("no-such.yaml"), "file.missing", None),
], ids=lambda value: ascii(value)[:60])
def test_refuses_with_code_and_line(text: object, code: str, line: int | None) -> None:
    with pytest.raises(MtmError) as caught:
        read_body(text)  # type: ignore[arg-type]
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [(code, line)]
    assert isinstance(caught.value, FileFormatError if code.startswith("file.") else MeasurementError)
    assert caught.value.problems[0].message


def test_the_sentences_a_person_reads(tmp_path: Path) -> None:
    path = tmp_path / "ana.yaml"
    path.write_text(measurements("chest: 94", "mm"))
    with pytest.raises(MeasurementError) as caught:
        read_body(path)
    assert str(caught.value) == ("chest: 94 mm is implausible for an adult (700 to 1600 mm). Did you mean 94 cm? "
                                 "[measurement.unit, ana.yaml line 3 column 10]")


@pytest.mark.parametrize(("line", "unit", "part"), [
    ("chest: 37", "cm", "Did you mean 37 in?"), ("chest: 94", "in", "(27 9/16 to 63 in). Did you mean 94 cm?"),
    ("chest: 33 ft", "cm", "33 ft is implausible"), ("chest: 9.4 m", "cm", "9.4 m is implausible"),
    ("chest: 47 cm", "cm", "Did you mean 47 in? Or was it measured flat? Then the girth is 94 cm."),
    ("chest: 65", "cm", "Was it measured flat? Then the girth is 130 cm"), ("height: 128", "cm", "add `age: child`"),
    ("weight: 340", "cm", "Did you mean 340 lb?"), ("chest: 2000", "cm", "Measure again"),
    ("waist: 94|chest: {left: 1, right: 2}", "cm", "no left and right"), ("chst: 1", "cm", "chest_girth"),
    ("height: 1.78", "cm", "Did you mean 1.78 m?"), ("height: 1.78|chest: 92|waist: 75", "in", "1.78 m, which is 70"),
    ("height: 5.6|chest: 36|waist: 29", "in", "Did you mean 5 ft 6 in, which is 66 in, or 5.6 ft"),
    ("height: 66|chest: 36|waist: 29|hip: 39' 1/2\"", "in", "mean 39 1/2 in"),
    ("height: 5.9", "in", "Did you mean 5.9 ft?"),
    ("height: 168|waist (natural): 75", "cm", "Did you mean waist_girth?"),
    ("height: 1|68: ", "cm", "Inside braces a comma separates two measures"),
])
def test_hints(line: str, unit: str, part: str) -> None:
    with pytest.raises(MeasurementError) as caught:
        read_body(measurements(line, unit))
    assert part in str(caught.value)


def test_all_faults_come_in_one_report_in_the_order_of_the_file() -> None:
    text = ("name: zorro\nsex: x\nunit: mm\nmeasurements:\n  chest: 94\n  bust: 93\n  waste: 740\n  waist: 7 4\n"
            "  hip: 1000\n  hip: 1010\n  wrist: {left: 150}\n  neck: -3\n  upper_arm: 300\n  elbow: 310\n"
            "  forearm: 180\n  wrist_girth: 160\n  knee:\n")
    with pytest.raises(MeasurementError) as caught:
        read_body(text)
    assert [(problem.line, problem.code.partition(".")[2]) for problem in caught.value.problems] == [
        (2, "sex"), (5, "unit"), (6, "duplicate"), (7, "unknown"), (8, "number"), (10, "duplicate"), (11, "sides"),
        (12, "negative"), (16, "duplicate"), (17, "empty")]
    assert "zorro" not in str(caught.value) + repr(caught.value) + json.dumps(caught.value.to_dict())


def test_without_a_unit_all_bare_numbers_are_one_fault_with_the_unit_that_fits() -> None:
    with pytest.raises(MeasurementError) as caught:
        read_body("measurements:\n  height: 168\n  chest: 92\n  waist: 70 cm\n")
    assert len(caught.value.problems) == 1
    assert "2 values have no unit: height, chest" in str(caught.value)
    assert "Add a line `unit: cm`" in caught.value.hint


def test_children_have_their_own_ranges() -> None:
    lines = measurements("height: 128|chest: 64")
    for age in ("child", "8", "7.5"):
        assert read_body(f"age: {age}\n{lines}").child
    for age in ("adult", "14", "40"):
        with pytest.raises(MeasurementError, match=r"measurement\.range"):
            read_body(f"age: {age}\n{lines}")
    with pytest.raises(MeasurementError, match="Leave out `age: child` for an adult"):
        read_body(measurements("height: 190", head="age: child\n"))


def test_angles_need_no_unit_and_masses_take_kg_only_beside_centimetres() -> None:
    assert read_body({"measurements": {"shoulder_slope": 21}}).shoulder_slope == 21
    assert read_body({"unit": "cm", "measurements": {"weight": 70}}).weight == 70
    assert read_body({"unit": "in", "measurements": {"weight": "154 lb"}}).weight == pytest.approx(69.85, abs=0.01)
    with pytest.raises(MeasurementError, match="no unit"):
        read_body({"unit": "in", "measurements": {"weight": 154}})


@pytest.mark.parametrize("text", [
    '{"name": zorro}', "name: zorro\nname: zorro\n", "name: &a zorro\nb: *a\n", "name: !zorro x\n", "name: [zorro]\n",
    "name: 'zorro\n", "name: zorro\n\tx: 1\n", "name: zorro: x\n", '{"name": "zorro", "x": }', "name: {zorro: 1}\n",
])
def test_no_fault_ever_holds_the_name(text: str) -> None:
    with pytest.raises(MtmError) as caught:
        read_body(text)
    assert "zorro" not in str(caught.value) + repr(caught.value.problems)


@given(st.dictionaries(st.sampled_from(["chest", "waist", "wrist", "height", "hips", "x"]), st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["left", "right", "z"]), inner))))
def test_anything_is_read_or_refused_in_our_own_words(values: dict[str, object]) -> None:
    try:
        read_body({"unit": "cm", "measurements": values})
    except MtmError as error:
        assert all(problem.code.count(".") == 1 for problem in error.problems)


# ---- Rare values that were confirmed ------------------------------------------------------------------------------


def rare(chest: str, confirmed: str = "") -> str:
    return f"sex: male\nunit: cm\nmeasurements: {{height: 180, chest: {chest}, waist: 160, hip: 150}}\n{confirmed}"


def test_a_confirmed_rare_value_is_taken() -> None:
    with pytest.raises(MeasurementError, match=r"If it is right, confirm it: `confirmed: \[chest_girth\]`"):
        read_body(rare("168"))
    body = read_body(rare("168", "confirmed: [chest]"))
    assert (body.chest_girth, body.measure("chest_girth").source) == (1680, "measured")
    assert not body.remarks


@pytest.mark.parametrize("chest", ["300", "37", "16.8"])
def test_a_slip_cannot_be_confirmed(chest: str) -> None:
    with pytest.raises(MeasurementError) as error:
        read_body(rare(chest, "confirmed: [chest]"))
    assert "confirm it" not in error.value.hint


def test_another_name_confirms_nothing() -> None:
    with pytest.raises(MeasurementError, match=r"measurement\.unit"):
        read_body(rare("168", "confirmed: [waist]"))
