"""The answers of scanning services as JSON: a list of named values (Bodygram), or blocks of values in cm (3DLook).

::

    {"measurements": [{"name": "bustGirth", "value": 921, "unit": "mm"}, ...]}
    {"entry": {"input": {"photoScan": {"gender": "female", "height": 1680, ...}}, "measurements": [...]}}
    {"gender": "female", "height": 168, "volume_params": {"chest": 92.1, "low_hips": 99.4}, "linear_params": {...}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from mtmpattern.body.body import UNITS
from mtmpattern.body.forms.columns import Column, column_of
from mtmpattern.body.forms.form import Pick, Taken
from mtmpattern.body.forms.native import age_of, sex_of, unit_of
from mtmpattern.body.forms.values import Values, not_taken, put_value, untaken
from mtmpattern.documents import Faults, Node
from mtmpattern.errors import MeasurementError
from mtmpattern.limits import MEASURE_LINES
from mtmpattern.units import LENGTH

BLOCKS: Final = ("volume_params", "linear_params", "front_params", "side_params")
"""The blocks of 3DLook."""
_PERSON: Final = {"height": "mm", "weight": "g"}
"""What the person enters before the scan, with the units in which Bodygram repeats it."""


def answer_of(parts: Mapping[str, Node]) -> Mapping[str, Node] | None:
    """The block with the values, the whole or one level down (``entry`` of Bodygram); None if this is no answer."""
    blocks = (parts, *(each.content for each in parts.values() if isinstance(each.content, Mapping)))
    return next((block for block in blocks if _has_values(block)), None)


def _has_values(parts: Mapping[str, Node]) -> bool:
    listed = parts.get("measurements")
    if listed is not None and isinstance(listed.content, tuple):
        return any(isinstance(each.content, Mapping) and {"name", "value"} <= each.content.keys()
                   for each in listed.content)
    return any(name in parts and isinstance(parts[name].content, Mapping) for name in BLOCKS)


def _entered(parts: Mapping[str, Node]) -> Mapping[str, Node]:
    """What the person entered before the scan, which an answer of Bodygram repeats."""
    given = parts.get("input")
    blocks = given.content.values() if given is not None and isinstance(given.content, Mapping) else ()
    return next((each.content for each in blocks if isinstance(each.content, Mapping)), {})


def read(top: Node, faults: Faults, pick: Pick) -> Taken:
    """Read an answer. Unknown names and values that were not taken are left out and reported."""
    parts, taken = answer_of(top.mapping()) or top.mapping(), Taken("scan", unit="cm")
    about = {**_entered(parts), **parts}
    taken.sex = sex_of(about.get("gender") or about.get("sex"), faults)
    age_of(about.get("age"), taken, faults)
    if "unit" in parts:
        taken.unit = unit_of(parts["unit"], faults)
    found, units, zeros = Values(), set[str](), 0
    for name, node, unit in _values(parts):
        column = replace(_column(name, pick), head=name)
        if column.role == "skip":
            continue
        if not column.name:
            taken.remarks.append(node.problem(f"{column.shown} is not a known measure and was left out",
                                              "measurement.unmapped", name=column.shown))
        elif node.empty or not node.scalar or not_taken(str(node.content), column):
            zeros += 1
        else:
            own_unit = column.quantity.unit(unit) or ("kg" if column.quantity.kept == "kg" and not unit else "")
            if column.quantity is LENGTH:
                units.add(own_unit)
            content = f"{node.content} {own_unit}" if own_unit else node.content
            put_value(found, column, replace(node, content=content), taken.remarks, faults)
    if not found:
        raise MeasurementError.of([*faults.problems, top.problem("there are no measurements", "measurement.none",
                                                                 "Is the scan finished?")])
    if len(units) == 1 and (only := UNITS.get(next(iter(units)))):
        taken.unit = only
    if zeros:
        taken.remarks.append(untaken(zeros, "value", top))
    taken.measurements = Node(found.measures(top.file, taken.remarks), "measurements", top.file, top.line)
    return taken


def _column(name: str, pick: Pick) -> Column:
    target = pick.columns.get(name)
    return column_of(name if target is None else target) if target != "" else Column(name, "skip")


def _values(parts: Mapping[str, Node]) -> Iterator[tuple[str, Node, str]]:
    """Name, value and unit of every value; the unit is empty if it is that of the answer."""
    listed = parts.get("measurements")
    if listed is not None and isinstance(listed.content, tuple):
        entered, names = _entered(parts), set[str]()
        for each in listed.content[:MEASURE_LINES]:
            block = each.content if isinstance(each.content, Mapping) else {}
            called, value, stated = (block.get(key) for key in ("name", "value", "unit"))
            if called is not None and value is not None and called.scalar:
                names.add(str(called.content))
                yield str(called.content), value, str(stated.content) if stated is not None and stated.scalar else ""
        for name, unit in _PERSON.items():
            if name in entered and name not in names:
                yield name, entered[name], unit
        return
    blocks = [parts[name].content for name in BLOCKS if name in parts]
    inner = {name: node for block in blocks if isinstance(block, Mapping) for name, node in block.items()}
    for name, node in ({each: parts[each] for each in _PERSON if each in parts} | inner).items():
        yield name, node, ""
