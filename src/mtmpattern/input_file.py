"""Opening an input file: only regular files, never a pipe or a device, which may be endless or block."""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path
from typing import Final

KINDS: Final = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


class NotAFile(OSError):
    """The path leads to a pipe, a socket or a device; ``strerror`` says which."""

    def __init__(self, mode: int) -> None:
        super().__init__(errno.EINVAL, f"it is {KINDS.get(stat.S_IFMT(mode), 'no file')}, not a file")


def profile_named(typed: str) -> str | Path:
    """A machine profile or swatch typed on the command line: a ``.yaml`` file as a path, anything else as a name."""
    return Path(typed) if typed.casefold().endswith((".yaml", ".yml")) else typed


def open_file(path: Path) -> BufferedReader:
    """Open a regular file for reading. Raises `OSError` like `open`, and `NotAFile`; never waits for a writer."""
    _check(path.stat().st_mode)
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
                     | getattr(os, "O_CLOEXEC", 0))
    try:
        _check(os.fstat(number).st_mode)        # another process may have replaced it meanwhile
        return os.fdopen(number, "rb")
    except BaseException:
        os.close(number)
        raise


def _check(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise NotAFile(mode)


def read_at_most(path: Path, most: int) -> bytes:
    """The bytes of a regular file, at most one more than ``most``, so that a growing file is not read forever."""
    with open_file(path) as stream:
        return stream.read(most + 1)
