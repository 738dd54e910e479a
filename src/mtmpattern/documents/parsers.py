"""Parsers of YAML and JSON: text to nodes with line and column, scalars as typed."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Any, Final
from unicodedata import name

from mtmpattern.documents.node import TOO_DEEP, Builder, Node
from mtmpattern.documents.plain_yaml import read_plain
from mtmpattern.errors import FileFormatError
from mtmpattern.letters import seen
from mtmpattern.limits import DOCUMENT_DEPTH

# ---- YAML -----------------------------------------------------------------------------------------------------------

def parse_yaml(text: str, builder: Builder) -> Node | None:
    """Build the tree of a YAML text, None for one without a value. Raises `FileFormatError`."""
    return builder.root if read_plain(text, builder) else parse_any_yaml(text, builder)


def parse_any_yaml(text: str, builder: Builder) -> Node | None:
    """Build the tree of a YAML text with the full parser, which plain texts do not need."""
    from ruamel.yaml import YAML  # noqa: PLC0415  # 90 ms that only readers of YAML pay
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            _take(event, builder)
    except MarkedYAMLError as error:
        raise _unreadable(error, builder) from None
    except YAMLError as error:
        raise builder.stop(f"this is not valid YAML: {str(error).splitlines()[0]}", "file.syntax", "", 1,
                           None, params={"reason": str(error).splitlines()[0]}) from None
    except FileFormatError:
        raise
    except (ValueError, OverflowError, RecursionError):
        # Escapes such as "\U99999999" fail inside the scanner with errors of Python, not of ruamel.yaml.
        raise builder.stop("this is not valid YAML", "file.syntax", "Check escapes in quoted text.", 1, None) from None
    return builder.root


_QUOTED: Final = re.compile(r"""'(<[^']*>|[^']|\\\w+|)'|'[^']*'""")
"""What ruamel.yaml quotes: its own words and single characters, or (no group) text that may be a person's name."""


def _take(event: Any,  # ruamel.yaml has no types
          builder: Builder) -> None:
    kind = type(event).__name__
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if kind == "DocumentStartEvent" and builder.count:
        raise builder.stop("a second document starts here", "file.syntax", "Write one document per file.", line,
                           column)
    if kind == "AliasEvent":
        raise builder.stop("aliases (*) are not supported", "file.alias", "Write the value out.", line, column)
    if kind not in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            builder.end()
        return
    if event.anchor:
        raise builder.stop("anchors (&) are not supported", "file.alias", "Remove the anchor.", line, column)
    if event.ctag is not None and str(event.ctag):
        raise builder.stop("tags (!) are not supported", "file.tag", "Remove the tag.", line, column)
    if kind == "ScalarEvent":
        builder.scalar(event.value, line, column, quoted=event.style is not None and event.style != "")
        return
    if builder.naming:
        raise builder.stop("a name cannot be a block or a list", "file.syntax", "Write `name: value`.", line, column)
    builder.begin(line, column, mapping=kind == "MappingStartEvent")


def _unreadable(error: Any,
                builder: Builder) -> FileFormatError:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    reason = _QUOTED.sub(lambda found: "a word" if found[1] is None else found[0],
                         " ".join(str(part) for part in (error.context, error.problem) if part))
    hint = "Write `name: value`, and indent the lines of a block equally."
    if "\\t" in reason:
        hint = "Indent with spaces, not tabs."
    return builder.stop(f"this cannot be read as YAML: {reason}", "file.syntax", hint, line, column,
                        params={"reason": reason})


# ---- JSON -----------------------------------------------------------------------------------------------------------

_TOKEN: Final = re.compile(r'[{}\[\]]|"(?:[^"\\]|\\.)*+"?|[^\s{}\[\],:"]++', re.DOTALL)
"""A bracket, a text (to the end of the document where its closing quote is missing) or any other value."""
_UNREADABLE: Final = "this cannot be read as JSON"
_NO_NUMBERS: Final = frozenset({"NaN", "Infinity", "-Infinity"})
_NO_NAN: Final = "JSON has no NaN or Infinity; leave the value out."


def parse_json(text: str, builder: Builder) -> Node | None:
    """Build the tree of a strict JSON text: no NaN, no comments. Raises `FileFormatError` at the first fault."""
    places = _Places(text)
    _refuse_deep(text, places, builder)         # before the parser, which works by recursion
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        raise builder.stop(f"{_UNREADABLE}: {reason}", "file.syntax", _hint(text, error.pos),
                           *places.at(error.pos), params={"reason": reason}) from None
    for token in _TOKEN.finditer(text):
        _take_json(token[0], *places.at(token.start()), builder)
    return builder.root


def _refuse_deep(text: str, places: _Places, builder: Builder) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in "{[") - (token[0] in "}]")
        if depth > DOCUMENT_DEPTH:
            raise builder.stop(*TOO_DEEP, *places.at(token.start()))


def _take_json(token: str, line: int, column: int, builder: Builder) -> None:
    """Pass one token of a valid JSON text to the builder."""
    if token in "{[":
        builder.begin(line, column, mapping=token == "{")
    elif token in "}]":
        builder.end()
    elif token.startswith('"'):
        builder.scalar(json.loads(token) if "\\" in token else token[1:-1], line, column, quoted=True)
    elif token in _NO_NUMBERS:                  # Python's parser reads them
        raise builder.stop(f"{_UNREADABLE}: {token} is not a number", "file.syntax", _NO_NAN, line, column,
                           params={"value": token})
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
    """What to write instead; the text itself is not repeated, because it may be a person's name."""
    if at >= len(text.rstrip()):
        return "Is the file complete?"
    if seen(text[at]) != text[at]:
        return f"Delete the {name(text[at]).casefold()} there: it looks like a blank, or like nothing, and is neither."
    if re.match(r"[-+]?(nan|inf)", text[at:at + 5], re.IGNORECASE):
        return _NO_NAN
    if text[at] == "'":
        return "Use double quotes."
    if re.match(r"\s*,\s*[}\]]", text[at:at + 40]) or re.search(r",\s*$", text[max(at - 40, 0):at]):
        return "Remove the comma before the closing bracket."
    return "Write text in double quotes and numbers like 92.5."
