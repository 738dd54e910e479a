import numpy as np
import pytest
import trimesh

from mtmpattern.preview.avatar.crossing import crossings
from mtmpattern.preview.avatar.model import body_model
from mtmpattern.preview.avatar.shapes import age_of, shape_space


@pytest.mark.parametrize(("sex", "age"), [("female", 2.0), ("male", 2.0), (None, 2.0), ("female", 1.0), ("male", 0.5)])
def test_mean_bodies_are_closed_and_stand_on_the_floor(sex, age):
    model = body_model()
    half = shape_space(model, sex, age).mean
    mesh = trimesh.Trimesh(model.whole(half, half), model.faces, process=False)
    assert mesh.is_watertight
    assert mesh.is_winding_consistent
    assert mesh.body_count == 1
    assert mesh.volume > 0
    assert half[:model.count, 1].min() == pytest.approx(0.0, abs=4.0)
    assert not half[:model.middle, 0].any()


def test_the_other_half_is_a_mirror_image():
    model = body_model()
    half = shape_space(model, "female").mean
    whole = model.whole(half, half)
    assert len(whole) == 2 * model.count - model.middle == model.faces.max() + 1
    assert (whole[model.count:] * (-1, 1, 1) == half[model.middle:model.count]).all()


def test_mean_bodies_do_not_cross_themselves():
    model = body_model()
    half = shape_space(model, "female").mean
    assert not len(crossings(model.whole(half, half), model.faces))


def test_crossings_are_found():
    points = np.array([(0, 0, 0), (10, 0, 0), (0, 10, 0), (2, 2, -5), (2, 2, 5), (3, 8, 5)], dtype=float)
    faces = np.array([(0, 1, 2), (3, 4, 5)])
    assert crossings(points, faces).tolist() == [[0, 1]]
    points[3:] += (20, 0, 0)
    assert not len(crossings(points, faces))


def test_weights_of_a_vertex_sum_to_one():
    model = body_model()
    assert np.allclose(model.weights.sum(0), 1.0)
    assert model.shoulder.min() >= 0
    assert model.shoulder.max() == 1


def test_ages_follow_heights():
    model = body_model()
    ages = [age_of(model, "male", height) for height in (500, 1000, 1357, 1500, 1900)]
    assert ages == sorted(ages)
    assert ages[0] == 0
    assert ages[-1] == 2
