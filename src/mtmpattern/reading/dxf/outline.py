"""Finding the cut line and the sewn line of a piece among the lines of its block."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely

from mtmpattern.geometry import Point
from mtmpattern.limits import DXF_IN_LINE
from mtmpattern.reading.dxf.content import XY, Content, Stroke
from mtmpattern.reading.dxf.foreign_tolerance import ONE_PLACE, TOUCH
from mtmpattern.reading.dxf.runs import along_cut
from mtmpattern.reading.dxf.texts import BOUNDARY, CHECK, CHECKS, INTERNAL, MIRROR, SEWN, number_of, role_of
from mtmpattern.reading.findings import FAULT, NOTE, WARNING, Finding

# ---- Distances to an outline ----------------------------------------------------------------------------------------

Numbers = npt.NDArray[np.float64]


class Border:
    """An outline as chords in a tree, so that measuring many points takes little longer than one.

    Chords on the ``fold`` of a half are not edges of the piece and are left out.
    """

    __slots__ = ("_polygon", "_tree")

    def __init__(self, ring: Sequence[XY], fold: tuple[XY, XY] | None = None) -> None:
        points = np.array([*ring, ring[0]])
        chords = np.array(shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1)), dtype=object)
        if fold is not None:
            on = off_line(points, fold) <= AT_FOLD
            edges = chords[~(on[:-1] & on[1:])]
            chords = edges if len(edges) else chords
        self._tree = shapely.STRtree(chords)
        self._polygon = shapely.Polygon(points) if len(ring) > 2 else None
        if self._polygon is not None:
            shapely.prepare(self._polygon)

    def distances(self, points: Sequence[XY]) -> Numbers:
        """How far each point lies from the line, in mm."""
        places = shapely.points(np.array(points, dtype=float).reshape(-1, 2))
        (which, _), found = self._tree.query_nearest(places, return_distance=True, all_matches=False)
        answer = np.zeros(len(points))
        answer[which] = found
        return answer

    def nearest(self, points: Sequence[XY]) -> npt.NDArray[np.intp]:
        """The number of the nearest chord of each point."""
        places = shapely.points(np.array(points, dtype=float).reshape(-1, 2))
        return np.asarray(self._tree.nearest(places), dtype=np.intp)

    def outside(self, points: Sequence[XY]) -> Numbers:
        """How far each point lies outside, in mm; 0 for those inside or on the line."""
        places = np.array(points, dtype=float).reshape(-1, 2)
        answer = np.zeros(len(places))
        if self._polygon is None or not len(places):
            return answer
        out = ~shapely.contains_xy(self._polygon, places[:, 0], places[:, 1])
        if out.any():
            answer[out] = self.distances([(x, y) for x, y in places[out]])
        return answer


AT_FOLD = 0.5
"""An end within this many mm of the mirror line of a half lies on it."""


def off_line(points: Numbers, line: tuple[XY, XY]) -> Numbers:
    """How far each point lies from an infinite line, in mm."""
    (x0, y0), (x1, y1) = line
    far = math.hypot(x1 - x0, y1 - y0) or 1.0
    away: Numbers = np.abs((x1 - x0) * (points[:, 1] - y0) - (y1 - y0) * (points[:, 0] - x0)) / far
    return away


# ---- Joining strokes ------------------------------------------------------------------------------------------------

_AROUND = tuple((dx, dy) for dx in (0, -1, 1) for dy in (0, -1, 1))
"""A cell and its neighbours."""
_CANDIDATES = 16                                            # the most strokes that are compared at one place


@dataclass(slots=True)
class Line:
    """One line after joining: its vertices without repetitions, and whether it is closed.

    ``gap`` is the distance between its ends; ``pieces`` and ``repeated`` count its strokes and its repeated vertices.
    """

    points: list[XY]
    closed: bool
    gap: float = 0.0
    pieces: int = 1
    repeated: int = 0

    @property
    def length(self) -> float:
        """Length in mm, including the closing chord."""
        open_length = sum(map(math.dist, self.points, self.points[1:]))
        return open_length + (math.dist(self.points[-1], self.points[0]) if self.closed else 0.0)

    @property
    def area(self) -> float:
        """Signed area in square mm, positive counter-clockwise."""
        return signed_area(self.points)


def signed_area(points: Sequence[XY]) -> float:
    """Signed area in square mm inside a ring, positive counter-clockwise."""
    total = 0.0
    x0, y0 = points[-1]
    ox, oy = points[0]                                      # relative to a vertex, because digits are lost far from 0,0
    for x, y in points:
        total += (x0 - ox) * (y - oy) - (x - ox) * (y0 - oy)
        x0, y0 = x, y
    return total / 2


def joined(strokes: Iterable[tuple[Sequence[XY], bool]]) -> list[Line]:
    """Closed strokes as they are, open ones chained where their ends meet, in either direction."""
    lines: list[Line] = []
    waiting: list[list[XY]] = []
    twice = 0
    for given, closed in strokes:
        points, repeated = _cleaned(given, closed)
        if len(points) < 2:
            continue
        twice += repeated
        if closed or (len(points) > 3 and math.dist(points[0], points[-1]) <= TOUCH):
            lines.append(_ring(points, repeated))
        else:
            waiting.append(points)
    return lines + _chained(waiting, twice)


def _cleaned(points: Sequence[XY], closed: bool) -> tuple[list[XY], int]:
    """The vertices without repetitions, and the number of repetitions; closing a line is not one."""
    if len(points) == 2 and math.dist(points[0], points[1]) > ONE_PLACE:     # a single line, as CAD writes many
        return list(points), 0
    kept: list[XY] = []
    for point in points:
        if not kept or math.dist(kept[-1], point) > ONE_PLACE:
            kept.append(point)
    repeated = len(points) - len(kept)
    if closed and len(kept) > 2 and math.dist(kept[0], kept[-1]) <= ONE_PLACE:
        kept.pop()
    return kept, repeated


def _ring(points: list[XY], repeated: int = 0, pieces: int = 1) -> Line:
    gap = math.dist(points[0], points[-1])
    if gap <= TOUCH and len(points) > 3:
        points = points[:-1]
    return Line(points, True, 0.0, pieces, repeated)


class _Ends:
    """The loose ends of open strokes by place; used strokes are dropped when they are met."""

    def __init__(self, strokes: list[list[XY]]) -> None:
        self.strokes = strokes
        self.cells: dict[tuple[int, int], list[tuple[int, bool]]] = defaultdict(list)
        for index in range(len(strokes) - 1, -1, -1):       # the first strokes come last, and are found first
            self.cells[_cell(strokes[index][0])].append((index, False))
            self.cells[_cell(strokes[index][-1])].append((index, True))

    def next(self, at: XY) -> tuple[int, bool] | None:
        """The stroke that continues from a place, the nearest of a few, and whether it is reversed."""
        x, y = _cell(at)
        best, found = TOUCH, None
        strokes, cells = self.strokes, self.cells
        for dx, dy in _AROUND:
            waiting = cells.get((x + dx, y + dy))
            if not waiting:
                continue
            while waiting and not strokes[waiting[-1][0]]:
                waiting.pop()
            for index, backward in waiting[-1:-_CANDIDATES:-1]:
                stroke = strokes[index]
                if stroke and (distance := math.dist(at, stroke[-1 if backward else 0])) <= best and (
                        found is None or distance < best):
                    best, found = distance, (index, backward)
            if best == 0.0:                                 # nothing is nearer
                break
        return found


def _chained(strokes: list[list[XY]], repeated: int) -> list[Line]:
    if len(strokes) == 1:                                   # nothing to chain, as with each inner line
        line = _closed_or_open(strokes[0], 1)
        line.repeated += repeated
        return [line]
    ends = _Ends(strokes)
    lines = []
    for index, points in enumerate(strokes):
        if not points:
            continue
        strokes[index] = []
        chain, pieces = list(points), 1
        for _ in range(2):                                  # from its end; then, reversed, from its start
            while math.dist(chain[0], chain[-1]) > TOUCH and (found := ends.next(chain[-1])):
                following, strokes[found[0]] = strokes[found[0]], []
                chain += following[-2::-1] if found[1] else following[1:]
                pieces += 1
            chain.reverse()
        lines.append(_closed_or_open(chain, pieces))
    if lines:
        lines[0].repeated += repeated
    return lines


def _closed_or_open(chain: list[XY], pieces: int) -> Line:
    gap = math.dist(chain[0], chain[-1])
    if gap <= TOUCH and len(chain) > 3:
        return _ring(chain, pieces=pieces)
    return Line(chain, False, gap, pieces)


def _cell(point: XY) -> tuple[int, int]:
    return math.floor(point[0] / TOUCH), math.floor(point[1] / TOUCH)


# ---- Cut line and sewn line -----------------------------------------------------------------------------------------

MOST_GAP = 1.0
"""An outline open by at most this many mm is taken as closed."""

SEWN_SHARE = 0.6
"""A closed line on the layer of internal lines with at least this fraction of the piece's area is its sewn line."""


