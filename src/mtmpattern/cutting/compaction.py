"""Moves all shapes of a layout at once, by linear programming, so that it gets shorter or its overlaps vanish."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from mtmpattern.placing import Layout, Outline, Pose, Shape, faults_of
from mtmpattern.placing.fill import CLEAR
from mtmpattern.placing.layout import settled, turned

if TYPE_CHECKING:
    import highspy

FIRST: Final = 0.01         # how far a shape may move in the first round, as a share of the cloth's width,
MOST: Final = 0.1           # the most, where a layout is loose,
FINER: Final = 0.25         # by how much less where a round gains little,
LAST: Final = 1e-4          # and the least
GAIN: Final = 1e-5          # share of the length that is little
ROUNDS: Final = 60
EXACT: Final = 1e-9         # mm by which a constraint may be missed
APART: Final = 1000.0       # what a millimetre of overlap costs in millimetres of length

Vectors: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """The convex parts of all outlines: ``owner`` (m,) is the number of the outline.

    ``low`` and ``high`` (m, 2) bound them. ``corners`` (m, k, 2) are counter-clockwise, ``normals`` (m, k, 2) those of
    the edges, outward. Short rings repeat their last corner; such edges are not ``real`` (m, k). The first ``room``
    (m,) hold the whole ring.
    """

    low: Vectors
    high: Vectors
    corners: Vectors
    normals: Vectors
    real: NDArray[np.bool_]
    room: Numbers
    owner: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Parts that are near to each other: their owners, and the ``gap`` in the direction from one to the other.

    The gap is in mm, and less than 0 where they overlap.
    """

    one: Numbers
    other: Numbers
    toward: Vectors
    gap: Vectors


