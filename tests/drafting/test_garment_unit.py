"""A finished measure in another unit than it was meant is named as such, in files, orders and drafts."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern.body.reader import person_file
from mtmpattern.cli import main
from mtmpattern.drafting.garment_unit import meant_beyond

CM = {"chest": 92.5, "waist": 74.5, "hip": 99.5, "upper_arm": 28}
TIMES = {"mm": 10, "cm": 1, "in": 1 / 2.54}


def sent(unit, **more):
    return {"unit": unit, "measurements": {name: round(value * TIMES[unit], 3) for name, value in CM.items()}, **more}


def refused(attempt):
    with pytest.raises(mtm.OptionError) as caught:
        attempt()
    return caught.value.problems


@pytest.mark.parametrize(("unit", "block", "meant"), [
    ("mm", {"chest": 104}, "104 centimetres"), ("mm", {"chest_width": 52}, "104 centimetres"),
    ("mm", {"length": 27}, "27 inches"), ("mm", {"crew-tee": {"hip": 106}}, "106 centimetres"),
    ("cm", {"chest": 1040}, "1040 millimetres"), ("cm", {"chest": 41}, "41 inches"),
    ("cm", {"chest": "104 mm"}, "104 centimetres"), ("in", {"chest": 104}, "104 centimetres"),
    ("in", {"chest": 1040}, "1040 millimetres"), ("cm", {"sleeve": {"left": 2.1, "right": 21}}, "21 centimetres")])
def test_a_measurement_file(unit, block, meant):
    problem, = refused(lambda: mtm.draft("crew-tee", sent(unit, garment=block), estimates=True))
    assert problem.hint.startswith(f"Did you mean {meant}? Write the unit with the value.")
    assert problem.code in ("garment.unit", "garment.range")
    assert problem.code == "garment.range" or problem.params["meant"] == meant


def test_an_order_in_which_bare_numbers_are_millimetres():
    order = mtm.read_order({"order": "1", "template": "crew-tee", "estimates": True, "measurements": sent("cm"),
                            "garment": {"chest": 104}})
    problem, = refused(order.draft)
    assert problem.message == ("garment's chest: 10.4 cm is implausible where this garment would measure 98.05 cm")
    assert problem.where == "/garment/chest" and "104 centimetres" in problem.hint
    assert problem.params["value"] == 104 and problem.params["usual"] == 980.5


def test_the_range_stands_beside_it():
    problem, = refused(lambda: mtm.draft("shirt", sent("cm"), estimates=True, garment={"wrist": 23}))
    assert (problem.code, problem.field) == ("garment.unit", "garment.wrist")
    low, high = problem.allowed
    assert 150 < low < 230 < high and " cm here" in problem.hint


def test_what_else_is_out_of_range_stands_beside_it():
    first, second = refused(lambda: mtm.draft("shirt", sent("cm"), estimates=True,
                                              garment={"wrist": 23, "length": 4000}))
    assert (first.code, first.field) == ("garment.unit", "garment.wrist")
    assert (second.code, second.field) == ("intended.range", "garment.length") and second.allowed


def test_what_only_cannot_be_made_is_no_question_of_units():
    problems = refused_draft({"chest": 900})
    assert "garment.unit" not in {each.code for each in problems}


def refused_draft(garment):
    with pytest.raises(mtm.MtmError) as caught:
        mtm.draft("crew-tee", sent("cm"), estimates=True, garment=garment)
    return caught.value.problems


def test_what_can_be_made_is_made():
    assert mtm.draft("circle-skirt", sent("cm"), estimates=True, garment={"length": 224}).intended["length"] == 224


@pytest.mark.parametrize(("mm", "meant"), [(9805, "980.5"), (26416, "1040"), (10400, "1040"), (1e6, ""), (-900, "-90")])
def test_lengths_beyond_every_garment(mm, meant):
    hint = meant_beyond(mm, 500 if mm < 0 else 5000)
    assert hint == (f"Did you mean {meant} millimetres? Write the unit with the value." if meant else "")


def test_an_alteration_beyond_every_garment():
    problem, = refused(lambda: mtm.draft("crew-tee", sent("cm", alter={"length": 90}), estimates=True))
    assert problem.message == "alteration of length: 90 cm is outside -50 to 50 cm" and "90 millimetres" in problem.hint


def test_the_command_measure_says_it_before_a_draft(tmp_path):
    file, ana = tmp_path / "her.yaml", person_file("ana").read_text()
    file.write_text(f"{ana}\ngarment: {{chest: 1040, tail: 3}}\n")
    told = CliRunner().invoke(main, ["measure", str(file), "--for", "crew-tee"])
    assert told.exit_code == 2 and "Did you mean 1040 millimetres?" in " ".join(told.output.split())
    assert "crew-tee has no tail" in told.output and "cannot be drafted as the file asks" in told.output
    data = json.loads(CliRunner().invoke(main, ["measure", str(file), "--for", "crew-tee", "--json"]).output)
    assert [each["code"] for each in data["template"]["wishes"]] == ["garment.unknown", "garment.unit"]
    file.write_text(f"{ana}\ngarment: {{chest: 104}}\n")
    assert CliRunner().invoke(main, ["measure", str(file), "--for", "crew-tee"]).exit_code == 0
