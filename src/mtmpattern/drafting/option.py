"""Options of a template: each has a default, a range and a sentence, and is read like an attribute.

The ``show`` command, texts such as ``neck_drop=95mm``, the JSON Schema and any form are made from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, overload

from mtmpattern.documents import token
from mtmpattern.errors import MeasurementError, OptionError, meant, shown
from mtmpattern.pattern.model.vocabulary import is_number, number_of
from mtmpattern.units import LENGTH, angle, given_unit, length, typed

T = TypeVar("T")

UNITS = {"percent": "%", "mm": "mm", "degrees": "deg", "count": "", "choice": "", "yes_no": ""}


class Option(Generic[T]):
    """One option. Its value is given in its own unit (8 for 8 %) and read as a plain number.

    A percent reads as a fraction (0.08), a length in mm, an angle in degrees.
    """

    def __init__(self, kind: str, default: Any, least: float | None, most: float | None, note: str,
                 choices: tuple[str, ...] = ()) -> None:
        self.kind, self.default, self.note, self.choices = kind, default, note, choices
        self.least, self.most = least, most
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Option[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        value = instance.option_values[self.name]
        return value / 100.0 if self.kind == "percent" else value

    @property
    def pointer(self) -> str:
        """Its JSON pointer in a request: ``/options/neck_drop``."""
        return "/options" + token(self.name)

    @property
    def unit(self) -> str:
        """The unit in which its values are given."""
        return UNITS[self.kind]

    def checked(self, value: object) -> Any:
        """The value itself when the option allows it; `OptionError` otherwise."""
        if self.kind == "yes_no":
            if isinstance(value, bool):
                return value
            raise self._refused(value, "Say yes or no (True or False).")
        if self.kind == "choice":
            if isinstance(value, str) and value in self.choices:
                return value
            raise self._refused(value, meant(value, self.choices, "Use one of"))
        number = number_of(value)
        if number is None:
            raise self._refused(value, f"Give a number in {self.unit or 'whole steps'}.")
        if self.kind == "count" and not number.is_integer():
            raise self._refused(value, "Give a whole number.")
        least, most = self.least, self.most
        if least is not None and most is not None and not least <= number <= most:
            raise self._refused(value, f"It may be {self.shown(least)} to {self.shown(most)}.",
                                "option.range")
        return int(number) if self.kind == "count" else number

    def faults(self) -> Iterator[tuple[str, str]]:
        """The faults of the option itself, each with its hint: of its range, its default, its words."""
        numbers = {"its default": self.default, "its minimum": self.least, "its maximum": self.most}
        if self.kind == "yes_no":
            numbers = {}
            if not isinstance(self.default, bool):
                yield f"its default {shown(self.default)} is neither True nor False", "Write yes_no(True, note)."
        elif self.kind == "choice":
            numbers = {}
            for word in self.choices:
                if not isinstance(word, str) or self.choices.count(word) > 1:
                    yield (f"its choice {shown(word)} is not a word, or stands twice",
                           'Write choice("plain", "slit", note=...).')
        wrong = {what: value for what, value in numbers.items() if not is_number(value)}
        for what, value in wrong.items():
            yield f"{what} {shown(value)} is not a number", f"Write {self.kind}(default, least, most, note)."
        if self.kind == "count" and not wrong:
            wrong = {what: value for what, value in numbers.items() if value != int(value)}
            for what, value in wrong.items():
                yield f"{what} {value:g} is not a whole number", "Count in whole steps, or use mm(...) or percent(...)."
        if numbers and not wrong and self.least is not None and self.most is not None:
            if self.least > self.most:
                yield (f"its minimum, {self.shown(self.least)}, is more than its maximum, {self.shown(self.most)}",
                       f"Write {self.kind}(default, least, most, note).")
            elif not self.least <= self.default <= self.most:
                allowed = f"{self.shown(self.least)} to {self.shown(self.most)}"
                yield (f"its default, {self.shown(self.default)}, is outside {allowed}",
                       f"Write {self.kind}(default, least, most, note).")
        if not isinstance(self.note, str) or not self.note.strip():
            yield f"its note is {shown(self.note)}", "Describe it in a few words, for a customer."

    def parse(self, text: str) -> Any:
        """The value that a person typed: ``8``, ``8 %``, ``9.5 cm``, ``yes``; `OptionError` if it is not valid."""
        typed = text.strip()
        if self.kind == "yes_no":
            words = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
            return self.checked(words.get(typed.lower(), typed))
        if self.kind == "choice":
            return self.checked(next((word for word in self.choices if word.casefold() == typed.casefold()), typed))
        try:
            number = self._number(typed)
        except MeasurementError as error:
            problem = error.problems[0]
            raise OptionError(f"{self.name}: {problem.message}", code="option.type", where=self.pointer,
                              hint=problem.hint, params={"option": self.name, "value": shown(text)}) from None
        except ValueError:
            raise self._refused(text, f"Give a number in {self.unit or 'whole steps'}.") from None
        try:
            return self.checked(number)
        except OptionError as error:
            raise self._explained(error, typed, number) from None

    def _explained(self, error: OptionError, typed: str, number: float) -> OptionError:
        """The fault of a length that was typed without a unit, with the unit in which it was read.

        The units are spelt out, because sentences are printed in the unit of the customer.
        """
        problem = error.problems[0]
        if self.kind != "mm" or problem.code != "option.range" or given_unit(typed, LENGTH) is not None:
            return error
        fitting = [f"{typed} {name}" for unit, name in (("cm", "centimetres"), ("in", "inches"))
                   if self.least is not None and self.most is not None
                   and self.least <= number * float(LENGTH.units[unit]) <= self.most]
        asked = f" Did you mean {' or '.join(fitting)}?" if fitting else ""
        return OptionError.of([replace(problem, hint=f"{problem.hint} {typed} was read as millimetres.{asked} Write "
                                                     "the unit with the value.")])

    def _number(self, typed: str) -> float:
        if self.kind == "mm":
            return float(length(typed, "mm", signed=True))
        if self.kind == "degrees":
            return float(angle(typed, "deg", signed=True))
        if len(typed) > 40:
            raise ValueError("too long")
        return float(typed.removesuffix("%").strip().replace(",", "."))

    def chosen(self, *values: T) -> Chosen:
        """The condition that the option has one of these values, as in ``when=waist.chosen("facing")``."""
        return Chosen(self, values)

    def shown(self, value: Any) -> str:
        """A value as people write it, with its unit."""
        if self.kind == "yes_no":
            return "yes" if value else "no"
        return f"{value:g} {self.unit}".rstrip() if isinstance(value, int | float) else str(value)

    def _refused(self, value: object, hint: str, code: str = "option.type") -> OptionError:
        number = number_of(value) if code == "option.range" else None
        given = shown(value) if number is None else f"{typed(number)} {self.unit}".rstrip()
        known = {"least": self.least, "most": self.most, "unit": self.unit, "choices": self.choices or None}
        params = {"option": self.name, "value": value if code == "option.range" else given,
                  **{name: each for name, each in known.items() if each not in (None, "")}}
        return OptionError(f"{self.name}: {given} is not allowed", code=code, where=self.pointer, hint=hint,
                           params=params)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The condition that an option has one of some values, even where a garment overrides the option."""

    option: Option[Any]
    values: tuple[Any, ...]

    @classmethod
    def of(cls, stated: Option[bool] | Chosen | None) -> tuple[Chosen, ...]:
        """The conditions of ``when`` or ``unless``: none, that an option is yes, or that it has one of some values."""
        return () if stated is None else (stated if isinstance(stated, Chosen) else stated.chosen(True),)

    def holds(self, template: object, values: Mapping[str, Any]) -> bool:
        """Whether it holds for a template or its class with these values; the template may have fixed the option."""
        if self.option.name in values:
            return values[self.option.name] in self.values
        fixed = getattr(template, self.option.name, self.option)
        return (fixed.default if isinstance(fixed, Option) else fixed) in self.values

    def __str__(self) -> str:
        return f"{self.option.name}={' or '.join(map(self.option.shown, self.values))}"


def _number(default: Any) -> Any:
    """A default as a plain number; anything else is left for `Option.faults` to report."""
    return float(default) if is_number(default) else default


def percent(default: float, least: float, most: float, note: str) -> Option[float]:
    """A share of something, given in percent and read as a fraction."""
    return Option("percent", _number(default), least, most, note)


def mm(default: float, least: float, most: float, note: str) -> Option[float]:
    """A length in millimetres."""
    return Option("mm", _number(default), least, most, note)


def degrees(default: float, least: float, most: float, note: str) -> Option[float]:
    """An angle in degrees."""
    return Option("degrees", _number(default), least, most, note)


def count(default: int, least: int, most: int, note: str) -> Option[int]:
    """A number of things."""
    return Option("count", default, least, most, note)


def choice(default: str, *others: str, note: str) -> Option[str]:
    """One word out of several, the default first."""
    return Option("choice", default, None, None, note, (default, *others))


def yes_no(default: bool, note: str) -> Option[bool]:
    """Yes or no."""
    return Option("yes_no", default, None, None, note)
