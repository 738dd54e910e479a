from __future__ import annotations

from itertools import product
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.body import CATALOGUE, Body, Measure, complete, missing
from mtmpattern.body.body import Sex
from mtmpattern.body.estimate import CHILD, EXACT, RULES_FOR, estimate
from mtmpattern.body.population import find_population
from mtmpattern.errors import MeasurementError

NEEDED = ("shoulder_slope", "scye_depth", "head_girth", "hand_girth", "wrist_girth", "neck_girth", "neck_base_girth",
          "upper_arm_girth", "shoulder_length", "shoulder_width", "across_back", "across_front", "back_waist_length",
          "waist_to_hip", "waist_to_knee", "arm_length")
WOMAN = Body.of({"height": 1680, "chest_girth": 925, "waist_girth": 745, "hip_girth": 995}, sex="female")
MAN = Body.of({"height": 1780, "chest_girth": 1000, "waist_girth": 860, "hip_girth": 990}, sex="male")
NOBODY = Body.of({"height": 1700, "chest_girth": 960, "hip_girth": 990})
CHILD_BODY = Body.of({"height": 1280, "chest_girth": 640, "waist_girth": 585, "hip_girth": 685}, sex="female",
                     child=True)


# ---- Adults ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [WOMAN, MAN, CHILD_BODY, NOBODY])
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


@pytest.mark.parametrize("body", [WOMAN, MAN, NOBODY, Body.of({"height": 1720}, sex="male"), Body.of({})])
def test_every_measure_of_an_adult_can_be_completed(body: Body) -> None:
    done = complete(body, CATALOGUE)
    assert missing(done, CATALOGUE) == ()
    for name, measure in done.measures.items():
        assert type(measure.middle) is type(measure.sd) is float
        assert (measure.source == "measured") == (name in body.measures)
        assert (measure.sd > 0) == (measure.source == "estimated")


@pytest.mark.parametrize(("body", "name", "low", "high"), [
    (WOMAN, "waist_to_hip", 195, 215), (MAN, "waist_to_hip", 200, 220), (WOMAN, "back_waist_length", 400, 420),
    (MAN, "back_waist_length", 425, 450), (WOMAN, "upper_arm_girth", 270, 290), (MAN, "upper_arm_girth", 310, 335),
    (WOMAN, "shoulder_length", 125, 145), (WOMAN, "waist_to_knee", 580, 610), (MAN, "arm_length", 605, 630),
    (WOMAN, "across_back", 345, 370), (MAN, "across_back", 390, 410), (CHILD_BODY, "head_girth", 515, 530),
    (CHILD_BODY, "arm_length", 430, 455), (CHILD_BODY, "back_waist_length", 290, 310), (WOMAN, "scye_depth", 155, 175),
    (WOMAN, "weight", 60, 70), (MAN, "weight", 75, 84), (WOMAN, "under_bust_girth", 770, 810),
    (WOMAN, "high_bust_girth", 865, 905), (WOMAN, "top_hip_girth", 890, 930), (WOMAN, "waist_height", 1045, 1070),
    (MAN, "waist_height", 1095, 1120), (WOMAN, "inside_leg", 780, 830), (MAN, "neck_girth", 375, 395),
    (WOMAN, "hps_to_bust", 250, 275), (WOMAN, "bust_span", 175, 195), (WOMAN, "hps_to_waist_front", 415, 445),
    (WOMAN, "armscye_girth", 360, 400), (MAN, "armscye_girth", 410, 450), (WOMAN, "shoulder_drop", 42, 55),
    (WOMAN, "crotch_length", 640, 710), (WOMAN, "body_rise", 235, 275), (WOMAN, "back_neck_to_wrist", 760, 800),
    (WOMAN, "thigh_girth", 580, 610), (WOMAN, "knee_girth", 355, 385), (WOMAN, "mid_thigh_girth", 485, 525),
])
def test_estimates_are_what_a_tailor_would_expect(body: Body, name: str, low: float, high: float) -> None:
    assert low < getattr(complete(body, [name]), name) < high


