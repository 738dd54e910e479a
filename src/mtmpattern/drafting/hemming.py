"""Hems that cannot be turned up to the stated depth are made less deep, with a note."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from mtmpattern.pattern.model.operation import Hem, Operation
from mtmpattern.pattern.model.requirement import Note
from mtmpattern.pattern.pattern import Pattern
from mtmpattern.pattern.seams.turn_up import ROLLED, SHALLOWEST, TurnUp


def hemmed_flat(pattern: Pattern) -> Pattern:
    """The pattern with no hem deeper than it lies flat, in whole mm, and a note for each that was reduced.

    Both of the wearer's sides are turned up alike. A hem that would be narrower than `SHALLOWEST`, or one turned twice
    narrower than `ROLLED`, stays as it is, and the audit refuses it.
    """
    deep: dict[int, float] = {}
    limits: dict[int, TurnUp] = {}
    for turned in pattern.turn_ups:
        if turned.problem:
            place = _place(pattern, turned.operation)
            if place not in deep or turned.deepest < deep[place]:
                deep[place], limits[place] = turned.deepest, turned
    notes = [*pattern.notes, *_eased(pattern)]
    reduced = {place: _reduced(limits[place].operation, most) for place, most in deep.items()}
    depths = {place: hem for place, hem in reduced.items() if hem.depth >= (ROLLED if hem.under else SHALLOWEST)}
    if not depths:
        return pattern if len(notes) == len(pattern.notes) else pattern.noted(notes)
    for place, hem in depths.items():
        turned = limits[place]
        notes.append(Note(f"The hem of {turned.name} is turned up {hem.depth:.0f} mm and not "
                          f"{turned.operation.depth:.0f} mm, so that it lies flat", "rescue",
                          turned.operation.depth - hem.depth))
    return replace(pattern, operations=_shallower(pattern.operations, depths),
                   right_operations=_shallower(pattern.right_operations, depths), notes=tuple(dict.fromkeys(notes)))


def _eased(pattern: Pattern) -> Iterator[Note]:
    """A note for each edge that must be eased in by hand or by the feed."""
    edges = dict.fromkeys(turned.name for turned in pattern.turn_ups if turned.is_eased)
    yield from (Note(f"The turned edge of {edge} is eased in where it is sewn down", "hem.eased") for edge in edges)


def _place(pattern: Pattern, operation: Operation) -> int:
    """The place of an operation in the order of work, whichever side it was written for."""
    return next(number for operations in (pattern.operations, pattern.right_operations)
                for number, each in enumerate(operations) if each is operation)


def _reduced(hem: Hem, most: float) -> Hem:
    """A hem of ``most`` mm in all, in whole mm; one turned twice keeps what it is wider than the part turned in."""
    whole = float(math.floor(most))
    if not hem.under:
        return replace(hem, depth=whole)
    depth = float(math.floor((whole + hem.depth - hem.under) / 2))
    return replace(hem, depth=depth, under=max(min(whole - depth, hem.under), 0.0))


def _shallower(operations: tuple[Operation, ...], depths: dict[int, Hem]) -> tuple[Operation, ...]:
    return tuple(replace(each, depth=depths[number].depth, under=depths[number].under)
                 if number in depths and isinstance(each, Hem) else each for number, each in enumerate(operations))

