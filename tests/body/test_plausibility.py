from __future__ import annotations

import re
from math import isfinite

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.body import CATALOGUE, Body, read_body
from mtmpattern.body.body import Measure, Sex
from mtmpattern.body.doubt import Doubt, doubts
from mtmpattern.body.population import ERROR, LENGTH_ERROR, SEXES, find_population, known, limit
from mtmpattern.body.repair import Repair, likely, likely_for_pair, unit_vote
from tests.effort import counted_calls
from tests.places import BODIES

MOST_CALLS = 1_000

PEOPLE = {path.stem: read_body(path) for path in sorted(BODIES.glob("*.yaml"))}
FIELDS = ("height", "weight", "inside_leg", "waist_height", "neck_girth", "chest_girth", "waist_girth", "hip_girth",
          "upper_arm_girth", "wrist_girth", "thigh_girth", "knee_girth", "calf_girth", "shoulder_width",
          "back_waist_length", "arm_length")
ANA = {name: measure.middle for name, measure in PEOPLE["ana"].measures.items()}
IN, LB = 25.4, 0.45359237


def changed(name: str, **values: float | tuple[float, float]) -> Body:
    """One of the people with some measures typed otherwise, in mm."""
    body = PEOPLE[name]
    pairs = {key: value if isinstance(value, tuple) else (value, value) for key, value in values.items()}
    return body.with_measures({key: Measure(*map(float, pair)) for key, pair in pairs.items()})


def sampled(sex: Sex, count: int, *, seed: int) -> list[dict[str, float]]:
    """People that the statistics could have drawn, measured with the usual errors."""
    mean, covariance = find_population(sex).joint(FIELDS)
    errors = [ERROR.get(CATALOGUE[name].kind, LENGTH_ERROR) for name in FIELDS]
    rows = np.random.default_rng(seed).multivariate_normal(mean, covariance + np.diag(np.square(errors)), count)
    return [dict(zip(FIELDS, map(float, row), strict=True)) for row in rows]


# ---- nothing wrong --------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", list(PEOPLE))
@pytest.mark.parametrize("sexless", [False, True])
def test_the_people_that_ship_give_no_doubt(name: str, sexless: bool) -> None:
    body = PEOPLE[name]
    assert doubts(Body(body.measures, None if sexless else body.sex, body.unit, body.child)) == ()


@pytest.mark.parametrize("sex", SEXES)
def test_good_records_are_hardly_ever_doubted(sex: Sex) -> None:
    people = sampled(sex, 400, seed=1)
    assert sum(bool(doubts(Body.of(each, sex=sex))) for each in people) <= 0.03 * len(people)
    assert sum(bool(doubts(Body.of(each))) for each in people) <= 0.03 * len(people)


@pytest.mark.parametrize("sex", SEXES)
def test_slips_are_found_and_named(sex: Sex) -> None:
    rng = np.random.default_rng(2)
    hits = {"inches": 0, "flat": 0, "ten": 0}
    people = sampled(sex, 100, seed=3)
    for good in people:
        name = str(rng.choice([each for each in FIELDS if CATALOGUE[each].kind == "girth"]))
        for kind, value in (("inches", good[name] / 2.54), ("flat", good[name] / 2)):
            found = doubts(Body.of({**good, name: value}, sex=sex))
            hits[kind] += bool(found) and found[0].name == name
        name = str(rng.choice([each for each in FIELDS if each not in ("weight", "chest_girth", "waist_girth")]))
        found = doubts(Body.of({**good, name: good[name] + 100}, sex=sex))
        hits["ten"] += name in {doubt.name for doubt in found}
    assert hits["inches"] >= 99
    assert hits["flat"] >= 99
    assert hits["ten"] >= 90


def test_one_body_is_judged_with_little_work() -> None:
    body = PEOPLE["freya"]
    doubts(body)                        # the population is read once
    with counted_calls() as effort:
        doubts(body)
    assert effort.calls < MOST_CALLS


