"""The command: a foreign DXF in our formats, with what the audit says of it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main
from tests.reading.dxf import habits


def convert(path, out, *args):
    return CliRunner().invoke(main, ["convert", str(path), "-o", str(out), *args])


@pytest.fixture
def drawing(tmp_path):
    target = tmp_path / "front.dxf"
    target.write_text(habits.accumark_astm())
    return target


def test_it_writes_every_format(drawing, tmp_path):
    formats = [word for name in ("pdf", "hpgl", "svg", "cutter") for word in ("-f", name)]
    done = convert(drawing, tmp_path / "out", *formats, "--draw", "paper=a3")
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "foreign.pdf", "foreign-shell.plt", "foreign.svg", "foreign-shell.cut", "manifest.json"}
    assert "2 parts of size 40" in done.output
    assert "front.shell.2" in done.output
    again = convert(drawing, tmp_path / "again", "-f", "svg")
    assert (tmp_path / "again" / "foreign.svg").read_bytes() == (tmp_path / "out" / "foreign.svg").read_bytes()
    assert again.exit_code == 0


def test_faults_are_told_and_it_is_written(tmp_path):
    target = tmp_path / "two.dxf"
    target.write_text(habits.clo().replace("70\n1\n250", "70\n0\n250"))
    done = convert(target, tmp_path / "out")
    assert done.exit_code == 0
    assert "faults in the drawing" in done.output
    assert "dxf.open" in done.output
    seen = json.loads(convert(target, tmp_path / "json", "--json").stdout)
    assert {item["code"] for item in seen["findings"]} >= {"dxf.open"}
    assert seen["parts"] == ["front.shell.1", "front.shell.2"]


def test_another_allowance(drawing, tmp_path):
    assert convert(drawing, tmp_path / "wide", "--allowance", "20mm").exit_code == 0
    assert convert(drawing, tmp_path / "as-it-is").exit_code == 0
    one, two = ((tmp_path / name / "foreign.svg").read_bytes() for name in ("wide", "as-it-is"))
    assert one != two
    assert convert(drawing, tmp_path / "no", "--allowance", "-5mm").exit_code in {2, 4}


def test_halves_stay_halves_on_the_fold(tmp_path):
    content = (habits.style("Piece Name: A") + habits.polyline("1", [(0, 0), (100, 0), (90, 200), (0, 200)])
               + habits.line("6", (0, 0), (0, 200)))
    target = tmp_path / "half.dxf"
    target.write_text(habits.file(habits.block("A", content), habits.text("Units: METRIC") + habits.insert("A")))
    for out, args, seen in (("half", ("--on-fold",), True), ("whole", (), False)):
        assert convert(target, tmp_path / out, *args).exit_code == 0
        assert (b"on the fold" in (tmp_path / out / "foreign.svg").read_bytes()) is seen


@pytest.mark.parametrize(("args", "code"), [
    (("-f", "pdff"), 2), (("--draw", "papper=a4"), 2), (("--size", "99"), 2), (("--allowance", "wide"), 2)])
def test_wrong_input_writes_nothing(drawing, tmp_path, args, code):
    done = convert(drawing, tmp_path / "out", *args)
    assert done.exit_code == code
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"0\nSECTION\n", habits.file("", "").encode()])
def test_what_cannot_be_read(content, tmp_path):
    target = tmp_path / "bad.dxf"
    target.write_bytes(content)
    done = convert(target, tmp_path / "out")
    assert done.exit_code == 2
    assert not (tmp_path / "out").exists()
    assert convert(tmp_path / "nothing.dxf", tmp_path / "out").exit_code == 2
