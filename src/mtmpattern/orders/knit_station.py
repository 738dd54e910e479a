"""The station of the knitting room: panels of a garment for a machine, with charts, rows and the report.

The setting ``machine`` names the machine. The swatch is the one that the garment was drafted on.
"""

from __future__ import annotations

from typing import Final

from mtmpattern.errors import StationError
from mtmpattern.jobs.knit import SHELL, knit
from mtmpattern.orders.stations import Station, StationInput, StationOutput

MACHINE: Final = "kniterate"
"""Without the setting."""


def work(given: StationInput) -> StationOutput:
    """The programs and papers of all panels."""
    swatch = given.cut.fabrics.get(SHELL)
    if swatch is None or swatch.kind != "swatch":
        raise StationError(f"{given.cut.template} is cut, not knitted to shape", code="station.knit", where="/stations",
                           hint="Leave the station out, or order a knitted garment.")
    machine = given.settings.get("machine", MACHINE)
    knitted = knit(given.pattern, swatch=swatch, machine=machine)
    return StationOutput(knitted.files(), {"machine": machine, "swatch": swatch.name}, {"knit": {"machine": machine}})


STATION: Final = Station(name="knit", sentence="panels for a knitting machine, with charts and rows", work=work)
