"""All bodies within the model: a mean, and shapes that are added to it, each with its spread among people.

Shapes of the whole body and of single places are MakeHuman's. Its shapes for lengths bend limbs and trunk more than
they lengthen them, so ours replace them: levels, crotch and armpit up or down, arms and head larger, shoulders moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.interpolate import PchipInterpolator

from mtmpattern.preview.avatar.model import AGES, SEXES, BodyModel, Floats, Ints, Sex

GROWN: Final = 2.0
"""The age of grown-up bodies; 1 is a child of about ten, 0 a baby."""
FLAT: Final = 1.7
"""Below this age a girl's chest is a child's."""
MACROS: Final = {"weight": 1.2, "muscle": 0.8, "height": 1.0, "proportions": 0.6, "cup": 0.8}
"""Shapes of the whole body with their spread; 1 is MakeHuman's extreme. Its opposite is a shape of its own."""
CORNERS: Final = {"soft": 0.8, "brawny": 0.5}
"""Extreme combinations of weight and muscle, which are only ever added, with their spread."""
LOCAL_SPREAD: Final = 0.6
"""The spread of shapes of a single place (a thigh's girth, a belly)."""
LEVELS: Final = ("ankle", "knee", "hip", "waist", "bust", "nape", "crown")
"""Landmarks that move up and down on their own, what lies between in proportion; the crown takes the head along."""
LEVEL_SPREAD: Final = 0.012
"""The spread of the height of each at a given stature, as a share of stature."""
SHOULDER_SPREAD: Final = 18.0
"""The spread of a shoulder's place in each direction, mm."""
ARM_SPREAD: Final = 0.08
HEAD_SPREAD: Final = 0.08
"""The spread of the length of the upper arm and forearm, and of the head's size, as a share of it."""
_KINK: Final = 0.25
_HANGING: Final = ("shoulder", "elbow", "wrist")


@dataclass(frozen=True, slots=True)
class ShapeSpace:
    """All bodies of one sex and age: a mean, and shapes that are added to it.

    ``straight`` and ``bent`` have the shape (shapes, points, 3). A body is the sum of ``mean``, ``straight`` times the
    parameter and ``bent`` (of the first shapes only) times its smoothed absolute value, so that the two directions of a
    shape may differ. ``spread`` is the standard deviation of each parameter.
    """

    mean: Floats
    straight: Floats
    bent: Floats
    names: tuple[str, ...]
    spread: Floats

    def points(self, parameters: Floats) -> Floats:
        """The points of the body with these parameters, shape (points, 3)."""
        size = np.sqrt(parameters[:len(self.bent)] ** 2 + _KINK**2) - _KINK
        added = parameters @ self.straight.reshape(len(self.straight), -1)
        added += size @ self.bent.reshape(len(self.bent), -1)
        made: Floats = self.mean + added.reshape(self.mean.shape)
        return made

    def slopes(self, parameters: Floats, places: Ints) -> Floats:
        """How the points at ``places`` move with each parameter, shape (shapes, places, 3)."""
        count = len(self.bent)
        made: Floats = self.straight[:, places]
        bend = parameters[:count] / np.sqrt(parameters[:count] ** 2 + _KINK**2)
        made[:count] += bend[:, None, None] * self.bent[:, places]
        return made


def shape_space(model: BodyModel, sex: Sex | None, age: float = GROWN) -> ShapeSpace:
    """The bodies of one sex (None: midway) at an ``age`` from 0 (baby) through 1 (child) to 2 (adult)."""
    mixed = _Mixed(model, sex, age)
    mean = mixed.mean()
    mean -= (0.0, mean[model.sole, 1], 0.0)
    bent = list(mixed.macros())
    small = float(np.ptp(mean[:model.count, 1])) / 1650.0
    straight = [(name, shape * small, LOCAL_SPREAD) for name in model.local_shapes
                if (shape := model.shape(f"local.{name}")) is not None]
    straight += [(name, shape, 1.0) for name, shape in _placed(model, mean, sex)]
    columns = np.stack([*(pair[0] for _, pair, _ in bent), *(shape for _, shape, _ in straight)])
    curves = np.stack([pair[1] for _, pair, _ in bent])
    for stack in (columns, curves):                           # keeps every body standing on the floor
        stack[:, :, 1] -= stack[:, model.sole, 1][:, None]
    spread = [wide for _, _, wide in bent] + [wide for _, _, wide in straight]
    names = [name for name, _, _ in bent] + [name for name, _, _ in straight]
    return ShapeSpace(mean, columns, curves, tuple(names), np.array(spread))


def age_of(model: BodyModel, sex: Sex | None, height: float) -> float:
    """The age, 0 to 2 as in `shape_space`, at which bodies are that tall on average."""
    sexes = SEXES if sex is None else (sex,)
    heights = [float(np.mean([np.ptp(model.mean(each, age)[:model.count, 1]) for each in sexes])) for age in AGES]
    return float(np.interp(height, heights, range(len(AGES))))


