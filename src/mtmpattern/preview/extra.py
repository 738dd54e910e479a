"""The libraries of the extra `preview`, which the base install leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec

from mtmpattern.errors import StationError


def check_installed(modules: Iterable[str] = ("scipy",)) -> None:
    """Raise `StationError` (``preview.extra``) naming the modules that are not installed."""
    absent = [name for name in modules if find_spec(name) is None]
    if absent:
        raise StationError(f"the 3D preview needs {' and '.join(absent)}, not installed here", code="preview.extra",
                           where=absent[0], hint="Install it with: pip install 'mtmpattern[preview]'.")
