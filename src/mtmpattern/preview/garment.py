"""A garment on a body: sewn, placed, draped, and pushed clear of the skin itself.

from mtmpattern.preview.garment import dress

made = dress(pattern, avatar)
made.rested, made.outside, made.points      # (nodes, 3) in metres
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import igl
import numpy as np
from scipy.spatial import cKDTree

from mtmpattern.pattern import Pattern
from mtmpattern.pattern.seams.layer import hanging_pieces
from mtmpattern.preview.avatar import Avatar
from mtmpattern.preview.body_field import BodyField, body_field
from mtmpattern.preview.cloth import ClothModel, cloth_model, plies_of
from mtmpattern.preview.collars import LIFT
from mtmpattern.preview.drape import Constraints, Draped, DrapeSettings, drape
from mtmpattern.preview.gltf import vertex_normals
from mtmpattern.preview.held import check_held
from mtmpattern.preview.mirrors import mirrored_nodes
from mtmpattern.preview.outline import PLEATED
from mtmpattern.preview.panel import Floats, Ints
from mtmpattern.preview.placing import place
from mtmpattern.preview.sewing import SIZE, sew
from mtmpattern.preview.sewn import SewnCloth

GRADE: Final = 5
"""Increased when the same pattern and avatar drape differently."""
CLEAR: Final = 0.0008
"""Points nearer to the skin than this after the drape are pushed out, m."""
CLEARINGS: Final = 5
"""The most rounds of pushing cloth out of the body."""
APART: Final = 0.0008
"""How far apart cloth and the cloth that lies on it are shown, m."""
BAGGED: Final = 0.003
"""The same for the bags of pockets, m."""
DEEP: Final = 0.002
"""A drape with cloth deeper in the body than this went wrong, m."""
OUTSIDE: Final = 0.999
"""And one with less of its cloth outside the body than this."""
OFF_WAIST: Final = 10.0
"""A waistband further from the height at which it is worn than this is noted, mm."""
ARMS: Final = ("upper_arm", "forearm", "hand")

Watch = Callable[[str, float], None]
"""Called with the name of the present stage and the share of the work that is done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Garment3D:
    """A draped garment: the sewn mesh, its points in metres, and how the drape ended.

    ``skin`` is the distance of every point to the body in m, ``skin_of_faces`` that of the middle of every triangle.
    ``push`` is the force in N by which the body holds each point off.
    """

    cloth: SewnCloth = field(repr=False)
    model: ClothModel = field(repr=False)
    avatar: Avatar = field(repr=False)
    points: Floats = field(repr=False)
    push: Floats = field(repr=False)
    skin: Floats = field(repr=False)
    skin_of_faces: Floats = field(repr=False)
    rested: bool
    speed: float
    seconds: float
    digest: str
    notes: tuple[str, ...] = ()
    depths: Mapping[str, float] = field(default_factory=dict, repr=False)
    """How far below the waist each measured level of the trunk lies, mm."""

    @property
    def outside(self) -> float:
        """The share of points and middles of triangles that lie outside the body."""
        return float((np.concatenate([self.skin, self.skin_of_faces]) >= 0).mean())

    @property
    def deepest(self) -> float:
        """How far the deepest point or middle of a triangle lies inside the body, in m; 0 where none does."""
        return float(max(0.0, -min(self.skin.min(), self.skin_of_faces.min())))

    @property
    def normals(self) -> Floats:
        """Unit normals of the points: those of the cloth that does not lie on other cloth, where they belong to any."""
        return outer_normals(self.points, self.cloth)


def outer_normals(points: Floats, cloth: SewnCloth) -> Floats:
    """Unit normals of points; along a fold, those of the cloth outside it."""
    triangles = cloth.triangles
    below = cloth.lying_faces | np.isin(triangles, cloth.over).any(1)
    made = vertex_normals(points, triangles[below])
    shown = np.unique(triangles[~below])
    made[shown] = vertex_normals(points, triangles[~below])[shown]
    return made


def covers_arms(cloth: SewnCloth) -> bool:
    """Whether a garment hangs from the shoulders, so that it touches the arms."""
    return any(part.level == "neck point" or part.body_part == "arm" for part in cloth.parts)


def pose_for(cloth: SewnCloth) -> str:
    """The pose of the avatar for a garment: arms low for tops, out of the way for skirts and trousers."""
    return "drape" if covers_arms(cloth) else "a"


def body_faces(avatar: Avatar, cloth: SewnCloth) -> Ints:
    """The faces that a garment can touch: without the arms where it hangs from the waist."""
    if covers_arms(cloth):
        return avatar.faces
    arms = [number for number, name in enumerate(avatar.parts) if name.split("_", 1)[-1] in ARMS]
    return avatar.faces[~np.isin(avatar.labels, arms)[avatar.faces].any(1)]


