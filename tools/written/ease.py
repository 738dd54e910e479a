"""The least and most ease at each level, and what is outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from written.bodies import Body
from written.bottoms import Bottom
from written.drawing import Drawing
from written.hems import Hem, hems
from written.readings import Reading
from written.tops import Top

KNITS: Final = ("jersey", "rib", "sweatshirt", "fleece", "knit", "interlock", "pique", "french-terry")
FREE: Final = None

Band = tuple[float | None, float | None]
"""Least and most ease in mm; None is free."""

KNIT_TOP: Final[dict[str, Band]] = {
    "neck": (0.0, FREE), "across back": (0.0, 8.0), "across front": (0.0, FREE), "chest": (0.0, FREE),
    "waist": (0.0, FREE), "belly": (0.0, FREE), "hip": (0.0, FREE), "upper arm": (0.0, 90.0), "elbow": (0.0, FREE),
    "wrist": (0.0, FREE), "sleeve hem": (0.0, FREE),
}
WOVEN_TOP: Final[dict[str, Band]] = {
    "neck": (0.0, FREE), "across back": (12.0, 20.0), "across front": (0.0, FREE), "chest": (80.0, FREE),
    "high bust": (0.0, FREE), "waist": (0.0, FREE), "belly": (90.0, FREE), "hip": (40.0, FREE),
    "upper arm": (70.0, 110.0), "elbow": (0.0, FREE), "wrist": (15.0, FREE), "sleeve hem": (0.0, FREE),
}
WOVEN_BOTTOM: Final[dict[str, Band]] = {
    "waist seam": (0.0, 40.0), "belly": (10.0, FREE), "top hip": (0.0, FREE), "hip": (20.0, FREE),
    "max hip": (0.0, FREE), "thigh": (30.0, FREE), "knee": (0.0, FREE), "calf": (20.0, FREE), "hem": (0.0, FREE),
    "leg hem": (0.0, FREE),
}
STRETCH: Final[dict[str, float]] = {
    "elastic waist": -0.30, "belly": -0.25, "top hip": -0.25, "hip": -0.25, "max hip": -0.30, "thigh": -0.20,
    "knee": -0.20, "calf": -0.20, "hem": -0.40, "leg hem": -0.20,
}
"""Of a close knit leg: the least, as a part of the body's girth; the cloth stretches over it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A reading with its band; ``under`` and ``over`` are mm outside it, 0 within."""

    reading: Reading
    least: float | None
    most: float | None

    @property
    def under(self) -> float:
        """Millimetres that the ease is below the least."""
        ease = self.reading.ease
        return 0.0 if ease is None or self.least is None else max(self.least - ease, 0.0)

    @property
    def over(self) -> float:
        """Millimetres that the ease is above the most."""
        ease = self.reading.ease
        return 0.0 if ease is None or self.most is None else max(ease - self.most, 0.0)


def cloth_of(drawing: Drawing) -> str:
    """``knit`` or ``woven``, by the name of the main cloth that stands on the pieces."""
    fabric = next((piece.fabric for piece in drawing.pieces if piece.material == "SHELL"), "")
    return "knit" if any(word in fabric.lower() for word in KNITS) else "woven"


def is_top(drawing: Drawing) -> bool:
    """It hangs from the shoulder: it has sleeves, a yoke or bound armholes."""
    return drawing.has("sleeve", "yoke", "armhole_binding", "armhole_facing")


def check(drawing: Drawing, body: Body, cloth: str | None = None) -> tuple[list[Verdict], list[Hem]]:
    """Every level with its band, and every turned hem."""
    cloth = cloth or cloth_of(drawing)
    top = is_top(drawing)
    readings = list((Top if top else Bottom)(drawing, body).readings())
    return list(_judged(readings, cloth, top=top, close=drawing.has("leg"))), hems(drawing)


def _judged(readings: list[Reading], cloth: str, *, top: bool, close: bool) -> Iterator[Verdict]:
    for reading in readings:
        stretched = close or reading.level == "elastic waist"
        if stretched and reading.body is not None and reading.level in STRETCH:
            yield Verdict(reading, STRETCH[reading.level] * reading.body, FREE)
            continue
        if top:
            least, most = (KNIT_TOP if cloth == "knit" else WOVEN_TOP).get(reading.level, (FREE, FREE))
        else:
            least, most = WOVEN_BOTTOM.get(reading.level, (FREE, FREE))
        yield Verdict(reading, least, most)
