"""The command that lays garments on cloth: as a tailor and as a factory run it, and everything that is refused."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern.cli import main
from mtmpattern.jobs import folder
from tests.reading.dxf import habits
from tests.reading.dxf.habits import block, file, insert, line, point, polyline, style

BODIES = Path(__file__).parents[2] / "measurements" / "bodies"
DATA = Path(mtm.__file__).parent / "data"


HEARS_CTRL_C = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
import mtmpattern as mtm
from mtmpattern.cli import main
from mtmpattern.cutting import sparrow
heard = sparrow.lines
def press():
    os.kill(os.getpid(), signal.SIGINT)
def lines(*given):
    for number, line in enumerate(heard(*given)):
        if number == 1:
            press()
        yield line
sparrow.lines = lines
main()
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("MTMPATTERN_STORE", raising=False)
    return lambda *args: CliRunner().invoke(main, ("marker", *args))


def test_a_tailor_lays_one_tee(run):
    done = run("ana", "-t", "crew-tee", "--steps", "2", "-o", "out")
    assert done.exit_code == 0, done.output
    assert {path.name for path in Path("out").iterdir()} == {
        "manifest.json", "marker.html", "marker.json", "shell.svg", "shell.dxf", "rib.svg", "rib.dxf"}
    assert "742." in done.stdout and "cost of cloth: " in done.stdout
    assert run("ana", "-t", "crew-tee", "--steps", "2", "-o", "again").exit_code == 0
    for path in Path("out").iterdir():
        assert path.read_bytes() == (Path("again") / path.name).read_bytes()


def test_a_factory_cuts_an_order_in_sections(run):
    order = json.loads((Path(__file__).parents[2] / "examples" / "order.json").read_text())
    Path("order.json").write_text(json.dumps(order | {"order": "1042"}))
    done = run("order.json", "--copies", "6", "--plies", "2", "--cutter", "metric", "--table", "3 m", "-f", "cutter",
               "-f", "hpgl", "-f", "pdf", "--seconds", "0", "-o", "out", "--json")
    assert done.exit_code == 0, done.output
    seen = json.loads(done.stdout)
    assert seen["by_order"]["1042"]["shell"] > 0 and seen["interrupted"] is False
    assert seen["files"] == sorted(path.name for path in Path("out").iterdir())
    assert all(lay["length"] <= 3000 for lay in seen["lays"])
    assert sum(lay["plies"] * lay["times"] for lay in seen["lays"] if lay["name"].startswith("shell")) >= 2


def test_a_search_by_seconds_is_found_again_in_the_store(run, tmp_path):
    first = run("ana", "-t", "crew-tee", "--seconds", "0.2", "-o", "one", "--json")
    second = run("ana", "-t", "crew-tee", "--seconds", "0.2", "-o", "two", "--json")
    assert first.exit_code == second.exit_code == 0, first.output
    assert {lay["stopped"] for lay in json.loads(second.stdout)["lays"]} == {"kept"}
    assert list((tmp_path / "cache" / "mtmpattern" / "markers").iterdir())
    made = CliRunner().invoke(main, ("make", "crew-tee", "-m", "ana", "-o", "made", "--json", "--store",
                                     str(tmp_path / "cache" / "mtmpattern" / "markers")))
    assert json.loads(made.stdout)["cloth"]["shell"]["at_most"] is False


def test_make_tells_cloth_and_price(run):
    made = CliRunner().invoke(main, ("make", "crew-tee", "-m", "ana", "-o", "made"))
    assert "0.74 m at most" in made.stdout and "5.05 EUR" in made.stdout


@pytest.mark.parametrize(("args", "code", "exits"), [
    ((), "marker.empty", 5), (("nobody", "-t", "crew-tee"), "file.missing", 2), (("ana",), "marker.template", 2),
    (("ana", "-t", "crew-teee"), "template.unknown", 2), (("ana", "-t", "crew-tee", "--spacing", "-1"),
                                                        "marker.spacing", 5),
    (("ana", "-t", "crew-tee", "--spacing", "wide"), "marker.length", 2),
    (("ana", "-t", "crew-tee", "--fabric", "jersey", "--width", "0"), "marker.width", 2),
    (("ana", "-t", "crew-tee", "--fabric", "jersey", "--width", "300 mm"), "marker.too_wide", 5),
    (("ana", "-t", "crew-tee", "--fabric", "lining=jersey"), "marker.role", 5),
    (("ana", "-t", "crew-tee", "--fabric", "poplin"), "fabric.unfit", 2),
    (("ana", "-t", "crew-tee", "--copies", "0"), "marker.count", 5),
    (("ana", "-t", "crew-tee", "--plies", "-3"), "marker.plies", 5), (("ana", "-t", "crew-tee", "--tilt", "45"),
                                                                   "marker.tilt", 5),
    (("ana", "-t", "crew-tee", "-f", "svgg"), "format.unknown", 2),
    (("ana", "-t", "crew-tee", "--draw", "plotter=x"), "format.setting", 2),
    (("ana", "-t", "crew-tee", "--cutter", "none"), "format.value", 2),
    (("ana", "-t", "crew-tee", "--steps", "3", "--seconds", "3"), "marker.effort", 2),
    (("ana", "-t", "crew-tee", "--table", "20 cm"), "marker.table", 5),
    (("ana", "-t", "crew-tee", "--table", "50 cm"), "marker.table", 5),
])
def test_what_is_refused_writes_nothing(run, args, code, exits):
    done = run(*args, "-o", "out", "--json")
    seen = json.loads(done.stdout)
    assert (seen["problems"][0]["code"], done.exit_code) == (code, exits), done.output
    assert not Path("out").exists()


def test_a_folder_that_is_taken_is_refused_first(run):
    Path("out").mkdir()
    Path("out/mine.txt").write_text("mine")
    assert run("ana", "-t", "crew-tee", "-o", "out").exit_code == 2


def test_ctrl_c_writes_the_best_so_far(tmp_path):
    """A real process and a real signal, sent when the solver has said something twice."""
    done = subprocess.run(
        [sys.executable, "-c", HEARS_CTRL_C, "marker", str(BODIES / "ana.yaml"), str(BODIES / "ben.yaml"), "-t",
         "shirt", "--estimate", "--seconds", "10", "--store", str(tmp_path / "store"), "-o", str(tmp_path / "out")],
        capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == (
        "the search ends here; the best layouts so far are kept and will be written; Ctrl-C again stops at once and "
        "writes nothing\nthe search was interrupted; the best layouts so far were written\n")
    assert (tmp_path / "out" / "marker.json").exists() and "Traceback" not in done.stderr + done.stdout


def test_a_second_ctrl_c_stops_at_once(tmp_path):
    again = ("from mtmpattern.cutting import marker_plan\n"
             "marker_plan.in_cutting_order = lambda *_, **__: press()\nmain()")
    done = subprocess.run(
        [sys.executable, "-c", HEARS_CTRL_C.replace("main()", again),
         "marker", str(BODIES / "ana.yaml"), "-t", "shirt", "--estimate", "--seconds", "10", "--store",
         str(tmp_path / "store"), "-o", str(tmp_path / "out")],
        capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()[1:]) == (130, ["stopped; nothing was written"])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_while_the_folder_is_written(run, monkeypatch, times):
    def interrupted(files, out):
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        return write(files, out)

    write = folder.write_folder
    monkeypatch.setattr(folder, "write_folder", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)       # a worker of the test run ignores it
    try:
        done = run("ana", "-t", "crew-tee", "--steps", "1", "-o", "out")
    finally:
        signal.signal(signal.SIGINT, before)
    assert done.exit_code == (0 if times == 1 else 130)
    assert Path("out").exists() == (times == 1)


FAULTY = {
    "a drill hole outside its part": ("dxf.drill", point("13", (400, 100))),
    "a notch off the outline": ("dxf.notch", point("4", (150, 25), 30, 4)),
    "a cutout that leaves its part": ("dxf.cutout", line("11", (100, 100), (100, -50))),
    "an outline that crosses itself": ("dxf.crossing", None),
    "a cutout that crosses itself": ("dxf.crossing", polyline("11", [(50, 50), (90, 90), (90, 50), (50, 90)])),
    "cutouts that cross": ("dxf.crossing", polyline("11", [(50, 50), (90, 50), (90, 90), (50, 90)])
                           + polyline("11", [(70, 70), (120, 70), (120, 120), (70, 120)])),
    "cutouts that begin at one place and cross": (
        "dxf.crossing", polyline("11", [(50, 50), (90, 50), (90, 90), (50, 90)])
        + polyline("11", [(50, 50), (70, 40), (70, 100)])),
    "a second outline beside it": ("dxf.outlines", polyline("1", [(600, 0), (650, 0), (650, 90)])),
    "a quantity that cannot be read": ("dxf.quantity", style("Quantity: 500,0")),
    "a sewn line without cloth": ("dxf.sewn", polyline("14", [(0, 0), (400, 0), (300, 380), (0, 380)])),
}
CROSSED = [(0, 0), (300, 300), (300, 0), (0, 320)]


def drawing(content="", cut=habits.CUT, name="A"):
    words = [f"Piece Name: {name}", *([] if "Quantity" in content else ["Quantity: 1"])]
    return file(block(name, style(*words) + polyline("1", cut)
                      + line("7", *habits.GRAIN) + content), style("Units: METRIC") + insert(name))


@pytest.mark.parametrize("what", FAULTY)
def test_a_drawing_whose_parts_would_be_cut_wrongly_is_refused(run, what):
    code, content = FAULTY[what]
    Path("a.dxf").write_text(drawing(content or "", habits.CUT if content else CROSSED))
    done = run("a.dxf", "--fabric", "shell=jersey", "--steps", "1", "-o", "out", "--json")
    assert done.exit_code == 2 and not Path("out").exists()
    assert code in [each["code"] for each in json.loads(done.stdout)["problems"]]


def test_a_line_that_runs_out_of_its_part_ends_at_it(run):
    Path("a.dxf").write_text(drawing(line("8", (100, 100), (100, -400))))
    done = run("a.dxf", "--fabric", "shell=jersey", "--steps", "1", "-o", "out", "--json")
    said = json.loads(done.stdout)
    assert any("line runs out" in note or "runs out of the part" in note for note in said["notes"]), said["notes"]
    (part,) = json.loads(Path("out/marker.json").read_text())["parts"]
    ends = [row for name, _, _, rows in part["lines"] if name.startswith("internal") for row in rows]
    assert ends and min(min(y) for y in ([row[1], row[3]] for row in ends)) >= -1e-6


def test_a_part_that_is_too_wide_names_its_garment_and_file(run):
    Path("a.dxf").write_text(drawing())
    Path("b.dxf").write_text(drawing(cut=[(0, 0), (1900, 0), (1900, 380), (0, 380)]))
    done = run("a.dxf", "b.dxf", "--fabric", "shell=jersey", "--steps", "1", "-o", "out")
    assert done.exit_code == 5
    assert done.stderr.startswith("garment 2 (b.dxf): ") and "(--tilt)" in done.stderr


def test_what_a_plotter_does_not_hold_is_said_first_and_the_rest_is_written(run):
    Path("short.yaml").write_text((DATA / "plotters" / "garment-roll-1800.yaml").read_text()
                                  .replace("length: 5000 mm", "length: 400 mm"))
    assert "length: 400 mm" in Path("short.yaml").read_text()
    done = run("ana", "-t", "crew-tee", "--steps", "1", "-f", "hpgl", "-f", "svg", "--draw", "plotter=short.yaml", "-o",
               "out")
    assert done.exit_code == 4
    assert "export.fit" in done.stderr and "in sections of 400 mm at most (--table" in done.stderr
    assert {path.name for path in Path("out").iterdir()} == {
        "manifest.json", "marker.html", "marker.json", "shell.svg", "rib.svg", "rib.plt"}


def test_seconds_that_do_not_suffice_are_said_before_the_search(tmp_path):
    said: list[str] = []
    plan = mtm.marker(mtm.draft("crew-tee", mtm.read_body("ana")), seconds=0.2, spent=0.1, warn=said.append,
                      store=tmp_path)
    assert [note for note in plan.notes if "so there is no search" in note] == said != []
    assert {lay.search.engine for lay in plan.lays} == {"fill"}


def test_several_drawings_are_numbered_and_the_command_says_which_is_which(run):
    for name in ("anas front", "back"):
        Path(f"{name}.dxf").write_text(drawing())
    done = run("anas front.dxf", "back.dxf", "--fabric", "shell=jersey", "--steps", "1", "-o", "out")
    assert done.exit_code == 0, done.output
    assert "foreign-1 is anas front.dxf" in done.output and "foreign-2 is back.dxf" in done.output
    stored = Path("out/marker.json").read_text()
    assert "foreign-1" in stored and "foreign-2" in stored and "anas" not in stored
    assert "anas" not in Path("out/marker.html").read_text()


def test_copies_out_of_range_are_one_fault_for_all_jobs(run):
    done = run("ana", "ben", "jim", "-t", "crew-tee", "--copies", "0", "-o", "out", "--json")
    assert [each["code"] for each in json.loads(done.stdout)["problems"]] == ["marker.count"]


def test_cloth_is_summed_by_fabric_and_unknown_prices_are_named(run):
    Path("own.yaml").write_text("name: own\nkind: knit\nwidth: 150 cm\nmass: 180 g/m2\n"
                                "stretch: {warp: 25 %, weft: 60 %}\n")
    done = run("ana", "-t", "crew-tee", "-t", "straight-skirt", "--fabric", "rib=own.yaml", "--steps", "1", "-o", "out")
    assert done.exit_code == 0, done.output
    assert "shell: jersey" in done.output and "shell: skirt-twill" in done.output
    assert "EUR without rib, whose price is not known" in done.output
