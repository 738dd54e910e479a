"""People to prove templates on: those of the ANSUR II tables, and made-up ones far from the usual.

ANSUR II (US Army 2012, public release) was measured for other ends than tailoring. Its columns are brought over to our
catalogue by the definitions that estimates are made of (``mtmpattern.body.definitions``), so that a person who was
measured and one who was estimated mean the same thing. What that does to the measures that are not taken as they are:

=================  ================================================================================================
our measure        from
=================  ================================================================================================
scye_depth         (cervicale height - axilla height) x 1.037 for men, 1.024 for women: the back is curved
upper_arm_girth    0.94 of the biceps girth: it was taken on the flexed arm
arm_length         sleeve outseam + 15: the tape over a slightly bent arm against a straight line
waist_girth        waist girth as it is, although taken at the navel: larger than the natural waist of most women
waist_to_hip       midway between tenth rib and hip bone, less buttock height, + 5: along the side
waist_to_knee      midway between tenth rib and hip bone, less knee height
body_rise          midway between tenth rib and hip bone, less crotch height; the crotch lengths from there too
knee_girth         0.94 of the lower thigh girth; ankle_girth: 22 more than where the leg is thinnest
shoulder_slope     not in the tables: the usual 21 degrees with a deviation of 4, drawn from the subject's number, so
                   that slopes vary as people's do and every run draws the same
=================  ================================================================================================

Height, inside leg, knee height, chest, hip, neck and neck base, head, hand, wrist, thigh, calf and heel girths and
shoulder length are taken as they are. The biacromial breadth (a calliper, not a tape) is not used.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any

from mtmpattern.body.definitions import brought_over, columns

SLOPES = NormalDist(21, 4)
MEASURED = ("height", "chest_girth", "hip_girth", "neck_girth", "neck_base_girth", "head_girth", "hand_girth",
            "wrist_girth", "shoulder_length", "upper_arm_girth", "arm_length", "scye_depth",
            "waist_to_hip", "waist_to_knee", "body_rise", "crotch_length", "front_crotch_length", "inside_leg",
            "knee_height", "thigh_girth", "knee_girth", "calf_girth", "ankle_girth", "heel_girth")


@dataclass(frozen=True, slots=True)
class Person:
    """A label that identifies nobody, and a measurement file as a dict (or the reason why there is none)."""

    label: str
    file: Mapping[str, Any]
    unusable: str = ""


def slope_of(subject: str) -> float:
    """The shoulder slope in degrees that a subject's number draws, within 2.5 deviations."""
    drawn = int.from_bytes(sha256(subject.encode()).digest()[:8]) / 2**64
    return round(SLOPES.inv_cdf(min(max(drawn, 0.006), 0.994)), 2)


def ansur(path: Path) -> Iterator[Person]:
    """Everyone in one ANSUR II table, in its order; rows that hold no adult or no numbers are told apart."""
    with path.open(encoding="latin-1", newline="") as stream:
        for line, raw in enumerate(csv.DictReader(stream), 2):
            row = {(key or "").strip().lower(): (value or "").strip() for key, value in raw.items()
                   if isinstance(value, str)}
            label = f"{path.stem} line {line}"
            try:
                if float(row["age"]) < 18:
                    yield Person(label, {}, f"{row['age']} years old is no adult")
                    continue
                yield Person(label, _tailored(row))
            except (KeyError, ValueError) as error:
                yield Person(label, {}, f"no usable row: {type(error).__name__} {error}")


def _tailored(row: Mapping[str, str]) -> dict[str, Any]:
    sex = row["gender"].lower()

    taken = {column: float(row[column]) / (10 if column == "weightkg" else 1) for column in columns()}
    person = brought_over("male" if sex == "male" else "female", taken)
    measurements = {name: person[name] for name in MEASURED}
    measurements |= {"waist_girth": person["belly_girth"], "shoulder_slope": slope_of(row["subjectid"])}
    return _file(sex, measurements)


def _file(sex: str, measurements: Mapping[str, float], **more: str) -> dict[str, Any]:
    told = {name: f"{value:.2f} {'deg' if name == 'shoulder_slope' else 'mm'}" for name, value in measurements.items()}
    return {"sex": sex, **more, "measurements": told}


# ---- Made-up people ---------------------------------------------------------------------------------------------

STOUTNESS = {"male": 7.0, "female": 6.46}
"""Mean of the root of kg per metre of height in ANSUR II."""

GIRTHS = {
    # mean in mm, and the power of stoutness with which it grows
    "chest_girth": {"male": (1059, 1.0), "female": (947, 1.05)},
    "waist_girth": {"male": (941, 1.4), "female": (861, 1.35)},
    "hip_girth": {"male": (1020, 0.95), "female": (1021, 1.0)},
    "upper_arm_girth": {"male": (338, 1.15), "female": (289, 1.2)},
    "neck_base_girth": {"male": (435, 0.55), "female": (371, 0.5)},
}


def stress() -> Iterator[Person]:
    """Adults of 150 to 210 cm and a body mass index of 16 to 45, then children of 95 to 160 cm, all made up.

    Measures that are not given are estimated when they are drafted for, as for a customer who gives the least.
    """
    for sex in ("female", "male"):
        for height in range(1500, 2101, 50):
            for index in (16, 18.5, 21, 24, 27, 30, 33, 36, 40, 45):
                for slope in (13.0, 21.0, 29.0):
                    stout = sqrt(index * height / 1000) / STOUTNESS[sex]
                    girths = {name: mean[sex][0] * stout ** mean[sex][1] for name, mean in GIRTHS.items()}
                    yield Person(f"{sex} {height // 10} cm index {index:g} slope {slope:g}",
                                 _file(sex, {"height": height, "shoulder_slope": slope, **girths}))
    for height in range(950, 1601, 50):
        for stout in (0.92, 1.0, 1.12, 1.28):
            for slope in (16.0, 21.0, 26.0):
                girths = {"chest_girth": (160 + 0.375 * height) * stout, "waist_girth": (260 + 0.24 * height) * stout,
                          "hip_girth": (85 + 0.47 * height) * stout}
                yield Person(f"child {height // 10} cm stoutness {stout:g} slope {slope:g}",
                             _file("female", {"height": height, "shoulder_slope": slope, **girths}, age="child"))
