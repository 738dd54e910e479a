"""What a drawing may come as, and its bytes: never more of them than were asked for."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from ..errors import FileFormatError, Problem

Source: TypeAlias = str | bytes | os.PathLike[str]
"""A path, the bytes of a file, or its text (a ``str`` of more than one line)."""

MEGABYTE: Final = 1_000_000
_CODEPAGE: Final = re.compile(rb"\$DWGCODEPAGE\s+3\s+(?:ANSI_|DOS)?(\w{1,20})")


@dataclass(frozen=True, slots=True)
class Opened:
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


def opened(source: Source, *, what: str, largest: int) -> Opened:
    """The bytes of a file; `FileFormatError` for one that is missing, empty or has more than ``largest`` bytes."""
    if isinstance(source, bytes):
        found = Opened(source)
    elif isinstance(source, str) and ("\n" in source or not source.strip()):
        found = Opened(source.encode("utf-8", "replace"))
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


def _file(path: Path, what: str, largest: int) -> Opened:
    try:
        with path.open("rb") as stream:                     # one byte more than allowed, so that endless sources end
            return Opened(stream.read(largest + 1), path.name)
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
