"""The command that grades: formats, settings, what it says for people and programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main
from tests.places import BODIES


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, ("grade", *args))


def test_every_format_at_once(run):
    done = run("crew-tee", "--sizes", "women:S,M", "-f", "svg", "-f", "dxf", "-f", "rul", "--draw", "dialect=aama",
               "--alter", "length=20", "-o", "out", "--json")
    assert done.exit_code == 0, done.output
    seen = json.loads(done.stdout)
    assert seen["files"] == sorted(path.name for path in Path("out").iterdir())
    assert {"crew-tee-nest.dxf", "crew-tee-sample.dxf", "crew-tee-sample.rul", "crew-tee-nest.svg",
            "crew-tee-measures.csv"} <= set(seen["files"])
    assert (seen["sizes"], seen["sample"], seen["apart"], seen["held"]) == (["S", "M"], "M", [], {})
    assert "front.shell.1" in seen["parts"]
    assert Path("out/crew-tee-sample.rul").read_text().startswith("version ANSI/AAMA")


def test_an_svg_when_nothing_is_asked(run):
    assert run("crew-tee", "--sizes", "women:S,M", "-o", "out").exit_code == 0
    assert {path.suffix for path in Path("out").iterdir()} == {".svg", ".csv", ".html", ".json"}


@pytest.mark.parametrize(("wrong", "code", "exits"), [
    (("-f", "hpgl"), "format.grade", 2), (("-f", "dfx"), "format.unknown", 2),
    (("-f", "dxf", "--draw", "dialect=plain"), "format.value", 2), (("--draw", "dialect=aama"), "format.setting", 2),
    (("--sample", "XL"), "grade.sample", 2)])
def test_what_is_refused_writes_nothing(run, wrong, code, exits):
    done = run("crew-tee", "--sizes", "women:S,M", *wrong, "-o", "out", "--json")
    assert done.exit_code == exits, done.output
    assert json.loads(done.stdout)["problems"][0]["code"] == code
    assert not Path("out").exists()


def test_make_refuses_rules(run, tmp_path):
    ana = str(BODIES / "ana.yaml")
    done = CliRunner().invoke(main, ("make", "crew-tee", "-m", ana, "-f", "rul", "-o", "out"))
    assert done.exit_code == 2
    assert "mtmpattern grade" in done.stderr
