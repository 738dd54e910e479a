"""An open table of measures: its header, wherever it is, and the rows below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, Final

from mtmpattern.body.body import UNITS, Unit
from mtmpattern.body.catalogue import CATALOGUE, tidy
from mtmpattern.body.forms.columns import Column, column_of, columns_of, unit_at_end, unit_named
from mtmpattern.body.forms.form import Pick
from mtmpattern.body.forms.native import unit_of
from mtmpattern.body.forms.records import Record, records
from mtmpattern.body.forms.tall_columns import CLIENT_VALUE, NAMING, NUMBER, VALUES, tall_columns
from mtmpattern.documents import Faults, Node, Text, token
from mtmpattern.errors import FileFormatError, MeasurementError, Problem, clean
from mtmpattern.limits import HEADER_LINES, NEAR_COLUMNS
from mtmpattern.units import LENGTH

LONGEST_ID: Final = 100
"""Letters of a client's id."""
_LIST: Final = ("measure", "value", "unit")
"""The columns of a list of measures without a header."""


@dataclass(frozen=True, slots=True)
class ClientTable:
    """An open table: its columns, and its rows yet to be read."""

    header: Node
    columns: tuple[Column, ...]
    names: tuple[str, ...]
    records: Iterator[Record]
    remarks: tuple[Problem, ...] = ()
    unit: Unit | None = None

    @property
    def value_unit(self) -> str:
        """The unit in the head of the column of values: ``value (metric)`` of a body scanner is in cm."""
        return next((self.columns[place].unit for place, _ in self.values), "")

    @property
    def long(self) -> bool:
        """Whether it has one measure on each line."""
        return self.place("measure") is not None and any(
            self.place(role) is not None for role in (*VALUES, CLIENT_VALUE))

    @property
    def values(self) -> tuple[tuple[int, str], ...]:
        """The columns of values of a long table, each with its side; no side for both."""
        sides = zip(VALUES, ("", "left", "right"), strict=True)
        return tuple((place, side) for role, side in sides if (place := self.place(role)) is not None)

    def place(self, role: str) -> int | None:
        """Return the index of the first column in this role."""
        return next((at for at, column in enumerate(self.columns) if column.role == role), None)

    def rows(self) -> Iterator[Record]:
        """Read the rows; one with more or fewer cells than columns becomes a single fault."""
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
        """Return a cell as a value with its line."""
        return Node(text, head, self.header.file, line, None, False, line)

    def problem(self, line: int, message: str, code: str, hint: str, **params: Any) -> Problem:
        """Describe a fault of a row."""
        return Problem(message, code, "", hint, self.header.file, line, params=params)


def open_table(text: Text, pick: Pick) -> ClientTable:
    """Read the header. Raises `MeasurementError` for ambiguous names or no measure, `FileFormatError` for bad text."""
    rows, faults = records(text), Faults()
    header, above, rows = _header(rows, text.file, pick)
    if header.fault:
        raise FileFormatError.of([header.fault])
    place = Node("", "header", text.file, header.line, None, False, header.line)
    unit = unit_of(Node(pick.unit, "unit"), faults) if pick.unit else None
    first = list(islice(rows, HEADER_LINES))
    rows = chain(first, rows)
    columns = tall_columns(columns_of(_heads(header), pick, place, faults), first, {*map(tidy, pick.columns)})
    columns = _with_one_id(columns)
    if first and (united := _with_units(columns, first[0])) is not None:
        columns, rows = united, chain(first[1:], islice(rows, len(first), None))
    table = ClientTable(place, columns, tuple(column.name for column in columns), rows, (), unit)
    if not table.long:
        faults.add(*_ambiguous(table))
        if not faults and (not any(table.names) or any(map(NUMBER.fullmatch, header.cells))):
            faults.add(_no_measure(table))
        table = replace(table, remarks=_unmapped(table, pick), unit=unit or _common(columns))
    faults.check(MeasurementError)
    return replace(table, remarks=(*_title(table, above), *table.remarks))


def _heads(header: Record) -> tuple[str, ...]:
    """The names of the columns, without empty ones at the end."""
    heads = header.cells
    while heads and not heads[-1]:
        heads = heads[:-1]
    return heads


def _header(rows: Iterator[Record], file: str, pick: Pick) -> tuple[Record, int, Iterator[Record]]:
    """The header, the number of lines above it, and the rows below.

    Programs write a title above the header, or a list of names and values without one, which gets one here. Where
    neither is found the first line counts as the header, and its faults are reported.
    """
    first = list(islice(rows, HEADER_LINES))
    for above, record in enumerate(first):
        if _names_columns(record, file, pick):
            return record, above, chain(first[above + 1:], rows)
    if (at := _above_lines(first)) is not None:
        return first[at], at, chain(first[at + 1:], rows)
    if width := _list_width(first):
        return Record(first[0].line, _LIST[:width]), 0, chain(first, rows)
    return next(iter(first), Record(1, ())), 0, chain(first[1:], rows)


def _names_columns(record: Record, file: str, pick: Pick) -> bool:
    """Whether a row has the names of several columns, at least one of them a measure, or those of a list."""
    columns = columns_of(_heads(record), pick, Node("", "header", file, record.line), Faults())
    known = [column for column in columns if column.role not in ("", "skip")]
    roles = {column.role for column in known}
    tall = roles & {*NAMING} and roles & {*VALUES}
    measures = any(column.name for column in known) or bool(tall)
    return measures and len(known) > 1 and not any(map(NUMBER.fullmatch, record.cells))


