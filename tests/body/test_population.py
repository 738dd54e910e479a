from __future__ import annotations

import json
import sys
from importlib import resources
from pathlib import Path
from subprocess import run

import numpy as np
import pytest
from mtmpattern.measurements.population.derive import derived, growth, kept_out, written

from mtmpattern.body import CATALOGUE
from mtmpattern.body.definitions import MEASURED, PROPORTIONS, Definition, brought_over, columns, definitions, parsed
from mtmpattern.body.population import READING, STOUTEST, Expectation, Population, Survey, find_population

SEXES = ("female", "male")


def small(covariance: list[list[float]], *, spread: float = 0.0, growth: float = 0.0) -> Population:
    """Two columns with the mean 100 and 50, each a measure of its own; neither is in the catalogue."""
    survey = Survey(("a", "b"), np.array([100.0, 50.0]), np.array(covariance), np.array([growth, growth]))
    defined = (Definition("one", (("a", 1.0),), 0.0, 0.0, held=True, why=""),
               Definition("two", (("b", 2.0),), 5.0, spread, held=True, why=""),
               Definition("sum", (("one", 1.0), ("two", -1.0)), 0.0, 3.0, held=False, why=""))
    return Population("any", survey, {each.name: each for each in defined})


# ---- The linear algebra, by hand ---------------------------------------------------------------------------------


def test_two_measures_by_hand() -> None:
    people = small([[16.0, 6.0], [6.0, 9.0]], spread=1.0)
    mean, covariance = people.joint(["one", "two", "sum"])
    assert mean == pytest.approx([100, 105, -5])
    assert covariance == pytest.approx(np.array([[16, 12, 4], [12, 37, -25], [4, -25, 38]]))
    given = people.given(["one"], np.array([[104.0, 108.0]]))
    assert given.mean("two") == pytest.approx([108, 111])           # 105 + 12 / 16 of 4 and of 8
    assert given.deviation("two") == pytest.approx(np.sqrt(37 - 12**2 / 16))
    assert given.gain("two") == pytest.approx([0.75])
    assert given.mean("sum") == pytest.approx([-4, -3])


def test_nothing_known_is_the_mean() -> None:
    people = small([[16.0, 6.0], [6.0, 9.0]])
    given = people.given([], np.zeros((0, 2)))
    assert given.mean("two") == pytest.approx([105, 105])
    assert given.deviation("two") == pytest.approx(6)


def test_evidence_is_the_likelihood() -> None:
    people = small([[16.0, 0.0], [0.0, 9.0]])
    at, away = (people.given(["one"], np.array([[value, value]])).evidence for value in (100.0, 108.0))
    assert at - away == pytest.approx(0.5 * 8**2 / 16)


def test_holds_tells_what_the_survey_took() -> None:
    people = find_population("female")
    assert people.includes("chest_girth")
    assert people.includes("waist_to_hip")
    assert not people.includes("under_bust_girth")
    assert not people.includes("no_such")
    assert find_population("female") is people


# ---- What ships --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sex", SEXES)
def test_the_shipped_figures_are_whole(sex: str) -> None:
    text = (resources.files("mtmpattern.measurements.population") / f"{sex}.json").read_text("utf-8")
    figures = json.loads(text)
    assert figures["columns"] == list(columns())
    assert len(text) < 10_000
    assert figures["people"] == {"female": 745, "male": 1531}[sex]
    assert "2012" in figures["source"]
    survey = Survey.of(figures)
    assert np.linalg.eigvalsh(survey.covariance).min() > 1
    assert np.abs(survey.growth).max() < 0.3
    people = find_population(sex)
    assert np.linalg.eigvalsh(people.covariance).min() > 0
    for name, mean in zip(people.place, people.mean, strict=True):
        low, high = CATALOGUE[name].adult
        assert low < mean < high
    assert written(sex, figures) == text


def test_every_measure_is_defined_once_for_both() -> None:
    assert sorted(row[0] for row in MEASURED + PROPORTIONS) == sorted(CATALOGUE)
    for sex in SEXES:
        assert list(definitions(sex)) == [row[0] for row in MEASURED + PROPORTIONS]
        for each in definitions(sex).values():
            assert each.why
            assert each.spread >= 0
            assert each.held or each.spread > 0


def test_offsets_agree_with_each_other() -> None:
    """The waist is moved by one length, wherever it comes in."""
    for sex in SEXES:
        figures = json.loads((resources.files("mtmpattern.measurements.population") / f"{sex}.json").read_text("utf-8"))
        taken = dict(zip(figures["columns"], figures["mean"], strict=True))
        mean = brought_over(sex, taken)
        up = mean["waist_height"] - taken["waistheightomphalion"]
        assert 30 < up < 50
        assert mean["waist_to_knee"] + mean["knee_height"] == pytest.approx(mean["waist_height"])
        assert mean["body_rise"] + mean["inside_leg"] == pytest.approx(mean["waist_height"])
        assert mean["waist_to_hip"] + mean["hip_height"] == pytest.approx(mean["waist_height"] + 5)
        assert taken["waistbacklength"] - mean["back_waist_length"] == pytest.approx(up, abs=16)
        assert mean["arm_length"] == pytest.approx(mean["upper_arm_length"] + mean["lower_arm_length"], abs=3)


def test_formulas_are_read() -> None:
    assert parsed("0.5 one + two_b - 3") == ((("one", 0.5), ("two_b", 1.0)), -3.0)
    assert parsed("-2 one") == ((("one", -2.0),), 0.0)
    with pytest.raises(ValueError, match="cannot be read"):
        parsed("one * two")


