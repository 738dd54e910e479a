"""The quick packer: a good lay for a quote, in a fraction of a second and the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mtmpattern.errors import StationError
from mtmpattern.placing.fill import CLEAR, SEED, Filled, Filler, Grid, Search, pressed, reach, room_for, roomy
from mtmpattern.placing.layout import (
    Layout,
    Outline,
    Pose,
    Shape,
    checked,
    faults_of,
    fitting_angles,
    settled,
    turned,
    verified,
)

# ---- Blocks of copies -----------------------------------------------------------------------------------------------

END_ROWS: Final = 1500      # rows in which the ends of two blocks are fitted into each other
MOST_LANES: Final = 50


@dataclass(frozen=True, slots=True)
class Block:
    """Shapes with the counts of one block, which is laid ``times`` times."""

    shapes: tuple[Shape, ...]
    times: int

    @property
    def size(self) -> int:
        """The number of outlines in one block."""
        return sum(shape.count for shape in self.shapes)


def blocks_of(shapes: Sequence[Shape], most: int) -> list[Block]:
    """Blocks of about ``most`` outlines at most that hold all copies of all shapes.

    Repeated outlines become one block laid many times; the rest makes separate blocks, large shapes first.
    """
    total = sum(shape.count for shape in shapes)
    if total <= most:
        return [Block(tuple(shapes), 1)]
    times = min(-(-total // most), max(shape.count for shape in shapes))
    repeated = [replace(shape, count=shape.count // times) for shape in shapes if shape.count >= times]
    if sum(shape.count for shape in repeated) > most:       # more kinds than fit into one block
        return [block for group in _groups(shapes, most) for block in blocks_of(group, most)]
    rest = [replace(shape, count=shape.count % times) for shape in shapes if shape.count % times]
    return [Block(tuple(repeated), times), *(blocks_of(rest, most) if rest else [])]


def _groups(shapes: Sequence[Shape], most: int) -> Iterator[list[Shape]]:
    """The shapes in groups of at most ``most`` kinds, by size."""
    by_size = sorted(shapes, key=lambda shape: -shape.area)
    for start in range(0, len(by_size), most):
        yield by_size[start : start + most]


def joined(parts: Iterable[tuple[Layout, int]], outlines: Mapping[str, Outline], width: float, spacing: float,
           lanes: int = 1) -> Layout:
    """Layouts laid one behind the other, each its number of times, as close as their ends allow.

    Copies are numbered consecutively. The layouts are as wide as one of ``lanes`` lanes along the cloth (see
    `lane_width`); the next one goes into the shortest lane.
    """
    room = room_for(spacing)
    lane = lane_width(width, spacing, lanes)
    poses: list[Pose] = []
    copies: dict[str, int] = {}
    ends = [np.full(END_ROWS, -np.inf) for _ in range(lanes)]
    for layout, times in parts:
        low, high = _ends(layout, outlines, lane, room)
        for _ in range(times):
            at = min(range(lanes), key=lambda each: (float(ends[each].max()), each))
            gap = ends[at] - low
            shift = float(gap.max()) + CLEAR if np.isfinite(gap).any() else 0.0
            ends[at] = np.maximum(ends[at], high + shift)
            for pose in layout.poses:
                number = copies.get(pose.key, 0)
                copies[pose.key] = number + 1
                poses.append(Pose(pose.key, number, pose.angle, pose.dx + shift, pose.dy + at * (lane + spacing)))
    return settled(poses, outlines, width)


def lane_width(width: float, spacing: float, lanes: int) -> float:
    """The width of each of ``lanes`` lanes along the cloth, with the spacing between them."""
    return (width - (lanes - 1) * spacing) / lanes


def lanes_for(blocks: Iterable[Block], width: float, spacing: float) -> int:
    """The number of lanes in which blocks are longer than wide, so that small shapes fill the whole cloth."""
    lanes = MOST_LANES
    for block in blocks:
        area = sum(shape.area * shape.count for shape in block.shapes)
        across = [min(float(np.ptp(turned(shape.outline, angle)[:, 1])) for angle in shape.angles)
                  for shape in block.shapes]
        square = int(width / np.sqrt(area)) if block.times > 1 else 1
        lanes = max(1, min(lanes, square, int((width + spacing) / (max(across) + spacing))))
    return lanes


def _ends(layout: Layout, outlines: Mapping[str, Outline], width: float,
          room: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where a layout begins and ends in each row across the cloth."""
    low, high = np.full(END_ROWS, np.inf), np.full(END_ROWS, -np.inf)
    row = (width + 2.0 * room) / (END_ROWS - 1)
    for pose in layout.poses:
        ring = roomy(pose.laid(outlines[pose.key]), room) + np.array((0.0, room))
        first, last = reach(ring, row, END_ROWS)
        np.minimum(low, first, out=low)
        np.maximum(high, last, out=high)
    return low, high