def _above_lines(first: Sequence[Record]) -> int | None:
    """The place of a header whose names are not known above lines of measures; None if there is none.

    It has a unit, or names for several columns of values; otherwise it is a line of a list, such as a client's name.
    """
    measures = next((at for at, record in enumerate(first) if len(record.cells) > 1 and column_of(record.cells[0]).name
                     and any(map(NUMBER.fullmatch, record.cells[1:]))), 0)
    heads = [head for head in first[measures - 1].cells[1:] if head] if measures else []
    if any(map(NUMBER.fullmatch, heads)):
        return None
    several = len(heads) > 1 and sum(map(bool, map(NUMBER.fullmatch, first[measures].cells[1:]))) > 1
    return measures - 1 if several or any(map(unit_at_end, heads)) else None


def _list_width(first: Sequence[Record]) -> int:
    """The number of columns of a list of names and values without a header; 0 for any other table."""
    rows = [_heads(record) for record in first if record.cells]
    values = [row for row in rows if len(row) > 1 and column_of(row[0]).name and row[1][:1].isdigit()]
    width = max(map(len, rows), default=0)
    units = all(not row[2] or unit_named(row[2]) for row in rows if len(row) > 2)
    return width if len(values) > 1 and width <= len(_LIST) and units else 0


def _title(table: ClientTable, above: int) -> Iterator[Problem]:
    """The remark on lines above the header; their text may be a person's name."""
    if above:
        lines = f"{above} lines" if above > 1 else "one line"
        yield table.problem(table.header.line or 1, f"{lines} above the header {'were' if above > 1 else 'was'} left "
                            "out", "measurement.title", "A unit that is written there is not read.", count=above)


def _with_one_id(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Of several columns with ids keep the one called id, or the first; skip the others."""
    places = [at for at, column in enumerate(columns) if column.role == "id"]
    chosen = min(places, key=lambda at: (columns[at].head.casefold() != "id", at), default=None)
    return tuple(replace(column, role="skip") if column.role == "id" and at != chosen else column
                 for at, column in enumerate(columns))


def _with_units(columns: tuple[Column, ...], below: Record) -> tuple[Column, ...] | None:
    """The columns with the units of the row ``below`` the header, if that row has nothing else; None if it is not."""
    cells = [cell for cell in below.cells if cell]
    if below.fault or not cells or not all(map(unit_named, cells)) or not any(column.name for column in columns):
        return None
    units = (unit_named(cell) for cell in (*below.cells, *[""] * len(columns)))
    return tuple(replace(column, unit=column.unit or unit) if column.name else column
                 for column, unit in zip(columns, units, strict=False))


def _common(columns: tuple[Column, ...]) -> Unit | None:
    """Return the unit named by all columns of lengths, if they agree."""
    units = {column.unit for column in columns if column.name and column.quantity is LENGTH}
    return UNITS.get(units.pop()) if len(units) == 1 else None


def _ambiguous(table: ClientTable) -> Iterator[Problem]:
    for column in table.columns:
        if column.meanings:
            head, (first, *_) = column.shown, column.meanings
            ways = " or ".join(f"{each} ({CATALOGUE[each].how.rstrip('.')})" for each in column.meanings)
            line = f"{head}: {first} {column.side}".rstrip()
            hint = f'It may be {ways}. Map it in a column map: `{line}`; `{head}: ""` leaves it out.'
            yield replace(table.problem(
                table.header.line or 1, f"the column {head} means different things to different people",
                "measurement.ambiguous", hint), where=token(head),
                params={"name": head, "meanings": [*column.meanings]}, argument="columns")


def _unmapped(table: ClientTable, pick: Pick) -> tuple[Problem, ...]:
    """One remark for every unknown column, and for every column of the column map that the table does not have."""
    remarks, heads = [], {column.head.casefold() for column in table.columns}
    strange = [column for column in table.columns if not column.role and not column.meanings and column.head]
    for at, column in enumerate(strange):
        head, hint = column.shown, column.unmapped(search=at < NEAR_COLUMNS)
        remarks.append(Problem(f"the column {head} is not a known measure and was left out", "measurement.unmapped",
                               token(head), hint, table.header.file, table.header.line, params={"name": head}))
    for head in map(str, (*pick.columns, *([pick.id] if pick.id else []))):
        if head.strip().casefold() not in heads and not any(column.head == head for column in table.columns):
            remarks.append(Problem(f"the table has no column {clean(head)}, which the column map names",
                                   "measurement.unmapped", token(clean(head)), "Compare it with the header.",
                                   table.header.file, table.header.line, params={"name": clean(head)}))
    return tuple(remarks)


def _no_measure(table: ClientTable) -> Problem:
    heads = [column.head for column in table.columns]
    if any(map(NUMBER.fullmatch, heads)):
        what = "the first line is not a header"
        hint = "Write `id,value,unit` above a list of measures, or a name above each column."
    else:                                       # whose text is not repeated: it may be a title with a person's name
        what = "no column of the table is a known measure"
        hint = "Map the columns in a column map, as in `Brustumfang: chest`."
    return replace(table.problem(table.header.line or 1, what, "measurement.columns", hint), argument="columns")


def _ragged(count: int, width: int, file: str, line: int) -> Problem:
    hint = ("Put quotes round a value with a comma, or separate the columns by semicolons." if count > width else
            "Leave cells empty, but keep their commas.")
    return Problem(f"the row has {count} values and the header {width} columns", "file.row", "", hint, file, line,
                   params={"count": count, "width": width})
