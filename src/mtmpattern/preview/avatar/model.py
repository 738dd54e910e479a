"""The body model: MakeHuman's base mesh and shapes (CC0), of which any body is made by adding shapes up.

Everything is kept for half a body, the middle and the wearer's left: lengths in mm, y up from the floor, z forward,
x to the wearer's left. The arrays come from ``data/avatar/body.npz``; `tools/build_avatar_asset.py` made them.
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
from scipy.interpolate import PchipInterpolator

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Sex = Literal["female", "male"]

AGES: Final = ("baby", "child", "young")
SEXES: Final = ("female", "male")
MACROS: Final = {"weight": 1.2, "muscle": 0.8, "height": 1.0, "proportions": 0.6, "cup": 0.8}
"""Shapes of the whole body, with the spread that people have in them; 1 is MakeHuman's far end."""
CORNERS: Final = {"soft": 0.8, "brawny": 0.5}
"""Far corners of weight and muscle, with their spread."""
LOCAL_SPREAD: Final = 0.6
"""The spread of the shapes of one place (a thigh's girth, an upper arm's length)."""
LEVELS: Final = ("ankle", "knee", "hip", "waist", "bust", "armpit", "nape", "crown")
"""Landmarks that are moved up and down on their own, what lies between them in proportion."""
LEVEL_SPREAD: Final = 0.015
"""The spread of the height of each of them, as a part of stature, that is left when stature is known."""
SHOULDER_SPREAD: Final = 18.0
"""The spread of a shoulder's place in each direction, mm."""
HEAD_SPREAD: Final = 0.05
"""The spread of the head's size, as a part of it, that is left when stature is known."""
ARM_SPREAD: Final = 0.06
"""The spread of the length of either part of the arm, as a part of it, that is left when stature is known."""
_KINK: Final = 0.25
_ARM: Final = ("upper_arm", "forearm", "hand")
_LEG: Final = ("thigh", "shank", "foot")


@dataclass(frozen=True, slots=True)
class ShapeSpace:
    """All bodies of one sex and age: a mean and what can be added to it.

    ``straight`` and ``bent`` have the shape (shapes, points, 3). A body is the sum of ``mean``, ``straight`` times the
    parameter and ``bent`` times its smoothed absolute value, so that less and more of a shape may differ. ``spread``
    is the standard deviation of each parameter.
    """

    mean: Floats
    straight: Floats
    bent: Floats
    names: tuple[str, ...]
    spread: Floats

    def points(self, parameters: Floats) -> Floats:
        """Return the points of the body with these parameters, shape (points, 3)."""
        size = np.sqrt(parameters[:len(self.bent)] ** 2 + _KINK**2) - _KINK
        added = parameters @ self.straight.reshape(len(self.straight), -1)
        added += size @ self.bent.reshape(len(self.bent), -1)
        return self.mean + added.reshape(self.mean.shape)

    def slopes(self, parameters: Floats, places: Ints) -> Floats:
        """Return how the points at ``places`` move with each parameter, shape (shapes, places, 3)."""
        count = len(self.bent)
        made = self.straight[:, places]
        bend = parameters[:count] / np.sqrt(parameters[:count] ** 2 + _KINK**2)
        made[:count] += bend[:, None, None] * self.bent[:, places]
        return made


