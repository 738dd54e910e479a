"""The lines of many parts as arrays are what each line gives by itself."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.geometry import Curve, Point, path
from mtmpattern.geometry.chords import Controls
from mtmpattern.pattern.parts.part import PartLines
from tests.formats.made_garment import garment

places = st.builds(Point, *[st.floats(-800, 800)] * 2)
curves = st.builds(Curve, places, places, places, places) | st.builds(Curve.line, places, places)
lines = st.lists(st.lists(curves, min_size=1, max_size=4).map(tuple), min_size=1, max_size=4)


@given(lines, st.sampled_from([0.02, 0.05, 1.0]))
def test_corners_are_those_of_each_line(each, tolerance):
    corners, begins = Controls.of(each).corners(tolerance)
    found = [[tuple(at) for at in corners[low:high].tolist()] for low, high in pairwise(begins)]
    assert found == [[(point.x, point.y) for point in path.flatten(line, tolerance)] for line in each]


@given(lines)
def test_areas_are_those_of_each_line(each):
    assert Controls.of(each).areas() == pytest.approx([path.area(line) for line in each], rel=1e-9, abs=1e-6)


@given(lines, st.data())
def test_some_lines_of_many(each, data):
    chosen = data.draw(st.lists(st.integers(0, len(each) - 1), min_size=1))
    some, alone = Controls.of(each).select(chosen), Controls.of([each[number] for number in chosen])
    assert some.points.tolist() == alone.points.tolist()
    assert some.firsts.tolist() == alone.firsts.tolist()


def test_boxes_are_the_bounds_of_the_parts():
    parts = garment().parts
    assert PartLines.of(parts).boxes == [part.bounds for part in parts]
    assert PartLines.of(()).boxes == []


def test_shapes_are_those_of_both_outlines():
    parts = garment().parts
    shapes = PartLines.of(parts).shapes()
    for part, (cut, sewn) in zip(parts, shapes, strict=True):
        assert cut.area == pytest.approx(path.area(part.cut), rel=1e-3)
        assert sewn.area == pytest.approx(path.area(part.sewn_outline), rel=1e-3)


def test_a_copied_pattern_works_its_lines_out_again():
    cut = garment()
    assert cut.lines is cut.lines
    copied = pickle.loads(pickle.dumps(cut))
    assert copied == cut
    assert copied.lines.parts is copied.parts
