"""The options that commands share, and how their arguments name templates and measurement files."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mtmpattern.cli.report import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtmpattern.body import Pick, Sheet
    from mtmpattern.drafting import Template
    from mtmpattern.drafting.request import Request

# ---- Shared options -------------------------------------------------------------------------------------------------

Command = TypeVar("Command", bound=Callable[..., None])


def body_options(command: Command) -> Command:
    """The measurement file, and the choice of one person in it."""
    return _with(person_options(command), (
        click.option("-m", "--measurements", "body", metavar="FILE", required=True,
                     help="The measurement file, in any form that `measure` reads, or a shipped person, as in ana."),
    ))


def estimate_option(command: Command) -> Command:
    """Permission to estimate what should be measured."""
    return click.option("--estimate", "estimates", is_flag=True,
                        help="Also estimate measures that the template requires.")(command)


def garment_options(command: Command) -> Command:
    """The options of a garment: fit, options, alterations, cloth."""
    return _with(command, (
        click.option("--fit", metavar="NAME", help="A named fit of the template."),
        click.option("--set", "sets", metavar="OPTION=VALUE", multiple=True, help="An option, as in neck_drop=95mm."),
        click.option("--alter", "alters", metavar="NAME=MM", multiple=True,
                     help="Change a finished measure, as in waist=-10 or sleeve.left=5."),
        click.option("--fabric", "fabrics", metavar="ROLE=FILE", multiple=True,
                     help="The cloth of a role: a fabric file, or the name of a shipped one."),
    ))


def allowance_option(command: Command) -> Command:
    """Other widths of allowances."""
    return click.option("--allowance", "allowances", metavar="SEAM=LENGTH", multiple=True, help="Another allowance at "
                        "the seams of that name, as in side=15mm; hems keep their depth.")(command)


def writing_options(*default: str) -> Callable[[Command], Command]:
    """The options of writing: formats, their settings, the folder; ``default`` are the formats if none is named."""
    return lambda command: _with(output_options(command), (
        click.option("-f", "--format", "formats", metavar="FORMAT", multiple=True, default=default, show_default=True,
                     help="What to write; may be given more than once."),
        click.option("--on-fold", is_flag=True, help="Write pieces with a fold as halves."),
        click.option("--every-part", is_flag=True,
                     help="In a PDF, print every part, not each distinct piece once with its count."),
        click.option("--palette", metavar="NAME", help="Colours and line widths of the drawing, as in laser."),
        click.option("--draw", "draws", metavar="NAME=VALUE", multiple=True,
                     help="A setting of the drawing, as in hairline=0.05 or cut=red."),
    ))


def output_options(command: Command) -> Command:
    """The folder to write and the choice of JSON."""
    return _with(command, (
        click.option("-o", "--out", metavar="DIR", required=True,
                     help="The folder to write; it must not hold other files."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
    ))


def drawn_as(draws: tuple[str, ...], formats: tuple[str, ...], *, every_part: bool) -> tuple[str, ...]:
    """The settings of drawings, with that of ``--every-part`` for a PDF; other formats have every part anyway."""
    return (*draws, "parts=every") if every_part and any("pdf" in each.casefold() for each in formats) else draws


def unit_option(command: Command) -> Command:
    """The unit of a file from another program."""
    return click.option("--unit", metavar="UNIT", help="The unit of a file that states none, or a wrong one: mm, cm, "
                        "in, or the length of one unit, as in 0.025mm.")(command)


def _with(command: Command, options: tuple[Callable[[Command], Command], ...]) -> Command:
    for option in reversed(options):                        # as stacked decorators: the last is applied first
        command = option(command)
    return command


# ---- Numbers --------------------------------------------------------------------------------------------------------

class Finite(click.FloatRange):
    """A number within bounds; NaN, which click lets through, is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the number. Raises `click.BadParameter`."""
        number = float(super().convert(value, param, ctx))
        if not isfinite(number):
            self.fail(f"{number} is not a finite number.", param, ctx)
        return number


# ---- Templates ------------------------------------------------------------------------------------------------------

def template_named(typed: str) -> str | Path:
    """The template of an argument: a ``.py`` file as a path, anything else as a name."""
    return Path(typed) if typed.endswith(".py") else typed


# ---- Bodies ---------------------------------------------------------------------------------------------------------

def body_file(typed: str, *, folders: bool = False) -> Path:
    """The measurement file for an argument; a folder of such files is returned as it is where ``folders`` are allowed.

    The name of a shipped person means that person, unless the working directory has a measurement file of that name,
    with an ending or without: then that file is read, and standard error says so. Raises `FileFormatError`
    (``file.missing``) for a bare word that is neither.
    """
    from mtmpattern.body.reader import person_file, shipped_people
    from mtmpattern.errors import FileFormatError, meant

    path = Path(typed)
    if typed in shipped_people():
        own = _own(path, folders=folders)
        if own is None:
            return person_file(typed)
        say(f"reading {own} in this folder, not the shipped person of that name", err=True)
        return own
    if typed.isalpha() and not _is_there(path):
        raise FileFormatError(f"there is no measurement file {typed[:80]}", code="file.missing",
                              hint=meant(typed.casefold(), shipped_people(), "Give a path, or one of"),
                              params={"name": typed[:80]})
    return path


def person_options(command: Command) -> Command:
    """The choice of one person in a measurement file that holds several."""
    return _with(command, (
        click.option("--person", metavar="ID", default="", help="The row of a table of clients."),
        click.option("--columns", metavar="FILE", help="A column map: what the columns of a table mean."),
    ))


def pick_of(person: str, columns: str | None, size: str = "", height: str = "") -> Pick:
    """The choice of one body of a file, by the options of the commands."""
    from dataclasses import replace

    from mtmpattern.body.forms.columns import ColumnMap, read_columns

    known = read_columns(Path(columns)) if columns else ColumnMap()
    return replace(known.pick(person), size=size, height=height, way="--person ID")


def sheet_and_request(template: type[Template], body: str, pick: Pick, *, estimates: bool, fit: str | None,
                      sets: Iterable[str], alters: Iterable[str], fabrics: Iterable[str]) -> tuple[Sheet, Request]:
    """The measurement file and the request of a command; raises the faults of both at once, in the file's unit."""
    from mtmpattern.body import read_sheet
    from mtmpattern.body.reader import stated_unit
    from mtmpattern.drafting.request_text import read_request
    from mtmpattern.errors import Problem, gathered, texts_in
    from mtmpattern.jobs.make import all_faults

    faults = list[Problem]()
    sheet = gathered(faults, lambda: read_sheet(body_file(body), pick=pick))
    request = read_request(template, fit=fit, sets=sets, alters=alters, fabrics=fabrics, typed=True, faults=faults)
    if sheet is None:
        with texts_in(gathered([], lambda: stated_unit(body_file(body))) or "mm"):
            raise all_faults(template, None, request, faults, estimates=estimates)
    if faults:
        raise all_faults(template, sheet.body, request, faults, estimates=estimates)
    return sheet, request


def _is_there(path: Path) -> bool:
    """Whether the path exists; a name that the system refuses counts, because its reader explains the fault."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return True


def _own(path: Path, *, folders: bool) -> Path | None:
    """The file or folder in the working directory with the name of a shipped person, if there is one."""
    from mtmpattern.body.forms.form import SUFFIXES

    if folders and path.is_dir() and any(file.suffix in SUFFIXES for file in path.iterdir() if file.is_file()):
        return path
    return next((file for ending in ("", *SUFFIXES) if (file := path.with_name(path.name + ending)).is_file()), None)