def dress(pattern: Pattern, avatar: Avatar, *, cloth: SewnCloth | None = None, size: float = SIZE,
          depths: Mapping[str, float] | None = None, settings: DrapeSettings | None = None,
          watch: Watch | None = None) -> Garment3D:
    """Drape a pattern on an avatar.

    ``cloth`` is the sewn pattern, if there is one already; ``size`` is otherwise the side of its triangles in mm.
    ``depths`` are those of `Garment3D`. Raises `StationError` where the pattern cannot be meshed (``preview.mesh``) or
    placed (``preview.place``), would fall off (``preview.held``), or its cloth has no drape figures
    (``preview.drape``) or mass (``preview.mass``).
    """
    report = watch or (lambda _what, _share: None)
    report("sewing", 0.05)
    cloth = cloth or sew(pattern, size)
    check_held(cloth, pattern)
    model = cloth_model(cloth, plies_of(cloth, pattern.fabrics), drawn_in(pattern, cloth, avatar))
    start = place(cloth, avatar) / 1000
    report("measuring the body", 0.12)
    body = body_field(avatar.vertices / 1000, body_faces(avatar, cloth), start[:, 1].min() - 0.15,
                      start[:, 1].max() + 0.10)
    how = settings or DrapeSettings()
    heights = worn_heights(pattern, cloth, avatar)
    mirror = mirrored_nodes(cloth) if avatar.even else None
    constraints = Constraints(heights=heights, mirror=mirror, sides=_sides(cloth, start))
    made = drape(model, start, body, constraints=constraints, settings=how,
                 watch=lambda seconds, _: report("draping", 0.2 + 0.75 * min(1.0, seconds / how.longest)))
    points = _layered(_lifted(made.points, cloth), cloth)
    points, skin, faces = _cleared(points, cloth.triangles, body)
    digest = hashlib.sha256(json.dumps([pattern.digest, avatar.digest, size, GRADE]).encode()).hexdigest()
    return Garment3D(cloth, model, avatar, points, made.push, skin, faces, made.rested, made.speed, made.seconds,
                     digest, (*_faults(points, skin, faces, heights), *_notes(made, cloth, pattern)), depths or {})


def _sides(cloth: SewnCloth, start: Floats) -> Floats | None:
    # The halves of a hood and of the fall of a collar meet in the middle, and would pass through each other.
    found = np.zeros(cloth.count)
    for number, part in enumerate(cloth.parts):
        own = np.flatnonzero(cloth.owners == number)
        nodes = cloth.node[own]
        if part.body_part == "head":
            found[nodes] = 1.0 if part.side == "left" else -1.0
        elif np.isin(nodes, cloth.over).any():
            flat = np.sign(np.round(cloth.points[own, 0], 1))
            found[nodes] = flat * np.sign(flat @ start[nodes, 0])
    joined = np.zeros(cloth.count)                            # to the other half
    np.add.at(joined, cloth.node, np.isin(cloth.owners, [number for number, part in enumerate(cloth.parts)
                                                         if part.body_part == "head"]))
    found[joined > 1] = 0.0
    return found if found.any() else None


def _lifted(points: Floats, cloth: SewnCloth) -> Floats:
    # The fall of a collar lies outside all other cloth.
    if not len(cloth.over):
        return points
    below = cloth.triangles[~np.isin(cloth.triangles, cloth.over).any(1)]
    corner = points[below]
    out = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)
    made = points.copy()
    for _ in range(2):
        _, faces, nearest = igl.point_mesh_squared_distance(made[cloth.over], points, below)
        away = np.einsum("ij,ij->i", made[cloth.over] - nearest, out[faces])
        made[cloth.over] += np.maximum(LIFT / 1000 - away, 0.0)[:, None] * out[faces]
    return made


def _layered(points: Floats, cloth: SewnCloth) -> Floats:
    # What lies on other cloth comes to lie exactly on it: laps outside, all else inside.
    ties = cloth.ties
    kept = ~np.isin(ties.node, cloth.over)
    nodes, under, weights = ties.node[kept], cloth.triangles[ties.faces[kept]], ties.weights[kept][:, :, None]
    out = (outer_normals(points, cloth)[under] * weights).sum(1)
    bags = np.isin(nodes, cloth.node[cloth.bags[cloth.owners]])
    side = np.where(np.isin(nodes, cloth.laps), APART, np.where(bags, -BAGGED, -APART))[:, None]
    made = points.copy()
    made[nodes] = (points[under] * weights).sum(1) + side * out
    return made


def _faults(points: Floats, skin: Floats, faces: Floats, heights: Floats | None) -> list[str]:
    # What shows that a drape went wrong, so that its pictures are not taken for the garment.
    found, every = [], np.concatenate([skin, faces])
    if every.min() < -DEEP or (every >= 0).mean() < OUTSIDE:
        found.append(f"the drape went wrong: {100 * float((every < 0).mean()):.1f} % of the cloth lies inside the "
                     f"body, up to {-every.min() * 1000:.0f} mm deep")
    if heights is not None:
        off = float(np.nanmean(points[:, 1] - heights)) * 1000
        if abs(off) > OFF_WAIST:
            found.append(f"the waistband ended {abs(off):.0f} mm {'above' if off > 0 else 'below'} the height at which "
                         "it is worn")
    return found


