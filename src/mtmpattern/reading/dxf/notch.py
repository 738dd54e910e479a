"""Notches of foreign pieces converted to ours, with implausible angles and depths replaced."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from mtmpattern.geometry import Point
from mtmpattern.pattern.parts.part import PartNotch
from mtmpattern.reading.dxf.foreign_tolerance import ONE_PLACE
from mtmpattern.reading.dxf.outline import Numbers
from mtmpattern.reading.dxf.piece import Points, ReadNotch, ReadPiece, xy_of

LEAVES: Final = 3.0
"""Millimetres between the end of a notch and the sewn line, where the allowance is wide enough."""

NOTCH_DEPTH: Final = 4.0
"""The depth in millimetres of a notch without one in the file; AccuMark cuts the same."""

BELIEVED: Final = 60.0
"""Degrees by which a notch may lean from square to its edge; some programs write angles that point out of the cloth."""

SHALLOW, DEEP = 1.0, 15.0
"""The accepted depths in mm; a notch is also never deeper than the allowance that it is cut into."""

_OVER: Final = 0.1


@dataclass(frozen=True, slots=True)
class _OnEdge:
    """A notch as read, its place on the cut line, the direction into the cloth, and the allowance there."""

    read: ReadNotch
    place: Point
    chords: tuple[float, ...]       # the directions of the chords that it lies on: of two at a corner
    sewn: Ends | None

    @property
    def inward(self) -> float:
        """Square to its edge into the cloth; at a corner square to the edge that its angle was meant for."""
        inward = [(way + 90.0) % 360.0 for way in self.chords]
        return inward[0] if self.read.angle is None else min(
            inward, key=lambda way: off_inward(self.read.angle or 0.0, way))

    @property
    def leaning(self) -> bool:
        """Whether its angle does not point into the cloth."""
        angle = self.read.angle
        return angle is not None and off_inward(angle, self.inward) > BELIEVED and not self._between(angle)

    def _between(self, angle: float) -> bool:
        """Whether an angle runs into the cloth between the two edges of a corner."""
        if len(self.chords) != 2:
            return False
        back, ahead = (self.chords[0] + 180.0) % 360.0, self.chords[1]
        return (angle - ahead) % 360.0 < (back - ahead) % 360.0

    @property
    def angle(self) -> float:
        """The direction that is used."""
        return self.inward if self.read.angle is None or self.leaning else self.read.angle

    @property
    def room(self) -> float:
        """Millimetres to the sewn line in that direction, 0 if there is none."""
        return _room(self.place, self.angle, self.sewn) if self.sewn is not None else 0.0

    @property
    def odd(self) -> bool:
        """Whether its depth is implausible."""
        depth = self.read.depth
        return depth is not None and not SHALLOW <= depth <= (min(DEEP, self.room + _OVER) if self.room else DEEP)

    @property
    def depth(self) -> float:
        """The depth that is used."""
        room = self.room
        if self.read.depth is not None and not self.odd:
            return self.read.depth
        return min(NOTCH_DEPTH, max(room - LEAVES, min(2.0, room))) if room else NOTCH_DEPTH


def notches_of(piece: ReadPiece) -> Iterator[PartNotch]:
    """The notches in order: each with its place on the cut line, and on the sewn line or at its tip without one."""
    for number, each in enumerate(_on_edges(piece), 1):
        at = each.place.along(each.angle, each.room or each.depth)
        yield PartNotch(f"notch_{number}", at, each.place, each.angle, each.depth)


def doubted(piece: ReadPiece) -> tuple[int, tuple[float, ...]]:
    """The number of notches with an angle that does not point into the cloth, and the depths that are implausible."""
    found = list(_on_edges(piece))
    return sum(each.leaning for each in found), tuple(each.read.depth or 0.0 for each in found if each.odd)


def off_inward(angle: float, inward: float) -> float:
    """Degrees between the direction of a notch and the inward one, 0 to 180."""
    return abs((angle - inward + 180.0) % 360.0 - 180.0)


def _on_edges(piece: ReadPiece) -> Iterator[_OnEdge]:
    if not piece.notches or len(piece.cut) < 2:
        return
    cut, sewn = _ends(piece.cut), _ends(piece.sewn) if piece.sewn else None
    for notch in piece.notches:
        yield _OnEdge(notch, *_nearest_on(cut, notch.at), sewn)


Ends = tuple[Numbers, Numbers]
"""The starts and ends of the chords of a ring, one row for each point."""


def _ends(ring: Points) -> Ends:
    points = np.array(xy_of(ring))
    return points, np.roll(points, -1, axis=0)


def _nearest_on(chords: Ends, at: Point) -> tuple[Point, tuple[float, ...]]:
    """The nearest place on the chords, and the direction of its chord in degrees, or at a corner of both in order."""
    a, b = chords
    along = b - a
    squares = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((np.array([at.x, at.y]) - a) * along).sum(axis=1) / squares, 0.0, 1.0)
    places = a + share[:, None] * along
    off = np.hypot(*(places - np.array([at.x, at.y])).T)
    best = int(np.argmin(off))
    before, after = (best - 1) % len(a), (best + 1) % len(a)
    if off[before] <= off[best] + ONE_PLACE:
        meeting = [before, best]
    else:
        meeting = [best, after] if off[after] <= off[best] + ONE_PLACE else [best]
    return (Point(float(places[best, 0]), float(places[best, 1])),
            tuple(math.degrees(math.atan2(along[each, 1], along[each, 0])) for each in meeting))


def _room(at: Point, angle: float, chords: Ends) -> float:
    """Millimetres from the cut line to the sewn line along a notch, 0 where they do not meet within 100 mm."""
    a, b = chords
    ahead = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))])
    along, start = b - a, a - np.array([at.x, at.y])
    turned = ahead[0] * along[:, 1] - ahead[1] * along[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        ways = (start[:, 0] * along[:, 1] - start[:, 1] * along[:, 0]) / turned
        shares = (start[:, 0] * ahead[1] - start[:, 1] * ahead[0]) / turned
    hit = (np.abs(turned) > 1e-12) & (ways >= 0.0) & (ways <= 100.0) & (shares >= 0.0) & (shares <= 1.0)
    return float(ways[hit].min()) if hit.any() else 0.0
