"""Cloth: what a fabric is, and what a template asks of it.

A `Fabric` is free of roles: the same jersey may be the shell of one garment and the band of another. A `Cloth` is a
template's requirement (``fabric = knit(stretch=0.25, mass=(120, 260))``) and refuses other fabrics with a reason.
Files are read by `mtmpattern.pattern.fabric_file`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from os import PathLike
from typing import Any, Final, Literal, TypeAlias

from mtmpattern.errors import FileFormatError, Problem

Kind: TypeAlias = Literal["knit", "woven", "fusible"]

KINDS: Final[dict[Kind, str]] = {
    "knit": "a knit", "woven": "a woven cloth", "fusible": "a fusible interfacing",
}
LIMITS: Final[dict[str, tuple[float, float]]] = {
    # In mm, g/m2 and fractions of 1: no cloth lies outside, most slips of the pen do.
    "width": (100, 5000), "selvedge": (0, 150), "thickness": (0.01, 30), "mass": (5, 2000),
    "shrinkage_warp": (-0.05, 0.25), "shrinkage_weft": (-0.05, 0.25),     # some cloth grows a little
    "fusing_warp": (-0.02, 0.10), "fusing_weft": (-0.02, 0.10),
    "stretch_warp": (0, 3), "stretch_weft": (0, 3), "recovery": (0, 1),
    "repeat_warp": (0, 2000), "repeat_weft": (0, 2000),
}


@dataclass(frozen=True, slots=True)
class Price:
    """What one running metre costs; a `Decimal`, so that a quote adds up."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}/m"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fabric:
    """One cloth as it comes off the roll: lengths in mm, mass in g/m2, shrinkage and stretch as fractions of 1.

    Shrinkage is what washing takes away (0.05: 1000 mm become 950), fusing what the fusing press takes away. Stretch is
    how much longer the cloth gets under a comfortable pull, recovery the part of it that springs back. A repeat is the
    stripe or plaid along warp and weft, 0 where there is none. A number that no cloth has raises `FileFormatError`.
    """

    name: str
    kind: Kind
    width: float                                 # usable, between the selvedges
    mass: float
    selvedge: float = 0.0                        # on each side, beyond the usable width
    thickness: float = 0.5
    shrinkage_warp: float = 0.0
    shrinkage_weft: float = 0.0
    fusing_warp: float = 0.0
    fusing_weft: float = 0.0
    stretch_warp: float = 0.0
    stretch_weft: float = 0.0
    recovery: float = 1.0
    nap: bool = False
    repeat_warp: float = 0.0
    repeat_weft: float = 0.0
    price: Price | None = None

    def __post_init__(self) -> None:
        problems = [] if self.kind in KINDS else [Problem(f"{self.kind} is no kind of cloth", "fabric.kind", "kind",
                                                          f"Known are {', '.join(KINDS)}.")]
        for name, (least, most) in LIMITS.items():
            value = getattr(self, name)
            if not least <= value <= most:       # NaN fails this too
                problems.append(Problem(f"{name}: {value:g} is outside {least:g} to {most:g}", "fabric.range", name,
                                        "Lengths are in mm, mass in g/m2, the others are fractions of 1."))
        if problems:
            raise FileFormatError.of(problems)

    @property
    def shrinks(self) -> bool:
        """Whether washing changes its size, so that pieces are cut larger."""
        return bool(self.shrinkage_warp or self.shrinkage_weft)

    def to_dict(self) -> dict[str, Any]:
        """The fabric as the data of a fabric file; `read_fabric` makes an equal one of it."""
        def pair(name: str, suffix: str) -> dict[str, str]:
            return {side: _said(getattr(self, f"{name}_{side}"), suffix) for side in ("warp", "weft")}

        return {
            "name": self.name, "kind": self.kind, "width": _said(self.width, "mm"),
            "selvedge": _said(self.selvedge, "mm"), "mass": _said(self.mass, "g/m2"),
            "thickness": _said(self.thickness, "mm"), "shrinkage": pair("shrinkage", "%"),
            "fusing": pair("fusing", "%"), "stretch": pair("stretch", "%"), "recovery": _said(self.recovery, "%"),
            "nap": self.nap, "repeat": pair("repeat", "mm"), **({"price": str(self.price)} if self.price else {}),
        }


