"""Maps of a draped garment: stretch, room to the skin and pressure at every point, and ease by level.

All of it is of draft quality: one mesh size, drape figures of similar cloths, no contact of cloth with cloth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from mtmpattern.pattern.model.ease import Ease
from mtmpattern.preview.garment import Garment3D
from mtmpattern.preview.panel import Floats, Ints

MAPS: Final = ("stretch", "ease", "pressure")
RANGES: Final = {"stretch": (0.0, 25.0), "ease": (0.0, 50.0), "pressure": (0.0, 2.0)}
UNITS: Final = {"stretch": "%", "ease": "mm", "pressure": "kPa"}
AGREES: Final = 15.0
"""Where the ease of the drape and of the flat pattern differ by more than this, a note explains it, mm."""
DEEP_ARMHOLE: Final = 0.12
"""How far below a level of the body its ease is looked for, m."""
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


def ease_by_level(garment: Garment3D, flat: Iterable[Ease]) -> tuple[LevelEase, ...]:
    """Compare the ease of the flat pattern with that of the drape, at every level that lies in one plane."""
    found = []
    for each in flat:
        for side in ("left", "right") if each.level in _LIMBS and not each.side else (each.side,):
            made = _at_level(garment, each, side)
            if made is not None:
                found.append(made)
    return tuple(found)


def _at_level(garment: Garment3D, ease: Ease, side: str) -> LevelEase | None:
    avatar, cloth = garment.avatar, garment.cloth
    name = _TRUNK.get(ease.level) or _LIMBS.get(ease.level)
    if name is None or name not in avatar.girth_levels:
        return None
    limb = ease.level in _LIMBS
    at = "right" if side == "right" else "left"
    normal, offset = avatar.plane(name, at)                   # type: ignore[arg-type]
    if ease.level in garment.depths:
        normal, offset = np.array((0.0, 1.0, 0.0)), avatar.levels["waist"] - garment.depths[ease.level]
    arm = name in ("upper_arm", "elbow", "wrist")
    chosen = np.array([part.role != "pocketing" and part.body_part in (
        ("arm", "wrist") if arm else ("leg", "thigh", "ankle", "torso", "waist", "hip", "chest", "shoulder"))
        and (not arm or part.side in ("", at)) for part in cloth.parts])
    faces = np.flatnonzero(chosen[cloth.owner])
    if limb and not arm:
        middle = garment.points[cloth.triangles[faces]].mean(1)[:, 0]
        faces = faces[(middle > 0) == (at == "left")]
    lowered = 0.0 if limb else _below_armholes(garment, faces, normal, offset / 1000)
    long, flat = _section(garment, faces, normal, offset / 1000 - lowered)
    if flat <= 0:
        return None
    draped = flat - ease.body
    stretched = 100 * (long / flat - 1)
    note = f"measured {lowered * 1000:.0f} mm lower, below the armholes" if lowered else ""
    if abs(draped - ease.amount) > AGREES:
        note = ("the edge of the garment lies at this level" if draped < -0.05 * ease.body else
                "the cloth is stretched here, and another height of it lies at this level" if stretched > 3 else
                "laps and folds are counted" if draped > ease.amount else
                "the garment hangs at another height than it is drafted for")
    return LevelEase(ease.level, side, ease.body, ease.amount, draped, stretched, note)


def _below_armholes(garment: Garment3D, faces: Ints, normal: Floats, offset: float) -> float:
    """How much lower the cloth goes round without a gap, in m; 0 where it does so at the level, or nowhere below it.

    A pattern states the ease of the chest below the armholes, which may lie lower than the chest of the body.
    """
    nodes = garment.cloth.triangles[faces]
    away = garment.points[nodes] @ normal - offset
    for lowered in np.arange(0.0, DEEP_ARMHOLE, 0.005):
        above = away + lowered >= 0
        crossed = [np.sort(nodes[above[:, i] != above[:, j]][:, [i, j]], axis=1) for i, j in ((0, 1), (1, 2), (2, 0))]
        number = np.unique(np.vstack(crossed), axis=0, return_counts=True)[1]
        if len(number) and (number > 1).all():
            return float(lowered)
    return 0.0


def _section(garment: Garment3D, faces: Ints, normal: Floats, offset: float) -> tuple[float, float]:
    # The length of the cloth that a plane cuts, in space and flat, mm; cloth that lies on other cloth is left out.
    cloth = garment.cloth
    nodes, flat = cloth.triangles[faces], cloth.points[cloth.faces[faces]]
    kept = ~cloth.lying[nodes].all(1)
    nodes, flat = nodes[kept], flat[kept]
    away = garment.points[nodes] @ normal - offset
    cut = (away.min(1) < 0) & (away.max(1) > 0)
    nodes, flat, away = nodes[cut], flat[cut], away[cut]
    ends, flats = [], []
    for i, j in ((0, 1), (1, 2), (2, 0)):
        crossed = (away[:, i] < 0) != (away[:, j] < 0)
        share = np.where(crossed, away[:, i] / np.where(crossed, away[:, i] - away[:, j], 1.0), 0.0)[:, None]
        points = garment.points
        ends.append(np.where(crossed[:, None], points[nodes[:, i]] * (1 - share) + points[nodes[:, j]] * share, np.nan))
        flats.append(np.where(crossed[:, None], flat[:, i] * (1 - share) + flat[:, j] * share, np.nan))

    def lengths(places: list[Floats]) -> float:
        stack = np.stack(places, axis=1)
        high, low = np.nanmax(stack, axis=1), np.nanmin(stack, axis=1)
        return float(np.sqrt(((high - low) ** 2).sum(1)).sum())

    if not len(nodes):
        return 0.0, 0.0
    return lengths(ends) * 1000, lengths(flats)
