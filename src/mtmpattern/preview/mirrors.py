"""Mirror images: of edges, of meshes, and of the points of a sewn garment.

A part and its twin, and both halves of a part that is its own mirror image, get mirrored triangles, so that an even
garment drapes evenly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from scipy.spatial import cKDTree

from mtmpattern.pattern.parts.part import PartEdge, PartLine
from mtmpattern.preview.extents import centre_of
from mtmpattern.preview.outline import EdgeRing
from mtmpattern.preview.panel import Floats, Ints, MeshedPart, mesh_panel
from mtmpattern.preview.sewn import SewnCloth

SAME: Final = 0.1
"""Points that lie closer than this to a mirror image are that image, mm."""
TORN: Final = 0.02
"""The share of a part's points that may be sewn to others than their images are; one with more is not even."""
LARGE: Final = ("torso", "chest", "hip", "leg", "thigh", "arm", "head")
"""Places of the body whose parts make a garment uneven where their sides differ."""
UNLIKE: Final = 0.005
"""Twins whose areas differ by more than this share are not mirror images."""
THINNEST: Final = 20.0
"""The least angle of a triangle in degrees that a mesh of mirrored halves may have."""

_OTHER_SIDE: Final = np.array((-1.0, 1.0, 1.0))

Turn: TypeAlias = tuple[float, float]
"""Where the image of a point lies: its x times the first number plus the second. ``(-1, 0)`` mirrors at x = 0."""


def middle_of(ring: EdgeRing) -> float:
    """The x of the upright line that would mirror a part onto itself: its fold, or the middle of a band."""
    if any(isinstance(edge, PartEdge) and edge.half for edge in ring.edges):
        return centre_of(ring.part)
    ends = [edge.at(mm).x for edge in ring.edges for mm in (0.0, edge.length)]
    return (min(ends) + max(ends)) / 2


def turns_of(ring: EdgeRing, other: EdgeRing) -> tuple[Turn, ...]:
    """How a part may become its twin ``other``, or itself.

    A twin that is its own mirror image, such as a cuff, may be sewn on like its image or like a copy.
    """
    if other is ring:
        return ((-1.0, 2 * middle_of(ring)),)
    low, high = (min(edge.at(mm).x for edge in each.edges for mm in (0.0, edge.length)) for each in (ring, other))
    return (-1.0, 0.0), (1.0, high - low)


def mated_edges(ring: EdgeRing, other: EdgeRing, turn: Turn) -> dict[str, tuple[str, bool]] | None:
    """For the name of each edge and line of a part, that of its image on another, or on the part itself.

    The second value says whether places count from the opposite end there. None if an edge has no image.
    """
    found = {}
    lines, mates = (dict(_named(each)) for each in (ring, other))
    if len(lines) != len(mates):
        return None
    for name, edge in lines.items():
        for mate, image in mates.items():
            against = _is_image(edge, image, turn)
            if against is not None:
                found[name] = mate, against
                break
        else:
            return None
    return found


def _named(ring: EdgeRing) -> Iterator[tuple[str, PartEdge | PartLine]]:
    for edge in ring.edges:
        yield (edge.title if isinstance(edge, PartLine) else edge.name), edge
    yield from ring.lines.items()


def _is_image(edge: PartEdge | PartLine, image: PartEdge | PartLine, turn: Turn) -> bool | None:
    length = edge.length
    if abs(length - image.length) > SAME:
        return None
    for against in (True, False):
        if all(np.hypot(turn[0] * here.x + turn[1] - there.x, there.y - here.y) < SAME for share in (0.0, 1.0, 0.4)
               for here, there in [(edge.at(share * length),
                                    image.at((1 - share if against else share) * image.length))]):
            return against
    return None


# ---- Meshes ------------------------------------------------------------------------------------------------------


def images(points: Floats, others: Floats, turn: Turn = (-1.0, 0.0)) -> Ints | None:
    """The numbers of the images of points (n, 2) among ``others``; None unless each has one of its own."""
    if len(points) != len(others) or not len(points):
        return None
    away, found = cKDTree(others).query(points * (turn[0], 1.0) + (turn[1], 0.0))
    if away.max() > SAME or len(np.unique(found)) < len(found):
        return None
    return np.asarray(found, dtype=np.int64)


