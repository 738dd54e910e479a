"""The vertices at which the levels of one body are read.

The fullest part of the seat and the level of the chest lie higher or lower on different people. The mesh is not bent
for that: the level is read at another vertex of the same seat or chest, the one nearest to the given height when the
mean body is brought to the given stature, waist, crotch and so on. A woman's bust points stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from scipy.interpolate import PchipInterpolator

from mtmpattern.preview.avatar.fit import GivenMeasure
from mtmpattern.preview.avatar.model import BodyModel, Floats, Sex

FIXED: Final[dict[str, tuple[tuple[str, dict[str, float]], ...]]] = {
    "ankle": (("ankle_height", {}),),
    "knee": (("knee_height", {}), ("waist_to_knee", {"waist": 1})),
    "nape": (("back_neck_height", {}),),
    "crown": (("height", {}),),
}
"""Landmarks that stay where they are on the mesh, and the measures that give their height."""


def body_landmarks(model: BodyModel, mean: Floats, sex: Sex | None,
                   given: Mapping[str, GivenMeasure]) -> dict[str, int]:
    """The landmarks of one body as point numbers of a half; ``mean`` is the mean body of its sex and age."""
    found = dict(model.landmarks[sex or "female"])
    value = {name: each.value for name, each in given.items()}
    stature = float(mean[found["crown"], 1])
    scale = value["height"] / stature
    waist = value.get("waist_height", value.get("outseam", 0.0)) or scale * float(mean[found["waist"], 1])
    heights = {"waist": waist}
    for name, ways in FIXED.items():
        for measure, below in ways:
            if measure in value:
                heights[name] = waist - value[measure] if below else value[measure]
                break
    knots = sorted((float(mean[found[name], 1]), height) for name, height in heights.items())
    there, here = np.array([(0.0, 0.0), *knots]).T
    keep = np.concatenate([[True], np.diff(here) > 1.0]) & np.concatenate([[True], np.diff(there) > 1.0])
    likely = PchipInterpolator(there[keep], here[keep])(np.clip(mean[:model.count, 1], 0, stature))
    trunk = model.weight("torso", "thigh") > 0.5
    bust, seat = mean[found["bust"], 0], mean[found["hip"], 0]
    front = trunk & (mean[:model.count, 2] > 0) & (abs(mean[:model.count, 0] - bust) < 0.012 * stature)
    back = trunk & (mean[:model.count, 2] < 0) & (abs(mean[:model.count, 0] - seat) < 0.012 * stature)
    goals = {"hip": (back, value.get("hip_height") or (waist + 5 - value["waist_to_hip"] if "waist_to_hip" in value
                                                        else None))}
    if sex == "male":
        goals["bust"] = (front, value.get("bust_height"))
    for name, (chosen, height) in goals.items():
        if height is not None:
            places = np.flatnonzero(chosen)
            found[name] = int(places[np.argmin(abs(likely[places] - height))])
    if sex == "male":                                         # as far below the chest as on the mean body
        below = likely[found["bust"]] - 0.05 * value["height"]
        places = np.flatnonzero(front)
        found["under_bust"] = int(places[np.argmin(abs(likely[places] - below))])
    return found
