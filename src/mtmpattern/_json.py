"""JSON text to nodes with line and column, numbers as typed. Strictly JSON: no NaN, no comments, no last comma."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Final

from mtmpattern._node import Node
from mtmpattern._tree import Builder

_TOKEN: Final = re.compile(
    r"""[ \t\r\n]*(?:(?P<mark>[{}\[\],:])|(?P<string>"(?:[^"\\\x00-\x1f]|\\.)*")"""
    r"""|(?P<plain>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.+-])|(?:true|false|null)\b))""")
_UNREADABLE: Final = "this cannot be read as JSON"
_SPACE: Final = re.compile(r"[ \t\r\n]*")


def parse_json(text: str, builder: Builder) -> Node | None:
    """Build the tree of a JSON text. Raises `FileFormatError` where it cannot be read on."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    wanted, nesting, at = "value", "", 0
    while (after := _SPACE.match(text, at)) and after.end() < len(text):
        line = bisect_right(starts, after.end())
        column = after.end() - starts[line - 1] + 1
        token = _TOKEN.match(text, at)
        if token is None or wanted == "end":
            found = "more text after the end" if wanted == "end" else _excerpt(text, after.end())
            raise builder.stop(f"{_UNREADABLE}: {found}", "file.syntax", _hint(text, after.end()), line, column)
        at = token.end()
        step = _step(token["mark"] or "value", wanted, nesting)
        if step is None or (wanted.startswith("name") and not token["mark"] and not token["string"]):
            raise builder.stop(f"{_UNREADABLE}: {_excerpt(text, after.end())} where {_WANTED[wanted]} belongs",
                               "file.syntax", "", line, column)
        if token["mark"] in ("{", "["):
            builder.begin(line, column, mapping=token["mark"] == "{")
        elif token["mark"] in ("}", "]"):
            builder.end()
        elif token["string"]:
            builder.scalar(_unquoted(token["string"], builder, line, column), line, column, quoted=True)
        elif token["plain"]:
            builder.scalar(token["plain"], line, column, quoted=False)
        wanted, nesting = step
    if wanted != "end":
        raise builder.stop(f"{_UNREADABLE}: it ends too early", "file.syntax", "Is the file whole?",
                           len(starts), None)
    return builder.root


_WANTED: Final = {"value": "a value", "value or ]": "a value or ]", "name": "a quoted name",
                  "name or }": "a quoted name or }", ":": "a colon", ", or }": "a comma or }", ", or ]": "a comma or ]"}


def _step(token: str, wanted: str, nesting: str) -> tuple[str, str] | None:  # one line a token
    """Tell what may follow a token, and how deep we are then (``{[`` from the outside in); None if it is misplaced."""
    if token == "{" and wanted.startswith("value"):
        return "name or }", nesting + "{"
    if token == "[" and wanted.startswith("value"):
        return "value or ]", nesting + "["
    if token == "value" and wanted.startswith("value"):
        return _after_value(nesting), nesting
    if token == "value" and wanted.startswith("name"):
        return ":", nesting
    if token in "}]" and wanted.endswith(token):
        return _after_value(nesting[:-1]), nesting[:-1]
    if token == ":" and wanted == ":":
        return "value", nesting
    if token == "," and wanted.startswith(","):
        return ("name" if nesting.endswith("{") else "value"), nesting
    return None


def _after_value(nesting: str) -> str:
    if not nesting:
        return "end"
    return ", or }" if nesting.endswith("{") else ", or ]"


def _unquoted(string: str, builder: Builder, line: int, column: int) -> str:
    try:
        return str(json.loads(string))
    except ValueError:
        raise builder.stop(f"{_UNREADABLE}: an unknown escape in a text", "file.syntax", "", line, column) from None


def _excerpt(text: str, at: int) -> str:
    found = re.match(r"[\w.+-]+|.", text[at:at + 24], re.DOTALL)
    word = found[0] if found else ""
    if re.fullmatch(r"[A-Za-z_]\w*", word) and word not in ("NaN", "Infinity"):
        return "a word without quotes"  # unnamed: it may be somebody's name
    return word if word.isprintable() else "a control character"


def _hint(text: str, at: int) -> str:
    if re.match(r"-?(NaN|Infinity)", text[at:at + 12]):
        return "NaN and Infinity are no JSON; leave the value out."
    if text[at] == "'":
        return "JSON quotes with double quotes."
    return "A text stands in double quotes, a number is written like 92.5."
