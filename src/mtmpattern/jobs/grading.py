"""A garment in the sizes of a chart: a draft for each, what they have in common, and a table of what they measure."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from itertools import pairwise

from mtmpattern.body import Chart, find_chart, read_chart
from mtmpattern.drafting import Template, draft
from mtmpattern.errors import MeasurementError, MtmError, Problem
from mtmpattern.formats.nest import write_nest
from mtmpattern.formats.words import slug
from mtmpattern.jobs.asking import Asked
from mtmpattern.pattern.grading import Grade, grade
from mtmpattern.pattern.measured import Sided

MOST_SIZES = 60


def asked_sizes(text: str) -> tuple[Chart, tuple[str, ...]]:
    """Read ``women``, ``women:S,M,L``, ``women:92-164,96-164`` or ``own.yaml:S,M``; without sizes it is all of them.

    The letters of a chart stand for the middle of what they span. Raises `MeasurementError` with every wrong size.
    """
    name, _, listed = text.rpartition(":") if ":" in text else (text, "", "")
    chart = read_chart(name) if name.casefold().endswith((".yaml", ".yml", ".json")) else find_chart(name)
    sizes = tuple(dict.fromkeys(size.strip() for size in listed.split(",") if size.strip())) or tuple(chart.sizes)
    problems: list[Problem] = []
    for size in sizes:
        try:
            chart.body(size)
        except MeasurementError as error:
            problems.extend(error.problems)
    if len(sizes) > MOST_SIZES:
        problems.append(Problem(f"{len(sizes)} sizes are more than {MOST_SIZES}", "chart.size", "sizes",
                                "Name fewer, as in women:S,M,L."))
    if problems:
        raise MeasurementError.of(problems)
    return chart, sizes


def make_grade(template: type[Template], chart: Chart, sizes: tuple[str, ...], asked: Asked, *,
               sample: str = "") -> Grade:
    """Draft the template for every size, audited, and bring them together.

    Raises the faults of all sizes that cannot be drafted at once, each with its size.
    """
    patterns = {}
    problems: list[Problem] = []
    first: MtmError | None = None
    for size in sizes:
        try:
            patterns[size] = draft(template, chart.body(size), fit=asked.fit, fabrics=asked.fabrics,
                                   alterations=asked.alterations, garment=asked.garment, estimates=True,
                                   **asked.options)
        except MtmError as error:
            first = first or error
            problems += [Problem(f"size {size}: {each.message}", each.code, each.where, each.hint)
                         for each in error.problems]
    if first is not None:
        raise type(first).of(problems)
    return grade(patterns, sample)


def grade_files(graded: Grade) -> dict[str, bytes]:
    """The nested drawing, and what each size measures as a table, name to bytes."""
    stem = slug(next(iter(graded.patterns.values())).template, "pattern")
    return {**write_nest(graded), f"{stem}-measures.csv": measures_table(graded).encode()}


def measures_table(graded: Grade) -> str:
    """What the garment measures in each size, in mm: a line a measure, a column a size; then what each step adds."""
    names = list(dict.fromkeys(name for pattern in graded.patterns.values() for name in pattern.finished))
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    steps = [f"{before} to {after}" for before, after in pairwise(graded.sizes)]
    writer.writerow(["measure", *graded.sizes, *steps])
    for name in names:
        values = [_middle(pattern.finished.get(name)) for pattern in graded.patterns.values()]
        grown = [after - before for before, after in pairwise(values)]
        writer.writerow([name, *(f"{value:z.1f}" for value in values), *(f"{value:z.1f}" for value in grown)])
    return out.getvalue()


def _middle(measured: Sided | None) -> float:
    if measured is None:
        return 0.0
    return sum(measured.values()) / len(measured) if isinstance(measured, Mapping) else measured

