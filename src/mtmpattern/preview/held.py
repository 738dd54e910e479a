"""Whether a sewn garment can stay on the body by itself: it must go round some part of it."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mtmpattern.errors import StationError
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.seams.layer import hanging_pieces
from mtmpattern.preview.panel import Ints
from mtmpattern.preview.sewn import SewnCloth

ON_THE_TRUNK: Final = frozenset({"", "torso", "shoulder", "chest", "waist", "hip", "neck"})
"""Places where cloth stays only if it goes round; a sack is put on over a head, a hand or a foot."""


def check_held(cloth: SewnCloth, pattern: Pattern) -> None:
    """Raise `StationError` (``preview.held``) for cloth on the trunk that goes round nothing: it would fall off.

    Cloth that goes round something has two rims at least, such as the waist and the hem.
    """
    for parts in _fallen(cloth):
        hanging = sorted(name.replace("_", " ") for name in hanging_pieces(pattern.sewing))
        also = f", and what only hangs on it ({', '.join(hanging)}) is not draped" if hanging else ""
        raise StationError(
            f"{', '.join(parts)}: it goes round no part of the body{also}, so that it would fall off",
            code="preview.held", where=parts[0], hint="A preview shows what is sewn or closed into a ring, such as a "
            "skirt or a top. Look at the drawing instead: `mtmpattern make TEMPLATE -m FILE -f svg`.",
            params={"pieces": parts, "hanging": hanging})


def _fallen(cloth: SewnCloth) -> list[list[str]]:
    """The pieces of every connected cloth of the trunk that has a single rim."""
    triangles = cloth.triangles
    of_point = _connected(np.vstack([triangles[:, :2], triangles[:, 1:]]), cloth.count)
    edges = np.sort(np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]), axis=1)
    edges, times = np.unique(edges, axis=0, return_counts=True)
    rim = edges[times == 1]
    of_rim = _connected(rim, cloth.count)
    found = []
    for number in np.unique(of_point[triangles]):
        own = [cloth.parts[each] for each in np.unique(cloth.owner[of_point[triangles[:, 0]] == number])]
        rims = len(np.unique(of_rim[rim[of_point[rim[:, 0]] == number]]))
        if rims < 2 and all(part.body_part in ON_THE_TRUNK for part in own):
            found.append(list(dict.fromkeys(part.piece.replace("_", " ") for part in own)))
    return found


def _connected(edges: Ints, count: int) -> Ints:
    """The number of the connected set in which each point lies."""
    joined = coo_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (count, count))
    found: Ints = connected_components(joined, directed=False)[1].astype(np.int64)
    return found
