"""What a drawing may come as, and its bytes: never more of them than were asked for."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from ..errors import FileFormatError, Problem

# ---- How much a drawing may hold. Whatever is beyond is no sewing pattern, and must not cost more than -----------


LARGEST: Final = 50_000_000
"""Bytes of a file."""

MOST_LINES: Final = 3_000_000
"""Lines of text, two for a group code and its value: a graded nest of 15 sizes has about 150,000."""

MOST_ENTITIES: Final = 60_000
"""Lines, points, texts and polylines."""

MOST_VERTICES: Final = 250_000
"""Vertices with those that curves become, counted as often as their block is shown."""

MOST_BLOCKS: Final = 4_000
MOST_LOOSE: Final = 2_000
"""Outlines that lie in no block."""

DEEPEST: Final = 8
"""Blocks within blocks."""

MOST_CONTROLS: Final = 1_000
"""Control and fit points of one spline; more of them take too long to draw."""

FARTHEST: Final = 1e7
"""A coordinate beyond is a slip or an attack: 10 km."""

MOST_IN_LINE: Final = 10_000
"""Vertices of one outline that is still looked at closely; a finely drawn one has 2,000."""

MOST_MARKS: Final = 2_000
"""Notches, or drill holes, of one piece."""


# ---- What a drawing may come as, and its bytes: never more of them than were asked for ---------------------------


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
        """What stops the reading, with its place."""
        return FileFormatError.of([Problem(message, code, hint=hint, file=self.file, line=line)])

    @property
    def text(self) -> str:
        """The bytes as text, in UTF-8 or else in the code page of Windows; a letter that is none becomes a mark."""
        return self.data.decode(self.encoding, "replace").removeprefix("\ufeff")

    @property
    def encoding(self) -> str:
        """UTF-8 where it can be, else the code page that the header names, else that of western Windows."""
        if self.data.isascii():
            return "ascii"
        try:
            codecs.utf_8_decode(self.data, "strict", True)
        except UnicodeDecodeError:
            found = _CODEPAGE.search(self.data[:100_000])
            return _known(f"cp{found[1].decode()}" if found else "cp1252")
        return "utf-8"


def opened(source: Source, *, what: str, largest: int) -> OpenedFile:
    """The bytes of a file; `FileFormatError` for one that is missing, empty or has more than ``largest`` bytes."""
    if isinstance(source, bytes):
        found = OpenedFile(source)
    elif isinstance(source, str) and ("\n" in source or not source.strip()):
        found = OpenedFile(source.encode("utf-8", "replace"))
    elif isinstance(source, (str, os.PathLike)):
        found = _file(Path(source), what, largest)
    else:
        raise FileFormatError(f"a {what} cannot be read from a value of type {type(source).__name__}",
                              code="file.type", hint="Give a path, or the bytes of a file.")
    if len(found.data) > largest:
        raise found.fault(f"the {what} is larger than {largest / MEGABYTE:g} MB", "file.large",
                          "Is it the right file?")
    if not found.data.strip():
        raise found.fault(f"the {what} is empty", "file.empty", "It holds nothing at all.")
    return found


def _file(path: Path, what: str, largest: int) -> OpenedFile:
    try:
        with path.open("rb") as stream:                     # one byte more than allowed, so that endless sources end
            return OpenedFile(stream.read(largest + 1), path.name)
    except FileNotFoundError:
        problem = Problem(f"there is no {what} {path}", "file.missing", hint="Check the path.", file=path.name)
    except IsADirectoryError:
        problem = Problem(f"{path} is a folder, not a {what}", "file.type", hint="Give the file in it.", file=path.name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        problem = Problem(f"the {what} cannot be opened: {reason}", "file.unreadable", hint="Check the path.")
    raise FileFormatError.of([problem]) from None


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)                                     # some codecs are no text encodings
    except (LookupError, ValueError):
        return "cp1252"
    return name
