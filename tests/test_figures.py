"""The figures of a sentence: taken out for translators, and printed in inches."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.errors import MtmError, Problem
from mtmpattern.figures import figures_of, in_unit, plain


@pytest.mark.parametrize(("text", "inches", "figures"), [
    ("it may be 60 mm to 140 mm", "it may be 2 3/8 to 5 1/2 in", {"mm": [60, 140]}),
    ("it may be 60 to 140 mm", "it may be 2 3/8 to 5 1/2 in", {"mm": [60, 140]}),
    ("left 422 mm, right 422.5 mm", "left 16 5/8 in, right 16 5/8 in", {"mm": [422, 422.5]}),
    ("422.5 mm is more than 422 mm", "16.634 in is more than 16.614 in", {"mm": [422.5, 422]}),
    ("0.03 mm longer", "0.001 in longer", {"mm": [.03]}), ("0 mm", "0 in", {"mm": [0]}),
    ("-84 mm to +500 mm here", "-3 1/4 to +19 5/8 in here", {"mm": [-84, 500]}),
    ("30 x 40 mm", "1 3/16 x 1 9/16 in", {"mm": [30, 40]}),
    ("115 g/m2 and 3 mm2 of 5 %", "115 g/m2 and 3 mm2 of 5 %", {"number": [115, 3], "percent": [5]}),
    ("no 'sleeve' at 21 deg", "no 'sleeve' at 21 deg", {"name": ["sleeve"], "deg": [21]}),
    ("a number in mm", "a number in mm", {}), ("size M2 5", "size M2 5", {"number": [5]})])
def test_sentences(text, inches, figures):
    assert in_unit(text, "in") == inches and figures_of(text) == figures
    assert in_unit(text, "mm") == text
    assert figures_of(in_unit(text, "cm").replace(" cm", " mm")).get("mm") == (
        [each / 10 for each in figures["mm"]] if "mm" in figures else None)


@given(st.floats(3, 5000), st.floats(0, 3000))
def test_the_ends_of_a_range_stay_inside_it(low, width):
    text = in_unit(f"{low:.1f} to {low + width + 2:.1f} mm", "in").removesuffix(" in")
    first, last = (sum(map(Fraction, each.split())) * Fraction(254, 10) for each in text.split(" to "))
    assert round(low, 1) - 1e-6 <= first <= last <= round(low + width + 2, 1) + 1e-6


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert isinstance(in_unit(text, "in"), str) and isinstance(figures_of(text), dict)


def test_parameters_are_plain():
    class Odd:
        pass

    assert plain({"a": 10**400, "b": float("nan"), "c": (1, Decimal("1.5"), Fraction(1, 4)), "d": Decimal("NaN"),
                  "e": "x" * 999})["c"] == [1, 1.5, .25]
    assert plain(10**400) is None and plain(float("inf")) is None and plain(Decimal("sNaN")) is None
    assert isinstance(plain(Odd()), str) and len(plain("x" * 999)) == 200
    assert plain({"a": {"b": {"c": {"d": {"e": 1}}}}}) == {"a": {"b": {"c": {"d": None}}}}


def test_a_problem_without_parameters_has_its_figures():
    problem = Problem("front.side is 0.3 mm longer than 'back.side'", "join.length", "front.side")
    assert problem.to_dict()["params"] == {"mm": [.3], "name": ["back.side"]}
    inches = MtmError.of([problem]).in_unit("in").problems[0]
    assert inches.message.startswith("front.side is 0.012 in") and inches.params == problem.params
