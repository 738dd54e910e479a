"""How cloth resists: stretch along warp and weft, shear and bending, mass and thickness of every triangle.

Stiffness comes from the drape figures of each fabric: energy per area ``k/2 e^2`` of tension along warp and weft,
``G/2 g^2`` of shear, ``B/2 c^2`` of curvature. Plies that lie on each other add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from scipy import sparse

from mtmpattern.errors import Problem, StationError
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.preview.collars import LIFT
from mtmpattern.preview.panel import Floats, Ints
from mtmpattern.preview.sewn import SewnCloth

CREASED: Final = 0.05
"""The share of the resistance to bending that is left along a crease."""
FUSED: Final = 20.0
"""How many times as much cloth resists bending once it is fused, by eye: glued layers cannot slide."""
STIFF: Final = 300.0
"""The most tension that cloth is draped with, N/m: under its own weight it then stretches by less than 1 %, and a
drape ends several times sooner than with the thousands of N/m of woven cloth."""
HINGE: Final = 9 / 8
"""Weight of a hinge, in ``B / (A + A')``. On a mesh of equilateral triangles 1 gives cylindrical bending its exact
energy, and bending both ways that of a plate with a Poisson's ratio of -1/3. A free strip then bends by 1 - 1/9 of the
rigidity, which is measured on strips; 9/8 gives it back."""
ELASTIC: Final = 500.0
"""Tension that elastic in a band adds along it, N/m: 10 N when stretched by half its length, at a width of 40 mm."""
TIED: Final = 2e5
"""The stiffness that holds cloth on the cloth it lies on, N/m per square metre."""
_MICRO, _MILLI = 1e-6, 1e-3


@dataclass(frozen=True, slots=True)
class Ply:
    """All plies of a triangle together: N/m along warp, weft and in shear, N m of bending, kg/m2, m."""

    warp: float
    weft: float
    shear: float
    bend_warp: float
    bend_weft: float
    mass: float
    thickness: float
    friction: float


def ply_of(fabrics: tuple[Fabric, ...]) -> Ply:
    """Add up the plies that lie on each other; raises ValueError for a fabric without drape figures."""
    figures = [fabric.drape for fabric in fabrics]
    if any(each is None for each in figures):
        raise ValueError("no drape figures")
    known = [each for each in figures if each is not None]
    return Ply(sum(min(each.tensile_warp, STIFF) for each in known),
               sum(min(each.tensile_weft, STIFF) for each in known),
               sum((each.shear_warp + each.shear_weft) / 2 for each in known),
               sum(each.bending_warp for each in known) * _MICRO, sum(each.bending_weft for each in known) * _MICRO,
               sum(fabric.mass for fabric in fabrics) * _MILLI, sum(fabric.thickness for fabric in fabrics) * _MILLI,
               known[0].friction)


def plies_of(cloth: SewnCloth, fabrics: Mapping[str, Fabric]) -> tuple[Ply, ...]:
    """The ply of each part.

    Raises `StationError` (``preview.drape``, ``preview.mass``) naming every cloth that cannot be draped.
    """
    faults = {}
    for roles in cloth.plies:
        for role in roles:
            fabric = fabrics.get(role)
            if role != "fusible" and (fabric is None or fabric.drape is None):
                faults[role] = Problem(
                    f"the cloth of the {role}{f', {fabric.name},' if fabric else ''} has no drape figures",
                    "preview.drape", role, "Give the block `drape` in its file, or drape another cloth.")
            elif fabric is not None and not fabric.mass > 0:
                faults[role] = Problem(f"{fabric.name} has no mass", "preview.mass", role, "Give its g/m2.")
    if faults:
        raise StationError.of(faults.values())
    found = []
    for roles in cloth.plies:
        own = [fabrics[role] for role in roles if role in fabrics and fabrics[role].drape is not None]
        ply = ply_of(tuple(own))
        if "fusible" in roles:
            ply = replace(ply, bend_warp=FUSED * ply.bend_warp, bend_weft=FUSED * ply.bend_weft)
        found.append(ply)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ClothModel:
    """The sewn mesh with its rest shape and stiffness, in metres and newtons.

    ``inverse`` (faces, 2, 2) turns edges of a triangle in space into the images of weft and warp. ``hinges`` are rows
    of four nodes: the shared edge, then the two tips; ``cotangents`` weigh them.
    """

    count: int
    triangles: Ints
    inverse: Floats = field(repr=False)
    area: Floats = field(repr=False)
    mass: Floats = field(repr=False)
    node_area: Floats = field(repr=False)
    weft: Floats = field(repr=False)
    warp: Floats = field(repr=False)
    shear: Floats = field(repr=False)
    hinges: Ints = field(repr=False)
    cotangents: Floats = field(repr=False)
    bending: Floats = field(repr=False)
    offset: Floats = field(repr=False)
    friction: float = 0.3
    ties: sparse.csr_array | None = field(default=None, repr=False)
    """A row for each point that lies on a triangle: the point minus the place under it, weighted."""

    def deformation(self, points: Floats) -> tuple[Floats, Floats]:
        """The images of a unit of weft and of warp in space, for every triangle: two (faces, 3) arrays."""
        corner = points[self.triangles]
        one, other = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
        across = one * self.inverse[:, :1, 0] + other * self.inverse[:, 1:, 0]
        along = one * self.inverse[:, :1, 1] + other * self.inverse[:, 1:, 1]
        return across, along


def cloth_model(cloth: SewnCloth, plies: tuple[Ply, ...],
                drawn: Mapping[int, tuple[float, float]] | None = None) -> ClothModel:
    """The model of a sewn garment; ``plies`` has one for each part.

    ``drawn`` holds, by place, the parts that elastic draws
    in, with their factors along warp and weft at rest.
    """
    turned = np.empty_like(cloth.points)
    for number, part in enumerate(cloth.parts):
        own = cloth.owners == number
        way = np.array((part.grain[1].x - part.grain[0].x, part.grain[1].y - part.grain[0].y))
        way /= np.linalg.norm(way)
        turned[own] = cloth.points[own] @ np.array(((way[1], way[0]), (-way[0], way[1])))    # warp becomes y
    kinds = {name: np.array([getattr(ply, name) for ply in plies])[cloth.owner]
             for name in ("warp", "weft", "shear", "mass", "bend_warp", "bend_weft")}
    offset = np.zeros(cloth.count)
    np.maximum.at(offset, cloth.node, np.array([ply.thickness for ply in plies])[cloth.owners])
    offset[cloth.over] += 2 * LIFT * _MILLI
    for number, (warp, weft) in (drawn or {}).items():
        turned[cloth.owners == number] *= (weft, warp)
        name = "weft" if weft < warp else "warp"
        kinds[name] = np.where(cloth.owner == number, kinds[name] + ELASTIC, kinds[name])
    made = model_of(turned * _MILLI, cloth.faces, cloth.node, kinds, offset, plies[0].friction)
    made = replace(made, ties=_tied(cloth, made.node_area))
    size = cloth.count
    creased = np.isin(np.sort(made.hinges[:, :2], axis=1) @ (size, 1), cloth.folds @ (size, 1))
    return replace(made, bending=np.where(creased, CREASED, 1.0) * made.bending)


def _tied(cloth: SewnCloth, node_area: Floats) -> sparse.csr_array | None:
    ties = cloth.ties
    if not len(ties.node):
        return None
    weight = np.sqrt(TIED * node_area[ties.node])
    rows = np.arange(len(ties.node))
    values = np.concatenate([weight, -(ties.weights * weight[:, None]).T.ravel()])
    columns = np.concatenate([ties.node, cloth.triangles[ties.faces].T.ravel()])
    return sparse.csr_array((values, (np.tile(rows, 4), columns)), (len(rows), cloth.count))


def model_of(flat: Floats, faces: Ints, node: Ints, kinds: Mapping[str, Floats], offset: Floats,
             friction: float = 0.3) -> ClothModel:
    """The model of a flat mesh, ``flat`` in metres with the warp along y, stiffness by triangle in ``kinds``."""
    corner = flat[faces]
    one, other = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    twice = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    area = twice / 2
    inverse = np.stack([np.stack([other[:, 1], -other[:, 0]], -1), np.stack([-one[:, 1], one[:, 0]], -1)], 1)
    inverse = inverse / twice[:, None, None]
    count = int(node.max()) + 1
    triangles = node[faces]
    spread = np.repeat(area / 3, 3)
    mass: Floats = np.bincount(triangles.ravel(), spread * np.repeat(kinds["mass"], 3), count).astype(np.float64)
    node_area: Floats = np.bincount(triangles.ravel(), spread, count).astype(np.float64)
    hinges, cotangents, bending = _hinges(flat, faces, triangles, area, kinds)
    return ClothModel(count, triangles, inverse, area, mass, node_area, kinds["weft"], kinds["warp"], kinds["shear"],
                      hinges, cotangents, bending, offset, friction)


def _hinges(flat: Floats, faces: Ints, triangles: Ints, area: Floats,
            kinds: Mapping[str, Floats]) -> tuple[Ints, Floats, Floats]:
    # Pairs of triangles that share an edge. Across a seam each has an edge of its own, and their mean length counts.
    sides = np.vstack([np.stack([np.arange(len(faces)), np.full(len(faces), k)], 1) for k in range(3)])
    face, k = sides.T
    start, end, tip = (triangles[face, (k + i) % 3] for i in range(3))
    low, high = np.minimum(start, end), np.maximum(start, end)
    key = low * (int(triangles.max()) + 1) + high
    order = np.argsort(key, kind="stable")
    runs, first, number = np.unique(key[order], return_index=True, return_counts=True)
    del runs
    pair = first[number == 2]                                 # more than two meet where a closing lies on its lap
    a, b = order[pair], order[pair + 1]
    def lengths(s: Ints) -> tuple[Floats, Floats, Floats]:
        p, q, r = (flat[faces[face[s], (k[s] + i) % 3]] for i in range(3))
        swap = (start[s] > end[s])[:, None]
        p, q = np.where(swap, q, p), np.where(swap, p, q)     # from the lower node to the higher
        return np.linalg.norm(p - q, axis=1), np.linalg.norm(p - r, axis=1), np.linalg.norm(q - r, axis=1)

    (edge_a, near_a, far_a), (edge_b, near_b, far_b) = lengths(a), lengths(b)
    edge = (edge_a + edge_b) / 2
    size_a, size_b = area[face[a]], area[face[b]]

    def cotangent(own: Floats, opposite: Floats, size: Floats) -> Floats:
        result: Floats = (edge**2 + own**2 - opposite**2) / (4 * size)
        return result

    at_low = cotangent(near_a, far_a, size_a), cotangent(near_b, far_b, size_b)
    at_high = cotangent(far_a, near_a, size_a), cotangent(far_b, near_b, size_b)
    weights = np.stack([at_high[0] + at_high[1], at_low[0] + at_low[1],
                        -(at_low[0] + at_high[0]), -(at_low[1] + at_high[1])], axis=1)
    way = flat[faces[face[a], (k[a] + 1) % 3]] - flat[faces[face[a], k[a]]]
    across = (way[:, 0] / np.maximum(np.linalg.norm(way, axis=1), 1e-12)) ** 2     # an edge along the weft bends warp
    stiff = [across * kinds["bend_warp"][face[s]] + (1 - across) * kinds["bend_weft"][face[s]] for s in (a, b)]
    nodes = np.stack([low[a], high[a], tip[a], tip[b]], axis=1)
    degenerate = (nodes[:, 2] == nodes[:, 3]) | (nodes[:, 0] == nodes[:, 1])
    keep = ~degenerate
    # Each triangle's energy lies in its hinges; one with a free edge has fewer of them, which then count for more.
    hinged = np.bincount(np.concatenate([face[a][keep], face[b][keep]]), minlength=len(faces))
    more = [3 / np.maximum(hinged[face[s]], 1) for s in (a, b)]
    share = HINGE * (size_a * more[0] + size_b * more[1]) / (size_a + size_b)
    return nodes[keep], weights[keep], (share * (stiff[0] + stiff[1]) / 2 / (size_a + size_b))[keep]
