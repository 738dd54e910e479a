"""The mesh of the body, its parts, joints and landmarks, and the stored shapes: MakeHuman's, CC0.

Everything is kept for half a body, the middle and the wearer's left: lengths in mm, y up, z forward, x to the wearer's
left. The arrays come from ``data/avatar/body.npz``, which `tools/build_avatar_asset.py` writes.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Sex = Literal["female", "male"]

AGES: Final = ("baby", "child", "young")
SEXES: Final[tuple[Sex, ...]] = ("female", "male")
_ARM: Final = ("upper_arm", "forearm", "hand")
_LEG: Final = ("thigh", "shank", "foot")
_STILL: Final = ("head", "neck", "hand", "shank", "foot")


@dataclass(frozen=True, slots=True)
class BodyModel:
    """The mesh, its parts, joints, landmarks and stored shapes.

    A half has ``count`` vertices, the first ``middle`` of them on the middle plane, followed by the joints. The whole
    body has the left half's vertices, then the right half's without the middle; ``faces`` indexes those. ``edges`` are
    the half's. ``weights`` has the shape (parts, count); ``labels`` names the heaviest part of each vertex.
    ``shoulder`` is the share of a shoulder's movement that each vertex follows. ``landmarks`` are point numbers of a
    half, by sex. ``sole`` is the vertex that stands on the floor.
    """

    arrays: dict[str, NDArray[np.generic]]
    faces: Ints
    edges: Ints
    weights: Floats
    labels: Ints
    shoulder: Floats
    parts: tuple[str, ...]
    joints: dict[str, int]
    landmarks: dict[str, dict[str, int]]
    local_shapes: tuple[str, ...]
    middle: int
    count: int
    sole: int
    step: float
    digest: str

    def weight(self, *parts: str) -> Floats:
        """The sum of the skin weights of some parts for the vertices of a half."""
        found: Floats = self.weights[[self.parts.index(name) for name in parts]].sum(0)
        return found

    @property
    def arm(self) -> Floats:
        """Skin weight of the whole arm."""
        return self.weight(*_ARM)

    @property
    def leg(self) -> Floats:
        """Skin weight of the whole leg."""
        return self.weight(*_LEG)

    @property
    def collar(self) -> Bools:
        """Which vertices of a half lie no further out than the base of a neck may reach."""
        mean = self.mean("female", "young")[:self.count]
        near: Bools = mean[:, 0] < 0.055 * np.ptp(mean[:, 1])
        return near

    @property
    def touching_faces(self) -> Ints:
        """The faces that may fold into one another when a body moves: those of trunk, upper arms and thighs."""
        near = ~np.isin(self.labels, [self.parts.index(name) for name in _STILL])
        chosen: Ints = self.faces[np.concatenate([near, near[self.middle:]])[self.faces].all(1)]
        return chosen

    def mean(self, sex: Sex, age: str) -> Floats:
        """The mean body of a sex and age, shape (points, 3); its place above the floor is not fixed."""
        return self.arrays[f"mean.{sex}.{age}"].astype(np.float64)

    def shape(self, name: str) -> Floats | None:
        """A stored displacement in mm, or None for an unknown name."""
        found = self.arrays.get(name)
        return None if found is None else found.astype(np.float64) * self.step

    def joint_numbers(self, *names: str) -> list[int]:
        """The point numbers of joints."""
        return [self.count + self.joints[name] for name in names]

    def whole(self, left: Floats, right: Floats) -> Floats:
        """Join a left and a right half, both given as left halves, to the vertices of the body."""
        return np.vstack([left[:self.count], right[self.middle:self.count] * (-1.0, 1.0, 1.0)])


@cache
def body_model() -> BodyModel:
    """Load the model that ships with the package, once in a process."""
    content = (resources.files("mtmpattern.data") / "avatar" / "body.npz").read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        arrays: dict[str, NDArray[np.generic]] = {name: archive[name] for name in archive.files}
    about = json.loads(arrays.pop("about").tobytes())
    faces = arrays.pop("faces").astype(np.int64)
    weights = arrays.pop("weights").astype(np.float64)
    weights /= weights.sum(0)
    count = weights.shape[1]
    inside = faces[(faces < count).all(1)]
    pairs = np.sort(np.vstack([inside[:, [0, 1]], inside[:, [1, 2]], inside[:, [2, 0]]]), axis=1)
    return BodyModel(
        arrays, faces, np.unique(pairs, axis=0), weights, weights.argmax(0),
        arrays.pop("shoulder").astype(np.float64) / 65535, tuple(about["parts"]),
        {name: place for place, name in enumerate(about["joints"])}, about["landmarks"], tuple(about["locals"]),
        about["middle"], count, int(np.argmin(arrays["mean.female.young"].astype(np.float64)[:count, 1])),
        about["step"], hashlib.sha256(content).hexdigest())
