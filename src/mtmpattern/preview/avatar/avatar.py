"""The avatar: a 3D body fitted to measurements.

from mtmpattern.preview.avatar import fit_avatar

body = fit_avatar({"height": 1680, "chest_girth": 925, "waist_girth": 745, "hip_girth": 995}, "female")
body.girth("waist")            # 745.0, measured on the mesh
body.point("shoulder_tip")     # the end of the wearer's left shoulder, mm
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
from mtmpattern.preview.avatar.correction import Correction, SideMeasures
from mtmpattern.preview.avatar.crossing import crossings
from mtmpattern.preview.avatar.fit import LEVEL_ROWS, Fit, GivenMeasure, fit, rows
from mtmpattern.preview.avatar.measures import GIRTHS, HEIGHTS, KINDS, Measurer
from mtmpattern.preview.avatar.model import SEXES, BodyModel, Floats, Ints, Sex, body_model
from mtmpattern.preview.avatar.places import body_landmarks
from mtmpattern.preview.avatar.pose import POSES, PoseName, Stance, find_stance, posed
from mtmpattern.preview.avatar.shapes import GROWN, ShapeSpace, age_of, shape_space
from mtmpattern.units import apart

Side = Literal["left", "right"]
Measures = Mapping[str, float | tuple[float, float]]

NEEDED: Final = ("height", "chest_girth", "waist_girth", "hip_girth")
"""The measures without which there is no avatar."""
GRADE: Final = 1
"""Increased when the same measures give another body, so that stored avatars are fitted again."""
LIKELY: Final = 70.0
"""The largest sum of squared deviations of all shapes; real people stay below 50, most below 30."""
STRETCH: Final = 0.15
"""The share of a girth that the correction may add to the likely body; more is outside the model's range."""
CLOSE: Final = 2.0
"""The largest remaining error of a measured girth, mm."""
NOT_CLOSE: Final = {"neck_girth": 8.0, "neck_base_girth": 8.0, "head_girth": 8.0, "high_bust_girth": 8.0}
"""The same for girths so close together that a coarse mesh may not be able to have both."""
SMALLEST: Final = {True: 950.0, False: 1350.0}
TALLEST: Final = {True: 1750.0, False: 2200.0}
"""Range of height of children and of adults, mm."""
KEPT: Final = 16
"""Avatars kept in memory."""

_TIMES: Final = 6
_HIGHEST: Final = 44.0
"""The most that arms are raised where armpits need room, degrees."""
_WAYS: Final = {"shoulder_length": ("neck_point", "shoulder_tip"), "upper_arm_length": ("shoulder_tip", "elbow"),
                "arm_length": ("shoulder_tip", "elbow", "wrist")}
_ANGLES: Final = ("shoulder_slope",)
KNOWN: Final = frozenset((*GIRTHS, *LEVEL_ROWS, *_WAYS, *_ANGLES, "back_waist_length"))
"""Every measure that shapes the avatar."""

_made: OrderedDict[str, Avatar] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Reached:
    """One given measure and what the avatar has, in mm (degrees for the slope).

    ``spread`` is the standard deviation of an estimate, 0 where it was measured; an estimate is only approached.
    """

    name: str
    given: float
    reached: float
    spread: float = 0.0

    @property
    def estimated(self) -> bool:
        """Whether the value was estimated."""
        return self.spread > 0

    @property
    def off(self) -> float:
        """By how much the avatar's measure is larger than the given one."""
        return self.reached - self.given


