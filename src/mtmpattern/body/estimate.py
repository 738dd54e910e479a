"""Measures that a customer did not give: derived where they follow from others, estimated otherwise, marked as such.

A child is estimated by the written proportions of `mtmpattern.body.rules`. An adult is compared with a population
(`mtmpattern.body.population`): what is known, whatever it is, makes every other measure more or less likely.

    >>> from mtmpattern.body import Body
    >>> ana = complete(Body.of({"height": 1680, "chest_girth": 925}, sex="female"), ["scye_depth"])
    >>> ana.measure("scye_depth").rule, round(ana.scye_depth), round(ana.measure("scye_depth").sd)
    ('estimated from height and chest girth (ANSUR II)', 164, 15)

Which of them a garment may be cut by is its template's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import hypot, isfinite
from typing import TYPE_CHECKING, Final

from mtmpattern.body.body import KNOWN, Body, Measure
from mtmpattern.body.catalogue import CATALOGUE, Entry, entry
from mtmpattern.body.checks import AT_MOST, SMALLER
from mtmpattern.body.rules import CHILD, EXACT, Rule

if TYPE_CHECKING:
    from mtmpattern.body.population import Expectation

APART: Final = 1.0
"""An estimate keeps at least so many mm from a known measure that it has to be smaller or larger than."""


def _by_name(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        found[rule.name] = (*found.get(rule.name, ()), rule)
    return found


EXACT_FOR: Final = _by_name(EXACT)
"""The exact rules for each measure that has any, best first."""
RULES_FOR: Final = _by_name((*EXACT, *CHILD))
"""All rules, exact ones first; the proportions after them are for children only."""


def complete(body: Body, names: Iterable[str]) -> Body:
    """Return the body with those of the named measures that it lacks and that can be derived or estimated.

    What was given stays as it is. Every measure of an adult can be estimated; a child's that no rule leads to stays
    missing: see `mtmpattern.body.missing`. Raises `MeasurementError` for a name that no measure has.
    """
    found: dict[str, Measure] = {}
    expected: Expectation | None = None
    for name in dict.fromkeys(entry(each).name for each in names):
        if name in body.measures:
            continue
        measure = _by_rules(body, name, frozenset())
        if measure is None and not body.child:
            expected = expected or _expectation(body)
            measure = _expected(body, CATALOGUE[name], expected)
        if measure is not None:
            found[name] = measure
    return body.with_measures(found) if found else body


def estimate(body: Body, name: str) -> Measure | None:
    """Return what others of its measures tell of one, whether the body has it or not; None where nothing does."""
    known = entry(name).name
    others = {each: measure for each, measure in body.measures.items() if each != known}
    return complete(Body(others, body.sex, body.unit, body.child), [known]).measures.get(known)


# ---- From a population ------------------------------------------------------------------------------------------


def _expectation(body: Body) -> Expectation:
    from mtmpattern.body.population import Expectation  # noqa: PLC0415  # numpy is loaded by the first estimate

    known = {name: (measure.left, measure.right) for name, measure in body.measures.items() if measure.source in KNOWN}
    return Expectation(("female", "male") if body.sex is None else (body.sex,), known)


def _expected(body: Body, known: Entry, expected: Expectation) -> Measure:
    left, right, sd = expected.of(known.name)
    if not known.sided:
        left = right = (left + right) / 2
    (left_low, left_high), (right_low, right_high) = _bounds(body, known)
    return Measure(min(max(left, left_low), left_high), min(max(right, right_low), right_high), "estimated", sd,
                   expected.sentence(known.name))


def _bounds(body: Body, known: Entry) -> Iterator[tuple[float, float]]:
    """Yield, for each side, where a value must lie: in the human range, and right by what was measured."""
    for side in ("left", "right"):
        low, high = known.range(child=body.child)
        for pairs, apart in ((SMALLER, APART), (AT_MOST, 0.0)):
            for small, large in pairs:
                other = body.measures.get(large if small == known.name else small)
                if other is not None and other.source in KNOWN and known.name in (small, large):
                    if small == known.name:
                        high = max(min(high, getattr(other, side) - apart), low)
                    else:
                        low = min(max(low, getattr(other, side) + apart), high)
        yield low, high


# ---- By rules ---------------------------------------------------------------------------------------------------


def _by_rules(body: Body, name: str, waiting: frozenset[str]) -> Measure | None:
    """Apply the best rule whose inputs were given; failing that, the best whose inputs other rules can supply.

    For an adult there are only exact rules, and their inputs must be known or follow from what is known.
    """
    rules = (RULES_FOR if body.child else EXACT_FOR).get(name, ())
    for rule in rules:
        inputs = [body.measures[each] for each in rule.inputs if each in body.measures]
        if len(inputs) == len(rule.inputs) and (rule.inputs or len(rules) == 1):
            measure = _applied(rule, inputs, body)
            if measure is not None:
                return measure
    waiting |= {name}
    for rule in rules:
        if waiting.isdisjoint(rule.inputs):
            supplied = [body.measures.get(each) or _by_rules(body, each, waiting) for each in rule.inputs]
            inputs = [each for each in supplied if each is not None]
            measure = _applied(rule, inputs, body) if len(inputs) == len(rule.inputs) else None
            if measure is not None:
                return measure
    return None


def _applied(rule: Rule, inputs: list[Measure], body: Body) -> Measure | None:
    """Apply a rule to each side; None where an exact value comes out impossible or an adult's input is a guess."""
    sure = rule.sd == 0 and all(each.source != "estimated" for each in inputs)
    if not sure and not body.child:
        return None
    lefts, rights = [each.left for each in inputs], [each.right for each in inputs]
    left, right = rule.work(*lefts), rule.work(*rights)
    known = CATALOGUE[rule.name]
    if not known.sided:
        left = right = (left + right) / 2
    low, high = known.range(child=body.child)
    if not (isfinite(left) and isfinite(right)) or (sure and not low <= min(left, right) <= max(left, right) <= high):
        return None
    passed_on = (rule.work(*(value + each.sd * (place == at) for at, value in enumerate(lefts))) - rule.work(*lefts)
                 for place, each in enumerate(inputs))
    sd = hypot(rule.sd, *passed_on)
    left, right = min(max(left, low), high), min(max(right, low), high)
    return Measure(left, right, "derived" if sure else "estimated", sd, rule.sentence)
