import numpy as np
import pytest

from mtmpattern.errors import StationError
from mtmpattern.placing import Shape, checked
from mtmpattern.placing.layout import fitting_angles, turned
from tests.placing.outlines import BOW_TIE, FIGURE_8, SQUARE, TRIANGLE

ONE = [Shape("one", SQUARE)]


@pytest.mark.parametrize(("shapes", "width", "spacing", "code"), [
    ([], 1500, 0, "marker.empty"),
    (ONE, 0, 0, "marker.width"),
    (ONE, -10, 0, "marker.width"),
    (ONE, float("nan"), 0, "marker.width"),
    (ONE, float("inf"), 0, "marker.width"),
    (ONE, 1500, -1, "marker.spacing"),
    (ONE, 1500, float("nan"), "marker.spacing"),
    (ONE, 99.9, 0, "marker.too_wide"),
    (ONE * 2, 1500, 0, "marker.key"),
    ([Shape("none", SQUARE, count=0)], 1500, 0, "marker.count"),
    ([Shape("none", SQUARE, ())], 1500, 0, "marker.angle"),
    ([Shape("nan", SQUARE, (float("nan"),))], 1500, 0, "marker.angle"),
    ([Shape("bow", BOW_TIE)], 1500, 0, "marker.outline"),
    ([Shape("eight", FIGURE_8)], 1500, 0, "marker.outline"),
    ([Shape("nan", SQUARE * (1, float("nan")))], 1500, 0, "marker.outline"),
    ([Shape("line", SQUARE[:2])], 1500, 0, "marker.outline"),
    ([Shape("flat", SQUARE * (1, 0))], 1500, 0, "marker.outline"),
    ([Shape("rows", np.zeros(7))], 1500, 0, "marker.outline"),
    ([Shape("nothing", np.zeros((0, 2)))], 1500, 0, "marker.outline"),
    ([Shape("three", np.zeros((4, 3)))], 1500, 0, "marker.outline"),
])
def test_what_cannot_be_laid_is_refused_with_its_code(shapes, width, spacing, code):
    with pytest.raises(StationError) as refused:
        checked(shapes, width, spacing)
    assert refused.value.code == code
    assert refused.value.hint


def test_every_fault_is_in_one_error():
    with pytest.raises(StationError) as refused:
        checked([Shape("bow", BOW_TIE), Shape("wide", SQUARE * (1, 20)), Shape("none", SQUARE, ())], 1500, -1)
    assert [each.code for each in refused.value.problems] == ["marker.spacing", "marker.outline", "marker.angle"]
    with pytest.raises(StationError, match=r"wide is 2000\.0 mm wide and the cloth 1500\.0 mm"):
        checked([Shape("wide", SQUARE * (1, 20))], 1500)


def test_a_closed_clockwise_ring_is_as_good():
    ring = np.vstack((SQUARE, SQUARE[:1]))[::-1]
    (shape,) = checked([Shape("one", ring)], 1500)
    assert len(shape.outline) == 4
    assert shape.area == 10_000


def test_quarter_turns_are_exact():
    assert turned(np.array([(0.1, 0.7)]), 180).tolist() == [[-0.1, -0.7]]
    assert turned(np.array([(0.1, 0.7)]), -90).tolist() == [[0.7, -0.1]]


def test_only_turns_that_fit_the_cloth_are_left():
    shape = Shape("tall", TRIANGLE * (1, 4), (0, 90, 180, 360, -90))
    assert fitting_angles(shape, 400) == (90.0, 270.0)
    assert fitting_angles(shape, 1000) == (0.0, 90.0, 180.0, 270.0)
