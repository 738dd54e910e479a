"""Repairs for a measure that is probably wrong, by undoing the usual slips of tape, unit and pen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Final

import numpy as np

from mtmpattern.body.body import Sex
from mtmpattern.body.catalogue import CATALOGUE, printed_measure
from mtmpattern.body.catalogue_entries import Entry
from mtmpattern.body.checks import mistaken_units
from mtmpattern.body.population import SEXES, Judgement, crowd, judge, known, limit
from mtmpattern.units import ANGLE, LENGTH, MASS

# ---- Slips ----------------------------------------------------------------------------------------------------------

Kind = str
"""inches, centimetres, millimetres, metres, feet, pounds, kilograms: the number is in that unit. halved, doubled,
converted: applied to the value by mistake. digits: two neighbours swapped. point: the decimal point is one place off.
swapped: with another measure. digit: one is wrong."""

COST: Final[dict[Kind, float]] = {
    "inches": 0.0, "centimetres": 0.0, "millimetres": 0.0, "metres": 0.0, "feet": 0.0, "pounds": 0.0, "kilograms": 0.0,
    "halved": 0.5, "doubled": 1.0, "digits": 0.5, "point": 1.0, "converted": 2.0, "swapped": 1.5, "digit": 2.5,
}
"""How much rarer than a mistaken unit each slip is, in natural logarithms; a swap has a dozen possible partners, a
digit four values. These figures ranked repairs best for simulated slips of a third of the fitted people."""

UNITS: Final[dict[str, Kind]] = {"lb": "pounds", "kg": "kilograms", "in": "inches", "cm": "centimetres",
                                 "mm": "millimetres", "m": "metres", "ft": "feet"}
FOOT: Final = 12
"""Inches of a foot; 5.6 is often 5 ft 6 in."""
TAPE: Final = {"ft": "in", "m": "cm"}
"""The unit of the tape for lengths typed in feet or metres."""
MOVED_BY_UNITS: Final = (("cm", False), ("mm", True))
"""Units whose numbers, smaller or larger by ten, are those of another unit, which is the likelier slip."""
HALVES: Final = ("across_back", "across_front", "shoulder_width", "bust_span")
"""Widths that tailors also write halved, like girths of flat garments."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One possible mistake: its kind, the value that was meant, and the text for it."""

    kind: Kind
    value: float
    text: str


def shown(name: str, value: float, unit: str) -> str:
    """Print a measure's value for the people of this file: lengths in its unit, mass in lb if that is inches."""
    return printed_measure(name, value, TAPE.get(unit, unit))


def slips(name: str, value: float, unit: str) -> Iterator[Slip]:
    """Undo each possible slip of one value; the results need not be plausible."""
    entry = CATALOGUE[name]
    if entry.quantity is ANGLE or entry.signed or not value > 0:
        return
    if unit == "ft":
        yield from _inches_as_feet(name, value)
    unit = TAPE.get(unit, unit)
    typed = _typed_unit(entry, value, unit)
    number = value / float(entry.quantity.units[typed])
    yield from _units(entry, value, number, typed, unit)
    if entry.kind in ("girth", "arc") or name in HALVES:
        yield Slip("halved", 2 * value, f"{shown(name, 2 * value, unit)} (measured flat)")
        yield Slip("doubled", value / 2, f"{shown(name, value / 2, unit)} (doubled by mistake)")
    yield from _digits(entry, number, typed, unit)


def _units(entry: Entry, value: float, number: float, typed: str, unit: str) -> Iterator[Slip]:
    """Read the number in another unit, or a length as converted by mistake."""
    sizes = entry.quantity.units
    for other in mistaken_units(entry):
        if other != typed:
            new = number * float(sizes[other])
            other_text, own = f"{_short(number, 3)} {other}", shown(entry.name, new, unit)
            feet, _, inches = _short(number, 3).partition(".")
            if other == "ft" and inches and int(inches) < FOOT:
                apart = (int(feet) * FOOT + int(inches)) * float(sizes["in"])
                yield Slip("feet", apart, f"{feet} ft {inches} in, which is {shown(entry.name, apart, unit)}")
            yield Slip(UNITS[other], new, own if other_text == own else f"{other_text}, which is {own}")
    if entry.quantity is LENGTH:
        new, way = (value * 2.54, "cm to inches") if typed == "in" else (value / 2.54, "inches to cm")
        yield Slip("converted", new, f"{shown(entry.name, new, unit)} (converted from {way} by mistake)")


def _inches_as_feet(name: str, value: float) -> Iterator[Slip]:
    """Read the whole feet of a length as inches: the mark of 39' was typed for that of 39"."""
    feet, rest = divmod(value, float(LENGTH.units["ft"]))
    new = feet * float(LENGTH.units["in"]) + rest
    yield Slip("inches", new, f"{shown(name, new, 'in')} (the mark for feet instead of inches)")