def test_what_was_measured_stays() -> None:
    body = Body.of({"height": 1680, "neck_girth": 350}, sex="female")
    assert complete(body, ["neck_girth", "height"]) is body
    assert complete(body, ["chest_girth", "neck_girth"]).measure("neck_girth").source == "measured"


def test_height_and_weight_tell_the_great_girths_roughly() -> None:
    done = complete(Body.of({"height": 1680, "weight": 63.5}, sex="female"), ["chest_girth", "hip_girth"])
    assert 880 < done.chest_girth < 930
    assert 950 < done.hip_girth < 1010
    assert done.measure("chest_girth").sd > 35
    assert done.measure("chest_girth").rule == "estimated from height and weight (ANSUR II)"


def test_rules_are_short_sentences() -> None:
    assert complete(WOMAN, ["neck_girth"]).measure("neck_girth").rule == (
        "estimated from chest girth, waist girth and hip girth (ANSUR II)")
    assert complete(WOMAN, ["stoop"]).measure("stoop") == Measure(0, 0, "estimated", 10, "usual posture")
    assert complete(Body.of({}, sex="male"), ["foot_length"]).measure("foot_length").rule == "mean of ANSUR II"
    for measure in complete(WOMAN, CATALOGUE).measures.values():
        assert len(measure.rule) < 170
        assert "_" not in measure.rule


def test_what_was_estimated_tells_nothing_and_a_chart_does() -> None:
    guessed = complete(WOMAN, ["weight", "neck_girth", "scye_depth"])
    assert complete(guessed, CATALOGUE).measures == complete(WOMAN, CATALOGUE).measures
    of_chart = Body({name: Measure(each.left, each.right, "chart") for name, each in WOMAN.measures.items()}, "female")
    assert complete(of_chart, ["neck_girth"]).neck_girth == complete(WOMAN, ["neck_girth"]).neck_girth


def test_more_measures_make_estimates_better() -> None:
    chest = Body.of({"height": 1680, "chest_girth": 925}, sex="female")
    spans = [complete(body, ["upper_arm_girth"]).measure("upper_arm_girth").sd
             for body in (chest, WOMAN, WOMAN.with_measures(Body.of({"forearm_girth": 250}).measures))]
    assert spans[0] > spans[1] > spans[2]
    width = complete(WOMAN.with_measures(Body.of({"shoulder_width": 430}).measures), ["shoulder_length"])
    assert "shoulder width" in width.measure("shoulder_length").rule
    assert width.shoulder_length > complete(WOMAN, ["shoulder_length"]).shoulder_length


def test_a_proportion_counts_in_both_directions() -> None:
    by_hps = complete(Body.of({"height": 1680, "hps_to_waist_back": 440}, sex="female"), ["back_waist_length"])
    assert by_hps.back_waist_length == pytest.approx(416, abs=3)
    assert by_hps.measure("back_waist_length").sd < 10
    straight = complete(WOMAN.with_measures(Body.of({"across_back": 360}).measures), ["across_front"])
    assert straight.across_front == pytest.approx(344, abs=1)
    assert straight.measure("across_front").sd < complete(WOMAN, ["across_front"]).measure("across_front").sd


def test_sides_pass_through() -> None:
    body = Body.of({"height": 1740, "wrist_girth": (170, 180)}, sex="male")
    hand = complete(body, ["hand_girth"]).measure("hand_girth")
    assert 6 < hand.right - hand.left < 8
    one = Body.of({"height": 1740, "shoulder_length": (150, 140)}, sex="male")
    width = complete(one, ["shoulder_width"]).measure("shoulder_width")
    assert not width.differs
    even = complete(Body.of({"height": 1740, "shoulder_length": 145}, sex="male"), ["shoulder_width"])
    assert width.middle == pytest.approx(even.shoulder_width)


