"""The clients of a table with one measure on each line, where it has several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from mtmpattern.body.catalogue import tidy
from mtmpattern.body.forms.client_table import LONGEST_ID, ClientTable
from mtmpattern.body.forms.columns import Column
from mtmpattern.body.forms.records import Record
from mtmpattern.body.forms.tall_columns import CLIENT, CLIENT_VALUE
from mtmpattern.errors import MeasurementError

_ENDING: Final = re.compile(r"\s*[\[(][^\])]*[\])]\s*\Z")


def people(table: ClientTable) -> list[tuple[str, ClientTable]]:
    """The clients of a table with one measure on each line: the id of each, and a table of that one alone.

    The only one of a table without ids has none. A row that cannot be read is in every table.
    """
    places = [at for at, column in enumerate(table.columns) if column.role == CLIENT_VALUE]
    if places:
        rows = tuple(table.records)
        return [(_called(table.columns[at]), replace(table, records=iter(rows), columns=tuple(
            replace(column, role="value" if own == at else "skip") if column.role == CLIENT_VALUE else column
            for own, column in enumerate(table.columns)))) for at in places]
    place = table.place(CLIENT)
    if place is None:
        return [("", table)]
    rows, last = tuple(table.records), ""
    each: dict[str, list[Record]] = {}
    for record in rows:
        if record.fault is None and len(record.cells) > place:
            last = record.cells[place][:LONGEST_ID] or last  # cells that a spreadsheet had merged
            each.setdefault(last, []).append(record)
    broken = [record for record in rows if record.fault is not None or len(record.cells) <= place]
    if len(each) < 2 or _numbered(each, table):
        return [(next(iter(each), "") if len(each) == 1 else "", replace(table, records=iter(rows)))]
    return [(client, replace(table, records=iter(sorted((*lines, *broken), key=lambda record: record.line))))
            for client, lines in each.items()]


def _numbered(each: Mapping[str, Sequence[Record]], table: ClientTable) -> bool:
    """Whether the ids number the lines of one person: each stands once, and so does each measure."""
    if any(len(lines) > 1 for lines in each.values()):
        return False
    names, sides = table.place("measure") or 0, table.place("side")
    given = [(tidy(record.cells[names]), record.cells[sides] if sides is not None and len(record.cells) > sides else "")
             for (record,) in each.values() if len(record.cells) > names]
    return len(set(given)) == len(given)


def _called(column: Column) -> str:
    """The id of the client of a column: its head without a unit in brackets."""
    return (_ENDING.sub("", column.head) if column.unit else column.head)[:LONGEST_ID]


def chosen(table: ClientTable, person: str, way: str) -> ClientTable:
    """The lines of the requested person. No message has the id of any: it may be a name."""
    found = people(table)
    wanted = [lines for client, lines in found if client == person.strip()]
    if len(wanted) == 1 or (len(found) == 1 and (not person or not found[0][0])):
        return wanted[0] if wanted else found[0][1]
    place, line = table.place(CLIENT), table.header.line or 1
    by = "by the head of the column" if place is None else f"as in the column {table.columns[place].shown}"
    if wanted:
        what, hint = f"{len(wanted)} columns of the table have that id", "Give each column its own id."
    elif person:
        what = ("the one client of the table is not" if len(found) == 1 else
                f"none of the {len(found)} clients of the table is") + " the requested person"
        hint = f"Name a client {by}."
    else:
        several = f"{len(found)} columns have values" if place is None else f"the rows are of {len(found)} clients"
        what, hint = f"each row of the table is a measure, and {several}", f"Name the client, {by}: {way}."
    raise MeasurementError.of([table.problem(line, what, "measurement.person", hint, count=len(found))])
