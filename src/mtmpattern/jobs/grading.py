"""A garment in the sizes of a chart: a draft for each, what they have in common, and a table of what they measure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import StringIO
from itertools import pairwise

from mtmpattern.body import Chart, find_chart, read_chart
from mtmpattern.drafting import Template
from mtmpattern.errors import ExportError, MeasurementError, Problem
from mtmpattern.formats.registry import BUILT_IN, Format, find_format
from mtmpattern.formats.settings import Settings
from mtmpattern.formats.words import slug
from mtmpattern.jobs.asking import Asked
from mtmpattern.jobs.making import check_settings, find_formats
from mtmpattern.jobs.measures_tables import measures_html
from mtmpattern.jobs.size_drafts import equal_drafts
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
               sample: str = "", on_fold: bool = False) -> Grade:
    """Draft the template for every size, audited and built alike, and bring them together.

    ``sample`` is the middle size unless it is named; ``on_fold`` keeps symmetrical pieces as halves. Raises the faults
    of all sizes that cannot be drafted at once, each with its size.
    """
    drafts, held, notes = equal_drafts(template, chart, sizes, asked, sample or sizes[len(sizes) // 2])
    return replace(grade(drafts, sample, on_fold=on_fold), held=held, notes=notes)


def grade_formats(names: Iterable[str]) -> tuple[Format, ...]:
    """The formats of these names; `ExportError` with every one that is not known or holds one size only."""
    formats = find_formats(names)
    ready = ", ".join(name for name in BUILT_IN if find_format(name).write_grade)
    problems = [Problem(f"{each.name} holds one size, not a grade", "format.grade", each.name,
                        f"Formats for several sizes are {ready}; write {each.name} with make, size by size.")
                for each in formats if each.write_grade is None]
    if problems:
        raise ExportError.of(problems)
    return formats


def grade_files(graded: Grade, formats: Iterable[str] = ("svg",),
                settings: Settings | None = None) -> dict[str, bytes]:
    """The files of a grade in these formats, and what each size measures as tables, name to bytes.

    ``settings`` go to the formats that know them. Raises `ExportError` for a format or setting that is not known.
    """
    writers = grade_formats(formats)
    check_settings(writers, settings or {})
    stem = slug(graded.template, "pattern")
    files = {f"{stem}-measures.csv": measures_table(graded).encode(), f"{stem}-measures.html": measures_html(graded)}
    for each in writers:
        known = {setting.name for setting in each.settings}
        if each.write_grade is not None:
            written = each.write_grade(graded, {name: value for name, value in (settings or {}).items()
                                                if name in known})
            if twice := sorted(files.keys() & written.keys()):
                raise ExportError(f"the format {each.name} writes {twice[0]}, which is there already",
                                  code="format.files", where=each.name, hint="Ask for the formats one at a time.")
            files |= written
    return files


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

