"""How jobs are made, from the options of a command line: papers, settings of stations, the day and the facility."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from mtmpattern.errors import OptionError, Problem, meant
from mtmpattern.orders.job import PAPERS
from mtmpattern.orders.stations import setting_problems, station_names

NONE = "none"


def read_wishes(*, papers: str | None, station_settings: tuple[str, ...], made: str | None, facility: str,
                ) -> dict[str, Any]:
    """The arguments of `mtmpattern.orders.job.job` for these texts. Raises `OptionError` with every fault."""
    problems: list[Problem] = []
    words = PAPERS if papers is None else tuple(
        word for word in (each.strip().casefold() for each in papers.split(",")) if word and word != NONE)
    problems += [Problem(f"{word[:40]!r} is not a paper of a job", "job.papers", "papers",
                         meant(word, (*PAPERS, NONE), "Use one of"), argument="papers",
                         params={"name": word[:40]}) for word in words if word not in PAPERS]
    settings: dict[str, dict[str, str]] = {}
    for text in station_settings:
        place, sign, value = (each.strip() for each in text.partition("="))
        name, dot, setting = place.partition(".")
        if not (sign and dot and value and setting and name):
            problems.append(Problem(f"station: {text[:60]} is not of the form NAME.SETTING=VALUE", "station.setting",
                                    "station", f"The names of stations are {', '.join(station_names())}.",
                                    params={"typed": text[:60]}, argument="station"))
            continue
        settings.setdefault(name, {})[setting] = value
    for name, given in settings.items():
        problems += [replace(each, where="station", argument="station") for each in setting_problems(name, given)]
    day = None
    if made is not None:
        try:
            day = date.fromisoformat(made)
        except ValueError:
            problems.append(Problem(f"{made[:20]!r} is not a date", "order.due", "made", "Write it as 2026-12-01.",
                                    params={"typed": made[:20]}, argument="made"))
    if len(facility) > 80 or not facility.isprintable():
        problems.append(Problem("the name of the facility is longer than 80 characters, or has unprintable ones",
                                "facility.name", "facility", "Use a short name.", argument="facility"))
    if problems:
        raise OptionError.of(problems)
    return {"papers": tuple(words), "settings": settings, "made": day, "facility": facility}
