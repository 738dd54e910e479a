"""The rules that stand in for a missing measure, as a table: what they need, their line for each kind of person, why.

A line is a constant, one slope for each input, and the standard deviation of the result, in mm (degrees for slopes).
The best rule for a measure stands first. Where a rule is exact (a difference of two heights) its deviation is 0 and the
value is *derived*; everything else is *estimated*.

Lines for adults are regressions on ANSUR II (US Army 2012: 993 women, 2,041 men; ``tools/derive_estimates.py``),
brought over to a tailor's definitions: the arm relaxed instead of flexed (6 % less), tape instead of calliper across
the shoulders (+30) and across the back (-38), the scye depth along the back (2.4 and 3.7 % more than straight down),
the arm slightly bent (+15), and the natural waist instead of the navel, set so that the mean person agrees with
drafting tables. Deviations are the residuals on people that were not fitted, widened for what these shifts leave
unknown. Lines for children under 14 are proportions of height or chest from drafting tables, with wide deviations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ANSUR: Final = "regression on ANSUR II"
TABLES: Final = "proportion used in drafting"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line: ``constant`` plus one slope for each input; ``sd`` is the deviation of a person from it."""

    constant: float
    slopes: tuple[float, ...]
    sd: float

    def at(self, values: tuple[float, ...]) -> float:
        """Return the value on the line."""
        return self.constant + sum(slope * value for slope, value in zip(self.slopes, values, strict=True))


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to a measure: from these inputs, by the line for a woman, a man or a child (None: not for them)."""

    name: str
    inputs: tuple[str, ...]
    female: Line | None
    male: Line | None
    child: Line | None
    why: str

    @property
    def exact(self) -> bool:
        """The result follows from the inputs; nothing is guessed."""
        return all(line is not None and line.sd == 0 for line in (self.female, self.male, self.child))

    @property
    def sentence(self) -> str:
        """What the rule did, for a report."""
        return f"from {' and '.join(self.inputs)}: {self.why}" if self.inputs else self.why


def _exact(name: str, inputs: str, *slopes: float, why: str = "a sum or difference") -> Rule:
    line = Line(0, slopes, 0)
    return Rule(name, tuple(inputs.split()), line, line, line, why)


def _same(name: str, inputs: str, line: Line, why: str) -> Rule:
    return Rule(name, tuple(inputs.split()), line, line, line, why)


def _rule(name: str, inputs: str, female: Line, male: Line, child: Line | None = None, *, why: str = ANSUR) -> Rule:
    return Rule(name, tuple(inputs.split()), female, male, child, why)


def _child(name: str, inputs: str, constant: float, slope: float, sd: float) -> Rule:
    return Rule(name, tuple(inputs.split()), None, None, Line(constant, (slope,), sd), TABLES)


RULES: Final[tuple[Rule, ...]] = (
    # ---- exact: sums and differences of what was measured
    _exact("waist_to_hip", "waist_height hip_height", 1, -1),
    _exact("waist_to_knee", "waist_height knee_height", 1, -1),
    _exact("body_rise", "waist_height inside_leg", 1, -1),
    _exact("waist_to_upper_leg", "body_rise", 1, why="both end at the level of the crotch"),
    _exact("waist_to_upper_leg", "waist_height inside_leg", 1, -1),
    _exact("waist_to_armpit", "axilla_height waist_height", 1, -1),
    _exact("waist_height", "body_rise inside_leg", 1, 1),
    _exact("waist_height", "waist_to_knee knee_height", 1, 1),
    _exact("hip_height", "waist_height waist_to_hip", 1, -1),
    _exact("knee_height", "waist_height waist_to_knee", 1, -1),
    _exact("inside_leg", "waist_height body_rise", 1, -1),
    _exact("arm_length", "upper_arm_length lower_arm_length", 1, 1),
    _exact("arm_length", "back_neck_to_wrist across_back_shoulder", 1, -0.5),
    _exact("upper_arm_length", "arm_length lower_arm_length", 1, -1),
    _exact("lower_arm_length", "arm_length upper_arm_length", 1, -1),
    _exact("back_neck_to_wrist", "across_back_shoulder arm_length", 0.5, 1),
    _same("outseam", "waist_height", Line(5, (1,), 8), "the way over the hip is a little longer than straight down"),

    # ---- neck and head
    _rule("neck_base_girth", "neck_girth", Line(74.7, (0.899,), 11), Line(65.1, (0.929,), 11), Line(30, (1,), 14)),
    _rule("neck_base_girth", "chest_girth", Line(226.2, (0.153,), 18), Line(199.3, (0.223,), 20),
          Line(120, (0.3,), 20)),
    _rule("neck_girth", "neck_base_girth", Line(12.0, (0.856,), 11), Line(-12.3, (0.943,), 11), Line(-30, (1,), 14)),
    _rule("neck_girth", "chest_girth", Line(173.9, (0.165,), 16), Line(147.4, (0.237,), 18), Line(90, (0.3,), 16)),
    _rule("head_girth", "height neck_girth", Line(329.9, (0.0696, 0.354), 19), Line(370.5, (0.0571, 0.261), 15)),
    _rule("head_girth", "height", Line(389.1, (0.105,), 20), Line(439.2, (0.0773,), 16), Line(440, (0.065,), 18)),
    _rule("head_girth", "", Line(559.7, (), 22), Line(574.7, (), 18), why="mean of ANSUR II"),

    # ---- shoulders and back
    _same("shoulder_slope", "", Line(21, (), 4), "the usual slope of a body; drafting tables say 18 to 24 degrees"),
    _rule("shoulder_length", "shoulder_width neck_base_girth", Line(1.7, (0.440, -0.109), 9),
          Line(2.3, (0.484, -0.157), 9)),
    _rule("shoulder_length", "shoulder_width", Line(-18.1, (0.388,), 9), Line(-15.2, (0.370,), 10),
          Line(0, (0.325,), 10)),
    _rule("shoulder_length", "height", Line(26.6, (0.0668,), 11), Line(39.5, (0.0628,), 11), Line(0, (0.080,), 10)),
    _rule("shoulder_width", "shoulder_length height", Line(87.8, (1.053, 0.101), 16), Line(138.1, (1.034, 0.087), 17)),
    _rule("shoulder_width", "height chest_girth", Line(106.2, (0.157, 0.0355), 19), Line(136.1, (0.123, 0.0892), 19)),
    _child("shoulder_width", "height", 0, 0.245, 20),
    _rule("across_back", "shoulder_width chest_girth", Line(3.9, (0.646, 0.103), 24), Line(-46.3, (0.682, 0.147), 26)),
    _rule("across_back", "height chest_girth", Line(73.9, (0.101, 0.126), 27), Line(87.0, (0.0575, 0.213), 28)),
    _rule("across_back", "chest_girth", Line(216.3, (0.148,), 28), Line(175.7, (0.224,), 28), Line(135, (0.22,), 25)),
    _rule("across_front", "across_back", Line(-16, (1,), 15), Line(-10, (1,), 15), Line(-10, (1,), 15),
          why="each half of the front is 5 to 8 mm narrower than the back between the arms"),

    # ---- lengths of the trunk
    _same("back_waist_length", "hps_to_waist_back", Line(-22, (1,), 9),
          "the side of the neck lies above the neck bone"),
    _rule("back_waist_length", "back_neck_height waist_height", Line(10, (1, -1), 14), Line(17, (1, -1), 14),
          Line(8, (1, -1), 14),
          why="the spine is a little longer than straight down (ANSUR II)"),
    _rule("back_waist_length", "height chest_girth", Line(24.6, (0.166, 0.116), 24), Line(9.0, (0.173, 0.120), 25)),
    _rule("back_waist_length", "height", Line(55.8, (0.214,), 25), Line(66.6, (0.2125,), 26), Line(0, (0.235,), 18)),
    _rule("hps_to_waist_back", "back_waist_length", Line(22, (1,), 9), Line(22, (1,), 9), Line(18, (1,), 9),
          why="the side of the neck lies above the neck bone"),
    _rule("scye_depth", "back_neck_height axilla_height", Line(0, (1.024, -1.024), 8), Line(0, (1.037, -1.037), 8),
          Line(0, (1.03, -1.03), 10),
          why="the back is a little longer than straight down (ANSUR II)"),
    _rule("scye_depth", "back_waist_length chest_girth", Line(71.3, (0.216, 0.0019), 16),
          Line(69.6, (0.2015, 0.0352), 15)),
    _rule("scye_depth", "height chest_girth", Line(46.2, (0.0573, 0.0222), 16), Line(60.7, (0.0418, 0.0580), 16)),
    _rule("scye_depth", "chest_girth", Line(127.5, (0.0347,), 17), Line(125.2, (0.0663,), 16)),
    _child("scye_depth", "height", 0, 0.105, 15),

    # ---- arms
    _rule("upper_arm_girth", "chest_girth hip_girth", Line(-39.0, (0.1315, 0.1981), 19), Line(0.6, (0.204, 0.119), 22)),
    _rule("upper_arm_girth", "chest_girth", Line(37.3, (0.264,), 22), Line(31.5, (0.289,), 23), Line(0, (0.31,), 20)),
    _rule("arm_length", "height inside_leg", Line(36.0, (0.144, 0.368), 18), Line(36.6, (0.135, 0.395), 19)),
    _rule("arm_length", "height", Line(-51.8, (0.375,), 21), Line(-28.5, (0.363,), 21), Line(0, (0.345,), 20)),
    _rule("wrist_girth", "hand_girth", Line(30.9, (0.663,), 7), Line(28.0, (0.697,), 7), Line(5, (0.80,), 9)),
    _rule("wrist_girth", "height chest_girth", Line(37.2, (0.0497, 0.0389), 7), Line(32.3, (0.0491, 0.0544), 8)),
    _child("wrist_girth", "height", 0, 0.105, 10),
    _rule("hand_girth", "wrist_girth height", Line(32.1, (0.793, 0.0196), 7), Line(40.5, (0.787, 0.0189), 8)),
    _rule("hand_girth", "wrist_girth", Line(51.6, (0.873,), 7), Line(61.4, (0.857,), 8), Line(10, (1.13,), 10)),
    _rule("hand_girth", "height chest_girth", Line(60.9, (0.0578, 0.0335), 9), Line(65.4, (0.0572, 0.0441), 10)),
    _child("hand_girth", "height", 0, 0.125, 12),
    _rule("hand_girth", "", Line(186.6, (), 10), Line(212.3, (), 12), why="mean of ANSUR II"),

    # ---- waist downwards
    _rule("waist_to_hip", "height", Line(80.6, (0.0751,), 28), Line(68.5, (0.0800,), 29), Line(0, (0.115,), 20)),
    _rule("waist_to_knee", "height", Line(-8.9, (0.3616,), 24), Line(10.8, (0.339,), 24), Line(0, (0.35,), 25)),
)
