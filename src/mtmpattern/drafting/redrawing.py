"""Parts of a line laid end to end after a slash: smooth at their length, and one edge again."""

from __future__ import annotations

from collections.abc import Sequence

from ..geometry import Edge
from ..geometry.bending import smoothed
from ..geometry.dividing import healed, starting_at, with_mouths
from ..geometry.path import Curves
from ..geometry.placed import Placed, Trued


def evened(parts: Sequence[Trued], bends: Sequence[float]) -> list[Trued]:
    """Lines laid end to end, smooth where they meet, as long together as before."""
    chain: list[Curves] = []
    for shape in parts:
        chain += shape.sewn
    inside = [0.0 for _ in chain[1:]]
    # Only where parts meet is anything redrawn; between the legs of their own darts they are as they are.
    groups: list[list[Curves]] = [[]]
    number = 0
    for shape, bend in zip(parts, [*bends, 0.0], strict=True):
        number += len(shape.sewn)
        if number <= len(inside):
            inside[number - 1] = bend
    for i, stretch in enumerate(chain):
        groups[-1].append(stretch)
        if i < len(inside) and not _meets(stretch, chain[i + 1]):
            groups.append([])
    done: list[Curves] = []
    for group in groups:
        done += smoothed(group, inside[len(done):len(done) + len(group) - 1])
    found, taken = [], 0
    for shape in parts:
        found.append(Trued(tuple(done[taken:taken + len(shape.sewn)]), shape.caps, shape.placed))
        taken += len(shape.sewn)
    return found


def _meets(stretch: Curves, following: Curves) -> bool:
    return stretch[-1].end.same_as(following[0].start)


def strung(parts: Sequence[Trued], kind: str) -> Edge:
    """One edge of lines laid end to end; what was one curve before it was divided is one again."""
    stretches: list[Curves] = list(parts[0].sewn)
    placed: list[Placed] = list(parts[0].placed)
    for shape in parts[1:]:
        before, after = stretches[-1], starting_at(Edge(shape.sewn[0]), stretches[-1][-1].end).curves
        whole = healed(before[-1], after[0])
        middle = (before[-1], after[0]) if whole is None else (whole,)
        stretches[-1] = (*before[:-1], *middle, *after[1:])
        stretches += shape.sewn[1:]
        placed += shape.placed
    return with_mouths(stretches, placed, kind)
