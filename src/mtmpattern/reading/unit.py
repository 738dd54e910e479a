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
_OTHERS: Final[Mapping[str, float]] = {
    "": 0.0, "units": 0.0, "unit": 0.0, "system": 0.0, "in.": 0.0,
    "мм": 1.0, "毫米": 1.0, "公厘": 1.0, "ミリ": 1.0, "см": 10.0, "厘米": 10.0, "公分": 10.0, "センチ": 10.0,
    "ins": INCH, "zoll": INCH, "pulgada": INCH, "pulgadas": INCH, "pollici": INCH, "pollice": INCH, "pouce": INCH,
    "pouces": INCH, "polegada": INCH, "polegadas": INCH, "дюйм": INCH, "дюймы": INCH, "英寸": INCH, "英吋": INCH,
    "インチ": INCH, "milimetro": 1.0, "milimetros": 1.0, "milímetro": 1.0, "milímetros": 1.0, "millimetri": 1.0,
    "millimètre": 1.0, "millimètres": 1.0, "centimetro": 10.0, "centimetros": 10.0, "centímetro": 10.0,
    "centímetros": 10.0, "centimetri": 10.0, "centimètre": 10.0, "centimètres": 10.0, "zentimeter": 10.0,
    "dm": 100.0, "decimeter": 100.0, "ft": 12 * INCH, "foot": 12 * INCH, "feet": 12 * INCH,
}
_SYSTEMS: Final[Mapping[str, float]] = {
    "metric": 1.0, "metrisch": 1.0, "métrique": 1.0, "metrique": 1.0, "metrico": 1.0, "métrico": 1.0,
    "метрическая": 1.0, "公制": 1.0, "si": 1.0, "english": INCH, "imperial": INCH, "英制": INCH, "us": INCH,
}
"""Words for a system of units; a unit beside one is what counts, if it belongs to that system."""
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


def unit_of_words(text: str) -> float:
    """Millimetres in the unit that a text ``Units`` states: ``METRIC``, ``Metric (mm)``, ``METRIC CM``, ``1/100 mm``.

    0 if it states none, or several that contradict one another.
    """
    text = text.strip().casefold()
    if known := WORDS.get(text, 0.0):
        return known
    words = [word for word in re.split(r"[\s()\[\],;:=_/-]+", text.replace('"', " inch ").replace("inch(es)", "inch"))
             if word]
    systems = {_SYSTEMS[word] for word in words if word in _SYSTEMS}
    stated = {WORDS.get(word) or _OTHERS[word] for word in (each.strip(".") for each in words)
              if word not in _SYSTEMS and (word in WORDS or word in _OTHERS)} - {0.0}
    strange = [word for word in (each.strip(".") for each in words)
               if word not in WORDS and word not in _OTHERS and word not in _SYSTEMS]
    if len(stated) > 1 or len(systems) > 1:
        return 0.0
    if strange:
        return _length_of_unit(text)
    if stated and systems:
        return next(iter(stated)) if (INCH in systems) == (stated <= {INCH, 12 * INCH}) else 0.0
    return next(iter(stated or systems), 0.0)


def _length_of_unit(text: str) -> float:
    """Millimetres in ``0.01 mm``; 0 for any other text, and for a length that no unit has."""
    if not text[:1].isdigit() or len(text) > _LONGEST_TEXT:
        return 0.0
    try:
        mm = float(units.length(text, "mm"))
    except MeasurementError:
        return 0.0
    return mm if LEAST_UNIT <= mm <= MOST_UNIT and text[-1:].isalpha() else 0.0


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

_WIDEST: Final = 2_500.0
"""A piece of a garment that is no strip is smaller than this, in mm: a floor-length half circle measures less."""

_INCH_WIDE: Final = 25.0
"""A drawing whose largest piece would be smaller than this, in mm, is not in mm; most such pieces are in inches."""

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
    ``broad`` is the ``largest`` of the pieces that are no strips, such as bindings.
    """

    words: str
    header: Mapping[str, str]
    largest: float
    stated: Sequence[Stated] = ()
    depths: Sequence[float] = ()
    names: Sequence[str] = ()
    metric: bool = False
    broad: float = 0.0

    @property
    def stated_unit(self) -> float:
        """The unit that the text or the header states, 0 if neither does."""
        text, header = self.text_unit, self.header_unit
        if text and header and text != header and self.shows(header, text):
            return header
        return text or header

    @property
    def text_unit(self) -> float:
        """The unit that the text states, 0 if it does not."""
        return unit_of_words(self.words)

    @property
    def header_unit(self) -> float:
        """The unit that the header states, 0 if it does not."""
        return INSUNITS.get(self.header.get("$INSUNITS", ""), 0.0)

    def shows(self, one: float, other: float) -> bool:
        """Whether the sizes of the pieces show that ``one`` of two stated units is meant.

        ``METRIC`` beside a header in cm may mean either; beside one in inches, a usual default, it needs more.
        """
        small = _GARMENT if INCH not in {one, other} else _INCH_WIDE
        small = _GARMENT if any(_BODY.search(name) for name in self.names) else small
        return bool(self.likely([one])) and self.largest > 0 and not small <= self.largest * other <= _LARGE

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
    why = ""
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
        if not signs.words:
            found.append(Finding("dxf.units", WARNING, "the units are not stated", why, argument="unit"))
    if signs.words and not signs.text_unit:
        found.append(Finding("dxf.units", FAULT, f"Units: {signs.words[:40]} is not a known unit",
                             why or f"It was read as {named(scale)}. Write METRIC for mm or ENGLISH for inches."))
    least = _GARMENT if signs.words and requested is None and not signs.measured else _SMALL
    if requested is None and not signs.measured and _WIDEST <= signs.broad * scale <= _LARGE:
        found.append(Finding("dxf.size", WARNING, f"the largest piece measures {signs.broad * scale:.0f} mm",
                             f"No piece of a garment is that large. Check the units. {_STATE.format('0.1mm')}",
                             argument="unit"))
    elif signs.largest and not least <= signs.largest * scale <= _LARGE:
        found.append(Finding("dxf.size", WARNING, f"the largest piece measures {signs.largest * scale:.1f} mm",
                             "Check the units: some programs write cm and state METRIC. " + _STATE.format("cm")
                             if signs.largest * scale < least else "Check the units. " + _STATE.format("mm"),
                             argument="unit"))
    elif signs.stated_unit == scale and not signs.words and requested is None and not signs.measured:
        found.append(_by_header(signs, scale))
    return scale, found


def _by_header(signs: UnitSigns, scale: float) -> Finding:
    """That the header alone states the unit: a warning where it is inches, a usual default, and cm look as right."""
    size = f"the largest piece measures {signs.largest * scale:.0f} mm"
    if scale == INCH and signs.largest > _INCHES / 2 and signs.likely([10.0]):
        return Finding("dxf.units", WARNING, "only the header states the units, and inches are a usual default",
                       f"In inches {size}, in cm {signs.largest * 10:.0f} mm. {_STATE.format('cm')}")
    return Finding("dxf.units", NOTE, "only the header states the units",
                   f"A unit was read as {scale:g} mm" + (f": {size}." if signs.largest else "."))


def _about_words(signs: UnitSigns) -> Iterator[Finding]:
    text, header = signs.text_unit, signs.header_unit
    if text and header and text != header:
        used = "text" if signs.stated_unit == text else "header"
        why = f": the largest piece would measure {signs.largest * text:.1f} mm by the text" if used == "header" else ""
        yield Finding("dxf.units", WARNING, f"a unit is {text:g} mm by the text and {header:g} mm by the header",
                      f"The {used} was used{why}.")


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
