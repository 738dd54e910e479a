"""The paths of all parts at once are those that the pen draws one by one."""

from __future__ import annotations

from dataclasses import replace

from mtmpattern.formats.grain_arrow import heads
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
        slits = [pen.line(notch.on_cut, notch.on_cut.along(notch.direction, notch.depth)) for notch in part.notches]
        assert paths.notches == " ".join(slits)
        assert paths.grain == pen.line(*part.grain)
        assert paths.heads == " ".join(pen.arrow_head(*head) for head in heads(part.grain, part.nap))


def test_a_part_without_notches_has_none_written():
    parts = [replace(part, notches=()) if number % 2 else part for number, part in enumerate(garment().parts)]
    found = list(part_paths(PartLines.of(parts), [Pen(0.0, 0.0, 500.0)] * len(parts)))
    assert [bool(paths.notches) for paths in found] == [bool(part.notches) for part in parts]
    assert all(paths.grain and paths.heads.endswith("Z") for paths in found)
