import numpy as np
import pytest

from mtmpattern.preview.avatar.measures import KINDS, Measurer
from mtmpattern.preview.avatar.model import body_model
from mtmpattern.preview.avatar.sections import cut, girth, hull, tape
from mtmpattern.preview.avatar.shapes import shape_space

UP = np.array((0.0, 1.0, 0.0))


def cylinder(radius: float, sides: int = 400):
    around = 2 * np.pi * np.arange(sides) / sides
    ring = np.stack([radius * np.cos(around), np.zeros(sides), radius * np.sin(around)], axis=1)
    points = np.vstack([ring, ring + 100 * UP])
    return points, np.stack([np.arange(sides), np.arange(sides) + sides], axis=1)


def test_girth_of_a_cylinder():
    points, edges = cylinder(100.0)
    section = cut(points, edges, UP, 40.0)
    assert girth((section,), UP) == pytest.approx(2 * np.pi * 100, rel=1e-4)


def test_girth_square_to_a_slanted_axis_is_an_ellipse():
    points, edges = cylinder(100.0)
    normal = np.array((0.0, 1.0, 0.3)) / np.hypot(1, 0.3)
    a, b = 100.0, 100.0 * np.hypot(1, 0.3)
    h = ((a - b) / (a + b)) ** 2
    ramanujan = np.pi * (a + b) * (1 + 3 * h / (10 + np.sqrt(4 - 3 * h)))
    assert girth((cut(points, edges, normal, normal[1] * 50),), normal) == pytest.approx(ramanujan, rel=1e-4)


def test_the_tape_spans_hollows():
    star = np.array([(10, 0), (3, 3), (0, 10), (-3, 3), (-10, 0), (-3, -3), (0, -10), (3, -3)], dtype=float)
    assert hull(star)[0] == pytest.approx(4 * np.hypot(10, 10))


def test_a_plane_that_cuts_nothing_says_so():
    points, edges = cylinder(100.0)
    with pytest.raises(ValueError, match="cuts nothing"):
        girth((cut(points, edges, UP, 500.0),), UP)


def test_gradient_of_a_mirrored_tape_is_that_of_differences():
    model = body_model()
    points = shape_space(model, "female").mean
    edges = model.edges[(model.arm < 0.5)[model.edges].all(1)]
    height, nudge = 1000.0, 1e-4
    found = tape(cut(points, edges, UP, height), UP, mirrored=True)
    moved = np.random.default_rng(1).normal(size=points.shape)
    moved[:model.middle, 0] = 0
    other = tape(cut(points + nudge * moved, edges, UP, height + 0.7 * nudge), UP, mirrored=True)
    expected = (found.gradient * moved[found.places]).sum() + 0.7 * found.by_plane
    assert (other.length - found.length) / nudge == pytest.approx(expected, rel=2e-3)


@pytest.mark.parametrize("sex", ["female", "male"])
def test_gradients_of_girths_follow_the_shapes(sex):
    model = body_model()
    space = shape_space(model, sex)
    measurer = Measurer(model, model.landmarks[sex], sex)
    at = 0.05 * np.random.default_rng(2).normal(size=len(space.names))
    direction = np.random.default_rng(3).normal(size=len(space.names)) * 1e-3
    for level in KINDS:
        here, there = (measurer.girth_value(space.points(each), level) for each in (at, at + direction))
        slope = np.einsum("kpc,pc->k", space.slopes(at, here.places), here.gradient) @ direction
        assert here.amount == pytest.approx(measurer.girth([space.points(at)], level), abs=1e-6)
        assert there.amount - here.amount == pytest.approx(slope, abs=0.02), level
