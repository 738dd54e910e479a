"""A piece as it was read, in millimetres; outlines counter-clockwise, the first vertex not repeated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from mtmpattern.geometry import Point
from mtmpattern.reading.dxf.content import XY
from mtmpattern.reading.dxf.outline import signed_area
from mtmpattern.reading.dxf.texts import ANNOTATION, CATEGORY, FABRIC, MATERIAL, PieceQuantity

Points = tuple[Point, ...]


def xy_of(points: Points) -> list[XY]:
    """The points as pairs of numbers."""
    return [(at.x, at.y) for at in points]


LOOSE: Final = "loose"
"""The prefix of the name that stands in for the block of a piece outside blocks: ``loose 3``."""


@dataclass(frozen=True, slots=True)
class ReadNotch:
    """A notch ``at`` a place that should lie on the cut line.

    ``kind`` is ``slit``, ``v``, ``t``, ``castle``, ``check`` or ``u``. ``depth`` in mm is ``None`` if the file does
    not state it; ``width`` is measured on the boundary; ``angle`` in degrees is ``None`` for square to the edge.
    """

    at: Point
    kind: str
    depth: float | None
    width: float
    angle: float | None


@dataclass(frozen=True, slots=True)
class ReadDrill:
    """A drill hole; ``diameter`` in mm is 0 if the file does not state it."""

    at: Point
    diameter: float = 0.0


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line inside a piece: ``internal`` (drawn), ``cutout`` (cut), ``reference``, ``stripe`` or ``plaid``."""

    kind: str
    points: Points
    closed: bool = False


@dataclass(frozen=True, slots=True)
class RulePoint:
    """The number of a grade rule, ``# n``, and the point that it moves."""

    number: int
    at: Point


@dataclass(frozen=True, slots=True)
class ReadPiece:
    """One piece in one size.

    ``gap`` is the gap in mm of its cut line before it was closed by a straight line. ``mirror`` is the fold of a
    half; ``opened`` is whether the other half was added. ``turns`` are the corners that the file marks, ``single`` the
    places of marks at lines that the other half does not have. ``cloths`` are the materials of a piece that states
    several, each with its quantity.
    """

    name: str
    block: str
    size: str = ""
    quantity: PieceQuantity | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    cut: Points = ()
    sewn: Points = ()
    grain: tuple[Point, Point] | None = None
    notches: tuple[ReadNotch, ...] = ()
    drills: tuple[ReadDrill, ...] = ()
    lines: tuple[ReadLine, ...] = ()
    mirror: tuple[Point, Point] | None = None
    rules: tuple[RulePoint, ...] = ()
    turns: Points = ()
    single: Points = ()
    gap: float = 0.0
    opened: bool = False
    cloths: tuple[tuple[str, PieceQuantity | None], ...] = ()

    @property
    def material(self) -> str:
        """The material that the file states, else its fabric."""
        return self.fields.get(MATERIAL) or self.fields.get(FABRIC, "")

    @property
    def category(self) -> str:
        """The category that the file states."""
        return self.fields.get(CATEGORY, "")

    @property
    def annotation(self) -> str:
        """The annotation in the file; in our own files it is the id of the part."""
        return self.fields.get(ANNOTATION, "")

    @property
    def cutouts(self) -> tuple[ReadLine, ...]:
        """The lines that are cut inside the piece."""
        return tuple(line for line in self.lines if line.kind == "cutout")

    @property
    def area(self) -> float:
        """Area in square millimetres inside the cut line."""
        return abs(signed_area([(p.x, p.y) for p in self.cut])) if self.cut else 0.0

    def measures(self) -> dict[str, Any]:
        """The piece in numbers: lengths in mm, the area in square metres."""
        return {"piece": self.name, "block": self.block, "size": self.size,
                "quantity": str(self.quantity or ""), "material": self.material,
                "area": round(self.area / 1e6, 4), "cut": round(perimeter(self.cut), 2),
                "sewn": round(perimeter(self.sewn), 2), "notches": len(self.notches), "drills": len(self.drills)}


def perimeter(ring: Points) -> float:
    """Length round a ring in mm."""
    return sum(a.distance(b) for a, b in pairwise((*ring, ring[0]))) if ring else 0.0
