"""Tables with one measure on each line: which column names the measures, which have values, and whose they are.

::

    client,name,value          measure,Anna,Beth          type,enum,name,valid,value (inches)
    Anna,height,168 cm         height (cm),168,170        measure,8,ChestCircumference,True,39.8
    Beth,height,170 cm         chest (cm),92.5,100

The heads tell little: a ``name`` is a measure's or a client's. What stands below them is looked at too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from mtmpattern.body.catalogue import tidy
from mtmpattern.body.forms.columns import Column, column_of
from mtmpattern.body.forms.records import Record

NUMBER: Final = re.compile(r"\d[\d.,/ ]*[¼½¾]?[ ]*(cm|mm|in|\"|kg)?", re.IGNORECASE)
"""A cell with a number, as far as it has to be distinguished from a name."""
SUMMARIES: Final = frozenset({
    "average", "mean", "median", "total", "sum", "std", "stdev", "sd", "std_dev", "standard_deviation", "durchschnitt",
    "mittelwert", "mittel", "summe", "gesamt", "moyenne", "somme", "écart_type", "promedio", "totale", "suma", "razem",
    "średnia"})
"""What averages and totals of clients are called."""
_NO_CLIENTS: Final = SUMMARIES | {"change", "delta", "diff", "difference", "tol", "tolerance", "+/", "±"}
"""Heads of columns with numbers that are nobody's measures."""
VALUES: Final = ("value", "value left", "value right")
CLIENT: Final = "client"
"""The role of the column whose cells say whose measure a line is."""
CLIENT_VALUE: Final = "client value"
"""The role of each column with the values of one client."""
NAMING: Final = ("measure", "id", "name")
"""The roles of columns that may name the measures."""


def tall_columns(columns: tuple[Column, ...], rows: Sequence[Record], renamed: Collection[str]) -> tuple[Column, ...]:
    """The columns of a table with one measure on each line, in the roles that their cells show; others as they are.

    ``rows`` are the first ones, ``renamed`` the names that a column map has, as `tidy` spells them.
    """
    if any(column.name for column in columns):
        return columns                                       # one client on each row
    cells = [record.cells for record in rows if record.fault is None]
    names = _names(columns, cells, renamed)
    if names is None:
        return columns
    values = _values(columns, cells, names)
    if not values:
        return columns
    client = next((at for role in ("id", "name") for at, column in enumerate(columns)
                   if column.role == role and at != names and at not in values), None)
    found = []
    for at, column in enumerate(columns):
        own = values.get(at) or ("measure" if at == names else CLIENT if at == client else "")
        found.append(replace(column, role=own or ("skip" if column.role in (*NAMING, *VALUES) else column.role)))
    return tuple(found)


def _names(columns: Sequence[Column], cells: Sequence[tuple[str, ...]], renamed: Collection[str]) -> int | None:
    """The column whose cells name measures: the one with most of them; without any, the one that is called so."""
    def known(cell: str) -> bool:
        return bool(cell) and not cell[0].isdigit() and (tidy(cell) in renamed or bool(
            (column := column_of(cell)).name or column.meanings))

    counts = {at: sum(len(row) > at and known(row[at]) and any(map(NUMBER.fullmatch, row)) for row in cells)
              for at in range(len(columns))}
    order = sorted(counts, key=lambda at: (-counts[at], (*NAMING, columns[at].role).index(columns[at].role), at))
    if order and counts[order[0]]:
        return order[0]
    roles = [column.role for column in columns]
    called = ("measure", "name", "id") if {"id", "name"} <= {*roles} else NAMING
    return next((roles.index(role) for role in called if role in roles), None)


def _values(columns: Sequence[Column], cells: Sequence[tuple[str, ...]], names: int) -> dict[int, str]:
    """The role of each column with values: those that are called so, the one called measure, or one for each client."""
    others = [at for at in range(len(columns)) if at != names]
    called = {columns[at].role: at for at in reversed(others) if columns[at].role in VALUES}
    if called:
        return {at: role for role, at in called.items()}
    numbers = [at for at in others if any(len(row) > at and NUMBER.fullmatch(row[at]) for row in cells)]
    measured = next((at for at in numbers if columns[at].role == "measure"), None)
    if measured is not None:                                 # name,measurement (in)
        return {measured: "value"}
    strange = [at for at in numbers if columns[at].role == "" and tidy(columns[at].head) not in _NO_CLIENTS]
    return dict.fromkeys(strange, CLIENT_VALUE)
