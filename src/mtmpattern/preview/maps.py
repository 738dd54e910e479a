"""Maps of a draped garment: stretch, room to the skin and pressure at every point, and ease by level.

All of it is of draft quality: one mesh size, drape figures of similar cloths, no contact of cloth with cloth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np

from mtmpattern.body.levels import LEVELS
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.ease import Ease
from mtmpattern.preview.extents import hanging
from mtmpattern.preview.garment import Garment3D, covers_arms
from mtmpattern.preview.panel import Floats, Ints

MAPS: Final = ("stretch", "ease", "pressure")
RANGES: Final = {"stretch": (0.0, 25.0), "ease": (0.0, 50.0), "pressure": (0.0, 2.0)}
UNITS: Final = {"stretch": "%", "ease": "mm", "pressure": "kPa"}
AGREES: Final = 15.0
"""Where the ease of the drape and of the flat pattern differ by more than this, a note explains it, mm."""
FAR_FROM_LEVEL: Final = 0.12
"""How far from a level of the body its ease is looked for, m."""
OFF_LEVEL: Final = 5.0
"""Cloth that is drawn further from a level than this does not count as the cloth of that level, mm."""
_SCALE: Final = np.array(((0.23, 0.30, 0.75), (0.27, 0.68, 0.85), (0.45, 0.80, 0.45), (0.95, 0.85, 0.30),
                          (0.90, 0.45, 0.20), (0.70, 0.08, 0.12)))
_TRUNK: Final = {"high bust": "high_bust", "chest": "chest", "under bust": "under_bust", "waist": "waist",
                 "belly": "belly", "top hip": "top_hip", "hip": "hip"}
_LIMBS: Final = {"thigh": "thigh", "knee": "knee", "calf": "calf", "upper arm": "upper_arm", "elbow": "elbow",
                 "wrist": "wrist"}


@dataclass(frozen=True, slots=True)
class Maps:
    """Values by point of the sewn mesh: stretch in %, room to the skin in mm, pressure on the skin in kPa."""

    stretch: Floats = field(repr=False)
    ease: Floats = field(repr=False)
    pressure: Floats = field(repr=False)

    def of(self, name: str) -> Floats:
        """The values of a map by its name."""
        values: Floats = getattr(self, name)
        return values


@dataclass(frozen=True, slots=True)
class LevelEase:
    """Ease at one level, in mm: of the flat pattern, and on the draped garment along the cloth in the level's plane.

    ``stretched`` is by how many % the cloth there is longer than flat.
    """

    level: str
    side: str
    body: float
    flat: float
    draped: float
    stretched: float
    note: str = ""


def maps_of(garment: Garment3D) -> Maps:
    """Work out the maps of a garment."""
    model, triangles = garment.model, garment.cloth.triangles
    across, along = model.deformation(garment.points)
    a, b, c = (np.einsum("ij,ij->i", one, other) for one, other in ((across, across), (across, along), (along, along)))
    most = np.sqrt((a + c) / 2 + np.sqrt(((a - c) / 2) ** 2 + b * b))
    total, weight = np.zeros(model.count), np.zeros(model.count)
    for corner in range(3):
        np.add.at(total, triangles[:, corner], most * model.area)
        np.add.at(weight, triangles[:, corner], model.area)
    stretch = np.maximum(total / np.maximum(weight, 1e-12) - 1, 0) * 100
    offset = model.offset / 2
    pressure = garment.push / np.maximum(model.node_area, 1e-9) / 1000
    return Maps(stretch, np.maximum(garment.skin - offset, 0) * 1000, _smoothed(pressure, triangles, model.count))


def _smoothed(values: Floats, triangles: Ints, count: int) -> Floats:
    for _ in range(2):
        total, number = np.zeros(count), np.zeros(count)
        mean = values[triangles].mean(1)
        for corner in range(3):
            np.add.at(total, triangles[:, corner], mean)
            np.add.at(number, triangles[:, corner], 1)
        values = total / np.maximum(number, 1)
    return values


def coloured(values: Floats, name: str) -> Floats:
    """Colours of a map's values, sRGB from 0 to 1: blue for little, red for much."""
    low, high = RANGES[name]
    place = np.clip((values - low) / (high - low), 0, 1) * (len(_SCALE) - 1)
    at = np.minimum(place.astype(np.int64), len(_SCALE) - 2)
    share = (place - at)[:, None]
    result: Floats = _SCALE[at] * (1 - share) + _SCALE[at + 1] * share
    return result


