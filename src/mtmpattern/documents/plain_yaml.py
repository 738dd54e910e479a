"""The plain part of YAML, in which nearly every file is written, read line by line.

Names with plain values, blocks of them by indentation, ``{name: value}`` or ``[value, value]`` on one line, and folded
text after ``>-``. The builder gets the same as from the full parser, many times faster and without loading that.
Everything else, and everything doubtful, is left to that parser: a text with a single other line is not read here.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from mtmpattern.documents.node import Builder

_NAME: Final = r'[A-Za-z][A-Za-z0-9_-]{0,79}|"[A-Za-z0-9 _-]{1,80}"'
_VALUE: Final = r"[-+.]?[A-Za-z0-9][A-Za-z0-9_./%+'(),*;-]*(?: [A-Za-z0-9_./%+'(),*;-]+)*"
_FLOW_VALUE: Final = r"[-+.]?[A-Za-z0-9][A-Za-z0-9_./%+-]*(?: [A-Za-z0-9_./%+-]+)*"
_LINE: Final = re.compile(rf"( *)({_NAME}):(?: +({_VALUE}|\{{[^{{}}#]*\}}|\[[^\[\]#]*\]|>-))?(?: +#.*| *)")
_PAIR: Final = re.compile(rf" *({_NAME}): +({_FLOW_VALUE}) *(?:,(?=[^}}])|(?=\}}))")
_ITEM: Final = re.compile(rf" *({_FLOW_VALUE}) *(?:,(?=[^\]])|(?=\]))")
_EMPTY: Final = re.compile(r" *(?:#.*)?")


class _Event(NamedTuple):
    """A call of the builder: ``name``, ``value``, ``folded``, ``{``, ``[`` or ``end``; line and column from 1."""

    kind: str
    line: int = 0
    column: int = 0
    text: str = ""


class _NotPlain(Exception):
    """The text is not of the plain part."""


def read_plain(text: str, builder: Builder) -> bool:
    """Build the tree of a plain text. Returns False, with nothing built, for any other text."""
    if not text.replace("\n", "").isprintable():
        return False
    try:
        events = _events(text.split("\n"))
    except _NotPlain:
        return False
    for kind, line, column, words in events:
        if kind == "end":
            builder.end()
        elif kind in "{[":
            builder.begin(line, column, mapping=kind == "{")
        elif words.startswith('"'):
            builder.scalar(words[1:-1], line, column, quoted=True)
        else:
            builder.scalar(words, line, column, quoted=kind == "folded")
    return True


def _events(lines: list[str]) -> list[_Event]:
    found: list[_Event] = []
    indents: list[int] = []                                 # of the blocks that are open
    opening, at = True, 0                                   # whether the next line must open a block
    while at < len(lines):
        row, line = at + 1, lines[at]
        at += 1
        if _EMPTY.fullmatch(line):
            continue
        plain = _LINE.fullmatch(line)
        if plain is None:
            raise _NotPlain
        indent, name, value = len(plain[1]), plain[2], plain[3]
        if opening:
            if indent <= indents[-1] if indents else indent:
                raise _NotPlain
            indents.append(indent)
            found.append(_Event("{", row, indent + 1))
        while indents[-1] > indent:
            indents.pop()
            found.append(_Event("end"))
        if indents[-1] != indent:
            raise _NotPlain
        found.append(_Event("name", row, indent + 1, name))
        column = plain.start(3) + 1
        opening = value is None
        if value == ">-":
            words = _folded(lines, at, indent)
            at += len(words)
            found.append(_Event("folded", row, column, " ".join(words)))
        elif value and value[0] in "{[":
            found += _flow(value, row, column)
        elif value:
            found.append(_Event("value", row, column, value))
    if opening:                                             # nothing at all, or a name without a value at the end
        raise _NotPlain
    return found + [_Event("end")] * len(indents)


def _folded(lines: list[str], at: int, indent: int) -> list[str]:
    """The lines of a folded text, which are all indented equally and deeper than its name."""
    words: list[str] = []
    deep = 0
    for line in lines[at:]:
        text = line.lstrip(" ")
        depth = len(line) - len(text)
        if not text or depth <= indent:
            break
        deep = deep or depth
        if depth != deep or text.endswith(" "):
            raise _NotPlain
        words.append(text)
    if not words:
        raise _NotPlain
    return words


def _flow(value: str, row: int, column: int) -> list[_Event]:
    """The events of a mapping or a list in brackets."""
    found = [_Event(value[0], row, column)]
    at, end = 1, len(value) - 1
    while at < end:
        part = (_PAIR if value[0] == "{" else _ITEM).match(value, at)
        if part is None:
            raise _NotPlain
        found += [_Event("name" if value[0] == "{" and group == 1 else "value", row, column + part.start(group),
                         part[group]) for group in range(1, len(part.groups()) + 1)]
        at = part.end()
    if len(found) == 1:
        raise _NotPlain
    return [*found, _Event("end")]