@dataclass(frozen=True, slots=True, eq=False)
class Avatar:
    """A body as a closed triangle mesh, in mm: y up from the floor, z forward, x to the wearer's left.

    ``vertices`` has the shape (n, 3), ``faces`` (m, 3) counter-clockwise seen from outside. ``labels`` gives for every
    vertex the place of its part in ``parts``. ``measures`` lists each given measure beside the avatar's, as the mean of
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
        """The name of every point that `point` returns."""
        return (*self._measurer.landmarks, *(f"{name}_joint" for name in self._measurer.model.joints))

    def girth(self, level: str, side: Side = "left") -> float:
        """The length of a tape round the mesh at a level, arms left out, in mm; ``side`` matters for limbs.

        Raises ValueError for an unknown level.
        """
        if level not in KINDS:
            raise ValueError(f"there is no level {level!r}; use one of {', '.join(KINDS)}")
        return self._measurer.girth(self._halves, level, int(side == "right"))

    def plane(self, level: str, side: Side = "left") -> tuple[Floats, float]:
        """The plane that a girth is measured in: its unit normal, and the normal's product with its points."""
        half = self._halves[-1] if side == "right" else self._halves[0]
        normal, offset = self._measurer.plane(half, level)
        return (normal * (-1.0, 1.0, 1.0) if side == "right" else normal), offset

    def point(self, name: str, side: Side = "left") -> Floats:
        """A landmark or joint (``elbow_joint``); points of the middle are the same on both sides.

        Raises ValueError for an unknown name.
        """
        half = self._halves[-1] if side == "right" else self._halves[0]
        joint = name.removesuffix("_joint")
        if name in self._measurer.landmarks:
            found = self._measurer.point(half, name)
        elif joint != name and joint in self._measurer.model.joints:
            found = self._measurer.joint(half, joint)
        else:
            raise ValueError(f"there is no point {name!r}; use one of {', '.join(self.landmarks)}")
        return found * (-1.0, 1.0, 1.0) if side == "right" else found.copy()

    @property
    def halves(self) -> tuple[Floats, ...]:
        """The one half, or the left and the right half, that the body was joined from."""
        return self._halves

    @property
    def even(self) -> bool:
        """Whether its left and its right are mirror images."""
        return len(self._halves) == 1

    @property
    def landmark_numbers(self) -> dict[str, int]:
        """The number of each landmark among the points of a half."""
        return dict(self._measurer.landmarks)

    def part(self, name: str) -> Ints:
        """The numbers of the vertices of a part."""
        return np.flatnonzero(self.labels == self.parts.index(name))

    def normals(self) -> Floats:
        """Unit normals of the vertices, pointing outwards."""
        corner = self.vertices[self.faces]
        flat = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
        made = np.zeros_like(self.vertices)
        for place in range(3):
            np.add.at(made, self.faces[:, place], flat)
        result: Floats = made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-12)
        return result


def avatar_digest(measures: Measures, sex: Sex | None = None, *, spreads: Mapping[str, float] | None = None,
                  child: bool = False, pose: PoseName = "drape") -> str:
    """The sha256 of everything that an avatar depends on: its measures, the model and its grade."""
    known = {name: [float(each) for each in _pair(value)] for name, value in measures.items() if name in KNOWN}
    what = {"measures": known, "sex": sex, "child": child, "pose": pose, "grade": GRADE, "model": body_model().digest,
            "spreads": {name: float(value) for name, value in (spreads or {}).items() if name in known and value}}
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()


