"""Marks of trimmed fusibles end where the fusible does."""

from __future__ import annotations

import shapely

import mtmpattern as mtm
from mtmpattern.formats.trimmed import with_marks_inside
from mtmpattern.geometry import path


def test_folds_of_a_waistband_end_at_the_cut_line_of_its_fusible():
    pattern = mtm.draft("straight-skirt", mtm.read_body("ana")).for_cutting()
    inside = with_marks_inside(pattern)
    for before, after in zip(pattern.parts, inside.parts, strict=True):
        if before.role != "fusible":
            assert after is before
            continue
        cloth = shapely.Polygon([(at.x, at.y) for at in after.polygon()]).buffer(0.02)
        assert after.lines
        assert all(cloth.covers(shapely.LineString([(at.x, at.y) for at in path.flatten(line.curves, 0.02)]))
                   for line in after.lines)
