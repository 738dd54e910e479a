import json

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, ("avatar", *args))


def test_files_and_table(run, tmp_path):
    done = run("-m", "ana", "-o", "out", "--store", "kept")
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "avatar.glb", "avatar.stl", "avatar.3mf", "avatar.json", "manifest.json"}
    assert "waist girth" in done.output and "74.5 cm" in done.output
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_json(run):
    done = run("-m", "lia", "-f", "glb", "-o", "out", "--json")
    data = json.loads(done.output)
    assert data["files"] == ["avatar.glb", "avatar.json", "manifest.json"]
    assert all(abs(each["off"]) < 5 for each in data["measures"])


@pytest.mark.parametrize(("args", "says", "code"), [
    (("-m", "nobody"), "there is no measurement file nobody", 2),
    (("-m", "ana", "--scale", "0"), "not a scale of a printed figure", 2),
    (("-m", "ana", "-f", "obj"), "'obj' is not one of", 2),
])
def test_bad_input(run, args, says, code):
    done = run(*args, "-o", "out")
    assert done.exit_code == code
    assert says in done.output
