"""Every cut of a marker: outlines, notches, slits and drill holes as lines of the knife, in the order of cutting."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mtmpattern.cutting.cut_order import SMALL, CutOrder, CutPath, as_given, cut_order, dry_haul
from mtmpattern.geometry import SLIT, Point, path
from mtmpattern.geometry.tolerance import FLATTEN
from mtmpattern.pattern.parts.part import Part, PartLines
from mtmpattern.placing.layout import Outline
from mtmpattern.placing.marker import CutKind, KnifeLine, Marker, Splice

WINDOW: Final = 6_000.0     # mm of a lay that are cut before the knife moves on, if the table's profile has no reach
COMMON: Final = 0.05        # mm: the most between two straight edges that a single cut frees
SHORTEST: Final = 10.0      # mm: the shortest common line
LEVEL: Final = 1e-3         # radians: the most between their directions
PRINTED: Final = 1e-3       # mm

# ---- The cuts of a marker and their order ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """One line of the knife on the lay, the part it belongs to, and what it cuts there."""

    part: str
    kind: CutKind
    path: CutPath


@dataclass(frozen=True, slots=True, eq=False)
class CutList:
    """The cuts of a marker and the order in which they are made."""

    cuts: tuple[Cut, ...]
    order: CutOrder

    @property
    def lines(self) -> list[KnifeLine]:
        """Every cut as the knife makes it, in order."""
        lines = self.order.paths([cut.path for cut in self.cuts])
        return [KnifeLine(self.cuts[step.cut].kind, self.cuts[step.cut].part, line)
                for step, line in zip(self.order.steps, lines, strict=True)]

    @property
    def unordered_haul(self) -> float:
        """How far the knife would travel lifted if the parts were cut in the order of their ids (mm)."""
        paths = [cut.path for cut in sorted(self.cuts, key=lambda cut: cut.part)]
        return dry_haul(paths, as_given(paths))

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of the parts in the order in which they are cut out."""
        cuts = (self.cuts[step.cut] for step in self.order.steps)
        return tuple(dict.fromkeys(cut.part for cut in cuts if cut.kind == "outline"))

    def count(self, kind: CutKind) -> int:
        """How many cuts of a kind there are."""
        return Counter(cut.kind for cut in self.cuts)[kind]


def cut_list(lines: PartLines, *, reach: float = WINDOW, small: float = SMALL, common: bool = False,
             known: CutList | None = None) -> CutList:
    """The cuts of laid parts in order: small parts first, inner cuts before outlines, with little dry haul.

    ``common`` cuts a straight line that two parts share only once: for beams, which take no width. ``reach`` and
    ``small`` are those of `cut_order`. ``known`` is a list made with the same settings, whose order is used again
    where its cuts are the same.
    """
    cuts = (*(cut for part in lines.parts for cut in _inner(part)), *_outlines(lines, common=common))
    if known is not None and len(known.cuts) == len(cuts) and all(map(_same, cuts, known.cuts)):
        return CutList(cuts, known.order)
    return CutList(cuts, cut_order([cut.path for cut in cuts], small, reach))


def in_cutting_order(lines: PartLines, *, reach: float = WINDOW, common: bool = False) -> tuple[str, ...]:
    """The ids of laid parts, in an order in which their outlines can be cut with little dry haul.

    That of their `cut_list` may differ a little for the sake of inner cuts, which take most of the time to order.
    """
    cuts = tuple(_outlines(lines, common=common))
    return CutList(cuts, cut_order([cut.path for cut in cuts], SMALL, reach)).parts


def _same(one: Cut, other: Cut) -> bool:
    return ((one.part, one.kind, one.path.closed) == (other.part, other.kind, other.path.closed)
            and np.array_equal(one.path.points, other.path.points))


def _outlines(lines: PartLines, *, common: bool) -> list[Cut]:
    rings = [(part.id, ring) for part, ring in zip(lines.parts, lines.rings, strict=True)]
    shared = common_lines(rings) if common else []
    cuts: list[Cut] = []
    for name, ring in rings:
        spared = [line for line in shared if line.spared == name]
        cuts += [Cut(name, "outline", CutPath(name, line, closed=not spared)) for line in _without(ring, spared)]
    return cuts


def _inner(part: Part) -> list[Cut]:
    found = [Cut(part.id, "drill", CutPath(part.id, _points([drill.at]), closed=False, inner=True))
             for drill in part.drills]
    found += [Cut(part.id, "slit", CutPath(part.id, _points(path.flatten(line.curves, FLATTEN)), closed=False,
                                           inner=True)) for line in part.lines if line.kind == SLIT]
    found += [Cut(part.id, "notch", CutPath(part.id, _points([
        notch.on_cut, notch.on_cut.along(notch.direction, notch.depth)]), closed=False, inner=True))
        for notch in part.notches]
    return found


