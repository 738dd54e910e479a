"""The arithmetic of the values in Seamly2D's and Valentina's files: read by a lark grammar, worked out exactly.

Known are numbers, ``+ - * / ^``, brackets, names, and those functions of their calculator that only need numbers::

    >>> float(parse("(92,5 + 2*1.25) / 2").work_out({}).amount)
    47.5

A formula is read once into a list of steps (operands before operators), so that working it out needs no recursion. The
grammar is LALR: it is read from left to right without a step back, and no expression tree is built.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import Final

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedToken, v_args

from mtmpattern.body.forms.functions import CONSTANTS, FUNCTIONS, LARGEST, apply, call
from mtmpattern.body.forms.native import clean

LONGEST: Final = 1_000
DEEPEST: Final = 24

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
    """A value that cannot be worked out; the text is a sentence without the name of the measure."""


@dataclass(frozen=True, slots=True)
class Value:
    """An exact amount; ``untaken`` names a measure that it rests on and that was not taken (0 in the file)."""

    amount: Fraction
    untaken: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """The steps of one formula, and the names of other measures it rests on."""

    steps: Steps = ()
    names: Mapping[str, None] = field(default_factory=dict)

    def work_out(self, values: Mapping[str, Value]) -> Value:
        """Work the formula out; ``values`` holds all its names. Raises `FormulaError`."""
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
    """Read a formula. Raises `FormulaError` with a sentence."""
    if len(text) > LONGEST:
        raise FormulaError(f"a formula has at most {LONGEST} characters, this one has {len(text)}")
    try:
        part: _Part = _parser().parse(text)  # type: ignore[assignment]  # the callbacks make no trees
    except UnexpectedCharacters as error:
        raise FormulaError(f"{clean(text[error.pos_in_stream or 0:].strip())} cannot be read in a formula") from None
    except UnexpectedToken as error:
        raise FormulaError(_misplaced(error)) from None
    if part.unclear:
        raise FormulaError(f"{clean(part.comma)} is not clear. It can mean {part.comma.replace(',', '.')} or "
                           f"{part.comma.replace(',', '')}")
    return Formula(part.steps, dict.fromkeys(step for step in part.steps if isinstance(step, str)))


def _misplaced(error: UnexpectedToken) -> str:
    """What is wrong about a token that cannot stand where it does."""
    shown = "the end" if error.token.type == "$END" else clean(error.token)
    could = error.accepts or set()
    if "NUMBER" in could:
        return f"{shown} stands where a number or a name should"
    if "RPAR" in could:
        return f"a bracket is not closed before {shown}"
    return f"{shown} stands where the formula should end or go on with a sign"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a formula, once it was read; ``depth`` is how deep its brackets and powers are nested.

    ``comma`` is a number in it that was written with a comma, rather one that can also mean thousands (``unclear``).
    """

    steps: Steps
    depth: int = 0
    comma: str = ""
    unclear: bool = False


@v_args(inline=True)
class _Reading(Transformer[Token, _Part]):
    """Makes a part of every rule of the grammar as soon as it is complete; it keeps nothing between two formulas."""

    def number(self, typed: Token) -> _Part:
        before, comma, after = typed.partition(",")
        digits = typed.replace(",", ".").replace(".e", "e").replace(".E", "E").removesuffix(".")
        amount = Fraction(f"0{digits}")
        if amount > LARGEST:
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
            raise FormulaError(f"{clean(comma)} is not clear. Values of a function are parted by ;")
        if wanted and count != wanted:
            raise FormulaError(f"{name} wants {wanted} value{'s' * (wanted > 1)}, not {count}")
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
    """Put parts one after the other, and the step that joins their values behind them."""
    steps = (*(step for part in parts for step in part.steps), last)
    told = max(parts, key=lambda part: (part.unclear, bool(part.comma)))
    return _Part(steps, max(part.depth for part in parts), told.comma, told.unclear)


def _deeper(depth: int, what: str) -> int:
    if depth + 2 > DEEPEST:                     # the formula itself is the first level
        raise FormulaError(f"{what} are nested more than {DEEPEST} deep")
    return depth + 1


def _known(token: Token) -> Token:
    """Refuse an unknown function where its name is read, before its values are looked at."""
    if token not in FUNCTIONS:
        raise FormulaError(f"no function called {clean(token)} is known here")
    return token


def _minus(token: Token) -> Token:
    return token.update(value="-")


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, start="sum", parser="lalr", lexer="basic", transformer=_Reading(),
                lexer_callbacks={"FUNCTION": _known, "MINUS": _minus})
