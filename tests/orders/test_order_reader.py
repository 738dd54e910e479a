"""Orders as strangers send them: every fault in one report, with its place, and the same key for the same wish."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mtmpattern as mtm
from mtmpattern.orders.order import added_up
from mtmpattern.orders.order_reader import OrderCancelled
from mtmpattern.orders.rack import folder_name
from mtmpattern.orders.remake import remade
from tests.orders.made import MEASURES, codes, order

KEY = mtm.read_order(order()).key()
PATTERN = mtm.draft("crew-tee", mtm.read_body("ana"), estimates=True)
VERSION = mtm.schema("crew-tee")["properties"]["version"]["const"]


def refused(sent) -> mtm.MtmError:
    with pytest.raises(mtm.MtmError) as caught:
        mtm.read_order(sent)
    return caught.value


# ---- The key --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("more", [
    {"fit": "regular"}, {"options": {}}, {"options": {"neck_drop": 90}}, {"options": {"neck_drop": "9 cm"}},
    {"fabrics": {"shell": "jersey"}}, {"alterations": {"length": 0}}, {"quantity": 1}, {"copies": "1"}, {"revision": 1},
    {"formats": ["dxf", "svg"]}, {"stations": []}, {"priority": "normal"}, {"version": VERSION}, {"fit": None},
    {"estimates": False}], ids=str)
def test_the_same_wish_in_other_words_has_the_same_key(more):
    default = mtm.schema("crew-tee")["properties"]["options"]["properties"]["neck_drop"]["default"]
    if "neck_drop" in more.get("options", {}):
        more = {"options": {"neck_drop": default if more["options"]["neck_drop"] == 90 else f"{default / 10} cm"}}
    assert mtm.read_order(order(**more)).key() == KEY


@pytest.mark.parametrize("more", [
    {"fit": "relaxed"}, {"options": {"neck_drop": 95}}, {"alterations": {"length": 5}}, {"quantity": 2},
    {"revision": 2}, {"formats": ["svg"]}, {"stations": ["marker"]}, {"priority": "high"}, {"due": "2026-12-24"}],
    ids=str)
def test_another_wish_has_another_key(more):
    assert mtm.read_order(order(**more)).key() != KEY


def test_a_fit_and_its_options_are_one_wish():
    options = mtm.read_order(order(fit="relaxed")).options
    assert mtm.read_order(order(options=dict(options))).key() == mtm.read_order(order(fit="relaxed")).key()


def test_the_unit_and_the_names_of_measures_do_not_matter():
    mm = {"unit": "mm", "measurements": {
        ("chest_girth" if name == "chest" else name): (value * 10 if isinstance(value, float | int) else value)
        for name, value in reversed(MEASURES["measurements"].items())}}
    inches = {"measurements": {name: f"{value} cm" if isinstance(value, float | int) else value
                               for name, value in MEASURES["measurements"].items()}}
    bare = {"unit": "cm", **MEASURES["measurements"]}
    for measures in (mm, inches, bare, {**MEASURES, "name": "somebody"}):
        assert mtm.read_order(order() | {"measurements": measures}).key() == KEY


def test_sides_that_are_equal_are_one_number():
    both, one = (mtm.read_order(order(alterations={"sleeve": value})).key() for value in (
        {"left": 5, "right": "0.5 cm"}, 5))
    assert both == one
    assert added_up([{"a": 5.0}, {"a": {"left": 1.0}}, {"b": 2.0}, {"b": -2.0}]) == {"a": {"left": 6.0, "right": 5.0}}


def test_the_key_is_the_same_as_text_in_another_process_locale_and_day(tmp_path):
    code = "import sys, mtmpattern as mtm; print(mtm.read_order(sys.stdin.read()).key())"
    done = subprocess.run([sys.executable, "-c", code], input=json.dumps(order()), capture_output=True, text=True,
                          check=True, cwd=tmp_path,
                          env={"PATH": "", "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"})
    assert done.stdout.strip() == KEY


def test_a_salt_keys_it():
    assert mtm.read_order(order()).key("a") != mtm.read_order(order()).key("b") != KEY


# ---- Faults ---------------------------------------------------------------------------------------------------------

def test_every_fault_comes_in_one_report_with_its_place():
    error = refused(order("../x", version="900", fit="tight", options={"neck_dorp": 5, "neck_drop": 9000},
                          alterations={"lenght": 3, "sleeve": {"left": "x"}}, fabrics={"shell": "/etc/passwd"},
                          quantity=0, due="soon", artwork=[{"part": "front"}], unknown=1,
                          ) | {"measurements": {"unit": "cm", "measurements": {"chest": 940}}})
    found = {(problem.where, problem.code) for problem in error.problems}
    assert {("/order", "order.id"), ("/version", "order.version"), ("/fit", "fit.unknown"),
            ("/options/neck_dorp", "option.unknown"), ("/options/neck_drop", "option.range"),
            ("/alterations/lenght", "alteration.unknown"), ("/alterations/sleeve/left", "alteration.value"),
            ("/fabrics/shell", "order.fabric"), ("/measurements/measurements/chest", "measurement.unit"),
            ("/quantity", "order.range"), ("/due", "order.due"), ("/artwork/0", "artwork.size"),
            ("/unknown", "order.field")} <= found
    assert f"version {VERSION} is installed" in str(error)


def test_a_fault_in_a_text_has_its_line():
    problem = refused('{"order": "1",\n "template": "crew-te",\n "measurements": {}}').problems[0]
    assert (problem.code, problem.line, problem.where) == ("template.unknown", 2, "/template")


def test_all_missing_measures_are_named():
    error = refused(order() | {"measurements": {"unit": "cm", "measurements": {"chest": 92}}})
    assert len(error.problems) > 2
    assert set(codes(error)) == {"measurement.missing"}
    assert all(problem.where.startswith("/measurements") for problem in error.problems)


@pytest.mark.parametrize(("sent", "code"), [
    ("", "file.empty"), ("[1]", "file.type"), ("{", "file.syntax"), ('{"a": 1, "a": 2}', "file.duplicate"),
    ("order: &a 1\nx: *a", "file.yaml"), (b"\x00\x01", "file.binary"), ("[" * 2000, "file.deep"),
    ({"order": {"order": {}}}, "file.type"), ({}, "order.id"),
    (order(client="x") | {"measurements": None}, "client.id"), (order(client="0" * 32), "order.body"),
    (order(stations=["nobody"]), "order.stations"), (order(formats="exe"), "order.formats"),
    (order(formats=[]), "order.formats"), (order() | {"order": True}, "order.id"),
    (order(priority="now"), "order.priority"), (order() | {"measurements": "/etc/passwd"}, "order.measurements"),
    (order() | {"measurements": ["ana"]}, "order.measurements"), (order(options=["x"]), "file.type"),
    (order(options={f"o{number}": 1 for number in range(1000)}), "order.size"),
    (order(artwork=[{"part": "front", "point": "centre", "width": 90000, "height": 5}]), "order.range"),
    (order(artwork=[{"part": "front", "point": "centre", "width": 9, "height": 5, "picture": "../x"}]),
     "artwork.picture"),
    (order(fabrics={"shell": {"name": "x"}}), "fabric.missing"), (order(fittings=[{"wasit": 3}]), "alteration.unknown"),
])
def test_what_is_refused(sent, code):
    found = codes(refused(sent))
    assert code in found or any(each.split(".")[0] == code.split(".")[0] for each in found), found


@pytest.mark.parametrize("number", ["", " ", "../../etc/passwd", "a/../b", "a//b", "/etc", "x" * 41, "Anna Müller",
                                    "<b>1</b>", "1\n2", "1\x00", "(1) Tj", "0\nEOF", "CON .", "-rf", ".hidden", "a\\b"])
def test_ids_that_are_none(number):
    assert "order.id" in codes(refused(order(number)))
    if number:                          # none means the same id to a remake
        for make in (lambda: mtm.job(PATTERN, order=number), lambda: remade(Path("any"), order=number)):
            with pytest.raises(mtm.OptionError) as caught:
                make()
            assert caught.value.code == "order.id"


@pytest.mark.parametrize("number", ["1042", "#1042", "2026/1042", "A-1", "a.b", "con", "nul.1", "events.jsonl", "1-r2",
                                    "refused", "summary.csv", "x."])
def test_no_id_makes_a_path(number):
    name = folder_name(mtm.read_order(order(number)).id, 3)
    assert Path(name).name == name
    assert name == name.casefold()
    assert not name.startswith(".")
    assert name.endswith("-r3")
    assert folder_name(number) not in ("con", "nul.1", "events.jsonl", "refused", "summary.csv", "1-r2")


def test_names_of_ten_thousand_characters_are_cut_short_in_the_report():
    long = "x" * 10_000
    for sent in (order(long), order(fit=long), order(options={long[:200]: 1}), order(template=long),
                 order(fabrics={"shell": long}), order(priority=long)):
        error = refused(sent)
        assert max(len(str(problem)) for problem in error.problems) < 1500


def test_nothing_a_stranger_sends_opens_a_file(monkeypatch, tmp_path):
    mtm.read_order(order())                                     # so that what ships is read
    secret = tmp_path / "other.yaml"
    secret.write_text("unit: cm\nmeasurements: {chest: 92}\n")
    opened = []
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *args, **more: opened.append(self) or real(self, *args, **more))
    for name in ("measurements", "fabrics", "options", "template", "fit", "client", "artwork", "garment", "due"):
        for value in (str(secret), {"shell": str(secret)}, [str(secret)], {"picture": str(secret)},
                      {"base": {"chart": str(secret), "size": "M"}, "measurements": {"chest": "92 cm"}}):
            refused(order() | {name: value})
    assert [path for path in opened if "other" in path.name] == []


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.integers(), lambda inner:
       st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([
           "order", "template", "options", "measurements", "chest", "fabrics", "shell", "left", "artwork", "part",
           "fit", "alterations", "length", "client", "quantity", "due"]), inner, max_size=4), max_leaves=12))
def test_whatever_is_sent_is_answered(value):
    for sent in ({"order": "1", "template": "crew-tee", "measurements": value},
                 order(options=value), order(alterations=value), order(fabrics=value), order(artwork=value),
                 order(fittings=value), order(quantity=value), order(garment=value), order(due=value)):
        try:
            mtm.read_order(sent)
        except mtm.MtmError as error:
            assert error.problems


def test_a_cancelled_order_says_so():
    with pytest.raises(OrderCancelled) as caught:
        mtm.read_order({"order": "1042", "revision": 3, "cancel": "yes"})
    assert (caught.value.order, caught.value.revision) == ("1042", 3)


def test_an_order_may_bring_its_own_cloth():
    cloth = mtm.read_fabric("jersey").to_dict() | {"name": "our jersey", "width": "160 cm"}
    assert mtm.read_order(order(fabrics={"shell": cloth})).fabrics["shell"].width == 1600.0
