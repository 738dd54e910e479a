"""Checks a lay against every rule, whoever made it, in double precision and on the parts' own curves."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from mtmpattern.cutting.marker_plan import ClothLay
from mtmpattern.cutting.rules import LayRules
from mtmpattern.errors import Problem
from mtmpattern.pattern.parts.part import Part
from mtmpattern.placing.layout import EDGE, outside_problems, pair_problems
from mtmpattern.placing.marker import along
from mtmpattern.placing.placed import turns_of

ANGLE: Final = 1e-3         # degrees: what rounding may add to a turn
OVERLAP: Final = 1e-3       # square mm


def faults_of_lay(lay: ClothLay, rules: LayRules) -> tuple[Problem, ...]:
    """Every rule that a lay breaks.

    Each part must lie there once (``layout.count``), within the allowed tilt of its grain (``layout.angle``), the same
    way as its garment or the lay (``layout.direction``), within the usable width and the length (``layout.outside``),
    without covering another (``layout.overlap``) and at the spacing (``layout.spacing``).
    """
    parts = lay.marker.parts
    problems = [Problem(f"{times} parts have the name {name}", "layout.count", name)
                for name, times in Counter(part.id for part in parts).items() if times > 1]
    polygons: NDArray[Any] = np.array([shapely.Polygon(ring) for ring in lay.marker.lines.rings], dtype=object)
    names = [part.id for part in parts]
    unsound = [Problem(f"{name}: its outline crosses itself or has no area", "marker.outline", name)
               for name, sound in zip(names, shapely.is_valid(polygons), strict=True) if not sound]
    if unsound:
        return (*problems, *unsound)
    if lay.marker.width > lay.fabric.table_width + EDGE:
        problems.append(Problem(f"the lay is {lay.marker.width:.3f} mm wide; {lay.fabric.name} has "
                                f"{lay.fabric.table_width:.3f} mm", "layout.outside", lay.name))
    problems += _angles(lay, rules)
    problems += outside_problems(names, polygons, lay.marker.length, lay.marker.width)
    problems += pair_problems(names, polygons, rules.spacing, OVERLAP)
    return tuple(problems)


def _angles(lay: ClothLay, rules: LayRules) -> Iterator[Problem]:
    """Parts that are turned more than allowed, and parts that should lie the same way but do not."""
    one_way = lay.fabric.one_way
    heads: dict[int, tuple[Part, float]] = {}
    for slot, placed in zip(lay.marker.groups, lay.marker.placed, strict=True):
        part = placed.part
        turned = placed.rotated - along(part)
        turns = turns_of(part, lay.fabric, rules.tilt)
        if not one_way and rules.direction != "part":       # the first part sets the direction
            turns += turns_of(replace(part, nap=False), None, rules.tilt)
        if not any(_apart(turned, turn) <= ANGLE for turn in turns):
            yield Problem(f"{part.id} lies {turned % 360.0:.3f} degrees off the length of the cloth",
                          "layout.angle", part.id)
        if not one_way and rules.direction == "part":
            continue
        first, way = heads.setdefault(0 if one_way or rules.direction == "lay" else slot, (part, turned))
        if _apart(turned, way) > 2.0 * rules.tilt + ANGLE:
            yield Problem(f"{part.id} lies the other way round from {first.id}", "layout.direction", part.id)


def _apart(one: float, other: float) -> float:
    return abs(math.remainder(one - other, 360.0))
