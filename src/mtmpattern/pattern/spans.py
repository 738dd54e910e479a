"""The spans of a join: between points that both runs carry, each run has its length and its share of the ease."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ..geometry.tolerance import JOIN
from .buttons import Buttoned
from .operations import Sew
from .walks import PartStep

if TYPE_CHECKING:
    from .joining import PartJoin


@dataclass(frozen=True, slots=True)
class Spans:
    """Places of the shared points along both walks in sewn mm, and by how much the first is to be longer in each span.

    ``names`` has the points at the ends of the spans, so it is one longer than ``eased``.
    """

    names: tuple[str, ...]
    first: tuple[float, ...]
    second: tuple[float, ...]
    eased: tuple[float, ...]
    unknown: tuple[str, ...] = ()
    """Spans that the operation speaks of and that these runs do not have."""

    def onto_second(self, mm: float) -> float:
        """The place on the second walk that is sewn to a place on the first."""
        return _carried(self.first, self.second, mm)

    def onto_first(self, mm: float) -> float:
        """The place on the first walk that is sewn to a place on the second."""
        return _carried(self.second, self.first, mm)

    def faults(self) -> list[tuple[str, float, float, float]]:
        """(span, length of the first, of the second, ease asked) of every span that is not as asked."""
        found = []
        for i, eased in enumerate(self.eased):
            a, b = self.first[i + 1] - self.first[i], self.second[i + 1] - self.second[i]
            if abs(a - b - eased) > JOIN:
                found.append((f"{self.names[i]}..{self.names[i + 1]}", a, b, eased))
        return found


def _carried(own: Sequence[float], mate: Sequence[float], mm: float) -> float:
    i = min(max(bisect_right(own, mm) - 1, 0), len(own) - 2)
    width = own[i + 1] - own[i]
    share = (mm - own[i]) / width if width > 0 else 0.0
    return mate[i] + share * (mate[i + 1] - mate[i])


def spans_of(join: PartJoin) -> Spans:
    """The spans of a join as its operation asks for them."""
    length_a, length_b = sum(s.length for s in join.first), sum(s.length for s in join.second)
    if isinstance(join.operation, Buttoned):  # a closing matches its ends only; an overlap is as long as it is
        return Spans(("start", "end"), (0.0, length_a), (0.0, length_b), (length_a - length_b,))
    marks_a, marks_b = join.marks
    shared = sorted((marks_a[name], marks_b[name], name) for name in marks_a.keys() & marks_b.keys())
    inner = [(a, b, name) for a, b, name in shared if JOIN < a < length_a - JOIN and JOIN < b < length_b - JOIN]
    first = (0.0, *(a for a, _, _ in inner), length_a)
    second = (0.0, *(b for _, b, _ in inner), length_b)
    names = ("start", *(name for _, _, name in inner), "end")
    widths = [b - a for a, b in pairwise(second)]
    eased, unknown = _eased(join, names, widths)
    return Spans(names, first, second, tuple(eased), unknown)


def _eased(join: PartJoin, names: tuple[str, ...], widths: list[float]) -> tuple[list[float], tuple[str, ...]]:
    operation = join.operation
    if not isinstance(operation, Sew):
        return [0.0] * len(widths), ()
    if operation.ratio is not None:
        return [(operation.ratio - 1) * width for width in widths], ()
    if isinstance(operation.eased, Mapping):
        known = {name for i in range(len(widths)) for name in _both_ways(names[i], names[i + 1])}
        asked = [next((operation.eased[n] for n in _both_ways(names[i], names[i + 1]) if n in operation.eased), 0.0)
                 for i in range(len(widths))]
        return asked, tuple(sorted(set(operation.eased) - known))
    total = sum(widths)
    return [operation.eased * width / total if total else 0.0 for width in widths], ()


def _both_ways(a: str, b: str) -> tuple[str, str]:
    return f"{a}..{b}", f"{b}..{a}"


def marks(steps: Sequence[PartStep]) -> dict[str, float]:
    """Named points along a walk in mm; a name that lies at several places is told apart by half and piece."""
    found: dict[str, dict[str, float]] = {}
    run = 0.0
    for step in steps:
        low, high = step.step.span
        info = step.piece.info
        for name, places in info.places.items():
            for edge, mm in places:
                if edge == step.step.edge and low - JOIN <= mm <= high + JOIN:
                    along = run + (mm - low if step.walk > 0 else high - mm)
                    found.setdefault(name, {})[f"{step.half} {info.name} {name}".strip()] = along
        run += step.length
    told: dict[str, float] = {}
    for name, hits in found.items():
        if max(hits.values()) - min(hits.values()) <= JOIN:
            told[name] = next(iter(hits.values()))
        else:
            told.update(hits)
    return told
