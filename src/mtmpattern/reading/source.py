"""Opening a drawing, a table or a plot: from a `Path`, bytes or text, never more bytes than allowed."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from ..documents import as_path, read_bytes
from ..errors import FileFormatError, Problem, shown
from ..limits import MEGABYTE

# ---- Opening a file -------------------------------------------------------------------------------------------------

Source: TypeAlias = str | bytes | os.PathLike[str]
"""A `Path`, the bytes of a file, or its text; a ``str`` never opens a file."""

_LIKE_PATH: Final = re.compile(r"[^\n;{]{1,1000}\.[A-Za-z]{1,4}")
_CODEPAGE: Final = re.compile(rb"\$DWGCODEPAGE\s{1,20}3\s{1,20}(?:ANSI_|DOS)?(\w{1,20})")


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
            return _known(f"cp{found[1].decode()}") if found else _guessed(self.data)
        return "utf-8"


def opened(source: Source, *, what: str, largest: int) -> OpenedFile:
    """The bytes of a file. Raises `FileFormatError` for a missing or empty one, or more than ``largest`` bytes."""
    if isinstance(source, bytes):
        found = OpenedFile(source)
    elif isinstance(source, str):
        if _LIKE_PATH.fullmatch(source):
            raise FileFormatError(f"{shown(source)} is not the text of a {what}", code="file.text",
                                  hint="A file is given as a Path; a text is never opened as one.")
        found = OpenedFile(source.encode("utf-8", "replace"))
    elif isinstance(source, os.PathLike):
        path = as_path(source, what)
        found = OpenedFile(read_bytes(path, what, largest), path.name)
    else:
        raise FileFormatError(f"a {what} cannot be read from a value of type {type(source).__name__}",
                              code="file.type", hint="Give a Path, or the bytes of a file.")
    if len(found.data) > largest:
        raise found.fault(f"the {what} is larger than {largest / MEGABYTE:g} MB", "file.large",
                          "Is it the right file?")
    if not found.data.strip():
        raise found.fault(f"the {what} is empty", "file.empty", "It holds nothing.")
    return found


def _guessed(data: bytes) -> str:
    """Chinese programs name no code page; what is valid GB 2312, and Chinese throughout, is taken for GBK.

    GB 2312 uses pairs of high bytes alone, so that a single letter with an umlaut in western text is not valid.
    """
    try:
        letters = {letter for letter in data.decode("gb2312") if letter > "\x7f"}
    except UnicodeDecodeError:
        return "cp1252"
    chinese = all("\u4e00" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef" for letter in letters)
    return "gbk" if chinese else "cp1252"


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)                                     # some codecs are not text encodings
    except (LookupError, ValueError):
        return "cp1252"
    return name
