"""The rows of a table (CSV) as text: cells, separators, quotes, and the limits on all of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mtmpattern.documents import Text
from mtmpattern.errors import FileFormatError, Problem
from mtmpattern.letters import seen
from mtmpattern.limits import CELL_LETTERS, LINE_LETTERS, ROW_LINES, TABLE_COLUMNS, TABLE_ROWS

SEPARATOR: Final = re.compile(r'"?sep=([^"\r\n])"?[,;]*\s*')
"""The first line of tables as spreadsheets save them, which names the separator of their cells."""
_NO_COMMENT: Final = re.compile(r"#(\d|[,;\t]|N/A|[A-Z/0]+[!?])")
"""Order numbers like ``#1042``, a column called ``#``, and spreadsheet errors."""
_QUOTED: Final = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells, trimmed, or its fault.

    ``comma`` is whether the comma is the decimal mark, as in tables whose cells are separated by semicolons.
    """

    line: int
    cells: tuple[str, ...]
    fault: Problem | None = None
    comma: bool = False


def records(text: Text) -> Iterator[Record]:
    """Read row by row, skipping lines that are blank or begin with ``#``. The first row is the header.

    Raises `FileFormatError` for a text with far too many rows.
    """
    lines = seen(text.text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = 0
    declared = SEPARATOR.fullmatch(lines[0])
    delimiter = declared[1] if declared else ""
    start += bool(declared)
    count = 0
    while start < len(lines):
        line = lines[start]
        if not line.strip() or (line[0] == "#" and not _NO_COMMENT.match(line)):
            start += 1
            continue
        delimiter = delimiter or _delimiter(line)           # a title above the header may have none
        record, used = _record(lines, start, delimiter or ",", text.file)
        start += used
        if record.fault is None and not any(record.cells):
            continue
        count += 1
        if count > TABLE_ROWS:
            raise FileFormatError.of([Problem(f"the table has more than {TABLE_ROWS} rows", "file.large", "",
                                              "Split it into several files.", text.file, record.line,
                                              params={"most": TABLE_ROWS})])
        yield record


def _delimiter(header: str) -> str:
    """Return the separator of the columns: the first of a tab, ``;``, ``|`` and a comma that is not inside quotes."""
    bare = _QUOTED.sub("", header)
    return next((mark for mark in "\t;|," if mark in bare), "")


def _record(lines: list[str], start: int, delimiter: str, file: str) -> tuple[Record, int]:
    """Return the row that begins here, and its number of lines."""
    length = 0
    for used in range(1, ROW_LINES + 1):
        if start + used > len(lines):
            break
        length += len(lines[start + used - 1])
        if length > LINE_LETTERS:
            fault = Problem(f"the row has more than {LINE_LETTERS} characters", "file.large", "",
                            "Is it the right file?", file, start + 1, params={"most": LINE_LETTERS})
            return Record(start + 1, (), fault), 1
        part = [f"{line}\n" for line in lines[start:start + used]]
        try:
            cells = next(csv.reader(part, delimiter=delimiter, strict=True, skipinitialspace=True))
        except csv.Error:                       # a quote is still open, or closed in the middle of a cell
            continue
        return _bounded(tuple(cell.strip() for cell in cells), start + 1, file, comma=delimiter == ";"), used
    fault = Problem("a quote is not closed, or is inside a quoted value", "file.syntax", "",
                    'Close it, or double an inch mark inside quotes: "34 1/2""".', file, start + 1)
    return Record(start + 1, (), fault), 1


def _bounded(cells: tuple[str, ...], line: int, file: str, *, comma: bool) -> Record:
    while len(cells) > TABLE_COLUMNS and not cells[-1]:
        cells = cells[:-1]
    if len(cells) > TABLE_COLUMNS:
        what = f"the row has more than {TABLE_COLUMNS} columns"
    elif max(map(len, cells), default=0) > CELL_LETTERS:
        what = f"a value has more than {CELL_LETTERS} characters"
    else:
        return Record(line, cells, comma=comma)
    return Record(line, (), Problem(what, "file.large", "", "Is it the right file?", file, line))
