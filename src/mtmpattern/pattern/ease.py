"""The matches of a seam: points that both walks carry, and by how much the first is to be longer between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..geometry.tolerance import JOIN
from .cutting_list import CuttingList
from .operations import Buttoned, Operation, Sew
from .seam import Match, Walk, walked
from .walk import points_on

Matched = tuple[tuple[Match, ...], tuple[float, ...], tuple[str, ...]]
"""The matches, the ease of each stretch between them in mm, and the spans that are asked for and not there."""


def matched(operation: Operation, first: Walk, second: Walk, parts: CuttingList) -> Matched:
    """The matches of two walks and their ease, as the operation asks for it."""
    lengths = walked(first), walked(second)
    if isinstance(operation, Buttoned):  # a closing matches its ends only; an overlap is as long as it is
        return (Match("start", 0.0, 0.0), Match("end", *lengths)), (lengths[0] - lengths[1],), ()
    points, mates = points_on(first, parts), points_on(second, parts)
    shared = sorted((points[name], mates[name], name) for name in points.keys() & mates.keys())
    inside = [Match(name, a, b) for a, b, name in shared
              if JOIN < a < lengths[0] - JOIN and JOIN < b < lengths[1] - JOIN]
    matches = (Match("start", 0.0, 0.0), *inside, Match("end", *lengths))
    eased, unknown = _eased(operation, [m.name for m in matches], [b.second - a.second for a, b in pairwise(matches)])
    return matches, tuple(eased), unknown


def _eased(operation: Operation, names: Sequence[str], widths: Sequence[float]) -> tuple[list[float], tuple[str, ...]]:
    """The ease of each stretch, where ``widths`` are those of the second walk in mm."""
    if not isinstance(operation, Sew):
        return [0.0] * len(widths), ()
    if operation.ratio is not None:
        return [(operation.ratio - 1) * width for width in widths], ()
    if isinstance(operation.eased, Mapping):
        both_ways = [(f"{a}..{b}", f"{b}..{a}") for a, b in pairwise(names)]
        asked = [next((operation.eased[name] for name in ways if name in operation.eased), 0.0) for ways in both_ways]
        return asked, tuple(sorted(set(operation.eased) - {name for ways in both_ways for name in ways}))
    total = sum(widths)
    return [operation.eased * width / total if total else 0.0 for width in widths], ()
