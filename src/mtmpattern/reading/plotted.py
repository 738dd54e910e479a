"""What a plot draws, in millimetres, once it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ..geometry import Point
from .findings import Finding

UNITS: Final = 40.0
"""Plotter units in a millimetre."""


@dataclass(frozen=True, slots=True)
class PlotLine:
    """A line drawn with the pen down, in mm; ``line`` is where in the file it begins."""

    pen: int
    points: tuple[Point, ...]
    line: int

    @property
    def closed(self) -> bool:
        """Whether it ends where it begins, to a plotter's unit."""
        return len(self.points) > 3 and self.points[0].distance(self.points[-1]) <= 1.5 / UNITS

    @property
    def length(self) -> float:
        """Millimetres with the pen down."""
        return sum(map(Point.distance, self.points, self.points[1:]))


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn: lines in order, labels with their places, how many pages, and what was found while reading."""

    lines: tuple[PlotLine, ...]
    labels: tuple[tuple[str, Point], ...]
    pages: int
    findings: tuple[Finding, ...]

    @property
    def pens(self) -> tuple[int, ...]:
        """The pens that draw, in order of number."""
        return tuple(sorted({line.pen for line in self.lines}))

    def measures(self) -> list[dict[str, Any]]:
        """A row for each pen: lengths in mm, how far what it draws reaches in each direction."""
        rows = []
        for pen in self.pens:
            lines = [line for line in self.lines if line.pen == pen]
            xs, ys = zip(*((at.x, at.y) for line in lines for at in line.points), strict=True)
            rows.append({"pen": pen, "lines": len(lines), "closed": sum(line.closed for line in lines),
                         "drawn": round(sum(line.length for line in lines), 1),
                         "from x": round(min(xs), 2), "to x": round(max(xs), 2),
                         "from y": round(min(ys), 2), "to y": round(max(ys), 2)})
        return rows
