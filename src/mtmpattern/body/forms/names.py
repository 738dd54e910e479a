"""The names of our measures in other programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from mtmpattern.body.catalogue import CATALOGUE, canonical
from mtmpattern.body.catalogue_entries import Entry

System = Literal["freesewing", "seamly", "garmentcode"]

CONTOUR: Final = "their waist follows the body and may slope; ours is level"
NARROW: Final = "their waist is where the body is narrowest; ours is midway between rib and hip bone"


@dataclass(frozen=True, slots=True)
class ProgramNames:
    """The names of one of our measures in other programs; empty where a program has none.

    ``2*name`` is twice their measure, and names may be added and subtracted. What follows a tilde says how theirs
    differs from ours.
    """

    measure: str
    freesewing: str = ""
    seamly: str = ""
    """In Seamly2D and Valentina."""
    garmentcode: str = ""


ROWS: Final[tuple[ProgramNames, ...]] = (
    ProgramNames("height", seamly="height", garmentcode="height"),
    ProgramNames("back_neck_height", seamly="height_neck_back",
        garmentcode="height - head_l ~ worked out as height less head_l"),
    ProgramNames("bust_height", seamly="height_bustpoint",
        garmentcode="height - head_l - vert_bust_line ~ worked out as height less head_l and vert_bust_line"),
    ProgramNames("axilla_height", seamly="height_armpit"),
    ProgramNames("waist_height", seamly="height_waist_side",
        garmentcode="height - head_l - waist_line ~ worked out as height less head_l and waist_line"),
    ProgramNames("hip_height", seamly="height_hip",
        garmentcode="height - head_l - waist_line - hips_line "
                    "~ worked out as height less head_l, waist_line and hips_line"),
    ProgramNames("inside_leg", freesewing="inseam", seamly="leg_crotch_to_floor",
        garmentcode="height - head_l - waist_line - hips_line - crotch_hip_diff "
                    "~ worked out as the height of the hip less that diff"),
    ProgramNames("knee_height",
        seamly="height_knee ~ theirs ends at the fold behind the knee; ours at the middle of the kneecap"),
    ProgramNames("calf_height", seamly="height_calf"),
    ProgramNames("ankle_height",
        seamly="height_ankle ~ theirs ends where leg and foot meet in front; ours at the outer bone"),
    ProgramNames("head_girth", freesewing="head", seamly="head_circ"),
    ProgramNames("neck_girth", freesewing="neck",
        seamly="neck_mid_circ ~ theirs lies midway between jaw and body; ours where a collar sits"),
    ProgramNames("neck_base_girth", seamly="neck_circ"),
    ProgramNames("chest_girth", freesewing="chest", seamly="bust_circ", garmentcode="bust"),
    ProgramNames("high_bust_girth", freesewing="highBust", seamly="highbust_circ"),
    ProgramNames("under_bust_girth", freesewing="underbust", seamly="lowbust_circ", garmentcode="underbust"),
    ProgramNames("waist_girth", freesewing=f"waist ~ {NARROW}", seamly=f"waist_circ ~ {CONTOUR}", garmentcode="waist"),
    ProgramNames("top_hip_girth",
        freesewing="hips ~ theirs lies at the top of the hip bones; ours midway between waist and hip",
        seamly="highhip_circ ~ theirs lies where the belly stands out most; ours midway between waist and hip"),
    ProgramNames("hip_girth", freesewing="seat", seamly="hip_circ", garmentcode="hips"),
    ProgramNames("max_hip_girth",
        seamly="hip_circ_with_abdomen ~ theirs lies at the hip; ours where the girth is largest"),
    ProgramNames("armscye_girth", seamly="armscye_circ"),
    ProgramNames("upper_arm_girth",
        freesewing="biceps ~ theirs lies where the upper arm is fullest; ours midway to the elbow",
        seamly="arm_upper_circ"),
    ProgramNames("elbow_girth", seamly="arm_elbow_circ"),
    ProgramNames("forearm_girth", seamly="arm_lower_circ"),
    ProgramNames("wrist_girth", freesewing="wrist", seamly="arm_wrist_circ", garmentcode="wrist"),
    ProgramNames("thigh_girth", freesewing="upperLeg", seamly="leg_thigh_upper_circ", garmentcode="leg_circ"),
    ProgramNames("mid_thigh_girth", seamly="leg_thigh_mid_circ"),
    ProgramNames("knee_girth", freesewing="knee", seamly="leg_knee_circ"),
    ProgramNames("calf_girth", seamly="leg_calf_circ"),
    ProgramNames("min_leg_girth", seamly="leg_ankle_high_circ"),
    ProgramNames("ankle_girth", freesewing="ankle ~ theirs lies just above the ankle; ours over its bones",
        seamly="leg_ankle_circ"),
    ProgramNames("heel_girth", freesewing="heel", seamly="leg_ankle_diag_circ"),
    ProgramNames("hand_girth", seamly="hand_palm_circ ~ theirs lies where the palm is widest; ours over the knuckles"),
    ProgramNames("shoulder_length", seamly="shoulder_length"),
    ProgramNames("shoulder_width", freesewing="shoulderToShoulder", seamly="shoulder_tip_to_shoulder_tip_b",
        garmentcode="shoulder_w ~ theirs is straight; ours follows the back"),
    ProgramNames("across_back_shoulder", seamly="2*neck_back_to_shoulder_tip_b"),
    ProgramNames("across_back", seamly="across_back_b"),
    ProgramNames("across_front", seamly="across_chest_f"),
    ProgramNames("back_waist_length", seamly="neck_back_to_waist_b", garmentcode="waist_line"),
    ProgramNames("scye_depth",
        seamly="neck_back_to_highbust_b ~ theirs ends at the high bust level; ours at the armpits"),
    ProgramNames("front_waist_length", seamly="neck_front_to_waist_f"),
    ProgramNames("hps_to_waist_front", freesewing="hpsToWaistFront", seamly="neck_side_to_waist_bustpoint_f",
        garmentcode="waist_over_bust_line"),
    ProgramNames("hps_to_waist_back", freesewing="hpsToWaistBack", seamly="neck_side_to_waist_b"),
    ProgramNames("hps_to_bust",
        freesewing="hpsToBust ~ theirs goes straight down to the bust level; ours to the bust point",
        seamly="bustpoint_to_neck_side",
        garmentcode="bust_line ~ theirs goes down to the bust level; ours to the bust point"),
    ProgramNames("bust_span", freesewing="bustSpan", seamly="bustpoint_to_bustpoint", garmentcode="bust_points"),
    ProgramNames("shoulder_slope", freesewing="shoulderSlope", seamly="shoulder_slope_neck_side_angle",
        garmentcode="shoulder_incl"),
    ProgramNames("shoulder_drop", seamly="shoulder_slope_neck_side_length"),
    ProgramNames("upper_arm_length", freesewing="shoulderToElbow", seamly="arm_shoulder_tip_to_elbow_bent"),
    ProgramNames("lower_arm_length", seamly="arm_elbow_to_wrist_bent"),
    ProgramNames("arm_length", freesewing="shoulderToWrist", seamly="arm_shoulder_tip_to_wrist_bent",
        garmentcode="arm_length ~ theirs is straight from shoulder to wrist; ours goes over the slightly bent elbow"),
    ProgramNames("back_neck_to_wrist",
        seamly="arm_neck_back_to_wrist_bent ~ theirs is taken with the elbow raised; ours over a slightly bent one"),
    ProgramNames("crotch_length", freesewing="crossSeam", seamly="crotch_length"),
    ProgramNames("front_crotch_length", freesewing="crossSeamFront", seamly="crotch_length_f"),
    ProgramNames("waist_to_hip", freesewing="waistToSeat", seamly="waist_to_hip_side", garmentcode="hips_line"),
    ProgramNames("waist_to_top_hip", freesewing="waistToHips",
        seamly="waist_to_highhip_side ~ theirs ends where the belly stands out most; ours at the top of the hip bone"),
    ProgramNames("waist_to_knee", freesewing="waistToKnee",
        seamly="leg_waist_side_to_knee ~ theirs ends at the fold behind the knee; ours at the middle of the kneecap"),
    ProgramNames("body_rise", freesewing="crotchDepth", seamly="rise_length_side_sitting",
        garmentcode="hips_line + crotch_hip_diff "
                    "~ worked out as hips_line and crotch_hip_diff, standing; ours is taken sitting"),
    ProgramNames("waist_to_armpit",
        freesewing="waistToArmpit ~ theirs ends a little below the fold of the armpit; ours at it",
        seamly="armpit_to_waist_side"),
    ProgramNames("outseam", freesewing="waistToFloor ~ theirs is straight down; ours follows the hip",
        seamly="leg_waist_side_to_floor"),
    ProgramNames("waist_back_arc", freesewing="waistBack", seamly="waist_arc_b", garmentcode="waist_back_width"),
    ProgramNames("hip_back_arc", freesewing="seatBack", seamly="hip_arc_b", garmentcode="hip_back_width"),
    ProgramNames("bust_front_arc", freesewing="bustFront", seamly="bust_arc_f",
        garmentcode="bust - back_width ~ worked out as bust less its back half"),
    ProgramNames("high_bust_front_arc", freesewing="highBustFront", seamly="highbust_arc_f"),
    ProgramNames("bust_point_to_under_bust", freesewing="bustPointToUnderbust", seamly="bustpoint_to_lowbust"),
    ProgramNames("waist_to_under_bust", freesewing="waistToUnderbust", seamly="lowbust_to_waist_f"),
    ProgramNames("waist_to_upper_leg", freesewing="waistToUpperLeg"),
    ProgramNames("foot_length", seamly="foot_length"),
    # no other program has a name for these
    ProgramNames("weight"), ProgramNames("chest_girth_axilla"), ProgramNames("belly_girth"),
    ProgramNames("waist_to_belly"),
    ProgramNames("stoop"), ProgramNames("shoulder_forward"), ProgramNames("sway_back"),
)
ALSO: Final[tuple[tuple[str, str], ...]] = (
    # our name, and a second one in Seamly2D and Valentina, written as in `ProgramNames`
    ("waist_girth", "waist_natural_circ ~ theirs lies at the natural waist, which they keep apart from the waist"),
    ("hps_to_bust", "neck_side_to_bust_f ~ theirs goes straight down to the bust level; ours to the bust point"),
    ("hps_to_waist_front", "bustpoint_neck_side_to_waist ~ theirs goes straight down from the bust point"),
    ("arm_length", "arm_shoulder_tip_to_wrist ~ theirs is taken on a straight arm; ours over the slightly bent elbow"),
    ("upper_arm_length", "arm_shoulder_tip_to_elbow ~ theirs is taken on a straight arm; ours on a bent one"),
    ("lower_arm_length", "arm_elbow_to_wrist ~ theirs is taken on a straight arm; ours on a bent one"),
    ("body_rise", "rise_length_side ~ theirs is taken standing, down to the crotch; ours sitting"),
    ("waist_to_hip", "height_waist_side_to_hip ~ theirs is straight down; ours follows the side"),
    ("waist_to_knee", "height_waist_side_to_knee ~ theirs ends at the fold behind the knee; ours at the kneecap"),
    ("shoulder_width", "2*shoulder_tip_to_shoulder_tip_half_b"),
    ("across_back", "2*across_back_half_b"),
    ("across_front", "2*across_chest_half_f"),
    ("bust_span", "2*bustpoint_to_bustpoint_half"),
    ("waist_back_arc", "2*waist_arc_half_b"),
    ("hip_back_arc", "2*hip_arc_half_b"),
    ("bust_front_arc", "2*bust_arc_half_f"),
    ("high_bust_front_arc", "2*highbust_arc_half_f"),
)
OWN: Final = "@m_"
"""The prefix in files of Seamly2D and Valentina for measures they have no name for: ``@m_belly_girth``."""
SIDES: Final = ("left", "right")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The way from a foreign name to one of our measures: times ``factor``; ``note`` says how the two differ, if so.

    Of several for one measure the lowest ``rank`` is used: the user's choice (0), our own name in their file (1), their
    name for it (2), their second name (3 and more). ``parts`` are the foreign names to add or, after a minus, to
    subtract.
    """

    measure: str
    name: str
    factor: int = 1
    note: str = ""
    rank: int = 2
    side: str = ""
    parts: tuple[str, ...] = ()

    @property
    def entry(self) -> Entry:
        """The measure in the catalogue."""
        return CATALOGUE[self.measure]


