"""The station of the 3D preview: the garment draped on an avatar of the body, for the customer only."""

from __future__ import annotations

from typing import Final

from mtmpattern.errors import StationError
from mtmpattern.jobs.preview import drape, preview_files
from mtmpattern.orders.stations import Station, StationInput, StationOutput


def work(given: StationInput) -> StationOutput:
    """Pictures, maps and the 3D file. It takes several seconds and needs the extra ``preview``."""
    if given.body is None:
        raise StationError("the preview needs the body", code="station.body", where="/stations",
                           hint="Give the body with the pattern: job(pattern, body=body).")
    return StationOutput(preview_files(drape(given.pattern, given.body), given.pattern))


STATION: Final = Station(name="preview", sentence="the garment draped on an avatar of the body", work=work,
                         side="client", needs_body=True, settings=())
