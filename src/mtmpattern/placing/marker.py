"""A marker: the parts of one or many garments as they lie on a length of cloth, ready to be cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from ..errors import StationError
from ..geometry import path
from ..pattern.model.fabric import Fabric
from ..pattern.parts.part import CutPattern, Part
from .layout import Shape
from .packer import pack
from .placed import Placed, quarter_turned, turns_of, upright

FINE = 0.05
"""Chords stay this close to an outline, in mm; they are then moved out by as much, so that the curve is inside."""


@dataclass(frozen=True, slots=True)
class Splice:
    """A place in mm along a lay where cloth may end: the next length begins ``overlap`` mm before it."""

    at: float
    overlap: float


@dataclass(frozen=True, slots=True)
class Marker:
    """Parts on a lay ``width`` by ``length`` mm: x along the cloth, y across it from the edge of the usable width.

    ``placed`` is in the order of cutting. ``spacing`` is kept between parts, ``labels`` are texts by part id where they
    differ from the ids, ``plies`` is the number of layers of cloth.
    """

    role: str
    width: float
    length: float
    placed: tuple[Placed, ...]
    spacing: float = 0.0
    fabric: Fabric | None = None
    plies: int = 1
    splices: tuple[Splice, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def use(self) -> float:
        """The fraction of the usable cloth that parts cover."""
        covered = sum(abs(path.area(_outer(each.part))) for each in self.placed)
        return covered / (self.width * self.length) if self.placed else 0.0

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts where they lie, in the order of cutting."""
        return tuple(each.laid() for each in self.placed)


def quick_marker(parts: Sequence[Part], role: str, width: float, *, fabric: Fabric | None = None, spacing: float = 0.0,
                 tilt: float = 0.0, folded: bool = False) -> Marker:
    """Lay parts on cloth of a usable width in mm with the quick packer: a good lay, in a fraction of a second.

    It is deterministic and verified: no overlap, inside the width, along the grain. ``tilt`` allows degrees off it.
    ``folded`` accepts parts that are drawn on the fold and lays them as halves, for a plot on paper.

    Raises:
        StationError: a part that does not fit the width, and everything that `pack` refuses.

    """
    halves = [part.id for part in parts if part.mirror and not folded]
    if halves:
        raise StationError(f"{', '.join(halves)}: drawn on the fold, so half of it is missing", code="marker.fold",
                           hint="Lay the parts opened, as for_cutting() returns them.")
    shapes = [shape_of(part, turns_of(part, fabric, tilt)) for part in parts]
    layout = pack(shapes, width, spacing)
    by_id = {part.id: part for part in parts}
    placed = []
    for pose in layout.poses:
        part = by_id[pose.key]
        placed.append(Placed(part, pose.dx, pose.dy, (_along(part) + pose.angle) % 360.0))
    placed.sort(key=lambda each: (round(each.x, 1), round(each.y, 1), each.part.id))
    return Marker(role, width, layout.length, tuple(placed), spacing, fabric)


def consumption(cut: CutPattern) -> dict[str, float]:
    """An upper bound of the length in mm of each cloth, from quick markers on the fabrics' usable widths.

    Raises:
        StationError: a part that does not fit its cloth, a role without a fabric, parts that are drawn on the fold.

    """
    roles = tuple(dict.fromkeys(part.role for part in cut.parts))
    unknown = [role for role in roles if role not in cut.fabrics]
    if unknown:
        raise StationError(f"there is no fabric for {', '.join(unknown)}", code="marker.fabric",
                           hint="Name a fabric for each role; its width is needed.")
    return {role: quick_marker(cut.of_role(role), role, cut.fabrics[role].table_width, fabric=cut.fabrics[role]).length
            for role in roles}


def shape_of(part: Part, turns: Sequence[float]) -> Shape:
    """The outline of a part on cloth, with its grain along the length."""
    turn = quarter_turned(_along(part))
    points = [turn(point) for point in path.flatten(_outer(part), FINE)]
    chords = shapely.Polygon([(point.x, point.y) for point in points])
    around = chords.buffer(FINE, join_style="mitre", mitre_limit=2.0)
    outline: NDArray[np.float64] = np.asarray(around.exterior.coords, dtype=np.float64)[:-1]
    return Shape(part.id, outline, tuple(turns))


def _along(part: Part) -> float:
    """The turn in degrees that brings the grain of a part along the length."""
    return upright(part) - 90.0


def _outer(part: Part) -> path.Curves:
    """The outermost line: of a trimmed fusible the sewn line, which is also drawn."""
    sewn = part.sewn_outline
    return sewn if sewn and abs(path.area(sewn)) > abs(path.area(part.cut)) else part.cut
