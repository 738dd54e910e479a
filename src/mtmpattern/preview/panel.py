"""One part of a garment as a triangle mesh: its boundary kept exactly, its inside filled evenly.

The boundary is given as points, because these are shared with the parts sewn to it. Inside, the points of a hexagonal
grid are triangulated by Delaunay and smoothed; where the mesh misses a chord of the boundary, the inner points that
prevent it are removed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay, QhullError, cKDTree
from shapely import contains_xy
from shapely.geometry import Polygon

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

CLEAR: Final = 0.62
"""The least distance of an inner point from the boundary, in mesh sizes."""
_SMOOTHING: Final = 6
_TRIES: Final = 8


@dataclass(frozen=True, slots=True)
class MeshedPart:
    """A meshed part: ``points`` (n, 2) in mm, the given ones first; ``faces`` counter-clockwise.

    ``boundary`` is the number of given points. ``missing`` are chords that the mesh lacks, as numbers of their first
    points; a good panel has none.
    """

    points: Floats
    faces: Ints
    boundary: int
    missing: tuple[int, ...] = ()

    @property
    def angles(self) -> Floats:
        """The smallest angle of every triangle, in degrees."""
        return smallest_angles(self.points, self.faces)


def smallest_angles(points: Floats, faces: Ints) -> Floats:
    """The smallest angle of every triangle, in degrees."""
    corner = points[faces]
    sides = np.linalg.norm(corner - np.roll(corner, 1, axis=1), axis=2)
    a, b, c = np.sort(sides, axis=1).T                        # the smallest angle lies opposite the shortest side
    cosine = (b * b + c * c - a * a) / (2 * b * c)
    result: Floats = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    return result


def mesh_panel(ring: Floats, size: float, holes: tuple[Floats, ...] = (), chains: Sequence[Ints] = (),
               marks: Floats | None = None) -> MeshedPart:
    """Mesh the inside of a closed polygon ``ring`` (n, 2), counter-clockwise, in mm.

    ``holes`` are polygons that are cut out. ``marks`` are further points to keep; ``chains`` are rows of numbers of
    kept points (of the ring, then the holes, then the marks) that become edges of the mesh. Raises ValueError for a
    ring that is not a simple polygon.
    """
    polygon = Polygon(ring, holes)
    if not polygon.is_valid or polygon.area <= 0:
        raise ValueError("the outline crosses itself")
    fixed = np.vstack([ring, *holes, *([] if marks is None else [marks])])
    wanted = _chords([len(ring), *map(len, holes)], chains)
    inner = _filled(polygon, fixed, size)
    for _ in range(_TRIES):
        panel = _triangulated(polygon, fixed, inner)
        lost = wanted[~_has_edges(panel.faces, wanted)]
        if not len(lost):
            return panel
        middle, reach = fixed[lost].mean(1), np.linalg.norm(np.diff(fixed[lost], axis=1)[:, 0], axis=1) * 0.72
        inner = panel.points[len(fixed):]
        hiding = np.zeros(len(inner), dtype=bool)
        for place, radius in zip(middle, reach, strict=True):
            hiding |= np.linalg.norm(inner - place, axis=1) < radius
        if not hiding.any():
            return MeshedPart(panel.points, panel.faces, len(fixed), tuple(int(each) for each in lost[:, 0]))
        inner = inner[~hiding]
    return MeshedPart(panel.points, panel.faces, len(fixed), tuple(int(each) for each in lost[:, 0]))


def _chords(rings: Sequence[int], chains: Sequence[Ints]) -> Ints:
    pairs, first = [], 0
    for count in rings:
        ring = np.arange(first, first + count)
        pairs.append(np.stack([ring, np.roll(ring, -1)], axis=1))
        first += count
    pairs += [np.stack([chain[:-1], chain[1:]], axis=1) for chain in chains]
    result: Ints = np.vstack(pairs).astype(np.int64)
    return result


def _filled(polygon: Polygon, fixed: Floats, size: float) -> Floats:
    x0, y0, x1, y1 = polygon.bounds
    rows = []
    for number, y in enumerate(np.arange(y0 + size / 3, y1, size * np.sqrt(3) / 2)):
        # From the middle outwards, so that a part and its mirror image get mirrored meshes.
        x = np.arange(np.floor(x0 / size), np.ceil(x1 / size) + 1) * size + (size / 2 if number % 2 else 0)
        rows.append(np.stack([x, np.full(len(x), y)], axis=1))
    grid = np.vstack(rows) if rows else np.zeros((0, 2))
    grid = grid[contains_xy(polygon, grid[:, 0], grid[:, 1])]
    if not len(grid):
        return grid
    kept: Floats = grid[cKDTree(fixed).query(grid)[0] > CLEAR * size]
    return kept


def _triangulated(polygon: Polygon, fixed: Floats, inner: Floats) -> MeshedPart:
    points = np.vstack([fixed, inner])
    for turn in range(_SMOOTHING):
        faces = _inside(polygon, points)
        if turn == _SMOOTHING - 1 or not len(inner):
            break
        total, number = np.zeros_like(points), np.zeros(len(points))
        for a, b in ((0, 1), (1, 2), (2, 0)):
            for one, other in ((a, b), (b, a)):
                np.add.at(total, faces[:, one], points[faces[:, other]])
                np.add.at(number, faces[:, one], 1)
        move = total / np.maximum(number, 1)[:, None]
        points[len(fixed):] = 0.5 * (points + move)[len(fixed):]
    return MeshedPart(points, faces, len(fixed))


def _inside(polygon: Polygon, points: Floats) -> Ints:
    try:
        faces = Delaunay(points).simplices.astype(np.int64)
    except QhullError as error:
        raise ValueError("the outline has no area") from error
    corner = points[faces]
    one, other = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    area = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    faces[area < 0] = faces[area < 0][:, ::-1]
    middle = corner.mean(1)
    kept: Ints = faces[contains_xy(polygon, middle[:, 0], middle[:, 1]) & (abs(area) > 1e-3)]
    return kept


def _has_edges(faces: Ints, wanted: Ints) -> NDArray[np.bool_]:
    sides = np.sort(np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    step = int(max(sides.max(), wanted.max())) + 1
    found: NDArray[np.bool_] = np.isin(np.sort(wanted, axis=1) @ (step, 1), np.unique(sides @ (step, 1)))
    return found
