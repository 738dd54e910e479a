"""The table of ease: at every level the measure of the garment, that of the body, and the difference.

It states measures of the body, so it is for the customer and the cutter; no file for the factory holds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from mtmpattern.figures import in_unit
from mtmpattern.pattern.model.ease import Ease

HEAD: Final = ("level", "garment", "body", "ease", "wanted")


def ease_rows(levels: Iterable[Ease], unit: str = "mm") -> list[tuple[str, ...]]:
    """One row for each level, or for each side where the sides differ.

    Values are in whole millimetres, or in sixteenths of an inch where ``unit`` is ``in``.
    """
    rows: list[tuple[str, ...]] = [(each.place, _mm(each.garment), _body(each), _mm(each.amount), _wanted(each))
                                   for each in levels]
    return [(place, *(in_unit(cell, unit) for cell in cells)) for place, *cells in rows]


def ease_as_data(levels: Iterable[Ease]) -> list[dict[str, Any]]:
    """The same as plain data, in mm to a thousandth."""
    return [{
        "level": each.level, **({"side": each.side} if each.side else {}), "garment": round(each.garment, 3),
        "body": round(each.body, 3), "measure": each.measure, "source": each.source, "sd": round(each.sd, 3),
        "ease": round(each.amount, 3), "least": each.least, "most": each.most, "near": each.near,
        "risk": round(each.risk, 4), "by": list(each.by)} for each in levels]


def _body(each: Ease) -> str:
    if each.source == "measured":
        return _mm(each.body)
    return f"{_mm(each.body)}, {each.source}" + (f", give or take {2 * each.sd:.0f} mm" if each.sd else "")



def _wanted(each: Ease) -> str:
    if each.most is None:
        return f"{each.least:.0f} mm or more"
    return f"{each.least:.0f} to {each.most:.0f} mm"


def _mm(value: float) -> str:
    return f"{round(value) + 0:.0f} mm"
