"""Many orders in one file or folder, read one after the other: a table, JSON, JSON lines, YAML documents, files.

The faults of an order are found when it is read; only a source that cannot be read at all is refused here.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Any, Final, TextIO

from mtmpattern.body.forms.columns import column_of, with_unit
from mtmpattern.body.forms.records import SEPARATOR
from mtmpattern.documents import read_bytes
from mtmpattern.documents.encoding import encoding_of
from mtmpattern.documents.file_kind import kind_of_file
from mtmpattern.errors import FileFormatError, Problem, clean, nearest
from mtmpattern.input_file import open_file
from mtmpattern.letters import bare, seen
from mtmpattern.limits import ORDER_BYTES, ORDER_COLUMNS, ORDER_ROW, ORDERS_BYTES
from mtmpattern.orders.order_reader import FIELDS

WHAT: Final = "file of orders"
ENDINGS: Final = (".json", ".yaml", ".yml")
_BLOCKS: Final = {"option": "options", "alteration": "alterations", "alter": "alterations",
                  "fabric": "fabrics", "garment": "garment"}
_OF_BODY: Final = ("unit", "sex", "age")
_LISTS: Final = ("formats", "stations")
USUAL: Final = 8_000
"""Few orders have more characters."""
_BLANKS: Final = re.compile(r"[ \t\r\n]*")
_DOCUMENT: Final = re.compile(r"^---[^\S\n]*$\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RawOrder:
    """An order as it was sent: its number in the source, from 1, and a text or plain data.

    ``file`` is the order's own file, if it has one.
    """

    number: int
    content: str | Mapping[str, Any]
    file: Path | None = None
    fault: Problem | None = None
    """Why it cannot be read as an order, if that was found already."""


def raw_orders(source: Path) -> Iterator[RawOrder]:
    """The orders of a file or folder, read one at a time. Raises `FileFormatError`."""
    if source.is_dir():
        yield from _of_folder(source)
        return
    read_bytes(source, WHAT, 0)                 # reports a missing file or a pipe as every command does
    if source.suffix.casefold() in (".csv", ".tsv"):
        yield from _of_table(source)
    elif source.suffix.casefold() == ".jsonl":
        yield from _of_lines(source)
    elif source.suffix.casefold() in ENDINGS:
        text = _text(source)
        parts = _json_parts(text) if source.suffix.casefold() == ".json" else _yaml_parts(text)
        for number, part in enumerate(parts, 1):
            yield RawOrder(number, part)
    elif kind := kind_of_file(source):
        raise kind.fault("file of orders", source.name)
    else:
        raise FileFormatError(f"{source.name} holds no orders", code="file.type", where=source.name,
                              hint="Give a .csv, .jsonl, .json or .yaml file, or a folder of orders.",
                              params={"name": source.name})


def _text(source: Path) -> str:
    content = read_bytes(source, WHAT, ORDERS_BYTES)
    if len(content) > ORDERS_BYTES:
        raise FileFormatError(f"{source.name} is larger than {ORDERS_BYTES / 1e6:g} MB", code="file.large",
                              where=source.name, hint="Split it, or write it as .jsonl or .csv.",
                              params={"name": source.name, "most": ORDERS_BYTES / 1e6})
    return content.decode(encoding_of(content), "replace")


def order_files(folder: Path) -> list[Path]:
    """The files of orders in a folder, in order of name, without hidden ones, which are still being written."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.casefold() in ENDINGS
                      and not path.name.startswith(".") and path.is_file() and not path.is_symlink())
    except (OSError, ValueError) as error:          # a NUL in the name
        raise folder_error(folder, error) from error


def file_content(path: Path) -> str:
    """The text of a file of one order; a file that is too large is cut off, and its reader refuses it."""
    content = read_bytes(path, "order", ORDER_BYTES)[:ORDER_BYTES + 1]
    return content.decode(encoding_of(content), "replace")


