"""Bottom-left fill: every shape in turn goes to the first place along the cloth that is free, holes included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from .rows import Grid

Numbers: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Several lays, one for each order: the way, row and x of every shape in the order it was laid.

    ``order``, ``way``, ``row`` and ``x`` are (lays, shapes); ``length`` (lays,) is the cloth each one takes.
    ``spread`` (lays,) is how far along the shapes lie on average, to choose among lays of one length.
    """

    order: Numbers
    way: Numbers
    row: Numbers
    x: NDArray[np.float64]
    length: NDArray[np.float64]
    spread: NDArray[np.float64]

    def lay(self, number: int) -> Filled:
        """One of the lays alone."""
        only = slice(number, number + 1)
        return Filled(self.order[only], self.way[only], self.row[only], self.x[only], self.length[only],
                      self.spread[only])


class Filler:
    """Fills the grid's cloth in many orders at once, so that numpy's overhead is shared."""

    def __init__(self, grid: Grid, kinds: list[int]) -> None:
        self._grid = grid
        self._kinds = np.array(kinds, dtype=np.intp)
        self._from = sliding_window_view(grid.blocked_from, grid.height, axis=2)
        self._to = sliding_window_view(grid.blocked_to, grid.height, axis=2)
        self._lengths = np.array([rows.length for rows in grid.rows])
        self._covers = np.array([len(rows.low) for rows in grid.rows])
        most = max(map(len, grid.ways))
        self._ways = np.array([[ways[min(i, len(ways) - 1)] for i in range(most)] for ways in grid.ways])

    def fill(self, order: Numbers, turn: Numbers, height: Numbers) -> Filled:
        """Lay shapes in each order (lays, shapes).

        ``turn`` (same shape) fixes a shape's way, -1 takes the best; ``height`` (lays,) is how many rows there are.
        """
        lays, shapes = order.shape
        way = np.zeros((shapes, lays), dtype=np.intp)
        row = np.zeros((shapes, lays), dtype=np.intp)
        x = np.zeros((shapes, lays))
        length = np.zeros(lays)
        each = np.arange(lays)
        choices = self._ways.shape[1]
        numbers = np.arange(choices)[:, None]
        heights = np.tile(height, choices)
        laid, rows, shifts = np.tile(way, choices), np.tile(row, choices), np.tile(x, choices)
        for step in range(shapes):
            ways = self._ways[self._kinds[order[:, step]]].T
            tried = ways.ravel()
            at_x, at_row = (found.reshape(ways.shape) for found in
                            self._first_place(tried, heights, laid[:step], rows[:step], shifts[:step]))
            end = np.maximum(length, at_x + self._lengths[ways])
            fixed = turn[each, order[:, step]]
            end[(fixed >= 0) & (fixed % choices != numbers)] = np.inf
            chosen = np.lexsort((at_row, at_x, end), axis=0)[0]
            way[step], row[step], x[step] = ways[chosen, each], at_row[chosen, each], at_x[chosen, each]
            length = end[chosen, each]
            laid[step], rows[step] = np.tile(way[step], choices), np.tile(row[step], choices)
            shifts[step] = np.tile(x[step], choices)
        lengths = self._lengths[way]
        spread = ((x + lengths) * lengths).sum(axis=0)
        return Filled(order, way.T, row.T, x.T, length, spread)

    def _first_place(self, way: Numbers, height: Numbers, laid: Numbers, rows: Numbers,
                     x: NDArray[np.float64]) -> tuple[NDArray[np.float64], Numbers]:
        """The least x at which each lay's shape is free, and the lowest row there."""
        tops = height - self._covers[way]
        tried = int(tops.max()) + 1
        free = np.zeros((len(way), tried))
        if len(laid):
            start = self._grid.height - rows
            low, high = self._from[laid, way, start, :tried], self._to[laid, way, start, :tried]
            low += x[:, :, None]
            high += x[:, :, None]
            _push(free, low, high)
        free[np.arange(tried) > tops[:, None]] = np.inf
        at = free.argmin(axis=1)
        return free[np.arange(len(way)), at], at


def _push(free: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
    """Move each x of ``free`` (lays, rows) up to the first that lies in none of the open spans (n, lays, rows)."""
    inside, below = np.empty(free.shape, dtype=np.bool_), np.empty(free.shape, dtype=np.bool_)
    still = each = 0
    while still < len(low):
        np.less(low[each], free, out=below)
        np.greater(high[each], free, out=inside)
        inside &= below
        if inside.any():
            np.copyto(free, high[each], where=inside)
            still = 0
        else:
            still += 1
        each = (each + 1) % len(low)
