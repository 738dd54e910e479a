"""The quick packer: a good lay for a quote, in a fraction of a second and the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from ..errors import StationError
from .blocks import blocks_of, joined, lane_width, lanes_for
from .faults import faults_of, verified
from .fill import Filled, Filler
from .layout import Layout, Pose, settled
from .rows import Grid
from .search import Search
from .shapes import Shape, checked, fitting_angles, turned
from .slide import pressed

ROWS: Final = 180           # rows that the cloth is cut into
MOST: Final = 60            # outlines in one search; more are laid in blocks
COPIES: Final = 20_000      # outlines in one lay
WAYS: Final = 96            # turns of all shapes together that a search looks at
WORK: Final = 2400          # outlines, squared, times rounds of search
LEVELS: Final = 8           # lengths at which a lay across the cloth is tried first
NEAR: Final = 1.05          # how much too wide a first try may be to be worth a search
TRIES: Final = 4            # lengths at which a search across is made
LONG: Final = 0.6           # share of the area in shapes longer than half the lay that makes a search across worth it


def pack(shapes: Iterable[Shape], width: float, spacing: float = 0.0) -> Layout:
    """Lay every copy of every shape on cloth of that usable width (mm), in little length.

    Bottom-left fill in rows, over orders from a seeded generator and a number of rounds that depends on the number
    of shapes alone; then the lay is pressed together and verified in double precision. ``spacing`` mm are kept
    between shapes, not to the edges of the cloth. More than 60 outlines are laid in blocks, what repeats as one block
    laid many times. Where many turns are allowed, the first ones of each shape are tried.

    Raises:
        StationError: the input cannot be laid: everything that `checked` refuses, or more than 20,000 outlines.

    """
    sound = checked(shapes, width, spacing)
    total = sum(shape.count for shape in sound)
    if total > COPIES:
        raise StationError(f"{total} outlines are to be laid at once, {COPIES} is the limit", code="lay.count",
                           hint="lay them in several lays")
    outlines = {shape.key: shape.outline for shape in sound}
    blocks = blocks_of(sound, MOST)
    if len(blocks) == blocks[0].times == 1:
        layout = _Lay(sound, width, spacing).best()
    else:
        lanes = lanes_for(blocks, width, spacing)
        lane = lane_width(width, spacing, lanes)
        most = 12 if len(blocks) < 4 else 1
        layouts = [(_Lay(block.shapes, lane, spacing, most).best(), block.times) for block in blocks]
        layout = joined(layouts, outlines, width, spacing, lanes)
    return verified(layout, sound, spacing)


class _Lay:
    """One search for a lay of a block's shapes."""

    def __init__(self, shapes: Sequence[Shape], width: float, spacing: float,
                 most_rounds: int = 12) -> None:
        few = max(2, WAYS // len(shapes))
        self._shapes = [replace(shape, angles=fitting_angles(shape, width)[:few]) for shape in shapes]
        self._outlines = {shape.key: shape.outline for shape in shapes}
        self._width, self._spacing = width, spacing
        self._copies = [(kind, number) for kind, shape in enumerate(shapes) for number in range(shape.count)]
        self._lengths = np.array([min(np.ptp(turned(shape.outline, angle)[:, 0]) for angle in shape.angles)
                                  for shape in self._shapes])
        self._areas = np.array([shape.area * shape.count for shape in shapes])
        self._floor = max(float(self._lengths.max()), float(self._areas.sum()) / width)
        number = len(self._copies)
        self._rounds = min(most_rounds, 2 * number, max(4, WORK // number**2))

    def best(self) -> Layout:
        """The shorter of a search along the cloth and, where long shapes lie side by side, one across it."""
        search, grid = self._search(self._shapes, self._width)
        filled = search.best(grid.height, self._rounds, self._floor * 1.001 + 2.0 * grid.room)
        layout = self._pressed(settled(self._poses(grid, filled), self._outlines, self._width))
        long = float(self._areas[self._lengths > layout.length / 2.0].sum())
        if layout.length <= self._floor * 1.005 or long < LONG * float(self._areas.sum()):
            return layout
        return min((layout, *self._across(layout.length)), key=lambda each: each.length)

    def _search(self, shapes: Sequence[Shape], width: float, most: float = 0.0) -> tuple[Search, Grid]:
        kinds = [kind for kind, _ in self._copies]
        grid = Grid(shapes, width, self._spacing, width / ROWS, most)
        sizes = np.array([np.ptp(shape.outline, axis=0) for shape in shapes])[kinds]
        return Search(Filler(grid, kinds), sizes), grid

    def _across(self, length: float) -> Iterator[Layout]:
        """Lays shorter than ``length``: filled across the cloth within several lengths, where that is narrow enough."""
        mirrored = [Shape(shape.key, shape.outline[:, ::-1], tuple(-angle for angle in shape.angles), shape.count)
                    for shape in self._shapes]
        search, grid = self._search(mirrored, self._floor, length)
        outlines = {shape.key: shape.outline for shape in mirrored}
        first = round((self._floor + 2.0 * grid.room) / grid.row)
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
            filled = search.best(height, self._rounds // 2, goal, start)
            lay = settled(self._poses(grid, filled), outlines, height * grid.row)
            lay = pressed(lay, outlines, self._spacing)
            if lay.length > self._width:
                failed = height
                continue
            back = [Pose(pose.key, pose.copy, -pose.angle % 360.0, pose.dy, pose.dx) for pose in lay.poses]
            yield self._pressed(settled(back, self._outlines, self._width))
            worth = [((failed + height) // 2, filled)] if failed is not None and height - failed > 1 else []

    def _pressed(self, layout: Layout) -> Layout:
        """The layout pressed together, or as it is should rounding have made that unsound."""
        closer = pressed(layout, self._outlines, self._spacing)
        return closer if not faults_of(closer, self._shapes, self._spacing) else layout

    def _poses(self, grid: Grid, filled: Filled) -> Iterator[Pose]:
        for item, way, row, x in zip(*(table[0].tolist() for table in (filled.order, filled.way, filled.row, filled.x)),
                                     strict=True):
            rows, (kind, number) = grid.rows[way], self._copies[item]
            yield Pose(self._shapes[kind].key, number, rows.angle % 360.0, x + rows.x - grid.room,
                       row * grid.row + rows.y - grid.room)
