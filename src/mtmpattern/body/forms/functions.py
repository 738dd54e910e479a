"""The operators and functions of a formula, each result kept small: exact where it can be, never huge."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

LARGEST: Final = 10**9
"""No value of a measurement file, in any unit, comes near."""
_EXACT_BITS: Final = 256
_POWERS: Final = 16

CONSTANTS: Final = {"_pi": Fraction(repr(math.pi)), "_e": Fraction(repr(math.e))}
_PLAIN: Final[dict[str, Callable[[float], float]]] = {
    "sqrt": math.sqrt, "exp": math.exp, "ln": math.log, "log2": math.log2, "log10": math.log10, "log": math.log10,
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "asin": math.asin, "acos": math.acos, "atan": math.atan,
    "sinh": math.sinh, "cosh": math.cosh, "tanh": math.tanh,
    "asinh": math.asinh, "acosh": math.acosh, "atanh": math.atanh,
    "sinD": lambda x: math.sin(math.radians(x)), "cosD": lambda x: math.cos(math.radians(x)),
    "tanD": lambda x: math.tan(math.radians(x)), "asinD": lambda x: math.degrees(math.asin(x)),
    "acosD": lambda x: math.degrees(math.acos(x)), "atanD": lambda x: math.degrees(math.atan(x)),
    "degTorad": math.radians, "radTodeg": math.degrees,
}
_EXACT: Final[dict[str, Callable[[Sequence[Fraction]], Fraction]]] = {
    "abs": lambda x: abs(x[0]), "min": min, "max": max, "sum": lambda x: sum(x, Fraction(0)),
    "avg": lambda x: sum(x, Fraction(0)) / len(x), "rint": lambda x: Fraction(math.floor(x[0] + Fraction(1, 2))),
    "sign": lambda x: Fraction((x[0] > 0) - (x[0] < 0)),
    "fmod": lambda x: x[0] - x[1] * math.trunc(x[0] / x[1]),
    "atan2": lambda x: _rounded(math.atan2(x[0], x[1])),
}
FUNCTIONS: Final = {**dict.fromkeys(_PLAIN, 1), "abs": 1, "rint": 1, "sign": 1, "fmod": 2, "atan2": 2,
                    "min": 0, "max": 0, "sum": 0, "avg": 0}
"""How many values each function wants; 0 for any number of them."""


def call(word: str, values: Sequence[Fraction]) -> Fraction:
    """Work a function out. Raises `ArithmeticError` with a sentence."""
    try:
        result = _EXACT[word](values) if word in _EXACT else _rounded(_PLAIN[word](float(values[0])))
    except (ValueError, ZeroDivisionError, OverflowError):
        raise ArithmeticError(f"{word} has no result there") from None
    return _kept(result)


def apply(sign: str, values: Sequence[Fraction]) -> Fraction:
    """Work an operator out. Raises `ArithmeticError` with a sentence."""
    first, second = values[0], values[-1]
    if sign == "minus":
        return -first
    if sign == "/" and second == 0:
        raise ArithmeticError("it divides by 0")
    if sign == "^":
        return _power(first, second)
    return _kept(first + second if sign == "+" else first - second if sign == "-"
                 else first * second if sign == "*" else first / second)


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator == 1 and abs(exponent) <= _POWERS and (base or exponent >= 0):
        return _kept(base ** int(exponent))
    try:
        result = _rounded(math.pow(base, exponent))
    except (ValueError, OverflowError, ZeroDivisionError):
        raise ArithmeticError("it asks for a power that has no result") from None
    return _kept(result)


def _rounded(value: float) -> Fraction:
    """Take over what only floating point can work out, to twelve decimals. Raises `ValueError` for no number."""
    return Fraction(repr(round(value, 12)))


def _kept(value: Fraction) -> Fraction:
    if abs(value) > LARGEST:
        raise ArithmeticError("its result is far too large")
    return value if value.denominator.bit_length() <= _EXACT_BITS else Fraction(float(value))
