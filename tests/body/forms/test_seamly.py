"""Individual files of Seamly2D and Valentina: what is taken over, what is remarked, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtmpattern.body.forms.form import Pick
from mtmpattern.body.reader import read_body, read_sheet
from mtmpattern.errors import FileFormatError, MeasurementError, MtmError
from tests.body.forms.foreign_files import remarks_of
from tests.effort import counted_bytes, counted_calls

MOST_CALLS = 250_000

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<smis>
  <version>0.3.4</version><read-only>false</read-only><notes>for ana, 1990</notes>
  <unit>{unit}</unit><pm_system>998</pm_system>
  <personal><family-name>Secret</family-name><given-name>Ana</given-name><birth-date>1990-02-03</birth-date>
  <gender>{gender}</gender><email>a@b.c</email></personal>
  <body-measurements>
"""
LINES = HEAD.count("\n")


def file(*measures: str, unit: str = "cm", gender: str = "female", root: str = "smis") -> str:
    """A file with these ``m``, the first of which stands on line ``LINES + 1``."""
    body = HEAD.format(unit=unit, gender=gender) + "\n".join(measures) + f"\n</body-measurements></{root}>\n"
    return body.replace("<smis>", f"<{root}>")


def m(name: str, value: str, more: str = "") -> str:
    return f'    <m name="{name}" value="{value}" {more}/>'


GOOD = file(m("height", "168"), m("bust_circ", "2*46,25"), m("waist_circ", "0"), m("hip_circ", "bust_circ+4.5 "),
            m("arm_shoulder_tip_to_wrist_bent", "59"), m("@Ärmel", "12"), m("arm_wrist_circ", "&#10;16.5"))


@pytest.mark.parametrize("root", ["smis", "vit"])
def test_values_are_formulas_and_0_is_not_taken(root: str) -> None:
    sheet = read_sheet(GOOD.replace("smis>", f"{root}>"))
    body = sheet.body
    assert (sheet.form, body.sex, body.unit, body.name, body.child) == ("seamly", "female", "cm", "Ana Secret", False)
    assert {name: body.measure(name).middle for name in body.names} == {
        "height": 1680, "chest_girth": 925, "hip_girth": 970, "arm_length": 590, "wrist_girth": 165}
    node = sheet.written["hip_girth"]
    assert (node.path, node.line, node.key_line) == ("hip_circ", LINES + 4, LINES + 4)


def test_each_name_without_a_place_is_remarked_once_with_its_line() -> None:
    (remark,) = remarks_of(read_body(GOOD))
    assert (remark.code, remark.line) == ("measurement.unmapped", LINES + 6)
    assert "@Ärmel" in remark.message


def test_the_person_is_in_no_message() -> None:
    text = file(m("bust_circ", "9"), m("waist_circ", "nobody"))
    with pytest.raises(MeasurementError) as error:
        read_body(text)
    for word in ("Secret", "Ana", "ana", "1990", "a@b.c"):
        assert word not in str(error.value)
    assert "1990" not in repr(read_sheet(GOOD))


@pytest.mark.parametrize(("unit", "value", "mm"), [("mm", "925", 925), ("cm", "92.5", 925), ("inch", "37.5", 952.5)])
def test_units(unit: str, value: str, mm: float) -> None:
    body = read_body(file(m("bust_circ", value), unit=unit))
    assert (body.chest_girth, body.unit) == (mm, "in" if unit == "inch" else unit)


def test_old_and_new_ways_of_telling_the_person() -> None:
    customer = GOOD.replace("<family-name>Secret</family-name><given-name>Ana</given-name>",
                            "<customer>Ana\n Secret</customer>").replace("gender>", "sex>")
    assert (read_body(customer).name, read_body(customer).sex) == ("Ana Secret", "female")
    assert read_body(file(m("height", "170"), gender="unknown")).sex is None
    assert read_body(file(m("height", "170"), gender="male")).sex == "male"


def test_angles_are_not_lengths_and_separators_are_nothing() -> None:
    body = read_body(file(m("shoulder_slope_neck_side_angle", "21", 'specialUnits="true"'),
                          m("shoulder_slope_neck_side_length", "5"), m("", "7", 'type="separator"'),
                          m("@m_weight", "63.5", 'specialUnits="true"'), m("hip_circ", "97", 'specialUnits="true"')))
    assert (body.shoulder_slope, body.shoulder_drop, body.weight) == (21, 50, 63.5)
    assert [remark.code for remark in remarks_of(body)] == ["measurement.unmapped"]


def test_nearly_the_same_is_taken_with_a_remark() -> None:
    body = read_body(file(m("waist_circ", "74"), m("neck_back_to_shoulder_tip_b", "21")))
    assert (body.waist_girth, body.across_back_shoulder) == (740, 420)
    (remark,) = remarks_of(body)
    assert (remark.code, remark.line) == ("measurement.near", LINES + 1)
    assert "follows the body" in remark.message


