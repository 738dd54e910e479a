"""The measures of a body, one entry for each: names, aliases, units, plausible ranges, and how to take each measure."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import Final, Literal, TypeAlias

from mtmpattern.units import ANGLE, LENGTH, MASS, Quantity

Kind: TypeAlias = Literal["girth", "height", "surface", "width", "arc", "length", "mass", "angle", "posture"]
"""How a measure is taken: a surface measure follows the body, a height and a width are straight."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure of the catalogue.

    ``label`` is its name for people, ``how`` the sentence that says how to take it. ``adult`` and ``child`` (under 14)
    are the smallest and largest values of a human body, in `unit`. ``sided`` measures may differ between left and
    right. Posture values are signed, and 0 is usual.
    """

    name: str
    label: str
    kind: Kind
    _: KW_ONLY
    sided: bool = False
    iso_name: str = ""
    iso_clause: str = ""
    aliases: tuple[str, ...] = ()
    adult: tuple[float, float]
    child: tuple[float, float]
    how: str

    @property
    def quantity(self) -> Quantity:
        """The kind of value: a length, a mass or an angle."""
        return {"mass": MASS, "angle": ANGLE}.get(self.kind, LENGTH)

    @property
    def unit(self) -> str:
        """The unit that values are kept in: ``mm``, ``kg`` or ``deg``."""
        return self.quantity.kept

    @property
    def signed(self) -> bool:
        """Whether 0 and negative values are allowed."""
        return self.kind == "posture"

    @property
    def iso(self) -> str:
        """Clause and name in ISO 8559-1 if they are confirmed, otherwise an empty text."""
        return f"ISO 8559-1, {self.iso_clause} {self.iso_name}" if self.iso_clause else ""

    def range(self, *, child: bool) -> tuple[float, float]:
        """Return the smallest and largest plausible value for an adult or a child."""
        return self.child if child else self.adult


ENTRIES: Final[tuple[Entry, ...]] = (
    # ---- the whole body and heights above the floor, standing without shoes
    Entry("height", "height", "height",
          iso_name="Stature", iso_clause="5.1.1", aliases=("stature", "body_height"),
          adult=(1300, 2300), child=(700, 1750),
          how="Stand against a wall without shoes and measure from the floor to the top of the head."),
    Entry("weight", "body mass", "mass",
          iso_name="Body mass", iso_clause="5.6.1", aliases=("mass", "body_mass", "body_weight"),
          adult=(30, 300), child=(7, 110),
          how="Weigh in light clothing."),
    Entry("back_neck_height", "back neck height", "height",
          aliases=("nape_height", "cervical_height"), adult=(1100, 2000), child=(550, 1500),
          how="From the floor up to the bone that stands out at the back of the neck."),
    Entry("bust_height", "bust height", "height",
          aliases=("chest_height",), adult=(850, 1750), child=(450, 1300),
          how="From the floor up to the level of the bust points."),
    Entry("axilla_height", "armpit height", "height",
          aliases=("armpit_height",), adult=(900, 1800), child=(480, 1350),
          how="From the floor up to the fold of the armpit, arms hanging."),
    Entry("waist_height", "waist height", "height",
          aliases=("waist_to_floor",), adult=(750, 1500), child=(350, 1150),
          how="From the floor straight up to the waist at the side."),
    Entry("hip_height", "hip height", "height",
          aliases=("seat_height",), adult=(600, 1250), child=(280, 950),
          how="From the floor up to the level where the seat stands out most."),
    Entry("inside_leg", "inside leg height", "height",
          iso_name="Inside leg height", iso_clause="5.1.15",
          aliases=("inseam", "inside_leg_height", "inside_leg_length", "crotch_height"),
          adult=(550, 1150), child=(230, 900),
          how="From the crotch straight down to the floor, without shoes, legs slightly apart."),
    Entry("knee_height", "knee height", "height",
          adult=(330, 700), child=(160, 520),
          how="From the floor up to the middle of the kneecap."),
    Entry("calf_height", "calf height", "height",
          adult=(220, 500), child=(100, 380),
          how="From the floor up to where the lower leg is thickest."),
    Entry("ankle_height", "outer ankle height", "height",
          aliases=("outer_ankle_height",), adult=(40, 110), child=(25, 90),
          how="From the floor up to the outer ankle bone."),
    # ---- girths
    Entry("head_girth", "head girth", "girth",
          aliases=("head", "head_circumference"), adult=(480, 680), child=(430, 600),
          how="Round the head above the brows, where it is largest."),
    Entry("neck_girth", "neck girth", "girth",
          iso_name="Neck girth", iso_clause="5.3.2", aliases=("neck", "collar", "collar_size", "neck_circumference"),
          adult=(270, 600), child=(200, 400),
          how="Round the neck just below the Adam's apple, where a shirt collar sits."),
    Entry("neck_base_girth", "neck base girth", "girth",
          iso_name="Neck base girth", iso_clause="5.3.3", aliases=("neck_base", "base_of_neck"),
          adult=(300, 650), child=(230, 440),
          how="Round the foot of the neck: over the neck bone at the back and the hollow of the throat."),
    Entry("chest_girth", "chest or bust girth", "girth",
          iso_name="Bust girth", iso_clause="5.3.4",
          aliases=("chest", "bust", "bust_girth", "full_bust", "chest_circumference", "bust_circumference"),
          adult=(700, 1600), child=(420, 1150),
          how="Level round the fullest part of chest or bust, breathing out, arms hanging."),
    Entry("chest_girth_axilla", "chest girth at the armpit", "girth",
          iso_name="Chest girth (at axilla)", iso_clause="5.3.6", aliases=("chest_at_armpit",),
          adult=(660, 1600), child=(410, 1130),
          how="Round the shoulder blades, under the armpits and across the chest."),
    Entry("high_bust_girth", "upper chest or high bust girth", "girth",
          iso_name="Upper chest girth", iso_clause="5.3.7",
          aliases=("high_bust", "upper_bust", "upper_chest", "upper_chest_girth"),
          adult=(660, 1550), child=(410, 1120),
          how="High under the arms, above the breasts, the tape level at the back."),
    Entry("under_bust_girth", "under-bust girth", "girth",
          iso_name="Under bust girth", iso_clause="5.3.8", aliases=("under_bust", "underbust"),
          adult=(560, 1500), child=(390, 1100),
          how="Level round the body directly below the breasts."),
    Entry("waist_girth", "waist girth", "girth",
          iso_name="Waist girth", iso_clause="5.3.10", aliases=("waist", "natural_waist", "waist_circumference"),
          adult=(480, 1700), child=(380, 1150),
          how="Level round the waist, midway between the lowest rib and the top of the hip bone."),
    Entry("belly_girth", "girth at the navel", "girth",
          aliases=("belly", "stomach", "abdomen", "navel_girth"), adult=(500, 1800), child=(380, 1200),
          how="Level round the body at the navel."),
    Entry("top_hip_girth", "top hip girth", "girth",
          iso_name="Top hip girth", iso_clause="5.3.12",
          aliases=("top_hip", "high_hip", "upper_hip", "high_hip_girth"), adult=(560, 1750), child=(400, 1200),
          how="Level round the body midway between waist and hip."),
    Entry("hip_girth", "hip girth", "girth",
          iso_name="Hip girth", iso_clause="5.3.13",
          aliases=("hip", "seat", "seat_girth", "low_hip", "full_hip", "hip_circumference", "seat_circumference"),
          adult=(680, 1800), child=(420, 1250),
          how="Level round the hips where the seat stands out most."),
    Entry("max_hip_girth", "maximum hip girth", "girth",
          iso_name="Maximum hip girth (seat measure girth)", iso_clause="5.3.14",
          aliases=("max_hip", "maximum_hip", "maximum_hip_girth"), adult=(680, 1900), child=(420, 1300),
          how="The largest level girth below the waist, belly and thighs included."),
    Entry("armscye_girth", "armscye girth", "girth", sided=True,
          iso_name="Armscye girth", iso_clause="5.3.15", aliases=("armscye", "armhole", "armhole_girth"),
          adult=(280, 850), child=(170, 520),
          how="Round the arm's root: over the shoulder bone and through the armpit, arm hanging."),
    Entry("upper_arm_girth", "upper arm girth", "girth", sided=True,
          iso_name="Upper-arm girth", iso_clause="5.3.16",
          aliases=("upper_arm", "biceps", "bicep", "biceps_girth", "bicep_girth"), adult=(180, 650), child=(120, 420),
          how="Round the relaxed arm midway between shoulder and elbow."),
    Entry("elbow_girth", "elbow girth", "girth", sided=True,
          aliases=("elbow",), adult=(180, 500), child=(120, 330),
          how="Round the elbow over its point."),
    Entry("forearm_girth", "forearm girth", "girth", sided=True,
          aliases=("forearm", "lower_arm_girth"), adult=(170, 480), child=(110, 330),
          how="Round the thickest place of the forearm below the elbow."),
    Entry("wrist_girth", "wrist girth", "girth", sided=True,
          iso_name="Wrist girth", iso_clause="5.3.19", aliases=("wrist",), adult=(115, 270), child=(85, 200),
          how="Round the wrist over its bones."),
    Entry("thigh_girth", "thigh girth", "girth", sided=True,
          iso_name="Thigh girth", iso_clause="5.3.20", aliases=("thigh", "upper_leg"),
          adult=(370, 1100), child=(220, 750),
          how="Level round the thigh just below the fold of the seat."),
    Entry("mid_thigh_girth", "mid-thigh girth", "girth", sided=True,
          iso_name="Mid-thigh girth", iso_clause="5.3.21", aliases=("mid_thigh",), adult=(320, 950), child=(200, 650),
          how="Level round the thigh midway between crotch and kneecap."),
    Entry("knee_girth", "knee girth", "girth", sided=True,
          iso_name="Knee girth", iso_clause="5.3.22", aliases=("knee",), adult=(260, 720), child=(170, 500),
          how="Round the middle of the kneecap, leg straight."),
    Entry("calf_girth", "calf girth", "girth", sided=True,
          iso_name="Calf girth", iso_clause="5.3.24", aliases=("calf",), adult=(240, 680), child=(150, 470),
          how="Level round the lower leg where it is thickest."),
    Entry("min_leg_girth", "minimum leg girth", "girth", sided=True,
          iso_name="Minimum leg girth", iso_clause="5.3.25", aliases=("min_leg", "minimum_leg"),
          adult=(155, 400), child=(105, 280),
          how="Round the leg above the ankle bones, where it is thinnest."),
    Entry("ankle_girth", "ankle girth", "girth", sided=True,
          aliases=("ankle",), adult=(170, 430), child=(120, 310),
          how="Round the leg over the ankle bones."),
    Entry("heel_girth", "heel and instep girth", "girth", sided=True,
          aliases=("heel", "heel_instep_girth"), adult=(250, 460), child=(170, 370),
          how="Slanting round heel and instep, as a trouser leg passes over the foot."),
    Entry("hand_girth", "hand girth", "girth", sided=True,
          iso_name="Hand girth", iso_clause="5.5.1", aliases=("hand",), adult=(145, 300), child=(105, 230),
          how="Round the hand over the knuckles, thumb left out."),
    # ---- shoulder, neck and trunk
    Entry("shoulder_length", "shoulder length", "surface", sided=True,
          iso_name="Shoulder length", iso_clause="5.4.1", aliases=("shoulder_seam",),
          adult=(90, 210), child=(50, 155),
          how="From the side of the neck along the shoulder to the outer end of the shoulder bone."),
    Entry("shoulder_width", "shoulder width", "surface",
          iso_name="Shoulder width", iso_clause="5.4.2", aliases=("shoulder_to_shoulder",),
          adult=(290, 640), child=(190, 440),
          how="Across the upper back from one shoulder bone's outer end to the other."),
    Entry("across_back_shoulder", "shoulder width over the neck bone", "surface",
          iso_name="Across back shoulder width (through the back neck point)", iso_clause="5.4.3",
          adult=(300, 680), child=(200, 460),
          how="From one shoulder bone's outer end up over the neck bone and down to the other."),
    Entry("across_back", "across back width", "surface",
          aliases=("back_width", "cross_back", "across_back_width"), adult=(250, 600), child=(170, 430),
          how="Across the back from arm to arm, halfway down the armhole, arms hanging."),
    Entry("across_front", "across front width", "surface",
          iso_name="Across front width", iso_clause="5.4.7",
          aliases=("across_chest", "front_width", "across_front_width"), adult=(230, 580), child=(160, 410),
          how="Across the chest from arm to arm, halfway down the armhole, arms hanging."),
    Entry("back_waist_length", "back neck to waist", "surface",
          iso_name="Back neck point to waist", iso_clause="5.4.5",
          aliases=("nape_to_waist", "back_neck_to_waist", "center_back_length", "centre_back_length"),
          adult=(320, 620), child=(180, 440),
          how="From the bone at the back of the neck down the spine to the waist."),
    Entry("scye_depth", "scye depth", "surface",
          iso_name="Scye depth length", iso_clause="5.4.6", aliases=("armhole_depth", "scye_depth_length"),
          adult=(105, 330), child=(75, 230),
          how="From the bone at the back of the neck down the spine to the level of the armpits."),
    Entry("front_waist_length", "front neck to waist", "surface",
          iso_name="Front neck point to waist", iso_clause="5.4.8",
          aliases=("center_front_length", "centre_front_length", "front_neck_to_waist"),
          adult=(250, 600), child=(150, 420),
          how="From the hollow of the throat straight down to the waist."),
    Entry("hps_to_waist_front", "side neck to waist over the bust", "surface", sided=True,
          adult=(330, 720), child=(190, 500),
          how="From the side of the neck over the bust point down to the waist."),
    Entry("hps_to_waist_back", "side neck to waist at the back", "surface", sided=True,
          adult=(340, 680), child=(190, 480),
          how="From the side of the neck straight down the back to the waist."),
    Entry("hps_to_bust", "side neck to bust point", "surface", sided=True,
          iso_name="Side neck point to bust point", iso_clause="5.4.10", aliases=("bust_depth",),
          adult=(160, 500), child=(100, 300),
          how="From the side of the neck to the bust point."),
    Entry("bust_span", "bust point width", "width",
          aliases=("bust_point_width", "apex_to_apex"), adult=(110, 360), child=(80, 240),
          how="Straight across from bust point to bust point."),
    Entry("shoulder_slope", "shoulder slope", "angle", sided=True,
          iso_name="Shoulder slope", iso_clause="5.6.2", adult=(5, 40), child=(5, 40),
          how="The angle at which the shoulder falls below the level from the side of the neck."),
    Entry("shoulder_drop", "shoulder drop", "surface", sided=True,
          adult=(8, 110), child=(4, 80),
          how="How far the outer end of the shoulder bone lies below the side of the neck, straight down."),
    # ---- arms
    Entry("upper_arm_length", "upper arm length", "surface", sided=True,
          iso_name="Upper arm length (shoulder to elbow, elbow bent)", iso_clause="5.4.14",
          aliases=("shoulder_to_elbow",), adult=(230, 470), child=(120, 360),
          how="From the outer end of the shoulder bone to the tip of the bent elbow."),
    Entry("lower_arm_length", "lower arm length", "surface", sided=True,
          iso_name="Lower arm length", iso_clause="5.4.15", aliases=("elbow_to_wrist",),
          adult=(170, 380), child=(95, 290),
          how="From the point of the bent elbow to the wrist bone."),
    Entry("arm_length", "outer arm length", "surface", sided=True,
          iso_name="Outer arm length", iso_clause="5.7.8", aliases=("shoulder_to_wrist", "outer_arm_length"),
          adult=(420, 830), child=(220, 640),
          how="From the outer end of the shoulder bone over the slightly bent elbow to the wrist bone."),
    Entry("back_neck_to_wrist", "back neck to wrist", "surface", sided=True,
          iso_name="Back neck point to wrist length", iso_clause="5.4.17", aliases=("nape_to_wrist",),
          adult=(580, 1130), child=(310, 850),
          how="From the bone at the back of the neck over the shoulder and elbow to the wrist."),
    # ---- waist, hip and legs
    Entry("crotch_length", "total crotch length", "surface",
          iso_name="Total crotch length", iso_clause="5.4.18", aliases=("total_crotch_length", "total_rise"),
          adult=(430, 1150), child=(280, 850),
          how="From the front waist between the legs to the back waist."),
    Entry("front_crotch_length", "front crotch length", "surface",
          adult=(150, 620), child=(120, 440),
          how="From the front waist down to the middle of the crotch."),
    Entry("waist_to_hip", "waist to hip", "surface", sided=True,
          iso_name="Side waist to hip", iso_clause="5.4.21", aliases=("hip_depth", "side_waist_to_hip"),
          adult=(80, 330), child=(50, 240),
          how="Down the side from the waist to the level where the seat stands out most."),
    Entry("waist_to_top_hip", "waist to top hip", "surface", sided=True,
          aliases=("waist_to_high_hip",), adult=(35, 190), child=(25, 130),
          how="Down the side from the waist to the level of the top hip girth, midway to the hip."),
    Entry("waist_to_belly", "waist to navel", "height",
          aliases=("waist_to_navel",), adult=(5, 160), child=(5, 100),
          how="Straight down from the waist to the level of the navel."),
    Entry("waist_to_knee", "waist to knee", "height", sided=True,
          adult=(400, 820), child=(200, 640),
          how="Down the side from the waist to the middle of the kneecap."),
    Entry("body_rise", "body rise", "height",
          aliases=("sitting_rise", "crotch_depth"), adult=(130, 430), child=(100, 330),
          how="Sit on a flat chair and measure from the waist at the side down to the seat."),
    Entry("waist_to_armpit", "waist to armpit", "height", sided=True,
          aliases=("armpit_to_waist",), adult=(100, 350), child=(50, 240),
          how="Up the side from the waist to the armpit."),
    Entry("outseam", "outside leg length", "surface", sided=True,
          aliases=("outside_leg", "outside_leg_length", "side_length"), adult=(750, 1530), child=(350, 1170),
          how="From the waist at the side over the hip down to the floor."),
    Entry("waist_back_arc", "back waist arc", "arc",
          aliases=("back_waist_arc",), adult=(200, 950), child=(160, 620),
          how="The back part of the waist girth, from side seam to side seam."),
    Entry("hip_back_arc", "back hip arc", "arc",
          aliases=("back_hip_arc",), adult=(280, 1000), child=(180, 680),
          how="The back part of the hip girth, from side seam to side seam."),
    Entry("bust_front_arc", "front bust arc", "arc",
          aliases=("front_bust_arc",), adult=(300, 1000), child=(180, 640),
          how="The front part of the bust girth, from side seam to side seam."),
    Entry("high_bust_front_arc", "front high-bust arc", "arc",
          adult=(280, 900), child=(180, 600),
          how="The front part of the high bust girth, from side seam to side seam."),
    Entry("bust_point_to_under_bust", "bust point to under-bust", "surface", sided=True,
          adult=(25, 180), child=(15, 110),
          how="From the bust point down to the level directly below the breast."),
    Entry("waist_to_under_bust", "waist to under-bust", "height",
          adult=(30, 240), child=(20, 160),
          how="From the waist up to the level directly below the breasts."),
    Entry("waist_to_upper_leg", "waist to upper leg", "height", sided=True,
          adult=(130, 430), child=(100, 330),
          how="Down the side from the waist to the level of the crotch."),
    Entry("foot_length", "foot length", "length", sided=True,
          aliases=("foot",), adult=(190, 350), child=(110, 280),
          how="From the heel to the longest toe."),
    # ---- posture: signed, 0 is usual; best seen on a try-on garment
    Entry("stoop", "stoop", "posture",
          adult=(-40, 70), child=(-30, 40),
          how="Slash a try-on garment across the blades until its back hangs level; the opening is the value, usually "
              "0."),
    Entry("shoulder_forward", "shoulder forward", "posture", sided=True,
          adult=(-25, 40), child=(-20, 30),
          how="How far the outer end of the shoulder seam of a try-on garment has to move forward, usually 0."),
    Entry("sway_back", "sway back", "posture",
          adult=(-30, 40), child=(-20, 30),
          how="The depth of the fold to pin away across the small of the back of a try-on garment, usually 0."),
)
"""Every measure, in the order of a measuring sheet."""
