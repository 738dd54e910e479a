"""Trees of nodes, built while a parser walks through a text or from a program's own dicts and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mtmpattern._node import Faults, Node
from mtmpattern.errors import FileFormatError, Problem

DEEPEST: Final = 32
TOO_DEEP: Final = (f"values are nested more than {DEEPEST} deep", "file.deep",
                   "No file of this kind needs that; check the brackets.")
"""The message, code and hint for values nested deeper than that."""
LONGEST_NAME: Final = 200
"""Characters of a name. Every value keeps its path, so that long names of nested blocks would fill the memory."""


class Builder:
    """Puts nodes together while a parser walks through a text; gathers duplicate names; keeps within limits."""

    def __init__(self, file: str, faults: Faults, most: int) -> None:
        self.file, self.faults, self.most = file, faults, most
        self.root: Node | None = None
        self.count = 0
        self._open: list[_Open] = []

    def begin(self, line: int, column: int, *, mapping: bool) -> None:
        """Begin a block or list."""
        if len(self._open) >= DEEPEST:
            raise self.stop(*TOO_DEEP, line, column)
        self._counted(line, column)
        self._open.append(_Open({} if mapping else [], self.path, line, column, *self._key_place()))

    def end(self) -> None:
        """End the innermost block or list."""
        block = self._open.pop()
        content = block.content if isinstance(block.content, dict) else tuple(block.content)
        self._place(Node(content, block.path, self.file, block.line, block.column,
                         key_line=block.own_line, key_column=block.own_column))

    def scalar(self, text: str, line: int, column: int, *, quoted: bool) -> None:
        """Take a name or a value, as typed."""
        self._counted(line, column)
        if self.naming:
            if len(text) > LONGEST_NAME:
                raise self.stop(f"a name has {len(text)} characters", "file.large",
                                f"A name has at most {LONGEST_NAME}; is a quote missing?", line, column)
            top = self._open[-1]
            top.key, top.key_line, top.key_column = text, line, column
            return
        self._place(Node(text, self.path, self.file, line, column, quoted, *self._key_place()))

    @property
    def naming(self) -> bool:
        """The next scalar is a name of the innermost block."""
        return bool(self._open) and isinstance(self._open[-1].content, dict) and self._open[-1].key is None

    @property
    def path(self) -> str:
        """Where the next value belongs."""
        if not self._open:
            return ""
        top = self._open[-1]
        if isinstance(top.content, list):
            return f"{top.path}[{len(top.content)}]"
        return f"{top.path}.{top.key}" if top.path else str(top.key)

    def stop(self, message: str, code: str, hint: str, line: int, column: int | None) -> FileFormatError:
        """Make the error that ends reading: this fault after those gathered before."""
        self.faults.add(Problem(message, code, "", hint, self.file, line, column))
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
                                     at_key=True))

    def _counted(self, line: int, column: int) -> None:
        self.count += 1
        if self.count > self.most:
            raise self.stop(f"more than {self.most} names and values", "file.large",
                            "No file of this kind holds so many; split it.", line, column)


@dataclass(slots=True)
class _Open:
    """A block or list that has begun and not ended."""

    content: dict[str, Node] | list[Node]
    path: str
    line: int
    column: int
    own_line: int | None
    own_column: int | None
    key: str | None = None
    key_line: int | None = None
    key_column: int | None = None


def from_python(value: object, builder: Builder) -> Node:
    """Build the tree of a dict or list handed over by a program; it has paths but no lines."""
    return _walked(value, "", 0, builder)


def _walked(value: object, path: str, depth: int, builder: Builder) -> Node:
    builder.count += 1
    if depth > DEEPEST or builder.count > builder.most:
        raise FileFormatError(f"{path}: values are nested too deep, or too many", code="file.deep", where=path,
                              hint=f"At most {DEEPEST} levels and {builder.most} values; does it hold itself?")
    if isinstance(value, Mapping):
        content: dict[str, Node] = {}
        for key, item in value.items():
            if not isinstance(key, str):
                builder.faults.add(Problem(f"a name in {path or 'the document'} is a {type(key).__name__}, not text",
                                           "file.type", path, "Names are text."))
                continue
            content[key] = _walked(item, f"{path}.{key}" if path else key, depth + 1, builder)
        return Node(content, path)
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray)):
        return Node(tuple(_walked(item, f"{path}[{at}]", depth + 1, builder) for at, item in enumerate(value)), path)
    return Node(value, path)  # type: ignore[arg-type]  # any other type is for the reader of the value to refuse