@dataclass(frozen=True, slots=True)
class BodyModel:
    """The mesh and its shapes.

    A half has ``count`` vertices, the first ``middle`` of them on the middle plane, followed by the joints. The whole
    body has the left half's vertices, then the right half's without the middle; ``faces`` indexes those.
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
        """Return the sum of the skin weights of some parts for the vertices of a half."""
        return self.weights[[self.parts.index(name) for name in parts]].sum(0)

    @property
    def arm(self) -> Floats:
        """Skin weight of the whole arm."""
        return self.weight(*_ARM)

    @property
    def leg(self) -> Floats:
        """Skin weight of the whole leg."""
        return self.weight(*_LEG)

    @property
    def collar(self) -> NDArray[np.bool_]:
        """Which vertices of a half are no further out than a neck's foot may reach."""
        mean = self.arrays["mean.female.young"][:self.count].astype(float)
        near: NDArray[np.bool_] = mean[:, 0] < 0.055 * np.ptp(mean[:, 1])
        return near

    @property
    def hidden_faces(self) -> Ints:
        """The faces that touch one another when a body moves: of trunk, upper arms and thighs."""
        apart = [self.parts.index(name) for name in ("head", "neck", "hand", "shank", "foot")]
        near = ~np.isin(self.doubled(self.labels), apart)
        return self.faces[near[self.faces].all(1)]

    def whole(self, left: Floats, right: Floats) -> Floats:
        """Join a left half and a right half, both given as left ones, to the vertices of the body."""
        mirrored = right[self.middle:self.count] * (-1.0, 1.0, 1.0)
        return np.vstack([left[:self.count], mirrored])

    def doubled(self, values: NDArray[np.generic]) -> NDArray[np.generic]:
        """Values of the half's vertices for the vertices of the whole body."""
        return np.concatenate([values[:self.count], values[self.middle:self.count]])

    def shape_space(self, sex: Sex | None, age: float) -> ShapeSpace:
        """Return the bodies of one sex (None: midway) at an ``age`` from 0 (baby) over 1 (child) to 2 (grown up)."""
        grown = np.interp(age, (0, 1, 2), (0, 1, 2))
        sexes = SEXES if sex is None else (sex,)
        shares = {(each, name): max(0.0, 1 - abs(grown - place)) / len(sexes)
                  for each in sexes for place, name in enumerate(AGES)}
        mean = sum(share * self.arrays[f"mean.{each}.{name}"].astype(float)
                   for (each, name), share in shares.items() if share)
        straight, bent, names, spread = [], [], [], []
        for macro, wide in MACROS.items():
            pair = np.zeros((2, *np.shape(mean)))
            for (each, name), share in shares.items():
                found = self.arrays.get(f"{macro}.{each}.{name}")
                if found is not None and share:
                    pair += share * self.step * found.astype(float)
            if pair.any():
                straight.append(pair[0])
                bent.append(pair[1])
                names.append(macro)
                spread.append(wide)
        for corner, wide in CORNERS.items():                  # only ever added: half straight and half bent
            half = sum(0.5 * share * self.step * self.arrays[f"{corner}.{each}.{name}"].astype(float)
                       for (each, name), share in shares.items() if share)
            straight.append(half)
            bent.append(half)
            names.append(corner)
            spread.append(wide)
        small = float(np.ptp(mean[:self.count, 1])) / 1650.0
        for name in self.local_shapes:
            straight.append(self.arrays[f"local.{name}"].astype(float) * self.step * small)
            names.append(name)
            spread.append(LOCAL_SPREAD)
        for name, raised in self._raised(mean, sex):
            straight.append(raised)
            names.append(name)
            spread.append(1.0)
        for name, moved in (("head_size", self._larger_head(mean)), *self._longer_arms(mean)):
            straight.append(moved)
            names.append(name)
            spread.append(1.0)
        for axis, name in enumerate(("shoulder_out", "shoulder_up", "shoulder_forward")):
            moved = np.zeros(np.shape(mean))
            moved[:self.count, axis] = self.shoulder * SHOULDER_SPREAD
            moved[[self.count + self.joints[each] for each in ("shoulder", "elbow", "wrist")], axis] = SHOULDER_SPREAD
            straight.append(moved)
            names.append(name)
            spread.append(1.0)
        columns, curves = np.stack(straight), np.stack(bent)
        for stack in (columns, curves):                       # every body stands on the floor
            stack[:, :, 1] -= stack[:, self.sole, 1][:, None]
        mean = mean - (0, mean[self.sole, 1], 0)
        return ShapeSpace(mean, columns, curves, tuple(names), np.array(spread))


    def _larger_head(self, mean: Floats) -> Floats:
        # The head larger by a deviation all round its foot; a joint goes along with what it turns.
        share = np.concatenate([self.weight("head"), np.zeros(len(self.joints))])
        made: Floats = HEAD_SPREAD * share[:, None] * (mean - mean[self.count + self.joints["head"]])
        return made

    def _longer_arms(self, mean: Floats) -> list[tuple[str, Floats]]:
        # Upper arm and forearm longer by a deviation, along the bone, with all that hangs on it.
        arm = np.concatenate([self.arm, [name in ("shoulder", "elbow", "wrist") for name in self.joints]])
        made = []
        for start, end in (("shoulder", "elbow"), ("elbow", "wrist")):
            low, high = (mean[self.count + self.joints[name]] for name in (start, end))
            bone = high - low
            share = np.clip((mean - low) @ bone / (bone @ bone), 0, 1) * arm
            made.append((f"{end}_further", ARM_SPREAD * share[:, None] * bone))
        return made

    def _raised(self, mean: Floats, sex: Sex | None) -> list[tuple[str, Floats]]:
        # Each level raised by a deviation: smoothly less towards its neighbours, and an arm as its shoulder.
        landmarks = self.landmarks[sex or "female"]
        knots = [0.0, *(float(mean[landmarks[name], 1] - mean[self.sole, 1]) for name in LEVELS)]
        height = mean[:, 1] - mean[self.sole, 1]
        arm = np.concatenate([self.arm, [name in ("shoulder", "elbow", "wrist") for name in self.joints]])
        shoulder = height[self.count + self.joints["shoulder"]]
        made = []
        for place, name in enumerate(LEVELS):
            if name == "crown":                               # the head goes up as it is, the neck gets longer
                continue
            near = np.full(len(knots), 0.0)
            near[place + 1] = LEVEL_SPREAD * np.ptp(mean[:self.count, 1])
            curve = PchipInterpolator(knots, near)
            up = curve(np.clip(height, 0, knots[-1]))
            raised = np.zeros(np.shape(mean))
            raised[:, 1] = (1 - arm) * up + arm * float(curve(shoulder))
            made.append((f"{name}_up", raised))
        crotch = np.zeros(np.shape(mean))
        stature = float(np.ptp(mean[:self.count, 1]))
        at = mean - (0.0, mean[self.sole, 1], 0.0)
        crotch[:self.count, 1] = LEVEL_SPREAD * stature * near_crotch(at[:self.count], at[landmarks["crotch"]], stature)
        made.append(("crotch_up", crotch))
        head = np.concatenate([self.weight("head"), [name == "head" for name in self.joints]])
        raised = np.zeros(np.shape(mean))
        raised[:, 1] = 0.5 * LEVEL_SPREAD * np.ptp(mean[:self.count, 1]) * head
        return [*made, ("head_up", raised)]


