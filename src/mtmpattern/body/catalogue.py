"""The measures of a body: names, aliases, units, plausible ranges, and how to take each measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mtmpattern.errors import MeasurementError, Problem, clean, nearest
from mtmpattern.letters import bare
from mtmpattern.units import ANGLE, LENGTH, MASS, Quantity, printed

# ---- The measures, one row for each ---------------------------------------------------------------------------------

Row = tuple[str, str, str, str, str, str, tuple[float, float, float, float], str]

ROWS: Final[tuple[Row, ...]] = (
    # ---- the whole body and heights above the floor, standing without shoes
    ("height", "height", "height", "Stature", "5.1.1", "stature body_height",
     (1300, 2300, 700, 1750), "Stand against a wall without shoes and measure from the floor to the top of the head."),
    ("weight", "body mass", "mass", "Body mass", "5.6.1", "mass body_mass body_weight",
     (30, 300, 7, 110), "Weigh in light clothing."),
    ("back_neck_height", "back neck height", "height", "", "", "nape_height cervical_height",
     (1100, 2000, 550, 1500), "From the floor up to the bone that stands out at the back of the neck."),
    ("bust_height", "bust height", "height", "", "", "chest_height",
     (850, 1750, 450, 1300), "From the floor up to the level of the bust points."),
    ("axilla_height", "armpit height", "height", "", "", "armpit_height",
     (900, 1800, 480, 1350), "From the floor up to the fold of the armpit, arms hanging."),
    ("waist_height", "waist height", "height", "", "", "waist_to_floor",
     (750, 1500, 350, 1150), "From the floor straight up to the waist at the side."),
    ("hip_height", "hip height", "height", "", "", "seat_height",
     (600, 1250, 280, 950), "From the floor up to the level where the seat stands out most."),
    ("inside_leg", "inside leg height", "height", "Inside leg height", "5.1.15",
     "inseam inside_leg_height inside_leg_length crotch_height",
     (550, 1150, 230, 900), "From the crotch straight down to the floor, without shoes, legs slightly apart."),
    ("knee_height", "knee height", "height", "", "", "",
     (330, 700, 160, 520), "From the floor up to the middle of the kneecap."),
    ("calf_height", "calf height", "height", "", "", "",
     (220, 500, 100, 380), "From the floor up to where the lower leg is thickest."),
    ("ankle_height", "outer ankle height", "height", "", "", "outer_ankle_height",
     (40, 110, 25, 90), "From the floor up to the outer ankle bone."),
    # ---- girths
    ("head_girth", "head girth", "girth", "", "", "head head_circumference",
     (480, 680, 430, 600), "Round the head above the brows, where it is largest."),
    ("neck_girth", "neck girth", "girth", "Neck girth", "5.3.2", "neck collar collar_size neck_circumference",
     (270, 600, 200, 400), "Round the neck just below the Adam's apple, where a shirt collar sits."),
    ("neck_base_girth", "neck base girth", "girth", "Neck base girth", "5.3.3", "neck_base base_of_neck",
     (300, 650, 230, 440), "Round the foot of the neck: over the neck bone at the back and the hollow of the throat."),
    ("chest_girth", "chest or bust girth", "girth", "Bust girth", "5.3.4",
     "chest bust bust_girth full_bust chest_circumference bust_circumference",
     (700, 1600, 420, 1150), "Level round the fullest part of chest or bust, breathing out, arms hanging."),
    ("chest_girth_axilla", "chest girth at the armpit", "girth", "Chest girth (at axilla)", "5.3.6", "chest_at_armpit",
     (660, 1600, 410, 1130), "Round the shoulder blades, under the armpits and across the chest."),
    ("high_bust_girth", "upper chest or high bust girth", "girth", "Upper chest girth", "5.3.7",
     "high_bust upper_bust upper_chest upper_chest_girth",
     (660, 1550, 410, 1120), "High under the arms, above the breasts, the tape level at the back."),
    ("under_bust_girth", "under-bust girth", "girth", "Under bust girth", "5.3.8", "under_bust underbust",
     (560, 1500, 390, 1100), "Level round the body directly below the breasts."),
    ("waist_girth", "waist girth", "girth", "Waist girth", "5.3.10", "waist natural_waist waist_circumference",
     (480, 1700, 380, 1150), "Level round the waist, midway between the lowest rib and the top of the hip bone."),
    ("belly_girth", "girth at the navel", "girth", "", "", "belly stomach abdomen navel_girth",
     (500, 1800, 380, 1200), "Level round the body at the navel."),
    ("top_hip_girth", "top hip girth", "girth", "Top hip girth", "5.3.12", "top_hip high_hip upper_hip high_hip_girth",
     (560, 1750, 400, 1200), "Level round the body midway between waist and hip."),
    ("hip_girth", "hip girth", "girth", "Hip girth", "5.3.13",
     "hip seat seat_girth low_hip full_hip hip_circumference seat_circumference",
     (680, 1800, 420, 1250), "Level round the hips where the seat stands out most."),
    ("max_hip_girth", "maximum hip girth", "girth", "Maximum hip girth (seat measure girth)", "5.3.14",
     "max_hip maximum_hip maximum_hip_girth",
     (680, 1900, 420, 1300), "The largest level girth below the waist, belly and thighs included."),
    ("armscye_girth", "armscye girth", "GIRTH", "Armscye girth", "5.3.15", "armscye armhole armhole_girth",
     (280, 850, 170, 520), "Round the arm's root: over the shoulder bone and through the armpit, arm hanging."),
    ("upper_arm_girth", "upper arm girth", "GIRTH", "Upper-arm girth", "5.3.16",
     "upper_arm biceps bicep biceps_girth bicep_girth",
     (180, 650, 120, 420), "Round the relaxed arm midway between shoulder and elbow."),
    ("elbow_girth", "elbow girth", "GIRTH", "", "", "elbow", (180, 500, 120, 330), "Round the elbow over its point."),
    ("forearm_girth", "forearm girth", "GIRTH", "", "", "forearm lower_arm_girth",
     (170, 480, 110, 330), "Round the thickest place of the forearm below the elbow."),
    ("wrist_girth", "wrist girth", "GIRTH", "Wrist girth", "5.3.19", "wrist",
     (115, 270, 85, 200), "Round the wrist over its bones."),
    ("thigh_girth", "thigh girth", "GIRTH", "Thigh girth", "5.3.20", "thigh upper_leg",
     (370, 1100, 220, 750), "Level round the thigh just below the fold of the seat."),
    ("mid_thigh_girth", "mid-thigh girth", "GIRTH", "Mid-thigh girth", "5.3.21", "mid_thigh",
     (320, 950, 200, 650), "Level round the thigh midway between crotch and kneecap."),
    ("knee_girth", "knee girth", "GIRTH", "Knee girth", "5.3.22", "knee",
     (260, 720, 170, 500), "Round the middle of the kneecap, leg straight."),
    ("calf_girth", "calf girth", "GIRTH", "Calf girth", "5.3.24", "calf",
     (240, 680, 150, 470), "Level round the lower leg where it is thickest."),
    ("min_leg_girth", "minimum leg girth", "GIRTH", "Minimum leg girth", "5.3.25", "min_leg minimum_leg",
     (155, 400, 105, 280), "Round the leg above the ankle bones, where it is thinnest."),
    ("ankle_girth", "ankle girth", "GIRTH", "", "", "ankle",
     (170, 430, 120, 310), "Round the leg over the ankle bones."),
    ("heel_girth", "heel and instep girth", "GIRTH", "", "", "heel heel_instep_girth",
     (250, 460, 170, 370), "Slanting round heel and instep, as a trouser leg passes over the foot."),
    ("hand_girth", "hand girth", "GIRTH", "Hand girth", "5.5.1", "hand",
     (145, 300, 105, 230), "Round the hand over the knuckles, thumb left out."),
    # ---- shoulder, neck and trunk
    ("shoulder_length", "shoulder length", "SURFACE", "Shoulder length", "5.4.1", "shoulder_seam",
     (90, 210, 50, 155), "From the side of the neck along the shoulder to the outer end of the shoulder bone."),
    ("shoulder_width", "shoulder width", "surface", "Shoulder width", "5.4.2", "shoulder_to_shoulder",
     (290, 640, 190, 440), "Across the upper back from one shoulder bone's outer end to the other."),
    ("across_back_shoulder", "shoulder width over the neck bone", "surface",
     "Across back shoulder width (through the back neck point)", "5.4.3", "",
     (300, 680, 200, 460), "From one shoulder bone's outer end up over the neck bone and down to the other."),
    ("across_back", "across back width", "surface", "", "", "back_width cross_back across_back_width",
     (250, 600, 170, 430), "Across the back from arm to arm, halfway down the armhole, arms hanging."),
    ("across_front", "across front width", "surface", "Across front width", "5.4.7",
     "across_chest front_width across_front_width",
     (230, 580, 160, 410), "Across the chest from arm to arm, halfway down the armhole, arms hanging."),
    ("back_waist_length", "back neck to waist", "surface", "Back neck point to waist", "5.4.5",
     "nape_to_waist back_neck_to_waist center_back_length centre_back_length",
     (320, 620, 180, 440), "From the bone at the back of the neck down the spine to the waist."),
    ("scye_depth", "scye depth", "surface", "Scye depth length", "5.4.6", "armhole_depth scye_depth_length",
     (105, 330, 75, 230), "From the bone at the back of the neck down the spine to the level of the armpits."),
    ("front_waist_length", "front neck to waist", "surface", "Front neck point to waist", "5.4.8",
     "center_front_length centre_front_length front_neck_to_waist",
     (250, 600, 150, 420), "From the hollow of the throat straight down to the waist."),
    ("hps_to_waist_front", "side neck to waist over the bust", "SURFACE", "", "", "",
     (330, 720, 190, 500), "From the side of the neck over the bust point down to the waist."),
    ("hps_to_waist_back", "side neck to waist at the back", "SURFACE", "", "", "",
     (340, 680, 190, 480), "From the side of the neck straight down the back to the waist."),
    ("hps_to_bust", "side neck to bust point", "SURFACE", "Side neck point to bust point", "5.4.10", "bust_depth",
     (160, 500, 100, 300), "From the side of the neck to the bust point."),
    ("bust_span", "bust point width", "width", "", "", "bust_point_width apex_to_apex",
     (110, 360, 80, 240), "Straight across from bust point to bust point."),
    ("shoulder_slope", "shoulder slope", "ANGLE", "Shoulder slope", "5.6.2", "",
     (5, 40, 5, 40), "The angle at which the shoulder falls below the level from the side of the neck."),
    ("shoulder_drop", "shoulder drop", "SURFACE", "", "", "",
     (8, 110, 4, 80), "How far the outer end of the shoulder bone lies below the side of the neck, straight down."),
    # ---- arms
    ("upper_arm_length", "upper arm length", "SURFACE", "Upper arm length (shoulder to elbow, elbow bent)", "5.4.14",
     "shoulder_to_elbow", (230, 470, 120, 360),
     "From the outer end of the shoulder bone to the tip of the bent elbow."),
    ("lower_arm_length", "lower arm length", "SURFACE", "Lower arm length", "5.4.15", "elbow_to_wrist",
     (170, 380, 95, 290), "From the point of the bent elbow to the wrist bone."),
    ("arm_length", "outer arm length", "SURFACE", "Outer arm length", "5.7.8", "shoulder_to_wrist outer_arm_length",
     (420, 830, 220, 640), "From the outer end of the shoulder bone over the slightly bent elbow to the wrist bone."),
    ("back_neck_to_wrist", "back neck to wrist", "SURFACE", "Back neck point to wrist length", "5.4.17",
     "nape_to_wrist", (580, 1130, 310, 850),
     "From the bone at the back of the neck over the shoulder and elbow to the wrist."),
    # ---- waist, hip and legs
    ("crotch_length", "total crotch length", "surface", "Total crotch length", "5.4.18",
     "total_crotch_length total_rise",
     (430, 1150, 280, 850), "From the front waist between the legs to the back waist."),
    ("front_crotch_length", "front crotch length", "surface", "", "", "",
     (150, 620, 120, 440), "From the front waist down to the middle of the crotch."),
    ("waist_to_hip", "waist to hip", "SURFACE", "Side waist to hip", "5.4.21", "hip_depth side_waist_to_hip",
     (80, 330, 50, 240), "Down the side from the waist to the level where the seat stands out most."),
    ("waist_to_top_hip", "waist to top hip", "SURFACE", "", "", "waist_to_high_hip",
     (35, 190, 25, 130), "Down the side from the waist to the level of the top hip girth, midway to the hip."),
    ("waist_to_belly", "waist to navel", "height", "", "", "waist_to_navel",
     (5, 160, 5, 100), "Straight down from the waist to the level of the navel."),
    ("waist_to_knee", "waist to knee", "HEIGHT", "", "", "",
     (400, 820, 200, 640), "Down the side from the waist to the middle of the kneecap."),
    ("body_rise", "body rise", "height", "", "", "sitting_rise crotch_depth",
     (130, 430, 100, 330), "Sit on a flat chair and measure from the waist at the side down to the seat."),
    ("waist_to_armpit", "waist to armpit", "HEIGHT", "", "", "armpit_to_waist",
     (100, 350, 50, 240), "Up the side from the waist to the armpit."),
    ("outseam", "outside leg length", "SURFACE", "", "", "outside_leg outside_leg_length side_length",
     (750, 1530, 350, 1170), "From the waist at the side over the hip down to the floor."),
    ("waist_back_arc", "back waist arc", "arc", "", "", "back_waist_arc",
     (200, 950, 160, 620), "The back part of the waist girth, from side seam to side seam."),
    ("hip_back_arc", "back hip arc", "arc", "", "", "back_hip_arc",
     (280, 1000, 180, 680), "The back part of the hip girth, from side seam to side seam."),
    ("bust_front_arc", "front bust arc", "arc", "", "", "front_bust_arc",
     (300, 1000, 180, 640), "The front part of the bust girth, from side seam to side seam."),
    ("high_bust_front_arc", "front high-bust arc", "arc", "", "", "",
     (280, 900, 180, 600), "The front part of the high bust girth, from side seam to side seam."),
    ("bust_point_to_under_bust", "bust point to under-bust", "SURFACE", "", "", "",
     (25, 180, 15, 110), "From the bust point down to the level directly below the breast."),
    ("waist_to_under_bust", "waist to under-bust", "height", "", "", "",
     (30, 240, 20, 160), "From the waist up to the level directly below the breasts."),
    ("waist_to_upper_leg", "waist to upper leg", "HEIGHT", "", "", "",
     (130, 430, 100, 330), "Down the side from the waist to the level of the crotch."),
    ("foot_length", "foot length", "LENGTH", "", "", "foot", (190, 350, 110, 280), "From the heel to the longest toe."),
    # ---- posture: signed, 0 is usual; best seen on a try-on garment
    ("stoop", "stoop", "posture", "", "", "", (-40, 70, -30, 40),
     "Slash a try-on garment across the blades until its back hangs level; the opening is the value, usually 0."),
    ("shoulder_forward", "shoulder forward", "POSTURE", "", "", "", (-25, 40, -20, 30),
     "How far the outer end of the shoulder seam of a try-on garment has to move forward, usually 0."),
    ("sway_back", "sway back", "posture", "", "", "", (-30, 40, -20, 30),
     "The depth of the fold to pin away across the small of the back of a try-on garment, usually 0."),
)

AMBIGUOUS: Final[dict[str, tuple[str, ...]]] = {
    # Words used for different measures by different programs and trades; a reader never guesses which one is meant.
    "hips": ("hip_girth", "top_hip_girth"),
    "hips_girth": ("hip_girth", "top_hip_girth"),
    "shoulder": ("shoulder_length", "shoulder_width"),
    "shoulders": ("shoulder_length", "shoulder_width"),
    "sleeve": ("arm_length", "back_neck_to_wrist"),
    "sleeve_length": ("arm_length", "back_neck_to_wrist"),
    "back_length": ("back_waist_length", "hps_to_waist_back"),
    "back": ("across_back", "back_waist_length"),
    "arm": ("arm_length", "upper_arm_girth"),
    "leg": ("inside_leg", "outseam"),
    "leg_length": ("inside_leg", "outseam"),
    "rise": ("body_rise", "crotch_length"),
    "crotch": ("crotch_length", "body_rise"),
    "length": ("height", "back_waist_length"),
}


# ---- Looking measures up --------------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class Entry:
    """One measure of the catalogue.

    ``kind`` is girth, height, surface, width, arc, length, mass, angle or posture. ``adult`` and ``child`` (under 14)
    are the smallest and largest values of a human body, in `unit`. ``sided`` measures may differ between left and
    right. Posture values are signed, and 0 is usual.
    """

    name: str
    label: str
    kind: str
    sided: bool
    iso_name: str
    iso_clause: str
    aliases: tuple[str, ...]
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


def _entries() -> dict[str, Entry]:
    entries = {}
    for name, label, kind, iso_name, clause, aliases, (low, high, child_low, child_high), how in ROWS:
        entries[name] = Entry(name, label, kind.lower(), kind.isupper(), iso_name, clause, tuple(aliases.split()),
                              (low, high), (child_low, child_high), how)
    return entries


CATALOGUE: Final[dict[str, Entry]] = _entries()
"""Every measure by its name, in the order of a measuring sheet."""

NAMES: Final[dict[str, str]] = {**{name: name for name in CATALOGUE},
                                **{alias: each.name for each in CATALOGUE.values() for alias in each.aliases}}
"""Every name and alias, with the name of the measure it means."""


def tidy(name: str) -> str:
    """Spell a name as in the catalogue: ``Upper-arm girth`` is ``upper_arm_girth``."""
    return "_".join(bare(name).casefold().replace("-", " ").replace("_", " ").split())


def canonical(name: str) -> str | None:
    """Return the catalogue's name for a name or alias in any spelling, None for an unknown one."""
    return NAMES.get(name) or NAMES.get(tidy(name))


