"""The drape against known answers: a hanging strip, a heavy elastica, a band round a cylinder."""

import dataclasses

import numpy as np
import pytest

from mtmpattern.preview.body_field import body_field
from mtmpattern.preview.cloth import model_of
from mtmpattern.preview.drape import Constraints, DrapeSettings, drape
from tests.preview.sheets import elastica, kinds, strip

STILL = DrapeSettings(sewing=0.0, longest=10.0, rest=5e-5, damping=4.0)


@pytest.mark.parametrize("cells", [10, 20])
def test_a_hanging_strip_stretches_by_its_weight(cells):
    length, mass, stiff = 0.5, 0.18, 20.0
    model, flat = strip(length, 0.1, cells, warp=stiff, mass=mass)
    start = np.column_stack([flat, np.zeros(len(flat))])
    made = drape(model, start, settings=STILL,
                 constraints=Constraints(held=np.flatnonzero(flat[:, 1] > length - 1e-9)))
    stretched = -made.points[flat[:, 1] < 1e-9, 1].mean()
    assert made.rested
    assert stretched == pytest.approx(mass * 9.81 * length**2 / 2 / stiff, rel=0.01)


def tip_error(cells):
    """How far the tip of a clamped strip is from that of the elastica, as a share of the length."""
    length, bend, mass = 0.10, 1e-4, 0.18
    step = length / cells
    model, flat = strip(length, 0.05, cells, warp=300.0, weft=300.0, shear=50.0, bend=bend, mass=mass)
    start = np.column_stack([flat[:, 0], np.zeros(len(flat)), flat[:, 1]])
    made = drape(model, start, settings=dataclasses.replace(STILL, repeats=12),
                 constraints=Constraints(held=np.flatnonzero(flat[:, 1] < step * 1.01)))
    assert made.rested
    free = length - step / 2                                  # two rows are held: it is clamped between them
    tip = made.points[flat[:, 1] > length - 1e-9]
    across, down = elastica(free, bend, mass * 9.81)
    return np.hypot(tip[:, 2].mean() - step / 2 - across, -tip[:, 1].mean() - down) / free


def test_a_clamped_strip_hangs_as_its_elastica_and_nearer_with_a_finer_mesh():
    coarse, fine = tip_error(12), tip_error(28)
    assert coarse < 0.05
    assert fine < 0.025
    assert fine < coarse


def cylinder(radius, low, high, around=64, rows=24):
    """A closed cylinder round y."""
    turn = np.linspace(0, 2 * np.pi, around, endpoint=False)
    heights = np.linspace(low, high, rows + 1)
    ring = np.stack([radius * np.sin(turn), np.zeros(around), radius * np.cos(turn)], 1)
    points = np.vstack([ring + np.array((0.0, y, 0.0)) for y in heights] + [[(0, low, 0), (0, high, 0)]])
    faces = []
    for row in range(rows):
        for i in range(around):
            a, b = row * around + i, row * around + (i + 1) % around
            faces += [(a, b, b + around), (a, b + around, a + around)]
    bottom, top = len(points) - 2, len(points) - 1
    for i in range(around):
        j = (i + 1) % around
        faces += [(bottom, j, i), (top, rows * around + i, rows * around + j)]
    return points, np.array(faces)


@pytest.mark.parametrize("tight", [0.85, 0.92])
def test_a_band_presses_as_laplace_says(tight):
    radius, height, stiff = 0.08, 0.06, 60.0
    points, faces = cylinder(radius, -0.1, 0.1)
    body = body_field(points, faces, -0.15, 0.15)
    flat_model, flat = strip(2 * np.pi * radius * tight, height, 30, warp=stiff, weft=stiff)
    around = flat[:, 1] / flat[:, 1].max() * 2 * np.pi
    start = np.column_stack([1.05 * radius * np.sin(around), flat[:, 0] - height / 2, 1.05 * radius * np.cos(around)])
    node = np.arange(len(flat))
    ends = flat[:, 1] > flat[:, 1].max() - 1e-9
    for number in np.flatnonzero(ends):                       # the end is sewn to the beginning
        node[number] = np.flatnonzero((flat[:, 1] < 1e-9) & (abs(flat[:, 0] - flat[number, 0]) < 1e-9))[0]
    names, node = np.unique(node, return_inverse=True)
    triangles = flat_model.triangles
    model = model_of(flat, triangles, node, kinds(len(triangles), stiff, stiff, 16.0, 1e-6, 0.2), np.zeros(len(names)))
    made = drape(model, start[names], body, settings=dataclasses.replace(STILL, sewing=0.3, rest=5e-4, repeats=6),
                 gravity=0.0)
    worn = np.linalg.norm(made.points[:, [0, 2]], axis=1).mean()
    strain = worn / (radius * tight) - 1
    pressure = made.push.sum() / model.area.sum() * tight * radius / worn   # on the area that it has when worn
    assert worn == pytest.approx(radius + 0.0025, abs=0.001)
    assert pressure == pytest.approx(stiff * strain / worn, rel=0.05)
