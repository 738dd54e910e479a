"""Doubts about measures that are possible but unlikely on this body: a slip of pen, tape or unit, or a rare body."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite, radians, sin
from typing import Final

from mtmpattern.body.body import KNOWN, Body, Measure
from mtmpattern.body.catalogue import CATALOGUE, canonical
from mtmpattern.body.population import SEXES, Judgement, given, judge, known
from mtmpattern.body.repair import COST, MOST, Repair, for_doubt, shown, slips
from mtmpattern.errors import Problem
from mtmpattern.units import LENGTH

__all__ = ["SEXES", "Doubt", "doubts"]

SIDES_GIRTH: Final = (15.0, 0.06)
"""How much the girths of two sides may differ: mm, or this fraction of the larger; generous, for lack of a survey."""
SIDES_LENGTH: Final = 25.0
"""The same for lengths, in mm; generous: legs differ by 5 mm, with a deviation of 4 (Knutson 2005, X-rays)."""
SIDES_SLOPE: Final = 8.0
"""The same for slopes, in degrees; generous, for lack of a survey."""
SIDES_LIMIT: Final = 3.0
"""The largest |z| between two sides: the figures above count as three deviations."""

SEX_RATIO: Final = 5.0
"""Logarithm of the likelihood ratio from which the other sex is suggested: wrong for none of 758 people held out of the
fit; finds 94 % of wrong sexes from 15 measures, two thirds from 6."""
SEX_LEAST: Final = 6
"""The sex is not judged from fewer measures than this."""

FOLLOWS: Final[dict[str, tuple[tuple[str, ...], Callable[..., float], float]]] = {
    "shoulder_drop": (("shoulder_length", "shoulder_slope"), lambda length, slope: length * sin(radians(slope)), 5),
    "back_neck_to_wrist": (("arm_length", "across_back_shoulder"), lambda arm, across: arm + across / 2, 8),
    "hps_to_waist_back": (("back_waist_length",), lambda back: back + 22, 9),
}
"""Measures that others determine and the survey lacks: the others, how it follows from them, and its deviation from
that in mm. The survey judges the other such sets, as of heights, or of an arm and its parts."""
FOLLOWS_LIMIT: Final = 3.5
"""The |z| from which such a measure is doubtful."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One unlikely measure, in mm (kg, degrees).

    ``expected`` is the value that the other measures make likely, ``sd`` a person's deviation from it and ``z`` the
    distance in deviations. With a ``side``, the value is that side's and ``expected`` is the other side. The name
    ``sex`` is a doubt about the stated sex: ``value`` and ``z`` are then the logarithm of how much better the measures
    fit a man than a woman. ``repairs`` are for that side, if there is one. ``rivals`` are the names and values of
    other measures, one of which may be wrong instead: girths of the trunk, or those that determine this one.
    """

    name: str
    side: str
    value: float
    expected: float
    sd: float
    z: float
    repairs: tuple[Repair, ...] = ()
    rivals: tuple[tuple[str, float], ...] = ()

    @property
    def culprits(self) -> tuple[str, ...]:
        """The names of all values that may be wrong."""
        return (self.name, *(name for name, _ in self.rivals))

    def sentence(self, unit: str) -> str:
        """Return what is doubtful and why, with lengths in the unit of the file."""
        if self.name == "sex":
            other, word = ("man", "woman") if self.z > 0 else ("woman", "man")
            return f"these measures fit a {other} better than a {word}"
        apart = abs(self.value - self.expected)
        more = "more" if self.value > self.expected else "less"
        value = shown(self.name, self.value, unit)
        if self.side:
            other = "right" if self.side == "left" else "left"
            return (f"{self.name} {value} on the {self.side} is {shown(self.name, apart, unit)} {more} than "
                    f"{shown(self.name, self.expected, unit)} on the {other}; two sides rarely differ so much")
        step = _step(self.name, unit)
        likely = shown(self.name, _rounded(self.expected, step), unit)
        spread = shown(self.name, max(_rounded(2 * self.sd, step), step), unit).rpartition(" ")[0]
        others = " and ".join(f"{name} {shown(name, its, unit)}" for name, its in self.rivals)
        any_ = "either" if len(self.rivals) == 1 else "any of them"
        either = f"; it contradicts {others}, and {any_} may be wrong" if others else ""
        return (f"{self.name} {value} is {shown(self.name, _rounded(apart, step), unit)} {more} than the other "
                f"measures make likely ({likely}, give or take {spread}){either}")

    def hint(self) -> str:
        """Return what may have been meant, and how to keep the value."""
        if self.name == "sex":
            return "Is `sex` right? If it is, confirm it: `confirmed: [sex]`."
        it, all_ = ("them", "all") if len(self.culprits) > 2 else ("both", "both") if self.rivals else ("", "it")
        again = f"Measure {it} again" if it else "Measure again"
        keep = f"{again}, or confirm {all_}: `confirmed: [{', '.join(self.culprits)}]`."
        if self.repairs:
            return f"Did you mean {self.repairs[0].text}? {keep}"
        return keep if self.rivals else f"{keep} {CATALOGUE[self.name].how}"

    def problem(self, unit: str) -> Problem:
        """Return the doubt as a problem, to which a reader adds the place in its file."""
        return Problem(self.sentence(unit), "measurement.doubtful", "", self.hint(), params={
            "measure": self.name, "value": round(self.value, 3), "expected": round(self.expected, 1),
            "sd": round(self.sd, 1), **({"side": self.side} if self.side else {}),
            **({"rivals": [name for name, _ in self.rivals]} if self.rivals else {}),
            **({"meant": {name: round(value, 3) for name, value in self.repairs[0].changes.items()}}
               if self.repairs else {})})


def doubts(body: Body, *, confirmed: Collection[str] = frozenset()) -> tuple[Doubt, ...]:
    """Return the measures of a body that its other measures, or the other side, make unlikely; the worst first.

    Only given measures that the survey has are judged. If the sex is not given, a measure is
    doubtful only if it is for both sexes; children are not judged, for lack of data. ``confirmed`` names measures that
    are right although unlikely. If one of two girths that contradict each other is confirmed, the other is doubted.
    """
    if body.child:
        return ()
    measured = {name: each for name, each in body.measures.items()
                if each.source in KNOWN and isfinite(each.left) and isfinite(each.right)}
    apart = {name for name, each in measured.items() if each.differs and _apart(name, each) > 1}
    sexes = SEXES if body.sex is None else (body.sex,)
    values = known({name: each.middle for name, each in measured.items() if name not in apart}, sexes)
    judged = [judge(sex, values) for sex in sexes]
    found = [*_sex_doubt(body, judged, values), *_values(judged, values, body),
             *(_side(name, measured[name], judged, body.unit) for name in CATALOGUE if name in apart)]
    right = {canonical(name) or name for name in confirmed}
    return (*(each for doubt in found for each in _settled(doubt, right, judged)),
            *(each for each in _follows(measured) if each.name not in right))


def _settled(doubt: Doubt, right: Collection[str], judged: list[Judgement]) -> Iterator[Doubt]:
    """What remains of a doubt when some of the measures are confirmed."""
    rivals = tuple(each for each in doubt.rivals if each[0] not in right)
    if doubt.name not in right:
        yield replace(doubt, rivals=rivals if len(rivals) == len(doubt.rivals) else ())
        return
    for name, value in rivals if len(doubt.rivals) == 1 else ():
        others = [{**{each: its for each, its in people.kept.items() if each != name}, doubt.name: doubt.value}
                  for people in judged]
        z, expected, sd = min((given(people.sex, known_, name, value) for people, known_ in zip(
            judged, others, strict=True)), key=lambda each: abs(each[0]))
        yield Doubt(name, "", value, expected, sd, z)


def _values(judged: list[Judgement], values: dict[str, float], body: Body) -> list[Doubt]:
    """Return the measures that are doubtful for all possible sexes, each with the smaller |z|."""
    found = []
    for name in judged[0].doubtful:
        scores = [people.doubtful[name] for people in judged if name in people.doubtful]
        if len(scores) == len(judged):
            z, expected, sd = min(scores, key=lambda each: abs(each[0]))
            repairs = for_doubt(name, values[name], values, judged, body.unit)
            if body.measures[name].differs:     # the mean of two sides was not typed
                repairs = tuple(each for each in repairs if each.kind not in ("digits", "digit"))
            rivals = dict.fromkeys(rival for people in judged for rival in people.rivals.get(name, ()))
            found.append(Doubt(name, "", values[name], expected, sd, z, repairs,
                               tuple((rival, values[rival]) for rival in rivals)))
    return sorted(found, key=lambda doubt: -abs(doubt.z))


def _sex_doubt(body: Body, judged: list[Judgement], values: dict[str, float]) -> Iterator[Doubt]:
    """Doubt the sex if the measures are far likelier for the other one.

    Measures are then judged for both sexes, even if the sex is confirmed, so that a measure unlikely for only one sex
    is not doubted again.
    """
    if body.sex is None or len(values) < SEX_LEAST:
        return
    other = judge("male" if body.sex == "female" else "female", values)
    ratio = other.density - judged[0].density
    if ratio > SEX_RATIO:
        judged.append(other)
        signed = ratio if other.sex == "male" else -ratio
        yield Doubt("sex", "", signed, 0.0, 1.0, signed)


def _follows(measured: Mapping[str, Measure]) -> Iterator[Doubt]:
    """Doubt measures that contradict those which determine them; any of the set may be wrong."""
    for name, (others, rule, sd) in FOLLOWS.items():
        if not measured.keys() >= {name, *others}:
            continue
        value, parts = measured[name].middle, [measured[each].middle for each in others]
        expected = rule(*parts)
        z = (value - expected) / sd
        if abs(z) > FOLLOWS_LIMIT:
            yield Doubt(name, "", value, expected, sd, z, rivals=tuple(zip(others, parts, strict=True)))


# ---- The two sides --------------------------------------------------------------------------------------------------

def _allowed(name: str, larger: float) -> float:
    """Return how much the two sides of a measure may differ; posture may differ by any amount."""
    kind = CATALOGUE[name].kind
    if kind in ("girth", "arc"):
        return max(SIDES_GIRTH[0], SIDES_GIRTH[1] * larger)
    return {"angle": SIDES_SLOPE, "posture": float("inf")}.get(kind, SIDES_LENGTH)


def _apart(name: str, measure: Measure) -> float:
    """Return the difference of the sides, as a fraction of the allowed difference."""
    return abs(measure.left - measure.right) / _allowed(name, max(measure.left, measure.right))


def _side(name: str, measure: Measure, judged: list[Judgement], unit: str) -> Doubt:
    """Doubt the side that fits the other measures worse, or the larger one if those do not decide."""
    def strange(value: float) -> float:
        held = known({name: value}, [people.sex for people in judged])
        return min(abs(given(people.sex, people.kept, name, value)[0]) for people in judged) if held else 0.0

    sides = {"left": measure.left, "right": measure.right}
    side = max(sides, key=lambda each: (strange(sides[each]), sides[each]))
    value, other = sides.pop(side), next(iter(sides.values()))
    sd = _allowed(name, max(value, other)) / SIDES_LIMIT
    repairs = [Repair(slip.kind, {name: slip.value}, slip.text, max(abs(slip.value - other) / sd, strange(slip.value)))
               for slip in slips(name, value, unit)]
    repairs = [each for each in repairs if each.score <= SIDES_LIMIT]
    repairs.sort(key=lambda each: each.score + COST[each.kind])
    return Doubt(name, side, value, other, sd, (value - other) / sd, tuple(repairs[:MOST]))


# ---- Rounding in messages -------------------------------------------------------------------------------------------

def _step(name: str, unit: str) -> float:
    """Return the step to which an expectation is rounded: half a centimetre, a quarter inch, half a kilo, a pound."""
    if CATALOGUE[name].quantity is LENGTH:
        return 25.4 / 4 if unit == "in" else 5.0
    return 0.45359237 if unit == "in" else 0.5


def _rounded(value: float, step: float) -> float:
    return round(value / step) * step
