"""Joins written once, expanded to parts, with the rule for directions.

Every part lies face up and its outline runs counter-clockwise. Right sides together, two mates are walked against each
other: where one is walked with its outline, the other is walked against its own. So an edge needs no direction. A run
over several pieces gets its direction from where it goes on: each step must end where the next starts, at a corner of
one piece or at one that earlier joins have brought together. Only one direction can do that; a run that needs both is
twisted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .operations import Operation
from .spans import Spans, marks, spans_of
from .walks import PartStep, Site, site


@dataclass(frozen=True)
class PartJoin:
    """One join between parts: two walks that start together and end together."""

    operation: Operation
    first: tuple[PartStep, ...]
    second: tuple[PartStep, ...]

    @cached_property
    def marks(self) -> tuple[dict[str, float], dict[str, float]]:
        """The named points along both walks in mm."""
        return marks(self.first), marks(self.second)

    @cached_property
    def spans(self) -> Spans:
        """Its spans between points that both runs carry, and their ease."""
        return spans_of(self)

    @property
    def ends(self) -> tuple[tuple[Site, Site], tuple[Site, Site]]:
        """The places brought together at the start and at the end."""
        return (self.first[0].first, self.second[0].first), (self.first[-1].last, self.second[-1].last)

    def meets(self, a: str, b: str) -> bool:
        """Whether the join brings an end at ``piece.edge`` to one at the other; edges that lie next to it count."""
        return any({a, b} <= _names(p) | _names(q) and _names(p) & {a, b} and _names(q) & {a, b}
                   for p, q in ((self._end(self.first, i), self._end(self.second, i)) for i in (0, -1)))

    @staticmethod
    def _end(steps: tuple[PartStep, ...], which: int) -> tuple[PartStep, Site]:
        step = steps[which]
        return step, step.first if which == 0 else step.last

    def __str__(self) -> str:
        return f"{' + '.join(map(str, self.first))} = {' + '.join(map(str, self.second))}"


def _names(end: tuple[PartStep, Site]) -> set[str]:
    step, (_, _, corner, mm) = end
    info = step.piece.info
    names = {corner, info.neighbours(corner)[0]} if mm == 0.0 else {corner}
    names |= {name for name, places in info.places.items()
              if any(site(step.piece, step.half, edge, at) == end[1] for edge, at in places)}
    return {f"{info.name}.{name}" for name in names}
