"""``make`` drafts a template for one body and writes the files a cutter needs."""

from __future__ import annotations

from pathlib import Path

import click

from mtmpattern.cli._output import say_json
from mtmpattern.cli._shown import made_as_data, say_made


@click.command(short_help="Draft TEMPLATE for a body and write its files.")
@click.argument("template")
@click.option("-m", "--measurements", "body", metavar="FILE", required=True,
              help="The measurement file, in any form that `measure` reads.")
@click.option("--estimate", "estimates", is_flag=True, help="Estimate even what the template wants measured.")
@click.option("--fit", metavar="NAME", help="A named fit of the template.")
@click.option("--set", "sets", metavar="OPTION=VALUE", multiple=True, help="An option, as in neck_drop=95mm.")
@click.option("--alter", "alters", metavar="NAME=MM", multiple=True,
              help="Change what the garment shall measure, as in waist=-10 or sleeve.left=5.")
@click.option("--fabric", "fabrics", metavar="ROLE=FILE", multiple=True,
              help="The cloth of a role: a fabric file, or the name of a shipped one.")
@click.option("-f", "--format", "formats", metavar="FORMAT", multiple=True, default=("svg", "dxf"), show_default=True,
              help="What to write; may be given more than once.")
@click.option("--on-fold", is_flag=True, help="Write pieces with a fold as halves.")
@click.option("--palette", metavar="NAME", help="Colours and line widths of the drawing, as in laser.")
@click.option("--draw", "draws", metavar="NAME=VALUE", multiple=True,
              help="A setting of the drawing, as in hairline=0.05 or cut=red.")
@click.option("-o", "--out", metavar="DIR", required=True, help="The folder to write; it must not hold other things.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
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
    sheet = read_sheet(Path(body))
    made = make_garment(found, sheet.body, asked.with_sheet(sheet), formats, on_fold=on_fold,
                        settings=read_settings(draws, palette), estimates=estimates)
    written = write_folder(made.files, out)
    if as_json:
        say_json(made_as_data(made, written, out))
    else:
        say_made(made, written)
