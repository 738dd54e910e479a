"""Bottom-left fill in rows across the cloth, and a search for the order of shapes that takes the least cloth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import Final, TypeAlias

import numpy as np
import shapely
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from mtmpattern.placing.layout import Layout, Outline, Shape, fitting_angles, settled, turned

# ---- Outlines as rows -----------------------------------------------------------------------------------------------

Reach: TypeAlias = NDArray[np.float64]

CLEAR: Final = 2e-6
"""Millimetres kept between any two shapes along the cloth, so that rounding never makes them overlap."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """A shape at one turn: its least and greatest x in each row, from its lowest row up.

    ``x`` and ``y`` shift the turned outline so that its room (the outline and half the spacing round it) begins at
    x = 0 and at the lower edge of its lowest row. ``length`` is the length of that room along the cloth (mm).
    """

    kind: int
    angle: float
    low: Reach
    high: Reach
    x: float
    y: float
    length: float

    def half_turned(self, angle: float, row: float) -> Rows:
        """The rows turned by 180 degrees, which gives the shape's turn ``angle``."""
        length = self.length
        return Rows(self.kind, angle, length - self.high[::-1], length - self.low[::-1], length - self.x,
                    len(self.low) * row - self.y, length)


def room_for(spacing: float) -> float:
    """The room round each shape that keeps two of them ``spacing`` mm apart.

    It is 1 % more than half of it, because the corners of the room are rounded by chords.
    """
    return spacing / 2.0 * 1.01


def roomy(ring: Outline, room: float, *, sharp: bool = False) -> Outline:
    """The ring grown by ``room`` mm all round, with corners rounded by chords, or ``sharp`` and so never too small.

    A hollow that closes is left out: nothing fits into it.
    """
    if not room:
        return ring
    grown = shapely.Polygon(ring).buffer(room, quad_segs=12, join_style="mitre" if sharp else "round", mitre_limit=2.0)
    return np.asarray(grown.exterior.coords, dtype=np.float64)[:-1]


class Grid:
    """The rows of one cloth for some shapes, and the places at which pairs of shapes overlap.

    ``ways[kind]`` lists for each shape the indices of its turns in ``rows``. ``blocked_from`` and ``blocked_to``
    (n, n, 2 * height + 1) give, for a laid way, a way to lay and the difference of their rows (plus ``height``), the
    range of differences of x in which they overlap.
    """

    def __init__(self, shapes: Sequence[Shape], width: float, spacing: float, row: float,
                 most: float = 0.0) -> None:
        self.room = room = room_for(spacing)
        least = max(1, round((width + 2.0 * room) / row))
        self.row = (width + 2.0 * room) / least
        self.height = max(least, int((most + 2.0 * room) / self.row))
        self.rows: list[Rows] = []
        self.ways: list[tuple[int, ...]] = []
        self._half_turned: list[int | None] = []     # the earlier way that is this one turned by 180 degrees, if any
        for kind, shape in enumerate(shapes):
            self._add(kind, shape, fitting_angles(shape, width))
        self.blocked_from, self.blocked_to = self._blocked()

    def _add(self, kind: int, shape: Shape, angles: Sequence[float]) -> None:
        first = len(self.rows)
        for angle in angles:
            partner = next((way for way in range(first, len(self.rows)) if self._half_turned[way] is None
                            and abs(self.rows[way].angle - angle) == 180.0), None)
            self._half_turned.append(partner)
            self.rows.append(self._rows(shape, kind, angle) if partner is None
                             else self.rows[partner].half_turned(angle, self.row))
        self.ways.append(tuple(range(first, len(self.rows))))

    def _rows(self, shape: Shape, kind: int, angle: float) -> Rows:
        ring = turned(shape.outline, angle)
        (left, bottom), (right, top) = ring.min(axis=0).tolist(), ring.max(axis=0).tolist()
        ring = roomy(ring, self.room)
        x, y = self.room - left, self.room - bottom
        count = max(1, math.ceil((top - bottom + 2.0 * self.room) / self.row - 1e-9))
        low, high = reach(ring + np.array((x, y)), self.row, min(count, self.height))
        return Rows(kind, angle, low, high, x, y, right - left + 2.0 * self.room)

    def _blocked(self) -> tuple[Reach, Reach]:
        n, span = len(self.rows), 2 * self.height + 1
        start = np.full((n, n, span), np.inf)
        end = np.full((n, n, span), -np.inf)
        ends = [_Ends(rows) for rows in self.rows]
        for laid, one in enumerate(self.rows):
            for lain, other in enumerate(self.rows[: laid + 1]):
                least = self.height - len(other.low) + 1
                there = slice(least, least + len(one.low) + len(other.low) - 1)
                known = self._known(laid, lain)
                if known is None:
                    start[laid, lain, there], end[laid, lain, there] = _overlap(ends[laid], ends[lain])
                else:       # both turned by 180 degrees: the shapes swap places, measured from their other ends
                    swapped, shift = known, other.length - one.length
                    least = self.height - len(one.low) + 1
                    here = slice(least, least + len(one.low) + len(other.low) - 1)
                    start[laid, lain, there] = start[swapped][here] - shift
                    end[laid, lain, there] = end[swapped][here] - shift
                start[lain, laid] = -end[laid, lain, ::-1]
                end[lain, laid] = -start[laid, lain, ::-1]
        return start, end

    def _known(self, laid: int, lain: int) -> tuple[int, int] | None:
        """The earlier pair that is this one turned by 180 degrees, if there is one."""
        turned_one, turned_other = self._half_turned[laid], self._half_turned[lain]
        if turned_one is None:
            return None
        if turned_other is None:
            turned_other = self._twin(lain)
        return None if turned_other is None or turned_other >= laid else (turned_other, turned_one)

    def _twin(self, way: int) -> int | None:
        """The later way that is this one turned by 180 degrees."""
        return next((later for later in self.ways[self.rows[way].kind] if self._half_turned[later] == way), None)