class Compaction:
    """Moves the shapes of layouts without turning them.

    Outlines are divided into convex parts. Two parts that are near to each other stay on either side of the line that
    separates them best at present, which is linear in their moves; so is the length. The program is solved again
    with new lines until nothing gets shorter (Li and Milenkovic 1995; Gomes and Oliveira 2006).

    ``grown`` are larger outlines of fewer points, with the spacing, which are kept apart instead: that is quicker.
    """

    def __init__(self, shapes: Sequence[Shape], width: float, spacing: float = 0.0,
                 grown: Mapping[str, Outline] | None = None) -> None:
        self._shapes, self._width, self._spacing = shapes, width, spacing
        self._outlines = {shape.key: shape.outline for shape in shapes}
        self._apart = spacing if grown is None else 0.0
        self._kept = self._outlines if grown is None else grown     # what is kept apart
        self._known: dict[tuple[str, float], list[Vectors]] = {}

    def shorter(self, layout: Layout, first: float = FIRST, rounds: int = ROUNDS,
                stop: Callable[[], bool] = lambda: False) -> Layout:
        """The layout pushed together as far as it goes, or the layout itself; a valid one stays valid.

        Shapes that overlap are moved apart first; where that fails, the layout is returned as it is. In the
        first round no shape moves further than the share ``first`` of the cloth's width; before each, ``stop`` returns
        whether there is no time for it.
        """
        parts = self._parts(layout.poses)
        rings = [turned(self._outlines[pose.key], pose.angle) for pose in layout.poses]
        ends = np.array([[ring.min(axis=0), ring.max(axis=0)] for ring in rings])
        places = np.array([[pose.dx, pose.dy] for pose in layout.poses])
        best, step = layout, first * self._width
        valid = not faults_of(layout, self._shapes, self._spacing)
        for _ in range(rounds):
            if stop():
                break
            moves = self._moves(parts, ends, places, step)
            if moves is None:
                break
            places = places + moves
            found = settled([replace(pose, dx=dx, dy=dy)
                             for pose, (dx, dy) in zip(layout.poses, places.tolist(), strict=True)],
                            self._outlines, self._width)
            sound = not faults_of(found, self._shapes, self._spacing)
            if valid and not sound:
                break
            if not valid or found.length < best.length * (1.0 - GAIN):
                if best.length - found.length > step / 2.0:
                    step = min(2.0 * step, MOST * self._width)      # far from tight
                best, valid = found, sound
                continue
            if found.length < best.length:
                best = found
            step *= FINER
            if step < LAST * self._width:
                break
        return best if valid else layout

    # ---- Convex parts ---------------------------------------------------------------------------------------------

    def _parts(self, poses: Sequence[Pose]) -> _Parts:
        rings: list[Vectors] = []
        owner: list[int] = []
        for number, pose in enumerate(poses):
            known = (pose.key, pose.angle)
            if known not in self._known:
                self._known[known] = convex_parts(turned(self._kept[pose.key], pose.angle))
            rings += self._known[known]
            owner += [number] * len(self._known[known])
        most = max(map(len, rings))
        corners, normals = np.empty((len(rings), most, 2)), np.zeros((len(rings), most, 2))
        for at, ring in enumerate(rings):
            edges = np.roll(ring, -1, axis=0) - ring
            corners[at, : len(ring)], corners[at, len(ring) :] = ring, ring[-1]
            normals[at, : len(ring)] = edges[:, ::-1] * (1.0, -1.0) / np.hypot(edges[:, 0], edges[:, 1])[:, None]
        sizes = [len(ring) for ring in rings]
        real = np.arange(most) < np.array(sizes)[:, None]
        rooms = [min(most, 1 << (size - 1).bit_length()) for size in sizes]
        return _Parts(corners.min(axis=1), corners.max(axis=1), corners, normals, real,
                      np.array(rooms, dtype=np.intp), np.array(owner, dtype=np.intp))

    def _pairs(self, parts: _Parts, places: Vectors, reach: float) -> _Pairs:
        """The pairs of different shapes' parts that are nearer to each other than ``reach``."""
        corners = parts.corners + places[parts.owner][:, None, :]
        moved = places[parts.owner]
        low, high = parts.low + moved - reach / 2.0, parts.high + moved + reach / 2.0
        boxes = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
        one, other = shapely.STRtree(boxes).query(boxes)
        once = parts.owner[one] < parts.owner[other]
        one, other = one[once], other[once]
        order = np.lexsort((other, one))
        one, other = one[order], other[order]
        gap, toward = _separation(parts, corners, one, other)
        back, away = _separation(parts, corners, other, one)
        first = gap >= back
        gap, toward = np.where(first, gap, back), np.where(first[:, None], toward, -away)
        near = np.flatnonzero(gap < reach)
        one, other, gap, toward = one[near], other[near], gap[near], toward[near]
        self._look_at_corners(corners, one, other, gap, toward)
        return _Pairs(parts.owner[one], parts.owner[other], toward, gap)

    def _look_at_corners(self, corners: Vectors, one: Numbers, other: Numbers, gap: Vectors, toward: Vectors) -> None:
        """Replace the direction of pairs that no edge separates as far as they are apart, corner to corner."""
        close = np.flatnonzero((gap > CLEAR) & (gap < self._apart + CLEAR))
        if not len(close):
            return
        rings: NDArray[Any] = np.asarray(shapely.polygons(corners), dtype=object)
        ends = shapely.get_coordinates(shapely.shortest_line(rings[one[close]], rings[other[close]])).reshape(-1, 2, 2)
        across = ends[:, 1] - ends[:, 0]
        apart = np.hypot(across[:, 0], across[:, 1])
        better = apart > gap[close] + CLEAR
        gap[close[better]] = apart[better]
        toward[close[better]] = across[better] / apart[better, None]

    # ---- The linear program ---------------------------------------------------------------------------------------

    def _moves(self, parts: _Parts, ends: Vectors, places: Vectors, step: float) -> Vectors | None:
        """How far each shape moves, none further than ``step``, so that all end as early as possible on the cloth."""
        import highspy  # noqa: PLC0415  # a quick lay needs no linear programming

        least = self._apart + CLEAR
        pairs = self._pairs(parts, places, 2.0 * step + least)
        low, high = ends[:, 0] + places, ends[:, 1] + places
        count, rows = len(places), len(pairs.gap)
        overlaps = np.flatnonzero(pairs.gap < self._apart - CLEAR)
        # columns: the moves in x and in y, the length, and what is left of each overlap
        floor = np.minimum(0.0, np.maximum(-step, -low))
        floor[:, 0] = -step
        roof = np.full((count, 2), step)
        roof[:, 1] = np.maximum(0.0, np.minimum(step, self._width - high[:, 1]))
        program = highspy.HighsLp()
        program.num_col_ = 2 * count + 1 + len(overlaps)
        program.num_row_ = rows + 2 * count
        program.col_cost_ = np.concatenate([np.zeros(2 * count), [1.0], np.full(len(overlaps), APART)])
        program.col_lower_ = np.concatenate([floor.ravel(), np.zeros(1 + len(overlaps))])
        program.col_upper_ = np.concatenate([roof.ravel(), np.full(1 + len(overlaps), np.inf)])
        bound = np.minimum(0.0, least - pairs.gap)
        bound[overlaps] = least - pairs.gap[overlaps]
        program.row_lower_ = np.concatenate([bound, high[:, 0], -low[:, 0]])
        program.row_upper_ = np.full(rows + 2 * count, np.inf)
        at, line, every = np.arange(rows), rows + np.arange(count), np.arange(count)
        matrix = _matrix(rows + 2 * count,
                         (at, 2 * pairs.one, -pairs.toward[:, 0]), (at, 2 * pairs.one + 1, -pairs.toward[:, 1]),
                         (at, 2 * pairs.other, pairs.toward[:, 0]), (at, 2 * pairs.other + 1, pairs.toward[:, 1]),
                         (line, 2 * every, -np.ones(count)), (line, np.full(count, 2 * count), np.ones(count)),
                         (line + count, 2 * every, np.ones(count)),
                         (overlaps, 2 * count + 1 + np.arange(len(overlaps)), np.ones(len(overlaps))))
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = matrix
        solved = _solved(program)
        return None if solved is None else solved[: 2 * count].reshape(count, 2)