def fit_avatar(measures: Measures, sex: Sex | None = None, *, spreads: Mapping[str, float] | None = None,
               child: bool = False, pose: PoseName = "drape") -> Avatar:
    """Fit a body to measures in mm (degrees for the slope), by the names of the catalogue.

    A pair is (left, right). ``spreads`` holds the standard deviation of every estimated value: estimates weigh less and
    are only approached. Without a ``sex`` the body is midway between the two. Names outside `KNOWN` are ignored. The
    same arguments give the same body; it is kept in memory under its digest. Raises `MeasurementError` where a needed
    measure is missing, a value is not a length, or the body lies outside the model's range.
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
        raise ValueError(f"there is no pose {pose!r}; use one of {', '.join(POSES)}")
    if sex is not None and sex not in SEXES:
        raise ValueError(f"sex must be 'female', 'male' or None, not {sex!r}")
    faults = [Problem(f"the avatar needs {name.replace('_', ' ')}", "avatar.missing", name,
                      "Measure it, or let it be estimated.") for name in NEEDED if name not in measures]
    for name, value in measures.items():
        pair = _pair(value)
        least = -90 if name not in KNOWN or name in _ANGLES else 1
        if not all(isfinite(each) and each >= least for each in pair):
            faults.append(Problem(f"{name.replace('_', ' ')}: {value} is not a length", "avatar.value", name,
                                  "Give a length in mm."))
    if not faults:
        height = sum(_pair(measures["height"])) / 2
        low, high = SMALLEST[child], TALLEST[child]
        if not low <= height <= high:
            who = "children" if child else "adults"
            stated = apart(height, low if height < low else high)[0]
            faults.append(Problem(f"height: {stated} mm is outside the range of the body model, which covers {who} "
                                  f"of {low:.0f} to {high:.0f} mm", "avatar.range", "height",
                                  "The pattern itself does not need the avatar."))
    if faults:
        raise MeasurementError.of(faults)


def _fitted(measures: Measures, sex: Sex | None, spreads: Mapping[str, float], pose: PoseName, digest: str, *,
            child: bool) -> Avatar:
    model = body_model()
    sides = [{name: GivenMeasure(name, _pair(value)[side], float(spreads.get(name, 0.0)))
              for name, value in measures.items() if name in KNOWN} for side in (0, 1)]
    middle = {name: GivenMeasure(name, (each.value + sides[1][name].value) / 2, each.spread)
              for name, each in sides[0].items()}
    space = shape_space(model, sex, age_of(model, sex, middle["height"].value) if child else GROWN)
    measurer = Measurer(model, body_landmarks(model, space.mean, sex, middle), sex)
    stance, likely = _likely(model, measurer, space, middle, pose)
    _check_likely(measurer, space, likely, middle)
    even = all(sides[0][name].value == sides[1][name].value for name in middle)
    by_side = [SideMeasures(middle)] if even else [SideMeasures(each) for each in sides]
    stance, halves = _corrected(model, measurer, likely, stance, by_side)
    reached = tuple(_reached(measurer, halves, middle[name]) for name in measures if name in middle)
    _check_close(reached)
    return avatar_of(measurer, halves, reached, pose, stance.arm, digest)


def avatar_of(measurer: Measurer, halves: tuple[Floats, ...], reached: tuple[Reached, ...], pose: PoseName, arm: float,
              digest: str) -> Avatar:
    """Join halves to an avatar: one for both sides, or a left and a right one; all are given as left halves."""
    model = measurer.model
    names, labels = _labels(model)
    return Avatar(model.whole(halves[0], halves[-1]), model.faces, names, labels, reached, measurer.sex, pose, arm,
                  digest, measurer, halves)


def _corrected(model: BodyModel, measurer: Measurer, likely: Fit, stance: Stance,
               by_side: list[SideMeasures]) -> tuple[Stance, tuple[Floats, ...]]:
    # Corrects until nothing crosses: arms go up where an armpit folds into itself, other folds are smoothed.
    faces = model.touching_faces
    while True:
        start = posed(model, likely.points, stance)
        correction = Correction(model, measurer, [start] * len(by_side), by_side)
        _check_stretch(correction)
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


def _likely(model: BodyModel, measurer: Measurer, space: ShapeSpace, given: Mapping[str, GivenMeasure],
            pose: PoseName) -> tuple[Stance, Fit]:
    # Fits the body as modelled, then again with the change of its girths in the pose.
    wanted = rows(measurer, list(given.values()))
    first = fit(space, wanted)
    stance = find_stance(model, first.points, POSES[pose])
    turned = posed(model, first.points, stance)
    more = {name: measurer.girth([first.points], level) - measurer.girth([turned], level)
            for name, level in GIRTHS.items() if name in given}
    second = fit(space, wanted, first, more)
    return find_stance(model, second.points, POSES[pose]), second


def _check_likely(measurer: Measurer, space: ShapeSpace, likely: Fit, given: Mapping[str, GivenMeasure]) -> None:
    if float(((likely.parameters / space.spread) ** 2).sum()) <= LIKELY:
        return
    # Name the girth that is furthest out of proportion with the others.
    ratios = {name: np.log(each.value / measurer.girth([space.mean], GIRTHS[name]))
              for name, each in given.items() if name in GIRTHS}
    middle = float(np.median(list(ratios.values())))
    oddest = max(ratios, key=lambda name: abs(ratios[name] - middle))
    raise MeasurementError(
        f"{oddest.replace('_', ' ')}: {given[oddest].value:.0f} mm beside the other measures is outside the range of "
        "the body model", code="avatar.range", where=oddest,
        hint="Measure it again. The pattern itself does not need the avatar.")


def _check_stretch(correction: Correction) -> None:
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


def _check_close(reached: tuple[Reached, ...]) -> None:
    for each in reached:
        if each.name in GIRTHS and not each.estimated and abs(each.off) > NOT_CLOSE.get(each.name, CLOSE):
            raise MeasurementError(
                f"{each.name.replace('_', ' ')}: the avatar comes to {each.reached:.0f} mm instead of {each.given:.0f} "
                "mm; together with the other measures that is outside the range of the body model",
                code="avatar.range", where=each.name, hint="Measure it again, or leave it out.")


def _reached(measurer: Measurer, halves: tuple[Floats, ...], given: GivenMeasure) -> Reached:
    name = given.name
    if name in GIRTHS:
        has = np.mean([measurer.girth(halves, GIRTHS[name], side) for side in (0, 1)])
    else:
        has = np.mean([_length(measurer, half, name) for half in halves])
    return Reached(name, given.value, float(has), given.spread)


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
