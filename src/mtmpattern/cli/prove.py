"""``prove`` and ``audit``: a template on a whole population, and the faults of a pattern file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from mtmpattern.cli.group import StrictCommand
from mtmpattern.cli.options import Finite, template_named, unit_option
from mtmpattern.cli.report import DRAFTING, INPUT, finding_rows, say, say_json, say_table

if TYPE_CHECKING:
    from mtmpattern.drafting import Template
    from mtmpattern.proving.population import Person
    from mtmpattern.proving.proof import Proof, Question
    from mtmpattern.reading import Findings


# ---- audit ----------------------------------------------------------------------------------------------------------

KINDS = {"dxf": "a pattern drawing (DXF)", "rul": "a table of grade rules (RUL)", "pattern": "a pattern of ours",
         "hpgl": "a plot (HPGL)"}
FROM_RULES = 12
"""The most rules that are printed; a table has hundreds."""


@click.command(cls=StrictCommand, short_help="Look for faults in a DXF, RUL, HPGL or pattern.json.")
@click.argument("file")
@unit_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def audit(*, file: str, unit: str | None, as_json: bool) -> None:
    """Look for faults in FILE: a pattern DXF, a RUL, a plot in HPGL, or a pattern.json.

    A fault keeps a piece from being cut or sewn as it is, a warning is something on which other programs may fail, a
    note is worth knowing. The exit code is 0 without faults, 3 with any, and 2 if the file cannot be read.
    """
    from pathlib import Path

    from mtmpattern.reading import audit_file

    findings = audit_file(Path(file), unit=unit)
    if as_json:
        say_json(findings.to_dict())
    else:
        _say(findings, Path(file).name)
    if findings.faults:
        raise click.exceptions.Exit(DRAFTING)


def _say(findings: Findings, name: str) -> None:
    """Print the pieces first and the faults last, so that they stay visible."""
    say(f"{name}: {KINDS[findings.kind]}")
    if findings.kind == "rul":
        rules = f"{len(findings.measures)} rule{'' if len(findings.measures) == 1 else 's'}"
        say_table([tuple(f"{key} {value}" for key, value in row.items()) for row in findings.measures[:FROM_RULES]],
                  title=f"{rules}; how far a point moves, in mm")
    else:
        count, plot = len(findings.measures), findings.kind == "hpgl"
        thing = ("pen" if plot else "piece") + ("" if count == 1 else "s")
        units = "lengths in mm" if plot else "lengths in mm, areas in square metres"
        say_table(_pieces(findings), title=f"{count} {thing}; {units}")
    for weight in ("note", "warning", "fault"):
        rows = list(finding_rows([item for item in findings if item.weight == weight]))
        say_table(rows, title=f"{weight}s")
    say()
    counts = [(len([item for item in findings if item.weight == weight]), weight) for weight in ("fault", "warning")]
    say(", ".join(f"{count or 'no'} {weight}{'' if count == 1 else 's'}" for count, weight in counts))


def _pieces(findings: Findings) -> list[tuple[str, ...]]:
    columns = list(dict.fromkeys(key for row in findings.measures for key in row if key != "block"))
    rows = [tuple("-" if row.get(key) in (None, "") else str(row[key]) for key in columns) for row in findings.measures]
    return [tuple(columns), *rows] if rows else []


# ---- prove ----------------------------------------------------------------------------------------------------------

MOST_PEOPLE = 100_000


@click.command(cls=StrictCommand, short_help="Draft TEMPLATE for a whole population.")
@click.argument("template")
@click.option("--people", "count", type=click.IntRange(1, MOST_PEOPLE), metavar="N",
              help="Draw N adults from the shipped statistics; 300 if no other people are given.")
@click.option("--sex", type=click.Choice(["female", "male"]), help="Draw only women, or only men.")
@click.option("--bodies", metavar="CSV", multiple=True, help="A table of clients, or of ANSUR II; may be repeated.")
@click.option("--columns", metavar="FILE", help="A column map: what the columns of tables of clients mean.")
@click.option("--sizes", "charts", metavar="CHART", multiple=True, help="Every size of a chart, as in women.")
@click.option("--stress", is_flag=True, help="Unusual people: children, 150 to 210 cm, BMI 16 to 45.")
@click.option("--every", type=click.IntRange(1, MOST_PEOPLE), metavar="N", default=1, help="Only every n-th person.")
@click.option("--fit", "fits", metavar="NAME", multiple=True, help="A named fit, or all; may be repeated.")
@click.option("--set", "sets", metavar="OPTION=VALUE", multiple=True, help="An option, as in neck_drop=95mm.")
@click.option("--fabric", "fabrics", metavar="ROLE=FILE", multiple=True, help="The cloth of a role.")
@click.option("--estimate", is_flag=True, help="Estimate clients' missing measures, even what must be measured.")
@click.option("--least", type=Finite(0, 100), metavar="PERCENT", default=99.5, show_default=True,
              help="The share that must draft with every check green.")
@click.option("--workers", type=click.IntRange(1, 64), metavar="N", help="Processes; by default one for each core.")
@click.option("--save-refused", "refused_to", metavar="DIR",
              help="Write the measures of each refused person, to be drawn with `sheet`, and the faults.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def prove(*, template: str, count: int | None, sex: Literal["female", "male"] | None, bodies: tuple[str, ...],
          columns: str | None, charts: tuple[str, ...], stress: bool, every: int, fits: tuple[str, ...],
          sets: tuple[str, ...], fabrics: tuple[str, ...], estimate: bool, least: float, workers: int | None,
          refused_to: str | None, as_json: bool) -> None:
    """Draft TEMPLATE, a name or a .py file, for a whole population.

    \b
    mtmpattern prove crew-tee
    mtmpattern prove crew-tee --people 1000 --fit all
    mtmpattern prove my_skirt.py --bodies clients.csv --sizes women --stress
    mtmpattern prove my_skirt.py --save-refused out/refused

    Rescued and refused people are counted separately, with reasons; people are
    numbered, never named. The output is the same on every run; times go to
    standard error, or under "timings" in JSON.

    The exit code is 3 (cannot be drafted) if fewer than --least percent draft
    in some fit, and 2 if none of the people can be drafted for.
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.drafting.library import find_template
    from mtmpattern.drafting.request_text import read_request
    from mtmpattern.jobs.folder import check_folder, write_folder
    from mtmpattern.proving.proof import Question, as_data, refused_files

    named = template_named(template)
    kind = find_template(named)
    asked = read_request(kind, sets=sets, fabrics=fabrics, typed=True)
    chosen = _fits(kind, fits)
    if refused_to:
        check_folder(refused_to)
    people, population = _people(kind, count, sex, bodies, columns, charts, stress=stress, every=every)
    question = Question(named, None, asked.options, asked.fabrics, estimate)
    if not as_json:
        say(_who(population, stress=stress), err=True)
    proofs = _prove(kind, people, question, chosen, workers or os.cpu_count() or 1, lines=not as_json)
    data = as_data(proofs, population, {"template": kind.name, "version": kind.version,
                                        "options": dict(asked.options), "least_percent": least})
    if as_json:
        say_json(data)
    else:
        from mtmpattern.cli.view import say_proof

        say_proof(data)
    if refused_to:
        written = write_folder(refused_files(people, proofs), refused_to)
        say(f"{len(written) - 1} files of refused people are in {refused_to}", err=True)
    if not any(proof.people for proof in proofs):
        say("none of these people can be drafted for", err=True)
        raise click.exceptions.Exit(INPUT)
    if any(proof.percent < least for proof in proofs if proof.people):
        raise click.exceptions.Exit(DRAFTING)


