"""A template drafted for a whole population: how many are clean, rescued or refused, and why; repeatable."""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, Literal

from mtmpattern.body.forms.writer import write_body
from mtmpattern.drafting import Template, drafted
from mtmpattern.drafting.library import find_template
from mtmpattern.errors import MtmError, Problem
from mtmpattern.formats.text import slug
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.model.ease import NEAR as NEAR_MISS
from mtmpattern.pattern.model.ease import ROUNDED
from mtmpattern.processes import SPAWN, interrupts_ignored
from mtmpattern.proving.population import Person, Reason

if TYPE_CHECKING:
    from mtmpattern.pattern.model.fabric import Fabric


# ---- One person -----------------------------------------------------------------------------------------------------

Kind = Literal["clean", "rescued", "refused", "unusable"]
TOGETHER: Final = 16
"""The number of people sent to a process at once."""
WORTH_IT: Final = 64
"""Fewer people than this are drafted in the time that another process takes to start."""
UNMEASURED: Final = "measurement.missing"


@dataclass(frozen=True, slots=True)
class Question:
    """The subject of a proof: a template by name or file, with a fit, options and cloth."""

    template: str | Path
    fit: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    fabrics: Mapping[str, Fabric | str] = field(default_factory=dict)
    estimates: bool = False


@dataclass(frozen=True, slots=True)
class PersonOutcome:
    """The outcome of one person.

    ``worst_join`` and ``worst_measure`` are in mm: the largest error of a join's lengths, and of a finished measure
    against the intended one. ``proportions`` are name, value, least and most. ``ease`` is, by level, the ease above the
    least that is allowed, in mm; below 0 the garment is too tight there.
    """

    label: str
    kind: Kind
    seconds: float = 0.0
    rescues: tuple[tuple[str, float], ...] = ()
    faults: tuple[Reason, ...] = ()
    worst_join: float = 0.0
    worst_measure: tuple[str, float] = ("", 0.0)
    proportions: tuple[tuple[str, float, float, float], ...] = ()
    ease: tuple[tuple[str, float], ...] = ()


def prove(person: Person, kind: type[Template], question: Question) -> PersonOutcome:
    """Draft and audit for one person; a defect of mtmpattern counts as a refusal."""
    if person.body is None:
        return PersonOutcome(person.label, "unusable", faults=person.reasons)
    began = perf_counter()
    try:
        pattern = drafted(kind, person.body, fit=question.fit, fabrics=question.fabrics,
                          estimates=question.estimates or person.estimated, **question.options)
        problems = audit(pattern)
        seconds, ease = perf_counter() - began, tuple((each.level, -each.short) for each in pattern.ease)
        if problems:
            return PersonOutcome(person.label, "refused", seconds, faults=_reasons(problems), ease=ease)
        rescues = tuple((note.text, note.mm) for note in pattern.rescues)
        return PersonOutcome(person.label, "rescued" if rescues else "clean", seconds, rescues, (), worst_join(pattern),
                             worst_measure(pattern),
                             tuple((each.name, each.value, each.least, each.most) for each in pattern.proportions),
                             ease)
    except MtmError as error:
        faults = _reasons(error.problems)
        unmeasured = all(code == UNMEASURED for code, _ in faults)
        return PersonOutcome(person.label, "unusable" if unmeasured else "refused", perf_counter() - began,
                             faults=faults)
    except Exception as error:                  # one person must not end the proof
        return PersonOutcome(person.label, "refused", perf_counter() - began, faults=(_defect(error),))


def _reasons(problems: Iterable[Problem]) -> tuple[Reason, ...]:
    return tuple((problem.code, problem.message) for problem in problems)


def _defect(error: Exception) -> Reason:
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name} line {place.lineno}"
    return "defect", f"a defect in mtmpattern: {type(error).__name__} in {where}"


def worst_join(pattern: Pattern) -> float:
    """The largest difference in mm between the length of a span of any join and the intended length."""
    return max((abs(stretch.fault) for seam in pattern.sewing.outermost for stretch in seam.stretches), default=0.0)


def worst_measure(pattern: Pattern) -> tuple[str, float]:
    """The finished measure that is farthest from the intended one, and finished less intended in mm."""
    return max(((name, got - wanted) for name, wanted, got in _compared(pattern)), key=lambda each: abs(each[1]),
               default=("", 0.0))


