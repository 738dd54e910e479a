"""A template drafted for a whole population: who is clean, who needed a rescue and by how much, who is refused and why.

Every person is drafted by itself, so that the outcomes are the same however many processes share the work.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, Literal

from mtmpattern.drafting import Template, draft
from mtmpattern.drafting.library import find_template
from mtmpattern.errors import MtmError
from mtmpattern.jobs.population import Person, Reason
from mtmpattern.jobs.processes import FRESH, keyboard_is_ours
from mtmpattern.pattern import Pattern

if TYPE_CHECKING:
    from mtmpattern.pattern.fabric import Fabric

Kind = Literal["clean", "rescued", "refused", "unusable"]
TOGETHER: Final = 16
"""So many people go to a process at once."""
WORTH_IT: Final = 64
"""Fewer people are drafted sooner than another process has started."""
UNMEASURED: Final = "measurement.missing"


@dataclass(frozen=True, slots=True)
class Question:
    """What is proved: a template by name or file, with a fit, options and cloth."""

    template: str
    fit: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    fabrics: Mapping[str, Fabric] = field(default_factory=dict)
    estimates: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one person.

    ``worst_join`` and ``worst_measure`` are in mm: what the lengths of a join miss, and what a finished measure misses
    of the intended one. ``proportions`` are name, value, least and most.
    """

    label: str
    kind: Kind
    seconds: float = 0.0
    rescues: tuple[tuple[str, float], ...] = ()
    faults: tuple[Reason, ...] = ()
    worst_join: float = 0.0
    worst_measure: tuple[str, float] = ("", 0.0)
    proportions: tuple[tuple[str, float, float, float], ...] = ()


def prove(person: Person, kind: type[Template], question: Question) -> Outcome:
    """Draft and audit for one person, and say what became of it; a fault of our own counts as a refusal."""
    if person.body is None:
        return Outcome(person.label, "unusable", faults=person.reasons)
    began = perf_counter()
    try:
        pattern = draft(kind, person.body, fit=question.fit, fabrics=question.fabrics,
                        estimates=question.estimates or person.estimated, **question.options)
        seconds = perf_counter() - began
        rescues = tuple((note.text, note.mm) for note in pattern.rescues)
        return Outcome(person.label, "rescued" if rescues else "clean", seconds, rescues, (), worst_join(pattern),
                       worst_measure(pattern),
                       tuple((each.name, each.value, each.least, each.most) for each in pattern.proportions))
    except MtmError as error:
        faults = tuple((problem.code, problem.message) for problem in error.problems)
        lacking = all(code == UNMEASURED for code, _ in faults)
        return Outcome(person.label, "unusable" if lacking else "refused", perf_counter() - began, faults=faults)
    except Exception as error:                  # one person must not end the proof of all the others
        return Outcome(person.label, "refused", perf_counter() - began, faults=(_defect(error),))


def _defect(error: Exception) -> Reason:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return "defect", f"a defect of ours: {type(error).__name__} in {Path(place.filename).name} line {place.lineno}"


def worst_join(pattern: Pattern) -> float:
    """The largest difference in mm between what a span of any join measures and what was asked of it."""
    return max((abs(stretch.fault) for seam in pattern.sewing.outermost for stretch in seam.stretches), default=0.0)


def worst_measure(pattern: Pattern) -> tuple[str, float]:
    """The finished measure that is farthest from the intended one, and finished less intended in mm."""
    return max(((name, got - asked) for name, asked, got in _compared(pattern)), key=lambda each: abs(each[1]),
               default=("", 0.0))


def _compared(pattern: Pattern) -> Iterator[tuple[str, float, float]]:
    for name, asked in pattern.intended.items():
        got = pattern.finished[name]
        for side in ("left", "right"):
            yield (name, asked[side] if isinstance(asked, Mapping) else asked,
                   got[side] if isinstance(got, Mapping) else got)


# ---- Everybody ----------------------------------------------------------------------------------------------------


def prove_all(people: Sequence[Person], question: Question, workers: int = 1,
              told: Callable[[int], object] = lambda _: None) -> list[Outcome]:
    """Prove it on everybody, in their order whatever the number of processes; ``told`` hears how many were done."""
    groups = [people[start:start + TOGETHER] for start in range(0, len(people), TOGETHER)]
    outcomes: list[Outcome] = []
    work = partial(_prove_some, question)
    for done in map(work, groups) if workers == 1 or len(people) < WORTH_IT else _shared(work, groups, workers):
        outcomes += done
        told(len(done))
    return outcomes


def _prove_some(question: Question, people: Sequence[Person]) -> list[Outcome]:
    kind = find_template(question.template)     # by name: a class of a file cannot be sent to another process
    return [prove(person, kind, question) for person in people]


def _shared(work: Callable[[Sequence[Person]], list[Outcome]], groups: Sequence[Sequence[Person]],
            workers: int) -> Iterator[list[Outcome]]:
    """Share groups among processes; what is not yet begun is dropped when this one is stopped."""
    pool = ProcessPoolExecutor(min(workers, len(groups)), mp_context=FRESH)
    try:
        with keyboard_is_ours():                # processes start with the first groups
            waiting: list[Future[list[Outcome]]] = [pool.submit(work, group) for group in groups]
        for each in waiting:
            yield each.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
