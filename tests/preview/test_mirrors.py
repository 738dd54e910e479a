"""Even garments: mirrored meshes of twins and of halves, and drapes with an even left and right."""

import dataclasses
from functools import cache

import igl
import numpy as np
import pytest

import mtmpattern as mtm
from mtmpattern.preview.garment import dress, pose_for
from mtmpattern.preview.mirrors import evened, images, is_uneven, mesh_of_halves, mirrored_nodes
from mtmpattern.preview.placing import place
from mtmpattern.preview.sewing import sew

OTHER_SIDE = np.array((-1.0, 1.0, 1.0))


@cache
def sewn(name, person, size=15.0):
    return sew(mtm.draft(name, mtm.read_body(person), estimates=True), size)


def mesh_of(cloth, name):
    number = [part.id for part in cloth.parts].index(name)
    own = cloth.points_of(name)
    return cloth.points[own], cloth.faces[cloth.owner == number] - own[0]


def same_mesh(points, faces, others, other_faces):
    """Whether two meshes are mirror images, point by point and triangle by triangle."""
    mates = images(points, others)
    assert mates is not None
    assert np.array_equal(points * (-1.0, 1.0), others[mates])
    turned = {tuple(sorted(each)) for each in mates[faces].tolist()}
    return turned == {tuple(sorted(each)) for each in other_faces.tolist()}


@pytest.mark.parametrize(("name", "person"), [("circle-skirt", "otto"), ("joggers", "jim"), ("trousers", "ben"),
                                              ("long-sleeve-tee", "rosa")])
def test_the_mesh_of_a_twin_is_exactly_its_mirror_image(name, person):
    cloth = sewn(name, person)
    twins = [part for part in cloth.parts if part.side == "left" and part.body_part in ("torso", "leg", "arm")]
    assert twins
    for part in twins:
        assert same_mesh(*mesh_of(cloth, part.id), *mesh_of(cloth, part.twin)), part.id


@pytest.mark.parametrize(("name", "part"), [("crew-tee", "front.shell.1"), ("v-neck-tee", "front.shell.1"),
                                            ("v-neck-tee", "back.shell.1"), ("polo", "collar.shell.1")])
def test_an_even_part_is_meshed_as_a_half_and_its_mirror_image(name, part):
    mesh = mesh_of(sewn(name, "ben"), part)
    assert same_mesh(*mesh, *mesh)


def test_an_outline_that_is_not_even_has_no_halves():
    corners = np.array([(-100, 0), (100, 0), (100, 100), (-100, 100)])
    even = np.vstack([np.linspace(a, b, 11)[:-1] for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True)])
    assert mesh_of_halves(even, 15.0) is not None
    even[15, 0] += 8
    assert mesh_of_halves(even, 15.0) is None


@pytest.mark.parametrize(("name", "person"), [("crew-tee", "otto"), ("hoodie", "ben"), ("circle-skirt", "mei")])
def test_an_even_garment_starts_even(name, person):
    cloth = sewn(name, person, 30)
    start = place(cloth, mtm.avatar(person, pose=pose_for(cloth)))
    mirror = mirrored_nodes(cloth)
    own = np.flatnonzero(mirror >= 0)
    assert len(own) > 0.9 * cloth.count
    assert abs(start[own] - start[mirror[own]] * OTHER_SIDE).max() < 1e-6


def test_the_left_and_the_right_of_a_circle_skirt_hang_alike():
    body = mtm.read_body("mei")
    pattern = mtm.draft("circle-skirt", body, estimates=True)
    worn = dress(pattern, mtm.avatar(body, pose="a"), size=40)
    away = igl.point_mesh_squared_distance(worn.points * OTHER_SIDE, worn.points, worn.cloth.triangles)[0]
    assert np.sqrt(away).max() < 0.012                        # the tab of its band lies on one side
    assert np.percentile(np.sqrt(away), 95) < 0.005


def test_a_garment_whose_sides_differ_is_not_kept_even():
    cloth = sewn("crew-tee", "ben", 30)
    assert not is_uneven(cloth) and (mirrored_nodes(cloth) >= 0).all()
    lone = dataclasses.replace(cloth, parts=tuple(dataclasses.replace(part, twin="") for part in cloth.parts))
    assert is_uneven(lone) and (mirrored_nodes(lone) < 0).all()


def test_points_without_a_mirror_image_stay_where_they_are():
    points = np.array([(1.0, 0, 0), (-3.0, 0, 2), (5.0, 5, 5)])
    assert evened(points, np.array([1, 0, -1])).tolist() == [[2, 0, 1], [-2, 0, 1], [5, 5, 5]]
