"""Why a draft was refused: which inputs caused it, and which values of each are valid.

Nothing is assumed about a template: inputs are left out or changed, and the garment is drafted with them. This takes
about twenty drafts of a tenth of a second, and only after a refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from mtmpattern.drafting.request import Request
from mtmpattern.errors import Problem
from mtmpattern.pattern.model.ease import Ease

STEP: Final = 1.0
"""The accuracy of a range in mm, per cent or degrees; its ends are rounded to values that can be drafted."""
FAR: Final = 5.0
"""The accuracy of the end of a range that lies away from the requested value."""
MOST_TRIES: Final = 12
"""Halvings of a range."""

Key = tuple[str, str]
Reach = tuple[float, float] | list[Any]
"""The least and greatest value that can be drafted, or the words that can."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of one draft: its problems and, if it could be drafted, its ease and its intended measures."""

    problems: tuple[Problem, ...] = ()
    ease: tuple[Ease, ...] = ()
    intended: Mapping[str, Any] = field(default_factory=dict)

    @property
    def keys(self) -> frozenset[Key]:
        """Code and place of every problem."""
        return frozenset(map(_key, self.problems))


@dataclass(frozen=True, slots=True)
class Lever:
    """One input that was given or could be: its kind, name and side, its value, and the bounds of its values.

    ``rest`` is the value that equals giving nothing; None if there is no range to search.
    """

    kind: str
    name: str
    value: Any = None
    rest: float | None = None
    least: float = 0.0
    most: float = 0.0
    side: str = ""
    unit: str = "mm"
    others: tuple[Any, ...] = ()
    """The other words that it may be: choices of an option, or fits."""

    def __str__(self) -> str:
        if self.kind == "fit":
            return f"the fit {self.name}"
        side = f" of the {self.side}" if self.side else ""
        return f"{_WORDS[self.kind]} {self.name}{side} {self.shown(self.value)}"

    def shown(self, value: Any) -> str:
        """A value of it as people write it, with its unit."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if not isinstance(value, int | float):
            return str(value)
        sign = "+" if self.kind == "alterations" and value > 0 else ""
        return f"{sign}{round(value, 1) + 0:g} {self.unit}".rstrip()

    def without(self, given: Request) -> Request:
        """The inputs without it."""
        if self.kind == "fit":
            return replace(given, fit=None)
        values = dict(getattr(given, self.kind))
        if self.side:
            values[self.name] = {side: mm for side, mm in values[self.name].items() if side != self.side}
        if not self.side or not values[self.name]:
            del values[self.name]
        return given.but(self.kind, values)

    def at(self, value: Any, given: Request) -> Request:
        """The inputs with another value of it."""
        if self.kind == "fit":
            return replace(given, fit=value)
        values = dict(getattr(given, self.kind))
        values[self.name] = {**values[self.name], self.side: value} if self.side else value
        return given.but(self.kind, values)


_WORDS: Final = {"alterations": "the alteration", "garment": "the garment's measure", "options": "the option"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused draft: its inputs and its result, the levers given and unused, and a trial of other inputs."""

    given: Request
    result: Trial
    levers: tuple[Lever, ...]
    unused: tuple[Lever, ...]
    trial: Callable[[Request], Trial]

    def explained(self) -> tuple[Problem, ...]:
        """The problems, each with its cause and the range that is valid for it."""
        keys = self.result.keys
        plain = self.trial(Request(fabrics=self.given.fabrics)) if self.levers else self.result
        trials = {lever: self.trial(lever.without(self.given)) for lever in self.levers}
        causes = {lever: (keys - each.keys) - plain.keys for lever, each in trials.items()}
        ranges = {lever: self._range(lever, (keys - causes[lever]) | trials[lever].keys, plain, self.given)
                  for lever in self.levers if causes[lever]}
        return tuple(self._explained(problem, [lever for lever in ranges if _key(problem) in causes[lever]], ranges,
                                     caused=_key(problem) not in plain.keys, plain=plain)
                     for problem in self.result.problems)

    def _explained(self, problem: Problem, causes: Sequence[Lever], ranges: Mapping[Lever, Reach | None],
                   *, caused: bool, plain: Trial) -> Problem:
        if caused and not causes:
            return self._together(problem, plain)
        if not caused and problem.code.startswith("wear.") and problem.code != "wear.girth":
            return self._another(problem)
        if not caused:
            advice = self._help(problem)
            return problem.advised(advice) if advice else problem
        sentences = [f"It follows from {lever}{_may_be(lever, ranges[lever])}." for lever in causes]
        first = ranges[causes[0]]
        return replace(_own(problem).advised(" ".join(sentences)), field=f"{causes[0].kind}.{causes[0].name}",
                       allowed=first if isinstance(first, tuple) else None)

    def _together(self, problem: Problem, plain: Trial) -> Problem:
        """A problem that ends only when several inputs are left out: which, and the values valid for the last."""
        given, removed = self.given, list[Lever]()
        for lever in self.levers:
            removed.append(lever)
            fewer = lever.without(given)
            if _key(problem) not in self.trial(fewer).keys:
                break
            given = fewer
        else:
            return problem
        last = removed[-1]
        needed = list[Lever]()
        for lever in removed[:-1]:                         # one that makes no difference was not needed
            back = self._with(lever, given)
            if _key(problem) in self.trial(last.without(back)).keys:
                needed.append(lever)
            else:
                given = back
        found = self._range(last, self.trial(last.without(given)).keys, plain, given)
        others = " and ".join(map(str, needed))
        without_them = f"Without {others}: " if others else ""
        cause = f"It follows from {last}{f' together with {others}' if others else ''}. "
        may = _may_be(last, found).removeprefix(", which ")
        return replace(_own(problem).advised(f"{cause}{without_them}{last.name} {may or 'must be left out'}."),
                       field=f"{last.kind}.{last.name}", allowed=found if isinstance(found, tuple) else None)

    def _with(self, lever: Lever, given: Request) -> Request:
        """The inputs with one put back that had been left out."""
        if lever.kind == "fit":
            return replace(given, fit=self.given.fit)
        values = dict(getattr(given, lever.kind))
        own = getattr(self.given, lever.kind)[lever.name]
        values[lever.name] = {**values.get(lever.name, {}), lever.side: own[lever.side]} if lever.side else own
        return given.but(lever.kind, values)

    # ---- The range of an input that was given -------------------------------------------------------------------

    def _range(self, lever: Lever, accepted: frozenset[Key], plain: Trial, given: Request) -> Reach | None:
        """The range of its values round ``rest`` with which there is no problem beyond the accepted ones.

        For words, those with which there is none.
        """
        if lever.others:
            return [each for each in lever.others if self.trial(lever.at(each, given)).keys <= accepted]
        rests = [lever.rest] if lever.rest is not None else []
        if lever.kind == "garment":
            intended = plain.intended.get(lever.name)
            sides = intended if isinstance(intended, Mapping) else {"left": intended, "right": intended}
            found = [sides[side] for side in ([lever.side] if lever.side else ("left", "right"))]
            rests = [float(each) for each in found if each is not None]

        def sound(value: float) -> bool:
            return self.trial(lever.at(value, given)).keys <= accepted

        # What one side is drafted with may not do for the other.
        rest = next((each for each in dict.fromkeys(rests) if len(set(rests)) == 1 or sound(each)), None)
        if rest is None:
            return None
        bad = float(lever.value)
        near = _edge(sound, rest, bad, STEP)
        limit = lever.most if bad < rest else lever.least
        far = limit if sound(limit) else _edge(sound, rest, limit, FAR)
        return (near, far) if near <= far else (far, near)

    # ---- Inputs that could be given -------------------------------------------------------------------------------

    def _help(self, problem: Problem) -> str:
        """How an option or an alteration can widen a level that is too tight for the body, if one can."""
        ease = next((each for each in self.result.ease if each.place == problem.where), None)
        if problem.code != "wear.girth" or ease is None or ease.short <= 0:
            return ""
        accepted, levers = self.result.keys - {_key(problem)}, [each for each in self.unused if each.name in ease.by]
        for lever in levers:
            found = self._enough(lever, ease.short, accepted)
            if found is not None:
                return (f"Alter {lever.name} by {lever.shown(found)}, or more." if lever.kind == "alterations"
                        else f"Set {lever.name} to {lever.shown(found)}, or more.")
        return f"No value of {' or '.join(each.name for each in levers)} is enough for this body." if levers else ""

    def _another(self, problem: Problem) -> Problem:
        """A problem that this body also has with the defaults, with the first option that ends it and its range."""
        accepted = self.result.keys - {_key(problem)}
        given = [each for each in self.levers if each.kind == "options"]
        for lever in (*given, *(each for each in self.unused if each.kind == "options")):
            if lever.others or not isinstance(lever.value, int | float):
                continue

            def sound(value: float, lever: Lever = lever) -> bool:
                return self.trial(lever.at(value, self.given)).keys <= accepted

            for end, more in ((lever.least, "less"), (lever.most, "more")):
                if end != lever.value and sound(end):
                    found = _edge(sound, end, float(lever.value), STEP)
                    return replace(problem.advised(f"Set {lever.name} to {lever.shown(found)}, or {more}."),
                                   field=f"options.{lever.name}", allowed=(min(end, found), max(end, found)))
        names = " or ".join(each.name for each in given) or "the options"
        return problem.advised(f"No value of {names} is enough for this person.")

    def _enough(self, lever: Lever, short: float, accepted: frozenset[Key]) -> float | None:
        """Its least value that is enough, or None."""
        def sound(value: float) -> bool:
            return self.trial(lever.at(value, self.given)).keys <= accepted

        rest = float(lever.rest or 0.0)
        tries = [lever.most] if lever.kind == "options" else [short + STEP, 2 * short, 4 * short]
        for value in tries:
            if rest < value <= lever.most and sound(value):
                return _edge(sound, value, rest, STEP)
        return None


