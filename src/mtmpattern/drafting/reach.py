"""Why a draft was refused: which of the things that were given caused it, and how far each of them may go.

Nothing is assumed of a template: what was given is taken away, or set to other values, and drafted again. It takes some
twenty drafts of a tenth of a second, and only where somebody waits for an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ..errors import Problem
from ..pattern.model.ease import Ease

STEP: Final = 1.0
"""Ranges are found to so many mm, per cent or degrees, and told on the side that can be drafted."""
FAR: Final = 5.0
"""The end of a range that was not asked for is found to so many."""
MOST_TRIES: Final = 12
"""Halvings of a range."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """What a customer gave of a draft: a fit, options, alterations of intended measures, measures of the garment."""

    fit: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    alterations: Mapping[str, Any] = field(default_factory=dict)
    garment: Mapping[str, Any] = field(default_factory=dict)

    def but(self, kind: str, values: Mapping[str, Any]) -> Given:
        """The same with other options, alterations or garment measures."""
        kept = {name: getattr(self, name) for name in ("fit", "options", "alterations", "garment")}
        return Given(**{**kept, kind: values})


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a draft: its problems, the ease where it could be drafted, and what it intends."""

    problems: tuple[Problem, ...] = ()
    ease: tuple[Ease, ...] = ()
    intended: Mapping[str, Any] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset[Key]:
        """Code and place of every problem."""
        return frozenset(map(_key, self.problems))


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing that was given, or that can be: its kind, name and side, its value, and the bounds of its values.

    ``rest`` is the value that is the same as giving nothing; None where there is no range to look for.
    """

    kind: str
    name: str
    value: Any = None
    rest: float | None = None
    least: float = 0.0
    most: float = 0.0
    side: str = ""
    unit: str = "mm"

    def __str__(self) -> str:
        if self.kind == "fit":
            return f"the fit {self.name}"
        side = f" of the {self.side}" if self.side else ""
        return f"{_WORDS[self.kind]} {self.name}{side} {self.said(self.value)}"

    def said(self, value: Any) -> str:
        """A value of it as a person reads it."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if not isinstance(value, int | float):
            return str(value)
        sign = "+" if self.kind == "alterations" and value > 0 else ""
        return f"{sign}{round(value, 1) + 0:g} {self.unit}".rstrip()

    def without(self, given: Given) -> Given:
        """What was given without it."""
        if self.kind == "fit":
            return replace(given, fit=None)
        values = dict(getattr(given, self.kind))
        if self.side:
            values[self.name] = {side: mm for side, mm in values[self.name].items() if side != self.side}
        if not self.side or not values[self.name]:
            del values[self.name]
        return given.but(self.kind, values)

    def at(self, value: float, given: Given) -> Given:
        """What was given with another value of it."""
        values = dict(getattr(given, self.kind))
        values[self.name] = {**values[self.name], self.side: value} if self.side else value
        return given.but(self.kind, values)


