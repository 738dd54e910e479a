"""Formulas in the values of Seamly2D's and Valentina's files: parsed by a grammar, evaluated within limits."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import Final

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedToken, v_args

from mtmpattern.errors import clean
from mtmpattern.limits import FORMULA_DEPTH, FORMULA_LETTERS, FORMULA_RESULT

# ---- Operators and functions ----------------------------------------------------------------------------------------

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
"""The number of values of each function; 0 for any number."""


def call(word: str, values: Sequence[Fraction]) -> Fraction:
    """Evaluate a function. Raises `ArithmeticError` with a sentence."""
    try:
        result = _EXACT[word](values) if word in _EXACT else _rounded(_PLAIN[word](float(values[0])))
    except (ValueError, ZeroDivisionError, OverflowError):
        raise ArithmeticError(f"{word} has no result there") from None
    return _kept(result)


def apply(sign: str, values: Sequence[Fraction]) -> Fraction:
    """Evaluate an operator. Raises `ArithmeticError` with a sentence."""
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
        raise ArithmeticError("its power has no result") from None
    return _kept(result)


def _rounded(value: float) -> Fraction:
    """Round a floating-point result to twelve decimals. Raises `ValueError` for NaN and infinity."""
    return Fraction(repr(round(value, 12)))


def _kept(value: Fraction) -> Fraction:
    if abs(value) > FORMULA_RESULT:
        raise ArithmeticError("its result is far too large")
    return value if value.denominator.bit_length() <= _EXACT_BITS else Fraction(float(value))


# ---- Grammar and parsing --------------------------------------------------------------------------------------------

_GRAMMAR: Final = r"""
?sum: term | sum PLUS term -> twofold | sum MINUS term -> twofold
?term: signed | term TIMES signed -> twofold | term OVER signed -> twofold
?signed: power | MINUS signed -> minus | PLUS signed -> plus
?power: value | value UP signed -> power
?value: NUMBER -> number
    | NAME -> name
    | "(" sum ")" -> bracket
    | FUNCTION "(" sum (";" sum)* ")" -> function

