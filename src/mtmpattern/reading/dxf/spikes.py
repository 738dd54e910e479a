"""Where an outline runs out and back along itself, and loops too fine to cut."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.validation import explain_validity

from mtmpattern.geometry import Point
from mtmpattern.reading.dxf.content import XY
from mtmpattern.reading.dxf.foreign_tolerance import ONE_PLACE

# ---- Out and back ---------------------------------------------------------------------------------------------------

HAIR: Final = 1.0
"""A spike without width of at most this many mm is left off: it holds no cloth."""

THIN: Final = 0.05
"""Lines at most this many mm apart run along one another,"""

LONG: Final = 5.0
"""if they do so for this many mm; a sharp corner does for less."""


@dataclass(frozen=True, slots=True)
class Spike:
    """A place where an outline runs ``length`` mm out to a ``tip`` and back; into the piece if ``inward``."""

    length: float
    tip: XY
    inward: bool
    vertices: frozenset[int]


def spikes_of(ring: Sequence[XY]) -> tuple[list[Spike], list[XY]]:
    """The spikes of a ring, of more than `HAIR` or thin ones of more than `LONG`, and the ring without them."""
    kept, found = list(ring), []
    for width, least in ((ONE_PLACE, HAIR), (THIN, LONG)):
        spikes = [each for each in _spikes(kept, width) if each.length > least]
        kept = _without(spikes, kept)
        found += spikes
    return found, kept


def _without(spikes: Sequence[Spike], ring: Sequence[XY]) -> list[XY]:
    lost = frozenset[int]().union(*(each.vertices for each in spikes))
    return [at for index, at in enumerate(ring) if index not in lost]


def _spikes(ring: Sequence[XY], width: float) -> list[Spike]:
    """Every spike of a ring, of at most a width in mm.

    A vertex is a tip if its shorter side lies along the longer one. It is taken off, and what is left of the longer
    side may end in a tip again; vertices nearer than the width are one.
    """
    count = len(ring)
    if count < 4 or not _may_turn_back(ring, width):
        return []
    after, before = [*range(1, count), 0], [count - 1, *range(count - 1)]
    reach, tips, lost = [0.0] * count, list(range(count)), [set[int]() for _ in range(count)]
    gone = [False] * count
    waiting, left = list(range(count - 1, -1, -1)), count
    while waiting and left > 3:
        at = waiting.pop()
        if gone[at]:
            continue
        a, b = before[at], after[at]
        back, on = math.dist(ring[at], ring[a]), math.dist(ring[at], ring[b])
        far = reach[at]
        if min(back, on) > width:
            if not _lies_along(ring[a], ring[at], ring[b], width):
                continue
            far += min(back, on)
        foot = a if back <= on else b
        if far > reach[foot]:
            reach[foot], tips[foot] = far, tips[at]
        lost[foot] |= lost[at] | {at}
        gone[at], left = True, left - 1
        after[a], before[b] = b, a
        waiting += [b, a]
    rest = shapely.Polygon([at for index, at in enumerate(ring) if not gone[index]])
    return [Spike(reach[foot], ring[tips[foot]], bool(rest.contains(shapely.Point(ring[tips[foot]]))),
                  frozenset(lost[foot])) for foot in range(count) if reach[foot] > 0.0 and not gone[foot]]


def _may_turn_back(ring: Sequence[XY], width: float) -> bool:
    """Whether any vertex is a tip, or too near to the one before it: all at once, because few outlines have any."""
    points = np.array(ring)
    ahead = np.roll(points, -1, axis=0) - points
    behind = np.roll(points, 1, axis=0) - points
    long, short = np.hypot(*ahead.T), np.hypot(*behind.T)
    off = np.abs(ahead[:, 0] * behind[:, 1] - ahead[:, 1] * behind[:, 0])      # from the longer side, times its length
    tips = ((ahead * behind).sum(axis=1) > 0.0) & (off <= width * np.maximum(long, short) + 1e-12)
    return bool(tips.any() or (short <= width).any())


def _lies_along(a: XY, at: XY, b: XY, width: float) -> bool:
    """Whether the shorter of the sides from ``at`` lies along the longer one."""
    ax, ay, bx, by = a[0] - at[0], a[1] - at[1], b[0] - at[0], b[1] - at[1]
    return ax * bx + ay * by > 0.0 and abs(ax * by - ay * bx) <= width * max(math.hypot(ax, ay), math.hypot(bx, by))


# ---- Too fine to cut ------------------------------------------------------------------------------------------------

LOOP: Final = 0.05
"""A loop of at most this many mm, as left by an allowance in a tight corner, is left off."""

MOST_LOOPS: Final = 8
"""An outline with more loops than this is faulty."""

AT: Final = 1e-4
"""A side this near to a place, in mm, runs through it."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """A ring without what no cutter can cut: its longest ``hair`` and its widest ``loop`` in mm, with their places."""

    ring: list[XY]
    hair: float = 0.0
    loop: float = 0.0
    hair_at: XY = (0.0, 0.0)
    loop_at: XY = (0.0, 0.0)


def tidied(ring: Sequence[XY]) -> Tidied:
    """The ring without hairs and tiny loops; a wider loop or a longer spike stays, as does a ring that is simple."""
    if len(ring) < 4 or (polygon := shapely.Polygon(ring)).is_valid or not polygon.area:
        return Tidied(list(ring))
    hairs = [each for each in _spikes(ring, ONE_PLACE) if each.length <= HAIR]
    kept = _without(hairs, ring)
    longest = max(hairs, key=lambda each: each.length, default=None)
    hair, hair_at = (longest.length, longest.tip) if longest else (0.0, (0.0, 0.0))
    place = crossing(shapely.Polygon(kept)) if len(kept) > 3 and not spikes_of(kept)[0] else None
    if place is None:
        return Tidied(kept, hair, hair_at=hair_at)
    loop, simple = _without_loops(kept)
    return Tidied(simple if loop else kept, hair, loop, hair_at, (place.x, place.y))


def crossing(polygon: shapely.Polygon) -> Point | None:
    """The first place where an outline crosses or touches itself, as GEOS names it."""
    place = re.search(r"\[(\S+) (\S+)\]", explain_validity(polygon))
    return Point(float(place[1]), float(place[2])) if place else None


def _without_loops(ring: Sequence[XY]) -> tuple[float, list[XY]]:
    """The width in mm of the widest loop of a crossing line and the line without loops; 0 if one exceeds `LOOP`.

    Each loop is cut off where the line crosses itself, so the work stays in proportion to the vertices.
    """
    corners, widest = np.array(ring), 0.0
    for _ in range(MOST_LOOPS):
        polygon = shapely.Polygon(corners)
        if polygon.is_valid:
            return widest, [(float(x), float(y)) for x, y in corners]
        place = crossing(polygon)
        if place is None:
            break
        sides = shapely.linestrings(np.stack((corners, np.roll(corners, -1, axis=0)), axis=1))
        meeting = np.flatnonzero(shapely.distance(sides, shapely.points(place.x, place.y)) <= AT)
        if len(meeting) < 2:
            break
        inside = (np.arange(len(corners)) > meeting[0]) & (np.arange(len(corners)) <= meeting[-1])
        width, inside = min(((float(np.ptp(corners[each], axis=0).max()), each) for each in (inside, ~inside)),
                            key=lambda found: found[0])
        if width > LOOP or len(corners) - inside.sum() < 3:
            break
        widest, corners = max(widest, width, AT), corners[~inside]
    return 0.0, list(ring)


def neck(polygon: shapely.Polygon) -> Point | None:
    """The place where two parts of a piece hang together by less than twice `THIN`, if there is one."""
    parts = [each for each in shapely.get_parts(polygon.buffer(-THIN, join_style="mitre")) if each.area > LEAST]
    if len(parts) < 2:
        return None
    between = shapely.shortest_line(parts[0], shapely.MultiPolygon(parts[1:])).centroid
    return Point(between.x, between.y)


LEAST: Final = 25.0
"""Square mm of a part that counts, beside the tips of corners."""
