"""Lengths as people type them: what is read is exact, and what is not sure is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mtmpattern.errors import MeasurementError
from mtmpattern.units import (
    ANGLE,
    LENGTH,
    MASS,
    angle,
    apart,
    as_cm,
    as_inches,
    as_mm,
    exact,
    given_unit,
    length,
    mass,
    number_in,
    printed,
    printed_apart,
    typed,
)

INCH = Fraction(254, 10)


@pytest.mark.parametrize(("text", "mm"), [
    ("94 cm", 940), ("940mm", 940), ("1.68 m", 1680), ("34,5 cm", 345), ("0,125 in", INCH / 8), (".5 in", INCH / 2),
    ("37 1/2 in", INCH * Fraction(75, 2)), ('37-1/2"', INCH * Fraction(75, 2)), ('34½"', INCH * Fraction(69, 2)),
    ("34 ⅜ in", INCH * Fraction(275, 8)), ("34 1⁄2 in", INCH * Fraction(69, 2)), ("7/8 in", INCH * Fraction(7, 8)),
    ("5'10\"", INCH * 70), ("5' 10 1/2\"", INCH * Fraction(141, 2)), ("5 ft 10 in", INCH * 70), ("5’10”", INCH * 70),
    ("5′ 10½″", INCH * Fraction(141, 2)), ("5'10", INCH * 70), ("5'", INCH * 60), ("5'10''", INCH * 70),
    ("5.50 ft", INCH * 66), ("37 in.", INCH * 37), ("12 Inches", INCH * 12), ("  94\u00a0CM ", 940), ("010 cm", 100),
    ("+5 cm", 50), ("6 feet 1 inch", INCH * 73),
])
def test_reads_lengths_as_people_type_them(text: str, mm: Fraction) -> None:
    assert length(text) == mm


@pytest.mark.parametrize(("value", "unit", "mm"), [
    ("94", "cm", 940), (94, "cm", 940), (92.1, "cm", 921), (Decimal("92.1"), "cm", 921),
    (Fraction(1, 3), "mm", Fraction(1, 3)),
    ("34 1/2", "in", INCH * Fraction(69, 2)), ("34½", "inches", INCH * Fraction(69, 2)), ("1e-1", None, None),
])
def test_bare_numbers_take_the_agreed_unit(value: object, unit: str | None, mm: Fraction | None) -> None:
    if mm is None:
        with pytest.raises(MeasurementError, match=r"measurement\.number"):
            length(value, unit)
    else:
        assert length(value, unit) == mm


@pytest.mark.parametrize(("value", "code"), [
    ("", "empty"), ("   ", "empty"), ("3 4 cm", "number"), ("34 1/2 1/4 in", "number"), ("1.234,5 mm", "number"),
    ("1,234 mm", "number"), ("12 345 mm", "number"), ("-3 cm", "negative"), (-3.5, "negative"), ("nan", "number"),
    ("inf", "number"), (float("nan"), "number"), (float("inf"), "number"), (Decimal("NaN"), "number"),
    ("3 parsec", "unit"),
    ("3 kg", "unit"), ("1/0 in", "number"), ("5 1/0 in", "number"), ("34 3/2 in", "number"), ("9" * 5000, "number"),
    (10**400, "range"), ("99999999 mm", "range"), (True, "type"), (False, "type"), (None, "type"), ([94], "type"),
    ({}, "type"), (b"94 cm", "type"), ("5' 12\"", "number"), ("5.5' 3\"", "number"), ("5' 10 cm", "number"),
    ("34 cm 5 mm", "number"), ("34 cm cm", "number"), ("1_000 mm", "number"), ("0x10 mm", "unit"), ("1e3 mm", "unit"),
    ("٣ cm", "number"), ("-", "number"), ("cm", "number"), ("34 - 1/2 in", "number"), ("43.5+1", "number"),
    ("34..5 cm", "number"), ("34½½ in", "number"), ("(94) cm", "number"), ("9 4/cm", "number"), ("½½", "number"),
    ("94\x00cm", "number"), ("94 cm\n95 cm", "number"),
], ids=lambda value: ascii(value)[:24] if not isinstance(value, int) else "int")
def test_refuses_what_is_not_one_length(value: object, code: str) -> None:
    with pytest.raises(MeasurementError) as caught:
        length(value, "cm")
    assert caught.value.code == f"measurement.{code}"
    assert caught.value.hint
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("value", ["34", 34, 34.5, "34 1/2"])
def test_refuses_a_bare_number_where_no_unit_was_agreed(value: object) -> None:
    with pytest.raises(MeasurementError, match="has no unit") as caught:
        length(value)
    assert caught.value.code == "measurement.unit"


def test_refuses_an_agreed_unit_that_is_none() -> None:
    with pytest.raises(MeasurementError, match="furlong"):
        length(3, "furlong")


def test_alterations_may_be_negative() -> None:
    assert length("-10 mm", signed=True) == -10
    assert length("-1 1/2 in", signed=True) == -INCH * Fraction(3, 2)
    assert angle("-2", signed=True) == -2


def test_masses_and_angles() -> None:
    assert mass("68 kg") == 68
    assert mass(68, "kg") == 68
    assert mass("10 st 7 lb") == mass("147 lb") == 147 * Fraction(45359237, 10**8)
    assert angle("21 deg") == angle("21°") == angle(21) == angle("21 degrees") == 21
    for bad in (lambda: mass("68"), lambda: mass("68 cm"), lambda: angle("21 mm"), lambda: angle("21° 30")):
        with pytest.raises(MeasurementError):
            bad()


def test_the_unit_somebody_wrote() -> None:
    assert given_unit('34½"', LENGTH) == "in"
    assert given_unit("34,5", LENGTH) is None
    assert given_unit(34, LENGTH) is None
    assert given_unit("11 stone", MASS) == "st"
    assert given_unit("21°", ANGLE) == "deg"


@given(st.integers(0, 900), st.sampled_from([2, 4, 8, 16, 32, 64]), st.data())
def test_inch_fractions_are_exact(whole: int, bottom: int, data: st.DataObject) -> None:
    top = data.draw(st.integers(1, bottom - 1))
    mark = data.draw(st.sampled_from([" in", '"', "″", "''", " inches"]))
    gap = data.draw(st.sampled_from([" ", "-", "  ", "\u2009"]))
    assert length(f"{whole}{gap}{top}/{bottom}{mark}") == (whole + Fraction(top, bottom)) * INCH


@given(st.integers(0, 9), st.integers(0, 11), st.integers(0, 15))
def test_feet_and_inches_are_exact(feet: int, inches: int, sixteenths: int) -> None:
    exact = (feet * 12 + inches + Fraction(sixteenths, 16)) * INCH
    assert length(f"{feet}'{inches} {sixteenths}/16\"") == exact


@given(st.integers(0, 39_999), st.integers(0, 4), st.sampled_from([".", ","]), st.sampled_from(["mm", "cm", "in"]))
def test_decimals_are_exact_or_refused_as_ambiguous(digits: int, places: int, mark: str, unit: str) -> None:
    value = Decimal(digits).scaleb(-places)
    assume(Fraction(value) * LENGTH.units[unit] < 1_000_000)  # more than any garment is refused
    text = f"{value:f}".replace(".", mark) + f" {unit}"
    if mark == "," and places == 3 and value >= 1:
        with pytest.raises(MeasurementError, match="can mean"):
            length(text)
    else:
        assert length(text) == Fraction(value) * LENGTH.units[unit]


@given(st.floats(0, 9999, allow_nan=False))
def test_numbers_mean_the_digits_they_print(number: float) -> None:
    assert length(number, "mm") == Fraction(repr(number))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        assert length(text, "cm") >= 0
    except MeasurementError as error:
        assert error.hint


@given(st.integers(-3000, 30_000))
def test_printed_inches_read_back_within_a_thirty_second(tenths: int) -> None:
    mm = tenths / 10
    assert abs(length(as_inches(mm), signed=True) - Fraction(mm)) <= INCH / 32


@given(st.integers(-30_000, 30_000))
def test_printed_metric_reads_back_exactly(tenths: int) -> None:
    mm = Fraction(tenths, 10)
    assert length(as_mm(float(mm)), signed=True) == mm
    assert length(as_cm(float(mm)), signed=True) == mm


def test_printing() -> None:
    assert [as_inches(mm) for mm in (952.5, 12.7, 25.4, 0, -12.7)] == ["37 1/2 in", "1/2 in", "1 in", "0 in", "-1/2 in"]
    assert [as_cm(mm) for mm in (940, 942.5, 0, -0.001)] == ["94 cm", "94.25 cm", "0 cm", "0 cm"]
    assert as_mm(12.04) == "12 mm"
    assert (printed(940, "in"), number_in(940, "cm")) == ("37 in", "94")


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["", "mm", "%"]))
def test_exact_numbers_have_no_exponent_and_read_back(value: float, unit: str) -> None:
    number, _, suffix = exact(value, unit).partition(" ")
    assert suffix == unit
    assert not set(number) & set("eE")
    assert float(Decimal(number) / (100 if unit == "%" else 1)) == value
    assert not number.endswith(".0")


@given(st.floats(-5000, 5000), st.floats(-5000, 5000))
def test_numbers_that_differ_are_printed_apart(value: float, bound: float) -> None:
    first, second = apart(value, bound)
    assert "-0" not in (first, second)
    assert (first != second) == (value != bound) or abs(value - bound) < 1e-4


def test_printing_apart() -> None:
    assert apart(5000, 345) == ("5000", "345") and apart(345.3, 345) == ("345.3", "345.0")
    assert apart(-.2, 0) == ("-0.2", "0.0") and apart(-0.0, 0.0) == ("0", "0")
    assert printed_apart(900, 810, "mm") == ("900 mm", "810 mm")
    assert printed_apart(900.02, 900, "mm") == ("900.02 mm", "900.00 mm")
    assert printed_apart(900.2, 900, "in") == ("35.44 in", "35.43 in")
    assert typed(140.0) == "140" and typed(140.0000001) == "140.0000001" and typed(1e300) == "1e+300"
