"""A garment on a body: sewn, placed, draped, and checked against the skin itself."""

from __future__ import annotations

from mtmpattern.pattern import Pattern
from mtmpattern.preview.avatar import Avatar
from mtmpattern.preview.sewn import SewnCloth


def drawn_in(pattern: Pattern, cloth: SewnCloth, avatar: Avatar) -> dict[int, tuple[float, float]]:
    """Return the bands that elastic draws in, by their place among the parts, with their factors along warp and weft.

    Elastic is an option of its template (``elastic_ratio``, a percentage of the waist girth).
    """
    ratio = pattern.options.get("elastic_ratio")
    if not isinstance(ratio, int | float):
        return {}
    found = {}
    for number, part in enumerate(cloth.parts):
        if part.on.split()[:1] != ["waist"]:
            continue
        left, low, right, high = part.bounds
        long = max((edge.length for edge in part.sewn), default=right - left)
        factor = min(1.0, float(ratio) / 100 * avatar.girth("waist") / long)
        upright = abs(part.grain[1].y - part.grain[0].y) > abs(part.grain[1].x - part.grain[0].x)
        across = right - left > high - low
        found[number] = (1.0, factor) if upright == across else (factor, 1.0)
    return found
