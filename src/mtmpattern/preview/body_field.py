"""The body as a field of signed distances: exact near the skin, on a grid of one centimetre."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

from mtmpattern.preview.panel import Floats, Ints

GRID: Final = 0.010
"""Side of a cell, m."""
NEAR: Final = 0.028
"""Distances up to this are exact; beyond it the distance to the nearest vertex is good enough, m."""
FAR: Final = 0.09
"""Distances are clipped to this, m."""


@dataclass(frozen=True, slots=True)
class BodyField:
    """Signed distances to a closed body, positive outside, in metres: ``values`` on a grid that starts at ``low``."""

    values: Floats = field(repr=False)
    low: Floats
    vertices: Floats = field(repr=False)
    faces: Ints = field(repr=False)
    step: float = GRID

    def at(self, points: Floats) -> tuple[Floats, Floats]:
        """Distances and their gradients, linear within a cell; outside the grid those of its edge."""
        shape = np.array(self.values.shape)
        place = np.clip((points - self.low) / self.step, 0, shape - 1.001)
        cell = place.astype(np.int64)
        x, y, z = (place - cell).T
        flat = self.values.ravel()
        base = (cell[:, 0] * shape[1] + cell[:, 1]) * shape[2] + cell[:, 2]
        over, up = shape[1] * shape[2], shape[2]
        v000, v001, v010, v011 = flat[base], flat[base + 1], flat[base + up], flat[base + up + 1]
        base = base + over
        v100, v101, v110, v111 = flat[base], flat[base + 1], flat[base + up], flat[base + up + 1]
        x00, x01, x10, x11 = v100 - v000, v101 - v001, v110 - v010, v111 - v011
        c00, c01, c10, c11 = v000 + x * x00, v001 + x * x01, v010 + x * x10, v011 + x * x11
        y0, y1 = c10 - c00, c11 - c01
        d0, d1 = c00 + y * y0, c01 + y * y1
        along_x = (x00 + y * (x10 - x00)) * (1 - z) + (x01 + y * (x11 - x01)) * z
        gradient = np.stack([along_x, y0 * (1 - z) + y1 * z, d1 - d0], axis=1) / self.step
        return d0 + z * (d1 - d0), gradient

    def exact(self, points: Floats) -> Floats:
        """The signed distances to the mesh itself."""
        import igl  # noqa: PLC0415  # only a drape needs it

        result: Floats = igl.signed_distance(np.ascontiguousarray(points), self.vertices, self.faces,
                                             sign_type=igl.SIGNED_DISTANCE_TYPE_PSEUDONORMAL)[0]
        return result


def body_field(vertices: Floats, faces: Ints, bottom: float, top: float) -> BodyField:
    """The field of a closed mesh (metres, y up) between two heights."""
    low = vertices.min(0) - FAR
    high = vertices.max(0) + FAR
    low[1], high[1] = max(low[1], bottom), min(high[1], top)
    low[0] = np.floor(low[0] / GRID) * GRID                   # the same cells on the left and on the right
    shape = np.ceil((high - low) / GRID).astype(np.int64) + 1
    axes = [low[i] + GRID * np.arange(shape[i]) for i in range(3)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, 3)
    away, nearest = cKDTree(vertices).query(grid, distance_upper_bound=FAR)
    reached = np.isfinite(away)
    values = np.full(len(grid), FAR)
    normals = _normals(vertices, faces)
    own = nearest[reached]
    ahead = np.einsum("ij,ij->i", grid[reached] - vertices[own], normals[own])
    values[reached] = np.where(ahead < 0, -away[reached], away[reached])
    close = reached.copy()
    close[reached] = (away[reached] < NEAR + 0.02) & (abs(ahead) < NEAR + 0.01)
    made = BodyField(values.reshape(shape), low, vertices, faces)
    values[close] = made.exact(grid[close])
    _fill_inside(values, reached, shape)
    return made


def _fill_inside(values: Floats, reached: Ints, shape: Ints) -> None:
    # Cells that no vertex reaches lie far outside or deep inside; the outside touches the edge of the grid.
    beyond = ~reached.reshape(shape)
    regions, _ = ndimage.label(beyond)
    outside = np.unique(np.concatenate([regions[0].ravel(), regions[-1].ravel(), regions[:, :, 0].ravel(),
                                        regions[:, :, -1].ravel()]))
    deep = beyond & ~np.isin(regions, outside)
    values.reshape(shape)[deep] = -FAR


def _normals(vertices: Floats, faces: Ints) -> Floats:
    corner = vertices[faces]
    flat = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    made = np.stack([np.bincount(faces.ravel(), np.repeat(flat[:, i], 3), len(vertices)) for i in range(3)], axis=1)
    result: Floats = made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-12)
    return result
