"""Measurements as a table (CSV): one measure a line, or one client a row."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from io import StringIO
from typing import Final

from mtmpattern.body.body import KNOWN, UNITS, Body, Measure
from mtmpattern.body.catalogue import CATALOGUE, canonical, tidy, unknown
from mtmpattern.body.forms.columns import SIDES, ClientTable, Column, Record, column_of, open_table, with_unit
from mtmpattern.body.forms.form import Pick, Taken
from mtmpattern.body.forms.native import child_of, sex_of, unit_of, unknown_at
from mtmpattern.documents import Faults, Node, Text
from mtmpattern.errors import FileFormatError, MeasurementError, Problem, clean
from mtmpattern.limits import MEASURE_LINES, NEAR_COLUMNS
from mtmpattern.units import LENGTH

# ---- One measure a line ---------------------------------------------------------------------------------------------

CALCULATED: Final = ("estimated", "derived")
"""Sources of values that were not measured; they are calculated again when they are needed."""


@dataclass(slots=True)
class _Lines:
    """The lines of a long table while they are read."""

    table: ClientTable
    faults: Faults
    renamed: dict[str, str]
    found: dict[str, tuple[str, dict[str, Node]]] = field(default_factory=dict)
    about: dict[str, Node] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)
    remarks: list[Problem] = field(default_factory=list)
    calculated: int = 0

    def line(self, record: Record, name: int, value: int) -> None:
        """Read one line: a measure, or something about the person."""
        head, text = record.cells[name], record.cells[value]
        target = self.renamed.get(tidy(head), head)
        if not target or self._left_out(record):
            return
        column = column_of(target)
        if column.role in ("skip", "id"):
            return
        node = self.table.at(text, clean(head), record.line)
        if column.role in ("sex", "age", "unit", "name", "confirmed"):
            if column.role in self.about:
                self._twice(head, node, self.about[column.role])
            self.about[column.role] = node
        elif self._cell(record, "source").casefold() in CALCULATED:
            self.calculated += 1
        else:
            self._measure(record, column, node)

    def _left_out(self, record: Record) -> bool:
        """Whether a scanner says that it did not measure this: its value is not valid, or not of a measure."""
        if self.table.place("valid") is None:
            return False
        kind = self._cell(record, "type").casefold()
        return self._cell(record, "valid").casefold() in ("false", "no", "0") or kind not in ("", "measure")

    def _measure(self, record: Record, column: Column, node: Node) -> None:
        if not column.name and not column.meanings:
            self._unknown(column, node)
            return
        unit = self._cell(record, "unit") or column.unit or self.table.value_unit
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

    def _unknown(self, column: Column, node: Node) -> None:
        """Leave out what is not a measure of ours: a scanner writes two hundred."""
        near = unknown(column.word or column.head).hint if len(self.remarks) < NEAR_COLUMNS else ""
        hint = near if near.startswith("Did") else (
            f"If it is a measure, say which in a column map: `{column.shown}: chest`.")
        self.remarks.append(node.problem(f"{column.shown} is not a known measure and was left out",
                                         "measurement.unmapped", hint))

    def _side(self, record: Record, column: Column, node: Node) -> str:
        word = self._cell(record, "side").casefold()
        if word not in SIDES and word not in ("", "both"):
            self.faults.add(node.problem(f"{column.shown}: {clean(word)} is not a side", "measurement.sides",
                                         "Write left, right or both, or nothing."))
        return SIDES.get(word, column.side)

    def _cell(self, record: Record, role: str) -> str:
        place = self.table.place(role)
        return record.cells[place] if place is not None else ""

    def _twice(self, word: str, node: Node, first: Node) -> None:
        self.faults.add(node.problem(f"{clean(word)} is given twice, on line {first.line} and on line {node.line}",
                                     "measurement.duplicate", "Keep one of them, or mark them left and right."))


def read_lines(table: ClientTable, faults: Faults, pick: Pick) -> Taken:
    """Read a table of one measure a line. Raises `MeasurementError` where it has none."""
    name = next(at for role in ("measure", "id", "name") if (at := table.place(role)) is not None)
    value = table.place("value") or 0
    lines = _Lines(table, faults, {tidy(str(head)): str(target).strip() for head, target in pick.columns.items()})
    for count, record in enumerate(table.rows(), 1):
        if count > MEASURE_LINES:
            raise MeasurementError.of([table.problem(
                record.line, f"the table has more than {MEASURE_LINES} lines", "file.large",
                "Such a table holds one person; is it the right file?")])
        if record.fault:
            faults.add(record.fault)
        else:
            lines.line(record, name, value)
    if not lines.found:
        raise MeasurementError.of((*faults.problems, *lines.remarks) or [table.problem(
            table.header.line or 1, "there are no measurements", "measurement.none",
            "Write them one a line, like `chest,94,cm`.")])
    return _taken(lines)


def _taken(lines: _Lines) -> Taken:
    about, faults = lines.about, lines.faults
    taken = Taken("csv", unit=lines.table.unit, sex=sex_of(about.get("sex"), faults),
                  child=child_of(about.get("age"), faults), confirmed=confirmed(about.get("confirmed"), faults))
    if "unit" in about:
        taken.unit = unit_of(about["unit"], faults)
        taken.unclear = taken.unit is None
    elif taken.unit is None and len(lines.units) == 1:
        taken.unit = UNITS.get(next(iter(lines.units)))
    taken.name = str(about["name"].content) if "name" in about else ""
    taken.remarks += lines.remarks
    place = lines.table.header
    taken.measurements = Node(
        {word: sides.get("") or Node(sides, word, place.file, line, None, False, line)
         for word, sides in lines.found.values() for line in [next(iter(sides.values())).line]},
        "measurements", place.file, place.line)
    if lines.calculated:
        taken.remarks.append(Problem(
            f"{lines.calculated} rows of the table were estimated or derived, not measured, and were left out",
            "measurement.estimated", "", "They are estimated again where a template needs them.", place.file))
    return taken


def confirmed(node: Node | None, faults: Faults) -> frozenset[str]:
    """Read the names of measures that were checked again, separated by spaces, commas or semicolons."""
    words = str(node.content).replace(",", " ").replace(";", " ").split() if node else []
    for word in words:
        if node and canonical(word) is None:
            faults.found(partial(unknown_at, word, node))
    return frozenset(name for word in words if (name := canonical(word)))


def write(body: Body, *, estimated: bool = False) -> str:
    """Write a body as a table of one measure a line, in its unit, without loss and without the person's name.

    With ``estimated`` all values are written, with a column ``source``; readers leave out those that were not measured.
    Every cell is a word of ours or a number, so that no spreadsheet takes one for a formula.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    last = ["source"] if estimated else []
    writer.writerow(["id", "value", "unit", "side", *last])
    about = {"sex": body.sex or "", "age": "child" if body.child else "", "unit": body.unit}
    writer.writerows([word, value, "", "", *([""] if estimated else [])] for word, value in about.items() if value)
    for name, measure in body.measures.items():
        if measure.source in KNOWN or estimated:
            assert canonical(name) == name  # a body refuses all other names
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


