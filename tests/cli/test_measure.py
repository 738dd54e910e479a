"""`measure`: what it tells for a person and for a program, what it writes, and what a tired person types."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtmpattern.body import CATALOGUE, Body, Chart, Sheet, complete, read_body, read_sheet
from mtmpattern.cli import main
from mtmpattern.cli import measure_view as _sheet
from mtmpattern.cli.measure_view import measures_as_data
from mtmpattern.errors import Problem
from mtmpattern.jobs.measure import likelihoods
from tests.places import BODIES, EXAMPLES

ANA = str(BODIES / "ana.yaml")
CUSTOMERS = str(EXAMPLES / "customers.csv")
COLUMNS = str(EXAMPLES / "columns.yaml")
INCHES = """\
name: Zora Secret
sex: female
unit: in
measurements:
  height: 66
  chest: 36 1/2
  waist: 29 1/4
  hip: 39
  weight: 140 lb
  arm_length: {left: 23, right: 23 1/4}
garment: {length: 25}
alter: {sleeve: {left: 1/4}}
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("zora.yaml").write_text(INCHES)

    def run(*args, ends=0):
        done = CliRunner().invoke(main, ["measure", *args])
        assert done.exit_code == ends, done.output
        assert "Traceback" not in done.output
        assert "Secret" not in done.output
        return done.stdout if ends == 0 or done.stdout else done.stderr

    return run


def row(text, start):
    return next(re.split(r"\s{2,}", line.strip()) for line in text.splitlines() if line.startswith(start))


def test_every_measure_is_told_with_its_source(run):
    text = run(ANA)
    assert text.splitlines()[0] == "39 measures of a woman"
    assert row(text, "chest_girth") == ["chest_girth", "92.5 cm", "measured", "as expected"]
    assert all(row(text, name)[2] == "measured" for name in read_body(Path(ANA)).names)
    assert max(map(len, text.splitlines())) <= 80


def test_other_units_are_told_in_centimetres_too(run):
    text = run("zora.yaml")
    assert row(text, "chest_girth") == ["chest_girth", "36 1/2 in", "92.7 cm", "measured", "as expected"]
    assert row(text, "weight")[1] == "140 lb"
    assert row(text, "arm_length left")[1:3] == ["23 in", "58.4 cm"]
    assert row(text, "arm_length right")[1:3] == ["23 1/4 in", "59.1 cm"]
    assert row(text, "  length") == ["length", "25 in"]
    assert row(text, "  sleeve left") == ["sleeve left", "+1/4 in"]


def test_estimates_are_marked_with_how_far_they_may_be_off(run):
    text = run("zora.yaml", "--estimate")
    assert all(row(text, name) for name in complete(read_body(Path("zora.yaml")), CATALOGUE).names)
    assert row(text, "neck_girth")[3] == "estimated"
    assert re.fullmatch(r"give or take [\d /]+", row(text, "neck_girth")[4])
    assert max(map(len, text.splitlines())) <= 80
    assert "…" not in text


def test_what_a_template_wants(run):
    text = run(ANA, "--for", "crew-tee")
    assert text.splitlines()[-1] == "crew-tee can be drafted now."
    Path("few.yaml").write_text("sex: female\nunit: cm\nmeasurements: {height: 168, waist: 74.5}\n")
    text = run("few.yaml", "--for", "crew-tee", ends=2)
    assert re.fullmatch(r"crew-tee cannot be drafted yet: \d measures are missing.*\.", text.splitlines()[-1])
    assert "crew-tee needs these measured" in text
    assert CATALOGUE["chest_girth"].how[:30] in text
    assert "An estimate is " in text
    assert "crew-tee estimates these; it is better to measure them" in text
    assert max(map(len, text.splitlines())) <= 120
    seen = json.loads(run("few.yaml", "--for", "crew-tee", "--json", ends=2))["template"]
    assert (seen["name"], seen["ready"]) == ("crew-tee", False)
    assert all({"name", "how"} <= set(each) for each in seen["missing"])
    assert all(each["sd"] > 0 for each in seen["estimated"])
    needed = [each["name"] for each in (*seen["missing"], *seen["estimated"])]
    assert set(needed) <= set(seen["needs"])


def test_readiness_is_what_make_finds(run):
    for measures in ("chest: 92.5, hip: 99", "chest: 92.5, hip: 99, arm_length: 58, scye_depth: 16.8, height: 168"):
        Path("a.yaml").write_text(f"sex: female\nunit: cm\nmeasurements: {{{measures}}}\n")
        looked = CliRunner().invoke(main, ["measure", "a.yaml", "--for", "crew-tee", "--json"])
        seen = json.loads(looked.stdout)["template"]
        made = CliRunner().invoke(main, ["make", "crew-tee", "-m", "a.yaml", "-o", "out", "--json"])
        missing = [each["params"]["measure"] for each in json.loads(made.stdout).get("problems", [])]
        assert {each["name"] for each in seen["missing"]} == set(missing)
        assert looked.exit_code == (2 if missing else 0)


def test_the_nearest_size_is_told(run, monkeypatch):
    sized = {size: Body.of({"chest_girth": chest, "hip_girth": chest + 60, "weight": 60.0})
             for size, chest in (("88", 880.0), ("92", 920.0))}
    monkeypatch.setattr("mtmpattern.body.find_chart", lambda name: Chart(name, sized))
    text = run(ANA, "--chart", "mine")
    assert "nearest size: mine 92; the person measures more by" in text
    assert row(text, "  chest_girth") == ["chest_girth", "+0.5 cm"]
    assert row(text, "  weight") == ["weight", "+3.5 kg"]
    assert json.loads(run(ANA, "--chart", "mine", "--json"))["nearest"]["differences"]["chest_girth"] == 5


