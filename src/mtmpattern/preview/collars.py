"""Collars that fall over: where they roll, and what their fall lies on.

A collar on a stand is turned down along its seam. One without a stand rolls along a line of its own, and its lower part
stands. The fall is held on what stands behind it, as there is no contact of cloth with cloth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from mtmpattern.geometry import Curve, Point
from mtmpattern.pattern.parts.part import Part, PartEdge, PartLine
from mtmpattern.preview.panel import Floats, Ints, MeshedPart
from mtmpattern.preview.sewn import SewnCloth

STANDS: Final = 40.0
"""A collar wider than this falls over, mm."""
STANDING: Final = 0.42
"""The share of a collar without a stand that stands."""
ROLL: Final = "(roll) fold"
"""The line along which a collar without a stand is turned down."""
HELD: Final = 0.6
"""The fall of a collar without a stand is held on it over this share of its length; its ends hang freely."""
LIFT: Final = 2.5
"""How far a fall lies outside the cloth under it, mm."""


def falls_over(part: Part) -> bool:
    """Whether a part is a collar that is wide enough to fall over; a stand is buttoned instead."""
    if any(line.kind in ("button", "buttonhole") for line in part.lines):
        return False
    left, low, right, high = part.bounds
    return part.body_part == "neck" and not any(edge.inner for edge in part.sewn) and min(
        right - left, high - low) > STANDS + 14.0


def roll_line(part: Part, neck: Iterable[str]) -> PartLine | None:
    """The line along which a collar rolls: parallel to its ``neck`` edges, from one front edge to the other.

    None where these edges are not one run along its outline.
    """
    names = set(neck)
    edges = [edge for edge in part.sewn if not edge.inner]
    starts = [at for at, edge in enumerate(edges) if edge.name in names and edges[at - 1].name not in names]
    if len(starts) != 1:
        return None
    turned = [*edges[starts[0]:], *edges[:starts[0]]]
    run = [edge for edge in turned if edge.name in names]
    if len(run) == len(turned):
        return None
    stand = STANDING * _depth(part, run)
    first, last = turned[-1], turned[len(run)]
    if min(first.length, last.length) < 1.2 * stand:
        return None
    inside = [point for edge in run for point in _beside(edge, stand)]
    points = [first.at(first.length - stand), *inside[2:-2], last.at(stand)]
    curves = tuple(Curve.line(a, b) for a, b in pairwise(points) if a.distance(b) > 1.0)
    return PartLine(ROLL, "fold", curves)


def _depth(part: Part, neck: list[PartEdge]) -> float:
    seam = np.array([(p.x, p.y) for edge in neck for mm in np.linspace(0, edge.length, 40)
                     for p in [edge.at(float(mm))]])
    around = np.array([(p.x, p.y) for p in part.polygon(0.5, sewn=True)])
    return float(cKDTree(seam).query(around)[0].max())


def _beside(edge: PartEdge, away: float) -> Iterator[Point]:
    # To the left of the walk, where the cloth is.
    for mm in np.linspace(0, edge.length, max(2, round(edge.length / 12.0)) + 1):
        here = edge.at(float(mm))
        one, other = edge.at(max(float(mm) - 2.0, 0.0)), edge.at(min(float(mm) + 2.0, edge.length))
        way = np.array((other.x - one.x, other.y - one.y))
        way /= max(float(np.linalg.norm(way)), 1e-9)
        yield Point(here.x - away * way[1], here.y + away * way[0])


def falls(cloth: SewnCloth, panels: Mapping[str, MeshedPart]) -> tuple[list[tuple[str, Ints, Floats, str]], Ints]:
    """What of the collars lies on a stand, as `layers.lying` gives it, and all points of the falls."""
    found: list[tuple[str, Ints, Floats, str]] = []
    over = [np.zeros(0, np.int64)]
    for part in cloth.parts:
        if not falls_over(part):
            continue
        own = cloth.points_of(part.id)
        seam, under = _seam_of(cloth, part, own)
        if not len(seam):
            continue
        flat = panels[part.id].points
        away, nearest = cKDTree(cloth.points[seam]).query(flat)
        if under:                                             # down its stand, from the seam between them
            stand = cloth.parts[[each.id for each in cloth.parts].index(under)]
            mates = cloth.points_of(under)
            place = {int(node): at for at, node in zip(mates, cloth.node[mates], strict=True)}
            tops = cloth.points[[place[int(cloth.node[each])] for each in seam]]
            where = tops[nearest] + np.stack([flat[:, 0] - cloth.points[seam][nearest, 0], -away], axis=1)
            lies = (away > 1.0) & (where[:, 1] > min(edge.at(0.0).y for edge in stand.sewn))
            fall = away > 1.0
        else:
            roll = STANDING * away.max()
            way = (flat - cloth.points[seam][nearest]) / np.maximum(away, 1e-9)[:, None]
            where = flat - 2 * (away - roll)[:, None] * way
            fall = away > roll + 3.0
            lies = fall & (away < 2 * roll) & (abs(flat[:, 0]) < HELD * abs(flat[:, 0]).max())
        numbers = np.flatnonzero(lies)
        found.append((part.id, numbers, where[numbers], under or part.id))
        over.append(np.unique(cloth.node[own[fall]]))
    return found, np.concatenate(over)


def _seam_of(cloth: SewnCloth, part: Part, own: Ints) -> tuple[Ints, str]:
    # The points of a collar that are sewn to other parts, and the stand if it has one.
    others = np.zeros(cloth.count, bool)
    others[cloth.node[cloth.owners != cloth.owners[own[0]]]] = True
    seam = own[others[cloth.node[own]]]
    mates = np.unique(cloth.owners[np.isin(cloth.node, cloth.node[seam])])
    stands = [cloth.parts[each].id for each in mates if cloth.parts[each].body_part == "neck"
              and cloth.parts[each].id != part.id]
    if stands:
        there = cloth.node[cloth.points_of(stands[0])]
        seam = seam[np.isin(cloth.node[seam], there)]
    return seam, stands[0] if stands else ""
