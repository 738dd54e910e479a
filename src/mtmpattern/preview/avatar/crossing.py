"""Where a triangle mesh crosses itself: pairs of triangles where an edge of one pierces the other."""

from __future__ import annotations

import numpy as np

from mtmpattern.preview.avatar.model import Floats, Ints

_MOST = 4_000_000


def crossings(points: Floats, faces: Ints) -> Ints:
    """The pairs of faces that cross, shape (pairs, 2), without pairs that share a corner.

    A sweep along the height finds boxes that overlap; their triangles are then tested edge against triangle.
    """
    corner = points[faces]
    low, high = corner.min(1), corner.max(1)
    order = np.argsort(low[:, 1], kind="stable")
    last = np.searchsorted(low[order, 1], high[order, 1], side="right")
    counts = last - np.arange(len(order)) - 1
    found, first = [], 0
    while first < len(order):
        total = np.cumsum(counts[first:])
        end = first + max(1, int(np.searchsorted(total, _MOST, side="right")))
        one = np.repeat(np.arange(first, end), counts[first:end])
        inner = np.arange(len(one)) - np.repeat(np.cumsum(counts[first:end]) - counts[first:end], counts[first:end])
        pair = np.stack([order[one], order[one + 1 + inner]], axis=1)
        for axis in (0, 2):
            meet = (low[pair[:, 0], axis] <= high[pair[:, 1], axis]) & (low[pair[:, 1], axis] <= high[pair[:, 0], axis])
            pair = pair[meet]
        shared = np.zeros(len(pair), dtype=bool)
        for a in range(3):
            for b in range(3):
                shared |= faces[pair[:, 0], a] == faces[pair[:, 1], b]
        pair = pair[~shared]
        found.append(pair[_pierced(corner, pair[:, 0], pair[:, 1]) | _pierced(corner, pair[:, 1], pair[:, 0])])
        first = end
    return np.sort(np.vstack(found), axis=1) if found else np.zeros((0, 2), dtype=np.int64)


def _pierced(corner: Floats, one: Ints, other: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    # Whether an edge of each triangle of `one` goes through its triangle of `other`.
    target = corner[other]
    normal = np.cross(target[:, 1] - target[:, 0], target[:, 2] - target[:, 0])
    hit = np.zeros(len(one), dtype=bool)
    for place in range(3):
        start, end = corner[one, place], corner[one, (place + 1) % 3]
        before = ((start - target[:, 0]) * normal).sum(1)
        after = ((end - target[:, 0]) * normal).sum(1)
        through = before * after < 0
        share = np.where(through, before / np.where(through, before - after, 1.0), 0.0)
        at = start + share[:, None] * (end - start)
        for side in range(3):
            edge = target[:, (side + 1) % 3] - target[:, side]
            through &= (np.cross(edge, at - target[:, side]) * normal).sum(1) > 0
        hit |= through
    return hit
