"""Cloths, widths of rolls and lengths as they are typed for a marker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from mtmpattern import units
from mtmpattern.drafting.request_text import typed_fabric
from mtmpattern.errors import FileFormatError, MtmError, OptionError, Problem
from mtmpattern.pattern.model.fabric import LIMITS, Fabric


def read_cloths(texts: Iterable[str], widths: Iterable[str]) -> dict[str, tuple[Fabric, ...]]:
    """Read ``FILE`` and ``ROLE=FILE`` texts by role, which is ``""`` for the first form.

    ``widths`` are usable widths of rolls on hand, for the cloth without a role; its price is scaled by area.

    Raises:
        MtmError: every fault of the fabric files and of the widths.

    """
    found: dict[str, list[Fabric]] = {}
    problems: list[Problem] = []
    for text in texts:
        role, sign, name = text.partition("=")
        role, name = (role.strip(), name.strip()) if sign and not Path(text).exists() else ("", text.strip())
        try:
            found.setdefault(role, []).append(typed_fabric(name))
        except FileFormatError as error:
            problems += error.problems
    rolls = []
    for width in widths:
        try:
            rolls.append(read_width(width))
        except OptionError as error:
            problems += error.problems
    if rolls and not found.get("") and not problems:
        problems.append(Problem("widths of rolls need the fabric that is on them", "marker.width", "widths",
                                "Name the fabric.", argument="fabric"))
    if not problems and rolls:
        try:
            found[""] = [_as_wide(cloth, width) for cloth in found[""] for width in rolls]
        except FileFormatError as error:
            problems += error.problems
    if problems:
        raise FileFormatError.of(problems)
    return {role: tuple(cloths) for role, cloths in found.items()}


def _as_wide(cloth: Fabric, width: float) -> Fabric:
    """The same cloth on a roll of another usable width, at the same price by area."""
    price = cloth.price
    if price is not None:
        price = replace(price, amount=price.of(1000.0 * width / cloth.width))
    return replace(cloth, width=width, price=price)


def read_width(text: str) -> float:
    """Read the usable width of a roll. Raises `OptionError` where it is no length, or none of cloth."""
    width = read_length(text, "width")
    least, most = LIMITS["width"]
    if not least <= width <= most:
        raise OptionError(f"width: {units.typed(width)} mm is outside {least:g} to {most:g} mm", code="marker.width",
                          where="width", hint="Write the usable width with its unit, as in 150cm.", argument="width")
    return width


def read_length(text: str, argument: str) -> float:
    """Read a typed length, in mm if it has no unit. Raises `OptionError`, which names the argument."""
    try:
        return float(units.length(text, "mm", signed=True))
    except MtmError as error:
        raise OptionError.of(replace(each, message=f"{argument}: {each.message}", code="marker.length", where=argument,
                                     argument=argument, hint="Write a length, as in 3 mm or 2.5 m.")
                             for each in error.problems) from error