# ---- mistakes and what was meant ------------------------------------------------------------------------------------

MISTAKES = [
    # who; the values as typed, in mm; the kind of mistake; what was meant
    ("ana", {"chest_girth": 364.0}, "inches", {"chest_girth": 924.56}),
    ("ana", {"waist_girth": 293.0}, "inches", {"waist_girth": 744.22}),
    ("ana", {"hip_girth": 497.5}, "halved", {"hip_girth": 995.0}),
    ("ana", {"thigh_girth": 292.5}, "halved", {"thigh_girth": 585.0}),
    ("ana", {"inside_leg": 580.0, "arm_length": 795.0}, "swapped", {"inside_leg": 795.0, "arm_length": 580.0}),
    ("ana", {"chest_girth": 745.0, "waist_girth": 925.0}, "swapped", {"chest_girth": 925.0, "waist_girth": 745.0}),
    ("ana", {"weight": 140.0}, "pounds", {"weight": 63.5}),
    ("ben", {"waist_girth": 680.0}, "digits", {"waist_girth": 860.0}),
    ("ben", {"arm_length": 260.0}, "digits", {"arm_length": 620.0}),
    ("ben", {"height": 1880.0}, "digit", {"height": 1780.0}),
    ("ben", {"arm_length": 520.0}, "digit", {"arm_length": 620.0}),
    ("freya", {"upper_arm_girth": 596.0}, "doubled", {"upper_arm_girth": 298.0}),
    ("jim", {"chest_girth": 14.5 * IN}, "digits", {"chest_girth": 41.5 * IN}),
    ("nils", {"height": 1690.0}, "digits", {"height": 1960.0}),
    ("otto", {"calf_girth": 340.0}, "digits", {"calf_girth": 430.0}),
    ("tariq", {"waist_girth": 354.3}, "inches", {"waist_girth": 899.9}),
]


@pytest.mark.parametrize(("who", "typed", "kind", "meant"), MISTAKES)
def test_the_wrong_field_is_named_and_the_right_repair_comes_first(
        who: str, typed: dict[str, float], kind: str, meant: dict[str, float]) -> None:
    body = changed(who, **typed)
    found = doubts(body)
    assert {each.name for each in found} == set(typed)
    best = found[0].repairs[0]
    assert best.kind == kind
    assert dict(best.changes) == pytest.approx(meant, abs=0.1)
    assert 0 < best.score < abs(found[0].z) - 0.5
    assert doubts(body.with_measures({name: Measure(value, value) for name, value in best.changes.items()})) == ()
    assert best.text in found[0].problem(body.unit).hint


def test_a_doubt_is_a_sentence_in_the_unit_of_the_file() -> None:
    doubt = doubts(changed("ana", height=1860))[0]
    assert re.fullmatch(r"height 186 cm is 1\d(\.5)? cm more than the other measures make likely "
                        r"\(16\d(\.5)? cm, give or take \d(\.5)?\)", doubt.sentence("cm"))
    assert doubt.problem("cm").hint == ("Did you mean 168 cm (two digits swapped)? Measure again, or confirm it: "
                                        "`confirmed: [height]`.")
    problem = doubts(changed("jim", waist_girth=53 * IN))[0].problem("in")
    assert problem.message.startswith("waist_girth 53 in is 17 ")
    assert problem.hint.startswith("Measure again, or confirm it: `confirmed: [waist_girth]`. Level round the waist")
    assert (problem.code, problem.params["measure"]) == ("measurement.doubtful", "waist_girth")
    pounds = doubts(changed("jim", weight=186))[0]
    assert pounds.sentence("in").startswith("weight 410.1 lb is ")
    assert pounds.repairs[0].text == "186 lb"


def test_three_mistakes_at_once_are_all_found() -> None:
    body = changed("ben", chest_girth=394, thigh_girth=297.5, arm_length=845, inside_leg=620)
    found = {doubt.name: doubt for doubt in doubts(body)}
    assert set(found) == {"chest_girth", "thigh_girth", "arm_length", "inside_leg"}
    assert [each.repairs[0].kind for each in found.values()].count("swapped") == 2
    assert found["chest_girth"].repairs[0].kind == "inches"
    assert found["thigh_girth"].repairs[0].kind == "halved"


