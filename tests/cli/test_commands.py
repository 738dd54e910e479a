"""The commands on real input: what they print for a person and for a program, and what they write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern.cli import main
from tests.places import BODIES

ANA = str(BODIES / "ana.yaml")
TEMPLATES = ("crew-tee", "straight-skirt")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*args):
        done = CliRunner().invoke(main, args)
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


def test_templates_are_listed(run):
    lines = run("templates").splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == list(mtm.template_names())
    listed = json.loads(run("templates", "--json"))
    assert [each["name"] for each in listed] == list(mtm.template_names())
    assert all(each["summary"] and each["version"] for each in listed)


@pytest.mark.parametrize("template", TEMPLATES)
def test_show_tells_everything_that_is_needed_to_order(run, template):
    described = json.loads(run("show", template, "--json"))
    text = run("show", template)
    assert text.startswith(f"{template} {described['version']}\n{described['summary']}\n")
    for part in ("measurements", "options"):
        for each in described[part]:
            assert f"  {each['name']} " in text
    assert all(option["note"] and option["default"] and option["allowed"] for option in described["options"])
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for each in described["measurements"]:
        wanted = "may be estimated" if each["estimable"] else "measure it"
        assert any(line.startswith(f"{each['name']} ") and wanted in line for line in lines)
    assert described["cloths"]["shell"] == described["cloth"]
    assert all(any(line.startswith(f"{role} a ") for line in lines) for role in described["cloths"])
    assert all(any(line.startswith(f"{each['name']} {each['note'][:20]}") for line in lines)
               for each in described["alterations"])
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize("template", TEMPLATES)
def test_show_prints_the_schema(run, template):
    assert json.loads(run("show", template, "--schema")) == json.loads(json.dumps(mtm.schema(template)))


@pytest.mark.parametrize("template", TEMPLATES)
def test_make_writes_what_a_cutter_needs(run, template):
    text = run("make", template, "-m", ANA, "-o", "out/first")
    names = sorted(path.name for path in Path("out/first").iterdir())
    assert {"manifest.json", "pattern.json"} < set(names)
    assert {Path(name).suffix for name in names} == {".svg", ".dxf", ".json"}
    assert text.splitlines()[:len(names)] == [f"out/first/{name}" for name in names]
    assert "measures\n" in text
    assert "ana" not in " ".join(names)


def test_make_as_json_agrees_with_the_files(run):
    made = json.loads(run("make", "crew-tee", "-m", ANA, "-o", "out", "--json"))
    assert made["files"] == sorted(path.name for path in Path("out").iterdir())
    assert made["digest"] == mtm.draft("crew-tee", mtm.read_body(Path(ANA))).digest
    assert made["finished"].keys() >= made["intended"].keys()


def test_made_again_is_the_same_bytes_and_other_formats_replace_the_folder(run):
    def content():
        return {path.name: path.read_bytes() for path in Path("out").iterdir()}

    run("make", "crew-tee", "-m", ANA, "-o", "out")
    first = content()
    run("make", "crew-tee", "-m", ANA, "-o", "out")
    assert content() == first
    run("make", "crew-tee", "-m", ANA, "-o", "out", "-f", "svg")
    assert {Path(name).suffix for name in content()} == {".svg", ".json"}


def test_what_is_asked_for_arrives(run):
    plain = json.loads(run("make", "straight-skirt", "-m", ANA, "-o", "a", "--json"))
    asked = json.loads(run("make", "straight-skirt", "-m", ANA, "-o", "b", "--json", "--alter", "waist=-5",
                           "--set", "waist_ease=20", "--fabric", "shell=wool-check", "--on-fold", "--palette", "laser"))
    assert asked["intended"]["waist"] == pytest.approx(plain["intended"]["waist"] + 5, abs=0.01)
    assert asked["digest"] != plain["digest"]


def test_show_lists_what_can_be_altered(run):
    said = run("show", "crew-tee")
    assert "can be altered: --alter NAME=1.5cm" in said
    assert "by side, as in sleeve.left" in said
    listed = {each["name"]: each["by_side"] for each in json.loads(run("show", "crew-tee", "--json"))["alterations"]}
    assert listed["sleeve"] is True and listed["chest"] is False