NUMBER: /(\d+([.,]\d*)?|[.,]\d+)([eE][-+]?\d{1,2}(?![^\W_]))?/
FUNCTION.2: /[^\s\d*\/&|!<>^()\-−–+.,٫٬’=?:;'"\\][^\s*\/&|!<>^()\-−–+.,٫٬’=?:;"\\]*(?=\s*\()/
NAME: /[^\s\d*\/&|!<>^()\-−–+.,٫٬’=?:;'"\\][^\s*\/&|!<>^()\-−–+.,٫٬’=?:;"\\]*/
PLUS: "+"
MINUS: /[-−–]/
TIMES: "*"
OVER: "/"
UP: "^"
%ignore /\s+/
"""

Steps = tuple[Fraction | str | tuple[str, int], ...]


class FormulaError(ValueError):
    """A formula without a value; the text is a sentence without the name of the measure."""


@dataclass(frozen=True, slots=True)
class Value:
    """An exact amount; ``untaken`` names a measure that it depends on but that was not taken (0 in the file)."""

    amount: Fraction
    untaken: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """The steps of one formula, and the names of the measures it depends on."""

    steps: Steps = ()
    names: Mapping[str, None] = field(default_factory=dict)

    def evaluate(self, values: Mapping[str, Value]) -> Value:
        """Evaluate the formula; ``values`` has all its names. Raises `FormulaError`."""
        stack: list[Fraction] = []
        untaken = ""
        for step in self.steps:
            if isinstance(step, Fraction):
                stack.append(step)
            elif isinstance(step, str):
                stack.append(values[step].amount)
                untaken = untaken or values[step].untaken
            else:
                word, count = step
                operands = stack[len(stack) - count:]
                del stack[len(stack) - count:]
                try:
                    stack.append(call(word, operands) if word in FUNCTIONS else apply(word, operands))
                except ArithmeticError as error:
                    raise FormulaError(str(error)) from None
        return Value(stack[0], untaken)


def parse(text: str) -> Formula:
    """Parse a formula. Raises `FormulaError` with a sentence."""
    if len(text) > FORMULA_LETTERS:
        raise FormulaError(f"a formula has at most {FORMULA_LETTERS} characters, this one has {len(text)}")
    try:
        part: _Part = _parser().parse(text)  # type: ignore[assignment]  # the callbacks make no trees
    except UnexpectedCharacters as error:
        raise FormulaError(f"{clean(text[error.pos_in_stream or 0:].strip())} cannot be read in a formula") from None
    except UnexpectedToken as error:
        raise FormulaError(_misplaced(error)) from None
    if part.unclear:
        raise FormulaError(f"{clean(part.comma)} is ambiguous. It can mean {part.comma.replace(',', '.')} or "
                           f"{part.comma.replace(',', '')}")
    return Formula(part.steps, dict.fromkeys(step for step in part.steps if isinstance(step, str)))


def _misplaced(error: UnexpectedToken) -> str:
    """Describe an unexpected token."""
    shown = "the end" if error.token.type == "$END" else clean(error.token)
    could = error.accepts or set()
    if "NUMBER" in could:
        return f"found {shown} where a number or a name was expected"
    if "RPAR" in could:
        return f"a bracket is not closed before {shown}"
    return f"found {shown} where an operator or the end was expected"


@dataclass(frozen=True, slots=True)
class _Part:
    """A parsed part of a formula; ``depth`` is how deep its brackets and powers are nested.

    ``comma`` is a number in it written with a comma, preferably one that can also mean thousands (``unclear``).
    """

    steps: Steps
    depth: int = 0
    comma: str = ""
    unclear: bool = False


@v_args(inline=True)
class _Reading(Transformer[Token, _Part]):
    """Turns every rule of the grammar into a part; it keeps no state between two formulas."""

    def number(self, typed: Token) -> _Part:
        before, comma, after = typed.partition(",")
        digits = typed.replace(",", ".").replace(".e", "e").replace(".E", "E").removesuffix(".")
        amount = Fraction(f"0{digits}")
        if amount > FORMULA_RESULT:
            raise FormulaError(f"{clean(typed)} is far too large")
        return _Part((amount,), 0, str(typed) if comma else "", bool(comma and len(after) == 3 and before.strip("0")))

    def name(self, word: Token) -> _Part:
        return _Part((CONSTANTS.get(word, str(word)),))

    def bracket(self, part: _Part) -> _Part:
        return replace(part, depth=_deeper(part.depth, "brackets"))

    def function(self, name: Token, *values: _Part) -> _Part:
        wanted, count = FUNCTIONS[name], len(values)
        comma = next((part.comma for part in values if part.comma), "")
        if comma:
            raise FormulaError(f"{clean(comma)} is ambiguous. Values of a function are separated by ;")
        if wanted and count != wanted:
            raise FormulaError(f"{name} needs {wanted} value{'s' * (wanted > 1)}, not {count}")
        part = _joined(values, (str(name), count))
        return replace(part, depth=_deeper(part.depth, "brackets"))

    def twofold(self, left: _Part, sign: Token, right: _Part) -> _Part:
        return _joined((left, right), (str(sign), 2))

    def power(self, base: _Part, sign: Token, exponent: _Part) -> _Part:
        return _joined((base, replace(exponent, depth=_deeper(exponent.depth, "powers"))), (str(sign), 2))

    def minus(self, _sign: Token, part: _Part) -> _Part:
        return _joined((part,), ("minus", 1))

    def plus(self, _sign: Token, part: _Part) -> _Part:
        return part


def _joined(parts: tuple[_Part, ...], last: tuple[str, int]) -> _Part:
    """Concatenate the steps of parts and the step that combines their values."""
    steps = (*(step for part in parts for step in part.steps), last)
    marked = max(parts, key=lambda part: (part.unclear, bool(part.comma)))
    return _Part(steps, max(part.depth for part in parts), marked.comma, marked.unclear)


def _deeper(depth: int, what: str) -> int:
    if depth + 2 > FORMULA_DEPTH:                     # the formula itself is the first level
        raise FormulaError(f"{what} are nested more than {FORMULA_DEPTH} deep")
    return depth + 1


def _known(token: Token) -> Token:
    """Refuse an unknown function as soon as its name is read, before its values are parsed."""
    if token not in FUNCTIONS:
        raise FormulaError(f"{clean(token)} is not a known function")
    return token


def _minus(token: Token) -> Token:
    return token.update(value="-")


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, start="sum", parser="lalr", lexer="basic", transformer=_Reading(),
                lexer_callbacks={"FUNCTION": _known, "MINUS": _minus})


# ---- Formulas that refer to each other ------------------------------------------------------------------------------

CUSTOM = ("@", "#")
"""Prefixes of names made up by the file's author; for these 0 is a number, not a measure that was not taken."""


class Workings:
    """Formulas by name; `value` evaluates one and everything it depends on, without recursion."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._parsed: dict[str, Formula] = {}
        self._done: dict[str, Value | _Failed] = {}

    def value(self, name: str) -> Value:
        """Return the value of a name of the file. Raises `FormulaError` with a sentence."""
        waiting = {name: None}      # a dict as an ordered set
        while waiting:
            top = next(reversed(waiting))
            needed = None if top in self._done else self._settle(top, waiting)
            if needed is None:
                del waiting[top]
            else:
                waiting[needed] = None
        done = self._done[name]
        if isinstance(done, _Failed):
            raise FormulaError(done.sentence if done.name == name else
                               f"it depends on {clean(done.name)}: {done.sentence}")
        return done

    def _settle(self, name: str, waiting: Mapping[str, None]) -> str | None:
        """Evaluate one name, or return the name that must be evaluated before it."""
        try:
            formula = self._formula(name)
            for other in formula.names:
                if other not in self._texts:
                    raise FormulaError(f"{clean(other)} is not in the file")
                if other in waiting:
                    raise FormulaError(f"it depends on itself through {clean(other)}")
                if other not in self._done:
                    return other
            broken = next((failed for other in formula.names if isinstance(failed := self._done[other], _Failed)), None)
            if broken is not None:
                self._done[name] = broken
                return None
            value = formula.evaluate({other: done for other in formula.names
                                      if isinstance(done := self._done[other], Value)})
        except FormulaError as error:
            self._done[name] = _Failed(name, str(error))
            return None
        if value.amount == 0 and not value.untaken and not name.startswith(CUSTOM):
            value = Value(value.amount, name)
        self._done[name] = value
        return None

    def _formula(self, name: str) -> Formula:
        if name not in self._parsed:
            text = self._texts[name]
            self._parsed[name] = parse(text) if text.strip() else Formula((Fraction(0),))
        return self._parsed[name]


class _Failed:
    """Why a name has no value: the name at fault, and the sentence about it."""

    def __init__(self, name: str, sentence: str) -> None:
        self.name, self.sentence = name, sentence
