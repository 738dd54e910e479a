"""One person's measures as a table of one measure a line.

::

    id,value,unit,side
    sex,female
    unit,cm
    chest,"92,5"
    waist,29 1/4,in
    arm_length,58.5,,left
    arm_length,59,,right

``id`` may be called ``measure`` or ``name``. Unit and side may be left out; a value may bring its own unit. Rows
``name``, ``sex``, ``age``, ``unit`` and ``confirmed`` say what they say in our own file.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from fractions import Fraction
from io import StringIO
from typing import Final

from mtmpattern.body.body import KNOWN, Body, Measure, Unit
from mtmpattern.body.catalogue import CATALOGUE, canonical, tidy, unknown
from mtmpattern.body.forms.columns import SIDES, Column, column_of, with_unit
from mtmpattern.body.forms.header import Table
from mtmpattern.body.forms.native import child_of, clean, sex_of, unit_of
from mtmpattern.body.forms.records import Record
from mtmpattern.body.forms.taken import Pick, Taken
from mtmpattern.documents import Faults, Node
from mtmpattern.errors import MeasurementError, Problem
from mtmpattern.units import LENGTH

MOST: Final = 2_000
COUNTED: Final = ("estimated", "derived")
"""Sources of values that nobody took; they are worked out again when they are needed."""


@dataclass(slots=True)
class _Lines:
    """The lines of a long table while they are read."""

    table: Table
    faults: Faults
    renamed: dict[str, str]
    found: dict[str, tuple[str, dict[str, Node]]] = field(default_factory=dict)
    told: dict[str, Node] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)
    counted: int = 0

    def line(self, record: Record, name: int, value: int) -> None:
        """Read one line: a measure, or something about the person."""
        head, text = record.cells[name], record.cells[value]
        target = self.renamed.get(tidy(head), head)
        if not target:
            return
        column = column_of(target)
        if column.role in ("skip", "id"):
            return
        node = self.table.at(text, clean(head), record.line)
        if column.role in ("sex", "age", "unit", "name", "confirmed"):
            if column.role in self.told:
                self._twice(head, node, self.told[column.role])
            self.told[column.role] = node
        elif self._cell(record, "source").casefold() in COUNTED:
            self.counted += 1
        else:
            self._measure(record, column, node)

    def _measure(self, record: Record, column: Column, node: Node) -> None:
        unit = self._cell(record, "unit") or column.unit
        side = self._side(record, column, node)
        name = column.name or column.head
        word, sides = self.found.setdefault(name, (column.word if column.name else column.head, {}))
        if side in sides or (sides and "" in (side, *sides)):
            self._twice(word, node, next(iter(sides.values())))
            return
        if not column.name or column.quantity is LENGTH:
            self.units.add(LENGTH.unit(unit) or unit)
        place = self.table.header.file, record.line, None, False, record.line
        sides[side] = Node(with_unit(str(node.content), unit, comma=record.comma), node.path, *place)

    def _side(self, record: Record, column: Column, node: Node) -> str:
        word = self._cell(record, "side").casefold()
        if word not in SIDES and word not in ("", "both"):
            self.faults.add(node.problem(f"{column.shown}: {clean(word)} is no side", "measurement.sides",
                                         "Write left, right or both, or nothing."))
        return SIDES.get(word, column.side)

    def _cell(self, record: Record, role: str) -> str:
        place = self.table.place(role)
        return record.cells[place] if place is not None else ""

    def _twice(self, word: str, node: Node, first: Node) -> None:
        self.faults.add(node.problem(f"{clean(word)} is there twice, on line {first.line} and on line {node.line}",
                                     "measurement.duplicate", "Keep one of them, or tell left and right."))


def read_lines(table: Table, faults: Faults, pick: Pick) -> Taken:
    """Read a table of one measure a line. Raises `MeasurementError` where it has none."""
    name = next(at for role in ("measure", "id", "name") if (at := table.place(role)) is not None)
    value = table.place("value") or 0
    lines = _Lines(table, faults, {tidy(str(head)): str(target).strip() for head, target in pick.columns.items()})
    for count, record in enumerate(table.rows(), 1):
        if count > MOST:
            raise MeasurementError.of([table.problem(record.line, f"the table has more than {MOST} lines", "file.large",
                                                     "One measure a line is one person's; is it the right file?")])
        if record.fault:
            faults.add(record.fault)
        else:
            lines.line(record, name, value)
    if not lines.found:
        raise MeasurementError.of(faults.problems or [table.problem(table.header.line or 1, "there are no measurements",
                                                 "measurement.none", "Write them one a line, like `chest,94,cm`.")])
    return _taken(lines)


def _taken(lines: _Lines) -> Taken:
    told, faults = lines.told, lines.faults
    taken = Taken("csv", unit=lines.table.unit, sex=sex_of(told.get("sex"), faults),
                  child=child_of(told.get("age"), faults), confirmed=confirmed(told.get("confirmed"), faults))
    if "unit" in told:
        taken.unit = unit_of(told["unit"], faults)
        taken.unclear = taken.unit is None
    elif taken.unit is None and len(lines.units) == 1:
        known: dict[str, Unit] = {"mm": "mm", "cm": "cm", "in": "in"}
        taken.unit = known.get(next(iter(lines.units)))
    taken.name = str(told["name"].content) if "name" in told else ""
    place = lines.table.header
    taken.measurements = Node(
        {word: sides.get("") or Node(sides, word, place.file, line, None, False, line)
         for word, sides in lines.found.values() for line in [next(iter(sides.values())).line]},
        "measurements", place.file, place.line)
    if lines.counted:
        taken.remarks.append(Problem(
            f"{lines.counted} rows of the table were estimated or derived, not measured, and were left out",
            "measurement.estimated", "", "They are worked out again where a template needs them.", place.file))
    return taken


def confirmed(node: Node | None, faults: Faults) -> frozenset[str]:
    """Read the names of measures that were looked at again, parted by blanks, commas or semicolons."""
    words = str(node.content).replace(",", " ").replace(";", " ").split() if node else []
    for word in words:
        if node and canonical(word) is None:
            fault = unknown(word)
            faults.add(node.problem(fault.message, fault.code, fault.hint))
    return frozenset(name for word in words if (name := canonical(word)))


def write(body: Body, *, estimated: bool = False) -> str:
    """Write a body as a table of one measure a line, in its unit, without loss; no name of a person.

    With ``estimated`` all values are written and a column ``source`` tells which are which; a reader leaves out those
    that were worked out. Every cell is a word of ours or a number, so that no spreadsheet takes one for a formula.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    last = ["source"] if estimated else []
    writer.writerow(["id", "value", "unit", "side", *last])
    about = {"sex": body.sex or "", "age": "child" if body.child else "", "unit": body.unit}
    writer.writerows([word, value, "", "", *([""] if estimated else [])] for word, value in about.items() if value)
    for name, measure in body.measures.items():
        if measure.source in KNOWN or estimated:
            assert canonical(name) == name  # the body has refused all other names
            for side, value in _sides(measure):
                text, unit = _exact(name, value, body.unit)
                writer.writerow([name, text, unit, side, *([measure.source] if estimated else [])])
    return out.getvalue()


def _sides(measure: Measure) -> tuple[tuple[str, float], ...]:
    if measure.differs:
        return ("left", measure.left), ("right", measure.right)
    return (("", measure.left),)


def _exact(name: str, value: float, unit: str) -> tuple[str, str]:
    """Return the shortest decimal that reads back to the same value, and its unit."""
    quantity = CATALOGUE[name].quantity
    kept = unit if quantity is LENGTH else quantity.kept
    size = quantity.units[kept]
    number, text = Fraction(value) / size, ""
    for digits in range(1, 20):
        text = _decimal(number, digits)
        if float(Fraction(text) * size) == value:
            break
    return text, kept


def _decimal(number: Fraction, digits: int) -> str:
    whole, part = divmod(round(abs(number) * 10**digits), 10**digits)
    text = f"{whole}.{part:0{digits}}".rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 and text != "0" else text