def _points(points: Sequence[Point]) -> Outline:
    return np.array([(point.x, point.y) for point in points], dtype=np.float64)


# ---- Straight lines that two parts share -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CommonLine:
    """A straight line on the edge of two parts: cut with one, and left out (``spared``) at the other.

    ``edge`` is the number of the spared part's edge, ``start`` and ``end`` are places along it in mm.
    """

    cut_with: str
    spared: str
    edge: int
    start: float
    end: float

    @property
    def length(self) -> float:
        """How much cutting it saves (mm)."""
        return self.end - self.start


def common_lines(rings: Sequence[tuple[str, Outline]]) -> list[CommonLine]:
    """The straight lines of 10 mm or more that two outlines share within 0.05 mm; each is cut with the earlier part."""
    starts = np.concatenate([ring for _, ring in rings]) if rings else np.empty((0, 2))
    ends = np.concatenate([np.roll(ring, -1, axis=0) for _, ring in rings]) if rings else np.empty((0, 2))
    owner = np.repeat(np.arange(len(rings)), [len(ring) for _, ring in rings])
    edge = np.concatenate([np.arange(len(ring)) for _, ring in rings]) if rings else np.empty(0, dtype=np.intp)
    long = np.flatnonzero(np.hypot(*(ends - starts).T) >= SHORTEST)
    found = []
    for at in long.tolist():
        way = ends[at] - starts[at]
        length = float(np.hypot(*way))
        way = way / length
        others = long[owner[long] < owner[at]]
        a, b = starts[others] - starts[at], ends[others] - starts[at]
        off = np.maximum(np.abs(a @ (-way[1], way[0])), np.abs(b @ (-way[1], way[0])))
        low, high = np.minimum(a @ way, b @ way), np.maximum(a @ way, b @ way)
        slant = np.abs((b - a) @ (-way[1], way[0]))
        overlap = np.minimum(high, length) - np.maximum(low, 0.0)
        shared = (off <= COMMON) & (overlap >= SHORTEST) & (slant <= LEVEL * (high - low))
        for number in np.flatnonzero(shared).tolist():
            found.append(CommonLine(rings[owner[others[number]]][0], rings[owner[at]][0], int(edge[at]),
                                    float(max(low[number], 0.0)), float(min(high[number], length))))
    return found


def _without(ring: Outline, spared: Sequence[CommonLine]) -> list[Outline]:
    """The ring without its spared stretches, as open lines; the ring itself where there are none."""
    if not spared:
        return [ring]
    steps = np.hypot(*(np.roll(ring, -1, axis=0) - ring).T)
    begins = np.concatenate(([0.0], np.cumsum(steps)))
    whole = float(begins[-1])
    gaps = sorted((float(begins[line.edge]) + line.start, float(begins[line.edge]) + line.end) for line in spared)
    lines = []
    for (_, leave), (arrive, _) in zip(gaps, [*gaps[1:], (gaps[0][0] + whole, 0.0)], strict=True):
        if arrive - leave > PRINTED:
            lines.append(_stretch(ring, begins, leave, arrive))
    return lines


def _stretch(ring: Outline, begins: NDArray[np.float64], start: float, end: float) -> Outline:
    """The points of a closed ring from one place along it to another, in mm; it may pass the ring's first point."""
    whole = float(begins[-1])
    along = np.concatenate((begins[:-1], begins[:-1] + whole, [2 * whole]))
    points = np.concatenate((ring, ring, ring[:1]))
    inside = (along > start + PRINTED) & (along < end - PRINTED)
    ends = [np.array([np.interp(place, along, points[:, axis]) for axis in (0, 1)]) for place in (start, end)]
    line: Outline = np.vstack((ends[0], points[inside], ends[1]))
    return line


# ---- Places where cloth may end ----------------------------------------------------------------------------------


APART: Final = 600.0        # mm of a lay for each splice mark
LEAST: Final = 100.0        # mm of a lay that must remain before a splice, and after it


def splices_of(marker: Marker) -> tuple[Splice, ...]:
    """A splice mark for about every 600 mm of the lay, where the least cloth is laid twice when a roll ends there.

    A part that crosses the mark is cut whole from the next length, which therefore begins where the first such part
    does.
    """
    low, high = np.array(marker.lines.boxes)[:, [0, 2]].T
    places = sorted(set(high[high <= high.max() - LEAST].round(1).tolist()))        # np.unique loads numpy.ma
    best: dict[int, Splice] = {}
    for place in places:
        crossing = low[(low < place - PRINTED) & (high > place + PRINTED)]
        splice = Splice(place, round(place - float(crossing.min()), 1) if len(crossing) else 0.0)
        window = math.floor(place / APART)
        if place - splice.overlap < max(LEAST, place / 2.0):        # more than half would be laid twice
            continue
        if window not in best or (splice.overlap, splice.at) < (best[window].overlap, best[window].at):
            best[window] = splice
    return tuple(best[window] for window in sorted(best))
