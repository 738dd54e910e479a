"""One value of a document, with the place where it stands. `mtmpattern.documents` is the door; see there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from mtmpattern.errors import FileFormatError, MtmError, Problem

Scalar = str | int | float | bool | None
NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_NUMBER: Final = re.compile(r"[-+]?(?=[.]?[0-9])[0-9]*(?:[.][0-9]*)?(?:[eE][-+]?[0-9]{1,3})?")
_MOST_DIGITS: Final = 400
FLAGS: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def exact_number(text: str) -> Fraction:
    """Read a decimal number, with an exponent or without, exactly. Raises `ValueError`.

    Its exponent has three digits at most and the whole text 400 characters: the exact value of ``1e999999999`` would
    fill the memory.
    """
    tidy = text.strip()
    if len(tidy) > _MOST_DIGITS or not _NUMBER.fullmatch(tidy):
        raise ValueError("not a decimal number of a usual size")
    return Fraction(tidy)


@dataclass(frozen=True, slots=True)
class Node:
    """One value: a mapping of nodes, a tuple of nodes, or a scalar, with its file, line and column.

    Scalars of a file are the text as typed (``34,5`` and ``010`` stay what they are); ``quoted`` tells ``"12"`` from
    ``12``. Scalars of a Python dict are what they were. ``path`` is the way from the top: ``measurements.arm.left``.
    """

    content: Mapping[str, Node] | tuple[Node, ...] | Scalar = field(repr=False)
    path: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    quoted: bool = False
    key_line: int | None = None
    key_column: int | None = None

    @property
    def kind(self) -> str:
        """What the value is, in a word for a sentence."""
        if isinstance(self.content, Mapping):
            return "a block of named values"
        if isinstance(self.content, tuple):
            return "a list"
        return "nothing" if self.empty else "one value"

    @property
    def empty(self) -> bool:
        """Nothing was written: ``waist:`` with no value, ``~`` or ``null``."""
        if isinstance(self.content, str):
            return not self.quoted and self.line is not None and self.content in NULLS
        return self.content is None

    @property
    def scalar(self) -> bool:
        """A single value, given or empty."""
        return not isinstance(self.content, (Mapping, tuple))

    def problem(self, message: str, code: str, hint: str = "", *, at_key: bool = False) -> Problem:
        """Describe a fault at this value's place, or at the place of its name with ``at_key``."""
        line, column = (self.key_line, self.key_column) if at_key and self.key_line else (self.line, self.column)
        return Problem(message, code, self.path, hint, self.file, line, column)

    def mapping(self) -> Mapping[str, Node]:
        """Return the named values, in the order written. Raises `FileFormatError` where it is something else."""
        if not isinstance(self.content, Mapping):
            raise self._wrong("a block of named values", "Write it as `name: value` lines.")
        return self.content

    def sequence(self) -> tuple[Node, ...]:
        """Return the values of a list. Raises `FileFormatError` where it is something else."""
        if not isinstance(self.content, tuple):
            raise self._wrong("a list", "Write it as `- value` lines or [value, value].")
        return self.content

    def text(self) -> str:
        """Return the value as text, trimmed. Raises `FileFormatError` for a block, a list or nothing."""
        if not self.scalar or self.empty:
            raise self._wrong("a text", "Write one value.")
        return str(self.content).strip()

    def number(self) -> float:
        """Return the value as a finite number, a decimal comma read too. Raises `FileFormatError` otherwise."""
        text = self.text().replace(",", ".", 1)
        try:
            if self.quoted or isinstance(self.content, bool):
                raise ValueError
            return float(exact_number(text))
        except (ValueError, OverflowError):
            raise self._wrong("a number", "Write digits, like 12 or 0.5.") from None

    def whole(self) -> int:
        """Return the value as a whole number. Raises `FileFormatError` for anything else."""
        number = self.number()
        if number != int(number):
            raise self._wrong("a whole number", "Write digits, like 12.")
        return int(number)

    def flag(self) -> bool:
        """Return the value as yes or no (also true, false, on, off). Raises `FileFormatError` for anything else."""
        if isinstance(self.content, bool):
            return self.content
        word = self.text().casefold()
        if word not in FLAGS:
            raise self._wrong("yes or no", "Write yes or no.")
        return FLAGS[word]

    def plain(self) -> object:
        """Return the value as dicts, lists and scalars without places, for a program that needs no lines."""
        if isinstance(self.content, Mapping):
            return {key: node.plain() for key, node in self.content.items()}
        if isinstance(self.content, tuple):
            return [node.plain() for node in self.content]
        return None if self.empty else self.content

    def _wrong(self, wanted: str, hint: str) -> FileFormatError:
        found = self.kind
        if found == "one value" and self.path:
            text = str(self.content)
            found = "".join(sign if sign.isprintable() else "?" for sign in text[:40]) + "..." * (len(text) > 40)
        return FileFormatError.of([self.problem(f"{self.path or 'the document'} is {found}, not {wanted}",
                                                "file.type", hint)])


class Faults:
    """A collector, so that a reader can report every fault of one input at once.

    ::

        faults = Faults()
        with faults.caught():
            width = node.mapping()["width"].number()
        faults.add(other.problem("...", "fabric.width"))
        faults.check(FileFormatError)
    """

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, *problems: Problem) -> None:
        """Note faults and go on."""
        self._problems.extend(problems)

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Note the faults of an `MtmError` raised inside, and go on after the block."""
        try:
            yield
        except MtmError as error:
            self._problems.extend(error.problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All faults, in the order of the file where lines are known."""
        return tuple(sorted(self._problems, key=lambda problem: (problem.line or 0, problem.column or 0)))

    def check(self, error: type[MtmError]) -> None:
        """Raise one error with all faults, if there is any."""
        if self._problems:
            raise error.of(self.problems)

    def __bool__(self) -> bool:
        return bool(self._problems)