_WORDS: Final = {"alterations": "the alteration", "garment": "the garment's measure", "options": "the option"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused draft: what was given, what came of it, what else can be given, and how to draft again."""

    given: Given
    tried: Tried
    levers: tuple[Lever, ...]
    spare: tuple[Lever, ...]
    again: Callable[[Given], Tried]

    def explained(self) -> tuple[Problem, ...]:
        """The problems, each with what caused it and the range that it may have."""
        keys = self.tried.keys
        bare = self.again(Given()) if self.levers else self.tried
        spared = {lever: self.again(lever.without(self.given)) for lever in self.levers}
        causes = {lever: (keys - each.keys) - bare.keys for lever, each in spared.items()}
        ranges = {lever: self._range(lever, (keys - causes[lever]) | spared[lever].keys, bare)
                  for lever in self.levers if causes[lever]}
        return tuple(self._explained(problem, [lever for lever in ranges if _key(problem) in causes[lever]], ranges,
                                     asked=_key(problem) not in bare.keys)
                     for problem in self.tried.problems)

    def _explained(self, problem: Problem, causes: Sequence[Lever], ranges: Mapping[Lever, tuple[float, float] | None],
                   *, asked: bool) -> Problem:
        if asked and not causes:
            every = " and ".join(map(str, self.levers))
            return replace(problem, hint=f"{_own(problem)}It follows from {every} together.")
        if not asked:
            help_ = self._help(problem)
            return replace(problem, hint=f"{problem.hint} {help_}".strip()) if help_ else problem
        told = [f"It follows from {lever}{_may_be(lever, ranges[lever])}." for lever in causes]
        first = ranges[causes[0]]
        return replace(problem, hint=f"{_own(problem)}{' '.join(told)}", field=f"{causes[0].kind}.{causes[0].name}",
                       allowed=first)

    # ---- The range of what was given ----------------------------------------------------------------------------

    def _range(self, lever: Lever, accepted: frozenset[Key], bare: Tried) -> tuple[float, float] | None:
        """The values of it from end to end round the one that changes nothing, with which no other problem comes."""
        rest = lever.rest
        if lever.kind == "garment":
            intended = bare.intended.get(lever.name)
            rest = intended.get(lever.side or "left") if isinstance(intended, Mapping) else intended
        if rest is None:
            return None

        def sound(value: float) -> bool:
            return self.again(lever.at(value, self.given)).keys <= accepted

        bad = float(lever.value)
        near = _edge(sound, rest, bad, STEP)
        limit = lever.most if bad < rest else lever.least
        far = limit if sound(limit) else _edge(sound, rest, limit, FAR)
        return (near, far) if near <= far else (far, near)

    # ---- What can be given where nothing was ----------------------------------------------------------------------

    def _help(self, problem: Problem) -> str:
        """How a level that is too tight for the body can be made wider, where an option or an alteration does it."""
        ease = next((each for each in self.tried.ease if each.place == problem.where), None)
        if problem.code != "wear.girth" or ease is None or ease.short <= 0:
            return ""
        accepted, levers = self.tried.keys - {_key(problem)}, [each for each in self.spare if each.name in ease.by]
        for lever in levers:
            found = self._enough(lever, ease.short, accepted)
            if found is not None:
                return (f"Alter {lever.name} by {lever.said(found)}, or more." if lever.kind == "alterations"
                        else f"Set {lever.name} to {lever.said(found)}, or more.")
        return f"No value of {' or '.join(each.name for each in levers)} is enough for this body." if levers else ""

    def _enough(self, lever: Lever, short: float, accepted: frozenset[Key]) -> float | None:
        """The least value of it that is enough, or None."""
        def sound(value: float) -> bool:
            return self.again(lever.at(value, self.given)).keys <= accepted

        rest = float(lever.rest or 0.0)
        tries = [lever.most] if lever.kind == "options" else [short + STEP, 2 * short, 4 * short]
        for value in tries:
            if rest < value <= lever.most and sound(value):
                return _edge(sound, value, rest, STEP)
        return None


def _edge(sound: Callable[[float], bool], good: float, bad: float, within: float) -> float:
    """The value nearest to a bad one that is still sound, as far as halving finds it; on whole steps."""
    for _ in range(MOST_TRIES):
        if abs(good - bad) <= within:
            break
        middle = round((good + bad) / 2 / STEP) * STEP
        if middle in (good, bad):
            break
        good, bad = (middle, bad) if sound(middle) else (good, middle)
    return good


def _may_be(lever: Lever, found: tuple[float, float] | None) -> str:
    if found is None:
        return ""
    low, high = found
    return f", which may be {lever.said(low)} to {lever.said(high)} here"


def _own(problem: Problem) -> str:
    """The problem's own advice, where it says more than what is told better here."""
    return "" if problem.code == "wear.girth" or not problem.hint else f"{problem.hint.rstrip('.')}. "


def _key(problem: Problem) -> Key:
    return problem.code, problem.where


def levers_of(given: Given, options: Mapping[str, Any], most: float, longest: float) -> Iterator[Lever]:
    """Everything that was given, first what is most likely to be at fault.

    ``options`` are those of the template, ``most`` the largest alteration and ``longest`` the largest measure in mm.
    """
    for kind, least, most_of, rest in (("alterations", -most, most, 0.0), ("garment", 1.0, longest, None)):
        for name, value in getattr(given, kind).items():
            sides = value.items() if isinstance(value, Mapping) else (("", value),)
            yield from (Lever(kind, name, mm, rest, least, most_of, side) for side, mm in sides)
    for name, value in given.options.items():
        option = options[name]
        if value != option.default:
            yield option_lever(option, value)
    if given.fit:
        yield Lever("fit", given.fit)


def option_lever(option: Any, value: Any) -> Lever:
    """An option as what may be at fault; one of numbers has a range."""
    if option.least is None or option.most is None or option.kind == "count":
        return Lever("options", option.name, option.shown(value))
    return Lever("options", option.name, value, float(option.default), option.least, option.most, "", option.unit)


def spare_levers(given: Given, options: Iterable[Any], intended: Iterable[str], most: float) -> Iterator[Lever]:
    """What could be given and was not: options that are lengths or shares, and alterations."""
    for option in options:
        if option.name not in given.options and option.kind in ("mm", "percent"):
            yield replace(option_lever(option, option.default), value=option.default)
    for name in intended:
        if name not in given.alterations:
            yield Lever("alterations", name, 0.0, 0.0, -most, most)