def test_a_second_name_counts_where_the_first_is_missing() -> None:
    straight, bent = m("arm_shoulder_tip_to_wrist", "57"), m("arm_shoulder_tip_to_wrist_bent", "59")
    assert read_body(file(straight)).arm_length == 570
    body = read_body(file(straight, bent))
    assert body.arm_length == 590
    assert [(remark.code, remark.line) for remark in remarks_of(body)] == [("measurement.unmapped", LINES + 1)]
    assert "arm_shoulder_tip_to_wrist was left out" in remarks_of(body)[0].message


def test_what_rests_on_nothing_is_not_taken() -> None:
    body = read_body(file(m("waist_arc_f", "0"), m("waist_circ", "74"), m("waist_arc_b", "(waist_circ - waist_arc_f)")))
    assert body.names == ("waist_girth",)
    assert {remark.code for remark in remarks_of(body)} == {"measurement.near", "measurement.untaken"}


def test_sides_and_columns() -> None:
    text = file(m("arm_shoulder_tip_to_wrist_bent", "59"), m("@m_arm_length_left", "58.5"),
                m("@m_arm_length_right", "59.5"), m("@Taille", "74"), m("hip_circ", "97"), m("@Knie", "38"),
                m("@Oberarm_L", "29"), m("@Oberarm_R", "30"))
    pick = Pick(columns={"@Taille": "waist", "hip_circ": "", "@Knie": "knee girth", "@Oberarm_L": "biceps left",
                         "@Oberarm_R": "biceps.right", "@Not": "height"})
    body = read_body(text, pick=pick)
    assert (body.left.arm_length, body.right.arm_length) == (585, 595)
    assert (body.waist_girth, body.knee_girth) == (740, 380)
    assert (body.left.upper_arm_girth, body.right.upper_arm_girth) == (290, 300)
    assert "hip_girth" not in body.names
    (remark,) = remarks_of(body)
    assert "no @Not" in remark.message


@pytest.mark.parametrize(("measures", "columns", "code", "line"), [
    ((m("bust_circ", "92"), m("bust_circ", "93")), {}, "file.duplicate", 2),
    ((m("height", "170"), m("", "93")), {}, "measurement.key", 2),
    ((m("height", "170"), "<m value='12'/>"), {}, "measurement.key", 2),
    ((m("height", "170"), m("bust circ", "93")), {}, "measurement.key", 2),
    ((m("bust_circ", "46*(2"),), {}, "measurement.formula", 1),
    ((m("bust_circ", "hip_circ"), m("hip_circ", "bust_circ")), {}, "measurement.formula", 1),
    ((m("height", "170"), m("bust_circ", "@unknown*2")), {}, "measurement.formula", 2),
    ((m("height", "170"), m("bust_circ", "92/(height-170)")), {}, "measurement.formula", 2),
    ((m("bust_circ", "-92"),), {}, "measurement.negative", 1),
    ((m("bust_circ", "9.2"),), {}, "measurement.range", 1),
    ((m("bust_circ", "37"),), {}, "measurement.unit", 1),
    ((m("hip_circ", "97"), m("@h", "98")), {"@h": "hip", "hip_circ": "hip"}, "measurement.duplicate", 2),
    ((m("hip_circ", "97"), m("@h", "98")), {"@h": "hips"}, "measurement.ambiguous", 2),
    ((m("hip_circ", "97"), m("@h", "98")), {"@h": "wasit"}, "measurement.unknown", 2),
    ((m("@m_arm_length_left", "58"),), {}, "measurement.sides", 1),
    ((m("arm_shoulder_tip_to_wrist_bent", "62"), m("@m_arm_length_left", "58"), m("@m_arm_length_right", "59")), {},
     "measurement.sides", 1),
    ((m("waist_circ", "74"), m("waist_arc_b", "75")), {}, "measurement.contradiction", 2),
])
def test_faults_have_their_line(measures: tuple[str, ...], columns: dict[str, str], code: str, line: int) -> None:
    with pytest.raises(MtmError) as error:
        read_body(file(*measures), pick=Pick(columns=columns))
    assert (code, LINES + line) in [(problem.code, problem.line) for problem in error.value.problems]


def test_a_broken_formula_that_nobody_needs_stops_nothing() -> None:
    body = read_body(file(m("height", "170"), m("@M_1", "@M_J10 + 2")))
    assert body.names == ("height",)
    assert [remark.code for remark in remarks_of(body)] == ["measurement.unmapped"]


def test_nothing_taken_tells_what_was_there() -> None:
    with pytest.raises(MeasurementError) as error:
        read_body(file(m("waist_circ", "0"), m("@Шг", "11")))
    assert {problem.code for problem in error.value.problems} == {"measurement.none", "measurement.unmapped"}


