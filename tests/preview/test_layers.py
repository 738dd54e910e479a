"""What lies on other cloth: vents, laps, tabs, cuffs, plackets, pockets; how it lies, and what is shown of it."""

import io
from functools import cache

import numpy as np
import pytest
import trimesh

import mtmpattern as mtm
from mtmpattern.preview.closings import CLOSING
from mtmpattern.preview.garment import APART, dress, outer_normals, pose_for
from mtmpattern.preview.maps import maps_of
from mtmpattern.preview.mirrors import mirrored_nodes
from mtmpattern.preview.preview_files import glb
from mtmpattern.preview.sewing import sew
from mtmpattern.preview.surfaces import at_mouths, outside_seams, surfaces_of, turned_edges


@cache
def sewn(name, person, **options):
    pattern = mtm.draft(name, mtm.read_body(person), estimates=True, **options)
    return pattern, sew(pattern, 20)


@cache
def worn(name, person):
    pattern, cloth = sewn(name, person)
    return pattern, dress(pattern, mtm.avatar(person, pose=pose_for(cloth)), cloth=cloth, size=20)


def off_cloth(made, chosen):
    """How far the chosen points that lie on other cloth are outside it, in m."""
    cloth, ties = made.cloth, made.cloth.ties
    kept = np.isin(ties.node, chosen)
    under, weights = cloth.triangles[ties.faces[kept]], ties.weights[kept][:, :, None]
    away = made.points[ties.node[kept]] - (made.points[under] * weights).sum(1)
    return np.einsum("ij,ij->i", away, (outer_normals(made.points, cloth)[under] * weights).sum(1))


def nodes_of(cloth, part):
    return np.unique(cloth.node[cloth.points_of(part)])


def test_a_vent_lies_inside_and_is_lit_by_the_cloth_outside_it():
    _, made = worn("straight-skirt", "ana")
    cloth = made.cloth
    vent = cloth.ties.node[np.isin(cloth.ties.node, nodes_of(cloth, "back.right.shell.1"))]
    assert len(vent) > 10
    assert off_cloth(made, vent).max() < -APART / 2
    # Along the fold the normals of cloth and what is folded under it once cancelled, so that it looked torn.
    fold = np.unique(turned_edges(cloth))
    outside = ~cloth.lying_faces
    corner = made.points[cloth.triangles]
    flat = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    flat /= np.linalg.norm(flat, axis=1, keepdims=True)
    beside = outside & np.isin(cloth.triangles, fold).any(1)
    assert beside.sum() > 10
    assert np.einsum("ikj,ij->ik", made.normals[cloth.triangles[beside]], flat[beside]).min() > 0.8


def test_the_fold_of_a_vent_is_drawn_down_to_the_hem():
    _, made = worn("straight-skirt", "ana")
    heights = made.points[np.unique(turned_edges(made.cloth)), 1]
    assert np.ptp(heights) > 0.9 * 0.28 * 0.55
    assert heights.min() < np.percentile(made.points[:, 1], 2) + 0.02


@pytest.mark.parametrize(("name", "person", "over", "under"), [
    ("shirt", "ana", "front.left.shell.1", "front.right.shell.1"),
    ("womens-shirt", "ana", "front.right.shell.1", "front.left.shell.1"),
    ("polo", "ben", "placket.left.shell.1", "placket.right.shell.1")])
def test_the_side_that_laps_over_lies_outside(name, person, over, under):
    _, cloth = sewn(name, person)
    ties = cloth.ties
    held = {each: np.isin(ties.node, nodes_of(cloth, each)) & (cloth.owner[ties.faces] == number)
            for each, number in ((over, [part.id for part in cloth.parts].index(under)),
                                 (under, [part.id for part in cloth.parts].index(over)))}
    assert min(each.sum() for each in held.values()) > 5
    assert np.isin(ties.node[held[over]], cloth.laps).all()
    assert not np.isin(ties.node[held[under]], cloth.laps).any()


def test_laps_lie_a_cloth_apart_and_the_line_under_them_is_not_drawn():
    _, made = worn("shirt", "ana")
    cloth = made.cloth
    front = np.setdiff1d(np.concatenate([nodes_of(cloth, f"front.{side}.shell.1") for side in ("left", "right")]),
                         nodes_of(cloth, "stand.shell.1"))
    laps = np.intersect1d(cloth.laps, front)
    others = np.setdiff1d(np.intersect1d(cloth.ties.node, front), laps)
    assert off_cloth(made, laps).min() > APART / 2
    assert off_cloth(made, others).max() < -APART / 2
    seen = {str(seam) for seam, _ in outside_seams(cloth)}
    assert "front.left.shell.1 centre = front.right.shell.1 centre" not in seen


