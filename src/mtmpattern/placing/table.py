"""Laying parts on sheets of paper, grain lines upright: a deterministic packing that can also count pages."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from mtmpattern.geometry import path
from mtmpattern.pattern.parts.part import CutPattern, Part
from mtmpattern.placing.placed import Placed, quarter_turned, upright

# ---- Silhouettes ----------------------------------------------------------------------------------------------------

CELL: Final = 5.0
"""Outlines are compared in strips of this many millimetres."""

AIR: Final = 5.0
"""The least distance between parts in millimetres."""

Profile = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Silhouette:
    """A part at one turn, in strips of `CELL`: where each begins (``near``) and ends (``far``), down from its top.

    They include a free strip on either side and half of `AIR` above and below. ``left`` and ``top`` are those of the
    outline, ``width`` and ``height`` its extent in millimetres.
    """

    part: Part
    rotated: float
    left: float
    top: float
    width: float
    height: float
    near: Profile
    far: Profile


Ways = tuple[Silhouette, ...]
"""The ways in which one part may lie."""


def ways_of(part: Part, *, one_way: bool) -> Ways:
    """The ways a part may lie: head up, and head down unless all must lie ``one_way``."""
    first = upright(part)
    return tuple(_silhouette(part, way) for way in ((first,) if one_way or part.nap else (first, first + 180.0)))


def _silhouette(part: Part, degrees: float) -> Silhouette:
    move = quarter_turned(degrees)
    # fusible is cut inside the sewn line, which is also drawn
    points = [move(point) for curves in (part.cut, part.sewn_outline) for point in path.flatten(curves, 0.2)]
    xs, ys = np.array([p.x for p in points]), np.array([p.y for p in points])
    steps = np.maximum(np.ceil(np.hypot(np.diff(xs), np.diff(ys)) / (CELL / 2)), 1).astype(int)
    at = np.repeat(np.arange(len(steps)), steps)            # so dense that no strip is skipped
    share = np.concatenate([np.arange(count) / count for count in steps])
    left, right, top, low = float(xs.min()), float(xs.max()), float(ys.max()), float(ys.min())
    x, y = xs[at] + share * np.diff(xs)[at], top - ys[at] - share * np.diff(ys)[at]
    strip = np.floor(np.maximum(x - left, 0.0) / CELL).astype(int) + 1
    count = int(strip.max()) + 2
    near, far = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(near, strip, y)
    np.maximum.at(far, strip, y)
    beside = np.minimum(np.append(near[1:], np.inf), np.insert(near[:-1], 0, np.inf))
    return Silhouette(part, degrees, left, top, right - left, top - low, np.minimum(near, beside) - AIR / 2,
                      far + AIR / 2)


# ---- Filling sheets -------------------------------------------------------------------------------------------------

class Costs(Protocol):
    """The cost of a place on the sheet besides length: the pages that it would use.

    ``stops`` gives depths worth trying, from the least ones possible; ``cost`` is the cost of a box at each place, and
    ``take`` records a laid part.
    """

    def stops(self, depth: Profile) -> Iterable[Profile]: ...  # noqa: D102

    def cost(self, x: Profile, depth: Profile, width: float, height: float) -> Profile: ...  # noqa: D102

    def take(self, x: float, depth: float, shape: Silhouette) -> None: ...  # noqa: D102


class Table:
    """A sheet that is being filled from its top: how deep each strip is used, and the laid parts."""

    def __init__(self, width: float, costs: Costs | None = None) -> None:
        self._sky = np.full(int(width // CELL) + 2, -AIR / 2)
        self._costs = costs
        self.laid: list[tuple[Silhouette, int, float]] = []
        self.depth = 0.0

    def best(self, ways: Ways, limit: float = math.inf) -> tuple[tuple[float, float, int], Silhouette] | None:
        """(cost, depth of its lower end, strip) of the best place, and the way to lie there; None for no place."""
        found = []
        for shape in ways:
            near = shape.near[: len(self._sky)]             # a part as wide as the sheet needs no free strip beside it
            rest = (sliding_window_view(self._sky, len(near)) - near).max(axis=1)
            x = np.arange(len(rest), dtype=np.float64) * CELL
            stops = [rest] if self._costs is None else self._costs.stops(rest)
            for depth in stops:
                cost = (np.zeros(len(rest)) if self._costs is None
                        else self._costs.cost(x, depth, shape.width, shape.height))
                end = np.round(depth + shape.height, 3)
                strip = int(np.lexsort((x, end, cost))[0])
                if end[strip] <= limit:
                    found.append(((float(cost[strip]), float(end[strip]), strip), shape))
        return min(found, key=lambda each: each[0]) if found else None

    def lay(self, place: tuple[float, float, int], shape: Silhouette) -> None:
        """Lay a part at a place found by `best`."""
        _, end, strip = place
        depth = end - shape.height
        far = shape.far[: len(self._sky)]
        taken = self._sky[strip : strip + len(far)]
        np.maximum(taken, far + depth, out=taken)
        self.laid.append((shape, strip, depth))
        self.depth = max(self.depth, end)
        if self._costs is not None:
            self._costs.take(strip * CELL, depth, shape)

    def placed(self, height: float) -> tuple[Placed, ...]:
        """The parts on a sheet of that height."""
        return tuple(Placed(shape.part, strip * CELL - shape.left, height - depth - shape.top, shape.rotated)
                     for shape, strip, depth in self.laid)

    def on_roll(self) -> tuple[Placed, ...]:
        """The parts on a roll, x along its length, the first ones at its beginning."""
        height = math.ceil(self.depth)
        return tuple(replace(each, x=height - each.y, y=each.x, rotated=each.rotated + 90.0)
                     for each in self.placed(height))


ORDERS: Final[tuple[Callable[[Ways], float], ...]] = (
    lambda ways: -ways[0].height, lambda ways: -ways[0].height * ways[0].width, lambda ways: -ways[0].width)
"""Orders of laying: the highest, the largest or the widest first."""


def fill(width: float, parts: Sequence[Ways], limit: float = math.inf) -> list[Table]:
    """Sheets of that width, at most ``limit`` deep, filled in the best of `ORDERS`; every part must fit."""
    def filled(order: Callable[[Ways], float]) -> list[Table]:
        tables: list[Table] = []
        for ways in sorted(parts, key=lambda each: round(order(each), 3)):
            for table in tables:
                if place := table.best(ways, limit):
                    table.lay(*place)
                    break
            else:
                tables.append(Table(width))
                place = tables[-1].best(ways, math.inf)     # no limit: rounding may exceed it for a part as long
                if place is not None:
                    tables[-1].lay(*place)
        return tables

    return min((filled(order) for order in ORDERS), key=lambda tables: (len(tables), sum(t.depth for t in tables)))


def ways_on_paper(pattern: CutPattern) -> dict[str, list[Ways]]:
    """How each part may lie on paper, by cloth: in any quarter turn, because the paper has no grain."""
    return {role: [tuple(_silhouette(part, upright(part) + turn) for turn in (0.0, 180.0, 90.0, 270.0))
                   for part in pattern.of_role(role)]
            for role in dict.fromkeys(part.role for part in pattern.parts)}


def ways_by_role(pattern: CutPattern) -> dict[str, list[Ways]]:
    """How each part of each cloth may lie: all one way where the cloth's nap or print requires that."""
    found: dict[str, list[Ways]] = {}
    for role in dict.fromkeys(part.role for part in pattern.parts):
        cloth = pattern.fabrics.get(role)
        found[role] = [ways_of(part, one_way=bool(cloth and cloth.one_way)) for part in pattern.of_role(role)]
    return found
