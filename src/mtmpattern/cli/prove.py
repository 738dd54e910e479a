"""``prove`` drafts a template for a whole population and tells who is clean, rescued and refused."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from mtmpattern.cli._output import say, say_json
from mtmpattern.cli._report import DRAFTING, INPUT

if TYPE_CHECKING:
    from mtmpattern.drafting import Template
    from mtmpattern.jobs.population import Person
    from mtmpattern.jobs.proof import Proof
    from mtmpattern.jobs.proving import Question

MOST_PEOPLE = 100_000


@click.command(short_help="Draft TEMPLATE for a whole population.")
@click.argument("template")
@click.option("--people", "count", type=click.IntRange(1, MOST_PEOPLE), metavar="N",
              help="Draw so many adults from the shipped statistics; 300 where nobody else is named.")
@click.option("--sex", type=click.Choice(["female", "male"]), help="Draw only women, or only men.")
@click.option("--bodies", metavar="CSV", multiple=True, help="A table of clients, or of ANSUR II; may be repeated.")
@click.option("--columns", metavar="FILE", help="A column map: what the columns of tables of clients mean.")
@click.option("--sizes", "charts", metavar="CHART", multiple=True, help="Every size of a chart, as in women.")
@click.option("--stress", is_flag=True, help="People far from the usual: children, 150 to 210 cm, BMI 16 to 45.")
@click.option("--every", type=click.IntRange(1, MOST_PEOPLE), metavar="N", default=1, help="Only every n-th person.")
@click.option("--fit", "fits", metavar="NAME", multiple=True, help="A named fit, or all; may be repeated.")
@click.option("--set", "sets", metavar="OPTION=VALUE", multiple=True, help="An option, as in neck_drop=95mm.")
@click.option("--fabric", "fabrics", metavar="ROLE=FILE", multiple=True, help="The cloth of a role.")
@click.option("--estimate", is_flag=True, help="Estimate what clients lack, even what the template wants measured.")
@click.option("--least", type=click.FloatRange(0, 100), metavar="PERCENT", default=99.5, show_default=True,
              help="So many must draft with every check green.")
@click.option("--workers", type=click.IntRange(1, 64), metavar="N", help="Processes; as many as there are cores.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def prove(*, template: str, count: int | None, sex: Literal["female", "male"] | None, bodies: tuple[str, ...],
          columns: str | None, charts: tuple[str, ...], stress: bool, every: int, fits: tuple[str, ...],
          sets: tuple[str, ...], fabrics: tuple[str, ...], estimate: bool, least: float, workers: int | None,
          as_json: bool) -> None:
    """Draft TEMPLATE, a name or a .py file, for a whole population.

    \b
    mtmpattern prove crew-tee
    mtmpattern prove crew-tee --people 1000 --fit all
    mtmpattern prove my_skirt.py --bodies clients.csv --sizes women --stress

    Rescued and refused are counted apart, with reasons; people go by number,
    never by name. What is printed is the same on every run; times go to
    standard error, or under "timings" in JSON.

    It ends with 3 (cannot be drafted) where fewer than --least percent draft
    in some fit: 1 would mean a defect of ours. It ends with 2 where nobody
    was there to draft for.
    """  # noqa: D301  # click takes the \b for a paragraph to leave as it is
    from mtmpattern.drafting.library import find_template
    from mtmpattern.jobs.asking import read_asked
    from mtmpattern.jobs.proof import as_data
    from mtmpattern.jobs.proving import Question

    kind = find_template(template)
    asked = read_asked(kind, sets=sets, fabrics=fabrics)
    chosen = _fits(kind, fits)
    people, population = _people(kind, count, sex, bodies, columns, charts, stress=stress, every=every)
    question = Question(template, None, asked.options, asked.fabrics, estimate)
    proofs = _prove(kind, people, question, chosen, workers or os.cpu_count() or 1)
    data = as_data(proofs, population, {"template": kind.name, "version": kind.version,
                                        "options": dict(asked.options), "least_percent": least})
    if as_json:
        say_json(data)
    else:
        from mtmpattern.cli._proof import say_proof

        say_proof(data)
    if not any(proof.people for proof in proofs):
        say("nobody of these can be drafted for", err=True)
        raise click.exceptions.Exit(INPUT)
    if any(proof.percent < least for proof in proofs if proof.people):
        raise click.exceptions.Exit(DRAFTING)


def _fits(kind: type[Template], fits: Sequence[str]) -> list[str | None]:
    """The fits to prove, each once; the template as it is where none is named."""
    from mtmpattern.jobs.asking import read_asked

    named = list(dict.fromkeys(fits))
    if "all" in named and "all" not in kind.fits:
        named = list(kind.fits)
    for fit in named:
        read_asked(kind, fit=fit)               # refuses one that it does not have
    return [*named] or [None]


def _people(kind: type[Template], count: int | None, sex: Literal["female", "male"] | None, bodies: Sequence[str],
            columns: str | None, charts: Sequence[str], *, stress: bool,
            every: int) -> tuple[list[Person], dict[str, int]]:
    """Everybody that was asked for, and how many of each kind; drawn ones where nobody was."""
    from mtmpattern.body.forms.columns import read_columns
    from mtmpattern.jobs import population
    from mtmpattern.jobs.tables import people_of

    found: list[Person] = []
    told: dict[str, int] = {}
    if count or not (bodies or charts or stress):
        found, redrawn = population.drawn(count or 300, kind.needs, (sex,) if sex else population.SEXES)
        told = {"drawn": len(found), "redrawn_because_impossible": redrawn}
    known = read_columns(Path(columns)) if columns else None
    for number, table in enumerate(bodies, 1):
        rows = list(people_of(Path(table), number, kind.needs, known))
        told["rows_of_tables"] = told.get("rows_of_tables", 0) + len(rows)
        found += rows
    for chart in dict.fromkeys(charts):
        sizes = list(population.sizes(chart))
        told["sizes"] = told.get("sizes", 0) + len(sizes)
        found += sizes
    if stress:
        made_up = list(population.stress())
        told["made_up"] = len(made_up)
        found += made_up
    kept = population.thinned(found, every)
    return kept, told if every == 1 else {**told, "taken": len(kept)}


def _prove(kind: type[Template], people: Sequence[Person], question: Question, fits: Sequence[str | None],
           workers: int) -> list[Proof]:
    """Prove every fit on those it is for, with a bar on a terminal."""
    from dataclasses import replace

    from mtmpattern.cli._progress import counting
    from mtmpattern.jobs.proof import Proof, for_fit
    from mtmpattern.jobs.proving import prove_all

    groups = [(fit, for_fit(people, fit, kind.fits)) for fit in fits]
    with counting("drafting", sum(len(group) for _, group in groups)) as told:
        return [Proof(fit or "", tuple(prove_all(group, replace(question, fit=fit), workers, told)),
                      len(people) - len(group)) for fit, group in groups]