def _overlap(laid: _Ends, other: _Ends) -> tuple[Reach, Reach]:
    """The range of x in which ``other`` overlaps ``laid``, for each row at which it may begin, from below up."""
    first = least_sums(laid.low, other.high_down) - CLEAR
    last = -least_sums(other.low_down, laid.high) + CLEAR
    return first, last


class _Ends:
    """Where a way begins and minus where it ends, in each row from below up, and from above ``down``."""

    __slots__ = ("high", "high_down", "low", "low_down")

    def __init__(self, rows: Rows) -> None:
        self.low, self.low_down = RowLine(rows.low), RowLine(rows.low[::-1])
        self.high, self.high_down = RowLine(-rows.high), RowLine(-rows.high[::-1])


class RowLine:
    """Numbers of which `least_sums` are wanted, laid out for it once: with as many infinite ones on either side."""

    __slots__ = ("numbers", "wide")

    def __init__(self, numbers: Reach) -> None:
        count = len(numbers)
        self.numbers = numbers[:, None]
        self.wide = np.full(3 * count, np.inf)
        self.wide[count : 2 * count] = numbers


def least_sums(one: RowLine, other: RowLine) -> Reach:
    """The least ``one[i] + other[k]`` of all with the same i + k: (n + m - 1,)."""
    n, m = len(one.numbers), len(other.numbers)
    if n > m:
        one, other, n, m = other, one, m, n
    step = other.wide.itemsize
    beside: Reach = np.ndarray((n, n + m - 1), np.float64, other.wide, m * step, (-step, step))     # shifted by its row
    found: Reach = np.minimum.reduce(one.numbers + beside, axis=0)
    return found


def reach(ring: Outline, row: float, count: int) -> tuple[Reach, Reach]:
    """Bounds of x of a ring in each of ``count`` rows of height ``row`` from y = 0 up, never too narrow."""
    x, y = ring[:, 0], ring[:, 1] / row
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    at = np.clip(np.floor(y).astype(np.intp), 0, count - 1)
    np.minimum.at(low, at, x)
    np.maximum.at(high, at, x)
    after = np.roll(x, -1), np.roll(y, -1)
    under, over = np.minimum(y, after[1]), np.maximum(y, after[1])
    first = np.maximum(np.ceil(under), 1.0).astype(np.intp)
    crossings = np.maximum(np.minimum(np.floor(over), count - 1.0).astype(np.intp) - first + 1, 0)
    edges = np.repeat(np.arange(len(x)), crossings)
    lines = np.arange(len(edges)) - np.repeat(np.cumsum(crossings) - crossings, crossings) + first[edges]
    rise = after[1][edges] - y[edges]
    share = np.divide(lines - y[edges], rise, out=np.zeros(len(edges)), where=rise != 0)
    on = x[edges] + share * (after[0][edges] - x[edges])
    for each in (lines - 1, lines):
        np.minimum.at(low, each, on)
        np.maximum.at(high, each, on)
    return low, high


# ---- Pressing a lay together ----------------------------------------------------------------------------------------

ROWS: Final = 1500       # rows in which distances are measured: about a millimetre each


def pressed(layout: Layout, outlines: Mapping[str, Outline], spacing: float) -> Layout:
    """The layout after sliding its shapes left, down and left again; never longer, and with the same spacing.

    Distances are measured in rows of about 1 mm that enclose the shapes, so they are never overestimated.
    """
    poses = list(layout.poses)
    room = room_for(spacing)
    rings = [roomy(pose.laid(outlines[pose.key]), room) for pose in poses]
    for along in (0, 1, 0):
        moves = _slides([ring[:, ::1 if along == 0 else -1] for ring in rings], -room)
        shift = np.zeros((len(poses), 2))
        shift[:, along] = -moves
        rings = [ring + by for ring, by in zip(rings, shift, strict=True)]
        poses = [replace(pose, dx=pose.dx + dx, dy=pose.dy + dy)
                 for pose, (dx, dy) in zip(poses, shift.tolist(), strict=True)]
    return settled(poses, outlines, layout.width)


