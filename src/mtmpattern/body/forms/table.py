"""Measurements as a table (CSV): one measure a line (`mtmpattern.body.forms.lines`), or one client a row.

::

    Order;Sex;Chest [cm];Waist [cm];Arm length left;Arm length right
    1042;female;92,5;74;58,5 cm;59 cm
    1043;male;104;88;;

Commas, semicolons or tabs part the columns. A column ``id``, ``client``, ``customer`` or ``order`` names the row, or
rows count from 1. Heads are read by `mtmpattern.body.forms.columns`. A cell that is empty or holds ``-`` or ``n/a`` is
a measure that was not taken.
"""

from __future__ import annotations

from typing import Final

from mtmpattern.body.forms.columns import with_unit
from mtmpattern.body.forms.header import Table, open_table
from mtmpattern.body.forms.lines import confirmed, read_lines, write
from mtmpattern.body.forms.native import child_of, sex_of, unit_of
from mtmpattern.body.forms.records import Record
from mtmpattern.body.forms.taken import Pick, Taken
from mtmpattern.documents import Faults, Node, Text
from mtmpattern.errors import FileFormatError, MeasurementError, Problem

__all__ = ["client", "identity", "open_table", "read", "write"]

NAME: Final = "csv"
LONGEST_ID: Final = 100
SOME: Final = 20
"""So many faults of other rows are told where the row that is meant may be one of them."""
BLANK: Final = frozenset(("", "-", "--", "–", "—", "n/a", "na", "nan", "none", "null", "#n/a"))
"""What programs and people write into a cell where nothing was measured."""


def read(text: Text, faults: Faults, pick: Pick) -> Taken:
    """Read one person of a table. Raises `MeasurementError` where it is not told which one, or where none is there."""
    table = open_table(text, pick)
    if table.long:
        return read_lines(table, faults, pick)
    record = _chosen(table, pick.person)
    if record.fault:
        raise FileFormatError.of([record.fault])
    return client(table, record, faults)


def client(table: Table, record: Record, faults: Faults) -> Taken:
    """Take one row apart. Raises `MeasurementError` where it holds no measure."""
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


def _values(table: Table, record: Record, faults: Faults) -> dict[str, tuple[str, dict[str, Node]]]:
    """Return what the row holds: by the name of the measure the word for it and the value of each side, or of both."""
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


def identity(table: Table, record: Record, number: int) -> str:
    """Return what names a row: its id, or its number where no column has ids; bounded in length."""
    place = table.place("id")
    if place is None:
        return str(number)
    return record.cells[place][:LONGEST_ID] if place < len(record.cells) else ""


def _chosen(table: Table, person: str) -> Record:
    """Find the one row that is meant."""
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


def _unclear(table: Table, count: int, person: str, found: list[Record]) -> Problem:
    """Say why no row can be chosen. The ids of the others may be names of people, so no sentence tells them."""
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
