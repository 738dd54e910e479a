"""How the body stands: arms lowered and legs brought together, by the skin weights.

The base mesh stands with its arms at 42 degrees and its feet a third of a metre apart. For draping, the arms hang as
low as cloth between arm and flank allows, and the legs stand as close as the thighs allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy.spatial import cKDTree

from mtmpattern.preview.avatar.model import BodyModel, Floats

PoseName = Literal["drape", "a"]

ROOM: Final = 22.0
"""Room between the hanging arm and the body, mm."""
GAP: Final = 5.0
"""Room between each thigh and the middle, below the crotch, mm."""


@dataclass(frozen=True, slots=True)
class Stance:
    """Angles in degrees: of the arm from straight down, and of the leg inwards from the base mesh."""

    arm: float
    leg: float


POSES: Final[dict[str, Stance]] = {"drape": Stance(14.0, 6.0), "a": Stance(42.0, 3.0)}
"""The preferred stance of each pose; arms go up and legs apart as far as the body needs it."""


def posed(model: BodyModel, half: Floats, stance: Stance) -> Floats:
    """Turn arm and leg of a half; the foot stays flat on the floor."""
    joint = {name: half[model.count + place] for name, place in model.joints.items()}
    weight = {name: np.concatenate([model.weight(name), np.zeros(len(model.joints))]) for name in model.parts}
    for name, part in (("shoulder", "upper_arm"), ("elbow", "forearm"), ("wrist", "hand"), ("hip", "thigh"),
                       ("knee", "shank"), ("ankle", "foot")):
        weight[part][model.count + model.joints[name]] = 1.0

    upper = joint["elbow"] - joint["shoulder"]
    lower = joint["wrist"] - joint["elbow"]
    angle = np.radians(stance.arm)
    arm_turn = turn(upper, np.array((np.sin(angle), -np.cos(angle), 0.03)))
    angle *= 0.8
    forearm_turn = turn(arm_turn @ lower, np.array((np.sin(angle), -np.cos(angle), 0.38))) @ arm_turn
    elbow = joint["shoulder"] + arm_turn @ upper
    inward = np.radians(-stance.leg)
    leg_turn = np.array(((np.cos(inward), -np.sin(inward), 0), (np.sin(inward), np.cos(inward), 0), (0, 0, 1.0)))
    ankle = joint["hip"] + leg_turn @ (joint["ankle"] - joint["hip"])

    arm = joint["shoulder"] + (half - joint["shoulder"]) @ arm_turn.T
    forearm = elbow + (half - joint["elbow"]) @ forearm_turn.T
    leg = joint["hip"] + (half - joint["hip"]) @ leg_turn.T
    foot = ankle + half - joint["ankle"]
    still = weight["head"] + weight["neck"] + weight["torso"]
    still[model.count + np.array([model.joints[name] for name in ("neck", "head")])] = 1.0
    made = (still[:, None] * half + weight["upper_arm"][:, None] * arm
            + (weight["forearm"] + weight["hand"])[:, None] * forearm
            + (weight["thigh"] + weight["shank"])[:, None] * leg + weight["foot"][:, None] * foot)
    made[:model.middle, 0] = 0.0
    result: Floats = made - (0.0, made[model.sole, 1], 0.0)
    return result


def turn(start: Floats, end: Floats) -> Floats:
    """The matrix that turns the direction of one vector into that of another the shortest way."""
    one, other = start / np.linalg.norm(start), end / np.linalg.norm(end)
    axis, cosine = np.cross(one, other), float(one @ other)
    cross = np.array(((0, -axis[2], axis[1]), (axis[2], 0, -axis[0]), (-axis[1], axis[0], 0)))
    result: Floats = np.eye(3) + cross + cross @ cross / (1 + cosine)
    return result


def find_stance(model: BodyModel, half: Floats, preferred: Stance) -> Stance:
    """The stance nearest to the preferred one that leaves `ROOM` at the arm and `GAP` between the thighs."""
    arm = preferred.arm
    while arm < 44 and room(model, posed(model, half, Stance(arm, 0.0))) < ROOM:
        arm += 2.0
    leg = preferred.leg
    while leg > -4 and gap(model, posed(model, half, Stance(arm, leg))) < GAP:
        leg -= 1.0
    return Stance(arm, leg)


def room(model: BodyModel, half: Floats) -> float:
    """The distance between the lower two thirds of the arm and the rest of the body, in mm."""
    shoulder, elbow = (half[model.count + model.joints[name]] for name in ("shoulder", "elbow"))
    points = half[:model.count]
    bone = elbow - shoulder
    along = (points - shoulder) @ bone / (bone @ bone)
    arm = points[(model.arm > 0.9) & (along > 0.35)]
    body = points[model.arm < 0.1]
    return float(cKDTree(body).query(arm)[0].min())


def gap(model: BodyModel, half: Floats) -> float:
    """The least distance of the leg from the middle, in mm, starting a little below the crotch."""
    points = half[:model.count]
    hip, knee = (half[model.count + model.joints[name], 1] for name in ("hip", "knee"))
    crotch = points[:model.middle][model.leg[:model.middle] > 0.05, 1].min()
    leg = points[(model.leg > 0.5) & (points[:, 1] < crotch - 0.09 * (hip - knee))]
    return float(leg[:, 0].min())