@dataclass(slots=True)
class Outlines:
    """Both lines, other closed lines on their layers (``spare``), used internal strokes, and findings.

    ``strays`` are open lines on the layers of outlines, ``doubled`` lines that repeat an outline.
    """

    cut: Line | None
    sewn: Line | None
    spare: list[Line] = field(default_factory=list)
    strays: list[Line] = field(default_factory=list)
    doubled: list[Line] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def by_role(content: Content) -> dict[str, list[Stroke]]:
    """The strokes of each role; circles are closed lines."""
    found: dict[str, list[Stroke]] = {}
    for stroke in (*content.strokes, *(Stroke(ring.layer, ring.points, True) for ring in content.rings)):
        found.setdefault(role_of(stroke.layer), []).append(stroke)
    return found


def lines_of(strokes: Iterable[Stroke]) -> list[Line]:
    """Strokes joined to lines."""
    return joined((stroke.points, stroke.closed) for stroke in strokes)


def find_outlines(roles: Mapping[str, Sequence[Stroke]], block: str) -> Outlines:
    """Find the outlines of one piece among its strokes."""
    found = Outlines(None, None)
    found.cut = _boundary(roles, block, found)
    if found.cut is None:
        return found
    found.cut = _checked(found.cut, roles, BOUNDARY, block, found)
    lines = _bridged(lines_of(roles.get(SEWN, ())), "sewn line", block, found)
    rings = sorted((line for line in lines if line.closed), key=lambda line: -abs(line.area))
    opens = sorted((line for line in lines if not line.closed), key=lambda line: -line.length)
    if rings:
        found.sewn = _checked(rings[0], roles, SEWN, block, found)
        found.spare += rings[1:]
        found.strays += opens
    elif opens and any(len(line.points) > 2 for line in opens):
        longest = next(line for line in opens if len(line.points) > 2)
        used = _along_cut(opens, longest, roles, block, found)
        if not used:
            used, found.sewn = [longest], _closed(longest, "sewn line", roles, block, found)
        found.strays += [line for line in opens if not any(line is each for each in used)]
    else:
        _among_internal(roles, block, found)
    if found.sewn and not roles.get(BOUNDARY) and found.sewn.points == found.cut.points:
        found.findings.append(Finding("dxf.sewn", FAULT, "the piece has a sewn line and no cut line",
                                      "It would be cut without allowances. Draw the cut line on layer 1.", block))
    for outline in (found.cut, found.sewn):
        twice = [line for line in found.spare if outline is not None and _same(line, outline)]
        found.doubled += twice
        found.spare = [line for line in found.spare if line not in twice]
    return found


