"""The people that come with the package, by name: somebody to draft for before there is a measurement file."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

_ENDING: Final = ".yaml"


@cache
def shipped_people() -> tuple[str, ...]:
    """The names of the people whose measurement files come with the package, sorted."""
    return tuple(sorted(file.name.removesuffix(_ENDING) for file in _folder().iterdir()
                        if file.name.endswith(_ENDING)))


def person_file(name: str) -> Path:
    """The measurement file of one of `shipped_people`. Raises `KeyError` for any other name."""
    if name not in shipped_people():
        raise KeyError(name)
    return _folder() / f"{name}{_ENDING}"


def _folder() -> Path:
    return Path(str(resources.files("mtmpattern.measurements") / "bodies"))
