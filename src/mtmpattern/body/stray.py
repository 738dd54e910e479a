"""The faults of impossible values and of contradicting pairs, with likely corrections.

`mtmpattern.body.repair`, which finds these, needs numpy and is imported only for a fault.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mtmpattern.body.body import Measure
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.forms.form import Taken
from mtmpattern.documents import Node
from mtmpattern.errors import Problem
from mtmpattern.units import LENGTH

if TYPE_CHECKING:
    from mtmpattern.body.repair import Repair


OTHER_UNIT: Final = ("inches", "centimetres", "millimetres", "metres", "feet", "pounds", "kilograms")
"""An impossible value is more often in the wrong unit than mistyped, so these repairs come first."""
SPELT: Final = {"in": "inches", "cm": "centimetres", "mm": "millimetres"}
ENOUGH: Final = 2
"""With fewer measures than this, corrections come only from units and ranges."""


@dataclass(frozen=True, slots=True)
class Stray:
    """An impossible value: its key and name, its value in mm (kg, degrees), and the unit in which it was typed."""

    key: str
    name: str
    node: Node
    value: float
    unit: str
    sentence: str
    guess: str
    other_unit: bool
    """Whether the guess is that it was typed in another unit."""
    possible: bool = False
    """Whether the value is accepted if it is confirmed."""


def stray_problems(strays: Sequence[Stray], taken: Taken, measures: Mapping[str, Measure]) -> list[Problem]:
    """One fault for each value, with its likeliest repairs; a single fault if the whole file is in another unit."""
    from mtmpattern.body.repair import likely, unit_vote  # noqa: PLC0415

    unit = taken.unit or ""
    typed = {each.name: each.value / float(LENGTH.units[unit]) for each in strays if each.unit == unit} | {
        name: measure.middle / float(LENGTH.units[unit]) for name, measure in measures.items() if unit}
    voted = unit_vote(typed, unit, child=taken.child) if unit else ""
    if voted and taken.unit_node is not None:
        lengths = sum(CATALOGUE[name].quantity is LENGTH for name in typed)
        fault = taken.unit_node.problem(
            f"unit: {unit} cannot be right: {len(strays)} of {lengths} lengths fit a body only in {SPELT[voted]}",
            "measurement.unit", f"Write `unit: {voted}`.", unit=unit, fits=voted)
        strays = [each for each in strays if each.unit != unit]
        return [fault, *stray_problems(strays, taken, {})] if strays else [fault]
    values = {name: measure.middle for name, measure in measures.items()} | {each.name: each.value for each in strays}
    problems = []
    for each in strays:
        guess, question = each.guess, ""
        if len(values) > ENOUGH:
            meant = likely(each.name, each.value, values, sex=taken.sex, child=taken.child, unit=each.unit)
            question = _question(sorted(meant, key=lambda repair: repair.kind not in OTHER_UNIT))
            guess = question or guess
        code = "measurement.unit" if question or each.other_unit else "measurement.range"
        right = f" If it is right, confirm it: `confirmed: [{each.name}]`." if each.possible else ""
        low, high = CATALOGUE[each.name].range(child=taken.child)
        problems.append(each.node.problem(f"{each.key}: {each.sentence}", code, guess + right, measure=each.name,
                                          value=round(each.value, 3), least=low, most=high))
    return problems


def meant_by_pair(small: str, large: str, taken: Taken, measures: Mapping[str, Measure]) -> str:
    """Return a question with likely corrections for a measure that exceeds one that is always larger; may be empty."""
    from mtmpattern.body.repair import likely_for_pair  # noqa: PLC0415

    values = {name: measure.middle for name, measure in measures.items()}
    meant = likely_for_pair(small, large, values, sex=taken.sex, child=taken.child, unit=taken.unit or "cm")
    return f"{_question(meant)} " if meant else ""


def _question(repairs: Sequence[Repair]) -> str:
    """The best two repairs as a question."""
    return "Did you mean " + ", or ".join(each.text for each in repairs[:2]) + "?" if repairs else ""
