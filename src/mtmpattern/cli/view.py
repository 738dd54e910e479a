"""How a measurement file looks on a terminal: its measures, doubts and remarks, what a template wants.

The person's name is not in it, nor the name of the file, which often is the person's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtmpattern.body import CATALOGUE, Body, Nearest, Sheet
from mtmpattern.body.body import Measure
from mtmpattern.body.forms.taken import Amounts
from mtmpattern.cli._output import say, say_table
from mtmpattern.errors import Problem
from mtmpattern.jobs.measuring import DOUBT, Likelihood, Readiness, likelihoods
from mtmpattern.units import LENGTH, MASS, printed


@dataclass(frozen=True, slots=True)
class Told:
    """All that the command tells: the file, the body to show (perhaps with estimates), and what was asked besides."""

    sheet: Sheet
    body: Body
    readiness: Readiness | None = None
    nearest: Nearest | None = None
    written: Path | None = None
    written_remarks: tuple[Problem, ...] = ()

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """What seems unlikely."""
        return tuple(each for each in self.sheet.body.remarks if each.code == DOUBT)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """What could not be taken over."""
        return tuple(each for each in self.sheet.body.remarks if each.code != DOUBT)


def say_told(told: Told) -> None:
    """Print everything, the most important last: it stays in sight."""
    say(_summary(told))
    say()
    say_table(_measures(told))
    asked = [*_wanted("", told.sheet.garment, told.body.unit), *_wanted("+", told.sheet.alterations, told.body.unit)]
    say_table(asked, title="asked of the garment")
    if told.nearest:
        say_table([(name, f"{'+' if more > 0 else ''}{_value(name, more, told.body.unit)}")
                   for name, more in told.nearest.differences.items()],
                  title=f"nearest size: {told.nearest.chart} {told.nearest.size}; how much more the person measures")
    say_table(_numbered(told.doubts, 1), title="doubts")
    say_table(_numbered(told.remarks, 1 + len(told.doubts)), title="remarks")
    if told.readiness:
        _say_readiness(told.readiness, told.body.unit)
    if told.written:
        say_table(_numbered(told.written_remarks, 1), title="not in the file that was written")
        say()
        say(f"written: {told.written}")


def _summary(told: Told) -> str:
    body, count = told.body, len(told.sheet.body.measures)
    child = body.child
    who = {"female": "girl" if child else "woman", "male": "boy" if child else "man"}.get(
        body.sex or "", "child" if child else "person, sex not told")
    added = len(body.measures) - count
    more = f", and {added} worked out" if added else ""
    return f"{count} {'measure' if count == 1 else 'measures'} of a {who}{more}"


def _measures(told: Told) -> list[tuple[str, ...]]:
    """One row a measure, two where the sides differ; a column of cm where the file is in another unit."""
    unit, places = told.body.unit, {each.where: number for number, each in enumerate(told.doubts, 1)}
    likely = likelihoods(told.sheet.body)
    rows = []
    for name, measure in told.body.measures.items():
        last = _certainty(name, measure, likely.get(name), places, unit)
        for side, value in _sides(measure):
            lengths = CATALOGUE[name].quantity is LENGTH
            cm = [f"{value / 10:.1f} cm" if lengths else ""] if unit != "cm" else []
            rows.append((f"{name} {side}".strip(), _shown(name, measure, value, unit), *cm, measure.source, last))
    return rows


def _certainty(name: str, measure: Measure, likely: Likelihood | None, places: Mapping[str, int], unit: str) -> str:
    if measure.source == "estimated":
        return _off(name, measure, unit)
    if likely == "doubtful":
        return f"doubtful, see {places[name]}"
    return likely or ""


def _say_readiness(ready: Readiness, unit: str) -> None:
    name, wanted = ready.template.name, [*ready.refused, *(each.where for each in ready.absent)]
    said = {each: _estimate(ready.body.measure(each), each, unit) for each in (*ready.refused, *ready.estimated)}
    say_table([(each, CATALOGUE[each].how + (f" An estimate is {said[each]}." if each in said else ""))
               for each in wanted], title=f"{name} wants these measured")
    say_table([(each, f"{said[each]}. To measure it: {CATALOGUE[each].how}") for each in ready.estimated],
              title=f"{name} takes these as estimates, better measured")
    say()
    if ready.ready:
        say(f"{name} can be drafted now.")
    else:
        count = "1 measure is" if len(wanted) == 1 else f"{len(wanted)} measures are"
        hint = "; `make --estimate` takes the estimates" if ready.refused and not ready.absent else ""
        say(f"{name} cannot be drafted yet: {count} missing{hint}.")


def _estimate(measure: Measure, name: str, unit: str) -> str:
    return f"{_shown(name, measure, measure.middle, unit)}, {_off(name, measure, unit)}"


def _wanted(sign: str, amounts: Amounts, unit: str) -> Iterator[tuple[str, str]]:
    for name, value in amounts.items():
        sides = value if not isinstance(value, float | int) else {"": value}
        for side, mm in sides.items():
            yield f"{name} {side}".strip(), f"{sign if mm > 0 else ''}{printed(mm, unit)}"


def _numbered(problems: Sequence[Problem], start: int) -> list[tuple[str, str]]:
    return [(f"{number}.", f"{'' if each.line is None else f'line {each.line}: '}{each.message}. {each.hint}".rstrip())
            for number, each in enumerate(problems, start)]


def _sides(measure: Measure) -> tuple[tuple[str, float], ...]:
    """The sides where they differ; of an estimate only the middle, for it differs by less than it may be off."""
    if measure.differs and measure.source != "estimated":
        return ("left", measure.left), ("right", measure.right)
    return (("", measure.middle),)


def _shown(name: str, measure: Measure, value: float, unit: str) -> str:
    """Print a value of a measure; an estimate to a millimetre, an eighth of an inch, a pound or a degree, not finer."""
    if measure.source == "estimated":
        quantity, step = CATALOGUE[name].quantity, 1.0
        if unit == "in":
            step = {"length": 25.4 / 8, "mass": float(MASS.units["lb"])}.get(quantity.name, 1.0)
        value = round(value / step) * step
    return _value(name, value, unit)


def _off(name: str, measure: Measure, unit: str) -> str:
    return f"give or take {_shown(name, measure, 2 * measure.sd, unit).rpartition(' ')[0]}"


def _value(name: str, value: float, unit: str) -> str:
    quantity = CATALOGUE[name].quantity
    if quantity is LENGTH:
        return printed(value, unit)
    if quantity is MASS and unit == "in":
        return f"{value / float(MASS.units['lb']):.1f}".removesuffix(".0") + " lb"
    return f"{value:.2f}".rstrip("0").rstrip(".") + f" {quantity.kept}"
