"""The measurement file: YAML or JSON, or a dict, to a `Body`, with every fault of it in one report.

::

    name: ana            # optional; goes nowhere
    sex: female          # or male; optional, estimates are better with it
    age: adult           # or child, or years; under 14 the ranges for children hold
    unit: cm             # for bare numbers: cm, mm or in; without it every value carries its own unit
    measurements:
      chest: 92.5
      waist: 29 1/4 in
      arm_length: {left: 58.5, right: 59}
      shoulder_slope: 21 deg
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mtmpattern.body.body import Body, Measure, Sex, Unit
from mtmpattern.body.catalogue import CATALOGUE, Entry, canonical, unknown
from mtmpattern.body.checks import contradictions, implausible
from mtmpattern.documents import Faults, Node, Source, nearest, read_document
from mtmpattern.errors import FileFormatError, MeasurementError, Problem
from mtmpattern.units import LENGTH, given_unit, read

TOP: Final = ("name", "sex", "age", "unit", "measurements", "note")
SEXES: Final[dict[str, Sex]] = {
    "female": "female", "f": "female", "woman": "female", "girl": "female",
    "male": "male", "m": "male", "man": "male", "boy": "male",
}
CHILD_UNDER: Final = 14
"""Years below which a body is measured against the ranges for children."""


@dataclass(slots=True)
class _File:
    """What is known of the file while it is read."""

    faults: Faults
    unit: Unit | None = None
    unclear: bool = False
    child: bool = False
    taken: dict[str, Node] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    unitless: list[tuple[Node, Entry]] = field(default_factory=list)


def read_body(source: Source) -> Body:
    """Read a measurement file: a path, a dict, or JSON or YAML text.

    Raises `MeasurementError` with every fault of the file at once, or `FileFormatError` where the file itself is at
    fault. Neither ever holds the person's name.
    """
    file = _File(Faults())
    top = read_document(source, what="measurement file", faults=file.faults).mapping()
    for key, node in top.items():
        if key not in TOP:
            file.faults.add(_unknown_key(key, node))
    with file.faults.caught():
        name = top["name"].text() if "name" in top and not top["name"].empty else ""
    sex = _sex(top.get("sex"), file.faults)
    file.child = _child(top.get("age"), file.faults)
    file.unit = _unit(top.get("unit"), file.faults)
    file.unclear = file.unit is None and "unit" in top and not top["unit"].empty
    _measurements(top.get("measurements"), file)
    if file.faults:
        bad_file = all(problem.code.startswith("file.") for problem in file.faults.problems)
        file.faults.check(FileFormatError if bad_file else MeasurementError)
    return Body(file.measures, sex, file.unit or "cm", file.child, name)


# ---- the top of the file ------------------------------------------------------------------------------------------

def _unknown_key(key: str, node: Node) -> Problem:
    if canonical(key):
        return node.problem(f"{key} stands outside the measurements", "measurement.key",
                            "Indent it under `measurements:`.", at_key=True)
    near = nearest(key, TOP)
    return node.problem(f"{_clean(key)} is not part of a measurement file", "measurement.key",
                        f"Did you mean {near}?" if near else f"Known are {', '.join(TOP)}.", at_key=True)


def _sex(node: Node | None, faults: Faults) -> Sex | None:
    if node is None or node.empty:
        return None
    with faults.caught():
        word = node.text()
        if word.casefold() not in SEXES:
            faults.add(node.problem(f"sex: {_clean(word)} is not known", "measurement.sex",
                                    "Write female or male, or leave the line out."))
        return SEXES.get(word.casefold())
    return None


def _child(node: Node | None, faults: Faults) -> bool:
    if node is None or node.empty:
        return False
    with faults.caught():
        word = node.text().casefold()
        if word in ("child", "adult"):
            return word == "child"
        years = node.number() if word[:1].isdigit() else -1.0
        if not 0 < years < 130:
            faults.add(node.problem(f"age: {_clean(word)} is not known", "measurement.age",
                                    "Write adult, child, or the age in years."))
        return 0 < years < CHILD_UNDER
    return False


def _unit(node: Node | None, faults: Faults) -> Unit | None:
    if node is None or node.empty:
        return None
    known: dict[str | None, Unit] = {"mm": "mm", "cm": "cm", "in": "in"}
    with faults.caught():
        word = node.text()
        if LENGTH.unit(word) not in known:
            faults.add(node.problem(f"unit: {_clean(word)} is not known", "measurement.unit", "Write cm, mm or in."))
        return known.get(LENGTH.unit(word))
    return None


# ---- the measurements ---------------------------------------------------------------------------------------------

def _measurements(node: Node | None, file: _File) -> None:
    if node is None or node.empty:
        file.faults.add(Problem("there are no measurements", "measurement.none", "measurements",
                                "Write them under `measurements:`, one line each, like `chest: 94 cm`.",
                                node.file if node else "", node.line if node else None))
        return
    with file.faults.caught():
        for key, value in node.mapping().items():
            with file.faults.caught():
                _measurement(key, value, file)
        if not node.mapping():
            file.faults.add(node.problem("there are no measurements", "measurement.none", "Write one line each."))
    if file.unitless:
        file.faults.add(_no_unit(file))
    for small, large, sentence in contradictions(file.measures, file.unit or "cm"):
        hint = f"Measure both again; {large} is on line {file.taken[large].key_line}."
        if file.taken[large].key_line is None:
            hint = "Measure both again."
        file.faults.add(file.taken[small].problem(sentence, "measurement.contradiction", hint, at_key=True))


def _measurement(key: str, node: Node, file: _File) -> None:
    name = canonical(key)
    if name is None:
        fault = unknown(key)
        file.faults.add(node.problem(fault.message, fault.code, fault.hint, at_key=True))
        return
    if name in file.taken:
        first = file.taken[name]
        on = "" if first.key_line is None else f" on line {first.key_line}"
        file.faults.add(node.problem(f"{key} and {first.path.rpartition('.')[2]}{on} are the same measure, {name}",
                                     "measurement.duplicate", "Keep one of them.", at_key=True))
        return
    file.taken[name] = node
    entry = CATALOGUE[name]
    if isinstance(node.content, Mapping):
        sides = _sides(key, node, entry, file)
    else:
        value = _value(key, node, entry, file)
        sides = None if value is None else (value, value)
    if sides is not None:
        file.measures[name] = Measure(*sides)


def _sides(key: str, node: Node, entry: Entry, file: _File) -> tuple[float, float] | None:
    """Read a value for each side: `{left: 58.5, right: 59}`."""
    given = node.mapping()
    if not given:
        file.faults.add(node.problem(f"{key} has no value", "measurement.empty", "Write {left: value, right: value}."))
        return None
    if not entry.sided:
        file.faults.add(node.problem(f"{key} is one measure of the whole body; it has no left and right",
                                     "measurement.sides", "Give one value."))
        return None
    strange = [side for side in given if side not in ("left", "right")]
    for side in strange:
        file.faults.add(given[side].problem(f"{key}: {_clean(side)} is no side", "measurement.sides",
                                            "Write {left: value, right: value}.", at_key=True))
    for side, other in (("left", "right"), ("right", "left")):
        if side not in given and not strange:
            file.faults.add(node.problem(f"{key}: the {side} side is missing", "measurement.sides",
                                         f"Give both, or one value without `{other}:` for both sides."))
    values = [_value(f"{key} {side}", given[side], entry, file) for side in ("left", "right") if side in given]
    if len(values) < 2 or values[0] is None or values[1] is None:
        return None
    return values[0], values[1]


def _value(key: str, node: Node, entry: Entry, file: _File) -> float | None:
    """One value in mm (kg, degrees), or None after noting its fault."""
    if node.empty or not node.scalar:
        what = "has no value" if node.empty else f"is {node.kind}, not one value"
        file.faults.add(node.problem(f"{key} {what}", "measurement.empty" if node.empty else "measurement.type",
                                     f"Write it like {entry.quantity.example}, or leave the line out.",
                                     at_key=True))
        return None
    default = _default_unit(entry, file.unit)
    try:
        value = float(read(node.content, entry.quantity, default))
    except MeasurementError as error:
        fault = error.problems[0]
        if fault.code == "measurement.unit" and default is None and _bare(node, entry):
            if not file.unclear:  # otherwise the fault is that of the line `unit:`
                file.unitless.append((node, entry))
        else:
            file.faults.add(node.problem(f"{key}: {fault.message}", fault.code, fault.hint))
        return None
    if value == 0:
        file.faults.add(node.problem(f"{key}: 0 is no measurement", "measurement.zero",
                                     "Leave the line out where nothing was measured."))
        return None
    unit = given_unit(node.content, entry.quantity) or default or entry.unit
    bad = implausible(entry, value, unit, child=file.child)
    if bad is not None:
        code = "measurement.unit" if bad[1].startswith("Did you mean") else "measurement.range"
        file.faults.add(node.problem(f"{key}: {bad[0]}", code, bad[1]))
        return None
    return value


def _default_unit(entry: Entry, unit: str | None) -> str | None:
    """Return the unit of a bare number: degrees; kg beside cm and mm, but beside inches it could be lb as well."""
    kind = entry.quantity.name
    if kind == "mass":
        return "kg" if unit in ("cm", "mm") else None
    return "deg" if kind == "angle" else unit


def _bare(node: Node, entry: Entry) -> bool:
    """Tell whether this is a readable number that only lacks its unit."""
    try:
        return read(node.content, entry.quantity, entry.unit) > 0 and entry.quantity is LENGTH
    except MeasurementError:
        return False


def _no_unit(file: _File) -> Problem:
    """One fault for all bare numbers of a file that names no unit, with the units that would fit them all."""
    fitting = [unit for unit in ("cm", "mm", "in") if all(
        implausible(entry, float(read(node.content, LENGTH, unit)), unit, child=file.child) is None
        for node, entry in file.unitless)]
    first, count = file.unitless[0][0], len(file.unitless)
    names = ", ".join(node.path.partition(".")[2] for node, _ in file.unitless[:4]) + (", ..." if count > 4 else "")
    hint = f"Add a line `unit: {fitting[0]}`" if len(fitting) == 1 else "Add a line `unit:` with cm, mm or in"
    return first.problem(f"{count} value{'s have' if count > 1 else ' has'} no unit: {names}", "measurement.unit",
                         f"{hint}, or write the unit with each value.")


def _clean(word: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in word[:40])
