"""What was read at one level: the garment's measure, the body's, and the difference."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from written.bodies import Body


@dataclass(frozen=True, slots=True)
class Reading:
    """``garment`` and ``body`` in mm at ``level``; ``body`` is None where it was not measured.

    ``part`` tells which piece or side it was; ``where`` how it was read, for whoever wants to repeat it.
    """

    level: str
    garment: float
    body: float | None
    where: str = ""
    part: str = ""

    @property
    def ease(self) -> float | None:
        """Garment less body, in mm."""
        return None if self.body is None else self.garment - self.body


def first(body: Body, *names: str) -> float | None:
    """The first of these measures that was taken."""
    return next((value for name in names if (value := body.of(name)) is not None), None)


NAVEL: dict[str, tuple[float, float, float, float]] = {
    "female": (8.1, 0.153, -0.0065, -0.0823), "male": (-4.8, 0.141, 0.0060, -0.1014)}
"""Waist to navel in mm: a constant and parts of belly, height and hip, fitted to the ANSUR II tables (14 to 17 mm)."""
NAVEL_MEAN: dict[str, float] = {"female": 46.0, "male": 35.0}
"""The same where those measures were not taken: the mean of the tables."""


def belly_level(body: Body) -> float:
    """Millimetres from the waist down to the belly, which is measured at the navel."""
    if (taken := body.of("waist_to_belly")) is not None:
        return taken
    belly, height, hip = (body.of(name) for name in ("belly", "height", "hip"))
    if body.sex not in NAVEL or belly is None or height is None or hip is None:
        return NAVEL_MEAN.get(body.sex, 40.0)
    constant, *parts = NAVEL[body.sex]
    level = constant + sum(part * value for part, value in zip(parts, (belly, height, hip), strict=True))
    return min(max(level, 10.0), 110.0)


def girth_below_waist(body: Body, down: float) -> float | None:
    """The body's girth so far below the waist: from waist over top hip to hip, in straight lines, or over a belly."""
    waist, hip, depth = body.of("waist"), body.of("hip"), body.of("waist_to_hip")
    if waist is None or hip is None or depth is None:
        return waist
    if down <= 0.0:
        return waist
    places = [(0.0, waist), (depth, hip)]
    if (top := body.of("top_hip")) is not None:
        places.insert(1, (body.of("waist_to_top_hip") or depth / 2.0, top))
    girth = _between(places, down)
    belly, level = body.of("belly"), belly_level(body)
    if belly is None or any(abs(level - place) < 1.0 for place, _ in places):
        return girth
    return max(girth, _between(sorted([*places, (level, belly)]), down))


def _between(places: list[tuple[float, float]], down: float) -> float:
    """The girth at a depth between places that are sorted by theirs; below the lowest, its."""
    for (a, low), (b, high) in pairwise(places):
        if down <= b:
            return low + (high - low) * (down - a) / (b - a)
    return places[-1][1]
