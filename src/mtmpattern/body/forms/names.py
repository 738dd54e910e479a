"""The names of our measures in other programs, and values under those names turned into values under ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any, Final, Literal

from mtmpattern.body.catalogue import CATALOGUE, canonical, unknown
from mtmpattern.body.catalogue_entries import Entry
from mtmpattern.body.forms.form import Pick, Taken
from mtmpattern.documents import Faults, Node
from mtmpattern.errors import clean

# ---- Names in other programs, one row for each measure --------------------------------------------------------------

System = Literal["freesewing", "seamly", "garmentcode"]

CONTOUR: Final = "their waist follows the body and may slope; ours is level"
NARROW: Final = "their waist is where the body is narrowest; ours is midway between rib and hip bone"

ROWS: Final[tuple[tuple[str, str, str, str], ...]] = (
    # our name, FreeSewing, Seamly2D and Valentina, GarmentCode
    ("height", "", "height", "height"),
    ("back_neck_height", "", "height_neck_back", "height - head_l ~ worked out as height less head_l"),
    ("bust_height", "", "height_bustpoint",
     "height - head_l - vert_bust_line ~ worked out as height less head_l and vert_bust_line"),
    ("axilla_height", "", "height_armpit", ""),
    ("waist_height", "", "height_waist_side",
     "height - head_l - waist_line ~ worked out as height less head_l and waist_line"),
    ("hip_height", "", "height_hip",
     "height - head_l - waist_line - hips_line ~ worked out as height less head_l, waist_line and hips_line"),
    ("inside_leg", "inseam", "leg_crotch_to_floor",
     "height - head_l - waist_line - hips_line - crotch_hip_diff ~ worked out as the height of the hip less that diff"),
    ("knee_height", "", "height_knee ~ theirs ends at the fold behind the knee; ours at the middle of the kneecap", ""),
    ("calf_height", "", "height_calf", ""),
    ("ankle_height", "", "height_ankle ~ theirs ends where leg and foot meet in front; ours at the outer bone", ""),
    ("head_girth", "head", "head_circ", ""),
    ("neck_girth", "neck", "neck_mid_circ ~ theirs lies midway between jaw and body; ours where a collar sits", ""),
    ("neck_base_girth", "", "neck_circ", ""),
    ("chest_girth", "chest", "bust_circ", "bust"),
    ("high_bust_girth", "highBust", "highbust_circ", ""),
    ("under_bust_girth", "underbust", "lowbust_circ", "underbust"),
    ("waist_girth", f"waist ~ {NARROW}", f"waist_circ ~ {CONTOUR}", "waist"),
    ("top_hip_girth", "hips ~ theirs lies at the top of the hip bones; ours midway between waist and hip",
     "highhip_circ ~ theirs lies where the belly stands out most; ours midway between waist and hip", ""),
    ("hip_girth", "seat", "hip_circ", "hips"),
    ("max_hip_girth", "", "hip_circ_with_abdomen ~ theirs lies at the hip; ours where the girth is largest", ""),
    ("armscye_girth", "", "armscye_circ", ""),
    ("upper_arm_girth", "biceps ~ theirs lies where the upper arm is fullest; ours midway to the elbow",
     "arm_upper_circ", ""),
    ("elbow_girth", "", "arm_elbow_circ", ""),
    ("forearm_girth", "", "arm_lower_circ", ""),
    ("wrist_girth", "wrist", "arm_wrist_circ", "wrist"),
    ("thigh_girth", "upperLeg", "leg_thigh_upper_circ", "leg_circ"),
    ("mid_thigh_girth", "", "leg_thigh_mid_circ", ""),
    ("knee_girth", "knee", "leg_knee_circ", ""),
    ("calf_girth", "", "leg_calf_circ", ""),
    ("min_leg_girth", "", "leg_ankle_high_circ", ""),
    ("ankle_girth", "ankle ~ theirs lies just above the ankle; ours over its bones", "leg_ankle_circ", ""),
    ("heel_girth", "heel", "leg_ankle_diag_circ", ""),
    ("hand_girth", "", "hand_palm_circ ~ theirs lies where the palm is widest; ours over the knuckles", ""),
    ("shoulder_length", "", "shoulder_length", ""),
    ("shoulder_width", "shoulderToShoulder", "shoulder_tip_to_shoulder_tip_b",
     "shoulder_w ~ theirs is straight; ours follows the back"),
    ("across_back_shoulder", "", "2*neck_back_to_shoulder_tip_b", ""),
    ("across_back", "", "across_back_b", ""),
    ("across_front", "", "across_chest_f", ""),
    ("back_waist_length", "", "neck_back_to_waist_b", "waist_line"),
    ("scye_depth", "", "neck_back_to_highbust_b ~ theirs ends at the high bust level; ours at the armpits", ""),
    ("front_waist_length", "", "neck_front_to_waist_f", ""),
    ("hps_to_waist_front", "hpsToWaistFront", "neck_side_to_waist_bustpoint_f", "waist_over_bust_line"),
    ("hps_to_waist_back", "hpsToWaistBack", "neck_side_to_waist_b", ""),
    ("hps_to_bust", "hpsToBust ~ theirs goes straight down to the bust level; ours to the bust point",
     "bustpoint_to_neck_side", "bust_line ~ theirs goes down to the bust level; ours to the bust point"),
    ("bust_span", "bustSpan", "bustpoint_to_bustpoint", "bust_points"),
    ("shoulder_slope", "shoulderSlope", "shoulder_slope_neck_side_angle", "shoulder_incl"),
    ("shoulder_drop", "", "shoulder_slope_neck_side_length", ""),
    ("upper_arm_length", "shoulderToElbow", "arm_shoulder_tip_to_elbow_bent", ""),
    ("lower_arm_length", "", "arm_elbow_to_wrist_bent", ""),
    ("arm_length", "shoulderToWrist", "arm_shoulder_tip_to_wrist_bent",
     "arm_length ~ theirs is straight from shoulder to wrist; ours goes over the slightly bent elbow"),
    ("back_neck_to_wrist", "",
     "arm_neck_back_to_wrist_bent ~ theirs is taken with the elbow raised; ours over a slightly bent one", ""),
    ("crotch_length", "crossSeam", "crotch_length", ""),
    ("front_crotch_length", "crossSeamFront", "crotch_length_f", ""),
    ("waist_to_hip", "waistToSeat", "waist_to_hip_side", "hips_line"),
    ("waist_to_top_hip", "waistToHips",
     "waist_to_highhip_side ~ theirs ends where the belly stands out most; ours at the top of the hip bone", ""),
    ("waist_to_knee", "waistToKnee",
     "leg_waist_side_to_knee ~ theirs ends at the fold behind the knee; ours at the middle of the kneecap", ""),
    ("body_rise", "crotchDepth", "rise_length_side_sitting",
     "hips_line + crotch_hip_diff ~ worked out as hips_line and crotch_hip_diff, standing; ours is taken sitting"),
    ("waist_to_armpit", "waistToArmpit ~ theirs ends a little below the fold of the armpit; ours at it",
     "armpit_to_waist_side", ""),
    ("outseam", "waistToFloor ~ theirs is straight down; ours follows the hip", "leg_waist_side_to_floor", ""),
    ("waist_back_arc", "waistBack", "waist_arc_b", "waist_back_width"),
    ("hip_back_arc", "seatBack", "hip_arc_b", "hip_back_width"),
    ("bust_front_arc", "bustFront", "bust_arc_f", "bust - back_width ~ worked out as bust less its back half"),
    ("high_bust_front_arc", "highBustFront", "highbust_arc_f", ""),
    ("bust_point_to_under_bust", "bustPointToUnderbust", "bustpoint_to_lowbust", ""),
    ("waist_to_under_bust", "waistToUnderbust", "lowbust_to_waist_f", ""),
    ("waist_to_upper_leg", "waistToUpperLeg", "", ""),
    ("foot_length", "", "foot_length", ""),
    # no other program has a name for these
    ("weight", "", "", ""), ("chest_girth_axilla", "", "", ""), ("belly_girth", "", "", ""),
    ("waist_to_belly", "", "", ""),
    ("stoop", "", "", ""), ("shoulder_forward", "", "", ""), ("sway_back", "", "", ""),
)
ALSO: Final[tuple[tuple[str, str], ...]] = (
    # our name, and a second one in Seamly2D and Valentina
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
    terms, _, note = cell.partition(" ~ ")
    times, _, name = terms.rpartition("*")
    parts = tuple(terms.replace("- ", "-").replace("+ ", "").split()) if " " in terms else ()
    return Meaning(measure, name, int(times or 1), note, rank, "", parts)


def meanings(system: System) -> tuple[Meaning, ...]:
    """Return every name in one program that gives one of our measures, in the order of the catalogue."""
    column = {"freesewing": 1, "seamly": 2, "garmentcode": 3}[system]
    found = [_meaning(row[0], row[column], 2) for row in ROWS if row[column]]
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


# ---- From foreign names to ours -------------------------------------------------------------------------------------

AGREE: Final = Fraction(1, 100)
"""How much (in the file's unit) a value may differ from the mean of its sides."""


@dataclass(slots=True)
class Gathering:
    """The measures of one foreign file while it is read; `finish` puts them into ``taken``."""

    system: System
    pick: Pick
    faults: Faults
    taken: Taken
    known: dict[str, Meaning] = field(init=False)
    columns: dict[str, str] = field(init=False)
    found: dict[str, list[tuple[Meaning, Node]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = {each.name: each for each in meanings(self.system) if not each.parts}
        self.columns = {str(name).strip(): str(target).strip() for name, target in self.pick.columns.items()}

    def meaning(self, name: str, node: Node, called: str = "") -> Meaning | None:
        """Return the meaning of a foreign name; None if it is left out, after adding a remark or fault."""
        if name in self.columns:
            target = self.columns.pop(name)
            found = ours(target, rank=0) if target else None
            if target and found is None:
                fault = unknown(target)
                self.faults.add(node.problem(f"{clean(name)}: {fault.message}", fault.code, fault.hint, at_key=True))
            return found
        own = ours(name.removeprefix(OWN), rank=1) if self.system == "seamly" and name.startswith(OWN) else None
        found = own or self.known.get(name)
        if found is None:
            ours_too = canonical(name.lstrip("@#")) or canonical(called)
            also = f", called {clean(called)}," if called and called != name else ""
            hint = (f"It may be our {ours_too}: map {clean(name)} to it in a column map." if ours_too else
                    f"If it is one of our measures, map {clean(name)} to its name with columns.")
            self.remark(node, f"{clean(name)}{also} is not a known measure and was left out", "measurement.unmapped",
                        hint)
        return found

    def remark(self, node: Node, message: str, code: str, hint: str = "") -> None:
        """Add a remark, which does not stop the reading."""
        self.taken.remarks.append(node.problem(message, code, hint, at_key=True))

    def add(self, meaning: Meaning, node: Node) -> None:
        """Add a value, as it was typed."""
        self.found.setdefault(meaning.measure, []).append((meaning, node))

    def add_amount(self, meaning: Meaning, amount: Fraction, node: Node) -> None:
        """Add an exact amount, times the factor of its meaning."""
        exact = plain(amount * meaning.factor)
        content: Any = f"{exact} kg" if meaning.entry.kind == "mass" else exact
        self.add(meaning, Node(content, node.trail, node.file, node.line, node.column, False,
                               node.key_line, node.key_column))

    def finish(self, place: Node) -> None:
        """Choose one of the values for each measure, and set ``taken.measurements``; ``place`` is that of the block."""
        content = {}
        for measure in CATALOGUE:
            for side, group in groupby(sorted(self.found.get(measure, ()), key=_order), lambda each: each[0].side):
                content[measure, side] = self._chosen(measure, list(group))
        whole = {measure: node for (measure, side), node in content.items() if not side}
        for measure in dict.fromkeys(measure for measure, side in content if side):
            sides = {side: content[measure, side] for side in ("left", "right") if (measure, side) in content}
            self._agree(measure, whole.get(measure), sides)
            first = next(iter(sides.values()))
            whole[measure] = Node(sides, first.trail, first.file, first.line, first.column, False,
                                  first.key_line, first.key_column)
        self.taken.measurements = Node(whole, "measurements", place.file, place.line, place.column)
        for name in self.columns:
            self.remark(place, f"the file has no {clean(name)}, which the column map names", "measurement.unmapped",
                        "Compare it with the names in the file.")

    def _chosen(self, measure: str, group: list[tuple[Meaning, Node]]) -> Node:
        (first, node), *others = group
        for other, lost in others:
            if other.rank == first.rank == 0:
                self.faults.add(lost.problem(f"{clean(first.name)} and {clean(lost.name)} are both mapped to {measure}",
                                             "measurement.duplicate", "Keep one of them.", at_key=True,
                                             names=[clean(first.name), clean(lost.name)], measure=measure))
            else:
                self.remark(lost, f"{clean(lost.name)} was left out: {clean(node.name)} is read as {measure}",
                            "measurement.unmapped")
        if first.note:
            self.remark(node, f"{clean(node.name)} is read as {measure}: {first.note}", "measurement.near")
        return node

    def _agree(self, measure: str, mean: Node | None, sides: Mapping[str, Node]) -> None:
        """Add a fault if the mean does not fit the sides, because only one of them was changed."""
        amounts = [each.content for each in (*([mean] if mean else []), *sides.values())]
        if len(amounts) < 3 or not all(isinstance(amount, (Decimal, Fraction)) for amount in amounts):
            return
        middle, left, right = map(Fraction, amounts)  # type: ignore[arg-type]
        if mean is not None and abs(middle - (left + right) / 2) > AGREE:
            self.faults.add(mean.problem(f"{clean(mean.name)} is not the mean of the left and right {measure}",
                                         "measurement.sides", "Correct the sides, or remove them.", at_key=True,
                                         name=clean(mean.name), measure=measure))


def plain(amount: Fraction) -> Decimal | Fraction:
    """Return an exact amount as a `Decimal` if possible, so that it prints as people write it."""
    rest = amount.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1 or amount.denominator.bit_length() > 64:
        return amount
    found = Decimal(amount.numerator) / Decimal(amount.denominator)
    return found if Fraction(found) == amount else amount


def _order(each: tuple[Meaning, Node]) -> tuple[str, int]:
    return each[0].side, each[0].rank
