"""Requests read from text, as the command line gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtmpattern import units
from mtmpattern.documents import token
from mtmpattern.drafting.checked_request import unknown
from mtmpattern.drafting.request import Request
from mtmpattern.errors import FileFormatError, MtmError, OptionError, Problem, shown
from mtmpattern.limits import MOST_ASKED
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.fabric_file import read_fabric, shipped_fabrics

if TYPE_CHECKING:
    from mtmpattern.drafting.template import Template

_SIDES: Final = ("left", "right")
PROFILES: Final = ("plotter", "cutter")
"""Settings of a drawing that can be a file."""


def read_request(template: type[Template], *, fit: str | None = None, sets: Iterable[str] = (),
                 alters: Iterable[str] = (), fabrics: Iterable[str] = (), typed: bool = False,
                 faults: list[Problem] | None = None) -> Request:
    """Read ``OPTION=VALUE``, ``NAME=MM`` or ``NAME.left=MM``, and ``ROLE=FABRIC`` texts.

    A fabric is the name of a shipped one; in texts ``typed`` as arguments of a command it may be a file.
    Raises `OptionError` with every fault of the texts and of the fabric files, or `FileFormatError` if all are of
    files. If ``faults`` is given, they are added to it instead, and everything that could be read is returned.
    """
    problems: list[Problem] = []
    if fit is not None and fit not in template.fits:
        problems.append(unknown("fit", fit, template.fits, template.name))
    options = _options(template, _pairs(sets, "options", "OPTION=VALUE", problems), problems)
    alterations = _alterations(_pairs(alters, "alterations", "NAME=MM", problems), problems)
    cloths = _fabrics(_pairs(fabrics, "fabrics", "ROLE=FILE", problems), problems, typed=typed)
    if faults is not None:
        faults += problems
    elif problems:
        of_file = all(each.code.startswith(("file.", "fabric.")) for each in problems)
        raise (FileFormatError if of_file else OptionError).of(problems)
    return Request(fit if fit in template.fits else None, options, alterations, fabrics=cloths)


def typed_fabric(text: str) -> Fabric:
    """The fabric typed as an argument of a command: the name of a shipped one, or a file."""
    return read_fabric(text if text in shipped_fabrics() or not set(text) & set("./\\") else Path(text))


def _fabrics(sources: Mapping[str, str], problems: list[Problem], *, typed: bool) -> dict[str, Fabric]:
    fabrics: dict[str, Fabric] = {}
    for role, source in sources.items():
        try:
            fabrics[role] = typed_fabric(source) if typed else read_fabric(source)
        except FileFormatError as error:
            problems.extend(error.problems)
    return fabrics


def _options(template: type[Template], texts: Mapping[str, str], problems: list[Problem]) -> dict[str, object]:
    known = template.options()
    values: dict[str, object] = {}
    for name, text in texts.items():
        if name not in known:
            problems.append(unknown("option", name, known, template.name))
            continue
        try:
            values[name] = known[name].parse(text)
        except OptionError as error:
            problems.extend(error.problems)
    return values


def _alterations(texts: Mapping[str, str], problems: list[Problem]) -> dict[str, object]:
    """``waist=-10`` and ``sleeve.left=5`` as ``{"waist": -10.0, "sleeve": {"left": 5.0}}``."""
    values: dict[str, object] = {}
    for name, text in texts.items():
        measure, dot, side = name.partition(".")
        if not measure or (dot and side not in _SIDES):
            problems.append(Problem(f"alterations: {name[:60]} names no measure or side of one", "alteration.name",
                                    "alterations", "Write NAME, NAME.left or NAME.right.", params={"name": name[:60]},
                                    argument="alterations"))
            continue
        try:
            mm = float(units.length(text, "mm", signed=True))
        except MtmError as error:
            problems.append(Problem(f"alterations: {name[:60]}: {error.problems[0].message}", "alteration.value",
                                    "/alterations" + token(measure[:60]), "Write millimetres, as in waist=-10.",
                                    params={"name": name[:60], "typed": shown(text)}, argument="alterations"))
            continue
        given = values.setdefault(measure, {} if side else mm)
        if side and isinstance(given, dict):
            given[side] = mm
        elif side or isinstance(given, dict):
            problems.append(Problem(f"alterations: {measure} is given as a whole and for one side", "alteration.twice",
                                    "/alterations" + token(measure),
                                    f"Write {measure}, or {measure}.left and {measure}.right.",
                                    params={"name": measure}, argument="alterations"))
    return values


def read_settings(texts: Iterable[str], palette: str | None = None) -> dict[str, str | Path]:
    """Read ``NAME=VALUE`` texts for the writers; the palette has a flag of its own. Raises `OptionError`."""
    problems: list[Problem] = []
    settings = _pairs([*texts, *([f"palette={palette}"] if palette else [])], "settings", "NAME=VALUE", problems)
    if problems:
        raise OptionError.of(problems)
    return {name: Path(value) if name in PROFILES and value.casefold().endswith((".yaml", ".yml")) else value
            for name, value in settings.items()}


def meant(typed: str, known: Iterable[str]) -> str | None:
    """The known name that was meant: the same, or else the only one that differs just in blanks and capitals."""
    names = tuple(dict.fromkeys(known))
    if typed in names:
        return typed
    alike = [name for name in names if name.strip().casefold() == typed.strip().casefold()]
    return alike[0] if len(alike) == 1 else None


def _pairs(texts: Iterable[str], argument: str, form: str, problems: list[Problem]) -> dict[str, str]:
    """``NAME=VALUE`` texts for an argument, by name."""
    pairs: dict[str, str] = {}
    given = list(texts)
    if len(given) > MOST_ASKED:
        problems.append(Problem(f"{argument}: {len(given)} are given, more than {MOST_ASKED}", "option.count", argument,
                                "Give only what the template has.", argument=argument,
                                params={"argument": argument, "count": len(given), "most": MOST_ASKED}))
        return pairs
    for text in given:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (name and sign and value):
            problems.append(Problem(f"{argument}: {text[:60]} is not {form}", "option.form", argument, f"Write {form}.",
                                    params={"argument": argument, "form": form, "typed": text[:60]}, argument=argument))
        elif name in pairs:
            problems.append(Problem(f"{argument}: {name} is given twice, as {pairs[name][:40]} and as {value[:40]}",
                                    "option.twice", argument, "Keep one of them.", argument=argument,
                                    params={"argument": argument, "name": name}))
        else:
            pairs[name] = value
    return pairs
