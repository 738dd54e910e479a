"""How a garment is built, where that follows from the body: how many darts, a seam or none.

A template says so with ``self.held("front darts", number)``. One size gets its own number. Over a range of sizes all
get the same one, so that their points correspond.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Structure:
    """What was ``decided`` for one body, by name, and what is ``held`` instead of it."""

    held: Mapping[str, int] = field(default_factory=dict)
    decided: dict[str, int] = field(default_factory=dict)

    def decide(self, name: str, own: int) -> int:
        """The number to build with: what is held under that name, else the body's own."""
        self.decided[name] = max(own, self.decided.get(name, own))      # both sides of a garment are asked
        return self.held.get(name, own)


def equal_over(structures: Iterable[Structure]) -> dict[str, int]:
    """What to hold equal over a range: the greatest number wherever the sizes differ.

    A dart or seam more than a size needs can be sewn; one too few cannot always.
    """
    every = list(structures)
    names = dict.fromkeys(name for each in every for name in each.decided)
    numbers = {name: [each.decided[name] for each in every if name in each.decided] for name in names}
    return {name: max(found) for name, found in numbers.items() if len(set(found)) > 1}
