"""Bad input where sizes are graded, drawings converted and files audited: as in `test_bad_input`, row by row."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main
from tests.places import EXAMPLES
from tests.reading.dxf import habits
from tests.reading.dxf.habits import block, file, insert, polyline, style

OWN = (EXAMPLES / "designers_own.py").read_text("utf-8")
CHART = b"unit: cm\nsizes:\n  S: {chest: 88, waist: 70, hip: 96}\n  M: {chest: 92, waist: 74, hip: 100}\n"
FRONT = habits.accumark_astm()
ALL = tuple(word for name in ("svg", "pdf", "dxf", "cutter") for word in ("-f", name))


def piece(*points, units="METRIC"):
    """A drawing of one piece."""
    return file(block("A", polyline("1", points)), style(f"Units: {units}", "Sample Size: S") + insert("A"))


def sized(*sizes, sample=""):
    """A drawing with one piece in several sizes, without a sample size unless one is named."""
    blocks = "".join(block(f"F_{size}", style(f"Piece Name: F{size}", f"Size: {size}") + polyline("1", habits.CUT))
                     for size in sizes)
    seen = ("Units: METRIC", *((f"Sample Size: {sample}",) if sample else ()))
    return file(blocks, style(*seen) + "".join(insert(f"F_{size}") for size in sizes))


@dataclass(frozen=True)
class Row:
    what: str
    exit: int
    codes: tuple[str, ...]
    args: tuple[str, ...]
    files: dict[str, str | bytes] = field(default_factory=dict)
    says: str = ""


def grade(what, codes, *args, sizes="women:S,M", template="crew-tee", exits=2, says="", **files):
    return Row(what, exits, tuple(codes.split()), ("grade", template, "--sizes", sizes, *args),
               {name.replace("_", "."): content for name, content in files.items()}, says)


def convert(what, codes, content, *args, exits=2, says="", name="a.dxf"):
    return Row(what, exits, tuple(codes.split()), ("convert", name, *args), {} if content is None else {name: content},
               says)


def audit(what, codes, content, says="", name="a.plt"):
    return Row(what, 2, tuple(codes.split()), ("audit", name), {name: content}, says)


GRADES = [
    grade("no sizes after the colon", "chart.size", sizes="women:", says="women alone for all"),
    grade("no chart", "chart.unknown", sizes="", says="men, women"),
    grade("a chart that is not there", "chart.unknown", sizes="womans:S", says="Did you mean women?"),
    grade("two sizes that are not there", "chart.size chart.size", sizes="women:XXS,S,Q"),
    grade("a name with control signs", "chart.size", sizes="women:S\x1b[2J,M"),
    grade("a chart file that is not there", "file.missing", sizes="own.yaml:S"),
    grade("a chart file full of faults", "measurement.negative measurement.unknown", sizes="own.yaml",
          own_yaml=b"unit: cm\nsizes:\n  S: {chest: -5}\n  M: {chset: 90}\n"),
    grade("a chart whose sizes have no names", "chart.size chart.size", sizes="own.yaml",
          own_yaml=CHART.replace(b"S:", b'"":').replace(b"M:", b'"M\\u202e":')),
    grade("a measurement file as a chart", "chart.none chart.key", sizes="own.yaml",
          own_yaml=b"unit: cm\nmeasurements: {}\n"),
    grade("too many sizes", "chart.size", sizes="own.yaml", own_yaml=b"unit: cm\nsizes:\n" + b"".join(
        b"  s%d: {chest: %d}\n" % (row, 80 + row % 40) for row in range(61)), says="more than 60"),
    grade("a sample that is not graded", "grade.sample", "--sample", "XL", says="S, M"),
    grade("formats that hold one size, and one that is none", "format.grade format.grade format.unknown",
          *("-f", "svg", "-f", "hpgl", "-f", "cutter", "-f", "dfx")),
    grade("a dialect without rules beside one with", "format.value", *("-f", "dxf", "-f", "rul", "--draw"),
          "dialect=clo", says="grade rules"),
    grade("a dialect without blocks", "format.value", "-f", "dxf", "--draw", "dialect=plain", says="several sizes"),
    grade("a setting of none of two formats", "format.setting", *("-f", "dxf", "-f", "rul", "--draw", "units=in"),
          says="dxf and rul have no setting units"),
    grade("lines that are all alike", "format.value", "-f", "svg", "-f", "pdf", "--palette", "laser"),
    grade("three faults of a PDF", "format.value format.value format.value", *("-f", "pdf", "--draw", "paper=a9"),
          *("--draw", "overlap=x", "--draw", "cut=blurple")),
    grade("one format of two that cannot hold it", "export.fit export.fit export.fit export.fit",
          *("-f", "svg", "-f", "pdf", "--draw", "pages=single", "--draw", "paper=a4"), exits=4),
    grade("an alteration of nothing", "alteration.unknown", "--alter", "tail=5", sizes="women",
          says="every size: crew-tee has no intended"),
    grade("a cloth that does not do", "fabric.unfit", "--fabric", "shell=poplin", says="every size: shell"),
    grade("no such fit", "fit.unknown", "--fit", "slmi"),
    grade("a template that raises in one size", "template.raised", template="own.py", exits=3, says="size M: front: 1 ",
          own_py=OWN.replace("return max(self.middle", "return 1 / (self.middle.hip_girth < 995) * max(self.middle")),
    grade("a template that raises in every size", "template.raised", template="own.py", exits=3, says="every size: ",
          own_py=OWN.replace("return max(self.middle", "return 1 / 0 * max(self.middle")),
    grade("a folder that holds other things", "output.occupied", **{"out/letter_txt": b"dear"}),
    grade("a place where nobody may write", "output.unwritable", "-o", "/proc/nowhere/out"),
]
CONVERSIONS = [
    convert("a drawing that is not there", "file.missing", None),
    convert("an empty drawing", "file.empty", ""),
    convert("a letter as a drawing", "dxf.syntax", "dear tailor,\nhere it is\n", says="line 1"),
    convert("a binary DXF", "dxf.binary", b"AutoCAD Binary DXF\r\n\x1a\x00" + bytes(99)),
    convert("a drawing without a piece", "dxf.empty", piece((0, 0), (1e-5, 0), (0, 1e-5)), says="right file?"),
    convert("a block in itself", "dxf.nested", file(block("A", insert("A")), insert("A"))),
    convert("a place that is none", "dxf.number", piece((0, 0), ("nan", 0), (9, 9))),
    convert("a place beyond all", "dxf.number", piece((0, 0), (1e300, 0), (9, 9))),
    convert("a piece of nine kilometres", "export.size", piece((0, 0), (9e6, 0), (9e6, 9e6)), exits=4),
    convert("more pages than anybody glues", "export.fit", piece((0, 0), (19000, 0), (0, 19000)), "-f", "pdf", exits=4,
            says="pages of a4, more than 1000"),
    convert("a size that is not there", "dxf.no_size", FRONT, "--size", "x" * 300, says="It has 40. "),
    convert("several sizes and no sample", "dxf.no_size", sized("S", "M", "L"), says="such as S (--size"),
    convert("a sample that is no size", "dxf.no_size", sized("S", "M", sample="XL"), says="S, M"),
    convert("a negative allowance", "export.allowance", FRONT, "--allowance", "-5mm", says="allowance: -5mm"),
    convert("an allowance that is none", "export.allowance", FRONT, "--allowance", "", says="0 to 200 mm"),
    convert("an allowance beyond all", "export.allowance", FRONT, "--allowance", "1e300"),
    convert("an allowance of half a metre", "export.allowance", FRONT, "--allowance", "0.5 m", says="500 mm is more"),
    convert("an allowance round two crossed lines", "export.outline export.outline", file(
        block("A", polyline("1", [(0, 0), (300, 300), (300, 0), (0, 320)]))
        + block("B", polyline("1", [(0, 0), (300, 300), (300, 0), (0, 330)])), insert("A") + insert("B")),
        "--allowance", "10mm", exits=4),
    convert("grade rules of one size", "format.one_size", FRONT, "-f", "rul"),
    convert("two formats that are none", "format.unknown format.unknown", FRONT, "-f", "dfx", "-f", "svgg"),
]
AUDITS = [
    audit("cutter data", "file.kind", "H1*\nM20*\n", says="not a file that can be audited"),
    audit("a letter", "file.type", "dear tailor,\n"),
    audit("a picture", "file.kind", b"\x89PNG\r\n\x1a\n\xff"),
    audit("an endless command", "hpgl.large", b"IN;SP1;PD" + b"1," * 2_000_010),
    audit("JSON of another program", "pattern.format", b"{}", says="a.json", name="a.json"),
    audit("a pattern with a number beyond all", "pattern.format", b'{"format": 1' + b"0" * 400 + b"}", name="a.json"),
]
ROWS = [*GRADES, *CONVERSIONS, *AUDITS]


@pytest.fixture
def attempt(tmp_path, monkeypatch):
    """Run a row's command; returns the result, and checks that the disk is as it was."""
    monkeypatch.chdir(tmp_path)

    def attempt(row, *more):
        for name, content in row.files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        before = sorted(tmp_path.rglob("*"))
        place = () if row.args[0] == "audit" or "-o" in row.args else ("-o", "out")
        done = CliRunner().invoke(main, [*row.args, *place, *more])
        assert [path for path in sorted(tmp_path.rglob("*")) if "__pycache__" not in path.parts] == before
        return done

    return attempt


