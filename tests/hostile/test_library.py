"""The library with arguments of any type: a message, and no file named in untrusted data is opened."""

from __future__ import annotations

import json
import runpy
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

import mtmpattern as mtm
from mtmpattern import reading
from mtmpattern.cli.report import exit_code
from mtmpattern.formats import find_format
from mtmpattern.pattern.stored import from_json
from tests.places import EXAMPLES

OWN = (Path(__file__).parents[2], sys.prefix, sys.base_prefix, Path.home() / ".reportlab")
STRANGE = [None, True, 5, -1, 10**400, 10**5_000, float("nan"), float("inf"), Decimal("1e999999999"), Decimal("sNaN"),
           Fraction(10**10_000, 3), 1j, b"x", "", "x" * 100_000, "/etc/passwd", "../x.yaml", "x.py", "\ud800", "\x00",
           [], {}, [1], {"a": 1}, {"left": "/etc/passwd"}, set(), object(), len, int, range(10**9)]


def strange_numbers():
    deep: dict[str, object] = {}
    for _ in range(2_000):
        deep = {"a": deep}
    inside: list[object] = []
    inside.append(inside)
    return [*STRANGE, deep, inside]


@pytest.fixture(scope="module")
def opened():
    """The files opened outside the package and Python; the hook cannot be removed, but ignores later files."""
    names: list[str] = []
    hearing = [True]

    def hear(event, args):
        if hearing and event == "open" and isinstance(args[0], (str, bytes)) and not str(args[0]).startswith(
                tuple(map(str, OWN))):
            names.append(str(args[0]))

    sys.addaudithook(hear)
    yield names
    hearing.clear()


BODY = {"unit": "cm", "measurements": {"height": 168, "chest": 92, "waist": 74, "hip": 99}}
FABRIC = {"name": "x", "kind": "knit", "width": "150 cm", "mass": "180 g/m2"}


def calls(value):
    ana = mtm.read_body("ana")
    return {
        "body": lambda: mtm.read_body(value), "sheet": lambda: mtm.read_sheet(value),
        "bodies": lambda: list(mtm.read_bodies(value)), "chart": lambda: mtm.read_chart(value),
        "shipped chart": lambda: mtm.find_chart(value), "fabric": lambda: mtm.read_fabric(value),
        "plan": lambda: mtm.read_plan(value), "pattern": lambda: from_json(value), "schema": lambda: mtm.schema(value),
        "template": lambda: mtm.draft(value, ana), "drafted body": lambda: mtm.draft("tank", value),
        "fit": lambda: mtm.draft("tank", ana, fit=value), "fabrics": lambda: mtm.draft("tank", ana, fabrics=value),
        "a fabric": lambda: mtm.draft("tank", ana, fabrics={"shell": value}),
        "alterations": lambda: mtm.draft("tank", ana, alterations=value),
        "an alteration": lambda: mtm.draft("tank", ana, alterations={"length": value}),
        "garment": lambda: mtm.draft("tank", ana, garment={"length": value}),
        "options": lambda: mtm.draft("tank", ana, options=value),
        "an option": lambda: mtm.draft("tank", ana, neck_drop=value),
        "a choice": lambda: mtm.draft("hoodie", ana, zip=value),
        "structure": lambda: mtm.draft("tank", ana, options={"structure": value}),
        "estimates": lambda: mtm.draft("tank", ana, options={"estimates": value}),
        "height": lambda: mtm.read_body({**BODY, "measurements": {**BODY["measurements"], "height": value}}),
        "age": lambda: mtm.read_body({**BODY, "age": value}), "base": lambda: mtm.read_body({**BODY, "base": value}),
        "confirmed": lambda: mtm.read_body({**BODY, "confirmed": value}),
        "alter": lambda: mtm.read_body({**BODY, "alter": value}),
        "mass": lambda: mtm.read_fabric({**FABRIC, "mass": value}),
        "price": lambda: mtm.read_fabric({**FABRIC, "price": value}),
        "format": lambda: find_format(value), "completed": lambda: mtm.complete(ana, value),
        "to complete": lambda: mtm.complete(value, ("height",)), "form": lambda: mtm.write_body(ana, value),
        "to write": lambda: mtm.write_body(value, "csv"),
        **{name: lambda name=name: getattr(reading, name)(value) for name in (
            "read_dxf", "read_rul", "read_hpgl", "read_pattern", "audit_file")},
    }


