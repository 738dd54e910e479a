import pytest

from mtmpattern.placing import Layout, Pose, Shape, faults_of
from mtmpattern.placing.fill import pressed
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
