"""Places of an edge: at a height."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.drafting import UP, Point, curve, dart, line
from mtmpattern.errors import OutlineError


def test_the_place_of_a_line_at_a_height():
    assert line(Point(0, 0), Point(100, 50)).at_level(25) == Point(50, 25)


@given(st.floats(-299.9, -0.1))
def test_the_place_lies_on_the_edge_and_at_the_height(y):
    edge = line(Point(20, -300), Point(30, -120)).then(curve(Point(30, -120), Point(0, 0), leave=90, arrive=120))
    place = edge.at_level(y)
    assert place.y == y
    assert edge.nearest(place)[1] == pytest.approx(0, abs=1e-6)


def test_the_first_place_from_the_start_is_taken():
    hill = curve(Point(0, 0), Point(100, 0), leave=UP, arrive=270)
    assert hill.at_level(10).x < 50 < hill.reversed().at_level(10).x


def test_ends_belong_to_the_edge():
    edge = line(Point(0, 0), Point(100, 50))
    assert edge.at_level(0) == edge.start and edge.at_level(50) == edge.end


def test_an_edge_with_darts_is_taken_as_it_is_cut():
    side = line(Point(100, 0), Point(90, 300)).with_darts([dart(20, 80, 1/2)])
    assert 85 < side.at_level(30).x < 105


def test_a_height_that_is_not_reached_is_refused_with_what_is():
    with pytest.raises(OutlineError, match=r"between the heights 0\.0 and 50\.0 mm does not reach 60\.0") as refused:
        line(Point(0, 0), Point(100, 50)).at_level(60)
    assert refused.value.code == "edge.level"
