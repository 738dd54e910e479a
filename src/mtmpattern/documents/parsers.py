"""JSON text to nodes with line and column, numbers as typed. Strictly JSON: no NaN, no comments, no last comma.

The standard library's parser decides what is JSON and says what is wrong; of a text that it has read, the tokens are
then walked through once more for their places and for numbers as they were typed, which that parser does not keep.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Final

from mtmpattern._node import Node
from mtmpattern._tree import DEEPEST, TOO_DEEP, Builder

_TOKEN: Final = re.compile(r'[{}\[\]]|"(?:[^"\\]|\\.)*+"?|[^\s{}\[\],:"]++', re.DOTALL)
"""Brackets, texts (to the end of the document where the quote is missing) and all other values."""
_UNREADABLE: Final = "this cannot be read as JSON"
_NO_NUMBERS: Final = frozenset({"NaN", "Infinity", "-Infinity"})
_NO_NAN: Final = "JSON has no NaN and no Infinity; leave the value out."


def parse_json(text: str, builder: Builder) -> Node | None:
    """Build the tree of a JSON text. Raises `FileFormatError` where it cannot be read on."""
    places = _Places(text)
    _refuse_deep(text, places, builder)         # before the parser, which works by recursion
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        said = error.msg[:1].lower() + error.msg[1:]
        raise builder.stop(f"{_UNREADABLE}: {said}", "file.syntax", _hint(text, error.pos),
                           *places.at(error.pos)) from None
    for token in _TOKEN.finditer(text):
        _take(token[0], *places.at(token.start()), builder)
    return builder.root


def _refuse_deep(text: str, places: _Places, builder: Builder) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in "{[") - (token[0] in "}]")
        if depth > DEEPEST:
            raise builder.stop(*TOO_DEEP, *places.at(token.start()))


def _take(token: str, line: int, column: int, builder: Builder) -> None:
    """Hand one token of a text that is JSON to the builder."""
    if token in "{[":
        builder.begin(line, column, mapping=token == "{")
    elif token in "}]":
        builder.end()
    elif token.startswith('"'):
        builder.scalar(json.loads(token) if "\\" in token else token[1:-1], line, column, quoted=True)
    elif token in _NO_NUMBERS:                  # Python's parser reads them
        raise builder.stop(f"{_UNREADABLE}: {token} is not a number", "file.syntax", _NO_NAN, line, column)
    else:
        builder.scalar(token, line, column, quoted=False)


class _Places:
    """Line and column, both from 1, of an offset into a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _hint(text: str, at: int) -> str:
    """What to write instead; the text itself is not repeated, since it may be somebody's name."""
    if at >= len(text.rstrip()):
        return "Is the file whole?"
    if re.match(r"[-+]?(nan|inf)", text[at:at + 5], re.IGNORECASE):
        return _NO_NAN
    if text[at] == "'":
        return "JSON quotes with double quotes."
    if re.match(r"\s*,\s*[}\]]", text[at:at + 40]) or re.search(r",\s*$", text[max(at - 40, 0):at]):
        return "No comma stands before a closing bracket."
    return "A text stands in double quotes, a number is written like 92.5."
