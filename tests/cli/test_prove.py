"""``mtmpattern prove``: results on standard output, the same on each run; times beside them; the exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main
from mtmpattern.cli.report import counting
from tests.places import EXAMPLES

HEAD = "client;sex;unit;waist;hip;waist_to_hip;waist_to_knee\n"
ROWS = "Zoe Secret;f;cm;74;99;20;59\nYves Hidden;m;cm;90;102;21;60\nXaver Private;m;cm;9;10;21;60\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("clients.csv").write_text(HEAD + ROWS, "utf-8")
    Path("empty.csv").write_text(HEAD, "utf-8")
    return lambda *args: CliRunner().invoke(main, ["prove", *args])


def results(done):
    data = json.loads(done.stdout)
    assert data.pop("timings")
    return data


def test_without_a_word_it_draws_people(run):
    done = run("straight-skirt", "--people", "12")
    assert done.exit_code == 0
    assert "12 drawn" in done.stdout
    assert "12 people: 12 clean, 0 rescued (0.0 %), 0 refused; 100.0 % drafted" in done.stdout
    assert "median" in done.stderr and "ms" not in done.stdout


def test_the_same_results_on_each_run(run):
    first, second = (run("crew-tee", "--people", "10", "--fit", "all", "--json") for _ in range(2))
    assert results(first) == results(second)
    assert [each["fit"] for each in results(first)["fits"]] == ["slim", "regular", "relaxed", "long", "child"]
    assert results(first)["fits"][-1]["left_out"] == 10
    assert first.stderr == ""


def test_one_sex_and_every_second(run):
    data = results(run("straight-skirt", "--people", "9", "--sex", "male", "--every", "2", "--json"))
    assert data["population"] == {"drawn": 9, "redrawn_because_impossible": 1, "taken": 5}


def test_sizes_and_the_stressed(run):
    data = results(run("straight-skirt", "--sizes", "women", "--stress", "--every", "60", "--json"))
    assert data["population"]["made_up"] == 948
    assert data["fits"][0]["people"] == data["population"]["taken"] < 20


def test_clients_go_by_number(run):
    done = run("straight-skirt", "--bodies", "clients.csv", "--json")
    assert results(done)["fits"][0]["people"] == 2
    assert results(done)["fits"][0]["unusable"]["measurement.unit"]["examples"][0].startswith("table 1 row 3: ")
    text = run("straight-skirt", "--bodies", "clients.csv")
    for name in ("Zoe", "Secret", "Yves", "Xaver", "Private"):
        assert name not in done.output + text.output


def test_a_columns_map(run):
    done = run("straight-skirt", "--bodies", str(EXAMPLES / "customers.csv"),
               "--columns", str(EXAMPLES / "columns.yaml"), "--json")
    assert results(done)["fits"][0]["people"] == 3


def test_too_few_is_three(run):
    Path("never.py").write_text(
        "from mtmpattern.templates.straight_skirt import StraightSkirt\n"
        "class Never(StraightSkirt):\n    name, openings = 'never', ('waist',)\n", "utf-8")
    done = run("never.py", "--people", "3", "--json")
    assert done.exit_code == 3
    assert results(done)["fits"][0]["refusals"]["surface.openings"]["people"] == 3
    assert run("never.py", "--people", "3", "--least", "0").exit_code == 0


def test_nobody_is_two(run):
    done = run("straight-skirt", "--bodies", "empty.csv")
    assert done.exit_code == 2


@pytest.mark.parametrize(("args", "code"), [
    (["crew-te"], "template.unknown"), (["gone.py"], "template.file"),
    (["crew-tee", "--fit", "slimm"], "fit.unknown"), (["crew-tee", "--set", "neck_dorp=90"], "option.unknown"),
    (["crew-tee", "--set", "neck_drop"], "option.form"), (["crew-tee", "--set", "neck_drop=9000"], "option.range"),
    (["crew-tee", "--bodies", "gone.csv"], "file.missing"), (["crew-tee", "--bodies", "."], "file.type"),
    (["crew-tee", "--sizes", "womens"], "chart.unknown"), (["crew-tee", "--columns", "gone.yaml"], "file.missing"),
    (["crew-tee", "--people", "0"], "usage"), (["crew-tee", "--people", "many"], "usage"),
    (["crew-tee", "--least", "101"], "usage"), (["crew-tee", "--sex", "woman"], "usage"),
    (["crew-tee", "--workers", "0"], "usage"), ([], "usage"),
], ids=lambda each: " ".join(each) if isinstance(each, list) else each)
def test_what_a_tired_person_types(run, args, code):
    done = run(*args, "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["problems"][0]["code"] == code
    assert "Traceback" not in done.output


SAYS_WHEN_IT_DRAFTS = """
from mtmpattern.cli import main
from mtmpattern.cli.report import counting
from mtmpattern.proving import proof
prove_all = proof.prove_all
proof.prove_all = lambda people, question, workers, advance: prove_all(
    people, question, workers, lambda done: (print("drafting", flush=True), advance(done)))
main(prog_name="mtmpattern")
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_stopped_at_the_keyboard_it_is_quiet():
    command = [sys.executable, "-c", SAYS_WHEN_IT_DRAFTS, "prove", "crew-tee", "--people", "5000", "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          start_new_session=True) as process:
        assert process.stdout.readline() == "drafting\n"
        os.killpg(process.pid, signal.SIGINT)               # as a terminal does, to all of them
        out, err = process.communicate(timeout=300)
    people, *said = err.splitlines()
    assert people.startswith("people: 5000 adults")
    assert (process.returncode, out.replace("drafting\n", ""), said) == (130, "", ["stopped"])


def test_who_is_drafted_is_said_and_the_refused_are_saved(run):
    Path("never.py").write_text(
        "from mtmpattern.templates.straight_skirt import StraightSkirt\n"
        "from mtmpattern.drafting import proportion\n\n\n"
        "class Never(StraightSkirt):\n"
        "    name = \"never\"\n\n"
        "    def wearing(self):\n"
        "        yield from super().wearing()\n"
        "        yield proportion(\"hip\", self.middle.hip_girth, 0, 1000)\n", "utf-8")
    done = run("never.py", "--people", "12", "--stress", "--every", "60", "--save-refused", "refused")
    assert "12 adults drawn from the statistics" in done.stderr
    assert "948 made-up people of --stress, 16 of them with --every (with --stress, adults" in done.stderr
    saved = {path.name for path in Path("refused").iterdir()}
    rows = [row.split("\t") for row in Path("refused/faults.tsv").read_text("utf-8").splitlines()]
    assert rows[0] == ["file", "fit", "code", "fault"] and len(rows) > 1
    assert {row[0] for row in rows[1:]} | {"faults.tsv", "manifest.json"} == saved
    file = f"refused/{rows[1][0]}"
    person = CliRunner().invoke(main, ["make", "straight-skirt", "-m", file, "--estimate", "-o", "out"])
    assert person.exit_code == 0, person.output


def test_long_work_says_how_far_it_is(capsys):
    with counting("drafting", 200, lines=True) as advance:
        for _ in range(20):
            advance(10)
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 20 and said[0] == "drafting: 10 of 200" and said[-1] == "drafting: 200 of 200"
