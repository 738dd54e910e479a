"""The station of the knitting room: programs, charts and rows of a garment's panels, and instructions for joining.

The shop's settings name the ``machine``, and the ``swatch`` of a garment that was not drafted on one; ``top``,
``shoulders``, ``increase``, ``inset`` and ``page`` are those of `mtmpattern.jobs.knit.knit`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mtmpattern.errors import OptionError
from mtmpattern.input_file import profile_named
from mtmpattern.jobs.knit import SHELL, check_words, knit_pattern
from mtmpattern.knitting import read_machine, read_swatch
from mtmpattern.orders.stations import Station, StationInput, StationOutput

SETTINGS: Final = ("machine", "swatch", "top", "shoulders", "increase", "inset", "page")
DEEPEST: Final = 12
"""The most stitches from the edge at which a panel may be shaped."""


def check(settings: Mapping[str, str]) -> None:
    """Raise `OptionError`, `StationError` or `FileFormatError` for settings that no machine can use."""
    _words(settings)
    for name, read in (("machine", read_machine), ("swatch", read_swatch)):
        if name in settings:
            read(profile_named(settings[name]))


def work(given: StationInput) -> StationOutput:
    """All files of the knitted garment, and its report. Raises what `mtmpattern.knitting.knit_garment` raises."""
    settings = given.settings
    if "machine" not in settings:
        raise OptionError("the knitting station has no machine", code="knitting.machine", where="machine",
                          hint="Name one in the shop's settings, as in machine=kniterate.")
    own = given.pattern.fabrics.get(SHELL)
    if "swatch" in settings:
        swatch = read_swatch(profile_named(settings["swatch"]))
    elif own is not None and own.kind == "swatch":
        swatch = own
    else:
        raise OptionError(f"{given.pattern.template} was not drafted on a swatch, and the station has none",
                          code="knitting.swatch", where="swatch", hint="Name one in the shop's settings.")
    made = knit_pattern(given.pattern, read_machine(profile_named(settings["machine"])), swatch, **_words(settings))
    needs = {"knit": {"machine": made.machine.name,
                      "needles": max(each.drawn.panel.widest for each in made.panels)}}
    return StationOutput(made.files(), made.report, needs)


def _words(settings: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of `mtmpattern.jobs.knit.knit_pattern` that the settings state."""
    words = {name: settings[name] for name in ("top", "shoulders", "increase", "page") if name in settings}
    check_words(**words)
    return {**words, "inset": _inset(settings.get("inset", "3"))}


def _inset(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) <= DEEPEST):
        raise OptionError(f"inset={text[:20]} is not a number of stitches", code="knitting.word", where="inset",
                          hint=f"Give 0 to {DEEPEST}.")
    return int(text)


STATION: Final = Station(name="knit", sentence="panels knitted to shape: programs, charts, rows and joining", work=work,
                         settings=SETTINGS, check=check)
