"""Where each part of a sewn garment starts: round the trunk, an arm or a leg, or next to the part it is sewn to.

Fronts and backs wrap round the trunk on an ellipse at their level, sleeves round the arm on a cylinder, legs on one
that opens into half the trunk above the crotch, skirts on a cone. Everything else (bands, cuffs, collars, hoods)
continues from the edge that it is sewn to. Points that are sewn together start midway between their places.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from mtmpattern.errors import StationError
from mtmpattern.pattern.parts.part import Part
from mtmpattern.preview.avatar import Avatar
from mtmpattern.preview.collars import STANDING, falls_over
from mtmpattern.preview.extents import centre_of, extents, hanging, on_ellipse, outline_of, underarm
from mtmpattern.preview.layers import is_mirrored
from mtmpattern.preview.mirrors import evened, mirrored_nodes
from mtmpattern.preview.panel import Floats, Ints
from mtmpattern.preview.sewn import SewnCloth
from mtmpattern.preview.volumes import arm_of, trunk_of

ROOM: Final = 14.0
"""Room between the body and a part that is wrapped round it, mm."""
CLEAR: Final = 5.0
"""Room between an arm and cloth that starts round it, mm."""
AT_WRIST: Final = 15.0
"""The end of a cuff may start this far beyond the wrist, mm."""
SHAKE: Final = 0.4
"""Points are moved by up to this much before the drape, mm."""
OVER_HEAD: Final = 32.0
"""How far over the head a hood starts, mm."""
BEFORE_HEAD: Final = 15.0
"""How far in front of the forehead its edge starts, mm."""
FOREHEAD: Final = 90.0
"""How far below the top of the head the forehead ends, mm."""
INSIDE: Final = 8.0
"""How much nearer to the body a pocket bag starts than the part it hangs behind, mm."""


def place(cloth: SewnCloth, avatar: Avatar) -> Floats:
    """Where the points of the sewn mesh start, (nodes, 3) in mm.

    Raises `StationError` (``preview.place``) for a part that cannot be placed: it names no known place of the body and
    is not sewn to a part that does.
    """
    return _Placer(cloth, avatar).placed()


HANGS_ON: Final = ("torso", "chest", "hip", "arm", "leg", "thigh")
"""The parts of the body on which cloth is hung by itself, at the level that its piece states."""


def _nowhere(parts: Sequence[Part]) -> StationError:
    """The error for parts that can be hung nowhere; those that lack only a height come before what is sewn to them."""
    parts = [part for part in parts if part.body_part in HANGS_ON] or parts
    names = ", ".join(part.id for part in parts)
    unknown = sorted({part.body_part for part in parts if part.body_part} - {*HANGS_ON})
    if not any(part.body_part for part in parts):
        said, hint = "names no place on the body", "Give its piece on= and level=, or sew it on."
    elif unknown:
        said = f"is worn on the {' and the '.join(unknown)}, where the preview cannot hang cloth"
        hint = f"Sew it to a part that is worn on the {', '.join(HANGS_ON[:-1])} or {HANGS_ON[-1]}."
    else:
        said = "does not state the height of the body at which it hangs, or one that its place has"
        hint = 'Give its piece level=, as in on="torso front", level="waist"; or sew it on.'
    return StationError(f"{names}: {said}, and is not sewn to a part that does", code="preview.place", where=names,
                        hint=hint)


class _Placer:
    """Places the parts of a garment round an avatar: on the body where they hang, or beside what they are sewn to."""

    def __init__(self, cloth: SewnCloth, avatar: Avatar) -> None:
        self.cloth, self.avatar = cloth, avatar
        self.trunk = trunk_of(avatar)
        self.arms = {"left": arm_of(avatar, "left"), "right": arm_of(avatar, "right")}
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
                raise _nowhere([self.cloth.parts[number] for number in waiting])
            best = max(ready, key=lambda number: len(self._seam_points(number)[0]))
            piece = self.cloth.parts[best].piece              # both sides at once, so that they start alike
            sides = [number for number in ready if self.cloth.parts[number].piece == piece]
            for number, made in [(number, self._continued(number)) for number in sides]:
                self.places[self.cloth.owners == number] = made
                waiting.remove(number)
        count = self.cloth.count
        times = np.bincount(self.cloth.node, minlength=count)
        joined = np.stack([np.bincount(self.cloth.node, self.places[:, i], count) / times for i in range(3)], axis=1)
        if self.avatar.even:
            joined = evened(joined, mirrored_nodes(self.cloth))
        return joined + _shaken(joined)

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
        centre = 0.0 if part.side else centre_of(part)
        x, y = flat[:, 0] - centre, flat[:, 1]
        back = part.body_face == "back"
        under = underarm(part)
        top = self.levels["neck point"] + 12.0
        rows, left, right = extents(part)
        height, widths = top + y, np.maximum(abs(left - centre), abs(right - centre))
        hips = self.levels["hip"] - top
        # A tail that narrows below the hips does not go round as far as the cloth above it.
        width = np.maximum(*(np.interp(np.clip(y, low, under), rows, widths) for low in (-np.inf, hips)))
        # Below the seat cloth hangs; wrapped closely, a tail is too wide there, and rolls up.
        wide, deep, middle = self.trunk.at(np.clip(height, self.levels["hip"], top + under))
        rise = np.clip((y - under) / max(-under, 1.0), 0, 1) ** 2
        across, depth = on_ellipse(x, width, wide + ROOM, deep + ROOM)
        ahead = middle * (1 - rise) + float(self.avatar.point("neck_point")[2]) * rise
        # Over the shoulders cloth lies flat; wrapped, a strap would start nearer to the neck and stay there.
        depth, across = depth * (1 - rise), across * (1 - rise) + x * rise
        turned = -1 if back else 1                            # a back is drawn as seen from behind
        return np.stack([turned * across, height, ahead + turned * depth], axis=1)

    # Skirts ---------------------------------------------------------------------------------------------------

    def _skirt(self, part: Part, flat: Floats) -> Floats:
        depth, share, width = hanging(part, flat)
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
        arm = self.arms["left" if part.side == "left" else "right"]
        # The top of the cap lies at the shoulder tip, a little beyond the joint.
        along = arm.shoulder - 25.0 + (y.max() - y)
        end, most = along.max(), arm.wrist + AT_WRIST - self._cuff_depth(part)
        if arm.elbow < most < end:                            # a cuff that starts on the hand closes beside it
            along = np.where(along > arm.elbow, arm.elbow + (along - arm.elbow) * (most - arm.elbow)
                             / (end - arm.elbow), along)
        out, front = arm.frame(along)
        rows, left, right = extents(part)
        centre = np.interp(y, rows, (left + right) / 2)
        width = np.interp(y, rows, right - left)
        width = np.maximum(width, 0.85 * np.interp(y, rows, np.maximum.accumulate(right - left)))   # the cap stays open
        radius = np.maximum(width / (2 * np.pi), arm.radius(along) + CLEAR)
        angle = (x - centre) / np.maximum(width / (2 * np.pi), 1.0) * (1 if part.side == "left" else -1)
        made: Floats = (arm.middle(along) + (radius * np.cos(angle))[:, None] * out
                        - (radius * np.sin(angle))[:, None] * front)
        return made

    def _cuff_depth(self, sleeve: Part) -> float:
        # How deep the cuff of a sleeve is on the draped layer, 0 without one.
        for number, part in enumerate(self.cloth.parts):
            if part.body_part == "wrist" and part.side == sleeve.side:
                return float(np.ptp(self.cloth.points[self.cloth.owners == number], axis=0).min())
        return 0.0

    def _cuff(self, part: Part, far: Floats, base: Floats) -> Floats:
        # On from the sleeve along the arm, no wider than it is or the arm needs.
        arm = self.arms["left" if part.side == "left" else "right"]
        way = arm.axis[3] - arm.axis[2]
        start = arm.wrist + (base - arm.axis[3]) @ way / np.linalg.norm(way)
        away = base - arm.middle(start)
        x, y = (np.einsum("ij,ij->i", away, each) for each in arm.frame(start))
        along, length = start + far, np.maximum(np.hypot(x, y), 1e-9)
        out, front = arm.frame(along)
        own = float(np.ptp(self.cloth.points[self.cloth.owners == self.cloth.parts.index(part)], axis=0).max())
        radius = np.maximum(own / (2 * np.pi), arm.radius(along) + CLEAR)
        made: Floats = arm.middle(along) + (radius * x / length)[:, None] * out + (radius * y / length)[:, None] * front
        return made

    def _leg(self, part: Part, flat: Floats) -> Floats:
        host = max((each for each in self.cloth.parts if (each.on, each.side, each.level) == (
            part.on, part.side, part.level)), key=lambda each: each.area)
        rows, left, right = extents(host)
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

    def _continued(self, number: int) -> Floats:
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
        made: Floats
        if falls_over(part):
            high = self._stand_height(sewn)
            stand = 0.0 if high else STANDING * away.max()
            axis = self.avatar.point("neck_joint")
            out = base - axis
            out[:, 1] = 0
            out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
            over = np.maximum(far - stand, 0)
            down = np.minimum(over, high or stand)            # then out over the shoulders
            made = base + np.minimum(far, stand) * towards + down * (out * 0.15 - towards * 0.99)
            made = made + (over - down) * (out * 0.8 - towards * 0.6)
            made = made + 3 * np.minimum(far / 10, 1) * out
        elif part.body_part == "head":
            made = self._hood(part, flat, base)
        elif part.body_part == "wrist" and part.side:
            return self._cuff(part, far[:, 0], base)
        else:
            made = base + far * towards
        made[np.isin(own, sewn)] = where
        return made

    def _stand_height(self, sewn: Ints) -> float:
        # How high the stand of a collar is at its lowest, 0 without one.
        mates = np.flatnonzero(np.isin(self.cloth.node, self.cloth.node[sewn]) & np.isfinite(self.places[:, 0]))
        stands = [number for number in np.unique(self.cloth.owners[mates])
                  if self.cloth.parts[number].body_part == "neck"]
        if not stands:
            return 0.0
        flat = self.cloth.points[self.cloth.owners == stands[0]]
        return float(flat[abs(flat[:, 0]) < 20.0, 1].max(initial=0.0)) or float(np.ptp(flat[:, 1]))

    def _hood(self, part: Part, flat: Floats, base: Floats) -> Floats:
        # A half shell over the head: its crown over the middle of the head, its front edge at the forehead. What is
        # higher than the head bags at the neck, what is deeper hangs behind the head.
        side = 1.0 if part.side == "left" else -1.0
        points = self.avatar.vertices[self.avatar.part("head")]
        top, half = points[:, 1].max() + OVER_HEAD, points[:, 0].max() + 18.0
        behind = flat[:, 0].max() if side > 0 else flat[:, 0].min()
        depth = (behind - flat[:, 0]) * side
        forehead = points[points[:, 1] > points[:, 1].max() - FOREHEAD, 2].max()
        back = min(points[:, 2].min() - 28.0, forehead + BEFORE_HEAD - depth.max())
        outline = outline_of(part)
        crown = np.array([(p.x, p.y) for edge in part.sewn if "crown" in edge.name
                          for mm in np.linspace(0, edge.length, 60) for p in [edge.at(float(mm))]])
        edge = crown if len(crown) else outline
        away = cKDTree(edge).query(flat)[0]
        wide = half * np.sqrt(np.clip(1 - (1 - np.clip(away / (half * 1.3), 0, 1)) ** 2, 0, 1))
        up = flat[:, 1] - flat[:, 1].min()
        height = base[:, 1] + up * min(1.0, (top - base[:, 1].mean()) / up.max())
        made = np.stack([side * wide, height, back + depth], axis=1)
        share = np.clip(up / 90.0, 0, 1)[:, None]
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


def _shaken(places: Floats) -> Floats:
    """Tenths of a millimetre to every side, so that flat cloth can buckle; the same on the left and on the right."""
    x, y, z = (abs(places[:, 0]), places[:, 1], places[:, 2])
    turns = 12.9898 * x + 78.233 * y + 37.719 * z
    outward = np.clip(places[:, 0], -1.0, 1.0)                # nothing in the middle, where rounding decides the sign
    made: Floats = SHAKE * np.stack([np.sin(turns) * outward, np.sin(1.7 * turns), np.sin(2.3 * turns)], axis=1)
    return made
