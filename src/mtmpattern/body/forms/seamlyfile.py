"""What all measurement files of Seamly2D and Valentina have in common: unit, sex, name, and a list of ``m``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from mtmpattern.body.body import Unit
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.forms.formulas import FormulaError, parse
from mtmpattern.body.forms.gathering import Gathering
from mtmpattern.body.forms.names import Meaning
from mtmpattern.body.forms.native import SEXES, clean
from mtmpattern.body.forms.taken import Taken
from mtmpattern.body.forms.xml import Element
from mtmpattern.documents import Faults, Node
from mtmpattern.units import LENGTH, printed

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
