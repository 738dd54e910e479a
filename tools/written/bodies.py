"""What a body measures, in mm: from a measurement file, or from a row of the ANSUR II tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

UNITS: Final = {"mm": 1.0, "cm": 10.0, "in": 25.4, "inch": 25.4, '"': 25.4, "m": 1000.0, "ft": 304.8}
GIRTHS: Final = ("neck", "neck_base", "chest", "high_bust", "under_bust", "waist", "belly", "top_hip", "hip", "max_hip",
                 "upper_arm", "elbow", "wrist", "hand", "thigh", "knee", "calf", "ankle", "heel", "head")
"""Measures whose file name may end in ``_girth``; the ending is left out here."""
OTHER_NAMES: Final = {"bust": "chest", "bust_girth": "chest", "inseam": "inside_leg", "rise": "body_rise",
                      "biceps": "upper_arm", "arm": "upper_arm", "nape_to_waist": "back_waist_length"}

SURVEY: Final = {
    "chest": "chestcircumference", "belly": "waistcircumference", "hip": "buttockcircumference",
    "neck": "neckcircumference", "neck_base": "neckcircumferencebase", "wrist": "wristcircumference",
    "thigh": "thighcircumference", "calf": "calfcircumference", "heel": "heelanklecircumference",
    "head": "headcircumference", "hand": "handcircumference", "shoulder_length": "shoulderlength",
    "inside_leg": "crotchheight", "knee_height": "kneeheightmidpatella",
}
"""Measures that the survey took as a tailor does (measurement map: same)."""


@dataclass(frozen=True, slots=True)
class Body:
    """Measures by their short names, left and right where they differ."""

    values: Mapping[str, tuple[float, float]]
    sex: str = ""

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def of(self, name: str) -> float | None:
        """The measure, the larger side where they differ; None where it was not taken."""
        return max(self.values[name]) if name in self.values else None

    def least(self, name: str) -> float | None:
        """The measure, the smaller side where they differ."""
        return min(self.values[name]) if name in self.values else None


def short_name(name: str) -> str:
    """``chest_girth`` as ``chest``."""
    name = name.strip().lower()
    name = OTHER_NAMES.get(name, name)
    return name.removesuffix("_girth") if name.removesuffix("_girth") in GIRTHS else name


def read_body(file: str | Path) -> Body:
    """Read a YAML file of measures. Raises ValueError for a number whose unit is not known."""
    raw = YAML(typ="safe").load(Path(file).read_text("utf-8"))
    unit = str(raw.get("unit", "mm"))
    values = {}
    for key, given in raw["measurements"].items():
        name = short_name(str(key))
        if name == "weight":
            continue
        sides = [given[side] for side in ("left", "right")] if isinstance(given, dict) else [given, given]
        left, right = (_number(side, unit, name) for side in sides)
        values[name] = (left, right)
    return Body(_derived(values), str(raw.get("sex", "")))


def _derived(values: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Add what follows from heights above the floor that were taken."""
    sums = (("body_rise", "waist_height", "inside_leg"), ("waist_to_hip", "waist_height", "hip_height"),
            ("waist_to_knee", "waist_height", "knee_height"), ("scye_depth", "back_neck_height", "axilla_height"))
    for name, upper, lower in sums:
        if name not in values and upper in values and lower in values:
            length = max(values[upper]) - max(values[lower])
            values[name] = (length, length)
    return values


def _number(given: Any, unit: str, name: str) -> float:
    """One value in mm (degrees for a slope): ``92.5``, ``29 1/4 in``, ``5 ft 11``, ``21 deg``."""
    text = str(given).strip().lower()
    if name == "shoulder_slope":
        return float(text.removesuffix("deg").removesuffix("°"))
    total, pattern = 0.0, re.compile(r"(-?\d+(?:\.\d+)?)(?:\s+(\d+)/(\d+)|/(\d+))?\s*([a-z\"]*)\s*")
    place = 0
    while place < len(text):
        found = pattern.match(text, place)
        if found is None or found.end() == place:
            raise ValueError(f"{name}: {given!r} is not a length")
        number = float(found[1])
        if found[4]:
            number /= float(found[4])
        if found[2]:
            number += float(found[2]) / float(found[3])
        factor = UNITS.get(found[5] or ("in" if place else unit))
        if factor is None:
            raise ValueError(f"{name}: the unit {found[5]!r} is not known")
        total += number * factor
        place = found.end()
    return total


def read_row(file: str | Path, row: int) -> Body:
    """Read the row of this number, from 1, of an ANSUR II table: only what it took as a tailor does."""
    with Path(file).open(encoding="latin-1", newline="") as lines:
        rows = list(csv.DictReader(lines))
    raw = {key.strip().lower(): value for key, value in rows[row - 1].items()}
    values = {name: (float(raw[column]),) * 2 for name, column in SURVEY.items()}
    sex = raw.get("gender", "").strip().lower()
    waist = (float(raw["tenthribheight"]) + float(raw["iliocristaleheight"])) / 2.0
    heights = {"waist_to_hip": waist - float(raw["buttockheight"]) + 5.0,
               "body_rise": waist - float(raw["crotchheight"]),
               "waist_to_knee": waist - float(raw["kneeheightmidpatella"]),
               "waist_to_belly": waist - float(raw["waistheightomphalion"]),
               "back_waist_length": float(raw["waistbacklength"]) + float(raw["waistheightomphalion"]) - waist,
               "scye_depth": (float(raw["cervicaleheight"]) - float(raw["axillaheight"]))
               * (1.024 if sex == "female" else 1.037),
               "upper_arm": 0.94 * float(raw["bicepscircumferenceflexed"])}
    values.update({name: (value, value) for name, value in heights.items()})
    return Body(values, sex)
