"""The same garment in several sizes: parts whose points correspond, and by how much each point moves.

Every size is a finished draft of its own. Its outlines are chained with as many chords, edge by edge, as the size that
needs most, so that the vertex of one size is the same place of the garment in every other. Corners and notches are
vertices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..errors import DraftError, Problem
from ..geometry import Curves, Point, path, turn
from ..geometry.tolerance import FLATTEN, SAME
from .part import CutPattern, Part
from .pattern import Pattern

CORNER: Final = 10.0
"""A joint that turns by more degrees than this is a corner in every size."""
KEYS: Final = 5
"""Every so many vertices of a curve carry a rule of their own; between them a CAD draws through what they say."""

SHORTEST: Final = 0.5
"""Chords of this many mm stray less than the tolerance from any curve that an allowance has."""
AT: Final = 0.01
"""What lies within so many mm of an end lies at it."""


@dataclass(frozen=True, slots=True)
class GradedLine:
    """One closed line of a part in every size: vertices that correspond by their place in the list.

    ``keys`` are the vertices that carry a grade rule, ``corners`` those of them where the line turns; ``notches`` says
    which vertex each notch of the part stands on, in the part's order.
    """

    points: Mapping[str, tuple[Point, ...]]
    keys: tuple[int, ...]
    corners: tuple[int, ...]
    notches: tuple[int, ...] = ()

    def delta(self, sample: str, size: str, vertex: int) -> tuple[float, float]:
        """How far a vertex lies from its place in the sample size, in mm."""
        base, there = self.points[sample][vertex], self.points[size][vertex]
        return there.x - base.x, there.y - base.y


@dataclass(frozen=True, slots=True)
class GradedPart:
    """One part in every size."""

    id: str
    parts: Mapping[str, Part]
    cut: GradedLine
    sewn: GradedLine


@dataclass(frozen=True)
class Grade:
    """A garment over a range of sizes. ``apart`` tells the parts that have no common points, and why."""

    sample: str
    patterns: Mapping[str, Pattern]
    parts: tuple[GradedPart, ...]
    apart: tuple[Problem, ...] = ()

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes in the order of the range."""
        return tuple(self.patterns)

    def cut(self, size: str) -> CutPattern:
        """What is cut of one size."""
        return self.patterns[size].for_cutting()


