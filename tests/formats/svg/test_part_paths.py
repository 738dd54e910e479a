"""The paths of all parts at once are those that the pen draws one by one."""

from __future__ import annotations

from mtmpattern.formats.svg.part_paths import part_paths
from mtmpattern.formats.svg.pen import Pen
from mtmpattern.pattern.parts.part import PartLines
from tests.formats.made_garment import garment


def test_paths_are_those_of_the_pen():
    parts = garment().parts
    pens = [Pen(10.0 * number, 3.25 * number, 700.5) for number, _ in enumerate(parts)]
    for paths, pen in zip(part_paths(PartLines.of(parts), pens), pens, strict=True):
        part = paths.part
        assert paths.cut == pen.curves(part.cut, closed=True)
        assert paths.sewn == pen.curves(part.sewn_outline, closed=True)
        assert paths.lines == tuple((line, pen.curves(line.curves, closed=False)) for line in part.lines)