def _compared(pattern: Pattern) -> Iterator[tuple[str, float, float]]:
    for name, wanted in pattern.intended.items():
        got = pattern.finished[name]
        for side in ("left", "right"):
            yield (name, wanted[side] if isinstance(wanted, Mapping) else wanted,
                   got[side] if isinstance(got, Mapping) else got)


# ---- A population ---------------------------------------------------------------------------------------------------

def prove_all(people: Sequence[Person], question: Question, workers: int = 1,
              advance: Callable[[int], object] = lambda _: None) -> list[PersonOutcome]:
    """Prove it on all people, in order whatever the number of processes; ``advance`` is called with each count done."""
    groups = [people[start:start + TOGETHER] for start in range(0, len(people), TOGETHER)]
    outcomes: list[PersonOutcome] = []
    work = partial(_prove_some, question)
    for done in map(work, groups) if workers == 1 or len(people) < WORTH_IT else _shared(work, groups, workers):
        outcomes += done
        advance(len(done))
    return outcomes


def _prove_some(question: Question, people: Sequence[Person]) -> list[PersonOutcome]:
    kind = find_template(question.template)     # by name: a class of a file cannot be sent to another process
    return [prove(person, kind, question) for person in people]


def _shared(work: Callable[[Sequence[Person]], list[PersonOutcome]], groups: Sequence[Sequence[Person]],
            workers: int) -> Iterator[list[PersonOutcome]]:
    """Share groups among processes; those not yet begun are dropped when this one is stopped."""
    pool = ProcessPoolExecutor(min(workers, len(groups)), mp_context=SPAWN)
    try:
        with interrupts_ignored():                # processes start with the first groups
            waiting: list[Future[list[PersonOutcome]]] = [pool.submit(work, group) for group in groups]
        for each in waiting:
            yield each.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


# ---- Counting the outcomes ------------------------------------------------------------------------------------------

EXAMPLES: Final = 3
NEAR: Final = 0.05
"""A proportion within this fraction of its range from a limit is counted as near a limit."""


def for_fit(people: Sequence[Person], fit: str | None, fits: Iterable[str]) -> list[Person]:
    """The people a fit is for: children for fits named so, adults for the others, where a template has both."""
    known = tuple(fits)
    if not any(map(for_children, known)) or all(map(for_children, known)):
        return list(people)
    return [each for each in people if each.body is None or each.child == for_children(fit or "")]


