"""The cut line of a piece: each edge's own allowance laid outside the sewn line, corner by corner."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .corners import Corner, Stretch, turn_corner
from .curve import Curve
from .mending import crosses_itself, mended
from .path import Curves
from .point import turn
from .tolerance import OFFSET_FIT

__all__ = ["Corner", "CutLine", "Margin", "cut_line"]


@dataclass(frozen=True, slots=True)
class Margin:
    """One edge of an outline, the width of its allowance in millimetres, and the corner at its end.

    A negative width lies inside the sewn line.
    """

    curves: Curves
    width: float
    corner: Corner = Corner.MITRE


@dataclass(frozen=True, slots=True)
class CutLine:
    """The closed cut line as the stretch that belongs to each margin, and whether it had to be repaired."""

    stretches: tuple[Curves, ...]
    repaired: Curves = ()
    """The whole line where allowances ran into each other and it had to be mended; otherwise empty."""

    @property
    def curves(self) -> Curves:
        """The closed outline."""
        return self.repaired or tuple(curve for stretch in self.stretches for curve in stretch)


def cut_line(margins: Sequence[Margin]) -> CutLine:
    """The cut line outside a counter-clockwise outline; edges in order, each ending where the next starts."""
    stretches = [stretch for owner, margin in enumerate(margins) for stretch in _smooth_parts(owner, margin)]
    trimmed = [turn_corner(first, second)
               for first, second in zip(stretches, [*stretches[1:], stretches[0]], strict=True)]
    line = [(stretch.owner, curve) for stretch in stretches for curve in (*stretch.curves, *stretch.tail)
            if not curve.start.same_as(curve.end)]
    repaired: Curves = ()
    if not all(trimmed) or crosses_itself([curve for _, curve in line]):
        line = mended(line)
        repaired = tuple(curve for _, curve in line)
    gathered: list[list[Curve]] = [[] for _ in margins]
    for owner, curve in line:
        gathered[owner].append(curve)
    return CutLine(tuple(tuple(curves) for curves in gathered), repaired)


def _smooth_parts(owner: int, margin: Margin) -> list[Stretch]:
    """A margin parted at its own corners, each part with its parallel curves."""
    parts: list[list[Curve]] = [[margin.curves[0]]]
    for before, after in pairwise(margin.curves):
        bend = turn(before.direction(1.0), after.direction(0.0))
        if abs(margin.width * math.radians(bend)) > OFFSET_FIT:  # the parallels do not meet by themselves
            parts.append([])
        parts[-1].append(after)
    corners = [Corner.MITRE] * (len(parts) - 1) + [margin.corner]
    return [Stretch(owner, tuple(part), margin.width, corner, _parallel(part, -margin.width))
            for part, corner in zip(parts, corners, strict=True)]


def _parallel(sewn: Sequence[Curve], mm: float) -> list[Curve]:
    curves: list[Curve] = []
    for curve in sewn:
        for piece in curve.parallel(mm):
            if curves and curves[-1].end != piece.start:
                welded = Curve(curves[-1].end, piece.leave, piece.arrive, piece.end, piece.straight)
                curves.append(welded)
            else:
                curves.append(piece)
    return curves
