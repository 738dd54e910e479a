"""What a person may set on a format, such as ``palette=laser`` or ``hairline=0.01``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ..documents import nearest
from ..errors import ExportError, Problem

Settings: TypeAlias = Mapping[str, str]
"""Settings as they were typed: name to text."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set on a format, with a sentence for the help; ``default`` is what stands without it."""

    name: str
    default: str
    sentence: str


def chosen(given: Settings, known: Iterable[Setting], format_name: str) -> dict[str, str]:
    """Every known setting with its value, given or default; a name that is not known is an `ExportError`."""
    defaults = {setting.name: setting.default for setting in known}
    strangers = [name for name in given if name not in defaults]
    if strangers:
        raise ExportError.of(_unknown(name, tuple(defaults), format_name) for name in strangers)
    return {**defaults, **{name: value.strip() for name, value in given.items()}}


def _unknown(name: str, known: tuple[str, ...], format_name: str) -> Problem:
    like = nearest(name, known)
    hint = f"Did you mean {like}? " if like else ""
    hint += f"It knows {', '.join(known)}." if known else "It has none."
    return Problem(f"{format_name} has no setting {name!r}", "format.setting", name, hint)