def _slides(rings: Sequence[Outline], floor: float) -> NDArray[np.float64]:
    """How far each ring slides towards smaller x, down to ``floor``: one after the other, the smallest x first.

    It slides to the cloth's edge, or to the nearest ring before it in any row. One that shares x with another in some
    row, for example in a hollow of the other, stays where it is. Rings that end before the present one begins are one
    front, so only its neighbours are compared with it.
    """
    base = min(float(ring[:, 1].min()) for ring in rings)
    row = (max(float(ring[:, 1].max()) for ring in rings) - base) / ROWS
    covers = [reach(ring - np.array((0.0, base)), row, ROWS) for ring in rings]
    low, high = (np.array([cover[side] for cover in covers]) for side in (0, 1))
    starts, ends = ([float(end(ring[:, 0])) for ring in rings] for end in (np.min, np.max))
    order = sorted(range(len(rings)), key=lambda i: (starts[i], i))
    moves = np.zeros(len(rings))
    front = np.full(ROWS, -np.inf)
    beside: list[int] = []                                  # laid, and not yet part of the front
    for at, each in enumerate(order):
        for other in [other for other in beside if ends[other] <= starts[each]]:
            np.maximum(front, high[other], out=front)
            beside.remove(other)
        later = takewhile(lambda other: starts[other] < ends[each], islice(order, at + 1, None))  # noqa: B023
        moves[each] = move = max(0.0, _free(low, high, each, [*beside, *later], front, floor))
        low[each] -= move
        high[each] -= move
        ends[each] -= move
        beside.append(each)
    return moves


def _free(low: Reach, high: Reach, each: int, near: Sequence[int], front: Reach, floor: float) -> float:
    """How far one ring may slide towards the rings ``near`` to it, the front and the cloth's edge."""
    taken = np.flatnonzero(np.isfinite(low[each]))
    rows = slice(int(taken[0]), int(taken[-1]) + 1)
    mine, end = low[each, rows], high[each, rows]
    gap = float((mine - front[rows]).min())
    if near:
        others_low, others_high = low[near, rows], high[near, rows]
        gap = min(gap, float(np.where(others_low >= end, np.inf, np.maximum(mine - others_high, 0.0)).min()))
    return min(gap - CLEAR, float(mine.min()) - floor)


# ---- Bottom-left fill -----------------------------------------------------------------------------------------------

Numbers: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Several lays, one for each order: the way, row and x of every shape in the order of laying.

    ``order``, ``way``, ``row`` and ``x`` are (lays, shapes); ``length`` (lays,) is the cloth that each one takes.
    ``spread`` (lays,) measures how far along the shapes lie, to choose among lays of equal length.
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

        ``turn`` (same shape) fixes a shape's way, -1 means the best; ``height`` (lays,) is the number of rows.
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
            choice = ways.ravel()
            at_x, at_row = (found.reshape(ways.shape) for found in
                            self._first_place(choice, heights, laid[:step], rows[:step], shifts[:step]))
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
        """The least x at which each lay's shape is free, and the lowest row there.

        A pass over the laid shapes, in the order in which they lie, raises nearly every row far enough; after that only
        the row that would be chosen is looked at again.
        """
        tops = height - self._covers[way]
        count, every = int(tops.max()) + 1, np.arange(len(way))
        free = np.zeros((len(way), count))
        free[np.arange(count) > tops[:, None]] = np.inf
        order = x.argsort(axis=0, kind="stable")
        laid, start, x = laid[order, every], self._grid.height - rows[order, every], x[order, every]
        low, high = (table[laid, way, start, :count] for table in (self._from, self._to))
        low += x[:, :, None]
        high += x[:, :, None]
        inside, below = np.empty(free.shape, dtype=np.bool_), np.empty(free.shape, dtype=np.bool_)
        for each in range(len(low)):
            np.less(low[each], free, out=below)
            np.greater(high[each], free, out=inside)
            inside &= below
            np.copyto(free, high[each], where=inside)
        while True:
            at = free.argmin(axis=1)
            here, end = free[every, at], high[:, every, at]
            end[(low[:, every, at] >= here) | (end <= here)] = 0.0
            after = end.max(axis=0, initial=0.0)
            if not after.any():
                return here, at
            free[every, at] = np.maximum(here, after)


# ---- Searching for the best order -----------------------------------------------------------------------------------

SEED: Final = 20240
LAYS: Final = 16        # orders tried at once, fewer where there are many shapes
AT_ONCE: Final = 480    # the most shapes in them together
FREE: Final = -1        # the turn of a shape is the best one at its place
POWERS: Final = ((1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (2.0, 1.0), (1.0, 2.0))
"""The first orders are sorted by powers of a shape's length and of its height across the cloth."""


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
        """The best lay of that many rows after ``rounds`` of changes; a length of at most ``goal`` ends the search."""
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
        """The order after one to three changes: two shapes swapped, one moved, or the turn of one fixed or freed."""
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