def printed_measure(name: str, value: float, unit: str, *, coarse: bool = False) -> str:
    """A measure's value for people: lengths in ``unit``, mass in lb if that is inches, angles in degrees.

    ``coarse`` rounds like estimates: to a millimetre, an eighth of an inch, a kilo or pound, a degree.
    """
    quantity = CATALOGUE[name].quantity
    pounds = quantity is MASS and unit == "in"
    size = float(MASS.units["lb"]) if pounds else 1.0
    if coarse:
        step = 25.4 / 8 if quantity is LENGTH and unit == "in" else size
        value = round(value / step) * step
    if quantity is LENGTH:
        return printed(value, unit)
    number = f"{value / size:.1f}".rstrip("0").rstrip(".")
    return f"{'0' if number == '-0' else number} {'lb' if pounds else quantity.kept}"


def unknown(name: str) -> Problem:
    """Describe an unknown name, with the nearest measures, or an ambiguous one, with the measures it may mean."""
    shown = clean(name, 48)
    meanings = AMBIGUOUS.get(tidy(name))
    if meanings:
        both = " or ".join(f"{each} ({CATALOGUE[each].how.rstrip('.')})" for each in meanings)
        return Problem(f"{shown} means different things to different people", "measurement.ambiguous", "",
                       f"Write {both}.", params={"name": shown, "meanings": list(meanings)})
    bare = canonical(name[:64].partition("(")[0])           # Waist (natural)
    near = {bare: None} if bare else dict.fromkeys(NAMES[each] for each in nearest(tidy(name[:64]), NAMES, most=3))
    hint = (f"Did you mean {' or '.join(list(near)[:2])}?" if near else
            "Inside braces a comma separates two measures: write 1.68." if name.isdecimal() else
            "See the measuring guide for the names.")
    return Problem(f"no measure is called {shown}", "measurement.unknown", "", hint,
                   params={"name": shown, "near": list(near)[:2]})


def entry(name: str) -> Entry:
    """Return the entry for a name or alias. Raises `MeasurementError` with the nearest names for an unknown one."""
    if not isinstance(name, str):
        raise MeasurementError(f"a measure's name is text, not a {type(name).__name__}", code="measurement.unknown",
                               hint="Give names, as in ('waist', 'hip').", params={"type": type(name).__name__})
    found = canonical(name)
    if found is None:
        raise MeasurementError.of([unknown(name)])
    return CATALOGUE[found]