def image_of(panel: MeshedPart, fixed: Floats, turn: Turn = (-1.0, 0.0)) -> MeshedPart | None:
    """The image of a mesh, for a twin whose given points are ``fixed``; None if these are not the images of its own."""
    mates = images(panel.points[:panel.boundary], fixed, turn)
    if mates is None:
        return None
    points = panel.points * (turn[0], 1.0) + (turn[1], 0.0)
    numbers = np.concatenate([mates, np.arange(len(fixed), len(points))])
    placed = np.empty_like(points)
    placed[numbers] = points
    faces = numbers[panel.faces]
    return MeshedPart(placed, faces[:, ::-1] if turn[0] < 0 else faces, panel.boundary,
                      tuple(sorted(int(numbers[each]) for each in panel.missing)))


def mesh_of_halves(ring: Floats, size: float, holes: tuple[Floats, ...] = (), chains: Sequence[Ints] = (),
                   marks: Floats | None = None, middle: float = 0.0) -> MeshedPart | None:
    """Mesh one half of a part that is its own mirror image, and complete it by the image of that mesh.

    The arguments are those of `mesh_panel`. None where the outline does not mirror itself, does not cross its middle
    exactly twice, or its half has a triangle that is too thin.
    """
    fixed = np.vstack([ring, *holes, *([] if marks is None else [marks])])
    mates = images(fixed, fixed, (-1.0, 2 * middle))
    on = np.flatnonzero(abs(fixed[:, 0] - middle) < SAME / 2)
    ends = on[on < len(ring)]
    if mates is None or len(ends) != 2 or any(_crosses(each, middle) for each in holes):
        return None
    fixed = fixed.copy()
    fixed[on, 0] = middle
    low, high = ends[np.argsort(fixed[ends, 1])]
    walk = np.arange(low, high + 1) if low < high else np.r_[low:len(ring), 0:high + 1]
    if (fixed[walk[1:-1], 0] <= middle).any():
        return None
    axis = _axis(fixed[on], size)
    half = _Half(fixed, mates, walk, np.setdiff1d(on, ends), axis, middle)
    own_holes = tuple(each for each in holes if each[:, 0].mean() > middle)
    made = half.mesh(len(ring), own_holes, holes, chains, size)
    return made if made is not None and made.angles.min() >= THINNEST and not made.missing else None


def _crosses(hole: Floats, middle: float) -> bool:
    return bool(hole[:, 0].min() < middle + SAME and hole[:, 0].max() > middle - SAME)


def _axis(kept: Floats, size: float) -> Floats:
    # Heights of the points on the middle line, from the highest to the lowest, without those that are there already.
    heights = np.sort(kept[:, 1])[::-1]
    made = [np.linspace(a, b, max(1, round((a - b) / size)) + 1)[1:-1] for a, b in pairwise(heights)]
    return np.concatenate(made)


class _Half:
    """The half of a part to the right of its middle line, with the numbers that its points have on the whole part."""

    def __init__(self, fixed: Floats, mates: Ints, walk: Ints, inner: Ints, axis: Floats, middle: float) -> None:
        self.fixed, self.mates, self.walk, self.inner, self.middle = fixed, mates, walk, inner, middle
        self.axis = np.stack([np.full(len(axis), middle), axis], axis=1)

    def mesh(self, ring: int, own_holes: tuple[Floats, ...], holes: tuple[Floats, ...], chains: Sequence[Ints],
             size: float) -> MeshedPart | None:
        count = len(self.fixed)
        # Down the middle: points that the part has there, and new ones, numbered behind those of the part.
        numbers = np.concatenate([self.inner, count + np.arange(len(self.axis))])
        places = np.vstack([self.fixed[self.inner], self.axis])
        down = np.argsort(-places[:, 1], kind="stable")
        holed = ring + sum(map(len, holes))
        in_holes = [at for at in range(ring, holed) if self.fixed[at, 0] > self.middle]
        marks = [at for at in range(holed, count) if self.fixed[at, 0] > self.middle + SAME / 2]
        order = np.concatenate([self.walk, numbers[down], np.array(in_holes, np.int64), np.array(marks, np.int64)])
        known = {int(number): at for at, number in enumerate(order)}
        own_chains = [np.array([known[int(each)] for each in chain]) for part in chains
                      for chain in _kept(part, known)]
        outline = np.vstack([self.fixed[self.walk], places[down]]) - (self.middle, 0.0)
        shift = np.array((self.middle, 0.0))
        try:
            panel = mesh_panel(outline, size, tuple(each - shift for each in own_holes), own_chains,
                               self.fixed[marks] - shift if marks else None)
        except ValueError:
            return None
        return self._whole(panel, order, count)

    def _whole(self, panel: MeshedPart, order: Ints, count: int) -> MeshedPart:
        axis, inner = len(self.axis), len(panel.points) - panel.boundary
        numbers = np.concatenate([order, count + axis + np.arange(inner)])
        others = np.concatenate([np.where(order < count, self.mates[np.minimum(order, count - 1)], order),
                                 count + axis + inner + np.arange(inner)])
        points = np.empty((count + axis + 2 * inner, 2))
        points[numbers] = panel.points + np.array((self.middle, 0.0))
        points[others] = panel.points * (-1.0, 1.0) + np.array((self.middle, 0.0))
        faces = np.vstack([numbers[panel.faces], others[panel.faces][:, ::-1]])
        return MeshedPart(points, faces, count, panel.missing)


