"""Size charts: bodies that stand for many people, and the size that comes nearest to one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mtmpattern.body.body import Body, Sex, Unit
from mtmpattern.documents import nearest
from mtmpattern.errors import MeasurementError
from mtmpattern.units import as_cm

COMPARED: Final = {"chest_girth": 40.0, "waist_girth": 40.0, "hip_girth": 40.0, "height": 80.0}
"""What a size is chosen by, and the mm of each that count as much as one step of another."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The size that comes nearest to a person. ``differences`` are the person's measures less the size's (mm, kg, deg).

    As text it tells those that the size was chosen by.
    """

    chart: str
    size: str
    differences: Mapping[str, float]

    def __str__(self) -> str:
        apart = {name: self.differences[name] for name in COMPARED if name in self.differences}
        return f"{self.chart} {self.size}: " + ", ".join(
            f"{name} {'+' if mm > 0 else ''}{as_cm(mm)}" for name, mm in apart.items())


@dataclass(frozen=True, slots=True)
class Chart:
    """A size chart: the body that each size is made for, in the order of the chart.

    ``letters`` are wider sizes by letter (S, M, L); each has a body in the middle of what it spans, and ``spans`` holds
    that in mm of the chest girth. ``source`` says where the figures come from.
    """

    name: str
    sizes: Mapping[str, Body]
    sex: Sex | None = None
    unit: Unit = "cm"
    letters: Mapping[str, Body] = field(default_factory=dict)
    spans: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    source: str = ""

    def body(self, size: str) -> Body:
        """Return the body of a size or of a letter. Raises `MeasurementError` with the nearest sizes."""
        found = self.sizes.get(size) or self.letters.get(size) or self.letters.get(size.upper())
        if found is None:
            shown = "".join(sign if sign.isprintable() else "?" for sign in size[:40])
            known = (*self.letters, *self.sizes)
            near = nearest(size, known)
            raise MeasurementError(f"the chart {self.name} has no size {shown}", code="chart.size", where=shown,
                                   hint=f"Did you mean {near}?" if near else f"It has {_listed(known)}.")
        return found

    def letter(self, size: str) -> str:
        """Return the letter that a size belongs to, by its chest or bust girth; empty where the chart has none."""
        chest = self.body(size).measures.get("chest_girth")
        return next((letter for letter, (low, high) in self.spans.items() if chest and low <= chest.middle < high), "")

    def nearest(self, body: Body) -> Nearest:
        """Return the size nearest to a person, by chest, waist, hip and height as far as both sides know them.

        The least sum of squares counts, of differences in steps of 4 cm of girth and 8 cm of height. Raises
        `MeasurementError` where nothing can be compared.
        """
        known = [name for name in COMPARED if name in body.measures
                 and all(name in sized.measures for sized in self.sizes.values())]
        if not {"chest_girth", "waist_girth", "hip_girth"} & set(known):
            raise MeasurementError(f"no size of {self.name} can be chosen without a girth", code="chart.compare",
                                   hint="Measure the chest, the waist or the hip.")

        def apart(size: str) -> float:
            sized = self.sizes[size]
            return sum(((body.measure(name).middle - sized.measure(name).middle) / COMPARED[name]) ** 2
                       for name in known)

        size = min(self.sizes, key=apart)
        sized = self.sizes[size]
        return Nearest(self.name, size, {name: round(body.measure(name).middle - sized.measure(name).middle, 3)
                                         for name in body.names if name in sized.measures})


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