def test_two_wrong_neighbours_do_not_hide_each_other() -> None:
    for sex in SEXES:
        for good in sampled(sex, 40, seed=5):
            bad = {**good, "chest_girth": good["chest_girth"] / 2.54, "waist_girth": good["waist_girth"] / 2.54}
            assert {"chest_girth", "waist_girth"} <= {doubt.name for doubt in doubts(Body.of(bad, sex=sex))}


def test_confirmed_silences_by_any_name_and_only_that() -> None:
    body = changed("ana", hip_girth=1200, weight=140)
    assert [doubt.name for doubt in doubts(body)] == ["weight", "hip_girth"]
    assert [doubt.name for doubt in doubts(body, confirmed=["seat"])] == ["weight"]
    assert doubts(body, confirmed={"hip_girth", "weight"}) == ()


def test_only_what_was_measured_and_what_the_data_hold_is_judged() -> None:
    body = PEOPLE["ana"]
    guessed = {"hip_girth": Measure(1400, 1400, "estimated", 20.0), "bust_span": Measure(300, 300)}
    assert doubts(body.with_measures(guessed)) == ()
    assert not any(find_population(sex).includes("bust_span") for sex in SEXES)


def test_a_child_is_not_judged() -> None:
    assert doubts(changed("lia", hip_girth=900, wrist_girth=190)) == ()


def test_without_a_sex_both_must_doubt() -> None:
    slender = Body(PEOPLE["nils"].measures, None, "mm")
    assert doubts(slender) == ()
    found = doubts(slender.with_measures({"height": Measure(1690, 1690)}))
    assert [doubt.name for doubt in found] == ["height"]
    milder = min(abs(doubts(Body({**slender.measures, "height": Measure(1690, 1690)}, sex, "mm"))[-1].z)
                 for sex in SEXES)
    assert abs(found[0].z) <= milder + 1e-9
    assert found[0].repairs[0].changes == {"height": 1960}


@pytest.mark.parametrize(("who", "word", "fits"), [("otto", "female", "man"), ("ben", "female", "man"),
                                                   ("mei", "male", "woman"), ("rosa", "male", "woman")])
def test_the_word_for_the_sex_is_doubted(who: str, word: Sex, fits: str) -> None:
    body = Body(PEOPLE[who].measures, word, "cm")
    found = doubts(body)
    assert [doubt.name for doubt in found] == ["sex"]
    assert found[0].sentence("cm").startswith(f"these measures fit a {fits} better than a")
    assert "`sex`" in found[0].problem("cm").hint
    assert doubts(body, confirmed=["sex"]) == ()


def test_a_slip_is_no_reason_to_doubt_the_sex() -> None:
    for name, value in (("chest_girth", 1240), ("neck_girth", 420), ("weight", 140), ("wrist_girth", 220)):
        assert [doubt.name for doubt in doubts(changed("ana", **{name: value}))] == [name]


# ---- sides ----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("typed", "side", "meant"), [
    ({"arm_length": (596.0, 960.0)}, "right", None),
    ({"arm_length": (596.0, 695.0)}, "right", 595.0),
    ({"upper_arm_girth": (330.0, 166.0)}, "right", 332.0),
    ({"armscye_girth": (470.0, 740.0)}, "right", 470.0),      # no data: the other side tells
    ({"shoulder_slope": (33.0, 20.0)}, "left", None),
])
def test_sides_too_far_apart(typed: dict[str, tuple[float, float]], side: str, meant: float | None) -> None:
    found = doubts(changed("tariq", **typed))
    assert [(doubt.name, doubt.side) for doubt in found] == [(next(iter(typed)), side)]
    repairs = found[0].repairs
    assert (repairs[0].changes[found[0].name] if repairs else None) == meant
    assert f"on the {side} is" in found[0].sentence("cm")
    assert doubts(changed("tariq", **typed), confirmed=list(typed)) == ()


