"""``measure`` reads a measurement file and prints its measures, doubts, and what a template still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mtmpattern.cli.group import StrictCommand
from mtmpattern.cli.options import body_file, person_options, pick_of, template_named
from mtmpattern.cli.report import INPUT, say_json

if TYPE_CHECKING:
    from mtmpattern.body import Pick, Sheet
    from mtmpattern.drafting import Template


@click.command(cls=StrictCommand, short_help="Read a measurement FILE, and see what a template needs.")
@click.argument("file")
@click.option("--for", "template", metavar="TEMPLATE", help="Show what this template still needs measured.")
@click.option("--estimate", is_flag=True, help="Add estimates: of what the template needs, or of everything.")
@click.option("--to", "out", metavar="FILE", help="Write the measures: .yaml, .json, .csv, .smis, .vit or "
              ".freesewing.yaml.")
@person_options
@click.option("--size", metavar="SIZE", default="", help="The size in a multi-size file.")
@click.option("--height", metavar="HEIGHT", default="", help="The height in a multi-size file.")
@click.option("--form", metavar="NAME", default="", help="The form of the file, if it is not recognized.")
@click.option("--chart", metavar="NAME", help="Show the nearest size of this size chart.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def measure(*, file: str, template: str | None, estimate: bool, out: str | None, person: str, columns: str | None,
            size: str, height: str, form: str, chart: str | None, as_json: bool) -> None:
    """Read a measurement FILE of any form; show its measures, what seems unlikely and what was left out.

    \b
    mtmpattern measure ana.yaml --for crew-tee
    mtmpattern measure clients.csv --columns map.yaml --person 1042 --to 1042.smis

    With --for the exit code is 2 if the template cannot be drafted yet.
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.body import CATALOGUE, complete, find_chart
    from mtmpattern.cli.measure_view import MeasureReport, measures_as_data, say_measures
    from mtmpattern.jobs.measure import check_form, readiness, write_body_file

    target = check_form(out) if out else None
    kind = _template(template) if template else None
    sizes = find_chart(chart) if chart else None
    sheet = _read(file, form, pick_of(person, columns, size, height))
    body = complete(sheet.body, kind.needs if kind else CATALOGUE) if estimate else sheet.body
    report = MeasureReport(sheet, body, readiness(kind, sheet.body) if kind else None,
                           sheet.body.nearest_size(sizes) if sizes else None,
                           target, write_body_file(body, target, estimated=estimate) if target else ())
    say_json(measures_as_data(report)) if as_json else say_measures(report)
    if report.readiness and not report.readiness.ready:
        raise click.exceptions.Exit(INPUT)


def _template(name: str) -> type[Template]:
    """Find the template; `mtmpattern.drafting` is loaded only for that."""
    from mtmpattern.drafting.library import find_template

    return find_template(template_named(name))


def _read(file: str, form: str, pick: Pick) -> Sheet:
    """Read the file; if the name of a template was given instead, the error says which command to use."""
    from mtmpattern.body import read_sheet
    from mtmpattern.errors import FileFormatError, Problem

    try:
        return read_sheet(body_file(file), form=form, pick=pick)
    except FileFormatError as error:
        from mtmpattern.drafting.library import template_names

        if error.code in ("file.missing", "file.type") and file in template_names():
            hint = f"Write `mtmpattern show {file}`, or `mtmpattern measure FILE --for {file}`."
            raise FileFormatError.of([Problem(f"{file} is a template, not a measurement file", "file.missing",
                                              hint=hint, params={"name": file})]) from error
        raise
