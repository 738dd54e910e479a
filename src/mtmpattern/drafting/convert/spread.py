"""What slashing and turning does to an outline: its panels, and the lines that run on over them.

The slashes go from places on one edge to hinges. They part the outline into panels; each is turned about its hinge
against the one before it. Whatever lies in one panel moves with it unchanged; what runs over slashes is redrawn.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from ..errors import OutlineError
from ..geometry import IDENTITY, SEAM, Affine, Curve, Edge, FishEye, Point, heading, turn, turned
from ..geometry.bending import with_ends
from ..geometry.crossings import crossing_places
from ..geometry.dividing import divided, settled, starting_at, with_mouths
from ..geometry.placed import Trued
from ..geometry.region import polygon
from ..geometry.tolerance import FLATTEN, ON_LINE
from ..pattern.outline import Outline
from .redrawing import evened, strung

LEAST = 0.5
"""Slashes leave no piece of a curve shorter than this, in mm: there it could not be bent."""


@dataclass(frozen=True, slots=True)
class Slash:
    """A cut from a place on the opening edge to the hinge, and by how many degrees it opens."""

    mouth: Point
    hinge: Point
    degrees: float

    @property
    def line(self) -> Edge:
        """The slash as it is drawn."""
        return Edge((Curve.line(self.mouth, self.hinge),))


@dataclass(frozen=True)
class Panels:
    """The moves of the panels: the first lies before the first slash, the last behind the last, by the opening edge."""

    slashes: tuple[Slash, ...]
    moves: tuple[Affine, ...]
    shapes: tuple[BaseGeometry, ...]

    @classmethod
    def of(cls, slashes: Sequence[Slash], rings: Sequence[Sequence[Point]], still: int) -> Panels:
        """The moves, such that the panel number ``still`` stays where it is."""
        moves = [IDENTITY]
        for number in range(still, len(slashes)):
            slash = slashes[number]
            moves.append(turned(slash.hinge, slash.degrees).then(moves[-1]))
        for number in range(still - 1, -1, -1):
            slash = slashes[number]
            moves.insert(0, turned(slash.hinge, -slash.degrees).then(moves[0]))
        shapes = tuple(shapely.Polygon([(p.x, p.y) for p in ring]) for ring in rings)
        return cls(tuple(slashes), tuple(moves), shapes)

    def holding(self, point: Point) -> int:
        """The number of the panel in which a point lies."""
        spot = shapely.Point(point.x, point.y)
        return min(range(len(self.shapes)), key=lambda i: (self.shapes[i].distance(spot), i))

    def over(self, parts: Sequence[tuple[Trued, int]]) -> list[Trued]:
        """The parts of a line, in panels next to each other, redrawn smoothly over the slashes between them.

        A place on a slash is turned about the hinge by half of what opens. The direction there is turned as the chords
        on its both sides are: their mean, the shorter counting more, as on an arc.
        """
        ends: list[list[Point | None]] = [[None, None] for _ in parts]
        turns = [[0.0, 0.0] for _ in parts]
        joints = [i for i, ((_, a), (_, b)) in enumerate(itertools.pairwise(parts)) if a != b]
        for i in joints:
            (before, panel), (after, beyond) = parts[i], parts[i + 1]
            slash = self.slashes[min(panel, beyond)]
            half = slash.degrees / 2 if beyond > panel else -slash.degrees / 2
            ends[i][1] = turned(slash.hinge, half)(before.sewn[-1][-1].end)
            ends[i + 1][0] = turned(slash.hinge, -half)(after.sewn[0][0].start)
            turns[i][1] = 2 * half
        for i in joints:
            (before, _), (after, _) = parts[i], parts[i + 1]
            whole = turns[i][1]
            left, one = _swung(before.sewn[-1][-1], ends[i][0] if _single(before) else None, ends[i][1])
            right, other = _swung(after.sewn[0][0], ends[i + 1][0], ends[i + 1][1] if _single(after) else None)
            turns[i][1] = (left * other + (right + whole) * one) / (one + other)
            turns[i + 1][0] = turns[i][1] - whole
        return [_set(shape, ends[i], turns[i]).moved(self.moves[panel]) for i, (shape, panel) in enumerate(parts)]

    def along_hinges(self, parts: Sequence[tuple[Trued, int]]) -> list[Trued]:
        """The parts of the line on which the hinges lie: smooth again, and as long as they were."""
        bends = [self._turn_of(after) - self._turn_of(before)
                 for (_, before), (_, after) in itertools.pairwise(parts)]
        return evened([shape.moved(self.moves[panel]) for shape, panel in parts], bends)

    def _turn_of(self, panel: int) -> float:
        return sum(slash.degrees for slash in self.slashes[:panel])

    def inner(self, name: str, inside: Edge) -> Edge:
        """An inner line after the move, redrawn where slashes cross it."""
        places = sorted(settled(inside, mm, LEAST) for slash in self.slashes
                        for mm in crossing_places(inside.curves, slash.line.curves))
        parts: list[tuple[Trued, int]] = []
        done, rest = 0.0, inside
        for mm in places:
            if LEAST < mm - done < rest.length - LEAST:
                first, rest = divided(rest, mm - done)
                done = mm
                parts.append((first.trued, self.holding(first.at(first.length / 2))))
        parts.append((rest.trued, self.holding(rest.at(rest.length / 2))))
        if any(abs(a[1] - b[1]) > 1 for a, b in itertools.pairwise(parts)):
            raise OutlineError(f"the inner line {name} runs through a hinge", code="spread.inner", where=name,
                               hint="Draw it after the pattern is spread.")
        return strung(self.over(parts), inside.kind)

    def dart(self, dart: FishEye) -> FishEye:
        """A dart inside a panel after the move."""
        return dart.laid(self.moves[self.holding(dart.shape.middle)])


def _single(shape: Trued) -> bool:
    return len(shape.sewn) == 1 and len(shape.sewn[0]) == 1


def _swung(curve: Curve, start: Point | None, end: Point | None) -> tuple[float, float]:
    """By how many degrees the chord of a curve turns when its ends are set anew, and the length of both chords."""
    a, b = start or curve.start, end or curve.end
    return (turn(heading(curve.start, curve.end), heading(a, b)), curve.start.distance(curve.end) + a.distance(b))


def _set(shape: Trued, ends: Sequence[Point | None], turns: Sequence[float]) -> Trued:
    sewn = list(shape.sewn)
    if len(sewn) == 1:
        sewn[0] = with_ends(sewn[0], ends[0], ends[1], turns[0], turns[1])
    else:
        sewn[0] = with_ends(sewn[0], start=ends[0], first=turns[0])
        sewn[-1] = with_ends(sewn[-1], end=ends[1], last=turns[1])
    return Trued(tuple(sewn), shape.caps, shape.placed)


Redrawn = tuple[Sequence[Trued], Sequence[Trued]]
"""The parts of an edge before and after it was redrawn."""


def points_of(outline: Outline, panels: Panels, lines: Mapping[str, Redrawn]) -> dict[str, Point]:
    """The named points: on redrawn edges at their part of the stretch between slashes, else with their panel."""
    found = {}
    for name, point in outline.points.items():
        on = [parts for edge, parts in lines.items() if outline.edges[edge].nearest(point)[1] <= ON_LINE]
        found[name] = _along(point, *on[0]) if on else panels.moves[panels.holding(point)](point)
    return found


def _along(point: Point, before: Sequence[Trued], after: Sequence[Trued]) -> Point:
    """A place of a line on the line that was redrawn from it."""
    edges = [with_mouths(shape.sewn, shape.placed, SEAM) for shape in before]
    number, (mm, _) = min(enumerate(edge.nearest(point) for edge in edges), key=lambda item: item[1][1])
    now = with_mouths(after[number].sewn, after[number].placed, SEAM)
    return now.at(mm * now.length / edges[number].length)


def finished(outline: Outline, edges: Mapping[str, Edge], panels: Panels, lines: Mapping[str, Redrawn]) -> Outline:
    """The outline after the move, its corners closed to the last bit, with all that lies on it."""
    names, found = list(edges), dict(edges)
    for before, name in zip([names[-1], *names], names, strict=False):
        found[name] = starting_at(found[name], found[before].end)
    done = Outline(found, points_of(outline, panels, lines),
                   {name: panels.inner(name, line) for name, line in outline.inner.items()},
                   {name: panels.dart(dart) for name, dart in outline.darts.items()})
    if not polygon([c for name in done.outer for c in found[name].outline], FLATTEN).is_valid:
        raise OutlineError("the parts of the outline run into each other", code="spread.closed",
                           hint="Close less, or at fewer places.")
    return done
