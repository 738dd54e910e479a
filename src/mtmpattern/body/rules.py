"""The rules that stand in for a missing measure, as a table: what they need, what they make of it, why.

`EXACT` rules follow from what was measured, for everybody; their result is *derived*. `CHILD` rules are straight lines
of height or chest from drafting tables for children under 14, with wide deviations; their result is *estimated*. What
is missing of an adult is estimated from a population instead: see `mtmpattern.body.estimates`. The best rule for a
measure stands first. Values are in mm, slopes in degrees.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, degrees, nan, radians, sin
from typing import Final

TABLES: Final = "proportion used in drafting"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to a measure: from these inputs, by ``work``, give or take ``sd`` (0 where nothing is guessed)."""

    name: str
    inputs: tuple[str, ...]
    work: Callable[..., float]
    sd: float
    why: str

    @property
    def sentence(self) -> str:
        """What the rule did, for a report."""
        return f"from {' and '.join(self.inputs)}: {self.why}" if self.inputs else self.why


def _line(constant: float, slopes: tuple[float, ...]) -> Callable[..., float]:
    """Return a constant plus one slope for each input, as a function."""
    return lambda *values: constant + sum(slope * value for slope, value in zip(slopes, values, strict=True))


def _exact(name: str, inputs: str, *slopes: float, why: str = "a sum or difference") -> Rule:
    return Rule(name, tuple(inputs.split()), _line(0, slopes), 0, why)


def _child(name: str, inputs: str, constant: float, *slopes: float, sd: float, why: str = TABLES) -> Rule:
    return Rule(name, tuple(inputs.split()), _line(constant, slopes), sd, why)


def _slope(drop: float, length: float) -> float:
    """Return the angle of a shoulder of this length that falls by ``drop``; no number where it cannot."""
    return degrees(asin(drop / length)) if 0 < drop < length else nan


def _drop(slope: float, length: float) -> float:
    return length * sin(radians(slope))


EXACT: Final[tuple[Rule, ...]] = (
    _exact("waist_to_hip", "waist_height hip_height", 1, -1),
    _exact("waist_to_knee", "waist_height knee_height", 1, -1),
    _exact("body_rise", "waist_height inside_leg", 1, -1),
    _exact("waist_to_upper_leg", "body_rise", 1, why="both end at the level of the crotch"),
    _exact("waist_to_upper_leg", "waist_height inside_leg", 1, -1),
    _exact("waist_to_armpit", "axilla_height waist_height", 1, -1),
    _exact("waist_height", "body_rise inside_leg", 1, 1),
    _exact("waist_height", "waist_to_knee knee_height", 1, 1),
    _exact("hip_height", "waist_height waist_to_hip", 1, -1),
    _exact("knee_height", "waist_height waist_to_knee", 1, -1),
    _exact("inside_leg", "waist_height body_rise", 1, -1),
    _exact("arm_length", "upper_arm_length lower_arm_length", 1, 1),
    _exact("arm_length", "back_neck_to_wrist across_back_shoulder", 1, -0.5),
    _exact("upper_arm_length", "arm_length lower_arm_length", 1, -1),
    _exact("lower_arm_length", "arm_length upper_arm_length", 1, -1),
    _exact("back_neck_to_wrist", "across_back_shoulder arm_length", 0.5, 1),
    Rule("shoulder_slope", ("shoulder_drop", "shoulder_length"), _slope, 0, "its sine is drop / length"),
    Rule("shoulder_drop", ("shoulder_slope", "shoulder_length"), _drop, 0, "length x sine of the slope"),
)
"""Sums and differences of what was measured, and the triangle of the shoulder."""

