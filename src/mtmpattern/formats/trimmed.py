"""Marks of trimmed parts, which are cut inside their sewn line: folds and marks end at the edge of the cloth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import shapely

from mtmpattern.geometry import SLIT, Curve, Point, path
from mtmpattern.geometry.tolerance import FLATTEN
from mtmpattern.pattern.parts.part import CutPattern, Part, PartLine

_OUTSIDE = 0.01


def with_marks_inside(pattern: CutPattern) -> CutPattern:
    """The pattern with the lines of trimmed parts cut off at their cut line; other parts are unchanged."""
    parts = tuple(_clipped(part) if _is_trimmed(part) else part for part in pattern.parts)
    return pattern if all(a is b for a, b in zip(parts, pattern.parts, strict=True)) else replace(pattern, parts=parts)


def _is_trimmed(part: Part) -> bool:
    return bool(part.lines) and bool(part.cut) and path.area(part.cut) < path.area(part.sewn_outline)


def _clipped(part: Part) -> Part:
    cloth = shapely.Polygon([(at.x, at.y) for at in part.polygon()])
    if not cloth.is_valid:
        return part
    return replace(part, lines=tuple(kept for line in part.lines for kept in _inside(line, cloth)))


def _inside(line: PartLine, cloth: shapely.Polygon) -> Iterator[PartLine]:
    places = [(at.x, at.y) for at in path.flatten(line.curves, FLATTEN)]
    drawn = shapely.LineString(places) if len(places) > 1 else None
    if line.kind == SLIT or drawn is None or cloth.buffer(_OUTSIDE).covers(drawn):
        yield line
        return
    for each in shapely.get_parts(drawn.intersection(cloth)):
        ends = [Point(float(x), float(y)) for x, y in shapely.get_coordinates(each)]
        if len(ends) > 1 and each.length > _OUTSIDE:
            yield PartLine(line.name, line.kind, tuple(Curve.line(a, b) for a, b in zip(ends, ends[1:], strict=False)),  # noqa: RUF007
                           line.half, line.bounds)
