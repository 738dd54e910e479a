"""Outlines as rows across the cloth: how far each reaches along it, and where one outline keeps another from lying.

The cloth is cut into rows of one height along its length. Of an outline only its reach in each row is kept, from its
least to its greatest x in double precision, so a shape in the rows never is smaller than it is: what does not
overlap there does not overlap at all. Positions along the cloth stay exact, those across it are whole rows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import shapely
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from .shapes import Outline, Shape, fitting_angles, turned

Reach: TypeAlias = NDArray[np.float64]

CLEAR: Final = 2e-6
"""Kept between any two shapes along the cloth, in mm, so that rounding never makes them overlap."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """A shape at one turn: its least and greatest x in each row, from its lowest row up.

    ``x`` and ``y`` shift the turned outline so that its room (the outline and half the spacing round it) begins at
    x = 0 and at the lower edge of its lowest row. ``length`` is how long that room is along the cloth (mm).
    """

    kind: int
    angle: float
    low: Reach
    high: Reach
    x: float
    y: float
    length: float

    def half_turned(self, angle: float, row: float) -> Rows:
        """The same rows turned by 180 degrees, which is ``angle`` of the shape."""
        length = self.length
        return Rows(self.kind, angle, length - self.high[::-1], length - self.low[::-1], length - self.x,
                    len(self.low) * row - self.y, length)


def room_for(spacing: float) -> float:
    """The room round each shape that keeps two of them ``spacing`` mm apart.

    It is 1 % more than half of it, for the corners of the room are rounded by chords.
    """
    return spacing / 2.0 * 1.01


def roomy(ring: Outline, room: float, *, sharp: bool = False) -> Outline:
    """The ring grown by ``room`` mm all round, its corners rounded by chords, or ``sharp`` and then never too little.

    A hollow that closes is left out: nothing fits into it.
    """
    if not room:
        return ring
    style = "mitre" if sharp else "round"
    grown = shapely.Polygon(ring).buffer(room, quad_segs=12, join_style=style, mitre_limit=2.0)
    return np.asarray(grown.exterior.coords, dtype=np.float64)[:-1]


class Grid:
    """The rows of one cloth for some shapes, and which shapes keep each other from lying where.

    ``ways[kind]`` lists for each shape the numbers of its turns in ``rows``. ``blocked_from`` and ``blocked_to``
    (n, n, 2 * height + 1) say for a laid way, a way to lay and the difference of their rows (plus ``height``) between
    which differences of x they would overlap.
    """

    def __init__(self, shapes: Sequence[Shape], width: float, spacing: float, row: float,
                 most: float = 0.0) -> None:
        self.room = room = room_for(spacing)
        least = max(1, round((width + 2.0 * room) / row))
        self.row = (width + 2.0 * room) / least
        self.height = max(least, int((most + 2.0 * room) / self.row))
        self.rows: list[Rows] = []
        self.ways: list[tuple[int, ...]] = []
        self._half_turned: list[int | None] = []     # the way that is this one turned by 180 degrees, if it came before
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
        for laid, one in enumerate(self.rows):
            for lain, other in enumerate(self.rows[: laid + 1]):
                least = self.height - len(other.low) + 1
                there = slice(least, least + len(one.low) + len(other.low) - 1)
                known = self._known(laid, lain)
                if known is None:
                    start[laid, lain, there], end[laid, lain, there] = _overlap(one, other)
                else:       # both turned by 180 degrees: the shapes change places, measured from their other ends
                    swapped, shift = known, other.length - one.length
                    least = self.height - len(one.low) + 1
                    here = slice(least, least + len(one.low) + len(other.low) - 1)
                    start[laid, lain, there] = start[swapped][here] - shift
                    end[laid, lain, there] = end[swapped][here] - shift
                start[lain, laid] = -end[laid, lain, ::-1]
                end[lain, laid] = -start[laid, lain, ::-1]
        return start, end

    def _known(self, laid: int, lain: int) -> tuple[int, int] | None:
        """The pair that says the same by a turn of 180 degrees and has been looked at before."""
        turned_one, turned_other = self._half_turned[laid], self._half_turned[lain]
        if turned_one is None:
            return None
        if turned_other is None:
            turned_other = self._twin(lain)
        return None if turned_other is None or turned_other >= laid else (turned_other, turned_one)

    def _twin(self, way: int) -> int | None:
        """The way that is this one turned by 180 degrees and comes after it."""
        return next((later for later in self.ways[self.rows[way].kind] if self._half_turned[later] == way), None)


def _overlap(laid: Rows, other: Rows) -> tuple[Reach, Reach]:
    """Between which x ``other`` overlaps ``laid``, for each row that it may begin at, from below up."""
    first = antidiagonal_min(laid.low[:, None] - other.high[::-1]) - CLEAR
    last = -antidiagonal_min(other.low[::-1] - laid.high[:, None]) + CLEAR
    return first, last


def antidiagonal_min(table: Reach) -> Reach:
    """The least value on each antidiagonal of a table (n, m): (n + m - 1,)."""
    n, m = table.shape
    skewed = np.full((n, n + m), np.inf)
    step = skewed.itemsize
    as_strided(skewed, (n, m), ((n + m + 1) * step, step))[:] = table
    found: Reach = skewed.min(axis=0)[: n + m - 1]
    return found


def reach(ring: Outline, row: float, count: int) -> tuple[Reach, Reach]:
    """Least and greatest x of a ring in each of ``count`` rows of height ``row`` from y = 0 up, never too little."""
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
