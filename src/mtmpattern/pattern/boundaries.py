"""The boundaries of parts as they are walked, counter-clockwise face up, slits and all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .piece import Piece
from .walks import LEFT, NONE, RIGHT, Cell, Ref


@dataclass(frozen=True, slots=True)
class Side:
    """One edge of one part: its sewn length and whether the outline, face up, runs along it as drawn."""

    ref: Ref
    length: float
    forward: bool


def boundaries(piece: Piece) -> list[list[Side]]:
    """The boundary of each part of a piece, counter-clockwise face up; the outer face only of a doubled one."""
    info = piece.info

    def along(names: Sequence[str], half: str, forward: bool) -> list[Side]:
        drafted = piece if half in (NONE, info.side) else piece.other_side()
        walked = names if forward else names[::-1]
        return [Side((info.name, half, name), drafted.info.edges[name].length, forward) for name in walked]

    if not info.is_half:
        return [along(info.order, NONE, not info.flipped)]
    order = info.order
    if info.fold:
        place = order.index(info.fold)
        order = order[place + 1:] + order[:place]
    ahead, back = (RIGHT, LEFT) if info.flipped else (LEFT, RIGHT)
    rings = [along(order, ahead, True), along(order, back, False)]
    return [rings[0] + rings[1]] if info.fold else [ring for ring in rings if ring[0].ref[1] in info.halves]


def cut_at(ring: Sequence[Side], cuts: Mapping[Ref, set[float]]) -> list[Cell]:
    """A boundary as stretches, cut at the ends of all that is sewn to it."""
    cells: list[Cell] = []
    for side in ring:
        places = sorted(cuts.get(side.ref, set()) | {0.0, round(side.length, 2)})
        here = [(side.ref, a, b) for a, b in pairwise(places)]
        cells += here if side.forward else here[::-1]
    return cells
