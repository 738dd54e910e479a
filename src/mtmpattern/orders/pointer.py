"""The place of a fault in an order as a JSON Pointer (RFC 6901), with its line if the order is a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from mtmpattern.documents import Node
from mtmpattern.errors import Problem

MEASURES: Final = "/measurements"


class Places:
    """The JSON Pointers of all values of a document."""

    def __init__(self, top: Node) -> None:
        self._top = top

    @cached_property
    def _known(self) -> dict[str, Node]:
        return {node.pointer: node for node in _walked(self._top)}

    def at(self, problem: Problem, under: str = "") -> Problem:
        """The problem at the place of its value, or of the nearest block around it if the value is not in the document.

        ``under`` is the pointer of the block to which the problem's own place is relative.
        """
        place = under + (problem.where if problem.where.startswith("/") else "")
        if place not in self._known and place.startswith(MEASURES + MEASURES):
            place = place.removeprefix(MEASURES)            # the measures were sent without their outer block
        while place and place not in self._known:
            place = place[:place.rfind("/")]
        node = self._known.get(place or under)
        placed = replace(problem, where=place or under)
        if node is None or problem.line is not None:
            return placed
        return replace(placed, file=node.file, line=node.line, column=node.column)


def _walked(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node.content, Mapping):
        for inner in node.content.values():
            yield from _walked(inner)
    elif isinstance(node.content, tuple):
        for inner in node.content:
            yield from _walked(inner)
