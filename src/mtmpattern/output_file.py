"""One new file at a place that a person named: whole or not at all, and never over another."""

from __future__ import annotations

import errno
import secrets
from contextlib import suppress
from pathlib import Path

from mtmpattern.errors import ExportError


def check_free(out: Path) -> None:
    """Refuse a place that already holds something; asked before the work as well as after it.

    Raises `ExportError`: ``output.occupied``, or ``output.unwritable`` where there is no such folder.
    """
    try:
        taken, folder = out.is_symlink() or out.exists(), out.parent.is_dir()
    except (OSError, ValueError):
        taken, folder = False, False
    if taken:
        raise ExportError(f"there is already something at {out}", code="output.occupied", where=str(out),
                          hint="Name another file, or move it away first; nothing was written.")
    if not folder:
        raise ExportError(f"there is no folder {out.parent} to write into", code="output.unwritable", where=str(out),
                          hint="Make it first, or name another one; nothing was written.")


def write_file(text: str, out: Path) -> None:
    """Write one new file, whole or not at all. Raises `ExportError` as `check_free` does, and for a full disk."""
    check_free(out)
    building = out.parent / f".mtmpattern-{secrets.token_hex(6)}"
    try:
        try:
            building.write_text(text, encoding="utf-8", newline="")
            building.rename(out)
        finally:
            with suppress(OSError):
                building.unlink(missing_ok=True)
    except (OSError, ValueError) as error:      # a NUL in the name
        number, reason = getattr(error, "errno", None), (getattr(error, "strerror", None) or "it is no name").lower()
        hint = {errno.ENOSPC: "Make room, or name a file on another disk.",
                errno.ENAMETOOLONG: "Use a shorter name."}.get(number or 0, "Name a place you may write to.")
        raise ExportError(f"the file {out} cannot be written: {reason}", code="output.unwritable", where=str(out),
                          hint=f"{hint} Nothing was written.") from error
