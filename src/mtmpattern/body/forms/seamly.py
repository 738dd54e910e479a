"""Measurement files of Seamly2D (.smis, .smms) and Valentina (.vit, .vst), known by their elements, not endings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from mtmpattern.body.body import Unit
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.forms.form import Pick, Taken
from mtmpattern.body.forms.formula import FormulaError, Workings, parse
from mtmpattern.body.forms.names import Gathering, Meaning
from mtmpattern.body.forms.native import SEXES, clean
from mtmpattern.body.forms.writer import WORKED_OUT
from mtmpattern.body.forms.xml_tree import Element, read_xml
from mtmpattern.documents import Faults, Node, Text, exact_number
from mtmpattern.errors import FileFormatError, MeasurementError, Problem
from mtmpattern.units import LENGTH, length, printed

# ---- What all measurement files of Seamly2D and Valentina have in common: unit, sex, name, and a list ------------


UNITS: Final[dict[str, Unit]] = {"mm": "mm", "cm": "cm", "inch": "in"}
_LONGEST_NAME: Final = 200


def heading(root: Element, faults: Faults) -> Taken:
    """Read what stands above the measures. Of the person only the name and the sex are looked at."""
    taken = Taken("seamly")
    unit = root.child("unit")
    taken.unit = UNITS.get(unit.text) if unit is not None else None
    if taken.unit is None:
        what = f"unit: {clean(unit.text) or 'nothing'} is not known" if unit is not None else "the file names no unit"
        faults.add((unit or root).problem(what, "measurement.unit", "It is mm, cm or inch.", "unit"))
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
                                       "It is male, female or unknown."))


def _text(element: Element, name: str) -> str:
    child = element.child(name)
    return child.text if child is not None else ""


def entries(root: Element, faults: Faults) -> Iterator[tuple[str, Element]]:
    """Go through the measures by name; separators are passed over, and names that are none noted."""
    seen: dict[str, Element] = {}
    for element in body_of(root).all("m"):
        if element.get("type") == "separator":
            continue
        name = element.attributes.get("name", "")
        if not name.strip():
            faults.add(element.problem("a measure has no name", "measurement.key", "Give it one, or take it out."))
        elif name in seen:
            faults.add(element.problem(f"{clean(name)} is written twice, on line {seen[name].line} and on line "
                                       f"{element.line}", "file.duplicate", "Keep one of them.", clean(name)))
        elif any(sign.isspace() for sign in name):
            faults.add(element.problem(f"the name {clean(name)} has a blank in it", "measurement.key",
                                       "Names are one word; write _ for the blank.", clean(name)))
        else:
            seen[name] = element
            yield name, element


def body_of(root: Element) -> Element:
    """Return the element that holds the measures; the root where there is none."""
    return root.child("body-measurements") or root


def node_of(name: str, element: Element) -> Node:
    """Make a node at the place of a measure, without a value as yet."""
    return Node(None, name, element.file, element.line, element.column, False, element.line, element.column)


def number_of(element: Element, name: str, faults: Faults) -> Fraction | None:
    """Read an attribute that is a number; 0 where it is not there, None after noting a fault."""
    text = element.get(name)
    try:
        formula = parse(text or "0")
        if formula.names:
            raise FormulaError(f"{clean(text)} is no number")
        return formula.work_out({}).amount
    except FormulaError as error:
        faults.add(element.problem(f"{name} of {clean(element.get('name')) or element.name}: {error}",
                                   "measurement.formula", "Write a plain number."))
        return None


def put(gathering: Gathering, meaning: Meaning, amount: Fraction, node: Node, *, special: bool) -> None:
    """Take a value over, except for 0 and for what is marked as no length and should be one."""
    entry = meaning.entry
    if amount == 0 and not entry.signed:
        return
    if special and entry.quantity is LENGTH:
        gathering.remark(node, f"{clean(node.path)} is marked as a value without a length unit and was left out",
                         "measurement.unmapped", f"{meaning.measure} is a length.")
        return
    gathering.add_amount(meaning, amount, node)


def tell_age(taken: Taken) -> None:
    """Tell a child by a height that no adult has, where the other values agree: these files have no line for it."""
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
                                            "child's; the ranges for children hold", "measurement.child"))


# ---- The sizes that a file of many sizes has, and which of them is chosen ----------------------------------------


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


# ---- One size of a file of many sizes: .smms of Seamly2D, .vst of Valentina, in the old and the new --------------


_SHIFTS: Final = ("shiftA", "shiftB", "shiftC")
_MOST_STEPS: Final = 1_000


def read_multisize(root: Element, faults: Faults, pick: Pick) -> Taken:
    """Read the size that is picked, or the base of the file with a remark that says so."""
    taken = heading(root, faults)
    gathering = Gathering("seamly", pick, faults, taken)
    unit = taken.unit
    old = root.child("dimensions") is None
    if unit == "in" and old:
        faults.add((root.child("unit") or root).problem(
            "files of many sizes in inches have no steps", "measurement.unit", "Their steps are 2 and 6 cm."))
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
    gathering.finish(node_of("body-measurements", body_of(root)))
    tell_age(taken)
    return taken


def _old_offset(element: Element, dimensions: tuple[Dimension, ...], chosen: Mapping[str, Fraction], unit: str,
                faults: Faults) -> Fraction:
    """Work out what size and height add to the base of one measure."""
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
    """Return what one step adds that begins at this size."""
    return next((more for start, more in reversed(breaks) if place >= start), usual)


def _new_offset(element: Element, dimensions: tuple[Dimension, ...], chosen: Mapping[str, Fraction],
                faults: Faults) -> Fraction:
    """Work out what the dimensions add to the base of one measure, with the correction at just this size."""
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


# ---- Measurement files of Seamly2D (.smis, .smms) and Valentina (.vit, .vst), told by their elements, ------------


ONE: Final = ("smis", "vit")
MANY: Final = ("smms", "vst")
PATTERNS: Final = ("pattern", "draft")


def read(text: Text, faults: Faults, pick: Pick) -> Taken:
    """Read one person's file, or one size of a file of many. Raises `FileFormatError` for other XML."""
    root = read_xml(text)
    if root.name in MANY:
        return read_multisize(root, faults, pick)
    if root.name not in ONE:
        hint = "It seems to be a pattern; give its measurement file." if root.name in PATTERNS else \
            "Those begin with smis, smms, vit or vst."
        raise FileFormatError.of([root.problem(f"{clean(root.name)} is no measurement file of Seamly2D or Valentina",
                                               "file.form", hint)])
    return _individual(root, faults, pick)


