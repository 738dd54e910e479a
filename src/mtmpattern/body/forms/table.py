"""Measurements as a table (CSV): one client on each row, or one measure on each line."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mtmpattern.body.catalogue import tidy
from mtmpattern.body.forms.client_table import LONGEST_ID, ClientTable, open_table
from mtmpattern.body.forms.columns import with_unit
from mtmpattern.body.forms.form import Pick, Taken
from mtmpattern.body.forms.measure_lines import read_lines
from mtmpattern.body.forms.native import age_of, sex_of, unit_of
from mtmpattern.body.forms.records import Record
from mtmpattern.body.forms.tall_columns import SUMMARIES
from mtmpattern.body.forms.tall_people import chosen
from mtmpattern.body.forms.values import (
    BLANK,
    Values,
    confirmed,
    not_taken,
    put_value,
    put_wish,
    untaken,
    wish_blocks,
)
from mtmpattern.body.forms.wishes import BLOCKS, wishes_of
from mtmpattern.documents import Faults, Node, Text
from mtmpattern.errors import FileFormatError, MeasurementError, Problem

NAME: Final = "csv"
SOME: Final = 20
"""The most faults of other rows that are reported if the requested row may be one of them."""


def read(text: Text, faults: Faults, pick: Pick) -> Taken:
    """Read one person of a table. Raises `MeasurementError` if it is not clear which one, or if there is none."""
    table = open_table(text, pick)
    if table.long:
        return read_lines(chosen(table, pick.person, pick.way), faults, pick)
    record, others = _chosen(table, pick.person, pick.way)
    if record.fault:
        raise FileFormatError.of([record.fault])
    taken = client(table, record, faults)
    if others:
        lines = f"{others} rows are no clients: they have no measures, or are averages or totals" if others > 1 else (
            "one row is no client: it has no measures, or is an average or total")
        taken.remarks.append(table.problem(table.header.line or 1, f"{lines}; left out", "measurement.unmapped", "",
                                           count=others))
    return taken


def client(table: ClientTable, record: Record, faults: Faults) -> Taken:
    """Read one row. Raises `MeasurementError` if it has no measure."""
    taken = Taken(NAME, unit=table.unit, remarks=list(table.remarks))
    given: dict[str, Node] = {}
    for column, cell in zip(table.columns, record.cells, strict=False):
        if column.role != "measure" and cell:
            given.setdefault(column.role, table.at(cell, column.shown, record.line))
    if "unit" in given:
        taken.unit = unit_of(given["unit"], faults)
        taken.unclear = taken.unit is None
    taken.sex = sex_of(given.get("sex"), faults)
    age_of(given.get("age"), taken, faults)
    taken.name = str(given["name"].content) if "name" in given else ""
    taken.confirmed = confirmed(given.get("confirmed"), faults)
    found, wishes, zeros = _values(table, record, taken.remarks, faults)
    if not found:
        none = "there are no measurements in this row" + (": none was taken" if zeros else "")
        raise MeasurementError.of([*faults.problems, table.problem(
            record.line, none, "measurement.none", "Leave the row out, or fill it in.")])
    file = table.header.file
    taken.measurements = Node(found.measures(file, taken.remarks), "measurements", file, record.line)
    taken.wishes = wishes_of(wish_blocks(wishes, table.header), taken.unit, faults)
    if zeros:
        taken.remarks.append(untaken(zeros, "value", replace(table.header, line=record.line)))
    return taken


def _values(table: ClientTable, record: Record, remarks: list[Problem],
            faults: Faults) -> tuple[Values, dict[str, dict[str, Node]], int]:
    """The values of a row by measure, those for garments by block, and how many mean that nothing was measured."""
    found = Values()
    wishes: dict[str, dict[str, Node]] = {}
    zeros = 0
    for name, column, cell in zip(table.names, table.columns, record.cells, strict=False):
        if not name and column.role not in BLOCKS:
            continue
        if not_taken(cell, column):
            zeros += cell.strip().casefold() not in BLANK   # an empty cell needs no remark
            continue
        node = table.at(with_unit(cell, column.unit, comma=record.comma), column.shown, record.line)
        if column.role in BLOCKS:
            put_wish(wishes, column, node)
        else:
            put_value(found, column, node, remarks, faults)
    return found, wishes, zeros


def identity(table: ClientTable, record: Record, number: int) -> str:
    """Return the id of a row, or its number if no column has ids; limited in length."""
    place = table.place("id")
    if place is None:
        return str(number)
    return record.cells[place][:LONGEST_ID] if place < len(record.cells) else ""


def _chosen(table: ClientTable, person: str, way: str) -> tuple[Record, int]:
    """Find the requested row, and how many rows beside a single client are none."""
    filled, found, faulty = list[Record](), list[Record](), list[Problem]()
    first, count = Record(1, ()), 0
    for count, record in enumerate(table.rows(), 1):
        if count == 1:
            first = record
        if not (_is_note(table, record) or summary(record)):
            filled.append(record)
        if person and identity(table, record, count) == person.strip():
            found.append(record)
        elif record.fault:
            faulty.append(record.fault)
    if len(found) == 1:
        return found[0], 0
    if not person and (len(filled) == 1 or count == 1):
        return (filled or [first])[0], count - 1
    raise MeasurementError.of([_unclear(table, count if person else len(filled) or count, person, found, way),
                               *(faulty[:SOME] if person and not found else ())])


def _is_note(table: ClientTable, record: Record) -> bool:
    """Whether a row has no number under a measure, or one text alone, as notes below a table."""
    filled = [cell for cell in record.cells if cell]
    if record.fault:
        return len(filled) == 1 and " " in filled[0]
    return not any(name and any(map(str.isdigit, cell)) for name, cell in zip(table.names, record.cells, strict=False))


def summary(record: Record) -> bool:
    """Whether a row is called an average or a total of the others."""
    first = next(filter(None, record.cells), "")
    return tidy(first.rstrip(":.")) in SUMMARIES


def _unclear(table: ClientTable, count: int, person: str, found: list[Record], way: str) -> Problem:
    """Describe why no row can be chosen. The ids of other rows may be people's names, so no message contains them."""
    place, line = table.place("id"), table.header.line or 1
    by = "by its number, counted from 1" if place is None else f"as in the column {table.columns[place].shown}"
    if not count:
        return table.problem(line, "the table has a header and no rows", "measurement.none", "Add a row of values.")
    if not person:
        return table.problem(line, f"the table has {count} rows, one for each client", "measurement.person",
                             f"Name the row, {by}: {way}.")
    if not found:
        rows = "the one row of the table is not" if count == 1 else f"none of the {count} rows of the table is"
        return table.problem(line, f"{rows} the requested person", "measurement.person", f"Name a row {by}.")
    return table.problem(found[-1].line, f"{len(found)} rows of the table have that id, the first on line "
                         f"{found[0].line}", "measurement.person", "Give each row its own id.",
                         count=len(found), first=found[0].line)
