"""Populations and what becomes of them: the same people and the same report every time, names in none of it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from importlib import resources
from statistics import mean

import pytest

import mtmpattern as mtm
from mtmpattern.body import CATALOGUE
from mtmpattern.body.checks import contradictions
from mtmpattern.body.definitions import columns
from mtmpattern.body.forms.columns import read_columns
from mtmpattern.body.population import find_population
from mtmpattern.drafting.library import find_template
from mtmpattern.proving.population import Person, drawn, impossible, people_of, person, roll, sizes, stress
from mtmpattern.proving.proof import PersonOutcome, Proof, Question, for_fit, prove, prove_all
from tests.places import EXAMPLES

SKIRT, TEE = find_template("straight-skirt"), find_template("crew-tee")


def survey_rows():
    """The mean woman and the mean man of the survey, as a table of ANSUR II has them."""
    for sex in ("female", "male"):
        file = resources.files("mtmpattern.measurements.population") / f"{sex}.json"
        figures = json.loads(file.read_text("utf-8"))
        taken = dict(zip(figures["columns"], figures["mean"], strict=True))
        yield {"subjectid": f"1000{sex}", "Gender": sex.title(), "Age": 30,
               **{name: taken[name] * (10 if name == "weightkg" else 1) for name in columns()}}


def write_table(path, rows):
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, rows[0].keys())
        table.writeheader()
        table.writerows(rows)
    return path


class TestDrawnPeople:
    def test_they_are_the_same_every_time_and_for_every_template(self):
        first, _ = drawn(30, SKIRT.needs)
        assert drawn(30, SKIRT.needs)[0] == first
        assert [each.label for each in drawn(3, TEE.needs)[0]] == ["person 1", "person 2", "person 3"]
        (first, redrawn), (tees, more) = drawn(30, SKIRT.needs), drawn(30, TEE.needs)
        others = [one.label for one, other in zip(first, tees, strict=True)
                  if one.body.waist_girth != other.body.waist_girth]
        assert len(others) <= redrawn + more <= 6, "only who was impossible in what one of them needs is another"

    def test_they_have_what_is_needed_and_nothing_else(self):
        people, _ = drawn(4, SKIRT.needs)
        assert all(set(each.body.names) == set(SKIRT.needs) for each in people)
        assert [each.body.sex for each in people] == ["female", "male", "female", "male"]
        assert {each.body.sex for each in drawn(5, SKIRT.needs, ("male",))[0]} == {"male"}

    def test_they_are_like_the_people_of_the_survey(self):
        people, _ = drawn(400, ("height", "chest_girth"), ("female",))
        survey = find_population("female")
        for name in ("height", "chest_girth"):
            place = survey.place[name]
            heights = [each.body.measure(name).left for each in people]
            assert mean(heights) == pytest.approx(survey.mean[place], abs=0.15 * survey.covariance[place, place] ** 0.5)

    def test_who_nobody_could_be_is_drawn_again_and_counted(self):
        needs = tuple(CATALOGUE)                            # all at once: a quarter of the draws contradict themselves
        people, again = drawn(60, needs)
        assert again > 3
        for each in people:
            assert not list(contradictions(each.body.measures, "mm"))
            assert not impossible({name: each.body.measure(name).left for name in each.body.names})


class TestTables:
    def test_a_survey_is_told_by_its_columns(self, tmp_path):
        table = write_table(tmp_path / "people.csv", survey_rows())
        woman, man = people_of(table, 2, TEE.needs)
        assert (woman.label, man.label) == ("table 2 row 1", "table 2 row 2")
        assert (woman.body.sex, man.body.sex) == ("female", "male")
        assert woman.body.upper_arm_girth == pytest.approx(
            0.94 * next(survey_rows())["bicepscircumferenceflexed"], abs=0.01)
        assert woman.body.shoulder_slope == pytest.approx(21 + 4 * roll("shoulder_slope", "1000female"), abs=0.01)

    def test_rows_of_a_survey_that_hold_nobody_stay_in_their_place(self, tmp_path):
        good, other = survey_rows()
        rows = [{**good, "Age": 16}, {**good, "stature": "tall"}, {**good, "stature": 400}, {**other, "Age": 20}]
        child, words, dwarf, man = people_of(write_table(tmp_path / "people.csv", rows), 1, TEE.needs)
        assert [each.reasons[0][0] for each in (child, words, dwarf)] == [
            "survey.age", "survey.row", "measurement.range"]
        assert man.body

    def test_a_survey_without_a_column_says_which(self, tmp_path):
        rows = [{name: value for name, value in row.items() if name != "crotchheight"} for row in survey_rows()]
        found = list(people_of(write_table(tmp_path / "people.csv", rows), 1, TEE.needs))
        assert found[0].reasons == (("survey.row", "has no crotchheight"),)

    def test_what_a_survey_lacks_is_drawn_so_that_a_body_could_have_it(self, tmp_path):
        needs = ("chest_girth", "under_bust_girth", "across_front", "shoulder_width", "across_back_shoulder")
        rows = [{**row, "subjectid": str(number)} for number in range(40) for row in survey_rows()]
        people = list(people_of(write_table(tmp_path / "people.csv", rows), 1, needs))
        assert all(each.body for each in people)
        assert len({each.body.across_front for each in people}) > 30

    def test_a_shops_table_is_read_with_its_columns(self):
        known = read_columns(EXAMPLES / "columns.yaml")
        people = list(people_of(EXAMPLES / "customers.csv", 1, TEE.needs, known))
        assert [each.label for each in people] == [f"table 1 row {row}" for row in (1, 2, 3)]
        assert people[1].body.chest_girth == 1030

    def test_a_file_that_is_not_there_is_told(self):
        with pytest.raises(mtm.FileFormatError):
            list(people_of("nobody.csv", 1, TEE.needs))


def test_every_size_of_a_chart_may_be_estimated():
    people = list(sizes("women"))
    assert len(people) == len(mtm.find_chart("women").sizes)
    assert all(each.estimated and each.label.startswith("women ") for each in people)
    assert prove(people[0], TEE, Question("crew-tee")).kind in ("clean", "rescued")


def test_the_stressed_are_adults_and_children():
    people = list(stress())
    assert sum(each.child for each in people) == 168
    assert len(people) == 948


class TestOutcomes:
    def of(self, template, **measures):
        return prove(person("one", {"waist_girth": 750, "hip_girth": 1000, "waist_to_hip": 205, "waist_to_knee": 590,
                                    **measures}, "female"), template, Question(template.name))

    def test_clean(self):
        outcome = self.of(SKIRT)
        assert (outcome.kind, outcome.faults, outcome.rescues) == ("clean", (), ())
        assert outcome.worst_join < 0.01
        assert abs(outcome.worst_measure[1]) < 1
        assert outcome.seconds > 0

    def test_rescued(self):
        thick = mtm.Body.of({"height": 1600, "chest_girth": 900, "waist_girth": 800, "hip_girth": 950,
                             "upper_arm_girth": 400}, sex="female")
        outcome = prove(Person("one", thick, (), True), TEE, Question("crew-tee"))
        assert outcome.kind == "rescued"
        assert outcome.rescues[0][1] > 0

    def test_whom_a_measure_is_missing_of_is_no_refusal(self):
        few = person("one", {"waist_girth": 750}, "female")
        assert prove(few, SKIRT, Question("straight-skirt")).kind == "unusable"
        assert prove(few, SKIRT, Question("straight-skirt", estimates=True)).kind == "clean"

    def test_a_fault_of_a_template_and_of_our_own_is_a_refusal(self, monkeypatch):
        class Broken(SKIRT):
            name = "broken"

            def making(self):
                raise ZeroDivisionError

        assert self.of(Broken).faults[0][0] == "template.raised"
        monkeypatch.setattr("mtmpattern.proving.proof.drafted", lambda *_, **__: 1 / 0)
        outcome = self.of(SKIRT)
        assert (outcome.kind, outcome.faults[0][0]) == ("refused", "defect")


def test_processes_change_nothing():
    people, _ = drawn(70, SKIRT.needs)
    question, seen = Question("straight-skirt", "slim"), []
    alone = [replace(each, seconds=0) for each in prove_all(people, question)]
    shared = [replace(each, seconds=0) for each in prove_all(people, question, 2, seen.append)]
    assert shared == alone
    assert sum(seen) == 70


class TestProof:
    OUTCOMES = (
        PersonOutcome("person 1", "clean", proportions=(("width", .61, .6, .9),), worst_measure=("hip", -.2)),
        PersonOutcome("person 2", "rescued", rescues=(("deeper", 3.0), ("deeper", 5.0)),
                      proportions=(("width", .7, .6, .9),)),
        PersonOutcome("person 3", "refused", faults=(("wear.passage", "neck"), ("wear.passage", "cuff"), ("x.y", "z"))),
        PersonOutcome("person 4", "unusable", faults=(("measurement.range", "tall"),)),
    )

    def test_it_counts(self):
        data = Proof("slim", self.OUTCOMES).as_data()
        assert [data[key] for key in ("people", "clean", "rescued", "refused", "unusable_rows")] == [3, 1, 1, 1, 1]
        assert data["drafted_percent"] == 66.67
        assert data["rescues"] == {"deeper": {"people": 1, "median_mm": 5.0, "p95_mm": 5.0, "max_mm": 5.0}}
        assert data["refusals"]["wear.passage"] == {"people": 1, "examples": ["person 3: neck"]}
        assert data["proportions"]["width"]["near_a_limit"] == 1
        assert data["worst_measure"] == {"name": "hip", "mm": -0.2}

    def test_nobody_is_nothing(self):
        assert Proof("", ()).as_data()["drafted_percent"] == 0
        assert Proof("", ()).times() == {}

    def test_fits_for_children_are_for_children(self):
        people = list(stress())
        assert not any(each.child for each in for_fit(people, None, TEE.fits))
        assert all(each.child for each in for_fit(people, "child", TEE.fits))
        assert len(for_fit(people, "slim", SKIRT.fits)) == len(people)
