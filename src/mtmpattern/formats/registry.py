"""The formats by name; a format's module is imported when it is first used.

A plug-in adds a format as an entry point of the group ``mtmpattern.formats`` that names a `Format`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from mtmpattern.errors import ExportError, PluginError, Problem, meant
from mtmpattern.pattern.grading.grade import Grade
from mtmpattern.pattern.model.vocabulary import is_number
from mtmpattern.pattern.parts.part import CutPattern

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

# ---- Settings -------------------------------------------------------------------------------------------------------

Settings: TypeAlias = Mapping[str, str | PathLike[str]]
"""Settings by name, each as the text that would be typed; a file is a `Path`."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a format, with a sentence for the help."""

    name: str
    default: str
    sentence: str
    file: bool = False
    """Whether it can be a file, given as a `Path`."""


def refuse_unknown_settings(known: Iterable[str], formats: Sequence[str], settings: Settings) -> None:
    """Raise one `ExportError` for the settings that none of the formats has, which would have no effect."""
    has, names = "have" if len(formats) > 1 else "has", list(known)
    problems = [Problem(f"{' and '.join(formats) or 'no format'} {has} no setting {name[:60]}", "format.setting",
                        name[:60], meant(name, names, "Use one of") if names else "Leave it out.",
                        params={"formats": list(formats), "setting": name[:60]})
                for name in map(str, settings) if name not in names]
    if problems:
        raise ExportError.of(problems)


def chosen(given: Settings | None, known: Iterable[Setting], format_name: str) -> dict[str, Any]:
    """Every setting of a format with its given or default value; a number is read as its text.

    Raises one `ExportError` with every unknown name and every value of another type.
    """
    listed = tuple(known)
    defaults: dict[str, Any] = {setting.name: setting.default for setting in listed}
    files = {setting.name for setting in listed if setting.file}
    typed: Mapping[str, object] = {} if given is None else given
    if not isinstance(typed, Mapping):
        raise ExportError(f"settings cannot be of type {type(typed).__name__}", code="format.setting",
                          where=format_name, hint='Give a dict, as in {"palette": "laser"}.',
                          params={"type": type(typed).__name__})
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in typed.items():
        if name not in defaults:
            problems.append(_unknown(str(name)[:60], tuple(defaults), format_name))
        elif isinstance(value, str):
            values[name] = value.strip()
        elif isinstance(value, PathLike) and name in files:
            values[name] = value
        elif is_number(value):
            values[name] = str(value)
        else:
            problems.append(Problem(f"{name} cannot be of type {type(value).__name__}", "format.value", name,
                                    "Give the text that would be typed.",
                                    params={"setting": name, "type": type(value).__name__}))
    if problems:
        raise ExportError.of(problems)
    return defaults | values


def _unknown(name: str, known: tuple[str, ...], format_name: str) -> Problem:
    return Problem(f"{format_name} has no setting {name!r}", "format.setting", name, meant(name, known),
                   params={"format": format_name, "setting": name})


# ---- Formats --------------------------------------------------------------------------------------------------------

GROUP: Final = "mtmpattern.formats"
"""The entry-point group of plug-in formats."""

BUILT_IN: Final = {name: f"mtmpattern.formats.{place}" for name, place in (
    ("cutter", "machine.cutter"), ("dxf", "dxf"), ("hpgl", "machine.hpgl"), ("pdf", "pdf"), ("rul", "dxf.rul"),
    ("svg", "svg"))}
"""Our own formats, each with the module that defines it as ``FORMAT``; a plug-in cannot take these names."""

Writer: TypeAlias = Callable[[CutPattern, Settings], dict[str, bytes]]
"""Takes a pattern and settings, returns file names with their bytes."""

GradeWriter: TypeAlias = Callable[[Grade, Settings], dict[str, bytes]]
"""Takes a garment in several sizes and settings, returns file names with their bytes."""


@dataclass(frozen=True, slots=True)
class Format:
    """One file format.

    ``suffix`` begins with a dot; ``sentence`` states its purpose; ``settings`` are listed in the help.
    ``write`` raises `ExportError` when the format cannot hold the pattern or a setting is unknown; so does
    ``write_grade``, which takes the same settings. A format without it holds one size only.
    """

    name: str
    suffix: str
    sentence: str
    write: Writer
    settings: tuple[Setting, ...] = ()
    write_grade: GradeWriter | None = None


def format_names() -> tuple[str, ...]:
    """The names of all formats, ours and those of installed plug-ins, sorted; no format is loaded."""
    return tuple(sorted({*BUILT_IN, *(entry.name for entry in _plugged_in())}))


def find_format(name: str) -> Format:
    """The format of that name. Raises `ExportError` for an unknown one, `PluginError` for a plug-in that fails."""
    if not isinstance(name, str):
        raise ExportError(f"the name of a format is text, not a {type(name).__name__}", code="format.unknown",
                          hint=f"Use one of {', '.join(format_names())}.", params={"type": type(name).__name__})
    word = name.strip().casefold().removeprefix(".")
    if word in BUILT_IN:
        ours: Format = import_module(BUILT_IN[word]).FORMAT
        return ours
    found = [entry for entry in _plugged_in() if entry.name == word]
    if not found:
        raise ExportError(f"there is no format {name!r}", code="format.unknown", where=name,
                          hint=meant(word, format_names(), "Use one of"), params={"name": name})
    if len(found) > 1:
        raise PluginError(f"the format {word} comes from {' and '.join(map(_distribution, found))}",
                          code="plugin.format", where=word, hint="Uninstall all but one of them.")
    return _loaded(found[0])


def _plugged_in() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415  # 20 ms that our own formats do not need

    return entry_points(group=GROUP)


def _loaded(entry: EntryPoint) -> Format:
    who = _distribution(entry)
    try:
        plugin = entry.load()
    except Exception as error:                              # a plug-in may raise anything; the message names it
        reason = f"{type(error).__name__}: {error}"
        raise PluginError(f"the format {entry.name} of {who} cannot be loaded: {reason}", code="plugin.format",
                          where=who, hint=f"Update or uninstall {who}.") from error
    if not isinstance(plugin, Format):
        raise PluginError(f"the format {entry.name} of {who} is a {type(plugin).__name__}, not a Format",
                          code="plugin.format", where=who, hint=f"Update or uninstall {who}.")
    return plugin


def _distribution(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
