"""The values of one file that refer to each other by name: each worked out once, in whatever order they stand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from mtmpattern.body.forms.formulas import Formula, FormulaError, Value, parse
from mtmpattern.body.forms.native import clean

CUSTOM = ("@", "#")
"""How names begin that the file's author made up; 0 is a number there, not a measure that was not taken."""


class Workings:
    """Formulas by name; `value` works one out with all that it rests on, without recursion."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._parsed: dict[str, Formula] = {}
        self._done: dict[str, Value | _Failed] = {}

    def value(self, name: str) -> Value:
        """Return the value of a name of the file. Raises `FormulaError` with a sentence."""
        waiting = {name: None}      # a dict keeps the order in which they were asked for, and is quick to look in
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
                               f"it rests on {clean(done.name)}: {done.sentence}")
        return done

    def _settle(self, name: str, waiting: Mapping[str, None]) -> str | None:
        """Work one name out, or return the name that must be worked out before."""
        try:
            formula = self._formula(name)
            for other in formula.names:
                if other not in self._texts:
                    raise FormulaError(f"{clean(other)} is not in the file")
                if other in waiting:
                    raise FormulaError(f"it rests on itself, by way of {clean(other)}")
                if other not in self._done:
                    return other
            broken = next((failed for other in formula.names if isinstance(failed := self._done[other], _Failed)), None)
            if broken is not None:
                self._done[name] = broken
                return None
            value = formula.work_out({other: done for other in formula.names
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
