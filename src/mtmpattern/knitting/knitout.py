"""knitout, the public file format for knitting machines: a document, its reader and its writer.

Follows specification 0.6 (magic line, comment header, operations, comments, source comments). A body line holds an
operation, a comment or both. Equal lines share one object, which keeps long programs small and quick to check.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from typing import Final, NamedTuple

from mtmpattern.documents import read_text
from mtmpattern.errors import FileFormatError, Problem

VERSION: Final = 2
"""The version of the format that is written."""

SOURCE: Final = "!source: "
"""The start of a comment that names the origin of a line."""

LARGEST: Final = 100_000_000
MOST_PROBLEMS: Final = 50

_MAGIC: Final = re.compile(r";!knitout-([0-9]{1,4})[ \t]*")
_NEEDLE: Final = re.compile(r"(fs|bs|f|b)(-?[0-9]{1,6})")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_CARRIER: Final = re.compile(r"[^\s,;]+")

# What follows each opcode: D a direction, N a needle, V a number, C carriers (any number), c carriers (one or more).
_OPERANDS: Final[Mapping[str, str]] = {
    "in": "c", "inhook": "c", "releasehook": "c", "out": "c", "outhook": "c", "stitch": "VV", "rack": "V",
    "knit": "DNC", "tuck": "DNC", "split": "DNNC", "drop": "N", "amiss": "N", "xfer": "NN", "miss": "DNC", "pause": "*",
}
_WANTED: Final = {"D": "a direction, + or -", "N": "a needle such as f12", "V": "a number", "c": "a carrier"}


class Needle(NamedTuple):
    """A needle: its bed (``f``, ``b``, sliders ``fs``, ``bs``) and number."""

    bed: str
    number: int

    def __str__(self) -> str:
        return f"{self.bed}{self.number}"


@dataclass(frozen=True, slots=True)
class Operation:
    """One instruction. ``direction`` is +1, -1, or 0 for none; ``values`` are operands as written."""

    code: str
    direction: int = 0
    needle: Needle | None = None
    target: Needle | None = None
    carriers: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        words = [self.code]
        if self.direction:
            words.append("+" if self.direction > 0 else "-")
        words += [str(needle) for needle in (self.needle, self.target) if needle is not None]
        return " ".join((*words, *self.carriers, *self.values))


@dataclass(frozen=True, slots=True)
class KnitoutLine:
    """A line of the body: an operation, a comment (what follows its first semicolon), both or neither."""

    operation: Operation | None = None
    comment: str = ""

    def __str__(self) -> str:
        operation = "" if self.operation is None else str(self.operation)
        if not self.comment:
            return operation
        return f"{operation} ;{self.comment}" if operation else f";{self.comment}"

    @property
    def source(self) -> str:
        """The text of a source comment on this line, or an empty text."""
        return self.comment[len(SOURCE):] if self.comment.startswith(SOURCE) else ""


@dataclass(frozen=True, slots=True)
class Program:
    """A knitout file: its comment header in order, and its body."""

    headers: tuple[tuple[str, str], ...]
    body: tuple[KnitoutLine, ...]
    version: int = VERSION

    @property
    def header(self) -> dict[str, str]:
        """The header's values by name; of a repeated name, the last value."""
        return dict(self.headers)

    def line_number(self, index: int) -> int:
        """The line of the file, counted from 1, at which a line of the body stands."""
        return index + len(self.headers) + 2

    @property
    def operations(self) -> int:
        """How many lines hold an operation."""
        return sum(line.operation is not None for line in self.body)

    def text(self) -> str:
        """The file's text. `read_knitout` of it gives an equal program."""
        lines = [f";!knitout-{self.version}", *(f";;{name}: {value}" for name, value in self.headers)]
        written: dict[int, str] = {}
        for line in self.body:
            key = id(line)
            if key not in written:
                written[key] = str(line)
            lines.append(written[key])
        return "\n".join(lines) + "\n"


def read_knitout(source: str | PathLike[str]) -> Program:
    """The program in a ``.k`` file, or in the text of one.

    Any version, unknown headers and extension opcodes are accepted, as the specification requires. Raises
    `FileFormatError` with every line that cannot be read (at most 50).
    """
    read = read_text(source, what="knitout file", suffixes=(".k", ".knitout"), largest=LARGEST)
    lines = read.text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    problems: list[Problem] = []
    found = _MAGIC.fullmatch(lines[0].rstrip("\r"))
    if found is None:
        raise FileFormatError("the file does not begin with ;!knitout-2", code="knitout.magic", where="line 1",
                              hint="Is it a knitout file?")
    headers = _headers(lines)
    body: list[KnitoutLine] = []
    known: dict[str, KnitoutLine] = {}
    for number, text in enumerate(lines[len(headers) + 1:], len(headers) + 2):
        line = known.get(text)
        if line is None:
            try:
                line = known[text] = _line(text)
            except ValueError as error:
                problems.append(Problem(str(error), "knitout.line", text.strip()[:60], "", read.file, number))
                if len(problems) == MOST_PROBLEMS:
                    break
                continue
        body.append(line)
    if problems:
        raise FileFormatError.of(problems)
    return Program(headers, tuple(body), int(found[1]))