@pytest.mark.parametrize("reader", calls(None))
def test_any_argument_is_answered(reader, opened):
    for value in strange_numbers():
        try:
            calls(value)[reader]()
        except mtm.MtmError as error:
            assert not any(problem.code.endswith(".defect") for problem in error.problems)
            assert exit_code(error) in (2, 3, 4)
    assert opened == []


@pytest.mark.parametrize(("format", "setting"), [("hpgl", "plotter"), ("cutter", "cutter"), ("svg", "palette"),
                                                 ("pdf", "paper"), ("dxf", "dialect")])
def test_any_setting_is_answered(format, setting, opened):
    cut = mtm.draft("straight-skirt", mtm.read_body("ana")).for_cutting()
    for value in STRANGE:
        try:
            find_format(format).write(cut, {setting: value})
        except mtm.MtmError as error:
            assert exit_code(error) in (2, 4)
    assert opened == []


def station_calls(value):
    """Every argument of the stations and of a job, except those that would begin long work."""
    ana, pattern = mtm.read_body("ana"), skirt_of_ana()
    made = {name: lambda name=name: mtm.marker(pattern, **{"steps": 1, name: value}) for name in (
        "fabric", "spacing", "tilt", "direction", "plies", "table", "end", "cutter", "seed")}
    knitted = {name: lambda name=name: mtm.knit(pattern, **{"swatch": "dk-hand", "machine": "hand", name: value})
               for name in ("swatch", "machine", "top", "page")}
    of_job = {name: lambda name=name: mtm.job(pattern, **{"order": "1", name: value}) for name in (
        "order", "shop", "papers", "settings", "made", "facility", "formats", "stations", "quantity")}
    return {**made, **knitted, **of_job, "garments": lambda: mtm.marker(value, steps=1), "job": lambda: mtm.job(value),
            "steps": lambda: mtm.marker(pattern, steps="x" if isinstance(value, int) else value or "x"),
            "seconds": lambda: mtm.marker(pattern, seconds=-1 if isinstance(value, int | float) else value or "x"),
            "knitted": lambda: mtm.knit(value, ana, swatch="dk-hand", machine="hand"),
            "pose": lambda: mtm.avatar(ana, pose=value), "draped": lambda: mtm.drape(value, ana),
            "size": lambda: mtm.drape(pattern, ana, size=value or 1), "columns": lambda: list(
                mtm.read_bodies("id,waist\n1,70\n", columns=value)), "written": lambda: mtm.write(pattern, value),
            "thumbnail": lambda: mtm.thumbnail(value), "width": lambda: mtm.thumbnail(pattern, width=value),
            "its body": lambda: mtm.read_pattern(pattern.to_json(), body=value)}


@cache
def skirt_of_ana():
    return mtm.draft("straight-skirt", mtm.read_body("ana"))


@pytest.mark.parametrize("call", station_calls(None))
def test_any_argument_of_a_station_is_answered(call, opened):
    for value in (None, True, -1, 10**400, float("nan"), 1j, b"x", "x", "/etc/passwd", [], [1], {}, {"a": 1}, object(),
                  int):
        try:
            station_calls(value)[call]()
        except mtm.MtmError as error:
            assert not any(problem.code.endswith(".defect") for problem in error.problems), (value, str(error))
    assert opened == []


STRANGE_ORDERS = [
    {"measurements": "/etc/passwd"}, {"fabrics": {"shell": "/etc/passwd"}},
    {"fabrics": {"shell": {"name": "/etc/passwd"}}}, {"options": None},
    {"options": {"estimates": True}}, {"options": {"structure": 1}}, {"options": {"body": 1}},
    {"options": 5}, {"fit": []}, {"alterations": [1]}, {"template": ["crew-tee"]}, {"template": "../x.py"}, {"more": 1},
    {"options": {"neck_drop": 10**400}}, {"alterations": {"length": 1e9}}, {"measurements": None}, {"measurements": {}},
]


