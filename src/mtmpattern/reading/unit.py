"""The unit of a foreign file: stated in it, given by the caller, or inferred from areas, depths and sizes."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mtmpattern import units
from mtmpattern.errors import FileFormatError, MeasurementError, shown
from mtmpattern.reading.findings import FAULT, NOTE, WARNING, Finding

INCH: Final = 25.4
WORDS: Final[Mapping[str, float]] = {
    "metric": 1.0, "mm": 1.0, "millimeter": 1.0, "millimetre": 1.0, "millimeters": 1.0, "millimetres": 1.0,
    "english": INCH, "imperial": INCH, "inch": INCH, "inches": INCH, "in": INCH,
    "cm": 10.0, "centimeter": 10.0, "centimetre": 10.0, "centimeters": 10.0, "centimetres": 10.0,
    "m": 1000.0, "meter": 1000.0, "metre": 1000.0, "meters": 1000.0, "metres": 1000.0,
}
INSUNITS: Final[Mapping[str, float]] = {"1": INCH, "2": 12 * INCH, "4": 1.0, "5": 10.0, "6": 1000.0, "14": 100.0}

LEAST_UNIT, MOST_UNIT = 0.001, 1000.0
"""Millimetres of the smallest and the largest unit that may be stated."""

_NAMES: Final[Mapping[float, str]] = {1.0: "mm", 10.0: "cm", INCH: "inches", 1000.0: "m", 12 * INCH: "feet",
                                      100.0: "dm"}
_STATE: Final = "If that is wrong, state the unit, such as {}."


def read_unit(text: str | float) -> float:
    """Millimetres in a unit that the caller gives: ``mm``, ``cm``, ``in``, or a length such as ``0.025mm``.

    Raises `FileFormatError`.
    """
    word = str(text).strip().casefold()
    mm = WORDS.get(word, 0.0)
    if word and not mm:
        try:
            mm = float(units.length(word if word[:1].isdigit() or word[:1] == "." else f"1 {word}", "mm"))
        except MeasurementError:
            mm = math.nan
    if not LEAST_UNIT <= mm <= MOST_UNIT:
        raise FileFormatError(f"{shown(str(text))} is not a unit of a drawing", code="file.unit", where="unit",
                              hint="Write mm, cm or in, or the length of a unit, as in 0.025mm.",
                              params={"typed": shown(str(text))}, argument="unit")
    return mm


def named(mm: float) -> str:
    """The name of a unit: ``cm``, or ``units of 0.5 mm``."""
    return _NAMES.get(mm, f"units of {mm:g} mm")


# ---- Texts that give an area or a length ----------------------------------------------------------------------------

_IN_MM: Final = {"mm": 1.0, "cm": 10.0, "dm": 100.0, "m": 1000.0, "in": INCH, "inch": INCH, "inches": INCH,
                 "ft": 12 * INCH, "yd": 36 * INCH}
_UNIT: Final = r"(mm|cm|dm|m|inches|inch|in|ft|yd)"
_NUMBER: Final = r"(\d{1,9}(?:[.,]\d{1,6})?)"
_SQUARE: Final = rf"(?:(?:sq\.?|square)[ ]?{_UNIT}|{_UNIT}(?:\^?2|²))"
_AREA: Final = re.compile(rf"\barea\b[^\d]{{0,12}}{_NUMBER}[ ]?{_SQUARE}(?![a-z])", re.IGNORECASE)
_AREA_HEAD: Final = re.compile(rf"\barea\b[ ]?[\[(]{_SQUARE}[\])][ ]?[:=]?[ ]?{_NUMBER}", re.IGNORECASE)
_AROUND: Final = re.compile(rf"\bperimeter\b[^\d]{{0,12}}{_NUMBER}[ ]?{_UNIT}(?![a-z])", re.IGNORECASE)
_LONGEST_TEXT: Final = 120


def area_in(text: str) -> float:
    """The area in square mm in a text such as ``Area: 0.3432 sq.m``, 0 for other texts."""
    text = text[:_LONGEST_TEXT]
    if found := _AREA.search(text):
        number, *given = found.groups()
    elif found := _AREA_HEAD.search(text):
        *given, number = found.groups()
    else:
        return 0.0
    unit = next(each for each in given if each).casefold()
    return float(number.replace(",", ".")) * _IN_MM[unit] ** 2


def perimeter_in(text: str) -> float:
    """The length in mm in a text such as ``Perimeter: 232 cm``, 0 for other texts."""
    found = _AROUND.search(text[:_LONGEST_TEXT])
    return float(found[1].replace(",", ".")) * _IN_MM[found[2].casefold()] if found else 0.0


@dataclass(frozen=True, slots=True)
class Stated:
    """An area or perimeter in a text, in mm, and those of the outlines near it, in units of the file."""

    area: bool
    mm: float
    drawn: tuple[float, ...]

    def fits(self, unit: float) -> bool:
        """Whether one of the outlines has that area or perimeter; the outline may be half of the piece."""
        scale = unit**2 if self.area else unit
        factors = (1.0, 2.0) if self.area else (1.0,)
        return any(abs(each * factor * scale - self.mm) <= 0.03 * self.mm for each in self.drawn for factor in factors)


# ---- Which unit it is -----------------------------------------------------------------------------------------------

_KNOWN: Final = (1.0, 10.0, INCH, 1000.0)
_LEAST, _MOST = 250.0, 2_000.0
"""The largest piece of most garments measures between these, in mm."""

_GARMENT = 80.0
"""The largest piece of a garment is larger than this, in mm."""

_SMALL, _LARGE = 15.0, 10_000.0
"""The largest piece of any sewn article measures between these, in mm."""

_INCHES: Final = 70.0
"""The largest piece of a garment has fewer inches than this, and more millimetres."""

_CENTIMETRES: Final = 130.0
"""The largest piece of a garment has fewer centimetres than this; as millimetres it would be a small one."""

_DEPTH: Final = (1.5, 9.5)
"""Depths of notches in mm."""

_BODY: Final = re.compile(r"front|back|sleeve|bodice|skirt|trouser|pant|leg\b|yoke|hood|torso|[前后後袖]", re.I)
"""Pieces that are never small."""


@dataclass(frozen=True, slots=True)
class UnitSigns:
    """Evidence of a file's unit; ``largest`` is the largest width or height of a piece, ``depths`` are of notches.

    ``words`` is its text ``Units``; ``metric`` is whether its program writes cm and states METRIC, as CLO does.
    """

    words: str
    header: Mapping[str, str]
    largest: float
    stated: Sequence[Stated] = ()
    depths: Sequence[float] = ()
    names: Sequence[str] = ()
    metric: bool = False

    @property
    def stated_unit(self) -> float:
        """The unit that the text or the header states, 0 if neither does."""
        return WORDS.get(self.words.strip().casefold(), 0.0) or INSUNITS.get(self.header.get("$INSUNITS", ""), 0.0)

    @property
    def measured(self) -> float:
        """The unit that follows from the areas and perimeters in texts, 0 if none or several would fit."""
        fitting = [unit for unit in _KNOWN if self.stated and
                   2 * sum(each.fits(unit) for each in self.stated) > len(self.stated)]
        return fitting[0] if len(fitting) == 1 else 0.0

    def deep(self, unit: float) -> bool:
        """Whether the notches have a usual depth; true for a file without depths."""
        depths = [depth for depth in self.depths if depth > 0]
        return not depths or _DEPTH[0] <= statistics.median(depths) * unit <= _DEPTH[1]

    def likely(self, among: Iterable[float]) -> list[float]:
        """The units in which the largest piece and the notches have the size of a garment's."""
        return [unit for unit in among if _LEAST <= self.largest * unit <= _MOST and self.deep(unit)]


