"""Lines and points on layers where they are lost, and lines that a piece has once too often."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import shapely

from mtmpattern.errors import listed
from mtmpattern.geometry import Point
from mtmpattern.reading.dxf.content import XY, Content, Stroke
from mtmpattern.reading.dxf.foreign_tolerance import TOUCH
from mtmpattern.reading.dxf.outline import AT_FOLD, Border, Line, Outlines, off_line, signed_area
from mtmpattern.reading.dxf.texts import CUTOUT, GRAIN, INTERNAL, MIRROR, SEWN, role_of
from mtmpattern.reading.findings import FAULT, NOTE, WARNING, Finding

APART = 1.0
"""Grain lines that differ by at most this many degrees say the same."""

ROUND = 0.5
"""A line round the cut line lies outside it by more than this many mm."""

_SIDES = 10_000                                             # the most vertices of lines that are compared


def about_layers(content: Content, roles: Mapping[str, Sequence[Stroke]], outlines: Outlines,
                 block: str) -> Iterator[Finding]:
    """Findings about what lies on a layer on which it is not read, or is there twice and read once."""
    lost = sorted({dot.layer[:40] for dot in content.dots if role_of(dot.layer) in {INTERNAL, CUTOUT, SEWN}})
    if lost:
        count = sum(dot.layer[:40] in lost for dot in content.dots)
        yield Finding("dxf.layer", WARNING, f"{count} point{'' if count == 1 else 's'} on layer {listed(lost)}",
                      "Left out: notches are read from layer 4, drill holes from layer 13.", block)
    mirrors = _apart(roles.get(MIRROR, ()))
    if len(mirrors) > 1:
        yield Finding("dxf.mirror", FAULT, f"the piece has {len(mirrors)} mirror lines",
                      "It was opened at the longest alone. Draw it opened at the others.", block, Point(*mirrors[1][0]))
    grains = [ends for stroke in roles.get(GRAIN, ()) if (ends := _ends(stroke))]
    turns = [math.degrees(math.atan2(b[1] - a[1], b[0] - a[0])) for a, b in grains]
    if any(abs((turn - turns[0] + 90.0) % 180.0 - 90.0) > APART for turn in turns[1:]):
        yield Finding("dxf.grain", WARNING, f"{len(grains)} grain lines run in different directions",
                      "The longest was used.", block, Point(*grains[1][0]))
    yield from _about_strays(outlines, block)
    if outlines.cut is not None and not outlines.cut.gap:
        yield from _round_it(roles, outlines.cut, block)


def _about_strays(outlines: Outlines, block: str) -> Iterator[Finding]:
    if outlines.strays:
        which = "an open line lies" if len(outlines.strays) == 1 else f"{len(outlines.strays)} open lines lie"
        yield Finding("dxf.outlines", WARNING, f"{which} on the layer of an outline", "Read as internal lines.",
                      block, Point(*outlines.strays[0].points[0]))
    if outlines.doubled:
        yield Finding("dxf.outlines", NOTE, "an outline is drawn twice", "It was read once.", block,
                      Point(*outlines.doubled[0].points[0]))


def _round_it(roles: Mapping[str, Sequence[Stroke]], cut: Line, block: str) -> Iterator[Finding]:
    """A closed internal line round the cut line: the layers of both were mixed up."""
    rings = [stroke for stroke in roles.get(INTERNAL, ()) if len(stroke.points) > 2 and (
        stroke.closed or math.dist(stroke.points[0], stroke.points[-1]) <= TOUCH)]
    if len(cut.points) > _SIDES or sum(len(ring.points) for ring in rings) > _SIDES:
        return
    for ring in rings:
        if abs(signed_area(ring.points)) <= abs(cut.area) or not shapely.Polygon(ring.points).is_valid:
            continue
        off = float(Border(cut.points).outside(ring.points).max())
        if off > ROUND and not Border(ring.points).outside(cut.points).any():
            yield Finding("dxf.outlines", FAULT, f"an internal line runs round the cut line, up to {off:.2f} mm off",
                          "If it is the cut line, it belongs on layer 1, and the sewn line on layer 14.", block,
                          Point(*ring.points[0]))


def _apart(strokes: Sequence[Stroke]) -> list[tuple[XY, XY]]:
    """The ends of the straight lines, the longest first; lines along one another are one."""
    kept: list[tuple[XY, XY]] = []
    every = [ends for stroke in strokes if (ends := _ends(stroke))]
    for ends in sorted(every, key=lambda pair: -math.dist(*pair)):
        if all(off_line(np.array(ends), known).max() > AT_FOLD for known in kept[:8]):
            kept.append(ends)
    return kept


def _ends(stroke: Stroke) -> tuple[XY, XY] | None:
    ends = (stroke.points[0], stroke.points[-1]) if stroke.points else None
    return ends if ends and math.dist(*ends) > TOUCH else None
