"""Encoded lines of HPGL/2 (``PE``): numbers as letters, as drivers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_FIRST: Final = 63                                          # the letter for the digit 0 inside a number
_EIGHT, _SEVEN = (191, 64), (95, 32)                        # the same at the end of one, and the base, in 8 and 7 bits
_LONGEST: Final = 12
_COMMANDS: Final = re.compile(r"PU(?:SP\d{0,3})?")
"""AutoCAD puts these commands behind an encoded line without the semicolon that should end it."""


@dataclass(frozen=True, slots=True)
class EncodedMove:
    """A move ``to`` a place, ``absolute`` or relative, drawn or with the pen ``up``; or a change of ``pen``."""

    to: tuple[float, float] = (0.0, 0.0)
    up: bool = False
    absolute: bool = False
    pen: int | None = None


class _Numbers:
    """The numbers of an encoded text, one after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.begun = 0
        self.seven = False
        self.fraction = 0

    def flag(self) -> str:
        """The next letter if it is a flag, else an empty text."""
        while self.place < len(self.text) and self.text[self.place].isspace():
            self.place += 1
        letter = self.text[self.place:self.place + 1]
        if letter and letter in ":<>=7":
            self.place += 1
            return letter
        return ""

    def whole(self) -> int:
        """The next number. Raises `ValueError`."""
        ends, base = _SEVEN if self.seven else _EIGHT
        self.begun = self.place
        value, power = 0, 1
        for letter in self.text[self.place:self.place + _LONGEST]:
            self.place += 1
            code = ord(letter) & (0x7F if self.seven else 0xFF)
            if letter.isspace():
                continue
            if ends <= code < ends + base:
                value += (code - ends) * power
                return -(value >> 1) if value & 1 else value >> 1
            if not _FIRST <= code < _FIRST + base:
                raise ValueError(f"{letter!a} is not a digit")
            value += (code - _FIRST) * power
            power *= base
        raise ValueError("a number does not end")

    def number(self) -> float:
        """The next coordinate."""
        return self.whole() / (1 << self.fraction)


def moves(text: str) -> Iterator[EncodedMove]:
    """The moves of an encoded line. Raises `ValueError` at the first letter that cannot be read."""
    numbers = _Numbers(text)
    up = absolute = False
    while True:
        flag = numbers.flag()
        if flag == ":":
            yield EncodedMove(pen=numbers.whole())
        elif flag == ">":
            numbers.fraction = min(max(numbers.whole(), 0), 26)
        elif flag == "<":
            up = True
        elif flag == "=":
            absolute = True
        elif flag == "7":
            numbers.seven = True
        elif numbers.place >= len(text):
            return
        else:
            try:
                to = (numbers.number(), numbers.number())
            except ValueError:
                if not _COMMANDS.fullmatch(text, numbers.begun):
                    raise
                yield EncodedMove(pen=0)
                return
            yield EncodedMove(to, up, absolute)
            up = absolute = False
