"""The flags of a command for the arguments of the library that problems and findings name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeVar

import click

from mtmpattern.errors import MtmError, Problem

FLAGS: Final[Mapping[str, str]] = {
    "alterations": "--alter", "allowances": "--allowance", "estimated": "--estimate", "fabrics": "--fabric",
    "options": "--set", "settings": "--draw", "widths": "--width",
}
"""The flags of arguments with another name; all others are called as the argument is."""


def with_flag(hint: str, argument: str) -> str:
    """The hint with the flag of the running command that gives the argument; unchanged if the command has none."""
    context = click.get_current_context(silent=True)
    if not argument or context is None:
        return hint
    flag = FLAGS.get(argument, f"--{argument.replace('_', '-')}")
    option = next((each for each in context.command.params if flag in each.opts), None)
    if option is None:
        return hint
    value = option.metavar or ""
    shown = flag if value in hint else f"{flag} {value}"
    return f"{hint.removesuffix('.')} ({shown})." if hint else f"Use {shown}."


def flagged(problem: Problem) -> Problem:
    """The problem as the user of a command reads it: its hint names the flag."""
    return replace(problem, hint=with_flag(problem.hint, problem.argument)) if problem.argument else problem


Error = TypeVar("Error", bound=MtmError)


def with_flags(error: Error) -> Error:
    """The error as the user of a command reads it."""
    return type(error).of(map(flagged, error.problems))