def _digits(entry: Entry, number: float, typed: str, unit: str) -> Iterator[Slip]:
    """Swap neighbouring digits, or move the decimal point; then change the digit of the tens or hundreds by one."""
    size = float(entry.quantity.units[typed])
    whole, rest = divmod(number, 1) if typed == "in" else (number, 0.0)     # a fraction of an inch has no digits
    text = _short(whole, 2)
    places = [place for place, sign in enumerate(text) if sign != "."]
    for first, second in pairwise(places):
        signs = list(text)
        signs[first], signs[second] = signs[second], signs[first]
        if signs[0] != "0" and text[first] != text[second]:
            new = (float("".join(signs)) + rest) * size
            yield Slip("digits", new, f"{shown(entry.name, new, unit)} (two digits swapped)")
    for moved in (10 * number, number / 10):
        if (typed, moved > number) not in MOVED_BY_UNITS:
            yield Slip("point", moved * size, f"{shown(entry.name, moved * size, unit)} (the decimal point moved)")
    ten = 100 if typed == "mm" else 10
    for step, what in ((ten, "tens"), (10 * ten, "hundreds")):
        if typed == "mm":
            what = {"tens": "hundreds", "hundreds": "thousands"}[what]      # noqa: PLW2901  # of the typed number
        for sign in (1, -1):
            new = (number + sign * step) * size
            if new > 0 and number >= step / 10:            # 94 may lack the 1 of 194, and 0.5 hardly the 100
                yield Slip("digit", new, f"{shown(entry.name, new, unit)} (one digit wrong, in the {what})")


def _typed_unit(entry: Entry, value: float, unit: str) -> str:
    """Guess the unit that a value was typed in: the file's, unless only the other gives a number that people type."""
    if entry.quantity is MASS:
        first, other = ("lb", "kg") if unit == "in" else ("kg", "lb")
        return other if not _round(value, first) and _round(value, other) else first
    if unit == "in":
        return "cm" if not _round(value, "in") and _round(value, "cm") else "in"
    return "in" if not _round(value, unit) and _round(value, "in") else unit


def _round(value: float, unit: str) -> bool:
    """Return whether a value is a whole number of the steps people read: 1/16 in, 0.1 cm, 1 mm, 0.1 kg, 0.1 lb."""
    steps = {"in": 25.4 / 16, "cm": 1.0, "mm": 1.0, "kg": 0.1, "lb": float(MASS.units["lb"]) / 10}
    count = value / steps[unit]
    return abs(count - round(count)) < 1e-3


