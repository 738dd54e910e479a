"""The avatar: a 3D body fitted to measurements.

from mtmpattern.preview.avatar import fit_avatar

body = fit_avatar({"height": 1680, "chest_girth": 925, "waist_girth": 745, "hip_girth": 995}, "female")
body.girth("waist")            # 745.0, measured on the mesh
body.point("shoulder_tip")     # where the wearer's left shoulder ends, mm
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from threading import Lock
from typing import Final, Literal

import numpy as np

from mtmpattern.errors import MeasurementError, Problem
from mtmpattern.preview.avatar.correction import Correction, Wish
from mtmpattern.preview.avatar.crossing import crossings
from mtmpattern.preview.avatar.fit import LEVEL_ROWS, Asked, Fit, fit, rows
from mtmpattern.preview.avatar.measures import GIRTHS, HEIGHTS, KINDS, Measurer
from mtmpattern.preview.avatar.model import SEXES, BodyModel, Floats, Ints, Sex, body_model
from mtmpattern.preview.avatar.places import body_landmarks
from mtmpattern.preview.avatar.pose import POSES, PoseName, Stance, find_stance, posed
from mtmpattern.preview.avatar.shapes import GROWN, ShapeSpace, age_of, shape_space

Side = Literal["left", "right"]
Measures = Mapping[str, float | tuple[float, float]]

NEEDED: Final = ("height", "chest_girth", "waist_girth", "hip_girth")
"""Without these there is no avatar."""
GRADE: Final = 1
"""Raised when the same measures give another body, so that stored avatars are made anew."""
LIKELY: Final = 70.0
"""Squared deviations of all shapes together that a body may have; real people stay below 50, most below 30."""
STRETCH: Final = 0.15
"""The part of a girth that the correction may add to the likely body; more is outside the model's range."""
CLOSE: Final = 2.0
"""How far, in mm, a girth that was asked for may be off in the end."""
NOT_CLOSE: Final = {"neck_girth": 8.0, "neck_base_girth": 8.0, "head_girth": 8.0, "high_bust_girth": 8.0}
"""The same for girths that lie so near to one another that a body of few points may not have both."""
SMALLEST: Final = {True: 950.0, False: 1350.0}
TALLEST: Final = {True: 1750.0, False: 2200.0}
"""Range of height of children and of adults, mm."""
KEPT: Final = 16
"""Avatars kept in memory."""

_TIMES: Final = 6
_HIGHEST: Final = 44.0
"""Arms are raised to this angle at most where armpits need room."""
_WAYS: Final = {"shoulder_length": ("neck_point", "shoulder_tip"), "upper_arm_length": ("shoulder_tip", "elbow"),
                "arm_length": ("shoulder_tip", "elbow", "wrist")}
_ANGLES: Final = ("shoulder_slope",)
KNOWN: Final = frozenset((*GIRTHS, *LEVEL_ROWS, *_WAYS, *_ANGLES, "back_waist_length"))
"""Every measure that shapes the avatar."""

_made: OrderedDict[str, Avatar] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Reached:
    """One measure that was asked for and what the avatar has, in mm (degrees for the slope).

    ``spread`` is the standard deviation of an estimate, 0 where it was measured; an estimate is only approached.
    """

    name: str
    asked: float
    reached: float
    spread: float = 0.0

    @property
    def estimated(self) -> bool:
        """Whether the value was estimated and not measured."""
        return self.spread > 0

    @property
    def off(self) -> float:
        """By how much the avatar is larger than asked."""
        return self.reached - self.asked


