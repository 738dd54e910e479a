"""``make``, ``grade``, ``convert``, ``templates`` and ``show``: from a template to files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtmpattern.cli.group import StrictCommand
from mtmpattern.cli.options import (
    allowance_option,
    body_options,
    drawn_as,
    estimate_option,
    garment_options,
    pick_of,
    sheet_and_request,
    template_named,
    unit_option,
    writing_options,
)
from mtmpattern.cli.report import finding_rows, say, say_json, say_table

if TYPE_CHECKING:
    from mtmpattern.pattern.grading.grade import Grade


# ---- make -----------------------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand, short_help="Draft TEMPLATE for a body and write its files.")
@click.argument("template")
@body_options
@estimate_option
@garment_options
@allowance_option
@click.option("--store", metavar="DIR", envvar="MTMPATTERN_STORE", show_envvar=True,
              help="The folder of markers kept by `marker`, for the length of cloth of the garment.")
@writing_options("svg", "dxf")
def make(*, template: str, body: str, person: str, columns: str | None, estimates: bool, store: str | None,
         fit: str | None, sets: tuple[str, ...], alters: tuple[str, ...], fabrics: tuple[str, ...],
         allowances: tuple[str, ...], formats: tuple[str, ...], on_fold: bool, every_part: bool,
         palette: str | None, draws: tuple[str, ...], out: str, as_json: bool) -> None:
    """Draft TEMPLATE, a name or a .py file, for a body and write its files into a folder.

    The pattern is checked first; one that fails is refused and nothing is written.
    """
    from mtmpattern.jobs.folder import check_folder, write_folder

    check_folder(out)
    from mtmpattern.cli.view import made_as_data, say_made
    from mtmpattern.drafting.library import find_template
    from mtmpattern.drafting.request_text import read_settings
    from mtmpattern.jobs.allowances import read_widths
    from mtmpattern.jobs.make import make_garment

    found = find_template(template_named(template))
    sheet, request = sheet_and_request(found, body, pick_of(person, columns), estimates=estimates, fit=fit, sets=sets,
                                       alters=alters, fabrics=fabrics)
    made = make_garment(found, sheet.body, request, formats, on_fold=on_fold,
                        settings=read_settings(drawn_as(draws, formats, every_part=every_part), palette),
                        estimates=estimates, store=Path(store) if store else None, allowances=read_widths(allowances))
    written = write_folder(made.files, out)
    if as_json:
        say_json(made_as_data(made, written, out))
    else:
        say_made(made, written)


# ---- grade ----------------------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand, short_help="Draft TEMPLATE for the sizes of a chart.")
@click.argument("template")
@click.option("--sizes", metavar="CHART[:S,M,L]", required=True,
              help="A shipped chart or a .yaml file, and the sizes or letters wanted.")
@click.option("--sample", metavar="SIZE", default="", help="The size to grade from; by default the middle one.")
@garment_options
@allowance_option
@writing_options("svg")
def grade(*, template: str, sizes: str, sample: str, fit: str | None, sets: tuple[str, ...], alters: tuple[str, ...],
          fabrics: tuple[str, ...], allowances: tuple[str, ...], formats: tuple[str, ...], on_fold: bool,
          every_part: bool, palette: str | None, draws: tuple[str, ...], out: str, as_json: bool) -> None:
    """Draft TEMPLATE for the sizes of a chart: nested drawings, grade rules, and tables of finished measures.

    \b
    mtmpattern grade crew-tee --sizes women:S,M,L -o out/nest
    mtmpattern grade shirt --sizes men -f pdf -f rul -o out/men
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.drafting.library import find_template
    from mtmpattern.drafting.request_text import read_request, read_settings
    from mtmpattern.jobs.allowances import read_widths
    from mtmpattern.jobs.folder import check_folder, write_folder
    from mtmpattern.jobs.grade import grade_files, grade_formats, make_grade, read_sizes
    from mtmpattern.jobs.make import check_settings

    check_folder(out)
    settings = read_settings(drawn_as(draws, formats, every_part=every_part), palette)
    check_settings(grade_formats(formats), settings)        # before anything is drafted
    found = find_template(template_named(template))
    request = read_request(found, fit=fit, sets=sets, alters=alters, fabrics=fabrics, typed=True)
    graded = make_grade(found, *read_sizes(sizes), request, sample=sample, on_fold=on_fold,
                        allowances=read_widths(allowances))
    written = write_folder(grade_files(graded, formats, settings), out)
    if as_json:
        say_json(_as_data(graded, written, out))
        return
    for path in written:
        say(str(path))
    count = f"{len(graded.sizes)} size{'' if len(graded.sizes) == 1 else 's'}"
    say_table([(", ".join(graded.sizes),)], title=f"{count}, graded from {graded.sample}")
    say_table([(name, str(number)) for name, number in (graded.held or {}).items()], title="held equal in all sizes")
    say_table([(note,) for note in graded.notes], title="not held equal")
    say_table([(str(problem),) for problem in graded.apart], title="parts whose sizes have no corresponding points")


