"""Numbers written all at once are those written one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.formats.coordinate_text import BREAK, coordinate_texts
from mtmpattern.formats.text import number

near_ties = st.integers(-40_000, 40_000).map(lambda half: half / 2000) | st.sampled_from([0.0, -0.0, -0.0004, 1e-9])
numbers = st.lists(st.floats(-3e6, 3e6) | near_ties, min_size=1)


def written(values, *, zeros):
    count = len(values)
    after = np.full((count, 1), ord(BREAK), dtype=np.uint8)
    before = np.zeros((count, 0), dtype=np.uint8)
    return coordinate_texts(np.array(values, dtype=np.float64), before, after, zeros=zeros)


@given(numbers)
def test_three_decimals(values):
    assert written(values, zeros=True) == [f"{value:z.3f}" for value in values]


@given(numbers)
def test_without_trailing_zeros(values):
    assert written(values, zeros=False) == [number(value) for value in values]


@pytest.mark.parametrize("zeros", [True, False])
def test_characters_stand_round_each_number(zeros):
    before = np.array([[ord("x"), 0], [ord("y"), ord("=")]], dtype=np.uint8)
    after = np.array([[ord(" ")], [ord(BREAK)]], dtype=np.uint8)
    both = {True: ["x1.500 y=-2.000"], False: ["x1.5 y=-2"]}
    assert coordinate_texts(np.array([1.5, -2.0]), before, after, zeros=zeros) == both[zeros]
