"""The widths of allowances, written in the allowances themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mtmpattern.formats.text import number
from mtmpattern.geometry import Point, path
from mtmpattern.pattern.parts.part import Part, PartEdge

LETTERS: Final = 3.0
"""Height in mm of the letters of a width."""

_NARROW: Final = LETTERS + 1.5
"""In a narrower allowance the width is written inside the sewn line."""

_SHORT: Final = 30.0
"""An edge shorter than this has no room for its width."""

_NONE: Final = 0.5


_CLEAR: Final = 12.0


def _clear_share(part: Part, edge: PartEdge) -> float:
    """Where along an edge its width is written: in the middle, or beside a notch that is there."""
    length = path.length(edge.curves)
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        index, t = path.locate(edge.curves, length * share)
        at = edge.curves[index].point(t)
        if all(at.distance(notch.at) > _CLEAR for notch in part.notches):
            return share
    return 0.5


@dataclass(frozen=True, slots=True)
class AllowanceMark:
    """The text of a width, its baseline centred ``at`` a place and turned left by degrees."""

    text: str
    at: Point
    turn: float


def allowance_marks(part: Part) -> Iterator[AllowanceMark]:
    """The width of each long edge's allowance, in its middle, readable from below or from the right."""
    for edge in part.sewn if not part.one_line else ():
        length = path.length(edge.curves)
        if edge.slit or edge.kind != "seam" or length < _SHORT:
            continue
        index, t = path.locate(edge.curves, length * _clear_share(part, edge))
        curve = edge.curves[index]
        at, along = curve.point(t), curve.direction(t)
        line = edge.cut or part.cut
        mm, _ = path.nearest(line, at)
        index, t = path.locate(line, mm)
        width = at.distance(line[index].point(t))
        outward = along - 90.0
        inside = path.area(part.cut) < path.area(part.sewn_outline)
        if width <= _NONE or inside:
            continue
        centre = at.along(outward, width / 2 if width >= _NARROW else -LETTERS)
        turn = (along + 90.0) % 180.0 - 90.0
        yield AllowanceMark(f"{number(round(width, 1))} mm", centre.along(turn - 90.0, LETTERS * 0.36), turn)