def _meaning(measure: str, cell: str, rank: int) -> Meaning:
    """Read a cell of `ProgramNames`."""
    terms, _, note = cell.partition(" ~ ")
    times, _, name = terms.rpartition("*")
    parts = tuple(terms.replace("- ", "-").replace("+ ", "").split()) if " " in terms else ()
    return Meaning(measure, name, int(times or 1), note, rank, "", parts)


def meanings(system: System) -> tuple[Meaning, ...]:
    """Return every name in one program that gives one of our measures, in the order of the catalogue."""
    cells = ((row.measure, getattr(row, system)) for row in ROWS)
    found = [_meaning(measure, cell, 2) for measure, cell in cells if cell]
    if system == "seamly":
        found += [_meaning(measure, cell, 3 + at) for at, (measure, cell) in enumerate(ALSO)]
    return tuple(found)


def ours(name: str, *, rank: int) -> Meaning | None:
    """Read one of our names, possibly with a side: ``arm_length``, ``arm_length_left``, ``arm_length.left``."""
    known = canonical(name)
    if known:
        return Meaning(known, name, rank=rank)
    for side in SIDES:
        known = canonical(name.removesuffix(side).rstrip("_. ")) if name.endswith(side) else None
        if known and CATALOGUE[known].sided:
            return Meaning(known, name, rank=rank, side=side)
    return None
