"""Halves on the fold: opened at their mirror line into whole pieces."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from mtmpattern.geometry import Point, between
from mtmpattern.reading.dxf.content import XY
from mtmpattern.reading.dxf.outline import Border
from mtmpattern.reading.dxf.piece import ReadLine, ReadPiece, xy_of
from mtmpattern.reading.dxf.texts import CUTOUT, INTERNAL
from mtmpattern.reading.findings import FAULT, Finding

# ---- One outline ---------------------------------------------------------------------------------------------------

ON_FOLD = 0.1
"""A vertex within this many mm of the mirror line lies on it."""

Side: TypeAlias = Callable[[XY], float]


def side_of(fold: tuple[XY, XY]) -> Side:
    """A function that returns how far a point lies to the left of the mirror line, in mm."""
    (x0, y0), (x1, y1) = fold
    far = math.hypot(x1 - x0, y1 - y0)
    ux, uy = (x1 - x0) / far, (y1 - y0) / far
    return lambda at: ux * (at[1] - y0) - uy * (at[0] - x0)


def over(fold: tuple[XY, XY]) -> Callable[[XY], XY]:
    """A function that mirrors a point over the line."""
    (x0, y0), (x1, y1) = fold
    far = math.hypot(x1 - x0, y1 - y0)
    ux, uy, left = (x1 - x0) / far, (y1 - y0) / far, side_of(fold)

    def mirrored(at: XY) -> XY:
        away = 2 * left(at)
        return at[0] + away * uy, at[1] - away * ux

    return mirrored


def opened_ring(ring: Sequence[XY], fold: tuple[XY, XY]) -> list[XY] | None:
    """The whole outline of a half, without its fold, or ``None`` if it cannot be opened.

    That is when no two neighbouring vertices lie on the mirror line, or the half lies on both sides of it.
    """
    left = side_of(fold)
    away = [left(at) for at in ring]
    if max(away) > ON_FOLD and min(away) < -ON_FOLD:
        return None
    on = [abs(distance) <= ON_FOLD for distance in away]
    if all(on) or not any(on):
        return None
    count = len(ring)
    runs: list[tuple[float, int, int]] = []                 # length of a run along the fold, its first and last vertex
    for start in range(count):
        if on[start] and not on[start - 1]:
            last = start
            while on[(last + 1) % count]:
                last += 1
            runs.append((math.dist(ring[start], ring[last % count]), start, last))
    length, first, last = max(runs)
    if length <= ON_FOLD:
        return None
    arc = [ring[index % count] for index in range(last, first + count + 1)]
    mirrored = over(fold)
    return arc + [mirrored(at) for at in arc[-2:0:-1]]


# ---- Opening a half -------------------------------------------------------------------------------------------------

NOT_MIRRORED: Final = "NM"
"""AccuMark's mark beside an internal line that the other half does not have."""


def opened(piece: ReadPiece) -> tuple[ReadPiece, list[Finding]]:
    """The whole piece of a half, or the piece as it is and what is wrong with its mirror line."""
    if piece.mirror is None:
        return piece, []
    a, b = piece.mirror
    fold = ((a.x, a.y), (b.x, b.y))
    rings = [opened_ring(xy_of(ring), fold) if ring else [] for ring in (piece.cut, piece.sewn)]
    if rings[0] is None or rings[1] is None:
        which, ring = ("cut", piece.cut) if rings[0] is None else ("sewn", piece.sewn)
        along = (between(a, b, share) for share in (0.25, 0.5, 0.75))
        off = max(Border(xy_of(ring)).distances([(at.x, at.y) for at in along]))
        return piece, [Finding("dxf.mirror", FAULT, f"the mirror line is not an edge of the {which} line, but up to "
                               f"{off:.2f} mm off it",
                               "The half could not be opened; both ends of the line should be vertices.",
                               piece.block, a)]
    mirror, left = over(fold), side_of(fold)

    def there(at: Point) -> Point:
        return Point(*mirror((at.x, at.y)))

    def apart(at: Point) -> bool:
        return abs(left((at.x, at.y))) > 0.1

    axis = math.degrees(math.atan2(b.y - a.y, b.x - a.x))
    single = {_cell(at.x, at.y) for at in piece.single}
    cut, sewn = (tuple(Point(*at) for at in ring or ()) for ring in rings)
    return replace(
        piece, cut=cut, sewn=sewn, opened=True,
        notches=piece.notches + tuple(
            replace(each, at=there(each.at), angle=None if each.angle is None else (2 * axis - each.angle) % 360.0)
            for each in piece.notches if apart(each.at)),
        drills=piece.drills + tuple(replace(each, at=there(each.at)) for each in piece.drills if apart(each.at)),
        lines=piece.lines + tuple(
            replace(each, points=tuple(there(at) for at in each.points)) for each in piece.lines
            if each.kind in {INTERNAL, CUTOUT} and any(map(apart, each.points)) and not _beside(each, single)),
        turns=piece.turns + tuple(there(at) for at in piece.turns if apart(at))), []


def _beside(line: ReadLine, cells: Collection[tuple[int, int]]) -> bool:
    """Whether one of the places is within a millimetre or two of a vertex of the line."""
    around = ((x + dx, y + dy) for x, y in (_cell(at.x, at.y) for at in line.points if cells)
              for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    return any(cell in cells for cell in around)


def _cell(x: float, y: float) -> tuple[int, int]:
    return round(x), round(y)


# ---- The fold of another size ---------------------------------------------------------------------------------------

_AS_LONG: Final = 0.5
"""The edge on the fold of another size is at least this share of that of the sample size."""


def fold_like(piece: ReadPiece, model: ReadPiece) -> tuple[Point, Point] | None:
    """The straight edge of a half at the place of the mirror line of another size of it, ``None`` if it has no such."""
    if model.mirror is None or not piece.cut:
        return None
    a, b = model.mirror
    left = side_of(((a.x, a.y), (b.x, b.y)))
    side = next((math.copysign(1.0, far) for at in model.cut if abs(far := left((at.x, at.y))) > ON_FOLD), 0.0)
    away = [side * left((at.x, at.y)) for at in piece.cut]
    on = [at for at, off in zip(piece.cut, away, strict=True) if off <= min(away) + ON_FOLD]
    first, last = min(on, key=a.distance), max(on, key=a.distance)
    if not side or first.distance(last) < _AS_LONG * a.distance(b):
        return None
    return first, last