def _along_cut(opens: list[Line], longest: Line, roles: Mapping[str, Sequence[Stroke]], block: str,
               found: Outlines) -> list[Line]:
    """The open runs of a sewn line that were closed along the cut line, where an edge has no allowance."""
    cut, fold = found.cut, fold_of(roles)
    if cut is None or cut.gap or longest.gap <= MOST_GAP or max(len(cut.points), *(
            len(line.points) for line in opens)) > DXF_IN_LINE:
        return []
    if fold and off_line(np.array([longest.points[0], longest.points[-1]]), fold).max() <= AT_FOLD:
        return []
    for runs in (opens, [longest]):
        ring = along_cut([line.points for line in runs], cut.points)
        if ring and abs(signed_area(ring)) >= SEWN_SHARE * abs(cut.area):
            found.sewn = Line(ring, True)
            found.findings.append(Finding(
                "dxf.open", WARNING, f"the sewn line is open by {longest.gap:.2f} mm, where its ends meet the cut line",
                "That edge was read as one without an allowance: the cut line was followed.", block,
                Point(*longest.points[-1])))
            return runs
    return []


def _same(one: Line, other: Line) -> bool:
    """Whether two closed lines are one drawn twice."""
    if abs(abs(one.area) - abs(other.area)) > TOUCH * other.length or max(
            len(one.points), len(other.points)) > DXF_IN_LINE:
        return False
    return bool(Border(other.points).distances(one.points).max() <= TOUCH
                and Border(one.points).distances(other.points).max() <= TOUCH)