def for_children(fit: str) -> bool:
    """Whether the name of a fit says that it is for children."""
    return fit.startswith("child")


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcomes for one fit, in the order of the people; ``left_out`` counts those it is not for."""

    fit: str
    outcomes: tuple[PersonOutcome, ...]
    left_out: int = 0

    def of(self, kind: Kind) -> list[PersonOutcome]:
        """The outcomes of one kind."""
        return [outcome for outcome in self.outcomes if outcome.kind == kind]

    @property
    def people(self) -> int:
        """The number of people with usable measures."""
        return len(self.outcomes) - len(self.of("unusable"))

    @property
    def drafted(self) -> list[PersonOutcome]:
        """The outcomes with a pattern."""
        return [*self.of("clean"), *self.of("rescued")]

    @property
    def percent(self) -> float:
        """The percentage of people with a pattern and every check green."""
        return self._share(len(self.drafted))

    def _share(self, count: int) -> float:
        return 100 * count / self.people if self.people else 0.0

    def as_data(self) -> dict[str, Any]:
        """The proof as plain data, the same on every run."""
        worst = max((outcome.worst_measure for outcome in self.drafted), key=lambda each: abs(round(each[1], 3)),
                    default=("", 0.0))
        rescued = len(self.of("rescued"))
        return {
            "fit": self.fit, "people": self.people, "left_out": self.left_out, "clean": len(self.of("clean")),
            "rescued": rescued, "refused": len(self.of("refused")), "drafted_percent": round(self.percent, 2),
            "rescued_percent": round(self._share(rescued), 2), "rescues": self._rescues(),
            "refusals": counted(self.of("refused")), "unusable_rows": len(self.of("unusable")),
            "unusable": counted(self.of("unusable")),
            "worst_join_mm": round(max((o.worst_join for o in self.drafted), default=0.0), 4),
            "worst_measure": {"name": worst[0] if round(worst[1], 3) else "", "mm": round(worst[1], 3) + 0.0},
            "proportions": self._proportions(), "ease": self._ease(),
        }

    def _rescues(self) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for outcome in self.of("rescued"):
            for text, mm in outcome.rescues:                # the larger one of two sides
                found[text][outcome.label] = max(mm, found[text].get(outcome.label, 0.0))
        return {text: {"people": len(by), "median_mm": round(median(by.values()), 1),
                       "p95_mm": round(part(by.values(), .95), 1), "max_mm": round(max(by.values()), 1)}
                for text, by in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))}

    def _proportions(self) -> dict[str, dict[str, float]]:
        found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
        for outcome in self.drafted:
            for name, *numbers in outcome.proportions:
                found[name].append((numbers[0], numbers[1], numbers[2]))
        return {name: _proportion(rows) for name, rows in found.items()}

    def _ease(self) -> dict[str, dict[str, Any]]:
        """For each level: the number of people for whom it is too tight or nearly so, and the least ease."""
        found: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for outcome in self.outcomes:
            for level, over in outcome.ease:
                found[level].append((over, outcome.label))
        return {level: _level(rows) for level, rows in found.items()}

    def times(self) -> dict[str, float]:
        """The time of a draft with its audit, in ms; it differs from run to run."""
        taken = [1000 * outcome.seconds for outcome in self.outcomes if outcome.seconds]
        return {"median_ms": round(median(taken), 1), "p95_ms": round(part(taken, .95), 1)} if taken else {}


def _proportion(rows: Sequence[tuple[float, float, float]]) -> dict[str, float]:
    values = [value for value, _, _ in rows]
    near = sum(min(value - least, most - value) < NEAR * (most - least) for value, least, most in rows)
    return {"least": round(min(least for _, least, _ in rows), 3), "p1": round(part(values, .01), 3),
            "median": round(median(values), 3), "p99": round(part(values, .99), 3),
            "most": round(max(most for *_, most in rows), 3), "near_a_limit": near}


def _level(rows: Sequence[tuple[float, str]]) -> dict[str, Any]:
    over, who = min(rows)
    values = [each for each, _ in rows]
    return {"people": len(rows), "too_tight": sum(each < -ROUNDED for each in values),
            "near": sum(-ROUNDED <= each < NEAR_MISS for each in values), "worst_mm": round(over, 1) + 0.0,
            "worst": who, "median_mm": round(median(values), 1) + 0.0}


def counted(outcomes: Sequence[PersonOutcome]) -> dict[str, dict[str, Any]]:
    """The number refused for each reason, the most frequent first, with the first few of them."""
    by_code: dict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        for code, text in dict(reversed(outcome.faults)).items():       # the first sentence of each code
            by_code[code].append(f"{outcome.label}: {text}")
    return {code: {"people": len(texts), "examples": texts[:EXAMPLES]}
            for code, texts in sorted(by_code.items(), key=lambda item: (-len(item[1]), item[0]))}


def refused_files(people: Sequence[Person], proofs: Sequence[Proof]) -> dict[str, bytes]:
    """The measures of every refused person as a file for `sheet` or `make`, by name, and a table of their faults.

    They are named by their numbers, as in the proof.
    """
    bodies = {person.label: person for person in people}
    files: dict[str, bytes] = {}
    rows = ["file\tfit\tcode\tfault"]
    for proof in proofs:
        for outcome in proof.of("refused"):
            person, name = bodies[outcome.label], f"{slug(outcome.label, 'person')}.yaml"
            if person.body is None:
                continue
            files[name] = write_body(person.body, "native").text.encode()
            rows += [f"{name}\t{proof.fit}\t{code}\t{' '.join(text.split())}" for code, text in outcome.faults]
    return {**files, "faults.tsv": "\n".join([*rows, ""]).encode()} if files else {}


def part(values: Iterable[float], share: float) -> float:
    """The value below which this fraction of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def as_data(proofs: Sequence[Proof], population: Mapping[str, int], about: Mapping[str, Any]) -> dict[str, Any]:
    """All proofs as plain data; only ``timings`` differ from run to run."""
    return {**about, "population": dict(population), "fits": [proof.as_data() for proof in proofs],
            "timings": {proof.fit or "as it is": proof.times() for proof in proofs}}
