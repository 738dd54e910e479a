"""The surfaces of a draped garment as they are drawn: skin, parts in their colours, seams and hem stitching."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.parts.part import Part
from mtmpattern.pattern.seams.seam import Seam
from mtmpattern.preview.garment import Garment3D
from mtmpattern.preview.gltf import Colour, vertex_normals
from mtmpattern.preview.maps import Maps, coloured
from mtmpattern.preview.panel import Floats, Ints
from mtmpattern.preview.picture import DrawnMesh
from mtmpattern.preview.sewn import SewnCloth

NEARER: Final = 0.007
"""How far cloth is moved towards the viewer when drawn, so that skin does not show through, m."""
BEHIND: Final = 0.004
"""The same for cloth that lies behind other cloth, such as a pocket bag."""
LAPPING: Final = 0.009
"""The same for what laps over a closing on the outside."""
ON_TOP: Final = 0.014
"""The same for the fall of a collar."""
COLOURS: Final = ((0.25, 0.40, 0.60), (0.55, 0.24, 0.27), (0.30, 0.42, 0.34), (0.62, 0.50, 0.32))
"""Colours of the roles of cloth in a garment, sRGB."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A surface in the pictures, and the points of the sewn mesh whose map values colour it.

    Each of its vertices lies between the points ``nodes`` (n, k), by their ``weights``; None where it is not cloth.
    """

    surface: DrawnMesh
    nodes: Ints | None = None
    weights: Floats | None = None

    def mapped(self, maps: Maps, name: str) -> DrawnMesh:
        """The surface in the colours of a map, or unchanged if it is not cloth."""
        if self.nodes is None:
            return self.surface
        values = maps.of(name)[self.nodes]
        values = values[:, 0] if self.weights is None else (values * self.weights).sum(1)
        return replace(self.surface, colours=coloured(values, name))


def role_colours(garment: Garment3D) -> dict[str, Colour]:
    """The colour of each role of cloth, the shell first."""
    roles = list(dict.fromkeys(sorted((part.role for part in garment.cloth.parts), key=lambda role: role != "shell")))
    return {role: COLOURS[number % len(COLOURS)] for number, role in enumerate(roles)}


def surfaces_of(garment: Garment3D, pattern: Pattern) -> list[Shown]:
    """The surfaces to draw: the skin, each part, the parts laid on it, and the lines of seams and hem stitching."""
    avatar, cloth = garment.avatar, garment.cloth
    skin = DrawnMesh(avatar.vertices / 1000, avatar.faces, avatar.normals(),
                     np.tile(np.array((0.86, 0.74, 0.66)), (len(avatar.vertices), 1)))
    found, colours, normals = [Shown(skin)], role_colours(garment), garment.normals
    at_mouth = at_mouths(cloth)
    lies, fall = cloth.lying_faces, np.isin(cloth.triangles, cloth.over).any(1)
    lap = lies & np.isin(cloth.triangles, cloth.laps).any(1)
    behind = lies & ~lap
    free = _rim(cloth.triangles)
    for number, part in enumerate(cloth.parts):
        own = cloth.owner == number
        role = shown_role(part, pattern)
        paint = _printed(cloth.points, colours[role], pattern.fabrics.get(role))
        inside = part.role == "pocketing"                     # but for what the mouths of pockets show
        groups = ((own & at_mouth, BEHIND),) if inside else (
            (own & ~lies & ~fall, NEARER), (own & behind, BEHIND), (own & lap, LAPPING), (own & fall, ON_TOP))
        for chosen, nearer in groups:
            if chosen.any():
                # The fall of a collar shows the face that its stand turns to the neck.
                faces = cloth.faces[chosen][:, ::-1] if nearer == ON_TOP else cloth.faces[chosen]
                light = vertex_normals(garment.points, cloth.node[faces]) if nearer in (BEHIND, ON_TOP) else normals
                lines = garment.points[cloth.node[_rim(faces)]] if nearer == ON_TOP else None
                if nearer == LAPPING:
                    rim = np.sort(cloth.node[_rim(faces)], axis=1)
                    lines = garment.points[rim[np.isin(rim @ (cloth.count, 1), free @ (cloth.count, 1))]]
                drawn = DrawnMesh(garment.points[cloth.node], faces, light[cloth.node], paint, nearer, lines)
                found.append(Shown(drawn, cloth.node[:, None]))
    for laid in cloth.laid:
        under = cloth.triangles[laid.faces]
        points = (garment.points[under] * laid.weights[:, :, None]).sum(1)
        points = points + 0.0015 * (normals[under] * laid.weights[:, :, None]).sum(1)
        if laid.part.piece.endswith("facing"):
            continue
        paint = _printed(laid.panel.points, colours.get(laid.part.role, COLOURS[0]),
                         pattern.fabrics.get(laid.part.role))
        edge = np.arange(laid.panel.boundary)
        lines = np.stack([points[edge], points[np.roll(edge, -1)]], axis=1)
        found.append(Shown(DrawnMesh(points, laid.panel.faces, vertex_normals(points, laid.panel.faces), paint,
                                     NEARER + 0.002, lines), under, laid.weights))
    none = np.zeros((0, 3))
    found.append(Shown(DrawnMesh(none, np.zeros((0, 3), np.int64), none, none, NEARER, _stitches(garment))))
    return found


def _printed(points: Floats, colour: Colour, fabric: Fabric | None) -> Floats:
    # Stripes and checks where the cloth has a repeat; points are mm on the flat part, warp along y.
    made = np.tile(np.array(colour), (len(points), 1))
    if fabric is None:
        return made
    for axis, repeat in ((1, fabric.repeat_warp), (0, fabric.repeat_weft)):
        if repeat > 0:
            phase = points[:, axis] / repeat % 1.0
            made = np.where((abs(phase - 0.5) < 0.14)[:, None], made * 0.45 + 0.50, made)
    return made


def _stitches(garment: Garment3D) -> Floats:
    """Seams and hem stitching as pairs of points in space."""
    cloth, points = garment.cloth, garment.points
    rows = []
    for _, pairs in outside_seams(cloth):
        nodes = cloth.node[pairs]
        rows.append(points[nodes[~cloth.lying[nodes].any(1)]])
    hems: dict[tuple[int, float], list[Ints]] = {}
    under = cloth.lying.copy()
    under[cloth.laps] = False
    rows += [points[turned_edges(cloth)], points[cloth.pleats]]
    for seam, pairs in cloth.hems:
        pairs = pairs[~under[cloth.node[pairs]].all(1)]       # noqa: PLW2901
        if seam.depth > 0 and len(pairs):
            hems.setdefault((int(cloth.owners[pairs[0, 0]]), round(seam.depth, 2)), []).append(pairs)
    rows += [_hem_line(garment, owner, np.vstack(found), depth, under) for (owner, depth), found in hems.items()]
    kept = [row for row in rows if len(row)]
    return np.vstack(kept) if kept else np.zeros((0, 2, 3))


def _hem_line(garment: Garment3D, owner: int, pairs: Ints, depth: float, under: NDArray[np.bool_]) -> Floats:
    # The line on the flat cloth at the hem's depth from its edge, but for what lies under other cloth.
    cloth = garment.cloth
    ends = cloth.points[pairs]
    dense = np.vstack([ends[:, 0] * (1 - share) + ends[:, 1] * share for share in (0, 0.25, 0.5, 0.75)])
    own = np.flatnonzero((cloth.owner == owner) & ~under[cloth.triangles].any(1))
    faces = cloth.faces[own]
    away = np.full(len(cloth.points), np.inf)
    used = np.unique(faces)
    away[used] = cKDTree(dense).query(cloth.points[used])[0]
    value = away[faces] - depth
    rows = []
    cut = (value.min(1) < 0) & (value.max(1) > 0)
    for face, level in zip(faces[cut], value[cut], strict=True):
        ends3 = []
        for i, j in ((0, 1), (1, 2), (2, 0)):
            if (level[i] < 0) != (level[j] < 0):
                share = level[i] / (level[i] - level[j])
                a, b = garment.points[cloth.node[face[i]]], garment.points[cloth.node[face[j]]]
                ends3.append(a + share * (b - a))
        rows.append(ends3[:2])
    return np.array(rows) if rows else np.zeros((0, 2, 3))


def shown_role(part: Part, pattern: Pattern) -> str:
    """The role in whose colour a part is drawn: what the mouth of a pocket shows is faced with the shell."""
    faced = part.role == "pocketing" and any("facing" in piece.info.name for piece in pattern.pieces)
    return "shell" if faced else part.role


def at_mouths(cloth: SewnCloth) -> NDArray[np.bool_]:
    """Which triangles of pocket bags the mouths show.

    These lie between the seams on the far side of a mouth and the cloth that covers them; what hangs free beyond that
    cloth's edge is not shown.
    """
    bags = cloth.bags
    own = bags[cloth.owner]
    triangles, lying = cloth.triangles[own], cloth.lying
    rim, covering, sewn = (np.zeros(cloth.count, bool) for _ in range(3))
    for seam, pairs in cloth.seams:
        if bags[np.isin([part.id for part in cloth.parts], seam.parts)].all():
            rim[cloth.node[pairs]] = True
    covering[cloth.node[np.isin(cloth.owners, np.unique(cloth.owner[cloth.ties.faces]))]] = True
    sewn[cloth.node[~bags[cloth.owners]]] = True
    rim &= ~sewn
    seen = sewn & ~covering
    free = ~lying & ~rim & ~covering
    while True:
        more = seen.copy()
        more[triangles[seen[triangles].any(1)]] = True
        more &= free
        if (more == seen).all():
            break
        seen = more
    found = np.zeros(len(cloth.faces), bool)
    found[own] = seen[triangles].any(1) & ~rim[triangles].any(1)
    return found


def outside_seams(cloth: SewnCloth) -> list[tuple[Seam, Ints]]:
    """The seams that can be seen, with their pairs of points.

    Not those of pocket bags, nor the line of a closing that is lapped over, nor those of the strip that closes a slit,
    as another strip lies over it.
    """
    hidden = [{part.id for part in cloth.parts if part.role == "pocketing"},
              *(set(seam.parts) for seam, _ in cloth.seams if seam.kind == "closed" and not any(seam.beyond)
                and len(seam.parts) == 2)]
    return [(seam, pairs) for seam, pairs in cloth.seams if not any(each.issuperset(seam.parts) for each in hidden)
            and not (seam.kind == "closed" and seam.beyond[0])]


def turned_edges(cloth: SewnCloth) -> Ints:
    """The edges along which cloth is folded under cloth of its own part, such as the fold of a vent."""
    closed = {part for seam, _ in cloth.seams if seam.kind == "closed" for part in seam.parts}
    own = np.zeros(len(cloth.faces), bool)
    for number in np.unique(cloth.owner[cloth.ties.faces]):
        held = cloth.ties.node[cloth.owner[cloth.ties.faces] == number]
        if cloth.parts[number].id not in closed and np.isin(held, cloth.node[cloth.owners == number]).sum() > 1:
            own |= cloth.owner == number
    lies = cloth.lying_faces
    fold = [_rim(cloth.triangles[own & each]) @ (cloth.count, 1) for each in (lies, ~lies)]
    found = np.intersect1d(fold[0], fold[1])
    return np.stack([found // cloth.count, found % cloth.count], axis=1)


def _rim(faces: Ints) -> Ints:
    # The edges that only one of some triangles has.
    sides = np.sort(np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    found, number = np.unique(sides, axis=0, return_counts=True)
    result: Ints = found[number == 1]
    return result
