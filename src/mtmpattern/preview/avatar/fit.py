"""The likely body: the shapes that agree best with the measures without straying far from how people are shaped.

A weighted least-squares fit with a prior on every shape, solved by Gauss-Newton steps with exact gradients. The few mm
that remain where measures and shapes disagree are left to `mtmpattern.preview.avatar.correction`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mtmpattern.preview.avatar.measures import GIRTHS, Measurer, MeasureValue
from mtmpattern.preview.avatar.model import Floats
from mtmpattern.preview.avatar.shapes import ShapeSpace

GIRTH_SPREAD: Final = 1.5
BONY: Final = {"head_girth": 4.0, "neck_girth": 4.0, "neck_base_girth": 5.0, "wrist_girth": 3.0, "elbow_girth": 4.0,
               "min_leg_girth": 4.0, "ankle_girth": 6.0}
"""Girths whose small differences should not change the shape of everything else, with their deviation in mm."""
LENGTH_SPREAD: Final = 4.0
"""The deviation of lengths, mm: missing one by this costs as much as a shape one deviation off."""
_ROUNDS: Final = 14
_SETTLED: Final = 0.3
_LONGEST: Final = 1.2
"""No step changes a shape by more deviations than this, since girths are not linear over long steps."""


@dataclass(frozen=True, slots=True)
class GivenMeasure:
    """One measure to fit: its value in mm and the standard deviation of an estimate (0 where measured)."""

    name: str
    value: float
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Residual:
    """One residual of the fit: how to measure it, its target, and its deviation."""

    name: str
    measure: Callable[[Floats], MeasureValue]
    value: float
    spread: float


LEVEL_ROWS: Final[dict[str, tuple[dict[str, float], float, float]]] = {
    # measure: shares of landmarks' heights, mm to add to the measure, deviation of the definition
    "height": ({"crown": 1}, 0, 0.5),
    "back_neck_height": ({"nape": 1}, 0, 1),
    "axilla_height": ({"armpit": 1}, 0, 1),
    "bust_height": ({"bust": 1}, 0, 1),
    "waist_height": ({"waist": 1}, 0, 1),
    "hip_height": ({"hip": 1}, 0, 1),
    "inside_leg": ({"crotch": 1}, 0, 1),
    "knee_height": ({"knee": 1}, 0, 1),
    "ankle_height": ({"ankle": 1}, 0, 1),
    "waist_to_hip": ({"waist": 1, "hip": -1}, -5, 1.5),
    "waist_to_knee": ({"waist": 1, "knee": -1}, 0, 4),
    "body_rise": ({"waist": 1, "crotch": -1}, 0, 8),
    "waist_to_armpit": ({"armpit": 1, "waist": -1}, 0, 5),
    "outseam": ({"waist": 1}, -5, 8),
    "waist_to_upper_leg": ({"waist": 1, "crotch": -1}, 0, 5),
    "waist_to_under_bust": ({"under_bust": 1, "waist": -1}, 0, 5),
    "hps_to_bust": ({"nape": 1, "bust": -1}, -32, 12),
    "scye_depth": ({"nape": 1, "armpit": -1}, -5, 5),
    "bust_point_to_under_bust": ({"bust": 1, "under_bust": -1}, -6, 8),
}
"""Measures that tell how high a level lies, straight down. The mm added make up for the curve that a tape follows."""

LOOSE: Final = ("high_bust_girth", "under_bust_girth", "top_hip_girth", "neck_girth", "mid_thigh_girth", "elbow_girth",
                "min_leg_girth", "ankle_girth", "neck_base_girth")
"""Measures that are fitted only where they were measured: the shape itself is a better guess than their estimates."""


def rows(measurer: Measurer, given: Sequence[GivenMeasure]) -> list[Residual]:
    """The residuals of the given measures; those that do not apply to the model have none."""
    made = []
    known = {each.name: each for each in given}
    for each in given:
        name = each.name
        if (each.spread and name in LOOSE) or ("under_bust" in name and measurer.sex == "male"):
            continue
        if name in GIRTHS:
            level = GIRTHS[name]
            made.append(Residual(name, lambda half, level=level: measurer.girth_value(half, level),  # type: ignore[misc]
                                 each.value, float(np.hypot(BONY.get(name, GIRTH_SPREAD), each.spread))))
        elif name in LEVEL_ROWS:
            shares, more, spread = LEVEL_ROWS[name]
            made.append(Residual(name, lambda half, shares=shares: measurer.height_value(shares, half),  # type: ignore[misc]
                                 each.value + more, float(np.hypot(np.hypot(LENGTH_SPREAD, spread), each.spread))))
    made += _ways(measurer, known)
    return made


def _ways(measurer: Measurer, known: Mapping[str, GivenMeasure]) -> list[Residual]:
    made = []
    for name, points in (("shoulder_length", ("neck_point", "shoulder_tip")),
                         ("upper_arm_length", ("shoulder_tip", "elbow")),
                         ("arm_length", ("shoulder_tip", "elbow", "wrist"))):
        if name in known:
            made.append(Residual(name, lambda half, points=points: measurer.way_value(half, *points),  # type: ignore[misc]
                                 known[name].value, float(np.hypot(LENGTH_SPREAD, known[name].spread))))
    if "shoulder_slope" in known:
        slope = known["shoulder_slope"]
        length = known["shoulder_length"].value if "shoulder_length" in known else 135.0
        drop = length * float(np.sin(np.radians(slope.value)))
        made.append(Residual("shoulder_slope",
                             lambda half: measurer.height_value({"neck_point": 1, "shoulder_tip": -1}, half), drop,
                             float(np.hypot(LENGTH_SPREAD, length * np.radians(slope.spread)))))
    if "back_waist_length" in known and "back_neck_height" not in known:
        # Roughly: the back's curve adds a few per cent, and the correction places the levels exactly afterwards.
        given = known["back_waist_length"]
        made.append(Residual("back_waist_length", lambda half: measurer.height_value({"nape": 1, "waist": -1}, half),
                             0.965 * given.value, float(np.hypot(8.0, given.spread))))
    return made


@dataclass(frozen=True, slots=True)
class Fit:
    """The parameters found, the points of the body, and each residual that is left (mm)."""

    parameters: Floats
    points: Floats
    left: dict[str, float]
    rounds: int


def fit(space: ShapeSpace, wanted: Sequence[Residual], start: Fit | None = None,
        more: Mapping[str, float] | None = None) -> Fit:
    """Find the parameters with the least sum of squares of residuals and parameters, each over its deviation.

    ``start`` is a fit to continue from; ``more`` is added to the targets of rows, by name.
    """
    parameters = np.zeros(len(space.names)) if start is None else start.parameters
    goal = np.array([row.value + (more or {}).get(row.name, 0.0) for row in wanted])
    weight = 1 / np.array([row.spread for row in wanted])
    prior = 1 / space.spread

    def cost(values: Floats, at: Floats) -> float:
        return float((((values - goal) * weight) ** 2).sum() + ((at * prior) ** 2).sum())

    points = space.points(parameters)
    measured = [row.measure(points) for row in wanted]
    before = cost(np.array([each.amount for each in measured]), parameters)
    rounds = 0
    for rounds in range(1, _ROUNDS + 1):                       # noqa: B007  # reported
        slopes = np.stack([np.einsum("kpc,pc->k", space.slopes(parameters, each.places), each.gradient)
                           for each in measured])
        system = np.vstack([slopes * weight[:, None], np.diag(prior)])
        gap = np.concatenate([(np.array([each.amount for each in measured]) - goal) * weight, parameters * prior])
        step = -np.linalg.lstsq(system, gap, rcond=None)[0]
        share = min(1.0, _LONGEST / float(np.abs(step * prior).max()))
        while True:
            trial = parameters + share * step
            points = space.points(trial)
            values = [row.measure(points) for row in wanted]
            after = cost(np.array([each.amount for each in values]), trial)
            if after < before or share < 0.05:
                break
            share /= 2
        if after >= before:
            points = space.points(parameters)
            break
        gained, before, parameters, measured = before - after, after, trial, values
        if gained < _SETTLED:
            break
    left = {row.name: float(each.amount - value) for row, each, value in zip(wanted, measured, goal, strict=True)}
    return Fit(parameters, points, left, rounds)
