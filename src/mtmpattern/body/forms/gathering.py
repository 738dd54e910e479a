"""Values under the names of other programs, gathered under ours while one file is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from mtmpattern.body.catalogue import CATALOGUE, canonical, unknown
from mtmpattern.body.forms.form import Pick, Taken
from mtmpattern.body.forms.names import OWN, Meaning, System, meanings, ours
from mtmpattern.documents import Faults, Node
from mtmpattern.errors import clean

AGREE: Final = Fraction(1, 100)
"""How much (in the file's unit) a value may differ from the mean of its sides."""


@dataclass(slots=True)
class Gathering:
    """The measures of one foreign file while it is read; `finish` puts them into ``taken``."""

    system: System
    pick: Pick
    faults: Faults
    taken: Taken
    known: dict[str, Meaning] = field(init=False)
    columns: dict[str, str] = field(init=False)
    found: dict[str, list[tuple[Meaning, Node]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = {each.name: each for each in meanings(self.system) if not each.parts}
        self.columns = {str(name).strip(): str(target).strip() for name, target in self.pick.columns.items()}

    def meaning(self, name: str, node: Node, called: str = "") -> Meaning | None:
        """Return the meaning of a foreign name; None if it is left out, after adding a remark or fault."""
        if name in self.columns:
            target = self.columns.pop(name)
            found = ours(target, rank=0) if target else None
            if target and found is None:
                fault = unknown(target)
                self.faults.add(node.problem(f"{clean(name)}: {fault.message}", fault.code, fault.hint, at_key=True))
            return found
        own = ours(name.removeprefix(OWN), rank=1) if self.system == "seamly" and name.startswith(OWN) else None
        found = own or self.known.get(name)
        if found is None:
            ours_too = canonical(name.lstrip("@#")) or canonical(called)
            also = f", called {clean(called)}," if called and called != name else ""
            hint = (f"It may be our {ours_too}: map {clean(name)} to it in a column map." if ours_too else
                    f"If it is one of our measures, map {clean(name)} to its name with columns.")
            self.remark(node, f"{clean(name)}{also} is not a known measure and was left out", "measurement.unmapped",
                        hint)
        return found

    def remark(self, node: Node, message: str, code: str, hint: str = "") -> None:
        """Add a remark, which does not stop the reading."""
        self.taken.remarks.append(node.problem(message, code, hint, at_key=True))

    def add(self, meaning: Meaning, node: Node) -> None:
        """Add a value, as it was typed."""
        self.found.setdefault(meaning.measure, []).append((meaning, node))

    def add_amount(self, meaning: Meaning, amount: Fraction, node: Node) -> None:
        """Add an exact amount, times the factor of its meaning."""
        exact = plain(amount * meaning.factor)
        content: Any = f"{exact} kg" if meaning.entry.kind == "mass" else exact
        self.add(meaning, Node(content, node.trail, node.file, node.line, node.column, False,
                               node.key_line, node.key_column))

    def finish(self, place: Node) -> None:
        """Choose one of the values for each measure, and set ``taken.measurements``; ``place`` is that of the block."""
        content = {}
        for measure in CATALOGUE:
            for side, group in groupby(sorted(self.found.get(measure, ()), key=_order), lambda each: each[0].side):
                content[measure, side] = self._chosen(measure, list(group))
        whole = {measure: node for (measure, side), node in content.items() if not side}
        for measure in dict.fromkeys(measure for measure, side in content if side):
            sides = {side: content[measure, side] for side in ("left", "right") if (measure, side) in content}
            self._agree(measure, whole.get(measure), sides)
            first = next(iter(sides.values()))
            whole[measure] = Node(sides, first.trail, first.file, first.line, first.column, False,
                                  first.key_line, first.key_column)
        self.taken.measurements = Node(whole, "measurements", place.file, place.line, place.column)
        for name in self.columns:
            self.remark(place, f"the file has no {clean(name)}, which the column map names", "measurement.unmapped",
                        "Compare it with the names in the file.")

    def _chosen(self, measure: str, group: list[tuple[Meaning, Node]]) -> Node:
        (first, node), *others = group
        for other, lost in others:
            if other.rank == first.rank == 0:
                self.faults.add(lost.problem(f"{clean(first.name)} and {clean(lost.name)} are both mapped to {measure}",
                                             "measurement.duplicate", "Keep one of them.", at_key=True,
                                             names=[clean(first.name), clean(lost.name)], measure=measure))
            else:
                self.remark(lost, f"{clean(lost.name)} was left out: {clean(node.name)} is read as {measure}",
                            "measurement.unmapped")
        if first.note:
            self.remark(node, f"{clean(node.name)} is read as {measure}: {first.note}", "measurement.near")
        return node

    def _agree(self, measure: str, mean: Node | None, sides: Mapping[str, Node]) -> None:
        """Add a fault if the mean does not fit the sides, because only one of them was changed."""
        amounts = [each.content for each in (*([mean] if mean else []), *sides.values())]
        if len(amounts) < 3 or not all(isinstance(amount, (Decimal, Fraction)) for amount in amounts):
            return
        middle, left, right = map(Fraction, amounts)  # type: ignore[arg-type]
        if mean is not None and abs(middle - (left + right) / 2) > AGREE:
            self.faults.add(mean.problem(f"{clean(mean.name)} is not the mean of the left and right {measure}",
                                         "measurement.sides", "Correct the sides, or remove them.", at_key=True,
                                         name=clean(mean.name), measure=measure))


def plain(amount: Fraction) -> Decimal | Fraction:
    """Return an exact amount as a `Decimal` if possible, so that it prints as people write it."""
    rest = amount.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1 or amount.denominator.bit_length() > 64:
        return amount
    found = Decimal(amount.numerator) / Decimal(amount.denominator)
    return found if Fraction(found) == amount else amount


def _order(each: tuple[Meaning, Node]) -> tuple[str, int]:
    return each[0].side, each[0].rank
