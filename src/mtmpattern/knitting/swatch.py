"""A knitted swatch: how many stitches and courses a yarn gives on a machine, relaxed and washed. A YAML file.

::

    name: merino-kniterate
    machine: kniterate                  # the profile it was knitted on
    structure: plain
    stitches: 2.4 /cm                   # along a course, after washing
    courses: 3.4 /cm
    mass: 11.5 mg                       # of one stitch
    yarn: {name: merino 2/30, ends: 3, colour: navy}
    numbers: {waste: 6, cast_on: 4, band: 5, plain: 6, bind_off: 7, transfer: 3}
    spread: {stitches: 0.05 /cm, courses: 0.08 /cm, mass: 0.2 mg}
    rib: {stitches: 3.1 /cm, courses: 3.6 /cm}
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import sqrt
from os import PathLike
from typing import Final

from mtmpattern.documents import Faults, Node, write_yaml
from mtmpattern.errors import FileFormatError, MeasurementError, Problem

from . import profile_fields as kinds
from .machine import ZONES
from .profile_fields import Fields

STRUCTURES: Final = ("plain",)
"""What a panel's main part may be knitted in."""

_PER_CM: Final = kinds.measured("/cm", 0.3, 30)
_SPREAD: Final = kinds.measured("/cm", 0, 5)


@dataclass(frozen=True, slots=True)
class Yarn:
    """A yarn as a cone's label names it, how many ends run together, and its colour."""

    name: str
    ends: int = 1
    colour: str = ""

    def __str__(self) -> str:
        ends = f", {self.ends} ends" if self.ends > 1 else ""
        return f"{self.name}{ends}{' ' + self.colour if self.colour else ''}"


@dataclass(frozen=True, slots=True)
class Gauge:
    """Stitches and courses per centimetre."""

    stitches: float
    courses: float


@dataclass(frozen=True, slots=True)
class KnitSwatch:
    """What a washed swatch measures; ``mass`` in mg for one stitch, ``spread`` one standard deviation of the figures.

    ``numbers`` are the machine's stitch numbers by zone, with ``transfer`` for loops that change beds.
    """

    name: str
    machine: str
    structure: str
    gauge: Gauge
    mass: float
    yarn: Yarn
    numbers: Mapping[str, str] = field(default_factory=dict)
    spread: tuple[float, float, float] = (0.0, 0.0, 0.0)
    rib: Gauge | None = None
    note: str = ""

    @property
    def aspect(self) -> float:
        """The width of a stitch over its height."""
        return self.gauge.courses / self.gauge.stitches

    def width(self, stitches: int) -> float:
        """The width of so many stitches, in mm."""
        return stitches / self.gauge.stitches * 10

    def height(self, courses: int) -> float:
        """The height of so many courses, in mm."""
        return courses / self.gauge.courses * 10

    def to_yaml(self) -> str:
        """The swatch as the text of a file that `read_swatch` reads."""
        stitches, courses, mass = self.spread
        yarn = {"name": self.yarn.name, "ends": self.yarn.ends}
        data: dict[str, object] = {
            "name": self.name, "machine": self.machine, "structure": self.structure,
            "stitches": f"{self.gauge.stitches:.4g} /cm", "courses": f"{self.gauge.courses:.4g} /cm",
            "mass": f"{self.mass:.4g} mg", "yarn": yarn | ({"colour": self.yarn.colour} if self.yarn.colour else {}),
            "numbers": dict(self.numbers),
            "spread": {"stitches": f"{stitches:.3g} /cm", "courses": f"{courses:.3g} /cm", "mass": f"{mass:.3g} mg"},
        }
        if self.rib:
            data["rib"] = {"stitches": f"{self.rib.stitches:.4g} /cm", "courses": f"{self.rib.courses:.4g} /cm"}
        return write_yaml(data | ({"note": self.note} if self.note else {}))


@cache
def swatch_names() -> tuple[str, ...]:
    """The names of the shipped swatches, sorted."""
    return kinds.shipped("knitting")