@pytest.mark.parametrize("unit", ["furlong", "", "m", "CM"])
def test_a_unit_that_is_none(unit: str) -> None:
    with pytest.raises(MeasurementError) as error:
        read_body(file(m("height", "170"), unit=unit))
    assert [(problem.code, problem.line) for problem in error.value.problems] == [("measurement.unit", 4)]


def test_a_sex_that_is_none() -> None:
    with pytest.raises(MeasurementError) as error:
        read_body(file(m("height", "170"), gender="horse"))
    assert [(problem.code, problem.line) for problem in error.value.problems] == [("measurement.sex", 6)]


def test_a_child_is_told_by_its_height() -> None:
    child = (m("height", "74"), m("bust_circ", "47"), m("waist_circ", "45"), m("hip_circ", "48"))
    body = read_body(file(*child))
    assert body.child
    assert "measurement.child" in {remark.code for remark in remarks_of(body)}
    inches = (m("height", "72"), m("bust_circ", "36"), m("waist_circ", "23"), m("hip_circ", "34"))
    with pytest.raises(MeasurementError) as error:
        read_body(file(*inches))
    assert {problem.code for problem in error.value.problems if problem.hint.startswith("Did you mean")} == {
        "measurement.unit"}


def test_known_by_its_root_or_its_ending(tmp_path: Path) -> None:
    for name in ("ana.smis", "ana.vit", "ana.xml", "ana.txt"):
        (tmp_path / name).write_text(GOOD, "utf-8")
        assert read_body(tmp_path / name).height == 1680
    with pytest.raises(FileFormatError) as error:
        read_body("<pattern><unit>cm</unit></pattern>")
    assert error.value.code == "file.form"
    assert "measurement file" in error.value.hint
    (tmp_path / "ana.vit").write_text("unit: cm", "utf-8")
    with pytest.raises(FileFormatError) as error:
        read_body(tmp_path / "ana.vit")
    assert (error.value.code, error.value.problems[0].file) == ("file.syntax", "ana.vit")


def test_what_the_first_line_says_of_the_encoding_does_not_matter() -> None:
    assert read_body(GOOD.replace("UTF-8", "windows-1251")).height == 1680


LAUGHS = '<?xml version="1.0"?><!DOCTYPE smis [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)) + "]><smis><unit>&j;</unit></smis>"


@pytest.mark.parametrize(("text", "code", "line"), [
    (LAUGHS, "file.forbidden", 1),
    ('<!DOCTYPE smis [\n<!ENTITY x SYSTEM "file:///etc/passwd">]><smis><notes>&x;</notes></smis>', "file.forbidden", 1),
    ('<!DOCTYPE smis SYSTEM "other.dtd"><smis/>', "file.forbidden", 1),
    ('<!DOCTYPE smis [<!ENTITY % p SYSTEM "other.dtd"> %p;]><smis/>', "file.forbidden", 1),
    ("<smis><notes>&x;</notes></smis>", "file.syntax", 1),
    ("<a>\n" * 40 + "</a>" * 40, "file.deep", 33),
    ("<smis>" + "<m/>\n" * 6000 + "</smis>", "file.large", 5000),
    (f'<smis>\n<m name="x" value="{"1" * 900_000}"/></smis>', "file.large", 2),
    ("<smis>\n<m " + " ".join(f'a{i}="1"' for i in range(50_000)) + "/></smis>", "file.large", 2),
    (f"<smis>\n<notes>{'long ' * 100_000}</notes></smis>", "file.large", 2),
    ("<smis>\n<unit>cm</smis>", "file.syntax", 2),
    ("<smis>\n<m name='a' name='b'/></smis>", "file.syntax", 2),
    ("<smis", "file.syntax", 1), ("<smis/><smis/>", "file.syntax", 1), ("<smis>\n\n&#0;</smis>", "file.syntax", 3),
    ("<", "file.syntax", 1), ("<!-- -->", "file.syntax", 1), ("<smis>\ud800</smis>", "file.encoding", None),
    ("<smis>" * 200_000, "file.large", None), ("<a " * 200_000, "file.syntax", 1),
])
def test_hostile_files_are_refused_with_little_work(text: str, code: str, line: int | None) -> None:
    with pytest.raises(FileFormatError) as error, counted_bytes() as held, counted_calls() as effort:
        read_body(text)
    problem = error.value.problems[0]
    assert problem.code == code
    assert line is None or abs((problem.line or 0) - line) <= (1 if code == "file.large" and line > 2 else 0)
    assert effort.calls < MOST_CALLS
    assert held.peak < 40_000_000
    assert len(str(error.value)) < 1000


def test_pictures_are_passed_over() -> None:
    picture = f'<m name="hip_circ" value="97"><image contentType="image/png">{"iVBO" * 50_000}</image></m>'
    assert read_body(file(picture)).hip_girth == 970
