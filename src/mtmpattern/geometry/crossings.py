"""Where two lines cross each other."""

from __future__ import annotations

from . import path
from .meeting import approach, segments_cross
from .path import Curves
from .tolerance import FLATTEN, ON_LINE


def crossing_places(curves: Curves, others: Curves) -> list[float]:
    """Millimetres along the first line at which the second crosses or touches it, in order."""
    found: list[float] = []
    for one in path.chords(curves, FLATTEN):
        for other in path.chords(others, FLATTEN):
            shares = segments_cross(one.a, one.b, other.a, other.b)
            if shares is None:
                continue
            exact = approach(curves[one.of], one.t0 + shares[0] * (one.t1 - one.t0),
                             others[other.of], other.t0 + shares[1] * (other.t1 - other.t0))
            if exact is not None:
                t = min(1.0, max(0.0, exact[1]))
                found.append(path.length(curves[:one.of]) + curves[one.of].length_to(t))
    found.sort()
    return [mm for i, mm in enumerate(found) if not i or mm - found[i - 1] > ON_LINE]