def _of_folder(folder: Path) -> Iterator[RawOrder]:
    for number, path in enumerate(order_files(folder), 1):
        yield RawOrder(number, file_content(path), path)


def _of_lines(source: Path) -> Iterator[RawOrder]:
    try:
        with open_file(source) as stream:
            number, whole = 0, True             # whether the next piece begins a line
            while line := stream.readline(ORDER_BYTES + 2):
                if whole and line.strip():
                    number += 1
                    yield RawOrder(number, line.decode("utf-8-sig", "replace"))
                whole = line.endswith(b"\n")
    except OSError as error:
        raise _unreadable(source) from error


def _json_parts(text: str) -> Iterator[str]:
    """The texts of the items of a list; any other document is one order."""
    decoder, at = json.JSONDecoder(), _after_blanks(text, 0)
    if text[at:at + 1] != "[":
        yield text
        return
    at = _after_blanks(text, at + 1)
    while at < len(text) and text[at] != "]":
        item, length = "", 0
        for most in (USUAL, ORDER_BYTES + 1):       # most orders are small, and copying the largest size takes time
            item = text[at:at + most]
            try:
                _, length = decoder.raw_decode(item)
                break
            except (ValueError, RecursionError):
                continue
        if not length:
            yield item                              # its reader reports the fault; what follows cannot be found
            return
        yield item[:length]
        at = _after_blanks(text, at + length)
        if text[at:at + 1] == ",":
            at = _after_blanks(text, at + 1)


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _yaml_parts(text: str) -> Iterator[str]:
    at = 0
    for line in (*_DOCUMENT.finditer(text), None):
        end = len(text) if line is None else line.start()
        part = text[at:min(end, at + ORDER_BYTES + 1)]
        if part.strip():
            yield part
        at = end if line is None else line.end()


# ---- Tables ---------------------------------------------------------------------------------------------------------


def _of_table(source: Path) -> Iterator[RawOrder]:
    """One order in each row. Columns are fields of an order, ``option.neck_drop``, ``fabric.shell``, or measures."""
    try:
        with open_file(source) as opened, TextIOWrapper(opened, encoding_of(opened.peek(4)), "replace",
                                                        newline="") as stream:
            row_letters = [0]
            lines = _lines_of_rows(stream, source, row_letters)
            head = next(lines, "")
            stated = SEPARATOR.fullmatch(head)
            head = next(lines, "") if stated else head
            rows = csv.reader(chain([head], lines), delimiter=stated[1] if stated else max(",;\t", key=head.count))
            names = [_name(bare(name)) for name in next(rows, [])]
            if "order" not in names or len(names) > ORDER_COLUMNS:
                what = "no column `order`" if "order" not in names else f"{len(names)} columns"
                near = nearest("order", names, cutoff=0.5)
                meant = f"Is it {clean(near[0])}? Call it `order`. " if near and "order" not in names else ""
                raise FileFormatError(f"the table {source.name} has {what}", code="order.columns", where=source.name,
                                      hint=f"{meant}Its first row names the columns, at most {ORDER_COLUMNS}.",
                                      params={"name": source.name})
            _refuse_twice(source, names)
            number = 0
            for row in rows:
                row_letters[0] = 0
                if any(cell.strip() for cell in row):
                    number += 1
                    beyond = any(cell.strip() for cell in row[len(names):])
                    yield RawOrder(number, row_order(dict(zip(names, row, strict=False))),
                                   fault=_beyond(len(row), len(names)) if beyond else None)
    except (OSError, csv.Error) as error:
        raise _unreadable(source) from error


def _name(name: str) -> str:
    """The name of a column; that of a field in any capitals."""
    plain = name.casefold()
    return plain if plain in FIELDS or plain in _OF_BODY else name


def _beyond(cells: int, columns: int) -> Problem:
    return Problem(f"the row has {cells} cells, and the table {columns} columns", "order.columns", "",
                   "Put a cell with a comma in it, such as 92,5, in quotes, or part the cells with `;`.",
                   params={"cells": cells, "columns": columns})


