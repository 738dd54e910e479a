"""The order in which a lay is cut, and where each cut begins.

Small pieces come first, inner cuts before outlines; the knife travels as little as possible between cuts (dry haul).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mtmpattern.errors import Problem, StationError
from mtmpattern.placing import Outline

SMALL: Final = 20_000.0     # square mm: a smaller piece shifts once the cloth round it has been cut
CORNER: Final = 20.0        # degrees: a cut begins where its ring turns by at least this, if it does anywhere
ROUNDS: Final = 8           # of changing the order and choosing the beginnings again
MANY: Final = 400           # inner cuts: a window with more of them gets only one round
STRETCH: Final = 200        # pieces whose order is improved at once
EPS: Final = 1e-9

_ROWS: Final = ("from x", "to x", "from y", "to y", "gap", "outline")
"""A lift of the knife: where it goes from and to, how far that is, and whose outline it goes to (-1: to no outline)."""
_X, _Y, _GAP, _OUTLINE = slice(0, 2), slice(2, 4), 4, 5
_FROM, _TO = slice(0, 4, 2), slice(1, 4, 2)


@dataclass(frozen=True, slots=True, eq=False)
class CutPath:
    """One line that the knife follows without lifting: (n, 2) points in mm on the lay, one for a drill hole.

    ``piece`` groups the cuts of one piece: those that are ``inner`` (notches, slits, drill holes, inner lines) come
    before its outline, though not right before it. A ``closed`` cut is a ring without its first point repeated; it
    may begin anywhere.
    """

    piece: str
    points: Outline
    closed: bool = True
    inner: bool = False

    @property
    def length(self) -> float:
        """How far the knife cuts (mm)."""
        last = self.points[:1] if self.closed else self.points[:0]
        return float(np.hypot(*np.diff(np.concatenate((self.points, last)), axis=0).T).sum())

    @property
    def area(self) -> float:
        """The area that a closed cut encloses (square mm); 0 for an open one."""
        if not self.closed:
            return 0.0
        x, y = self.points.T
        return float(abs(x @ _turned(y, 1) - y @ _turned(x, 1))) / 2.0


@dataclass(frozen=True, slots=True)
class CutStep:
    """The number of a cut, the point at which it begins, and whether it runs backwards.

    An open cut begins at its first or last point. A ring runs from its beginning round to it again.
    """

    cut: int
    start: int
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class CutOrder:
    """Every cut once, in order; how far the knife travels lifted (starting at the lay's origin) and cutting, in mm."""

    steps: tuple[CutStep, ...]
    dry_haul: float
    cut_length: float

    def paths(self, cuts: Sequence[CutPath]) -> list[Outline]:
        """The points of each step in the order of the knife; a ring ends where it began."""
        return [_path(cuts[step.cut], step) for step in self.steps]


def cut_order(cuts: Iterable[CutPath], small: float = SMALL, reach: float = math.inf, *, clockwise: bool = False,
              ) -> CutOrder:
    """The order in which to cut.

    Pieces whose outline encloses less than ``small`` square mm come before the others, while the cloth round them still
    holds them. ``reach`` is how much of the lay (mm along x) the machine can cut at once: the lay is cut window by
    window. Rings run counter-clockwise, or all ``clockwise``; they begin at a corner where they have one. The same cuts
    give the same order.

    Raises:
        StationError: a cut without points or with points that are not numbers; a reach that is not above 0.

    """
    cuts = tuple(cuts)
    problems = [Problem(f"{cut.piece}: cut {number} has no points, or points that are not numbers", "cut.points",
                        cut.piece, "Give points as rows of x and y in mm.")
                for number, cut in enumerate(cuts) if not _is_sound(cut)]
    if not reach > 0 or not small >= 0:
        problems.append(Problem(f"the reach is {reach:g} mm and small pieces are those up to {small:g} square mm",
                                "cut.reach", hint="Give a reach above 0 mm and an area of 0 or more."))
    if problems:
        raise StationError.of(problems)
    here = np.zeros(2)
    steps: list[CutStep] = []
    for window in _windows(cuts, reach):
        route = _Route(cuts, window, here, clockwise=clockwise)
        larger = {number: cuts[number].area >= small for number in window if not cuts[number].inner}
        for large in (False, True):
            route.add_outlines([number for number, is_large in larger.items() if is_large is large])
        route.add_inner([number for number in window if cuts[number].inner])
        steps += route.steps()
        here = _ends(cuts[steps[-1].cut], steps[-1])[1]
    return CutOrder(tuple(steps), dry_haul(cuts, steps), sum(cut.length for cut in cuts))


def dry_haul(cuts: Sequence[CutPath], steps: Iterable[CutStep]) -> float:
    """How far the knife travels lifted along these steps, starting at the origin (mm)."""
    here, length = np.zeros(2), 0.0
    for step in steps:
        start, end = _ends(cuts[step.cut], step)
        length += math.dist(here, start)
        here = end
    return length


def as_given(cuts: Sequence[CutPath]) -> tuple[CutStep, ...]:
    """The cuts in their given order and direction, for comparison."""
    return tuple(CutStep(number, 0) for number in range(len(cuts)))


def _is_sound(cut: CutPath) -> bool:
    points = np.asarray(cut.points)
    return points.ndim == 2 and points.shape[1] == 2 and len(points) > 0 and bool(np.isfinite(points).all())


def _path(cut: CutPath, step: CutStep) -> Outline:
    points = cut.points[::-1] if step.backwards else cut.points
    start = len(points) - 1 - step.start if step.backwards else step.start
    if not cut.closed:
        return points
    return np.concatenate((points[start:], points[: start + 1]))


def _ends(cut: CutPath, step: CutStep) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the knife enters and leaves a cut."""
    if cut.closed:
        return cut.points[step.start], cut.points[step.start]
    first, last = cut.points[0], cut.points[-1]
    return (last, first) if step.backwards else (first, last)


def _turned(numbers: NDArray[np.float64], by: int) -> NDArray[np.float64]:
    """The numbers of a ring's points, beginning with another point: np.roll without its overhead."""
    return np.concatenate((numbers[by:], numbers[:by]))


def _windows(cuts: Sequence[CutPath], reach: float) -> list[list[int]]:
    """The cuts of each window along the lay; a piece belongs to the window that it ends in."""
    ends: dict[str, float] = {}
    for cut in cuts:
        ends[cut.piece] = max(ends.get(cut.piece, -math.inf), float(cut.points[:, 0].max()))
    windows: dict[int, list[int]] = {}
    for number, cut in enumerate(cuts):
        windows.setdefault(int(ends[cut.piece] // reach) if math.isfinite(reach) else 0, []).append(number)
    return [windows[key] for key in sorted(windows)]


class _Route:
    """The way of the knife over the cuts of one window, from a given place."""

    def __init__(self, cuts: Sequence[CutPath], numbers: Sequence[int], here: NDArray[np.float64], *,
                 clockwise: bool) -> None:
        self._cuts, self._here = cuts, here
        self._starts = {number: _beginnings(cuts[number]) for number in numbers}
        self._entry = {number: cuts[number].points[starts] for number, starts in self._starts.items()}
        self._exit = {number: entry if cuts[number].closed else entry[::-1] for number, entry in self._entry.items()}
        self._ends = {number: np.stack((self._entry[number].T, self._exit[number].T), axis=0)[..., None]
                      for number in numbers if cuts[number].inner}      # (from or to it, x or y, beginning, 1)
        self._backwards = {number: _is_clockwise(cuts[number]) != clockwise for number in numbers
                           if cuts[number].closed}
        self._pieces = {piece: at for at, piece in enumerate(dict.fromkeys(cuts[number].piece for number in numbers))}
        self._lifts = np.empty((len(_ROWS), 0))
        self._gaps: dict[tuple[int, int], NDArray[np.float64]] = {}
        self._chain: list[int] = []
        self._choice: dict[int, int] = {}

    def steps(self) -> list[CutStep]:
        """The steps of the present way."""
        return [self._step(number, self._choice[number]) for number in self._chain]

    def _step(self, number: int, choice: int) -> CutStep:
        start = int(self._starts[number][choice])
        return CutStep(number, start, self._backwards[number] if self._cuts[number].closed else start > 0)

    def add_outlines(self, numbers: Sequence[int]) -> None:
        """Append outlines: the nearest first, then in a shorter order for as long as that helps."""
        if not numbers:
            return
        before, here = self._chain, self._end()
        order = self._nearest_first(numbers, here)
        best = math.inf
        for _ in range(ROUNDS):
            haul = self._begin_well([*before, *order])
            if haul >= best - EPS:
                break
            best, self._chain, choice = haul, [*before, *order], dict(self._choice)
            order = self._untangled(order, self._end_of(before))
        self._choice = choice

    def add_inner(self, numbers: Sequence[int]) -> None:
        """Insert inner cuts where they lengthen the way least, each before the outline of its piece."""
        self._refresh()
        for number in numbers:
            self._insert(number)
        best = self._begin_well(self._chain)
        for _ in range(ROUNDS if len(numbers) <= MANY else 1):
            self._refresh()
            for number in numbers:
                self._remove(self._chain.index(number))
                self._insert(number)
            haul = self._begin_well(self._chain)
            if haul >= best - EPS:
                break
            best = haul

    def _refresh(self) -> None:
        """Write down the lifts before each cut of the chain, and one after the last; there is room for more."""
        entry, leave = self._entered(self._chain)
        count = len(self._chain)
        self._lifts = lifts = np.zeros((len(_ROWS), len(self._starts) + 2))
        lifts[_FROM, 0], lifts[_FROM, 1 : count + 1], lifts[_TO, :count] = self._here, leave.T, entry.T
        lifts[_GAP, :count] = _distance(lifts[_FROM, :count].T, entry)
        lifts[_OUTLINE, :count] = [-1 if self._cuts[number].inner else self._pieces[self._cuts[number].piece]
                                   for number in self._chain]
        lifts[_OUTLINE, count] = -1

    def _end(self) -> NDArray[np.float64]:
        return self._end_of(self._chain)

    def _end_of(self, chain: Sequence[int]) -> NDArray[np.float64]:
        return self._exit[chain[-1]][self._choice[chain[-1]]] if chain else self._here

    def _nearest_first(self, numbers: Sequence[int], here: NDArray[np.float64]) -> list[int]:
        entry = np.concatenate([self._entry[number] for number in numbers])
        leave = np.concatenate([self._exit[number] for number in numbers])
        owner = np.repeat(np.arange(len(numbers)), [len(self._entry[number]) for number in numbers])
        done = np.zeros(len(entry), dtype=np.bool_)
        order = []
        for _ in numbers:
            at = int(np.where(done, np.inf, _distance(entry, here)).argmin())
            here = leave[at]
            done |= owner == owner[at]
            order.append(numbers[owner[at]])
        return order

    def _begin_well(self, chain: Sequence[int]) -> float:
        """Choose the beginnings with the least dry haul for cuts in this order; return that haul."""
        if not chain:
            return 0.0
        cost = _distance(self._entry[chain[0]], self._here)
        came: list[NDArray[np.intp]] = []
        for before, number in pairwise(chain):
            total = cost[:, None] + self._gap(before, number)
            came.append(total.argmin(axis=0))
            cost = np.minimum.reduce(total)
        choice = int(cost.argmin())
        for number, table in zip(reversed(chain[1:]), reversed(came), strict=True):
            self._choice[number] = choice
            choice = int(table[choice])
        self._choice[chain[0]] = choice
        return float(cost.min())

    def _gap(self, before: int, number: int) -> NDArray[np.float64]:
        """From each place where a cut may end to each at which another may begin; most cuts stay behind each other."""
        pair = before, number
        if pair not in self._gaps:
            self._gaps[pair] = _distance(self._exit[before][:, None], self._entry[number][None, :])
        return self._gaps[pair]

    def _untangled(self, order: Sequence[int], here: NDArray[np.float64]) -> list[int]:
        """The cuts in a shorter order for the present beginnings, by 2-opt and by moving cuts."""
        entry, leave = self._entered(order)
        gap = _distance(leave[:, None], entry[None, :])
        first = _distance(entry, here)
        route: list[int] = []
        for start in range(0, len(order), STRETCH):
            before = gap[route[-1]] if route else first
            route += _improved(list(range(start, min(start + STRETCH, len(order)))), gap, before)
        return [order[at] for at in route]

    def _entered(self, chain: Sequence[int]) -> tuple[Outline, Outline]:
        """Where the knife enters and leaves each cut of a chain, with the present beginnings."""
        entry = np.array([self._entry[number][self._choice[number]] for number in chain])
        leave = np.array([self._exit[number][self._choice[number]] for number in chain])
        return entry.reshape(-1, 2), leave.reshape(-1, 2)

    def _insert(self, number: int) -> None:
        """Insert an inner cut where the way grows least, before the outline of its piece."""
        count = len(self._chain)
        outlines = self._lifts[_OUTLINE, : count + 1] == self._pieces[self._cuts[number].piece]
        first = int(outlines.argmax())
        latest = first if outlines[first] else count                    # the last lift before which it may be cut
        lifts, ends = self._lifts[:, : latest + 1], self._ends[number]
        x, y = lifts[_X, None] - ends[:, 0], lifts[_Y, None] - ends[:, 1]
        x *= x
        y *= y
        to_it, from_it = np.sqrt(x + y)
        cost = to_it.copy()
        behind = min(latest + 1, count)                                 # lifts with a cut behind them
        cost[:, :behind] += from_it[:, :behind] - lifts[_GAP, :behind]
        choice, at = divmod(int(cost.argmin()), latest + 1)
        self._choice[number] = choice
        self._chain.insert(at, number)
        self._lifts[:, at + 1 : count + 2] = self._lifts[:, at : count + 1]
        self._lifts[_TO, at], self._lifts[_FROM, at + 1] = self._entry[number][choice], self._exit[number][choice]
        self._lifts[_OUTLINE, at] = -1
        self._lifts[_GAP, at], self._lifts[_GAP, at + 1] = to_it[choice, at], from_it[choice, at]

    def _remove(self, at: int) -> None:
        """Take a cut out of the chain: the lifts before and behind it become one."""
        del self._chain[at]
        count = len(self._chain)
        self._lifts[_FROM, at + 1] = self._lifts[_FROM, at]
        self._lifts[:, at : count + 1] = self._lifts[:, at + 1 : count + 2]
        from_x, to_x, from_y, to_y = self._lifts[:_GAP, at].tolist()
        x, y = to_x - from_x, to_y - from_y
        self._lifts[_GAP, at] = math.sqrt(x * x + y * y)


def _distance(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y = one[..., 0] - other[..., 0], one[..., 1] - other[..., 1]
    found: NDArray[np.float64] = np.sqrt(x * x + y * y)     # several times as fast as hypot
    return found


def _improved(route: Sequence[int], gap: NDArray[np.float64], first: NDArray[np.float64]) -> list[int]:
    """Shorten a route by reversing and moving stretches of it until that no longer helps.

    ``gap`` is the distance from the end of each cut to the beginning of each, ``first`` from the knife to each.
    """
    start, end = len(gap), len(gap) + 1                     # places before the first cut, and free ones after the last
    wide = np.zeros((end + 1, end + 1))
    wide[:start, :start], wide[start, :start] = gap, first
    way = np.array([start, *route, end])
    while (shorter := _shorter(way, wide)) is not None:
        way = shorter
    return [int(at) for at in way[1:-1]]


def _shorter(way: NDArray[np.intp], gap: NDArray[np.float64]) -> NDArray[np.intp] | None:
    """The way after the one reversal, or move of up to three cuts, that shortens it most; None where nothing does."""
    last = len(way) - 2
    gap = gap[way[:, None], way]                            # from each place of the way to each
    step = gap.diagonal(1)
    forth = np.concatenate(([0.0], np.cumsum(step)))
    back = np.concatenate(([0.0], np.cumsum(gap.diagonal(-1))))
    best, changed = -EPS, None
    if last > 1:                                            # from each place (a row) to each later one
        change = gap[:-2, 1:-1] + gap[1:-1, 2:] + back[1:-1] - back[1:-1, None] - forth[2:] + forth[:-2, None]
        change[np.tri(last, dtype=np.bool_)] = np.inf
        at = int(change.argmin())
        if change.flat[at] < best:
            low, high = at // last + 1, at % last + 2
            best, changed = float(change.flat[at]), np.concatenate((way[:low], way[low:high][::-1], way[high:]))
    between = np.arange(last + 1)
    for count in range(1, min(3, last - 1) + 1):
        begins = between[1 : last - count + 2]
        saved = step[:-count] + step[count:] - gap.diagonal(count + 1)
        cost = gap[:-1, 1:-count].T + gap[count:-1, 1:] - step - saved[:, None]
        cost[(between >= begins[:, None] - 1) & (between < begins[:, None] + count)] = np.inf
        at = int(cost.argmin())
        moved, place = divmod(at, last + 1)
        if cost.flat[at] < best:
            best = float(cost.flat[at])
            begin = moved + 1
            stretch = slice(begin, begin + count)
            rest = np.delete(way, stretch)
            put = place + 1 if place < begin else place + 1 - count
            changed = np.concatenate((rest[:put], way[stretch], rest[put:]))
    return changed


def _beginnings(cut: CutPath) -> NDArray[np.intp]:
    """The points at which a cut may begin."""
    count = len(cut.points)
    if not cut.closed:
        return np.array([0, count - 1] if count > 1 else [0])
    after = _turned(cut.points, 1) - cut.points
    before = _turned(after, -1)
    turn = np.arctan2(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0], (before * after).sum(axis=1))
    corners = np.flatnonzero(np.abs(turn) > math.radians(CORNER))
    return corners if len(corners) else np.arange(count)


def _is_clockwise(cut: CutPath) -> bool:
    x, y = cut.points.T
    return bool(x @ _turned(y, 1) < y @ _turned(x, 1))
