"""The cut lines of pieces: drawn once, and mended where they cross themselves."""

from __future__ import annotations

from itertools import pairwise

from mtmpattern.geometry import Curve, Point
from mtmpattern.geometry.cut_line import Margin, cut_line
from mtmpattern.pattern.parts.half import CutLines, mend_crossings

CORNERS = [Point(0, 0), Point(200, 0), Point(200, 100), Point(108, 100), Point(130, 40), Point(70, 40), Point(92, 100),
           Point(0, 100)]
"""A box with a hollow in its top edge, 16 mm wide at its mouth."""


def margins(width: float) -> list[Margin]:
    return [Margin((Curve.line(a, b),), width) for a, b in pairwise([*CORNERS, CORNERS[0]])]


def test_only_the_lines_that_cross_are_mended():
    narrow, wide = CutLines(), CutLines()
    kept, crossing = narrow.of(margins(3)), wide.of(margins(12))
    assert mend_crossings([narrow, wide])
    assert narrow.of(margins(3)) is kept
    mended = wide.of(margins(12))
    assert mended.repaired and not crossing.repaired
    assert mended == cut_line(margins(12))
    assert not mend_crossings([narrow, wide])
