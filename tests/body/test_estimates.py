from __future__ import annotations

import pytest

from mtmpattern.body import CATALOGUE, Body, complete, missing
from mtmpattern.body.estimates import RULES_FOR
from mtmpattern.body.rules import RULES
from mtmpattern.errors import MeasurementError

NEEDED = ("shoulder_slope", "scye_depth", "head_girth", "hand_girth", "wrist_girth", "neck_girth", "neck_base_girth",
          "upper_arm_girth", "shoulder_length", "shoulder_width", "across_back", "across_front", "back_waist_length",
          "waist_to_hip", "waist_to_knee", "arm_length")
WOMAN = Body.of({"height": 1680, "chest_girth": 925, "waist_girth": 745, "hip_girth": 995}, sex="female")
MAN = Body.of({"height": 1780, "chest_girth": 1000, "waist_girth": 860, "hip_girth": 990}, sex="male")
CHILD = Body.of({"height": 1280, "chest_girth": 640, "waist_girth": 585, "hip_girth": 685}, sex="female", child=True)


@pytest.mark.parametrize("body", [WOMAN, MAN, CHILD, Body.of({"height": 1700, "chest_girth": 960, "hip_girth": 990})])
def test_four_measures_are_enough_for_the_rest(body: Body) -> None:
    done = complete(body, NEEDED)
    assert missing(done, NEEDED) == ()
    for name in NEEDED:
        measure = done.measure(name)
        low, high = CATALOGUE[name].range(child=body.child)
        assert measure.source == "estimated"
        assert low < measure.middle < high
        assert measure.sd > 0
        assert measure.rule


@pytest.mark.parametrize(("body", "name", "low", "high"), [
    (WOMAN, "waist_to_hip", 195, 215), (MAN, "waist_to_hip", 200, 220), (WOMAN, "back_waist_length", 400, 420),
    (MAN, "back_waist_length", 425, 445), (WOMAN, "upper_arm_girth", 270, 290), (MAN, "upper_arm_girth", 310, 335),
    (WOMAN, "shoulder_length", 125, 145), (WOMAN, "waist_to_knee", 580, 610), (MAN, "arm_length", 605, 630),
    (WOMAN, "across_back", 345, 370), (MAN, "across_back", 390, 410), (CHILD, "head_girth", 515, 530),
    (CHILD, "arm_length", 430, 455), (CHILD, "back_waist_length", 290, 310), (WOMAN, "scye_depth", 155, 175),
])
def test_estimates_are_what_a_tailor_would_expect(body: Body, name: str, low: float, high: float) -> None:
    assert low < getattr(complete(body, [name]), name) < high


def test_what_was_measured_stays_and_the_great_girths_are_never_guessed() -> None:
    body = Body.of({"height": 1680, "neck_girth": 350})
    done = complete(body, ["neck_girth", "chest_girth", "waist_girth", "hip_girth"])
    assert done is body
    assert not {"chest_girth", "waist_girth", "hip_girth", "height"} & set(RULES_FOR)


def test_differences_are_derived_and_exact() -> None:
    body = Body.of({"waist_height": 1055, "hip_height": 855, "inside_leg": 795, "knee_height": 460,
                    "upper_arm_length": (335, 340), "lower_arm_length": (245, 245)}, sex="female")
    done = complete(body, ["waist_to_hip", "waist_to_knee", "body_rise", "arm_length", "outseam"])
    assert (done.waist_to_hip, done.waist_to_knee, done.body_rise) == (200, 595, 260)
    assert (done.left.arm_length, done.right.arm_length) == (580, 585)
    for name in ("waist_to_hip", "waist_to_knee", "body_rise", "arm_length"):
        assert (done.measure(name).source, done.measure(name).sd) == ("derived", 0)
    assert done.measure("outseam").source == "estimated"


def test_a_derived_value_that_no_body_has_is_left_to_the_next_rule() -> None:
    body = Body.of({"height": 1680, "waist_height": 1055, "hip_height": 1050}, sex="female")
    measure = complete(body, ["waist_to_hip"]).measure("waist_to_hip")
    assert measure.source == "estimated"
    assert measure.middle > 180


def test_given_inputs_come_before_guessed_ones() -> None:
    by_width = complete(WOMAN.with_measures(Body.of({"shoulder_width": 430}).measures), ["shoulder_length"])
    assert "shoulder_width" in by_width.measure("shoulder_length").rule
    by_hps = complete(Body.of({"height": 1680, "hps_to_waist_back": 440}, sex="female"), ["back_waist_length"])
    assert by_hps.back_waist_length == 418
    assert by_hps.measure("back_waist_length").sd < 10


def test_chained_estimates_are_less_certain() -> None:
    straight = complete(WOMAN.with_measures(Body.of({"across_back": 360}).measures), ["across_front"])
    chained = complete(WOMAN, ["across_front"])
    assert straight.measure("across_front").sd < chained.measure("across_front").sd


def test_sides_pass_through() -> None:
    body = Body.of({"height": 1740, "wrist_girth": (170, 180)}, sex="male")
    hand = complete(body, ["hand_girth"]).measure("hand_girth")
    assert hand.right - hand.left == pytest.approx(7.87)
    one = Body.of({"height": 1740, "shoulder_length": (150, 140)}, sex="male")
    assert not complete(one, ["shoulder_width"]).measure("shoulder_width").differs


def test_without_a_sex_the_value_lies_between_and_is_less_certain() -> None:
    nobody = Body.of({"height": 1700, "chest_girth": 960})
    values = {"height": 1700, "chest_girth": 960}
    sexes = [complete(Body.of(values, sex="female"), ["scye_depth"]),
             complete(Body.of(values, sex="male"), ["scye_depth"])]
    middle = complete(nobody, ["scye_depth"]).measure("scye_depth")
    assert middle.middle == pytest.approx(sum(body.scye_depth for body in sexes) / 2)
    assert middle.sd > max(body.measure("scye_depth").sd for body in sexes)


def test_without_inputs_a_measure_stays_missing() -> None:
    assert complete(Body.of({"waist_girth": 700}, sex="female"), ["arm_length"]).names == ("waist_girth",)
    with pytest.raises(MeasurementError):
        complete(WOMAN, ["no_such"])


def test_extreme_bodies_get_possible_values() -> None:
    for sex in ("female", "male"):
        for height, girth in ((1310, 1590), (2290, 710), (1310, 710), (2290, 1590)):
            done = complete(Body.of({"height": height, "chest_girth": girth, "hip_girth": girth}, sex=sex), NEEDED)
            for name in NEEDED:
                low, high = CATALOGUE[name].adult
                assert low <= getattr(done, name) <= high
            assert done.neck_girth < done.neck_base_girth < done.chest_girth


def test_rules_speak_of_real_measures_and_have_whole_lines() -> None:
    for rule in RULES:
        assert {rule.name, *rule.inputs} <= set(CATALOGUE)
        for line in (rule.female, rule.male, rule.child):
            assert line is None or len(line.slopes) == len(rule.inputs)
        assert (rule.female is None) == (rule.male is None)


def test_the_order_of_names_does_not_matter() -> None:
    assert complete(WOMAN, NEEDED).measures == complete(WOMAN, NEEDED[::-1]).measures
