"""Measures that were not taken: derived if they follow from others, otherwise estimated, and marked as such."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import asin, degrees, hypot, isfinite, nan, radians, sin
from typing import TYPE_CHECKING, Final

from mtmpattern.body.body import KNOWN, Body, Measure, Sex
from mtmpattern.body.catalogue import CATALOGUE, entry
from mtmpattern.body.catalogue_entries import Entry
from mtmpattern.body.checks import AT_MOST, SMALLER
from mtmpattern.errors import MeasurementError

if TYPE_CHECKING:
    from mtmpattern.body.population import Expectation


# ---- Rules ----------------------------------------------------------------------------------------------------------

TABLES: Final = "proportion used in drafting"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to find a measure: from ``inputs`` by ``work``, with the deviation ``sd`` (0 if it is exact)."""

    name: str
    inputs: tuple[str, ...]
    work: Callable[..., float]
    sd: float
    why: str

    @property
    def sentence(self) -> str:
        """How the measure was found, for a report."""
        return f"from {' and '.join(self.inputs)}: {self.why}" if self.inputs else self.why


def _line(constant: float, slopes: tuple[float, ...]) -> Callable[..., float]:
    """Return a linear function: a constant plus a slope for each input."""
    return lambda *values: constant + sum(slope * value for slope, value in zip(slopes, values, strict=True))


def _exact(name: str, inputs: str, *slopes: float, why: str = "a sum or difference") -> Rule:
    return Rule(name, tuple(inputs.split()), _line(0, slopes), 0, why)


def _child(name: str, inputs: str, constant: float, *slopes: float, sd: float, why: str = TABLES) -> Rule:
    return Rule(name, tuple(inputs.split()), _line(constant, slopes), sd, why)


def _slope(drop: float, length: float) -> float:
    """Return the angle of a shoulder of this length that falls by ``drop``; NaN if that is impossible."""
    return degrees(asin(drop / length)) if 0 < drop < length else nan


def _drop(slope: float, length: float) -> float:
    return length * sin(radians(slope))


EXACT: Final[tuple[Rule, ...]] = (
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
    Rule("shoulder_slope", ("shoulder_drop", "shoulder_length"), _slope, 0, "its sine is drop / length"),
    Rule("shoulder_drop", ("shoulder_slope", "shoulder_length"), _drop, 0, "length x sine of the slope"),
)
"""Sums and differences of measures, and the triangle of the shoulder."""