# ---- Calibration on people drawn from what ships ------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("sex", SEXES)
@pytest.mark.parametrize("known", [("height", "weight"), ("height", "chest_girth", "waist_girth", "hip_girth"),
                                   ("height", "across_back", "high_bust_girth", "upper_arm_girth", "waist_to_hip")])
def test_95_percent_ranges_hold_95_percent(sex: str, known: tuple[str, ...]) -> None:
    people = find_population(sex)
    drawn = np.random.default_rng(5).multivariate_normal(people.mean, people.covariance, 1500)
    wanted = [name for name in people.place if name not in known]
    inside = np.zeros((len(drawn), len(wanted)), dtype=bool)
    noise = np.random.default_rng(6).normal(size=(len(drawn), len(known)))
    for row, person in enumerate(drawn):
        read = [person[people.place[name]] + noise[row, at] * READING[CATALOGUE[name].quantity.name]
                for at, name in enumerate(known)]
        given = people.given(known, np.array([[value, value] for value in read]))
        for at, name in enumerate(wanted):
            inside[row, at] = abs(person[people.place[name]] - given.mean(name)[0]) <= 1.96 * given.deviation(name)
    assert 0.94 < inside.mean() < 0.96
    assert inside.mean(axis=0).min() > 0.92        # drawn people's deviations do not grow with stoutness


def test_deviations_grow_with_stoutness() -> None:
    for sex in SEXES:
        def sd(mass: float, sex: str = sex) -> float:
            return Expectation((sex,), {"height": (1700.0, 1700.0), "weight": (mass, mass)}).of("hip_girth")[2]

        deviations = [sd(mass) for mass in (50, 60, 70, 80, 100, 120)]
        assert deviations == sorted(deviations)
        assert deviations[-1] > 1.4 * deviations[0]
        assert sd(250) == pytest.approx(sd(200))        # it stops where there are too few people
        given = find_population(sex).given(("height", "weight"), np.array([[1700.0], [290.0]]))
        assert given.stoutness == STOUTEST


def test_growth_is_found_again_in_made_up_people() -> None:
    size = len(columns())
    place = {name: at for at, name in enumerate(columns())}
    noise = np.random.default_rng(1).normal(size=(4000, size))
    table = 500 + 10 * noise
    stout = np.clip(noise[:, place["weightkg"]], -2.5, 2.5)
    table[:, place["footlength"]] = 250 + 8 * np.exp(0.2 * stout) * noise[:, place["footlength"]]
    found = growth(table, table.mean(axis=0), np.cov(table, rowvar=False))
    assert found[place["footlength"]] == pytest.approx(0.2, abs=0.03)
    assert found[place["headcircumference"]] == pytest.approx(0, abs=0.03)
    assert found[place["stature"]] == 0
    figures = derived(table)
    assert Survey.of(figures).covariance == pytest.approx(np.cov(table, rowvar=False), abs=0.06)


def test_a_quarter_is_kept_out() -> None:
    assert kept_out(9).nonzero()[0].tolist() == [3, 7]


# ---- Either sex ---------------------------------------------------------------------------------------------------


def test_the_sex_that_fits_counts_more() -> None:
    slim = {"height": (1620.0, 1620.0), "chest_girth": (900.0, 900.0), "hip_girth": (1010.0, 1010.0)}
    broad = {"height": (1800.0, 1800.0), "chest_girth": (1100.0, 1100.0), "hip_girth": (1020.0, 1020.0)}
    assert Expectation(SEXES, slim).weights[0] > 0.95
    assert Expectation(SEXES, broad).weights[1] > 0.95
    for known in (slim, broad):
        of_each = [Expectation((sex,), known).of("neck_girth") for sex in SEXES]
        left, _, sd = Expectation(SEXES, known).of("neck_girth")
        assert min(each[0] for each in of_each) < left < max(each[0] for each in of_each)
        assert sd < 20


def test_a_mixture_has_the_variance_of_a_mixture() -> None:
    nothing = Expectation(SEXES, {})
    assert nothing.weights == pytest.approx([0.5, 0.5])
    means = [find_population(sex).joint(["height"])[0][0] for sex in SEXES]
    variances = [find_population(sex).joint(["height"])[1][0, 0] for sex in SEXES]
    left, right, sd = nothing.of("height")
    assert left == right == pytest.approx(sum(means) / 2)
    assert sd**2 == pytest.approx(sum(variances) / 2 + ((means[0] - means[1]) / 2) ** 2)


@pytest.mark.parametrize("sex", SEXES)
def test_knowing_more_never_makes_less_certain(sex: str) -> None:
    """Each further measure is what was expected of it, so that the person seems no stouter."""
    people = find_population(sex)
    known, before = {"height": 1700.0, "chest_girth": 1000.0}, np.inf
    for more in ("weight", "head_girth", "shoulder_width", "waist_to_hip", "under_bust_girth"):
        given = people.given(list(known), np.array([[value] for value in known.values()]))
        assert given.deviation("shoulder_length") <= before + 1e-9
        before = given.deviation("shoulder_length")
        known[more] = given.mean(more)[0]
    for nothing in ("stoop", "sway_back", "shoulder_slope"):
        more = people.given([*known, nothing], np.array([[value] for value in (*known.values(), 20.0)]))
        given = people.given(list(known), np.array([[value] for value in known.values()]))
        assert more.deviation("shoulder_length") == pytest.approx(given.deviation("shoulder_length"))
        assert more.mean("shoulder_length") == pytest.approx(given.mean("shoulder_length"))


def test_the_script_says_what_it_needs() -> None:
    script = Path(str(resources.files("mtmpattern.measurements.population") / "derive.py"))
    done = run([sys.executable, str(script), "nowhere"], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "ansur2_female.csv" in done.stderr
