"""The quick packer: a good lay for a quote, in a fraction of a second and the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ..errors import StationError
from .blocks import blocks_of, joined, lane_width, lanes_for
from .faults import verified
from .layout import Layout
from .packing import Packing
from .shapes import Shape, checked

MOST: Final = 60            # outlines in one search; more are laid in blocks
COPIES: Final = 20_000      # outlines in one lay
WORK: Final = 2400          # outlines, squared, times rounds of search
ROUNDS: Final = 12          # of search at most


def pack(shapes: Iterable[Shape], width: float, spacing: float = 0.0) -> Layout:
    """Lay every copy of every shape on cloth of that usable width (mm), in little length.

    Bottom-left fill in rows, over orders from a seeded generator and a number of rounds that depends on the number
    of shapes alone; then the lay is pressed together and verified in double precision. ``spacing`` mm are kept
    between shapes, not to the edges of the cloth. More than 60 outlines are laid in blocks, what repeats as one block
    laid many times.

    Raises:
        StationError: the input cannot be laid: everything that `checked` refuses, or more than 20,000 outlines.

    """
    sound = checked(shapes, width, spacing)
    total = sum(shape.count for shape in sound)
    if total > COPIES:
        raise StationError(f"{total} outlines are to be laid at once, {COPIES} is the limit", code="marker.count",
                           hint="lay them in several lays")
    outlines = {shape.key: shape.outline for shape in sound}
    blocks = blocks_of(sound, MOST)
    if len(blocks) == blocks[0].times == 1:
        layout = _packed(sound, width, spacing, ROUNDS)
    else:
        lanes = lanes_for(blocks, width, spacing)
        lane = lane_width(width, spacing, lanes)
        rounds = ROUNDS if len(blocks) < 4 else 1
        layouts = [(_packed(block.shapes, lane, spacing, rounds), block.times) for block in blocks]
        layout = joined(layouts, outlines, width, spacing, lanes)
    return verified(layout, sound, spacing)


def _packed(shapes: Sequence[Shape], width: float, spacing: float, most: int) -> Layout:
    number = sum(shape.count for shape in shapes)
    rounds = min(most, 2 * number, max(4, WORK // number**2))
    packing = Packing(shapes, width, spacing)
    layout = packing.along(rounds)
    if not packing.is_long(layout.length):
        return layout
    return min((layout, *packing.across(layout.length, rounds // 2)), key=lambda each: each.length)
