"""Lines inside a part that run out of it: on a lay they would be drawn across the parts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

import shapely

from mtmpattern.geometry import Curve, Point, path
from mtmpattern.geometry.tolerance import FLATTEN
from mtmpattern.pattern.parts.part import CutPattern, Part, PartLine

BEYOND: Final = 0.5         # mm that a line may run out of its part: less is the width of a pen
CUT: Final = "slit"         # a line that is cut; the reader of its file refuses it outside its part


def laid_parts(pattern: CutPattern, role: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The parts of a role as they are laid, and a remark on each line that runs out of a part of another program."""
    found = [within(part) for part in pattern.of_role(role)]
    remarks = tuple(f"{part.id} of {pattern.template}: {name} runs out of the part; what lies outside was left out"
                    for part, names in found for name in names if not pattern.fabrics)
    return tuple(part for part, _ in found), remarks


def within(part: Part) -> tuple[Part, tuple[str, ...]]:
    """The part with its drawn lines ended at its cut line, and the names of those that ran out of it."""
    if not part.lines:
        return part, ()
    inside = shapely.Polygon([(at.x, at.y) for at in part.polygon()])
    if not inside.is_valid:
        return part, ()                             # laying it reports the fault
    room = inside.buffer(BEYOND)
    shapely.prepare(room)
    lines: list[PartLine] = []
    ended: list[str] = []
    for line in part.lines:
        drawn = shapely.LineString([(at.x, at.y) for at in path.flatten(line.curves, FLATTEN)])
        if line.kind == CUT or room.covers(drawn):
            lines.append(line)
            continue
        ended.append(line.name)
        lines += _pieces(line, drawn.intersection(inside))
    return (replace(part, lines=tuple(lines)), tuple(ended)) if ended else (part, ())


def _pieces(line: PartLine, left: shapely.Geometry) -> Iterator[PartLine]:
    """What is left of a line, each piece of it under the line's name."""
    for piece in shapely.get_parts(left):
        points = [Point(x, y) for x, y in shapely.get_coordinates(piece).tolist()]
        if piece.length > BEYOND:
            yield line._replace(curves=tuple(Curve.line(a, b) for a, b in pairwise(points)))
