"""``knit`` and ``swatch``: garments for the knitting machine, and their swatches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtmpattern.cli.group import StrictCommand
from mtmpattern.cli.options import (
    body_options,
    estimate_option,
    garment_options,
    output_options,
    pick_of,
    sheet_and_request,
    template_named,
)
from mtmpattern.cli.report import say, say_json, say_table
from mtmpattern.input_file import profile_named

if TYPE_CHECKING:
    from mtmpattern.knitting import KnittedGarment

_PAGE = click.option("--page", type=click.Choice(["a4", "letter"]), default="a4", show_default=True,
                     help="The paper of the charts.")


# ---- knit -----------------------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand, short_help="Knit TEMPLATE to shape: programs, charts, rows.")
@click.argument("template")
@body_options
@click.option("--swatch", metavar="FILE", required=True, help="The swatch: a file, or the name of a shipped one.")
@click.option("--machine", metavar="NAME", required=True,
              help="The machine's profile: a shipped one (hand for two needles), or a file.")
@estimate_option
@garment_options
@click.option("--top", type=click.Choice(["chained", "live"]), default="chained", show_default=True,
              help="Chain the last stitches off, or leave them on waste courses for linking.")
@click.option("--shoulders", type=click.Choice(["short rows", "bound off"]), default="short rows", show_default=True,
              help="Slope the shoulders with short rows, or bind them off in steps.")
@click.option("--increase", type=click.Choice(["lifted", "eyelet", "split"]), default="lifted", show_default=True,
              help="How a stitch is added.")
@click.option("--inset", type=click.IntRange(0, 12), default=3, show_default=True,
              help="How many stitches from its edge a panel is shaped.")
@_PAGE
@output_options
def knit(*, template: str, body: str, person: str, columns: str | None, swatch: str, machine: str, estimates: bool,
         fit: str | None, sets: tuple[str, ...], alters: tuple[str, ...], fabrics: tuple[str, ...], out: str,
         as_json: bool, **station: Any) -> None:
    """Draft TEMPLATE for a body and knit its parts as panels.

    Each panel gets a chart (PNG, SVG, PDF), a report, and a knitout program or written rows, depending on the machine;
    joining.txt says how to join the panels. If the machine cannot hold a panel, nothing is written, and the message
    says what it lacks, by how much, and what would fit.

    \b
    mtmpattern knit jumper -m ana --swatch dk-hand --machine kniterate -o out/a
    mtmpattern knit jumper -m ana --swatch dk-hand --machine hand -o out/hand
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.drafting.library import find_template
    from mtmpattern.jobs.folder import check_folder, write_folder
    from mtmpattern.jobs.knit import knit_template
    from mtmpattern.knitting import read_machine, read_swatch

    check_folder(out)
    found = find_template(template_named(template))
    cloth, at = read_swatch(profile_named(swatch)), read_machine(profile_named(machine))
    sheet, request = sheet_and_request(found, body, pick_of(person, columns), estimates=estimates, fit=fit, sets=sets,
                                       alters=alters, fabrics=fabrics)
    made = knit_template(found, sheet.body, request, cloth, at, estimates=estimates, **station)
    written = write_folder(made.files(), out)
    if as_json:
        say_json({"folder": out, "files": [path.name for path in written], **made.report})
    else:
        _say(made, written)


def _say(made: KnittedGarment, written: tuple[Path, ...]) -> None:
    for path in written:
        say(str(path))
    rows = [("panel", "knit", "stitches", "courses", "needles", "yarn", "time")]
    for each in made.panels:
        report = each.report
        rows.append((each.name, f"{each.times} x", str(each.knitted.panel.widest), str(report.courses),
                     f"{report.needles[0]} to {report.needles[1]}", f"{report.grams:.0f} g",
                     f"{report.seconds / 60:.0f} min"))
    say_table(rows, title=f"panels on {made.machine.name} with {made.swatch.name}")
    say_table([(yarn, f"{grams:.0f} g") for yarn, grams in made.report["yarns"].items()], title="yarn")
    say_table(list(made.beside.items()), title="not panels")
    say("executed by our checker; no machine has knitted it")


# ---- swatch ---------------------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand, short_help="Knit a swatch, or make a swatch file of its readings.")
@click.option("--machine", metavar="NAME", required=True, help="The machine's profile: a shipped one, or a file.")
@click.option("--stitches", type=int, default=50, show_default=True, help="Stitches between the marks.")
@click.option("--courses", type=int, default=70, show_default=True, help="Courses between the marks.")
@click.option("--width", "widths", type=float, multiple=True, metavar="MM",
              help="A reading across the stitches, in mm; give several.")
@click.option("--height", "heights", type=float, multiple=True, metavar="MM", help="A reading up the courses, in mm.")
@click.option("--grams", type=float, multiple=True, metavar="G", help="A weighing of the whole swatch.")
@click.option("--weighed", type=int, help="How many stitches were weighed; by default those of the whole swatch.")
@click.option("--name", default="my-swatch", show_default=True, help="The name of the swatch.")
@click.option("--yarn", default="", help="The yarn as its cone names it.")
@click.option("--colour", default="", help="Its colour.")
@click.option("--number", "numbers", metavar="ZONE=NUMBER", multiple=True,
              help="The machine's stitch number of a zone, as in body=6.")
@click.option("--rib", metavar="STITCHES,COURSES", help="The rib of the same yarn, to 10 cm, as in 36,44.")
@click.option("--stretch", type=float, default=45.0, show_default=True, metavar="PERCENT",
              help="How much longer it gets across under a comfortable pull.")
@_PAGE
@output_options
def swatch(*, machine: str, stitches: int, courses: int, out: str, as_json: bool, page: str, **readings: Any) -> None:
    """Write the files to knit a swatch; with its readings, write the swatch file.

    The panel has marks at these numbers of stitches and courses. Knit it, wash it, measure between the marks and weigh
    it, then give the readings: the file holds their means and their spread.

    \b
    mtmpattern swatch --machine kniterate -o out/swatch
    mtmpattern swatch --machine hand --yarn DK \\
      --width 227 --height 233 --grams 26 -o out/dk
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.jobs.folder import check_folder, write_folder
    from mtmpattern.jobs.knit import measured_swatch_file, swatch_files
    from mtmpattern.knitting import read_machine

    check_folder(out)
    at = read_machine(profile_named(machine))
    if any(readings[name] for name in ("widths", "heights", "grams")):
        files = measured_swatch_file(at, stitches, courses, **readings)
    else:
        files = swatch_files(at, stitches, courses, page)
    written = write_folder(files, out)
    if as_json:
        say_json({"folder": out, "files": [path.name for path in written]})
        return
    for path in written:
        say(str(path))
