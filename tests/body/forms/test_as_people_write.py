"""Files as people and offices write them: titles, lists without a header, capitals, ages, blocks, feet and inches."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.body.reader import read_bodies
from mtmpattern.documents import Text
from mtmpattern.orders.order_reader import read_order


def table(text: str) -> mtm.Sheet:
    return mtm.read_sheet(Text(text, "a.csv", ".csv"))


def faults(source: object) -> list[mtm.Problem]:
    with pytest.raises(mtm.MtmError) as caught:
        mtm.read_body(source)  # type: ignore[arg-type]
    return list(caught.value.problems)


# ---- Tables ---------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("rows", "line"), [
    ("Jane Doe\n\nid,height (cm),chest (cm)\n1,172,94\n", 3),
    ("Jane Doe,,\nScanned by Ann Roe,,\nheight (cm),chest (cm),note\n172,94,\n", 3),
    ("Jane Doe\nid;height (cm);chest (cm)\n1;172;94,0\n", 2),
    ("Jane Doe\nMeasurement\tValue (cm)\nheight\t172\nchest\t94\n", 2),
    ("Jane Doe,,\nid,chest (cm)\n1,94\n", 2),
])
def test_a_title_above_the_header_is_left_out_with_a_remark(rows: str, line: int) -> None:
    read = table(rows)
    assert read.body.chest_girth == 940
    [remark] = read.body.remarks
    assert (remark.code, remark.line) == ("measurement.title", line)
    assert "Doe" not in str(remark) and "Roe" not in str(remark)


def test_every_client_of_a_table_with_a_title() -> None:
    clients = dict(read_bodies("Studio\nid,height (cm),chest (cm)\n7,172,94\n8,160,88\n"))
    assert {name: each.body.height for name, each in clients.items() if isinstance(each, mtm.Sheet)} == {
        "7": 1720, "8": 1600}


@pytest.mark.parametrize("rows", [
    '"Name","Jane Doe"\n"Height","172 cm"\n"Chest","94 cm"\n"Sex","female"\n',
    "Height\t172 cm\nChest\t94 cm\nSex\tfemale\n", "Height,172,cm\nChest,94,cm\nSex,female\n"])
def test_a_list_of_names_and_values_needs_no_header(rows: str) -> None:
    body = table(rows).body
    assert (body.sex, body.height, body.chest_girth) == ("female", 1720, 940)
    with pytest.raises(mtm.MeasurementError, match="measures of one person"):
        list(read_bodies(rows))


@pytest.mark.parametrize("rows", [
    '"Name","Jane Doe"\n"Größe","172 cm"\n"Brust","94 cm"\n', "Jane Doe,Ann Roe\n1,2\n", "Jane Doe;172;94\n",
    "Jane Doe\nBrust;Taille\n94;70\n", "Jane Doe\n", "name,value\nJane Doe,Ann Roe\n"])
def test_no_fault_of_a_table_repeats_a_name(rows: str) -> None:
    with pytest.raises(mtm.MtmError) as caught:
        table(rows)
    assert "Doe" not in str(caught.value) and "Roe" not in str(caught.value)


def test_a_line_without_a_number_is_left_out_without_its_text() -> None:
    [remark] = table("name,value\nJane Doe,Ann Roe\nchest,94 cm\n").body.remarks
    assert (remark.code, remark.line) == ("measurement.unmapped", 2)
    assert "Doe" not in str(remark.to_dict()) and "Roe" not in str(remark.to_dict())


@pytest.mark.parametrize("rows", [
    "id,height (ft),height (in),weight (st),weight (lb)\n1,5,7,10,7\n",
    "id,height (in),height (ft),weight (lb),weight (st)\n1,7,5,7,10\n",
    "name,value,unit\nheight,5,ft\nheight,7,in\nweight,10,st\nweight,7,lb\n"])
def test_feet_and_inches_in_two_columns_are_one_height(rows: str) -> None:
    body = table(rows).body
    assert (body.height, body.weight) == (pytest.approx(67 * 25.4), pytest.approx(147 * 0.45359237))


@pytest.mark.parametrize("rows", [
    "id,height (ft),height (in)\n1,5.58,67\n", "id,height (cm),height (in)\n1,170,67\n",
    "id,height (in),height [in]\n1,67,67\n", "id,height (ft),height (in)\n1,5,67\n"])
def test_two_whole_heights_are_still_a_fault(rows: str) -> None:
    assert [each.code for each in faults(rows)] == ["measurement.duplicate"]


def test_bars_part_columns_too() -> None:
    assert table("id|height [cm]|chest [cm]\n1|172|94\n").body.chest_girth == 940


# ---- Lines beside the measures --------------------------------------------------------------------------------------

@pytest.mark.parametrize("change", [str.upper, str.title, str.capitalize])
def test_the_names_of_lines_are_read_in_any_spelling(change) -> None:
    lines = {change(name): value for name, value in (("unit", "CM"), ("sex", "FEMALE"), ("age", "34"), ("alter", {}))}
    written = "".join(f"{name}: {value or '{}'}\n" for name, value in lines.items())
    for source in (f"{written}{change('measurements')}:\n  {change('chest')}: 92\n",
                   {**lines, change("measurements"): {change("chest"): 92}}):
        body = mtm.read_body(source)
        assert (body.sex, body.chest_girth) == ("female", 920)
    ordered = read_order({"order": "1", "template": "crew-tee", "estimates": True, "measurements": {
        change("unit"): "cm", "height": 168, "chest": 92, "waist": 74, "hip": 99}})
    assert ordered.body.chest_girth == 920


def test_a_line_in_two_spellings_is_a_fault() -> None:
    [fault] = faults("unit: cm\nUnit: in\nmeasurements:\n  chest: 92\n")
    assert (fault.code, fault.line) == ("file.duplicate", 2)


@pytest.mark.parametrize(("age", "child"), [
    ("7 years", True), ("7 yrs", True), ("7 years old", True), ("18 months", True), ("13,5", True), ("7", True),
    ("40 years", False), ("180 months", False), ("adult", False)])
def test_an_age_may_have_its_unit(age: str, child: bool) -> None:
    height = 124 if child else 174
    assert mtm.read_body({"unit": "cm", "age": age, "measurements": {"height": height}}).child is child
    assert mtm.read_body(f"name,value\nage,{age.replace(',', '.')}\nheight,{height} cm\n").child is child


@pytest.mark.parametrize("age", ["2019-03-01", "old", "1.3.2019", "-3", "0", "300", "seven"])
def test_an_age_that_cannot_be_read_is_the_only_fault(age: str) -> None:
    measures = {"height": 124, "chest": 62, "waist": 57, "hip": 66}
    for source in ({"unit": "cm", "age": age, "measurements": measures},
                   f"name,value\nage,{age}\n" + "".join(f"{name},{value} cm\n" for name, value in measures.items())):
        [fault] = faults(source)
        assert fault.code == "measurement.age"
        assert age not in fault.message, "it may be a date of birth"
    both = faults({"unit": "cm", "age": age, "measurements": {"height": 124, "chest": 6}})
    assert {each.code for each in both} > {"measurement.age"}, "what fits nobody is still a fault"


# ---- Values ---------------------------------------------------------------------------------------------------------

def test_a_block_in_place_of_a_value_is_named_with_what_to_write() -> None:
    found = faults({"unit": "cm", "measurements": {
        "height": {"value": 168, "unit": "cm"}, "thigh": {"value": 55}, "waist": {"front": 30, "back": 40}}})
    assert [(each.code, each.message, each.hint) for each in found] == [
        ("measurement.type", "height is a block (value, unit), not one value", "Write it like `168 cm`."),
        ("measurement.type", "thigh is a block (value), not one value", "Write it like `55`."),
        ("measurement.type", "waist is a block (front, back), not one value", "Write it like `94 cm`.")]


@pytest.mark.parametrize(("value", "words"), [
    ("5.11 ft", "can mean 5 ft 11 in or 61.3 in"), ("5,11'", "can mean 5 ft 11 in or 61.3 in"),
    ("5.6 ft", "can mean 5 ft 6 in or 67.2 in")])
def test_feet_with_a_point_are_questioned(value: str, words: str) -> None:
    [fault] = faults({"measurements": {"height": value}})
    assert (fault.code, words in fault.message) == ("measurement.number", True)
    [fault] = faults({"measurements": {"weight": "10.7 st"}})
    assert "10 st 7 lb or 149.8 lb" in fault.message


@pytest.mark.parametrize(("value", "inches"), [("5.50 ft", 66), ("5.25 ft", 63), ("5.0 ft", 60), ("6 ft", 72)])
def test_feet_that_are_clear_are_read(value: str, inches: float) -> None:
    assert mtm.read_body({"measurements": {"height": value}}).height == pytest.approx(inches * 25.4)