@pytest.mark.parametrize(("name", "person"), [("straight-skirt", "ana"), ("trousers", "ana"), ("trousers", "otto")])
def test_the_tab_of_a_band_does_not_stick_out(name, person):
    _, cloth = sewn(name, person)
    band = next(part for part in cloth.parts if part.body_part == "waist")
    own = cloth.points_of(band.id)
    line = next(line for line in band.lines if line.name == CLOSING)
    low, high = (np.array((p.x, p.y)) for p in (line.at(0.0), line.at(line.length)))
    tab = next(edge for edge in band.sewn if edge.name == "tab_end")
    middle = np.array((tab.at(tab.length / 2).x, tab.at(tab.length / 2).y))
    across = np.array((low[1] - high[1], high[0] - low[0]))
    beyond = (cloth.points[own] - low) @ across * np.sign((middle - low) @ across)
    near = np.linalg.norm(cloth.points[own] - middle, axis=1) < 3 * np.linalg.norm(high - low)
    held = own[near & (beyond > 2.0 * np.linalg.norm(high - low))]
    assert len(held) > 2
    assert np.isin(cloth.node[held], cloth.ties.node).all()
    assert cloth.ties.weights[np.isin(cloth.ties.node, cloth.node[held])].min() >= 0


@pytest.mark.parametrize("name", ["shirt", "womens-shirt"])
def test_a_cuff_laps_over_itself(name):
    pattern, cloth = sewn(name, "ana")
    seam = next(seam for seam in pattern.seams if seam.kind == "closed" and "cuff.left.shell.1" in seam.parts)
    cuff = next(part for part in cloth.parts if part.id == "cuff.left.shell.1")
    line = next(line for line in cuff.lines if line.name == CLOSING)
    tab = cuff.edge("lap_end")
    away = min(tab.at(mm).distance(end) for mm in (0.0, tab.length) for end in (line.at(0.0), line.at(line.length)))
    assert away == pytest.approx(2 * seam.operation.inset, abs=0.1)
    own = cloth.points_of(cuff.id)
    ends = [own[np.linalg.norm(cloth.points[own] - (p.x, p.y), axis=1).argmin()]
            for edge in (cuff.edge("end"),) for p in (edge.at(0.0), edge.at(edge.length))]
    shared = [(cloth.node[own] == cloth.node[end]).sum() for end in ends]
    assert max(shared) == 2                                   # its end is joined to the line across it


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_strip_over_a_slit_is_laid_on_and_that_under_it_closes_the_slit(side):
    _, cloth = sewn("shirt", "ana")
    assert f"tower.{side}.shell.1" in {laid.part.id for laid in cloth.laid}
    assert f"tower.{side}.shell.1" not in {part.id for part in cloth.parts}
    strip = next(part for part in cloth.parts if part.id == f"under_strip.{side}.shell.1")
    own = cloth.points_of(strip.id)
    sleeve = nodes_of(cloth, f"sleeve.{side}.shell.1")
    joined = np.isin(cloth.node[own], sleeve)
    across = cloth.points[own, 0]
    for edge in (across.min(), across.max()):                 # both long edges of the strip, over its whole length
        on = joined & (abs(across - edge) < 0.5)
        assert np.ptp(cloth.points[own[on], 1]) == pytest.approx(np.ptp(cloth.points[own, 1]), abs=0.5)
    laid = next(laid for laid in cloth.laid if laid.part.id == f"tower.{side}.shell.1")
    flat = (cloth.points[cloth.faces[laid.faces]] * laid.weights[:, :, None]).sum(1)
    slit = next(part for part in cloth.parts if part.id == f"sleeve.{side}.shell.1").edge("slit_back")
    covered = [np.ptp(flat[:, i]) for i in (0, 1)]
    assert covered[0] == pytest.approx(25, abs=1) and covered[1] == pytest.approx(slit.length + 18 + 12.5, abs=8)
    assert flat[:, 0].min() - 1 < slit.at(0.0).x < flat[:, 0].max() + 1


@pytest.mark.parametrize(("name", "options", "number"), [
    ("shirt", {}, 4), ("shirt", {"fullness": "box pleat"}, 6), ("trousers", {"pleated": True}, 2)])
