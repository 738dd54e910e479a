"""HPGL as a stream of commands with their numbers; labels apart, because they may hold any letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .source import Opened

MOST_COMMANDS: Final = 1_000_000
"""Commands of one file: a marker of 20 m has about 100,000."""

MOST_NUMBERS: Final = 2_000_000
"""Numbers of all commands together."""

LONGEST: Final = 2_000
"""Letters of a label that are kept."""

_COMMAND: Final = re.compile(r"[\s;]*([A-Za-z]{2})([^A-Za-z;\x1b]*)")
_ESCAPE: Final = re.compile(
    r"[\s;]*\x1b(?:%-?\d{0,4}[A-Z]|\.[A-Z@()](?:[\d;,]{0,40}:)?|[A-Z]|[&(*)][^\x1b\r\n]{0,20}?[A-Z@])")
_FIRST: Final = re.compile(r"[\s;]*(?:IN|DF|BP|PA|PU|SP|PS|PG|IP|RO|VS|LT)[\s;,0-9-]", re.IGNORECASE)
_SPACE: Final = re.compile(r"[\s;]*\Z")
_BETWEEN: Final = re.compile(r"[^\s,]+")
_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})\Z")


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its two letters, its numbers, and where it begins.

    ``wrong`` is what stood among the numbers and is none, ``text`` the words of a label, ``ended`` whether they end.
    """

    word: str
    numbers: tuple[float, ...]
    line: int
    wrong: str = ""
    text: str = ""
    ended: bool = True


def is_plot(head: bytes) -> bool:
    """Whether a file begins as plots do, with one of their first commands behind the escapes of a machine."""
    text, place = head.decode("latin-1"), 0
    while escape := _ESCAPE.match(text, place):
        place = escape.end()
    return _FIRST.match(text, place) is not None


def commands(source: Opened) -> Iterator[Command]:
    """The commands of a file in order. Raises `FileFormatError` for what is none, or far too many."""
    text = source.data.decode("latin-1")                    # labels may hold any byte
    place, count, numbers, end, line, counted = 0, 0, 0, "\x03", 1, 0
    while not _SPACE.match(text, place):
        line, counted = line + text.count("\n", counted, place), place
        if escape := _ESCAPE.match(text, place):
            place = escape.end()
            continue
        found = _COMMAND.match(text, place)
        if found is None:
            raise source.fault(f"{text[place:].split(maxsplit=1)[0][:20]!r} is no command", "hpgl.syntax",
                               "A command is two letters and numbers, as in PU100,200;", line)
        count += 1
        if count > MOST_COMMANDS:
            raise source.fault(f"the plot has more than {MOST_COMMANDS} commands", "hpgl.large",
                               "This is no sewing pattern; split the file.", line)
        word = found[1].upper()
        if word == "LB":
            stop = text.find(end, found.end(1))
            place = stop + 1 if stop >= 0 else len(text)
            words = text[found.end(1): stop if stop >= 0 else len(text)]
            yield Command(word, (), line, text=words[:LONGEST], ended=stop >= 0)
        elif word == "DT":                                  # the letter that ends labels from now on
            given = text[found.end(1): found.end(1) + 1]
            end = given if given not in {"", ";"} else "\x03"
            place = found.end(1) + len(given)
            yield Command(word, (), line)
        else:
            place = found.end()
            values, wrong = _numbers(found[2], MOST_NUMBERS - numbers)
            numbers += len(values)
            if numbers > MOST_NUMBERS:
                raise source.fault(f"the plot has more than {MOST_NUMBERS} numbers", "hpgl.large",
                                   "This is no sewing pattern; split the file.", line)
            yield Command(word, values, line, wrong)


def _numbers(text: str, most: int) -> tuple[tuple[float, ...], str]:
    """The numbers of a command, at most one more than ``most``, and the first thing among them that is none."""
    values: list[float] = []
    for found in _BETWEEN.finditer(text):
        if len(values) > most:
            break
        if not _NUMBER.match(found[0]):
            return tuple(values), found[0][:20]
        values.append(float(found[0]))
    return tuple(values), ""
