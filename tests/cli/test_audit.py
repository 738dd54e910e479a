"""The command: a table and an exit code for DXF, RUL, HPGL and our pattern.json."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from mtmpattern.cli import main
from tests.reading.dxf import habits
from tests.reading.test_rul import AAMA


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("audit") / "tee"
    done = CliRunner().invoke(main, ["make", "crew-tee", "-m", "measurements/bodies/ana.yaml", "-f", "dxf", "-o",
                                     str(folder)])
    assert done.exit_code == 0
    return folder


def audit(path, *args):
    return CliRunner().invoke(main, ["audit", str(path), *args])


@pytest.mark.parametrize("name", ["crew-tee.dxf", "pattern.json"])
def test_what_we_make_is_clean(made, name):
    done = audit(made / name)
    assert done.exit_code == 0
    assert "5 pieces" in done.output
    assert done.output.endswith("no faults, no warnings\n")
    seen = json.loads(audit(made / name, "--json").stdout)
    assert seen["clean"]
    assert len(seen["pieces"]) == 5


def test_faults_end_with_three(tmp_path):
    target = tmp_path / "two.dxf"
    content = habits.clo()
    start, end = content.index("0\nBLOCK\n"), content.index("0\nENDSEC\n0\nSECTION\n2\nENTITIES")
    target.write_text(content[:start] + 2 * content[start:end] + content[end:])
    done = audit(target)
    assert done.exit_code == 3
    assert "2 blocks are called FRONT_40" in done.output
    assert "1 fault, 1 warning" in done.output
    seen = json.loads(audit(target, "--json").stdout)
    assert seen["counts"]["fault"] == 1
    assert not seen["clean"]


def test_a_rule_table(tmp_path):
    target = tmp_path / "table.rul"
    target.write_text(AAMA)
    done = audit(target)
    assert done.exit_code == 0
    assert "1 rule; how far" in done.output
    target.write_text(AAMA.replace("0.00, 0.00", "1.00, 0.00"))
    assert audit(target).exit_code == 3


@pytest.mark.parametrize(("content", "code"), [
    (b"", "file.empty"), (b"hello\n", "file.type"), (b"0\nhello\n1\n", "dxf.syntax"),
    (b"H1*\nM20*\n", "file.kind"), (b"[]", "file.type"), (b"PK\x03\x04\x14\x00\x06\x00\x08", "file.kind"),
    (b"{}", "pattern.format"), (None, "file.missing")])
def test_what_cannot_be_read_ends_with_two(tmp_path, content, code):
    target = tmp_path / "what.dxf"
    if content is not None:
        target.write_bytes(content)
    done = audit(target)
    assert done.exit_code == 2
    assert code in done.output
    assert json.loads(audit(target, "--json").stdout)["problems"][0]["code"] == code


def test_a_plot(tmp_path):
    target = tmp_path / "box.plt"
    target.write_text("IN;SP1;PU0,0;PD4000,0,4000,2000,0,2000,0,0;PU;SP0;")
    done = audit(target)
    assert done.exit_code == 0
    assert "1 pen; lengths in mm" in done.output
    assert "300.0" in done.output
    target.write_text("IN;PU0,0;PD4000,0,4000,2000,0,2000,0,40;XX;PU;")
    done = audit(target)
    assert done.exit_code == 3
    assert all(code in done.output for code in ("hpgl.open", "hpgl.pen", "hpgl.command"))
