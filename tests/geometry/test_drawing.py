"""The published rule by which curves are drawn."""

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mtmpattern.errors import OutlineError
from mtmpattern.geometry import Curve, Point, drawn, heading, mirrored_about, turn, turned
from mtmpattern.geometry.drawing import depth
from tests.geometry import oracle

A, B = Point(12, -7), Point(172, 83)
CHORD, STRAIGHT_ON = A.distance(B), heading(A, B)

turns = st.floats(0.01, 170)
sides = st.sampled_from([-1.0, 1.0])


def allowed(first, last):
    return first + last < 355


@given(turns, turns, sides, st.floats(1, 2))
def test_any_allowed_pair_of_directions_gives_one_clean_bend(first, last, side, rounder):
    assume(allowed(first, last))
    (curve,) = drawn(A, B, STRAIGHT_ON - side * first, STRAIGHT_ON + side * last, rounder=rounder)
    assert (curve.start, curve.end) == (A, B)
    assert abs(turn(curve.direction(0.0), STRAIGHT_ON - side * first)) < 1e-6
    assert abs(turn(curve.direction(1.0), STRAIGHT_ON + side * last)) < 1e-6
    assert curve.inflections == ()
    assert oracle.is_simple([curve], 0.01)
    assert all(side * oracle.curvature(curve, i / 20) > 0 for i in range(1, 20))


PLACES = [i / 16 for i in range(17)]


@given(turns, turns, sides, st.floats(5, 60))
def test_a_least_radius_makes_a_sharp_curve_rounder_and_leaves_others_alone(first, last, side, least):
    assume(allowed(first, last))
    leave, arrive = STRAIGHT_ON - side * first, STRAIGHT_ON + side * last
    (usual,), (rounded,) = drawn(A, B, leave, arrive), drawn(A, B, leave, arrive, least_radius=least)
    bends, after = (max(abs(oracle.curvature(curve, t)) for t in PLACES) for curve in (usual, rounded))
    assert 1 / usual.radius(0.5) == pytest.approx(abs(oracle.curvature(usual, 0.5)), rel=1e-6, abs=1e-9)
    assert rounded.inflections == ()
    assert after <= bends + 1e-9
    if bends <= 1 / least:
        assert rounded == usual


def test_the_radius_that_a_curve_lacked_is_reached() -> None:
    """A side that runs straight and turns 9 degrees only at its end, as at a waist."""
    (usual,), (rounded,) = (drawn(A, B, STRAIGHT_ON - 1, STRAIGHT_ON + 8, least_radius=least) for least in (0, 22))
    assert usual.radius(1.0) < 22
    assert rounded.radius(1.0) == pytest.approx(22, abs=1e-6)
    assert Curve.line(A, B).radius(0.3) == math.inf


def test_a_least_radius_lets_no_curve_jump() -> None:
    """A fitting solves for a length, and an option moves a line little by little."""
    lengths = [drawn(A, B, STRAIGHT_ON - 1, STRAIGHT_ON + bend / 50, least_radius=22)[0].length
               for bend in range(250, 900)]
    steps = [after - before for before, after in pairwise(lengths)]
    assert max(steps) < 0.03
    assert max(abs(after - before) for before, after in pairwise(steps)) < 0.01


@given(turns, turns, sides)
def test_mirrored_turned_and_reversed_input_gives_the_same_curve(first, last, side):
    assume(allowed(first, last))
    leave, arrive = STRAIGHT_ON - side * first, STRAIGHT_ON + side * last
    (curve,) = drawn(A, B, leave, arrive)
    (back,) = drawn(B, A, arrive + 180, leave + 180)
    mirror, quarter = mirrored_about(Point(0, 0), Point(0, 1)), turned(Point(5, 5), 90)
    (mirrored,) = drawn(mirror(A), mirror(B), 180 - leave, 180 - arrive)
    (turned_by,) = drawn(quarter(A), quarter(B), leave + 90, arrive + 90)
    for other, expected in ((back.reversed(), curve), (mirrored, curve.moved(mirror)),
                            (turned_by, curve.moved(quarter))):
        for share in (0.1, 0.35, 0.5, 0.8):
            assert other.point(share).same_as(expected.point(share), 1e-6)


@given(st.floats(0.5, 170), sides)
def test_equal_turns_give_a_symmetric_curve(bend, side):
    (curve,) = drawn(A, B, STRAIGHT_ON - side * bend, STRAIGHT_ON + side * bend)
    across = mirrored_about(curve.point(0.5), curve.point(0.5).along(STRAIGHT_ON + 90, 1))
    for share in (0.1, 0.3, 0.45):
        assert across(curve.point(share)).same_as(curve.point(1 - share), 1e-6)


