"""Chords of a curve: near enough, long enough, and with a vertex where something must be found again."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.formats.dxf.chain import STRAY, chained
from mtmpattern.geometry import Curve, Point, path
from mtmpattern.geometry.tolerance import FLATTEN, JOIN

places = st.builds(Point, *[st.floats(-800, 800)] * 2)
curves = st.builds(Curve, places, places, places, places).filter(lambda curve: curve.length > 1)


def as_line(points):
    return shapely.LineString([(point.x, point.y) for point in points])


@given(curves)
def test_chords_stay_near_and_keep_the_length(curve):
    chain = chained((curve,), closed=False)
    line = as_line(chain.points)
    for step in range(101):
        at = curve.point(step / 100)
        assert line.distance(shapely.Point(at.x, at.y)) <= FLATTEN + 1e-3
    assert abs(line.length - curve.length) <= 2 * JOIN      # 1.5 but for hairpins, which no garment has
    assert (chain.points[0], chain.points[-1]) == (curve.start, curve.end)


@given(curves, st.lists(st.floats(0.01, 0.99), max_size=5))
def test_asked_points_become_vertices_in_their_order(curve, shares):
    asked = [curve.at(share * curve.length) for share in shares]
    chain = chained((curve,), asked, closed=False)
    assert len(chain.reached) == len(asked)
    vertices = as_line(chain.points)
    for point, reached in zip(asked, chain.reached, strict=True):
        assert reached.distance(point) < 1e-3
        assert min(vertex.distance(reached) for vertex in chain.points) < 2e-3
    assert abs(vertices.length - curve.length) <= 1.5 * JOIN + 1e-4 * curve.length  # hairpins lose a little more


def test_a_point_off_the_line_is_not_reached():
    line = (Curve.line(Point(0, 0), Point(100, 0)),)
    near, off = chained(line, [Point(50, 0.4), Point(50, 0.6)], closed=False).reached
    assert near.distance(Point(50, 0)) < 1e-9
    assert off is None


@given(curves)
def test_curve_points_alone_tell_the_curve(curve):
    chain = chained((curve,), closed=False)
    rough = as_line([curve.start, *chain.curve_points, curve.end])
    for step in range(101):
        at = curve.point(step / 100)
        assert rough.distance(shapely.Point(at.x, at.y)) <= STRAY + FLATTEN


def test_a_shared_end_is_one_vertex():
    square = [Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10)]
    outline = tuple(Curve.line(a, b) for a, b in zip(square, [*square[1:], square[0]], strict=True))
    chain = chained(outline, [Point(10, 0)])
    assert chain.points == tuple(square)
    assert chain.turn_points == tuple(square)
    assert chain.curve_points == ()
    assert path.area(outline) == 100


@pytest.mark.parametrize("up", [0, 0.0004])
@pytest.mark.parametrize("turned", [0, 1, 2, 3])
def test_a_notch_beside_a_joint_stands_on_a_vertex(up, turned):
    """Two joints would be written at one place; the vertex is the one on which the notch stands."""
    a, b, c = Point(0, 0), Point(100, 0), Point(40, 100)
    ring = (Curve.line(a, b), Curve.line(b, b.up(0.0004)), Curve.line(b.up(0.0004), c), Curve.line(c, a))
    chain = chained(ring[turned:] + ring[:turned], [b.up(up)])
    assert chain.reached[0] in chain.points
    assert chain.reached[0].distance(b.up(up)) < 0.001
    assert len(chain.points) == 3