def scale_of(signs: UnitSigns, requested: float | None = None) -> tuple[float, list[Finding]]:
    """Millimetres in a unit of the file, and findings about it; ``requested`` is the caller's unit."""
    found = list(_about_words(signs))
    if requested is not None:
        if signs.stated_unit and signs.stated_unit != requested:
            found.append(Finding("dxf.units", NOTE, f"the file states {named(signs.stated_unit)}",
                                 f"It was read as {named(requested)}, as requested."))
        scale = requested
    elif signs.measured and signs.measured != signs.stated_unit:
        scale = signs.measured
        stated = "the units are not stated;"
        if signs.stated_unit:
            stated = f"the file states {named(signs.stated_unit)}, and"
        found.append(Finding("dxf.units", WARNING, f"{stated} the areas or perimeters in its texts are those of "
                             f"{named(scale)}", f"It was read as {named(scale)}. {_STATE.format('mm')}",
                             argument="unit"))
    elif signs.stated_unit:
        scale, more = _corrected(signs, signs.stated_unit)
        found += more
    else:
        scale, why = _guessed(signs)
        found.append(Finding("dxf.units", WARNING, "the units are not stated", why, argument="unit"))
    least = _GARMENT if signs.words and requested is None and not signs.measured else _SMALL
    if signs.largest and not least <= signs.largest * scale <= _LARGE:
        found.append(Finding("dxf.size", WARNING, f"the largest piece measures {signs.largest * scale:.1f} mm",
                             "Check the units: some programs write cm and state METRIC. " + _STATE.format("cm")
                             if signs.largest * scale < least else "Check the units. " + _STATE.format("mm"),
                             argument="unit"))
    elif signs.stated_unit == scale and not signs.words and requested is None and not signs.measured:
        found.append(Finding("dxf.units", NOTE, "only the header states the units",
                             f"A unit was read as {scale:g} mm."))
    return scale, found