def test_json_has_nothing_but_the_facts(run):
    seen = json.loads(run("zora.yaml", "--json"))
    assert (seen["form"], seen["unit"], seen["sex"], seen["child"]) == ("native", "in", "female", False)
    arm = next(each for each in seen["measures"] if each["name"] == "arm_length")
    assert (arm["left"], arm["right"], arm["unit"], arm["source"], arm["sd"], arm["line"]) == (
        584.2, 590.55, "mm", "measured", 0, 10)
    assert (seen["garment"], seen["alterations"]) == ({"length": 635}, {"sleeve": {"left": 6.35}})
    assert "zora" not in json.dumps(seen)


def doubtful():
    sheet = read_sheet({"sex": "female", "unit": "cm", "measurements": {"height": 168, "chest": 92.5, "waist": 74}})
    problems = (
        Problem("the column Zip is not a known measure and was left out", "measurement.unmapped", "Zip", "",
                "a.csv", 1),
        Problem("waist_girth 74 cm is odd", "measurement.doubtful", "/waist", "Measure again.", "a.csv", 7,
                params={"measure": "waist_girth"}))
    body = replace(sheet.body, remarks=problems, doubted=frozenset({"waist_girth"}))
    return _sheet.MeasureReport(Sheet(body, "csv"), sheet.body)


def test_doubts_and_remarks_are_numbered_and_have_their_lines(capsys):
    _sheet.say_measures(doubtful())
    text = capsys.readouterr().out
    assert row(text, "waist_girth")[-1] == "doubtful, see 1"
    assert text.splitlines()[-5:] == [
        "doubts", "  1.   line 7: waist_girth 74 cm is odd. Measure again.", "",
        "remarks", "  2.   line 1: the column Zip is not a known measure and was left out."]
    seen = measures_as_data(doubtful())
    assert [(each["code"], each["line"]) for each in (*seen["doubts"], *seen["remarks"])] == [
        ("measurement.doubtful", 7), ("measurement.unmapped", 1)]
    assert "a.csv" not in json.dumps(seen)


def test_likelihoods_say_nothing_where_there_is_nothing_to_compare():
    assert not likelihoods(Body.of({"chest_girth": 920}, sex="female"))
    assert not likelihoods(Body.of({"chest_girth": 600, "waist_girth": 560}, child=True))
    assert set(likelihoods(Body.of({"chest_girth": 920, "waist_girth": 740, "stoop": 5})).values()) == {"as expected"}


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.json", "a.csv", "a.smis", "a.vit", "a.freesewing.yaml"])
def test_what_is_written_reads_back(run, name):
    text = run(ANA, "--to", name)
    assert text.splitlines()[-1] == f"written: {name}"
    ours, again = read_body(Path(ANA)), read_body(Path(name))
    assert [path.name for path in sorted(Path().iterdir())] == [name, "zora.yaml"], "nothing else stays behind"
    assert all(abs(again.measure(each).left - ours.measure(each).left) < 0.01 for each in again.names)
    if name.count(".") == 1 and not name.endswith(("smis", "vit")):
        assert again == ours
    written = Path(name).read_text()
    assert "occupied" in run(ANA, "--to", name, "--estimate", ends=2)
    assert Path(name).read_text() == written


def test_estimates_that_are_written_are_told_apart(run):
    for name in ("a.csv", "a.json", "a.yaml", "a.smis"):
        run("zora.yaml", "--estimate", "--for", "crew-tee", "--to", name)
        assert read_body(Path(name)).names == read_body(Path("zora.yaml")).names, name
    text = run("zora.yaml", "--estimate", "--for", "crew-tee", "--to", "a.freesewing.yaml")
    assert "reads them as measured" in " ".join(text.split())


@pytest.mark.parametrize(("args", "code"), [
    (["nobody.yaml"], "file.missing"), (["."], "file.type"), (["photo.jpg"], "file.type"),
    (["crew-tee"], "file.missing"), ([CUSTOMERS], "measurement.ambiguous"),
    ([CUSTOMERS, "--columns", COLUMNS], "measurement.person"),
    ([CUSTOMERS, "--columns", COLUMNS, "--person", "9999"], "measurement.person"),
    ([CUSTOMERS, "--columns", ANA], "measurement.columns"), ([CUSTOMERS, "--columns", "none.yaml"], "file.missing"),
    ([ANA, "--for", "crew-te"], "template.unknown"), ([ANA, "--form", "cvs"], "file.form"),
    ([ANA, "--chart", "wimmen"], "chart.unknown"), ([ANA, "--to", "a.png"], "format.unknown"),
    ([ANA, "--to", ".yaml"], "format.unknown"), ([ANA, "--to", "none/a.yaml"], "output.unwritable"),
    ([ANA, "--to", "zora.yaml"], "output.occupied"), ([ANA, "--to", f"{'a' * 300}.yaml"], "output.unwritable"),
    ([ANA, "--to", "a\x00.yaml"], "output.unwritable"),
])
def test_what_a_tired_person_types(run, args, code):
    said = run(*args, ends=2)
    assert f"[{code}" in said
    seen = json.loads(run(*args, "--json", ends=2))
    assert seen["problems"][0]["code"] == code


def test_a_template_given_for_a_file_is_told_how_to_ask(run):
    assert "`mtmpattern show crew-tee`" in run("crew-tee", ends=2)


def test_one_customer_of_a_table(run):
    text = run(CUSTOMERS, "--columns", COLUMNS, "--person", "1043")
    assert row(text, "chest_girth")[1] == "104.5 cm"
