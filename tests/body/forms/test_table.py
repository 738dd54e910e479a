"""Measurements as tables: one measure a line, one client a row; whatever is wrong is reported with its line."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mtmpattern as mtm
from mtmpattern.body import CATALOGUE, Body, Measure, Pick, complete, read_body
from mtmpattern.body.forms.columns import ColumnMap, column_of, read_columns
from mtmpattern.body.forms.records import records
from mtmpattern.body.forms.writer import write_csv
from mtmpattern.body.reader import read_bodies
from mtmpattern.documents import Text
from tests.effort import counted_calls
from tests.places import BODIES, EXAMPLES

MOST_CALLS = 4_000                  # for each client

LONG = """\
id,value,unit,side,method,note
# taken in the shop
sex,female
age,adult
unit,cm
name,Zora
height,168
chest,"92,5"
waist,29 1/4,in
hip,39½"

arm_length,58.5,,left
arm_length,590,mm,right
shoulder_slope,21,deg,both
weight,63.5,kg,,scales,after lunch
confirmed,waist
"""
WIDE = """\
Order;Sex;Age;Chest [cm];Waist (in);Arm length left;arm_length_right;Weight_kg;Notes;Zip
1042;female;34;92,5;29 1/4;58,5 cm;590 mm;63,5;"two
lines";1
1043;male;;104;n/a;;;82;;2
#1044;male;;103;35;;;82;;3
"""


def read(text, **pick):
    return read_body(text, form="csv", pick=Pick(**pick))


def faults(text, **pick):
    with pytest.raises(mtm.MtmError) as caught:
        read(text, **pick)
    return caught.value.problems


def values(body):
    return {name: (each.left, each.right) if each.differs else each.left for name, each in body.measures.items()}


def test_one_measure_a_line():
    body = read(LONG)
    assert (body.sex, body.child, body.unit, body.name, body.remarks) == ("female", False, "cm", "Zora", ())
    assert values(body) == {"height": 1680, "weight": 63.5, "chest_girth": 925, "waist_girth": 742.95,
                            "hip_girth": 1003.3, "shoulder_slope": 21, "arm_length": (585, 590)}


def test_one_client_a_row():
    body = read(WIDE, person="1042")
    assert (body.sex, body.child, body.unit) == ("female", False, "cm")
    assert values(body) == {"weight": 63.5, "chest_girth": 925, "waist_girth": 742.95, "arm_length": (585, 590)}
    assert [(each.code, each.where, each.line) for each in body.remarks] == [("measurement.unmapped", "/Zip", 1)]
    assert values(read(WIDE, person="1043")) == {"weight": 82, "chest_girth": 1040}
    assert read(WIDE, person="#1044").chest_girth == 1030


@pytest.mark.parametrize("change", [
    lambda text: text.replace(",", ";").replace('"92;5"', "92,5"), lambda text: text.replace(",", "\t"),
    lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n"), lambda text: text.replace("\n", "\r"),
    lambda text: "sep=,\n" + text, lambda text: text.replace("id,", "Measure,"),
    lambda text: text.replace("\nsex", "\n,,,,\n;\nsex").replace("\n;", "\n  "),
])
def test_what_spreadsheets_do_to_a_table(change, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(change(LONG).replace('"92\t5"', '"92,5"').encode())
    assert values(read_body(file)) == values(read(LONG))


def test_unicode_text_of_a_spreadsheet(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(LONG.replace(",", "\t").replace('"92\t5"', '"92,5"'), encoding="utf-16")
    assert values(read_body(file)) == values(read(LONG))


def test_a_size_of_a_table_of_one_person_is_left_out_and_said():
    remarks = read(LONG, size="M").remarks
    assert [each.code for each in remarks if each.where == "size"] == ["measurement.size"]


def test_three_decimals_are_clear_only_where_semicolons_part_the_columns():
    assert read("id;chest [cm]\n1;92,125\n").chest_girth == 921.25
    assert read("id;value\nchest;92,125\nunit;cm\n").chest_girth == 921.25
    assert faults("id\tchest [cm]\n1\t92,125\n")[0].code == "measurement.number"
    assert "Did you mean 1.125 m?" in str(faults("id;chest [mm]\n1;1,125\n")[0]), "not a thousand and more"


def test_a_table_in_the_encoding_of_an_old_spreadsheet(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes("id;value\nname;Zoë\nhip;39½ in\n".encode("cp1252"))
    assert read_body(file).hip_girth == 1003.3


@pytest.mark.parametrize(("head", "role", "word", "side", "unit"), [
    ("chest", "measure", "chest", "", ""), ("Chest [in]", "measure", "chest", "", "in"),
    ("chest_cm", "measure", "chest", "", "cm"), ("Bust girth (mm)", "measure", "bust_girth", "", "mm"),
    ("arm_length_left", "measure", "arm_length", "left", ""), ("left_arm_length", "measure", "arm_length", "left", ""),
    ("arm_length right (cm)", "measure", "arm_length", "right", "cm"),
    ("armLengthR", "measure", "arm_length", "right", ""),
    ("CHEST_Circ", "measure", "chest_girth", "", ""), ('Hip (")', "measure", "hip", "", "in"),
    ("weight_kg", "measure", "weight", "", "kg"), ("Upper-arm girth", "measure", "upper_arm_girth", "", ""),
    ("OrderNo", "id", "", "", ""), ("Gender", "sex", "", "", ""), ("Notes", "skip", "", "", ""),
    ("Zip", "", "zip", "", ""), ("hips_cm", "", "hips", "", "cm"), ("", "", "", "", ""),
    ("left", "value left", "", "", ""),
])
def test_heads(head, role, word, side, unit):
    column = column_of(head)
    assert (column.role, column.word, column.side, column.unit) == (role, word, side, unit)


def test_every_name_of_the_catalogue_is_a_head():
    for name, entry in CATALOGUE.items():
        assert all(column_of(word).name == name for word in (name, *entry.aliases, name.title(), f"{name} [cm]"))


@pytest.mark.parametrize(("text", "pick", "expected"), [
    (WIDE, {}, [("measurement.person", 1)]),
    (WIDE, {"person": "Zora"}, [("measurement.person", 1)]),
    ("id,chest [cm]\n7,92\n7,93\n", {"person": "7"}, [("measurement.person", 3)]),
    ("hips,chest\n99,92", {}, [("measurement.ambiguous", 1)]),
    ("chest,92 cm\n1,74 cm", {}, [("measurement.columns", 1)]),
    ("Brustumfang;Taille\n92;74", {}, [("measurement.columns", 1)]),
    ("id,weight_cm\n1,63", {}, [("measurement.unit", 1)]),
    ("id,chest,waist\n1,92,74", {}, [("measurement.unit", 2)]),
    ("id,chest [cm],waist [cm]\n1,92\n", {}, [("file.row", 2)]),
    ("id,value\nchest,92,5\n", {}, [("file.row", 2)]),
    ("id,chest [cm],waist [cm]\n1,,\n", {}, [("measurement.none", 2)]),
    ("id,chest [cm]\n", {}, [("measurement.none", 1)]),
    ("id,value\n", {}, [("measurement.none", 1)]),
    ("id,chest [cm],bust [cm]\n1,92,93\n", {}, [("measurement.duplicate", 2)]),
    ("id,value,unit\nchest,92,cm\n\nchest,93,cm\n", {}, [("measurement.duplicate", 4)]),
    ("id,value,unit,side\nthigh,55,cm,left\narm_length,58,cm,top\n", {},
     [("measurement.sides", 3), ("measurement.one_side", 2)]),
    ("id,value,unit\nchest,92,cm\nhips,99,cm\nchesst,92,cm\nwaist,,cm\nhip,39,cm\n", {},
     [("measurement.ambiguous", 3), ("measurement.unit", 6), ("measurement.unmapped", 4), ("measurement.untaken", 1)]),
    ('id,value\nhip,"39 1/2""\nchest,92 cm\n', {}, [("file.syntax", 2)]),
    ("id,sex,age,unit,chest\n1,duck,old,ell,92\n", {},
     [("measurement.unit", 2), ("measurement.sex", 2), ("measurement.age", 2)]),
    ("id,chest [cm],confirmed\n1,92,chest hipp\n", {}, [("measurement.unknown", 2)]),
    ("Brust,chest [cm]\n1,92\n", {"columns": {"Brust": "chesst"}}, [("measurement.unknown", 1)]),
    ("x,chest [cm]\n1,92\n", {"unit": "ell"}, [("measurement.unit", None)]),
])
def test_faults_have_codes_and_lines(text, pick, expected):
    found = [(each.code, each.line) for each in faults(text, **pick)]
    assert found == expected, faults(text, **pick)


def test_no_fault_tells_the_id_of_somebody_else():
    text = WIDE.replace("1042", "Zora Secret").replace("1043", "Zora Secret")
    said = "".join(map(str, (*faults(text), *faults(text, person="Otto"), *faults(text, person="Zora Secret"))))
    assert "Zora" not in said
    assert "Otto" not in said


def test_rows_without_ids_count_from_one():
    assert read("chest [cm]\n92\n93\n", person="2").chest_girth == 930
    assert read("Otto,chest [cm]\nx,92\ny,93\n", person="y", id="Otto").chest_girth == 930


def test_a_column_map_tells_what_columns_mean():
    known = read_columns({"unit": "cm", "id": "Nr", "columns": {
        "Brust": "chest", "ArmL": "arm_length left", "ArmR": "arm_length_right [mm]", "Länge": None, "Alt": "age"}})
    body = read_body("Nr;Brust;ArmL;ArmR;Länge;Alt\n1;92,5;58;585;7;9\n2;;;;;\n", form="csv", pick=known.pick("1"))
    assert (values(body), body.child, body.unit) == ({"chest_girth": 925, "arm_length": (580, 585)}, True, "cm")
    lines = read_body("Nr;value\nBrust;92,5\nLänge;7\n", form="csv",
                      pick=Pick(columns={"Nr": "id", "Brust": "chest cm", "Länge": ""}))
    assert values(lines) == {"chest_girth": 925}
    [remark] = read("Nr;chest [cm]\n1;92\n", columns={"Bust": "chest"}).remarks
    assert (remark.code, remark.where) == ("measurement.unmapped", "/Bust")


def test_faults_of_a_column_map_come_at_once():
    with pytest.raises(mtm.MeasurementError) as caught:
        read_columns("unit: ell\ncolums: {}\ncolumns:\n  A: chesst\n  B: hips\n  C: weight cm\n  D: arm_length left\n")
    assert [(each.code, each.line) for each in caught.value.problems] == [
        ("measurement.unit", 1), ("measurement.columns", 2), ("measurement.unknown", 4), ("measurement.ambiguous", 5),
        ("measurement.unit", 6)]


def test_a_bad_row_does_not_stop_a_batch():
    text = 'id,chest [cm]\na,92\nb,9 furlong\nc,92,1\n"d,93\n,94\na,95\ne,96\n'
    seen = [(name, (got.problems[0].line, got.code) if isinstance(got, mtm.MtmError) else got.body.chest_girth)
            for name, got in read_bodies(text)]
    assert seen == [
        ("a", 920), ("b", (3, "measurement.unit")), ("c", (4, "file.row")), ("", (5, "file.syntax")),
        ("", (6, "measurement.person")), ("a", (7, "measurement.person")), ("e", 960)]
    with pytest.raises(mtm.MeasurementError, match="read_body"):
        read_bodies(LONG)


def test_the_customers_of_the_examples_are_read():
    clients = dict(read_bodies(EXAMPLES / "customers.csv", columns=read_columns(EXAMPLES / "columns.yaml")))
    assert list(clients) == ["1041", "1042", "1043"]
    assert [(each.body.remarks, each.body.unit, len(each.body.measures)) for each in clients.values()] == [
        ((), "cm", 16), ((), "cm", 15), ((), "cm", 16)]
    assert clients["1041"].body.left.arm_length == 580


@pytest.mark.parametrize("unit", ["cm", "mm", "in"])
def test_every_measure_comes_back(unit):
    whole = complete(mtm.read_body(BODIES / "ana.yaml"), CATALOGUE)
    taken = {name: Measure(each.left, each.left * 1.01 if CATALOGUE[name].sided else each.left)
             for name, each in whole.measures.items()}
    taken |= {"stoop": Measure(-12.5, -12.5), "sway_back": Measure(0.0, 0.0)}
    body = Body(taken, "female", unit, name="Zora Secret")
    text = write_csv(body, estimated=False).text
    again = read(text)
    assert again.digest == body.digest
    assert "Zora" not in text
    assert all(line.split(",")[0] in {*CATALOGUE, "id", "sex", "unit"} for line in text.splitlines())


def test_what_was_worked_out_is_not_read_as_measured():
    body = read(LONG)
    text = write_csv(complete(body, CATALOGUE), estimated=True).text
    again = read(text)
    assert (again.digest, [each.code for each in again.remarks]) == (body.digest, ["measurement.estimated"])
    assert write_csv(complete(body, CATALOGUE), estimated=False) == write_csv(body, estimated=False)
    assert write_csv(Body.of({"height": 1200}, child=True, unit="mm"), estimated=False).text.splitlines() == [
        "id,value,unit,side", "age,child,,", "unit,mm,,", "height,1200,mm,"]


def test_a_quote_left_open_costs_its_own_row_only():
    rows = list(records(Text("a,b\n1,\"x\n" + "2,y\n" * 100)))
    assert [row.line for row in rows if row.fault] == [2]
    assert len(rows) == 102


def test_tables_are_bounded():
    assert faults("id," + "x," * 600 + "chest\n")[0].code == "file.large"
    assert faults("id,chest [cm]\n1," + "9" * 2000)[0].code == "file.large"
    assert faults("id,chest [cm]\n1," + "9" * 200_000)[0].code == "file.large"
    assert faults("id,value\n" + "chest,92 cm\n" * 3000)[-1].code == "file.large"
    assert faults("chest [cm]\n" + "92\n" * 60_000)[-1].code == "file.large"


def clients(number):
    heads = [f"{name} [cm]" for name in list(CATALOGUE)[10:25]]
    body = complete(mtm.read_body(BODIES / "ana.yaml"), list(CATALOGUE)[10:25])
    row = ",".join(f"{body.measure(name).middle / 10:.1f}" for name in list(CATALOGUE)[10:25])
    text = "\n".join([f"id,sex,{','.join(heads)}", *(f"{each},female,{row}" for each in range(number))])
    with counted_calls() as effort:
        assert sum(not isinstance(got, mtm.MtmError) for _, got in read_bodies(text)) == number
    return effort.calls


def test_a_client_more_is_the_same_work_more():
    few, more, most = (clients(number) for number in (100, 200, 400))
    assert (most - more) == pytest.approx(2 * (more - few), rel=0.01)
    assert (most - more) / 200 < MOST_CALLS


@pytest.mark.slow
def test_ten_thousand_clients_are_read():
    assert clients(10_000) < 10_000 * MOST_CALLS


WORDS = st.sampled_from([
    '"', ",", ";", "\t", "\n", "\r", "chest", "id", "value", "unit", "side", "left", "sex", "cm", "92", "[in]", "hips",
    "#", "½", "=", "\x00", "\x85", "\u2028", "name", "arm_length left", "-", "1e999"])


def only_our_errors(text):
    for person in ("", "1"):
        try:
            read(text, person=person)
        except mtm.MtmError as error:
            assert all(str(problem) for problem in error.problems)
    try:
        for _, got in read_bodies(Text(text)):
            assert got
    except mtm.MtmError:
        pass


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_gives_a_body_or_our_error(text):
    only_our_errors(text)


@given(st.lists(WORDS, max_size=40))
@settings(deadline=None, max_examples=300)
def test_any_table_gives_a_body_or_our_error(words):
    only_our_errors("".join(words))


@given(st.sampled_from([LONG, WIDE]), st.integers(0, 400), st.integers(0, 20), WORDS)
@settings(deadline=None, max_examples=300)
def test_any_damage_to_a_good_table_gives_a_body_or_our_error(text, place, cut, word):
    only_our_errors(text[:place] + word + text[place + cut:])


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=20) | st.none(), max_size=5))
@settings(deadline=None)
def test_any_column_map_is_read_or_refused(columns):
    try:
        known = read_columns({"columns": columns})
    except mtm.MtmError:
        known = ColumnMap(columns={head: str(target) for head, target in columns.items()})
    with suppress(mtm.MtmError):
        read_body("\n".join([";".join(columns), ";".join("1" for _ in columns)]), form="csv", pick=known.pick())
