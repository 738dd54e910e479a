"""Where each part of a sewn garment starts: round the trunk, an arm or a leg, or next to the part it is sewn to.

Fronts and backs wrap round the trunk on an ellipse at their level, sleeves round the arm on a cylinder, legs on one
that opens into half the trunk above the crotch, skirts on a cone. Everything else (bands, cuffs, collars, hoods)
continues from the edge that it is sewn to. Points that are sewn together start midway between their places.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from mtmpattern.errors import StationError
from mtmpattern.pattern.parts.part import Part
from mtmpattern.preview.avatar import Avatar
from mtmpattern.preview.panel import Floats, Ints
from mtmpattern.preview.sewn import SewnCloth, is_mirrored

ROOM: Final = 14.0
"""Room between the body and a part that is wrapped round it, mm."""
ROUNDEST: Final = 400.0
"""A skirt whose waist edge is an arc of a smaller radius than this is laid out as part of a ring, mm."""
STANDS: Final = 40.0
"""A collar wider than this falls over, mm."""
INSIDE: Final = 8.0
"""How much nearer to the body a pocket bag starts than the part it hangs behind, mm."""


@dataclass(frozen=True, slots=True)
class _Trunk:
    """The trunk as ellipses by height, in mm: half its width, half its depth, and the middle of its depth."""

    heights: Floats
    wide: Floats
    deep: Floats
    middle: Floats

    def at(self, height: Floats) -> tuple[Floats, Floats, Floats]:
        """Half the width, half the depth and the middle of the depth at heights."""
        return (np.interp(height, self.heights, self.wide), np.interp(height, self.heights, self.deep),
                np.interp(height, self.heights, self.middle))


def _trunk(avatar: Avatar) -> _Trunk:
    kept = np.isin(avatar.labels, [i for i, name in enumerate(avatar.parts)
                                   if name in ("torso", "left_thigh", "right_thigh", "left_shank", "right_shank")])
    points = avatar.vertices[kept]
    rows, heights = [], []
    for height in np.arange(points[:, 1].min() + 40, points[:, 1].max() - 20, 20.0):
        near = points[abs(points[:, 1] - height) < 18]
        if len(near) > 8:
            heights.append(height)
            rows.append((abs(near[:, 0]).max(), near[:, 2].max(), near[:, 2].min()))
    wide, front, back = np.array(rows).T
    return _Trunk(np.array(heights), wide, (front - back) / 2, (front + back) / 2)



def place(cloth: SewnCloth, avatar: Avatar) -> Floats:
    """Return where the points of the sewn mesh start, (nodes, 3) in mm.

    Raises `StationError` (``preview.place``) for a part that cannot be placed: it names no known place of the body and
    is not sewn to a part that does.
    """
    return _Placer(cloth, avatar).placed()


class _Placer:
    def __init__(self, cloth: SewnCloth, avatar: Avatar) -> None:
        self.cloth, self.avatar = cloth, avatar
        self.trunk = _trunk(avatar)
        self.places = np.full((len(cloth.points), 3), np.nan)
        self.levels = {**avatar.levels, "neck point": float(avatar.point("neck_point")[1])}
        self.tops = [number for number, part in enumerate(cloth.parts)
                     if part.body_part == "torso" and part.level == "neck point"]

    def placed(self) -> Floats:
        waiting = []
        for number, part in enumerate(self.cloth.parts):
            own = np.flatnonzero(self.cloth.owners == number)
            made = self._own_place(part, own)
            if made is None:
                waiting.append(number)
            else:
                self.places[own] = made
        while waiting:
            ready = [number for number in waiting if self._seam_points(number)[0].size]
            if not ready:
                names = ", ".join(self.cloth.parts[number].id for number in waiting)
                raise StationError(f"{names}: names no place on the body, and is not sewn to a part that does",
                                   code="preview.place", where=names,
                                   hint="Give its piece on= and level=, or sew it on.")
            best = max(ready, key=lambda number: len(self._seam_points(number)[0]))
            self._continue(best)
            waiting.remove(best)
        count = self.cloth.count
        times = np.bincount(self.cloth.node, minlength=count)
        joined = np.stack([np.bincount(self.cloth.node, self.places[:, i], count) / times for i in range(3)], axis=1)
        shaken: Floats = joined + np.random.default_rng(7).normal(0, 0.3, joined.shape)
        return shaken

    def _own_place(self, part: Part, own: Ints) -> Floats | None:
        flat = self.cloth.points[own]
        place = part.body_part
        if place in ("torso", "chest", "hip") and part.level == "neck point":
            return self._top(part, flat)
        if place in ("torso", "hip") and part.level in ("waist", "hip", "top hip"):
            return self._skirt(part, flat)
        if place == "arm" and part.level:
            return self._sleeve(part, flat)
        if place in ("leg", "thigh") and part.level:
            return self._leg(part, flat)
        return None

    # Tops -----------------------------------------------------------------------------------------------------

    def _top(self, part: Part, flat: Floats) -> Floats:
        x, y = flat.T
        back = part.body_face == "back"
        under = _underarm(part)
        top = self.levels["neck point"] + 12.0
        rows, left, right = _extents(part)
        width = np.interp(np.minimum(y, under), rows, np.maximum(abs(left), abs(right)))
        height = top + y
        wide, deep, middle = self.trunk.at(np.minimum(height, top + under))
        rise = np.clip((y - under) / max(-under, 1.0), 0, 1) ** 2
        across, depth = _on_ellipse(x, width, wide + ROOM, deep + ROOM)
        ahead = middle * (1 - rise) + float(self.avatar.point("neck_point")[2]) * rise
        depth = depth * (1 - rise)
        turned = -1 if back else 1                            # a back is drawn as seen from behind
        return np.stack([turned * across, height, ahead + turned * depth], axis=1)

    # Skirts ---------------------------------------------------------------------------------------------------

    def _skirt(self, part: Part, flat: Floats) -> Floats:
        depth, share, width = _hanging(part, flat)
        if part.side == "left":                               # on the left, cloth beyond the centre is folded under
            share = np.where(share > 1, 2 - share, share)
        low, high = {"": (-90.0, 90.0), "left": (0.0, 90.0), "right": (-90.0, 0.0)}[part.side]
        back = part.body_face == "back"
        angle = np.radians(low + (high - low) * (1 - share if back else share))
        top = self.levels.get(part.level, self.levels["waist"]) + 4.0
        steps = np.arange(min(0.0, depth.min()), depth.max() + 20, 10.0)
        whole = np.interp(steps, *width) * (2 if part.side == "" else 4)
        wide, deep, middle = self.trunk.at(top - steps)
        ring = np.pi * (3 * (wide + deep) - np.sqrt((3 * wide + deep) * (wide + 3 * deep)))
        more = np.maximum.accumulate(np.maximum((whole - ring) / (2 * np.pi), 4.0))
        wide, deep = np.maximum.accumulate(wide) + more, np.maximum.accumulate(deep) + more
        slope = np.clip(np.gradient(wide, 10.0), 0, 0.97)
        fallen = np.concatenate([[0.0], np.cumsum(np.sqrt(1 - slope[1:] ** 2) * 10.0)])
        fallen = fallen - np.interp(0.0, steps, fallen)
        a, b = np.interp(depth, steps, wide), np.interp(depth, steps, deep)
        ahead = np.interp(depth, steps, middle) + b * np.cos(angle) * (-1 if back else 1)
        return np.stack([a * np.sin(angle), top - np.interp(depth, steps, fallen), ahead], axis=1)

    # Limbs ----------------------------------------------------------------------------------------------------

    def _sleeve(self, part: Part, flat: Floats) -> Floats:
        x, y = flat.T
        side = 1.0 if part.side == "left" else -1.0
        shoulder, elbow, wrist = (self.avatar.point(f"{name}_joint", "left" if side > 0 else "right")
                                  for name in ("shoulder", "elbow", "wrist"))
        first = elbow - shoulder
        axis = np.stack([shoulder - first / np.linalg.norm(first) * 120, shoulder, elbow, wrist,
                         wrist + (wrist - elbow) * 1.5])
        run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(axis, axis=0), axis=1))])
        # The top of the cap lies at the shoulder tip, a little beyond the joint.
        along = run[1] - 25.0 + (y.max() - y)
        middle = np.stack([np.interp(along, run, axis[:, i]) for i in range(3)], axis=1)
        bone = np.stack([np.interp(along, (run[1:] + run[:-1]) / 2, np.diff(axis, axis=0)[:, i]
                                   / np.diff(run)) for i in range(3)], axis=1)
        bone /= np.linalg.norm(bone, axis=1, keepdims=True)
        out = np.array((side, 0.0, 0.0)) - bone * (bone @ np.array((side, 0.0, 0.0)))[:, None]
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        front = np.cross(bone, out) * side
        front *= np.where(front[:, 2:] < 0, -1, 1)
        rows, left, right = _extents(part)
        centre = np.interp(y, rows, (left + right) / 2)
        width = np.interp(y, rows, right - left)
        girth = np.maximum.accumulate(np.interp(np.sort(rows), rows, right - left)[::-1])[::-1]
        width = np.maximum(width, 0.85 * np.interp(y, np.sort(rows), girth))
        radius = np.maximum(width / (2 * np.pi), 44.0 * self.avatar.girth("upper_arm") / 280)
        angle = (x - centre) / np.maximum(width / (2 * np.pi), 1.0)
        made: Floats = (middle + (radius * np.cos(angle))[:, None] * out
                        - side * (radius * np.sin(angle))[:, None] * front)
        return made

    def _leg(self, part: Part, flat: Floats) -> Floats:
        host = max((each for each in self.cloth.parts if (each.on, each.side, each.level) == (
            part.on, part.side, part.level)), key=lambda each: each.area)
        rows, left, right = _extents(host)
        mirrored = host is not part and is_mirrored(part, host)
        x, y = flat.T * np.array(((-1.0,), (1.0,))) if mirrored else flat.T
        side = 1.0 if part.side == "left" else -1.0
        low, high = np.interp(y, rows, left), np.interp(y, rows, right)
        share = np.clip((x - low) / np.maximum(high - low, 1.0), 0, 1)
        if (side < 0) != (part.body_face == "back"):
            share = 1 - share                                 # as on the left: from the inside out, or front to back
        if part.body_face in ("front", "back"):
            half = 180.0 * (1 - share) * (1 if part.body_face == "front" else -1)
            width = 2 * (high - low)
        else:
            half, width = 180.0 - 360.0 * share, high - low
        crotch = self.levels.get(part.level, self.levels["crotch"])
        height = crotch + y
        hip, knee, ankle = (self.avatar.point(f"{name}_joint", "left" if side > 0 else "right")
                            for name in ("hip", "knee", "ankle"))
        axis = np.stack([hip, knee, ankle])[::-1]
        middle = np.stack([np.interp(height, axis[:, 1], axis[:, i]) for i in (0, 2)], axis=1)
        skin = self.avatar.girth("thigh") / (2 * np.pi) + 8
        radius = np.maximum(width / (2 * np.pi), np.interp(height, [ankle[1], hip[1] - 60], [skin * 0.62, skin]))
        if host is not part:
            radius = radius - INSIDE
        angle = np.radians(half)
        limb = np.stack([middle[:, 0] + side * radius * np.cos(angle), height, middle[:, 1] + radius * np.sin(angle)],
                        axis=1)
        wide, deep, ahead = self.trunk.at(height)
        spread = np.maximum(1.0, width * 2 / (np.pi * (wide + deep) * 2 * 0.98))
        quarter = angle / 2
        room = ROOM if host is part else ROOM - INSIDE
        round_trunk = np.stack([side * (wide + room) * spread * np.cos(quarter), height,
                                ahead + (deep + room) * spread * np.sin(quarter)], axis=1)
        share_up = np.clip((y + 25.0) / 70.0, 0, 1)[:, None]
        made: Floats = limb * (1 - share_up) + round_trunk * share_up
        return made

    # Parts that continue from an edge -------------------------------------------------------------------------

    def _seam_points(self, number: int) -> tuple[Ints, Floats, Floats]:
        # The points of a part that are sewn to placed parts, their places, and the direction of the cloth there.
        own = np.flatnonzero(self.cloth.owners == number)
        ready = np.isfinite(self.places[:, 0])
        place = np.full((self.cloth.count, 3), np.nan)
        known = np.flatnonzero(ready)
        total = np.zeros((self.cloth.count, 3))
        times = np.zeros(self.cloth.count)
        np.add.at(total, self.cloth.node[known], self.places[known])
        np.add.at(times, self.cloth.node[known], 1)
        place[times > 0] = total[times > 0] / times[times > 0][:, None]
        sewn = own[times[self.cloth.node[own]] > 0]
        if not len(sewn):
            return sewn, np.zeros((0, 3)), np.zeros((0, 3))
        nodes = self.cloth.node[sewn]
        return sewn, place[nodes], self._outward(nodes, place, ready)

    def _outward(self, nodes: Ints, place: Floats, ready: Ints) -> Floats:
        # From the inside of the neighbours to the seam.
        triangles = self.cloth.triangles[ready[self.cloth.faces].all(1)]
        pull = np.zeros((self.cloth.count, 3))
        middle = place[triangles].mean(1)
        for corner in range(3):
            np.add.at(pull, triangles[:, corner], place[triangles[:, corner]] - middle)
        found = pull[nodes]
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return found

    def _continue(self, number: int) -> None:
        part = self.cloth.parts[number]
        own = np.flatnonzero(self.cloth.owners == number)
        sewn, where, outward = self._seam_points(number)
        way = self._way(part, outward)
        flat = self.cloth.points[own]
        tree = cKDTree(self.cloth.points[sewn])
        near = min(4, len(sewn))
        away, which = tree.query(flat, k=near)
        away, which = away.reshape(len(flat), near), which.reshape(len(flat), near)
        weight = 1 / (away + 2.0) ** 2
        weight /= weight.sum(1, keepdims=True)
        base = (where[which] * weight[:, :, None]).sum(1)
        towards = (way[which] * weight[:, :, None]).sum(1)
        towards /= np.maximum(np.linalg.norm(towards, axis=1, keepdims=True), 1e-9)
        far = away[:, :1]
        if falls_over(part):
            stand = 0.0 if self._on_stand(sewn) else 0.42 * away.max()
            axis = self.avatar.point("neck_joint")
            out = base - axis
            out[:, 1] = 0
            out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
            over = np.maximum(far - stand, 0)
            made = base + np.minimum(far, stand) * towards + over * (out * 0.15 - towards * 0.99)
            made = made + 3 * np.minimum(far / 10, 1) * out
        elif part.body_part == "head":
            made = self._hood(part, flat, base)
        else:
            made = base + far * towards
        self.places[own] = made
        self.places[sewn] = where

    def _on_stand(self, sewn: Ints) -> bool:
        mates = np.flatnonzero(np.isin(self.cloth.node, self.cloth.node[sewn]) & np.isfinite(self.places[:, 0]))
        owners = np.unique(self.cloth.owners[mates])
        return any(self.cloth.parts[number].body_part == "neck" for number in owners)

    def _hood(self, part: Part, flat: Floats, base: Floats) -> Floats:
        # A half shell over the head: its back behind the nape, its crown over the middle of the head.
        side = 1.0 if part.side == "left" else -1.0
        points = self.avatar.vertices[self.avatar.part("head")]
        back, half = points[:, 2].min() - 28.0, points[:, 0].max() + 18.0
        behind = flat[:, 0].max() if side > 0 else flat[:, 0].min()
        depth = (behind - flat[:, 0]) * side
        outline = _outline(part)
        crown = np.array([(p.x, p.y) for edge in part.sewn if "crown" in edge.name
                          for mm in np.linspace(0, edge.length, 60) for p in [edge.at(float(mm))]])
        edge = crown if len(crown) else outline
        away = cKDTree(edge).query(flat)[0]
        wide = half * np.sqrt(np.clip(1 - (1 - np.clip(away / (half * 1.3), 0, 1)) ** 2, 0, 1))
        height = base[:, 1] + np.maximum(flat[:, 1] - flat[:, 1].min(), 0)
        made = np.stack([side * wide, height, back + depth], axis=1)
        share = np.clip((flat[:, 1] - flat[:, 1].min()) / 90.0, 0, 1)[:, None]
        result: Floats = base * (1 - share) + made * share
        result[:, 1] = height
        return result

    def _way(self, part: Part, outward: Floats) -> Floats:
        place = part.body_part
        up = np.array((0.0, 1.0, 0.0))
        if place in ("neck", "head"):
            return np.tile(up, (len(outward), 1))
        if place in ("waist", "hip", "torso"):
            return np.tile(up * (1 if outward[:, 1].mean() > 0 else -1), (len(outward), 1))
        return outward


def falls_over(part: Part) -> bool:
    """Whether a part is a collar that is wide enough to fall over."""
    left, low, right, high = part.bounds
    return part.body_part == "neck" and not any(edge.inner for edge in part.sewn) and min(
        right - left, high - low) > STANDS + 14.0


# ---- Flat parts ------------------------------------------------------------------------------------------------


def _outline(part: Part) -> Floats:
    return np.array([(point.x, point.y) for point in part.polygon(0.5, sewn=True)])


def _extents(part: Part) -> tuple[Floats, Floats, Floats]:
    """Heights of a part from the lowest to the highest, and its leftmost and rightmost x at each."""
    outline = _outline(part)
    dense = np.vstack([np.linspace(a, b, max(2, int(np.linalg.norm(b - a) / 4))) for a, b in
                       zip(outline, np.roll(outline, -1, axis=0), strict=True)])
    rows = np.linspace(outline[:, 1].min(), outline[:, 1].max(), 80)
    step = (rows[1] - rows[0]) * 1.5 + 4
    left, right = [], []
    for y in rows:
        near = dense[abs(dense[:, 1] - y) <= step, 0]
        left.append(near.min())
        right.append(near.max())
    return rows, np.array(left), np.array(right)


def _underarm(part: Part) -> float:
    """The height of the lower end of the armhole, or of the widest place where there is no armhole."""
    holes = [edge for edge in part.sewn if "armhole" in edge.name or "raglan" in edge.name]
    if holes:
        return min(min(edge.at(0.0).y, edge.at(edge.length).y) for edge in holes)
    outline = _outline(part)
    return float(outline[np.argmax(abs(outline[:, 0])), 1])


def _on_ellipse(x: Floats, width: Floats, wide: Floats, deep: Floats) -> tuple[Floats, Floats]:
    """Wrap ``x`` of half a part ``width`` wide round an ellipse from its front; a wider part enlarges the ellipse."""
    turns = np.linspace(0, np.pi / 2, 65)
    run = np.concatenate([np.zeros((len(x), 1)), np.cumsum(np.hypot(
        wide[:, None] * np.diff(np.sin(turns)), deep[:, None] * np.diff(np.cos(turns))), axis=1)], axis=1)
    grown = np.maximum(1.0, width / run[:, -1])
    share = abs(x) / np.maximum(width, 1.0)
    wanted = np.minimum(share, 1.0) * run[:, -1]
    at = np.clip((run < wanted[:, None]).sum(1), 1, 64)
    rows = np.arange(len(x))
    part = (wanted - run[rows, at - 1]) / np.maximum(run[rows, at] - run[rows, at - 1], 1e-9)
    angle = turns[at - 1] + part * (turns[1] - turns[0])
    over = np.maximum(share - 1.0, 0) * width
    return (np.sign(x) * (wide * grown * np.sin(angle) + 0.4 * over), deep * grown * np.cos(angle) - 0.6 * over)


def _hanging(part: Part, flat: Floats) -> tuple[Floats, Floats, tuple[Floats, Floats]]:
    """The depths of a skirt's points below its waist, their share of the way from right to left, and width by depth.

    A skirt whose waist edge is an arc hangs along the radii of that arc.
    """
    waist = np.array([(point.x, point.y) for edge in part.sewn if "waist" in edge.name
                      for mm in np.linspace(0, edge.length, 20) for point in [edge.at(float(mm))]])
    outline = _outline(part)
    centre = _centre(waist) if len(waist) > 3 else None
    if centre is None:
        rows, left, right = _extents(part)
        if part.side and right.mean() + left.mean() < 0:
            right = np.minimum(right, 0.0)
        elif part.side:
            left = np.maximum(left, 0.0)
        low, high = np.interp(flat[:, 1], rows, left), np.interp(flat[:, 1], rows, right)
        depth = -flat[:, 1]
        width = (-rows[::-1], (right - left)[::-1])
        return depth, (flat[:, 0] - low) / np.maximum(high - low, 1.0), width
    middle, inner = centre

    def polar(points: Floats) -> tuple[Floats, Floats]:
        away = points - middle
        return np.linalg.norm(away, axis=1) - inner, np.arctan2(away[:, 0], -away[:, 1])

    depth, turn = polar(flat)
    _, ends = polar(outline)
    first, last = float(ends.min()), float(ends.max())
    steps = np.arange(-20.0, depth.max() + 20, 10.0)
    return depth, np.clip((turn - first) / (last - first), 0, 1), (steps, (last - first) * (inner + steps))


def _centre(waist: Floats) -> tuple[Floats, float] | None:
    # The circle through a waist edge, where it is bent enough to hang from its middle: fitted by least squares.
    matrix = np.column_stack([2 * waist, np.ones(len(waist))])
    solved = np.linalg.lstsq(matrix, (waist**2).sum(1), rcond=None)[0]
    middle = solved[:2]
    radius = float(np.sqrt(max(solved[2] + middle @ middle, 0.0)))
    if not 0 < radius < ROUNDEST or middle[1] < waist[:, 1].mean():
        return None
    return middle, radius
