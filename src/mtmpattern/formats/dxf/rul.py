"""Grade rules: the sample size as DXF with the number of a rule at each of its points, and the rules as RUL.

A rule states for each size how far its points move from the sample size, along the axes of the file: the sample's grade
reference line, on layer 5, is parallel to x. Between two such points a CAD moves the line proportionally. Points that
move equally in every size share a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from mtmpattern.errors import ExportError
from mtmpattern.formats.dxf import RELEASE, dialect_asked, exchange_file
from mtmpattern.formats.dxf.dialect import BOUNDARY, CUTOUT, DIALECTS, DRILL, INTERNAL, NOTCH, SEWN, VERSION_LINE
from mtmpattern.formats.dxf.nest import prepared, sized
from mtmpattern.formats.dxf.part import DrawnBlock
from mtmpattern.formats.dxf.tags import size_name
from mtmpattern.formats.registry import Format, Setting, Settings, chosen
from mtmpattern.formats.text import number, slug
from mtmpattern.geometry import SLIT, Point, between
from mtmpattern.geometry.tolerance import DECIMALS, FLATTEN
from mtmpattern.pattern.grading.grade import Grade, GradedPart
from mtmpattern.pattern.parts.part import CutPattern

DIALECTS_OF_RULES: Final = ("astm", "aama")
AAMA_VERSION: Final = "version ANSI/AAMA-292-B"
"""The first line, as in PolyPattern."""
PAIRS: Final = 4
"""Pairs of numbers on a line, as in AccuMark."""
END: Final = "\r\n"
_PER_MM: Final = 10.0**DECIMALS

Rule = tuple[tuple[int, int], ...]
"""How far a point moves in each size, in units of the last written decimal."""


@dataclass(slots=True)
class RuleBook:
    """The rules in the order of first use, numbered from 1."""

    sizes: tuple[str, ...]
    rules: dict[Rule, int] = field(default_factory=dict)

    def number(self, places: Mapping[str, Point], sample: str) -> int:
        """The number of the rule of a point with these places by size."""
        base = places[sample]
        rule = tuple((_units(places[size].x) - _units(base.x), _units(places[size].y) - _units(base.y))
                     for size in self.sizes)
        return self.rules.setdefault(rule, len(self.rules) + 1)


def write(pattern: CutPattern, settings: Settings) -> dict[str, bytes]:
    """Refuse: one size has no rules."""
    del pattern, settings
    raise ExportError("grade rules need more than one size", code="format.one_size", where="rul",
                      hint="Grade the template in several sizes, as `mtmpattern grade` does.")


def write_grade(grade: Grade, settings: Settings) -> dict[str, bytes]:
    """The sample size as ``<template>-sample.dxf`` and its rules as ``<template>-sample.rul``.

    A part whose sizes have no corresponding points is in neither: a CAD would cut it in the sample size only.
    """
    dialect = DIALECTS[dialect_asked(chosen(settings, FORMAT.settings, FORMAT.name), DIALECTS_OF_RULES,
                                     "grade rules")]
    sizes, names, shifts = prepared(grade)
    if not grade.parts:
        raise ExportError(f"no part of {grade.template} has points that correspond in all sizes", code="export.rules",
                          where=grade.template, hint="Choose sizes that are closer together, or write only the nest.")
    book = RuleBook(grade.sizes)
    sample = grade.cut(grade.sample)
    drawn = []
    for part in grade.parts:
        plain = sized(part, sample, grade.sample, names[part.id], sizes[grade.sample], shifts[part.id])
        numbers: dict[tuple[str, Point], int] = {}
        for point, rule in _rules(part, grade.sample):
            if point not in numbers:                        # a notch at a corner moves with the corner
                numbers[point] = book.number(rule, grade.sample)
        drawn.append(replace(plain, rules=numbers, reference=_level(plain)))
    stem, table = slug(grade.template, "pattern"), size_name(grade.template)
    style = dialect.style_texts(grade.template.upper(), sizes[grade.sample], RELEASE, number(FLATTEN), table)
    rules = _table(book, dialect.name, table, [sizes[size] for size in grade.sizes], sizes[grade.sample])
    return {f"{stem}-sample.dxf": exchange_file(drawn, style, dialect),
            f"{stem}-sample.rul": END.join([*rules, ""]).encode("ascii")}


def _rules(part: GradedPart, sample: str) -> Iterator[tuple[tuple[str, Point], Mapping[str, Point]]]:
    """Every point of a part with a rule: its layer and place in the sample, and its place in each size."""
    here = part.parts[sample]
    inner = [(CUTOUT if line.kind == SLIT else INTERNAL, graded)
             for line, graded in zip(here.lines, part.lines, strict=True)]
    for layer, line in ((BOUNDARY, part.cut), (SEWN, part.sewn), *inner):
        for vertex in (*line.corners, *line.keys):
            yield (layer, line.points[sample][vertex]), {size: points[vertex] for size, points in line.points.items()}
    for vertex in part.cut.notches:
        places = {size: points[vertex] for size, points in part.cut.points.items()}
        yield (NOTCH, places[sample]), places
    for index, drill in enumerate(here.drills):
        yield (DRILL, drill.at), {size: part.drill(size, index) for size in part.parts}


def _level(drawn: DrawnBlock) -> tuple[Point, Point]:
    """The grade reference line, parallel to x, so that the axes of the file and of the line agree."""
    middle = between(*drawn.part.grain, 0.5)
    xs = [point.x for point in drawn.cut.points]
    reach = 0.15 * (max(xs) - min(xs))
    return middle.left(reach), middle.right(reach)


def _table(book: RuleBook, dialect: str, table: str, sizes: list[str], sample: str) -> Iterator[str]:
    """The lines of the rule table."""
    maker = "MTMPATTERN"
    listed = (f"NUMBER OF SIZES: {len(sizes)}", f"SIZE LIST: {' '.join(sizes)}")
    if dialect == "aama":
        yield from (AAMA_VERSION, f"AUTHOR: {maker} {RELEASE}", "UNITS: METRIC", f"GRADE RULE TABLE: {table}",
                    f"SAMPLE SIZE: {sample}", *listed)
    else:
        yield from (VERSION_LINE, f"AUTHOR: {maker} ; {maker} ; {RELEASE}", "UNITS: METRIC",
                    f"GRADE RULE TABLE: {table}", *listed, f"SAMPLE SIZE: {sample}")
    for rule, numbered in book.rules.items():
        yield f"RULE: DELTA {numbered}"
        pairs = [f"{_written(dx)}, {_written(dy)}" for dx, dy in rule]
        yield from ("    " + "    ".join(pairs[at:at + PAIRS]) for at in range(0, len(pairs), PAIRS))
    yield "END"


def _units(mm: float) -> int:
    return round(mm * _PER_MM)


def _written(units: int) -> str:
    return f"{units / _PER_MM:z.{DECIMALS}f}"


FORMAT: Final = Format(
    "rul", ".rul", "grade rules for pattern CADs: the sample size as DXF, and a rule table", write,
    (Setting("dialect", "astm", "astm or aama"),), write_grade)
"""The format as the registry finds it."""
