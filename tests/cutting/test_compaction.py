"""All shapes of a layout moved at once: shorter, never invalid, apart where they overlapped."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.cutting import lay_of
from mtmpattern.cutting.compaction import Compaction, convex_parts
from mtmpattern.cutting.solver_job import SolverJob
from mtmpattern.placing import Layout, Pose, Shape, faults_of, pack
from mtmpattern.placing.fill import pressed
from tests.placing.outlines import HOOK, SQUARE, TRIANGLE, kit, leg, shapes, sleeve


def row(*poses: tuple[str, float, float], width: float, length: float) -> Layout:
    return Layout(tuple(Pose(key, 0, 0.0, x, y) for key, x, y in poses), width, length)


@pytest.mark.parametrize("ring", [SQUARE, TRIANGLE, HOOK, leg(), sleeve(), HOOK[::-1]])
def test_an_outline_is_divided_into_convex_parts(ring):
    parts = convex_parts(ring)
    for part in parts:
        assert shapely.Polygon(part).convex_hull.area == pytest.approx(shapely.Polygon(part).area)
    assert shapely.unary_union([shapely.Polygon(part) for part in parts]).symmetric_difference(
        shapely.Polygon(ring)).area == pytest.approx(0.0, abs=1e-6)
    assert sum(shapely.Polygon(part).area for part in parts) == pytest.approx(shapely.Polygon(ring).area)


def test_a_hook_is_a_few_parts():
    assert len(convex_parts(HOOK)) == 3
    assert len(convex_parts(SQUARE)) == 1


def test_shapes_move_across_the_cloth_to_come_nearer():
    """Two slanted shapes touch along their slopes: one goes up and the other stays down."""
    slanted = np.array([(0, 0), (100, 0), (200, 100), (100, 100)], dtype=float)
    both = [Shape(name, slanted) for name in ("a", "b")]
    before = row(("a", 0.0, 0.0), ("b", 100.0, 0.0), width=150.0, length=300.0)
    after = Compaction(both, 150.0).shorter(before)
    assert pressed(before, {"a": slanted, "b": slanted}, 0.0).length > 299.0
    assert after.length == pytest.approx(250.0, abs=1e-3)
    assert faults_of(after, both) == ()


def test_shapes_that_overlap_are_moved_apart():
    block = [Shape(name, SQUARE) for name in ("a", "b", "c")]
    before = row(("a", 0.0, 0.0), ("b", 95.0, 40.0), ("c", 180.0, 0.0), width=150.0, length=280.0)
    after = Compaction(block, 150.0).shorter(before)
    assert faults_of(before, block) != ()
    assert faults_of(after, block) == ()
    assert after.length == pytest.approx(300.0, abs=1e-3)


def test_what_cannot_be_moved_apart_is_left():
    block = [Shape(name, SQUARE) for name in ("a", "b")]
    before = row(("a", 0.0, 0.0), ("b", 0.0, 0.0), width=100.0, length=100.0)
    assert Compaction(block, 100.0).shorter(before) in (before, replace(before, length=before.length))


def test_the_spacing_is_kept_from_corner_to_corner():
    block = [Shape(name, SQUARE) for name in ("a", "b")]
    before = row(("a", 0.0, 0.0), ("b", 107.5, 107.5), width=300.0, length=207.5)
    after = Compaction(block, 300.0, 10.0).shorter(before)
    assert faults_of(after, block, 10.0) == ()
    assert after.length < 150.0
    close = row(("a", 0.0, 0.0), ("b", 107.5, 107.5), width=207.5, length=207.5)
    assert Compaction(block, 207.5, 10.0).shorter(close).length < 207.5


def test_a_loose_layout_becomes_almost_as_short_as_a_tight_one():
    tight = pack(kit(), 1450.0, 2.0)
    loose = Layout(tuple(replace(pose, dx=1.02 * pose.dx) for pose in tight.poses), tight.width, 1.05 * tight.length)
    after = Compaction(kit(), 1450.0, 2.0).shorter(loose)
    assert faults_of(after, kit(), 2.0) == ()
    assert after.length < 1.002 * tight.length


def test_grown_outlines_are_kept_apart_instead():
    lay = lay_of(kit(), 1450.0, 2.0)
    tight = pack(lay.shapes, lay.width, lay.spacing)
    loose = Layout(tuple(replace(pose, dx=1.02 * pose.dx) for pose in tight.poses), tight.width, 1.05 * tight.length)
    after = Compaction(lay.shapes, lay.width, lay.spacing, SolverJob(lay).grown).shorter(loose)
    assert faults_of(after, lay.shapes, lay.spacing) == ()
    assert after.length < 1.005 * tight.length


@settings(max_examples=30)
@given(shapes(), st.sampled_from([0.0, 3.0]))
def test_a_layout_gets_no_longer_and_stays_valid(found, spacing):
    before = pack(found, 1300.0, spacing)
    after = Compaction(found, 1300.0, spacing).shorter(before)
    assert after.length <= before.length
    assert faults_of(after, found, spacing) == ()
    assert [(pose.key, pose.copy, pose.angle) for pose in after.poses] == [
        (pose.key, pose.copy, pose.angle) for pose in before.poses]


def test_the_same_layout_gives_the_same_one():
    before = pack(kit(), 1450.0, 2.0)
    one, other = (Compaction(kit(), 1450.0, 2.0).shorter(before) for _ in range(2))
    assert one == other
    assert np.isfinite(one.length)
