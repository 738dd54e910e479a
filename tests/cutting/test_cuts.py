"""The cuts of a marker: common lines, splice marks, dry haul of a real lay."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mtmpattern.cutting import Bundle, cut_list
from mtmpattern.cutting.cut_order import SMALL
from mtmpattern.cutting.cuts import LEAST, common_lines, splices_of
from mtmpattern.geometry import shifted
from mtmpattern.pattern.parts.part import PartLines
from mtmpattern.placing.marker import Marker
from mtmpattern.placing.placed import Placed
from tests.cutting.lays import BOX, planned, real

SQUARE = np.array([(0, 0), (100, 0), (100, 100), (0, 100)], dtype=float)


def test_two_squares_side_by_side_share_one_line():
    (line,) = common_lines([("a", SQUARE), ("b", SQUARE + np.array((100.02, 30.0)))])
    assert (line.cut_with, line.spared) == ("a", "b")
    assert line.length == pytest.approx(70.0)
    assert common_lines([("a", SQUARE), ("b", SQUARE + np.array((100.2, 30.0)))]) == []
    assert common_lines([("a", SQUARE), ("b", SQUARE + np.array((100.0, 95.0)))]) == []


def test_what_is_spared_is_cut_with_the_other_part():
    boxes = [replace(BOX, id=f"box.{n}", notches=(), drills=()).moved(shifted(300.0 * n, 100.0 * n)) for n in range(3)]
    plain, once = cut_list(PartLines.of(boxes)), cut_list(PartLines.of(boxes), common=True)
    assert plain.order.cut_length - once.order.cut_length == pytest.approx(800.0, abs=0.1)
    assert once.parts == plain.parts or set(once.parts) == set(plain.parts)
    covered = {tuple(np.round(point, 3)) for cut in once.cuts for point in cut.path.points.tolist()}
    assert {(300.0, 100.0), (300.0, 500.0)} <= covered


def test_a_splice_stands_where_little_is_laid_twice():
    lengths = (0.0, 510.0, 1020.0, 1530.0, 2040.0)
    placed = tuple(Placed(replace(BOX, id=f"box.{n}"), x + 500.0, 0.0, 90.0) for n, x in enumerate(lengths))
    splices = splices_of(Marker("shell", 300.0, 2540.0, placed))
    assert splices and all(each.overlap == 0.0 for each in splices)
    assert {each.at for each in splices} <= {500.0, 1010.0, 1520.0, 2030.0}
    assert splices_of(Marker("shell", 300.0, 500.0, placed[:1])) == ()
    ends = splices_of(Marker("shell", 300.0, 1010.0, placed[:2]))
    assert [each.at for each in ends] == [500.0]
    assert all(each.at <= 1010.0 - LEAST for each in ends), "nothing is saved by a splice beside the end"


def test_small_parts_of_a_real_lay_come_first_and_the_way_is_short():
    lay = planned(Bundle(real("trousers", "ana"), 2)).lays[0]
    area = {cut.part: cut.path.area for cut in lay.cuts.cuts if cut.kind == "outline"}
    small = [area[name] < SMALL for name in lay.cuts.parts]
    assert small == sorted(small, reverse=True) and any(small)
    assert lay.cuts.order.dry_haul <= 0.5 * lay.cuts.unordered_haul
    kinds = {name: [cut.kind for cut in lay.cuts.lines if cut.part == name] for name in lay.cuts.parts}
    assert all(each[-1] == "outline" for each in kinds.values())


def test_rings_are_the_cut_lines_flattened_one_by_one():
    marker = planned(real("shirt", "ana")).lays[0].marker
    for part, ring in zip(marker.parts, marker.lines.rings, strict=True):
        assert ring.tolist() == [[at.x, at.y] for at in part.polygon()]
