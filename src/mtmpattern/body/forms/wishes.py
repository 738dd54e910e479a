"""The entries of a measurement file for garments: the blocks ``garment`` and ``alter``, for any garment or by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mtmpattern.body.body import Amounts, Unit, Wishes
from mtmpattern.documents import Faults, Node
from mtmpattern.errors import MeasurementError, clean
from mtmpattern.units import length

FLAT: Final = "_width"
"""The ending of a garment measure taken flat; the girth is twice as much."""
BLOCKS: Final = ("garment", "alter")
_SIDES: Final = frozenset(("left", "right"))
_LIKE_SIDES: Final = _SIDES | {"l", "r", "both", "top", "bottom", "front", "back", "middle"}
"""Words for a side; a block with one of these is of a measure, not of a garment."""


def wishes_of(parts: Mapping[str, Node], unit: Unit | None, faults: Faults) -> Wishes:
    """Read the blocks among the ``parts`` of a file; bare numbers are in its ``unit``."""
    garment, alterations = (_by_garment(block, parts.get(block), unit, faults) for block in BLOCKS)
    return Wishes(garment, alterations)


def _by_garment(block: str, node: Node | None, unit: Unit | None, faults: Faults) -> dict[str, Amounts]:
    """A block of amounts, or of one such block for each garment; a file may have both."""
    if node is None or node.empty:
        return {}
    found: dict[str, Amounts] = {}
    with faults.caught():
        whole: dict[str, Node] = {}
        for key, value in node.mapping().items():
            inner = value.content if isinstance(value.content, Mapping) else {}
            if inner and _LIKE_SIDES.isdisjoint(each.casefold() for each in inner):
                found[key] = amounts_of(block, inner, unit, faults)
            else:
                whole[key] = value
        if whole:
            found[""] = amounts_of(block, whole, unit, faults)
    return found


def amounts_of(block: str, given: Mapping[str, Node], unit: Unit | None, faults: Faults) -> Amounts:
    """Read lengths of a garment by name: widths are doubled; those under ``alter`` may be negative."""
    amounts: dict[str, float | Mapping[str, float]] = {}
    for key, value in given.items():
        name = key.removesuffix(FLAT) if block == "garment" else key
        sides = {"": value} if value.scalar else dict(value.content) if isinstance(value.content, Mapping) else {}
        if name in amounts or not sides or not {"", *_SIDES}.issuperset(sides):
            what = "is given twice" if name in amounts else "needs one value, or {left: value, right: value}"
            faults.add(value.problem(f"{block}: {clean(key)} {what}", f"measurement.{block}",
                                     "Keep one of them." if name in amounts else "Write it like `sleeve: 62`.",
                                     at_key=True, name=clean(key)))
            continue
        read = {side: _amount(key, each, unit, faults, signed=block == "alter") for side, each in sides.items()}
        twice = 2 if name != key else 1
        known = {side: mm * twice for side, mm in read.items() if mm is not None}
        whole = known.pop("", None)
        amounts[name] = known if whole is None else whole
    return amounts


def _amount(key: str, node: Node, unit: Unit | None, faults: Faults, *, signed: bool) -> float | None:
    try:
        return float(length(node.content if node.scalar else None, unit, signed=signed))
    except MeasurementError as error:
        fault = error.problems[0]
        faults.add(node.problem(f"{clean(key)}: {fault.message}", fault.code, fault.hint, name=clean(key)))
        return None
