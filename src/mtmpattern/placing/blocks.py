"""Many copies as blocks: what one block holds, and blocks laid one behind the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .layout import Layout, Pose, settled
from .rows import CLEAR, reach, room_for, roomy
from .shapes import Outline, Shape, turned

ROWS: Final = 1500          # rows in which the ends of two blocks are fitted into each other
MOST_LANES: Final = 50


@dataclass(frozen=True, slots=True)
class Block:
    """Shapes with the counts of one block, which is laid ``times`` times."""

    shapes: tuple[Shape, ...]
    times: int

    @property
    def size(self) -> int:
        """How many outlines one block holds."""
        return sum(shape.count for shape in self.shapes)


def blocks_of(shapes: Sequence[Shape], most: int) -> list[Block]:
    """Blocks of at most about ``most`` outlines that hold all copies of all shapes.

    What repeats is one block laid many times; what is left over makes blocks of its own, large shapes first.
    """
    total = sum(shape.count for shape in shapes)
    if total <= most:
        return [Block(tuple(shapes), 1)]
    times = min(-(-total // most), max(shape.count for shape in shapes))
    repeated = [replace(shape, count=shape.count // times) for shape in shapes if shape.count >= times]
    if sum(shape.count for shape in repeated) > most:       # more kinds than a block holds
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
    """Layouts laid behind each other, each so many times, as close as their ends let them; copies are counted on.

    The layouts are as wide as one of ``lanes`` lanes along the cloth (see `lane_width`); the next one comes into the
    lane that is shortest.
    """
    room = room_for(spacing)
    lane = lane_width(width, spacing, lanes)
    poses: list[Pose] = []
    copies: dict[str, int] = {}
    ends = [np.full(ROWS, -np.inf) for _ in range(lanes)]
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
    """The width of each of so many lanes along the cloth, with the spacing between them."""
    return (width - (lanes - 1) * spacing) / lanes


def lanes_for(blocks: Iterable[Block], width: float, spacing: float) -> int:
    """Lanes in which the blocks are longer than they are wide, so that small shapes fill the whole cloth."""
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
    low, high = np.full(ROWS, np.inf), np.full(ROWS, -np.inf)
    row = (width + 2.0 * room) / (ROWS - 1)
    for pose in layout.poses:
        ring = roomy(pose.laid(outlines[pose.key]), room) + np.array((0.0, room))
        first, last = reach(ring, row, ROWS)
        np.minimum(low, first, out=low)
        np.maximum(high, last, out=high)
    return low, high
