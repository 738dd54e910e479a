"""``solve``: one number or several, what they reach, and what jumps."""

from __future__ import annotations

from math import cos, hypot, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mtmpattern as mtm
from mtmpattern.drafting import Point, curve, line, solve
from mtmpattern.errors import DraftError


@given(st.floats(0.1, 9.9))
def test_one_number(wanted):
    assert solve(lambda x: x ** 3, wanted ** 3, 0, 10, what="cube") == pytest.approx(wanted, abs=1e-6)


def test_the_range_is_told_when_it_is_not_reached():
    with pytest.raises(mtm.SolveError, match=r"reaches 7\.0 mm; it spans 1\.0 to 4\.0 mm") as refused:
        solve(lambda x: 1 + x, 7, 0, 3, what="hem")
    assert refused.value.code == "solve.range" and refused.value.problems[0].hint


def test_a_jump_over_the_target_is_no_solution():
    with pytest.raises(mtm.SolveError, match=r"near 2\.000 it jumps from 2\.000 to 12\.000 mm") as refused:
        solve(lambda x: x if x < 2 else x + 10, 7, 0, 5, what="hem")
    assert refused.value.code == "solve.jump"


@given(st.floats(0.2, 4), st.floats(0.2, 4))
def test_two_numbers(a, b):
    def lengths(x, y): return hypot(x, y), x - y
    found = solve(lengths, lengths(a, b), [0.1, 0.1], [5, 5], what="ladder")
    assert found == pytest.approx((a, b), abs=1e-5)


def test_three_numbers_of_a_drawing():
    """A leg of a certain width, whose side and hem are as long as asked."""
    def drawn(x, y, lean):
        foot = Point(x, -y)
        side = curve(foot, Point(100, 0), leave=90 + lean, arrive=90)
        return side.length, line(Point(0, -y), foot).length, side.at_level(-y / 2).x

    asked = drawn(80, 300, -14)
    found = solve(drawn, asked, [60, 250, -20], [99, 350, -9], what="leg")
    assert drawn(*found) == pytest.approx(asked, abs=1e-4)
    assert found == pytest.approx((80, 300, -14), abs=1e-3)


def test_several_that_are_not_reached_tell_what_they_span():
    with pytest.raises(mtm.SolveError) as refused:
        solve(lambda x, y: (x + y, x - y), [30, 0], [0, 0], [10, 10], what="waist and hip")
    message = str(refused.value)
    assert message.startswith(
        "waist and hip: no values between the bounds give 30.0 mm, of 0.0 to 20.0 mm and 0.0 mm, of -10.0 to 10.0 mm; "
        "the nearest, 10.0, 10.0, miss by 10.00 mm")
    assert refused.value.code == "solve.range"


def test_results_that_do_not_depend_on_the_numbers():
    with pytest.raises(mtm.SolveError, match=r"give 2\.0 mm, of 1\.0 to 1\.0 mm"):
        solve(lambda x, y: (1.0, x + y), [2, 3], [0, 0], [9, 9], what="nothing to turn")


def test_as_many_bounds_as_targets():
    with pytest.raises(mtm.SolveError, match="2 targets with 1 lower"):
        solve(lambda x, y: (x, y), [1, 2], [0], [9, 9], what="two")


def test_what_cannot_be_drafted_beyond_a_place_is_left_out():
    def length(x, y):
        if x > 8:
            raise DraftError("too wide", code="test.wide")
        return x * y, x + y

    assert sorted(solve(length, [12, 7], [0, 0], [10, 3.5], what="area")) == pytest.approx([3, 4])


@pytest.mark.parametrize("lean", [-30, -1, 0, 12])
def test_the_same_answer_every_time(lean):
    def both(a, b): return a * cos(radians(lean)) + b, b * sin(radians(40)) + a / 3
    once, again = (solve(both, [9, 7], [-50, -50], [50, 50], what="same") for _ in range(2))
    assert once == again


def test_beside_a_jump_the_target_is_looked_for_elsewhere():
    """It jumps over 7 at 2, and comes back to it at 11/3 and at 4.25."""
    def length(x):
        return x if x < 2 else 12 - x if x < 3 else 18 - 3 * x if x < 4 else 4 * x - 10

    found = solve(length, 7, 0, 5, what="hem")
    assert length(found) == pytest.approx(7, abs=1e-4)


def test_what_cannot_be_drafted_on_the_way_is_passed_by():
    def length(x):
        if 2.4 < x < 2.6:
            raise DraftError("a dart does not lie within one curve")
        return x

    assert solve(length, 4, 0, 5, what="hem") == pytest.approx(4, abs=1e-6)
    with pytest.raises(DraftError, match="does not lie within one curve"):
        solve(length, 2.5, 0, 5, what="hem")