@pytest.mark.parametrize("change", STRANGE_ORDERS, ids=str)
def test_the_example_of_a_backend_answers_strange_orders(change, opened):
    answer = runpy.run_path(str(EXAMPLES / "backend.py"))["answer"]
    order = json.loads((EXAMPLES / "order.json").read_text("utf-8"))
    result = answer({**order, **change})
    assert change == {"options": None} or (result["problems"] and json.dumps(result))
    assert opened == []


@pytest.mark.parametrize("order", [None, [], "x", 5, {}])
def test_the_example_of_a_backend_answers_what_is_not_an_order(order):
    assert runpy.run_path(str(EXAMPLES / "backend.py"))["answer"](order)["problems"]


def test_many_names_are_counted_not_listed():
    with pytest.raises(mtm.OptionError) as caught:
        mtm.draft("tank", mtm.read_body("ana"), options={f"neck_dropp{number}": 1 for number in range(50_000)})
    assert caught.value.code == "option.count"
    with pytest.raises(mtm.MeasurementError) as few:
        mtm.read_body({"unit": "cm", "measurements": {f"waste{number}": 1 for number in range(24_000)}})
    assert len(few.value.problems) == 101 and few.value.problems[-1].message == "23900 more faults were found"


# ---- Templates ------------------------------------------------------------------------------------------------------

RAISES = ["raise BaseException('x')", "raise GeneratorExit", "raise SystemExit(3)", "raise RecursionError", "_ = 1 / 0",
          "self.rescued('x', float('nan'))", "self.note(5)",
          "raise type('E', (Exception,), {'__str__': lambda s: 1 / 0})()"]


def skirt(folder, line, name='"mine"'):
    file = folder / "mine.py"
    file.write_text("from mtmpattern.templates.straight_skirt import StraightSkirt as Base\n\n\n"
                    f"class Mine(Base):\n    name = {name}\n\n    def making(self):\n        {line}\n"
                    "        yield from super().making()\n")
    return file


@pytest.mark.parametrize("line", RAISES)
def test_whatever_a_template_raises_is_a_sentence(line, tmp_path):
    with pytest.raises(mtm.DraftError) as caught:
        mtm.draft(skirt(tmp_path, line), mtm.read_body("ana"))
    assert caught.value.code in ("template.raised", "template.note")


@pytest.mark.parametrize("line", ["raise BaseException('x')", "raise GeneratorExit", "import sys; sys.exit(1)",
                                  "name ="])
def test_whatever_a_template_file_raises_is_a_sentence(line, tmp_path):
    (tmp_path / "mine.py").write_text(line)
    with pytest.raises(mtm.PluginError, match=r"template\.load"):
        mtm.draft(tmp_path / "mine.py", mtm.read_body("ana"))


@pytest.mark.parametrize("name", ["5", '"x" * 90', '"a\\nb"'])
def test_the_name_of_a_template_is_a_short_text(name, tmp_path):
    with pytest.raises(mtm.MtmError) as caught:
        mtm.draft(skirt(tmp_path, "pass", name), mtm.read_body("ana"))
    assert caught.value.code == ("template.word" if name == "5" else "template.name")


def test_a_long_note_is_cut(tmp_path):
    pattern = mtm.draft(skirt(tmp_path, "self.note('x' * 100_000)"), mtm.read_body("ana"))
    assert max(len(str(note)) for note in pattern.notes) < 2_100


def test_a_text_never_runs_a_file(tmp_path):
    file = skirt(tmp_path, "pass")
    with pytest.raises(mtm.TemplateNotFound, match=r"template\.unknown"):
        mtm.draft(str(file), mtm.read_body("ana"))


def test_eight_threads_draft_the_same_bytes_as_one():
    jobs = [(template, name) for name in ("ana", "ben") for template in (
        "crew-tee", EXAMPLES / "yoke_skirt.py", EXAMPLES / "little_shirt.py", EXAMPLES / "designers_own.py")]

    def made(job):
        pattern = mtm.draft(job[0], mtm.read_body(job[1]), estimates=True)
        return pattern.to_json(), find_format("svg").write(pattern.for_cutting(), {})

    for name in [name for name in sys.modules if name.startswith("_mtmpattern_file_")]:
        del sys.modules[name]                   # as in a process that has just started
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(made, jobs))
    assert together == list(map(made, jobs))