CHILD: Final[tuple[Rule, ...]] = (
    _child("outseam", "waist_height", 5, 1, sd=8,
           why="the way over the hip is a little longer than straight down"),
    # ---- neck and head
    _child("neck_base_girth", "neck_girth", 30, 1, sd=14),
    _child("neck_base_girth", "chest_girth", 120, 0.3, sd=20),
    _child("neck_girth", "neck_base_girth", -30, 1, sd=14),
    _child("neck_girth", "chest_girth", 90, 0.3, sd=16),
    _child("head_girth", "height", 440, 0.065, sd=18),
    # ---- shoulders and back
    _child("shoulder_slope", "", 21, sd=4, why="the usual slope of a body; drafting tables say 18 to 24 degrees"),
    _child("shoulder_length", "shoulder_width", 0, 0.325, sd=10),
    _child("shoulder_length", "height", 0, 0.080, sd=10),
    _child("shoulder_width", "height", 0, 0.245, sd=20),
    _child("across_back", "chest_girth", 135, 0.22, sd=25),
    _child("high_bust_girth", "chest_girth", -5, 1, sd=15, why="a child has no bust"),
    _child("chest_girth_axilla", "chest_girth", 5, 1, sd=18, why="a child has no bust"),
    _child("under_bust_girth", "chest_girth", -15, 1, sd=18, why="a child has no bust"),
    _child("bust_front_arc", "chest_girth", 0, 0.5, sd=15, why="half of the girth"),
    _child("high_bust_front_arc", "high_bust_girth", 0, 0.5, sd=15, why="half of the girth"),
    _child("across_front", "across_back", -10, 1, sd=15, why="each half of the front is 5 mm narrower than the back"),
    # ---- lengths of the trunk
    _child("back_waist_length", "hps_to_waist_back", -22, 1, sd=9,
           why="the side of the neck lies above the neck bone"),
    _child("back_waist_length", "back_neck_height waist_height", 8, 1, -1, sd=14,
           why="the spine is a little longer than straight down"),
    _child("back_waist_length", "height", 0, 0.235, sd=18),
    _child("hps_to_waist_back", "back_waist_length", 18, 1, sd=9,
           why="the side of the neck lies above the neck bone"),
    _child("hps_to_waist_front", "hps_to_waist_back", -6, 1, sd=12, why="a child's front has no bust to go over"),
    _child("hps_to_bust", "back_waist_length", 0, 0.66, sd=14),
    _child("bust_span", "chest_girth", 34, 0.16, sd=10),
    _child("scye_depth", "back_neck_height axilla_height", 0, 1.03, -1.03, sd=10,
           why="the back is a little longer than straight down"),
    _child("scye_depth", "height", 0, 0.105, sd=15),
    _child("back_neck_height", "height", 0, 0.845, sd=15, why="the head and neck are the rest"),
    _child("axilla_height", "height", 0, 0.745, sd=15),
    _child("bust_height", "axilla_height", -25, 1, sd=12, why="a little below the armpits"),
    _child("waist_to_armpit", "height", 0, 0.13, sd=18),
    _child("waist_to_under_bust", "waist_to_armpit", -45, 1, sd=15),
    # ---- arms
    _child("elbow_girth", "upper_arm_girth", 10, 0.95, sd=10),
    _child("upper_arm_girth", "chest_girth", 0, 0.31, sd=20),
    _child("arm_length", "height", 0, 0.345, sd=20),
    _child("upper_arm_length", "arm_length", 0, 0.575, sd=12, why="a little more than half of the arm"),
    _child("wrist_girth", "hand_girth", 5, 0.80, sd=9),
    _child("wrist_girth", "height", 0, 0.105, sd=10),
    _child("hand_girth", "wrist_girth", 10, 1.13, sd=10),
    _child("hand_girth", "height", 0, 0.125, sd=12),
    # ---- waist downwards
    _child("belly_girth", "waist_girth hip_girth", 15, 0.9, 0.1, sd=20, why="a child's belly is hardly less than the "
           "waist is"),
    _child("top_hip_girth", "waist_girth hip_girth", 0, 0.5, 0.5, sd=20, why="midway between waist and hip"),
    _child("max_hip_girth", "hip_girth", 8, 1, sd=10, why="a child's hip is nearly the widest place"),
    _child("waist_back_arc", "waist_girth", 0, 0.48, sd=15, why="the back of the waist is the smaller part"),
    _child("hip_back_arc", "hip_girth", 0, 0.51, sd=15, why="the back of the hip is the larger part"),
    _child("waist_to_belly", "waist_to_hip", 0, 0.25, sd=10),
    _child("waist_to_top_hip", "waist_to_hip", 0, 0.5, sd=10, why="midway down to the hip"),
    _child("waist_height", "height", -110, 0.70, sd=20),
    _child("waist_to_hip", "height", 0, 0.115, sd=20),
    _child("waist_to_knee", "height", 0, 0.35, sd=25),
    # Size tables of children agree on the inside leg to 10 mm from 92 to 152 cm of height; the other lines have the
    # slopes of adults and pass through a child of eight. All deviations here are judged generously.
    _child("inside_leg", "height", -170, 0.58, sd=28),
    _child("body_rise", "height", 60, 0.12, sd=18),
    _child("knee_height", "inside_leg", 0, 0.585, sd=18),
    _child("crotch_length", "hip_girth body_rise", 34, 0.375, 1.015, sd=35,
           why="the seam grows with hip and rise, as on adults"),
    _child("front_crotch_length", "crotch_length", 0, 0.455, sd=20, why="the front is the shorter part"),
    _child("thigh_girth", "hip_girth", 0, 0.57, sd=25),
    _child("knee_girth", "thigh_girth", 0, 0.705, sd=18),
    _child("calf_girth", "knee_girth", 0, 0.945, sd=15),
    _child("calf_height", "knee_height", 0, 0.7, sd=12,
           why="the calf is thickest three tenths of the way down from the knee"),
    _child("ankle_height", "knee_height", 10, 0.115, sd=8),
    _child("ankle_girth", "calf_girth", 0, 0.70, sd=14),
    _child("heel_girth", "height hip_girth", 0, 0.16, 0.05, sd=16),
    # ---- posture
    _child("stoop", "", 0, sd=10, why="usual posture"),
    _child("shoulder_forward", "", 0, sd=10, why="usual posture"),
    _child("sway_back", "", 0, sd=10, why="usual posture"),
)
"""Proportions of children."""


