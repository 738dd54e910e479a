"""Path data and signs: points of a part at their places on the sheet, grain arrows, notches, drill holes, folds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mtmpattern.formats.fold_sign import fold_bracket, fold_depth
from mtmpattern.formats.grain_arrow import head_corners
from mtmpattern.formats.text import number
from mtmpattern.geometry import Curves, Point, heading

DRILL_RADIUS = 3.0
"""Radius in millimetres of the sign of a drill hole; the hole is made at its cross."""

_ROUND: Final = 0.5522847498
"""Handle of the Bezier curve for a quarter of a circle, in radii."""

_DASHES: Final = {"fold": "9,2,1.5,2", "crease": "9,2,1.5,2", "roll": "9,2,1.5,2", "dart": "4,2", "leg": "4,2",
                  "mark": "2,2", "balance": "2,2", "placement": "2,2"}


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes points of one part at their places on the sheet; only here is y turned to point down."""

    dx: float
    dy: float
    sheet_height: float

    def at(self, point: Point) -> str:
        """``x,y`` in millimetres from the sheet's upper left corner, to three decimals."""
        return f"{number(point.x + self.dx)},{number(self.sheet_height - self.dy - point.y)}"

    def line(self, *points: Point) -> str:
        """An open line through points."""
        return "M" + " L".join(map(self.at, points))

    def curves(self, curves: Curves, *, closed: bool) -> str:
        """Curves end to end: a straight one as L, any other as C. A closed outline ends with Z."""
        at = self.at
        drawn = [f"M{at(curves[0].start)}"]
        for curve in curves:
            if curve.straight:
                drawn.append(f"L{at(curve.end)}")
            else:
                drawn.append(f"C{at(curve.leave)} {at(curve.arrive)} {at(curve.end)}")
        if closed:
            if curves[-1].straight and len(drawn) > 3:      # Z draws the last straight line itself
                drawn.pop()
            drawn.append("Z")
        return " ".join(drawn)

    def drill(self, at: Point, radius: float = DRILL_RADIUS) -> str:
        """A small cross in a circle."""
        r, k = radius, radius * _ROUND
        ring = [(r, 0), (r, k), (k, r), (0, r), (-k, r), (-r, k), (-r, 0), (-r, -k), (-k, -r), (0, -r), (k, -r),
                (r, -k), (r, 0)]
        places = [self.at(Point(at.x + x, at.y + y)) for x, y in ring]
        arcs = " ".join("C" + " ".join(places[i : i + 3]) for i in range(1, 13, 3))
        return (f"M{places[0]} {arcs} Z {self.line(at.left(1.6 * r), at.right(1.6 * r))} "
                f"{self.line(at.down(1.6 * r), at.up(1.6 * r))}")

    def fold_sign(self, fold: tuple[Point, Point]) -> str:
        """The bracket with two arrows that marks an edge for the fold."""
        bracket, outward, size = fold_bracket(fold), heading(*fold) + 270.0, fold_depth(fold) * 0.6
        return " ".join([self.line(*bracket),
                         *(self.arrow_head(tip, outward, size) for tip in (bracket[0], bracket[-1]))])

    def arrow_head(self, tip: Point, direction: float, size: float) -> str:
        """An arrow head with its point at ``tip``, ``size`` millimetres long."""
        return self.line(*head_corners(tip, direction, size)) + " Z"


def dashes(kind: str) -> str:
    """The dashes of a kind of line: dash-dot for folds, dashes for dart legs, dots for marks, otherwise solid."""
    for word, pattern in _DASHES.items():
        if word in kind:
            return pattern
    return ""
