"""Collars that are turned down, and bands whose ends close."""

from functools import cache

import igl
import numpy as np
import pytest

import mtmpattern as mtm
from mtmpattern.preview.collars import ROLL, falls_over
from mtmpattern.preview.garment import dress, pose_for
from mtmpattern.preview.sewing import sew


@cache
def sewn(name, person):
    pattern = mtm.draft(name, mtm.read_body(person), estimates=True)
    return pattern, sew(pattern, 20)


def collar_of(cloth):
    part, = (part for part in cloth.parts if falls_over(part))
    return part, cloth.points_of(part.id)


def test_a_collar_without_a_stand_is_creased_where_it_rolls():
    _, cloth = sewn("polo", "ben")
    part, own = collar_of(cloth)
    assert ROLL in {line.name for line in part.lines}
    creased = np.isin(cloth.node[own], np.unique(cloth.folds))
    heights = cloth.points[own[creased]][abs(cloth.points[own[creased], 0]) < 20, 1]
    assert heights == pytest.approx(0.42 * 70, abs=1)


def test_only_the_upper_collar_is_draped_and_its_fall_lies_on_the_stand():
    _, cloth = sewn("shirt", "ben")
    _, own = collar_of(cloth)
    assert "under_collar.shell.1" not in {part.id for part in cloth.parts}
    held = np.isin(cloth.ties.node, cloth.node[own])
    under = {cloth.parts[number].id for number in cloth.owner[cloth.ties.faces[held]]}
    assert held.sum() > 12 and under == {"stand.shell.1"}
    assert not cloth.lying[cloth.over].any()                  # it lies on top


@pytest.mark.parametrize(("name", "stand"), [("polo", 0.42 * 70), ("shirt", 0.0)])
def test_the_fall_of_a_collar_hangs_outside_its_stand(name, stand):
    pattern, cloth = sewn(name, "ben")
    worn = dress(pattern, mtm.avatar("ben", pose=pose_for(cloth)), cloth=cloth)
    part, own = collar_of(cloth)
    flat, space = cloth.points[own], worn.points[cloth.node[own]] * 1000
    nape = abs(flat[:, 0]) < 12
    top, edge = nape & (abs(flat[:, 1] - stand) < 3), nape & (flat[:, 1] > flat[nape, 1].max() - 1)
    assert space[top, 1].min() - space[edge, 1].max() > 25    # it once stood up at the nape
    assert space[edge, 2].max() < space[top, 2].max() - 2
    assert part.id in {each.id for each in cloth.parts}


@pytest.mark.parametrize(("name", "person"), [("trousers", "ben"), ("trousers", "ana"), ("straight-skirt", "ana"),
                                              ("circle-skirt", "mei")])
def test_the_end_of_a_band_lies_across_its_tab_the_right_way_round(name, person):
    _, cloth = sewn(name, person)
    band = next(part for part in cloth.parts if part.body_part == "waist")
    own = cloth.points_of(band.id)
    seam = np.unique(np.concatenate([pairs for seam, pairs in cloth.seams if band.id in seam.parts
                                     and len(seam.parts) > 1]))
    low = np.isin(cloth.node[own], cloth.node[seam])          # points of the lower edge
    line = next(line for line in band.lines if line.name == "(closing)")
    ends = [np.array((point.x, point.y)) for point in (line.at(0.0), line.at(line.length))]
    bottom = min((own[np.argmin(np.linalg.norm(cloth.points[own] - end, axis=1))] for end in ends),
                 key=lambda number: np.linalg.norm(cloth.points[own[low]] - cloth.points[number], axis=1).min())
    glued = own[cloth.node[own] == cloth.node[bottom]]
    assert len(glued) == 2
    away = [np.linalg.norm(cloth.points[own[low]] - cloth.points[number], axis=1).min() for number in glued]
    assert max(away) < 1.0


def test_the_fall_of_a_collar_lies_outside_the_shirt_and_ends_in_the_middle():
    pattern, cloth = sewn("shirt", "ben")
    worn = dress(pattern, mtm.avatar("ben", pose=pose_for(cloth)), cloth=cloth)
    below = cloth.triangles[~np.isin(cloth.triangles, cloth.over).any(1)]
    squared, faces, nearest = igl.point_mesh_squared_distance(worn.points[cloth.over], worn.points, below)
    corner = worn.points[below[faces]]
    out = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    assert (np.einsum("ij,ij->i", worn.points[cloth.over] - nearest, out) > 0).mean() > 0.97
    assert np.sqrt(squared).min() > 0.0005
    _, own = collar_of(cloth)
    flat, space = cloth.points[own, 0], worn.points[cloth.node[own], 0]
    side = np.sign(flat @ space)
    assert (flat * side * space).min() > -1e-4                # neither half crosses the middle
