"""The trunk and the arms as simple volumes that cloth is wrapped round before it is draped, in mm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from mtmpattern.preview.avatar import Avatar
from mtmpattern.preview.panel import Floats

_BAND: Final = 20.0
"""Height of the slices that the volumes are measured in, mm."""


@dataclass(frozen=True, slots=True)
class Trunk:
    """The trunk as ellipses by height: half its width, half its depth, and the middle of its depth."""

    heights: Floats
    wide: Floats
    deep: Floats
    middle: Floats

    def at(self, height: Floats) -> tuple[Floats, Floats, Floats]:
        """Half the width, half the depth and the middle of the depth at heights."""
        return (np.interp(height, self.heights, self.wide), np.interp(height, self.heights, self.deep),
                np.interp(height, self.heights, self.middle))


def trunk_of(avatar: Avatar) -> Trunk:
    """The trunk of an avatar with its legs, without head and arms."""
    kept = np.isin(avatar.labels, [i for i, name in enumerate(avatar.parts)
                                   if name in ("torso", "left_thigh", "right_thigh", "left_shank", "right_shank")])
    points = avatar.vertices[kept]
    rows, heights = [], []
    for height in np.arange(points[:, 1].min() + 40, points[:, 1].max() - 20, _BAND):
        near = points[abs(points[:, 1] - height) < 18]
        if len(near) > 8:
            heights.append(height)
            rows.append((abs(near[:, 0]).max(), near[:, 2].max(), near[:, 2].min()))
    wide, front, back = np.array(rows).T
    return Trunk(np.array(heights), wide, (front - back) / 2, (front + back) / 2)


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm as a bent axis: ``axis`` (n, 3) from above the shoulder to beyond the hand, ``run`` the length up to each.

    ``skin`` is the distance of the skin from the axis at ``stations`` along it.
    """

    side: Literal["left", "right"]
    axis: Floats
    run: Floats
    stations: Floats
    skin: Floats

    @property
    def shoulder(self) -> float:
        """Where the shoulder joint lies along the axis."""
        return float(self.run[1])

    @property
    def elbow(self) -> float:
        """Where the elbow joint lies along the axis."""
        return float(self.run[2])

    @property
    def wrist(self) -> float:
        """Where the wrist joint lies along the axis."""
        return float(self.run[3])

    def middle(self, along: Floats) -> Floats:
        """Points of the axis, (n, 3)."""
        return np.stack([np.interp(along, self.run, self.axis[:, i]) for i in range(3)], axis=1)

    def frame(self, along: Floats) -> tuple[Floats, Floats]:
        """Unit vectors across the axis, (n, 3): away from the trunk, and to the front."""
        outward = np.array((1.0 if self.side == "left" else -1.0, 0.0, 0.0))
        steps = np.diff(self.axis, axis=0) / np.diff(self.run)[:, None]
        bone = np.stack([np.interp(along, (self.run[1:] + self.run[:-1]) / 2, steps[:, i]) for i in range(3)], axis=1)
        bone /= np.linalg.norm(bone, axis=1, keepdims=True)
        out = outward - bone * (bone @ outward)[:, None]
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        front = np.cross(bone, out)
        return out, front * np.where(front[:, 2:] < 0, -1, 1)

    def radius(self, along: Floats) -> Floats:
        """The distance of the skin from the axis."""
        result: Floats = np.interp(along, self.stations, self.skin)
        return result


def arm_of(avatar: Avatar, side: Literal["left", "right"]) -> Arm:
    """An arm of an avatar."""
    shoulder, elbow, wrist = (avatar.point(f"{name}_joint", side) for name in ("shoulder", "elbow", "wrist"))
    first, hand = elbow - shoulder, avatar.vertices[avatar.part(f"{side}_hand")].mean(0) - wrist
    axis = np.stack([shoulder - first / np.linalg.norm(first) * 120, shoulder, elbow, wrist,
                     wrist + hand / np.linalg.norm(hand) * 400])
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(axis, axis=0), axis=1))])
    names = [f"{side}_{name}" for name in ("upper_arm", "forearm", "hand")]
    points = avatar.vertices[np.concatenate([avatar.part(name) for name in names])]
    best, along = np.full(len(points), np.inf), np.zeros(len(points))
    for start, end, base in zip(axis, axis[1:], run, strict=False):
        way = end - start
        share = np.clip((points - start) @ way / (way @ way), 0, 1)
        away = np.linalg.norm(points - start - share[:, None] * way, axis=1)
        nearer = away < best
        best = np.where(nearer, away, best)
        along = np.where(nearer, base + share * np.linalg.norm(way), along)
    # Above the armpit the skin belongs to the trunk as well, so stations begin half-way down the upper arm.
    stations = np.arange((run[1] + run[2]) / 2, along.max(), _BAND)
    skin = [best[abs(along - each) <= _BAND].max(initial=0.0) for each in stations]
    return Arm(side, axis, run, stations, np.array(skin))
