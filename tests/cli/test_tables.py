"""Tables without wrapping are the same with and without the library that wraps them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.cli.report import _columns, _plain_columns

words = st.text("abc-,;.()[]/:0123456789", min_size=1, max_size=30)
cells = st.lists(words, max_size=8).map(" ".join)


def same(rows, width):
    plain = _plain_columns(rows, width)
    if plain:
        assert [line.rstrip() for line in plain] == [line.rstrip() for line in _columns(rows, width)]
    return bool(plain)


@given(st.integers(1, 4).flatmap(lambda count: st.lists(st.tuples(*[cells] * count), min_size=1, max_size=5)),
       st.sampled_from([40, 80, 118, 120]))
def test_plain_columns(rows, width):
    same(rows, width)


@given(st.lists(st.tuples(st.lists(words, min_size=1, max_size=60).map(" ".join)), min_size=1, max_size=3))
def test_one_column_is_wrapped(rows):
    assert same(rows, 118)


def test_other_texts_are_left_to_the_library():
    for cell in ("Müller", "two\nlines", "a\tb"):
        assert not _plain_columns([(cell, "x")], 80)
    assert not _plain_columns([("x" * 50, "y" * 50)], 80)
    assert _plain_columns([("a", "bc"), ("", "d")], 80) == ["a   bc", "    d"]
