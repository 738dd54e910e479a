"""A drawing that is written again and again to one place, and never over somebody else's.

Its last line holds a seal over all the others. A file with a true seal is ours and untouched; any other is kept, as one
that was retouched, or is something else.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from mtmpattern.errors import ExportError
from mtmpattern.jobs.measuring import check_free

SUFFIX: Final = ".svg"
_SEAL: Final = b"<!-- drawn by mtmpattern, sha256 of the lines above: "


def check_place(out: Path | str) -> Path:
    """The path of a drawing to write, once its ending is right and its place is free or holds an earlier one of ours.

    Raises `ExportError`: ``format.unknown``, ``output.occupied`` or ``output.unwritable``.
    """
    path = Path(out)
    if path.suffix.casefold() != SUFFIX:
        raise ExportError(f"this drawing cannot be written as {path.name[-40:]}", code="format.unknown", where=str(out),
                          hint="Name an .svg file; browsers and Inkscape show it, rsvg-convert makes a PNG of it.")
    if not _ours(path):
        check_free(path)
    return path


def write_sealed(svg: bytes, out: Path | str) -> Path:
    """Write a drawing whole or not at all, over an earlier one of ours only. Raises `ExportError` as `check_place`."""
    path = check_place(out)
    building = path.parent / f".mtmpattern-{secrets.token_hex(6)}"
    try:
        try:
            building.write_bytes(sealed(svg))
            building.replace(path)              # whoever looks at it sees the old one or the new one
        finally:
            with suppress(OSError):
                building.unlink(missing_ok=True)
    except (OSError, ValueError) as error:      # a NUL in the name
        reason = (getattr(error, "strerror", None) or "it is no name").lower()
        raise ExportError(f"the file {path} cannot be written: {reason}", code="output.unwritable", where=str(path),
                          hint="Name a place you may write to. Nothing was written.") from error
    return path


def sealed(svg: bytes) -> bytes:
    """The drawing with its seal."""
    return svg + _SEAL + hashlib.sha256(svg).hexdigest().encode() + b" -->\n"


def _ours(path: Path) -> bool:
    try:
        if path.is_symlink() or not path.is_file():
            return False
        svg, seal, _ = path.read_bytes().rpartition(_SEAL)
        return bool(seal) and path.read_bytes() == sealed(svg)
    except (OSError, ValueError):
        return False
