"""The header of a table: what its columns are, in which unit, and what about it is wrong or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from mtmpattern.body.body import Unit
from mtmpattern.body.catalogue import CATALOGUE, unknown
from mtmpattern.body.forms.columns import Column, columns_of
from mtmpattern.body.forms.native import clean, unit_of
from mtmpattern.body.forms.records import Record, records
from mtmpattern.body.forms.taken import Pick
from mtmpattern.documents import Faults, Node, Text
from mtmpattern.errors import FileFormatError, MeasurementError, Problem
from mtmpattern.units import LENGTH

NEAR: Final = 50
"""For so many unknown columns the nearest measure is looked up."""
_NUMBER: Final = re.compile(r"\d[\d.,/ ]*[¼½¾]?[ ]*(cm|mm|in|\"|kg)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """An open table: its columns, and its rows yet to be read."""

    header: Node
    columns: tuple[Column, ...]
    names: tuple[str, ...]
    records: Iterator[Record]
    remarks: tuple[Problem, ...] = ()
    unit: Unit | None = None

    @property
    def long(self) -> bool:
        """One measure a line, all of one person."""
        return self.place("value") is not None and any(
            self.place(role) is not None for role in ("measure", "id", "name"))

    def place(self, role: str) -> int | None:
        """Return the number of the first column in this role."""
        return next((at for at, column in enumerate(self.columns) if column.role == role), None)

    def rows(self) -> Iterator[Record]:
        """Read the rows; in one that has more or fewer cells than there are heads, nothing can be trusted."""
        width = len(self.columns)
        for record in self.records:
            count = len(record.cells)
            if record.fault or count == width or (count > width and not any(record.cells[width:])):
                yield record
            elif self.long and count < width:
                yield replace(record, cells=record.cells + ("",) * (width - count))
            else:
                yield replace(record, fault=_ragged(count, width, self.header.file, record.line))

    def at(self, text: str, head: str, line: int) -> Node:
        """Return a cell as a value that knows its line."""
        return Node(text, head, self.header.file, line, None, False, line)

    def problem(self, line: int, message: str, code: str, hint: str) -> Problem:
        """Describe a fault of a row."""
        return Problem(message, code, "", hint, self.header.file, line)


def open_table(text: Text, pick: Pick) -> Table:
    """Read the header. Raises what is wrong with it: names of two meanings, no measure at all."""
    rows, faults = records(text), Faults()
    header = next(rows, Record(1, ()))
    if header.fault:
        raise FileFormatError.of([header.fault])
    heads = header.cells
    while heads and not heads[-1]:
        heads = heads[:-1]
    place = Node("", "header", text.file, header.line, None, False, header.line)
    unit = unit_of(Node(pick.unit, "unit"), faults) if pick.unit else None
    columns = _with_one_id(columns_of(heads, pick, place, faults))
    table = Table(place, columns, tuple(column.name for column in columns), rows, (), unit)
    if not table.long:
        faults.add(*_ambiguous(table))
        if not faults and (not any(table.names) or any(map(_NUMBER.fullmatch, heads))):
            faults.add(_no_measure(table))
        table = replace(table, remarks=_unmapped(table, pick), unit=unit or _common(columns))
    faults.check(MeasurementError)
    return table


def _with_one_id(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Of several columns that could name the row, keep one that is called id, or the first; leave out the others."""
    places = [at for at, column in enumerate(columns) if column.role == "id"]
    chosen = min(places, key=lambda at: (columns[at].head.casefold() != "id", at), default=None)
    return tuple(replace(column, role="skip") if column.role == "id" and at != chosen else column
                 for at, column in enumerate(columns))


def _common(columns: tuple[Column, ...]) -> Unit | None:
    """Return the unit that the heads of all lengths name, if it is one."""
    units = {column.unit for column in columns if column.name and column.quantity is LENGTH}
    known: dict[str, Unit] = {"mm": "mm", "cm": "cm", "in": "in"}
    return known.get(units.pop()) if len(units) == 1 else None


def _ambiguous(table: Table) -> Iterator[Problem]:
    for column in table.columns:
        if column.meanings:
            head, (first, *_) = column.shown, column.meanings
            ways = " or ".join(f"{each} ({CATALOGUE[each].how.rstrip('.')})" for each in column.meanings)
            line = f"{head}: {first} {column.side}".rstrip()
            hint = f'It may be {ways}. Tell which in a column map, see --columns: `{line}`; `{head}: ""` leaves it out.'
            yield table.problem(table.header.line or 1, f"the column {head} means different things to different people",
                                "measurement.ambiguous", hint)


def _unmapped(table: Table, pick: Pick) -> tuple[Problem, ...]:
    """One remark for every column that means nothing here, and for every head of the column map that is not there."""
    remarks, heads = [], {column.head.casefold() for column in table.columns}
    strange = [column for column in table.columns if not column.role and not column.meanings and column.head]
    for at, column in enumerate(strange):
        near = unknown(column.word or column.head).hint if at < NEAR else ""
        head = column.shown
        hint = near if near.startswith("Did") else f"If it is a measure, tell which in a column map: `{head}: chest`."
        remarks.append(Problem(f"the column {head} is no measure and was left out", "measurement.unmapped", head, hint,
                               table.header.file, table.header.line))
    for head in map(str, (*pick.columns, *([pick.id] if pick.id else []))):
        if head.strip().casefold() not in heads and not any(column.head == head for column in table.columns):
            remarks.append(Problem(f"the table has no column {clean(head)}, which the column map tells of",
                                   "measurement.unmapped", clean(head), "Compare it with the header.",
                                   table.header.file, table.header.line))
    return tuple(remarks)


def _no_measure(table: Table) -> Problem:
    heads = [column.head for column in table.columns]
    if any(map(_NUMBER.fullmatch, heads)):
        what = "the first line is no header"
        hint = "Write `id,value,unit` above a list of measures, or a name above each column."
    else:
        some = ", ".join(column.shown for column in table.columns if not column.role and column.head) or "none"
        what = f"no column of the table is a measure; unknown are {some[:120]}"
        hint = "Tell what they mean in a column map, as in `Brustumfang: chest`; see --columns."
    return table.problem(table.header.line or 1, what, "measurement.columns", hint)


def _ragged(count: int, width: int, file: str, line: int) -> Problem:
    hint = ("Put quotes round a value with a comma, or part the columns by semicolons." if count > width else
            "Leave cells empty, but keep their commas.")
    return Problem(f"the row has {count} values and the header {width} columns", "file.row", "", hint, file, line)
