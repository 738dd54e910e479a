"""Other allowances for a foreign part: its sewn line stays, the cut line is laid round it anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import shapely

from ..errors import ExportError
from ..geometry import Curves, Margin, Point, crossing, cut_line, heading, path
from ..geometry.tolerance import OFFSET
from ..pattern.part import Part, PartEdge, PartNotch
from .folded import ON_FOLD, side_of

LEAVES = 3.0
"""Millimetres between the end of a notch and the sewn line, where there is so much cloth."""

WIDEST = 200.0
"""Millimetres: a wider allowance is a slip."""


def reseamed(part: Part, allowance: float | Mapping[str, float], otherwise: float = 10.0) -> Part:
    """The part with an allowance in mm outside its sewn line: one for all edges, or by the names of edges.

    ``otherwise`` is that of edges that are not named. An edge on the fold gets none. Notches are cut from the new line,
    3 mm short of the sewn one. Raises `ExportError` for an allowance that cannot be, for an edge that the part does not
    have, and for a sewn line that crosses itself.
    """
    names = [edge.name for edge in part.sewn]
    asked = allowance if isinstance(allowance, Mapping) else dict.fromkeys(names, allowance)
    strangers = [str(name)[:40] for name in asked if name not in names]
    if strangers:
        raise ExportError(f"{part.id} has no edge {', '.join(strangers)}", code="export.allowance", where=part.id,
                          hint=f"It has {', '.join(names)}.")
    for width in (*asked.values(), otherwise):
        if not isinstance(width, (int, float)) or not 0.0 <= width <= WIDEST:
            shown = f"{width:g} mm" if isinstance(width, (int, float)) else f"type {type(width).__name__}"
            raise ExportError(f"an allowance of {shown} cannot be laid round {part.id}", code="export.allowance",
                              where=part.id, hint=f"It is a number, 0 to {WIDEST:g} mm.")
    if not shapely.Polygon([(at.x, at.y) for at in path.flatten(part.sewn_outline, OFFSET)]).is_valid:
        raise ExportError(f"the sewn line of {part.id} crosses or touches itself", code="export.outline", where=part.id,
                          hint="An allowance has no outside there; mend it in the program that drew it.")
    widths = {edge.name: 0.0 if _on_fold(part, edge.curves) else asked.get(edge.name, otherwise) for edge in part.sewn}
    line = cut_line([Margin(edge.curves, widths[edge.name]) for edge in part.sewn])
    edges = tuple(PartEdge(edge.name, edge.edge, edge.half, edge.curves, edge.sewn, edge.backward, edge.inner,
                           edge.slit, stretch) for edge, stretch in zip(part.sewn, line.stretches, strict=True))
    notches = tuple(_notch(part, notch, line.curves) for notch in part.notches)
    return replace(part, sewn=edges, cut=line.curves, notches=notches)


def _on_fold(part: Part, curves: Curves) -> bool:
    if part.mirror is None:
        return False
    a, b = part.mirror
    left = side_of(((a.x, a.y), (b.x, b.y)))
    return all(abs(left((at.x, at.y))) <= ON_FOLD for curve in curves for at in (curve.start, curve.end))


def _notch(part: Part, notch: PartNotch, cut: Curves) -> PartNotch:
    """From the sewn line back along the notch to the new cut line."""
    mm, _ = path.nearest(part.sewn_outline, notch.at)
    index, t = path.locate(part.sewn_outline, mm)
    at = part.sewn_outline[index].point(t)
    room = _way_out(at, (notch.direction + 180.0) % 360.0, cut)
    on_cut = at.along(notch.direction + 180.0, room)
    return replace(notch, at=at, on_cut=on_cut, depth=max(min(notch.depth, room - LEAVES), min(2.0, room)))


def _way_out(at: Point, angle: float, cut: Curves) -> float:
    """Millimetres from a place to the cut line, 0 where the line runs through it."""
    found = []
    points = path.flatten(cut, OFFSET)
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        if not a.same_as(b):
            hit = crossing(at, angle, a, heading(a, b))
            if hit and -OFFSET <= hit[0] <= 3 * WIDEST and -OFFSET <= hit[1] <= a.distance(b) + OFFSET:
                found.append(max(hit[0], 0.0))
    return min(found, default=0.0)
