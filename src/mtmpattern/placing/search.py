"""Looking for the order in which bottom-left fill takes the least cloth: a few sorted orders, then chance changes."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .fill import Filled, Filler, Numbers

SEED: Final = 20240
LAYS: Final = 16        # orders that are tried at once, fewer where there are many shapes
AT_ONCE: Final = 480    # shapes in them together
FREE: Final = -1        # a shape lies at whichever turn is best where it comes
POWERS: Final = ((1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (2.0, 1.0), (1.0, 2.0))
"""Sorted orders to begin with: by powers of a shape's length and of its height across the cloth."""


class Search:
    """Tries orders of some shapes, several at a time, and keeps the best one for each height of the rows."""

    def __init__(self, filler: Filler, sizes: NDArray[np.float64], seed: int = SEED) -> None:
        """``sizes`` (n, 2) are the lengths and heights of the shapes."""
        self._filler = filler
        self._chance = np.random.default_rng(seed)
        self._lays = max(len(POWERS), min(LAYS, AT_ONCE // len(sizes)))
        logs = np.log(np.maximum(sizes, 1e-3))
        keys = [logs @ power for power in POWERS]
        keys += [logs @ self._chance.uniform(0.0, 1.0, 2) + self._chance.normal(0.0, 0.2, len(sizes))
                 for _ in range(self._lays - len(keys))]
        self._first = np.argsort(-np.array(keys), axis=1, kind="stable")

    def scan(self, heights: NDArray[np.intp], orders: int = 5) -> list[Filled]:
        """The best of the first orders at each height."""
        order = np.tile(self._first[:orders], (len(heights), 1))
        filled = self._filler.fill(order, np.full(order.shape, FREE), np.repeat(heights, orders))
        groups = [range(at * orders, (at + 1) * orders) for at in range(len(heights))]
        return [filled.lay(min(group, key=lambda at: (filled.length[at], filled.spread[at]))) for group in groups]

    def best(self, height: int, rounds: int, goal: float, start: Filled | None = None) -> Filled:
        """The best lay of that many rows after ``rounds`` of changes; one of ``goal`` or less ends the search."""
        heights = np.full(self._lays, height)
        turn = np.full(self._first.shape[1], FREE)
        if start is None:
            filled = self._filler.fill(self._first, np.full(self._first.shape, FREE), heights)
            best = filled.lay(_first_of(filled))
        else:
            best = start
        for _ in range(rounds):
            if best.length[0] <= goal:
                break
            changed = [self._changed(best.order[0], turn) for _ in range(self._lays)]
            turns = np.array([each for _, each in changed])
            filled = self._filler.fill(np.array([each for each, _ in changed]), turns, heights)
            at = _first_of(filled)
            if (filled.length[at], filled.spread[at]) <= (best.length[0], best.spread[0]):
                best, turn = filled.lay(at), turns[at]
        return best

    def _changed(self, order: Numbers, turn: Numbers) -> tuple[Numbers, Numbers]:
        """The order after one to three changes: two shapes swapped, one moved, or one held at some turn or freed."""
        chance = self._chance
        new_order, new_turn = order.tolist(), turn.copy()
        for _ in range(int(chance.integers(1, 4))):
            what, (one, other) = chance.random(), chance.integers(0, len(new_order), 2)
            if what < 0.4:
                new_order[one], new_order[other] = new_order[other], new_order[one]
            elif what < 0.8:
                new_order.insert(int(other), new_order.pop(int(one)))
            else:
                new_turn[one] = chance.integers(FREE, 2)
        return np.array(new_order), new_turn


def _first_of(filled: Filled) -> int:
    return int(np.lexsort((filled.spread, filled.length))[0])
