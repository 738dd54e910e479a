"""``watch`` draws a contact sheet again whenever a designer saves the template."""

from __future__ import annotations

import inspect
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtmpattern.cli._output import say
from mtmpattern.cli._report import DRAFTING
from mtmpattern.cli.sheet import named, say_refused, whom_and_what

if TYPE_CHECKING:
    from mtmpattern.jobs.contact import Contact


@click.command(short_help="Draw FILE for several bodies whenever it is saved.")
@click.argument("template", metavar="FILE")
@click.argument("more", metavar="[BODY]...", nargs=-1)
@whom_and_what("BODY")
@click.option("-o", "--out", metavar="SVG", help="The .svg file to write; by default here, named like the template.")
@click.option("--once", is_flag=True, help="Draw it once and end, with 3 where something was refused.")
def watch(*, template: str, more: tuple[str, ...], bodies: tuple[str, ...], estimates: bool, fits: tuple[str, ...],
          sets: tuple[str, ...], out: str | None, once: bool) -> None:
    """Draw the template in FILE for several bodies, and again on every change.

    \b
    mtmpattern watch my_skirt.py -m ana.yaml -m ben.yaml
    mtmpattern watch my_skirt.py -m people --fit all -o look.svg

    Keep the drawing open in a browser or viewer beside your editor. It is made
    again when the template, a block that it imports, or a measurement file is
    saved. Faults stand in the drawing and here. Ctrl-C ends it.
    """  # noqa: D301  # click takes the \b for a paragraph to leave as it is
    from mtmpattern.jobs.contact import body_files
    from mtmpattern.jobs.sealed import check_place, write_sealed
    from mtmpattern.jobs.watching import Wanted, draw_once
    from mtmpattern.jobs.watching import watch as keep_drawing

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
    with suppress(KeyboardInterrupt):           # the way it ends
        keep_drawing(wanted, lambda contact: _keep(contact, target))


def _file_of(template: str) -> Path:
    """The file of a template: the one that is named, or that of a shipped one. Raises `TemplateNotFound`."""
    from mtmpattern.drafting.library import find_template
    from mtmpattern.errors import TemplateNotFound

    if not template.endswith(".py"):
        return Path(inspect.getfile(find_template(template)))
    if not Path(template).is_file():
        raise TemplateNotFound(f"there is no template file {Path(template).name}", code="template.file",
                               where=Path(template).name, hint="Check the path.")
    return Path(template)


def _keep(contact: Contact, target: Path) -> None:
    """Write a drawing; where that fails, perhaps the next one can be written."""
    from mtmpattern.errors import ExportError
    from mtmpattern.jobs.sealed import write_sealed

    try:
        write_sealed(contact.svg, target)
    except ExportError as error:
        for problem in error.problems:
            say(str(problem), err=True)
    else:
        _say(contact, target)


def _say(contact: Contact, target: Path) -> None:
    """Print what became of a drawing."""
    say(f"{target}: {contact.garments - len(contact.refused)} of {contact.garments} drawn")
    say_refused(contact.refused)
