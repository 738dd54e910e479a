"""The names of our measures in body scanners, in the spelling of `mtmpattern.body.catalogue.tidy`.

The names of Size Stream come from a public export; those of TC2, Anthroscan (Vitus), 3DLook, Bodygram, Styku, Fit3D
and mPort are in common use, but were not checked against a file of theirs. A girth may be called a circumference. Left
and right, units, the numbers of Anthroscan's measures, and words such as ``full`` or ``horizontal`` are stripped
before a name is looked up here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ScannerNames:
    """One of our measures, its names in scanners, separated by spaces, and how theirs ``differs`` from ours, if so."""

    measure: str
    names: str
    differs: str = ""


ROWS: Final = (
    ScannerNames("height", "total_height body_height overall_height person_height scan_height stature_height"),
    ScannerNames("weight", "actual_weight scale_weight measured_weight"),
    ScannerNames("back_neck_height", "neck_height cervical_height"),
    ScannerNames("bust_height", "bust_point_height breast_height chest_height"),
    ScannerNames("axilla_height", "armpit_height underarm_height"),
    ScannerNames("waist_height", "natural_waist_height"),
    ScannerNames("hip_height", "buttock_height seat_height"),
    ScannerNames("inside_leg", "inside_leg_height inside_leg_length inseam_length crotch_height inseam_height"),
    ScannerNames("ankle_height", "outer_ankle_height"),
    ScannerNames("head_girth", "head_circumference"),
    ScannerNames("neck_girth", "collar_girth shirt_collar collar_size mid_neck_girth neck_mid"),
    ScannerNames("neck_base_girth", "neck_at_base_girth base_neck_girth base_of_neck_girth neck_base"),
    ScannerNames("chest_girth", "bust_chest_girth chest_bust_girth bust_chest chest_bust full_bust full_chest "
        "max_chest_girth"),
    ScannerNames("high_bust_girth", "over_bust_girth overbust_girth chest_above_bust_girth"),
    ScannerNames("under_bust_girth", "underbust_girth underbust"),
    ScannerNames("waist_girth", "natural_waist_girth natural_waist"),
    ScannerNames("waist_girth", "narrow_waist_girth narrow_waist small_waist_girth minimum_waist_girth",
        differs="theirs lies where the trunk is narrowest; ours midway between rib and hip bone"),
    ScannerNames("belly_girth", "abdomen_girth abdomen belly_waist_girth stomach_girth stomach max_belly_girth",
        differs="theirs lies where the belly stands out most; ours at the navel"),
    ScannerNames("belly_girth", "navel_girth waist_at_navel_girth"),
    ScannerNames("top_hip_girth", "high_hip_girth high_hips upper_hip_girth upper_hip top_hips"),
    ScannerNames("hip_girth", "low_hips low_hip_girth buttock_girth buttocks_girth full_hips seat_girth_full"),
    ScannerNames("upper_arm_girth", "bicep_girth_max max_bicep_girth",
        differs="theirs lies where the upper arm is fullest; ours midway to the elbow"),
    ScannerNames("forearm_girth", "max_forearm_girth"),
    ScannerNames("thigh_girth", "upper_thigh_girth upper_thigh thigh_upper max_thigh_girth upper_leg_girth"),
    ScannerNames("mid_thigh_girth", "middle_thigh_girth thigh_mid"),
    ScannerNames("calf_girth", "max_calf_girth"),
    ScannerNames("heel_girth", "heel_ankle_girth"),
    ScannerNames("shoulder_length", "single_shoulder shoulder_length_single"),
    ScannerNames("shoulder_width", "cross_shoulder across_shoulder across_shoulders shoulder_breadth_contoured"),
    ScannerNames("across_back_shoulder", "cross_shoulder_over_neck across_shoulder_over_neck "
        "across_back_shoulder_width shoulder_to_shoulder_over_neck"),
    ScannerNames("across_back", "across_back_width_armpit_level back_cross_width"),
    ScannerNames("across_front", "across_front_width_armpit_level cross_chest chest_cross_width"),
    ScannerNames("back_waist_length", "neck_to_waist_center_back center_back_neck_to_waist back_neck_point_to_waist "
        "center_back_to_waist nape_to_back_waist cervical_to_waist back_neck_to_waist_length"),
    ScannerNames("front_waist_length", "front_neck_point_to_waist center_front_neck_to_waist"),
    ScannerNames("arm_length", "arm_length_straight",
        differs="theirs is straight from shoulder to wrist; ours goes over the slightly bent elbow"),
    ScannerNames("upper_arm_length", "shoulder_to_elbow_length"),
    ScannerNames("lower_arm_length", "forearm_length elbow_to_wrist_length"),
    ScannerNames("back_neck_to_wrist", "back_neck_point_to_wrist_length center_back_to_wrist neck_to_wrist"),
    ScannerNames("crotch_length", "full_crotch_length crotch_length_full total_crotch"),
    ScannerNames("front_crotch_length", "crotch_length_front"),
    ScannerNames("bust_span", "bust_point_to_bust_point bust_points_width nipple_to_nipple"),
    ScannerNames("outseam", "out_seam outside_leg_length outseam_length outside_seam waist_to_floor_side"),
    ScannerNames("foot_length", "foot_length_max"),
)
WORDS: Final = frozenset(("full", "horizontal", "total", "measurement", "contoured", "value"))
"""Words at the end of a scanner's name that do not affect where it is measured."""
BEST: Final = {"collar_girth": 0, "shirt_collar": 0, "low_hips": 0, "low_hip_girth": 0, "natural_waist_girth": 0,
               "natural_waist": 0, "navel_girth": 0}
"""Names preferred to another name for the same measure: a scan has both a collar and a neck, and these match ours."""
OWN: Final = 1
"""The rank of our own names and aliases."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """One of our measures under a scan's name. The lowest ``rank`` of several is used; ``note`` is how both differ."""

    measure: str
    rank: int = OWN
    note: str = ""


def _names() -> Mapping[str, Scanned]:
    found = {}
    for row in ROWS:
        for name in row.names.split():
            found[name] = Scanned(row.measure, BEST.get(name, 3 if row.differs else 2), row.differs)
    return found


SCANNED: Final[Mapping[str, Scanned]] = _names()
"""Every name of `ROWS`."""


def scanned(word: str, side: str) -> Scanned | None:
    """The meaning of a scanner's word. The shoulder width of one side is the length of that shoulder."""
    if word == "shoulder_width" and side:
        return Scanned("shoulder_length", 2, "theirs is called a width, and taken for each shoulder")
    return SCANNED.get(word)
