"""The drafts of one template for the sizes of a chart, built alike: as many darts and seams in one as in the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mtmpattern.body import Chart
from mtmpattern.drafting import Template, drafted
from mtmpattern.drafting.structure import Structure, equal_over
from mtmpattern.errors import MtmError, Problem
from mtmpattern.jobs.asking import Asked
from mtmpattern.pattern.audit import refuse_faulty
from mtmpattern.pattern.pattern import Pattern

Drafts = dict[str, Pattern]

_NAMED = 8
"""Sizes that a sentence names."""


def equal_drafts(template: type[Template], chart: Chart, sizes: Sequence[str], asked: Asked,
                 sample: str) -> tuple[Drafts, dict[str, int], tuple[str, ...]]:
    """The audited drafts by size, what was held equal over them, and what could not be.

    Each size is drafted as its body wants it first. What the template decides by number, and not alike in all sizes, is
    then held at the greatest of the numbers; where a size cannot be drafted so, at that of the sample; where that
    cannot be either, it is left to each size and told. Raises the faults of all sizes that cannot be drafted at all.
    """
    drafts, structures = _drafts(template, chart, sizes, asked, {})
    held: dict[str, int] = {}
    notes = []
    of_sample = structures[sample].decided if sample in structures else {}
    for name, most in equal_over(structures.values()).items():
        refused: MtmError | None = None
        for number in dict.fromkeys((most, of_sample.get(name, most))):
            try:
                drafts, _ = _drafts(template, chart, sizes, asked, {**held, name: number})
            except MtmError as error:
                refused = refused or error
            else:
                held[name] = number
                break
        else:
            why = f": {refused.problems[0].message}" if refused else ""
            notes.append(f"{name} could not be held at {most} in every size{why}")
    return drafts, held, tuple(notes)


def _drafts(template: type[Template], chart: Chart, sizes: Sequence[str], asked: Asked,
            held: Mapping[str, int]) -> tuple[Drafts, dict[str, Structure]]:
    drafts: Drafts = {}
    structures: dict[str, Structure] = {}
    faults: dict[Problem, list[str]] = {}
    first: MtmError | None = None
    for size in sizes:
        structure = Structure(held)
        try:
            drafts[size] = refuse_faulty(drafted(
                template, chart.body(size), fit=asked.fit, fabrics=asked.fabrics, alterations=asked.alterations,
                garment=asked.garment, estimates=True, structure=structure, **asked.options))
            structures[size] = structure
        except MtmError as error:
            first = first or error
            for each in error.problems:
                faults.setdefault(each, []).append(size)
    if first is not None:
        raise type(first).of(_of_sizes(each, found, sizes) for each, found in faults.items())
    return drafts, structures


def _of_sizes(problem: Problem, found: Sequence[str], every: Sequence[str]) -> Problem:
    """A fault with the sizes that have it: the same one is told once, not size by size."""
    if len(found) == 1:
        who = f"size {found[0]}"
    elif len(found) == len(every):
        who = "every size"
    else:
        who = f"sizes {', '.join(found[:_NAMED])}" + (f" and {len(found) - _NAMED} more" if len(found) > _NAMED else "")
    return replace(problem, message=f"{who}: {problem.message}")