def _notes(made: Draped, cloth: SewnCloth, pattern: Pattern) -> tuple[str, ...]:
    notes = [*cloth.notes]
    if not made.rested:
        notes.append(f"the cloth had not come to rest after {made.seconds:.1f} s: it moves by up to "
                     f"{made.speed * 1000:.0f} mm/s")
    left_out = sorted({part.piece.replace("_", " ") for part in pattern.parts(grown=False) if part.layer == "lining"})
    if left_out:
        notes.append(f"linings are not draped: {', '.join(left_out)}")
    if hanging := sorted(name.replace("_", " ") for name in hanging_pieces(pattern.sewing)):
        notes.append(f"what only hangs on the garment is not draped: {', '.join(hanging)}")
    pleats = sum(dart.kind == "pleat" for part in cloth.parts for dart in part.darts)
    if pleats:
        notes.append(f"{pleats} pleats are closed like darts over {PLEATED:g} times their width")
    return tuple(notes)


def _cleared(points: Floats, triangles: Ints, body: BodyField) -> tuple[Floats, Floats, Floats]:
    # Points that still touch the skin move out along the gradient by their exact distance; those too deep for that, as
    # in the fold of an armpit, move towards the middle of their neighbours.
    points, best = points.copy(), None
    for turn in range(CLEARINGS + 1):
        skin, faces = body.exact(points), body.exact(points[triangles].mean(1))
        deepest = min(skin.min(), faces.min())
        if best is None or deepest > best[0]:
            best = (deepest, points.copy(), skin, faces)
        if turn == CLEARINGS or deepest >= 0:
            break
        if turn:
            bad = np.unique(np.concatenate([np.flatnonzero(skin < 0), triangles[faces < 0].ravel()]))
            points = _drawn_together(points, triangles, bad)
            skin, faces = body.exact(points), body.exact(points[triangles].mean(1))
        short = np.maximum(CLEAR - skin, 0)
        deep = np.flatnonzero(faces < 0)
        np.maximum.at(short, triangles[deep].ravel(), np.repeat(CLEAR - faces[deep], 3))
        moved = np.flatnonzero(short > 0)
        way = body.at(points[moved])[1]
        points[moved] += short[moved, None] * way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
    assert best is not None
    return best[1:]


def _drawn_together(points: Floats, triangles: Ints, which: Ints) -> Floats:
    total, number = np.zeros_like(points), np.zeros(len(points))
    for corner in range(3):
        for other in ((corner + 1) % 3, (corner + 2) % 3):
            np.add.at(total, triangles[:, corner], points[triangles[:, other]])
            np.add.at(number, triangles[:, corner], 1)
    made = points.copy()
    made[which] = 0.5 * points[which] + 0.5 * total[which] / number[which, None]
    return made


def drawn_in(pattern: Pattern, cloth: SewnCloth, avatar: Avatar) -> dict[int, tuple[float, float]]:
    """The bands that elastic draws in, by their place in ``cloth.parts``, with factors along warp and weft.

    Elastic is an option of its template (``elastic_ratio``, a percentage of the waist girth).
    """
    ratio = pattern.options.get("elastic_ratio")
    if not isinstance(ratio, int | float):
        return {}
    found = {}
    for number, part in enumerate(cloth.parts):
        if part.body_part != "waist":
            continue
        left, low, right, high = part.bounds
        long = max((edge.length for edge in part.sewn), default=right - left)
        factor = min(1.0, float(ratio) / 100 * avatar.girth("waist") / long)
        upright = abs(part.grain[1].y - part.grain[0].y) > abs(part.grain[1].x - part.grain[0].x)
        across = right - left > high - low
        found[number] = (1.0, factor) if upright == across else (factor, 1.0)
    return found


def waist_height(pattern: Pattern, avatar: Avatar) -> float:
    """The height in mm at which the seam of a waistband is worn.

    Templates of trousers put it below the waist by their option ``below_waist``.
    """
    below = pattern.options.get("below_waist")
    return avatar.levels["waist"] - (float(below) if isinstance(below, int | float) else 0.0)


def worn_heights(pattern: Pattern, cloth: SewnCloth, avatar: Avatar) -> Floats | None:
    """The heights in m at which the waistband of a skirt or of trousers is worn, by node.

    Its closing and its wearer hold it there. The heights are nan elsewhere, and None for a garment without such a band.
    """
    hosts = {part.id for part in cloth.parts if part.level in ("waist", "crotch")}
    found = np.full(cloth.count, np.nan)
    for number, part in enumerate(cloth.parts):
        seam = next((pairs for seam, pairs in cloth.seams if part.id in seam.parts and hosts & set(seam.parts)), None)
        if part.body_part != "waist" or seam is None:
            continue
        own = np.flatnonzero(cloth.owners == number)
        sewn = own[np.isin(cloth.node[own], cloth.node[seam])]
        away = cKDTree(cloth.points[sewn]).query(cloth.points[own])[0]
        found[cloth.node[own]] = (waist_height(pattern, avatar) + away) / 1000
    return found if np.isfinite(found).any() else None
