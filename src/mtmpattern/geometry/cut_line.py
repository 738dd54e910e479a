"""The cut line of a piece: each edge's own allowance laid outside the sewn line, corner by corner."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import shapely
from shapely.geometry.polygon import orient

from mtmpattern.errors import OutlineError
from mtmpattern.geometry import path
from mtmpattern.geometry.corner import Corner, MarginStretch, approach, turn_corners
from mtmpattern.geometry.curve import Curve
from mtmpattern.geometry.path import Chord, Curves
from mtmpattern.geometry.point import Point, between, turn
from mtmpattern.geometry.region import polygons
from mtmpattern.geometry.tolerance import CHORD, FLATTEN, JOIN, NOTHING, OFFSET_FIT, SAME

# ---- Repair of a cut line that crosses itself -----------------------------------------------------------------------

Owned = tuple[int, Curve]
"""A curve with the index of its margin."""


@dataclass(slots=True)
class _Kept:
    """The part of a curve of the raw line that is kept."""

    index: int
    t0: float
    t1: float


def mended(line: Sequence[Owned]) -> list[Owned]:
    """The outer outline of a closed line without its clockwise loops, made of parts of the same curves in order."""
    curves = [curve for _, curve in line]
    chords = path.chords(curves, CHORD)
    kept = _merged(_sources(_outer_ring(chords), chords))
    return [(line[keep.index][0], curve) for keep, curve in zip(kept, _parts(curves, kept), strict=True)
            if not curve.start.same_as(curve.end)]


def _outer_ring(chords: Sequence[Chord]) -> list[tuple[float, float]]:
    """The ring round every face that the chords enclose counter-clockwise."""
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
    """For each side of the ring, the curve and parameters it comes from."""
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
    """Consecutive sides of one curve joined, starting where the raw line starts."""
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
    """The kept parts as curves, each ending exactly where the next one starts."""
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


# ---- The cut line ---------------------------------------------------------------------------------------------------

__all__ = ["Corner", "CutLine", "Margin", "crossing_themselves", "cut_line", "drawn_cut_line"]


SPUR = JOIN
"""Length in mm of the straight line added at a folded end, in the direction of the sewn line."""


class Margin(NamedTuple):
    """One edge of an outline, the width of its allowance in millimetres, and the corner at its end.

    A negative width lies inside the sewn line.
    """

    curves: Curves
    width: float
    corner: Corner = Corner.MITRE
    mirrored: bool = False
    """Whether it is a fold, over which the cloth continues as its mirror image."""
    flare: tuple[float, float] = (0.0, 0.0)
    """Degrees by which a hem's turn is drawn out at its start and at its end."""


@dataclass(frozen=True, slots=True)
class CutLine:
    """The closed cut line, one stretch for each margin, and the repaired line where allowances ran into each other."""

    stretches: tuple[Curves, ...]
    repaired: Curves = ()
    """The whole line where it had to be repaired; otherwise empty."""

    @property
    def curves(self) -> Curves:
        """The closed outline."""
        return self.repaired or tuple(curve for stretch in self.stretches for curve in stretch)


def cut_line(margins: Sequence[Margin]) -> CutLine:
    """The cut line outside a counter-clockwise outline; edges in order, each ending where the next starts."""
    line = drawn_cut_line(margins)
    return drawn_cut_line(margins, mend=True) if crossing_themselves([line])[0] else line


def crossing_themselves(lines: Sequence[CutLine]) -> list[bool]:
    """Which of some cut lines cross themselves, once flattened as writers do; a repaired one does not."""
    drawn = [number for number, line in enumerate(lines) if not line.repaired]
    crossed = [False] * len(lines)
    if drawn:
        shapes = polygons([lines[number].curves for number in drawn], FLATTEN)
        for number, valid in zip(drawn, shapely.is_valid(shapes), strict=True):
            crossed[number] = not valid
    return crossed


def drawn_cut_line(margins: Sequence[Margin], *, mend: bool = False) -> CutLine:
    """The same without a check for crossings; ``mend`` repairs a line that crosses itself."""
    stretches = [stretch for owner, margin in enumerate(margins) for stretch in _smooth_parts(owner, margin)]
    sound = turn_corners(stretches) and not any(stretch.folded for stretch in stretches)
    line = [(stretch.owner, curve) for stretch in stretches for curve in (*stretch.curves, *stretch.tail)
            if not curve.start.same_as(curve.end)]
    repaired: Curves = ()
    if mend or not sound:
        line = mended(line)
        repaired = tuple(curve for _, curve in line)
    gathered: list[list[Curve]] = [[] for _ in margins]
    for owner, curve in line:
        gathered[owner].append(curve)
    return CutLine(tuple(tuple(curves) for curves in gathered), repaired)


def _smooth_parts(owner: int, margin: Margin) -> list[MarginStretch]:
    """A margin split at its own corners, each part with its parallel curves."""
    parts: list[list[Curve]] = [[margin.curves[0]]]
    for before, after in pairwise(margin.curves):
        bend = turn(before.direction(1.0), after.direction(0.0))
        if abs(margin.width * math.radians(bend)) > OFFSET_FIT:  # the parallels do not meet by themselves
            parts.append([])
        parts[-1].append(after)
    corners = [Corner.MITRE] * (len(parts) - 1) + [margin.corner]
    found = [_stretch(owner, tuple(part), margin, corner) for part, corner in zip(parts, corners, strict=True)]
    found[0].flare_at_start, found[-1].flare_at_end = margin.flare
    return found


def _stretch(owner: int, sewn: Curves, margin: Margin, corner: Corner) -> MarginStretch:
    """A smooth part with its parallel curves joined end to end.

    Where an end runs backward, a spur is added in the direction of the sewn line.
    """
    pieces = [piece for curve in sewn for piece in curve.parallel_pieces(-margin.width)]
    curves: list[Curve] = []
    for curve, _ in pieces:
        welded = curve if not curves or curves[-1].end == curve.start else (
            Curve(curves[-1].end, curve.leave, curve.arrive, curve.end, curve.straight))
        curves.append(welded)
    if pieces[0][1][0]:
        start = curves[0].start
        curves.insert(0, Curve.line(start.along(sewn[0].direction(0.0), -SPUR), start))
    if pieces[-1][1][1]:
        end = curves[-1].end
        curves.append(Curve.line(end, end.along(sewn[-1].direction(1.0), SPUR)))
    return MarginStretch(owner, sewn, margin.width, corner, curves,
                         any(backward != (False, False) for _, backward in pieces), margin.mirrored)
