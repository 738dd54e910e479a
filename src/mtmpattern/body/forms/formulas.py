"""The arithmetic of the values in Seamly2D's and Valentina's files: read with a grammar of our own, worked out exactly.

Known are numbers, ``+ - * / ^``, brackets, names, and those functions of their calculator that only need numbers::

    >>> float(parse("(92,5 + 2*1.25) / 2").work_out({}).amount)
    47.5

A formula is read once into a list of steps (operands before operators), so that working it out needs no recursion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from mtmpattern.body.forms.functions import CONSTANTS, FUNCTIONS, LARGEST, apply, call
from mtmpattern.body.forms.native import clean

LONGEST: Final = 1_000
DEEPEST: Final = 24

_TOKEN: Final = re.compile(r"""\s*(?:
    (?P<number>(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d{1,2}(?![^\W_]))?)
    | (?P<name>[^\s\d*/&|!<>^()\-−–+.,٫٬’=?:;'"\\][^\s*/&|!<>^()\-−–+.,٫٬’=?:;"\\]*)
    | (?P<mark>[-+*/^();−–])
    )""", re.VERBOSE)
_SIGNS: Final = {"−": "-", "–": "-"}


class FormulaError(ValueError):
    """A value that cannot be worked out; the text is a sentence without the name of the measure."""


@dataclass(frozen=True, slots=True)
class Value:
    """An exact amount; ``untaken`` names a measure that it rests on and that was not taken (0 in the file)."""

    amount: Fraction
    untaken: str = ""


@dataclass(slots=True)
class Formula:
    """The steps of one formula, and the names of other measures it rests on."""

    steps: list[Fraction | str | tuple[str, int]] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)

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
    reader = _Reader(text)
    reader.sum()
    if reader.kind != "end":
        raise FormulaError(f"{clean(reader.shown)} stands where the formula should end or go on with a sign")
    return reader.formula


class _Reader:
    """Reads from left to right with one token of foresight; each method reads what binds tighter than the last."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.depth, self.calls = text, 0, 0, 0
        self.kind = self.shown = ""
        self.formula = Formula()
        self.step()

    def step(self) -> None:
        """Go on to the next token."""
        found = _TOKEN.match(self.text, self.at)
        if found is None:
            rest = self.text[self.at:].strip()
            if rest:
                raise FormulaError(f"{clean(rest)} cannot be read in a formula")
            self.kind, self.shown = "end", "the end"
            return
        self.at = found.end()
        self.kind = found.lastgroup or ""
        self.shown = _SIGNS.get(found[self.kind], found[self.kind])
        if self.kind == "mark":
            self.kind = self.shown

    def sum(self) -> None:
        """Read terms joined by plus and minus."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(f"brackets are nested more than {DEEPEST} deep")
        self._joined("+-", self._term)
        self.depth -= 1

    def _term(self) -> None:
        self._joined("*/", self._signed)

    def _joined(self, signs: str, part: Callable[[], None]) -> None:
        part()
        while self.kind in tuple(signs):
            sign = self.kind
            self.step()
            part()
            self.formula.steps.append((sign, 2))

    def _signed(self) -> None:
        """Read a power with any signs before it: -2^2 is -4, as in their calculator."""
        minus = False
        while self.kind in ("-", "+"):
            minus ^= self.kind == "-"
            self.step()
        self._atom()
        if self.kind == "^":
            self.depth += 1
            if self.depth > DEEPEST:
                raise FormulaError(f"powers are nested more than {DEEPEST} deep")
            self.step()
            self._signed()
            self.depth -= 1
            self.formula.steps.append(("^", 2))
        if minus:
            self.formula.steps.append(("minus", 1))

    def _atom(self) -> None:
        if self.kind == "number":
            self.formula.steps.append(self._number(self.shown))
            self.step()
        elif self.kind == "name":
            self._name()
        elif self.kind == "(":
            self.step()
            self.sum()
            self._close()
        else:
            raise FormulaError(f"{clean(self.shown)} stands where a number or a name should")

    def _close(self) -> None:
        if self.kind != ")":
            raise FormulaError(f"a bracket is not closed before {clean(self.shown)}")
        self.step()

    def _name(self) -> None:
        word = self.shown
        self.step()
        if self.kind != "(":
            if word in CONSTANTS:
                self.formula.steps.append(CONSTANTS[word])
            else:
                self.formula.names[word] = None
                self.formula.steps.append(word)
            return
        if word not in FUNCTIONS:
            raise FormulaError(f"no function called {clean(word)} is known here")
        self.calls += 1
        count = 0
        while count == 0 or self.kind == ";":
            self.step()
            self.sum()
            count += 1
        self.calls -= 1
        self._close()
        wanted = FUNCTIONS[word]
        if wanted and count != wanted:
            raise FormulaError(f"{word} wants {wanted} value{'s' * (wanted > 1)}, not {count}")
        self.formula.steps.append((word, count))

    def _number(self, typed: str) -> Fraction:
        before, comma, after = typed.partition(",")
        if comma and (self.calls or (len(after) == 3 and before.strip("0"))):
            way = ("Values of a function are parted by ;" if self.calls else
                   f"It can mean {before}.{after} or {before}{after}")
            raise FormulaError(f"{clean(typed)} is not clear. {way}")
        amount = Fraction(f"0{typed.replace(',', '.').replace('.e', 'e').replace('.E', 'E').removesuffix('.')}")
        if amount > LARGEST:
            raise FormulaError(f"{clean(typed)} is far too large")
        return amount
