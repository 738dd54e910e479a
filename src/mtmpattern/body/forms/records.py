"""The rows of a CSV text, each with the line it begins on; what cannot be read costs its own row, not the file.

A quote that nobody closed would swallow all that follows. So a row is given at most `MOST_LINES` lines; when no row
comes of them, its first line is the one at fault, and reading goes on with the next.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mtmpattern.documents import Text
from mtmpattern.errors import FileFormatError, Problem

MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 500
MOST_LINES: Final = 20
"""A note may have line breaks inside its quotes, but not more than these."""
LONGEST_LINE: Final = 50_000
LONGEST_CELL: Final = 1_000
_SEPARATOR: Final = re.compile(r'"?sep=(.)"?,*;*\s*')
_NO_COMMENT: Final = re.compile(r"#(\d|[,;\t]|N/A|[A-Z/0]+[!?])")
"""Order numbers like ``#1042``, a column called ``#``, and what a spreadsheet shows for an error."""
_QUOTED: Final = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells, trimmed, or what is wrong with it.

    ``comma`` tells that semicolons part the cells, as spreadsheets have it where the comma is the decimal mark.
    """

    line: int
    cells: tuple[str, ...]
    fault: Problem | None = None
    comma: bool = False


def records(text: Text) -> Iterator[Record]:
    """Read row after row; lines that are blank or begin with ``#`` are left out. The first row is the header.

    Raises `FileFormatError` for a text that has far too many rows.
    """
    lines = text.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = 0
    told = _SEPARATOR.fullmatch(lines[0])
    delimiter = told[1] if told else ""
    start += bool(told)
    count = 0
    while start < len(lines):
        line = lines[start]
        if not line.strip() or (line[0] == "#" and not _NO_COMMENT.match(line)):
            start += 1
            continue
        delimiter = delimiter or _delimiter(line)
        record, used = _record(lines, start, delimiter, text.file)
        start += used
        if record.fault is None and not any(record.cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise FileFormatError.of([Problem(f"the table has more than {MOST_ROWS} rows", "file.large", "",
                                              "Split it into several files.", text.file, record.line)])
        yield record


def _delimiter(header: str) -> str:
    """Tell what parts the columns: a tab, else a semicolon, else a comma; those inside quotes do not count."""
    bare = _QUOTED.sub("", header)
    return next((mark for mark in ("\t", ";") if mark in bare), ",")


def _record(lines: list[str], start: int, delimiter: str, file: str) -> tuple[Record, int]:
    """Read the row that begins here, and tell how many lines it took."""
    length = 0
    for used in range(1, MOST_LINES + 1):
        if start + used > len(lines):
            break
        length += len(lines[start + used - 1])
        if length > LONGEST_LINE:
            fault = Problem(f"the row has more than {LONGEST_LINE} characters", "file.large", "",
                            "Is it the right file?", file, start + 1)
            return Record(start + 1, (), fault), 1
        part = [f"{line}\n" for line in lines[start:start + used]]
        try:
            cells = next(csv.reader(part, delimiter=delimiter, strict=True, skipinitialspace=True))
        except csv.Error:                       # a quote is still open, or closed in the middle of a cell
            continue
        return _bounded(tuple(cell.strip() for cell in cells), start + 1, file, comma=delimiter == ";"), used
    fault = Problem("a quote is not closed, or stands inside a quoted value", "file.syntax", "",
                    'Close it, or double an inch mark inside quotes: "34 1/2""".', file, start + 1)
    return Record(start + 1, (), fault), 1


def _bounded(cells: tuple[str, ...], line: int, file: str, *, comma: bool) -> Record:
    while len(cells) > MOST_COLUMNS and not cells[-1]:
        cells = cells[:-1]
    if len(cells) > MOST_COLUMNS:
        what = f"the row has more than {MOST_COLUMNS} columns"
    elif max(map(len, cells), default=0) > LONGEST_CELL:
        what = f"a value has more than {LONGEST_CELL} characters"
    else:
        return Record(line, cells, comma=comma)
    return Record(line, (), Problem(what, "file.large", "", "Is it the right file?", file, line))
