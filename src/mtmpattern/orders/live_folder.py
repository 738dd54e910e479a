"""Hidden folders that belong to a running program, and what to do with those whose program is gone.

Every process that works in such a folder holds a shared lock on a file in it. Who gets the lock alone knows that all of
them have ended, however they ended. Where the system has no such locks nothing is ever taken for dead.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:             # Windows
    fcntl = None  # type: ignore[assignment]

LOCK: Final = "lock"
_NEW: Final = "new-"


@dataclass(frozen=True, slots=True)
class LiveFolder:
    """A folder of a running program. ``handle`` keeps its lock until the process ends or `close` is called."""

    path: Path
    handle: int

    @classmethod
    def made_in(cls, parent: Path) -> LiveFolder:
        """Make one under a new name. Raises `OSError` where the parent cannot be written."""
        name = secrets.token_hex(8)
        building = parent / f"{_NEW}{name}"
        building.mkdir(parents=True)
        handle = _locked(building / LOCK)       # before it has the name under which others look for dead ones
        path = parent / name
        building.rename(path)
        return cls(path, handle)

    @classmethod
    def joined(cls, path: Path) -> LiveFolder:
        """Hold the lock of a folder that another process of the same program made."""
        return cls(path, _locked(path / LOCK))

    def place(self) -> Path:
        """A new name in it."""
        return self.path / secrets.token_hex(8)

    def close(self) -> None:
        """Let go of the lock."""
        with suppress(OSError):
            os.close(self.handle)

    def remove(self) -> None:
        """Let go of the lock and remove the folder, and its parent where nothing else is in it."""
        self.close()
        shutil.rmtree(self.path, ignore_errors=True)
        with suppress(OSError):
            self.path.parent.rmdir()


def _locked(path: Path) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    if fcntl is not None:
        with suppress(OSError):                 # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def dead_folders(parent: Path) -> list[Path]:
    """The folders in a place whose programs have ended."""
    return [path for path in _folders(parent) if _alone(path) is not None]


def clear_dead(parent: Path, save: Callable[[Path], None] | None = None) -> int:
    """Remove what ended programs left, after ``save`` has looked at each; returns how many."""
    count = 0
    for path in _folders(parent):
        handle = _alone(path, keep=True)
        if handle is not None:
            try:
                if save is not None:
                    save(path)
                shutil.rmtree(path, ignore_errors=True)
                count += 1
            finally:
                os.close(handle)
    return count


def _folders(parent: Path) -> list[Path]:
    try:
        return sorted(path for path in parent.iterdir() if path.is_dir() and not path.name.startswith(_NEW))
    except OSError:
        return []


def _alone(path: Path, *, keep: bool = False) -> int | None:
    """A handle on the lock of a folder where nobody else holds it, else ``None``."""
    if fcntl is None:
        return None
    try:
        handle = os.open(path / LOCK, os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    if not keep:
        os.close(handle)
    return handle
