"""One size of a file of many sizes: .smms of Seamly2D, .vst of Valentina, in the old and the new way of writing them.

The old way has a size (half the chest girth) and a height, each with an increase per step of 2 and 6 cm, and since
Seamly2D 0.4.6 with increases that change at given sizes. The new way of Valentina has up to three dimensions with
steps of their own, and corrections at single sizes. Excluded combinations of sizes are not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from mtmpattern.body.forms.dimensions import Dimension, choices, dimensions_of, old_steps
from mtmpattern.body.forms.gathering import Gathering
from mtmpattern.body.forms.seamlyfile import body_of, entries, heading, node_of, number_of, put, tell_age
from mtmpattern.body.forms.taken import Pick, Taken
from mtmpattern.body.forms.xml import Element
from mtmpattern.documents import Faults, exact_number

_SHIFTS: Final = ("shiftA", "shiftB", "shiftC")
_MOST_STEPS: Final = 1_000


def read(root: Element, faults: Faults, pick: Pick) -> Taken:
    """Read the size that is picked, or the base of the file with a remark that says so."""
    taken = heading(root, faults)
    gathering = Gathering("seamly", pick, faults, taken)
    unit = taken.unit
    old = root.child("dimensions") is None
    if unit == "in" and old:
        faults.add((root.child("unit") or root).problem(
            "files of many sizes in inches have no steps", "measurement.unit", "Their steps are 2 and 6 cm."))
    dimensions = dimensions_of(root, unit or "cm", faults)
    chosen = choices(root, dimensions, unit or "cm", pick, gathering)
    for name, element in entries(root, faults):
        node = node_of(name, element)
        before = len(faults.problems)
        base = number_of(element, "base", faults)
        offset = _old_offset(element, dimensions, chosen, unit or "cm", faults) if old else _new_offset(
            element, dimensions, chosen, faults)
        if base is None or len(faults.problems) > before:
            continue
        amount = base + offset
        if base == 0 and amount == 0:
            gathering.columns.pop(name, None)
            continue
        meaning = gathering.meaning(name, node)
        if meaning is not None:
            put(gathering, meaning, amount, node, special=element.get("specialUnits") in ("true", "1"))
    gathering.finish(node_of("body-measurements", body_of(root)))
    tell_age(taken)
    return taken


def _old_offset(element: Element, dimensions: tuple[Dimension, ...], chosen: Mapping[str, Fraction], unit: str,
                faults: Faults) -> Fraction:
    """Work out what size and height add to the base of one measure."""
    total = Fraction(0)
    for dimension in dimensions:
        increase = number_of(element, f"{dimension.kind}_increase", faults)
        step, moved = old_steps(unit)[dimension.kind], chosen[dimension.kind] - dimension.base
        rules = element.child(f"{dimension.kind}Rules")
        breaks = [(number_of(each, "threshold", faults), number_of(each, "increment", faults))
                  for each in (rules.all("break") if rules else ())]
        if increase is None or any(None in each for each in breaks):
            continue
        if not breaks:
            total += moved / step * increase
            continue
        at = sorted((start, more) for start, more in breaks if start is not None and more is not None)
        steps = min(round(abs(moved) / step), _MOST_STEPS)
        total += (1 if moved > 0 else -1) * sum(
            (_increase(dimension.base + (count if moved > 0 else -count) * step, at, increase)
             for count in range(steps)), Fraction(0))
    return total


def _increase(place: Fraction, breaks: list[tuple[Fraction, Fraction]], usual: Fraction) -> Fraction:
    """Return what one step adds that begins at this size."""
    return next((more for start, more in reversed(breaks) if place >= start), usual)


def _new_offset(element: Element, dimensions: tuple[Dimension, ...], chosen: Mapping[str, Fraction],
                faults: Faults) -> Fraction:
    """Work out what the dimensions add to the base of one measure, with the correction at just this size."""
    total = Fraction(0)
    for dimension, name in zip(dimensions, _SHIFTS, strict=False):
        shift = number_of(element, name, faults)
        if shift is not None and dimension.step:
            total += (chosen[dimension.kind] - dimension.base) / dimension.step * shift
    corrections = element.child("corrections")
    here = [chosen[dimension.kind] for dimension in dimensions]
    for each in corrections.all("correction") if corrections else ():
        if _coordinates(each.get("coordinates")) == here:
            total += number_of(each, "correction", faults) or 0
    return total


def _coordinates(text: str) -> list[Fraction] | None:
    try:
        return [exact_number(part) for part in text.split(";")] if len(text) < 100 else None
    except ValueError:
        return None
