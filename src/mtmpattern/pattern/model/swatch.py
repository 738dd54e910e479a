"""A knitted swatch: its stitches and courses, its yarn, and how the machine was set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from mtmpattern.errors import FileFormatError, Problem
from mtmpattern.units import exact, typed

STRUCTURES: Final = (
    "jersey", "1x1 rib", "2x1 rib", "2x2 rib", "interlock", "milano", "half cardigan", "full cardigan", "garter",
    "moss",
)
ZONES: Final = ("waste", "cast-on", "rib", "body", "transfer", "bind-off")
"""The zones of a knitted piece that have a stitch number of their own."""
COUNTS: Final = (5.0, 300.0)
"""Stitches or courses to 10 cm, from roving to fine gauge."""
SPREAD: Final = 0.15
"""The largest spread of a count, as a part of its mean: a swatch that varies more is not relaxed."""
STITCH_MASS: Final = (0.00002, 0.5)
"""Grams of yarn in one stitch."""


@dataclass(frozen=True, slots=True)
class SwatchCount:
    """The mean number of stitches or courses to 10 cm over several counts, and its standard deviation."""

    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class RibGauge:
    """Stitches and courses to 10 cm of the rib that is knitted of the same yarn, relaxed."""

    stitches: float
    courses: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Swatch:
    """Stitches and courses to 10 cm after relaxing, the structure and the yarn, and how the machine was set.

    ``stitch_mass`` is the mass of one stitch in grams, ``mass_spread`` its standard deviation. ``rib`` is the gauge of
    bands and cuffs, where it was counted. ``stitch_numbers`` are pairs of a zone (``body``, ``rib``) and
    the machine's own number for the size of its stitches, in the order of `ZONES`. ``half_gauge`` says that every other
    needle was empty. A value that no swatch can have raises `FileFormatError`.
    """

    structure: str
    yarn: str
    stitches: SwatchCount
    courses: SwatchCount
    stitch_mass: float
    stitch_numbers: tuple[tuple[str, str], ...] = ()
    machine: str = ""
    half_gauge: bool = False
    colour: str = ""
    mass_spread: float = 0.0
    rib: RibGauge | None = None

    def __post_init__(self) -> None:
        order = {zone: place for place, zone in enumerate(ZONES)}
        object.__setattr__(self, "stitch_numbers", tuple(sorted(
            self.stitch_numbers, key=lambda pair: (order.get(pair[0], len(order)), pair))))
        problems = self._problems()
        if problems:
            raise FileFormatError.of(problems)

    def _problems(self) -> list[Problem]:
        problems = []
        if self.structure not in STRUCTURES:
            problems.append(Problem(f"{self.structure} is not a structure", "fabric.word", "swatch",
                                    f"Use one of {', '.join(STRUCTURES)}.", params={"structure": self.structure}))
        for what, count in (("stitches", self.stitches), ("courses", self.courses)):
            problems += count_problems(what, count)
        least, most = STITCH_MASS
        if not least <= self.stitch_mass <= most:
            problems.append(Problem(f"a stitch of {typed(self.stitch_mass)} g is outside {least:f} to {most:g} g",
                                    "fabric.range", "swatch", "Weigh the swatch and divide by its stitches.",
                                    params={"stitch_mass": self.stitch_mass, "least": least, "most": most}))
        if not 0 <= self.mass_spread <= SPREAD * self.stitch_mass:
            problems.append(Problem(f"a spread of {self.mass_spread:g} g on a stitch of {self.stitch_mass:g} g is "
                                    f"outside 0 to {SPREAD * self.stitch_mass:g}", "fabric.range", "swatch",
                                    "It is the standard deviation of several weighings.",
                                    params={"value": self.mass_spread, "stitch_mass": self.stitch_mass,
                                            "most": SPREAD * self.stitch_mass}))
        if self.rib is not None:
            for what, value in (("rib stitches", self.rib.stitches), ("rib courses", self.rib.courses)):
                problems += count_problems(what, SwatchCount(value, 0.0))
        zones = [zone for zone, _ in self.stitch_numbers]
        problems += [Problem(f"{zone} is not a zone", "fabric.word", "swatch", f"Use one of {', '.join(ZONES)}.",
                             params={"zone": zone})
                     for zone in zones if zone not in ZONES]
        if len(set(zones)) < len(zones):
            problems.append(Problem("a zone has two stitch numbers", "fabric.swatch", "swatch", "Keep one."))
        return problems

    @property
    def stitch_width(self) -> float:
        """The width of a stitch in mm."""
        return 100.0 / self.stitches.mean

    @property
    def course_height(self) -> float:
        """The height of a course in mm."""
        return 100.0 / self.courses.mean

    @property
    def aspect(self) -> float:
        """The width of a stitch over its height."""
        return self.courses.mean / self.stitches.mean

    @property
    def thread(self) -> str:
        """The yarn and its colour, as a cone's label has them."""
        return f"{self.yarn}, {self.colour}" if self.colour else self.yarn

    def width(self, stitches: float) -> float:
        """The width of this many stitches, in mm."""
        return stitches * self.stitch_width

    def height(self, courses: float) -> float:
        """The height of this many courses, in mm."""
        return courses * self.course_height

    @property
    def mass(self) -> float:
        """Mass in g/m2, from the stitches in a square metre."""
        return 100.0 * self.stitches.mean * self.courses.mean * self.stitch_mass

    def stitch_number(self, zone: str) -> str:
        """The machine's stitch number of a zone; that of the body where the zone has none; empty where neither has."""
        numbers = dict(self.stitch_numbers)
        return numbers.get(zone, numbers.get("body", ""))

    def to_dict(self) -> dict[str, Any]:
        """The swatch as the block ``swatch`` of a fabric file."""
        def count(counted: SwatchCount) -> dict[str, str]:
            return {"mean": exact(counted.mean), "spread": exact(counted.spread)}

        return {
            "structure": self.structure, "yarn": self.yarn, "stitches": count(self.stitches),
            "courses": count(self.courses), "stitch_mass": exact(self.stitch_mass, "g"),
            **({"stitch_numbers": dict(self.stitch_numbers)} if self.stitch_numbers else {}),
            **({"machine": self.machine} if self.machine else {}), **({"half_gauge": True} if self.half_gauge else {}),
            **({"colour": self.colour} if self.colour else {}),
            **({"mass_spread": exact(self.mass_spread, "g")} if self.mass_spread else {}),
            **({"rib": {"stitches": exact(self.rib.stitches), "courses": exact(self.rib.courses)}} if self.rib else {}),
        }


def count_problems(what: str, count: SwatchCount) -> list[Problem]:
    """What is wrong with a count of stitches or courses."""
    least, most = COUNTS
    if not least <= count.mean <= most:
        return [Problem(f"{count.mean:g} {what} to 10 cm are outside {least:g} to {most:g}", "fabric.range", "swatch",
                        "Count them over 10 cm of the relaxed swatch.",
                        params={"mean": count.mean, "what": what, "least": least, "most": most})]
    if not 0 <= count.spread <= SPREAD * count.mean:
        return [Problem(
            f"a spread of {count.spread:g} on {count.mean:g} {what} is outside 0 to {SPREAD * count.mean:g}",
            "fabric.range", "swatch", "It is the standard deviation of several counts to 10 cm.",
            params={"spread": count.spread, "mean": count.mean, "what": what, "value": SPREAD * count.mean})]
    return []