@dataclass(frozen=True, slots=True, eq=False)
class Avatar:
    """A body as a closed triangle mesh, in mm: y up from the floor, z forward, x to the wearer's left.

    ``vertices`` has the shape (n, 3), ``faces`` (m, 3) counter-clockwise seen from outside. ``labels`` gives for every
    vertex the place of its part in ``parts``. ``measures`` lists what was asked for and what became of it, the mean of
    both sides. ``arm_angle`` is how far the arms hang from straight down, in degrees.
    """

    vertices: Floats = field(repr=False)
    faces: Ints = field(repr=False)
    parts: tuple[str, ...] = field(repr=False)
    labels: Ints = field(repr=False)
    measures: tuple[Reached, ...] = field(repr=False)
    sex: Sex | None
    pose: PoseName
    arm_angle: float
    digest: str
    _measurer: Measurer = field(repr=False)
    _halves: tuple[Floats, ...] = field(repr=False)

    @property
    def levels(self) -> dict[str, float]:
        """Heights of the levels of trunk, head and legs above the floor, mm."""
        return {name: float(np.mean([self._measurer.height(half, name) for half in self._halves])) for name in HEIGHTS}

    @property
    def girth_levels(self) -> tuple[str, ...]:
        """Every level that `girth` measures."""
        return tuple(KINDS)

    @property
    def landmarks(self) -> tuple[str, ...]:
        """Every point that `point` knows."""
        return (*self._measurer.landmarks, *(f"{name}_joint" for name in self._measurer.model.joints))

    def girth(self, level: str, side: Side = "left") -> float:
        """Return the length of a tape round the mesh at a level, arms left out, in mm; ``side`` matters for limbs.

        Raises ValueError for a level that there is none of.
        """
        if level not in KINDS:
            raise ValueError(f"no girth is measured at {level!r}; levels are {', '.join(KINDS)}")
        return self._measurer.girth(self._halves, level, int(side == "right"))

    def plane(self, level: str, side: Side = "left") -> tuple[Floats, float]:
        """Return the plane that a girth is measured in: its unit normal, and the normal times any of its points."""
        half = self._halves[-1] if side == "right" else self._halves[0]
        normal, offset = self._measurer.plane(half, level)
        return (normal * (-1.0, 1.0, 1.0) if side == "right" else normal), offset

    def point(self, name: str, side: Side = "left") -> Floats:
        """Return a landmark or joint (``elbow_joint``); points of the middle are the same on both sides.

        Raises ValueError for a name that there is none of.
        """
        half = self._halves[-1] if side == "right" else self._halves[0]
        joint = name.removesuffix("_joint")
        if name in self._measurer.landmarks:
            found = self._measurer.point(half, name)
        elif joint != name and joint in self._measurer.model.joints:
            found = self._measurer.joint(half, joint)
        else:
            raise ValueError(f"no point is called {name!r}; points are {', '.join(self.landmarks)}")
        return found * (-1.0, 1.0, 1.0) if side == "right" else found.copy()

    @property
    def halves(self) -> tuple[Floats, ...]:
        """The half, or the left and the right one, that the body was joined from."""
        return self._halves

    @property
    def landmark_numbers(self) -> dict[str, int]:
        """Which point of a half each landmark is."""
        return dict(self._measurer.landmarks)

    def part(self, name: str) -> Ints:
        """Return the numbers of the vertices of a part."""
        return np.flatnonzero(self.labels == self.parts.index(name))

    def normals(self) -> Floats:
        """Return unit normals of the vertices, pointing outwards."""
        corner = self.vertices[self.faces]
        flat = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
        made = np.zeros_like(self.vertices)
        for place in range(3):
            np.add.at(made, self.faces[:, place], flat)
        result: Floats = made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-12)
        return result


def avatar_digest(measures: Measures, sex: Sex | None = None, *, spreads: Mapping[str, float] | None = None,
                  child: bool = False, pose: PoseName = "drape") -> str:
    """Return the sha256 of everything that an avatar is made of: its measures, the model and its grade."""
    known = {name: [float(each) for each in _pair(value)] for name, value in measures.items() if name in KNOWN}
    what = {"measures": known, "sex": sex, "child": child, "pose": pose, "grade": GRADE, "model": body_model().digest,
            "spreads": {name: float(value) for name, value in (spreads or {}).items() if name in known and value}}
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()


def fit_avatar(measures: Measures, sex: Sex | None = None, *, spreads: Mapping[str, float] | None = None,
               child: bool = False, pose: PoseName = "drape") -> Avatar:
    """Fit a body to measures in mm (degrees for the slope), by the names of the catalogue.

    A pair is (left, right). ``spreads`` has the standard deviation of every value that was estimated: estimates weigh
    less and are only approached. Without a ``sex`` the body is midway. Names outside `KNOWN` say nothing about the
    shape. The same arguments give the same body; it is kept under its digest. Raises `MeasurementError` where a needed
    measure is missing, a value is no length, or the body lies outside what the model can be.
    """
    _check(measures, sex, child=child, pose=pose)
    digest = avatar_digest(measures, sex, spreads=spreads, child=child, pose=pose)
    with _lock:
        if digest in _made:
            _made.move_to_end(digest)
            return _made[digest]
    made = _fitted(measures, sex, spreads or {}, pose, digest, child=child)
    with _lock:
        _made[digest] = made
        while len(_made) > KEPT:
            _made.popitem(last=False)
    return made