def _headers(lines: list[str]) -> tuple[tuple[str, str], ...]:
    """The comment header: the lines right after the first that begin with ``;;`` and hold ``: ``."""
    headers = []
    for line in lines[1:]:
        name, colon, value = line[2:].rstrip("\r").partition(": ")
        if not (line.startswith(";;") and colon):
            break
        headers.append((name, value))
    return tuple(headers)


def _line(text: str) -> KnitoutLine:
    code, semicolon, comment = text.rstrip("\r").partition(";")
    words = code.split()
    return KnitoutLine(_operation(words) if words else None, comment if semicolon else "")


def _operation(words: list[str]) -> Operation:
    """The operation of a line's words. Raises ValueError with a sentence."""
    code, *rest = words
    if code.startswith("x-"):
        return Operation(code, values=tuple(rest))
    if code not in _OPERANDS:
        raise ValueError(f"{code[:40]} is not a knitout operation")
    form = _OPERANDS[code]
    if form == "*":
        return Operation(code, values=tuple(rest))
    direction, values = 0, list[str]()
    needles: list[Needle] = []
    for kind in form:
        if kind in "Cc":
            if kind == "c" and not rest:
                raise ValueError(f"{code} needs {_WANTED['c']}")
            return Operation(code, direction, *_pair(needles), carriers=_carriers(code, rest))
        if not rest:
            raise ValueError(f"{code} needs {_WANTED[kind]}")
        word = rest.pop(0)
        if kind == "D" and word in ("+", "-"):
            direction = 1 if word == "+" else -1
        elif kind == "N" and (found := _NEEDLE.fullmatch(word)):
            needles.append(Needle(found[1], int(found[2])))
        elif kind == "V" and _NUMBER.fullmatch(word):
            values.append(word)
        else:
            raise ValueError(f"{word[:40]} in {code} is not {_WANTED[kind]}")
    if rest:
        raise ValueError(f"{code} does not take {' '.join(rest)[:40]}")
    return Operation(code, direction, *_pair(needles), values=tuple(values))


def _pair(needles: list[Needle]) -> tuple[Needle | None, Needle | None]:
    first, second, *_ = (*needles, None, None)
    return first, second


def _carriers(code: str, words: list[str]) -> tuple[str, ...]:
    for word in words:
        if not _CARRIER.fullmatch(word):
            raise ValueError(f"{word[:40]} in {code} is not {_WANTED['c']}")
    if len(set(words)) < len(words):
        raise ValueError(f"{code} names a carrier twice")
    return tuple(words)


class Writer:
    """Builds a program operation by operation. A racking or setting that is already in force is not written again.

    `source` names what the following operations make: the next one gets a source comment.
    """

    def __init__(self, headers: tuple[tuple[str, str], ...]) -> None:
        self._headers = headers
        self._body: list[KnitoutLine] = []
        self._known: dict[tuple[object, ...], KnitoutLine] = {}
        self._source = ""
        self._set: dict[str, tuple[str, ...]] = {}
        self.racking = 0.0

    def source(self, text: str) -> None:
        """Name what the next operations make."""
        self._source = " ".join(text.split())

    def _add(self, code: str, direction: int, needle: Needle | None, target: Needle | None,
             carriers: tuple[str, ...], values: tuple[str, ...] = ()) -> None:
        key = (code, direction, needle, target, carriers, values)
        line = self._known.get(key)
        if line is None:
            line = self._known[key] = KnitoutLine(Operation(*key))
        if self._source:
            line = KnitoutLine(line.operation, SOURCE + self._source)
            self._source = ""
        self._body.append(line)

    def yarn(self, code: str, carrier: str) -> None:
        """``in``, ``inhook``, ``releasehook``, ``out`` or ``outhook``."""
        self._add(code, 0, None, None, (carrier,))

    def form(self, code: str, way: int, bed: str, number: int, carrier: str) -> None:
        """``knit``, ``tuck`` or ``miss`` on a needle."""
        self._add(code, way, Needle(bed, number), None, (carrier,))

    def split(self, way: int, bed: str, number: int, carrier: str) -> None:
        """Knit a needle and leave its old loop on the needle that faces it."""
        self._add("split", way, Needle(bed, number), self._facing(bed, number), (carrier,))

    def transfer(self, bed: str, number: int) -> None:
        """Move a needle's loops to the needle that faces it at the current racking."""
        self._add("xfer", 0, Needle(bed, number), self._facing(bed, number), ())

    def drop(self, bed: str, number: int) -> None:
        """Let a needle's loops go."""
        self._add("drop", 0, Needle(bed, number), None, ())

    def rack(self, racking: float) -> None:
        """Move the back bed, unless it already stands there."""
        if racking != self.racking:
            self.racking = racking
            self._add("rack", 0, None, None, (), (f"{racking:g}",))

    def setting(self, code: str, *values: str) -> None:
        """Write an extension's opcode, unless these values are in force."""
        if self._set.get(code) != values:
            self._set[code] = values
            self._add(code, 0, None, None, (), values)

    def _facing(self, bed: str, number: int) -> Needle:
        """Back needle b faces front needle b + racking."""
        racking = int(self.racking)
        return Needle("b", number - racking) if bed == "f" else Needle("f", number + racking)

    def __len__(self) -> int:
        return len(self._body)

    def program(self) -> Program:
        """The program so far."""
        return Program(self._headers, tuple(self._body))