_ADDED = {"drawn": "adults drawn from the statistics", "made_up": "made-up people of --stress", "sizes": "sizes",
          "rows_of_tables": "rows of tables", "taken": "of them with --every",
          "redrawn_because_impossible": "drawn again, because they were impossible"}


def _who(population: Mapping[str, int], *, stress: bool) -> str:
    """The people that the garment is drafted for, by where they come from."""
    counts = ", ".join(f"{count} {_ADDED.get(name, name)}" for name, count in population.items() if count)
    alone = " (with --stress, adults are drawn only for --people)" if stress else ""
    return f"people: {counts or 'none'}{alone}"


def _fits(kind: type[Template], fits: Sequence[str]) -> list[str | None]:
    """The fits to prove, each once; the template as it is where none is named."""
    from mtmpattern.drafting.request_text import read_request

    named = list(dict.fromkeys(fits))
    if "all" in named and "all" not in kind.fits:
        named = list(kind.fits)
    for fit in named:
        read_request(kind, fit=fit)               # refuses an unknown one
    return [*named] or [None]


def _people(kind: type[Template], count: int | None, sex: Literal["female", "male"] | None, bodies: Sequence[str],
            columns: str | None, charts: Sequence[str], *, stress: bool,
            every: int) -> tuple[list[Person], dict[str, int]]:
    """The people to draft for, and the number of each kind; drawn people if no others are given."""
    from mtmpattern.body.forms.columns import read_columns
    from mtmpattern.proving import population
    from mtmpattern.proving.population import people_of

    found: list[Person] = []
    counts: dict[str, int] = {}
    if count or not (bodies or charts or stress):
        found, redrawn = population.drawn(count or 300, kind.needs, (sex,) if sex else population.SEXES)
        counts = {"drawn": len(found), "redrawn_because_impossible": redrawn}
    known = read_columns(Path(columns)) if columns else None
    for number, table in enumerate(bodies, 1):
        rows = list(people_of(Path(table), number, kind.needs, known))
        counts["rows_of_tables"] = counts.get("rows_of_tables", 0) + len(rows)
        found += rows
    for chart in dict.fromkeys(charts):
        sizes = list(population.sizes(chart))
        counts["sizes"] = counts.get("sizes", 0) + len(sizes)
        found += sizes
    if stress:
        made_up = list(population.stress())
        counts["made_up"] = len(made_up)
        found += made_up
    kept = population.thinned(found, every)
    return kept, counts if every == 1 else {**counts, "taken": len(kept)}


def _prove(kind: type[Template], people: Sequence[Person], question: Question, fits: Sequence[str | None],
           workers: int, *, lines: bool) -> list[Proof]:
    """Prove every fit on those it is for, with a progress bar on a terminal."""
    from dataclasses import replace

    from mtmpattern.cli.report import counting
    from mtmpattern.proving.proof import Proof, for_fit, prove_all

    groups = [(fit, for_fit(people, fit, kind.fits)) for fit in fits]
    with counting("drafting", sum(len(group) for _, group in groups), lines=lines) as advance:
        return [Proof(fit or "", tuple(prove_all(group, replace(question, fit=fit), workers, advance)),
                      len(people) - len(group)) for fit, group in groups]
