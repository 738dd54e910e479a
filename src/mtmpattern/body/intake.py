"""Checking the values of a measurement file: units, sides, ranges and order; measures in mm, faults with places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from mtmpattern.body.body import UNITS, Measure, Unit
from mtmpattern.body.catalogue import CATALOGUE, canonical, unknown
from mtmpattern.body.catalogue_entries import Entry
from mtmpattern.body.checks import contradictions, implausible, is_possible
from mtmpattern.body.forms.form import Taken
from mtmpattern.body.stray import Stray, meant_by_pair, stray_problems
from mtmpattern.documents import Faults, Node
from mtmpattern.errors import MeasurementError, Problem, clean, listed, shown
from mtmpattern.limits import MOST_NAMES
from mtmpattern.units import LENGTH, given_unit, printed, read

_SHOWN_IN: Final[Mapping[str | None, Unit]] = {**UNITS, "m": "cm", "ft": "in"}
"""The unit to show to people who wrote another one, or the same."""


@dataclass(slots=True)
class MeasureIntake:
    """The measures of one file while they are checked. ``nodes`` has the value in the file for each name."""

    taken: Taken
    faults: Faults
    nodes: dict[str, Node] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    unitless: list[tuple[Node, Entry]] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    contradicted: set[str] = field(default_factory=set)

    def judge(self) -> None:
        """Check all measurements: good ones go to ``measures``, bad ones to ``faults``."""
        node = self.taken.measurements
        if node is None or node.empty:
            if self.taken.base is None:
                self._none(node)
            return
        with self.faults.caught():
            for key, value in node.mapping().items():
                with self.faults.caught():
                    self._measurement(key, value)
            if not node.mapping() and self.taken.base is None:
                self._none(node)
        if self.unitless:
            self.faults.add(self._no_unit())
        if self.strays:
            self.faults.add(*stray_problems(self.strays, self.taken, self.measures))
        for small, large, sentence in contradictions(self.measures, self.unit):
            second = self.nodes[large]
            self.contradicted |= {small, large}
            on = "" if second.key_line is None else f"; {large} is on line {second.key_line}"
            meant = meant_by_pair(small, large, self.taken, self.measures)
            self.faults.add(self.in_own_words(self.nodes[small].problem(
                sentence, "measurement.contradiction", f"{meant}Measure both again{on}.", at_key=True, small=small,
                large=large, of_small=self.measures[small].middle, of_large=self.measures[large].middle)))

    @property
    def unit(self) -> Unit:
        """The unit to show to people: that of the file, or else the one that all its lengths are written with."""
        if self.taken.unit is not None:
            return self.taken.unit
        values = [each for node in self.nodes.values() for each in (
            node.content.values() if isinstance(node.content, Mapping) else (node,))]
        found = (given_unit(each.content, LENGTH) for each in values)
        typed = {_SHOWN_IN[unit] for unit in found if unit is not None}
        return typed.pop() if len(typed) == 1 else "cm"

    def in_own_words(self, problem: Problem) -> Problem:
        """The problem with each measure named as in the file, if that is also a name of ours."""
        message, hint = problem.message, problem.hint
        for name, node in self.nodes.items():
            if node.name != name and canonical(node.name) == name:
                message, hint = (re.sub(rf"\b{name}\b", clean(node.name).replace("\\", ""), text)
                                 for text in (message, hint))
        return replace(problem, message=message, hint=hint)

    def _none(self, node: Node | None) -> None:
        message, code = "there are no measurements", "measurement.none"
        hint = "Write them under `measurements:`, one line each, like `chest: 94 cm`."
        self.faults.add(node.problem(message, code, hint) if node else Problem(message, code, "/measurements", hint))

    def _measurement(self, key: str, node: Node) -> None:
        name = canonical(key)
        if name is None:
            self.faults.found(lambda: _no_measure(key, node))
            return
        if name in self.nodes:
            first = self.nodes[name]
            on = "" if first.key_line is None else f" on line {first.key_line}"
            self.faults.add(node.problem(f"{key} and {first.name}{on} are the same measure, {name}",
                                         "measurement.duplicate", "Keep one of them.", at_key=True, measure=name,
                                         names=[first.name, key]))
            return
        self.nodes[name] = node
        entry = CATALOGUE[name]
        if isinstance(node.content, Mapping):
            sides = self._sides(key, node, entry)
        else:
            value = self._value(key, node, entry)
            sides = None if value is None else (value, value)
        if sides is not None:
            self.measures[name] = Measure(*sides)

    def _sides(self, key: str, node: Node, entry: Entry) -> tuple[float, float] | None:
        """Read a value for each side: `{left: 58.5, right: 59}`."""
        given = node.mapping()
        if not given:
            self.faults.add(node.problem(f"{key} has no value", "measurement.empty",
                                         "Write {left: value, right: value}.", measure=entry.name))
            return None
        if "value" in given or not (entry.sided or {"left", "right"}.issuperset(given)):
            self.faults.add(_not_one(key, node, entry))
            return None
        if not entry.sided and set(given) == {"left", "right"} and entry.kind != "girth":
            return self._mean(key, node, entry)
        if not entry.sided:
            self.faults.add(node.problem(f"{key} is a measure of the whole body and has no left and right",
                                         "measurement.sides", "Give one value.", measure=entry.name))
            return None
        strange = [side for side in given if side not in ("left", "right")]
        for side in strange:
            self.faults.add(given[side].problem(f"{key}: {clean(side)} is not a side", "measurement.sides",
                                                "Write {left: value, right: value}.", at_key=True, measure=entry.name,
                                                side=clean(side)))
        for side, other in (("left", "right"), ("right", "left")):
            if side not in given and not strange:
                self.faults.add(node.problem(f"{key}: the {side} side is missing", "measurement.sides",
                                             f"Give both, or one value without `{other}:` for both sides.",
                                             measure=entry.name, side=side))
        values = [self._value(f"{key} {side}", given[side], entry) for side in ("left", "right") if side in given]
        if len(values) < 2 or values[0] is None or values[1] is None:
            return None
        return values[0], values[1]

    def _mean(self, key: str, node: Node, entry: Entry) -> tuple[float, float] | None:
        """The mean of a measure without sides here that has two in other files, such as the inseams of a scan."""
        left, right = (self._value(f"{key} {side}", node.mapping()[side], entry) for side in ("left", "right"))
        if left is None or right is None:
            return None
        unit = self.unit
        self.taken.remarks.append(node.problem(
            f"{key}: the mean of left {printed(left, unit)} and right {printed(right, unit)} is used",
            "measurement.mean", "It is a measure of the whole body; give one value to use another.", at_key=True,
            measure=entry.name, left=left, right=right, value=(left + right) / 2))
        return (left + right) / 2, (left + right) / 2

    def _value(self, key: str, node: Node, entry: Entry) -> float | None:
        """One value in mm (kg, degrees), or None after noting its fault."""
        if node.empty or not node.scalar:
            what = "has no value" if node.empty else f"is {node.kind}, not one value"
            code = "measurement.empty" if node.empty else "measurement.type"
            self.faults.add(node.problem(f"{key} {what}", code,
                                         f"Write it like {entry.quantity.example}, or leave the line out.",
                                         at_key=True, measure=entry.name))
            return None
        default = self._default_unit(entry)
        try:
            value = float(read(node.content, entry.quantity, default, signed=entry.signed))
        except MeasurementError as error:
            fault = error.problems[0]
            if fault.code == "measurement.unit" and default is None and _bare(node, entry):
                if not self.taken.unclear:  # otherwise the line `unit:` has been reported
                    self.unitless.append((node, entry))
            else:
                self.faults.add(node.problem(f"{key}: {fault.message}", fault.code, fault.hint, measure=entry.name,
                                             typed=shown(node.content)))
            return None
        if value == 0 and not entry.signed:
            self.faults.add(node.problem(f"{key}: 0 is not a measurement", "measurement.zero",
                                         "Leave the line out if nothing was measured.", measure=entry.name))
            return None
        unit = given_unit(node.content, entry.quantity) or default or entry.unit
        bad = implausible(entry, value, unit, child=self.taken.child)
        if self.taken.ageless and implausible(entry, value, unit, child=True) is None:
            bad = None                          # right for a child, and the age has been reported
        possible = bad is not None and is_possible(entry, value, child=self.taken.child)
        if bad is not None and not (possible and entry.name in self.taken.confirmed):
            self.strays.append(Stray(key, entry.name, node, value, unit, *bad, possible))
            return None
        return value

    def _default_unit(self, entry: Entry) -> str | None:
        """Return the unit of a bare number: degrees; kg with cm and mm, but with inches it could also be lb."""
        kind = entry.quantity.name
        if kind == "mass":
            return "kg" if self.taken.unit in ("cm", "mm") else None
        return "deg" if kind == "angle" else self.taken.unit

    def _no_unit(self) -> Problem:
        """One fault for all bare numbers of a file without a unit, with the units that would fit them all."""
        fitting = [unit for unit in ("cm", "mm", "in") if all(
            implausible(entry, float(read(node.content, LENGTH, unit)), unit, child=self.taken.child) is None
            for node, entry in self.unitless)]
        first, count = self.unitless[0][0], len(self.unitless)
        names = listed([node.name for node, _ in self.unitless], 4)
        hint = f"Add a line `unit: {fitting[0]}`" if len(fitting) == 1 else "Add a line `unit:` with cm, mm or in"
        if self.taken.form == "csv":
            hint = f"Put it in the column's name, like `chest [{fitting[0] if len(fitting) == 1 else 'cm'}]`"
        have = "values have" if count > 1 else "value has"
        return first.problem(f"{count} {have} no unit: {names}", "measurement.unit",
                             f"{hint}, or write the unit with each value.",
                             measures=[entry.name for _, entry in self.unitless[:MOST_NAMES]], units=fitting)


def _no_measure(key: str, node: Node) -> Problem:
    """The fault of an unknown name; the hint for a garment's width says where it belongs."""
    fault = unknown(key)
    width = key.casefold().endswith("_width")
    if width and fault.code == "measurement.unknown" and canonical(key[:-6]):
        return node.problem(f"{clean(key)} is a garment's measure, laid flat; a body has a girth",
                            "measurement.garment", "Put it under `garment:`, or measure round the body.", at_key=True,
                            name=clean(key))
    return node.problem(fault.message, fault.code, fault.hint, at_key=True, **fault.params)


def _not_one(key: str, node: Node, entry: Entry) -> Problem:
    """The fault of a block in place of a value, such as ``{value: 168, unit: cm}``, with that as one value."""
    given = node.mapping()
    names = listed([clean(each) for each in given], 4)
    parts = [clean(str(given[each].content)) for each in ("value", "unit") if each in given and given[each].scalar]
    like = " ".join(parts) if "value" in given and parts else entry.quantity.example.split(", ")[0]
    return node.problem(f"{key} is a block ({names}), not one value", "measurement.type", f"Write it like `{like}`.",
                        at_key=True, measure=entry.name, names=[*map(clean, given)][:MOST_NAMES])


def _bare(node: Node, entry: Entry) -> bool:
    """Return whether this is a readable number without a unit."""
    try:
        return read(node.content, entry.quantity, entry.unit) > 0 and entry.quantity is LENGTH
    except MeasurementError:
        return False
