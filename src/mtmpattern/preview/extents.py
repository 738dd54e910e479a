"""The extent of a flat part: its outline, its width by height, and how it wraps round an ellipse or hangs."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np

from mtmpattern.pattern.parts.part import Part
from mtmpattern.preview.panel import Floats

ROUNDEST: Final = 400.0
"""A skirt whose waist edge is an arc of a smaller radius than this is laid out as part of a ring, mm."""
RING: Final = 0.8
"""The share of the angle of the waist that the hem of a ring takes up at least; a straight skirt has about half."""


def outline_of(part: Part) -> Floats:
    """The outline of a part as it is sewn, (n, 2) in mm."""
    return np.array([(point.x, point.y) for point in part.polygon(0.5, sewn=True)])


def centre_of(part: Part) -> float:
    """The x of the centre line of a part that has both halves: 0, but for what a pleat on one side of it opens."""
    if not any(dart.kind == "pleat" for dart in part.darts):
        return 0.0
    ends = [edge.at(mm).x for edge in part.sewn for mm in (0.0, edge.length)]
    return (min(ends) + max(ends)) / 2


def extents(part: Part) -> tuple[Floats, Floats, Floats]:
    """Heights of a part from the lowest to the highest, and its leftmost and rightmost x at each."""
    outline = outline_of(part)
    dense = np.vstack([np.linspace(a, b, max(2, int(np.linalg.norm(b - a) / 4))) for a, b in
                       zip(outline, np.roll(outline, -1, axis=0), strict=True)])
    rows = np.linspace(outline[:, 1].min(), outline[:, 1].max(), 80)
    step = (rows[1] - rows[0]) * 1.5 + 4
    left, right = [], []
    for y in rows:
        near = dense[abs(dense[:, 1] - y) <= step, 0]
        left.append(near.min())
        right.append(near.max())
    return rows, np.array(left), np.array(right)


def underarm(part: Part) -> float:
    """The height of the lower end of the armhole, or of the widest place of a part without one."""
    holes = [edge for edge in part.sewn if "armhole" in edge.name or "raglan" in edge.name]
    if holes:
        return min(min(edge.at(0.0).y, edge.at(edge.length).y) for edge in holes)
    outline = outline_of(part)
    return float(outline[np.argmax(abs(outline[:, 0])), 1])


def on_ellipse(x: Floats, width: Floats, wide: Floats, deep: Floats) -> tuple[Floats, Floats]:
    """Wrap ``x`` of half a part ``width`` wide round an ellipse from its front; a wider part enlarges the ellipse."""
    turns = np.linspace(0, np.pi / 2, 65)
    run = np.concatenate([np.zeros((len(x), 1)), np.cumsum(np.hypot(
        wide[:, None] * np.diff(np.sin(turns)), deep[:, None] * np.diff(np.cos(turns))), axis=1)], axis=1)
    grown = np.maximum(1.0, width / run[:, -1])
    share = abs(x) / np.maximum(width, 1.0)
    wanted = np.minimum(share, 1.0) * run[:, -1]
    at = np.clip((run < wanted[:, None]).sum(1), 1, 64)
    rows = np.arange(len(x))
    part = (wanted - run[rows, at - 1]) / np.maximum(run[rows, at] - run[rows, at - 1], 1e-9)
    angle = turns[at - 1] + part * (turns[1] - turns[0])
    over = np.maximum(share - 1.0, 0) * width
    return (np.sign(x) * (wide * grown * np.sin(angle) + 0.4 * over), deep * grown * np.cos(angle) - 0.6 * over)


def hanging(part: Part, flat: Floats) -> tuple[Floats, Floats, tuple[Floats, Floats]]:
    """For the points of a skirt: depth below the waist, share of the way from right to left, and its width by depth.

    A skirt whose waist edge and hem are arcs round one middle hangs along their radii.
    """
    waist = np.array([(point.x, point.y) for edge in part.sewn if "waist" in edge.name
                      for mm in np.linspace(0, edge.length, 20) for point in [edge.at(float(mm))]])
    outline = outline_of(part)
    centre = _centre(waist) if len(waist) > 3 else None
    if centre is None or _turn(outline, *centre, least=0.8) < RING * _turn(waist, *centre):
        rows, left, right = extents(part)
        if part.side and right.mean() + left.mean() < 0:
            right = np.minimum(right, 0.0)
        elif part.side:
            left = np.maximum(left, 0.0)
        low, high = np.interp(flat[:, 1], rows, left), np.interp(flat[:, 1], rows, right)
        depth = -flat[:, 1]
        width = (-rows[::-1], (right - left)[::-1])
        return depth, (flat[:, 0] - low) / np.maximum(high - low, 1.0), width
    middle, inner = centre

    def polar(points: Floats) -> tuple[Floats, Floats]:
        away = points - middle
        return np.linalg.norm(away, axis=1) - inner, np.arctan2(away[:, 0], -away[:, 1])

    depth, turn = polar(flat)
    _, ends = polar(outline)
    first, last = float(ends.min()), float(ends.max())
    steps = np.arange(-20.0, depth.max() + 20, 10.0)
    return depth, np.clip((turn - first) / (last - first), 0, 1), (steps, (last - first) * (inner + steps))


def _turn(points: Floats, middle: Floats, inner: float, least: float = 0.0) -> float:
    # The angle that points take up round a middle, those of them that are deeper than a share of the deepest.
    dense = np.vstack([np.linspace(a, b, 20) for a, b in pairwise(points)])
    away = dense - middle
    depth = np.linalg.norm(away, axis=1) - inner
    turn = np.arctan2(away[:, 0], -away[:, 1])
    return float(np.ptp(turn[depth >= least * depth.max()] if least else turn))


def _centre(waist: Floats) -> tuple[Floats, float] | None:
    # The circle through a waist edge, by least squares, if the edge is bent enough to hang from its middle.
    matrix = np.column_stack([2 * waist, np.ones(len(waist))])
    solved = np.linalg.lstsq(matrix, (waist**2).sum(1), rcond=None)[0]
    middle = solved[:2]
    radius = float(np.sqrt(max(solved[2] + middle @ middle, 0.0)))
    if not 0 < radius < ROUNDEST or middle[1] < waist[:, 1].mean():
        return None
    return middle, radius
