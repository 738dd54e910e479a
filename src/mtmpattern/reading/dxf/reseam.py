"""New allowances for a foreign part, outside its sewn line; hems and trimmed fusibles stay as they are."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import shapely

from mtmpattern.errors import ExportError, no_surprise
from mtmpattern.geometry import Curves, Margin, Point, crossing, cut_line, heading, path
from mtmpattern.geometry.corner import Corner
from mtmpattern.geometry.tolerance import OFFSET
from mtmpattern.pattern.parts.part import Part, PartEdge, PartNotch
from mtmpattern.reading.dxf.halves import ON_FOLD, side_of
from mtmpattern.reading.dxf.notch import LEAVES

WIDEST: Final = 200.0
"""The widest allowance in millimetres."""

HEM: Final = 15.0
"""An allowance of at least this many mm that is also wider than the others belongs to a hem."""

_WIDER: Final = 1.3
_NONE: Final = 0.5
"""An edge with less than this many mm has no allowance: it is bound, or raw."""

_FLARES: Final = tuple(float(degrees) for degrees in range(-16, 17, 4))
"""Degrees by which the turn of a hem may be drawn out; each is tried, then those around the best one."""


# ---- One width for every edge, or widths by edge --------------------------------------------------------------------

@no_surprise(ExportError, "the part", "export.defect")
def reseamed(part: Part, allowance: float | Mapping[str, float], otherwise: float = 10.0) -> Part:
    """The part with another allowance in mm outside its sewn line: one for all edges, or by the names of edges.

    ``otherwise`` is the allowance of edges not named. An edge on the fold gets none. Notches start at the new cut line
    and end 3 mm before the sewn line. Raises `ExportError` for a bad allowance, an unknown edge, and a sewn line that
    crosses itself.
    """
    names = [edge.name for edge in part.sewn]
    widths = allowance if isinstance(allowance, Mapping) else dict.fromkeys(names, allowance)
    unknown = [str(name)[:40] for name in widths if name not in names]
    if unknown:
        raise ExportError(f"{part.id} has no edge {', '.join(unknown)}", code="export.allowance", where=part.id,
                          hint=f"It has {', '.join(names)}.")
    _check_widths(part, (*widths.values(), otherwise))
    return _with_line(part, [Margin(edge.curves, 0.0 if _on_fold(part, edge.curves) else
                                    widths.get(edge.name, otherwise)) for edge in part.sewn])


def _check_widths(part: Part, widths: Sequence[object]) -> None:
    for width in widths:
        if not isinstance(width, (int, float)) or not 0.0 <= width <= WIDEST:
            shown = f"{width:g} mm" if isinstance(width, (int, float)) else f"type {type(width).__name__}"
            raise ExportError(f"an allowance of {shown} cannot be added to {part.id}", code="export.allowance",
                              where=part.id, hint=f"Give a number from 0 to {WIDEST:g} mm.")
    if not shapely.Polygon([(at.x, at.y) for at in path.flatten(part.sewn_outline, OFFSET)]).is_valid:
        raise ExportError(f"the sewn line of {part.id} crosses or touches itself", code="export.outline", where=part.id,
                          hint="Correct it in the program that drew it.")


def _with_line(part: Part, margins: Sequence[Margin]) -> Part:
    line = cut_line(margins)
    edges = tuple(PartEdge(edge.name, edge.edge, edge.half, edge.curves, edge.sewn, edge.backward, edge.inner,
                           edge.slit, stretch) for edge, stretch in zip(part.sewn, line.stretches, strict=True))
    notches = tuple(_notch(part, notch, line.curves) for notch in part.notches)
    return replace(part, sewn=edges, cut=line.curves, notches=notches, one_line=False)


def _on_fold(part: Part, curves: Curves) -> bool:
    if part.mirror is None:
        return False
    a, b = part.mirror
    left = side_of(((a.x, a.y), (b.x, b.y)))
    return all(abs(left((at.x, at.y))) <= ON_FOLD for curve in curves for at in (curve.start, curve.end))


def _notch(part: Part, notch: PartNotch, cut: Curves) -> PartNotch:
    """The notch moved along its own direction from the sewn line to the new cut line."""
    mm, _ = path.nearest(part.sewn_outline, notch.at)
    index, t = path.locate(part.sewn_outline, mm)
    at = part.sewn_outline[index].point(t)
    room = _way_out(at, (notch.direction + 180.0) % 360.0, cut)
    on_cut = at.along(notch.direction + 180.0, room)
    return replace(notch, at=at, on_cut=on_cut, depth=max(min(notch.depth, room - LEAVES), min(2.0, room)))


def _way_out(at: Point, angle: float, cut: Curves) -> float:
    """Millimetres from a place to the cut line, 0 if the place is on it or the line lies the other way."""
    found = []
    points = path.flatten(cut, OFFSET)
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        if not a.same_as(b):
            hit = crossing(at, angle, a, heading(a, b))
            if hit and -OFFSET <= hit[0] <= 3 * WIDEST and -OFFSET <= hit[1] <= a.distance(b) + OFFSET:
                found.append(max(hit[0], 0.0))
    return min(found, default=0.0)


# ---- Hems, and edges without an allowance, as they are --------------------------------------------------------------

@no_surprise(ExportError, "the part", "export.defect")
def converted(part: Part, allowance: float, hem: float | None = None) -> tuple[Part, tuple[str, ...]]:
    """The part with this allowance in mm, and sentences about what was kept.

    A trimmed fusible, which is cut inside its sewn line, keeps its line; a hem its depth, its corners and the ends of
    its turn, unless ``hem`` gives another depth; an edge without an allowance stays without if others have one.
    Raises the errors of `reseamed`.
    """
    _check_widths(part, (allowance, allowance if hem is None else hem))
    if part.one_line:
        return reseamed(part, allowance), ()
    if path.area(part.cut) < path.area(part.sewn_outline):
        return part, (f"{part.id} is trimmed and keeps its cut line",)
    widths = widths_of(part)
    hems = _hems(widths)
    seams = any(width > _NONE for width in widths)
    chosen, kept = [], []
    for edge, width, is_hem in zip(part.sewn, widths, hems, strict=True):
        if _on_fold(part, edge.curves):
            chosen.append(0.0)
        elif is_hem:
            chosen.append(width if hem is None else hem)
            kept += [f"{part.id} {edge.name} keeps its hem of {width:.0f} mm"] if hem is None else []
        elif seams and width <= _NONE:
            chosen.append(0.0)
            kept.append(f"{part.id} {edge.name} has no allowance and gets none")
        else:
            chosen.append(allowance)
    corners, flares = _turns(part, widths, hems) if any(hems) else ([Corner.MITRE] * len(widths),
                                                                     [(0.0, 0.0)] * len(widths))
    return _with_line(part, [Margin(edge.curves, width, corner, flare=flare) for edge, width, corner, flare
                             in zip(part.sewn, chosen, corners, flares, strict=True)]), tuple(kept)


def widths_of(part: Part) -> list[float]:
    """The allowance of each edge of a part as it is drawn, in mm, measured at five places along it."""
    found = []
    for edge in part.sewn:
        length = path.length(edge.curves)
        out = []
        for share in (0.1, 0.3, 0.5, 0.7, 0.9):
            index, t = path.locate(edge.curves, share * length)
            curve = edge.curves[index]
            out.append(_way_out(curve.point(t), curve.direction(t) - 90.0, part.cut))
        found.append(statistics.median(out))
    return found


def _hems(widths: Sequence[float]) -> list[bool]:
    """Which of the allowances belong to hems."""
    seams = sorted(width for width in widths if width > _NONE)
    usual = seams[(len(seams) - 1) // 2] if seams else math.inf         # of an even count the narrower one
    return [width >= max(HEM, _WIDER * usual) for width in widths]


def _turns(part: Part, widths: Sequence[float],
           hems: Sequence[bool]) -> tuple[list[Corner], list[tuple[float, float]]]:
    """The turn of each corner, and how far the ends of hems are drawn out, that reproduce the drawn cut line."""
    count = len(widths)
    corners = [Corner.MITRE] * count
    flares = [(0.0, 0.0)] * count
    ring = shapely.LinearRing([(at.x, at.y) for at in path.flatten(part.cut, OFFSET)])

    def off(place: int) -> float:
        """How far the line lies from the drawn one around a corner."""
        margins = [Margin(edge.curves, width, corner, flare=flare) for edge, width, corner, flare
                   in zip(part.sewn, widths, corners, flares, strict=True)]
        line = shapely.LinearRing([(at.x, at.y) for at in path.flatten(cut_line(margins).curves, OFFSET)])
        end = part.sewn[place].curves[-1].end
        near = shapely.Point(end.x, end.y).buffer(1.6 * max(widths[place], widths[(place + 1) % count]) + 1.0)
        return max(_farthest(line, ring, near), _farthest(ring, line, near))

    for place in range(count):
        after = (place + 1) % count
        if hems[place] == hems[after]:
            continue
        least = off(place)
        corners[place] = Corner.HEM_FIRST if hems[place] else Corner.HEM_SECOND
        if off(place) > least:
            corners[place] = Corner.MITRE
            continue
        hem, first = (after, True) if hems[after] else (place, False)

        def flared(degrees: float, hem: int = hem, first: bool = first, place: int = place) -> float:
            start, end = flares[hem]
            flares[hem] = (degrees, end) if first else (start, degrees)
            return off(place)

        best = min(_FLARES, key=lambda degrees: (round(flared(degrees), 4), abs(degrees)))
        for step in (2.0, 1.0, 0.5, 0.25, 0.1):
            best = min((best - step, best, best + step), key=lambda each: (round(flared(each), 4), abs(each - best)))
        flared(best)
    return corners, flares


def _farthest(line: shapely.LinearRing, other: shapely.LinearRing, near: shapely.Polygon) -> float:
    here = line.intersection(near)
    return float(max((shapely.distance(shapely.Point(at), other) for at in shapely.get_coordinates(here)), default=0.0))
