"""What is physically cut: parts, face up on the table, with everything a station needs to know about them.

Writers, marker, knitting and preview see only these. All geometry is in millimetres, y up, outlines counter-clockwise,
the right side of the cloth up, the piece's grain along the given line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal, NamedTuple, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mtmpattern.errors import DraftError, meant
from mtmpattern.geometry import SEAM, Affine, Curves, EdgeKind, Point, heading, path
from mtmpattern.geometry.chords import Chords, Controls, Numbers, firsts_of
from mtmpattern.geometry.region import filled
from mtmpattern.geometry.tolerance import FLATTEN
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.vocabulary import BodyPlace
from mtmpattern.pattern.seams.seam import EdgeSpan, Seam


class PartEdge(NamedTuple):
    """One edge of a part's sewn outline, in the order of the outline; ``name`` is unique on the part.

    ``edge`` is the name in the template; ``half`` is the wearer's side of it on a part that has both (or empty);
    ``inner`` says whether it is the inner layer of a doubled part. ``sewn`` leaves out the dart caps that ``curves``
    has. ``backward``: the template drew the edge the other way round. ``slit`` marks one side of a cut into the part:
    it is walked and sewn, and is not part of the outline. ``cut`` is the edge's stretch of the cut line, empty where
    the part was not drafted by us. ``kind`` is ``seam``, ``slit``, ``fold`` or ``doubled``.
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
    kind: EdgeKind = SEAM

    @property
    def length(self) -> float:
        """Sewn length in millimetres."""
        return path.length(self.sewn)

    def at(self, mm: float) -> Point:
        """The place ``mm`` sewn millimetres along the edge, in the direction of the outline."""
        index, t = path.locate(self.sewn, mm)
        return self.sewn[index].point(t)

    def between(self, start: float, end: float) -> Curves:
        """The sewn curves between two places in sewn mm along the outline."""
        return tuple(path.part(self.sewn, start, end))

    def called(self, name: str, half: str) -> PartEdge:
        """The same edge by another name, as an edge of that half."""
        if name == self.name and half == self.half:
            return self
        return PartEdge(name, self.edge, half, self.curves, self.sewn, self.backward, self.inner, self.slit, self.cut,
                        self.kind)

    def moved(self, move: Affine) -> PartEdge:
        """After a move; one that mirrors turns the walk round."""
        curves = path.moved(self.curves, move)
        sewn = curves if self.sewn is self.curves else path.moved(self.sewn, move)
        return PartEdge(self.name, self.edge, self.half, curves, sewn, self.backward != move.mirrors, self.inner,
                        self.slit, path.moved(self.cut, move), self.kind)


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

    def moved(self, move: Affine) -> PartNotch:
        """After a move of the part."""
        far, on_cut = move(self.on_cut.along(self.direction, 10.0)), move(self.on_cut)
        return PartNotch(self.name, move(self.at), on_cut, heading(on_cut, far), self.depth)


class PartLine(NamedTuple):
    """A line inside a part, known by its ``kind``: ``fold``, ``dart`` (a leg), ``mark``, ``buttonhole``, ``button``.

    A ``slit`` is cut, from the cut line inward; a ``stop`` lies across its end, or that of a buttonhole. ``half`` is
    the wearer's side of it on a part that has both. The fold of a doubled part runs as the outline of the outer layer
    would, counter-clockwise; ``bounds`` marks it.
    """

    name: str
    kind: str
    curves: Curves
    half: str = ""
    bounds: bool = False

    @property
    def title(self) -> str:
        """Its name on the part: ``left centre``."""
        return f"{self.half} {self.name}".strip()

    @property
    def length(self) -> float:
        """Length in millimetres."""
        return path.length(self.curves)

    def at(self, mm: float) -> Point:
        """The place ``mm`` millimetres along the line."""
        index, t = path.locate(self.curves, mm)
        return self.curves[index].point(t)

    def between(self, start: float, end: float) -> Curves:
        """The curves between two places in mm along the line."""
        return tuple(path.part(self.curves, start, end))

    def moved(self, move: Affine) -> PartLine:
        """After a move of the part."""
        curves = path.moved(self.curves, move) if self.bounds else tuple(curve.moved(move) for curve in self.curves)
        return PartLine(self.name, self.kind, curves, self.half, self.bounds)


