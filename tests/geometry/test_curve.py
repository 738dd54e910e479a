import itertools
import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mtmpattern.geometry import (
    IDENTITY,
    Curve,
    Point,
    heading,
    mirrored_about,
    path,
    scaled_along,
    shifted,
    turn,
    turned,
)
from tests.geometry import oracle

places = st.builds(Point, st.floats(-500, 500), st.floats(-500, 500))


@st.composite
def cubics(draw):
    points = [draw(places) for _ in range(4)]
    if any(a.distance(b) < 1 for a, b in itertools.pairwise(points)):
        points = [Point(p.x + 40 * i, p.y) for i, p in enumerate(points)]
    return Curve(*points)


@given(cubics())
def test_length_is_what_slow_integration_says(curve):
    assume(min(oracle.speed(curve, i / 100) for i in range(101)) > 5)      # no cusp, where the slow one gets slow
    assert curve.length == pytest.approx(oracle.length(curve), abs=1e-7)


def test_length_of_an_armhole_to_a_millionth_of_a_micrometre():
    armhole = Curve(Point(0, 0), Point(0, 55), Point(-38, 92), Point(-45, 140))
    assert armhole.length == pytest.approx(oracle.length(armhole), abs=1e-9)
    assert armhole.reversed().length == pytest.approx(armhole.length, abs=1e-9)


@given(cubics(), st.floats(0, 1))
def test_a_place_lies_as_far_along_as_was_asked(curve, share):
    t = curve.parameter(share * curve.length)
    assert curve.length_to(t) == pytest.approx(share * curve.length, abs=1e-6)
    assert curve.part(0, t).length + curve.part(t, 1).length == pytest.approx(curve.length, abs=1e-6)


@given(cubics(), st.floats(0, 0.9), st.floats(0.05, 1))
def test_a_part_is_the_same_curve(curve, start, width):
    end = min(1.0, start + width)
    part = curve.part(start, end)
    for share in (0.0, 0.3, 0.5, 1.0):
        assert part.point(share).same_as(curve.point(start + share * (end - start)), 1e-6)
    assert part.start == curve.point(start)
    assert part.end == curve.point(end)


@settings(max_examples=50)
@given(cubics(), places)
def test_nothing_is_nearer_than_the_nearest(curve, point):
    t, distance = curve.nearest(point)
    assert curve.point(t).distance(point) == distance
    around = min(curve.point(i / 400).distance(point) for i in range(401))
    assert distance <= around + 1e-6
    assert not curve.out_of_reach(point, distance + 1e-6)


@given(st.floats(0.05, 0.95))
def test_a_point_on_the_curve_is_found_again(t):
    curve = Curve(Point(0, 0), Point(0, 55), Point(-38, 92), Point(-45, 140))
    found, distance = curve.nearest(curve.point(t))
    assert found == pytest.approx(t, abs=1e-9)
    assert distance < 1e-9


def test_nearest_on_a_line_and_on_a_line_of_no_length():
    line = Curve.line(Point(0, 0), Point(10, 0))
    assert line.nearest(Point(4, 3)) == (0.4, 3.0)
    assert line.nearest(Point(-4, 3)) == (0.0, 5.0)
    assert Curve.line(Point(1, 1), Point(1, 1)).nearest(Point(4, 5)) == (0.0, 5.0)


@pytest.mark.parametrize(("leave", "arrive", "expected"), [
    (Point(0, 0), Point(60, 80), (53.13010235415598, 296.565051177078)),
    (Point(60, 80), Point(100, 0), (53.13010235415598, 296.565051177078)),
    (Point(0, 0), Point(100, 0), (0.0, 0.0)),
    (Point(100, 0), Point(0, 0), (0.0, 0.0)),
])
def test_direction_where_a_handle_has_no_length(leave, arrive, expected):
    curve = Curve(Point(0, 0), leave, arrive, Point(100, 0))
    assert curve.direction(0.0) == pytest.approx(expected[0])
    assert curve.direction(1.0) == pytest.approx(expected[1])


@given(cubics(), st.floats(0.001, 0.999))
def test_direction_is_the_way_the_curve_goes(curve, t):
    a, b = curve.point(t - 1e-6), curve.point(t + 1e-6)
    if oracle.speed(curve, t) > 20:
        assert abs(turn(curve.direction(t), heading(a, b))) < 0.05


