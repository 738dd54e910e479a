"""A garment in the sizes of a chart: a draft for each size, the grade of all, and tables of finished measures."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from itertools import pairwise
from pathlib import Path

from mtmpattern.body import Chart, find_chart, read_chart, shipped_charts
from mtmpattern.drafting import Template, drafted
from mtmpattern.drafting.intention import Structure, equal_over
from mtmpattern.drafting.request import Request
from mtmpattern.drafting.request_text import meant
from mtmpattern.errors import ExportError, MeasurementError, MtmError, OptionError, Problem, did_you_mean
from mtmpattern.formats.registry import BUILT_IN, Format, Settings, find_format
from mtmpattern.formats.text import printable, slug
from mtmpattern.jobs.allowances import with_widths
from mtmpattern.jobs.make import check_settings, files_of, find_formats
from mtmpattern.limits import GRADED_SIZES, SIZE_LETTERS
from mtmpattern.papers.measures import measures_html, rows_of
from mtmpattern.pattern.audit import refuse_faulty
from mtmpattern.pattern.grading.grade import Grade, grade
from mtmpattern.pattern.pattern import Pattern

# ---- Drafts built alike ---------------------------------------------------------------------------------------------

Drafts = dict[str, Pattern]

_NAMED = 8
"""The most sizes named in a message."""


def equal_drafts(template: type[Template], chart: Chart, sizes: Sequence[str], request: Request,
                 sample: str) -> tuple[Drafts, dict[str, int], tuple[str, ...]]:
    """The audited drafts by size, the numbers held equal over all sizes, and notes on those that could not be.

    First each size is drafted for its own body. A number that the template decides differently for some sizes, such as
    that of darts, is then held at the greatest one in all sizes; where a size cannot be drafted so, at that of the
    sample size; where that fails too, each size keeps its own and a note says so. Raises the faults of all sizes that
    cannot be drafted at all.
    """
    drafts, structures = _drafts(template, chart, sizes, request, {})
    held: dict[str, int] = {}
    notes = []
    of_sample = structures[sample].decided if sample in structures else {}
    for name, most in equal_over(structures.values()).items():
        refused: MtmError | None = None
        for number in dict.fromkeys((most, of_sample.get(name, most))):
            try:
                drafts, _ = _drafts(template, chart, sizes, request, {**held, name: number})
            except MtmError as error:
                refused = refused or error
            else:
                held[name] = number
                break
        else:
            why = f": {refused.problems[0].message}" if refused else ""
            notes.append(f"{name} could not be held at {most} in every size{why}")
    return drafts, held, tuple(notes)


def _drafts(template: type[Template], chart: Chart, sizes: Sequence[str], request: Request,
            held: Mapping[str, int]) -> tuple[Drafts, dict[str, Structure]]:
    drafts: Drafts = {}
    structures: dict[str, Structure] = {}
    faults: dict[Problem, list[str]] = {}
    first: MtmError | None = None
    for size in sizes:
        structure = Structure(held)
        try:
            drafts[size] = refuse_faulty(drafted(template, chart.body(size), **request.arguments, estimates=True,
                                                 structure=structure))
            structures[size] = structure
        except MtmError as error:
            first = first or error
            for each in error.in_unit(chart.unit).problems:
                faults.setdefault(each, []).append(size)
    if first is not None:
        raise type(first).of(_of_sizes(each, found, sizes) for each, found in faults.items())
    return drafts, structures


def _of_sizes(problem: Problem, found: Sequence[str], every: Sequence[str]) -> Problem:
    """A fault with the sizes that have it, so that the same one is reported only once."""
    if len(found) == 1:
        who = f"size {found[0]}"
    elif len(found) == len(every):
        who = "every size"
    else:
        who = f"sizes {', '.join(found[:_NAMED])}" + (f" and {len(found) - _NAMED} more" if len(found) > _NAMED else "")
    return replace(problem, message=f"{who}: {problem.message}")


# ---- The grade and its files ----------------------------------------------------------------------------------------

def read_sizes(text: str) -> tuple[Chart, tuple[str, ...]]:
    """Read ``women``, ``women:S,M,L``, ``women:92-164,96-164`` or ``own.yaml:S,M``; without a list, all sizes.

    A letter stands for the middle of its span in the chart. Raises `MeasurementError` with every wrong size.
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
            problems += _name_problems(size)
    if len(sizes) > GRADED_SIZES:
        problems.append(Problem(f"{len(sizes)} sizes are more than {GRADED_SIZES}", "chart.size", "sizes",
                                "Name fewer, as in women:S,M,L.",
                                params={"count": len(sizes), "most": GRADED_SIZES}))
    if problems:
        raise MeasurementError.of(problems)
    return chart, tuple(sizes)


