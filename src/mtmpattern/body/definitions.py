"""How each measure of the catalogue follows from those of the ANSUR II survey, as data: one row for each.

A row has: name; its formula for a woman; for a man ("" if it is the same); the spread; and why. A formula is a
sum of columns of the survey, of measures of other rows, and a constant, each with an optional factor. The spread is
the standard deviation in mm (degrees) of what the formula does not explain, a pair if women and men differ, and 0 if
the survey took the measure as a tailor does. Heights and lengths are in mm, body mass in kg, angles in degrees.

The waist of the survey is at the navel. A tailor's waist lies midway between the lowest rib and the top of the hip
bone; the survey has both heights, so its level is calculated here, not assumed: 46 mm (women) and 35 mm (men) above
the navel on average, more on heavy people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

Row = tuple[str, str, str, float | tuple[float, float], str]

SAME: Final = "taken as in the survey"
LEVEL: Final = "from heights above the floor"
FLEXED: Final = "the survey took it with the muscle tensed"

MEASURED: Final[tuple[Row, ...]] = (
    # ---- heights
    ("height", "stature", "", 0, SAME),
    ("weight", "weightkg", "", 0, SAME),
    ("back_neck_height", "cervicaleheight", "", 0, SAME),
    ("bust_height", "chestheight", "", 0, SAME),
    ("axilla_height", "axillaheight", "", 0, SAME),
    ("waist_height", "0.5 tenthribheight + 0.5 iliocristaleheight", "", 8, "midway between lowest rib and hip bone"),
    ("hip_height", "buttockheight", "", 0, SAME),
    ("inside_leg", "crotchheight", "", 0, SAME),
    ("knee_height", "kneeheightmidpatella", "", 0, SAME),
    ("ankle_height", "lateralmalleolusheight", "", 0, SAME),
    # ---- girths
    ("head_girth", "headcircumference", "", 0, SAME),
    ("neck_girth", "neckcircumference", "", 0, SAME),
    ("neck_base_girth", "neckcircumferencebase", "", 0, SAME),
    ("chest_girth", "chestcircumference", "", 0, SAME),
    ("waist_girth", "waistcircumference - 60", "waistcircumference - 15", (25, 15),
     "narrower than at the navel, women's by far more: between what the survey and drafting tables give"),
    ("belly_girth", "waistcircumference", "", 0, SAME),
    ("hip_girth", "buttockcircumference", "", 0, SAME),
    ("upper_arm_girth", "0.94 bicepscircumferenceflexed", "", 8, FLEXED),
    ("forearm_girth", "0.96 forearmcircumferenceflexed", "", 6, FLEXED),
    ("wrist_girth", "wristcircumference", "", 0, SAME),
    ("thigh_girth", "thighcircumference", "", 0, SAME),
    ("knee_girth", "0.94 lowerthighcircumference", "", 12, "the survey took it above the kneecap"),
    ("calf_girth", "calfcircumference", "", 0, SAME),
    ("min_leg_girth", "anklecircumference", "", 0, SAME),
    ("ankle_girth", "anklecircumference + 22", "", 8, "over the ankle bones instead of above them"),
    ("heel_girth", "heelanklecircumference", "", 0, SAME),
    ("hand_girth", "handcircumference", "", 0, SAME),
    # ---- shoulder, neck and trunk
    ("shoulder_length", "shoulderlength", "", 0, SAME),
    ("shoulder_width", "biacromialbreadth + 30", "", 10, "tape over the back instead of calliper"),
    ("across_back", "interscyeii - 38", "", 15, "arms hanging, not held forward"),
    ("back_waist_length", "waistbacklength + waistheightomphalion - waist_height + 15",
     "waistbacklength + waistheightomphalion - waist_height", 10,
     "down to the waist instead of the navel; women's dips at the back, towards the length that drafting tables give"),
    ("scye_depth", "1.024 cervicaleheight - 1.024 axillaheight", "1.037 cervicaleheight - 1.037 axillaheight", 6,
     "the back is a little longer than straight down"),
    ("front_waist_length", "waistfrontlengthsitting + waistheightomphalion - waist_height + 20",
     "waistfrontlengthsitting + waistheightomphalion - waist_height + 10", 14,
     "down to the waist instead of the navel, and standing is longer than sitting"),
    # ---- arms
    ("upper_arm_length", "acromionradialelength + 5", "", 7, "to the tip of the bent elbow"),
    ("lower_arm_length", "radialestylionlength + 1", "", 7, "from the tip of the bent elbow"),
    ("arm_length", "sleeveoutseam + 15", "", 5, "over a slightly bent elbow instead of straight"),
    # ---- waist, hip and legs
    ("crotch_length", "crotchlengthomphalion - 2 waistheightomphalion + 2 waist_height - 15",
     "crotchlengthomphalion - 2 waistheightomphalion + 2 waist_height", 14, "from the waist instead of the navel"),
    ("front_crotch_length",
     "crotchlengthomphalion - crotchlengthposterioromphalion - waistheightomphalion + waist_height", "", 12,
     "from the waist instead of the navel"),
    ("waist_to_hip", "waist_height - hip_height + 5", "", 5, "down the side is a little longer than straight down"),
    ("waist_to_belly", "waist_height - waistheightomphalion", "", 5, LEVEL),
    ("waist_to_knee", "waist_height - knee_height", "", 3, LEVEL),
    ("body_rise", "waist_height - inside_leg", "", 5, LEVEL),
    ("waist_to_armpit", "axilla_height - waist_height", "", 4, LEVEL),
    ("outseam", "waist_height + 5", "", 8, "the way over the hip is a little longer than straight down"),
    ("waist_to_upper_leg", "waist_height - inside_leg", "", 3, LEVEL),
    ("foot_length", "footlength", "", 0, SAME),
)
"""Measures that the survey took, or took slightly differently."""

PROPORTIONS: Final[tuple[Row, ...]] = (
    ("high_bust_girth", "0.85 chest_girth + 95", "0.98 chest_girth + 10", 25,
     "30 to 90 below a bust in drafting tables; a man's is hardly less"),
    ("chest_girth_axilla", "high_bust_girth + 10", "chest_girth + 10", 20, "the shoulder blades are included"),
    ("under_bust_girth", "0.6 chest_girth + 0.25 waist_girth + 45", "0.6 chest_girth + 0.35 waist_girth + 30", 30,
     "a bust of cup B to C is 120 to 160 more; a man's lies between chest and waist"),
    ("top_hip_girth", "0.45 belly_girth + 0.55 hip_girth", "0.5 belly_girth + 0.5 hip_girth", 25,
     "it lies between navel and hip"),
    ("max_hip_girth", "hip_girth + 15", "0.85 hip_girth + 0.15 belly_girth + 40", 15,
     "hip with what stands out above or below it, on men the belly"),
    ("armscye_girth", "0.2 chest_girth + 0.6 upper_arm_girth + 25", "0.2 chest_girth + 0.6 upper_arm_girth + 35", 22,
     "about two fifths of the chest in drafting; it grows with the arm"),
    ("elbow_girth", "0.98 forearm_girth", "", 12, "about the girth of the forearm"),
    ("calf_height", "0.7 knee_height", "", 14, "the calf is thickest three tenths of the way down from the knee"),
    ("mid_thigh_girth", "0.6 thigh_girth + 0.4 knee_girth", "", 20, "a little nearer to the thigh than to the knee"),
    ("across_back_shoulder", "shoulder_width + 15", "", 10, "the way up over the neck bone is longer"),
    ("across_front", "across_back - 16", "across_back - 10", 15, "half the front is 5 to 8 narrower than the back"),
    ("hps_to_waist_back", "back_waist_length + 22", "", 9, "the side of the neck lies above the neck bone"),
    ("hps_to_waist_front", "front_waist_length + 0.06 chest_girth + 35", "front_waist_length + 85", 20,
     "front neck to waist with the neck's depth and the way over the bust"),
    ("hps_to_bust", "back_neck_height - bust_height + 35", "back_neck_height - bust_height + 30", 12,
     "the difference in height, from above the neck bone and slanting"),
    ("bust_span", "0.16 chest_girth + 37", "0.16 chest_girth + 50", 15, "Russian size tables grow by 6 per 38 of bust"),
    ("shoulder_slope", "21", "", 4, "the usual slope of a body; drafting tables say 18 to 24 degrees"),
    # Drop = length x sine of the slope; here its straight line at 21 degrees and the mean shoulder.
    ("shoulder_drop", "0.358 shoulder_length + 2.2 shoulder_slope - 46",
     "0.358 shoulder_length + 2.44 shoulder_slope - 51", 2, "shoulder length at the slope"),
    ("back_neck_to_wrist", "arm_length + 0.5 across_back_shoulder", "", 8, "the sum of both"),
    ("waist_to_top_hip", "0.5 waist_to_hip", "", 15, "midway down to the hip"),
    ("waist_back_arc", "0.48 waist_girth", "0.47 waist_girth", 18, "the back of the waist is the smaller part"),
    ("hip_back_arc", "0.52 hip_girth", "0.51 hip_girth", 18, "the back of the hip is the larger part"),
    ("bust_front_arc", "0.525 chest_girth", "0.51 chest_girth", 18, "the front of the bust is the larger part"),
    ("high_bust_front_arc", "0.5 high_bust_girth", "", 15, "half of the girth"),
    ("bust_point_to_under_bust", "0.35 chest_girth - 0.35 under_bust_girth + 22", "0.045 chest_girth", 14,
     "about 70 on a cup of B to C, and more on a fuller bust"),
    ("waist_to_under_bust", "bust_height - waist_height - 0.9 bust_point_to_under_bust", "", 12, LEVEL),
    ("stoop", "0", "", 10, "usual posture"),
    ("shoulder_forward", "0", "", 10, "usual posture"),
    ("sway_back", "0", "", 10, "usual posture"),
)
"""Measures missing in the survey: proportions of others used in drafting, each with a generous spread."""

_TERM: Final = re.compile(r"(?P<sign>[+-]?)\s*(?P<factor>[0-9.]+)?\s*(?P<name>[a-z][a-z_]*)?\s*")


@dataclass(frozen=True, slots=True)
class Definition:
    """One measure for one sex: ``constant`` plus factors times columns or other measures, with ``spread``.

    ``held`` is whether it was taken in the survey.
    """

    name: str
    terms: tuple[tuple[str, float], ...]
    constant: float
    spread: float
    held: bool
    why: str


def parsed(formula: str) -> tuple[tuple[tuple[str, float], ...], float]:
    """Split a formula such as ``0.5 one + two - 3`` into its terms and its constant."""
    terms, constant, place = [], 0.0, 0
    while place < len(formula):
        found = _TERM.match(formula, place)
        if found is None or found.end() == place:
            raise ValueError(f"{formula!r} cannot be read at {formula[place:]!r}")
        number = float(found["factor"] or 1) * (-1 if found["sign"] == "-" else 1)
        if found["name"]:
            terms.append((found["name"], number))
        else:
            constant += number
        place = found.end()
    return tuple(terms), constant


@cache
def definitions(sex: Literal["female", "male"]) -> dict[str, Definition]:
    """Return the definitions for one sex by name, each after those that it uses."""
    made = {}
    for held, rows in ((True, MEASURED), (False, PROPORTIONS)):
        for name, female, male, spread, why in rows:
            terms, constant = parsed(male if sex == "male" and male else female)
            spreads = spread if isinstance(spread, tuple) else (spread, spread)
            made[name] = Definition(name, terms, constant, float(spreads[sex == "male"]), held, why)
    return made


def brought_over(sex: Literal["female", "male"], taken: Mapping[str, float]) -> dict[str, float]:
    """Return every measure of a person, calculated from the survey's columns, in mm (kg, degrees)."""
    values = dict(taken)
    for each in definitions(sex).values():
        values[each.name] = each.constant + sum(factor * values[name] for name, factor in each.terms)
    return {name: values[name] for name in definitions(sex)}


def columns() -> tuple[str, ...]:
    """Return the columns of the survey that the definitions use, in order of first use."""
    known = definitions("female") | definitions("male")
    used = [name for sex in ("female", "male") for each in definitions(sex).values() for name, _ in each.terms]
    return tuple(dict.fromkeys(name for name in used if name not in known))
