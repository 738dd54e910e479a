"""How many mm a unit of the file has: told by a text, by the header, or guessed from the sizes, which is then said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .findings import FAULT, NOTE, WARNING, Finding

INCH: Final = 25.4
WORDS: Final[Mapping[str, float]] = {
    "metric": 1.0, "mm": 1.0, "millimeter": 1.0, "millimetre": 1.0, "english": INCH, "imperial": INCH, "inch": INCH,
    "inches": INCH, "in": INCH, "cm": 10.0, "centimeter": 10.0, "centimetre": 10.0,
}
INSUNITS: Final[Mapping[str, float]] = {"1": INCH, "2": 12 * INCH, "4": 1.0, "5": 10.0, "6": 1000.0, "14": 100.0}

_INCHES: Final = 70.0
"""The largest piece of a garment has fewer inches than this, and more millimetres."""

_SMALL, _LARGE = 15.0, 10_000.0
"""The largest piece of anything sewn measures between these, in mm."""


def scale_of(words: str, header: Mapping[str, str], largest: float) -> tuple[float, list[Finding]]:
    """Millimetres in a unit, and what is to be said of it; ``largest`` is the largest piece in units."""
    found: list[Finding] = []
    said = WORDS.get(words.strip().casefold(), 0.0)
    if words and not said:
        found.append(Finding("dxf.units", FAULT, f"Units: {words[:40]} is no unit", "METRIC is mm, ENGLISH inches."))
    told = INSUNITS.get(header.get("$INSUNITS", ""), 0.0)
    if said and told and said != told:
        found.append(Finding("dxf.units", WARNING, f"the text says {said:g} mm to a unit, the header {told:g} mm",
                             "The text was believed."))
    scale = said or told
    if not scale:
        scale, guess = _guessed(header, largest)
        found.append(Finding("dxf.units", WARNING, "no units are told", guess))
    if not _SMALL <= largest * scale <= _LARGE and largest:
        found.append(Finding("dxf.size", WARNING, f"the largest piece measures {largest * scale:.1f} mm",
                             "Are the units what they are said to be?"))
    elif told and not said:
        found.append(Finding("dxf.units", NOTE, "the units are told by the header only",
                             f"A unit was taken for {told:g} mm."))
    return scale, found


def _guessed(header: Mapping[str, str], largest: float) -> tuple[float, str]:
    if largest >= _INCHES:
        return 1.0, f"They were taken for mm, because the largest piece then measures {largest:.0f} mm."
    if header.get("$MEASUREMENT") == "1":
        return 10.0, f"They were taken for cm: the largest piece measures {largest:.1f} units in a metric file."
    return INCH, (f"They were taken for inches, because the largest piece measures {largest:.1f} units; if these are "
                  "cm, everything is 2.54 times too large.")