def read_swatch(source: str | PathLike[str] | Mapping[str, object]) -> KnitSwatch:
    """A shipped swatch by name, or one from a YAML file, its text or a dict.

    Raises `FileFormatError` with every fault of the file, `StationError` for an unknown name.
    """
    faults = Faults()
    fields = Fields(kinds.document(source, "knitting", "swatch", faults), "swatch", faults)
    name, machine = fields.of("name", kinds.name), fields.of("machine", kinds.name)
    structure = fields.of("structure", kinds.one_of(*STRUCTURES))
    gauge = Gauge(fields.of("stitches", _PER_CM), fields.of("courses", _PER_CM))
    mass = fields.of("mass", kinds.measured("mg", 0.05, 5000))
    numbers: dict[str, str] = fields.of("numbers", _numbers, {})
    note = fields.of("note", Node.text, "")
    yarn = Yarn("")
    if block := fields.block("yarn"):
        yarn = Yarn(block.of("name", kinds.name), block.of("ends", kinds.count(1, 20), 1),
                    block.of("colour", kinds.name, ""))
        block.done()
    else:
        fields.of("yarn", Node.mapping)
    spread, rib = (0.0, 0.0, 0.0), None
    if block := fields.block("spread"):
        spread = (block.of("stitches", _SPREAD), block.of("courses", _SPREAD),
                  block.of("mass", kinds.measured("mg", 0, 1000)))
        block.done()
    if block := fields.block("rib"):
        rib = Gauge(block.of("stitches", _PER_CM), block.of("courses", _PER_CM))
        block.done()
    fields.done()
    faults.check(FileFormatError)
    return KnitSwatch(name, machine, structure, gauge, mass, yarn, numbers, spread, rib, note)


def _numbers(node: Node) -> dict[str, str]:
    known = (*ZONES, "transfer")
    for zone, value in node.mapping().items():
        if zone not in known:
            raise kinds.fault(value, f"{value.path} is no zone", f"Use one of {', '.join(known)}.")
        if not re.fullmatch(r"-?[0-9A-Z]{1,4}", value.text()):
            raise kinds.fault(value, f"{value.path} is {value.text()[:40]}", "It is digits or a capital letter.")
    return {zone: node.mapping()[zone].text() for zone in known if zone in node.mapping()}


def measured_swatch(name: str, machine: str, yarn: Yarn, *, stitches: int, courses: int, widths: Sequence[float],
                    heights: Sequence[float], grams: Sequence[float], weighed: int = 0,
                    numbers: Mapping[str, str] | None = None, rib: Gauge | None = None) -> KnitSwatch:
    """The swatch of a washed and relaxed square of ``stitches`` by ``courses``.

    ``widths`` and ``heights`` are readings in mm between the marks, ``grams`` weighings of ``weighed`` stitches (0: of
    those between the marks). Each figure is the mean; its spread is the standard deviation of the readings (0 for one).
    Raises `MeasurementError` with every figure that cannot be.
    """
    readings = {"width": widths, "height": heights, "mass": grams}
    problems = [Problem(f"{what} has {len(values)} readings, the least of them {min(values, default=0):g}",
                        "swatch.reading", what, "Give one reading or more, each above 0.")
                for what, values in readings.items() if not values or min(values) <= 0]
    if stitches < 10 or courses < 10:
        problems.append(Problem(f"a swatch of {stitches} stitches by {courses} courses is too small",
                                "swatch.small", "swatch", "Knit and measure 10 or more each way, better 50."))
    if problems:
        raise MeasurementError.of(problems)
    across = [stitches / (width / 10) for width in widths]
    up = [courses / (height / 10) for height in heights]
    each = [gram * 1000 / (weighed or stitches * courses) for gram in grams]
    return KnitSwatch(name, machine, "plain", Gauge(_mean(across), _mean(up)), _mean(each), yarn, dict(numbers or {}),
                  (_deviation(across), _deviation(up), _deviation(each)), rib)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _deviation(values: Sequence[float]) -> float:
    """The standard deviation of a sample; 0 for one value."""
    if len(values) < 2:
        return 0.0
    mean = _mean(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