@given(st.floats(1, 90), sides)
def test_without_a_direction_to_arrive_it_is_an_arc(bend, side):
    (curve,) = drawn(A, B, STRAIGHT_ON - side * bend)
    assert abs(turn(curve.direction(1.0), STRAIGHT_ON + side * bend)) < 1e-6
    if 37 <= bend <= 45:                             # a flatter one stops at 0.6 of the way to the crossing
        radius = CHORD / 2 / math.sin(math.radians(bend))
        centre = A.along(STRAIGHT_ON - side * bend + side * 90, radius)
        assert all(abs(curve.point(i / 10).distance(centre) - radius) < 4e-4 * radius for i in range(11))


def test_directions_along_the_chord_give_a_straight_line():
    assert drawn(A, B, STRAIGHT_ON, STRAIGHT_ON) == (Curve.line(A, B),)
    assert drawn(A, B) == (Curve.line(A, B),)


@given(turns, turns, sides)
def test_an_inflection_must_be_asked_for(first, last, side):
    leave, arrive = STRAIGHT_ON - side * first, STRAIGHT_ON - side * last
    with pytest.raises(OutlineError, match="would have an inflection"):
        drawn(A, B, leave, arrive)
    (curve,) = drawn(A, B, leave, arrive, inflected=True)
    assert abs(turn(curve.direction(0.0), leave)) < 1e-6
    assert abs(turn(curve.direction(1.0), arrive)) < 1e-6


@pytest.mark.parametrize(("first", "last"), [(178, 20), (20, 178), (176, 176)])
def test_a_loop_is_refused(first, last):
    with pytest.raises(OutlineError, match="would have to loop"):
        drawn(A, B, STRAIGHT_ON - first, STRAIGHT_ON + last)


@settings(max_examples=40)
@given(turns, turns, sides, st.floats(0.01, 0.999))
def test_a_hollow_is_met_exactly(first, last, side, share):
    assume(allowed(first, last) and first < 120 and last < 120)
    leave, arrive = STRAIGHT_ON - side * first, STRAIGHT_ON + side * last
    with pytest.raises(OutlineError) as refusal:
        drawn(A, B, leave, arrive, hollow=-side * 10000)
    assert refusal.value.code == "curve.hollow"
    most = _reachable(leave, arrive, side)
    (curve,) = drawn(A, B, leave, arrive, hollow=-side * most * share)
    assert depth(curve) == pytest.approx(most * share, abs=1e-8)
    farthest = max(_off(curve.point(i / 500)) * -side for i in range(501))
    assert farthest == pytest.approx(most * share, abs=0.01)
    assert abs(turn(curve.direction(0.0), leave)) < 1e-5
    assert curve.inflections == ()


def _off(point):
    return ((B.x - A.x) * (point.y - A.y) - (B.y - A.y) * (point.x - A.x)) / CHORD


def _reachable(leave, arrive, side):
    """The most that the refusal names, found by asking."""
    low, high = 0.0, 10000.0
    for _ in range(60):
        middle = (low + high) / 2
        try:
            drawn(A, B, leave, arrive, hollow=-side * middle)
            low = middle
        except OutlineError:
            high = middle
    return low


def test_too_hollow_a_curve_names_what_can_be_reached():
    leave, arrive = STRAIGHT_ON - 20, STRAIGHT_ON + 20
    most = _reachable(leave, arrive, 1.0)
    with pytest.raises(OutlineError, match=f"at most {most:.1f} mm hollow, not -90.0 mm"):
        drawn(A, B, leave, arrive, hollow=-90)
    with pytest.raises(OutlineError, match="mm hollow"):
        drawn(A, B, leave, arrive, hollow=5)         # bends to the other side


@given(st.floats(0.5, 100), sides)
def test_a_hollow_alone_is_an_arc_of_that_depth(hollow, side):
    (curve,) = drawn(A, B, hollow=side * hollow)
    assert depth(curve) == pytest.approx(hollow, abs=1e-8)
    assert (_off(curve.point(0.5)) > 0) == (side > 0)


@given(st.floats(0.15, 0.85), st.floats(2, 60), sides)
def test_a_point_on_the_way_is_passed_smoothly(part, off, side):
    via = Point(A.x + part * (B.x - A.x), A.y + part * (B.y - A.y)).along(STRAIGHT_ON + 90, side * off)
    curves = drawn(A, B, through=via)
    assert curves[0].start == A
    assert curves[0].end == curves[1].start == via
    assert curves[1].end == B
    assert abs(turn(curves[0].direction(1.0), curves[1].direction(0.0))) < 1e-6
    assert all(curve.inflections == () for curve in curves)


def test_points_that_make_no_curve():
    with pytest.raises(OutlineError, match="has no direction"):
        drawn(A, A, 0, 90)
    with pytest.raises(OutlineError, match="through one of its own ends"):
        drawn(A, B, through=A)
