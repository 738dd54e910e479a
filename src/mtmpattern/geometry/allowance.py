"""The cut line of a piece: each edge's own allowance laid outside the sewn line, corner by corner."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .corners import Corner, Stretch, turn_corners
from .curve import Curve
from .mending import crosses_itself, mended
from .path import Curves
from .point import turn
from .tolerance import JOIN, OFFSET_FIT

__all__ = ["Corner", "CutLine", "Margin", "cut_line"]


SPUR = JOIN
"""Length in mm of the straight line that turns a folded end back on its way."""


@dataclass(frozen=True, slots=True)
class Margin:
    """One edge of an outline, the width of its allowance in millimetres, and the corner at its end.

    A negative width lies inside the sewn line.
    """

    curves: Curves
    width: float
    corner: Corner = Corner.MITRE
    mirrored: bool = False
    """Whether it is a fold, over which the cloth goes on as its mirror image."""


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
    sound = turn_corners(stretches) and not any(stretch.folded for stretch in stretches)
    line = [(stretch.owner, curve) for stretch in stretches for curve in (*stretch.curves, *stretch.tail)
            if not curve.start.same_as(curve.end)]
    repaired: Curves = ()
    if not sound or crosses_itself([curve for _, curve in line]):
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
    return [_stretch(owner, tuple(part), margin, corner) for part, corner in zip(parts, corners, strict=True)]


def _stretch(owner: int, sewn: Curves, margin: Margin, corner: Corner) -> Stretch:
    """A smooth part with its parallel curves, welded end to end.

    Where an end lies inside a fold, a spur is added that runs on the way the sewn line goes.
    """
    pieces = [piece for curve in sewn for piece in curve.parallel_pieces(-margin.width)]
    curves: list[Curve] = []
    for curve, _ in pieces:
        welded = curve if not curves or curves[-1].end == curve.start else (
            Curve(curves[-1].end, curve.leave, curve.arrive, curve.end, curve.straight))
        curves.append(welded)
    if pieces[0][1][0]:
        start = curves[0].start
        curves.insert(0, Curve.line(start.along(sewn[0].direction(0.0), -SPUR), start))
    if pieces[-1][1][1]:
        end = curves[-1].end
        curves.append(Curve.line(end, end.along(sewn[-1].direction(1.0), SPUR)))
    return Stretch(owner, sewn, margin.width, corner, curves, any(backward != (False, False) for _, backward in pieces),
                   margin.mirrored)