def test_without_a_sex_the_value_lies_between_and_is_less_certain() -> None:
    values = {"height": 1700, "neck_girth": 365}
    of_each = [complete(Body.of(values, sex=sex), ["chest_girth"]) for sex in ("female", "male")]
    either = complete(Body.of(values), ["chest_girth"]).measure("chest_girth")
    low, high = sorted(body.chest_girth for body in of_each)
    assert low < either.middle < high
    assert either.sd > min(body.measure("chest_girth").sd for body in of_each)


def test_names_are_checked_and_their_order_does_not_matter() -> None:
    with pytest.raises(MeasurementError, match=r"measurement\.unknown"):
        complete(WOMAN, ["no_such"])
    assert complete(WOMAN, NEEDED).measures == complete(WOMAN, NEEDED[::-1]).measures
    one_by_one = {name: complete(WOMAN, [name]).measure(name) for name in NEEDED}
    assert {name: complete(WOMAN, NEEDED).measure(name) for name in NEEDED} == one_by_one
    turned = Body.of(dict(reversed([(name, each.left) for name, each in WOMAN.measures.items()])), sex="female")
    assert complete(turned, NEEDED).measures == complete(WOMAN, NEEDED).measures


def test_extreme_bodies_get_possible_values() -> None:
    for sex, height, chest, hip in product(("female", "male", None), (1310, 1650, 2290), (710, 1100, 1590),
                                           (690, 1100, 1590)):
        done = complete(Body.of({"height": height, "chest_girth": chest, "hip_girth": hip}, sex=sex), NEEDED)
        for name in NEEDED:
            low, high = CATALOGUE[name].adult
            assert low <= getattr(done, name) <= high
        if chest == hip or chest == 1100:
            assert done.neck_girth < done.neck_base_girth < done.chest_girth


def test_estimates_keep_out_of_the_way_of_what_was_measured() -> None:
    """A chest so small that no estimate reaches it, and wrists as thick as arms."""
    odd = Body.of({"height": 2290, "chest_girth": 710, "weight": 290, "wrist_girth": (265, 130)}, sex="male")
    done = complete(odd, ("neck_base_girth", "under_bust_girth", "hand_girth", "upper_arm_girth"))
    assert done.under_bust_girth <= 710
    assert done.neck_base_girth < 710
    assert done.left.hand_girth > 265
    assert done.left.upper_arm_girth > 265


# ---- Exact rules and children -------------------------------------------------------------------------------------


def test_differences_are_derived_and_exact() -> None:
    body = Body.of({"waist_height": 1055, "hip_height": 855, "inside_leg": 795, "knee_height": 460,
                    "upper_arm_length": (335, 340), "lower_arm_length": (245, 245)}, sex="female")
    done = complete(body, ["waist_to_hip", "waist_to_knee", "body_rise", "waist_to_upper_leg", "arm_length", "outseam"])
    assert (done.waist_to_hip, done.waist_to_knee, done.body_rise) == (200, 595, 260)
    assert (done.left.arm_length, done.right.arm_length) == (580, 585)
    for name in ("waist_to_hip", "waist_to_knee", "body_rise", "arm_length", "waist_to_upper_leg"):
        assert (done.measure(name).source, done.measure(name).sd) == ("derived", 0)
    assert done.measure("outseam").source == "estimated"
    assert done.outseam == pytest.approx(1060, abs=2)


def test_a_derived_value_that_no_body_has_is_estimated_instead() -> None:
    body = Body.of({"height": 1680, "waist_height": 1055, "hip_height": 1050}, sex="female")
    measure = complete(body, ["waist_to_hip"]).measure("waist_to_hip")
    assert measure.source == "estimated"
    assert measure.middle >= CATALOGUE["waist_to_hip"].adult[0]