# ---- One client a row -----------------------------------------------------------------------------------------------

__all__ = ["client", "identity", "open_table", "read", "write"]

NAME: Final = "csv"
LONGEST_ID: Final = 100
SOME: Final = 20
"""The most faults of other rows that are reported where the row asked for may be one of them."""
BLANK: Final = frozenset(("", "-", "--", "–", "—", "n/a", "na", "nan", "none", "null", "#n/a"))
"""Cells that mean that nothing was measured."""


def read(text: Text, faults: Faults, pick: Pick) -> Taken:
    """Read one person of a table. Raises `MeasurementError` where it is not clear which one, or where there is none."""
    table = open_table(text, pick)
    if table.long:
        return read_lines(table, faults, pick)
    record = _chosen(table, pick.person)
    if record.fault:
        raise FileFormatError.of([record.fault])
    return client(table, record, faults)


def client(table: ClientTable, record: Record, faults: Faults) -> Taken:
    """Read one row. Raises `MeasurementError` where it holds no measure."""
    taken = Taken(NAME, unit=table.unit, remarks=list(table.remarks))
    given: dict[str, Node] = {}
    for column, cell in zip(table.columns, record.cells, strict=False):
        if column.role != "measure" and cell:
            given.setdefault(column.role, table.at(cell, column.shown, record.line))
    if "unit" in given:
        taken.unit = unit_of(given["unit"], faults)
        taken.unclear = taken.unit is None
    taken.sex, taken.child = sex_of(given.get("sex"), faults), child_of(given.get("age"), faults)
    taken.name = str(given["name"].content) if "name" in given else ""
    taken.confirmed = confirmed(given.get("confirmed"), faults)
    measures = {word: sides.get("") or Node(sides, word, table.header.file, record.line, None, False, record.line)
                for word, sides in _values(table, record, faults).values()}
    if not measures:
        raise MeasurementError.of([table.problem(record.line, "there are no measurements in this row",
                                                 "measurement.none", "Leave the row out, or fill it in.")])
    taken.measurements = Node(measures, "measurements", table.header.file, record.line)
    return taken