def _as_data(graded: Grade, written: Sequence[Path], folder: str) -> dict[str, Any]:
    return {
        "template": graded.template, "sizes": list(graded.sizes), "sample": graded.sample, "folder": folder,
        "files": [path.name for path in written], "parts": [part.id for part in graded.parts],
        "held": dict(graded.held or {}), "notes": list(graded.notes),
        "apart": [problem.to_dict() for problem in graded.apart],
    }


# ---- convert --------------------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand, short_help="Write a pattern DXF of another program in our formats.")
@click.argument("file")
@click.option("--size", metavar="SIZE", help="The size to write; without it the sample size of the drawing.")
@click.option("--allowance", "allowances", metavar="[hem=]LENGTH", multiple=True,
              help="A new allowance outside every sewn line, as in 10mm. Hems keep theirs without hem=40mm.")
@unit_option
@writing_options("svg")
def convert(*, file: str, size: str | None, unit: str | None, allowances: tuple[str, ...],
            formats: tuple[str, ...], on_fold: bool, every_part: bool, palette: str | None, draws: tuple[str, ...],
            out: str, as_json: bool) -> None:
    """Write the pieces of FILE, a pattern DXF of any program, in our formats.

    Each piece is written as often as its quantity says. Faults that `audit` finds in the drawing are printed; the
    files are written anyway.

    \b
    mtmpattern convert jacket.dxf -f pdf -f hpgl -o out/jacket
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from pathlib import Path

    from mtmpattern.drafting.request_text import read_settings
    from mtmpattern.jobs.folder import check_folder, write_folder
    from mtmpattern.jobs.make import convert_drawing, read_allowances

    check_folder(out)
    allowance, hem = read_allowances(allowances)
    settings = read_settings(drawn_as(draws, formats, every_part=every_part), palette)
    done = convert_drawing(Path(file), formats, size=size, unit=unit, settings=settings,
                           on_fold=on_fold, allowance=allowance, hem=hem)
    written = write_folder(done.files, out)
    if as_json:
        say_json({"folder": out, "files": [path.name for path in written], "size": done.pattern.size,
                  "parts": [part.id for part in done.pattern.parts],
                  "kept": list(done.kept), "findings": [item.to_dict() for item in done.findings]})
        return
    for path in written:
        say(str(path))
    say_table([(part.id, _counted(len(part.sewn), "edge"), _counted(len(part.notches), "notch", "notches"))
               for part in done.pattern.parts],
              title=_counted(len(done.pattern.parts), "part")
              + (f" of size {done.pattern.size}" if done.pattern.size else ""))
    say_table([(each,) for each in done.kept], title="kept as in the drawing")
    for weight in ("note", "warning", "fault"):
        say_table(list(finding_rows([item for item in done.findings if item.weight == weight])),
                  title=f"{weight}s in the drawing")


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


# ---- templates and show ---------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def templates(*, as_json: bool) -> None:
    """List the templates."""
    from mtmpattern.drafting.description import outline
    from mtmpattern.drafting.library import find_template, template_names

    listed = [outline(find_template(name)) for name in template_names()]
    say_json(listed) if as_json else say_table((each["name"], each["summary"]) for each in listed)


@click.command(cls=StrictCommand)
@click.argument("template")
@click.option("--schema", "as_schema", is_flag=True, help="Print the JSON Schema of measurements and options.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(template: str, *, as_schema: bool, as_json: bool) -> None:
    """Show what TEMPLATE, a name or a .py file, needs and offers."""
    from mtmpattern.cli.view import say_described
    from mtmpattern.drafting.description import describe
    from mtmpattern.drafting.library import find_template, schema

    if as_schema:
        say_json(schema(template_named(template)))
    else:
        described = describe(find_template(template_named(template)))
        say_json(described) if as_json else say_described(described)