@dataclass(frozen=True, slots=True)
class Cloth:
    """What a template asks of a fabric: its kind, the mass it may have and the stretch it must have.

    ``default`` names the shipped fabric that stands in when the caller brings none.
    """

    kind: Kind
    mass: tuple[float, float]
    stretch: float = 0.0                         # least, across (weft)
    stretch_along: float = 0.0                   # least, along (warp)
    default: str = ""

    def __post_init__(self) -> None:
        least, most = self.mass
        if not 0 <= least < most:
            raise ValueError(f"mass={self.mass}: write the least and the most in g/m2, as in mass=(150, 400)")
        for stretch in (self.stretch, self.stretch_along):
            if not 0 <= stretch <= LIMITS["stretch_weft"][1]:
                raise ValueError(f"stretch={stretch:g}: write a fraction of 1; 25 % is stretch=0.25")

    @property
    def sentence(self) -> str:
        """The requirement in words: ``a knit of 120 to 260 g/m2 that stretches at least 25 % across``."""
        least, most = self.mass
        pulls = [f"at least {_percent(share)} {way}" for share, way in
                 ((self.stretch, "across"), (self.stretch_along, "along")) if share]
        return f"{KINDS[self.kind]} of {least:g} to {most:g} g/m2" + (
            f" that stretches {' and '.join(pulls)}" if pulls else "")

    def refuses(self, fabric: Fabric) -> str | None:
        """Why the garment cannot be made of this fabric; None when it can."""
        if fabric.kind != self.kind:
            return f"{fabric.name} is {KINDS[fabric.kind]}; this needs {self.sentence}"
        least, most = self.mass
        if not least <= fabric.mass <= most:
            much = "heavy" if fabric.mass > most else "light"
            return f"{fabric.name} is too {much} with {fabric.mass:g} g/m2; this needs {self.sentence}"
        for needed, has, way in ((self.stretch, fabric.stretch_weft, "across"),
                                 (self.stretch_along, fabric.stretch_warp, "along")):
            if has < needed:
                return f"{fabric.name} stretches only {_percent(has)} {way}; this needs {self.sentence}"
        return None


def knit(*, stretch: float = 0.0, mass: tuple[float, float] = (80, 400), along: float = 0.0,
         default: str = "jersey") -> Cloth:
    """A knit that stretches at least so much across (and along): ``knit(stretch=0.25, mass=(120, 260))``."""
    return Cloth("knit", mass, stretch, along, default)


def woven(*, mass: tuple[float, float] = (60, 500), stretch: float = 0.0, along: float = 0.0,
          default: str = "skirt-twill") -> Cloth:
    """A woven cloth of that mass in g/m2: ``woven(mass=(150, 400))``."""
    return Cloth("woven", mass, stretch, along, default)


def read_fabric(source: str | PathLike[str] | Mapping[str, Any]) -> Fabric:
    """A fabric from a shipped name (``"jersey"``), a YAML or JSON file, or a dict of the same shape.

    Raises `FileFormatError` with every fault of the file at once.
    """
    from mtmpattern.pattern.fabric_file import read  # noqa: PLC0415  # the reader builds on this module

    return read(source)


def shipped_fabrics() -> tuple[str, ...]:
    """The names of the fabrics that come with mtmpattern, sorted."""
    from mtmpattern.pattern.fabric_file import shipped  # noqa: PLC0415

    return shipped()


def _percent(share: float) -> str:
    return f"{round(share * 100, 1):g} %"


def _said(value: float, unit: str) -> str:
    """A number with its unit, exact: what is read back is the same float."""
    number = Decimal(repr(float(value))) * (100 if unit == "%" else 1)
    return f"{number.normalize():f} {unit}"
