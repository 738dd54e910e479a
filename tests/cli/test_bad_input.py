"""Bad input of every kind: one readable report, the right exit code, no traceback and nothing half-written.

A row is the mistake, the exit code, a code that the report must have, and the arguments of `make` that it replaces.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main
from tests.places import BODIES

GOOD = (BODIES / "ana.yaml").read_bytes()
BOMB = "a: &a [x, x, x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))


def body(*lines):
    """A measurement file of a few lines; only faults of the file itself matter here."""
    return "\n".join(("unit: cm", "measurements:", *(f"  {line}" for line in lines))).encode()


@dataclass(frozen=True)
class Row:
    what: str
    exit: int
    code: str
    content: bytes = GOOD
    args: tuple[str, ...] = ()
    template: str = "crew-tee"
    file: str = "body.yaml"
    files: dict[str, bytes] = field(default_factory=dict)


def args(*texts):
    return {"args": texts}


FILES = [
    Row("empty", 2, "file.empty", b""),
    Row("only spaces", 2, "file.empty", b" \n\n \n"),
    Row("only a comment", 2, "file.empty", b"# nobody\n"),
    Row("binary", 2, "file.binary", b"unit: cm\x00\x01\x02"),
    Row("a picture", 2, "file.kind", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    Row("latin-1", 2, "file.encoding", "name: Zoë\n".encode("latin-1") + GOOD),
    Row("utf-16, cut off", 2, "file.encoding", GOOD.decode().encode("utf-16")[:-1]),
    Row("50 MB", 2, "file.large", b"x" * 50_000_000),
    Row("a table without a head", 2, "measurement.columns", b"height;168\n", file="body.csv"),
    Row("a picture by its name", 2, "file.type", GOOD, file="body.png"),
    Row("a list", 2, "file.type", b"- 1\n- 2\n"),
    Row("a word", 2, "file.type", b"hello\n"),
    Row("broken YAML", 2, "file.syntax", b"unit: cm\nmeasurements: {chest: 92\n"),
    Row("tabs", 2, "file.syntax", b"measurements:\n\tchest: 92 cm\n"),
    Row("broken JSON", 2, "file.syntax", b'{"unit": "cm", }', file="body.json"),
    Row("two documents", 2, "file.syntax", GOOD + b"---\n" + GOOD),
    Row("a duplicate name", 2, "file.duplicate", body("chest: 92", "chest: 93")),
    Row("a duplicate name in JSON", 2, "file.duplicate", b'{"unit": "cm", "unit": "mm"}', file="body.json"),
    Row("a bomb of aliases", 2, "file.alias", BOMB.encode()),
    Row("a cyclic anchor", 2, "file.alias", b"measurements: &a\n  chest: *a\n"),
    Row("a tag", 2, "file.tag", b"measurements: !!python/object/apply:os.system ['true']\n"),
    Row("nested too deep", 2, "file.deep", b"measurements: " + b"[" * 5000),
    Row("far too many values", 2, "file.large", b"\n".join(b"m%d: 1 cm" % number for number in range(60_000))),
    Row("an escape out of range", 2, "file.syntax", b'name: "\\UFFFFFFFF"\n'),
]
MEASURES = [
    Row("no measurements", 2, "measurement.none", b"unit: cm\nname: ana\n"),
    Row("an unknown name", 2, "measurement.unknown", body("chesst: 92")),
    Row("a name of two meanings", 2, "measurement.ambiguous", body("hips: 92")),
    Row("the same measure by two names", 2, "measurement.duplicate", body("chest: 92", "bust: 93")),
    Row("a measure beside the block", 2, "measurement.key", b"unit: cm\nchest: 92\nmeasurements: {hip: 98}\n"),
    Row("an unknown heading", 2, "measurement.key", b"units: cm\nmeasurements: {hip: 98 cm}\n"),
    Row("no unit", 2, "measurement.unit", b"measurements: {chest: 92}\n"),
    Row("an unknown unit", 2, "measurement.unit", b"unit: ell\nmeasurements: {chest: 92}\n"),
    Row("an unknown unit of one value", 2, "measurement.unit", body("chest: 92 furlong")),
    Row("mm for cm", 2, "measurement.unit", body("chest: 92 mm")),
    Row("cm for mm", 2, "measurement.unit", body("chest: 925")),
    Row("no chest of anybody", 2, "measurement.range", body("height: 290")),
    Row("not a number", 2, "measurement.number", body("chest: .nan")),
    Row("infinity", 2, "measurement.number", body("chest: .inf")),
    Row("a formula", 2, "measurement.number", body("chest: 2 * 46")),
    Row("negative", 2, "measurement.negative", body("chest: -92")),
    Row("zero: not taken", 2, "measurement.zero", body("chest: 0")),
    Row("a thousand's comma", 2, "measurement.number", body("chest: 1,234 mm")),
    Row("division by zero", 2, "measurement.number", body("chest: 36 1/0 in")),
    Row("a value left out", 2, "measurement.empty", body("chest:")),
    Row("a list for a value", 2, "measurement.type", body("chest: [92, 93]")),
    Row("yes for a value", 2, "measurement.number", body("chest: yes")),
    Row("a third side", 2, "measurement.side", body("arm_length: {left: 58, middle: 58}")),
    Row("sides of a girth of the trunk", 2, "measurement.side", body("chest: {left: 46, right: 46}")),
    Row("a sex that is none", 2, "measurement.sex", b"sex: 5\nunit: cm\nmeasurements: {chest: 92}\n"),
    Row("the measures that the tee needs", 2, "measurement.missing", body("chest: 92")),
]
ASKED = [
    Row("no such option", 2, "option.unknown", **args("--set", "neck_dorp=95")),
    Row("no such fit", 2, "fit.unknown", **args("--fit", "slimmest")),
    Row("an option without a value", 2, "option.form", **args("--set", "neck_drop")),
    Row("an option twice", 2, "option.twice", **args("--set", "neck_drop=95", "--set", "neck_drop=96")),
    Row("an option of the wrong type", 2, "option.", **args("--set", "neck_drop=deep")),
    Row("an option out of range", 2, "option.", **args("--set", "neck_drop=9000")),
    Row("an option that is no number", 2, "option.", **args("--set", "neck_drop=nan")),
    Row("an alteration without a number", 2, "alteration.value", **args("--alter", "chest=wide")),
    Row("an alteration of no side", 2, "alteration.name", **args("--alter", "sleeve.middle=5")),
    Row("an alteration of nothing", 2, "", **args("--alter", "tail=5")),
    Row("a fabric that is not there", 2, "fabric.unknown", **args("--fabric", "shell=jersy")),
    Row("a fabric file that is not there", 2, "file.missing", **args("--fabric", "shell=none.yaml")),
    Row("a fabric of the wrong kind", 2, "", **args("--fabric", "shell=poplin")),
    Row("a fabric for no role", 2, "", **args("--fabric", "hat=jersey")),
    Row("a measurement file as a fabric", 2, "fabric.field", **args("--fabric", "shell=body.yaml")),
    Row("a fabric file full of faults", 2, "fabric.kind", files={"cloth.yaml": b"name: x\nkind: silk\nwidth: 1\n"},
        **args("--fabric", "shell=cloth.yaml")),
    Row("no such format", 2, "format.unknown", **args("-f", "svgg")),
    Row("no such palette", 2, "format.value", **args("--palette", "rainbow")),
    Row("no such setting of a drawing", 2, "format.setting", **args("--draw", "hairlin=0.1")),
    Row("a palette for a format without colours", 2, "format.setting", **args("--palette", "laser", "-f", "dxf")),
    Row("a line of no width", 2, "format.value", **args("--draw", "hairline=0")),
    Row("no such command line option", 2, "", **args("--colour", "red")),
]
TEMPLATES = [
    Row("no such template", 2, "template.", template="crew-te"),
    Row("a template file that is not there", 2, "template.", template="none.py"),
    Row("a folder as a template", 2, "", template="folder.py", files={"folder.py/x": b""}),
    Row("a template file that raises", 3, "", template="mine.py", files={"mine.py": b"raise RuntimeError('no')\n"}),
    Row("a template file that is no Python", 3, "", template="mine.py", files={"mine.py": b"def (\n"}),
    Row("a template file without a template", 3, "", template="mine.py", files={"mine.py": b"x = 1\n"}),
    Row("a template file that is binary", 3, "", template="mine.py", files={"mine.py": b"\x00\x01\xff"}),
    Row("a template file that stops Python", 3, "", template="mine.py", files={"mine.py": b"raise SystemExit(0)\n"}),
]
PLACES = [
    Row("a file where the folder shall be", 2, "output.occupied", files={"out": b"mine"}),
    Row("a folder that holds other things", 2, "output.occupied", files={"out/letter.txt": b"dear"}),
    Row("a file above the folder", 2, "output.occupied", files={"up": b""}, args=("-o", "up/out")),
    Row("a name too long for a disk", 2, "output.unwritable", args=("-o", "o" * 300)),
    Row("a place where nobody may write", 2, "output.unwritable", args=("-o", "/proc/nowhere/out")),
    Row("the folder one is in", 2, "output.unwritable", args=("-o", ".")),
    Row("a measurement file that is not there", 2, "file.missing", args=("-m", "nobody.yaml")),
    Row("a folder as measurement file", 2, "file.type", args=("-m", ".")),
    Row("a name with control signs", 2, "file.missing", args=("-m", "a\x1b[2J\nb.yaml")),
]
ROWS = [*FILES, *MEASURES, *ASKED, *TEMPLATES, *PLACES]


@pytest.fixture
def attempt(tmp_path, monkeypatch):
    """Run `make` on a row's input; returns the result, and checks that the disk is as it was."""
    monkeypatch.chdir(tmp_path)

    def attempt(row, *more):
        for name, content in {row.file: row.content, **row.files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        before = sorted(tmp_path.rglob("*"))
        usual = [each for flag, value in (("-m", row.file), ("-o", "out")) if flag not in row.args
                 for each in (flag, value)]
        done = CliRunner().invoke(main, ["make", row.template, *usual, *row.args, *more])
        written = [path for path in sorted(tmp_path.rglob("*")) if "__pycache__" not in path.parts]
        assert written == before
        return done

    return attempt


def test_the_table_is_long_and_says_each_thing_once():
    assert len({row.what for row in ROWS}) == len(ROWS) >= 60


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_one_readable_report(row, attempt):
    done = attempt(row)
    assert done.exit_code == row.exit, done.output
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert f"[{row.code}" in done.stderr or not row.code, done.stderr
    lines = done.stderr.splitlines()
    assert lines
    assert all(re.search(r"\[[a-z]+(\.[a-z_]+)*(, .*)?\]$", line) for line in lines) or lines[0].startswith("Usage: ")
    assert len(done.stderr) < 100_000


@pytest.mark.parametrize("row", [FILES[0], MEASURES[1], ASKED[0], TEMPLATES[0], PLACES[0]], ids=lambda row: row.what)
def test_the_same_report_as_json(row, attempt):
    done = attempt(row, "--json")
    assert done.exit_code == row.exit
    problems = json.loads(done.stdout)["problems"]
    assert problems
    assert all(problem["message"] and problem["code"] for problem in problems)
