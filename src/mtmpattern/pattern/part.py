"""What is physically cut: parts, face up on the table, with everything a station needs to know of them.

Writers, marker, knitting and preview see only these. All geometry is in millimetres, y up, outlines counter-clockwise,
the right side of the cloth up, the piece's grain along the given line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..geometry import Curves, Point, path
from .fabric import Fabric


@dataclass(frozen=True, slots=True)
class SewnEdge:
    """One edge of a part's sewn outline, in the order of the outline; ``name`` is unique on the part.

    ``edge`` is the name in the template; ``half`` is the wearer's side of it on a part that has both (or empty);
    ``inner`` says whether it is the inner layer of a doubled part. ``sewn`` leaves out the dart caps that ``curves``
    has. ``backward`` tells that the template drew the edge the other way round. ``slit`` marks one side of a cut into
    the part: it is walked and sewn, and is no part of the outline. ``cut`` is the edge's stretch of the cut line, empty
    where the part was not drafted by us.
    """

    name: str
    edge: str
    half: str
    curves: Curves
    sewn: Curves
    backward: bool = False
    inner: bool = False
    slit: bool = False
    cut: Curves = ()

    @property
    def length(self) -> float:
        """Sewn length in millimetres."""
        return path.length(self.sewn)


@dataclass(frozen=True, slots=True)
class PartNotch:
    """A cut from the cut line toward the sewn line: ``at`` on the sewn line, ``on_cut`` on the cut line.

    ``direction`` points from the cut line into the cloth, in degrees; ``depth`` in millimetres leaves 3 mm to the
    sewn line where the allowance is wide enough. A double notch is written as two of these with one ``name``.
    """

    name: str
    at: Point
    on_cut: Point
    direction: float
    depth: float


SLIT = "slit"
"""The kind of a line that is cut and not marked."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line inside a part, told by its ``kind``: ``fold``, ``dart`` (a leg), ``mark``, ``buttonhole``, ``button``.

    A ``slit`` is cut, from the cut line inward; a ``stop`` lies across its end, or that of a buttonhole.
    """

    name: str
    kind: str
    curves: Curves


@dataclass(frozen=True, slots=True)
class Drill:
    """A hole that marks a dart's tip, a dart's widest place or a placement."""

    name: str
    at: Point


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to cut once, with its stable id such as ``sleeve.left.shell.1``."""

    id: str
    piece: str
    side: str
    role: str
    copy: int
    sewn: tuple[SewnEdge, ...]
    cut: Curves
    notches: tuple[PartNotch, ...]
    drills: tuple[Drill, ...]
    lines: tuple[PartLine, ...]
    grain: tuple[Point, Point]
    grain_kind: str = "straight"
    nap: bool = False
    mirror: tuple[Point, Point] | None = None
    """The fold on which the cloth is laid, when the part was asked for on the fold instead of opened."""
    notes: tuple[str, ...] = ()

    @property
    def sewn_outline(self) -> Curves:
        """The closed sewn outline, dart caps included, slits left out."""
        return tuple(curve for edge in self.sewn if not edge.slit for curve in edge.curves)

    @property
    def title(self) -> str:
        """What the part is called on paper: ``sleeve left``."""
        return f"{self.piece} {self.side}".strip().replace("_", " ")

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Smallest x, smallest y, largest x, largest y of the cut line."""
        points = path.flatten(self.cut, 0.05)
        xs, ys = [p.x for p in points], [p.y for p in points]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class CutPattern:
    """All the parts of one garment, shrinkage and allowances applied; the only thing a writer gets.

    ``size`` is a neutral label (never a person's name); ``fabrics`` names the cloth of each role;
    ``shrinkage`` records the factors along warp and weft that were applied, by role.
    """

    template: str
    version: str
    digest: str
    size: str
    parts: tuple[Part, ...]
    fabrics: Mapping[str, Fabric]
    shrinkage: Mapping[str, tuple[float, float]]
    notes: tuple[str, ...] = ()

    def of_role(self, role: str) -> tuple[Part, ...]:
        """The parts cut from one cloth."""
        return tuple(part for part in self.parts if part.role == role)
