"""Nodes: the values of a document with their places, the collector of its faults, and the builder of the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from mtmpattern.errors import FileFormatError, MtmError, Problem, and_more, clean, shown
from mtmpattern.letters import seen
from mtmpattern.limits import DOCUMENT_DEPTH, DOCUMENT_DIGITS, DOCUMENT_NAME, MOST_PROBLEMS

# ---- Nodes and faults -----------------------------------------------------------------------------------------------

Scalar = str | int | float | bool | None
NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_NUMBER: Final = re.compile(r"[-+]?(?=[.]?[0-9])[0-9]*(?:[.][0-9]*)?(?:[eE][-+]?[0-9]{1,3})?")
FLAGS: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def exact_number(text: str) -> Fraction:
    """Read a decimal number exactly, with or without an exponent. Raises `ValueError`.

    The exponent has at most three digits and the text 400 characters, because the exact value of ``1e999999999`` would
    fill the memory.
    """
    tidy = text.strip()
    if len(tidy) > DOCUMENT_DIGITS or not _NUMBER.fullmatch(tidy):
        raise ValueError("not a decimal number of a usual size")
    return Fraction(tidy)


@dataclass(frozen=True, slots=True)
class Trail:
    """The path from the top of a document to a value, kept as a chain and turned into text only when needed.

    ``name`` is a key of the mapping, or an index of the list, at the end of the trail ``above``.
    """

    above: Trail | str
    name: str | int

    def __str__(self) -> str:
        names: list[str] = []
        at: Trail | str = self
        while isinstance(at, Trail):
            names.append(f"[{at.name}]" if isinstance(at.name, int) else f".{at.name}")
            at = at.above
        return (at + "".join(reversed(names))).removeprefix("." if not at else "")


def token(name: str | int) -> str:
    """One step of a JSON Pointer."""
    return "/" + str(name).replace("~", "~0").replace("/", "~1")


def pointer_of(trail: Trail | str) -> str:
    """The JSON Pointer to the end of a trail."""
    steps: list[str] = []
    at: Trail | str = trail
    while isinstance(at, Trail):
        steps.append(token(at.name))
        at = at.above
    return (token(at) if at else "") + "".join(reversed(steps))


@dataclass(frozen=True, slots=True)
class Node:
    """One value: a mapping of nodes, a tuple of nodes, or a scalar, with its file, line and column.

    Scalars of a file are the text as typed (``34,5`` and ``010`` stay what they are); ``quoted`` distinguishes ``"12"``
    from ``12``. Scalars of a Python dict keep their type. ``trail`` leads to it from the top.
    """

    content: Mapping[str, Node] | tuple[Node, ...] | Scalar = field(repr=False)
    trail: Trail | str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    quoted: bool = False
    key_line: int | None = None
    key_column: int | None = None

    @property
    def path(self) -> str:
        """The way to this value from the top: ``measurements.arm.left``."""
        return str(self.trail)

    @property
    def pointer(self) -> str:
        """The place as a JSON Pointer (RFC 6901): ``/measurements/arm/left``."""
        return pointer_of(self.trail)

    @property
    def name(self) -> str:
        """The last step of the pointer: ``left``."""
        return str(self.trail.name) if isinstance(self.trail, Trail) else self.trail

    @property
    def kind(self) -> str:
        """The kind of the value, in words for a message."""
        if isinstance(self.content, Mapping):
            return "a block of named values"
        if isinstance(self.content, tuple):
            return "a list"
        return "nothing" if self.empty else "one value"

    @property
    def empty(self) -> bool:
        """Whether nothing was written: ``waist:`` with no value, ``~`` or ``null``."""
        if isinstance(self.content, str):
            return not self.quoted and self.line is not None and self.content in NULLS
        return self.content is None

    @property
    def scalar(self) -> bool:
        """Whether it is a single value, given or empty."""
        return not isinstance(self.content, (Mapping, tuple))

    def problem(self, message: str, code: str, hint: str = "", *, at_key: bool = False, **params: Any) -> Problem:
        """Describe a fault at this value's place, or at the place of its name with ``at_key``.

        ``params`` are the values in the message; see `mtmpattern.errors.Problem`.
        """
        line, column = (self.key_line, self.key_column) if at_key and self.key_line else (self.line, self.column)
        return Problem(message, code, self.pointer, hint, self.file, line, column, params=params)

    def mapping(self) -> Mapping[str, Node]:
        """Return the named values, in the order written. Raises `FileFormatError` for anything else."""
        if not isinstance(self.content, Mapping):
            raise self._wrong("a block of named values", "Write it as `name: value` lines.")
        return self.content

    def sequence(self) -> tuple[Node, ...]:
        """Return the values of a list. Raises `FileFormatError` for anything else."""
        if not isinstance(self.content, tuple):
            raise self._wrong("a list", "Write it as `- value` lines or [value, value].")
        return self.content

    def text(self) -> str:
        """Return the value as text, trimmed. Raises `FileFormatError` for a block, a list or nothing."""
        if not self.scalar or self.empty:
            raise self._wrong("text", "Write one value.")
        try:
            return seen(str(self.content)).strip()
        except Exception:                       # a whole number of more than 4,300 digits, or a caller's class
            raise self._wrong("text", "Write one value.") from None

    def number(self) -> float:
        """Return the value as a finite number, with a decimal point or comma. Raises `FileFormatError` otherwise."""
        text = self.text().replace(",", ".", 1)
        try:
            if self.quoted or isinstance(self.content, bool):
                raise ValueError
            return float(exact_number(text))
        except (ValueError, OverflowError):
            raise self._wrong("a number", "Write it without quotes." if self.quoted and _NUMBER.fullmatch(text) else
                              "Write digits, like 12 or 0.5.") from None

    def whole(self) -> int:
        """Return the value as a whole number. Raises `FileFormatError` for anything else."""
        number = self.number()
        if number != int(number):
            raise self._wrong("a whole number", "Write digits, like 12.")
        return int(exact_number(self.text().replace(",", ".", 1)))      # 10**30 is not the float next to it

    def flag(self) -> bool:
        """Return the value as yes or no (also true, false, on, off). Raises `FileFormatError` for anything else."""
        if isinstance(self.content, bool):
            return self.content
        word = self.text().casefold()
        if word not in FLAGS:
            raise self._wrong("yes or no", "Write yes or no.")
        return FLAGS[word]

    def plain(self) -> object:
        """Return the value as plain dicts, lists and scalars, without places."""
        if isinstance(self.content, Mapping):
            return {key: node.plain() for key, node in self.content.items()}
        if isinstance(self.content, tuple):
            return [node.plain() for node in self.content]
        return None if self.empty else self.content

    def _wrong(self, wanted: str, hint: str) -> FileFormatError:
        found = self.kind
        if found == "one value" and self.path:
            text = self.content if isinstance(self.content, str) else shown(self.content)
            found = clean(text) + "..." * (len(text) > 40) + " in quotes" * self.quoted
        return FileFormatError.of([self.problem(f"{self.path or 'the document'} is {found}, not {wanted}",
                                                "file.type", hint,
                                                name=self.path, found=found, wanted=wanted)])


class Faults:
    """A collector of faults, so that a reader can report every fault of one input at once.

    ::

        faults = Faults()
        with faults.caught():
            width = node.mapping()["width"].number()
        faults.add(other.problem("...", "fabric.width"))
        faults.check(FileFormatError)

    The first `MOST_PROBLEMS` are kept, the others counted.
    """

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._more = 0

    def add(self, *problems: Problem) -> None:
        """Add faults without raising them."""
        room = max(MOST_PROBLEMS - len(self._problems), 0)
        self._problems.extend(problems[:room])
        self._more += len(problems[room:])

    def found(self, fault: Callable[[], Problem]) -> None:
        """Add a fault that takes work to describe, such as the look-up of near names; described only if it is kept."""
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(fault())
        else:
            self._more += 1

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Add the faults of an `MtmError` raised inside, and continue after the block."""
        try:
            yield
        except MtmError as error:
            self.add(*error.problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The faults, in the order of their lines where those are known, and the count of those left out."""
        kept = sorted(self._problems, key=lambda problem: (problem.line or 0, problem.column or 0))
        return (*kept, and_more(self._more)) if self._more else tuple(kept)

    def check(self, error: type[MtmError]) -> None:
        """Raise one error with all faults, if there is any."""
        if self._problems:
            raise error.of(self.problems)

    def check_contents(self, error: type[MtmError]) -> None:
        """Raise one error with all faults, if there is any: `FileFormatError` where all of them are of the file."""
        of_file = all(problem.code.startswith("file.") for problem in self._problems)
        self.check(FileFormatError if of_file else error)

    def __bool__(self) -> bool:
        return bool(self._problems)


# ---- Building a tree ------------------------------------------------------------------------------------------------

TOO_DEEP: Final = (f"values are nested more than {DOCUMENT_DEPTH} deep", "file.deep",
                   "Check the brackets.")
"""The message, code and hint for values nested deeper than that."""


class Builder:
    """Builds the tree while a parser walks through a text; reports duplicate names and enforces the limits."""

    def __init__(self, file: str, faults: Faults, most: int) -> None:
        self.file, self.faults, self.most = file, faults, most
        self.root: Node | None = None
        self.count = 0
        self._open: list[_Open] = []

    def begin(self, line: int, column: int, *, mapping: bool) -> None:
        """Begin a block or list."""
        if len(self._open) >= DOCUMENT_DEPTH:
            raise self.stop(*TOO_DEEP, line, column)
        self._counted(line, column)
        self._open.append(_Open({} if mapping else [], self.trail, line, column, *self._key_place()))

    def end(self) -> None:
        """End the innermost block or list."""
        block = self._open.pop()
        content = block.content if isinstance(block.content, dict) else tuple(block.content)
        self._place(Node(content, block.trail, self.file, block.line, block.column,
                         key_line=block.own_line, key_column=block.own_column))

    def scalar(self, text: str, line: int, column: int, *, quoted: bool) -> None:
        """Take a name or a value, as typed."""
        self._counted(line, column)
        if self.naming:
            if len(text) > DOCUMENT_NAME:
                raise self.stop(f"a name has {len(text)} characters", "file.large",
                                f"A name has at most {DOCUMENT_NAME}; is a quote missing?", line, column,
                                params={"count": len(text)})
            top = self._open[-1]
            top.key, top.key_line, top.key_column = text, line, column
            return
        self._place(Node(text, self.trail, self.file, line, column, quoted, *self._key_place()))

    @property
    def naming(self) -> bool:
        """Whether the next scalar is a name of the innermost block."""
        return bool(self._open) and isinstance(self._open[-1].content, dict) and self._open[-1].key is None

    @property
    def trail(self) -> Trail | str:
        """The way to the next value."""
        if not self._open:
            return ""
        top = self._open[-1]
        return Trail(top.trail, len(top.content) if isinstance(top.content, list) else str(top.key))

    def stop(self, message: str, code: str, hint: str, line: int, column: int | None, *,
             params: Mapping[str, Any] | None = None) -> FileFormatError:
        """Return the error that ends the reading: this fault after those collected before."""
        self.faults.add(Problem(message, code, "", hint, self.file, line, column, params=params or {}))
        return FileFormatError.of(self.faults.problems)

    def _key_place(self) -> tuple[int | None, int | None]:
        top = self._open[-1] if self._open else None
        return (top.key_line, top.key_column) if top and isinstance(top.content, dict) else (None, None)

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if isinstance(top.content, list):
            top.content.append(node)
            return
        key, top.key = top.key or "", None
        first = top.content.get(key)
        if first is None:
            top.content[key] = node
            return
        lines = f"on line {first.key_line} and on line {node.key_line}"
        self.faults.add(node.problem(f"{node.path} is written twice, {lines}", "file.duplicate", "Keep one of them.",
                                     at_key=True, name=node.path, lines=(first.key_line, node.key_line)))

    def _counted(self, line: int, column: int) -> None:
        self.count += 1
        if self.count > self.most:
            raise self.stop(f"more than {self.most} names and values", "file.large", "Split the file.", line, column,
                            params={"most": self.most})


@dataclass(slots=True)
class _Open:
    """A block or list that has begun but not ended."""

    content: dict[str, Node] | list[Node]
    trail: Trail | str
    line: int
    column: int
    own_line: int | None
    own_column: int | None
    key: str | None = None
    key_line: int | None = None
    key_column: int | None = None


def from_python(value: object, builder: Builder) -> Node:
    """Build the tree of a dict or list passed by a program; it has paths but no lines."""
    return _walked(value, "", 0, builder)


def _walked(value: object, trail: Trail | str, depth: int, builder: Builder) -> Node:
    builder.count += 1
    if depth > DOCUMENT_DEPTH or builder.count > builder.most:
        path = clean(str(trail), 200)
        raise FileFormatError(f"{path}: values are nested too deep, or too many", code="file.deep", where=path,
                              hint=f"At most {DOCUMENT_DEPTH} levels and {builder.most} values; is it cyclic?",
                              params={"name": path})
    if isinstance(value, Mapping):
        content: dict[str, Node] = {}
        for key, item in value.items():
            if not isinstance(key, str) or len(key) > DOCUMENT_NAME:
                builder.faults.add(_bad_name(key, trail))
                continue
            content[key] = _walked(item, Trail(trail, key), depth + 1, builder)
        return Node(content, trail)
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray)):
        return Node(tuple(_walked(item, Trail(trail, at), depth + 1, builder) for at, item in enumerate(value)), trail)
    return Node(value, trail)  # type: ignore[arg-type]  # the reader of the value refuses any other type


def _bad_name(key: object, trail: Trail | str) -> Problem:
    path = str(trail)
    if isinstance(key, str):
        return Problem(f"a name in {path or 'the document'} has {len(key)} characters", "file.large", path,
                       f"A name has at most {DOCUMENT_NAME}.",
                       params={"name": path, "count": len(key)})
    return Problem(f"a name in {path or 'the document'} is a {type(key).__name__}, not text", "file.type", path,
                   "Use text for names.", params={"name": path, "type": type(key).__name__})