def _edge(sound: Callable[[float], bool], good: float, bad: float, within: float) -> float:
    """The sound value nearest to a bad one, found by halving, in whole steps."""
    for _ in range(MOST_TRIES):
        if abs(good - bad) <= within:
            break
        middle = round((good + bad) / 2 / STEP) * STEP
        if middle in (good, bad):
            break
        good, bad = (middle, bad) if sound(middle) else (good, middle)
    return good


def _may_be(lever: Lever, found: Reach | None) -> str:
    if found is None:
        return ""
    if isinstance(found, list):
        return f", which may be {' or '.join(map(lever.shown, found))} here" if found else ""
    low, high = found
    return f", which may be {lever.shown(low)} to {lever.shown(high)} here"


def _own(problem: Problem) -> Problem:
    """The problem with its own hint, or without one where this module gives a better one."""
    if problem.code == "wear.girth" or not problem.hint:
        return replace(problem, hint="", advice="")
    return replace(problem, hint=f"{problem.hint.rstrip('.')}.")


def _key(problem: Problem) -> Key:
    return problem.code, problem.where


def levers_of(given: Request, options: Mapping[str, Any], most: float, longest: float,
              fits: Mapping[str, Mapping[str, Any]] | None = None) -> Iterator[Lever]:
    """Every input that was given, beginning with those most likely to be at fault.

    ``options`` and ``fits`` are those of the template, ``most`` the largest alteration and ``longest`` the largest
    measure in mm.
    """
    known = fits or {}
    usual = known.get(given.fit or "", {})
    for kind, least, most_of, rest in (("alterations", -most, most, 0.0), ("garment", 1.0, longest, None)):
        for name, value in getattr(given, kind).items():
            sides = value.items() if isinstance(value, Mapping) else (("", value),)
            yield from (Lever(kind, name, mm, rest, least, most_of, side) for side, mm in sides)
    for name, value in given.options.items():
        option = options[name]
        if value != usual.get(name, option.default):
            yield option_lever(option, value, usual.get(name, option.default))
    if given.fit:
        child = given.fit.startswith("child")
        yield Lever("fit", given.fit, given.fit,
                    others=tuple(each for each in known if each != given.fit and each.startswith("child") == child))


def option_lever(option: Any, value: Any, rest: Any) -> Lever:
    """An option as a possible cause: a number has a range, a word has others.

    ``rest`` is its value when nothing is given.
    """
    if option.least is None or option.most is None:
        words = option.choices or (True, False)
        return Lever("options", option.name, value, others=tuple(each for each in words if each != value))
    return Lever("options", option.name, value, float(rest), option.least, option.most, "", option.unit)


def unused_levers(given: Request, options: Iterable[Any], intended: Iterable[str], most: float) -> Iterator[Lever]:
    """Inputs that could be given and were not: options that are lengths or shares, and alterations."""
    for option in options:
        if option.name not in given.options and option.kind in ("mm", "percent"):
            yield option_lever(option, option.default, option.default)
    for name in intended:
        if name not in given.alterations:
            yield Lever("alterations", name, 0.0, 0.0, -most, most)
