"""Measures that a template needs and a customer did not give, completed by written rules and marked as such.

The three great girths (chest, waist, hip) and the height have no rule: they must be measured.

    >>> from mtmpattern.body import Body
    >>> ana = complete(Body.of({"height": 1680, "chest_girth": 925}, sex="female"), ["scye_depth"])
    >>> ana.measure("scye_depth").source, round(ana.scye_depth), ana.measure("scye_depth").sd
    ('estimated', 163, 16.0)
"""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot
from typing import Final

from mtmpattern.body.body import Body, Measure
from mtmpattern.body.catalogue import CATALOGUE, entry
from mtmpattern.body.rules import RULES, Line, Rule


def _by_name() -> dict[str, tuple[Rule, ...]]:
    return {name: tuple(rule for rule in RULES if rule.name == name) for name in dict.fromkeys(r.name for r in RULES)}


RULES_FOR: Final = _by_name()
"""The rules for each measure that has any, best first."""


def complete(body: Body, names: Iterable[str]) -> Body:
    """Return the body with those of the named measures that it lacks and that a rule can supply.

    What was given stays as it is. A measure without a rule, or without the inputs of any, stays missing: see
    `mtmpattern.body.missing`. Raises `MeasurementError` for a name that no measure has.
    """
    found: dict[str, Measure] = {}
    for name in names:
        known = entry(name).name
        measure = None if known in body.measures else _completed(body, known, frozenset())
        if measure is not None:
            found[known] = measure
    return body.with_measures(found) if found else body


def _completed(body: Body, name: str, waiting: frozenset[str]) -> Measure | None:
    """Apply the best rule whose inputs were given; failing that, the best whose inputs other rules can supply."""
    rules = RULES_FOR.get(name, ())
    for rule in rules:
        inputs = [body.measures[each] for each in rule.inputs if each in body.measures]
        if len(inputs) == len(rule.inputs) and (rule.inputs or len(rules) == 1):
            measure = _applied(rule, inputs, body)
            if measure is not None:
                return measure
    waiting |= {name}
    for rule in rules:
        if waiting.isdisjoint(rule.inputs):
            supplied = [body.measures.get(each) or _completed(body, each, waiting) for each in rule.inputs]
            inputs = [each for each in supplied if each is not None]
            measure = _applied(rule, inputs, body) if len(inputs) == len(rule.inputs) else None
            if measure is not None:
                return measure
    return None


def _applied(rule: Rule, inputs: list[Measure], body: Body) -> Measure | None:
    """Apply a rule to each side; None where it is not for this body or a derived value comes out impossible."""
    lines = _lines(rule, body)
    if not lines:
        return None
    left, left_sd = _value(lines, [each.left for each in inputs])
    right, right_sd = _value(lines, [each.right for each in inputs])
    known = CATALOGUE[rule.name]
    if not known.sided:
        left = right = (left + right) / 2
    low, high = known.range(child=body.child)
    sure = rule.exact and all(each.source != "estimated" for each in inputs)
    if sure and not (low <= min(left, right) and max(left, right) <= high):
        return None
    left, right = min(max(left, low), high), min(max(right, low), high)
    passed_on = (slope * each.sd for slope, each in zip(lines[0].slopes, inputs, strict=True))
    sd = hypot(max(left_sd, right_sd), *passed_on)
    return Measure(left, right, "derived" if sure else "estimated", sd, rule.sentence)


def _lines(rule: Rule, body: Body) -> list[Line]:
    """Return the line for this person; for an adult whose sex is not known the woman's and the man's."""
    if body.child:
        lines = [rule.child]
    else:
        lines = [line for sex, line in (("female", rule.female), ("male", rule.male)) if body.sex in (None, sex)]
    return [line for line in lines if line is not None]


def _value(lines: list[Line], values: list[float]) -> tuple[float, float]:
    """Return the value on the line and its deviation; between two lines the middle, less certain by half the gap."""
    found = [line.at(tuple(values)) for line in lines]
    return sum(found) / len(found), hypot(max(line.sd for line in lines), (max(found) - min(found)) / 2)
