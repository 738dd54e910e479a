"""All parts side by side on one sheet, cloth by cloth: an overview, not a marker."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mtmpattern.pattern.parts.part import CutPattern, Part
from mtmpattern.placing.placed import Placed

GAP = 20.0
"""Millimetres between parts, and between parts and the edge of the sheet."""

HEADING = 30.0
"""Height in millimetres above the parts of one cloth for its name."""

SHAPE = 1.5
"""The preferred ratio of a sheet's width to its height."""

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """The parts of one cloth, and the height of the baseline of its name."""

    role: str
    baseline: float
    laid: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class PartSheet:
    """A sheet in whole millimetres, x right, y up from its lower left corner."""

    width: float
    height: float
    groups: tuple[SheetGroup, ...]

    @property
    def laid(self) -> tuple[Placed, ...]:
        """The parts of all cloths in the pattern's order of roles."""
        return tuple(laid for group in self.groups for laid in group.laid)


def lay_out(pattern: CutPattern, head: float = 0.0, least_width: float = 0.0) -> PartSheet:
    """Lay the parts on shelves below a free strip of ``head`` millimetres, in reading order."""
    boxes = list(zip(pattern.parts, pattern.lines.boxes, strict=True))
    area = sum((x1 - x0 + GAP) * (y1 - y0 + GAP) for _, (x0, y0, x1, y1) in boxes)
    widest = max((x1 - x0 for _, (x0, _, x1, _) in boxes), default=0.0)
    room = max(widest, least_width - 2 * GAP, math.sqrt(SHAPE * area))
    roles = tuple(dict.fromkeys(part.role for part in pattern.parts))
    depth = GAP + head                                      # how far down the sheet is used
    groups: list[tuple[str, float, list[tuple[Part, float, float]]]] = []
    right = least_width - GAP
    for role in roles:
        depth += HEADING
        baseline, placed = depth - HEADING / 2, []
        for shelf in _shelves([box for box in boxes if box[0].role == role], room):
            x = GAP
            for part, (x0, _, x1, y1) in shelf:
                placed.append((part, _whole(x - x0), depth + y1))
                x += _whole(x1 - x0) + GAP
                right = max(right, x - GAP)
            depth += _whole(max(y1 - y0 for _, (_, y0, _, y1) in shelf)) + GAP
        groups.append((role, baseline, placed))
    height = _whole(depth)
    return PartSheet(_whole(right + GAP), height, tuple(
        SheetGroup(role, height - baseline,
                   tuple(Placed(part, dx, math.floor(height - top)) for part, dx, top in placed))
        for role, baseline, placed in groups))


def _shelves(boxes: Sequence[tuple[Part, Bounds]], room: float) -> Iterable[list[tuple[Part, Bounds]]]:
    """Fill shelf by shelf, the highest pieces first; the parts of a piece stay together."""
    highest: dict[str, float] = {}
    for part, (_, y0, _, y1) in boxes:
        highest[part.piece] = max(highest.get(part.piece, 0.0), y1 - y0)
    shelves: list[list[tuple[Part, Bounds]]] = []
    free: list[float] = []
    for part, box in sorted(boxes, key=lambda item: -round(highest[item[0].piece], 3)):
        width = _whole(box[2] - box[0])
        if not shelves or width > free[-1]:
            shelves.append([])
            free.append(room)
        shelves[-1].append((part, box))
        free[-1] -= width + GAP
    return shelves


def _whole(mm: float) -> float:
    """Rounded up to a millimetre, rounding errors ignored."""
    return float(math.ceil(round(mm, 3)))