CHILD: Final[tuple[Rule, ...]] = (
    _child("outseam", "waist_height", 5, 1, sd=8,
           why="the way over the hip is a little longer than straight down"),
    # ---- neck and head
    _child("neck_base_girth", "neck_girth", 30, 1, sd=14),
    _child("neck_base_girth", "chest_girth", 120, 0.3, sd=20),
    _child("neck_girth", "neck_base_girth", -30, 1, sd=14),
    _child("neck_girth", "chest_girth", 90, 0.3, sd=16),
    _child("head_girth", "height", 440, 0.065, sd=18),
    # ---- shoulders and back
    _child("shoulder_slope", "", 21, sd=4, why="the usual slope of a body; drafting tables say 18 to 24 degrees"),
    _child("shoulder_length", "shoulder_width", 0, 0.325, sd=10),
    _child("shoulder_length", "height", 0, 0.080, sd=10),
    _child("shoulder_width", "height", 0, 0.245, sd=20),
    _child("across_back", "chest_girth", 135, 0.22, sd=25),
    _child("across_front", "across_back", -10, 1, sd=15, why="each half of the front is 5 mm narrower than the back"),
    # ---- lengths of the trunk
    _child("back_waist_length", "hps_to_waist_back", -22, 1, sd=9,
           why="the side of the neck lies above the neck bone"),
    _child("back_waist_length", "back_neck_height waist_height", 8, 1, -1, sd=14,
           why="the spine is a little longer than straight down"),
    _child("back_waist_length", "height", 0, 0.235, sd=18),
    _child("hps_to_waist_back", "back_waist_length", 18, 1, sd=9,
           why="the side of the neck lies above the neck bone"),
    _child("hps_to_waist_front", "hps_to_waist_back", -6, 1, sd=12, why="a child's front has no bust to go over"),
    _child("hps_to_bust", "back_waist_length", 0, 0.66, sd=14),
    _child("bust_span", "chest_girth", 34, 0.16, sd=10),
    _child("scye_depth", "back_neck_height axilla_height", 0, 1.03, -1.03, sd=10,
           why="the back is a little longer than straight down"),
    _child("scye_depth", "height", 0, 0.105, sd=15),
    # ---- arms
    _child("upper_arm_girth", "chest_girth", 0, 0.31, sd=20),
    _child("arm_length", "height", 0, 0.345, sd=20),
    _child("wrist_girth", "hand_girth", 5, 0.80, sd=9),
    _child("wrist_girth", "height", 0, 0.105, sd=10),
    _child("hand_girth", "wrist_girth", 10, 1.13, sd=10),
    _child("hand_girth", "height", 0, 0.125, sd=12),
    # ---- waist downwards
    _child("waist_to_hip", "height", 0, 0.115, sd=20),
    _child("waist_to_knee", "height", 0, 0.35, sd=25),
    # Size tables of children agree on the inside leg to 10 mm from 92 to 152 cm of height; the other lines are those of
    # adults, laid through a child of eight. All deviations here are a judgement, and generous.
    _child("inside_leg", "height", -170, 0.58, sd=28),
    _child("body_rise", "height", 60, 0.12, sd=18),
    _child("knee_height", "inside_leg", 0, 0.585, sd=18),
    _child("crotch_length", "hip_girth body_rise", 34, 0.375, 1.015, sd=35,
           why="the seam grows with hip and rise, as on adults"),
    _child("front_crotch_length", "crotch_length", 0, 0.455, sd=20, why="the front is the shorter part"),
    _child("thigh_girth", "hip_girth", 0, 0.57, sd=25),
    _child("knee_girth", "thigh_girth", 0, 0.705, sd=18),
    _child("calf_girth", "knee_girth", 0, 0.945, sd=15),
    _child("ankle_girth", "calf_girth", 0, 0.70, sd=14),
    _child("heel_girth", "height hip_girth", 0, 0.16, 0.05, sd=16),
    # ---- posture
    _child("stoop", "", 0, sd=10, why="usual posture"),
    _child("shoulder_forward", "", 0, sd=10, why="usual posture"),
    _child("sway_back", "", 0, sd=10, why="usual posture"),
)
"""Proportions of children."""
