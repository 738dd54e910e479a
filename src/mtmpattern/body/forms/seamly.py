"""Measurement files of Seamly2D (.smis, .smms) and Valentina (.vit, .vst), recognized by their root elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from mtmpattern.body.body import Unit
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.forms.form import ONE_PERSON, Pick, Taken
from mtmpattern.body.forms.formula import FormulaError, Workings, parse
from mtmpattern.body.forms.gathering import Gathering
from mtmpattern.body.forms.names import Meaning
from mtmpattern.body.forms.native import SEXES
from mtmpattern.body.forms.writer import WORKED_OUT
from mtmpattern.body.forms.xml_tree import Element, read_xml
from mtmpattern.documents import Faults, Node, Text, exact_number
from mtmpattern.errors import FileFormatError, MeasurementError, Problem, clean
from mtmpattern.units import LENGTH, length, printed

# ---- Common to all files --------------------------------------------------------------------------------------------

UNITS: Final[dict[str, Unit]] = {"mm": "mm", "cm": "cm", "inch": "in"}
_LONGEST_NAME: Final = 200


def heading(root: Element, faults: Faults) -> Taken:
    """Read the elements above the measures. Of the person only the name and the sex are read."""
    taken = Taken("seamly")
    unit = root.child("unit")
    taken.unit = UNITS.get(unit.text) if unit is not None else None
    if taken.unit is None:
        what = f"unit: {clean(unit.text) or 'nothing'} is not known" if unit is not None else "the file has no unit"
        faults.add((unit or root).problem(what, "measurement.unit", "Use mm, cm or inch.", "unit"))
        taken.unclear = True
    person = root.child("personal")
    if person is not None:
        names = [each.text for each in person.children if each.name in ("customer", "given-name", "family-name")]
        order = sorted(filter(None, names), key=lambda name: name != _text(person, "given-name"))
        taken.name = " ".join(order)[:_LONGEST_NAME]
        _sex(person, taken, faults)
    return taken


def _sex(person: Element, taken: Taken, faults: Faults) -> None:
    element = person.child("gender", "sex")
    word = element.text.casefold() if element is not None else ""
    if element is not None and word not in ("", "unknown"):
        taken.sex = SEXES.get(word)
        if taken.sex is None:
            faults.add(element.problem(f"{element.name}: {clean(element.text)} is not known", "measurement.sex",
                                       "Use male, female or unknown.", name=element.name, typed=clean(element.text)))


def _text(element: Element, name: str) -> str:
    child = element.child(name)
    return child.text if child is not None else ""


def entries(root: Element, faults: Faults) -> Iterator[tuple[str, Element]]:
    """Yield the measures by name, without separators; bad names are added to ``faults``."""
    seen: dict[str, Element] = {}
    for element in body_of(root).all("m"):
        if element.get("type") == "separator":
            continue
        name = element.attributes.get("name", "")
        if not name.strip():
            faults.add(element.problem("a measure has no name", "measurement.key", "Give it one, or remove it."))
        elif name in seen:
            faults.add(element.problem(f"{clean(name)} is written twice, on line {seen[name].line} and on line "
                                       f"{element.line}", "file.duplicate", "Keep one of them.", clean(name),
                                       name=clean(name), lines=(seen[name].line, element.line)))
        elif any(sign.isspace() for sign in name):
            faults.add(element.problem(f"the name {clean(name)} contains a space", "measurement.key",
                                       "Write _ instead.", clean(name), name=clean(name)))
        else:
            seen[name] = element
            yield name, element


def body_of(root: Element) -> Element:
    """Return the element with the measures; the root if there is none."""
    return root.child("body-measurements") or root


def node_of(name: str, element: Element) -> Node:
    """Return a node at the place of a measure, still without a value."""
    return Node(None, name, element.file, element.line, element.column, False, element.line, element.column)


def number_of(element: Element, name: str, faults: Faults) -> Fraction | None:
    """Read an attribute that is a number; 0 if it is missing, None after adding a fault."""
    text = element.get(name)
    try:
        formula = parse(text or "0")
        if formula.names:
            raise FormulaError(f"{clean(text)} is not a number")
        return formula.evaluate({}).amount
    except FormulaError as error:
        faults.add(element.problem(f"{name} of {clean(element.get('name')) or element.name}: {error}",
                                   "measurement.formula", "Write a plain number.",
                                   attribute=name, name=clean(element.get("name")) or element.name, reason=str(error)))
        return None


def put(gathering: Gathering, meaning: Meaning, amount: Fraction, node: Node, *, special: bool) -> None:
    """Add a value, unless it is 0, or is a length marked as having no length unit."""
    entry = meaning.entry
    if amount == 0 and not entry.signed:
        return
    if special and entry.quantity is LENGTH:
        gathering.remark(node, f"{clean(node.name)} is marked as a value without a length unit and was left out",
                         "measurement.unmapped", f"{meaning.measure} is a length.")
        return
    gathering.add_amount(meaning, amount, node)


def recognize_child(taken: Taken) -> None:
    """Recognize a child by a height below an adult's, if most values agree; these files have no field for it."""
    names = taken.measurements.mapping() if taken.measurements is not None else {}
    height = names.get("height")
    if height is None or taken.unit is None:
        return
    contents: Iterator[tuple[str, Any]] = ((name, node.content) for name, node in names.items())
    amounts = {CATALOGUE[name]: Fraction(content) * LENGTH.units[taken.unit] for name, content in contents
               if isinstance(content, (Decimal, Fraction)) and CATALOGUE[name].quantity is LENGTH}
    fit = sum(entry.child[0] <= amount <= entry.child[1] for entry, amount in amounts.items())
    tall = CATALOGUE["height"]
    if tall.child[0] <= amounts[tall] < tall.adult[0] and 2 * fit > len(amounts):
        taken.child = True
        taken.remarks.append(height.problem(f"the height of {printed(float(amounts[tall]), taken.unit)} is a "
                                            "child's; the ranges for children apply", "measurement.child",
                                            value=float(amounts[tall])))


