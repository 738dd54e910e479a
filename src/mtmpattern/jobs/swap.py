"""Putting a folder that was written beside its target into the target's place, whatever happens meanwhile.

Where the system can exchange two names in one step (Linux, macOS), the target is complete at every moment. Elsewhere
the old folder is renamed first; if the process is killed then, the next one finds the old folder under its hidden name
and restores it. A folder is locked while it is written, which distinguishes it from one that a killed process left.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

PREFIX: Final = ".mtmpattern-"
OLD: Final = "-old"
"""The ending of the hidden name of a folder that is being replaced, where two names cannot be exchanged."""
_AT_FDCWD: Final = -100
_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""
_TRIES: Final = 4


def hidden_name(target: Path) -> Path:
    """A new hidden name beside the target, which identifies its target."""
    return target.parent / f"{_mark(target)}{secrets.token_hex(6)}"


def _mark(target: Path) -> str:
    """The beginning of all hidden names for one target; a hash, because the name itself may have the full length."""
    return f"{PREFIX}{sha256(os.fsencode(target.name)).hexdigest()[:12]}-"


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A new, locked folder beside the target, removed on leaving unless it was put in place."""
    building, lock = hidden_name(target), None
    for attempt in range(_TRIES):
        building = hidden_name(target)
        building.mkdir()
        lock = _lock(building)
        if (lock is not None and building.is_dir()) or attempt + 1 == _TRIES:
            break
        if lock is not None:                    # another process took it for a left-over before it was locked
            os.close(lock)
        shutil.rmtree(building, ignore_errors=True)
    try:
        yield building
    finally:
        shutil.rmtree(building, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def put_in_place(building: Path, target: Path) -> None:
    """Give the finished folder the target's name. An old folder takes the hidden name, or is removed.

    Raises `OSError`, and leaves the target as it was.
    """
    if not target.exists() or not any(target.iterdir()):
        building.rename(target)                 # also over an empty folder
        return
    if _exchanged(building, target):
        return
    aside = target.parent / f"{hidden_name(target).name}{OLD}"
    target.rename(aside)
    try:
        building.rename(target)
    except BaseException:
        try:
            aside.rename(target)
        except OSError:                         # another process was quicker; the previous folder is out of date
            shutil.rmtree(aside, ignore_errors=True)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def restore(target: Path, whole: Callable[[Path], bool]) -> None:
    """Clear up after processes that were killed: restore an old folder if it is ``whole``, and remove the rest.

    Folders that another process has locked are left alone, and all of them where folders cannot be locked.
    """
    with suppress(OSError):
        left = sorted(entry for entry in target.parent.iterdir() if entry.name.startswith(_mark(target)))
        for entry in sorted(left, key=lambda each: not each.name.endswith(OLD)):
            if entry.is_symlink() or not entry.is_dir() or (lock := _lock(entry)) is None:
                continue
            try:
                if not target.exists() and whole(entry):
                    entry.rename(target)
                elif not entry.name.endswith(OLD) or target.exists():
                    shutil.rmtree(entry, ignore_errors=True)
            finally:
                os.close(lock)


def _lock(folder: Path) -> int | None:
    """Lock a folder until the returned descriptor is closed or the process ends; None where that is impossible."""
    try:
        import fcntl  # noqa: PLC0415  # not on Windows
    except ImportError:
        return None
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        return None
    return number


def _exchanged(first: Path, second: Path) -> bool:
    """Exchange two names in one step; False where the system or file system has no way to."""
    call = _exchange()
    if call is None:
        return False
    if call(os.fsencode(first), os.fsencode(second)) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))


@cache
def _exchange() -> Callable[[bytes, bytes], int] | None:
    """The system call that exchanges two names, or None if the system has none."""
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            rename = library.renameat2
            rename.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
            return lambda a, b: int(rename(_AT_FDCWD, a, _AT_FDCWD, b, _EXCHANGE))
        if sys.platform == "darwin":
            swap = library.renamex_np
            swap.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint]
            return lambda a, b: int(swap(a, b, _EXCHANGE))
    return None
