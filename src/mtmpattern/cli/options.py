"""The options that commands share which draft a template and write files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., None])


def garment_options(command: Command) -> Command:
    """What is wanted of the template: a fit, options, alterations, cloth."""
    return _with(command, (
        click.option("--fit", metavar="NAME", help="A named fit of the template."),
        click.option("--set", "sets", metavar="OPTION=VALUE", multiple=True, help="An option, as in neck_drop=95mm."),
        click.option("--alter", "alters", metavar="NAME=MM", multiple=True,
                     help="Change what the garment shall measure, as in waist=-10 or sleeve.left=5."),
        click.option("--fabric", "fabrics", metavar="ROLE=FILE", multiple=True,
                     help="The cloth of a role: a fabric file, or the name of a shipped one."),
    ))


def writing_options(*default: str) -> Callable[[Command], Command]:
    """In which formats it is written, how these draw, and where; ``default`` are the formats when none is named."""
    return lambda command: _with(command, (
        click.option("-f", "--format", "formats", metavar="FORMAT", multiple=True, default=default, show_default=True,
                     help="What to write; may be given more than once."),
        click.option("--on-fold", is_flag=True, help="Write pieces with a fold as halves."),
        click.option("--palette", metavar="NAME", help="Colours and line widths of the drawing, as in laser."),
        click.option("--draw", "draws", metavar="NAME=VALUE", multiple=True,
                     help="A setting of the drawing, as in hairline=0.05 or cut=red."),
        click.option("-o", "--out", metavar="DIR", required=True,
                     help="The folder to write; it must not hold other things."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
    ))


def _with(command: Command, options: tuple[Callable[[Command], Command], ...]) -> Command:
    for option in reversed(options):                        # as stacked decorators: the last is applied first
        command = option(command)
    return command
