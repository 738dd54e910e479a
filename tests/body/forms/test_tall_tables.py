"""Tables with one measure on each line, as shops have them: units in heads, clients in lines or in columns."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.body.forms.columns import ColumnMap
from mtmpattern.body.forms.form import Pick
from mtmpattern.body.reader import read_bodies
from mtmpattern.documents import Text

LINES = "client,name,value\nAnna,height,168 cm\nAnna,chest,92.5 cm\nBeth,height,170 cm\nBeth,chest,100 cm\n"
COLUMNS = "measure,Anna,Beth\nheight (cm),168,170\nchest (cm),92.5,100\nsex,female,male\n"


def read(text: str, person: str = "") -> mtm.Body:
    return mtm.read_sheet(Text(text, "a.csv", ".csv"), pick=Pick(person=person)).body


def values(body: mtm.Body) -> dict[str, float]:
    return {name: round(each.middle, 2) for name, each in body.measures.items()}


def fault(text: str, person: str = "") -> mtm.Problem:
    with pytest.raises(mtm.MeasurementError) as caught:
        read(text, person)
    [problem] = caught.value.problems
    return problem


@pytest.mark.parametrize(("head", "height", "chest"), [
    ("name,value (inches)", "66", "36.5"), ("name,Value [in]", "66", "36.5"), ('Name,"Measurement (in)"', "66", "36.5"),
    ("Body part,inches", "66", "36.5"), ("name,Value [mm]", "1676.4", "927.1"), ("measure,cm", "167.64", "92.71"),
    ("Measurement,value (cm)", "167.64", "92.71"), ("id,VALUE CM", "167.64", "92.71"),
    ("Körpermaß,Zahl (cm)", "167.64", "92.71"), ("name,imperial", "66", "36.5"),
    ("type,enum,name,valid,value (inches),x,y,z", "66", "36.5")])
def test_the_head_of_the_values_names_their_unit(head: str, height: str, chest: str) -> None:
    scan = head.startswith("type")
    lines = [("measure,8,{},True,{},,," if scan else "{},{}").format(*each)
             for each in (("Height", height), ("ChestCircumference", chest))]
    assert values(read("\n".join((head, *lines)))) == {"height": 1676.4, "chest_girth": 927.1}


def test_a_unit_on_the_line_comes_before_that_of_the_head() -> None:
    assert values(read("name,value (in)\nheight,66\nchest,92 cm\nweight,63 kg\n")) == {
        "height": 1676.4, "chest_girth": 920, "weight": 63}


def test_the_unit_of_the_head_is_of_lengths_alone() -> None:
    assert values(read("measure,value (cm)\nheight,168\nweight,63.5\nshoulder_slope,21\n")) == {
        "height": 1680, "weight": 63.5, "shoulder_slope": 21}
    assert fault("measure,value (in)\nheight,66\nweight,140\n").message == "weight: 140 has no unit"


def test_an_average_of_the_columns_is_no_client() -> None:
    clients = dict(read_bodies("measure,Anna,Beth,Average,+/-\nheight (cm),168,170,169,1\n"))
    assert list(clients) == ["Anna", "Beth"]


def test_clients_are_named_above_columns_below_a_title() -> None:
    text = "Table 1\n\n,Anna,Beth\nHeight (cm),168,170\nChest (cm),92,100\n"
    assert read(text, "Beth").chest_girth == 1000
    assert not any(name in str(fault(text)) for name in ("Anna", "Beth"))


def test_the_same_values_in_two_units_are_read_once() -> None:
    assert values(read("measurement,cm,in\nheight,168,66.1\nchest,92.5,36.4\n")) == {"height": 1680, "chest_girth": 925}


def test_left_and_right_columns_may_name_their_unit() -> None:
    thigh = read("Measurement,Left (cm),Right (cm)\nthigh,55,54.5\nknee,38,38\n").measure("thigh_girth")
    assert (thigh.left, thigh.right) == (550, 545)


@pytest.mark.parametrize("text", [LINES, COLUMNS, LINES.replace("\nAnna,chest", "\n,chest"),
                                  COLUMNS.replace(",Anna,Beth", ",Anna (cm),Beth (cm)").replace(" (cm),1", ",1")])
def test_one_of_several_clients_is_read(text: str) -> None:
    assert (read(text, "Anna").height, read(text, "Anna").chest_girth) == (1680, 925)
    assert (read(text, "Beth").height, read(text, "Beth").chest_girth) == (1700, 1000)
    clients = dict(read_bodies(text, columns=ColumnMap()))
    assert {name: each.body.height for name, each in clients.items() if isinstance(each, mtm.Sheet)} == {
        "Anna": 1680, "Beth": 1700}


@pytest.mark.parametrize("text", [LINES, COLUMNS])
def test_several_clients_are_refused_without_their_names(text: str) -> None:
    for person in ("", "Otto"):
        problem = fault(text, person)
        assert problem.code == "measurement.person"
        assert not any(name in str(problem.to_dict()) for name in ("Anna", "Beth", "Otto"))
    assert "each row of the table is a measure" in fault(text).message


def test_a_number_on_each_line_is_not_a_client() -> None:
    assert values(read("No;Measure;cm\n1;height;168\n2;chest;92,5\n")) == {"height": 1680, "chest_girth": 925}


def test_one_client_in_a_column_needs_no_name() -> None:
    assert read("client,measure,cm\nAnna,height,168\nAnna,chest,92\n").chest_girth == 920
    assert read("measure,Anna\nheight,168 cm\nchest,92 cm\n").chest_girth == 920


@pytest.mark.parametrize("text", [
    "client,name,value\nAnna,Brust,92\nBeth,Brust,100\n", "client,value\nAnna,92\nBeth,100\n",
    "name,value\nAnna,92\nBeth,100\n", "Maß,Anna,Beth\nBrust,92,100\n", "client,name,value\nAnna,Brust,92\n"])
def test_no_table_without_a_known_measure_repeats_a_name(text: str) -> None:
    for person in ("", "Anna"):
        with pytest.raises(mtm.MeasurementError) as caught:
            read(text, person)
        assert not any(name in str([each.to_dict() for each in caught.value.problems]) for name in ("Anna", "Beth"))


def test_a_line_whose_value_is_no_measure_is_left_out_without_its_text() -> None:
    body = read("name,value\nheight,168 cm\nJane Doe,555-1234\nJane Doe,2026-11-30T10:00\n")
    assert [each.code for each in body.remarks] == ["measurement.unmapped"] * 2
    assert "Doe" not in str([each.to_dict() for each in body.remarks])


# ---- Rows that are no clients, and files of several -----------------------------------------------------------------

WIDE = "Client;Height (cm);Chest (cm);Waist (cm)\nJane Doe;168;92,5;74,5\n"


@pytest.mark.parametrize("below", [
    "Total;168;92,5;74,5\n", "Average:;168;92,5;74,5\nMedian;168;92,5;74,5\n", "Mittelwert;168;92,5;74,5\n",
    "\nMeasured by Ann Roe on 30.11.2026\n", "Measured by Ann Roe;;;\n;;;\n", "Ann Roe;;;wears heels\n"])
def test_what_stands_below_one_client_is_left_out_and_said(below: str) -> None:
    body = read(WIDE + below)
    assert (body.height, body.chest_girth) == (1680, 925)
    assert "measurement.unmapped" in {each.code for each in body.remarks}
    assert not any(name in str(body.remarks) for name in ("Doe", "Roe"))


def test_an_average_is_no_client_of_a_batch() -> None:
    clients = dict(read_bodies(WIDE + "Average;168;92,5;74,5\n"))
    assert isinstance(clients["Jane Doe"], mtm.Sheet)
    assert isinstance(clients["Average"], mtm.MeasurementError)
    assert fault(f"{WIDE}Ann Roe;170;96;80\nAverage;169;94;77\n").message == (
        "the table has 2 rows, one for each client")


def test_units_may_stand_in_a_row_of_their_own() -> None:
    text = "id,height,chest,weight,sex\n,cm,cm,kg,\n7,168,92.5,63,female\n8,170,100,70,male\n"
    assert values(read(text, "7")) == {"height": 1680, "chest_girth": 925, "weight": 63}
    assert [name for name, _ in read_bodies(text)] == ["7", "8"]


def test_a_table_in_a_text_file_is_read_below_its_title() -> None:
    text = "Profile: Default\nSubject: Jane Doe\n\nName\tValue\tUnit\nBust\t36.5\tin\nInseam_Left\t30\tin\n"
    body = mtm.read_sheet(Text(text, "a.txt", ".txt")).body
    assert values(body) == {"chest_girth": 927.1, "inside_leg": 762}
    assert "Doe" not in str(body.remarks)


@pytest.mark.parametrize("text", [
    '{"Jane Doe": {"chest": "92 cm"}, "Ann Roe": {"chest": "100 cm"}}', "Jane Doe:\n  chest: 92 cm\nroe:\n  hip: 1 m\n",
    "jane: {measurements: {chest: 92 cm}}\nann: {measurements: {chest: 92 cm}}\n"])
def test_a_document_of_several_persons_is_refused_without_their_names(text: str) -> None:
    with pytest.raises(mtm.MeasurementError, match="the measures of 2 persons") as caught:
        mtm.read_body(text)
    assert not any(name in str(caught.value).casefold() for name in ("jane", "roe"))
