"""Everything wrong with a request comes in one report: codes, places in what was sent, parameters, the right unit."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern.cli import main

WRONG = {"fit": "tigth", "alterations": {"waits": 5, "chest": "abc", "sleeve": {"left": 600}}, "garment": {"tail": 4},
         "fabrics": {"shell": "linnen", "lining": "x"}, "options": {"neck_drop": 9000, "neck": 3}}
PLACES = {
    ("/fit", "fit.unknown"), ("/options/neck_drop", "option.range"), ("/options/neck", "option.unknown"),
    ("/alterations/waits", "alteration.unknown"), ("/alterations/chest", "alteration.type"),
    ("/alterations/sleeve/left", "alteration.range"), ("/garment/tail", "garment.unknown"),
    ("/fabrics/shell", "fabric.unknown"), ("/fabrics/lining", "fabric.unknown")}
SENT = {"unit": "in", "sex": "male", "measurements": {"chest": 415, "height": "5 ft 11", "zebra": 3}}
MISSING = {"unit": "in", "sex": "male", "measurements": {"bust": 41.5, "height": "5 ft 11"}}


def refused(attempt):
    with pytest.raises(mtm.MtmError) as caught:
        attempt()
    return caught.value


def found(error):
    return {(each.where, each.code) for each in error.problems}


@pytest.mark.parametrize("sent", [SENT, MISSING])
def test_a_draft_of_measurements(sent):
    error = refused(lambda: mtm.draft("crew-tee", sent, **WRONG))
    assert found(error) > PLACES
    of_body = {(where, code) for where, code in found(error) - PLACES}
    assert of_body == ({("/measurements/measurements/chest", "measurement.range"),
                        ("/measurements/measurements/zebra", "measurement.unknown")} if sent is SENT else
                       {("/measurements", "measurement.missing")})
    assert not any(" mm" in f"{each.message} {each.hint}" and "how many mm" not in each.hint
                   for each in error.problems), "somebody who measures in inches reads inches"


def test_a_draft_of_a_body():
    assert found(refused(lambda: mtm.draft("crew-tee", mtm.read_body("ana"), **WRONG))) == PLACES


def test_an_order():
    error = refused(lambda: mtm.read_order({"order": "7", "template": "crew-tee", "measurements": SENT, **WRONG,
                                            "due": "soon", "priority": "now"}))
    places = {where for where, _ in found(error)}
    assert places >= {"/fit", "/options/neck_drop", "/options/neck", "/alterations/waits", "/alterations/chest",
                      "/garment/tail", "/fabrics/shell", "/fabrics/lining", "/due", "/priority",
                      "/measurements/measurements/chest", "/measurements/measurements/zebra"}


def test_make(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps(SENT))
    done = CliRunner().invoke(main, [
        "make", "crew-tee", "-m", str(file), "-o", str(tmp_path / "out"), "--fit", "tigth", "--set", "neck_drop=9 m",
        "--set", "neck=3", "--alter", "waits=5", "--fabric", "shell=linnen", "--json"])
    problems = json.loads(done.stdout)["problems"]
    assert done.exit_code == 2 and {each["code"] for each in problems} == {
        "fit.unknown", "option.range", "option.unknown", "fabric.unknown", "measurement.range", "measurement.unknown"}
    file.write_text(json.dumps(MISSING))
    done = CliRunner().invoke(main, ["make", "crew-tee", "-m", str(file), "-o", str(tmp_path / "out"), "--alter",
                                     "waits=5", "--set", "neck=3", "--json"])
    assert {each["code"] for each in json.loads(done.stdout)["problems"]} == {
        "option.unknown", "alteration.unknown", "measurement.missing"}


def test_parameters_are_numbers_in_mm_and_names():
    error = refused(lambda: mtm.draft("crew-tee", MISSING, **WRONG))
    by = {each.where: each.params for each in error.problems if each.code != "measurement.missing"}
    assert by["/options/neck_drop"] == {"option": "neck_drop", "value": 9000, "least": 60, "most": 140, "unit": "mm"}
    assert by["/alterations/sleeve/left"] == {"name": "sleeve", "side": "left", "value": 600, "least": -500,
                                              "most": 500}
    missing = [each.params for each in error.problems if each.code == "measurement.missing"]
    assert [each["measure"] for each in missing] == ["waist_girth", "hip_girth"]
    assert all(700 < each["estimate"] < 1200 for each in missing)


def test_a_refused_draft_speaks_the_customers_unit():
    body = mtm.read_body({"unit": "in", "measurements": {
        "waist": 29.25, "hip": 39.25, "waist_to_hip": 8, "waist_to_knee": 23.5}})
    problem = refused(lambda: mtm.draft("straight-skirt", body, alterations={"waist": -300})).problems[0]
    assert problem.code == "intended.range" and " mm" not in str(problem) and " in" in problem.message
    assert problem.params["least"] == pytest.approx(742.95, abs=.1) and problem.allowed is not None


def test_notes_have_codes_parameters_and_the_unit():
    body = mtm.read_body({"unit": "in", "sex": "male", "measurements": {
        "chest": 41.5, "waist": 35.5, "hip": 41.75, "height": "5 ft 11"}})
    notes = mtm.draft("crew-tee", body).notes
    guess = next(note for note in notes if note.code == "estimated")
    assert " in is estimated" in guess.text and guess.params["measure"] in body.names + guess_names(notes)
    assert all(" mm" not in str(note) for note in notes)
    assert all(json.loads(json.dumps(dict(note.params))) == note.params for note in notes)


def guess_names(notes):
    return tuple(note.params["measure"] for note in notes if note.code == "estimated")