def _separation(parts: _Parts, corners: Vectors, one: Numbers, other: Numbers) -> tuple[Vectors, Vectors]:
    """How far ``other`` is beyond the edge of ``one`` that separates them best (mm), and that edge's normal."""
    gap, toward = np.empty(len(one)), np.empty((len(one), 2))
    rooms = parts.room[one], parts.room[other]
    for edges in np.unique(rooms[0]):
        for points in np.unique(rooms[1][rooms[0] == edges]):
            at = np.flatnonzero((rooms[0] == edges) & (rooms[1] == points))
            mine, theirs = one[at], other[at]
            normals = parts.normals[mine, :edges]
            beyond = (normals @ corners[theirs, :points].transpose(0, 2, 1)).min(axis=2)
            beyond -= (normals * corners[mine, :edges]).sum(axis=2)
            beyond[~parts.real[mine, :edges]] = -np.inf
            best = beyond.argmax(axis=1)
            every = np.arange(len(at))
            gap[at], toward[at] = beyond[every, best], normals[every, best]
    return gap, toward


def _matrix(rows: int, *entries: tuple[Numbers, Numbers, Vectors]) -> tuple[Numbers, Numbers, Vectors]:
    """A sparse matrix by rows, from triples of row, column and value: starts of the rows, columns, values."""
    row, column, value = (np.concatenate([entry[part] for entry in entries]) for part in range(3))
    order = np.argsort(row, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=rows))])
    return start, column[order], value[order]


def _solved(program: highspy.HighsLp) -> Vectors | None:
    import highspy  # noqa: PLC0415

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("primal_feasibility_tolerance", EXACT)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value)


Corner: TypeAlias = tuple[float, float]


def convex_parts(ring: Outline) -> list[Outline]:
    """A simple ring divided into convex rings, all counter-clockwise: triangles, joined while they stay convex."""
    triangles = shapely.get_coordinates(shapely.constrained_delaunay_triangles(shapely.Polygon(ring)))
    parts: dict[int, list[Corner]] = {}
    sides: dict[tuple[Corner, Corner], int] = {}
    for number, (a, b, c) in enumerate(map(tuple, part) for part in triangles.reshape(-1, 4, 2)[:, :3].tolist()):
        parts[number] = [a, b, c] if _turn(a, b, c) > 0.0 else [a, c, b]
        for side in zip(parts[number], [*parts[number][1:], a], strict=True):
            sides[side] = number
    now = {number: number for number in parts}          # the part that a triangle belongs to
    for start, end in [side for side in sides if side < side[::-1] and side[::-1] in sides]:
        one, other = now[sides[start, end]], now[sides[end, start]]
        if one != other and (joined := _joined(parts[one], parts[other], start, end)):
            parts[one] = joined
            del parts[other]
            now.update({number: one for number, part in now.items() if part == other})
    return [np.array(part) for part in parts.values()]


def _joined(one: list[Corner], other: list[Corner], start: Corner, end: Corner) -> list[Corner]:
    """Two rings joined along the side from ``start`` to ``end`` of the first; empty if they are not convex together."""
    at, there = one.index(end), other.index(start)
    first = one[at:] + one[:at]                 # from the side's end round to its start
    second = other[there:] + other[:there]      # from its start round to its end
    if _turn(first[-2], start, second[1]) < 0.0 or _turn(second[-2], end, first[1]) < 0.0:
        return []
    return first + second[1:-1]


def _turn(a: Corner, b: Corner, c: Corner) -> float:
    """More than 0 where the way from a over b to c turns left."""
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
