"""A lay pressed together: every shape slid along the cloth, then across it, as far as it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .layout import Layout, settled
from .rows import CLEAR, Reach, reach, room_for, roomy
from .shapes import Outline

ROWS: Final = 1500       # rows in which distances are looked at: about a millimetre each


def pressed(layout: Layout, outlines: Mapping[str, Outline], spacing: float) -> Layout:
    """The layout after sliding its shapes left, down and left again; never longer, spacing held.

    Distances are taken in rows of about 1 mm that enclose the shapes, so what stays between them is on the safe side.
    """
    poses = list(layout.poses)
    room = room_for(spacing)
    rings = [roomy(pose.laid(outlines[pose.key]), room) for pose in poses]
    for along in (0, 1, 0):
        moves = _slides([ring[:, ::1 if along == 0 else -1] for ring in rings], -room)
        shift = np.zeros((len(poses), 2))
        shift[:, along] = -moves
        rings = [ring + by for ring, by in zip(rings, shift, strict=True)]
        poses = [replace(pose, dx=pose.dx + dx, dy=pose.dy + dy)
                 for pose, (dx, dy) in zip(poses, shift.tolist(), strict=True)]
    return settled(poses, outlines, layout.width)


def _slides(rings: Sequence[Outline], floor: float) -> NDArray[np.float64]:
    """How far each ring slides towards less x, down to ``floor``: one after the other, those of least x first."""
    base = min(float(ring[:, 1].min()) for ring in rings)
    row = (max(float(ring[:, 1].max()) for ring in rings) - base) / ROWS
    covers = [reach(ring - np.array((0.0, base)), row, ROWS) for ring in rings]
    low, high = (np.array([cover[side] for cover in covers]) for side in (0, 1))
    moves = np.zeros(len(rings))
    for each in sorted(range(len(rings)), key=lambda i: (float(rings[i][:, 0].min()), i)):
        moves[each] = move = max(0.0, _free(low, high, each, floor))
        low[each] -= move
        high[each] -= move
    return moves


def _free(low: Reach, high: Reach, each: int, floor: float) -> float:
    """How far the ring of that number may go: to the cloth's edge, or to the nearest ring before it in any row.

    A ring that reaches over the same x in some row, in a hollow of the other one for example, stays where it is.
    """
    taken = np.flatnonzero(np.isfinite(low[each]))
    rows = slice(int(taken[0]), int(taken[-1]) + 1)
    mine, end = low[each, rows], high[each, rows]
    gaps = np.where(low[:, rows] >= end, np.inf, np.maximum(mine - high[:, rows], 0.0))
    gaps[each] = np.inf
    return min(float(gaps.min()) - CLEAR, float(mine.min()) - floor)
