"""``sheet`` and ``watch``: one garment for several bodies on one page."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from mtmpattern.cli.flags import flagged
from mtmpattern.cli.group import StrictCommand
from mtmpattern.cli.options import body_file, template_named
from mtmpattern.cli.report import DRAFTING, say, say_json, say_table
from mtmpattern.errors import listed

if TYPE_CHECKING:
    from mtmpattern.showing.contact import Contact


# ---- sheet ----------------------------------------------------------------------------------------------------------

NUMBERS = re.compile(r"-?\d+(\.\d+)?")
"""Faults that differ only in their numbers are of one kind."""
MOST_TITLES = 12
"""The most garments that are named for one fault."""

Refused = Sequence[tuple[str, tuple[str, ...]]]
Command = TypeVar("Command", bound=Callable[..., None])


def sheet_options(body: str) -> Callable[[Command], Command]:
    """The options of a drawing of several garments: bodies (named ``body`` in the help), fits and options."""
    options = (
        click.option("-m", "--measurements", "bodies", metavar=body, multiple=True,
                     help="A measurement file, a folder of them, or a shipped person; may be repeated."),
        click.option("--estimate", "estimates", is_flag=True,
                     help="Also estimate measures that the template requires."),
        click.option("--fit", "fits", metavar="NAME", multiple=True, help="A named fit, or all: a row for each."),
        click.option("--set", "sets", metavar="OPTION=VALUE", multiple=True,
                     help="An option; each further value adds a row."),
    )

    def with_options(command: Command) -> Command:
        for option in reversed(options):                    # as stacked decorators: the last is applied first
            command = option(command)
        return command

    return with_options


@click.command(cls=StrictCommand, short_help="Draw TEMPLATE for several bodies on one page.")
@click.argument("template")
@click.argument("more", metavar="[FILE]...", nargs=-1)
@sheet_options("FILE")
@click.option("-o", "--out", metavar="FILE", required=True, help="The .svg file to write.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def sheet(*, template: str, more: tuple[str, ...], bodies: tuple[str, ...], estimates: bool, fits: tuple[str, ...],
          sets: tuple[str, ...], out: str, as_json: bool) -> None:
    """Draw TEMPLATE, a name or a .py file, for several bodies on one page.

    \b
    mtmpattern sheet crew-tee -m ana.yaml -m ben.yaml -o tee.svg
    mtmpattern sheet crew-tee people/*.yaml --fit all -o fits.svg
    mtmpattern sheet my_skirt.py -m people --set flare=5 --set flare=9 -o a.svg

    All are drawn at one scale and numbered in the order of their files; the
    faults of a refused body are shown in its place. An earlier sheet is
    replaced, other files never. The exit code is 3 if a garment was refused.
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.drafting.library import find_template
    from mtmpattern.showing.contact import body_files, contact_sheet, read_sheets, variants
    from mtmpattern.showing.watch import check_place, write_sealed

    check_place(out)
    kind = find_template(template_named(template))
    rows = variants(kind, fits, sets)
    drawn = contact_sheet(kind, read_sheets(body_files(named(bodies, more))), rows, estimates=estimates)
    path = write_sealed(drawn.svg, out)
    if as_json:
        say_json({"file": str(path), "garments": drawn.garments,
                  "refused": [{"garment": title, "faults": list(faults)} for title, faults in drawn.refused]})
    else:
        say(str(path))
        say_refused(drawn.refused)
    if drawn.refused:
        raise click.exceptions.Exit(DRAFTING)


def named(bodies: tuple[str, ...], more: tuple[str, ...]) -> tuple[Path, ...]:
    """All files and folders of measurements: in a shell's ``-m *.yaml`` only the first one follows the flag."""
    if not bodies and not more:
        raise click.UsageError("Name at least one measurement file: -m FILE.")
    return tuple(body_file(each, folders=True) for each in (*bodies, *more))


def say_refused(refused: Refused) -> None:
    """Print what was refused and why; the same fault of several garments is printed once."""
    alike: dict[str, list[str]] = {}
    for title, faults in refused:
        for fault in dict.fromkeys(faults):
            alike.setdefault(NUMBERS.sub("#", fault), []).append(title)
    printed: set[str] = set()
    rows = []
    for _, faults in refused:
        for fault in faults:
            kind = NUMBERS.sub("#", fault)
            if kind not in printed:
                printed.add(kind)
                rows.append((listed(alike[kind], MOST_TITLES), fault))
    say_table(rows, title="refused: the garments, and the fault of the first of them")


# ---- watch ----------------------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand, short_help="Draw FILE for several bodies whenever it is saved.")
@click.argument("template", metavar="FILE")
@click.argument("more", metavar="[BODY]...", nargs=-1)
@sheet_options("BODY")
@click.option("-o", "--out", metavar="SVG", help="The .svg file to write; by default here, named like the template.")
@click.option("--once", is_flag=True, help="Draw it once and exit, with 3 if a garment was refused.")
def watch(*, template: str, more: tuple[str, ...], bodies: tuple[str, ...], estimates: bool, fits: tuple[str, ...],
          sets: tuple[str, ...], out: str | None, once: bool) -> None:
    """Draw the template in FILE for several bodies, and again on every change.

    \b
    mtmpattern watch my_skirt.py -m ana.yaml -m ben.yaml
    mtmpattern watch my_skirt.py -m people --fit all -o look.svg

    Keep the drawing open in a browser or viewer beside your editor. It is drawn
    again when the template, a block that it imports, or a measurement file is
    saved. Faults are shown in the drawing and here. Ctrl-C ends it.
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.showing.contact import body_files
    from mtmpattern.showing.watch import Wanted, check_place, draw_once, write_sealed
    from mtmpattern.showing.watch import watch as keep_drawing

    source = _file_of(template)
    files = tuple(map(str, body_files(named(bodies, more))))
    target = check_place(out or f"{Path(template).stem}.svg")
    wanted = Wanted(str(source), files, fits, sets, estimates)
    if once:
        contact = draw_once(wanted).contact
        write_sealed(contact.svg, target)
        _say(contact, target)
        if contact.refused:
            raise click.exceptions.Exit(DRAFTING)
        return
    say(f"watching {source.name}; Ctrl-C ends it")
    with suppress(KeyboardInterrupt):           # the usual end
        keep_drawing(wanted, lambda contact: _keep(contact, target))


def _file_of(template: str) -> Path:
    """The file of a template: the one named, or that of a shipped one. Raises `TemplateNotFound`."""
    from mtmpattern.drafting.library import find_template
    from mtmpattern.errors import TemplateNotFound

    if not template.endswith(".py"):
        return Path(inspect.getfile(find_template(template)))
    if not Path(template).is_file():
        raise TemplateNotFound(f"there is no template file {Path(template).name}", code="template.file",
                               where=Path(template).name, hint="Check the path.", params={"name": Path(template).name})
    return Path(template)


def _keep(contact: Contact, target: Path) -> None:
    """Write a drawing, or print why that failed; the next one may succeed."""
    from mtmpattern.errors import ExportError
    from mtmpattern.showing.watch import write_sealed

    try:
        write_sealed(contact.svg, target)
    except ExportError as error:
        for problem in error.problems:
            say(str(flagged(problem)), err=True)
    else:
        _say(contact, target)


def _say(contact: Contact, target: Path) -> None:
    """Print the outcome of a drawing."""
    say(f"{target}: {contact.garments - len(contact.refused)} of {contact.garments} drawn")
    say_refused(contact.refused)
