"""The command of the checker, and the runner over people."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import measure_population
import pytest
from measure_population import Garment, Tally, print_table, run, spread
from written.ease import Verdict
from written.hems import Hem
from written.readings import Reading

import mtmpattern as mtm
from mtmpattern.proving.population import Person
from tests.tools.drawn import Sheet

TOOL = Path(__file__).parents[2] / "tools" / "measure_written.py"


def skirt(half):
    sheet = Sheet("skirt")
    sheet.piece("front", [(-half, 600), (half, 600), (half, 0), (-half, 0)])
    for side, sign in (("left", 1), ("right", -1)):
        sheet.piece("back", [(0, 600), (sign * half, 600), (sign * half, 0), (0, 0)], side=side)
    return sheet.bytes


@pytest.fixture
def body(tmp_path):
    file = tmp_path / "someone.yaml"
    file.write_text("sex: female\nunit: cm\nmeasurements: {waist: 96, hip: 98, waist_to_hip: 20}\n", "utf-8")
    return file


def measure(tmp_path, body, content, *more):
    file = tmp_path / "skirt.dxf"
    file.write_bytes(content)
    return subprocess.run([sys.executable, TOOL, file, "--body", body, *more], capture_output=True, text=True)


@pytest.mark.parametrize("half, hip, code", [(251, 1004, 0), (247, 988, 1)])
def test_the_command_ends_with_what_it_found(tmp_path, body, half, hip, code):
    done = measure(tmp_path, body, skirt(half), "--json")
    read = {each["level"]: each for each in json.loads(done.stdout)["levels"]}
    assert read["hip"]["garment"] == pytest.approx(hip, abs=0.1) and read["hip"]["least"] == 20
    assert done.returncode == code
    table = measure(tmp_path, body, skirt(half))
    assert ("SHORT" in table.stdout) is bool(code) and table.returncode == code


def test_what_cannot_be_read_is_said_without_a_traceback(tmp_path, body):
    done = measure(tmp_path, body, b"nothing")
    assert done.returncode == 2 and "cannot be read" in done.stderr and "Traceback" not in done.stderr


def test_the_checker_and_its_tables_import_nothing_of_ours():
    for file in (TOOL, *(TOOL.parent / "written").glob("*.py")):
        code = file.read_text("utf-8")
        assert "import mtmpattern" not in code and "from mtmpattern" not in code, file.name


def test_people_are_spread_evenly_and_always_the_same():
    assert spread(list(range(10)), 3) == [1, 5, 8] and spread(list(range(3)), 9) == [0, 1, 2]


def test_a_tally_counts_what_is_outside_its_band():
    tally = Tally()
    for ease, who in ((11.0, "one"), (11.8, "two"), (16.0, "three"), (21.0, "four")):
        tally.add(Verdict(Reading("across back", 180 + ease, 180.0), 12.0, 20.0), who)
    assert tally.under() == [(11.0, "one")] and tally.over() == [(21.0, "four")]


def test_the_worse_side_of_a_person_counts():
    garment = Garment(cloth="woven")
    verdicts = [Verdict(Reading("calf", 430.0, 400.0, part="left"), 20.0, None),
                Verdict(Reading("calf", 415.0, 400.0, part="right"), 20.0, None)]
    turned = [Hem("front", side, "hem", 40.0, raw, 200.0) for side, raw in (("left", 199.0), ("right", 190.0))]
    garment.add(verdicts, turned, "one")
    assert garment.levels["calf"].eases == [(15.0, "one")] and garment.hems["front"] == [(pytest.approx(-5.0), "one")]
    out = StringIO()
    print_table({("trousers", "regular"): garment}, out)
    assert "trousers regular calf under: one 15.0" in out.getvalue()
    assert "trousers regular hem of front: one -5.00 %" in out.getvalue()


LEVELS = {"top": {"neck", "chest", "hip"}, "skirt": {"waist seam", "hip"}, "leg": {"hip", "thigh", "hem"}}


@pytest.mark.parametrize("template", mtm.template_names())
def test_every_garment_can_be_measured_as_it_is_written(template):
    body = mtm.read_body("ana")
    found = run(template, None, [Person("ana", body)])
    assert found.unread == [] and found.drafted == 1
    kind = "skirt" if "skirt" in template else "leg" if {"thigh", "hem"} & set(found.levels) else "top"
    assert set(found.levels) >= LEVELS[kind]
    for level, tally in found.levels.items():
        (ease, _), = tally.eases
        assert abs(ease) < 400 or "circle" in template, level


def test_the_runner_writes_its_table(tmp_path, monkeypatch, capsys):
    people = [Person("one", mtm.read_body("ana")), Person("two", mtm.read_body("rosa"))]
    monkeypatch.setattr(measure_population, "people_of", lambda file, number, needs: people if number == 1 else [])
    monkeypatch.setattr(sys, "argv", ["measure_population.py", str(tmp_path), "--count", "2", "--template",
                                      "straight-skirt", "--table", str(tmp_path / "table.txt")])
    assert measure_population.main() == 0
    printed = capsys.readouterr().out
    assert "straight-skirt   regular" in printed and (tmp_path / "table.txt").read_text("utf-8") == printed
