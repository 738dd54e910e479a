"""The commands of a plot in HPGL or HPGL/2, with their numbers and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from mtmpattern.limits import HPGL_COMMANDS, HPGL_LABEL, HPGL_NUMBERS
from mtmpattern.reading.source import OpenedFile

_COMMAND: Final = re.compile(r"[\s;]*([A-Za-z]{2})([^A-Za-z;\x1b]*)")
_ESCAPE: Final = re.compile(
    r"[\s;]*\x1b(?:%-?\d{0,6}[A-Z]|\.[A-Z@()](?:[\d;,]{0,40}:)?|[A-Z]|[&(*)][^\x1b\r\n]{0,20}?[A-Z@])")
_FIRST: Final = re.compile(r"[\s;]*(?:IN|DF|BP|PA|PU|SP|PS|PG|IP|RO|VS|LT)[\s;,0-9-]", re.IGNORECASE)
_AFTER_ESCAPE: Final = re.compile(r"[\s;]*(?:IN|DF|BP|PA|PU|SP|PS|PG|IP|RO|VS|LT)", re.IGNORECASE)
"""After a printer was switched to HPGL/2 no separator is needed: ``BPINPS``."""
_JOB: Final = re.compile(r"[\s;]*@PJL[^\n\x1b]{0,500}(?:\n|(?=\x1b)|\Z)", re.IGNORECASE)
"""A line to the printer before the plot: ``@PJL ENTER LANGUAGE=HPGL2``."""
_SPACE: Final = re.compile(r"[\s;]*\Z")
_NEXT: Final = re.compile(r"[\s;]*[^\s;]+[\s;]*")
_MOST_STRANGE: Final = 20
"""Words of a plot that are not commands; a file with more is not a plot."""
_BETWEEN: Final = re.compile(r"[+-]*[^\s,+-]+|[+-]+")
"""One value: blanks, commas and signs separate them."""
_END: Final = re.compile(r"([^;\s\x1b])(?:,([01]))?|")
"""The letter that ends labels, and whether it is left out of them (1, as without a mode) or drawn too (0)."""
_SYMBOL: Final = re.compile(r"[^;\s\x1b]?")
_QUOTED: Final = re.compile(r'(?:"[^"]{0,1000}"|[^A-Za-z;\x1b"])*+')
"""Numbers, and texts in quotation marks."""
_TEXTS: Final = frozenset(("LB", "BL", "WD"))
"""Commands with a text up to the letter that ends labels: a label, one kept for later, one for the display."""
_UP_TO: Final = frozenset(("PE", "MG"))
"""Commands up to a semicolon: encoded lines, whose numbers are letters and bytes up to 254, and messages."""
_NAMES: Final = frozenset(("BP", "CO"))
"""Commands with texts in quotation marks: the name of a plot, a comment."""
_WITH_TEXT: Final = _TEXTS | _UP_TO | _NAMES | {"SM"}
_ETX: Final = "\x03"
_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})\Z")


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its two letters, its numbers, and the line where it begins.

    ``wrong`` is the first value that is not a number, ``text`` the text of a label, ``ended`` whether the label ends.
    """

    word: str
    numbers: tuple[float, ...]
    line: int
    wrong: str = ""
    text: str = ""
    ended: bool = True


def is_plot(head: bytes) -> bool:
    """Whether a file begins like a plot: escape sequences, then one of the usual first commands."""
    text, place = head.decode("latin-1"), 0
    while escape := _ESCAPE.match(text, place) or _JOB.match(text, place):
        place = escape.end()
    return (_AFTER_ESCAPE if place else _FIRST).match(text, place) is not None


def commands(source: OpenedFile) -> Iterator[Command]:
    """The commands of a file in order. Raises `FileFormatError` for a bad command, or far too many."""
    text = _letters(source.data)
    place, count, numbers, line, counted, strange = 0, 0, 0, 1, 0, 0
    end, drawn = _ETX, False
    while not _SPACE.match(text, place):
        line, counted = line + text.count("\n", counted, place), place
        if escape := _ESCAPE.match(text, place) or _JOB.match(text, place):
            place = escape.end()
            continue
        found = _COMMAND.match(text, place)
        if found is None:
            odd, strange = text[place:place + 200].lstrip("; \t\r\n")[:20].partition(";")[0], strange + 1
            if not count or strange > _MOST_STRANGE:
                raise source.fault(f"{odd!r} is not a command", "hpgl.syntax",
                                   "A command is two letters and numbers, as in PU100,200;", line)
            yield Command("?", (), line, text=odd)
            behind = _NEXT.search(text, place)              # go on behind it
            place = behind.end() if behind else len(text)
            continue
        count += 1
        if count > HPGL_COMMANDS:
            raise source.fault(f"the plot has more than {HPGL_COMMANDS} commands", "hpgl.large",
                               "No sewing pattern is that large; split the file.", line)
        word, begun = found[1].upper(), found.end(1)
        if word == "DT":
            end, drawn, place = _label_end(text, begun)
            yield Command(word, (), line)
        elif word in _WITH_TEXT:
            command, place = _with_text(text, word, begun, line, end)
            yield replace(command, text=command.text + end) if drawn and word == "LB" else command
        else:
            place = found.end()
            values, wrong = _numbers(found[2], HPGL_NUMBERS - numbers)
            numbers += len(values)
            if numbers > HPGL_NUMBERS:
                raise source.fault(f"the plot has more than {HPGL_NUMBERS} numbers", "hpgl.large",
                                   "No sewing pattern is that large; split the file.", line)
            yield Command(word, values, line, wrong)


def _label_end(text: str, begun: int) -> tuple[str, bool, int]:
    """The letter that ends labels from now on, whether it is drawn too, and the place behind the command."""
    found = _END.match(text, begun)
    end, mode, behind = (found[1], found[2], found.end()) if found else (None, None, begun)
    return (end or _ETX, bool(end) and mode == "0", behind)


def _with_text(text: str, word: str, begun: int, line: int, end: str) -> tuple[Command, int]:
    """A command whose values are no numbers alone, and the place behind it."""
    if word in _NAMES or word == "SM":
        found = (_SYMBOL if word == "SM" else _QUOTED).match(text, begun)
        return Command(word, (), line), found.end() if found else begun
    bare = word not in _TEXTS or (word != "LB" and text[begun:begun + 1] == ";")    # ``BL;`` forgets the text kept
    stop = text.find(";" if bare else end, begun)
    last = stop if stop >= 0 else len(text)
    words = text[begun:last] if word == "PE" else text[begun:last][:HPGL_LABEL]
    return Command(word, (), line, text=words, ended=stop >= 0), min(last + 1, len(text))


def _letters(data: bytes) -> str:
    """Each byte as a letter, because labels may contain any; the letters of a plot saved as UTF-8 are restored."""
    if not data.isascii():
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("latin-1")
        if max(text) <= "\xff":
            return text
    return data.decode("latin-1")


def _numbers(text: str, most: int) -> tuple[tuple[float, ...], str]:
    """The numbers of a command, at most one more than ``most``, and the first value that is not a number."""
    values: list[float] = []
    for found in _BETWEEN.finditer(text):
        if len(values) > most:
            break
        if not _NUMBER.match(found[0]):
            return tuple(values), found[0][:20]
        values.append(float(found[0]))
    return tuple(values), ""
