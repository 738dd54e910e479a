import pytest

from mtmpattern.cutting import Effort, Sparrow, lay_of
from mtmpattern.placing import Shape, faults_of
from tests.placing.outlines import HOOK, SQUARE, TRIANGLE, kit


def last(lay):
    return [found.layout for found in Sparrow().layouts(lay, Effort(steps=3)) if found.layout is not None][-1]


def test_a_shape_exactly_as_wide_as_the_cloth_is_laid():
    lay = lay_of([Shape("whole", HOOK, (0.0,)), Shape("one", SQUARE, count=3)], 300.0)
    assert faults_of(last(lay), lay.shapes) == ()


def test_spacing_is_kept_between_shapes_and_not_at_the_edges():
    lay = lay_of([Shape("one", SQUARE, count=2)], 215.0, 10.0)
    layout = last(lay)
    assert faults_of(layout, lay.shapes, 10.0) == ()
    assert layout.length == pytest.approx(100.0, abs=0.1)


def test_turns_that_the_cloth_is_too_narrow_for_are_not_tried():
    lay = lay_of([Shape("long", SQUARE * (5, 1), (0.0, 90.0, 180.0), count=3)], 300.0)
    assert {pose.angle for pose in last(lay).poses} <= {0.0, 180.0}


def test_outlines_far_from_their_origin_keep_their_precision():
    lay = lay_of([Shape("far", TRIANGLE + 1e6, (0.0, 30.0, 180.0), count=4)], 600.0)
    assert faults_of(last(lay), lay.shapes) == ()


def test_the_quick_one_builds_and_does_not_search():
    lay = lay_of(kit(), 1450.0)
    found = [each for each in Sparrow(quick=True).layouts(lay, Effort(30.0)) if each.layout is not None]
    assert len(found) == 1
    assert faults_of(found[0].layout, lay.shapes) == ()
