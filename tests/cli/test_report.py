"""Whatever a command raises ends as a sentence and an exit code, never as a traceback."""

from __future__ import annotations

import json
import sys
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern.cli.group import Commands
from mtmpattern.cli.report import say, say_table

EXITS = [
    (mtm.MeasurementError("x"), 2), (mtm.OptionError("x"), 2), (mtm.FileFormatError("x"), 2),
    (mtm.TemplateNotFound("x"), 2),
    (mtm.DraftError("x"), 3), (mtm.SolveError("x"), 3), (mtm.PatternRefused("x"), 3), (mtm.PluginError("x"), 3),
    (mtm.ExportError("x"), 4), (mtm.ExportError("x", code="format.unknown"), 2), (mtm.StationError("x"), 5),
    (mtm.ExportError("x", code="output.occupied"), 2), (mtm.ExportError("x", code="output.unwritable"), 2),
    (mtm.PluginError("x", code="plugin.format"), 4), (mtm.ExportError("x", code="format.value"), 2),
    (mtm.MtmError("x"), 1), (ZeroDivisionError("x"), 1), (RecursionError("x"), 1), (MemoryError(), 2),
    (OSError("x"), 1), (PermissionError(13, "Permission denied", "a"), 2), (mtm.MissingExtra("x"), 2),
    (KeyboardInterrupt(), 130), (BrokenPipeError(), 0), (click.UsageError("x"), 2), (click.Abort(), 130),
]


@pytest.fixture
def run(monkeypatch):
    def run(failure, *args):
        @click.command()
        @click.option("--json", "as_json", is_flag=True)
        @click.option("--count", type=int)
        def work(*, as_json, count):
            if failure:
                raise failure
            say("done")

        module = ModuleType("a_family_of_commands")
        module.work = work
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return CliRunner().invoke(Commands("mtmpattern", homes={"work": module.__name__}), ["work", *args])

    return run


@pytest.mark.parametrize(("failure", "code"), EXITS, ids=lambda each: f"{each!r}")
def test_exit_codes(run, failure, code):
    for flags in ([], ["--json"]):
        done = run(failure, *flags)
        assert done.exit_code == code
        assert "Traceback" not in done.output


def test_every_kind_of_error_has_an_exit_code():
    tested = {type(failure) for failure, _ in EXITS}
    direct = set(mtm.MtmError.__subclasses__())
    assert direct <= tested


def test_a_line_for_each_problem_on_standard_error_and_nothing_on_standard_output(run):
    done = run(mtm.MeasurementError.of([
        mtm.Problem("chest: 94 mm is too little", "measurement.range", hint="Did you mean cm?"),
        mtm.Problem("waist is missing", "measurement.missing")]))
    assert done.stderr.splitlines() == [
        "chest: 94 mm is too little. Did you mean cm? [measurement.range]", "waist is missing [measurement.missing]"]
    assert done.stdout == ""


def test_json_is_on_standard_output_and_nothing_on_standard_error(run):
    done = run(mtm.OptionError("no fit slin", code="fit.unknown"), "--json")
    assert json.loads(done.stdout) == {"error": "OptionError",
                                       "problems": [{"message": "no fit slin", "code": "fit.unknown"}]}
    assert done.stderr == ""


def test_wrong_usage_is_json_too(run):
    done = run(None, "--json", "--count", "many")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["problems"][0]["code"] == "usage"


def test_a_defect_names_its_type_and_keeps_the_data_to_itself(run, monkeypatch):
    done = run(ValueError("chest 940 mm of Ana"))
    assert done.stderr.startswith("this is a defect in mtmpattern: ValueError in test_report.py line ")
    assert "Ana" not in done.output
    monkeypatch.setenv("MTMPATTERN_TRACEBACK", "1")
    assert "Traceback" in run(ValueError("chest 940 mm of Ana")).stderr


def test_what_could_steer_a_terminal_is_not_printed(run):
    done = run(mtm.FileFormatError("no file \x1b[2J\nof that \udcff name"))
    assert done.stderr == "no file ?[2J?of that ? name [error]\n"


@pytest.mark.parametrize("name", ["FRONT\tL", "FRONT\nL", "FRONT\x0bL", "FRONT\x1b[1mL"])
def test_a_name_with_control_characters_keeps_its_row(name, capsys):
    say_table([("piece", "size"), (name, "M")])
    head, row = capsys.readouterr().out.splitlines()
    assert row.startswith("FRONT?") and row.endswith("L   M") and row.index(" M") == head.index(" size")
