"""Multi-size files of Seamly2D (.smms) and Valentina (.vst): how their sizes differ, and the measures of one size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mtmpattern.body.forms.form import Pick, Taken
from mtmpattern.body.forms.gathering import Gathering
from mtmpattern.body.forms.seamly_elements import (
    body_of,
    entries,
    heading,
    node_of,
    number_of,
    put,
    recognize_child,
    refuse_empty,
    refuse_old,
)
from mtmpattern.body.forms.xml_tree import Element
from mtmpattern.documents import Faults, exact_number
from mtmpattern.errors import MeasurementError, Problem, clean
from mtmpattern.units import LENGTH, length

_KINDS: Final = {"x": "height", "y": "size", "w": "waist", "z": "hip"}
_OLD: Final = {"size": (22, 72, 2), "height": (50, 200, 6)}
"""Smallest, largest and step in cm if the file does not state them."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension in which sizes differ, in the file's unit; ``labels`` are other words for single sizes."""

    kind: str
    base: Fraction
    least: Fraction
    most: Fraction
    step: Fraction
    labels: dict[str, Fraction]
    element: Element

    def has(self, size: Fraction) -> bool:
        """Return whether the file has this size."""
        if size == self.base:
            return True
        return self.least <= size <= self.most and self.step > 0 and (size - self.base) % self.step == 0

    def described(self, unit: str) -> str:
        """Return the sizes in words."""
        span = f"{float(self.least):g} to {float(self.most):g} {unit} in steps of {float(self.step):g}"
        return span if self.step > 0 else f"{float(self.base):g} {unit} only"


def old_steps(unit: str) -> dict[str, Fraction]:
    """Return the step that an increase belongs to, in the file's unit."""
    return {kind: step * LENGTH.units["cm"] / LENGTH.units[unit] for kind, (_, _, step) in _OLD.items()}


def dimensions_of(root: Element, unit: str, faults: Faults) -> tuple[Dimension, ...]:
    """Read the dimensions of a file, in the order of its shifts."""
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
            faults.add(root.problem(f"the file has no base {kind}", "measurement.size",
                                    "Check that it is the right file.", kind=kind))
    read = [_read(element, kind, labels, kind, unit, faults) for element, kind, labels in pairs if element is not None]
    return tuple(each for each in read if each is not None)


def _read(element: Element, kind: str, labels: Element | None, label: str, unit: str,
          faults: Faults) -> Dimension | None:
    usual = [number * LENGTH.units["cm"] / LENGTH.units[unit] for number in _OLD.get(kind, (0, 0, 0))]
    given = [number_of(element, name, faults) if element.get(name) else default
             for name, default in zip(("min", "max", "step"), usual, strict=True)]
    base = number_of(element, "base", faults)
    if base is None or base <= 0 or any(number is None for number in given):
        faults.add(element.problem(f"the base {kind} of the file cannot be read", "measurement.size",
                                   f"Write the {kind} to which its values belong, as a number above 0.", kind=kind))
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
    """Choose a size in every dimension: the one picked, or the base if none is or the file lacks it."""
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
                               root.file, root.line, params={"kind": kind}))
    if bases:
        what = ", ".join(f"{each.kind} {float(each.base):g} {unit}" for each in bases)
        ways = "; ".join(f"{each.kind} {each.described(unit)}" for each in bases)
        gathering.remark(node_of("size", bases[0].element), f"the base size of the file is used: {what}",
                         "measurement.size", f"Choose another if it is not meant; the file has {ways}.")
    return chosen


def _picked(dimension: Dimension, word: str, unit: str, faults: Faults) -> Fraction:
    """Read the size picked: a label of the file, or a length; a bare number is in the file's unit."""
    if word.casefold() in dimension.labels:
        return dimension.labels[word.casefold()]
    try:
        size = length(word, unit) / LENGTH.units[unit]
        sentence = "" if dimension.has(size) else f"the file has no {dimension.kind} {clean(word)}"
    except MeasurementError as error:
        size, sentence = dimension.base, f"{dimension.kind}: {error.problems[0].message}"
    if sentence:
        labels = f", or {', '.join(dimension.labels)}" if 0 < len(dimension.labels) <= 20 else ""
        faults.add(dimension.element.problem(sentence, "measurement.size",
                                             f"It has {dimension.described(unit)}{labels}."))
        return dimension.base
    return size