# ---- Sizes of a multi-size file -------------------------------------------------------------------------------------

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


# ---- Multi-size files: .smms and .vst -------------------------------------------------------------------------------

_SHIFTS: Final = ("shiftA", "shiftB", "shiftC")
_MOST_STEPS: Final = 1_000


def read_multisize(root: Element, faults: Faults, pick: Pick) -> Taken:
    """Read the size picked, or the base size with a remark."""
    _refuse_old(root)
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
    _refuse_empty(root, gathering, names=[element for _, element in entries(root, Faults())], at="base")
    gathering.finish(node_of("body-measurements", body_of(root)))
    recognize_child(taken)
    return taken


def _refuse_empty(root: Element, gathering: Gathering, *, names: list[Element], at: str) -> None:
    if names and not gathering.found and all(_NOTHING.fullmatch(each.get(at)) for each in names):
        raise MeasurementError.of([root.problem(
            f"all {len(names)} measures of this file are 0: it is an empty form", "measurement.none",
            "Fill it in, and save it again.", count=len(names))])


_NOTHING: Final = re.compile(r"0*(?:[.,]0*)?")


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


# ---- Files of either kind -------------------------------------------------------------------------------------------

ONE: Final = ("smis", "vit")
MANY: Final = ("smms", "vst")
PATTERNS: Final = ("pattern", "draft")


def read(text: Text, faults: Faults, pick: Pick) -> Taken:
    """Read one person's file, or one size of a multi-size file. Raises `FileFormatError` for other XML."""
    root = read_xml(text)
    if root.name in MANY:
        return read_multisize(root, faults, pick)
    if root.name not in ONE:
        hint = "It seems to be a pattern; give its measurement file." if root.name in PATTERNS else \
            "Its root element must be smis, smms, vit or vst."
        raise FileFormatError.of([root.problem(
            f"{clean(root.name)} is not a measurement file of Seamly2D or Valentina", "file.form", hint,
            name=clean(root.name))])
    return _individual(root, faults, pick)


def _individual(root: Element, faults: Faults, pick: Pick) -> Taken:
    taken = heading(root, faults)
    gathering = Gathering("seamly", pick, faults, taken)
    found = dict(entries(root, faults))
    workings = Workings({name: element.attributes.get("value", "") for name, element in found.items()})
    for name, element in found.items():
        _take(gathering, workings, name, element)
    if not found:
        _refuse_old(root)
    _refuse_empty(root, gathering, names=list(found.values()), at="value")
    place = node_of("body-measurements", body_of(root))
    if pick.size or pick.height:
        gathering.remark(place, ONE_PERSON, "measurement.size", "Leave it out.")
    gathering.finish(place)
    recognize_child(taken)
    return taken


def _refuse_old(root: Element) -> None:
    """Refuse a file with measures in groups, as before version 0.3, instead of elements ``m``."""
    groups = [group for group in body_of(root).children if any("value" in each.attributes or "base" in each.attributes
                                                               for each in group.children)]
    if groups and not any(body_of(root).all("m")):
        version = clean(_text(root, "version"), 12)
        which = f"version {version}" if version else "an old version"
        raise FileFormatError.of([root.problem(
            f"this .{root.name} is of {which}, with measures in groups ({clean(groups[0].name)} ...); files are "
            "read from version 0.3 on", "file.version", "Open it in Seamly2D or Valentina and save it again.",
            form=root.name, version=which, group=clean(groups[0].name))])


def _take(gathering: Gathering, workings: Workings, name: str, element: Element) -> None:
    """Evaluate one measure and add it. A bad formula is a fault only if the measure is used."""
    node = node_of(name, element)
    try:
        value = workings.value(name)
    except FormulaError as error:
        meaning = gathering.meaning(name, node)
        if meaning is not None:
            gathering.faults.add(_broken(name, node, error))
        return
    if value.amount == 0 and (value.untaken or not name.startswith("@m_")):
        gathering.columns.pop(name, None)
        return
    meaning = gathering.meaning(name, node, element.get("full_name"))
    if meaning is None:
        return
    if value.untaken:
        gathering.remark(node, f"{clean(name)} was left out: it depends on {clean(value.untaken)}, which was not taken",
                         "measurement.untaken", f"Measure {clean(value.untaken)} (0 means not taken).")
        return
    if element.get("description").partition(";")[0] in WORKED_OUT:
        gathering.remark(node, f"{clean(name)} was not measured and is left out", "measurement.estimated",
                         "It is estimated again where a template needs it.")
        return
    put(gathering, meaning, value.amount, node, special=element.get("specialUnits") in ("true", "1"))


def _broken(name: str, node: Node, error: FormulaError) -> Problem:
    return node.problem(f"{clean(name)}: {error}", "measurement.formula", "Correct the formula, or write a number.",
                        at_key=True, name=clean(name), reason=str(error))
