"""What we write, we read back: every measure, in every form that has it, in every unit, with both sides."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # what we wrote ourselves

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.body import Body, complete
from mtmpattern.body.body import Measure, Unit
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.forms.names import ALSO, ROWS, meanings
from mtmpattern.body.forms.writer import write_body
from mtmpattern.body.reader import read_body, read_sheet
from mtmpattern.errors import FileFormatError
from tests.body.forms.foreign_files import remarks_of

FORMS = ("seamly", "valentina", "freesewing", "native", "csv")
READ_AS = {"valentina": "seamly"}
UNITS: tuple[Unit, ...] = ("cm", "mm", "in")
FREESEWING = {each.measure for each in meanings("freesewing")}
FULL = {name: ((0.618 * entry.adult[0] + 0.382 * entry.adult[1]) + 0.1234, entry.adult[1] - 0.37) if entry.sided
        else sum(entry.adult) / 2 for name, entry in CATALOGUE.items()}


@pytest.mark.parametrize("name", CATALOGUE)
@pytest.mark.parametrize("form", FORMS)
def test_every_measure_comes_back(form: str, name: str) -> None:
    low, high = CATALOGUE[name].adult
    for unit in UNITS:
        for value in (low, (low + high) / 2 + 0.123, high):
            written = write_body(Body.of({name: value}, unit=unit), form)
            if form == "freesewing" and name not in FREESEWING:
                assert [remark.code for remark in written.remarks] == ["measurement.unwritten"]
                continue
            sheet = read_sheet(written.text)
            assert sheet.form == READ_AS.get(form, form)
            assert sheet.body.names == (name,)
            assert abs(sheet.body.measure(name).middle - value) <= 0.01
            assert {remark.code for remark in remarks_of(sheet.body)} <= {"measurement.near"}


@pytest.mark.parametrize("name", [name for name, entry in CATALOGUE.items() if entry.sided])
@pytest.mark.parametrize("form", FORMS)
def test_both_sides_come_back(form: str, name: str) -> None:
    low, high = CATALOGUE[name].adult
    left, right = low + (high - low) / 3, low + (high - low) / 2
    for unit in UNITS:
        written = write_body(Body.of({name: (left, right)}, unit=unit), form)
        if form == "freesewing" and name not in FREESEWING:
            continue
        found = read_body(written.text).measure(name)
        if form == "freesewing":
            assert abs(found.middle - (left + right) / 2) <= 0.01
            assert "measurement.unwritten" in {remark.code for remark in written.remarks}
        else:
            assert abs(found.left - left) <= 0.01
            assert abs(found.right - right) <= 0.01


@given(st.data())
def test_any_value_comes_back(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(CATALOGUE)))
    form = data.draw(st.sampled_from([form for form in FORMS if form != "freesewing" or name in FREESEWING]))
    value = data.draw(st.floats(*CATALOGUE[name].adult))
    body = Body.of({name: value}, unit=data.draw(st.sampled_from(UNITS)), sex="male")
    assert abs(read_body(write_body(body, form).text).measure(name).middle - value) <= 0.01


@pytest.mark.parametrize("form", FORMS)
def test_the_same_body_gives_the_same_text_without_a_name(form: str) -> None:
    body = Body({name: Measure(*(value if isinstance(value, tuple) else (value, value))) for name, value in
                 FULL.items()}, "female", "cm", name="Ana <Secret> & \"co\"")
    text = write_body(body, form).text
    assert text == write_body(body, form).text
    assert "Secret" not in text
    assert text.isascii()


@pytest.mark.parametrize("form", ["seamly", "valentina"])
def test_the_elements_are_those_of_the_schemas(form: str) -> None:
    """Order and names of smis 0.3.4 and vit 0.5.2; Valentina itself reads the second in ``test_samples.py``."""
    root = ET.fromstring(write_body(Body.of(FULL, unit="in", sex="female"), form).text)
    person = ["customer"] if form == "valentina" else ["family-name", "given-name"]
    assert root.tag == ("vit" if form == "valentina" else "smis")
    assert [each.tag for each in root] == ["version", "read-only", "notes", "unit", "pm_system", "personal",
                                           "body-measurements"]
    assert [each.tag for each in root.find("personal")] == [*person, "birth-date", "gender", "email"]
    assert (root.findtext("unit"), root.findtext("personal/gender")) == ("inch", "female")
    assert all(not root.findtext(f"personal/{name}") for name in (*person, "email"))
    allowed = {"name", "value", "full_name", "description"} | ({"specialUnits"} if form == "valentina" else set())
    names = [each.get("name") for each in root.iter("m")]
    assert len(names) == len(set(names)) == len(CATALOGUE) + 2 * sum(entry.sided for entry in CATALOGUE.values())
    assert all(set(each.attrib) <= allowed for each in root.iter("m"))
    if form == "valentina":
        special = {each.get("name") for each in root.iter("m") if each.get("specialUnits")}
        assert special == {"@m_weight", "shoulder_slope_neck_side_angle", "@m_shoulder_slope_left",
                           "@m_shoulder_slope_right"}


@pytest.mark.parametrize("form", FORMS)
def test_what_was_guessed_is_written_only_when_asked_for_and_marked(form: str) -> None:
    body = Body({
        "chest_girth": Measure(925, 925), "hip_girth": Measure(990, 990, "estimated", 20, "a rule"),
        "wrist_girth": Measure(160, 160, "chart")})
    assert set(read_body(write_body(body, form).text).names) == {"chest_girth", "wrist_girth"}
    line = next(line for line in write_body(body, form, estimated=True).text.splitlines() if "hip_" in line
                or "seat" in line)
    assert "estimated" in line


def test_a_child_and_the_sex_are_kept_or_remarked() -> None:
    body = Body.of({"height": 1200, "chest_girth": 600}, child=True, sex="male")
    for form in FORMS:
        if form == "freesewing":
            continue
        back = read_body(write_body(body, form).text)
        assert (back.child, back.sex) == (True, "male")
    assert len([remark for remark in write_body(body, "freesewing").remarks
                if remark.code == "measurement.unwritten"]) == 3
    assert "measurement.unwritten" in {remark.code for remark in write_body(body, "seamly").remarks}


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(FileFormatError) as error:
        write_body(Body.of({"height": 1700}), "seemly")
    assert (error.value.code, error.value.hint) == ("file.form", "Did you mean seamly?")


def test_no_foreign_name_means_two_things_and_every_measure_has_a_row() -> None:
    assert {row.measure for row in ROWS} == set(CATALOGUE)
    assert len(ROWS) == len(CATALOGUE)
    for system in ("freesewing", "seamly", "garmentcode"):
        names = [each.name for each in meanings(system) if not each.parts]
        assert len(names) == len(set(names))
    assert len(meanings("freesewing")) == 38
    assert all(measure in CATALOGUE for measure, _ in ALSO)


@pytest.mark.parametrize("form", ["seamly", "valentina", "native", "csv"])
def test_what_was_estimated_is_never_read_back_as_measured(form: str) -> None:
    body = complete(Body.of({"height": 1680, "chest_girth": 925, "hip_girth": 995}, sex="female"), ["arm_length"])
    written = write_body(body, form, estimated=True)
    assert "arm" in written.text
    again = read_body(written.text)
    assert "arm_length" not in again.names
    assert again.chest_girth == 925
    assert {remark.code for remark in again.remarks} == {"measurement.estimated"}
