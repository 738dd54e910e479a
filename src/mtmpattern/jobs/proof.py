"""The outcomes of a population, counted: the same on every run, times apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from mtmpattern.jobs.population import Person
from mtmpattern.jobs.proving import Kind, Outcome

EXAMPLES: Final = 3
NEAR: Final = 0.05
"""A proportion this near to a limit, as a part of what it may be, is told."""


def for_fit(people: Sequence[Person], fit: str | None, fits: Iterable[str]) -> list[Person]:
    """Who a fit is for: children are for fits named so, and adults for the others, where a template has both."""
    known = tuple(fits)
    if not any(map(for_children, known)) or all(map(for_children, known)):
        return list(people)
    return [each for each in people if each.body is None or each.child == for_children(fit or "")]


def for_children(fit: str) -> bool:
    """Whether a fit says by its name that it is for children."""
    return fit.startswith("child")


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcomes for one fit, in the order of the people; ``left_out`` is how many the fit is not for."""

    fit: str
    outcomes: tuple[Outcome, ...]
    left_out: int = 0

    def of(self, kind: Kind) -> list[Outcome]:
        """The outcomes of one kind."""
        return [outcome for outcome in self.outcomes if outcome.kind == kind]

    @property
    def people(self) -> int:
        """How many could be drafted for at all."""
        return len(self.outcomes) - len(self.of("unusable"))

    @property
    def drafted(self) -> list[Outcome]:
        """Who got a pattern."""
        return [*self.of("clean"), *self.of("rescued")]

    @property
    def percent(self) -> float:
        """How many of the people got a pattern with every check green."""
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
            "proportions": self._proportions(),
        }

    def _rescues(self) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for outcome in self.of("rescued"):
            for text, mm in outcome.rescues:                # of two sides the larger one
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

    def times(self) -> dict[str, float]:
        """How long a draft with its audit took, in ms; another number on every run."""
        taken = [1000 * outcome.seconds for outcome in self.outcomes if outcome.seconds]
        return {"median_ms": round(median(taken), 1), "p95_ms": round(part(taken, .95), 1)} if taken else {}


def _proportion(rows: Sequence[tuple[float, float, float]]) -> dict[str, float]:
    values = [value for value, _, _ in rows]
    near = sum(min(value - least, most - value) < NEAR * (most - least) for value, least, most in rows)
    return {"least": round(min(least for _, least, _ in rows), 3), "p1": round(part(values, .01), 3),
            "median": round(median(values), 3), "p99": round(part(values, .99), 3),
            "most": round(max(most for *_, most in rows), 3), "near_a_limit": near}


def counted(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """How many were refused for each reason, the most frequent first, with the first few of them."""
    said: dict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        for code, text in dict(reversed(outcome.faults)).items():       # the first sentence of each code
            said[code].append(f"{outcome.label}: {text}")
    return {code: {"people": len(texts), "examples": texts[:EXAMPLES]}
            for code, texts in sorted(said.items(), key=lambda item: (-len(item[1]), item[0]))}


def part(values: Iterable[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def as_data(proofs: Sequence[Proof], population: Mapping[str, int], about: Mapping[str, Any]) -> dict[str, Any]:
    """Everything as plain data; only ``timings`` differ from run to run."""
    return {**about, "population": dict(population), "fits": [proof.as_data() for proof in proofs],
            "timings": {proof.fit or "as it is": proof.times() for proof in proofs}}