def _pair(value: float | tuple[float, float]) -> tuple[float, float]:
    if isinstance(value, tuple | list):
        left, right = value
        return float(left), float(right)
    return float(value), float(value)


def _check(measures: Measures, sex: Sex | None, *, child: bool, pose: PoseName) -> None:
    if pose not in POSES:
        raise ValueError(f"no pose is called {pose!r}; poses are {', '.join(POSES)}")
    if sex is not None and sex not in SEXES:
        raise ValueError(f"sex is 'female', 'male' or None, not {sex!r}")
    faults = [Problem(f"the avatar needs {name.replace('_', ' ')}", "avatar.missing", name,
                      "Measure it, or let it be estimated.") for name in NEEDED if name not in measures]
    for name, value in measures.items():
        pair = _pair(value)
        least = -90 if name not in KNOWN or name in _ANGLES else 1
        if not all(isfinite(each) and each >= least for each in pair):
            faults.append(Problem(f"{name.replace('_', ' ')}: {value} is no measure", "avatar.value", name,
                                  "Give a length in mm."))
    if not faults:
        height = sum(_pair(measures["height"])) / 2
        low, high = SMALLEST[child], TALLEST[child]
        if not low <= height <= high:
            who = "children" if child else "grown-up people"
            faults.append(Problem(f"height: there is no avatar of {height:.0f} mm; the body model holds for {who} of "
                                  f"{low:.0f} to {high:.0f} mm", "avatar.range", "height",
                                  "The pattern itself does not need the avatar."))
    if faults:
        raise MeasurementError.of(faults)


def _fitted(measures: Measures, sex: Sex | None, spreads: Mapping[str, float], pose: PoseName, digest: str, *,
            child: bool) -> Avatar:
    model = body_model()
    sides = [{name: Asked(name, _pair(value)[side], float(spreads.get(name, 0.0)))
              for name, value in measures.items() if name in KNOWN} for side in (0, 1)]
    middle = {name: Asked(name, (each.value + sides[1][name].value) / 2, each.spread)
              for name, each in sides[0].items()}
    space = shape_space(model, sex, age_of(model, sex, middle["height"].value) if child else GROWN)
    measurer = Measurer(model, body_landmarks(model, space.mean, sex, middle), sex)
    stance, likely = _likely(model, measurer, space, middle, pose)
    _refuse_unlikely(measurer, space, likely, middle)
    even = all(sides[0][name].value == sides[1][name].value for name in middle)
    wishes = [Wish(middle)] if even else [Wish(each) for each in sides]
    stance, halves = _corrected(model, measurer, likely, stance, wishes)
    reached = tuple(_reached(measurer, halves, middle[name]) for name in measures if name in middle)
    _refuse_off(reached)
    return avatar_of(measurer, halves, reached, pose, stance.arm, digest)


def avatar_of(measurer: Measurer, halves: tuple[Floats, ...], reached: tuple[Reached, ...], pose: PoseName, arm: float,
              digest: str) -> Avatar:
    """Join one half, for both sides, or a left and a right one, both given as left ones, to an avatar."""
    model = measurer.model
    names, labels = _labels(model)
    return Avatar(model.whole(halves[0], halves[-1]), model.faces, names, labels, reached, measurer.sex, pose, arm,
                  digest, measurer, halves)


def _corrected(model: BodyModel, measurer: Measurer, likely: Fit, stance: Stance,
               wishes: list[Wish]) -> tuple[Stance, tuple[Floats, ...]]:
    # Corrected, and until nothing crosses: arms go up where an armpit folds into itself, other folds are evened out.
    faces = model.touching_faces
    while True:
        start = posed(model, likely.points, stance)
        correction = Correction(model, measurer, [start] * len(wishes), wishes)
        _refuse_far(correction)
        for _ in range(_TIMES):
            correction.run()
            whole = model.whole(correction.halves[0], correction.halves[-1])
            crossed = np.unique(faces[crossings(whole, faces)])
            crossed = np.unique(np.where(crossed < model.count, crossed, crossed - model.count + model.middle))
            if not len(crossed) or model.arm[crossed].max() > 0.05:
                break
            correction.even_out(crossed)
        if not len(crossed) or model.arm[crossed].max() <= 0.05 or stance.arm >= _HIGHEST:
            return stance, tuple(correction.halves)
        stance = Stance(min(stance.arm + 4.0, _HIGHEST), stance.leg)


