"""What the garment measures, taken from the pieces and not from the formulas that drafted them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import shapely

from ..errors import DraftError
from ..geometry import Region
from .piece import Piece
from .run import WHOLE, Run

Sided: TypeAlias = float | Mapping[str, float]
"""A value in mm, or one for ``left`` and one for ``right``."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A finished measurement and its value on the drafted side; ``both`` tells that it is of the whole garment."""

    name: str
    value: float
    both: bool


def measured(name: str, of: Run | float) -> Measured:
    """The finished measurement ``name``: the length of a run, or a number of millimetres such as `around` gives.

    A run over pieces that are no halves, or over both sides, is of the whole garment.
    """
    if isinstance(of, Run):
        one = of.reach == WHOLE or not any(step.piece.info.is_half and step.shape.kind != "fold"
                                           for step in of.steps)
        return Measured(name, of.length, one)
    return Measured(name, float(of), False)


def around(*pieces: Piece, at: str) -> float:
    """The girth in mm round the garment at the height of the point ``at``, which every piece must carry.

    Measured level across the flat pieces; cloth inside darts is left out; halves count for both of the wearer's sides.
    """
    total = 0.0
    for piece in pieces:
        sides = (piece, piece.other_side()) if piece.info.is_half else (piece,)
        total += sum(_width(side, at) for side in sides)
    return total


def across(piece: Piece, *, at: str) -> float:
    """The width in mm of one piece at the height of the point ``at``; cloth inside darts is left out."""
    return _width(piece, at)


def _width(piece: Piece, at: str) -> float:
    info = piece.info
    if at not in info.outline.points:
        raise DraftError(f"{info.name} has no point {at} to measure round", code="measure.point", where=info.name,
                         hint=f"Give it one: points={{'{at}': ...}}.")
    region = Region(tuple(c for edge in info.edges.values() for c in edge.outline))
    for edge in info.edges.values():
        for placed in edge.darts:
            wedge = shapely.Polygon([(p.x, p.y) for p in (placed.start, placed.point, placed.end, placed.peak)])
            region.polygon = region.polygon.difference(wedge.buffer(0))
    return region.width_at(info.outline.points[at].y)