@given(cubics(), st.floats(0.01, 5))
def test_chords_stay_within_the_tolerance(curve, tolerance):
    chords = path.chords([curve], tolerance)
    assert chords[0].a == curve.start
    assert chords[-1].b == curve.end
    assert [c.b for c in chords[:-1]] == [c.a for c in chords[1:]]
    for chord in chords[:: max(1, len(chords) // 8)]:
        line = Curve.line(chord.a, chord.b)
        for share in (0.25, 0.5, 0.75):
            assert line.nearest(curve.point(chord.t0 + share * (chord.t1 - chord.t0)))[1] <= tolerance * 1.001


@pytest.mark.parametrize("move", [shifted(3, -4), turned(Point(20, 5), 73), mirrored_about(Point(1, 2), Point(9, -4))])
def test_moves_keep_lengths_and_undo(move):
    curve = Curve(Point(0, 0), Point(0, 55), Point(-38, 92), Point(-45, 140))
    assert curve.moved(move).length == pytest.approx(curve.length, abs=1e-9)
    assert curve.moved(move).point(0.3).same_as(move(curve.point(0.3)), 1e-9)
    twice = move.then(move) if move.mirrors else IDENTITY
    assert twice(curve.end).same_as(curve.end, 1e-9)


def test_shrinkage_stretches_along_the_warp_and_across_it():
    stretch = scaled_along(30.0, 1.1, 0.9)
    along, across = Point(0, 0).along(30, 10), Point(0, 0).along(120, 10)
    assert stretch(along).same_as(Point(0, 0).along(30, 11), 1e-9)
    assert stretch(across).same_as(Point(0, 0).along(120, 9), 1e-9)


@settings(max_examples=40)
@given(cubics(), st.floats(-30, 30).filter(lambda mm: abs(mm) > 1))
def test_a_parallel_keeps_its_distance(curve, mm):
    if max(oracle.curvature(curve, i / 100) * mm for i in range(101)) > 0.9 or min(
            oracle.speed(curve, i / 100) for i in range(101)) < 20:
        return
    pieces = curve.parallel(mm)
    assert pieces[0].start.same_as(curve.start.along(curve.direction(0) + 90, mm), 1e-6)
    assert pieces[-1].end.same_as(curve.end.along(curve.direction(1) + 90, mm), 1e-6)
    exact = [curve.point(i / 8000).along(curve.direction(i / 8000) + 90, mm) for i in range(8001)]
    line = oracle.line_of([Curve.line(a, b) for a, b in itertools.pairwise(exact)])
    for piece in pieces:
        for share in (0.1, 0.3, 0.5, 0.7, 0.9):
            assert line.distance(oracle.place(piece.point(share))) < 0.005
    assert sum(piece.length for piece in pieces) == pytest.approx(line.length, abs=0.05)
    assert all(backward == (False, False) for _, backward in curve.parallel_pieces(mm))


def test_a_parallel_does_not_run_past_its_end_and_back():
    """kurbopy's fitter did so on shallow curves, by up to 0.12 mm."""
    for chord in range(60, 600, 7):
        for last in range(1, 60, 6):
            a, b = Point(0, 0), Point(chord, 0)
            curve = Curve(a, a.along(-8, chord / 3), b.along(180 + last, chord / 3), b)
            for mm in (-38.0, -17.0):
                for piece in curve.parallel(mm):
                    for share in (0.02, 0.5, 0.98):
                        t, _ = curve.nearest(piece.point(share))
                        assert abs(turn(piece.direction(share), curve.direction(t))) < 1


def test_a_parallel_in_too_tight_a_hollow_says_that_it_turns_back():
    hollow = Curve(Point(0, 0), Point(0, -40), Point(30, -40), Point(30, 0))
    assert any(True in backward for _, backward in hollow.parallel_pieces(25.0))
    assert not any(True in backward for _, backward in hollow.parallel_pieces(-25.0))


def test_inflections():
    s_curve = Curve(Point(0, 0), Point(30, 40), Point(60, -40), Point(90, 0))
    assert s_curve.inflections == pytest.approx((0.5,))
    assert Curve.line(Point(0, 0), Point(1, 0)).inflections == ()
    assert math.isclose(s_curve.point(0.5).y, 0, abs_tol=1e-12)
