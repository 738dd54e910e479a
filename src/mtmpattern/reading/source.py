"""The limits on a drawing, and opening it: from a path, bytes or text, never more bytes than allowed."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from ..documents import read_bytes
from ..errors import FileFormatError, Problem

# ---- Limits ---------------------------------------------------------------------------------------------------------

LARGEST: Final = 50_000_000
"""Bytes of a file. A sewing pattern is well within all these limits; anything larger must not take long to refuse."""

MOST_LINES: Final = 3_000_000
"""Lines of text, two for a group code and its value: a graded nest of 15 sizes has about 150,000."""

MOST_ENTITIES: Final = 60_000
"""Lines, points, texts and polylines."""

MOST_VERTICES: Final = 250_000
"""Vertices, including the chords of curves, counted each time their block is inserted."""

MOST_BLOCKS: Final = 4_000
MOST_LOOSE: Final = 2_000
"""Outlines outside blocks."""

DEEPEST: Final = 8
"""Levels of nested blocks."""

MOST_CONTROLS: Final = 1_000
"""Control and fit points of one spline; more take too long to draw."""

FARTHEST: Final = 1e7
"""Coordinates in millimetres, 10 km; a larger one is a mistake or an attack."""

MOST_IN_LINE: Final = 10_000
"""Vertices of one outline that is still checked; a finely drawn one has 2,000."""

MOST_MARKS: Final = 2_000
"""Notches, or drill holes, of one piece."""


# ---- Opening a file -------------------------------------------------------------------------------------------------

Source: TypeAlias = str | bytes | os.PathLike[str]
"""A path, the bytes of a file, or its text (a ``str`` of more than one line)."""

MEGABYTE: Final = 1_000_000
_CODEPAGE: Final = re.compile(rb"\$DWGCODEPAGE\s+3\s+(?:ANSI_|DOS)?(\w{1,20})")


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """The bytes of a file and its name for messages, empty for bytes that came without one."""

    data: bytes
    file: str = ""

    def fault(self, message: str, code: str, hint: str = "", line: int | None = None) -> FileFormatError:
        """Return the error that stops the reading, with its place."""
        return FileFormatError.of([Problem(message, code, hint=hint, file=self.file, line=line)])

    @property
    def text(self) -> str:
        """The bytes as text in their encoding; bytes that are not text become question marks."""
        return self.data.decode(self.encoding, "replace").removeprefix("\ufeff")

    @property
    def encoding(self) -> str:
        """UTF-8 where possible, else the code page that the header names, else that of western Windows."""
        if self.data.isascii():
            return "ascii"
        try:
            codecs.utf_8_decode(self.data, "strict", True)
        except UnicodeDecodeError:
            found = _CODEPAGE.search(self.data[:100_000])
            return _known(f"cp{found[1].decode()}" if found else "cp1252")
        return "utf-8"


def opened(source: Source, *, what: str, largest: int) -> OpenedFile:
    """The bytes of a file. Raises `FileFormatError` for a missing or empty one, or more than ``largest`` bytes."""
    if isinstance(source, bytes):
        found = OpenedFile(source)
    elif isinstance(source, str) and ("\n" in source or not source.strip()):
        found = OpenedFile(source.encode("utf-8", "replace"))
    elif isinstance(source, (str, os.PathLike)):
        path = Path(source)
        found = OpenedFile(read_bytes(path, what, largest), path.name)
    else:
        raise FileFormatError(f"a {what} cannot be read from a value of type {type(source).__name__}",
                              code="file.type", hint="Give a path, or the bytes of a file.")
    if len(found.data) > largest:
        raise found.fault(f"the {what} is larger than {largest / MEGABYTE:g} MB", "file.large",
                          "Is it the right file?")
    if not found.data.strip():
        raise found.fault(f"the {what} is empty", "file.empty", "It holds nothing.")
    return found


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)                                     # some codecs are not text encodings
    except (LookupError, ValueError):
        return "cp1252"
    return name
