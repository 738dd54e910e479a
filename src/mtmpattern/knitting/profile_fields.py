"""Named fields of a machine profile, each with its type and range, and every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from importlib import resources
from os import PathLike
from typing import Final, TypeVar

from mtmpattern.documents import Faults, Node, read_document
from mtmpattern.errors import FileFormatError, Problem, StationError, did_you_mean

_Value = TypeVar("_Value")
_MEASURED: Final = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*([^\d\s].*)")


class Fields:
    """The named values of one block of a file. Each is read once; a value that is never read is a fault."""

    def __init__(self, node: Node, what: str, faults: Faults) -> None:
        self._values: Mapping[str, Node] = {}
        self._whole = False
        with faults.caught():
            self._values = node.mapping()
            self._whole = True                      # otherwise the fault of the block itself is enough
        self._node, self._what, self._faults = node, what, faults
        self._fields = {"note"}

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def value(self, name: str, kind: Callable[[Node], _Value], default: _Value | None = None) -> _Value:
        """The value of a field. A fault is recorded and the default (or None) returned: `Faults.check` raises later."""
        self._fields.add(name)
        if name not in self._values:
            if default is None and self._whole:
                place = self._node.path or self._what
                self._faults.add(Problem(f"the {self._what} has no {name}", "knitting.missing", place,
                                         f"Add a line `{name}: ...`; the shipped files show how.", self._node.file,
                                         self._node.line))
            return default  # type: ignore[return-value]  # never used: the faults are raised first
        with self._faults.caught():
            return kind(self._values[name])
        return default

    def block(self, name: str) -> Fields | None:
        """The fields of a block within this one, or None where it is missing."""
        self._fields.add(name)
        if name not in self._values:
            return None
        return Fields(self._values[name], f"{self._what}'s {name}", self._faults)

    def done(self) -> None:
        """Report every value that was never read."""
        for name, node in self._values.items():
            if name not in self._fields:
                self._faults.found(partial(self._unknown, name, node))

    def _unknown(self, name: str, node: Node) -> Problem:
        hint = did_you_mean(name, sorted(self._fields), f"Use one of {', '.join(sorted(self._fields))}.")
        return node.problem(f"a {self._what} has no field {name[:40]}", "knitting.field", hint, at_key=True)


def fault(node: Node, message: str, hint: str) -> FileFormatError:
    """One fault at a value's place."""
    return FileFormatError.of([node.problem(message, "knitting.value", hint)])


def count(least: int, most: int) -> Callable[[Node], int]:
    """A whole number between two bounds."""
    def read(node: Node) -> int:
        if not least <= node.whole() <= most:
            raise fault(node, f"{node.path} is {node.whole()}", f"It must lie between {least} and {most}.")
        return node.whole()
    return read


def number(least: float, most: float) -> Callable[[Node], float]:
    """A number between two bounds."""
    def read(node: Node) -> float:
        if not least <= node.number() <= most:
            raise fault(node, f"{node.path} is {node.number():g}", f"It must lie between {least:g} and {most:g}.")
        return node.number()
    return read


def measured(unit: str, least: float, most: float) -> Callable[[Node], float]:
    """A number followed by its unit, between two bounds."""
    def read(node: Node) -> float:
        found = _MEASURED.fullmatch(node.text())
        if not found or found[2].replace(" ", "") != unit.replace(" ", ""):
            raise fault(node, f"{node.path} is {node.text()[:40]}", f"Write it with its unit, like 3 {unit}.")
        value = float(found[1].replace(",", "."))
        if not least <= value <= most:
            raise fault(node, f"{node.path} is {value:g} {unit}",
                        f"It must lie between {least:g} and {most:g} {unit}.")
        return value
    return read


def one_of(*words: str) -> Callable[[Node], str]:
    """One of these words."""
    def read(node: Node) -> str:
        if node.text() not in words:
            raise fault(node, f"{node.path} is {node.text()[:40]}", f"Use one of {', '.join(words)}.")
        return node.text()
    return read


def words(pattern: str, hint: str) -> Callable[[Node], tuple[str, ...]]:
    """A list of different words that match a pattern."""
    form = re.compile(pattern)

    def read(node: Node) -> tuple[str, ...]:
        found = tuple(each.text() for each in node.sequence())
        for each, word in zip(node.sequence(), found, strict=True):
            if not form.fullmatch(word) or found.count(word) > 1:
                raise fault(each, f"{each.path} is {word[:40]}", hint)
        if not found:
            raise fault(node, f"{node.path} is an empty list", hint)
        return found
    return read


def name(node: Node) -> str:
    """A name: letters, digits, spaces and ``. - + /``, at most 60."""
    if not re.fullmatch(r"[^\W_][\w .,/+()-]{0,59}", node.text()):
        raise fault(node, f"{node.path} is {node.text()[:40]!r}", "Use letters, digits, spaces and - . , / + ( ).")
    return node.text()


def shipped(folder: str) -> tuple[str, ...]:
    """The names of the files in ``machines`` or ``swatches``, sorted."""
    files = (resources.files("mtmpattern.data") / folder).iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


def document(source: str | PathLike[str] | Mapping[str, object], folder: str, what: str, faults: Faults) -> Node:
    """The document named by a shipped file's name, a `Path`, a text or a dict.

    Raises `StationError` for an unknown name.
    """
    if isinstance(source, str) and source in shipped(folder):
        text = (resources.files("mtmpattern.data") / folder / f"{source}.yaml").read_text("utf-8")
        return read_document(text, what=f"{what} file", faults=faults)
    if isinstance(source, str) and not set(source) & set("\n{:"):
        known = f"Use one of {', '.join(shipped(folder))}, or a .yaml file."
        raise StationError(f"there is no {what} {source[:60]}", code=f"knitting.{what}", where=source[:60],
                           hint=f"{did_you_mean(source, shipped(folder))} {known}".lstrip())
    return read_document(source, what=f"{what} file", faults=faults)