# ---- Completing a body ----------------------------------------------------------------------------------------------

SAME_SIDES: Final = 1e-6
"""Sides whose estimates differ by less than this, in mm, are the same: only rounding separates them."""
APART: Final = 1.0
"""An estimate differs by at least this many mm from a known measure that must be larger or smaller."""


def _by_name(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        found[rule.name] = (*found.get(rule.name, ()), rule)
    return found


EXACT_FOR: Final = _by_name(EXACT)
"""The exact rules for each measure that has any, best first."""
RULES_FOR: Final = _by_name((*EXACT, *CHILD))
"""All rules, exact ones first, then the proportions of children."""


def complete(body: Body, names: Iterable[str]) -> Body:
    """Return the body with the missing ones of the named measures added, if they can be derived or estimated.

    Given measures stay as they are; nothing is calculated from a doubted one. Every measure of an adult can be
    estimated; a child's stays missing if no rule gives it: see `mtmpattern.body.missing`. Raises
    `MeasurementError` for an unknown name.
    """
    if not isinstance(body, Body) or not isinstance(names, Iterable):
        raise MeasurementError(f"a {type(body).__name__} cannot be completed with {type(names).__name__}",
                               code="measurement.body", hint="Give a body and the names of measures.",
                               params={"type": type(body).__name__, "names": type(names).__name__})
    found: dict[str, Measure] = {}
    expected: _Expected | None = None
    sure = _sure(body)
    for name in dict.fromkeys(entry(each).name for each in names):
        if name in body.measures:
            continue
        measure = _by_rules(sure, name, frozenset())
        if measure is None and not body.child:
            if expected is None:
                expected = _expected(sure)
            measure = expected.get(name)
            if measure is None:
                measure = expected[name] = _estimated(sure, CATALOGUE[name], expected.expectation)
        if measure is not None:
            found[name] = measure
    return body.with_measures(found) if found else body


def _sure(body: Body) -> Body:
    """The body without doubted measures: a slip of the pen would spoil every estimate made from it."""
    if not body.doubted:
        return body
    sure = {name: each for name, each in body.measures.items() if name not in body.doubted}
    return Body(sure, None if "sex" in body.doubted else body.sex, body.unit, body.child)


def estimate(body: Body, name: str) -> Measure | None:
    """Return a measure as derived or estimated from the body's other measures, None if they do not give it."""
    known = entry(name).name
    others = {each: measure for each, measure in body.measures.items() if each != known}
    return complete(Body(others, body.sex, body.unit, body.child, doubted=body.doubted), [known]).measures.get(known)


# ---- From a population ----------------------------------------------------------------------------------------------

class _Expected(dict[str, Measure]):
    """The estimates made for a person so far, and the expectation for that person."""

    def __init__(self, expectation: Expectation) -> None:
        super().__init__()
        self.expectation = expectation


def _expected(body: Body) -> _Expected:
    known = tuple((name, measure.left, measure.right) for name, measure in body.measures.items()
                  if measure.source in KNOWN)
    return _expected_of(("female", "male") if body.sex is None else (body.sex,), known)


@lru_cache(maxsize=16)
def _expected_of(sexes: tuple[Sex, ...], known: tuple[tuple[str, float, float], ...]) -> _Expected:
    """Cached, because several garments are drafted for one person in a row."""
    from mtmpattern.body.population import Expectation  # noqa: PLC0415  # numpy is loaded by the first estimate

    return _Expected(Expectation(sexes, {name: (left, right) for name, left, right in known}))


def _estimated(body: Body, known: Entry, expected: Expectation) -> Measure:
    """An estimate that, like the expectation, depends only on the given measures of the body."""
    left, right, sd = expected.of(known.name)
    if not known.sided or abs(left - right) < SAME_SIDES:
        left = right = (left + right) / 2
    (left_low, left_high), (right_low, right_high) = _bounds(body, known)
    return Measure(min(max(left, left_low), left_high), min(max(right, right_low), right_high), "estimated", sd,
                   expected.sentence(known.name))


def _bounds(body: Body, known: Entry) -> Iterator[tuple[float, float]]:
    """Yield the bounds of a value for each side: the human range, and the order relations to given measures."""
    for side in ("left", "right"):
        low, high = known.range(child=body.child)
        for pairs, apart in ((SMALLER, APART), (AT_MOST, 0.0)):
            for small, large in pairs:
                other = body.measures.get(large if small == known.name else small)
                if other is not None and other.source in KNOWN and known.name in (small, large):
                    if small == known.name:
                        high = max(min(high, getattr(other, side) - apart), low)
                    else:
                        low = min(max(low, getattr(other, side) + apart), high)
        yield low, high


# ---- By rules -------------------------------------------------------------------------------------------------------

def _by_rules(body: Body, name: str, waiting: frozenset[str]) -> Measure | None:
    """Apply the best rule whose inputs were given, or else the best one whose inputs come from other rules.

    For an adult there are only exact rules, and their inputs must be known or follow from what is known.
    """
    rules = (RULES_FOR if body.child else EXACT_FOR).get(name, ())
    for rule in rules:
        inputs = [body.measures[each] for each in rule.inputs if each in body.measures]
        if len(inputs) == len(rule.inputs) and (rule.inputs or len(rules) == 1):
            measure = _applied(rule, inputs, body)
            if measure is not None:
                return measure
    waiting |= {name}
    for rule in rules:
        if waiting.isdisjoint(rule.inputs):
            supplied = [body.measures.get(each) or _by_rules(body, each, waiting) for each in rule.inputs]
            inputs = [each for each in supplied if each is not None]
            measure = _applied(rule, inputs, body) if len(inputs) == len(rule.inputs) else None
            if measure is not None:
                return measure
    return None


def _applied(rule: Rule, inputs: list[Measure], body: Body) -> Measure | None:
    """Apply a rule to each side; None if an exact value is impossible or an adult's input is an estimate."""
    sure = rule.sd == 0 and all(each.source != "estimated" for each in inputs)
    if not sure and not body.child:
        return None
    lefts, rights = [each.left for each in inputs], [each.right for each in inputs]
    left, right = rule.work(*lefts), rule.work(*rights)
    known = CATALOGUE[rule.name]
    if not known.sided:
        left = right = (left + right) / 2
    low, high = known.range(child=body.child)
    if not (isfinite(left) and isfinite(right)) or (sure and not low <= min(left, right) <= max(left, right) <= high):
        return None
    passed_on = (rule.work(*(value + each.sd * (place == at) for at, value in enumerate(lefts))) - rule.work(*lefts)
                 for place, each in enumerate(inputs))
    sd = hypot(rule.sd, *passed_on)
    left, right = min(max(left, low), high), min(max(right, low), high)
    return Measure(left, right, "derived" if sure else "estimated", sd, rule.sentence)
