"""Seam constructions (ISO 4916 classes) and the allowances and stitches (ISO 4915) they bring with them.

A construction sets the allowance of both sides, in millimetres; a piece states only exceptions, and an exception must
lie within what the construction can be sewn with. Figures are trade practice (overlocked knit seams 10, cuff and
collar edges 6, felled seams 6 on 13). A linked seam has no allowance: a linking machine joins two knitted edges stitch
by stitch, and its own row of chain stitches takes up one stitch or course of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from ..errors import DraftError


@dataclass(frozen=True, slots=True)
class Construction:
    """Allowance of the run that is worked and of the run it is worked onto, and the range for exceptions, in mm.

    ``linking`` is how many stitches (or courses, on an edge that runs up the piece) a knitted edge is knitted further
    for the seam, instead of an allowance; 0 for seams of cut edges.
    """

    name: str
    iso4916: str
    first: float
    second: float
    least: float
    most: float
    stitch_knit: str
    stitch_woven: str
    linking: int = 0

    @property
    def is_linked(self) -> bool:
        """Whether knitted edges are joined stitch by stitch, without an allowance."""
        return self.linking > 0

    @property
    def even(self) -> bool:
        """Whether both sides have the same allowance, so that their cut edges lie on each other."""
        return self.first == self.second


CONSTRUCTIONS = {
    c.name: c
    for c in (
        Construction("plain", "1.01", 10, 10, 5, 40, "514", "301"),
        Construction("French", "1.06", 14, 14, 12, 20, "301", "301"),
        Construction("felled", "2.04", 13, 6, 5, 16, "401", "301"),
        Construction("lapped", "2.01", 10, 10, 5, 25, "406", "301"),
        Construction("bound", "3.05", 0, 0, 0, 0, "406", "301"),
        Construction("bagged", "1.06b", 6, 6, 4, 12, "301", "301"),
        Construction("encased", "2.42", 10, 10, 5, 15, "514", "301"),
        Construction("zipped", "4.01", 20, 20, 12, 30, "301", "301"),
        Construction("caught", "5.31", 10, 10, 5, 20, "301", "301"),
        Construction("raw", "6.01", 0, 0, 0, 0, "", ""),
        Construction("linked", "1.01", 0, 0, 0, 0, "101", "", linking=1),
    )
}

HEM_STITCH = {"knit": "406", "woven": "103"}


def construction(name: str) -> Construction:
    """The construction of that name; an unknown one is refused with the nearest."""
    try:
        return CONSTRUCTIONS[name]
    except KeyError:
        near = get_close_matches(name, CONSTRUCTIONS, 1)
        raise DraftError(f"there is no construction {name}", code="operation.construction",
                         hint=(f"Did you mean {near[0]}? " if near else "") + f"Known: {', '.join(CONSTRUCTIONS)}.",
                         ) from None
