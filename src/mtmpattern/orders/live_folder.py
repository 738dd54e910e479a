"""Hidden folders that belong to a running program, and the removal of those whose program has ended.

Every process that works in such a folder holds a shared lock on a file in it. A process that gets the exclusive lock
knows that all of them have ended, however they did. Where the system has no such locks, no folder counts as dead.
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
        handle = _locked(building / LOCK)       # before it gets a name that others check for dead folders
        path = parent / name
        building.rename(path)
        return cls(path, handle)

    @classmethod
    def joined(cls, path: Path) -> LiveFolder:
        """Hold the lock of a folder that another process of the same program made."""
        return cls(path, _locked(path / LOCK))

    def place(self) -> Path:
        """The path of a new name in it."""
        return self.path / secrets.token_hex(8)

    def close(self) -> None:
        """Release the lock."""
        with suppress(OSError):
            os.close(self.handle)

    def remove(self) -> None:
        """Release the lock and remove the folder, and its parent if that is empty."""
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
    """The folders under ``parent`` whose programs have ended."""
    return [path for path in _folders(parent) if _alone(path) is not None]


def clear_dead(parent: Path, save: Callable[[Path], None] | None = None) -> int:
    """Remove the folders of programs that have ended, after calling ``save`` with each; returns how many."""
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
    """A handle on the lock of a folder, or None where another process holds it."""
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
