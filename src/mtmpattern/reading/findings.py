"""Findings of an audit: each with its weight, its place and its meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from mtmpattern.errors import Problem
from mtmpattern.geometry import Point
from mtmpattern.limits import FINDINGS

Weight: TypeAlias = Literal["fault", "warning", "note"]

FAULT: Final[Weight] = "fault"
"""The piece cannot be cut or sewn as it is, or may be wrong."""
WARNING: Final[Weight] = "warning"
"""It could be read in several ways, or other programs may fail on it."""
NOTE: Final[Weight] = "note"
"""Worth knowing; nothing is wrong."""
WEIGHTS: Final[tuple[Weight, ...]] = (FAULT, WARNING, NOTE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: a sentence with its numbers and units, a stable ``code``, and what it means in ``hint``.

    ``block`` is the name of the block, ``at`` the place in mm, ``line`` a line of the file, ``argument`` the argument
    that reads the file otherwise.
    """

    code: str
    weight: Weight
    message: str
    hint: str = ""
    block: str = ""
    at: Point | None = None
    line: int | None = None
    argument: str = ""

    def __str__(self) -> str:
        place = "" if self.at is None else f" at ({self.at.x:.1f}, {self.at.y:.1f})"
        where = f"{self.block}{place}: " if self.block else ""
        return f"{where}{self.message}. {self.hint}".strip().replace("..", ".") + f" [{self.code}, {self.weight}]"

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain data, empty fields left out; places in mm to a thousandth."""
        place = None if self.at is None else [round(self.at.x, 3), round(self.at.y, 3)]
        fields = {"code": self.code, "weight": self.weight, "message": self.message, "hint": self.hint,
                  "block": self.block, "at": place, "line": self.line, "argument": self.argument}
        return {name: value for name, value in fields.items() if value not in ("", None)}


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one file, the most serious first, and the measures of its pieces.

    ``measures`` has one row for each piece: its name and its numbers in mm and square metres, as plain data.
    """

    kind: str
    items: tuple[Finding, ...]
    measures: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(cls, kind: str, items: Iterable[Finding], measures: Iterable[dict[str, Any]] = ()) -> Findings:
        """Findings by weight, without repetitions: the first `FINDINGS` of each code and the number left out."""
        kept: list[Finding] = []
        counts: Counter[tuple[str, Weight]] = Counter()
        for item in dict.fromkeys(items):
            counts[item.code, item.weight] += 1
            if counts[item.code, item.weight] <= FINDINGS:
                kept.append(item)
        kept += [Finding(code, weight, f"{count - FINDINGS} more findings of this kind were left out",
                         "Correct these first.") for (code, weight), count in counts.items() if count > FINDINGS]
        return cls(kind, tuple(sorted(kept, key=lambda item: WEIGHTS.index(item.weight))), tuple(measures))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def of_weight(self, weight: Weight) -> tuple[Finding, ...]:
        """The findings of one weight."""
        return tuple(item for item in self.items if item.weight == weight)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that must be corrected before anything is cut."""
        return self.of_weight(FAULT)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all findings."""
        return frozenset(item.code for item in self.items)

    def to_dict(self) -> dict[str, Any]:
        """Findings, pieces and counts as plain data."""
        return {"kind": self.kind, "clean": not self.faults,
                "counts": {weight: len(self.of_weight(weight)) for weight in WEIGHTS},
                "findings": [item.to_dict() for item in self.items], "pieces": list(self.measures)}


def from_problem(problem: Problem) -> Finding:
    """A problem as a finding of the weight fault."""
    return Finding(problem.code, FAULT, problem.message, problem.hint, problem.where, line=problem.line,
                   argument=problem.argument)