class _Mixed:
    """Shapes stored by sex and age, mixed for one sex or both and any age."""

    def __init__(self, model: BodyModel, sex: Sex | None, age: float) -> None:
        self.model, self.flat = model, age < FLAT
        sexes = SEXES if sex is None else (sex,)
        self.shares = {(each, name): max(0.0, 1 - abs(age - place)) / len(sexes)
                       for each in sexes for place, name in enumerate(AGES) if abs(age - place) < 1}

    def mean(self) -> Floats:
        made: Floats = np.sum([share * self.model.mean(*which) for which, share in self.shares.items()], axis=0)
        cup = self._of("cup")
        if self.flat and cup is not None:                     # the smallest cup that the model has
            made = made - cup[0] + cup[1]
        return made

    def _of(self, name: str) -> Floats | None:
        found = [share * shape for (sex, age), share in self.shares.items()
                 if (shape := self.model.shape(f"{name}.{sex}.{age}")) is not None]
        return np.sum(found, axis=0) if found else None

    def macros(self) -> Iterator[tuple[str, Floats, float]]:
        # Name, half the difference and half the sum of more and less, and spread.
        for name, wide in MACROS.items():
            pair = self._of(name)
            if pair is not None and pair.any() and not (self.flat and name == "cup"):
                yield name, pair, wide
        for name, wide in CORNERS.items():
            corner = self._of(name)
            if corner is not None:
                yield name, np.stack([corner, corner]) / 2, wide


def _placed(model: BodyModel, mean: Floats, sex: Sex | None) -> Iterator[tuple[str, Floats]]:
    # Our own shapes, each by one deviation.
    landmarks = model.landmarks[sex or "female"]
    stature = float(np.ptp(mean[:model.count, 1]))
    yield from _levels(model, mean, landmarks)
    for name, near in (("crotch", near_crotch), ("armpit", near_armpit)):
        moved = np.zeros_like(mean)
        moved[:model.count, 1] = LEVEL_SPREAD * stature * near(mean[:model.count], mean[landmarks[name]], stature)
        yield f"{name}_up", moved
    head = np.concatenate([model.weight("head"), np.zeros(len(model.joints))])
    yield "head_size", HEAD_SPREAD * head[:, None] * (mean - mean[model.joint_numbers("head")[0]])
    arm = on_arm(model)
    for start, end in (("shoulder", "elbow"), ("elbow", "wrist")):
        low, high = mean[model.joint_numbers(start, end)]
        bone = high - low
        share = np.clip((mean - low) @ bone / (bone @ bone), 0, 1) * arm
        yield f"{end}_further", ARM_SPREAD * share[:, None] * bone
    for axis, name in enumerate(("shoulder_out", "shoulder_up", "shoulder_forward")):
        moved = np.zeros_like(mean)
        moved[:model.count, axis] = model.shoulder * SHOULDER_SPREAD
        moved[model.joint_numbers(*_HANGING), axis] = SHOULDER_SPREAD
        yield name, moved


def _levels(model: BodyModel, mean: Floats, landmarks: dict[str, int]) -> Iterator[tuple[str, Floats]]:
    # Each level raised, fading smoothly towards its neighbours; an arm moves with its shoulder, the head as a whole.
    knots = [0.0, *(float(mean[landmarks[name], 1]) for name in LEVELS)]
    arm = on_arm(model)
    deviation = LEVEL_SPREAD * float(np.ptp(mean[:model.count, 1]))
    for place, name in enumerate(LEVELS[:-1]):
        near = np.zeros(len(knots))
        near[place + 1] = deviation
        curve = PchipInterpolator(knots, near)
        raised = np.zeros_like(mean)
        raised[:, 1] = (1 - arm) * curve(np.clip(mean[:, 1], 0, knots[-1]))
        raised[:, 1] += arm * float(curve(mean[model.joint_numbers("shoulder")[0], 1]))
        yield f"{name}_up", raised
    raised = np.zeros_like(mean)
    raised[:model.count, 1] = 0.5 * deviation * model.weight("head")
    raised[model.joint_numbers("head")[0], 1] = 0.5 * deviation
    yield "head_up", raised


def on_arm(model: BodyModel) -> Floats:
    """The arm's weight at every point of a half, joints included."""
    return np.concatenate([model.arm, [float(name in _HANGING) for name in model.joints]])


def near_crotch(points: Floats, crotch: Floats, stature: float) -> Floats:
    """The share of the crotch's movement that points follow: 1 at the crotch, 0 at the outside of the thighs."""
    inside = np.clip(1 - (points[:, 0] / (0.055 * stature)) ** 2, 0, None) ** 2
    reach = np.where(points[:, 1] < crotch[1], 0.16 * stature, 0.06 * stature)
    near: Floats = inside * np.clip(1 - ((points[:, 1] - crotch[1]) / reach) ** 2, 0, None) ** 2
    return near


def near_armpit(points: Floats, armpit: Floats, stature: float) -> Floats:
    """The share of the armpit's movement that points follow: 1 at the armpit, 0 a hand's breadth away."""
    away = np.linalg.norm(points - armpit, axis=1) / (0.055 * stature)
    near: Floats = np.clip(1 - away**2, 0, None) ** 2
    return near