def _about_words(signs: UnitSigns) -> Iterator[Finding]:
    text = WORDS.get(signs.words.strip().casefold(), 0.0)
    if signs.words and not text:
        yield Finding("dxf.units", FAULT, f"Units: {signs.words[:40]} is not a known unit",
                      "Write METRIC for mm or ENGLISH for inches.")
    header = INSUNITS.get(signs.header.get("$INSUNITS", ""), 0.0)
    if text and header and text != header:
        yield Finding("dxf.units", WARNING, f"a unit is {text:g} mm by the text and {header:g} mm by the header",
                      "The text was used.")


def _corrected(signs: UnitSigns, stated: float) -> tuple[float, list[Finding]]:
    """The stated unit; if it is impossible, the only other one in which the pieces are those of a garment."""
    size = signs.largest * stated
    small = size < _GARMENT and (signs.metric or any(_BODY.search(name) for name in signs.names)
                                 or not signs.deep(stated))
    if not signs.largest or not (small or size > _LARGE):
        return stated, []
    metric = [unit for unit in _KNOWN if unit not in {stated, INCH}]
    others = signs.likely(metric) or signs.likely(unit for unit in _KNOWN if unit != stated)
    if len(others) != 1:
        return stated, []
    return others[0], [Finding(
        "dxf.units", WARNING, f"the file states {named(stated)}, and its largest piece would measure {size:.1f} mm",
        f"It was read as {named(others[0])}: it then measures {signs.largest * others[0]:.0f} mm. "
        f"{_STATE.format('mm' if stated == 1.0 else 'in' if stated == INCH else f'{stated:g}mm')}",
        argument="unit")]


def _guessed(signs: UnitSigns) -> tuple[float, str]:
    largest = signs.largest
    small = largest < _CENTIMETRES and len(deep := [unit for unit in (1.0, 10.0, INCH) if signs.deep(unit)]) == 1
    if signs.depths and small:
        unit, why = deep[0], "the notches then have the depth of notches"
    elif largest >= _CENTIMETRES:
        unit, why = 1.0, f"the largest piece then measures {largest:.0f} mm"
    elif largest >= _INCHES:
        unit, why = 10.0, f"the largest piece then measures {largest * 10:.0f} mm, and {largest:.0f} mm would be small"
    elif signs.header.get("$MEASUREMENT") == "1":
        unit, why = 10.0, f"the largest piece measures {largest:.1f} units in a metric file"
    else:
        return INCH, (f"They were read as inches, because the largest piece measures {largest:.1f} units; if these are "
                      "cm, everything is 2.54 times too large. " + _STATE.format("cm"))
    return unit, f"They were read as {named(unit)}, because {why}. {_STATE.format('cm' if unit == 1.0 else 'mm')}"