@dataclass(frozen=True, slots=True)
class Drill:
    """A hole that marks a dart's tip, a dart's widest place or a placement."""

    name: str
    at: Point

    def moved(self, move: Affine) -> Drill:
        """After a move of the part."""
        return Drill(self.name, move(self.at))


@dataclass(frozen=True, slots=True)
class PartDart:
    """A dart or pleat where it lies on a part, open and flat.

    ``edge`` names the edge of the part that it is sewn into, at ``place`` sewn mm along the outline; a dart inside the
    part has none. ``mouth`` are the ends of its legs on that edge, or its widest places; ``tips`` its tip, both tips of
    a dart inside, none of a pleat.
    """

    name: str
    edge: str
    half: str
    kind: Literal["dart", "pleat", "fish-eye"]
    mouth: tuple[Point, Point]
    tips: tuple[Point, ...]
    place: float = 0.0

    @property
    def legs(self) -> tuple[tuple[Point, Point], ...]:
        """From each end of the mouth to each tip: the lines that are sewn onto each other in pairs."""
        return tuple((end, tip) for tip in self.tips for end in self.mouth)

    def moved(self, move: Affine, length: float = 0.0) -> PartDart:
        """After a move of the part; ``length`` is that of its edge, for a move that mirrors."""
        mouth = move(self.mouth[0]), move(self.mouth[1])
        mirrored = move.mirrors and self.edge
        return replace(self, mouth=mouth[::-1] if move.mirrors else mouth, tips=tuple(move(tip) for tip in self.tips),
                       place=length - self.place if mirrored else self.place)


@dataclass(frozen=True, slots=True)
class PartMatch:
    """A place where the print of the cloth runs on over a seam: ``at`` on this part, at ``mate_at`` on the mate."""

    name: str
    print: str
    at: Point
    mate: str
    mate_at: Point


