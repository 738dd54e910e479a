"""Each distinct piece of a garment once, as on a paper pattern: parts cut alike or mirrored share one drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from mtmpattern.geometry import TURNED_OVER
from mtmpattern.pattern.parts.part import CutPattern, Part

ALIKE: Final = 0.1
"""Lines of two parts within this many mm of each other are the same."""

_CHORDS: Final = 0.02


def distinct(pattern: CutPattern) -> CutPattern:
    """The pattern with each distinct piece once; each names the others cut along its lines, also mirrored."""
    return replace(pattern, parts=distinct_parts(pattern.parts))


def distinct_parts(parts: Iterable[Part], others: Sequence[dict[str, Part]] = ()) -> tuple[Part, ...]:
    """The first of all parts that are cut alike, with the ids of the rest.

    Parts are alike if their cut and sewn lines, notches, drill holes, inner lines and grain are, here and in each of
    ``others``, which are the same parts in other sizes.
    """
    kept: list[Part] = []
    for part in parts:
        for place, known in enumerate(kept):
            if (known.piece, known.role, known.nap) != (part.piece, part.role, part.nap):
                continue
            way = next((way for way in (False, True) if _all_alike(known, part, way, others)), None)
            if way is not None:
                kept[place] = (replace(known, mirrored=(*known.mirrored, part.id)) if way
                               else replace(known, same=(*known.same, part.id)))
                break
        else:
            kept.append(part)
    return tuple(kept)


def _all_alike(one: Part, other: Part, turned: bool, others: Sequence[dict[str, Part]]) -> bool:
    pairs = [(one, other), *((size.get(one.id), size.get(other.id)) for size in others)]
    return all(a is b or (a is not None and b is not None and alike(a, b, turned=turned)) for a, b in pairs)


def alike(one: Part, other: Part, *, turned: bool) -> bool:
    """Whether ``other``, ``turned`` over or not, lies exactly on ``one``."""
    if (len(one.notches), len(one.drills), len(one.lines)) != (len(other.notches), len(other.drills), len(other.lines)):
        return False
    if (one.mirror is None) != (other.mirror is None) or abs(one.area - other.area) > ALIKE * 2000:
        return False
    mate = other.moved(TURNED_OVER) if turned else other
    x0, y0, x1, y1 = one.bounds
    u0, v0, u1, v1 = mate.bounds
    if abs((x1 - x0) - (u1 - u0)) > ALIKE or abs((y1 - y0) - (v1 - v0)) > ALIKE:
        return False
    shift = np.array([x0 - u0, y0 - v0])
    return (_same_line(one, mate, shift, sewn=False) and _same_line(one, mate, shift, sewn=True)
            and _same_marks(one, mate, shift))


def _same_line(one: Part, other: Part, shift: NDArray[np.float64], *, sewn: bool) -> bool:
    a, b = (shapely.LinearRing([(at.x, at.y) for at in part.polygon(_CHORDS, sewn=sewn)]) for part in (one, other))
    moved = shapely.transform(b, lambda points: points + shift)
    return bool(shapely.hausdorff_distance(a, moved) <= ALIKE)


def _same_marks(one: Part, other: Part, shift: NDArray[np.float64]) -> bool:
    """Whether notches, holes, the ends of inner lines and the direction of the grain are at the same places."""
    def marks(part: Part) -> NDArray[np.float64]:
        places = [notch.on_cut for notch in part.notches] + [drill.at for drill in part.drills]
        for line in part.lines:
            places += [line.curves[0].start, line.at(line.length / 2), line.curves[-1].end]
        return np.array([(at.x, at.y) for at in places]).reshape(-1, 2)

    a, b = marks(one), marks(other) + shift
    if len(a) != len(b):
        return False
    if len(a):
        away = np.hypot(*(a[:, None] - b[None]).transpose(2, 0, 1))
        if max(away.min(axis=0).max(), away.min(axis=1).max()) > ALIKE:
            return False
    (p, q), (r, s) = one.grain, other.grain
    across = (q.x - p.x) * (s.y - r.y) - (q.y - p.y) * (s.x - r.x)
    along = (q.x - p.x) * (s.x - r.x) + (q.y - p.y) * (s.y - r.y)
    return abs(across) <= 1e-3 * abs(along) and (along > 0 or not one.nap)
