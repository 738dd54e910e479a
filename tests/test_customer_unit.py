"""Sentences with lengths use the unit of the customer's measurements, wherever they come from; params stay in mm."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern.cli import main
from mtmpattern.figures import in_unit

CM = {"chest": 92.5, "waist": 74.5, "hip": 99.5, "upper_arm": 28}
SENT = {"mm": {"unit": "mm", "measurements": {name: value * 10 for name, value in CM.items()}},
        "cm": {"unit": "cm", "measurements": CM},
        "in": {"unit": "in", "measurements": {name: round(value / 2.54 * 8) / 8 for name, value in CM.items()}}}
IN_MM = re.compile(r"\d mm\b")
WRONG = {"options": {"neck_drop": 300}, "alterations": {"length": 900}, "garment": {"chest": 6000}}
UNITS = ("cm", "in")


def texts(error):
    return [f"{each.message} {each.hint}" for each in error.problems if not each.code.startswith("measurement.")]


def refused(attempt):
    with pytest.raises(mtm.MtmError) as caught:
        attempt()
    return caught.value


def must_be_in(unit, found):
    assert found and not any(IN_MM.search(each) for each in found), found
    assert all(re.search(rf"\d {unit}\b", each) for each in found), found


@pytest.mark.parametrize(("text", "cm"), [
    ("60 mm to 140 mm", "6 to 14 cm"), ("+12.5 mm, -0.25 mm", "+1.25 cm, -0.025 cm"), ("900 mm wide", "90 cm wide"),
    ("200 x 300 mm", "20 x 30 cm"), ("0.0 mm", "0 cm"), ("40 g/m², 2 mm²", "40 g/m², 2 mm²")])
def test_centimetres_are_exact(text, cm):
    assert in_unit(text, "cm") == cm and in_unit(text, "mm") == text


def test_a_text_that_cannot_be_read_is_repeated_as_it_was_typed():
    error = refused(lambda: mtm.draft("crew-tee", SENT["cm"], estimates=True, alterations={"length": "30 mm"}))
    assert "'30 mm'" in error.problems[0].message


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("given", ({}, {"measurements": {"chest": 3}}), ids=("read", "unreadable"))
def test_a_request(unit, given):
    error = refused(lambda: mtm.draft("crew-tee", SENT[unit] | given, **WRONG))
    must_be_in(unit, texts(error))
    values = {each.code: each.params["value"] for each in error.problems if each.code.endswith(".range")
              and not each.code.startswith("measurement.")}
    assert values == {"option.range": 300, "alteration.range": 900, "garment.range": 6000}


@pytest.mark.parametrize("unit", UNITS)
def test_what_cannot_be_drawn(unit):
    body, live = mtm.read_body(SENT[unit]), mtm.Live("crew-tee")
    must_be_in(unit, texts(refused(lambda: mtm.draft("crew-tee", body, estimates=True, alterations={"sleeve": -200}))))
    for drafted in (live.draft, live.pieces):
        must_be_in(unit, texts(refused(lambda drafted=drafted: drafted(body, estimates=True, **WRONG))))


@pytest.mark.parametrize("unit", UNITS)
def test_an_order_and_its_notes(unit):
    order = {"order": "7", "template": "crew-tee", "estimates": True, "measurements": SENT[unit]}
    must_be_in(unit, texts(refused(lambda: mtm.read_order(order | WRONG))))
    must_be_in(unit, texts(refused(lambda: mtm.read_order(order | {"alterations": {"sleeve": -200}}).draft())))
    job = mtm.job(mtm.read_order(order | {"measurements": SENT[unit] | {"alter": {"length": 1}},
                                          "alterations": {"length": 30}}))
    assert not [note for note in job.notes if IN_MM.search(note)]
    files = job.files()
    kept = json.loads(files["client/notes.json"])
    assert not [each for each in kept["notes"] if IN_MM.search(each["text"])]
    assert json.loads(files["client/order.json"]).get("unit", "cm") == unit
    steps = [step["text"] for step in json.loads(files["factory/work-order.json"])["steps"]]
    assert any(map(IN_MM.search, steps)) and not any(re.search(rf"\d {unit}\b", text) for text in steps)


@pytest.mark.parametrize(("values", "unit"), [
    ({"chest": "925 mm", "waist": "745 mm"}, "mm"), ({"chest": "36 1/2 in", "waist": "29 in"}, "in"),
    ({"chest": "925 mm", "waist": "29 in"}, "cm"), ({"chest": "92.5 cm", "weight": "60 kg"}, "cm"),
    ({"chest": "92.5 cm", "height": "5 ft 6 in"}, "cm"), ({"chest": "0.925 m"}, "cm"),
    ({"upper_arm": {"left": "11 in", "right": "11 1/8 in"}}, "in")])
def test_a_file_without_a_unit_has_that_of_its_values(values, unit):
    assert mtm.read_body({"measurements": values}).unit == unit


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("chest", ("", "3"), ids=("read", "unreadable"))
def test_commands(tmp_path, unit, chest):
    file = tmp_path / "her.json"
    file.write_text(json.dumps(SENT[unit] | ({"measurements": {"chest": 3}} if chest else {})))
    for command in (["make", "crew-tee"], ["preview", "crew-tee"],
                    ["knit", "jumper", "--swatch", "dk-hand", "--machine", "hand"]):
        option = "neck_drop=900"
        done = CliRunner().invoke(main, [*command, "-m", str(file), "--set", option, "--alter", "length=900",
                                         "-o", str(tmp_path / "out")])
        lines = [line for line in done.output.splitlines() if "[option." in line or "[alteration." in line]
        assert done.exit_code == 2 and lines, done.output
        must_be_in(unit, [line for line in lines if ".range" in line] or lines)


def test_tables_of_a_garment_are_in_its_unit(tmp_path):
    done = CliRunner().invoke(main, ["make", "crew-tee", "-m", "ana", "-f", "svg", "-o", str(tmp_path / "out")])
    assert done.exit_code == 0 and " cm" in done.output and not IN_MM.search(done.output)
