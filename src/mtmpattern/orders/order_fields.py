"""The fields of an order while it is read, and the faults found in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from mtmpattern.documents import Node
from mtmpattern.errors import MtmError, Problem
from mtmpattern.orders.pointer import Places

T = TypeVar("T")


class OrderFields:
    """The fields of one order that are not empty; ``problems`` collects their faults, each with its place."""

    def __init__(self, top: Node) -> None:
        self.fields = {name: node for name, node in top.mapping().items() if not node.empty}
        self.places = Places(top)
        self.problems: list[Problem] = []

    def fault(self, problem: Problem, under: str = "") -> None:
        """Record a fault, whose place is relative to the document or to the block ``under``."""
        self.problems.append(self.places.at(problem, under))

    def caught(self, attempt: Callable[[], T], under: str = "") -> T | None:
        """The result of ``attempt``; None if it raises, and its faults are recorded."""
        try:
            return attempt()
        except MtmError as error:
            for problem in error.problems:
                self.fault(problem, under)
            return None

    def text(self, name: str) -> str:
        """The text of a field; empty where there is none, or none that can be read."""
        return (self.caught(self.fields[name].text) or "") if name in self.fields else ""

    def flag(self, name: str) -> bool:
        """The yes or no of a field; False where there is none."""
        return bool(self.caught(self.fields[name].flag)) if name in self.fields else False

    def whole(self, name: str, otherwise: int, least: int, most: int) -> int:
        """The whole number of a field, within its limits; ``otherwise`` where there is none."""
        if name not in self.fields:
            return otherwise
        found = self.caught(self.fields[name].whole)
        if found is not None and not least <= found <= most:
            self.fault(self.fields[name].problem(f"{name}: {found} is outside {least} to {most}", "order.range",
                                                  f"Write {least} to {most}.",
                                                  field=name, value=found, least=least, most=most))
        return otherwise if found is None else found
