"""Notches and drill holes: POINTs in pattern files, short lines and circles in those of plotters and general CAD."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..geometry import Point, heading
from .border import Border
from .layers import DRILL, NOTCH, notch_kind, role_of
from .limits import MOST_IN_LINE, MOST_MARKS
from .piece import ReadDrill, ReadNotch
from .shapes import XY, Content, Stroke

SAME_PLACE = 0.05
"""Two notches of one kind nearer than this many mm are one: chained outlines repeat them where their parts meet."""


def read_notches(content: Content, boundary: Sequence[XY]) -> tuple[list[ReadNotch], int]:
    """The notches, each once, and how many were repeated; no more than a piece can have."""
    found: list[ReadNotch] = []
    for dot in [dot for dot in content.dots if role_of(dot.layer) == NOTCH][:MOST_MARKS]:
        width = abs(dot.width)                              # a negative one is a check notch that opens the other way
        angle = None if math.isnan(dot.angle) else dot.angle % 360.0
        found.append(ReadNotch(Point(dot.x, dot.y), notch_kind(dot.layer, width), abs(dot.z) or None, width, angle))
    drawn = [stroke for stroke in content.strokes if role_of(stroke.layer) == NOTCH and len(stroke.points) > 1]
    drawn = drawn[:MOST_MARKS]
    if drawn and len(boundary) <= MOST_IN_LINE:
        ends = [end for stroke in drawn for end in (stroke.points[0], stroke.points[-1])]
        off = Border(boundary).distances(ends)
        found += [_drawn(stroke, off[2 * index] > off[2 * index + 1]) for index, stroke in enumerate(drawn)]
    kept: dict[tuple[int, int, str], ReadNotch] = {}
    for notch in found:
        x, y = round(notch.at.x / SAME_PLACE), round(notch.at.y / SAME_PLACE)
        beside = ((x + dx, y + dy, notch.kind) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if not any(key in kept and kept[key].at.distance(notch.at) <= SAME_PLACE for key in beside):
            kept[x, y, notch.kind] = notch
    return list(kept.values()), len(found) - len(kept)


def _drawn(stroke: Stroke, backward: bool) -> ReadNotch:
    """A notch as a line from the boundary inward, or as the two sides of a V."""
    points = [Point(*at) for at in stroke.points]
    first, last = points[0], points[-1]
    if len(points) == 2:
        a, b = (last, first) if backward else (first, last)
        return ReadNotch(a, notch_kind(stroke.layer, 0.0), a.distance(b), 0.0, heading(a, b))
    mouth = Point((first.x + last.x) / 2, (first.y + last.y) / 2)
    tip = max(points, key=mouth.distance)
    return ReadNotch(mouth, notch_kind(stroke.layer, first.distance(last)), mouth.distance(tip), first.distance(last),
                     heading(mouth, tip))


def read_drills(content: Content) -> list[ReadDrill]:
    """The drill holes; a POINT tells its diameter as a height, a circle by its size."""
    points = [ReadDrill(Point(dot.x, dot.y), abs(dot.z)) for dot in content.dots if role_of(dot.layer) == DRILL]
    points = points[:MOST_MARKS]
    circles = (ring for ring in content.rings if role_of(ring.layer) == DRILL)
    return points + [ReadDrill(Point(ring.x, ring.y), 2 * ring.radius) for ring in circles][:MOST_MARKS]
