"""What a layer holds, told by its number (AAMA, ASTM and their kin) or its name (plotter shops, general CAD)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

BOUNDARY, TURN, CURVE, NOTCH, REFERENCE, MIRROR, GRAIN, INTERNAL = (
    "boundary", "turn", "curve", "notch", "reference", "mirror", "grain", "internal")
STRIPE, PLAID, CUTOUT, DRILL, SEWN, TEXT, CHECK = "stripe", "plaid", "cutout", "drill", "sewn", "text", "check"

NUMBERED: Final[Mapping[int, str]] = {
    1: BOUNDARY, 2: TURN, 3: CURVE, 4: NOTCH, 5: REFERENCE, 6: MIRROR, 7: GRAIN, 8: INTERNAL, 9: STRIPE, 10: PLAID,
    11: CUTOUT, 13: DRILL, 14: SEWN, 15: TEXT, 19: TEXT, 26: REFERENCE,
    80: NOTCH, 81: NOTCH, 82: NOTCH, 83: NOTCH, 84: CHECK, 85: CHECK, 86: CHECK, 87: CHECK,
}
"""Layer 12 is blank and 0 holds nothing in pattern files; 19 and 26 are those of plotter shops."""

NOTCHES: Final[Mapping[int, str]] = {80: "t", 81: "castle", 82: "check", 83: "u"}
"""The kind of notch on a layer of its own; on 4 it is a slit or a V by its width."""

CHECKS: Final[Mapping[str, int]] = {BOUNDARY: 84, SEWN: 87}
"""The layer that repeats a line, for a reader to check its curves against."""

NAMED: Final[Mapping[str, str]] = {
    "cut": BOUNDARY, "cutline": BOUNDARY, "boundary": BOUNDARY, "outline": BOUNDARY, "contour": BOUNDARY,
    "sew": SEWN, "sewline": SEWN, "seam": SEWN, "seamline": SEWN, "stitch": SEWN,
    "draw": INTERNAL, "internal": INTERNAL, "mark": INTERNAL, "marks": INTERNAL,
    "intcut": CUTOUT, "cutout": CUTOUT, "internalcut": CUTOUT,
    "notch": NOTCH, "notches": NOTCH, "drill": DRILL, "drills": DRILL, "hole": DRILL, "holes": DRILL,
    "grain": GRAIN, "grainline": GRAIN, "mirror": MIRROR, "fold": MIRROR,
    "text": TEXT, "texts": TEXT, "annotation": TEXT, "label": TEXT, "ref": REFERENCE, "reference": REFERENCE,
}

_NUMBER: Final = re.compile(r"(?:layer|l)?[ _-]*0*(\d{1,3})", re.IGNORECASE)


def number_of(layer: str) -> int | None:
    """The number of a layer, written as ``1``, ``01`` or ``Layer 1``; ``None`` where it has a name."""
    found = _NUMBER.fullmatch(layer.strip())
    return int(found[1]) if found else None


def role_of(layer: str) -> str:
    """What the layer holds; empty where nobody knows."""
    number = number_of(layer)
    if number is not None:
        return NUMBERED.get(number, "")
    return NAMED.get(re.sub(r"[ _-]+", "", layer.strip()).casefold(), "")


def notch_kind(layer: str, width: float) -> str:
    """``slit``, ``v``, ``t``, ``castle``, ``check`` or ``u``."""
    return NOTCHES.get(number_of(layer) or 4, "v" if width else "slit")
