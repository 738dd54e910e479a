"""The notches of a part in every size: in one order, and as many in each size.

A notch that shows where two edges flow on into each other is left out where their turn shows it. Over a range of sizes
it stands in all of them as soon as one needs it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ..geometry import path
from .graded_chords import place
from .part import Part, PartNotch

HELD: Final = ("end",)
"""The notches that are added where a size has none."""
NEAR: Final = 0.1
"""Two notches of one name answer each other within this share of their edge."""

Spot = tuple[int, float]
"""The edge, by its number, and how far along its stretch of the cut line, 0 to 1."""


def with_equal_notches(parts: Mapping[str, Part]) -> dict[str, Part]:
    """The same parts with their notches in the order of the outline, and with those that a size may leave out."""
    spots = {size: [_spot(part, notch) for notch in part.notches] for size, part in parts.items()}
    counts = {size: Counter(notch.name for notch in part.notches) for size, part in parts.items()}
    found = {}
    for size, part in parts.items():
        notches = list(zip(spots[size], part.notches, strict=True))
        for name in HELD:
            most = max(parts, key=lambda each: counts[each][name])
            if counts[size][name] < counts[most][name]:
                notches += [(spot, _made(part, spot, like))
                            for spot, like in zip(spots[most], parts[most].notches, strict=True)
                            if like.name == name and not any(_same(spot, other, name, notch)
                                                             for other, notch in notches)]
        notches.sort(key=lambda each: each[0])
        found[size] = replace(part, notches=tuple(notch for _, notch in notches))
    return found


def _same(spot: Spot, other: Spot, name: str, notch: PartNotch) -> bool:
    return notch.name == name and spot[0] == other[0] and abs(spot[1] - other[1]) < NEAR


def _spot(part: Part, notch: PartNotch) -> Spot:
    """Where a notch stands; one at the end of an edge stands at the begin of the next."""
    edges = [edge.cut for edge in part.sewn if edge.cut] or [part.cut]
    near = [path.nearest(curves, notch.on_cut) for curves in edges]
    least = min(distance for _, distance in near)
    on = next(number for number, (_, distance) in enumerate(near) if distance < least + 0.01)
    mm, whole = near[on][0], path.length(edges[on])
    if mm > whole - 0.01 and notch.name not in HELD:
        return (on + 1) % len(edges), 0.0
    return on, mm / whole if whole else 0.0


def _made(part: Part, spot: Spot, like: PartNotch) -> PartNotch:
    """A notch at a place of the cut line, square to it, as deep as the one that another size has there."""
    edges = [edge.cut for edge in part.sewn if edge.cut]
    curves = edges[spot[0]]
    mm = spot[1] * path.length(curves)
    index, t = path.locate(curves, mm)
    on_cut = place(curves, mm)
    sewn = part.sewn_outline
    along, _ = path.nearest(sewn, on_cut)
    return PartNotch(like.name, place(sewn, along), on_cut, (curves[index].direction(t) + 90.0) % 360.0, like.depth)
