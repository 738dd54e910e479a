"""Levels of the body: the measure taken at each, and its depth below the waist and the back of the neck.

A level is a height at which a garment is compared with the body. Depths are straight down, in mm, from measured or
estimated values::

    >>> ana = Body.of({"waist_to_hip": 205, "waist_to_armpit": 190})
    >>> below_waist(ana, "hip"), below_waist(ana, "armhole")
    (205.0, -190.0)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.errors import UnknownName, shown

Terms = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A height of the body: the measure ``over`` it, and its depth as a sum of measures with their factors.

    ``drop`` are measures down from the waist or the back of the neck (``origin``), ``more`` is a length in mm to add.
    """

    name: str
    over: str
    origin: str = ""
    drop: Terms = ()
    more: float = 0.0


WAIST: Final = "waist"
NECK: Final = "back neck"

LEVELS: Final[Mapping[str, Level]] = MappingProxyType({each.name: each for each in (
    Level("neck", "neck_girth", NECK),
    Level("across back", "across_back", NECK, (("scye_depth", .5),)),
    Level("across front", "across_front", NECK, (("scye_depth", .5),)),
    Level("high bust", "high_bust_girth", NECK, (("scye_depth", 1),), -20),
    Level("armhole", "armscye_girth", WAIST, (("waist_to_armpit", -1),)),
    Level("chest", "chest_girth", NECK, (("back_neck_height", 1), ("bust_height", -1))),
    Level("under bust", "under_bust_girth", WAIST, (("waist_to_under_bust", -1),)),
    Level("waist", "waist_girth", WAIST),
    Level("belly", "belly_girth", WAIST, (("waist_to_belly", 1),)),
    Level("top hip", "top_hip_girth", WAIST, (("waist_to_top_hip", 1),)),
    Level("hip", "hip_girth", WAIST, (("waist_to_hip", 1),)),
    Level("crotch", "", WAIST, (("waist_to_upper_leg", 1),)),
    Level("thigh", "thigh_girth", WAIST, (("waist_to_upper_leg", 1),), 20),
    Level("knee", "knee_girth", WAIST, (("waist_to_knee", 1),)),
    Level("calf", "calf_girth", WAIST, (("waist_height", 1), ("calf_height", -1))),
    Level("ankle", "ankle_girth", WAIST, (("waist_height", 1), ("ankle_height", -1))),
    Level("upper arm", "upper_arm_girth"),
    Level("elbow", "elbow_girth"),
    Level("wrist", "wrist_girth"),
)})
"""Every level, from the neck down and along the arm. The high bust lies a little above the fold of the armpit, and the
thigh is measured a little below the crotch, where the tape lies level."""


class Measures(Protocol):
    """An object with measures as attributes, in mm: a body, one side of it, or a template's view of it."""

    def __getattr__(self, name: str) -> float:
        """The measure of that name."""


def find_level(name: object, *, code: str = "measurement.level", where: str = "") -> Level:
    """The level of that name. Raises `UnknownName` with the nearest one."""
    found = LEVELS.get(name) if isinstance(name, str) else None
    if found is None:
        raise UnknownName.among(tuple(LEVELS), name, f"the body has no level {shown(name)}", code=code, where=where)
    return found


def over(name: object, level: str) -> str:
    """The measure that a garment is compared with at a level, if it is not the level's own."""
    if name not in CATALOGUE:
        raise UnknownName.among(tuple(CATALOGUE), name, f"{level} over {shown(name)}, which is not a measure",
                                code="wear.measure", where=level)
    return str(name)


def below_waist(body: Measures, level: str) -> float:
    """How many mm a level lies below the waist, straight down; less than 0 above it."""
    found = _trunk_level(level)
    depth = _depth(body, found)
    if found.origin == WAIST:
        return depth
    return depth - (body.back_neck_height - body.waist_height)


def below_neck(body: Measures, level: str) -> float:
    """How many mm a level lies below the bone at the back of the neck, straight down."""
    found = _trunk_level(level)
    depth = _depth(body, found)
    if found.origin == NECK:
        return depth
    return depth + (body.back_neck_height - body.waist_height)


def _trunk_level(name: str) -> Level:
    found = find_level(name)
    if not found.origin:
        raise UnknownName.among([each.name for each in LEVELS.values() if each.origin], name,
                                f"{name} lies on the arm, not below neck or waist", code="measurement.level",
                                where=name)
    return found


def _depth(body: Measures, level: Level) -> float:
    return float(sum(factor * getattr(body, name) for name, factor in level.drop)) + level.more
