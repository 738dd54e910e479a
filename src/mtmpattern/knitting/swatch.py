"""Swatches: reading them, and making them from readings.

A swatch is a kind of fabric (`mtmpattern.pattern.model.fabric.Swatch`): the garment is drafted on its grid, and the
station knits by the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from os import PathLike
from typing import Final

from mtmpattern.errors import MeasurementError, Problem, StationError, did_you_mean, shown
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.fabric_file import read_fabric, shipped_fabrics
from mtmpattern.pattern.model.swatch import RibGauge, Swatch, SwatchCount

LEAST: Final = 10
"""The least number of stitches, and of courses, of a measured swatch."""

MOST: Final = 2_000
"""The greatest number of them: with more, a number was mistyped."""

KNITTED: Final = ("jersey",)
"""The structures that a panel's main part can be knitted in."""


def swatch_names() -> tuple[str, ...]:
    """The names of the shipped swatches, sorted."""
    return tuple(name for name in shipped_fabrics() if read_fabric(name).kind == "swatch")


def read_swatch(source: str | PathLike[str] | Mapping[str, object] | Fabric) -> Fabric:
    """A shipped swatch by name, or one from a YAML file, its text or a dict.

    Raises `FileFormatError` with every fault of the file, and `StationError` for an unknown name, for cloth from a roll
    and for a structure that cannot be knitted to shape.
    """
    fabric = source if isinstance(source, Fabric) else _read(source)
    if fabric.swatch is None:
        raise StationError(f"{fabric.name} is cloth on a roll, not a swatch", code="knitting.swatch", where=fabric.name,
                           hint=f"Use one of {', '.join(swatch_names())}, or a file with `kind: swatch`.")
    if fabric.swatch.structure not in KNITTED or fabric.swatch.half_gauge:
        what = "at half gauge" if fabric.swatch.half_gauge else f"in {fabric.swatch.structure}"
        raise StationError(f"{fabric.name} is knitted {what}; panels are knitted in {', '.join(KNITTED)} on every "
                           "needle", code="knitting.structure", where=fabric.name, hint="Knit a swatch of jersey.")
    return fabric


def _read(source: str | PathLike[str] | Mapping[str, object]) -> Fabric:
    word = isinstance(source, str) and not set(source) & set("\n{:./\\")
    if word and source not in shipped_fabrics():
        known = f"Use one of {', '.join(swatch_names())}, or a .yaml file."
        raise StationError(f"there is no swatch {str(source)[:60]}", code="knitting.swatch", where=str(source)[:60],
                           hint=f"{did_you_mean(str(source), swatch_names())} {known}".lstrip())
    return read_fabric(source)


def counted(fabric: Fabric) -> Swatch:
    """The counts of a fabric that `read_swatch` returned. Raises `StationError` for cloth on a roll."""
    swatch = fabric.swatch or read_swatch(fabric).swatch
    assert swatch is not None
    return swatch


def size_problems(stitches: int, courses: int) -> list[Problem]:
    """The problem with the size of a swatch, if there is one."""
    size = f"a swatch of {shown(stitches)} stitches by {shown(courses)} courses is"
    if min(stitches, courses) < LEAST:
        return [Problem(f"{size} too small", "swatch.small", "swatch", f"Knit {LEAST} or more each way; 50 is better.")]
    if max(stitches, courses) > MOST:
        return [Problem(f"{size} too large", "swatch.large", "swatch", f"Knit at most {MOST} each way; 50 is enough.")]
    return []


def measured_swatch(name: str, machine: str, yarn: str, *, stitches: int, courses: int, widths: Sequence[float],
                    heights: Sequence[float], grams: Sequence[float], weighed: int = 0,
                    numbers: Mapping[str, str] | None = None, rib: RibGauge | None = None, colour: str = "",
                    stretch: float = 0.0) -> Fabric:
    """The swatch of a washed and relaxed square of ``stitches`` by ``courses``.

    ``widths`` and ``heights`` are readings in mm between the marks, ``grams`` weighings of ``weighed`` stitches (0: of
    those between the marks). Each figure is the mean; its spread is the standard deviation of the readings (0 for one).
    ``stretch`` is how much longer it gets across, as a fraction of 1.
    Raises `MeasurementError` with every figure that cannot be right, `FileFormatError` for a gauge that no yarn gives.
    """
    readings = {"width": widths, "height": heights, "mass": grams}
    problems = [Problem(f"{what} has {len(values)} readings, the smallest of them {min(values, default=0):g}",
                        "swatch.reading", what, "Give one reading or more, each above 0.")
                for what, values in readings.items() if not values or not min(values) > 0]
    if not 0 <= weighed <= MOST * MOST:
        problems.append(Problem(f"{shown(weighed)} stitches were weighed", "swatch.reading", "mass",
                                "Give the stitches of the whole swatch."))
    problems += size_problems(stitches, courses)
    if problems:
        raise MeasurementError.of(problems)
    across = _count([100 * stitches / width for width in widths])
    up = _count([100 * courses / height for height in heights])
    each = _count([gram / (weighed or stitches * courses) for gram in grams])
    swatch = Swatch(structure="jersey", yarn=yarn, colour=colour, stitches=across, courses=up, stitch_mass=each.mean,
                    mass_spread=each.spread, machine=machine, stitch_numbers=tuple((numbers or {}).items()), rib=rib)
    return Fabric.of_swatch(name, swatch, stretch_weft=stretch)


def _count(values: Sequence[float]) -> SwatchCount:
    """The mean of some readings and the standard deviation of the sample, to 6 digits; 0 for one value."""
    mean = sum(values) / len(values)
    spread = sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1)) if len(values) > 1 else 0.0
    return SwatchCount(float(f"{mean:.6g}"), float(f"{spread:.6g}"))