_BRIDGED = 200
"""The most open lines that are joined over gaps."""


def _bridged(lines: list[Line], what: str, block: str, found: Outlines) -> list[Line]:
    """Lines joined over gaps of at most `MOST_GAP`, if that closes an outline where there is none."""
    opens = [line.points for line in lines if not line.closed]
    if any(line.closed for line in lines) or not 2 <= len(opens) <= _BRIDGED:
        return lines
    chain, left, gaps = list(opens[0]), opens[1:], []
    while left:
        gap, index, turned = min((math.dist(chain[-1], points[-1 if turned else 0]), index, turned)
                                 for index, points in enumerate(left) for turned in (False, True))
        if gap > MOST_GAP:
            return lines
        gaps.append(gap)
        chain += reversed(left.pop(index)) if turned else left.pop(index)
    gaps.append(math.dist(chain[-1], chain[0]))
    if gaps[-1] > MOST_GAP:
        return lines
    count = sum(gap > TOUCH for gap in gaps)
    where = "one place" if count == 1 else f"{count} places"
    found.findings.append(Finding("dxf.open", WARNING, f"the {what} is open in {where}, by up to {max(gaps):.2f} mm",
                                  "It was closed by straight lines.", block,
                                  Point(*opens[0][0])))
    return [Line(_cleaned(chain, True)[0], True, 0.0, len(opens))]


def _boundary(roles: Mapping[str, Sequence[Stroke]], block: str, found: Outlines) -> Line | None:
    lines = lines_of(roles.get(BOUNDARY, ()))
    if not any(len(line.points) > 2 for line in lines):
        lines = lines_of(stroke for stroke in roles.get(CHECK, ()) if number_of(stroke.layer) == CHECKS[BOUNDARY])
    if not any(len(line.points) > 2 for line in lines):
        everything = [stroke for role, strokes in roles.items() if role in {"", INTERNAL, SEWN} for stroke in strokes]
        lines = [line for line in lines_of(everything) if line.closed]
        if lines:
            found.findings.append(Finding("dxf.layer", WARNING, "no line is on layer 1 or CUT",
                                          "The largest closed line was read as the cut line.", block))
    lines = _bridged(lines, "cut line", block, found)
    rings = sorted((line for line in lines if line.closed), key=lambda line: -abs(line.area))
    opens = [line for line in lines if not line.closed]
    widest = max((line for line in opens if len(line.points) > 2), key=lambda line: line.length, default=None)
    if rings and (widest is None or abs(widest.area) < abs(rings[0].area)):
        found.spare += rings[1:]
        found.strays += opens
        return rings[0]
    found.strays += [line for line in opens if line is not widest]
    found.spare += rings
    return _closed(widest, "cut line", roles, block, found) if widest else None


