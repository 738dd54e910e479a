"""``solve``: the number, or the numbers, that make drafted lengths come out right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any, overload

from ..errors import DraftError, SolveError
from ..geometry.roots import bracketed

EXACT = 1e-9
"""One unknown is found to this part of its range, or to a result so near its target."""
MISSED = 1e-4
"""A result that is further from its target than this, in mm, is no solution."""
CLOSE = 1e-7
"""Several unknowns are found when all results are so near their targets, in mm."""
STEP = 1e-5
"""The part of an unknown's range over which slopes are taken."""
ROUNDS, HALVINGS = 40, 12
"""The most rounds that several unknowns take, and the most times that one round is cut in half."""
HINT = "Check the measurements it rests on, or choose options that ask for less."


@overload
def solve(f: Callable[[float], float], target: float, least: float, most: float, *, what: str) -> float: ...
@overload
def solve(f: Callable[..., Sequence[float]], target: Sequence[float], least: Sequence[float],
          most: Sequence[float], *, what: str) -> tuple[float, ...]: ...
def solve(f: Callable[..., Any], target: Any, least: Any, most: Any, *, what: str) -> Any:
    """The number between ``least`` and ``most`` for which ``f`` gives ``target``; mm unless ``what`` says otherwise.

    ``f`` must lie on either side of the target at the two bounds. When it does not, `SolveError` says the range that
    it reaches; where ``f`` jumps over the target it says between which values. A bound that cannot be drafted at all is
    moved inward until it can.

    Several unknowns are solved at once: ``f`` takes as many numbers as there are targets and gives as many results,
    and targets and bounds are lists. Each result is within 1e-4 of its target, or `SolveError` says how near it came
    and what each result spans between the bounds.
    """
    if isinstance(target, int | float):
        return _one(f, target, least, most, what)
    return _several(f, tuple(target), tuple(least), tuple(most), what)


def _one(f: Callable[[float], float], target: float, least: float, most: float, what: str) -> float:
    tried: dict[float, float] = {}

    def miss(x: float) -> float:
        tried[x] = f(x) - target
        return tried[x]

    low, at_low = _drafts(miss, least, most)
    high, at_high = _drafts(miss, most, least)
    if (at_low > 0) == (at_high > 0) and at_low and at_high:
        reach = sorted((at_low + target, at_high + target))
        raise SolveError(
            f"{what}: no value between {low:.1f} and {high:.1f} reaches {target:.1f} mm; it spans {reach[0]:.1f} to "
            f"{reach[1]:.1f} mm", code="solve.range", where=what, hint=HINT)
    found = bracketed(miss, low, high, accuracy=EXACT, f_low=at_low, f_high=at_high)
    if abs(tried[found]) > MISSED:
        sides = [target + max((each for each in tried.values() if each < 0), default=0.0),
                 target + min((each for each in tried.values() if each > 0), default=0.0)]
        raise SolveError(f"{what}: near {found:.3f} it jumps from {sides[0]:.3f} to {sides[1]:.3f} mm and never is "
                         f"{target:.3f} mm", code="solve.jump", where=what, hint=HINT)
    return found


def _drafts(miss: Callable[[float], float], bound: float, other: float) -> tuple[float, float]:
    """The bound, or the first of eight places on the way to the other bound where the draft succeeds."""
    for step in range(8):
        place = bound + (other - bound) * step / 8
        try:
            return place, miss(place)
        except DraftError:
            if step == 7:
                raise
    raise AssertionError("unreachable")


# ---- Several unknowns: Newton's method, with steps cut in half until they bring the results nearer ---------------

Numbers = tuple[float, ...]


def _several(f: Callable[..., Sequence[float]], target: Numbers, least: Numbers, most: Numbers,
             what: str) -> Numbers:
    if not len(target) == len(least) == len(most):
        raise SolveError(f"{what}: {len(target)} targets with {len(least)} lower and {len(most)} upper bounds",
                         code="solve.range", where=what, hint="Give as many of each as there are unknowns.")

    def misses(at: Numbers) -> Numbers:
        return tuple(float(got) - wanted for got, wanted in zip(f(*at), target, strict=True))

    place = tuple((low + high) / 2 for low, high in zip(least, most, strict=True))
    missed = misses(place)
    for _ in range(ROUNDS):
        if max(map(abs, missed)) <= CLOSE:
            break
        way = _newton_step(misses, place, missed, least, most)
        nearer = _nearer(misses, place, way, max(map(abs, missed)), least, most) if way else None
        if nearer is None:
            break
        place, missed = nearer
    if max(map(abs, missed)) > MISSED:
        raise _unreached(misses, place, missed, (target, least, most), what)
    return place


def _newton_step(misses: Callable[[Numbers], Numbers], place: Numbers, missed: Numbers, least: Numbers,
                 most: Numbers) -> Numbers | None:
    """How far each unknown is to move by the slopes here; nothing where the results do not depend on them."""
    columns = []
    for i, (here, low, high) in enumerate(zip(place, least, most, strict=True)):
        step = STEP * (high - low) * (1 if here < (low + high) / 2 else -1)
        moved = misses((*place[:i], here + step, *place[i + 1:]))
        columns.append([(after - before) / step for after, before in zip(moved, missed, strict=True)])
    rows = [[column[i] for column in columns] + [-missed[i]] for i in range(len(place))]
    return _eliminated(rows)


def _eliminated(rows: list[list[float]]) -> Numbers | None:
    """The solution of linear equations, each with its right side last; nothing where they have none or many."""
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda row: abs(rows[row][i]))
        if abs(rows[pivot][i]) <= EXACT:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for row in range(size):
            if row != i:
                part = rows[row][i] / rows[i][i]
                rows[row] = [a - part * b for a, b in zip(rows[row], rows[i], strict=True)]
    return tuple(rows[i][size] / rows[i][i] for i in range(size))


def _nearer(misses: Callable[[Numbers], Numbers], place: Numbers, way: Numbers, so_far: float, least: Numbers,
            most: Numbers) -> tuple[Numbers, Numbers] | None:
    """The first place on that way, within the bounds, whose greatest miss is smaller, and its misses."""
    for halving in range(HALVINGS):
        there = tuple(min(max(here + step / 2 ** halving, low), high)
                      for here, step, low, high in zip(place, way, least, most, strict=True))
        try:
            missed = misses(there)
        except DraftError:
            continue
        if max(map(abs, missed)) < so_far:
            return there, missed
    return None


def _unreached(misses: Callable[[Numbers], Numbers], place: Numbers, missed: Numbers,
               bounds: tuple[Numbers, Numbers, Numbers], what: str) -> SolveError:
    """What each result spans at the corners of the bounds, and how near to the targets it came."""
    target, least, most = bounds
    reached = [missed]
    for corner in product(*zip(least, most, strict=True)):
        try:
            reached.append(misses(corner))
        except DraftError:
            continue
    spans = [f"{wanted:.1f} mm, of {wanted + min(each):.1f} to {wanted + max(each):.1f} mm"
             for wanted, each in zip(target, zip(*reached, strict=True), strict=True)]
    best = ", ".join(f"{value:.1f}" for value in place)
    return SolveError(f"{what}: no values between the bounds give {' and '.join(spans)}; the nearest, {best}, miss by "
                      f"{max(map(abs, missed)):.2f} mm", code="solve.range", where=what, hint=HINT)