Layer: TypeAlias = Literal["main", "inner", "lining", "laid", "fused"]
"""Where a part lies in the garment: the main layer, a further ply behind it, the lining, laid on, or fused."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to cut once, with its stable id such as ``sleeve.left.shell.1``.

    Its notches, drill holes and lines are those of this ply alone. ``on`` is the place of the body where it is worn;
    ``level`` the height of the body at which y = 0 of its drawing lies, if the template states it; ``layer`` how deep
    it lies in the garment. ``twin`` is the id of its mirror image on the wearer's other side. ``points`` are the named
    points of its piece; on a part that has both of the wearer's sides they are called ``left pitch`` and
    ``right pitch``.
    """

    id: str
    piece: str
    side: str
    role: str
    copy: int
    sewn: tuple[PartEdge, ...]
    cut: Curves
    notches: tuple[PartNotch, ...]
    drills: tuple[Drill, ...]
    lines: tuple[PartLine, ...]
    grain: tuple[Point, Point]
    grain_kind: str = "straight"
    nap: bool = False
    mirror: tuple[Point, Point] | None = None
    """The fold on which the cloth is laid, if the part is cut on the fold instead of opened."""
    notes: tuple[str, ...] = ()
    on: BodyPlace = ""
    level: str = ""
    layer: Layer = "main"
    twin: str = ""
    points: Mapping[str, Point] = field(default_factory=dict)
    darts: tuple[PartDart, ...] = ()
    matches: tuple[PartMatch, ...] = ()
    same: tuple[str, ...] = ()
    """Ids of other parts that are cut along the same lines, on a drawing that shows each piece once."""
    mirrored: tuple[str, ...] = ()
    """Ids of parts that are its mirror image, on such a drawing."""
    one_line: bool = False
    """Whether only its cut line is known, as in most files of other programs; ``sewn`` is the same line then."""

    @property
    def sewn_outline(self) -> Curves:
        """The closed sewn outline, dart caps included, slits left out."""
        return tuple(curve for edge in self.sewn if not edge.slit for curve in edge.curves)

    @property
    def body_part(self) -> str:
        """The part of the body where it is worn, one of `vocabulary.BODY_PARTS`; empty if that is not stated."""
        return self.on.partition(" ")[0]

    @property
    def body_face(self) -> str:
        """The ``front``, ``back`` or ``side`` of the body on which it is worn; empty if it goes round."""
        return self.on.partition(" ")[2]

    @property
    def title(self) -> str:
        """The name of the part on paper: ``sleeve left``, or ``sleeve`` where it stands for both."""
        return f"{self.piece} {'' if self.mirrored else self.side}".strip().replace("_", " ")

    @property
    def times(self) -> int:
        """How often it is cut, mirror images counted: 1 unless a drawing shows each piece once."""
        return 1 + len(self.same) + len(self.mirrored)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Smallest x, smallest y, largest x, largest y of the cut line."""
        points = path.flatten(self.cut, 0.05)
        xs, ys = [p.x for p in points], [p.y for p in points]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def area(self) -> float:
        """The cloth it takes, within its cut line, in square millimetres."""
        return path.area(self.cut)

    def polygon(self, tolerance: float = FLATTEN, *, sewn: bool = False) -> list[Point]:
        """The cut line, or the sewn line, as corners of a polygon, counter-clockwise, the first not repeated.

        Its chords stay within ``tolerance`` mm of the curves.
        """
        points = path.flatten(self.sewn_outline if sewn else self.cut, tolerance)
        return points[:-1] if points[0].same_as(points[-1]) else points

    def edge(self, name: str) -> PartEdge | PartLine:
        """An edge of the sewn outline, or a line inside the part, by its name on the part.

        Raises `DraftError` with the nearest name for one that is not there.
        """
        for edge in self.sewn:
            if edge.name == name:
                return edge
        for line in self.lines:
            if line.title == name:
                return line
        known = [edge.name for edge in self.sewn] + [line.title for line in self.lines]
        raise DraftError(f"{self.id} has no edge or line {name}", code="part.edge", where=self.id,
                         hint=meant(name, known))

    def along(self, span: EdgeSpan) -> Curves:
        """The curves of an edge span on this part, in the direction in which its seam walks it.

        A point at which something is laid is a span without length and has none.
        """
        if span.edge in self.points and not span.length:
            return ()
        curves = self.edge(span.edge).between(span.start, span.end)
        return path.reverse(curves) if span.reversed else curves

    def moved(self, move: Affine) -> Part:
        """The part moved over the table with everything on it; a move that mirrors turns it face down.

        Its id, and the places along its edges to which seams refer, are those of the part before the move; after one
        that mirrors they count from the other end.
        """
        if move.is_identity:
            return self
        lengths = {edge.name: edge.length for edge in self.sewn} if move.mirrors and self.darts else {}
        edges = tuple(edge.moved(move) for edge in self.sewn)
        return replace(
            self, sewn=edges[::-1] if move.mirrors else edges, cut=path.moved(self.cut, move),
            notches=tuple(notch.moved(move) for notch in self.notches),
            drills=tuple(drill.moved(move) for drill in self.drills),
            lines=tuple(line.moved(move) for line in self.lines), grain=(move(self.grain[0]), move(self.grain[1])),
            mirror=(move(self.mirror[0]), move(self.mirror[1])) if self.mirror else None,
            points={name: move(point) for name, point in self.points.items()},
            darts=tuple(dart.moved(move, lengths.get(dart.edge, 0.0)) for dart in self.darts),
            matches=tuple(replace(match, at=move(match.at)) for match in self.matches))


BOUNDS: Final = 0.05
"""Millimetres within which chords show how far a part reaches, and whether an outline crosses itself."""


@dataclass(frozen=True, eq=False)
class PartLines:
    """All lines of parts: of each part its cut line, its sewn outline, then every line inside it.

    The lines of part ``k`` are those from ``firsts[k]`` up to ``firsts[k + 1]`` of ``curves`` and of ``controls``.
    """

    parts: tuple[Part, ...]
    curves: tuple[Curves, ...]
    controls: Controls
    firsts: Numbers

    @classmethod
    def of(cls, parts: Iterable[Part]) -> Self:
        """The lines of parts; each part has a cut line and a sewn outline."""
        parts = tuple(parts)
        curves: list[Curves] = []
        for part in parts:
            curves += (part.cut, part.sewn_outline, *[line.curves for line in part.lines])
        return cls(parts, tuple(curves), Controls.of(curves), firsts_of([2 + len(part.lines) for part in parts]))

    @cached_property
    def _outlines(self) -> tuple[Chords, Numbers]:
        """The chords of the cut line and the sewn outline of each part, and where each of these begins and ends."""
        outlines = np.column_stack((self.firsts[:-1], self.firsts[:-1] + 1)).ravel()
        controls = self.controls.select(outlines)
        chords = controls.chords(controls.steps(BOUNDS))
        return chords, chords.firsts[controls.firsts]

    @cached_property
    def boxes(self) -> list[tuple[float, float, float, float]]:
        """The `Part.bounds` of each part: smallest x, smallest y, largest x, largest y of its cut line."""
        if not self.parts:
            return []
        chords, begins = self._outlines
        low = np.minimum.reduceat(chords.starts, begins[:-1])[::2]
        high = np.maximum.reduceat(chords.starts, begins[:-1])[::2]
        return [(x0, y0, x1, y1) for (x0, y0), (x1, y1) in zip(low.tolist(), high.tolist(), strict=True)]

    @cached_property
    def rings(self) -> list[NDArray[np.float64]]:
        """The cut line of each part as a knife cuts it: (n, 2) points, the first not repeated."""
        return self.rings_within(FLATTEN)

    def rings_within(self, tolerance: float) -> list[NDArray[np.float64]]:
        """The same with chords that stay within ``tolerance`` mm of the curves."""
        if not self.parts:
            return []
        points, begins = self.controls.select(self.firsts[:-1]).corners(tolerance)
        return [points[begin : end - 1] for begin, end in pairwise(begins.tolist())]

    def shapes(self) -> NDArray[np.object_]:
        """The areas inside the cut line and inside the sewn outline of each part, a row for each part."""
        return self._areas

    @cached_property
    def _areas(self) -> NDArray[np.object_]:
        chords, begins = self._outlines
        return filled(chords.starts, begins).reshape(-1, 2)

    def inner_outlines(self) -> Numbers:
        """The number of the inner of the two outlines of each part: fusible is cut inside the sewn line."""
        areas = self.controls.areas()
        cut = self.firsts[:-1]
        return np.where(areas[cut] < areas[cut + 1], cut, cut + 1)


@dataclass(frozen=True, slots=True)
class ClothNeed:
    """How much of a cloth a garment takes: mm along the roll, ``at_most`` unless a kept marker gives the length.

    ``refused`` says why the parts cannot be laid on that cloth; the length is then 0.
    """

    length: float
    at_most: bool = True
    refused: str = ""

    def __str__(self) -> str:
        return self.refused or f"{self.length / 1000:.2f} m{' at most' if self.at_most else ''}"


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
    seams: tuple[Seam, ...] = ()
    """The sewing graph, in mm of these parts; empty on the fold, and for patterns drafted elsewhere."""
    needs: Mapping[str, ClothNeed] = field(default_factory=dict)
    """How much of each cloth it takes, if that was worked out; writers state it beside the name of the cloth."""
    _lines: PartLines | None = field(default=None, init=False, repr=False, compare=False)

    def __reduce__(self) -> tuple[type[CutPattern], tuple[object, ...]]:
        """Pickle and copy it without its lines as arrays, which are worked out again when they are needed."""
        return CutPattern, tuple([getattr(self, each.name) for each in fields(self) if each.init])

    @property
    def lines(self) -> PartLines:
        """All lines of its parts as arrays, worked out once for the audit and for every format that is written."""
        if self._lines is None:
            object.__setattr__(self, "_lines", PartLines.of(self.parts))
        return self._lines  # type: ignore[return-value]

    def cloth_sentence(self, role: str) -> str:
        """How much of a role's cloth it takes and what that costs: ``takes 0.74 m at most, 5.05 EUR``; else empty."""
        need, cloth = self.needs.get(role), self.fabrics.get(role)
        if need is None or need.refused:
            return ""
        cost = f", {cloth.cost(need.length)} {cloth.price.currency}" if cloth and cloth.price else ""
        return f"takes {need}{cost}"

    def part(self, part_id: str) -> Part:
        """The part of that id; `DraftError` with the nearest id for one that is not there."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise DraftError(f"{self.template} has no part {part_id}", code="part.unknown", where=part_id,
                         hint=meant(part_id, [part.id for part in self.parts]))

    def of_role(self, role: str) -> tuple[Part, ...]:
        """The parts cut from one cloth."""
        return tuple(part for part in self.parts if part.role == role)
