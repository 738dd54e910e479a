"""Quick answers about many points and one outline: how far each lies from it, and which lie outside."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from .shapes import XY

Numbers = npt.NDArray[np.float64]


class Border:
    """An outline as single chords in a tree, so that many points cost little more than one."""

    __slots__ = ("_polygon", "_tree")

    def __init__(self, ring: Sequence[XY]) -> None:
        points = np.array([*ring, ring[0]])
        chords = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1))
        self._tree = shapely.STRtree(np.array(chords, dtype=object))
        self._polygon = shapely.Polygon(points) if len(ring) > 2 else None
        if self._polygon is not None:
            shapely.prepare(self._polygon)

    def distances(self, points: Sequence[XY]) -> Numbers:
        """How far each point lies from the line, in mm."""
        places = shapely.points(np.array(points, dtype=float).reshape(-1, 2))
        (which, _), found = self._tree.query_nearest(places, return_distance=True, all_matches=False)
        answer = np.zeros(len(points))
        answer[which] = found
        return answer

    def outside(self, points: Sequence[XY]) -> Numbers:
        """How far each point lies outside, in mm; 0 for those inside or on the line."""
        places = np.array(points, dtype=float).reshape(-1, 2)
        answer = np.zeros(len(places))
        if self._polygon is None or not len(places):
            return answer
        out = ~shapely.contains_xy(self._polygon, places[:, 0], places[:, 1])
        if out.any():
            answer[out] = self.distances([(x, y) for x, y in places[out]])
        return answer
