"""Finished measures that were meant in another unit: 104 for a chest in a file in mm, 1040 in one in cm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final

from mtmpattern.documents import token
from mtmpattern.drafting.intention import on_side
from mtmpattern.drafting.template import Template
from mtmpattern.errors import MtmError, Problem
from mtmpattern.units import LENGTH, as_mm, typed

CODE: Final = "garment.unit"
LIKELY: Final = (0.6, 1.6)
LIKELY_IN_INCHES: Final = (0.85, 1.2)
"""What a garment was meant to measure, as a part of what the template would make it, at the least and at the most.

An inch is only 2.54 cm, so that a number must fit better before the two are taken to be mistaken for each other.
"""
WRITTEN_TO: Final = 1e-3
SPELT: Final = {"mm": "millimetres", "cm": "centimetres", "in": "inches"}
UNITS: Final = (("mm", "cm"), ("cm", "mm"), ("mm", "in"), ("in", "mm"), ("cm", "in"), ("in", "cm"))
"""The unit in which a number was read and the one in which it was meant, the likeliest pair first."""
WRITE: Final = "Write the unit with the value."


def mistaken_units(own: Template, garment: Mapping[str, Any]) -> Iterator[Problem]:
    """The measures of a request that fit the garment only in another unit.

    ``own`` is the template without these measures: what it intends by itself is what is likely.
    """
    for name, path in type(own).intentions().items():
        given = garment.get(name)
        if given is None:
            continue
        usual = 0.0
        with suppress(MtmError, ArithmeticError):           # it cannot be worked out for this body
            usual = float(attrgetter(path)(own))
        for side in ("left", "right") if isinstance(given, Mapping) else ("",):
            mm = on_side(side, given)
            if mm is not None and usual > 0.0 and (meant := _meant(mm, usual)):
                yield Problem(
                    f"garment's {name}{f' {side}' if side else ''}: {as_mm(mm)} is implausible where this garment "
                    f"would measure {as_mm(usual)}", CODE, f"/garment{token(name)}{token(side) if side else ''}",
                    f"Did you mean {meant}? {WRITE}", field=f"garment.{name}",
                    params={"name": name, "value": mm, "usual": round(usual, 1), "meant": meant,
                            **({"side": side} if side else {})})


def beside_others(mistaken: Iterable[Problem], refused: Sequence[Problem]) -> list[Problem]:
    """These measures, each with the range that it may have, and what else a refused draft says of other fields."""
    ranges = {each.field: each for each in reversed(refused) if each.field and each.allowed}
    found = [replace(each, allowed=ranges[each.field].allowed, hint=f"{each.hint} {ranges[each.field].advice}".rstrip())
             if each.field in ranges else each for each in mistaken]
    fields = {each.field for each in found}
    return found + [each for each in refused if each.field and each.field not in fields]


def _meant(mm: float, usual: float) -> str:
    """The number as it was typed with the unit that makes it likely, if there is one, as in ``104 centimetres``."""
    if _is_likely(mm / usual, LIKELY):
        return ""
    return next((_number(mm / _size(read), unit) for read, unit in UNITS if _was_typed(mm / _size(read)) and _is_likely(
        mm / usual / _size(read) * _size(unit), LIKELY_IN_INCHES if {read, unit} == {"cm", "in"} else LIKELY)), "")


def _was_typed(number: float) -> bool:
    """Whether people write such a number: with one decimal, or in eighths."""
    return any(abs(number * parts - round(number * parts)) < parts * WRITTEN_TO for parts in (10, 8))


def _is_likely(share: float, between: tuple[float, float]) -> bool:
    return between[0] <= share <= between[1]


def meant_beyond(mm: float, most: float) -> str:
    """What was probably meant by a length beyond ``most``; of several the one with the roundest number."""
    found: Sequence[tuple[int, float]] = sorted(
        (len(typed(round(number, 2))), number) for unit in ("cm", "in") if (number := abs(mm) / _size(unit)) <= most)
    return f"Did you mean {_number(found[0][1], 'mm', mm)}? {WRITE}" if found else ""


def _number(number: float, unit: str, sign: float = 1.0) -> str:
    return f"{'-' if sign < 0 else ''}{typed(round(number, 2))} {SPELT[unit]}"


def _size(unit: str) -> float:
    return float(LENGTH.units[unit])
