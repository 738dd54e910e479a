"""The sizes that a file of many sizes has, and which of them is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mtmpattern.body.forms.gathering import Gathering
from mtmpattern.body.forms.native import clean
from mtmpattern.body.forms.seamlyfile import node_of, number_of
from mtmpattern.body.forms.taken import Pick
from mtmpattern.body.forms.xml import Element
from mtmpattern.documents import Faults
from mtmpattern.errors import MeasurementError, Problem
from mtmpattern.units import LENGTH, length

_KINDS: Final = {"x": "height", "y": "size", "w": "waist", "z": "hip"}
_OLD: Final = {"size": (22, 72, 2), "height": (50, 200, 6)}
"""Least, largest and step in cm where the file itself has none."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way in which sizes differ, in the file's unit; ``labels`` are other words for single sizes."""

    kind: str
    base: Fraction
    least: Fraction
    most: Fraction
    step: Fraction
    labels: dict[str, Fraction]
    element: Element

    def has(self, size: Fraction) -> bool:
        """Tell whether the file has this size."""
        if size == self.base:
            return True
        return self.least <= size <= self.most and self.step > 0 and (size - self.base) % self.step == 0

    def told(self, unit: str) -> str:
        """Say in words which sizes there are."""
        span = f"{float(self.least):g} to {float(self.most):g} {unit} in steps of {float(self.step):g}"
        return span if self.step > 0 else f"{float(self.base):g} {unit} only"


def old_steps(unit: str) -> dict[str, Fraction]:
    """Return the steps that increases are per, in the file's unit."""
    return {kind: step * LENGTH.units["cm"] / LENGTH.units[unit] for kind, (_, _, step) in _OLD.items()}


def dimensions_of(root: Element, unit: str, faults: Faults) -> tuple[Dimension, ...]:
    """Read the dimensions of a file, in the order in which its shifts count them."""
    block = root.child("dimensions")
    if block is not None:
        found = [_read(each, _KINDS[each.get("type")], each.child("labels"), "label", unit, faults)
                 for each in block.all("dimension") if each.get("type") in _KINDS]
        order = list(_KINDS.values())
        kinds = {each.kind: each for each in found if each is not None}
        return tuple(sorted(kinds.values(), key=lambda each: order.index(each.kind)))
    pairs = [(root.child(kind), kind, root.child(f"{kind}s")) for kind in _OLD]
    for element, kind, _ in pairs:
        if element is None:
            faults.add(root.problem(f"the file has no base {kind}", "measurement.size", "Is it the right file?"))
    read = [_read(element, kind, labels, kind, unit, faults) for element, kind, labels in pairs if element is not None]
    return tuple(each for each in read if each is not None)


def _read(element: Element, kind: str, labels: Element | None, label: str, unit: str,
          faults: Faults) -> Dimension | None:
    usual = [number * LENGTH.units["cm"] / LENGTH.units[unit] for number in _OLD.get(kind, (0, 0, 0))]
    given = [number_of(element, name, faults) if element.get(name) else default
             for name, default in zip(("min", "max", "step"), usual, strict=True)]
    base = number_of(element, "base", faults)
    if base is None or base <= 0 or any(number is None for number in given):
        faults.add(element.problem(f"the base {kind} of the file is not known", "measurement.size",
                                   "It is the size that the values belong to."))
        return None
    least, most, step = (number or Fraction(0) for number in given)
    words = {}
    for each in labels.all(label) if labels is not None else ():
        value = number_of(each, "value", faults)
        if value is not None:
            words[(each.get("label") or each.get("alias")).casefold()] = value
    return Dimension(kind, base, least, most, step, words, element)


def choices(root: Element, dimensions: Iterable[Dimension], unit: str, pick: Pick,
            gathering: Gathering) -> dict[str, Fraction]:
    """Choose a size in every dimension; the base where nothing is picked, or where the file lacks what is."""
    words = {"size": pick.size.strip(), "height": pick.height.strip()}
    chosen: dict[str, Fraction] = {}
    bases: list[Dimension] = []
    faults = gathering.faults
    for dimension in dimensions:
        word = words.pop(dimension.kind, "")
        if not word:
            bases.append(dimension)
        chosen[dimension.kind] = _picked(dimension, word, unit, faults) if word else dimension.base
    for kind, word in words.items():
        if word:
            faults.add(Problem(f"the file has no choice of {kind}", "measurement.size", kind, "Leave it out.",
                               root.file, root.line))
    if bases:
        what = ", ".join(f"{each.kind} {float(each.base):g} {unit}" for each in bases)
        ways = "; ".join(f"{each.kind} {each.told(unit)}" for each in bases)
        gathering.remark(node_of("size", bases[0].element), f"the base of the file is taken: {what}",
                         "measurement.size", f"Say which is meant; the file has {ways}.")
    return chosen


def _picked(dimension: Dimension, word: str, unit: str, faults: Faults) -> Fraction:
    """Read what is picked: a label of the file, or a length; a bare number is in the file's unit."""
    if word.casefold() in dimension.labels:
        return dimension.labels[word.casefold()]
    try:
        size = length(word, unit) / LENGTH.units[unit]
        sentence = "" if dimension.has(size) else f"the file has no {dimension.kind} {clean(word)}"
    except MeasurementError as error:
        size, sentence = dimension.base, f"{dimension.kind}: {error.problems[0].message}"
    if sentence:
        labels = f", or {', '.join(dimension.labels)}" if 0 < len(dimension.labels) <= 20 else ""
        faults.add(dimension.element.problem(sentence, "measurement.size", f"It has {dimension.told(unit)}{labels}."))
        return dimension.base
    return size
