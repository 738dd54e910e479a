"""Shipped people by name, in every command that is for somebody, and in the library."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern.body.reader import person_file
from mtmpattern.cli import main
from tests.places import BODIES


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, list(args))


def test_the_names_are_those_of_the_files():
    assert mtm.shipped_people() == tuple(sorted(file.stem for file in BODIES.glob("*.yaml")))


@pytest.mark.parametrize("name", mtm.shipped_people())
def test_the_library_reads_them_by_name_whatever_lies_here(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("not: measurements", "utf-8")
    assert mtm.read_body(name) == mtm.read_body(BODIES / f"{name}.yaml")
    with pytest.raises(mtm.MtmError, match=r"measurement\.none"):
        mtm.read_body(Path(name))


@pytest.mark.parametrize("args", [
    ("make", "crew-tee", "-m", "ana", "-f", "svg", "-o", "out"), ("sheet", "crew-tee", "-m", "ana", "-o", "a.svg"),
    ("sheet", "crew-tee", "ana", "ben", "-o", "a.svg"), ("watch", "crew-tee", "-m", "ana", "--once", "-o", "a.svg"),
    ("measure", "ana", "--for", "crew-tee"),
], ids=lambda args: " ".join(args[:3]))
def test_every_command_takes_them(run, args):
    done = run(*args)
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize("own", ["ana", "ana.yaml"])
def test_a_file_here_of_that_name_is_meant_and_the_command_says_so(run, own):
    shutil.copy(BODIES / "ben.yaml", own)
    done = run("measure", "ana", "--json")
    assert json.loads(done.stdout)["measures"] == json.loads(run("measure", str(BODIES / "ben.yaml"),
                                                                 "--json").stdout)["measures"]
    assert done.stderr == f"reading {own} in this folder, not the shipped person of that name\n"


def test_a_folder_here_is_meant_only_where_it_holds_measurement_files(run):
    Path("ana").mkdir()
    assert run("sheet", "crew-tee", "-m", "ana", "-o", "a.svg").stderr == ""
    for name in ("ben", "jim"):
        shutil.copy(BODIES / f"{name}.yaml", "ana")
    done = run("sheet", "crew-tee", "-m", "ana", "-o", "a.svg", "--json")
    assert json.loads(done.stdout)["garments"] == 2
    assert done.stderr.startswith("reading ana in this folder")
    assert run("measure", "ana").stderr == ""


@pytest.mark.parametrize(("typed", "hint"), [("anna", "Did you mean ana?"), ("xyzzy", "one of ana, ben, "),
                                             ("ANA", "Did you mean ana?")])
def test_an_unknown_name_is_refused_with_those_that_are_known(run, typed, hint):
    done = run("make", "crew-tee", "-m", typed, "-o", "out", "--json")
    assert done.exit_code == 2
    [problem] = json.loads(done.stdout)["problems"]
    assert problem["code"] == "file.missing"
    assert hint in problem["hint"]


def test_any_other_name_is_none():
    with pytest.raises(KeyError):
        person_file("../bodies/ana")
