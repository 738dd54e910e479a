"""Compares the ease that a template requires with the body, and names the inputs that govern it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from mtmpattern.body import Body, Measure, complete
from mtmpattern.drafting.intention import on_side
from mtmpattern.geometry.tolerance import SAME
from mtmpattern.pattern.model.ease import Ease, RequiredEase
from mtmpattern.pattern.model.requirement import Note

if TYPE_CHECKING:
    from mtmpattern.drafting.template import Template


def eases(left: Template, right: Template, required: Iterable[RequiredEase],
          required_right: Iterable[RequiredEase], body: Body, fit: str) -> tuple[Ease, ...]:
    """The ease at every level that a template states, in its order; one for each side where the sides differ.

    Measures that the draft does not need are estimated here if they were not taken. A level over a measure that cannot
    be estimated either, as may happen for a child, is left out.
    """
    levels, mates = tuple(required), {(each.level, each.over): each for each in required_right}
    whole = complete(body, [each.over for each in levels])
    found: list[Ease] = []
    for each in levels:
        measure = whole.measures.get(each.over)
        if measure is None:
            continue
        mate = mates.get((each.level, each.over), each)
        ours = _ease(each, left, measure, fit)
        theirs = ours if right is left and mate is each else _ease(mate, right, measure, fit)
        same = ours == theirs or (abs(ours.garment - theirs.garment) < SAME and ours.body == theirs.body)
        found += [ours] if same else [replace(ours, side=left.wearer_side), replace(theirs, side=right.wearer_side)]
    return tuple(found)


def ease_notes(found: Iterable[Ease]) -> Iterator[Note]:
    """Notes on the ease for the maker, each once."""
    yield from dict.fromkeys(note for each in found if (note := each.note))


def _ease(required: RequiredEase, template: Template, measure: Measure, fit: str) -> Ease:
    """The ease on the side that a template drafts, without that side's name."""
    here, source = required.girth, measure.source
    if here is None:
        here = getattr(measure, template.wearer_side)
    elif source == "measured":
        source = "derived"
    return Ease(required.level, required.garment, here, required.over, required.least, required.most, source,
                measure.sd, required.by, _given(template, required.by, fit))


def _given(template: Template, names: Iterable[str], fit: str) -> str:
    """The input that governs a level: an alteration first, then a garment measure, an option or the fit."""
    kind, side = type(template), template.wearer_side
    names = tuple(names)
    for of, given, sign in (("the alteration", template.alterations, "+"),
                            ("the garment's measure", template.requested_measures, "")):
        for name in names:
            mm = on_side(side, given.get(name))
            if mm is not None:
                return f"{of} {name} {mm:{sign}.0f} mm"
    options, fitted = kind.options(), kind.fits.get(fit, {})
    for name in names:
        if name in options and template.option_values[name] != options[name].default:
            value = f"{name} {options[name].shown(template.option_values[name])}"
            return f"the fit {fit} ({value})" if fitted.get(name) == template.option_values[name] else (
                f"the option {value}")
    return ""
