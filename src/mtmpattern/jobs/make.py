"""From a body to files: draft, audit, write every format asked for, keep the pattern beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mtmpattern.body import Body
from mtmpattern.documents import nearest
from mtmpattern.drafting import Template, draft
from mtmpattern.errors import ExportError, Problem
from mtmpattern.formats.registry import Format, find_format
from mtmpattern.formats.settings import Settings
from mtmpattern.jobs.asking import Asked
from mtmpattern.pattern import Pattern

PATTERN_FILE = "pattern.json"


@dataclass(frozen=True, slots=True)
class Made:
    """A pattern, its files, name to bytes, and what drafting and cutting have to say; nothing is on disk yet."""

    pattern: Pattern
    files: dict[str, bytes]
    notes: tuple[str, ...]


def make_garment(template: type[Template], body: Body, asked: Asked, formats: Iterable[str], *, on_fold: bool = False,
                 settings: Mapping[str, str] | None = None, estimates: bool = False) -> Made:
    """Draft the template for the body and write it in the formats, which are looked up before anything is drafted.

    ``estimates`` lets every missing measure be estimated. ``settings`` go to the writers that know them, as in
    ``{"palette": "laser"}``. Raises what `mtmpattern.drafting.draft` raises, and `ExportError` for a format that is not
    known or cannot hold the pattern.
    """
    writers = find_formats(formats)
    check_settings(writers, settings or {})
    pattern = draft(template, body, fit=asked.fit, fabrics=asked.fabrics, alterations=asked.alterations,
                    garment=asked.garment, estimates=estimates, **asked.options)
    files = make_files(pattern, writers, on_fold=on_fold, settings=settings)
    return Made(pattern, files, tuple(map(str, pattern.for_cutting(on_fold=on_fold).notes)))


def make_files(pattern: Pattern, formats: Iterable[Format], *, on_fold: bool = False,
               settings: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The files of a finished pattern in these formats and ``pattern.json``, name to bytes."""
    cut = pattern.for_cutting(on_fold=on_fold)
    return files_of(formats, settings or {}, lambda each, own: each.write(cut, own),
                    {PATTERN_FILE: pattern.to_json().encode()})


def files_of(formats: Iterable[Format], settings: Mapping[str, str],
             write: Callable[[Format, Settings], dict[str, bytes]], beside: Mapping[str, bytes]) -> dict[str, bytes]:
    """What each of the formats writes with the settings that it knows, and the files ``beside``, name to bytes."""
    files = dict(beside)
    for each in formats:
        known = {setting.name for setting in each.settings}
        written = write(each, {name: value for name, value in settings.items() if name in known})
        if twice := sorted(files.keys() & written.keys()):
            raise ExportError(f"the format {each.name} writes {twice[0]}, which is there already",
                              code="format.files", where=each.name, hint="Ask for the formats one at a time.")
        files |= written
    return files


def find_formats(names: Iterable[str]) -> tuple[Format, ...]:
    """The formats of these names, each once; every name that is not known is in the one error."""
    found: dict[str, Format] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys([names] if isinstance(names, str) else names):
        try:
            known = find_format(name)                       # "SVG" and ".svg" are one
        except ExportError as error:
            problems.extend(error.problems)
        else:
            found[known.name] = known
    if problems:
        raise ExportError.of(problems)
    return tuple(found.values())


def check_settings(formats: Sequence[Format], settings: Mapping[str, str]) -> None:
    """Raise `ExportError` for a setting that none of the formats has; it would be lost without a word."""
    known = tuple(dict.fromkeys(setting.name for each in formats for setting in each.settings))
    asked = " and ".join(each.name for each in formats)
    problems = []
    for name in map(str, settings):
        if name not in known:
            near = nearest(name, known)
            has = "have" if len(formats) > 1 else "has"
            problems.append(Problem(f"{asked or 'no format'} {has} no setting {name[:60]}", "format.setting", name[:60],
                                    f"Did you mean {near}?" if near else f"Known are {', '.join(known) or 'none'}."))
    if problems:
        raise ExportError.of(problems)
