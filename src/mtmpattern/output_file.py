"""Writing one new file at a given path: completely or not at all, and never over an existing one."""

from __future__ import annotations

import errno
import secrets
from contextlib import suppress
from pathlib import Path

from mtmpattern.errors import ExportError, shown


def check_free(out: Path) -> None:
    """Refuse a path that already exists; called before the work as well as before writing.

    Raises `ExportError`: ``output.occupied``, or ``output.unwritable`` if its folder does not exist.
    """
    try:
        taken, folder = out.is_symlink() or out.exists(), out.parent.is_dir()
    except (OSError, ValueError) as error:      # a name that is too long, a NUL in it
        reason = (getattr(error, "strerror", None) or "not a valid name").lower()
        raise ExportError(f"the file {shown(str(out))} cannot be written: {reason}", code="output.unwritable",
                          where=str(out)[:200], hint="Use another name; nothing was written.") from error
    if taken:
        raise ExportError(f"{out} already exists", code="output.occupied", where=str(out),
                          hint="Name another file, or move this one away first; nothing was written.")
    if not folder:
        raise ExportError(f"there is no folder {out.parent} to write into", code="output.unwritable", where=str(out),
                          hint="Create it first, or name another one; nothing was written.")


def hidden_sibling(out: Path) -> Path:
    """A new hidden name beside a file or folder, for writing it before it replaces the old one."""
    return out.parent / f".mtmpattern-{secrets.token_hex(6)}"


def _take_name(building: Path, out: Path) -> None:
    """Give a finished file its free name; if another process has just taken it, that file is kept."""
    try:
        out.hardlink_to(building)
    except FileExistsError:
        check_free(out)
        raise
    except OSError:                             # a file system without hard links
        building.replace(out)


def write_file(content: bytes, out: Path, *, replacing: bool = False) -> None:
    """Write one file completely or not at all; an existing one is refused unless ``replacing``.

    Raises `ExportError` like `check_free`, and for a full disk.
    """
    if not replacing:
        check_free(out)
    building = hidden_sibling(out)
    try:
        try:
            building.write_bytes(content)
            if replacing:
                building.replace(out)           # in one step, so that no reader finds half a file
            else:
                _take_name(building, out)
        finally:
            with suppress(OSError):
                building.unlink(missing_ok=True)
    except (OSError, ValueError) as error:      # a NUL in the name
        number, reason = getattr(error, "errno", None), (getattr(error, "strerror", None) or "not a valid name").lower()
        hint = {errno.ENOSPC: "Make room, or name a file on another disk.",
                errno.ENAMETOOLONG: "Use a shorter name."}.get(number or 0, "Name a folder you may write to.")
        raise ExportError(f"the file {out} cannot be written: {reason}", code="output.unwritable", where=str(out),
                          hint=f"{hint} Nothing was written.") from error
