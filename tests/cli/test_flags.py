"""The library names its own arguments in its texts, and the commands their flags."""

from __future__ import annotations

import ast
import re

import click
import pytest

import mtmpattern as mtm
from mtmpattern.cli import main
from mtmpattern.cli.flags import FLAGS, flagged, with_flag, with_flags
from mtmpattern.errors import Problem
from tests.places import ROOT

LIBRARY = sorted(path for folder in ("src/mtmpattern", "templates") for path in (ROOT / folder).rglob("*.py")
                 if "cli" not in path.parts)
WHOLE_COMMANDS = {"knit.py", "card.py"}
"""Files that print a whole command to be typed: in the steps of measuring a swatch, and on the page of a garment."""


def texts_of(path):
    """Every text of a module but its docstrings; a text with values in it in its parts."""
    tree = ast.parse(path.read_text())
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [node.value for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone]


def commands():
    with click.Context(main) as context:
        for name in main.list_commands(context):
            command = main.get_command(context, name)
            yield from command.commands.values() if isinstance(command, click.Group) else (command,)


def test_no_text_of_the_library_names_a_flag():
    suspect = [path for path in LIBRARY if re.search(r"--[a-z]", path.read_text())]
    found = {path.name for path in suspect for text in texts_of(path) if re.search(r"(^|[\s`(])--[a-z]", text)}
    assert found == WHOLE_COMMANDS


def test_every_argument_that_a_fault_names_has_a_flag():
    named = set()
    for path in (path for path in LIBRARY if "argument=" in path.read_text()):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.keyword) and node.arg == "argument" and isinstance(node.value, ast.Constant):
                named.add(node.value.value)
    flags = {flag for command in commands() for option in command.params for flag in option.opts}
    assert len(named) > 20
    assert {f"--{name.replace('_', '-')}" for name in named - FLAGS.keys() - {""}} <= flags
    assert set(FLAGS.values()) <= flags


@click.command
@click.option("--fabric", metavar="ROLE=FILE")
@click.option("--resume", is_flag=True)
def command(**_):
    """A command with two options."""


@pytest.mark.parametrize(("hint", "argument", "printed"), [
    ("Name one.", "fabrics", "Name one (--fabric ROLE=FILE)."),
    ("Write ROLE=FILE.", "fabric", "Write ROLE=FILE (--fabric)."),
    ("Resume it.", "resume", "Resume it (--resume)."),
    ("Did you mean rib?", "fabric", "Did you mean rib? (--fabric ROLE=FILE)."),
    ("", "fabric", "Use --fabric ROLE=FILE."),
    ("Name it.", "clients", "Name it."), ("Name it.", "", "Name it."),
])
def test_a_hint_names_the_flag_of_the_command_that_runs(hint, argument, printed):
    assert with_flag(hint, argument) == hint
    with click.Context(command):
        assert with_flag(hint, argument) == printed
        assert flagged(Problem("no", "x", hint=hint, argument=argument)).hint == printed


def test_a_program_reads_the_argument_and_a_tailor_the_flag():
    error = mtm.OptionError("the folder holds a batch that was stopped", code="batch.unfinished", hint="Resume it.",
                            argument="resume")
    assert error.to_dict()["problems"][0]["argument"] == "resume" and error.hint == "Resume it."
    with click.Context(command):
        shown = with_flags(error)
    assert type(shown) is mtm.OptionError and shown.hint == "Resume it (--resume)."
