import json

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, ("preview", *args))


def test_files_and_table(run, tmp_path):
    done = run("tank", "-m", "lia", "--estimate", "--size", "32", "-o", "out", "--json")
    assert done.exit_code == 0, done.output
    data = json.loads(done.output)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*data["files"]}
    assert {"front.png", "garment.glb", "garment.html", "preview.json"} <= set(data["files"])
    assert {each["level"] for each in data["ease"]} >= {"chest"}


@pytest.mark.parametrize(("args", "says", "code"), [
    (("crew-tea", "-m", "ana"), "crew-tee", 2),
    (("crew-tee", "-m", "nobody"), "there is no measurement file nobody", 2),
    (("crew-tee", "-m", "ana", "--size", "2"), "size: 2 mm is outside 8 to 40 mm", 5),
    (("crew-tee", "-m", "ana", "--fabric", "shell=nothing"), "nothing", 2),
])
def test_bad_input(run, args, says, code):
    done = run(*args, "-o", "out")
    assert done.exit_code == code, done.output
    assert says in done.output
