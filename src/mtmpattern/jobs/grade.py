"""A garment in the sizes of a chart: a draft for each, what they have in common, and a table of what they measure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import StringIO
from itertools import pairwise

from mtmpattern.body import Chart, find_chart, read_chart, shipped_charts
from mtmpattern.documents import nearest
from mtmpattern.drafting import Template
from mtmpattern.errors import ExportError, MeasurementError, OptionError, Problem
from mtmpattern.formats.registry import BUILT_IN, Format, find_format
from mtmpattern.formats.settings import Settings
from mtmpattern.formats.words import printable, slug
from mtmpattern.jobs.asking import Asked, meant
from mtmpattern.jobs.making import check_settings, files_of, find_formats
from mtmpattern.jobs.measures_tables import measures_html
from mtmpattern.jobs.size_drafts import equal_drafts
from mtmpattern.pattern.grading import Grade, grade
from mtmpattern.pattern.measured import Sided

MOST_SIZES = 60
LONGEST_SIZE = 40
"""Letters of the name of a size."""


def asked_sizes(text: str) -> tuple[Chart, tuple[str, ...]]:
    """Read ``women``, ``women:S,M,L``, ``women:92-164,96-164`` or ``own.yaml:S,M``; without sizes it is all of them.

    The letters of a chart stand for the middle of what they span. Raises `MeasurementError` with every wrong size.
    """
    name, colon, listed = text.rpartition(":") if ":" in text else (text, "", "")
    chart = _chart(name.strip())
    named = [size.strip() for size in listed.split(",") if size.strip()]
    if colon and not named:
        raise MeasurementError("no size is named after the colon", code="chart.size", where="sizes",
                               hint=f"Write sizes, as in {name}:S,M,L, or {name} alone for all of them.")
    problems: list[Problem] = []
    sizes = []
    for size in dict.fromkeys(meant(each, (*chart.sizes, *chart.letters)) or each for each in named or chart.sizes):
        try:
            chart.body(size)
        except MeasurementError as error:
            problems.extend(error.problems)
        else:
            sizes.append(size)
            problems += _unspeakable(size)
    if len(sizes) > MOST_SIZES:
        problems.append(Problem(f"{len(sizes)} sizes are more than {MOST_SIZES}", "chart.size", "sizes",
                                "Name fewer, as in women:S,M,L."))
    if problems:
        raise MeasurementError.of(problems)
    return chart, tuple(sizes)


def _chart(name: str) -> Chart:
    if name.casefold().endswith((".yaml", ".yml", ".json")):
        return read_chart(name)
    if not name:
        raise MeasurementError("no size chart is named", code="chart.unknown", where="sizes",
                               hint=f"Known are {', '.join(shipped_charts())}; or give a .yaml file.")
    return find_chart(meant(name, shipped_charts()) or name)


def _unspeakable(size: str) -> Iterator[Problem]:
    """What is wrong with the name of a size, which stands on drawings, in texts of a DXF and at the head of tables."""
    if not (size.strip() == size and size.isprintable() and 0 < len(size) <= LONGEST_SIZE):
        yield Problem(f"{size[:LONGEST_SIZE]!a} is no name for a size", "chart.size", "sizes",
                      f"It wants 1 to {LONGEST_SIZE} letters, no blanks at its ends, and nothing that cannot be seen.")


def make_grade(template: type[Template], chart: Chart, sizes: tuple[str, ...], asked: Asked, *,
               sample: str = "", on_fold: bool = False) -> Grade:
    """Draft the template for every size, audited and built alike, and bring them together.

    ``sample`` is the middle size unless it is named; ``on_fold`` keeps symmetrical pieces as halves. Raises the faults
    of all sizes that cannot be drafted at once, each with its size.
    """
    if sample.strip() and not meant(sample, sizes):
        near = nearest(sample, sizes)
        raise OptionError(f"the sample size {sample[:LONGEST_SIZE]} is not among {', '.join(sizes)}",
                          code="grade.sample", where="sample",
                          hint=f"Did you mean {near}?" if near else "Name one of them.")
    sample = meant(sample, sizes) or sizes[len(sizes) // 2]
    drafts, held, notes = equal_drafts(template, chart, sizes, asked, sample)
    return replace(grade(drafts, sample, on_fold=on_fold), held=held, notes=notes)


def grade_formats(names: Iterable[str]) -> tuple[Format, ...]:
    """The formats of these names; `ExportError` with every one that is not known or holds one size only."""
    ready = ", ".join(name for name in BUILT_IN if find_format(name).write_grade)
    formats: dict[str, Format] = {}
    problems: list[Problem] = []
    for name in [names] if isinstance(names, str) else names:
        try:
            (each,) = find_formats([name])
        except ExportError as error:
            problems.extend(error.problems)
            continue
        formats[each.name] = each
        if each.write_grade is None:
            problems.append(Problem(f"{each.name} holds one size, not a grade", "format.grade", each.name,
                                    f"Formats for several sizes are {ready}; write {each.name} with make, size by "
                                    "size."))
    if problems:
        raise ExportError.of(dict.fromkeys(problems))
    return tuple(formats.values())


def grade_files(graded: Grade, formats: Iterable[str] = ("svg",),
                settings: Settings | None = None) -> dict[str, bytes]:
    """The files of a grade in these formats, and what each size measures as tables, name to bytes.

    ``settings`` go to the formats that know them. Raises `ExportError` for a format or setting that is not known.
    """
    writers = grade_formats(formats)
    check_settings(writers, settings or {})
    stem = slug(graded.template, "pattern")
    tables = {f"{stem}-measures.csv": measures_table(graded).encode(), f"{stem}-measures.html": measures_html(graded)}
    return files_of(writers, settings or {},
                    lambda each, own: each.write_grade(graded, own) if each.write_grade else {}, tables)


def measures_table(graded: Grade) -> str:
    """What the garment measures in each size, in mm: a line a measure, a column a size; then what each step adds."""
    names = list(dict.fromkeys(name for pattern in graded.patterns.values() for name in pattern.finished))
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    steps = [f"{before} to {after}" for before, after in pairwise(graded.sizes)]
    writer.writerow(map(_cell, ["measure", *graded.sizes, *steps]))
    for name in names:
        values = [_middle(pattern.finished.get(name)) for pattern in graded.patterns.values()]
        grown = [after - before for before, after in pairwise(values)]
        writer.writerow([_cell(name), *(f"{value:z.1f}" for value in values), *(f"{value:z.1f}" for value in grown)])
    return out.getvalue()


def _cell(text: str) -> str:
    """A text that a spreadsheet shows and does not reckon with."""
    plain = printable(text)
    return f"'{plain}" if plain[:1] in {"=", "+", "-", "@"} else plain


def _middle(measured: Sided | None) -> float:
    if measured is None:
        return 0.0
    return sum(measured.values()) / len(measured) if isinstance(measured, Mapping) else measured