def grade(patterns: Mapping[str, Pattern], sample: str = "") -> Grade:
    """Bring the drafts of one template for several sizes together; ``sample`` is the middle one unless it is named.

    Raises `DraftError` for no size, for drafts of different templates or options, and for a sample that is not there.
    """
    sizes = tuple(patterns)
    if not sizes:
        raise DraftError("there are no sizes to grade", code="grade.none", hint="Name at least one size of the chart.")
    sample = sample or sizes[len(sizes) // 2]
    if sample not in patterns:
        raise DraftError(f"the sample size {sample[:40]} is not among {', '.join(sizes)}", code="grade.sample",
                         where="sample", hint="Name one of the sizes.")
    kinds = {(each.template, each.version, repr(sorted(each.options.items()))) for each in patterns.values()}
    if len(kinds) > 1:
        raise DraftError("these sizes are drafts of different templates or options", code="grade.different",
                         hint="Draft every size with the same template, fit and options.")
    cut = {size: {part.id: part for part in pattern.for_cutting().parts} for size, pattern in patterns.items()}
    graded: list[GradedPart] = []
    apart: list[Problem] = []
    for name in dict.fromkeys(name for parts in cut.values() for name in parts):
        lacking = [size for size, parts in cut.items() if name not in parts]
        if lacking:
            apart.append(_apart(name, f"is not in {', '.join(lacking)}"))
            continue
        made = _graded(name, {size: parts[name] for size, parts in cut.items()})
        (apart if isinstance(made, Problem) else graded).append(made)  # type: ignore[arg-type]
    return Grade(sample, dict(patterns), tuple(graded), tuple(apart))


def _graded(name: str, parts: Mapping[str, Part]) -> GradedPart | Problem:
    edges = {size: tuple(edge.name for edge in part.sewn) for size, part in parts.items()}
    notches = {size: sorted(notch.name for notch in part.notches) for size, part in parts.items()}
    for what, told in (("edges", edges), ("notches", notches)):
        first = next(iter(told.values()))
        other = next((size for size, each in told.items() if each != first), None)
        if other is not None:
            return _apart(name, f"has other {what} in {other} than in {next(iter(told))}")
    cut = _line({size: [edge.cut for edge in part.sewn if edge.cut] for size, part in parts.items()},
                {size: [notch.on_cut for notch in part.notches] for size, part in parts.items()})
    sewn = _line({size: [edge.curves for edge in part.sewn if not edge.slit] for size, part in parts.items()}, {})
    if isinstance(cut, str) or isinstance(sewn, str):
        return _apart(name, cut if isinstance(cut, str) else str(sewn))
    return GradedPart(name, dict(parts), cut, sewn)


def _apart(name: str, why: str) -> Problem:
    return Problem(f"{name} {why}, so its points do not correspond", "grade.apart", name,
                   "Its sizes are drawn; rules for it are left out.")


# ---- one line in every size ------------------------------------------------------------------------------------------

def _line(edges: Mapping[str, Sequence[Curves]], notches: Mapping[str, Sequence[Point]]) -> GradedLine | str:
    """Chain a line in every size with the same number of chords, or say in which size it has another shape."""
    sizes = tuple(edges)
    stops = {size: _stops(edges[size], notches.get(size, ())) for size in sizes}
    order = {size: [[which for _, which in edge] for edge in each] for size, each in stops.items()}
    other = next((size for size in sizes if order[size] != order[sizes[0]]), None)
    if other is not None:
        return f"has its notches in another order in {other} than in {sizes[0]}"
    points: dict[str, list[Point]] = {size: [] for size in sizes}
    keys: list[int] = []
    corners: list[int] = []
    stands: dict[int, int] = {}
    for place, standing in enumerate(order[sizes[0]]):
        marks = {size: [0.0, *(mm for mm, _ in stops[size][place]), path.length(edges[size][place])] for size in sizes}
        for at, which in enumerate([None, *standing]):
            turns = _corners({size: edges[size][place] for size in sizes},
                             {size: (marks[size][at], marks[size][at + 1]) for size in sizes})
            begin = len(points[sizes[0]])
            if which is not None:
                stands[which] = begin
            for number in range(len(turns[sizes[0]]) - 1):
                begin = len(points[sizes[0]])
                spans = {size: (turns[size][number], turns[size][number + 1]) for size in sizes}
                count = max(_chords(edges[size][place], *span) for size, span in spans.items())
                for size, (low, high) in spans.items():
                    points[size] += _places(edges[size][place], low, high, count)
                keys += [begin, *range(begin + KEYS, begin + count - KEYS // 2, KEYS)]
                if number or which is None:
                    corners.append(begin)
    return GradedLine({size: tuple(each) for size, each in points.items()}, tuple(keys), tuple(corners),
                      tuple(stands[which] for which in sorted(stands)))


def _stops(edges: Sequence[Curves], notches: Sequence[Point]) -> list[list[tuple[float, int]]]:
    """For each edge the notches on it: how far along in mm, and which; one at the end stands at the next begin."""
    found: list[list[tuple[float, int]]] = [[] for _ in edges]
    for which, notch in enumerate(notches):
        near = [path.nearest(curves, notch) for curves in edges]
        least = min(distance for _, distance in near)
        on = next(place for place, (_, distance) in enumerate(near) if distance < least + AT)
        mm = near[on][0]
        if mm > path.length(edges[on]) - AT:
            on, mm = (on + 1) % len(edges), 0.0
        found[on].append((0.0 if mm < AT else mm, which))
    return [sorted(each) for each in found]


def _corners(edges: Mapping[str, Curves], spans: Mapping[str, tuple[float, float]]) -> dict[str, list[float]]:
    """Where a stretch of an edge turns, in mm along the edge in every size, with both its ends.

    Where one size has a corner that another has not (an allowance in a hollow), the other gets a vertex as far along.
    """
    own = {}
    for size, (low, high) in spans.items():
        ends, run = [], 0.0
        for before, after in pairwise([curve for curve in edges[size] if curve.length > SAME]):
            run += before.length
            if abs(turn(before.direction(1.0), after.direction(0.0))) > CORNER and low + AT < run < high - AT:
                ends.append(run)
        own[size] = ends
    if len({len(each) for each in own.values()}) > 1:
        shares = sorted({round((mm - spans[size][0]) / (spans[size][1] - spans[size][0]), 6)
                         for size, each in own.items() for mm in each})
        own = {size: [low + share * (high - low) for share in shares] for size, (low, high) in spans.items()}
    return {size: [spans[size][0], *each, spans[size][1]] for size, each in own.items()}


def _chords(curves: Curves, low: float, high: float) -> int:
    """How many chords of equal length keep within the flattening tolerance between two places of a line."""
    pieces = path.part(curves, low, high)
    if not pieces:
        return 1
    if all(piece.straight for piece in pieces) and len(pieces) <= 1:
        return 1
    finest = min(piece.length / piece.steps(FLATTEN) for piece in pieces)
    return max(1, round(path.length(pieces) / max(finest, SHORTEST) + 0.5))


def _places(curves: Curves, low: float, high: float, count: int) -> list[Point]:
    """Points at equal distances along a line, the first one included and the last one not."""
    found = []
    for step in range(count):
        index, t = path.locate(curves, low + (high - low) * step / count)
        found.append(curves[index].point(t))
    return found
