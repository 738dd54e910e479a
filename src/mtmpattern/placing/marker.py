"""A marker: the parts of one or many garments as they lie on a length of cloth, ready to be cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from mtmpattern.errors import Problem, StationError
from mtmpattern.geometry import Point, path
from mtmpattern.geometry.tolerance import SAME
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.parts.part import ClothNeed, CutPattern, Part, PartLines
from mtmpattern.placing.layout import Outline, Shape
from mtmpattern.placing.packer import pack
from mtmpattern.placing.placed import Placed, quarter_turned, turns_of, upright

FINE = 0.05
"""Chords stay this close to an outline, in mm; they are then moved out by as much, so that the curve is inside."""


@dataclass(frozen=True, slots=True)
class Splice:
    """A place in mm along a lay where cloth may end: the next length begins ``overlap`` mm before it."""

    at: float
    overlap: float


CutKind: TypeAlias = Literal["outline", "notch", "slit", "drill"]


@dataclass(frozen=True, slots=True, eq=False)
class KnifeLine:
    """One line of the knife on a lay: its kind, its part and its (n, 2) places; a closed one ends where it began."""

    kind: CutKind
    part: str
    places: Outline

    @property
    def points(self) -> tuple[Point, ...]:
        """Its places as points."""
        return tuple(Point(x, y) for x, y in self.places.tolist())

    @property
    def closed(self) -> bool:
        """Whether it ends where it began."""
        return len(self.places) > 2 and bool((np.abs(self.places[0] - self.places[-1]) <= SAME).all())


@dataclass(frozen=True)
class Marker:
    """Parts on a lay ``width`` by ``length`` mm: x along the cloth, y across it from the edge of the usable width.

    ``placed`` is in the order of cutting. ``spacing`` is kept between parts, ``plies`` lie on each other. ``groups``
    are the garments that the parts belong to, counted from 0, ``labels`` the lines on each part by its id.
    """

    role: str
    width: float
    length: float
    placed: tuple[Placed, ...]
    spacing: float = 0.0
    fabric: Fabric | None = None
    plies: int = 1
    splices: tuple[Splice, ...] = ()
    groups: tuple[int, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def use(self) -> float:
        """The fraction of the usable cloth that parts cover."""
        covered = sum(each.part.area for each in self.placed)
        return covered / (self.width * self.length) if self.placed else 0.0

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts where they lie, in the order of cutting."""
        return tuple(each.laid() for each in self.placed)

    @cached_property
    def lines(self) -> PartLines:
        """All lines of the parts where they lie, worked out once for the cuts, the checks and every format."""
        return PartLines.of(self.parts)

    def reordered(self, order: Sequence[int], splices: tuple[Splice, ...]) -> Marker:
        """The marker with its parts in the order of these numbers, and with splice marks."""
        there = replace(self, placed=tuple(self.placed[number] for number in order),
                        groups=tuple(self.groups[number] for number in order), splices=splices)
        vars(there)["parts"] = tuple(self.parts[number] for number in order)    # none has moved
        return there


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
    shapes = [shape_of(part, turns_of(part, fabric, tilt), drawn=folded) for part in parts]
    layout = pack(shapes, width, spacing)
    by_id = {part.id: part for part in parts}
    placed = []
    for pose in layout.poses:
        part = by_id[pose.key]
        placed.append(Placed(part, pose.dx, pose.dy, (along(part) + pose.angle) % 360.0))
    placed.sort(key=lambda each: (round(each.x, 1), round(each.y, 1), each.part.id))
    return Marker(role, width, layout.length, tuple(placed), spacing, fabric)


def consumption(cut: CutPattern) -> dict[str, float]:
    """An upper bound of the length in mm of each cloth, from quick markers on the fabrics' usable widths.

    Raises:
        StationError: every part that does not fit its cloth, a role without a fabric, parts that are drawn on the fold.

    """
    roles = tuple(dict.fromkeys(part.role for part in cut.parts))
    unknown = [role for role in roles if role not in cut.fabrics]
    if unknown:
        raise StationError(f"there is no fabric for {', '.join(unknown)}", code="marker.fabric",
                           hint="Name a fabric for each role; its width is needed.")
    lengths: dict[str, float] = {}
    problems: list[Problem] = []
    for role in roles:
        fabric = cut.fabrics[role]
        try:
            lengths[role] = quick_marker(cut.of_role(role), role, fabric.table_width, fabric=fabric).length
        except StationError as error:
            problems += error.problems
    if problems:
        raise StationError.of(problems)
    return lengths


def cloth_needs(cut: CutPattern, kept: Mapping[str, float] | None = None) -> dict[str, ClothNeed]:
    """The length of each cloth that a garment takes: the one ``kept`` for a role, or else an upper bound.

    Where the parts do not fit, the need says why; pieces that are knitted to shape need no cloth.
    """
    needs = {}
    for role in dict.fromkeys(part.role for part in cut.parts):
        fabric = cut.fabrics.get(role)
        if fabric is None or fabric.kind == "swatch":
            continue
        if kept and role in kept:
            needs[role] = ClothNeed(kept[role], at_most=False)
            continue
        try:
            needs[role] = ClothNeed(quick_marker(cut.of_role(role), role, fabric.table_width, fabric=fabric).length)
        except StationError as error:
            needs[role] = ClothNeed(0.0, refused=error.problems[0].message)
    return needs


def is_trimmed(part: Part) -> bool:
    """Whether a part is cut inside its sewn line, as fusible is that stays out of the seams."""
    sewn = part.sewn_outline
    return bool(sewn) and abs(path.area(sewn)) > abs(path.area(part.cut))


def shape_of(part: Part, turns: Sequence[float], *, drawn: bool = False) -> Shape:
    """The outline of what is cut, its grain along the length; ``drawn`` has room for a sewn line outside it too."""
    turn = quarter_turned(along(part))
    curves = part.sewn_outline if drawn and is_trimmed(part) else part.cut
    points = [turn(point) for point in path.flatten(curves, FINE)]
    cut = points if curves is part.cut else path.flatten(part.cut, FINE)
    if not shapely.Polygon([(point.x, point.y) for point in cut]).is_valid:
        curves, points = part.cut, cut                      # unchanged: laying it reports the fault
    outline: NDArray[np.float64] = np.array([(point.x, point.y) for point in points[:-1]], dtype=np.float64)
    if not all(curve.straight for curve in curves):         # chords cut a bulge short
        chords = shapely.Polygon(outline)
        if chords.is_valid:
            grown = chords.buffer(FINE, join_style="mitre", mitre_limit=2.0)
            outline = np.asarray(grown.exterior.coords, dtype=np.float64)[:-1]
    return Shape(part.id, outline, tuple(turns))


def along(part: Part) -> float:
    """The turn in degrees that brings the grain of a part along the length."""
    return upright(part) - 90.0
