"""A part in all its sizes at once: the line round all of them, which is what is laid on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import shapely

from ..geometry import Curve, Curves, Point, path
from ..pattern.grading import Grade
from ..pattern.part import Part, SewnEdge

COARSE = 0.1
"""Chords of the line round all sizes stray so many mm; nobody cuts along it."""


def envelopes(grade: Grade) -> tuple[Part, ...]:
    """The parts of all sizes, as the sample has them (else the first size that does), with no line but that one."""
    made = []
    for part, sized in _every_part(grade):
        line = _around(sized)
        made.append(replace(part, cut=line, sewn=(SewnEdge("all", "all", "", line, line),), notches=(), drills=(),
                            lines=()))
    return tuple(made)


def _every_part(grade: Grade) -> Iterator[tuple[Part, list[Part]]]:
    found: dict[str, list[Part]] = {}
    for size in (grade.sample, *(size for size in grade.sizes if size != grade.sample)):
        for part in grade.cut(size).parts:
            found.setdefault(part.id, []).append(part)
    yield from ((parts[0], parts) for parts in found.values())


def _around(parts: list[Part]) -> Curves:
    shapes = []
    for part in parts:                                      # fusible is cut inside the sewn line, which is drawn too
        for curves in (part.cut, part.sewn_outline):
            shapes.append(shapely.Polygon([(p.x, p.y) for p in path.flatten(curves, COARSE)]).buffer(0))
    whole = shapely.union_all(shapes)
    if not isinstance(whole, shapely.Polygon):              # sizes that lie apart from each other
        whole = whole.convex_hull
    ring = [Point(x, y) for x, y in shapely.geometry.polygon.orient(whole).exterior.coords]
    return tuple(Curve.line(a, b) for a, b in zip(ring, ring[1:], strict=False) if not a.same_as(b))  # noqa: RUF007
