"""All clients of a table, one after the other; what is wrong with one of them stays with that one."""

from __future__ import annotations

from collections.abc import Iterator

from mtmpattern.body.forms.choosing import LARGEST_TABLE
from mtmpattern.body.forms.columns import ColumnMap
from mtmpattern.body.forms.header import Table, open_table
from mtmpattern.body.forms.table import client, identity
from mtmpattern.body.reading import Sheet, sheet_of
from mtmpattern.documents import Faults, Source, Text, read_text
from mtmpattern.errors import FileFormatError, MeasurementError, MtmError

TABLE_SUFFIXES = (".csv", ".tsv", ".txt", "")


def read_bodies(source: Source | Text, *, columns: ColumnMap | None = None) -> Iterator[tuple[str, Sheet | MtmError]]:
    """Read every client of a table with one client a row: pairs of an id and a sheet, or the error of that row.

    Rows are read as they are asked for. The id is that of the row, or its number where no column has ids; it may be a
    person's name, and no error holds it. Raises `FileFormatError` or `MeasurementError` for the table as a whole.
    """
    text = source if isinstance(source, Text) else read_text(
        source, what="table of clients", suffixes=TABLE_SUFFIXES, largest=LARGEST_TABLE, fallback="cp1252")
    table = open_table(text, (columns or ColumnMap()).pick())
    if table.long:
        raise MeasurementError.of([table.problem(table.header.line or 1, "this table holds one person's measures",
                                                 "measurement.person", "Read it with read_body.")])
    return _each(table)


def _each(table: Table) -> Iterator[tuple[str, Sheet | MtmError]]:
    lines: dict[str, int] = {}
    for number, record in enumerate(table.rows(), 1):
        name, faults = identity(table, record, number), Faults()
        first = lines.setdefault(name, record.line)
        try:
            if record.fault:
                raise FileFormatError.of([record.fault])
            if not name or first != record.line:
                what = f"has the same id as that on line {first}" if name else "has no id"
                raise MeasurementError.of([table.problem(record.line, f"the row {what}", "measurement.person",
                                                         "Give each row its own id.")])
            yield name, sheet_of(client(table, record, faults), faults)
        except MtmError as error:
            yield name, error
