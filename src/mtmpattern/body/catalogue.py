"""Looking measures up: by name or alias, in any spelling."""

from __future__ import annotations

import re
from typing import Final

from mtmpattern.body.catalogue_entries import ENTRIES, Entry
from mtmpattern.errors import MeasurementError, Problem, clean, nearest
from mtmpattern.letters import bare
from mtmpattern.units import LENGTH, MASS, printed

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

CATALOGUE: Final[dict[str, Entry]] = {each.name: each for each in ENTRIES}
"""Every measure by its name, in the order of a measuring sheet."""

NAMES: Final[dict[str, str]] = {**{name: name for name in CATALOGUE},
                                **{alias: each.name for each in CATALOGUE.values() for alias in each.aliases}}
"""Every name and alias, with the name of the measure it means."""


_GLUED: Final[dict[str, str]] = {word.replace("_", ""): name for word, name in reversed(NAMES.items())}


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


_BESIDE: Final = re.compile("_|circumference|circumf|circ|girth|measurement|flexed|relaxed|contracted|tensed|left|"
                            "right|maximum|max|(?:cm|mm|inches|inch|in|kgs|kg|lbs|lb)\\Z")
"""What names of measures have beside the measure, often without a blank."""


def _inside(name: str) -> str | None:
    """The measure of a name without what stands beside it: ``weightkg``, ``bicepscircumferenceflexed``."""
    return _GLUED.get(_BESIDE.sub("", tidy(name)))


def unknown(name: str) -> Problem:
    """Describe an unknown name, with the nearest measures, or an ambiguous one, with the measures it may mean."""
    shown = clean(name, 48)
    meanings = AMBIGUOUS.get(tidy(name))
    if meanings:
        both = " or ".join(f"{each} ({CATALOGUE[each].how.rstrip('.')})" for each in meanings)
        return Problem(f"{shown} means different things to different people", "measurement.ambiguous", "",
                       f"Write {both}.", params={"name": shown, "meanings": list(meanings)})
    bare = canonical(name[:64].partition("(")[0])           # Waist (natural)
    bare = bare or _inside(name[:64].partition("(")[0])
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