def _likely(model: BodyModel, measurer: Measurer, space: ShapeSpace, asked: Mapping[str, Asked],
            pose: PoseName) -> tuple[Stance, Fit]:
    # The likely body as it is modelled, then again for what its girths will be in the pose.
    wanted = rows(measurer, list(asked.values()))
    first = fit(space, wanted)
    stance = find_stance(model, first.points, POSES[pose])
    turned = posed(model, first.points, stance)
    more = {name: measurer.girth([first.points], level) - measurer.girth([turned], level)
            for name, level in GIRTHS.items() if name in asked}
    second = fit(space, wanted, first, more)
    return find_stance(model, second.points, POSES[pose]), second


def _refuse_unlikely(measurer: Measurer, space: ShapeSpace, likely: Fit, asked: Mapping[str, Asked]) -> None:
    if float(((likely.parameters / space.spread) ** 2).sum()) <= LIKELY:
        return
    # The girth that is furthest from how stout the body is elsewhere.
    ratios = {name: np.log(each.value / measurer.girth([space.mean], GIRTHS[name]))
              for name, each in asked.items() if name in GIRTHS}
    middle = float(np.median(list(ratios.values())))
    oddest = max(ratios, key=lambda name: abs(ratios[name] - middle))
    raise MeasurementError(
        f"{oddest.replace('_', ' ')}: {asked[oddest].value:.0f} mm beside the other measures is outside the range of "
        "the body model", code="avatar.range", where=oddest,
        hint="Measure it again. The pattern itself does not need the avatar.")


def _refuse_far(correction: Correction) -> None:
    worst = max(((abs(gain - 1), level, side) for side in range(len(correction.halves))
                 for level, gain in correction.gains(side).items() if level not in ("neck_base", "ankle", "head")),
                default=(0.0, "", 0))
    if worst[0] > STRETCH:
        _, level, side = worst
        has = correction.measurer.girth(correction.halves, level, side)
        raise MeasurementError(
            f"{level.replace('_', ' ')} girth: a body with {correction.targets[side][level]:.0f} mm there and the "
            f"other measures is outside the range of the body model, which comes to {has:.0f} mm", code="avatar.range",
            where=f"{level}_girth", hint="Measure it again. The pattern itself does not need the avatar.")


def _refuse_off(reached: tuple[Reached, ...]) -> None:
    for each in reached:
        if each.name in GIRTHS and not each.estimated and abs(each.off) > NOT_CLOSE.get(each.name, CLOSE):
            raise MeasurementError(
                f"{each.name.replace('_', ' ')}: the avatar comes to {each.reached:.0f} mm where {each.asked:.0f} mm "
                "were asked for; together with the other measures that is outside the range of the body model",
                code="avatar.range", where=each.name, hint="Measure it again, or leave it out.")


def _reached(measurer: Measurer, halves: tuple[Floats, ...], asked: Asked) -> Reached:
    name = asked.name
    if name in GIRTHS:
        has = np.mean([measurer.girth(halves, GIRTHS[name], side) for side in (0, 1)])
    else:
        has = np.mean([_length(measurer, half, name) for half in halves])
    return Reached(name, asked.value, float(has), asked.spread)


def _length(measurer: Measurer, half: Floats, name: str) -> float:
    if name in LEVEL_ROWS:
        shares, more, _ = LEVEL_ROWS[name]
        return measurer.height_value(shares, half).amount - more
    if name in _WAYS:
        return measurer.way_value(half, *_WAYS[name]).amount
    if name == "back_waist_length":
        return measurer.back_length(half, measurer.height(half, "waist"))
    neck, tip = measurer.point(half, "neck_point"), measurer.point(half, "shoulder_tip")
    return float(np.degrees(np.arcsin((neck[1] - tip[1]) / np.linalg.norm(neck - tip))))


def _labels(model: BodyModel) -> tuple[tuple[str, ...], Ints]:
    middle = [name for name in model.parts if name in ("head", "neck", "torso")]
    limbs = [name for name in model.parts if name not in middle]
    names = (*middle, *(f"{side}_{name}" for side in ("left", "right") for name in limbs))
    left = np.array([names.index(name if name in middle else f"left_{name}") for name in model.parts])
    right = np.array([names.index(name if name in middle else f"right_{name}") for name in model.parts])
    whole = np.concatenate([left[model.labels], right[model.labels[model.middle:]]])
    return names, whole
