"""``make`` drafts a template for one body and writes the files a cutter needs."""

from __future__ import annotations

import click

from mtmpattern.cli._asked import garment_options, writing_options
from mtmpattern.cli._output import say_json
from mtmpattern.cli._people import body_file
from mtmpattern.cli._shown import made_as_data, say_made


@click.command(short_help="Draft TEMPLATE for a body and write its files.")
@click.argument("template")
@click.option("-m", "--measurements", "body", metavar="FILE", required=True,
              help="The measurement file, in any form that `measure` reads, or a shipped person, as in ana.")
@click.option("--estimate", "estimates", is_flag=True, help="Estimate even what the template wants measured.")
@garment_options
@writing_options("svg", "dxf")
def make(*, template: str, body: str, estimates: bool, fit: str | None, sets: tuple[str, ...], alters: tuple[str, ...],
         fabrics: tuple[str, ...], formats: tuple[str, ...], on_fold: bool, palette: str | None,
         draws: tuple[str, ...], out: str, as_json: bool) -> None:
    """Draft TEMPLATE, a name or a .py file, for a body and write its files into a folder.

    The pattern is checked first; one that fails is refused and nothing is written.
    """
    from mtmpattern.body import read_sheet
    from mtmpattern.drafting.library import find_template
    from mtmpattern.jobs.asking import read_asked, read_settings
    from mtmpattern.jobs.folder import check_folder, write_folder
    from mtmpattern.jobs.making import make_garment

    check_folder(out)
    found = find_template(template)
    asked = read_asked(found, fit=fit, sets=sets, alters=alters, fabrics=fabrics)
    sheet = read_sheet(body_file(body))
    made = make_garment(found, sheet.body, asked.with_sheet(sheet), formats, on_fold=on_fold,
                        settings=read_settings(draws, palette), estimates=estimates)
    written = write_folder(made.files, out)
    if as_json:
        say_json(made_as_data(made, written, out))
    else:
        say_made(made, written)
