"""The arithmetic of values: a table of what is right, a table of what is refused, nothing slow or huge."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.body.forms.formula import FormulaError, Workings, parse
from tests.effort import counted_calls

MOST_CALLS = 8_000_000              # some thousand for each of 3,000 names, and as many again


@pytest.mark.parametrize(("text", "value"), [
    ("24 ", 24), ("76\n", 76), ("92,5", Fraction("92.5")), (".5 + 5.", Fraction("5.5")), ("0,125", Fraction("0.125")),
    ("97+8+8", 113), ("60.8+0.8+0.8+0.8+0.8 ", 64), ("1/3*3", 1), ("2*(3+4)", 14), ("7-2-1", 4), ("12/3/2", 2),
    ("-2^2", -4), ("(-2)^2", 4), ("2^-1", Fraction(1, 2)), ("2^3^2", 512), ("--3", 3), ("+3", 3), ("3*-2", -6),
    ("9 − 2 – 1", 6), ("1e3", 1000), ("1.5e+02", 150), ("min(3; 1.5; 2)", Fraction("1.5")), ("max(1;2)", 2),
    ("sum(1;2;3)", 6), ("avg(1;2;6)", 3), ("abs(1-3)", 2), ("sqrt(16)", 4), ("rint(2.5)", 3), ("sign(-7)", -1),
    ("fmod(7;3)", 1), ("log(100)", 2), ("sinD(30)", Fraction("0.5")), ("atanD(1)", 45), ("max((1+2);2)*2", 6),
    ("(" * 23 + "1" + ")" * 23, 1), ("-" * 900 + "1", 1), ("1+" * 499 + "1", 500), ("max  (1 ; 2)", 2),
    ("1^" * 22 + "(7)", 1), ("_pi - _pi", 0), ("0,5 * (1 + 1,25)", Fraction("1.125")),
    ("max(1;2)+0,5", Fraction("2.5")), ("(1/3)^9^9", 0),
])
def test_right(text: str, value: Fraction) -> None:
    assert parse(text).evaluate({}).amount == value


def test_inexact_functions_are_near() -> None:
    assert float(parse("sqrt(2) + _pi").evaluate({}).amount) == pytest.approx(math.sqrt(2) + math.pi, abs=1e-11)


@pytest.mark.parametrize(("text", "words"), [
    ("", "found the end where"), ("(1", "not closed"), ("1)", "the end was expected"),
    ("1 2", "the end was expected"), ("5e", "was expected"),
    ("1..2", "the end was expected"), ("1/0", "divides by 0"), ("2/(1-1)", "divides by 0"), ("0^-1", "no result"),
    ("(-8)^0.5", "no result"), ("sqrt(-1)", "no result"), ("ln(0)", "no result"), ("fmod(1;0)", "no result"),
    ("exp(99)", "too large"), ("exp(9999)", "no result"), ("9^9^9", "no result"), ("10^9*10", "too large"),
    ("1e10", "too large"), ("9" * 900, "too large"), ("1,234", "can mean 1.234 or 1234"),
    ("max(1,5;2)", "separated by ;"),
    ("foo(1)", "foo is not a known function"), ("csrCm(1;2;3)", "is not a known function"),
    ("sqrt(1;2)", "needs 1 value"),
    ("fmod(1)", "needs 2 values"), ("max()", "where a number or a name was expected"),
    ("1 > 2", "cannot be read"), ("a ? 1 : 2", "cannot"),
    ("'1'", "cannot be read"), ("__import__('os')", "__import__ is not a known function"),
    ("(" * 30 + "1" + ")" * 30, "nested"), ("2^" * 300 + "1", "nested"), ("1+" * 800 + "1", "at most 1000"),
    ("(" * 900, "where a number or a name was expected"), ("max(1,234;2)", "separated by ;"),
    ("max((1+2,5)*2;2)", "separated by ;"),
    ("1,234+2", "can mean 1.234 or 1234"), ("(2^16)^16", "too large"), ("1e99", "too large"),
    ("exp(exp(exp(9)))", "no result"), ("sqrt 4", "the end was expected"), ("(1;2)", "not closed"),
    ("1^" * 23 + "(7)", "nested"),
])
def test_refused(text: str, words: str) -> None:
    with pytest.raises(FormulaError, match=r".") as error:
        parse(text).evaluate({})
    assert words in str(error.value)


def test_names_are_any_letters() -> None:
    workings = Workings({"@М_27": "bust_circ/2 + @d#1", "bust_circ": "92", "@d#1": "1", "Обхват": "@М_27*2"})
    assert workings.value("Обхват").amount == 94


def test_what_rests_on_a_measure_that_was_not_taken() -> None:
    workings = Workings({"a": "0", "b": "", "c": "5", "@e": "0", "sum": "c + a", "far": "sum*2", "fine": "c + @e"})
    assert workings.value("sum").untaken == "a"
    assert workings.value("far").untaken == "a"
    assert workings.value("b").untaken == "b"
    assert (workings.value("fine").amount, workings.value("fine").untaken) == (5, "")


@pytest.mark.parametrize(("name", "sentence"), [
    ("self", "it depends on itself through self"), ("a", "it depends on "), ("lost", "nobody is not in the file"),
    ("far", "it depends on lost: nobody is not in the file"),
])
def test_values_that_have_no_end(name: str, sentence: str) -> None:
    texts = {"self": "self+1", "a": "b", "b": "c*2", "c": "a", "lost": "nobody", "far": "2*(1+lost)"}
    with pytest.raises(FormulaError) as error:
        Workings(texts).value(name)
    assert str(error.value).startswith(sentence)


def test_long_chains_and_many_names_take_little_work_and_stay_small() -> None:
    texts = {f"a{i}": f"a{i + 1}*a{i + 1}/7 + a{i + 1}" for i in range(3000)} | {"a3000": "1/3"}
    with counted_calls() as effort:
        with pytest.raises(FormulaError, match="too large"):
            Workings(texts | {"a3000": "77/3"}).value("a0")
        value = Workings({f"a{i}": f"a{i + 1}*a{i + 1}/7/3/11" for i in range(3000)} | {"a3000": "1/3"}).value("a0")
    assert value.amount.denominator.bit_length() < 5000
    assert effort.calls < MOST_CALLS


@given(st.text(alphabet="0123456789.,+-*/^();eab_ @М", max_size=60))
def test_any_text_has_a_value_or_a_sentence(text: str) -> None:
    try:
        value = Workings({"x": text, "a": "3", "b": "0.5"}).value("x")
        assert abs(value.amount) <= 10**9
    except FormulaError as error:
        assert str(error)
