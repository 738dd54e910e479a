"""Which of a customer's measures a draft was made from, and which were not used."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mtmpattern.body import CATALOGUE, Body
from mtmpattern.body.estimate import EXACT_FOR
from mtmpattern.pattern.model.requirement import Note

UNUSED = "measure.unused"


def unused_note(body: Body, drafted: Collection[str], compared: Collection[str],
                outweighed: Collection[str] = ()) -> tuple[Note, ...]:
    """One note, without values, on all measures that were taken and that do not move the draft.

    ``drafted`` are the names of measures from which the pieces were drafted, ``compared`` those with which the garment
    was only compared, ``outweighed`` those of the first that other measures outweigh. A measure from which one of these
    was derived counts like that one. An adult's measures all help to estimate one that was not taken, and so may move
    the draft a little.
    """
    moving = _with_sources(body, set(drafted) - set(outweighed))
    read, compared = _with_sources(body, drafted), _with_sources(body, compared)
    taken = [name for name, measure in body.measures.items() if measure.source == "measured" and name not in moving]
    unused = _listed(name for name in taken if name not in read | compared)
    only = _listed(name for name in taken if name in compared - read)
    less = _listed(name for name in taken if name in read)
    guessed = not body.child and any(body.measures[name].source == "estimated" for name in drafted
                                     if name in body.measures)
    how = "used by this draft only to estimate others" if guessed else "not used by this draft"
    parts = [f"Measured, and {how}: {unused}" if unused else "",
             f"measured, and only compared with the garment: {only}" if only else "",
             f"measured, and at these values outweighed by other measures in this draft: {less}" if less else ""]
    text = "; ".join(filter(None, parts))
    return (Note(text[0].upper() + text[1:], UNUSED),) if text else ()


def _with_sources(body: Body, names: Iterable[str]) -> frozenset[str]:
    """The names, and those of the measures from which derived ones among them follow."""
    found, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        measure = body.measures.get(name)
        if measure is None or measure.source == "derived":
            waiting += [each for rule in EXACT_FOR.get(name, ()) for each in rule.inputs]
    return frozenset(found)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(CATALOGUE[name].label for name in names)
