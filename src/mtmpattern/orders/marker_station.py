"""The station of the cutting room: the quick lay of an order, its drawings and its cutter data.

The quick lay repeats byte for byte. What is longer than the cutting table lies in sections. For a longer search set
``steps``, or run the command ``marker`` on ``client/pattern.json`` later.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mtmpattern.cutting import (
    Bundle,
    Effort,
    Filling,
    LayRules,
    MarkerPlan,
    PlanSettings,
    plan_files,
    plan_markers,
)
from mtmpattern.cutting.marker_files import WRITERS
from mtmpattern.errors import OptionError
from mtmpattern.jobs.marker import rules_for
from mtmpattern.jobs.typed_cloth import read_length
from mtmpattern.orders.stations import Station, StationInput, StationOutput

SETTINGS: Final = ("spacing", "table", "cutter", "steps")
USUAL: Final = ("svg", "cutter")
QUICK: Final = Effort(steps=1)
MOST_STEPS: Final = 100_000


def work(given: StationInput) -> StationOutput:
    """The lays of all cloths, with ``marker.json``, drawings and cutter data."""
    plan = plan_of(given)
    ordered = [name for name in given.order.get("formats", ()) if name in WRITERS]
    cutter = given.settings.get("cutter")
    files = plan_files(plan, tuple(dict.fromkeys((*USUAL, *ordered))), {"cutter": cutter} if cutter else {})
    lays = [{"name": lay.name, "cloth": lay.fabric.name, "width": lay.marker.width,
             "length": round(lay.marker.length, 3), "use": round(lay.use, 4), "parts": len(lay.marker.placed)}
            for lay in plan.lays]
    return StationOutput(files, {"lays": lays}, needs_of(plan))


def check(settings: Mapping[str, str]) -> None:
    """Raise `OptionError`, `StationError` or `FileFormatError` for settings that no lay can have."""
    _steps(settings)
    _rules(settings)


def plan_of(given: StationInput) -> MarkerPlan:
    """The lays of every garment of the order, by the shop's settings."""
    rules, reach = _rules(given.settings)
    steps = _steps(given.settings)
    bundle = Bundle(given.cut, int(given.order.get("quantity", 1)), str(given.order.get("order", "")))
    return plan_markers([bundle], {}, PlanSettings(
        rules=rules, effort=QUICK if steps == 0 else Effort(steps=steps), reach=reach,
        engines=[(Filling(), Effort(seconds=0.0, steps=1))] if steps == 0 else None))


def _rules(settings: Mapping[str, str]) -> tuple[LayRules, float]:
    spacing, table = (read_length(text, name) if (text := settings.get(name)) else None
                      for name in ("spacing", "table"))
    return rules_for(spacing, table, settings.get("cutter"), cut_data=True)


def _steps(settings: Mapping[str, str]) -> int:
    text = settings.get("steps", "0")
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) <= MOST_STEPS):
        raise OptionError(f"steps={text[:20]} is not a number of steps", code="marker.effort", where="steps",
                          hint=f"Give 0 for the quick lay, or up to {MOST_STEPS}.")
    return int(text)


def needs_of(plan: MarkerPlan) -> dict[str, Any]:
    """What a cutting room needs: a table of this width and length, in mm."""
    return {"cut": {"width": max((lay.marker.width for lay in plan.lays), default=0.0),
                    "length": max((round(lay.marker.length, 3) for lay in plan.lays), default=0.0)}}


STATION: Final = Station(name="marker", sentence="parts laid on their cloth, with drawings and cutter data", work=work,
                         settings=SETTINGS, check=check)