def _values(table: ClientTable, record: Record, faults: Faults) -> dict[str, tuple[str, dict[str, Node]]]:
    """Return the values of a row by measure: the word used for it, and the value of each side or of both."""
    values: dict[str, tuple[str, dict[str, Node]]] = {}
    for name, column, cell in zip(table.names, table.columns, record.cells, strict=False):
        if not name or not cell or cell.casefold() in BLANK:
            continue
        sides = values.setdefault(name, (column.word, {}))[1]
        if column.side in sides or (sides and "" in (column.side, *sides)):
            other = next(iter(sides.values())).path
            faults.add(table.problem(record.line, f"{column.shown} and {other} are the same measure, {name}, and "
                                     "both have a value", "measurement.duplicate", "Keep one of them."))
        else:
            text = with_unit(cell, column.unit, comma=record.comma)
            sides[column.side] = table.at(text, column.shown, record.line)
    return values


def identity(table: ClientTable, record: Record, number: int) -> str:
    """Return the id of a row, or its number where no column has ids; limited in length."""
    place = table.place("id")
    if place is None:
        return str(number)
    return record.cells[place][:LONGEST_ID] if place < len(record.cells) else ""


def _chosen(table: ClientTable, person: str) -> Record:
    """Find the one row asked for."""
    first, found, faulty, count = None, list[Record](), list[Problem](), 0
    for count, record in enumerate(table.rows(), 1):
        first = first or record
        if person and identity(table, record, count) == person.strip():
            found.append(record)
        elif record.fault:
            faulty.append(record.fault)
    if len(found) == 1:
        return found[0]
    if first and count == 1 and not person:
        return first
    raise MeasurementError.of([_unclear(table, count, person, found),
                               *(faulty[:SOME] if person and not found else ())])


def _unclear(table: ClientTable, count: int, person: str, found: list[Record]) -> Problem:
    """Describe why no row can be chosen. The ids of other rows may be people's names, so no message contains them."""
    place, line = table.place("id"), table.header.line or 1
    by = "by its number, counted from 1" if place is None else f"as in the column {table.columns[place].shown}"
    if not count:
        return table.problem(line, "the table has a header and no rows", "measurement.none", "Add a row of values.")
    if not person:
        return table.problem(line, f"the table has {count} rows, one for each client", "measurement.person",
                             f"Say which row is meant, {by}: --person ID, or Pick(person=ID) in Python.")
    if not found:
        rows = "the one row of the table is not" if count == 1 else f"none of the {count} rows of the table is"
        return table.problem(line, f"{rows} the person asked for", "measurement.person", f"Name a row {by}.")
    return table.problem(found[-1].line, f"{len(found)} rows of the table have that id, the first on line "
                         f"{found[0].line}", "measurement.person", "Give each row its own id.")
