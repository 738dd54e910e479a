"""User units of a plot: the scale that ``IP``, ``IR``, ``SC`` and ``RO`` set for its numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

Place = tuple[float, float]

POINT_FACTOR: Final = 2
"""The type of ``SC`` whose second and fourth numbers are plotter units in a user unit."""


@dataclass(frozen=True, slots=True)
class PlotScale:
    """From numbers of the file to plotter units: ``factors`` from an ``origin``, then ``turned`` by quarter turns.

    ``corner`` is P1; ``span`` from there to P2, where the file sets both.
    """

    corner: Place = (0.0, 0.0)
    span: Place | None = None
    low: Place = (0.0, 0.0)
    factors: Place = (1.0, 1.0)
    turned: int = 0
    on: bool = False

    def __call__(self, at: Place) -> Place:
        """A place in plotter units."""
        x, y = at
        if self.on:
            x = self.corner[0] + (x - self.low[0]) * self.factors[0]
            y = self.corner[1] + (y - self.low[1]) * self.factors[1]
        return ((x, y), (-y, x), (-x, -y), (y, -x))[self.turned]

    def back(self, at: Place) -> Place:
        """The numbers of the file for a place in plotter units."""
        x, y = at
        x, y = ((x, y), (y, -x), (-x, -y), (-y, x))[self.turned]
        if not self.on:
            return x, y
        return (self.low[0] + (x - self.corner[0]) / self.factors[0],
                self.low[1] + (y - self.corner[1]) / self.factors[1])

    def with_points(self, numbers: tuple[float, ...]) -> PlotScale:
        """After ``IP``: P1, and P2 where it is given; else P2 moves with P1."""
        if len(numbers) < 2:
            return replace(self, corner=(0.0, 0.0), span=None)
        corner = (numbers[0], numbers[1])
        span = (numbers[2] - numbers[0], numbers[3] - numbers[1]) if len(numbers) >= 4 else self.span
        return replace(self, corner=corner, span=span)

    def scaled(self, numbers: tuple[float, ...]) -> PlotScale | None:
        """After ``SC``; ``None`` if the size of its units is unknown or zero."""
        if not numbers:
            return replace(self, on=False)
        if len(numbers) < 4:
            return None
        left, right, low, high = numbers[:4]
        kind = int(numbers[4]) if len(numbers) > 4 else 0
        if kind == POINT_FACTOR:
            factors = (right, high)
        elif self.span is None or left == right or low == high:
            return None
        else:
            factors = (self.span[0] / (right - left), self.span[1] / (high - low))
            if kind == 1:                                   # the smaller scale for both directions
                least = min(map(abs, factors))
                factors = (least if factors[0] > 0 else -least, least if factors[1] > 0 else -least)
        if not all(1e-6 <= abs(factor) <= 1e6 for factor in factors):
            return None
        return replace(self, low=(left, low), factors=factors, on=True)

    def rotated(self, degrees: float) -> PlotScale:
        """After ``RO``."""
        return replace(self, turned=round(degrees / 90.0) % 4)