def test_sides_may_differ_as_sides_do() -> None:
    body = changed("tariq", arm_length=(596, 620), thigh_girth=(600, 630), shoulder_slope=(18, 26),
                   shoulder_forward=(-20, 35), upper_arm_girth=(320, 334))
    assert doubts(body) == ()


# ---- hard faults ----------------------------------------------------------------------------------------------------

def first(repairs: tuple[Repair, ...]) -> tuple[str, dict[str, float]] | None:
    return (repairs[0].kind, {name: round(value, 1) for name, value in repairs[0].changes.items()}) if repairs else None


@pytest.mark.parametrize(("name", "value", "unit", "expected"), [
    ("chest_girth", 364.0, "cm", ("inches", {"chest_girth": 924.6})),
    ("chest_girth", 92.5 * IN, "in", ("centimetres", {"chest_girth": 925.0})),
    ("chest_girth", 9250.0, "cm", ("millimetres", {"chest_girth": 925.0})),
    ("chest_girth", 92.5, "mm", ("centimetres", {"chest_girth": 925.0})),
    ("hip_girth", 497.0, "cm", ("halved", {"hip_girth": 994.0})),
    ("height", 6180.0, "cm", ("digits", {"height": 1680.0})),
    ("height", 680.0, "cm", ("digit", {"height": 1680.0})),
    ("chest_girth", 92.5, "cm", ("point", {"chest_girth": 925.0})),
    ("chest_girth", 9250.0, "mm", ("point", {"chest_girth": 925.0})),
    ("chest_girth", 364 * IN, "in", ("point", {"chest_girth": 924.6})),
    ("chest_girth", 5.0, "cm", None),
    ("weight", 63.5 * LB, "cm", ("kilograms", {"weight": 63.5})),
    ("wrist_girth", 580.0, "cm", None),
])
def test_what_an_impossible_value_was_meant_to_be(name: str, value: float, unit: str,
                                                  expected: tuple[str, dict[str, float]] | None) -> None:
    others = {each: other for each, other in ANA.items() if each not in (name, "arm_length")}
    found = likely(name, value, others, sex="female", child=False, unit=unit)
    assert first(found) == expected
    assert first(likely(name, value, others, sex=None, child=False, unit=unit)) == expected


def test_two_impossible_values_have_each_others_place() -> None:
    others = {**ANA, "chest_girth": 157.0}
    assert first(likely("wrist_girth", 925.0, others, sex="female", child=False, unit="cm")) == (
        "swapped", {"wrist_girth": 157, "chest_girth": 925})
    assert first(likely("elbow_girth", 925.0, {"chest_girth": 250.0}, sex=None, child=False, unit="cm")) == (
        "swapped", {"elbow_girth": 250, "chest_girth": 925})


def test_with_nothing_to_judge_by_the_ranges_decide() -> None:
    kinds = [each.kind for each in likely("chest_girth", 364.0, {"height": 1680.0}, sex=None, child=False, unit="cm")]
    assert kinds == ["inches", "halved"]
    child = likely("chest_girth", 252.0, {"height": 1280.0, "waist_girth": 580.0, "hip_girth": 680.0}, sex="female",
                   child=True, unit="cm")
    assert [(each.kind, each.score) for each in child] == [("inches", 0.0), ("halved", 0.0), ("digits", 0.0)]
    assert likely("shoulder_slope", 60.0, ANA, sex="female", child=False, unit="cm") == ()


