"""Measures of the body: where its levels and points lie, its girths and lengths, each with its gradient.

A body is given as a left and a right half, both as left halves (x to the outside), each with its points followed by
its joints. A body with equal sides is given as one half.

===============  =====================================================================================================
level            where
===============  =====================================================================================================
head             a third of the way from the crown to the back neck point
neck             square to the neck's axis, 0.16 of the way from its foot to the skull
neck_base        over the back neck point, the side neck points and the hollow of the throat, in two planes
high_bust        just below the armpits
chest            at the bust points
under_bust       below the breasts
waist            at the waist: by its height, or by the length from the back neck point
belly            at the navel
top_hip          midway between waist and hip
hip              where the seat stands out most
thigh            below the crotch by 0.06 of the way to the kneecap
mid_thigh        midway between crotch and kneecap
knee, calf       at the kneecap; 0.3 of the way from kneecap to ankle
min_leg, ankle   0.83 of that way; just above the outer ankle bone
upper_arm        0.45 of the way from shoulder joint to elbow, square to the bone
elbow, forearm   at the elbow; a quarter of the way from elbow to wrist
wrist            just above the wrist joint
===============  =====================================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np

from mtmpattern.preview.avatar.model import BodyModel, Floats, Ints, Sex
from mtmpattern.preview.avatar.sections import PlaneCut, Tape, carried, cut, girth, hull, pulled, tape

UP: Final = np.array((0.0, 1.0, 0.0))

HEIGHTS: Final[dict[str, dict[str, float]]] = {
    "head": {"crown": 0.66, "nape": 0.34},
    "high_bust": {"armpit": 0.85, "bust": 0.15},
    "chest": {"bust": 1.0},
    "under_bust": {"under_bust": 1.0},
    "waist": {"waist": 1.0},
    "belly": {"navel": 1.0},
    "top_hip": {"waist": 0.5, "hip": 0.5},
    "hip": {"hip": 1.0},
    "crotch": {"crotch": 1.0},
    "thigh": {"crotch": 0.94, "knee": 0.06},
    "mid_thigh": {"crotch": 0.5, "knee": 0.5},
    "knee": {"knee": 1.0},
    "calf": {"knee": 0.7, "ankle": 0.3},
    "min_leg": {"knee": 0.17, "ankle": 0.83},
    "ankle": {"ankle": 0.97, "knee": 0.03},
}
"""Levels at a height: shares of the heights of landmarks."""

ALONG: Final[dict[str, tuple[str, str, float]]] = {
    "upper_arm": ("shoulder", "elbow", 0.45),
    "elbow": ("elbow", "wrist", 0.0),
    "forearm": ("elbow", "wrist", 0.25),
    "wrist": ("elbow", "wrist", 0.97),
    "neck": ("neck", "head", 0.16),
}
"""Levels square to a bone: from joint, to joint, how far along."""

_NUDGE, _BESIDE, _BEYOND = 0.05, 12.0, 3.0

Kind = Literal["trunk", "leg", "arm", "neck", "neck_base", "head"]
KINDS: Final[dict[str, Kind]] = {
    "head": "head", "neck": "neck", "neck_base": "neck_base", "high_bust": "trunk", "chest": "trunk",
    "under_bust": "trunk", "waist": "trunk", "belly": "trunk", "top_hip": "trunk", "hip": "trunk", "thigh": "leg",
    "mid_thigh": "leg", "knee": "leg", "calf": "leg", "min_leg": "leg", "ankle": "leg", "upper_arm": "arm",
    "elbow": "arm", "forearm": "arm", "wrist": "arm",
}
"""Every level with a girth, and the part of the body that its tape goes round."""

GIRTHS: Final[dict[str, str]] = {f"{level}_girth": level for level in KINDS}
"""The measure of each level, by the names of the catalogue."""


@dataclass(frozen=True, slots=True)
class MeasureValue:
    """One measure of a half in mm with its gradient by the points at ``places``."""

    amount: float
    places: Ints
    gradient: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Measurer:
    """Measures bodies of one model; ``landmarks`` are point numbers of a half."""

    model: BodyModel
    landmarks: Mapping[str, int]
    sex: Sex | None = None
    _edges: dict[str, Ints] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        model = self.model
        arm, head = model.arm > 0.5, model.weight("head") > 0.5
        trunk = ~arm & ~head
        masks = {"trunk": trunk, "leg": trunk, "arm": arm, "head": head | (model.weight("neck") > 0.5),
                 "neck": ~arm & (model.weight("head") < 0.8) & model.collar,
                 "neck_base": trunk & model.collar}
        object.__setattr__(self, "_edges", {name: model.edges[mask[model.edges].all(1)]
                                            for name, mask in masks.items()})

    def joint(self, half: Floats, name: str) -> Floats:
        """The place of a joint."""
        place: Floats = half[self.model.count + self.model.joints[name]]
        return place

    def point(self, half: Floats, name: str) -> Floats:
        """The place of a landmark."""
        place: Floats = half[self.landmarks[name]]
        return place

    def height(self, half: Floats, level: str) -> float:
        """The height of a level above the floor."""
        return float(sum(share * half[self.landmarks[name], 1] for name, share in HEIGHTS[level].items()))

    def plane(self, half: Floats, level: str) -> tuple[Floats, float]:
        """The plane of a level: its unit normal, and the normal's product with its points."""
        if level in HEIGHTS:
            return UP, self.height(half, level)
        start, end, share = ALONG[level]
        low, high = self.joint(half, start), self.joint(half, end)
        along = high - low
        normal = along / np.linalg.norm(along)
        if level == "elbow":                                  # square to both bones
            upper = low - self.joint(half, "shoulder")
            normal = normal + upper / np.linalg.norm(upper)
            normal /= np.linalg.norm(normal)
        return normal, float(normal @ (low + share * along))

    def section(self, half: Floats, level: str, plane: tuple[Floats, float] | None = None) -> PlaneCut:
        """Cut the part of a half that belongs to a level."""
        normal, offset = self.plane(half, level) if plane is None else plane
        return cut(half, self._edges[KINDS[level]], normal, offset)

    def girth(self, halves: Sequence[Floats], level: str, side: int = 0) -> float:
        """The girth of a level; ``side`` chooses the half where the level is a limb's."""
        if KINDS[level] in ("leg", "arm"):
            half = halves[min(side, len(halves) - 1)]
            return girth((self.section(half, level),), self.plane(half, level)[0])
        left, right = halves[0], halves[-1]
        if level == "neck_base":
            flat = [self._folded(half, self.neck_corners(half))[0] for half in (left, right)]
            return hull(np.vstack([flat[0], flat[1] * (-1.0, 1.0)]))[0]
        normal, offset = self.plane(left, level)
        if left is not right:
            offset = (offset + self.plane(right, level)[1]) / 2
        one, other = (self.section(each, level, (normal, offset)) for each in (left, right))
        turned = PlaneCut(other.points * (-1.0, 1.0, 1.0), other.start, other.end, other.part, other.along)
        return girth((one, turned), normal)

    def girth_value(self, half: Floats, level: str) -> MeasureValue:
        """The girth of a level of a body with equal sides, with its gradient."""
        if level == "neck_base":
            return self._neck_base(half)
        normal, offset = self.plane(half, level)
        found: Tape = tape(cut(half, self._edges[KINDS[level]], normal, offset), normal,
                           mirrored=KINDS[level] not in ("leg", "arm"))
        shares = self._carriers(level)
        places = np.array(list(shares))
        moved = found.by_plane * np.array(list(shares.values()))[:, None] * normal
        return MeasureValue(found.length, np.concatenate([found.places, places]), np.vstack([found.gradient, moved]))

    def neck_corners(self, half: Floats) -> Floats:
        """The back neck point, the hollow of the throat and the side neck point, shape (3, 3)."""
        return half[[self.landmarks[name] for name in ("nape", "throat", "neck_point")]]

    @staticmethod
    def neck_planes(corners: Floats) -> list[tuple[Floats, float]]:
        """The planes of the back and the front of a tape round the base of the neck, as `plane` does.

        Both pass through the side neck points, one through the back neck point, the other through the hollow of the
        throat.
        """
        made = []
        for end in corners[:2]:
            along = end - corners[2]
            normal = np.array((0.0, along[2], -along[1])) / np.hypot(along[1], along[2])
            normal *= np.sign(normal[1])
            made.append((normal, float(normal @ corners[2])))
        return made

    def _neck_sections(self, half: Floats, corners: Floats) -> list[tuple[PlaneCut, Floats, Floats]]:
        # Back and front of the tape: its section, the plane's normal, and the axes in which it is laid flat.
        side = corners[2]
        made = []
        for sign, (normal, offset) in zip((-1.0, 1.0), self.neck_planes(corners), strict=True):
            found = cut(half, self._edges["neck_base"], normal, offset)
            onward = np.array((0.0, -normal[2], normal[1]))   # along the plane and forward
            depth = sign * ((found.points - side) @ onward)
            reach = abs(float((corners[int(sign > 0)] - side) @ onward))
            kept = np.flatnonzero((found.points[:, 0] < side[0] + _BESIDE) & (depth > -1.0) & (depth < reach + _BEYOND))
            part = PlaneCut(found.points[kept], found.start[kept], found.end[kept], found.part[kept], found.along[kept])
            made.append((part, normal, np.stack([(1.0, 0.0, 0.0), onward])))
        return made

    def _folded(self, half: Floats, corners: Floats) -> tuple[Floats, Floats]:
        # The tape's points laid flat, clipped to the corners, and which of their coordinates are free.
        side = corners[2] * (0.0, 1.0, 1.0)
        flat = np.vstack([(part.points - side) @ axes.T for part, _, axes in self._neck_sections(half, corners)])
        back, front = (float(np.hypot(*(end - corners[2])[1:])) for end in corners[:2])
        low, high = (0.0, -back), (corners[2, 0], front)
        return np.clip(flat, low, high), ((flat >= low) & (flat <= high)).astype(float)

    def _neck_base(self, half: Floats) -> MeasureValue:
        corners = self.neck_corners(half)
        flat, free = self._folded(half, corners)
        length, pull = pulled(flat, mirrored=True)
        pull *= free
        places, gradients, first = [], [], 0
        for part, normal, axes in self._neck_sections(half, corners):
            found = carried(part, normal, length, pull[first:first + len(part.points)] @ axes)
            first += len(part.points)
            places.append(found.places)
            gradients.append(found.gradient)
        turned = np.zeros((3, 3))                             # the planes turn with their corners: by differences
        for corner in range(3):
            for axis in (1, 2):
                nudged = corners.copy()
                nudged[corner, axis] += _NUDGE
                turned[corner, axis] = (pulled(self._folded(half, nudged)[0], mirrored=True)[0] - length) / _NUDGE
        places.append(np.array([self.landmarks[name] for name in ("nape", "throat", "neck_point")]))
        return MeasureValue(length, np.concatenate(places), np.vstack([*gradients, turned]))

    def _carriers(self, level: str) -> dict[int, float]:
        # The points that a level's plane moves with, and their shares.
        if level in HEIGHTS:
            return {self.landmarks[name]: share for name, share in HEIGHTS[level].items()}
        start, end, share = ALONG[level]
        joints, first = self.model.joints, self.model.count
        return {first + joints[start]: 1 - share, first + joints[end]: share}

    def height_value(self, shares: Mapping[str, float], half: Floats) -> MeasureValue:
        """A sum of landmarks' heights with its gradient."""
        places = np.array([self.landmarks[name] for name in shares])
        weight = np.array(list(shares.values()))
        return MeasureValue(float(weight @ half[places, 1]), places, weight[:, None] * UP)

    def way_value(self, half: Floats, *names: str) -> MeasureValue:
        """The length of the straight lines from landmark to landmark with its gradient."""
        places = np.array([self.landmarks[name] for name in names])
        steps = np.diff(half[places], axis=0)
        lengths = np.linalg.norm(steps, axis=1)
        unit = steps / lengths[:, None]
        gradient = np.zeros((len(places), 3))
        gradient[1:] += unit
        gradient[:-1] -= unit
        return MeasureValue(float(lengths.sum()), places, gradient)

    def back_length(self, half: Floats, height: float) -> float:
        """The length of the tape down the middle of the back from the back neck point to a height.

        The tape spans hollows: it follows the convex hull of the back's outline.
        """
        model = self.model
        middle = np.flatnonzero((np.arange(model.count) < model.middle) & (model.weight("torso", "neck") > 0.5))
        nape = self.point(half, "nape")
        back = half[middle]
        depth = np.interp(back[:, 1], *self._depths(back))
        line = back[(back[:, 2] < depth) & (back[:, 1] <= nape[1] + 1e-9) & (back[:, 1] > height - 60.0)]
        line = line[np.argsort(-line[:, 1], kind="stable")]
        end = np.interp(height, line[::-1, 1], line[::-1, 2])
        kept = np.vstack([line[line[:, 1] > height][:, 1:], [(height, end)]])
        return float(np.linalg.norm(np.diff(_taut(kept), axis=0), axis=1).sum())

    @staticmethod
    def _depths(back: Floats) -> tuple[Floats, Floats]:
        # The middle between the front and the back of the outline, by height.
        order = np.argsort(back[:, 1], kind="stable")
        rows = np.array_split(back[order], max(1, len(back) // 8))
        return (np.array([row[:, 1].mean() for row in rows]),
                np.array([(row[:, 2].max() + row[:, 2].min()) / 2 for row in rows]))


def _taut(line: Floats) -> Floats:
    """A taut tape along points (height, depth) of the back, without the hollows that it spans."""
    kept: list[Floats] = []
    for each in line:
        while len(kept) > 1 and np.cross(_three(kept[-1] - kept[-2]), _three(each - kept[-1]))[2] > 0:
            kept.pop()
        kept.append(each)
    return np.array(kept)


def _three(flat: Floats) -> Floats:
    return np.array((flat[0], flat[1], 0.0))
