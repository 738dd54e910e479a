"""The contract of a station: it takes a finished pattern and returns files and a report.

Our own stations are listed here; those of other packages are entry points of the group ``mtmpattern.stations`` that
name a `Station`, and work in the same way. A job is valid without any of them; one that raises is reported, and the job
continues.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final, Literal, TypeAlias

from mtmpattern.body import Body
from mtmpattern.errors import MtmError, PluginError, Problem, StationError, gathered, meant
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.requirement import OF_BODY
from mtmpattern.pattern.parts.part import CutPattern

GROUP: Final = "mtmpattern.stations"
BUILT_IN: Final = {name: f"mtmpattern.orders.{name}_station" for name in ("knit", "marker", "preview", "print")}
"""Our own stations, each with the module that holds its ``STATION``; a plug-in cannot use these names."""
ABOUT_BODY: Final = (*OF_BODY, "pattern.body")
"""Codes of notes that state or doubt a measure of the body."""

Side: TypeAlias = Literal["factory", "client"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StationInput:
    """The input of a station: the pattern as drafted and as cut, and the body if the station needs one.

    ``cut`` is named by the job's reference instead of a digest of the body, and has no notes about the body.
    ``order`` is the order as canonical plain data without the body; ``pictures`` are those that its artwork names, and
    ``settings`` those of the shop for this station. The pattern of a station that does not need the body has no ease,
    passages or notes about the body.
    """

    pattern: Pattern
    cut: CutPattern
    order: Mapping[str, Any] = field(default_factory=dict)
    body: Body | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StationOutput:
    """The files of a station, name to bytes, and its report as plain data for the manifest.

    The report of a station for the factory must not state a measure of the body. ``needs`` says what a facility must
    have to work with the files, as `mtmpattern.orders.facility` reads it.
    """

    files: Mapping[str, bytes]
    report: Mapping[str, Any] = field(default_factory=dict)
    needs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station: its name, a sentence for the help, and its work.

    ``side`` is whose its files are, ``factory`` or ``client``. A station that needs the body is on the client's side.
    ``settings`` are the names of its settings, None for any; ``check`` raises an `MtmError` for values that the station
    cannot use. With both, a mistyped setting is refused before anything is made.
    """

    name: str
    sentence: str
    work: Callable[[StationInput], StationOutput]
    side: Side = "factory"
    needs_body: bool = False
    settings: tuple[str, ...] | None = None
    check: Callable[[Mapping[str, str]], object] | None = None

    def __post_init__(self) -> None:
        if self.needs_body and self.side != "client":
            raise PluginError(f"the station {self.name} needs the body and writes for the factory",
                              code="plugin.station", where=self.name,
                              hint="Files that are made from the body belong to the client.")


@cache
def plugged_in() -> tuple[EntryPoint, ...]:
    """The stations of other packages, looked up once."""
    return tuple(entry_points(group=GROUP))


def station_names() -> tuple[str, ...]:
    """The names of all stations, our own and those of installed plug-ins, sorted, without loading any."""
    return tuple(sorted({*BUILT_IN, *(entry.name for entry in plugged_in())}))


def find_station(name: str) -> Station:
    """The station of a name. Raises `StationError` for an unknown one, `PluginError` for one that fails to load."""
    if name in BUILT_IN:
        ours: Station = import_module(BUILT_IN[name]).STATION
        return ours
    found = [entry for entry in plugged_in() if entry.name == name]
    if not found:
        raise StationError(f"there is no station {name[:40]!r}", code="station.unknown", where=name[:40],
                           hint=meant(name, station_names(), "Use one of"), params={"name": name[:40]})
    if len(found) > 1:
        raise PluginError(f"the station {name} comes from several packages", code="plugin.station", where=name,
                          hint="Uninstall all but one of them.")
    return _loaded(found[0])


def _loaded(entry: EntryPoint) -> Station:
    who = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
    try:
        plugin = entry.load()
    except (Exception, SystemExit) as error:
        raise PluginError(f"the station {entry.name} of {who} cannot be loaded: {type(error).__name__}",
                          code="plugin.station", where=who, hint=f"Update or uninstall {who}.") from error
    if not isinstance(plugin, Station) or plugin.name != entry.name:
        raise PluginError(f"{entry.name} of {who} is not a Station of that name", code="plugin.station", where=who,
                          hint=f"Update or uninstall {who}.")
    return plugin


def setting_problems(name: str, settings: Mapping[str, str]) -> list[Problem]:
    """The faults of the settings of one station: unknown names, and values that it cannot use."""
    found: list[Problem] = []
    station = gathered(found, lambda: find_station(name))
    if station is None:
        return found
    known = station.settings
    found += [Problem(f"the station {name} has no setting {setting[:40]!r}", "station.setting", name,
                      meant(setting, known), params={"name": name, "setting": setting[:40]})
              for setting in settings if known is not None and setting not in known]
    if not found and station.check is not None:
        check = station.check
        gathered(found, lambda: check(settings))
    return found


# ---- Running stations -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StationResult:
    """The result of one station: its output, or the problems that prevented it."""

    name: str
    side: Side
    output: StationOutput | None = None
    problems: tuple[Problem, ...] = ()


def run_station(name: str, given: StationInput) -> StationResult:
    """Run one station; whatever it raises becomes a problem of that station alone."""
    side: Side = "factory"
    try:
        station = find_station(name)
        side = station.side
        own = given if station.needs_body else replace(given, body=None, pattern=without_body(given.pattern))
        output = station.work(own)
        _check(station, output)
    except MtmError as error:
        return StationResult(name, side, problems=error.problems)
    except Exception as error:                  # a plug-in may raise anything; its message may hold anything too
        return StationResult(name, side, problems=(Problem(
            f"the station {name} raised {type(error).__name__}", "station.raised", name,
            "The job is complete without it; report this to the maker of the station.",
            params={"name": name, "type": type(error).__name__}),))
    return StationResult(name, side, output)


def without_body(pattern: Pattern) -> Pattern:
    """The pattern without what it tells about the body: ease, passages, the body's digest, notes about measures."""
    plain = pattern.without_body()
    inputs = {name: value for name, value in plain.inputs.items() if name != "body"}
    return replace(plain, passages=(), inputs=inputs)


def _check(station: Station, output: object) -> None:
    """Raise `StationError` for a wrong output: files that are not bytes, a report that is not plain data."""
    if not isinstance(output, StationOutput):
        raise StationError(f"the station {station.name} returned a {type(output).__name__}", code="station.output",
                           where=station.name, hint="It must return a StationOutput.",
                           params={"name": station.name, "type": type(output).__name__})
    wrong = [str(name)[:60] for name, content in output.files.items()
             if not isinstance(name, str) or not isinstance(content, bytes)]
    if wrong or not isinstance(output.report, Mapping) or not _plain(output.report) or not _plain(output.needs):
        what = f"{wrong[0]}, which is not bytes" if wrong else "a report that is not plain data"
        raise StationError(f"the station {station.name} returned {what}", code="station.output", where=station.name,
                           hint="Files must be bytes by name; reports must be dicts, lists, strings and numbers.",
                           params={"name": station.name, "what": what})


def _plain(value: object, depth: int = 0) -> bool:
    if depth > 8:
        return False
    if isinstance(value, Mapping):
        return all(isinstance(name, str) and _plain(inner, depth + 1) for name, inner in value.items())
    if isinstance(value, (list, tuple)):
        return all(_plain(inner, depth + 1) for inner in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, (str, bool, int))