def test_pleats_are_closed_at_their_seam(name, options, number):
    _, cloth = sewn(name, "ben", **options)
    pleats = [(part, dart) for part in cloth.parts for dart in part.darts if dart.kind == "pleat"]
    assert len(pleats) == number
    for part, dart in pleats:
        own = cloth.points_of(part.id)
        ends = [own[np.linalg.norm(cloth.points[own] - (p.x, p.y), axis=1).argmin()] for p in dart.mouth]
        assert np.linalg.norm(cloth.points[ends[0]] - cloth.points[ends[1]]) == pytest.approx(
            dart.mouth[0].distance(dart.mouth[1]), abs=0.1)
        assert cloth.node[ends[0]] == cloth.node[ends[1]]
    assert len(cloth.pleats) >= 2 * number


def test_a_back_with_a_box_pleat_is_even_about_its_own_centre():
    _, cloth = sewn("shirt", "ben", fullness="box pleat")
    own = cloth.points_of("back.shell.1")
    assert (mirrored_nodes(cloth)[cloth.node[own]] >= 0).mean() > 0.8        # 0.05 when it was mirrored at x = 0


def test_bags_are_shown_in_their_mouths_alone():
    for name, least in (("trousers", 10), ("joggers", 0)):    # the mouths of joggers lie closed in their side seams
        _, cloth = sewn(name, "ana")
        bags = np.array([part.role == "pocketing" for part in cloth.parts])
        shown = at_mouths(cloth)
        assert least <= shown.sum() < 0.3 * bags[cloth.owner].sum()
        assert bags[cloth.owner[shown]].all()
        rims = [cloth.node[pairs] for seam, pairs in cloth.seams
                if {cloth.parts[i].id for i in np.flatnonzero(bags)}.issuperset(seam.parts)]
        rim = np.setdiff1d(np.unique(np.concatenate([each.ravel() for each in rims])),
                           np.unique(cloth.node[~bags[cloth.owners]]))
        assert not np.isin(cloth.triangles[shown], rim).any()


def test_the_scene_has_every_part_and_of_bags_only_what_is_covered_or_in_a_mouth():
    pattern, made = worn("trousers", "ana")
    cloth = made.cloth
    scene = trimesh.load(io.BytesIO(glb(made, pattern, maps_of(made))), file_type="glb")
    for number, part in enumerate(cloth.parts):
        shown, own = len(scene.geometry[part.id].faces), int((cloth.owner == number).sum())
        assert 0 < shown < own if part.role == "pocketing" else shown == own


def test_both_halves_of_a_hood_stay_on_their_sides_and_turn_no_inside_out():
    _, made = worn("hoodie", "ana")
    cloth = made.cloth
    for side, sign in (("left", 1.0), ("right", -1.0)):
        assert (made.points[nodes_of(cloth, f"hood.{side}.shell.1"), 0] * sign).min() > -1e-9
    crown = np.unique(np.concatenate([cloth.node[pairs].ravel() for seam, pairs in cloth.seams
                                      if "crown" in str(seam)]))
    assert abs(made.points[crown, 0]).max() < 1e-9            # closed, in the middle
    front = crown[made.points[crown, 2] > made.points[crown, 2].max() - 0.07]
    beside = cloth.triangles[np.isin(cloth.triangles, front).any(1)]
    corner = made.points[beside]
    out = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    assert (out[:, 1] + out[:, 2] > 0).all()                  # the crest once crossed itself and showed its inside
    brow = made.avatar.vertices[made.avatar.part("head")]
    eyes = (brow[:, 1].max() - 0.5 * np.ptp(brow[:, 1])) / 1000
    assert made.points[front, 1].min() > eyes


def test_the_tail_of_a_shirt_hangs():
    _, made = worn("shirt", "ana")
    cloth = made.cloth
    number = [part.id for part in cloth.parts].index("back.shell.1")
    faces = cloth.triangles[cloth.owner == number]
    corner = made.points[faces]
    low = corner[:, :, 1].max(1) < corner[:, :, 1].min() + 0.08
    out = np.cross(corner[low, 1] - corner[low, 0], corner[low, 2] - corner[low, 0])
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    assert low.sum() > 10
    assert abs(out[:, 1]).max() < 0.75                        # it once rolled up and showed its inside
    assert out[abs(corner[low].mean(1)[:, 0]) < 0.1, 2].max() < 0


def test_every_surface_has_normals_of_its_own_side():
    pattern, made = worn("shirt", "ana")
    for each in surfaces_of(made, pattern):
        assert np.isfinite(each.surface.normals).all()
