"""Darts opened in a line where a pattern was slashed, ending some way before the place it was turned about."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ..errors import OutlineError
from ..geometry import IDENTITY, SEAM, Edge, Intake, Point, between, heading, turn, turned
from ..geometry.dividing import starting_at, with_mouths
from ..geometry.placed import Placed, Trued
from ..geometry.tolerance import SAME
from .redrawing import evened

LEAST_LONG = 10.0
"""A dart shorter than this, in mm, cannot be sewn."""


def with_darts_at(parts: Sequence[Trued], pivots: Sequence[Point], degrees: Sequence[float], short: float,
                  name: str, pressed: str = "end") -> Edge:
    """The edge of parts that lie apart, with a dart in each gap that ends ``short`` mm before its pivot.

    Closing a gap by its ``degrees`` makes the line smooth. A dart that ends before its pivot closes by more, so the
    line is redrawn beside its mouth: the dart is closed, the line drawn smooth at its length, the dart opened again.
    """
    tips, closing = [], []
    for pivot, before, after, angle in zip(pivots, parts, parts[1:], degrees, strict=False):
        a, b = before.sewn[-1][-1].end, after.sewn[0][0].start
        deep = pivot.distance(between(a, b, 0.5))
        if angle <= 0 or deep - short < LEAST_LONG or not short >= 0:
            raise OutlineError(f"a dart {a.distance(b):.1f} mm wide on {name}, {deep - short:.1f} mm long, cannot be "
                               "sewn", code="intake.width", where=name,
                               hint="Let it end nearer to the place it is turned about.")
        tips.append(pivot.toward(between(a, b, 0.5), short))
        closing.append(turn(heading(tips[-1], a), heading(tips[-1], b)))
    frames, back = [IDENTITY], [IDENTITY]
    for tip, angle in zip(tips, closing, strict=True):
        frames.append(turned(tip, -angle).then(frames[-1]))
        back.append(back[-1].then(turned(tip, angle)))
    shut = [shape.moved(frame) for shape, frame in zip(parts, frames, strict=True)]
    shut = [shut[0], *(_starting_at(shape, before.sewn[-1][-1].end) for before, shape in
                       itertools.pairwise(shut))]
    even = evened(shut, [smooth - angle if short > SAME or abs(smooth - angle) > SAME else 0.0
                         for smooth, angle in zip(degrees, closing, strict=True)])
    done = [shape.moved(frame) for shape, frame in zip(even, back, strict=True)]
    stretches = list(done[0].sewn)
    placed = list(done[0].placed)
    for tip, shape in zip(tips, done[1:], strict=True):
        start, end = stretches[-1][-1].end, shape.sewn[0][0].start
        placed.append(Placed(Intake(start.distance(end), 1.0, 0.0, True, pressed), tip, start, end, tip))
        placed += shape.placed
        stretches += shape.sewn
    return with_mouths(stretches, placed, SEAM)


def _starting_at(shape: Trued, point: Point) -> Trued:
    return Trued((starting_at(Edge(shape.sewn[0]), point).curves, *shape.sewn[1:]), shape.caps, shape.placed)
