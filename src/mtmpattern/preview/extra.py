"""The libraries of the extra `preview`, which the base install leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec

from mtmpattern.errors import MissingExtra


def check_installed(modules: Iterable[str] = ("scipy",)) -> None:
    """Raise `MissingExtra` naming the modules that are not installed."""
    absent = [name for name in modules if find_spec(name) is None]
    if absent:
        raise MissingExtra.named("preview", " and ".join(absent))
