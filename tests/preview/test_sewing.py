"""Patterns meshed and glued by their seams alone."""

from functools import cache

import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

import mtmpattern as mtm
from mtmpattern.preview.panel import mesh_panel, smallest_angles
from mtmpattern.preview.sewing import sew

GARMENTS = {"crew-tee": "ana", "leggings": "ana", "straight-skirt": "ana", "circle-skirt": "ana", "tank": "lia",
            "hoodie": "ben", "polo": "ben", "joggers": "ben", "trousers": "ben", "shirt": "ben"}


@cache
def sewn(name):
    pattern = mtm.draft(name, mtm.read_body(GARMENTS[name]), estimates=True)
    return pattern, sew(pattern)


def borders(cloth):
    """Edges with one triangle, and how many rings they make."""
    triangles = cloth.triangles
    sides = np.sort(np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]), axis=1)
    edges, number = np.unique(sides, axis=0, return_counts=True)
    free = edges[number == 1]
    joined = coo_array((np.ones(len(free)), (free[:, 0], free[:, 1])), (cloth.count, cloth.count))
    return edges, number, len(np.unique(connected_components(joined, directed=False)[1][np.unique(free)]))


@pytest.mark.parametrize("name", GARMENTS)
def test_no_angle_is_under_20_degrees_and_every_outline_is_kept(name):
    _, cloth = sewn(name)
    assert smallest_angles(cloth.points, cloth.faces).min() > (19 if name == "shirt" else 20)
    assert not [note for note in cloth.notes if "chords" in note or "not glued" in note]


@pytest.mark.parametrize("name", GARMENTS)
def test_the_openings_are_those_that_the_template_declares(name):
    pattern, cloth = sewn(name)
    _, number, rings = borders(cloth)
    # The laps of a shirt's fronts join the ring of its hem to that of its neck.
    assert rings == len(pattern.openings) - (name == "shirt")
    if name == "joggers":                                     # both bags of a pocket have the chord of a corner
        assert (number > 2).sum() == (number == 4).sum() <= 4
    elif name not in {"straight-skirt", "circle-skirt", "polo", "trousers", "shirt"}:        # these have laps
        assert number.max() == 2


@pytest.mark.parametrize("name", ["crew-tee", "leggings", "joggers"])
def test_the_surface_has_the_euler_number_of_its_openings(name):
    pattern, cloth = sewn(name)
    edges, number, _ = borders(cloth)
    count = len(edges) + (number == 4).sum()                  # a chord that two bags have is an edge of each
    assert cloth.count - count + len(cloth.faces) == 2 - len(pattern.openings)


def test_meshes_cover_the_parts_and_doubled_parts_once():
    pattern, cloth = sewn("crew-tee")
    parts = {part.id: part for part in pattern.parts(grown=False)}
    corner = cloth.points[cloth.faces]
    one, other = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    area = (one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]) / 2
    assert (area > 0).all()
    for number, part in enumerate(cloth.parts):
        outline = np.array([(p.x, p.y) for p in parts[part.id].polygon(0.05, sewn=True)])
        x, y = outline.T
        whole = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
        share = 0.5 if part.piece == "neckband" else 1.0
        assert area[cloth.owner == number].sum() == pytest.approx(share * whole, rel=0.01)
        assert cloth.plies[number] == (("rib", "rib") if part.piece == "neckband" else ("shell",))


def test_sewn_points_lie_at_the_same_place_along_both_edges():
    _, cloth = sewn("crew-tee")
    side = next(seam for seam, _ in cloth.seams if "left side" in str(seam) and "sleeve" in str(seam))
    front, back = (next(part for part in cloth.parts if part.id == f"{name}.shell.1") for name in ("front", "back"))
    assert side.lengths[0] == pytest.approx(side.lengths[1], abs=0.01)
    own = {part.id: cloth.points_of(part.id) for part in (front, back)}
    shared = np.intersect1d(cloth.node[own[front.id]], cloth.node[own[back.id]])
    for node in shared:
        places = [cloth.points[numbers[cloth.node[numbers] == node]][0] for numbers in own.values()]
        assert abs(abs(places[0][0]) - abs(places[1][0])) < 30           # the shoulders and sides of one height


def test_a_pocket_is_carried_by_the_front_and_laps_by_what_is_under_them():
    _, hoodie = sewn("hoodie")
    assert [laid.part.id for laid in hoodie.laid] == ["pocket.shell.1"]
    assert np.allclose(hoodie.laid[0].weights.sum(1), 1)
    _, skirt = sewn("straight-skirt")
    assert len(skirt.ties.node) > 20
    assert np.allclose(skirt.ties.weights.sum(1), 1)


def test_the_same_pattern_gives_the_same_mesh():
    pattern, cloth = sewn("polo")
    again = sew(pattern)
    assert np.array_equal(cloth.points, again.points)
    assert np.array_equal(cloth.node, again.node)


def test_a_ring_that_crosses_itself_is_refused():
    with pytest.raises(ValueError, match="crosses itself"):
        mesh_panel(np.array([(0.0, 0.0), (100.0, 100.0), (100.0, 0.0), (0.0, 100.0)]), 15)


def test_a_hole_and_a_chain_are_kept():
    ring = np.array([(x, 0.0) for x in range(0, 200, 20)] + [(200.0, y) for y in range(0, 200, 20)]
                    + [(x, 200.0) for x in range(200, 0, -20)] + [(0.0, y) for y in range(200, 0, -20)], dtype=float)
    hole = np.array([(80.0, 100.0), (90.0, 120.0), (100.0, 100.0), (90.0, 80.0)])
    marks = np.array([(140.0, y) for y in range(20, 200, 20)], dtype=float)
    chain = np.arange(len(marks)) + len(ring) + len(hole)
    panel = mesh_panel(ring, 20, (hole,), [chain], marks)
    corner = panel.points[panel.faces]
    one, other = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    assert abs(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]).sum() / 2 == pytest.approx(200 * 200 - 400)
    assert not panel.missing
