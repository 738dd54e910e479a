"""Everything in examples/ runs and does what it says."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern.cli import main
from mtmpattern.geometry import mirrored_about, path
from tests.places import BODIES, EXAMPLES

PEOPLE = sorted(BODIES.glob("*.yaml"))
OWN = [EXAMPLES / "apron.py", EXAMPLES / "designers_own.py", EXAMPLES / "little_shirt.py", EXAMPLES / "yoke_skirt.py"]
PROGRAMS = [EXAMPLES / "backend.py", EXAMPLES / "alter_one_side.py", EXAMPLES / "shop_backend.py"]
ARGUED = EXAMPLES / "seams.py"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """No example relies on the current directory."""
    monkeypatch.chdir(tmp_path)


def test_every_example_is_tested():
    assert sorted(EXAMPLES.glob("*.py")) == sorted([*OWN, *PROGRAMS, ARGUED])


@pytest.mark.parametrize("template", OWN, ids=lambda path: path.stem)
def test_a_template_named_on_the_command_line_is_made(template):
    done = CliRunner().invoke(main, ["make", str(template), "-m", str(EXAMPLES / "customer.yaml"), "-o", "out"])
    assert done.exit_code == 0, done.output
    assert {file.suffix for file in Path("out").iterdir()} == {".svg", ".dxf", ".json"}


@pytest.mark.parametrize("body", PEOPLE, ids=lambda path: path.stem)
@pytest.mark.parametrize("template", OWN, ids=lambda path: path.stem)
def test_the_templates_draft_everybody(template, body):
    assert mtm.draft(template, mtm.read_body(body)).for_cutting().parts


@pytest.mark.parametrize("choices", [{"fit": "full"}, {"pockets": False}, {"fullness": 250, "band_height": 60}])
def test_the_gathered_skirt_takes_its_choices(choices):
    pattern = mtm.draft(EXAMPLES / "designers_own.py", mtm.read_body(EXAMPLES / "customer.yaml"), **choices)
    assert ("pocket" in {part.piece for part in pattern.for_cutting().parts}) == choices.get("pockets", True)


def test_a_small_skirt_says_that_its_pockets_gave_way():
    small = mtm.read_body({"unit": "cm", "measurements": {
        "waist": 52, "hip": 58, "waist_to_hip": 12, "waist_to_knee": 35}, "age": "child"})
    pattern = mtm.draft(EXAMPLES / "designers_own.py", small, fullness=110)
    assert [note.mm for note in pattern.rescues] == [pytest.approx(140 - .6 * pattern.piece("front").waist.length)]


@pytest.mark.parametrize("choices", [{"fit": "swing"}, {"flare": 80, "yoke_depth": 75},
                                     {"flare": 1500, "to_knee": 170}])
@pytest.mark.parametrize("body", PEOPLE, ids=lambda path: path.stem)
def test_the_yoke_skirt_takes_its_choices(body, choices):
    narrow, pattern = (mtm.draft(EXAMPLES / "yoke_skirt.py", mtm.read_body(body), **choices | more)
                       for more in ({"flare": 80}, {}))
    asked = pattern.options["flare"] - 80
    sweeps = [2 * (each.piece("front").hem.length + each.piece("back").hem.length) for each in (narrow, pattern)]
    assert sweeps[1] - sweeps[0] == pytest.approx(asked, rel=.15, abs=1)
    for half in ("front", "back"):
        assert pattern.piece(half).yoke.length == pytest.approx(pattern.piece(f"{half}_yoke").yoke.length, abs=1e-6)


def test_the_backend_answers_an_order_with_files():
    answer = runpy.run_path(str(EXAMPLES / "backend.py"))["answer"]
    order = json.loads((EXAMPLES / "order.json").read_text("utf-8"))
    first = answer(order)
    assert set(first["files"]) == {"crew-tee.svg", "crew-tee.dxf", "picture.svg"}
    assert all(isinstance(content, bytes) and content for content in first["files"].values())
    assert answer(order) == first


@pytest.mark.parametrize(("change", "code"), [
    ({"template": "crew-te"}, "template.unknown"),
    ({"template": "/tmp/mine.py"}, "template.unknown"),
    ({"template": None}, "template.unknown"),
    ({"fit": "tight"}, "fit.unknown"),
    ({"options": {"neck_drop": 9000}}, "option.range"),
    ({"measurements": {}}, "measurement.none"),
])
def test_the_backend_answers_a_faulty_order_with_its_faults(change, code):
    answer = runpy.run_path(str(EXAMPLES / "backend.py"))["answer"]
    order = json.loads((EXAMPLES / "order.json").read_text("utf-8")) | change
    seen = answer(order)
    assert [problem["code"] for problem in seen["problems"]] == [code]
    assert json.loads(json.dumps(seen)) == seen


class Odd:
    """Something that no JSON holds and a careless program may pass on."""

    def __repr__(self):
        raise RuntimeError("no name")

    __str__ = __repr__


def nested(kind, depth=1_000):
    inner = kind()
    for _ in range(depth):
        inner = {"a": inner} if kind is dict else [inner]
    return inner


STRANGE = [None, True, 0, -1, 1.5, 10**400, float("nan"), float("inf"), "", "x" * 1_000_000, "/etc/passwd", "../x",
           b"bytes", [], [1, [2]], {}, {"a": 1}, {1: 2}, {None: 3}, nested(dict), nested(list), Odd(), "\x00\ud800",
           {"left": 10**400}, {"x" * 100_000: 1}]
FIELDS = ["template", "measurements", "fit", "options", "alterations", "fabrics", "order", "artwork", "formats", "due",
          "client", "quantity", "estimates", "nonsense"]


@pytest.mark.parametrize("strange", range(len(STRANGE)))
def test_the_backends_answer_the_strangest_order_with_sentences(strange, tmp_path):
    answer = runpy.run_path(str(EXAMPLES / "backend.py"))["answer"]
    take = runpy.run_path(str(EXAMPLES / "shop_backend.py"))["take"]
    value = STRANGE[strange]
    order = json.loads((EXAMPLES / "order.json").read_text("utf-8"))
    block = order["measurements"]
    changes = [{field: value} for field in FIELDS] + [
        {"options": {"neck_drop": value}}, {"alterations": {"length": value}}, {"fabrics": {"shell": value}},
        *({"measurements": {**block, name: value}} for name in ("unit", "alter", "confirmed", "base")),
        {"measurements": {**block, "measurements": {**block["measurements"], "chest": value}}}]
    seen = [answer(value), take(value, tmp_path)]
    seen += [answer(order | change) for change in changes] + [
        take(order | {"order": "7", "options": {"neck_drop": 9000}} | change, tmp_path) for change in changes]
    for each in seen:
        if "files" not in each and "key" not in each:
            assert each["problems"] and json.loads(json.dumps(each)) == each
            assert all(problem["message"] and len(problem["message"]) < 2_000 for problem in each["problems"])


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_the_programs_run(program, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", [str(program)])
    runpy.run_path(str(program), run_name="__main__")
    assert capsys.readouterr().out


@pytest.mark.parametrize("template", ["crew-tee", "trousers"])
def test_the_seams_of_a_garment_are_printed(template, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", [str(ARGUED), template, str(BODIES / "ana.yaml")])
    runpy.run_path(str(ARGUED), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    parts = [line.split()[0] for line in lines if " cm2 in " in line]
    assert lines[0] == f"{template}: {len(parts)} parts"
    assert all(any(line.strip().startswith(f"{part}.") and "outline" in line for line in lines) for part in parts)


def test_an_alteration_of_one_side_moves_that_side_only():
    example = runpy.run_path(str(EXAMPLES / "alter_one_side.py"))
    plain, altered = example["sleeves"]()
    assert example["changed"](plain, altered) == ["sleeve.left.shell.1"]
    assert altered.finished["sleeve"]["left"] - plain.finished["sleeve"] == pytest.approx(12, abs=0.01)
    assert altered.finished["sleeve"]["right"] == pytest.approx(plain.finished["sleeve"], abs=0.01)


@pytest.mark.parametrize("template", ["crew-tee", "straight-skirt", EXAMPLES / "designers_own.py"], ids=str)
def test_the_customer_of_the_examples_is_drafted(template):
    assert mtm.draft(template, mtm.read_body(EXAMPLES / "customer.yaml")).for_cutting().parts


def test_a_front_band_that_is_turned_back_further_than_the_step_follows_the_neckline():
    pattern = mtm.draft(EXAMPLES / "little_shirt.py", mtm.read_body(BODIES / "ana.yaml"))
    part = next(part for part in pattern.for_cutting().parts if part.id == "front.left.shell.1")
    start, end = next((e.curves[0].start, e.curves[-1].end) for e in part.sewn if e.edge == "band")
    fold = mirrored_about(start, end)
    gaps = [path.nearest(part.cut, fold(point))[1] for curve in part.cut for i in range(21)
            if start.x - 34.99 < (point := curve.point(i / 20)).x < start.x - 0.01]
    assert max(gaps) < 0.01
