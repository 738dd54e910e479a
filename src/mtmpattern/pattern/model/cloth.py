"""Cloth as a template asks for it: its kind, the mass it may have and the stretch it must have."""

from __future__ import annotations

from dataclasses import dataclass

from mtmpattern.pattern.model.fabric import KINDS, LIMITS, Fabric, Kind
from mtmpattern.pattern.model.vocabulary import is_number


@dataclass(frozen=True, slots=True)
class Cloth:
    """The requirements of a template on a fabric: its kind, the mass it may have and the stretch it must have.

    ``default`` names the shipped fabric that is used when the caller gives none.
    """

    kind: Kind
    mass: tuple[float, float]
    stretch: float = 0.0                         # least, across (weft)
    stretch_along: float = 0.0                   # least, along (warp)
    default: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.default, str):
            raise TypeError(f'default={self.default!r}: write the name of a fabric, as in default="poplin"')
        both = isinstance(self.mass, tuple | list) and len(self.mass) == 2 and all(map(is_number, self.mass))
        if not (both and 0 <= self.mass[0] < self.mass[1]):
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
    """A knit that stretches at least this much across (and along): ``knit(stretch=0.25, mass=(120, 260))``."""
    return Cloth("knit", mass, stretch, along, default)


def woven(*, mass: tuple[float, float] = (60, 500), stretch: float = 0.0, along: float = 0.0,
          default: str = "skirt-twill") -> Cloth:
    """A woven cloth of that mass in g/m2: ``woven(mass=(150, 400))``."""
    return Cloth("woven", mass, stretch, along, default)


def swatch(*, mass: tuple[float, float] = (80, 900), stretch: float = 0.0, along: float = 0.0,
           default: str = "merino-jersey") -> Cloth:
    """A swatch to knit by, for a garment whose pieces are knitted to shape: ``swatch(mass=(150, 450))``."""
    return Cloth("swatch", mass, stretch, along, default)


def _percent(share: float) -> str:
    return f"{round(share * 100, 1):g} %"