def fold_of(roles: Mapping[str, Sequence[Stroke]]) -> tuple[XY, XY] | None:
    """Both ends of the longest mirror line."""
    ends = [(stroke.points[0], stroke.points[-1]) for stroke in roles.get(MIRROR, ()) if len(stroke.points) > 1]
    longest = max(ends, key=lambda pair: math.dist(*pair), default=None)
    return longest if longest and math.dist(*longest) > 0 else None


def _closed(line: Line, what: str, roles: Mapping[str, Sequence[Stroke]], block: str, found: Outlines) -> Line:
    """An open outline, closed by a straight line; this is correct along the fold of a half."""
    fold = fold_of(roles)
    if fold and off_line(np.array([line.points[0], line.points[-1]]), fold).max() <= AT_FOLD:
        return Line(line.points, True, 0.0, line.pieces, line.repeated)
    weight = WARNING if line.gap <= MOST_GAP else FAULT
    found.findings.append(Finding("dxf.open", weight, f"the {what} is open by {line.gap:.2f} mm",
                                  "It was closed by a straight line.", block, Point(*line.points[-1])))
    return Line(line.points, True, line.gap, line.pieces, line.repeated)


def _checked(line: Line, roles: Mapping[str, Sequence[Stroke]], role: str, block: str, found: Outlines) -> Line:
    """The line, or its check curve if that is finer, because the line itself may have only key points."""
    checks = [each for each in lines_of(stroke for stroke in roles.get(CHECK, ())
                                        if number_of(stroke.layer) == CHECKS[role]) if each.closed]
    finest = max(checks, key=lambda each: abs(each.area), default=None)
    if finest is None or len(finest.points) <= len(line.points) or line.gap:
        return line
    if abs(abs(finest.area) - abs(line.area)) > 0.1 * abs(finest.area):
        found.findings.append(Finding("dxf.curves", WARNING, f"layer {CHECKS[role]} does not repeat its line",
                                      "It was left out.", block))
        return line
    found.findings.append(Finding(
        "dxf.curves", NOTE, f"layer {CHECKS[role]} has {len(finest.points)} vertices where its line has "
        f"{len(line.points)}", "The finer one was used.", block))
    return finest


def _among_internal(roles: Mapping[str, Sequence[Stroke]], block: str, found: Outlines) -> None:
    """Find a sewn line on layer 8, where some programs write it in AAMA files."""
    for index, stroke in enumerate(roles.get(INTERNAL, ())):
        for line in lines_of([stroke]) if stroke.closed or len(stroke.points) > 3 else ():
            share = abs(line.area) / (abs(found.cut.area) or math.inf) if found.cut else 0.0
            if line.closed and SEWN_SHARE <= share <= 1.0 and (
                    found.sewn is None or abs(line.area) > abs(found.sewn.area)):
                found.sewn, found.used = line, {index}
    if found.sewn:
        found.findings.append(Finding("dxf.sewn_layer", NOTE, "the sewn line is drawn on the layer of internal lines",
                                      "The largest closed line there was used.", block))


def unknown_layers(content: Content, read: Iterable[Sequence[XY]] = ()) -> dict[str, int]:
    """The number of entities on each unknown layer; strokes whose vertices are those of ``read`` lines do not count."""
    known = {(round(x, 2), round(y, 2)) for line in read for x, y in line}
    strokes = (stroke for stroke in content.strokes if not known or any(
        (round(x, 2), round(y, 2)) not in known for x, y in stroke.points))
    found: dict[str, int] = {}
    layers = [*(each.layer for each in strokes), *(each.layer for each in content.rings),
              *(each.layer for each in content.dots)]
    for layer in layers:
        if not role_of(layer) and number_of(layer) != 0:
            found[layer] = found.get(layer, 0) + 1
    return found


def has_boundary(content: Content) -> bool:
    """Whether a line is on a layer of cut lines."""
    return any(role_of(stroke.layer) == BOUNDARY for stroke in content.strokes) or any(
        role_of(ring.layer) == BOUNDARY for ring in content.rings)