def drawn_levels(pattern: Pattern) -> dict[tuple[str, str], float]:
    """Return the y at which each piece draws each level of the body that it states, by piece and level, in mm."""
    return {(piece.info.name, level): float(y) for piece in pattern.pieces
            for level, y in piece.info.outline.levels.items()}


def ease_by_level(garment: Garment3D, flat: Iterable[Ease],
                  drawn: Mapping[tuple[str, str], float] | None = None) -> tuple[LevelEase, ...]:
    """Compare the ease of the flat pattern with that of the drape, at every level that lies in one plane.

    ``drawn`` are the `drawn_levels` of the pattern; with them a note says how far from its level the cloth hangs.
    """
    found = []
    for each in flat:
        for side in ("left", "right") if each.level in _LIMBS and not each.side else (each.side,):
            made = _at_level(garment, each, side, drawn or {})
            if made is not None:
                found.append(made)
    return tuple(found)


def _at_level(garment: Garment3D, ease: Ease, side: str, drawn: Mapping[tuple[str, str], float]) -> LevelEase | None:
    avatar = garment.avatar
    name = _TRUNK.get(ease.level) or _LIMBS.get(ease.level)
    if name is None or name not in avatar.girth_levels:
        return None
    at: Literal["left", "right"] = "right" if side == "right" else "left"
    normal, offset = avatar.plane(name, at)
    if ease.level in garment.depths:
        normal, offset = np.array((0.0, 1.0, 0.0)), avatar.levels["waist"] - garment.depths[ease.level]
    if normal[1] < 0:                                         # so that less of the offset is lower down
        normal, offset = -normal, -offset
    faces = _faces_at(garment, ease.level, at)
    moved = _to_closed(garment, faces, normal, offset / 1000)
    cut = _cut(garment, faces, normal, offset / 1000 + (moved or 0.0), ease.level, drawn)
    if cut is None:
        return None
    draped = cut.flat - ease.body
    notes = [] if not moved else [_moved_note(garment, ease.level, moved)]
    if abs(draped - ease.amount) > AGREES:
        notes += _reasons(cut, draped - ease.amount, open_=moved is None)
    return LevelEase(ease.level, side, ease.body, ease.amount, draped, 100 * (cut.long / cut.flat - 1),
                     "; ".join(notes))


def _faces_at(garment: Garment3D, level: str, side: str) -> Ints:
    # The triangles that go round the body at a level; cloth that lies on other cloth would count twice.
    cloth, limb = garment.cloth, level in _LIMBS
    arm = level in ("upper arm", "elbow", "wrist")
    places = ("arm", "wrist") if arm else ("leg", "thigh", "ankle", "torso", "waist", "hip", "chest", "shoulder")
    chosen = np.array([part.role != "pocketing" and part.body_part in places and (not limb or part.side in ("", side))
                       for part in cloth.parts])
    faces = np.flatnonzero(chosen[cloth.owner] & ~cloth.lying[cloth.triangles].any(1))
    if limb and not arm:                                      # parts of both legs, such as a gusset
        middle = garment.points[cloth.triangles[faces]].mean(1)[:, 0]
        whole = np.array([part.side == "" for part in cloth.parts])[cloth.owner[faces]]
        faces = faces[~whole | ((middle > 0) == (side == "left"))]
    return faces


def _to_closed(garment: Garment3D, faces: Ints, normal: Floats, offset: float) -> float | None:
    """How far off the nearest place is where the cloth goes round without a gap, in m along the normal.

    None where there is none near. A pattern states the ease of the chest below the armholes and that of the hip above
    the hem, which may lie on the other side of the body's level.
    """
    nodes = garment.cloth.triangles[faces]
    away = garment.points[nodes] @ normal - offset
    steps = np.arange(0.0, FAR_FROM_LEVEL, 0.005)
    for move in np.stack([-steps, steps], axis=1).ravel()[1:]:
        above = away - move >= 0
        crossed = [np.sort(nodes[above[:, i] != above[:, j]][:, [i, j]], axis=1) for i, j in ((0, 1), (1, 2), (2, 0))]
        number = np.unique(np.vstack(crossed), axis=0, return_counts=True)[1]
        if len(number) and (number > 1).all():
            return float(move)
    return None


def _moved_note(garment: Garment3D, level: str, moved: float) -> str:
    where = ("below the armhole" if level == "upper arm" and moved < 0 else "below the armholes" if level in _TRUNK
             and moved < 0 and covers_arms(garment.cloth) else "where the cloth goes all round")
    return f"measured {abs(moved) * 1000:.0f} mm {'higher' if moved > 0 else 'lower'}, {where}"


