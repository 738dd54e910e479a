"""Maps of a draped garment: stretch, room to the skin and pressure at every point, and ease by level.

All of it is of draft quality: one mesh size, drape figures of similar cloths, no contact of cloth with cloth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

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
COMPARES: Final = 120.0
"""Where drawn widths differ by more than this, an edge of the garment lies between them, mm."""
FLARED: Final = 2.0
"""Cloth that is drawn wider by more than this for each mm down hangs in folds, and is measured straight across them."""
_SCALE: Final = np.array(((0.23, 0.30, 0.75), (0.27, 0.68, 0.85), (0.45, 0.80, 0.45), (0.95, 0.85, 0.30),
                          (0.90, 0.45, 0.20), (0.70, 0.08, 0.12)))
_TRUNK: Final = {"high bust": "high_bust", "chest": "chest", "under bust": "under_bust", "waist": "waist",
                 "belly": "belly", "top hip": "top_hip", "hip": "hip"}
_LIMBS: Final = {"thigh": "thigh", "knee": "knee", "calf": "calf", "upper arm": "upper_arm", "elbow": "elbow",
                 "wrist": "wrist"}
_ON_SLEEVE: Final = {"upper arm": "at the underarm of the sleeve", "wrist": "at the end of the sleeve"}
"""Levels that a pattern states at a place of the sleeve, wherever that hangs on the arm."""


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

    ``level`` also says which girth is compared, unless that is the level's own, as in ``hip (maximum hip girth)``;
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
    """The y at which each piece draws each level of the body that it states, by piece and level, in mm."""
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
    offset, faces, along = offset / 1000, _faces_at(garment, ease.level, at), 0.0
    cut = _cut(garment, faces, normal, offset, ease.level, drawn)
    if cut is not None and ease.level in _ON_SLEEVE and np.isfinite(cut.lower):
        along = float(np.clip(cut.lower / 1000, -FAR_FROM_LEVEL, FAR_FROM_LEVEL))
    moved = _to_closed(garment, faces, normal, offset + along)
    cut = _cut(garment, faces, normal, offset + along + (moved or 0.0), ease.level, drawn)
    if cut is None:
        return None
    notes, more = _moved_notes(garment, ease.level, along, moved or 0.0), 0.0
    wider = cut.wider if abs(cut.width(0.0) - ease.garment) < AGREES and abs(cut.wider) < COMPARES else 0.0
    if ease.level == "thigh" and cut.lower < 0:               # above it the legs join, and no width compares
        wider = 0.0
    if moved and not along and abs(wider) >= 1.0:
        more, wider = wider, 0.0
        notes[-1] += f", {abs(more):.0f} mm {'less' if more > 0 else 'more'} for the width that is drawn there"
    draped = cut.flat - more - ease.body
    if abs(draped - ease.amount) > AGREES:
        ribbing = _drawn_wider(garment, ease, at)
        notes += [ribbing] if ribbing else _reasons(cut, draped - ease.amount, wider, open_=moved is None)
    off = avatar.girth(name, at) - ease.body
    if abs(off) > AGREES:                                     # measures that no body of the avatar has together
        notes.append(f"the avatar measures {abs(off):.0f} mm {'more' if off > 0 else 'less'} here than the pattern's "
                     "body")
    return LevelEase(ease.compared, side, ease.body, ease.amount, draped, 100 * (cut.long / cut.slanting - 1),
                     "; ".join(notes))


def _faces_at(garment: Garment3D, level: str, side: str) -> Ints:
    # The triangles that go round the body at a level; cloth that lies on other cloth would count twice.
    cloth, limb = garment.cloth, level in _LIMBS
    arm = level in ("upper arm", "elbow", "wrist")
    places = {"arm", "wrist"} if arm else {"leg", "thigh", "ankle", "torso", "hip", "chest", "shoulder"}
    if level == "waist":                                      # elsewhere the pattern measures the cloth below the band
        places.add("waist")
    chosen = np.array([part.role != "pocketing" and part.body_part in places and (not limb or part.side in ("", side))
                       for part in cloth.parts])
    lying = cloth.lying
    covered = lying.copy()
    for part in cloth.parts:
        if part.role != "pocketing" and part.on in {bag.on for bag in cloth.parts if bag.role == "pocketing"}:
            covered[cloth.node[cloth.points_of(part.id)]] = True
    shown = _bags(garment, slanted=True)[cloth.faces].all(1) & (covered[cloth.triangles].sum(1) < 2)
    lying[cloth.node[_bags(garment)]] = False                 # the edge of a mouth is not a lap
    faces = np.flatnonzero((chosen[cloth.owner] & ~lying[cloth.triangles].any(1)) | (shown & (not arm)))
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
    mouth = np.zeros(garment.cloth.count, bool)               # closed when the pattern is measured
    mouth[garment.cloth.node[_bags(garment)]] = True
    steps = np.arange(0.0, FAR_FROM_LEVEL, 0.005)
    for move in np.stack([-steps, steps], axis=1).ravel()[1:]:
        above = away - move >= 0
        crossed = [np.sort(nodes[above[:, i] != above[:, j]][:, [i, j]], axis=1) for i, j in ((0, 1), (1, 2), (2, 0))]
        sides, number = np.unique(np.vstack(crossed), axis=0, return_counts=True)
        if len(number) and ((number > 1) | mouth[sides].all(1)).all():
            return float(move)
    return None


def _bags(garment: Garment3D, *, slanted: bool = False) -> NDArray[np.bool_]:
    # Which points of flat parts belong to pocket bags; or to those alone that a slanted mouth shows, which reach up to
    # the waistband.
    cloth = garment.cloth
    bags = [number for number, part in enumerate(cloth.parts) if part.role == "pocketing"]
    if slanted:
        waist = [number for number, part in enumerate(cloth.parts) if part.body_part == "waist"]
        band = cloth.node[np.isin(cloth.owners, waist)]
        bags = [number for number in bags if np.isin(cloth.node[cloth.owners == number], band).sum() > 1]
    return np.isin(cloth.owners, bags)


def _moved_notes(garment: Garment3D, level: str, along: float, moved: float) -> list[str]:
    total = (along + moved) * 1000
    if abs(total) < (OFF_LEVEL if along else 1.0):
        return []
    where = (_ON_SLEEVE[level] if along else "below the armholes" if level in _TRUNK and moved < 0
             and covers_arms(garment.cloth) else "where the cloth goes all round")
    return [f"measured {abs(total):.0f} mm {'higher' if total > 0 else 'lower'}, {where}"]


@dataclass(frozen=True, slots=True)
class _Cut:
    """The cloth that a plane cuts: its length in space and flat, in mm; straight across where it hangs in folds.

    It is drawn ``lower`` mm below the level on the flat parts, on average, or nan where they do not state it.
    ``slanting`` is its flat length as it is cut, ``askew`` is by how much that is longer than straight across, where
    it counts, and ``band`` the share of it in a waistband. ``widths`` are those drawn at ``depths`` below the level.
    """

    long: float
    flat: float
    lower: float
    slanting: float
    askew: float
    band: float
    depths: Floats
    widths: Floats

    def width(self, depth: float) -> float:
        """How wide the cloth is drawn at a depth below the level, in mm."""
        return float(np.interp(depth, self.depths, self.widths))

    @property
    def wider(self) -> float:
        """By how much the cloth is drawn wider where it lies at the level than at the level, in mm."""
        return self.width(self.lower) - self.width(0.0) if np.isfinite(self.lower) else 0.0


def _cut(garment: Garment3D, faces: Ints, normal: Floats, offset: float, level: str,
         drawn: Mapping[tuple[str, str], float]) -> _Cut | None:
    cloth = garment.cloth
    corner, flat, owner = garment.points[cloth.triangles[faces]], cloth.points[cloth.faces[faces]], cloth.owner[faces]
    cut, (ends, flats) = _crossed(corner @ normal - offset, corner, flat)
    if not cut.any():
        return None
    drawn_at = _below_drawn(garment, owner, flat, level, drawn)
    steps = np.arange(-120.0, 121.0, 5.0)
    stated = np.isfinite(drawn_at).all(1)
    drawn_at, drawn_flat = drawn_at[stated], flat[stated]
    widths = [float(np.linalg.norm(np.diff(_crossed(drawn_at - step, drawn_flat)[1][0], axis=1), axis=2).sum())
              for step in steps]
    owner = owner[cut]
    lengths = np.linalg.norm(flats[:, 1] - flats[:, 0], axis=1)
    low = _below_drawn(garment, owner, flats, level, drawn)
    known = np.isfinite(low).all(1)
    weights = np.where(known, lengths, 0.0)
    lower = float(np.average(low[known].mean(1), weights=lengths[known])) if weights.sum() > 0 else float("nan")
    bands = [number for number, part in enumerate(cloth.parts) if part.body_part == "waist"]
    straight = np.sqrt(np.maximum(lengths[known] ** 2 - (low[known, 1] - low[known, 0]) ** 2, 0.0))
    askew = float((lengths[known] - straight).sum())
    folds = np.interp(5.0, steps, widths) - np.interp(-5.0, steps, widths) > 10.0 * FLARED
    return _Cut(float(np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1).sum()) * 1000,
                float(lengths.sum()) - (askew if folds else 0.0), lower, float(lengths.sum()), 0.0 if folds else askew,
                float(lengths[np.isin(owner, bands)].sum() / lengths.sum()), steps, np.array(widths))


def _crossed(away: Floats, *places: Floats) -> tuple[NDArray[np.bool_], list[Floats]]:
    # Which triangles a level cuts that their corners are ``away`` from, and the two points where it does, (n, 2, k).
    cut = (away.min(1) < 0) & (away.max(1) > 0)
    away = away[cut]
    after = np.roll(away, -1, axis=1)
    crossed = (away < 0) != (after < 0)
    share = np.where(crossed, away / np.where(crossed, away - after, 1.0), 0.0)[:, :, None]
    two = np.argsort(~crossed, axis=1, kind="stable")[:, :2, None]            # the two sides that are cut
    return cut, [np.take_along_axis(each[cut] * (1 - share) + np.roll(each[cut], -1, axis=1) * share, two, axis=1)
                 for each in places]


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


def _drawn_wider(garment: Garment3D, ease: Ease, side: str) -> str:
    # Ribbing that is knitted in one with its sleeve draws in; the pattern counts that, the drape has it as drawn.
    cloth = garment.cloth
    for number, part in enumerate(cloth.parts):
        if ease.level == "wrist" and part.body_part == "arm" and part.side in ("", side):
            x, y = cloth.points[cloth.owners == number].T
            more = float(np.ptp(x[y < y.min() + 1.0])) - ease.garment
            if abs(more) > AGREES and not any(each.body_part == "wrist" for each in cloth.parts):
                return f"the end of the sleeve is drawn {more:.0f} mm wider than it is when its ribbing draws in"
    return ""


def _reasons(cut: _Cut, more: float, wider: float, *, open_: bool) -> list[str]:
    stretched = cut.long > 1.03 * cut.slanting
    found = ["the edge of the garment lies at this level"] if open_ else []
    if cut.band > 0.1:
        found.append("the waistband lies at this level")
    if abs(cut.lower) >= OFF_LEVEL or abs(wider) >= AGREES / 2:
        found.append(f"the cloth that lies here is drawn {abs(cut.lower):.0f} mm "
                     f"{'below' if cut.lower > 0 else 'above'} this level{', as it is stretched' if stretched else ''}"
                     + (f", where it is {abs(wider):.0f} mm {'wider' if wider > 0 else 'narrower'}"
                        if abs(wider) >= 1 else ""))
    if not found:
        found.append("the cloth is stretched here, and another height of it lies at this level" if stretched else
                     "laps and folds are counted" if more > 0 else
                     "the garment hangs at another height than it is drafted for")
    return found
