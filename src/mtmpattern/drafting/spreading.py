"""Slash and spread: a pattern cut from one edge to a hinge on another, and turned there, for flare and for gathers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..errors import OutlineError, meant, shown
from ..geometry import FOLD, SEAM, SLIT, Edge, Point, path
from ..geometry.dividing import settled
from ..geometry.placed import Trued
from ..geometry.tolerance import FLATTEN
from ..pattern.outline import Outline
from .darting import with_darts_at
from .places import Place, Walk, on_outline, place_of, point_of, walk
from .redrawing import strung
from .slashing import LEAST, Panels, Redrawn, Slash, finished
from .splitting import must_lie_inside

INTO = ("line", "dart")


def spread(outline: Outline, at: Point | str, hinge: Point | str, *, degrees: float | None = None,
           by: float | None = None, into: str = "line", short: float = 0.0, still: str = "") -> Outline:
    """The outline slashed from a place on one edge to a hinge on another, and opened there.

    It opens by so many ``degrees``, or until the mouth is ``by`` mm wide; less than nothing closes it. The edge that
    opens is drawn anew as one smooth line; every place on the slash keeps its distance from the hinge. The edge of the
    hinge is smooth again and exactly as long as it was; all else stays what it is. ``into="dart"`` keeps the gap as a
    dart that ends ``short`` mm before the hinge, so that no edge gets longer.

    The part with the fold stays where it is, or the one with the edge ``still``; else the one before the slash.
    A slash to a place inside needs a dart there that closes: that is `dart_moved`.
    """
    mouth, pivot = on_outline(outline, at), on_outline(outline, hinge)
    slash = Slash(mouth, pivot, opening_of(mouth.distance(pivot), degrees, by))
    return _spread(outline, [slash], still, _checked(into), short)


def spread_evenly(outline: Outline, edge: str, hinges: str, *, slashes: int, degrees: float | None = None,
                  by: float | None = None, into: str = "line", short: float = 0.0, still: str = "") -> Outline:
    """The outline slashed at so many places, spread evenly over ``edge``, to hinges spread evenly over another edge.

    Together they open by so many ``degrees``, or so many mm (``by``), each by the same share. The rest is as in
    `spread`: flare into a skirt, fullness into a sleeve's hem.
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
        raise OutlineError("a slash opens by degrees or by mm, one of them", code="spread.value",
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
    """What of the outline each panel has: the edges of the first, of those between slashes, and of the last."""
    walks = [walk(outline, hinges[0], mouths[0])]
    for i in range(len(mouths) - 1):
        between = walk(outline, hinges[i + 1], hinges[i]) if hinges[i + 1] != hinges[i] else []
        walks.append([*walk(outline, mouths[i], mouths[i + 1]), *between])
    return [*walks, walk(outline, mouths[-1], hinges[-1])]


def ring_of(kept: Walk) -> list[Point]:
    """Points round what a panel has of the outline, its slashes being straight."""
    return [point for _, edge in kept if edge.kind != SLIT for point in path.flatten(edge.outline, FLATTEN)]


def _still(outline: Outline, pieces: dict[str, list[tuple[Trued, int]]], still: str) -> int:
    """The number of the panel that stays."""
    if still:
        outline.must_have_edge(still)
    folds = [name for name, edge in outline.edges.items() if edge.kind == FOLD]
    name = still or (folds[0] if folds else "")
    return pieces[name][0][1] if name else 0
