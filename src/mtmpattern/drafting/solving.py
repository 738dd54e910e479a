"""``solve``: the number that makes a drafted length come out right."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import DraftError, SolveError
from ..geometry.roots import bracketed


def solve(f: Callable[[float], float], target: float, least: float, most: float, *, what: str) -> float:
    """The number between ``least`` and ``most`` for which ``f`` gives ``target``, to 1e-9; mm unless ``what`` says.

    ``f`` must lie on either side of the target at the two bounds. When it does not, `SolveError` says the range it
    reaches. A bound that cannot be drafted at all is moved inward until it can.
    """
    def miss(x: float) -> float:
        return f(x) - target

    low, at_low = _drafts(miss, least, most)
    high, at_high = _drafts(miss, most, least)
    if (at_low > 0) == (at_high > 0) and at_low and at_high:
        reach = sorted((at_low + target, at_high + target))
        raise SolveError(
            f"{what}: no value between {low:.1f} and {high:.1f} reaches {target:.1f} mm; it spans {reach[0]:.1f} to "
            f"{reach[1]:.1f} mm", code="solve.range", where=what,
            hint="Check the measurements it rests on, or choose options that ask for less.")
    return bracketed(miss, low, high, accuracy=1e-9, f_low=at_low, f_high=at_high)


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
