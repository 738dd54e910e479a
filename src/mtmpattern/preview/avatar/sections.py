"""A tape round a mesh: the convex hull of a plane's section, its length, and how that grows with the mesh's points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import ConvexHull, QhullError

from mtmpattern.preview.avatar.model import Floats, Ints


@dataclass(frozen=True, slots=True)
class PlaneCut:
    """Where a plane cuts edges of a mesh: ``points`` = (1 - ``part``) * start + ``part`` * end, shape (cuts, 3)."""

    points: Floats
    start: Ints
    end: Ints
    part: Floats
    along: Floats


@dataclass(frozen=True, slots=True)
class Tape:
    """A girth in mm with its gradient: by the points at ``places`` and by moving the plane along its normal."""

    length: float
    places: Ints
    gradient: Floats
    by_plane: float


def cut(points: Floats, edges: Ints, normal: Floats, offset: float) -> PlaneCut:
    """Cut edges (pairs of point numbers) with the plane ``normal`` . x = ``offset``."""
    away = points @ normal - offset
    low, high = away[edges[:, 0]], away[edges[:, 1]]
    crossed = (low < 0) != (high < 0)
    start, end = edges[crossed].T
    part = low[crossed] / (low[crossed] - high[crossed])
    along = points[end] - points[start]
    return PlaneCut(points[start] + part[:, None] * along, start, end, part, along)


def hull(flat: Floats) -> tuple[float, Ints]:
    """The length round the convex hull of points in a plane and its corners in order.

    Raises ValueError where there are too few points for a hull.
    """
    if len(flat) < 3:
        raise ValueError("the plane cuts nothing there")
    try:
        found = ConvexHull(flat)
    except QhullError as error:
        raise ValueError("the plane cuts nothing there") from error
    return float(found.area), found.vertices.astype(np.int64)


def frame(normal: Floats) -> Floats:
    """Two unit vectors that span the plane, shape (2, 3)."""
    first = np.cross(normal, (0.0, 0.0, 1.0) if abs(normal[2]) < 0.9 else (1.0, 0.0, 0.0))
    first /= np.linalg.norm(first)
    return np.stack([first, np.cross(normal, first)])


def girth(sections: tuple[PlaneCut, ...], normal: Floats) -> float:
    """The tape's length round all the sections of one plane (a left and a right half, say)."""
    return hull(np.vstack([each.points for each in sections]) @ frame(normal).T)[0]


def pulled(flat: Floats, *, mirrored: bool) -> tuple[float, Floats]:
    """The length round points in a plane and its gradient by each; ``mirrored`` in the first coordinate."""
    count = len(flat)
    if mirrored:
        flat = np.vstack([flat, flat * (-1.0, 1.0)])
    length, corners = hull(flat)
    ring = flat[corners]
    step = np.roll(ring, -1, axis=0) - ring
    step /= np.maximum(np.linalg.norm(step, axis=1, keepdims=True), 1e-12)
    pull = np.zeros_like(flat)
    pull[corners] = np.roll(step, 1, axis=0) - step
    if mirrored:
        pull = pull[:count] + pull[count:] * (-1.0, 1.0)
    return length, pull


def tape(section: PlaneCut, normal: Floats, *, mirrored: bool) -> Tape:
    """The girth of a section with its gradient; ``mirrored`` adds the section's mirror image in x.

    The gradient leaves out that the normal turns with the body.
    """
    axes = frame(normal)
    if mirrored:
        axes = np.stack([(1.0, 0.0, 0.0), np.cross(normal, (1.0, 0.0, 0.0))])
    length, flat_pull = pulled(section.points @ axes.T, mirrored=mirrored)
    return carried(section, normal, length, flat_pull @ axes)


def carried(section: PlaneCut, normal: Floats, length: float, pull: Floats) -> Tape:
    """Turn the gradient by a section's points into one by the mesh's points and the plane's offset."""
    used = np.flatnonzero(np.abs(pull).any(1))
    pull, along, part = pull[used], section.along[used], section.part[used]
    slide = (pull * along).sum(1) / (along @ normal)
    rest = pull - slide[:, None] * normal
    places = np.concatenate([section.start[used], section.end[used]])
    gradient = np.vstack([(1 - part)[:, None] * rest, part[:, None] * rest])
    return Tape(length, places, gradient, float(slide.sum()))
