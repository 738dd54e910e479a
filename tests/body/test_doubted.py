"""A doubted value is left out of what is estimated from others; girths that contradict each other are both named."""

from __future__ import annotations

import pytest

import mtmpattern as mtm

INCHES = {"height": "5 ft 11", "weight": "178 lb", "chest": "41 1/2", "waist": "35-1/2", "hip": "41 3/4",
          "neck": "15 3/4", "arm_length": "25 1/4", "shoulder_length": "6 1/4", "shoulder_slope": "21 deg",
          "back width": "17 1/8", "inseam": "32 1/4", "thigh": 24.5, "wrist": '7 1/8"', "biceps": "13 3/8",
          "outseam": "43 3/8", "body_rise": "10 3/4"}


def body(sex="male", unit="in", confirmed=(), **change):
    measures = {name: value for name, value in {**INCHES, **change}.items() if value is not None}
    return mtm.read_body({"sex": sex, "unit": unit, "confirmed": list(confirmed), "measurements": measures})


def estimated(of, *names):
    return [round(mtm.complete(of, names).measure(name).middle) for name in names]


def test_a_mistyped_inseam_spoils_no_estimate():
    names = ("back_waist_length", "waist_to_hip", "scye_depth")
    right, wrong, without = body(), body(inseam="23 1/4"), body(inseam=None)
    assert (right.doubted, wrong.doubted) == (frozenset(), {"inside_leg"})
    assert estimated(wrong, *names) == estimated(without, *names)
    assert abs(estimated(wrong, "back_waist_length")[0] - 470) < 15, "it was 563 before"
    assert estimated(body(inseam="23 1/4", confirmed=["inseam"]), *names)[0] > 540, "a confirmed value counts"


def test_nothing_is_derived_from_a_doubted_value():
    wrong = body(inseam="23 1/4")
    assert mtm.complete(wrong, ["waist_height"]).measure("waist_height").source == "estimated"
    assert mtm.complete(body(), ["waist_height"]).measure("waist_height").source == "derived"


def test_the_digest_knows_whether_estimates_leave_a_value_out():
    doubted, sure = body(inseam="23 1/4"), body(inseam="23 1/4", confirmed=["inseam"])
    assert doubted.digest == sure.digest, "nothing is estimated yet"
    assert mtm.complete(doubted, ["scye_depth"]).digest != mtm.complete(sure, ["scye_depth"]).digest


def doubt(sex="female", confirmed=(), **measures):
    read = mtm.read_body({"sex": sex, "unit": "cm", "measurements": measures, "confirmed": list(confirmed)})
    return read, [each for each in read.remarks if each.code == "measurement.doubtful"]


@pytest.mark.parametrize(("measures", "pair"), [
    ({"chest": 94, "waist": 120}, {"waist_girth", "chest_girth"}),
    ({"chest": 94, "waist": 95, "hip": 100, "belly": 75}, {"waist_girth", "belly_girth"}),
    ({"chest": 94, "high_bust": 110, "waist": 75, "hip": 100}, {"high_bust_girth", "chest_girth"}),
    ({"chest": 114, "high_bust": 84, "waist": 75, "hip": 100}, {"high_bust_girth", "chest_girth"})])
def test_girths_that_contradict_each_other_are_both_named(measures, pair):
    read, (said,) = doubt(**measures)
    assert read.doubted == pair == {said.params["measure"], *said.params["rivals"]}
    for name in pair:
        own = next(word for word in measures if mtm.Body.of({word: 1.0}).names == (name,))
        assert own in said.message and own in said.hint
    assert "either may be wrong" in said.message and "Measure both again" in said.hint


def test_one_of_two_is_confirmed_and_the_other_is_asked_about():
    measures = {"chest": 94, "high_bust": 110, "waist": 75, "hip": 100}
    _, (said,) = doubt(confirmed=["high_bust"], **measures)
    assert said.params["measure"] == "chest_girth" and "rivals" not in said.params
    assert doubt(confirmed=["high_bust", "chest"], **measures)[1] == []


@pytest.mark.parametrize("measures", [
    {"chest": 94, "waist": 75, "hip": 100, "belly": 82, "high_bust": 88, "under_bust": 79, "top_hip": 92},
    {"chest": 130, "waist": 118, "hip": 132, "belly": 128, "high_bust": 118, "max_hip": 138},
    {"chest": 84, "waist": 62, "hip": 90, "belly": 70, "high_bust": 80}])
def test_usual_trunks_are_not_doubted(measures):
    assert doubt(**measures)[1] == []


def test_a_value_that_many_others_contradict_is_the_wrong_one():
    read, (said,) = doubt(height=168, weight="63 kg", chest=94, waist=105, hip=100)
    assert read.doubted == {"waist_girth"} and "rivals" not in said.params


def test_a_doubt_is_in_the_words_of_the_file_and_points_into_it():
    _, (said,) = doubt(height=168, weight="63 kg", bust=94, waist=105, seat=100)
    assert said.where == "/measurements/waist" and said.message.startswith("waist 105 cm")
    assert said.params["measure"] == "waist_girth" and said.params["value"] == 1050


SETS = [
    ("shoulder_drop", {"shoulder_length": "13 cm", "shoulder_slope": "21 deg"}, 47, 73),
    ("back_neck_to_wrist", {"arm_length": "58 cm", "across_back_shoulder": "41 cm"}, 785, 870),
    ("hps_to_waist_back", {"back_waist_length": "41 cm"}, 432, 370),
]


@pytest.mark.parametrize(("name", "others", "right", "wrong"), SETS)
def test_measures_that_determine_each_other_are_questioned_together(name, others, right, wrong):
    def read(value, **more):
        measures = {"height": "168 cm", "chest": "92 cm", **others, name: f"{value} mm"}
        return mtm.read_body({"sex": "female", "measurements": measures, **more})

    assert read(right).doubted == frozenset()
    assert read(wrong).doubted == {name, *others}
    [remark] = [each for each in read(wrong).remarks if each.code == "measurement.doubtful"]
    assert remark.params["measure"] == name and all(other in remark.message for other in others)
    assert read(wrong, confirmed=[name]).doubted == frozenset()


@pytest.mark.parametrize(("name", "others"), [
    ("arm_length", ("upper_arm_length", "lower_arm_length")), ("body_rise", ("waist_height", "inside_leg")),
    ("waist_to_knee", ("waist_height", "knee_height")), ("waist_to_armpit", ("axilla_height", "waist_height")),
    ("outseam", ("inside_leg", "body_rise")), ("scye_depth", ("back_neck_height", "axilla_height"))])
def test_the_survey_judges_the_other_sets(name, others):
    whole = mtm.complete(mtm.read_body("ana"), (name, *others, "height", "chest_girth"))
    values = {each: whole.measure(each).middle for each in (name, *others, "height", "chest_girth")}
    for change in (60, -60):
        given = {each: f"{value + change * (each == name):.1f} mm" for each, value in values.items()}
        assert mtm.read_body({"sex": "female", "measurements": given}).doubted