# ---- One search -----------------------------------------------------------------------------------------------------

ROWS: Final = 180           # rows that the cloth is divided into
WAYS: Final = 96            # turns of all shapes together that a search tries
LEVELS: Final = 8           # lengths at which a lay across the cloth is tried first
NEAR: Final = 1.05          # how much too wide a first try may be to be worth a search
TRIES: Final = 4            # the most searches across the cloth
LONG: Final = 0.6           # fraction of the area in shapes longer than half the lay that calls for a search across
CLOSE: Final = 1.001        # a lay within this factor of the least possible length ends the search


class Packing:
    """Shapes to be laid on cloth of one width with some spacing; they must have passed `checked`.

    ``floor`` is a lower bound of the length of any lay. Where many turns are allowed, only the first ones of each shape
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
        """A lay in which each shape lies as near to the beginning of the cloth as the order allows."""
        grid, filler = self._along
        filled = self._search(filler, self._shapes, seed).best(grid.height, rounds,
                                                               self.floor * CLOSE + 2.0 * grid.room)
        return self._pressed(settled(self._poses(grid, filled), self._outlines, self._width))

    def is_long(self, length: float) -> bool:
        """Whether most of a lay of that length is shapes longer than half of it, which cannot follow each other."""
        long = float(self._areas[self._lengths > length / 2.0].sum())
        return length > self.floor * CLOSE and long >= LONG * float(self._areas.sum())

    def across(self, length: float, rounds: int, seed: int = SEED) -> Iterator[Layout]:
        """Lays shorter than ``length``, filled across the cloth within several lengths, where they fit the width."""
        mirrored = [Shape(shape.key, shape.outline[:, ::-1], tuple(-angle for angle in shape.angles), shape.count)
                    for shape in self._shapes]
        grid, filler = self._filler(mirrored, self.floor, length)
        search = self._search(filler, mirrored, seed)
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

    @cached_property
    def _along(self) -> tuple[Grid, Filler]:
        return self._filler(self._shapes, self._width)

    def _filler(self, shapes: Sequence[Shape], width: float, most: float = 0.0) -> tuple[Grid, Filler]:
        grid = Grid(shapes, width, self._spacing, width / self._rows, most)
        return grid, Filler(grid, [kind for kind, _ in self._copies])

    def _search(self, filler: Filler, shapes: Sequence[Shape], seed: int) -> Search:
        kinds = [kind for kind, _ in self._copies]
        return Search(filler, np.array([np.ptp(shape.outline, axis=0) for shape in shapes])[kinds], seed)

    def _pressed(self, layout: Layout) -> Layout:
        """The layout pressed together, or unchanged where rounding made that break a rule."""
        closer = pressed(layout, self._outlines, self._spacing)
        return closer if not faults_of(closer, self._shapes, self._spacing) else layout

    def _poses(self, grid: Grid, filled: Filled) -> Iterator[Pose]:
        tables = (table[0].tolist() for table in (filled.order, filled.way, filled.row, filled.x))
        for item, way, row, x in zip(*tables, strict=True):
            rows, (kind, number) = grid.rows[way], self._copies[item]
            yield Pose(self._shapes[kind].key, number, rows.angle % 360.0, x + rows.x - grid.room,
                       row * grid.row + rows.y - grid.room)


# ---- The packer -----------------------------------------------------------------------------------------------------

MOST: Final = 60            # outlines in one search; more are laid in blocks,
HURRIED: Final = 30         # in a hurry in blocks of so many
COPIES: Final = 20_000      # outlines in one lay
WORK: Final = 2400          # outlines, squared, times rounds of search
ROUNDS: Final = 12          # of search at most
KEPT: Final = 12            # latest layouts that are kept,
KEPT_BYTES: Final = 2**20   # of outlines that take no more than this


def pack(shapes: Iterable[Shape], width: float, spacing: float = 0.0, *, hurried: bool = False) -> Layout:
    """Lay every copy of every shape on cloth of that usable width (mm), in a short length.

    Bottom-left fill in rows, over orders from a seeded generator and a number of rounds that depends only on the number
    of shapes; then the lay is pressed together and verified in double precision. ``spacing`` mm are kept between
    shapes, not to the edges of the cloth. More than 60 outlines are laid in blocks, repeated ones as one block laid
    many times. ``hurried`` takes about half the time, and a few hundredths more cloth.

    Raises:
        StationError: every fault that `checked` finds, or more than 20,000 outlines.

    """
    sound = checked(shapes, width, spacing)
    total = sum(shape.count for shape in sound)
    if total > COPIES:
        raise StationError(f"{total} outlines in one lay are more than {COPIES}", code="marker.count",
                           hint="Split them into several lays.")
    if sum(shape.outline.nbytes for shape in sound) > KEPT_BYTES:
        return _laid(sound, float(width), float(spacing), hurried=hurried)
    plain = tuple((np.ascontiguousarray(shape.outline).tobytes(), shape.angles, shape.count) for shape in sound)
    layout = kept_layout(plain, float(width), float(spacing), hurried)
    poses = (Pose(sound[int(pose.key)].key, pose.copy, pose.angle, pose.dx, pose.dy) for pose in layout.poses)
    return Layout(tuple(poses), layout.width, layout.length)


@lru_cache(maxsize=KEPT)
def kept_layout(plain: tuple[tuple[bytes, tuple[float, ...], int], ...], width: float, spacing: float,
                hurried: bool = False) -> Layout:
    """The layout of outlines given as bytes; its keys are their numbers.

    The quote of a garment, the grouping of a plan and its quick lay pack the same parts one after the other.
    """
    return _laid([Shape(str(number), np.frombuffer(ring).reshape(-1, 2), angles, count)
                  for number, (ring, angles, count) in enumerate(plain)], width, spacing, hurried=hurried)


def _laid(shapes: Sequence[Shape], width: float, spacing: float, *, hurried: bool) -> Layout:
    outlines = {shape.key: shape.outline for shape in shapes}
    blocks = blocks_of(shapes, MOST)
    if hurried and len(blocks) > 1:
        blocks = blocks_of(shapes, HURRIED)
    if len(blocks) == blocks[0].times == 1:
        layout = _packed(shapes, width, spacing, 0 if hurried else ROUNDS)
    else:
        lanes = lanes_for(blocks, width, spacing)
        lane = lane_width(width, spacing, lanes)
        rounds = ROUNDS if len(blocks) < 4 and not hurried else 1
        layouts = [(_packed(block.shapes, lane, spacing, rounds), block.times) for block in blocks]
        layout = joined(layouts, outlines, width, spacing, lanes)
    return verified(layout, shapes, spacing)


def _packed(shapes: Sequence[Shape], width: float, spacing: float, most: int) -> Layout:
    number = sum(shape.count for shape in shapes)
    rounds = min(most, 2 * number, max(4, WORK // number**2))
    packing = Packing(shapes, width, spacing)
    layout = packing.along(rounds)
    if not packing.is_long(layout.length):
        return layout
    return min((layout, *packing.across(layout.length, rounds // 2)), key=lambda each: each.length)