@pytest.mark.parametrize(("small", "large", "typed", "expected"), [
    ("inside_leg", "waist_height", {"inside_leg": 1055.0, "waist_height": 795.0},
     ("swapped", {"inside_leg": 795, "waist_height": 1055})),
    ("under_bust_girth", "chest_girth", {"under_bust_girth": 925.0, "chest_girth": 785.0},
     ("swapped", {"under_bust_girth": 785, "chest_girth": 925})),
    ("thigh_girth", "hip_girth", {"hip_girth": 497.5}, ("halved", {"hip_girth": 995})),
    ("neck_girth", "neck_base_girth", {"neck_girth": 430.0}, ("digits", {"neck_girth": 340})),
    ("hip_height", "waist_height", {"waist_height": 795.0, "inside_leg": 1055.0},
     ("swapped", {"waist_height": 1055, "inside_leg": 795})),
])
def test_what_a_contradiction_was_meant_to_be(small: str, large: str, typed: dict[str, float],
                                              expected: tuple[str, dict[str, float]]) -> None:
    values = {**ANA, **typed}
    assert first(likely_for_pair(small, large, values, sex="female", child=False, unit="cm")) == expected
    assert first(likely_for_pair(small, large, values, sex=None, child=False, unit="cm")) == expected


def test_a_whole_file_in_another_unit() -> None:
    inches = {name: value / IN for name, value in ANA.items() if CATALOGUE[name].unit == "mm"}
    assert unit_vote(inches, "cm", child=False) == "in"
    assert unit_vote({name: value * 2.54 for name, value in inches.items()}, "in", child=False) == "cm"
    assert unit_vote({name: value * IN for name, value in inches.items()}, "cm", child=False) == "mm"
    assert unit_vote({name: value * 2.54 for name, value in inches.items()}, "cm", child=False) == ""
    assert unit_vote({"chest_girth": 36, "waist_girth": 29, "weight": 60}, "cm", child=False) == ""    # two are too few
    assert unit_vote({"chest_girth": 36, "waist_girth": 29, "hip_girth": 99, "height": 168}, "cm", child=False) == ""
    assert unit_vote({}, "cm", child=False) == ""


# ---- anything -------------------------------------------------------------------------------------------------------

def test_the_limit_grows_with_the_number_of_measures() -> None:
    assert limit(1) == limit(3) == 5
    assert 2.5 < limit(4) < limit(15) < limit(45) < 4


def test_it_says_the_same_each_time_whatever_the_order() -> None:
    body = changed("ana", chest_girth=529, inside_leg=580, arm_length=795)
    other = Body(dict(reversed(list(body.measures.items()))), body.sex, body.unit)
    assert doubts(body) == doubts(other) == doubts(body)


VALUES = st.dictionaries(st.sampled_from([name for name in CATALOGUE if CATALOGUE[name].kind != "posture"]),
                         st.tuples(st.floats(0, 1), st.floats(0, 1), st.booleans()), max_size=30)


def _check(found: tuple[Doubt, ...]) -> None:
    for doubt in found:
        assert all(isfinite(value) for value in (doubt.value, doubt.expected, doubt.sd, doubt.z))
        for unit in ("mm", "cm", "in"):
            assert doubt.problem(unit).message
        for repair in doubt.repairs:
            assert isfinite(repair.score)
            assert all(isfinite(value) and value > 0 for value in repair.changes.values())


@settings(max_examples=60, deadline=2000)
@given(VALUES, st.sampled_from([None, *SEXES]), st.booleans(), st.sampled_from(["mm", "cm", "in"]))
def test_any_measures_in_range_are_judged(parts: dict[str, tuple[float, float, bool]], sex: Sex | None, child: bool,
                                          unit: str) -> None:
    values = {}
    for name, (left, right, differs) in parts.items():
        low, high = CATALOGUE[name].range(child=child)
        one, two = low + left * (high - low), low + right * (high - low)
        values[name] = (one, two) if differs and CATALOGUE[name].sided else (one, one)
    _check(doubts(Body.of(values, sex=sex, child=child, unit=unit)))      # type: ignore[arg-type]
    plain = {name: sides[0] for name, sides in values.items()}
    for name, value in plain.items():
        for repair in likely(name, value * 2.54, plain, sex=sex, child=child, unit=unit):
            assert isfinite(repair.score)
    assert set(known(plain, SEXES)) <= set(plain)
