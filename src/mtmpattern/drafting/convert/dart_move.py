"""Darts moved about their tips: closed on one edge, opened on another, as a dart or as flare."""

from __future__ import annotations

import math

from mtmpattern.drafting.convert.split import must_lie_inside, on_outline, place_of, walk
from mtmpattern.drafting.convert.spread import (
    INTO,
    Panels,
    Redrawn,
    Slash,
    evened,
    finished,
    ring_of,
    strung,
    with_darts_at,
)
from mtmpattern.errors import OutlineError, shown
from mtmpattern.geometry import FOLD, SEAM, Curve, Edge, PlacedIntake, Point, between, heading, turn
from mtmpattern.geometry.intake import Trued
from mtmpattern.geometry.reshape import crossing_places, with_mouths
from mtmpattern.geometry.tolerance import JOIN, SAME
from mtmpattern.pattern.model.outline import Outline


def dart_moved(outline: Outline, edge: str, to: Point | str, *, number: int = 1, about: Point | None = None,
               share: float = 1.0, short: float = 0.0, into: str = "dart", still: str = "") -> Outline:
    """The outline with a dart of ``edge`` closed about its tip, and its width opened at a place on another edge.

    ``number`` counts the darts along the edge. ``about`` is the pivot if it is not the tip: the bust point, for a dart
    that ends short of it. ``share`` moves only that part of the dart. The new dart ends ``short`` mm before the pivot;
    ``into="line"`` draws the edge that opens as one smooth line and leaves the fullness in it, as flare or gathers.
    Both edges keep their sewn length (apart from fullness), and all other edges are unchanged. The part with the fold
    stays in place, or the one with the edge ``still``; otherwise the part before the slash.
    """
    old = _dart(outline, edge, number)
    if still:
        outline.must_have_edge(still)
    mouth = on_outline(outline, to)
    pivot = about or old.point
    if not 0 < share <= 1 or into not in INTO:
        raise OutlineError(f"a share of {share:g} of a dart cannot be moved into {shown(into)}", code="spread.value",
                           where=edge, hint='Move a share from 0 to 1 into a "dart" or a "line".')
    pivot = _on_axis(old, pivot, edge)
    slash = Slash(mouth, pivot, turn(heading(pivot, old.start), heading(pivot, old.end)) * share)
    at, home = place_of(outline, mouth), list(outline.edges).index(edge)
    opens = list(outline.edges)[at[0]]
    if not at[1] or opens == edge or outline.edges[opens].kind != SEAM:
        raise OutlineError(f"a dart of {edge} opens between the ends of another seam, not on {opens} here",
                           code="spread.place", where=opens, hint="Choose a place on another edge.")
    must_lie_inside(outline, slash.line, "the slash", pivot)
    _must_miss(outline, slash, old)
    head, tail = _beside(outline.edges[edge], number)
    count = len(outline.edges)
    near, far = walk(outline, ((home + 1) % count, 0.0), at), walk(outline, at, (home, 0.0))
    whole = {name: 0 if name in dict(near) else 1 for name in outline.edges}
    rings = [[pivot, *ring_of([(edge, _as_edge(tail)), *near])], [*ring_of([*far, (edge, _as_edge(head))]), pivot]]
    folds = [name for name, item in outline.edges.items() if item.kind == FOLD]
    staying = still or (folds[0] if folds else "")
    panels = Panels.of([slash], rings, 1 if staying and whole[staying] and staying not in (edge, opens) else 0)
    edges = {name: item.moved(panels.moves[whole[name]]) for name, item in outline.edges.items()}
    lines: dict[str, Redrawn] = {}
    first, second = near[-1][1].trued, far[0][1].trued
    now = [first.moved(panels.moves[0]), second.moved(panels.moves[1])]
    if into == "dart":
        edges[opens] = with_darts_at(now, [pivot], [slash.degrees], short, opens, old.intake.pressed)
    else:
        now = panels.over([(first, 0), (second, 1)])
        edges[opens] = strung(now, SEAM)
    lines[opens] = ([first, second], now)
    edges[edge], shut = _closed(head.moved(panels.moves[1]), tail.moved(panels.moves[0]), old, slash, share, edge)
    lines[edge] = ([head, tail], shut)
    return finished(outline, edges, panels, lines)


def _dart(outline: Outline, edge: str, number: int) -> PlacedIntake:
    outline.must_have_edge(edge)
    darts = outline.edges[edge].darts
    if number not in range(1, len(darts) + 1) or not darts[number - 1].intake.tip:
        raise OutlineError(f"{edge} has no dart number {number}", code="spread.dart", where=edge,
                           hint=f"It has {sum(dart.intake.tip for dart in darts)}.")
    return darts[number - 1]


def _on_axis(old: PlacedIntake, pivot: Point, edge: str) -> Point:
    """The pivot of a dart, moved exactly onto its axis."""
    one, other = pivot.distance(old.start), pivot.distance(old.end)
    middle = between(old.start, old.end, 0.5)
    if abs(one - other) > JOIN or pivot.distance(middle) < 1:
        raise OutlineError(f"the dart of {edge} cannot be closed about ({pivot.x:.1f}, {pivot.y:.1f}): its legs end "
                           f"{one:.2f} and {other:.2f} mm from there", code="spread.dart", where=edge,
                           hint="Point the dart at it, or turn about its tip.")
    axis = heading(old.start, old.end) + 90.0
    return middle.along(axis, pivot.distance(middle) * math.cos(math.radians(turn(axis, heading(middle, pivot)))))


def _must_miss(outline: Outline, slash: Slash, old: PlacedIntake) -> None:
    """The slash leads to the pivot from outside the dart, and no line inside the piece runs through the dart."""
    first, way = heading(slash.hinge, old.start), heading(slash.hinge, slash.mouth)
    if 0 <= turn(first, way) <= turn(first, heading(slash.hinge, old.end)):
        raise OutlineError("the new dart would lie in the old one", code="spread.place",
                           hint="Choose a place on another edge.")
    legs = tuple(Curve.line(mouth, slash.hinge) for mouth in (old.start, old.end))
    for name, line in outline.inner.items():
        if any(crossing_places(line.curves, (leg,)) for leg in legs):
            raise OutlineError(f"the inner line {name} runs through the dart", code="spread.inner", where=name,
                               hint="Draw it after the dart is moved.")


def _beside(edge: Edge, number: int) -> tuple[Trued, Trued]:
    """The parts of an edge before and after one of its darts."""
    shape = edge.trued
    return (Trued(shape.sewn[:number], shape.caps[:number - 1], shape.placed[:number - 1]),
            Trued(shape.sewn[number:], shape.caps[number:], shape.placed[number:]))


def _as_edge(shape: Trued) -> Edge:
    return with_mouths(shape.sewn, shape.placed, SEAM)


def _closed(head: Trued, tail: Trued, old: PlacedIntake, slash: Slash, share: float,
            edge: str) -> tuple[Edge, list[Trued]]:
    """The edge that had the dart, with what is left of the dart; both parts are already moved."""
    smooth = turn(heading(old.point, old.start), heading(old.point, old.end)) - slash.degrees
    if share < 1:
        pulled = slash.hinge.distance(between(old.start, old.end, 0.5)) - old.point.distance(
            between(old.start, old.end, 0.5))
        return with_darts_at([head, tail], [slash.hinge], [smooth], max(pulled, 0.0), edge,
                             old.intake.pressed), [head, tail]
    parts = evened([head, tail], [smooth if abs(smooth) > SAME else 0.0])
    return strung(parts, SEAM), parts