def test_slope_and_drop_are_one_triangle() -> None:
    body = Body.of({"shoulder_length": (140, 130), "shoulder_drop": (70, 50)}, sex="female")
    slope = complete(body, ["shoulder_slope"]).measure("shoulder_slope")
    assert (slope.left, slope.right) == (pytest.approx(30), pytest.approx(22.62, abs=0.01))
    assert (slope.source, slope.sd) == ("derived", 0)
    again = Body.of({"shoulder_length": (140, 130), "shoulder_slope": (slope.left, slope.right)}, sex="female")
    drop = complete(again, ["shoulder_drop"]).measure("shoulder_drop")
    assert (drop.left, drop.right) == (pytest.approx(70), pytest.approx(50))
    steep = complete(Body.of({"height": 1680, "shoulder_drop": 70}, sex="female"), ["shoulder_slope"])
    assert steep.measure("shoulder_slope").source == "estimated"
    assert steep.shoulder_slope > 25
    longer = complete(Body.of({"shoulder_drop": 110, "shoulder_length": 95}, sex="female"), ["shoulder_slope"])
    assert longer.measure("shoulder_slope").source == "estimated"


def test_children_are_estimated_by_proportions_alone() -> None:
    done = complete(CHILD_BODY, CATALOGUE)
    assert done.arm_length == pytest.approx(0.345 * 1280)
    assert done.measure("arm_length") == Measure(done.arm_length, done.arm_length, "estimated", 20,
                                                 "from height: proportion used in drafting")
    assert done.measure("sway_back").rule == "usual posture"
    assert "armscye_girth" not in done.names        # no table says, and no child was surveyed
    drop = done.measure("shoulder_drop")            # the triangle of a guessed slope and a guessed length
    assert (drop.source, drop.sd > 5) == ("estimated", True)
    chained = complete(CHILD_BODY, ["across_front"]).measure("across_front").sd
    known = complete(CHILD_BODY.with_measures(Body.of({"across_back": 275}).measures), ["across_front"])
    assert known.measure("across_front").sd < chained


def test_rules_speak_of_real_measures() -> None:
    for rule in EXACT + CHILD:
        assert {rule.name, *rule.inputs} <= set(CATALOGUE)
        assert isfinite(rule.work(*(20.0 + 100 * place for place in range(len(rule.inputs)))))
        assert rule.sentence
        assert rule.name in RULES_FOR
    assert all(rule.sd == 0 for rule in EXACT)
    assert all(rule.sd > 0 for rule in CHILD)


# ---- Everybody ----------------------------------------------------------------------------------------------------


def test_estimate_looks_away_from_the_measure_itself() -> None:
    body = WOMAN.with_measures(Body.of({"neck_girth": 500}).measures)
    guess = estimate(body, "neck")
    assert guess == complete(WOMAN, ["neck_girth"]).measure("neck_girth")
    assert estimate(CHILD_BODY, "armscye_girth") is None


@st.composite
def persons(draw: st.DrawFn) -> Body:
    """Somebody of whom any measures are known, each within three deviations of the mean."""
    sex: Sex | None = draw(st.sampled_from(["female", "male", None]))
    people = find_population(sex or "female")
    names = draw(st.lists(st.sampled_from(list(CATALOGUE)), unique=True, max_size=14))
    mean, covariance = people.joint(names)
    values = {}
    for at, name in enumerate(names):
        low, high = CATALOGUE[name].adult
        sides = [min(max(mean[at] + draw(st.floats(-3, 3)) * covariance[at, at] ** 0.5, low), high)
                 for _ in range(2 if CATALOGUE[name].sided else 1)]
        values[name] = (sides[0], sides[-1])
    return Body.of(values, sex=sex)


@given(persons())
def test_every_completed_value_is_possible(body: Body) -> None:
    for name, measure in complete(body, CATALOGUE).measures.items():
        low, high = CATALOGUE[name].adult
        assert low <= min(measure.left, measure.right) <= max(measure.left, measure.right) <= high
        assert isfinite(measure.sd)
        assert measure.sd < 0.5 * (high - low)
        assert measure.sd > 0 or measure.source != "estimated"
