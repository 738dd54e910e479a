"""Where a fault lies in what was sent, as a JSON Pointer (RFC 6901), with its line where a file was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from mtmpattern.documents import Node
from mtmpattern.errors import Problem


def token(name: str | int) -> str:
    """One step of a pointer."""
    return "/" + str(name).replace("~", "~0").replace("/", "~1")


class Places:
    """The pointer and node of every value of a document, found by the path that messages use."""

    def __init__(self, top: Node) -> None:
        self._top = top

    @cached_property
    def _known(self) -> dict[str, tuple[str, Node]]:
        return {path: (pointer, node) for path, pointer, node in _walked(self._top, "")}

    def at(self, problem: Problem, under: str = "") -> Problem:
        """The problem with its place as a pointer: that of the value itself, or of the nearest block around it.

        ``under`` is the path of the block that the problem's own place is counted from.
        """
        path = ".".join(filter(None, (under, problem.where)))
        while path and path not in self._known:
            path = path[:max(path.rfind("."), path.rfind("["), 0)]
        pointer, node = self._known.get(path) or self._known.get(under) or ("", None)
        placed = replace(problem, where=pointer)
        if node is None or problem.line is not None:
            return placed
        return replace(placed, file=node.file, line=node.line, column=node.column)


def _walked(node: Node, pointer: str) -> Iterator[tuple[str, str, Node]]:
    yield node.path, pointer, node
    if isinstance(node.content, Mapping):
        for name, inner in node.content.items():
            yield from _walked(inner, pointer + token(name))
    elif isinstance(node.content, tuple):
        for number, inner in enumerate(node.content):
            yield from _walked(inner, pointer + token(number))