def _individual(root: Element, faults: Faults, pick: Pick) -> Taken:
    taken = heading(root, faults)
    gathering = Gathering("seamly", pick, faults, taken)
    found = dict(entries(root, faults))
    workings = Workings({name: element.attributes.get("value", "") for name, element in found.items()})
    for name, element in found.items():
        _take(gathering, workings, name, element)
    place = node_of("body-measurements", body_of(root))
    if pick.size or pick.height:
        gathering.remark(place, "the file is of one person; there is no size or height to choose", "measurement.size")
    gathering.finish(place)
    tell_age(taken)
    return taken


def _take(gathering: Gathering, workings: Workings, name: str, element: Element) -> None:
    """Work one measure out and take it over. A formula that nothing here needs is no fault, only a remark."""
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
    meaning = gathering.meaning(name, node)
    if meaning is None:
        return
    if value.untaken:
        gathering.remark(node, f"{clean(name)} rests on {clean(value.untaken)}, which was not taken, and was left out",
                         "measurement.untaken", f"Take {clean(value.untaken)} (0 means not taken).")
        return
    if element.get("description").partition(";")[0] in WORKED_OUT:
        gathering.remark(node, f"{clean(name)} was not measured and is left out", "measurement.estimated",
                         "It is worked out again where a template needs it.")
        return
    put(gathering, meaning, value.amount, node, special=element.get("specialUnits") in ("true", "1"))


def _broken(name: str, node: Node, error: FormulaError) -> Problem:
    return node.problem(f"{clean(name)}: {error}", "measurement.formula", "Correct the formula, or write a number.",
                        at_key=True)
