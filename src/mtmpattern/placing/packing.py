"""One search for a lay: filled along the cloth, and across it where long shapes lie side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from .faults import faults_of
from .fill import Filled, Filler
from .layout import Layout, Pose, settled
from .rows import Grid
from .search import SEED, Search
from .shapes import Shape, fitting_angles, turned
from .slide import pressed

ROWS: Final = 180           # rows that the cloth is cut into
WAYS: Final = 96            # turns of all shapes together that a search looks at
LEVELS: Final = 8           # lengths at which a lay across the cloth is tried first
NEAR: Final = 1.05          # how much too wide a first try may be to be worth a search
TRIES: Final = 4            # lengths at which a search across is made
LONG: Final = 0.6           # share of the area in shapes longer than half the lay that makes a search across worth it
CLOSE: Final = 1.001        # a lay this near to the least length that there can be ends the search


class Packing:
    """Shapes to be laid on cloth of one width with so much spacing; they must have passed `checked`.

    ``floor`` is a length that no lay can be shorter than. Where many turns are allowed, the first ones of each shape
    are tried.
    """

    def __init__(self, shapes: Sequence[Shape], width: float, spacing: float, rows: int = ROWS) -> None:
        few = max(2, WAYS // len(shapes))
        self._shapes = [replace(shape, angles=fitting_angles(shape, width)[:few]) for shape in shapes]
        self._outlines = {shape.key: shape.outline for shape in shapes}
        self._width, self._spacing, self._rows = width, spacing, rows
        self._copies = [(kind, number) for kind, shape in enumerate(shapes) for number in range(shape.count)]
        self._lengths = np.array([min(np.ptp(turned(shape.outline, angle)[:, 0]) for angle in shape.angles)
                                  for shape in self._shapes])
        self._areas = np.array([shape.area * shape.count for shape in shapes])
        self.floor = max(float(self._lengths.max()), float(self._areas.sum()) / width)

    def along(self, rounds: int, seed: int = SEED) -> Layout:
        """A lay whose shapes each lie as near to the cloth's beginning as its order lets it."""
        search, grid = self._search(self._shapes, self._width, seed)
        filled = search.best(grid.height, rounds, self.floor * CLOSE + 2.0 * grid.room)
        return self._pressed(settled(self._poses(grid, filled), self._outlines, self._width))

    def is_long(self, length: float) -> bool:
        """Whether most of a lay of that length is in shapes longer than half of it, which cannot follow each other."""
        long = float(self._areas[self._lengths > length / 2.0].sum())
        return length > self.floor * CLOSE and long >= LONG * float(self._areas.sum())

    def across(self, length: float, rounds: int, seed: int = SEED) -> Iterator[Layout]:
        """Lays shorter than ``length``: filled across the cloth within several lengths, where that is narrow enough."""
        mirrored = [Shape(shape.key, shape.outline[:, ::-1], tuple(-angle for angle in shape.angles), shape.count)
                    for shape in self._shapes]
        search, grid = self._search(mirrored, self.floor, seed, length)
        outlines = {shape.key: shape.outline for shape in mirrored}
        first = round((self.floor + 2.0 * grid.room) / grid.row)
        last = max(first, int((length * 0.99 + 2.0 * grid.room) / grid.row))
        heights = np.unique(np.linspace(first, last, LEVELS).astype(np.intp))
        goal = self._width + 2.0 * grid.room
        scanned = zip(heights.tolist(), search.scan(heights), strict=True)
        worth = [(height, start) for height, start in scanned if start.length[0] <= goal * NEAR]
        failed: int | None = None
        for _ in range(TRIES):
            if not worth:
                return
            height, start = worth.pop(0)
            filled = search.best(height, rounds, goal, start)
            lay = pressed(settled(self._poses(grid, filled), outlines, height * grid.row), outlines, self._spacing)
            if lay.length > self._width:
                failed = height
                continue
            back = [Pose(pose.key, pose.copy, -pose.angle % 360.0, pose.dy, pose.dx) for pose in lay.poses]
            yield self._pressed(settled(back, self._outlines, self._width))
            worth = [((failed + height) // 2, filled)] if failed is not None and height - failed > 1 else []

    def _search(self, shapes: Sequence[Shape], width: float, seed: int, most: float = 0.0) -> tuple[Search, Grid]:
        kinds = [kind for kind, _ in self._copies]
        grid = Grid(shapes, width, self._spacing, width / self._rows, most)
        sizes = np.array([np.ptp(shape.outline, axis=0) for shape in shapes])[kinds]
        return Search(Filler(grid, kinds), sizes, seed), grid

    def _pressed(self, layout: Layout) -> Layout:
        """The layout pressed together, or as it is should rounding have made that unsound."""
        closer = pressed(layout, self._outlines, self._spacing)
        return closer if not faults_of(closer, self._shapes, self._spacing) else layout

    def _poses(self, grid: Grid, filled: Filled) -> Iterator[Pose]:
        tables = (table[0].tolist() for table in (filled.order, filled.way, filled.row, filled.x))
        for item, way, row, x in zip(*tables, strict=True):
            rows, (kind, number) = grid.rows[way], self._copies[item]
            yield Pose(self._shapes[kind].key, number, rows.angle % 360.0, x + rows.x - grid.room,
                       row * grid.row + rows.y - grid.room)