def _chart(name: str) -> Chart:
    if name.casefold().endswith((".yaml", ".yml", ".json")):
        return read_chart(Path(name))
    if not name:
        raise MeasurementError("no size chart is named", code="chart.unknown", where="sizes",
                               hint=f"Use one of {', '.join(shipped_charts())}, or a .yaml file.")
    return find_chart(meant(name, shipped_charts()) or name)


def _name_problems(size: str) -> Iterator[Problem]:
    """The faults of a size's name, which is written on drawings, in a DXF and above the columns of tables."""
    if not (size.strip() == size and size.isprintable() and 0 < len(size) <= SIZE_LETTERS):
        yield Problem(f"{size[:SIZE_LETTERS]!a} cannot be the name of a size", "chart.size", "sizes",
                      f"Use 1 to {SIZE_LETTERS} printable characters, without spaces at either end.",
                      params={"size": size[:SIZE_LETTERS]})


def make_grade(template: type[Template], chart: Chart, sizes: tuple[str, ...], request: Request, *,
               sample: str = "", on_fold: bool = False, allowances: Mapping[str, float] | None = None) -> Grade:
    """Draft the template for every size, audited and built alike, and return the grade.

    ``sample`` is the middle size unless it is named; ``on_fold`` keeps symmetrical pieces as halves; ``allowances`` are
    other widths in mm by the names of seams. Raises one error with the faults of all sizes that cannot be drafted.
    """
    if sample.strip() and not meant(sample, sizes):
        raise OptionError(f"the sample size {sample[:SIZE_LETTERS]} is not among {', '.join(sizes)}",
                          code="grade.sample", where="sample", hint=did_you_mean(sample, sizes, "Name one of them."),
                          params={"sample": sample[:SIZE_LETTERS], "names": list(sizes)})
    sample = meant(sample, sizes) or sizes[len(sizes) // 2]
    drafts, held, notes = equal_drafts(template, chart, sizes, request, sample)
    drafts = {size: with_widths(pattern, allowances or {}) for size, pattern in drafts.items()}
    return replace(grade(drafts, sample, on_fold=on_fold), held=held, notes=notes)


def grade_formats(names: Iterable[str]) -> tuple[Format, ...]:
    """The formats of these names. Raises `ExportError` with every one that is unknown or holds one size only."""
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
                                    "size.", params={"format": each.name}))
    if problems:
        raise ExportError.of(dict.fromkeys(problems))
    return tuple(formats.values())


def grade_files(graded: Grade, formats: Iterable[str] = ("svg",),
                settings: Settings | None = None) -> dict[str, bytes]:
    """The files of a grade in these formats, and tables of finished measures, name to bytes.

    ``settings`` go to the formats that have them. Raises `ExportError` for an unknown format or setting.
    """
    writers = grade_formats(formats)
    check_settings(writers, settings or {})
    stem = slug(graded.template, "pattern")
    tables = {f"{stem}-measures.csv": measures_table(graded).encode(), f"{stem}-measures.html": measures_html(graded)}
    return files_of(writers, settings or {},
                    lambda each, own: each.write_grade(graded, own) if each.write_grade else {}, tables)


def measures_table(graded: Grade) -> str:
    """The finished measures as CSV, in mm: a row for each measure, a column for each size and for each step."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    steps = [f"{before} to {after}" for before, after in pairwise(graded.sizes)]
    writer.writerow(map(_cell, ["measure", *graded.sizes, *steps]))
    for name, measured in rows_of(graded):
        values = [mm or 0.0 for mm in measured]
        grown = [after - before for before, after in pairwise(values)]
        writer.writerow([_cell(name), *(f"{value:z.1f}" for value in values), *(f"{value:z.1f}" for value in grown)])
    return out.getvalue()


def _cell(text: str) -> str:
    """The text, quoted where a spreadsheet would take it for a formula."""
    plain = printable(text)
    return f"'{plain}" if plain[:1] in {"=", "+", "-", "@"} else plain
