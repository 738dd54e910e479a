"""How far a customer may move an intended measure: by an alteration, or by a measure of the garment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING

from mtmpattern.drafting.intention import Intended, on_side
from mtmpattern.errors import DraftError, Problem, UnknownName, shown
from mtmpattern.pattern.model.vocabulary import is_number
from mtmpattern.units import apart

if TYPE_CHECKING:
    from mtmpattern.drafting.template import Template


@dataclass(frozen=True, slots=True)
class Bound:
    """The least and the most that an intended measure may be when a customer sets it, in mm, and what is beyond.

    ``short`` says what is wrong below the least, if that is something else.
    """

    name: str
    least: float
    most: float
    beyond: str
    short: str = ""

    def problem(self, value: float, own: float, side: str) -> Problem | None:
        """What is wrong with a value that was set, if anything; ``own`` is what the garment has by itself.

        A garment that lies beyond a bound by itself may stay there.
        """
        least, most = min(self.least, own), max(self.most, own)
        if least <= value <= most:
            return None
        limit, word = (least, "less") if value < least else (most, "more")
        off, at = apart(value, limit)
        beyond = self.beyond
        if value < least:
            beyond = "nothing would be left of it" if least == 0.0 else self.short or self.beyond
        return Problem(f"{self.name}: {off} mm is {word} than {at} mm; {beyond}", "intended.range", self.name,
                       params={"name": self.name, "value": round(value, 1), **({"side": side} if side else {}),
                               "least": round(least, 1), **({} if most == inf else {"most": round(most, 1)})})


def bound(name: str, beyond: str, *, least: float = 0.0, most: float = inf, short: str = "") -> Bound:
    """How far a customer may move the intended measure ``name``, in mm.

    ``beyond`` says what a garment outside would be, as in "the cuff would be wider than its sleeve", and ``short`` what
    is wrong with one below ``least`` where that is something else. Nothing is checked where the customer does not set
    the measure.
    """
    if not (is_number(least) and (most == inf or is_number(most))):
        raise DraftError(f"{name} may be {shown(least)} to {shown(most)} mm", code="bound.number", where=name,
                         hint="Say millimetres.", params={"name": name, "least": shown(least), "most": shown(most)})
    return Bound(name, float(least), float(most), beyond, short)


def check_bounds(*sides: Template) -> None:
    """Refuse measures that a customer set beyond what a template allows; `DraftError` has every one.

    A bound that rests on a line that cannot be drawn is left out: the draft itself says so.
    """
    problems: dict[Problem, None] = {}
    for template in dict.fromkeys(sides):
        try:
            for problem in _problems(template):
                problems[problem] = None
        except DraftError as error:
            if error.code.startswith("bound."):
                raise
    if problems:
        raise DraftError.of(problems)


def _problems(template: Template) -> Iterator[Problem]:
    given = {**template.requested_measures, **template.alterations}
    if not given:
        return
    paths = type(template).intentions()
    side = template.wearer_side if any(isinstance(each, Mapping) for each in given.values()) else ""
    for each in bounds_of(template):
        if any(on_side(template.wearer_side, of.get(each.name)) is not None
               for of in (template.requested_measures, template.alterations)):
            found = each.problem(attrgetter(paths[each.name])(template), _own(template, paths[each.name]), side)
            if found:
                yield found


def _own(template: Template, path: str) -> float:
    """An intended measure as it is where nothing was set."""
    block, _, name = path.rpartition(".")
    owner = attrgetter(block)(template) if block else template
    stated: Intended = getattr(type(owner), name)
    return float(stated.method(owner))


def bounds_of(template: Template) -> Iterator[Bound]:
    """What ``bounds()`` yields; `DraftError` for anything but bounds of its intended measures."""
    known = type(template).intentions()
    for each in template.bounds():
        if not isinstance(each, Bound):
            raise DraftError(f"bounds() yields {shown(each)}, which is not a bound", code="bound.word",
                             where=template.name, hint='Yield bound("length", ...).',
                             params={"method": "bounds", "asked": shown(each)})
        if each.name not in known:
            raise UnknownName.among(known, each.name, f"{template.name} has no intended measure {shown(each.name)}",
                                    code="bound.name", where=template.name)
        yield each