@dataclass(frozen=True, slots=True)
class _Cut:
    """The cloth that a plane cuts: its length in space and flat, in mm.

    It is drawn ``lower`` mm below the level on the flat parts, on average, or nan where they do not state it.
    ``askew`` is by how much its flat length is more than straight across the parts, ``band`` the share of it in a
    waistband.
    """

    long: float
    flat: float
    lower: float
    askew: float
    band: float


def _cut(garment: Garment3D, faces: Ints, normal: Floats, offset: float, level: str,
         drawn: Mapping[tuple[str, str], float]) -> _Cut | None:
    cloth = garment.cloth
    corner, flat, owner = garment.points[cloth.triangles[faces]], cloth.points[cloth.faces[faces]], cloth.owner[faces]
    away = corner @ normal - offset
    cut = (away.min(1) < 0) & (away.max(1) > 0)
    if not cut.any():
        return None
    corner, flat, away, owner = corner[cut], flat[cut], away[cut], owner[cut]
    after = np.roll(away, -1, axis=1)
    crossed = (away < 0) != (after < 0)
    share = np.where(crossed, away / np.where(crossed, away - after, 1.0), 0.0)[:, :, None]
    two = np.argsort(~crossed, axis=1, kind="stable")[:, :2, None]            # the two sides that the plane cuts
    ends, flats = (np.take_along_axis(each * (1 - share) + np.roll(each, -1, axis=1) * share, two, axis=1)
                   for each in (corner, flat))
    lengths = np.linalg.norm(flats[:, 1] - flats[:, 0], axis=1)
    low = _below_drawn(garment, owner, flats, level, drawn)
    known = np.isfinite(low).all(1)
    weights = np.where(known, lengths, 0.0)
    lower = float(np.average(low[known].mean(1), weights=lengths[known])) if weights.sum() > 0 else float("nan")
    bands = [number for number, part in enumerate(cloth.parts) if part.body_part == "waist"]
    straight = np.sqrt(np.maximum(lengths[known] ** 2 - (low[known, 1] - low[known, 0]) ** 2, 0.0))
    return _Cut(float(np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1).sum()) * 1000, float(lengths.sum()), lower,
                float((lengths[known] - straight).sum()),
                float(lengths[np.isin(owner, bands)].sum() / lengths.sum()))


def _below_drawn(garment: Garment3D, owner: Ints, where: Floats, level: str,
                 drawn: Mapping[tuple[str, str], float]) -> Floats:
    # How far below their level places on flat parts are drawn, (n, k, 2) to (n, k). A skirt that states no levels hangs
    # from its waist, round or not; a leg from its crotch; a sleeve is drawn to end at the wrist.
    cloth = garment.cloth
    low = np.full(where.shape[:2], np.nan)
    for number in np.unique(owner):
        part, own = cloth.parts[number], owner == number
        y = where[own, :, 1]
        stated = [name for name in (level, *garment.depths) if (part.piece, name) in drawn]
        if stated and (stated[0] == level or level in garment.depths):
            down = 0.0 if stated[0] == level else garment.depths[level] - garment.depths[stated[0]]
            low[own] = drawn[part.piece, stated[0]] - down - y
        elif part.level == "waist" and part.body_part in ("torso", "hip") and level in garment.depths:
            low[own] = hanging(part, where[own].reshape(-1, 2))[0].reshape(-1, where.shape[1]) - garment.depths[level]
        elif part.level == "crotch" and level == "thigh":
            low[own] = -LEVELS[level].more - y
        elif part.body_part == "arm" and level == "wrist":
            low[own] = cloth.points[cloth.owners == number, 1].min() - y
    return low


def _reasons(cut: _Cut, more: float, *, open_: bool) -> list[str]:
    stretched = cut.long > 1.03 * cut.flat
    found = ["the edge of the garment lies at this level"] if open_ else []
    if cut.band > 0.1:
        found.append("the waistband lies at this level")
    if abs(cut.lower) >= OFF_LEVEL:
        found.append(f"the cloth that lies here is drawn {abs(cut.lower):.0f} mm "
                     f"{'below' if cut.lower > 0 else 'above'} this level{', as it is stretched' if stretched else ''}")
    if cut.askew > AGREES / 2 and more > 0:
        found.append(f"folds and slanting cloth make the level {cut.askew:.0f} mm longer than straight across")
    if not found:
        found.append("the cloth is stretched here, and another height of it lies at this level" if stretched else
                     "laps and folds are counted" if more > 0 else
                     "the garment hangs at another height than it is drafted for")
    return found
