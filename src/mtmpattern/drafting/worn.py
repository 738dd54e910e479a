"""The ease that a template asks for, compared with the body, and what the customer gave that governs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..body import Body, Measure, complete
from ..geometry.tolerance import SAME
from ..pattern.model.ease import Ease, EaseAsked
from ..pattern.model.requirement import Note
from .intention import on_side

if TYPE_CHECKING:
    from .template import Template


def eases(left: Template, right: Template, asked: Iterable[EaseAsked], asked_right: Iterable[EaseAsked], body: Body,
          fit: str) -> tuple[Ease, ...]:
    """The ease at every level that a template asks for, in its order; one for each side where the sides differ.

    Measures that the draft does not need are estimated for this where they were not taken; a level over a measure that
    nothing leads to, as there may be of a child, is left out.
    """
    levels, mates = tuple(asked), {(each.level, each.over): each for each in asked_right}
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
    """What the maker should know of the ease, each thing once."""
    yield from dict.fromkeys(note for each in found if (note := each.note))


def _ease(asked: EaseAsked, template: Template, measure: Measure, fit: str) -> Ease:
    """The ease on the side that a template drafts, without that side's name."""
    return Ease(asked.level, asked.garment, getattr(measure, template.wearer_side), asked.over, asked.least,
                asked.most, measure.source, measure.sd, asked.by, _given(template, asked.by, fit))


def _given(template: Template, names: Iterable[str], fit: str) -> str:
    """What the customer gave of what governs a level: alterations first, then garment measures, options and the fit."""
    kind, side = type(template), template.wearer_side
    names = tuple(names)
    for of, given, sign in (("the alteration", template.alterations, "+"),
                            ("the garment's measure", template.asked_measures, "")):
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
