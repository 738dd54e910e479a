"""Compares the ease that a template requires with the body, and names the inputs that govern it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mtmpattern.body import Body, Measure, complete
from mtmpattern.drafting.intention import on_side
from mtmpattern.geometry.tolerance import SAME
from mtmpattern.pattern.model.ease import Ease, RequiredEase
from mtmpattern.pattern.model.requirement import Note

if TYPE_CHECKING:
    from mtmpattern.drafting.template import Template

APART: Final = 10.0
"""The sides of a body that differ by more mm at a level are two sides for the maker."""
FOLLOWS: Final = .5
"""Of that difference, a garment that follows the body's sides has at least this part."""


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
    found = tuple(found)
    yield from dict.fromkeys(note for each in found if (note := each.note))
    yield from _alike(found)


def _alike(found: Iterable[Ease]) -> Iterator[Note]:
    """A note where the sides of the body differ and those of the garment do not: the slimmer one has more room."""
    sides = {side: {(each.level, each.measure): each for each in found if each.side == side}
             for side in ("left", "right")}
    more: dict[str, dict[str, int]] = {}
    for key, left in sides["left"].items():
        right = sides["right"][key]
        apart = left.body - right.body
        if abs(apart) > APART and abs(left.garment - right.garment) < FOLLOWS * abs(apart):
            side = "right" if left.amount < right.amount else "left"
            more.setdefault(side, {})[left.compared] = round(abs(left.amount - right.amount))
    for side, room in more.items():
        other = "left" if side == "right" else "right"
        where = ", ".join(f"{mm} mm at the {level}" for level, mm in room.items())
        yield Note(f"Both sides are cut alike, although the body's differ; the {side} has more room than the {other}: "
                   f"{where}", "wear.alike", given={"side": side, "mm": room})


def _ease(required: RequiredEase, template: Template, measure: Measure, fit: str) -> Ease:
    """The ease on the side that a template drafts, without that side's name."""
    here, source = required.girth, measure.source
    if here is None:
        here = getattr(measure, template.wearer_side)
    elif source == "measured":
        source = "derived"
    given, of_fit = _given(template, required.by, fit)
    found = Ease(required.level, required.garment, here, required.over, required.least, required.most, source,
                 measure.sd, required.by, given)
    unasked = replace(found, given="")              # a fit is our own choice of numbers: an estimate alone refuses none
    return unasked if of_fit and found.tight and not unasked.tight else found


def _given(template: Template, names: Iterable[str], fit: str) -> tuple[str, bool]:
    """The input that governs a level, and whether it is the fit: an alteration or a garment measure comes first."""
    kind, side = type(template), template.wearer_side
    names = tuple(names)
    for of, given, sign in (("the alteration", template.alterations, "+"),
                            ("the garment's measure", template.requested_measures, "")):
        for name in names:
            mm = on_side(side, given.get(name))
            if mm is not None:
                return f"{of} {name} {mm:{sign}.0f} mm", False
    options, fitted = kind.options(), kind.fits.get(fit, {})
    for name in names:
        if name in options and template.option_values[name] != options[name].default:
            value = f"{name} {options[name].shown(template.option_values[name])}"
            of_fit = fitted.get(name) == template.option_values[name]
            return f"the fit {fit} ({value})" if of_fit else f"the option {value}", of_fit
    return "", False
