import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.placing import Layout, Pose, Shape, faults_of
from mtmpattern.placing.fill import CLEAR, ROWS, _slides, pressed, reach
from tests.placing.outlines import HOOK, SQUARE

SHAPES = [Shape("hook", HOOK, (0.0, 90.0)), Shape("square", SQUARE, count=2)]
OUTLINES = {shape.key: shape.outline for shape in SHAPES}


def test_loose_shapes_are_pressed_together():
    loose = Layout((Pose("hook", 0, 0.0, 50.0, 100.0), Pose("square", 0, 0.0, 500.0, 3.0),
                    Pose("square", 1, 0.0, 700.0, 3.0)), 500.0, 800.0)
    close = pressed(loose, OUTLINES, 0.0)
    assert close.length == pytest.approx(500.0, abs=0.01)
    assert faults_of(close, SHAPES) == ()


def test_a_shape_in_a_hollow_stays_there():
    inside = Layout((Pose("hook", 0, 90.0, 300.0, 0.0), Pose("square", 0, 0.0, 100.0, 120.0),
                     Pose("square", 1, 0.0, 400.0, 0.0)), 500.0, 500.0)
    assert faults_of(inside, SHAPES) == ()
    close = pressed(inside, OUTLINES, 0.0)
    assert faults_of(close, SHAPES) == ()
    assert close.length == pytest.approx(400.0, abs=0.01)


def test_spacing_stays_when_shapes_are_pressed():
    loose = Layout((Pose("hook", 0, 0.0, 0.0, 0.0), Pose("square", 0, 0.0, 350.0, 0.0),
                    Pose("square", 1, 0.0, 350.0, 200.0)), 500.0, 450.0)
    close = pressed(loose, OUTLINES, 20.0)
    assert faults_of(close, SHAPES, 20.0) == ()
    assert 420.0 <= close.length < 421.0


def compared_with_all(rings, floor):
    """The slides where every ring is compared with every other one."""
    base = min(ring[:, 1].min() for ring in rings)
    row = (max(ring[:, 1].max() for ring in rings) - base) / ROWS
    low, high = (np.array(side) for side in zip(*(reach(ring - np.array((0.0, base)), row, ROWS) for ring in rings),
                                                strict=True))
    moves = np.zeros(len(rings))
    for each in sorted(range(len(rings)), key=lambda i: (rings[i][:, 0].min(), i)):
        gaps = np.where(low >= high[each], np.inf, np.maximum(low[each] - high, 0.0))
        gaps[each] = np.inf
        taken = np.isfinite(low[each])
        moves[each] = max(0.0, min(gaps[:, taken].min() - CLEAR, low[each][taken].min() - floor))
        low[each] -= moves[each]
        high[each] -= moves[each]
    return moves


@given(st.lists(st.tuples(st.booleans(), st.sampled_from((0.0, 90.0, 180.0)), st.integers(0, 3000),
                          st.integers(0, 800)), min_size=1, max_size=14))
@settings(max_examples=30, deadline=None)
def test_comparing_neighbours_alone_gives_the_same_slides(placed):
    rings = [Pose("", 0, angle, float(x), float(y)).laid(HOOK if hook else SQUARE) for hook, angle, x, y in placed]
    assert _slides(rings, 0.0).tolist() == compared_with_all(rings, 0.0).tolist()
