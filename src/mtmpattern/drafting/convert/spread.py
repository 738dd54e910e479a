"""Slash and spread: a pattern cut from one edge to a hinge on another and turned there, for flare or gathers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from mtmpattern.drafting.convert.split import Place, Walk, must_lie_inside, on_outline, place_of, point_of, walk
from mtmpattern.errors import OutlineError, meant, shown
from mtmpattern.geometry import (
    FOLD,
    IDENTITY,
    SEAM,
    SLIT,
    Affine,
    Curve,
    Edge,
    EdgeKind,
    FishEye,
    Intake,
    Point,
    between,
    heading,
    path,
    turn,
    turned,
)
from mtmpattern.geometry.intake import PlacedIntake, Trued
from mtmpattern.geometry.path import Curves
from mtmpattern.geometry.region import polygon
from mtmpattern.geometry.reshape import (
    crossing_places,
    divided,
    healed,
    settled,
    smoothed,
    starting_at,
    with_ends,
    with_mouths,
)
from mtmpattern.geometry.tolerance import FLATTEN, ON_LINE, SAME
from mtmpattern.pattern.model.outline import Outline

# ---- Lines laid end to end ---------------------------------------------------------------------------------------


def evened(parts: Sequence[Trued], bends: Sequence[float]) -> list[Trued]:
    """Lines laid end to end and smooth where they meet; their total length is unchanged."""
    chain: list[Curves] = []
    for shape in parts:
        chain += shape.sewn
    inside = [0.0 for _ in chain[1:]]
    # Lines are redrawn only where parts meet, never between the legs of their own darts.
    groups: list[list[Curves]] = [[]]
    number = 0
    for shape, bend in zip(parts, [*bends, 0.0], strict=True):
        number += len(shape.sewn)
        if number <= len(inside):
            inside[number - 1] = bend
    for i, stretch in enumerate(chain):
        groups[-1].append(stretch)
        if i < len(inside) and not _meets(stretch, chain[i + 1]):
            groups.append([])
    done: list[Curves] = []
    for group in groups:
        done += smoothed(group, inside[len(done):len(done) + len(group) - 1])
    found, taken = [], 0
    for shape in parts:
        found.append(Trued(tuple(done[taken:taken + len(shape.sewn)]), shape.caps, shape.placed))
        taken += len(shape.sewn)
    return found


def _meets(stretch: Curves, following: Curves) -> bool:
    return stretch[-1].end.same_as(following[0].start)


def strung(parts: Sequence[Trued], kind: EdgeKind) -> Edge:
    """One edge made of lines laid end to end; a curve that was divided becomes one curve again."""
    stretches: list[Curves] = list(parts[0].sewn)
    placed: list[PlacedIntake] = list(parts[0].placed)
    for shape in parts[1:]:
        before, after = stretches[-1], starting_at(Edge(shape.sewn[0]), stretches[-1][-1].end).curves
        whole = healed(before[-1], after[0])
        middle = (before[-1], after[0]) if whole is None else (whole,)
        stretches[-1] = (*before[:-1], *middle, *after[1:])
        stretches += shape.sewn[1:]
        placed += shape.placed
    return with_mouths(stretches, placed, kind)


# ---- Darts at a slash --------------------------------------------------------------------------------------------


LEAST_LONG = 10.0
"""A dart shorter than this, in mm, cannot be sewn."""


def with_darts_at(parts: Sequence[Trued], pivots: Sequence[Point], degrees: Sequence[float], short: float,
                  name: str, pressed: str = "end") -> Edge:
    """One edge made of parts that lie apart, with a dart in each gap that ends ``short`` mm before its pivot.

    Closing a gap by its ``degrees`` makes the line smooth. A dart that ends before its pivot closes by more, so the
    line is redrawn beside its mouth: the dart is closed, the line drawn smooth at its length, the dart opened again.
    """
    tips, closing = [], []
    for pivot, before, after, angle in zip(pivots, parts, parts[1:], degrees, strict=False):
        a, b = before.sewn[-1][-1].end, after.sewn[0][0].start
        deep = pivot.distance(between(a, b, 0.5))
        if angle <= 0 or deep - short < LEAST_LONG or not short >= 0:
            raise OutlineError(f"a dart {a.distance(b):.1f} mm wide on {name}, {deep - short:.1f} mm long, cannot be "
                               "sewn", code="intake.width", where=name,
                               hint="Let it end nearer to the place it is turned about.")
        tips.append(pivot.toward(between(a, b, 0.5), short))
        closing.append(turn(heading(tips[-1], a), heading(tips[-1], b)))
    frames, back = [IDENTITY], [IDENTITY]
    for tip, angle in zip(tips, closing, strict=True):
        frames.append(turned(tip, -angle).then(frames[-1]))
        back.append(back[-1].then(turned(tip, angle)))
    shut = [shape.moved(frame) for shape, frame in zip(parts, frames, strict=True)]
    shut = [shut[0], *(_starting_at(shape, before.sewn[-1][-1].end) for before, shape in
                       itertools.pairwise(shut))]
    even = evened(shut, [smooth - angle if short > SAME or abs(smooth - angle) > SAME else 0.0
                         for smooth, angle in zip(degrees, closing, strict=True)])
    done = [shape.moved(frame) for shape, frame in zip(even, back, strict=True)]
    stretches = list(done[0].sewn)
    placed = list(done[0].placed)
    for tip, shape in zip(tips, done[1:], strict=True):
        start, end = stretches[-1][-1].end, shape.sewn[0][0].start
        placed.append(PlacedIntake(Intake(start.distance(end), 1.0, 0.0, True, pressed), tip, start, end, tip))
        placed += shape.placed
        stretches += shape.sewn
    return with_mouths(stretches, placed, SEAM)


def _starting_at(shape: Trued, point: Point) -> Trued:
    return Trued((starting_at(Edge(shape.sewn[0]), point).curves, *shape.sewn[1:]), shape.caps, shape.placed)


# ---- Panels ------------------------------------------------------------------------------------------------------


LEAST = 0.5
"""Slashes leave no piece of a curve shorter than this, in mm; a shorter one could not be bent."""


@dataclass(frozen=True, slots=True)
class Slash:
    """A cut from a place on the opening edge to the hinge, and the degrees by which it opens."""

    mouth: Point
    hinge: Point
    degrees: float

    @property
    def line(self) -> Edge:
        """The slash as it is drawn."""
        return Edge((Curve.line(self.mouth, self.hinge),))


@dataclass(frozen=True)
class Panels:
    """The moves of the panels in order along the opening edge: one before the first slash, and one after each slash."""

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

        A place on a slash is turned about the hinge by half of the opening. The direction there is turned as the chords
        on both sides are: by their mean, the shorter chord counting more, as on an arc.
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
        """The parts of the line on which the hinges lie: smooth, at its former length."""
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
    """The degrees by which a curve's chord turns when its ends are moved, and the sum of both chords' lengths."""
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
    """The named points: on redrawn edges at the same share of the stretch between slashes, others with their panel."""
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
    """The outline after the move, its corners closed exactly, with its points, inner lines and darts."""
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


# ---- Slash and spread --------------------------------------------------------------------------------------------


INTO = ("line", "dart")


def spread(outline: Outline, at: Point | str, hinge: Point | str, *, degrees: float | None = None,
           by: float | None = None, into: str = "line", short: float = 0.0, still: str = "") -> Outline:
    """The outline slashed from a place on one edge to a hinge on another, and opened there.

    It opens by ``degrees``, or until the mouth is ``by`` mm wide; a negative value closes it. The edge that opens is
    redrawn as one smooth line; every place on the slash keeps its distance from the hinge. The edge of the hinge is
    redrawn smooth at exactly its former length; everything else is unchanged. ``into="dart"`` keeps the gap as a dart
    that ends ``short`` mm before the hinge, so that no edge gets longer.

    The part with the fold stays in place, or the one with the edge ``still``; otherwise the part before the slash.
    A slash that ends inside the piece needs a dart there to close: use `dart_moved`.
    """
    mouth, pivot = on_outline(outline, at), on_outline(outline, hinge)
    slash = Slash(mouth, pivot, opening_of(mouth.distance(pivot), degrees, by))
    return _spread(outline, [slash], still, _checked(into), short)


def spread_evenly(outline: Outline, edge: str, hinges: str, *, slashes: int, degrees: float | None = None,
                  by: float | None = None, into: str = "line", short: float = 0.0, still: str = "") -> Outline:
    """The outline slashed at places spaced evenly along ``edge``, to hinges spaced evenly along another edge.

    The ``slashes`` open by ``degrees``, or ``by`` mm, in all, each by the same share. Everything else is as in
    `spread`. It gives flare to a skirt, or fullness to a sleeve's hem.
    """
    if slashes < 1:
        raise OutlineError(f"{slashes} slashes open nothing", code="spread.value", where=edge,
                           hint="Ask for 1 or more.")
    parts = [i / (slashes + 1) for i in range(1, slashes + 1)]
    ends = [(outline.at(edge, part), outline.at(hinges, 1 - part)) for part in parts]
    each = [Slash(mouth, hinge, opening_of(mouth.distance(hinge), None if degrees is None else degrees / slashes,
                                           None if by is None else by / slashes)) for mouth, hinge in ends]
    return _spread(outline, each, still, _checked(into), short)


def opening_of(radius: float, degrees: float | None, by: float | None) -> float:
    """The degrees by which a slash opens whose mouth lies ``radius`` mm from its hinge."""
    if (degrees is None) == (by is None):
        raise OutlineError("a slash opens by degrees or by mm, and needs one of them", code="spread.value",
                           hint="Say degrees=8, or by=40.")
    if degrees is None and by is not None:
        if not abs(by) < 2 * radius:
            raise OutlineError(f"a slash {radius:.1f} mm long cannot open {by:.1f} mm", code="spread.value",
                               hint="Open it less, or draw it from further away.")
        degrees = 2 * math.degrees(math.asin(by / 2 / radius))
    if degrees is None or not abs(degrees) < 180:
        raise OutlineError(f"a slash cannot open by {degrees} degrees", code="spread.value", hint="Stay below 180.")
    return float(degrees)


def _checked(into: str) -> str:
    if into not in INTO:
        raise OutlineError(f"into={shown(into)}: what opens cannot become that", code="spread.value",
                           hint=meant(into, INTO, "Say"))
    return into


def _spread(outline: Outline, slashes: Sequence[Slash], still: str, into: str, short: float) -> Outline:
    mouths = [place_of(outline, slash.mouth) for slash in slashes]
    hinges = [place_of(outline, slash.hinge) for slash in slashes]
    names = list(outline.edges)
    opens = names[mouths[0][0]]
    if not all(mm for _, mm in mouths) or mouths[0][0] in {number for number, mm in hinges if mm}:
        raise OutlineError(f"a slash must start between the ends of an edge and lead to another one, not from {opens} "
                           f"to {names[hinges[0][0]]}", code="spread.place", where=opens,
                           hint="Choose a place on the edge that opens, and a hinge on another edge or at its end.")
    mouths, hinges = ([(number, settled(outline.edges[names[number]], mm, LEAST) if mm else mm)
                       for number, mm in places] for places in (mouths, hinges))
    slashes = [Slash(point_of(outline, mouth), point_of(outline, hinge), slash.degrees)
               for mouth, hinge, slash in zip(mouths, hinges, slashes, strict=True)]
    for slash in slashes:
        must_lie_inside(outline, slash.line, "the slash")
    walks = _walks(outline, mouths, hinges)
    pieces: dict[str, list[tuple[Trued, int]]] = {name: [] for name in names}
    for panel, kept in enumerate(walks):
        for name, edge in kept:
            pieces[name].append((edge.trued, panel))
    panels = Panels.of(slashes, [ring_of(kept) for kept in walks], _still(outline, pieces, still))
    edges: dict[str, Edge] = {}
    lines: dict[str, Redrawn] = {}
    for name, edge in outline.edges.items():
        parts = pieces[name] if name == opens else pieces[name][::-1]
        if len(parts) == 1:
            edges[name] = edge.moved(panels.moves[parts[0][1]])
            continue
        if edge.kind != SEAM:
            raise OutlineError(f"{name} is a {edge.kind} and must stay straight; a slash opens or bends it",
                               code="spread.fold", where=name, hint="Spread beside it.")
        if name == opens and into == "dart":
            now = [shape.moved(panels.moves[panel]) for shape, panel in parts]
            tips = [panels.moves[number](slash.hinge) for number, slash in enumerate(slashes)]
            edges[name] = with_darts_at(now, tips, [slash.degrees for slash in slashes], short, name)
        else:
            now = panels.over(parts) if name == opens else panels.along_hinges(parts)
            edges[name] = strung(now, edge.kind)
        lines[name] = ([shape for shape, _ in parts], now)
    return finished(outline, edges, panels, lines)


def _walks(outline: Outline, mouths: Sequence[Place], hinges: Sequence[Place]) -> list[Walk]:
    """The edges of each panel: of the first, of those between slashes, and of the last."""
    walks = [walk(outline, hinges[0], mouths[0])]
    for i in range(len(mouths) - 1):
        between = walk(outline, hinges[i + 1], hinges[i]) if hinges[i + 1] != hinges[i] else []
        walks.append([*walk(outline, mouths[i], mouths[i + 1]), *between])
    return [*walks, walk(outline, mouths[-1], hinges[-1])]


def ring_of(kept: Walk) -> list[Point]:
    """Points round a panel; its slashes are straight."""
    return [point for _, edge in kept if edge.kind != SLIT for point in path.flatten(edge.outline, FLATTEN)]


def _still(outline: Outline, pieces: dict[str, list[tuple[Trued, int]]], still: str) -> int:
    """The number of the panel that stays."""
    if still:
        outline.must_have_edge(still)
    folds = [name for name, edge in outline.edges.items() if edge.kind == FOLD]
    name = still or (folds[0] if folds else "")
    return pieces[name][0][1] if name else 0
