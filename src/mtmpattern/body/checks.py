"""Impossible measures: values outside the human range, and measures that contradict each other.

The order relations are true for every real person; `mtmpattern.body.doubt` judges how likely a body is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from mtmpattern.body.body import Measure
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.catalogue_entries import Entry
from mtmpattern.units import LENGTH, MASS, number_in, printed_apart

SMALLER: Final[tuple[tuple[str, str], ...]] = (
    # The first is always less than the second.
    ("waist_height", "back_neck_height"), ("back_neck_height", "height"), ("axilla_height", "back_neck_height"),
    ("bust_height", "back_neck_height"), ("waist_height", "axilla_height"), ("hip_height", "waist_height"),
    ("inside_leg", "waist_height"), ("knee_height", "inside_leg"), ("ankle_height", "knee_height"),
    ("waist_height", "height"), ("inside_leg", "height"), ("outseam", "height"), ("inside_leg", "outseam"),
    ("neck_girth", "chest_girth"), ("neck_base_girth", "chest_girth"), ("neck_girth", "waist_girth"),
    ("wrist_girth", "forearm_girth"), ("wrist_girth", "upper_arm_girth"), ("wrist_girth", "elbow_girth"),
    ("wrist_girth", "hand_girth"), ("upper_arm_girth", "chest_girth"), ("upper_arm_girth", "armscye_girth"),
    ("knee_girth", "thigh_girth"), ("mid_thigh_girth", "hip_girth"), ("thigh_girth", "hip_girth"),
    ("min_leg_girth", "calf_girth"), ("min_leg_girth", "heel_girth"), ("ankle_girth", "heel_girth"),
    ("shoulder_length", "shoulder_width"), ("shoulder_length", "across_back"), ("across_back", "chest_girth"),
    ("across_front", "chest_girth"), ("shoulder_width", "chest_girth"),
    ("upper_arm_length", "arm_length"), ("lower_arm_length", "arm_length"), ("arm_length", "back_neck_to_wrist"),
    ("arm_length", "height"), ("shoulder_length", "arm_length"),
    ("scye_depth", "back_waist_length"), ("hps_to_bust", "hps_to_waist_front"), ("back_waist_length", "height"),
    ("front_crotch_length", "crotch_length"), ("waist_to_hip", "waist_to_knee"), ("waist_to_top_hip", "waist_to_hip"),
    ("waist_to_hip", "inside_leg"), ("body_rise", "crotch_length"), ("body_rise", "waist_to_knee"),
    ("waist_back_arc", "waist_girth"), ("hip_back_arc", "hip_girth"), ("bust_front_arc", "chest_girth"),
    ("high_bust_front_arc", "high_bust_girth"), ("bust_span", "bust_front_arc"),
)
AT_MOST: Final[tuple[tuple[str, str], ...]] = (
    # The first is at most the second.
    ("neck_girth", "neck_base_girth"), ("under_bust_girth", "chest_girth"), ("hip_girth", "max_hip_girth"),
    ("top_hip_girth", "max_hip_girth"), ("mid_thigh_girth", "thigh_girth"), ("shoulder_width", "across_back_shoulder"),
    ("min_leg_girth", "ankle_girth"),
)


RARE: Final = (0.75, 1.3)
"""The factors on the ends of the human range within which a confirmed value is possible."""


def is_possible(entry: Entry, value: float, *, child: bool) -> bool:
    """Whether a value outside the human range is possible if it is confirmed."""
    low, high = entry.range(child=child)
    least, most = RARE
    return not entry.signed and least * low <= value <= most * high


class Implausible(NamedTuple):
    """What is said of an impossible value, without its measure's name, and what was probably meant.

    ``other_unit`` is whether that is the same number in another unit.
    """

    sentence: str
    guess: str
    other_unit: bool


def implausible(entry: Entry, value: float, unit: str, *, child: bool) -> Implausible | None:
    """Return None for a possible value (stored in `Entry.unit`, typed in ``unit``)."""
    low, high = entry.range(child=child)
    if low <= value <= high:
        return None
    typed = _number(value, unit, entry)
    who = "a child" if child else "an adult"
    sentence = (f"{typed} {unit} is implausible for {who} "
                f"({_number(low, unit, entry)} to {_number(high, unit, entry)} {unit})")
    other = _other_unit(entry, value, unit, typed, child=child)
    return Implausible(sentence, _guess(entry, value, unit, other, child=child), bool(other))


def contradictions(measures: Mapping[str, Measure], unit: str) -> Iterator[tuple[str, str, str]]:
    """Find impossible pairs of measures: the name at fault, the other one, and the message of each."""
    for pairs, equal in ((SMALLER, False), (AT_MOST, True)):
        for small, large in pairs:
            if small not in measures or large not in measures:
                continue
            for less, more in zip(_sides(measures[small]), _sides(measures[large]), strict=True):
                if less > more or (less == more and not equal):
                    word = "more than" if less > more else "the same as"
                    texts = printed_apart(less, more, unit)
                    yield small, large, f"{small} {texts[0]} is {word} {large} {texts[1]}, which is impossible"
                    break


def _sides(measure: Measure) -> tuple[float, float]:
    return measure.left, measure.right


def _number(value: float, unit: str, entry: Entry) -> str:
    """Print a value in the unit in which it was typed, without the unit."""
    if entry.quantity is LENGTH and unit in ("mm", "cm", "in"):
        return number_in(value, unit)
    return f"{value / float(entry.quantity.units[unit]):.2f}".rstrip("0").rstrip(".")


def mistaken_units(entry: Entry) -> tuple[str, ...]:
    """The units in which a value of this measure may have been typed by mistake, the likeliest first."""
    if entry.quantity is LENGTH:
        return ("cm", "mm", "in", "m", "ft") if entry.name == "height" else ("cm", "mm", "in", "m")
    return ("kg", "lb") if entry.quantity is MASS else ()


def _other_unit(entry: Entry, value: float, unit: str, typed: str, *, child: bool) -> str:
    """The question whether the number was meant in the likeliest other unit; empty if it is possible in none."""
    low, high = entry.range(child=child)
    sizes = entry.quantity.units
    plain = f"{value / float(sizes[unit]):.3f}".rstrip("0").rstrip(".")        # nobody types 5 7/8 ft
    return next((f"Did you mean {typed if other == 'in' else plain} {other}?" for other in mistaken_units(entry)
                 if other != unit and low <= value / float(sizes[unit]) * float(sizes[other]) <= high), "")


def _guess(entry: Entry, value: float, unit: str, other_unit: str, *, child: bool) -> str:
    """Guess what was meant: another unit, a girth measured flat, or the other age group."""
    low, high = entry.range(child=child)
    meant = [other_unit] if other_unit else []
    if entry.kind == "girth" and low <= 2 * value <= high:
        flat = f"{_number(2 * value, unit, entry)} {unit}"
        meant.append(f"{'Or was' if meant else 'Was'} it measured flat? Then the girth is {flat}.")
    if meant:
        return " ".join(meant)
    other_low, other_high = entry.range(child=not child)
    if other_low <= value <= other_high:
        return "Leave out `age: child` for an adult." if child else "For a child under 14 add `age: child`."
    return f"Measure again: {CATALOGUE[entry.name].how}"
