"""The figures of a cloth by which it drapes: bending, tensile and shear stiffness, and friction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import pi
from typing import Any, Final

from mtmpattern.errors import FileFormatError, Problem
from mtmpattern.units import exact, typed

BENDING, TENSILE, SHEAR = "uN m", "N/m", "N/m"
LIMITS: Final[dict[str, tuple[float, float, str]]] = {
    # Voile to canvas and coated cloth; what lies outside was written in another unit.
    "bending_warp": (0.05, 20_000, BENDING), "bending_weft": (0.05, 20_000, BENDING),
    "tensile_warp": (1, 500_000, TENSILE), "tensile_weft": (1, 500_000, TENSILE),
    "shear_warp": (0.1, 50_000, SHEAR), "shear_weft": (0.1, 50_000, SHEAR),
    "friction": (0.01, 2, ""),
}
KES_BENDING: Final = 98.0665
"""One gf cm2/cm in uN m."""
KES_SHEAR: Final = 0.980665 * 180 / pi
"""One gf/(cm degree) in N/m per radian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrapeFigures:
    """Bending stiffness in uN m, tensile and shear stiffness in N/m, each along warp and weft, and friction.

    Bending stiffness is the moment per width that a curvature of 1/m needs where the named threads are bent, tensile
    stiffness the force per width for each unit of strain of a cloth that hangs unloaded, shear stiffness the force per
    width for each radian. Friction is the coefficient of Coulomb against what it hangs on. A number that no cloth
    can have raises `FileFormatError`.
    """

    bending_warp: float
    bending_weft: float
    tensile_warp: float
    tensile_weft: float
    shear_warp: float
    shear_weft: float
    friction: float

    def __post_init__(self) -> None:
        problems = []
        for name, (least, most, unit) in LIMITS.items():
            value = getattr(self, name)
            if not least <= value <= most:                  # NaN fails this too
                text = f"drape {name}: {typed(value)} is outside {least:g} to {most:g} {unit}".rstrip()
                problems.append(Problem(text, "fabric.range", "drape", "Check the number and its unit.",
                                        params={"name": name, "value": value, "least": least, "most": most,
                                                "unit": unit}))
        if problems:
            raise FileFormatError.of(problems)

    def to_dict(self) -> dict[str, Any]:
        """The figures as the block ``drape`` of a fabric file."""
        data: dict[str, Any] = {}
        for field in fields(self):
            name, _, side = field.name.partition("_")
            value = exact(getattr(self, field.name), LIMITS[field.name][2])
            if side:
                data.setdefault(name, {})[side] = value
            else:
                data[name] = value
        return data


NAMES: Final[Mapping[str, bool]] = {"bending": True, "tensile": True, "shear": True, "friction": False}
"""The entries of a block of figures, and whether it has a value for warp and one for weft."""