def near_crotch(points: Floats, crotch: Floats, stature: float) -> Floats:
    """How far points go along when the crotch alone is moved up or down: 1 there, 0 at the outside of the thighs."""
    inside = np.clip(1 - (points[:, 0] / (0.055 * stature)) ** 2, 0, None) ** 2
    reach = np.where(points[:, 1] < crotch[1], 0.16 * stature, 0.06 * stature)
    near: Floats = inside * np.clip(1 - ((points[:, 1] - crotch[1]) / reach) ** 2, 0, None) ** 2
    return near


@cache
def body_model() -> BodyModel:
    """Load the model that ships with the package; once a process."""
    source = resources.files("mtmpattern.data") / "avatar" / "body.npz"
    content = source.read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        arrays: dict[str, NDArray[np.generic]] = {name: archive[name] for name in archive.files}
    about = json.loads(arrays.pop("about").tobytes())
    faces = arrays.pop("faces").astype(np.int64)
    weights = arrays.pop("weights").astype(float)
    weights /= weights.sum(0)
    count = weights.shape[1]
    inside = faces[(faces < count).all(1)]
    pairs = np.sort(np.vstack([inside[:, [0, 1]], inside[:, [1, 2]], inside[:, [2, 0]]]), axis=1)
    sole = int(np.argmin(arrays["mean.female.young"].astype(float)[:count, 1]))
    return BodyModel(arrays, faces, np.unique(pairs, axis=0), weights, weights.argmax(0),
                     arrays.pop("shoulder").astype(float) / 65535, tuple(about["parts"]),
                     {name: place for place, name in enumerate(about["joints"])}, about["landmarks"],
                     tuple(about["locals"]), about["middle"], count, sole, about["step"],
                     hashlib.sha256(content).hexdigest())
