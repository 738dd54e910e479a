"""Our own measurement file, as YAML, JSON or a dict.

::

    name: ana            # optional; never written to any file
    sex: female          # or male; optional, estimates are better with it
    age: adult           # or child, or years; under 14 the ranges for children apply
    unit: cm             # for bare numbers: cm, mm or in; without it every value carries its own unit
    measurements:        # taken on the body
      chest: 92.5
      waist: 29 1/4 in
      arm_length: {left: 58.5, right: 59}
      shoulder_slope: 21 deg
    confirmed: [waist]   # checked again because it seemed unlikely
    garment:             # measures of the finished garment; widths are laid flat and count twice
      chest_width: 51
    estimated: {}        # estimates in a written file; they are not read but made again
    base: {chart: women, size: 92-164}      # the try-on garment that was worn
    alter: {sleeve: {left: 0.5}}            # and what was pinned on it

Both ``garment`` and ``alter`` may name their garments: ``alter: {trousers: {waist: -1}, shirt: {sleeve: 0.5}}``.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from mtmpattern.body.body import UNITS, Sex, Unit
from mtmpattern.body.catalogue import canonical, tidy, unknown
from mtmpattern.body.forms.form import Taken
from mtmpattern.body.forms.wishes import wishes_of
from mtmpattern.documents import Faults, Node
from mtmpattern.documents.file_kind import kind_of_names
from mtmpattern.errors import Problem, clean, did_you_mean
from mtmpattern.units import LENGTH

NAME: Final = "native"
TOP: Final = ("name", "sex", "age", "unit", "measurements", "estimated", "confirmed", "garment", "base", "alter",
              "note")
SEXES: Final[dict[str, Sex]] = {
    "female": "female", "f": "female", "woman": "female", "girl": "female",
    "male": "male", "m": "male", "man": "male", "boy": "male",
}
CHILD_UNDER: Final = 14
"""The age in years below which the ranges for children apply."""
OLDEST: Final = 130
"""No age in years is as high."""


def read(top: Node, faults: Faults) -> Taken:
    """Read a native file; faults outside its measurements are added to ``faults``."""
    taken, parts = Taken(NAME), named(top, faults)
    if (kind := kind_of_names(parts)) and kind.name != "measurements":
        raise kind.fault("measurement file", top.file)
    for key, node in parts.items():
        if key not in TOP:
            faults.found(partial(_unknown_key, key, node))
    given = {key: node for key, node in parts.items() if not node.empty}
    with faults.caught():
        taken.name = given["name"].text() if "name" in given else ""
    taken.sex = sex_of(given.get("sex"), faults)
    age_of(given.get("age"), taken, faults)
    taken.unit = unit_of(given.get("unit"), faults)
    taken.unit_node = given.get("unit")
    taken.unclear = taken.unit is None and taken.unit_node is not None
    taken.measurements = parts.get("measurements")
    if "estimated" in given:
        taken.remarks.append(given["estimated"].problem("estimated values are not read", "measurement.estimated",
                                                        "They are estimated again.", at_key=True))
    taken.confirmed = _confirmed(given.get("confirmed"), faults)
    taken.base = given.get("base")
    taken.wishes = wishes_of(given, taken.unit, faults)
    return taken


def top_name(key: str) -> str:
    """The name of a block or line of the file, in any spelling; any other name as it is."""
    return word if (word := tidy(key)) in TOP else key


def named(top: Node, faults: Faults) -> dict[str, Node]:
    """The blocks and lines of a file by their names; one that is written twice is a fault."""
    parts: dict[str, Node] = {}
    for key, node in top.mapping().items():
        name = top_name(key)
        if name in parts:
            faults.add(node.problem(f"{clean(key)} is the same as {clean(parts[name].name)}", "file.duplicate",
                                    "Keep one of them.", at_key=True, name=clean(key)))
        parts.setdefault(name, node)
    return parts


def sex_of(node: Node | None, faults: Faults) -> Sex | None:
    """Read a word for the sex; None if it is missing or, after adding a fault, unknown."""
    if node is None or node.empty:
        return None
    with faults.caught():
        word = node.text()
        if word.casefold() not in SEXES:
            faults.add(node.problem(f"sex: {clean(word)} is not known", "measurement.sex",
                                    "Write `age: child`, and girl or boy here." if word.casefold() == "child" else
                                    "Write female or male, or leave the line out.", typed=clean(word)))
        return SEXES.get(word.casefold())
    return None


_AGE: Final = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(years?|yrs?|y|months?)?(?:\s+old)?")


def age_of(node: Node | None, taken: Taken, faults: Faults) -> None:
    """Read an age, in years or as a word. One that cannot be read may be a child's: `Taken.ageless`.

    The fault does not repeat it, because it may be a date of birth.
    """
    if node is None or node.empty:
        return
    with faults.caught():
        word = node.text().casefold()
        found = _AGE.fullmatch(word)
        years = float(found[1].replace(",", ".")) / (12 if str(found[2]).startswith("month") else 1) if found else 0.0
        taken.child = word == "child" or 0 < years < CHILD_UNDER
        taken.ageless = word not in ("child", "adult") and not 0 < years < OLDEST
        if taken.ageless:
            faults.add(node.problem("age: this is neither an age nor adult or child", "measurement.age",
                                    "Write adult, child, or the age in years, like `age: 7`."))


def unit_of(node: Node | None, faults: Faults) -> Unit | None:
    """Read the unit of bare numbers."""
    if node is None or node.empty:
        return None
    with faults.caught():
        word = node.text()
        if LENGTH.unit(word) not in UNITS:
            faults.add(node.problem(f"unit: {clean(word)} is not known", "measurement.unit", "Write cm, mm or in.",
                                    typed=clean(word)))
        return UNITS.get(LENGTH.unit(word))
    return None


def _unknown_key(key: str, node: Node) -> Problem:
    if canonical(key):
        return node.problem(f"{key} is outside `measurements:`", "measurement.key",
                            "Indent it under `measurements:`.", at_key=True, key=key)
    return node.problem(f"{clean(key)} is not part of a measurement file", "measurement.key",
                        did_you_mean(key, TOP, f"Use one of {', '.join(TOP)}."), at_key=True, key=clean(key))


def _confirmed(node: Node | None, faults: Faults) -> frozenset[str]:
    """Read the names of measures that were checked again."""
    found = set()
    if node is not None:
        with faults.caught():
            for each in (node,) if node.scalar else node.sequence():
                name = canonical(each.text()) or ("sex" if each.text() == "sex" else "")
                if name:
                    found.add(name)
                else:
                    faults.found(partial(unknown_at, each.text(), each))
    return frozenset(found)


def unknown_at(word: str, node: Node, *, at_key: bool = False) -> Problem:
    """The fault of a word that is not a measure, at its place in the file."""
    fault = unknown(word)
    return node.problem(fault.message, fault.code, fault.hint, at_key=at_key, **fault.params)
