"""The knitting station as jobs, commands and people call it."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main
from mtmpattern.documents import write_yaml
from mtmpattern.errors import OptionError
from mtmpattern.knitting import read_machine, read_swatch
from mtmpattern.orders.knit_station import STATION
from mtmpattern.orders.stations import StationInput, find_station
from tests.knitting.test_garments import jumper

ASKED = ["knit", "jumper", "-m", "lia", "--fit", "child", "--estimate", "--swatch", "dk-hand"]


def given(**settings: str) -> StationInput:
    pattern = jumper()
    return StationInput(pattern=pattern, cut=pattern.for_cutting(), settings=settings)


def test_a_job_gets_the_files_of_the_garment():
    assert find_station("knit") is STATION
    output = STATION.work(given(machine="kniterate", top="live"))
    assert {"front.k", "back.k", "joining.txt", "knitting.json"} <= output.files.keys()
    assert output.report["machine"] == "kniterate"
    assert output.needs["knit"]["needles"] <= 252
    for name, content in output.files.items():
        assert name.endswith((".pdf", ".png")) or b"lia" not in content.lower()


@pytest.mark.parametrize("settings", [{}, {"machine": "kniterate", "top": "open"},
                                      {"machine": "kniterate", "inset": "-1"}])
def test_settings_that_are_not_understood_are_refused(settings):
    with pytest.raises(OptionError):
        STATION.work(given(**settings))


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, words)
    return done.exit_code, done.output


def test_the_command_writes_a_folder(tmp_path: Path):
    code, seen = run(*ASKED, "--machine", "hand", "-o", str(tmp_path / "knit"))
    assert code == 0, seen
    assert "no machine has knitted it" in seen
    assert json.loads((tmp_path / "knit" / "knitting.json").read_text())["template"] == "jumper"
    assert (tmp_path / "knit" / "front-rows.txt").read_text().startswith("front\n=====")


@pytest.mark.parametrize(("words", "expected", "said"), [
    (("--machine", "knitrate"), 2, "kniterate"), (("--machine", "hand", "--set", "neckline=square"), 2, "crew"),
    (("--machine", "kniterate", "--swatch", "wool-shima-15", "--alter", "chest=240"), 5, "252"),
])
def test_a_refusal_leaves_nothing_behind(tmp_path: Path, words, expected: int, said: str):
    asked = ASKED[:-2] if "--swatch" in words else ASKED
    code, seen = run(*asked, *words, "-o", str(tmp_path / "knit"))
    assert (code, said in seen) == (expected, True), seen
    assert not (tmp_path / "knit").exists()


def test_own_files_are_read_by_their_path(tmp_path: Path):
    shipped = resources.files("mtmpattern.data") / "machines" / "hand.yaml"
    for name, text in (("wool.yaml", write_yaml(read_swatch("dk-hand").to_dict())),
                       ("needles.yaml", shipped.read_text("utf-8"))):
        (tmp_path / name).write_text(text)
    code, seen = run(*ASKED[:-1], str(tmp_path / "wool.yaml"), "--machine", str(tmp_path / "needles.yaml"),
                     "-o", str(tmp_path / "knit"))
    assert code == 0, seen
    code, seen = run(*ASKED[:-1], str(tmp_path / "none.yaml"), "--machine", "hand", "-o", str(tmp_path / "other"))
    assert code == 2, seen


def test_a_swatch_from_its_program_to_its_file(tmp_path: Path):
    code, seen = run("swatch", "--machine", "kniterate", "-o", str(tmp_path / "a"))
    assert code == 0, seen
    assert {path.name for path in (tmp_path / "a").iterdir()} >= {"swatch.k", "swatch-chart.png", "measure.txt"}
    code, seen = run("swatch", "--machine", "kniterate", "--yarn", "merino 2/30", "--width", "166", "--width", "168",
                     "--height", "165", "--grams", "16.5", "--number", "body=6", "--rib", "36,44",
                     "-o", str(tmp_path / "b"))
    assert code == 0, seen
    swatch = read_swatch(tmp_path / "b" / "my-swatch.yaml").swatch
    assert swatch.stitches.mean == pytest.approx(29.94, abs=0.01)
    assert swatch.stitches.spread == pytest.approx(0.25, abs=0.01)
    assert swatch.stitch_number("body") == "6"
    assert swatch.machine == read_machine("kniterate").name


@pytest.mark.parametrize(("words", "said"), [
    (("--width", "0", "--height", "165", "--grams", "3", "--yarn", "wool"), "width"),
    (("--width", "166", "--yarn", "wool"), "height has 0 readings"),
    (("--width", "166", "--height", "165", "--grams", "3"), "the yarn is not named"),
    (("--width", "166", "--height", "165", "--grams", "3", "--yarn", "wool", "--rib", "many"), "gauge of a rib"),
    (("--width", "166", "--height", "165", "--grams", "3", "--yarn", "wool", "--number", "body"), "body=6"),
    (("--width", "1", "--height", "165", "--grams", "3", "--yarn", "wool"), "outside 5 to 300"),
    (("--stitches", "0"), "stitches"), (("--stitches", "900"), "needles"),
])
def test_readings_that_cannot_be_are_refused(tmp_path: Path, words, said: str):
    code, seen = run("swatch", "--machine", "kniterate", *words, "-o", str(tmp_path / "a"))
    assert code in (2, 5), seen
    assert said in seen
    assert not (tmp_path / "a").exists()