def _kept(chain: Ints, known: dict[int, int]) -> Iterator[Ints]:
    # The stretches of a chain on the half that is meshed.
    inside = np.array([int(each) in known for each in chain])
    for run in np.split(np.arange(len(chain)), np.flatnonzero(np.diff(inside)) + 1):
        if inside[run[0]] and len(run) > 1:
            yield chain[run]


# ---- Points of a sewn garment ------------------------------------------------------------------------------------


def evened(points: Floats, mirror: Ints, sign: Floats | float = _OTHER_SIDE) -> Floats:
    """The mean of points in space and the mirror images of their ``mirror``, for points that have one."""
    own = np.flatnonzero(mirror >= 0)
    made = points.copy()
    made[own] = (points[own] + points[mirror[own]] * sign) / 2
    return made


def is_uneven(cloth: SewnCloth) -> bool:
    """Whether the sides of a garment differ: a part of the body, a leg or an arm is only on one side, or is different.

    Bands, collars and cuffs do not count, as they close on one side.
    """
    known = {part.id: part for part in cloth.parts}
    for number, part in enumerate(cloth.parts):
        if part.body_part not in LARGE or part.role == "pocketing":
            continue
        twin = known.get(part.twin)
        if part.side and (twin is None or abs(part.area - twin.area) > UNLIKE * part.area):
            return True
        if not part.side and not any(edge.half for edge in part.sewn):
            points = cloth.points[cloth.owners == number]
            if images(points, points, (-1.0, float(points[:, 0].min() + points[:, 0].max()))) is None:
                return True
    return False


def mirrored_nodes(cloth: SewnCloth) -> Ints:
    """The point of the sewn mesh on the wearer's other side, for every point; -1 for one that has none.

    Points in the middle are their own. Points that lie on other cloth have none: one side of a lap lies on top. A
    garment whose sides differ has none at all.
    """
    found = np.full(cloth.count, -1)
    if is_uneven(cloth):
        return found
    torn = np.zeros(cloth.count, bool)
    own = [np.flatnonzero(cloth.owners == number) for number in range(len(cloth.parts))]
    place = {part.id: number for number, part in enumerate(cloth.parts)}
    for number in sorted(place.values(), key=lambda each: (-len(own[each]), each)):
        part, points = cloth.parts[number], cloth.points[own[number]]
        if part.side and part.twin not in place:
            continue
        mate = own[place.get(part.twin, number)]
        other = cloth.points[mate]
        middle = 2 * centre_of(part) if any(edge.half for edge in part.sewn) else float(
            points[:, 0].min() + points[:, 0].max())
        turns = [(-1.0, 0.0), (1.0, other[:, 0].min() - points[:, 0].min())] if part.twin in place else [(-1.0, middle)]
        for turn in turns:
            mates = images(points, other, turn)
            if mates is None:
                continue
            here, there = cloth.node[own[number]], cloth.node[mate[mates]]
            wrong = (found[here] >= 0) & (found[here] != there)
            if wrong.sum() <= TORN * len(here):
                torn[here[wrong]] = True
                found[here[~wrong]] = there[~wrong]
                break
    found[torn] = -1
    paired = (found >= 0) & (found[found] == np.arange(cloth.count)) & ~cloth.lying & ~cloth.lying[found]
    return np.where(paired, found, -1)
