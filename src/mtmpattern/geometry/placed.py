"""Where darts and pleats came to lie on an edge, and the edge as it is cut with them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from . import path
from .affine import Affine
from .cap import Intake
from .path import Curves
from .point import Point


@dataclass(frozen=True, slots=True)
class Placed:
    """An intake where it came to lie after truing; points on the open, flat cloth."""

    intake: Intake
    point: Point
    start: Point
    end: Point
    peak: Point

    @property
    def closed_mouth(self) -> Point:
        """Where the mouth closes: the end of the leg that a walk along the edge meets first."""
        return self.start

    def moved(self, move: Affine) -> Placed:
        """The same after a move of the drawing."""
        return replace(self, point=move(self.point), start=move(self.start), end=move(self.end), peak=move(self.peak))

    def reversed(self) -> Placed:
        """The same on the edge walked the other way."""
        return replace(self, intake=self.intake.reversed(), start=self.end, end=self.start)


@dataclass(frozen=True, slots=True)
class Trued:
    """An edge as it is cut: the sewn stretches between its intakes, and the caps that lie over them."""

    sewn: tuple[Curves, ...]
    caps: tuple[Curves, ...]
    placed: tuple[Placed, ...]

    @property
    def outline(self) -> Curves:
        """Sewn stretches and caps in order, the line that the cloth is cut along but for allowances."""
        curves = list(self.sewn[0])
        for cap, stretch in zip(self.caps, self.sewn[1:], strict=True):
            curves += [*cap, *stretch]
        return tuple(curves)

    def moved(self, move: Affine) -> Trued:
        """The same after a move of the drawing."""
        return Trued(tuple(tuple(c.moved(move) for c in stretch) for stretch in self.sewn),
                     tuple(tuple(c.moved(move) for c in cap) for cap in self.caps),
                     tuple(placed.moved(move) for placed in self.placed))

    def reversed(self) -> Trued:
        """The same walked the other way."""
        return Trued(tuple(path.reverse(stretch) for stretch in reversed(self.sewn)),
                     tuple(path.reverse(cap) for cap in reversed(self.caps)),
                     tuple(placed.reversed() for placed in reversed(self.placed)))
