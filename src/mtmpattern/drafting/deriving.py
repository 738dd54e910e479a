"""Pieces made from other pieces: facings, linings, upper collars, which keep edge names and match points."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import DraftError, UnknownName
from ..geometry import Curve, Edge, Point
from ..geometry.meeting import met
from ..geometry.tolerance import ON_LINE
from ..pattern.outline import Outline
from ..pattern.piece import Piece


def derived(parent: Piece, *, shorter: Mapping[str, float] | None = None, turn: Mapping[str, float] | None = None,
            darts: bool = True, points: Mapping[str, Point] | None = None) -> Outline:
    """The outline of ``parent`` with edges moved in by ``shorter`` mm or out by ``turn`` mm, parallel to themselves.

    Neighbours are trimmed or run on to meet them. ``darts=False`` leaves intakes open, and darts inside the
    piece out: what they took becomes fullness.
    Named points that still lie on an edge are kept, so a lining's notches match its shell's.
    """
    info = parent.info
    moves = {**{name: -mm for name, mm in (turn or {}).items()}, **(shorter or {})}
    for name in moves:
        if name not in info.edges:
            raise UnknownName.among(info.order, name, f"{info.name} has no edge {name} to move", code="derived.edge",
                                    where=info.name)
    names = list(info.order)
    lines: dict[str, list[Curve]] = {}
    for name in names:
        edge = info.edges[name]
        if name in moves and edge.intakes:
            raise DraftError(f"{info.name}.{name} has darts and cannot be moved parallel", code="derived.darts",
                             where=f"{info.name}.{name}", hint="Draft this piece by itself.")
        lines[name] = [piece for curve in edge.curves for piece in curve.parallel(moves.get(name, 0.0))]
    for first, second in zip(names, [*names[1:], names[0]], strict=True):
        if (first in moves or second in moves) and met(lines[first], lines[second]) is None:
            raise DraftError(f"{info.name}: {first} and {second} no longer meet when they are moved",
                             code="derived.meet", where=info.name, hint="Move them by less.")
    kept = {}
    for name in names:
        edge = info.edges[name]
        untouched = tuple(lines[name]) == edge.curves
        kept[name] = Edge(tuple(lines[name]), edge.kind, edge.intakes if darts and untouched else ())
    still = {name: point for name, point in info.outline.points.items()
             if any(edge.nearest(point)[1] <= ON_LINE for edge in kept.values())}
    return Outline(kept, {**still, **(points or {})}, {}, dict(info.outline.darts) if darts else {})
