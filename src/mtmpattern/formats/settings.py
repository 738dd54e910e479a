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


def chosen(given: Settings | None, known: Iterable[Setting], format_name: str) -> dict[str, str]:
    """Every known setting with its value, given or default; a plain number is taken for its text.

    Raises one `ExportError` with every name that is not known and every value that is no text.
    """
    defaults = {setting.name: setting.default for setting in known}
    told: Mapping[str, object] = {} if given is None else given
    if not isinstance(told, Mapping):
        raise ExportError(f"settings of type {type(told).__name__} are no names and values", code="format.setting",
                          where=format_name, hint='Give a dict, as in {"palette": "laser"}.')
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for name, value in told.items():
        if name not in defaults:
            problems.append(_unknown(str(name)[:60], tuple(defaults), format_name))
        elif isinstance(value, str):
            values[name] = value.strip()
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            values[name] = str(value)
        else:
            problems.append(Problem(f"{name} cannot be of type {type(value).__name__}", "format.value", name,
                                    "Give the text that would be typed."))
    if problems:
        raise ExportError.of(problems)
    return defaults | values


def _unknown(name: str, known: tuple[str, ...], format_name: str) -> Problem:
    like = nearest(name, known)
    hint = f"Did you mean {like}? " if like else ""
    hint += f"It knows {', '.join(known)}." if known else "It has none."
    return Problem(f"{format_name} has no setting {name!r}", "format.setting", name, hint)