# ---- One size of a file ---------------------------------------------------------------------------------------------

_SHIFTS: Final = ("shiftA", "shiftB", "shiftC")
_MOST_STEPS: Final = 1_000


def read_multisize(root: Element, faults: Faults, pick: Pick) -> Taken:
    """Read the size picked, or the base size with a remark."""
    refuse_old(root)
    taken = heading(root, faults)
    gathering = Gathering("seamly", pick, faults, taken)
    unit = taken.unit
    old = root.child("dimensions") is None
    if unit == "in" and old:
        faults.add((root.child("unit") or root).problem(
            "the size steps of multi-size files, 2 and 6 cm, do not exist in inches", "measurement.unit",
            "Give a file in cm or mm."))
    dimensions = dimensions_of(root, unit or "cm", faults)
    chosen = choices(root, dimensions, unit or "cm", pick, gathering)
    for name, element in entries(root, faults):
        node = node_of(name, element)
        before = len(faults.problems)
        base = number_of(element, "base", faults)
        offset = _old_offset(element, dimensions, chosen, unit or "cm", faults) if old else _new_offset(
            element, dimensions, chosen, faults)
        if base is None or len(faults.problems) > before:
            continue
        amount = base + offset
        if base == 0 and amount == 0:
            gathering.columns.pop(name, None)
            continue
        meaning = gathering.meaning(name, node)
        if meaning is not None:
            put(gathering, meaning, amount, node, special=element.get("specialUnits") in ("true", "1"))
    refuse_empty(root, gathering, names=[element for _, element in entries(root, Faults())], at="base")
    gathering.finish(node_of("body-measurements", body_of(root)))
    recognize_child(taken)
    return taken


def _old_offset(element: Element, dimensions: tuple[Dimension, ...], chosen: Mapping[str, Fraction], unit: str,
                faults: Faults) -> Fraction:
    """Calculate the amount that size and height add to the base of one measure."""
    total = Fraction(0)
    for dimension in dimensions:
        increase = number_of(element, f"{dimension.kind}_increase", faults)
        step, moved = old_steps(unit)[dimension.kind], chosen[dimension.kind] - dimension.base
        rules = element.child(f"{dimension.kind}Rules")
        breaks = [(number_of(each, "threshold", faults), number_of(each, "increment", faults))
                  for each in (rules.all("break") if rules else ())]
        if increase is None or any(None in each for each in breaks):
            continue
        if not breaks:
            total += moved / step * increase
            continue
        at = sorted((start, more) for start, more in breaks if start is not None and more is not None)
        steps = min(round(abs(moved) / step), _MOST_STEPS)
        total += (1 if moved > 0 else -1) * sum(
            (_increase(dimension.base + (count if moved > 0 else -count) * step, at, increase)
             for count in range(steps)), Fraction(0))
    return total


def _increase(place: Fraction, breaks: list[tuple[Fraction, Fraction]], usual: Fraction) -> Fraction:
    """Return the increase of the step that begins at this size."""
    return next((more for start, more in reversed(breaks) if place >= start), usual)


def _new_offset(element: Element, dimensions: tuple[Dimension, ...], chosen: Mapping[str, Fraction],
                faults: Faults) -> Fraction:
    """Calculate the amount that the dimensions add to the base of one measure, corrected for exactly this size."""
    total = Fraction(0)
    for dimension, name in zip(dimensions, _SHIFTS, strict=False):
        shift = number_of(element, name, faults)
        if shift is not None and dimension.step:
            total += (chosen[dimension.kind] - dimension.base) / dimension.step * shift
    corrections = element.child("corrections")
    here = [chosen[dimension.kind] for dimension in dimensions]
    for each in corrections.all("correction") if corrections else ():
        if _coordinates(each.get("coordinates")) == here:
            total += number_of(each, "correction", faults) or 0
    return total


def _coordinates(text: str) -> list[Fraction] | None:
    try:
        return [exact_number(part) for part in text.split(";")] if len(text) < 100 else None
    except ValueError:
        return None
