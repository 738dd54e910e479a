"""What a wrong measure may have been meant to be: the usual slips of tape, unit and pen, undone.

Values are in mm (kg, degrees); the digits are those that were typed, as far as the value tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mtmpattern.body.catalogue import CATALOGUE, Entry
from mtmpattern.units import ANGLE, LENGTH, MASS, printed

Kind = str
"""inches, centimetres, millimetres, pounds, kilograms: the number is in that unit. halved, doubled, converted: done to
the value once too often. digits: two neighbours swapped. swapped: with another measure. digit: one wrong one."""

COST: Final[dict[Kind, float]] = {
    "inches": 0.0, "centimetres": 0.0, "millimetres": 0.0, "pounds": 0.0, "kilograms": 0.0, "halved": 0.5,
    "doubled": 1.0, "digits": 0.5, "converted": 2.0, "swapped": 1.5, "digit": 2.5,
}
"""How much rarer than a mistaken unit each slip is, in natural logarithms; a swap has a dozen partners to choose from,
a digit four values. Best order among the repairs of simulated slips of a third of the fitted people."""

HALVES: Final = ("across_back", "across_front", "shoulder_width", "bust_span")
"""Widths that tailors also write as half of themselves, as they do girths laid flat."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that may have gone wrong: its kind, the value that was meant, and what to call that."""

    kind: Kind
    value: float
    text: str


def shown(name: str, value: float, unit: str) -> str:
    """Print a measure's value as this file's reader thinks: lengths in its unit, mass in lb beside inches."""
    quantity = CATALOGUE[name].quantity
    if quantity is LENGTH:
        return printed(value, unit)
    if quantity is MASS and unit == "in":
        return f"{_short(value / float(MASS.units['lb']), 1)} lb"
    return f"{_short(value, 1)} {quantity.kept}"


def slips(name: str, value: float, unit: str) -> Iterator[Slip]:
    """Undo each slip of one value that could be at work; what comes out need not be plausible."""
    entry = CATALOGUE[name]
    if entry.quantity is ANGLE or entry.signed or not value > 0:
        return
    typed = _typed_unit(entry, value, unit)
    number = value / float(entry.quantity.units[typed])
    yield from _units(entry, value, number, typed, unit)
    if entry.kind in ("girth", "arc") or name in HALVES:
        yield Slip("halved", 2 * value, f"{shown(name, 2 * value, unit)} (measured flat)")
        yield Slip("doubled", value / 2, f"{shown(name, value / 2, unit)} (doubled by mistake)")
    yield from _digits(entry, number, typed, unit)


def _units(entry: Entry, value: float, number: float, typed: str, unit: str) -> Iterator[Slip]:
    """Take the number in another unit; lengths also as if 2.54 had been applied once too often."""
    sizes = entry.quantity.units
    words = {"lb": "pounds", "kg": "kilograms", "in": "inches", "cm": "centimetres", "mm": "millimetres"}
    for other in ("lb", "kg") if entry.quantity is MASS else ("in", "cm", "mm"):
        if other != typed:
            new = number * float(sizes[other])
            said, own = f"{_short(number, 3)} {other}", shown(entry.name, new, unit)
            yield Slip(words[other], new, said if said == own else f"{said}, which is {own}")
    if entry.quantity is LENGTH:
        new, way = (value * 2.54, "cm to inches") if typed == "in" else (value / 2.54, "inches to cm")
        yield Slip("converted", new, f"{shown(entry.name, new, unit)} (turned from {way} once too often)")


def _digits(entry: Entry, number: float, typed: str, unit: str) -> Iterator[Slip]:
    """Let neighbouring digits change places; then take the tens or the hundreds for one too many or too few."""
    size = float(entry.quantity.units[typed])
    whole, rest = divmod(number, 1) if typed == "in" else (number, 0.0)     # a fraction of an inch is no digits
    text = _short(whole, 2)
    places = [place for place, sign in enumerate(text) if sign != "."]
    for first, second in pairwise(places):
        signs = list(text)
        signs[first], signs[second] = signs[second], signs[first]
        if signs[0] != "0" and text[first] != text[second]:
            new = (float("".join(signs)) + rest) * size
            yield Slip("digits", new, f"{shown(entry.name, new, unit)} (two digits swapped)")
    ten = 100 if typed == "mm" else 10
    for step, what in ((ten, "tens"), (10 * ten, "hundreds")):
        if typed == "mm":
            what = {"tens": "hundreds", "hundreds": "thousands"}[what]      # noqa: PLW2901  # of the typed number
        for sign in (1, -1):
            new = (number + sign * step) * size
            if new > 0:
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
    """Tell whether a value is a whole number of what people read off: 1/16 in, 0.1 cm, 1 mm, 0.1 kg, 0.1 lb."""
    steps = {"in": 25.4 / 16, "cm": 1.0, "mm": 1.0, "kg": 0.1, "lb": float(MASS.units["lb"]) / 10}
    count = value / steps[unit]
    return abs(count - round(count)) < 1e-3


def _short(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