def _refuse_twice(source: Path, names: Sequence[str]) -> None:
    """Raise `FileFormatError` for columns that mean the same, of which one would be lost."""
    first: dict[tuple[str, ...], str] = {}
    for name in filter(None, names):
        way, _ = _field(name)
        if way in first:
            raise FileFormatError(f"the table {source.name} has two columns for the same: {clean(first[way])} and "
                                  f"{clean(name)}", code="order.columns", where=source.name, hint="Keep one of them.",
                                  params={"name": source.name, "columns": [clean(first[way]), clean(name)]})
        first[way] = name


def _lines_of_rows(stream: TextIO, source: Path, row_letters: list[int]) -> Iterator[str]:
    """The lines of a table. Raises `FileFormatError` for a row, over any number of lines, longer than any order.

    ``row_letters`` counts the characters of the current row; the caller resets it to 0 after each row.
    """
    while line := stream.readline(ORDER_ROW + 1):
        row_letters[0] += len(line)
        if row_letters[0] > ORDER_ROW:
            raise FileFormatError(f"a row of {source.name} has more than {ORDER_ROW} characters", code="file.large",
                                  where=source.name, hint="Is a quote missing?",
                                  params={"name": source.name, "most": ORDER_ROW})
        yield line


def row_order(row: Mapping[str, str]) -> dict[str, Any]:
    """A row of a table as an order; empty cells are left out."""
    order: dict[str, Any] = {}
    for name, cell in row.items():
        value = seen(cell).strip()
        if not value:
            continue
        (*blocks, inner), unit = _field(name)
        place = order
        for block in blocks:
            deeper = place.setdefault(block, {})
            if not isinstance(deeper, dict):        # a measure, and its left side
                inner = name
                break
            place = deeper
        value = with_unit(value, unit, comma=False)
        place[name if inner in place else inner] = value.split() if name in _LISTS else value
    return order


@lru_cache(maxsize=1024)                    # the same names for every row
def _field(name: str) -> tuple[tuple[str, ...], str]:
    """The way from the top of an order to the field of a column, and the unit in the column's name."""
    column = column_of(name)
    if column.role in _BLOCKS:
        return (_BLOCKS[column.role], column.word), column.unit
    block, dot, inner = name.partition(".")
    if dot and block in _BLOCKS:
        as_altered = column_of(f"alter.{inner}")            # which has the unit of its name
        return (_BLOCKS[block], as_altered.word), as_altered.unit
    if name in _LISTS or name in FIELDS:
        return (name,), ""
    if name in _OF_BODY:
        return ("measurements", name), ""
    if column.name:
        sides = (column.side,) if column.side else ()
        return ("measurements", "measurements", column.word, *sides), column.unit
    return (name,), ""                      # its reader reports an unknown field


def folder_error(folder: Path, error: OSError | ValueError) -> FileFormatError:
    """Why a folder cannot be listed: there is none, it is a file, or it is not to be read."""
    if isinstance(error, FileNotFoundError):
        return FileFormatError(f"there is no folder {folder}", code="file.missing", where=str(folder),
                               hint="Check the path.", params={"name": folder})
    if isinstance(error, NotADirectoryError):
        return FileFormatError(f"{folder} is not a folder", code="file.type", where=str(folder),
                               hint="Name the folder that it lies in.", params={"name": folder})
    reason = (getattr(error, "strerror", None) or "not a path").lower()
    return FileFormatError(f"the folder {folder} cannot be read: {reason}", code="file.unreadable",
                           where=str(folder), hint="Check the path and its permissions.",
                           params={"name": folder, "reason": reason})


def _unreadable(source: Path) -> FileFormatError:
    return FileFormatError(f"{source.name} cannot be read as a file of orders", code="file.unreadable",
                           where=source.name, hint="Check the path and its permissions.", params={"name": source.name})
