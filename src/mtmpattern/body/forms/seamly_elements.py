"""The elements that all measurement files of Seamly2D and Valentina have: the person, the unit, the measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from mtmpattern.body.body import Unit
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.forms.form import Taken
from mtmpattern.body.forms.formula import FormulaError, parse
from mtmpattern.body.forms.gathering import Gathering
from mtmpattern.body.forms.names import Meaning
from mtmpattern.body.forms.native import SEXES
from mtmpattern.body.forms.xml_tree import Element
from mtmpattern.documents import Faults, Node
from mtmpattern.errors import FileFormatError, MeasurementError, clean
from mtmpattern.units import LENGTH, printed

UNITS: Final[dict[str, Unit]] = {"mm": "mm", "cm": "cm", "inch": "in"}
_LONGEST_NAME: Final = 200
_NOTHING: Final = re.compile(r"0*(?:[.,]0*)?")


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


def refuse_old(root: Element) -> None:
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


def refuse_empty(root: Element, gathering: Gathering, *, names: list[Element], at: str) -> None:
    """Refuse a file in which the attribute ``at`` of every measure is 0, as in an empty form."""
    if names and not gathering.found and all(_NOTHING.fullmatch(each.get(at)) for each in names):
        raise MeasurementError.of([root.problem(
            f"all {len(names)} measures of this file are 0: it is an empty form", "measurement.none",
            "Fill it in, and save it again.", count=len(names))])