def test_each_thing_is_said_once():
    assert len({row.what for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_one_readable_report(row, attempt):
    done = attempt(row)
    assert done.exit_code == row.exit, done.output
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert [re.search(r"\[([a-z_.]+)(?:, [^\]]*)?\]$", line)[1] for line in lines] == list(row.codes), done.stderr
    assert row.says in done.stderr
    assert len(done.stderr) < 10_000
    assert done.stderr.replace("\n", "").isprintable()


@pytest.mark.parametrize("row", [GRADES[0], CONVERSIONS[0], AUDITS[0]], ids=lambda row: row.what)
def test_the_same_report_as_json(row, attempt):
    done = attempt(row, "--json")
    assert done.exit_code == row.exit
    assert [problem["code"] for problem in json.loads(done.stdout)["problems"]] == list(row.codes)


@pytest.mark.parametrize(("kept", "size"), [("S,M", " m "), ("40,40", "40")])
def test_sizes_of_a_drawing_are_found_as_they_are_meant(kept, size, tmp_path):
    target = tmp_path / "a.dxf"
    target.write_text(sized(*dict.fromkeys(kept.split(","))))
    done = CliRunner().invoke(main, ["convert", str(target), "--size", size, "-o", str(tmp_path / "out"), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["size"] == size.strip().upper()


HOSTILE = [
    ("../../etc/passwd", "etc_passwd"), ("<script>alert(1)</script>", "script_alert_1_script"), ("CON", "con"),
    ("a\x1b[2J\x07;PU;SP9;", "a_2j_pu_sp9"), ("前身頃", "qianshenqing"), ("x" * 3000, "x" * 60),
    ("R\u202eevil", "revil")]


@pytest.mark.parametrize(("name", "known"), HOSTILE, ids=lambda value: ascii(value)[:30])
def test_names_of_a_drawing_are_only_words(name, known, tmp_path):
    """What a stranger's texts say reaches no path, no tag, no command."""
    target, out = tmp_path / "a.dxf", tmp_path / "out"
    content = FRONT
    for text in ("Piece Name: FRONT", "Style Name: TEST", "Material: SHELL", "Sample Size: 40", "SIZE: 40"):
        content = content.replace(text, text.split(":")[0] + f": {name}")
    target.write_text(content, "utf-8")
    done = CliRunner().invoke(main, ["convert", str(target), *ALL, "-f", "hpgl", "-o", str(out), "--json"])
    assert done.exit_code == 0, done.output
    seen = json.loads(done.stdout)
    assert all(part.startswith(f"{known}.") for part in seen["parts"])
    assert len(seen["size"]) <= 40
    assert all(re.fullmatch(r"(foreign[a-z0-9.-]{0,75}|manifest\.json)", path.name) for path in out.rglob("*"))
    drawn = (out / "foreign.svg").read_text("utf-8")
    assert "<script" not in drawn
    assert all(sign.isprintable() or sign == "\n" for sign in drawn)
    for path in (*out.glob("*.plt"), *out.glob("*.cut"), *out.glob("*.dxf")):
        assert set(path.read_bytes()) <= {3, 10, 13, *range(32, 127)}
    (plot,) = out.glob("*.plt")
    assert "SP9" not in re.sub(r"LB[^\x03]*\x03", "", plot.read_text("ascii"))