def _short(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# ---- Repairs --------------------------------------------------------------------------------------------------------

GAIN: Final = 0.5
"""A repair must lower the largest |z| by at least this."""
MOST: Final = 3
"""The most repairs offered for one value."""
COVERED: Final = 6.0
"""The bonus of a swap that also explains another doubtful measure, in natural logarithms: two slips are rare."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A likely correction: new values in mm (kg, degrees) by name, and a short text in the unit of the file.

    ``score`` is the largest |z| after the change; 0 if nothing could be judged.
    """

    kind: Kind
    changes: Mapping[str, float]
    text: str
    score: float = 0.0


def for_doubt(name: str, value: float, values: Mapping[str, float], judged: Sequence[Judgement],
              unit: str) -> tuple[Repair, ...]:
    """Return the repairs for a measure that the others make unlikely; ``judged`` has the judgement for each sex."""
    candidates = [*_singles(name, value, unit), *_swaps(name, value, values, unit)]
    return _ranked(candidates, {**values, name: value}, judged, name)


def likely(name: str, value: float, others: Mapping[str, float], *, sex: Sex | None, child: bool,
           unit: str) -> tuple[Repair, ...]:
    """Return the repairs for a value outside the human range, best first.

    ``others`` are the person's other measures in mm (kg), including those out of range, because two may be swapped.
    Repairs are ranked by the survey if it has at least two of the others; otherwise, and for a child, by the ranges.
    """
    sane = {each: other for each, other in others.items() if each != name and _fits(each, other, child)}
    held = known(sane, _sexes(sex))
    places = {each: other for each, other in others.items() if each in held or each not in sane}
    candidates = [each for each in (*_singles(name, value, unit), *_swaps(name, value, places, unit))
                  if all(_fits(*change, child) for change in each.changes.items())]
    judged = _judged(sane, sex, child)
    if not judged or not known({name: value}, _sexes(sex)):
        return _plain(candidates, sane)
    return _ranked(candidates, {**sane, **{each: other for each, other in others.items() if isfinite(other)},
                                name: value}, judged, name)


def likely_for_pair(small: str, large: str, values: Mapping[str, float], *, sex: Sex | None, child: bool,
                    unit: str) -> tuple[Repair, ...]:
    """Return the repairs for ``small`` being more than ``large``, which is impossible; best first."""
    others = {each: other for each, other in values.items()
              if each not in (small, large) and _fits(each, other, child)}
    both = {small: values[small], large: values[large]}
    candidates = [*_swaps(small, both[small], both, unit)]
    for name, value in both.items():
        candidates += [*_singles(name, value, unit), *_swaps(name, value, known(others, _sexes(sex)), unit)]
    candidates = [each for each in candidates if (new := {**both, **each.changes})[small] < new[large]
                  and all(_fits(*change, child) for change in each.changes.items())]
    judged, held = _judged(others, sex, child), known(both, _sexes(sex))
    if not judged or not held:
        return _plain(candidates, others)
    found = _ranked(candidates, {**others, **both}, judged, small, large)
    return found or _plain([each for each in candidates if held.keys().isdisjoint(each.changes)], others)


def unit_vote(typed: Mapping[str, float], unit: str, *, child: bool) -> str:
    """Return the unit that the numbers of a whole file must be in; empty if its own unit is possible.

    At least three lengths, and four fifths of all, must be out of range in ``unit`` and in range in the other unit.
    """
    lengths = {name: number for name, number in typed.items()
               if CATALOGUE[name].quantity is LENGTH and not CATALOGUE[name].signed and isfinite(number)}

    def fit(each: str) -> set[str]:
        size = float(LENGTH.units[each])
        return {name for name, number in lengths.items() if _fits(name, number * size, child)}

    wrong = set(lengths) - fit(unit)
    votes = {other: len(wrong & fit(other)) for other in ("cm", "in", "mm") if other != unit}
    best = max(votes, key=lambda other: votes[other])
    return best if votes[best] >= max(3, 0.8 * len(lengths)) else ""


# ---- Candidates -----------------------------------------------------------------------------------------------------

def _singles(name: str, value: float, unit: str) -> Iterator[Repair]:
    for slip in slips(name, value, unit):
        yield Repair(slip.kind, {name: slip.value}, slip.text)


def _swaps(name: str, value: float, values: Mapping[str, float], unit: str) -> Iterator[Repair]:
    entry = CATALOGUE[name]
    for other, its in values.items():
        its_entry = CATALOGUE[other]
        if other != name and entry.quantity is its_entry.quantity and its != value and not its_entry.signed:
            text = f"{name} {shown(name, its, unit)} and {other} {shown(other, value, unit)} (the two fields swapped)"
            yield Repair("swapped", {name: its, other: value}, text)


def _fits(name: str, value: float, child: bool) -> bool:
    low, high = CATALOGUE[name].range(child=child)
    return low <= value <= high


# ---- Judging the candidates -----------------------------------------------------------------------------------------

def _ranked(candidates: Iterable[Repair], values: Mapping[str, float], judged: Sequence[Judgement],
            *wrong: str) -> tuple[Repair, ...]:
    """Keep the candidates after which all measures agree, the likeliest first.

    ``wrong`` names the measures in doubt; a repair must improve on their present values.
    """
    best: dict[int, tuple[float, Repair]] = {}
    for people in judged:
        for number, each in enumerate(candidates := list(candidates)):
            found = _weighed(each, values, people, wrong)
            if found is not None and (number not in best or found[0] < best[number][0]):
                best[number] = found
    order = sorted(best.values(), key=lambda found: found[0])
    return tuple(repair for _, repair in order[:MOST])


def _weighed(repair: Repair, values: Mapping[str, float], people: Judgement,
             wrong: tuple[str, ...]) -> tuple[float, Repair] | None:
    """Judge all measures after a repair: its cost, and the repair with its score; None if it does not help."""
    if not all(_fits(*change, False) for change in repair.changes.items()):
        return None
    touched = {**dict.fromkeys(wrong), **dict.fromkeys(repair.changes)}
    before = known({**people.kept, **{each: values[each] for each in touched}}, [people.sex])
    if not before or not before.keys() & touched.keys():
        return None
    seen = crowd(people.sex, tuple(before))
    rows = np.array([list(before.values()), [repair.changes.get(each, old) for each, old in before.items()]])
    was, remains = (float(each) for each in np.abs(seen.scores(rows)).max(axis=1))
    if remains > min(limit(len(before)), was - GAIN):
        return None
    covered = sum(each not in people.kept and each not in wrong for each in repair.changes)
    cost = float(seen.distances(rows)[1]) / 2 + COST[repair.kind] - COVERED * covered
    return cost, Repair(repair.kind, repair.changes, repair.text, remains)


def _plain(candidates: Iterable[Repair], sane: Mapping[str, float]) -> tuple[Repair, ...]:
    """Order candidates by how common the slip is; a swap that repairs two impossible values comes first."""
    usual = [each for each in candidates if each.kind != "digit" and sane.keys().isdisjoint(each.changes)]
    return tuple(sorted(usual, key=lambda each: COST[each.kind] - COVERED * (len(each.changes) - 1))[:MOST])


def _judged(others: Mapping[str, float], sex: Sex | None, child: bool) -> tuple[Judgement, ...]:
    """Judge the other measures by the people of one sex or of both; empty if the survey has fewer than two."""
    held = {} if child else known(others, _sexes(sex))
    return tuple(judge(each, held) for each in _sexes(sex)) if len(held) >= 2 else ()


def _sexes(sex: Sex | None) -> tuple[Sex, ...]:
    return SEXES if sex is None else (sex,)
