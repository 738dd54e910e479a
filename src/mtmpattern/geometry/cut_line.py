"""Repair of a cut line whose allowances ran into each other.

Where an allowance is wider than a hollow's radius, or longer than a whole neighbour, its parallel folds back on
itself. What the folded loops enclose the wrong way round is no cloth and is dropped. The loops are found on fine
chords; what remains is cut from the curves themselves, so the mended line is as true as any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import shapely
from shapely.geometry.polygon import orient

from ..errors import OutlineError
from . import path
from .curve import Curve
from .meeting import approach
from .path import Chord
from .point import Point, between
from .region import polygon
from .tolerance import CHORD, FLATTEN, NOTHING, SAME

Owned = tuple[int, Curve]
"""A curve with the number of the margin that it belongs to."""


@dataclass(slots=True)
class _Kept:
    """The part of a curve of the raw line that stays."""

    index: int
    t0: float
    t1: float


def crosses_itself(curves: Sequence[Curve]) -> bool:
    """Whether a closed line touches or crosses itself, seen with a writer's chords."""
    return not polygon(curves, FLATTEN).is_valid


def mended(line: Sequence[Owned]) -> list[Owned]:
    """The outline of what lies inside a closed line the right way round, cut from the same curves in their order."""
    curves = [curve for _, curve in line]
    chords = path.chords(curves, CHORD)
    kept = _merged(_sources(_outer_ring(chords), chords))
    return [(line[keep.index][0], curve) for keep, curve in zip(kept, _parts(curves, kept), strict=True)
            if not curve.start.same_as(curve.end)]


def _outer_ring(chords: Sequence[Chord]) -> list[tuple[float, float]]:
    """The counter-clockwise ring round everything that the chords run round the right way."""
    ring = [(chord.a.x, chord.a.y) for chord in chords]
    ring.append(ring[0])
    faces = shapely.polygonize([shapely.node(shapely.LineString(ring))])
    whole = shapely.unary_union([f for f in faces.geoms if _winding(ring, f.representative_point()) > 0])
    parts = [part for part in getattr(whole, "geoms", (whole,)) if isinstance(part, shapely.Polygon)]
    if not parts:
        raise OutlineError("an allowance leaves nothing of the piece", code="outline.cut",
                           hint="Make the allowance narrower, or the piece wider.")
    largest = max(parts, key=lambda part: part.area)
    return [(x, y) for x, y in orient(largest).exterior.coords]


def _winding(ring: Sequence[tuple[float, float]], point: Any) -> int:
    """How often a closed ring runs counter-clockwise round a point."""
    x, y, count = point.x, point.y, 0
    for (x0, y0), (x1, y1) in pairwise(ring):
        side = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
        if y0 <= y < y1 and side > 0:
            count += 1
        elif y1 <= y < y0 and side < 0:
            count -= 1
    return count


def _sources(ring: Sequence[tuple[float, float]], chords: Sequence[Chord]) -> list[_Kept]:
    """For each side of the ring the curve and the parameters that it comes from."""
    tree = shapely.STRtree(shapely.linestrings([((c.a.x, c.a.y), (c.b.x, c.b.y)) for c in chords]))
    sides = [(Point(*a), Point(*b)) for a, b in pairwise(ring) if a != b]
    middles = [between(a, b, 0.5) for a, b in sides]
    found = []
    for (a, b), number in zip(sides, tree.nearest(shapely.points([(m.x, m.y) for m in middles])), strict=True):
        chord = chords[number]
        found.append(_Kept(chord.of, _parameter(chord, a), _parameter(chord, b)))
    return found


def _parameter(chord: Chord, point: Point) -> float:
    dx, dy = chord.b.x - chord.a.x, chord.b.y - chord.a.y
    share = ((point.x - chord.a.x) * dx + (point.y - chord.a.y) * dy) / max(dx * dx + dy * dy, NOTHING)
    return chord.t0 + min(1.0, max(0.0, share)) * (chord.t1 - chord.t0)


def _merged(sides: Sequence[_Kept]) -> list[_Kept]:
    """Sides that follow each other on one curve as one, starting where the raw line starts."""
    runs: list[_Kept] = []
    for side in sides:
        if runs and runs[-1].index == side.index and abs(runs[-1].t1 - side.t0) < SAME:
            runs[-1].t1 = side.t1
        else:
            runs.append(side)
    if len(runs) > 1 and runs[0].index == runs[-1].index and abs(runs[-1].t1 - runs[0].t0) < SAME:
        runs[0].t0 = runs.pop().t0
    first = min(range(len(runs)), key=lambda i: (runs[i].index, runs[i].t0))
    return [*runs[first:], *runs[:first]]


def _parts(curves: Sequence[Curve], kept: Sequence[_Kept]) -> list[Curve]:
    """The kept parts, each made to end exactly where the next one starts."""
    joints = []
    for before, after in zip(kept, [*kept[1:], kept[0]], strict=True):
        one, other = curves[before.index], curves[after.index]
        exact = approach(one, before.t1, other, after.t0)
        near = one.point(before.t1)
        if exact is not None and exact[0].same_as(near, 10 * FLATTEN) and 0 <= exact[1] <= 1 and 0 <= exact[2] <= 1:
            joints.append(exact[0])
            before.t1, after.t0 = exact[1], exact[2]
        else:
            joints.append(near)
    found = []
    for keep, start, end in zip(kept, [joints[-1], *joints[:-1]], joints, strict=True):
        low, high = min(keep.t0, keep.t1), max(keep.t0, keep.t1)
        part = curves[keep.index].part(low, high)
        part = part if keep.t0 <= keep.t1 else part.reversed()
        found.append(Curve.line(start, end) if part.straight else Curve(start, part.leave, part.arrive, end))
    return found
