"""Opening a drawing, a table or a plot: from a `Path`, bytes or text, up to a number of bytes."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, TypeAlias

from mtmpattern.documents import as_path, read_bytes
from mtmpattern.documents.file_kind import article
from mtmpattern.errors import FileFormatError, Problem, shown
from mtmpattern.limits import MEGABYTE
from mtmpattern.reading.code_pages import CodePage, code_page_of

# ---- Opening a file -------------------------------------------------------------------------------------------------

Source: TypeAlias = str | bytes | os.PathLike[str]
"""A `Path`, the bytes of a file, or its text; a ``str`` never opens a file."""

_LIKE_PATH: Final = re.compile(r"[^\n;{]{1,1000}\.[A-Za-z]{1,4}")


@dataclass(frozen=True)
class OpenedFile:
    """The bytes of a file, and its name for messages; the name is empty for bytes that came without one."""

    data: bytes
    file: str = ""

    def fault(self, message: str, code: str, hint: str = "", line: int | None = None, *,
              params: Mapping[str, Any] | None = None) -> FileFormatError:
        """Return the error that stops the reading, with its place; ``params`` are the values in the message."""
        return FileFormatError.of([Problem(message, code, hint=hint, file=self.file, line=line, params=params or {})])

    @property
    def text(self) -> str:
        """The bytes as text in their encoding; bytes that are not text become question marks."""
        return self.data.decode(self.encoding, "replace").removeprefix("\ufeff")

    @property
    def encoding(self) -> str:
        """The encoding of the text; see `mtmpattern.reading.code_pages`."""
        return self.page.name

    @cached_property
    def page(self) -> CodePage:
        """The code page of the text, and whether that is sure."""
        return code_page_of(self.data)


def opened(source: Source, *, what: str, largest: int) -> OpenedFile:
    """The bytes of a file. Raises `FileFormatError` for a missing or empty one, or more than ``largest`` bytes."""
    if isinstance(source, bytes):
        found = OpenedFile(source)
    elif isinstance(source, str):
        if _LIKE_PATH.fullmatch(source):
            raise FileFormatError(f"{shown(source)} is not the text of {article(what)}", code="file.text",
                                  hint="A file is given as a Path; a text is never opened as one.",
                                  params={"name": shown(source), "what": what})
        found = OpenedFile(source.encode("utf-8", "replace"))
    elif isinstance(source, os.PathLike):
        path = as_path(source, what)
        found = OpenedFile(read_bytes(path, what, largest), path.name)
    else:
        raise FileFormatError(f"{article(what)} cannot be read from a value of type {type(source).__name__}",
                              code="file.type", hint="Give a Path, or the bytes of a file.",
                              params={"what": what, "type": type(source).__name__})
    if len(found.data) > largest:
        raise found.fault(f"the {what} is larger than {largest / MEGABYTE:g} MB", "file.large",
                          "Is it the right file?", params={"what": what, "most": largest / MEGABYTE})
    found = replace(found, data=_as_text(found.data))
    if not found.data.strip():
        raise found.fault(f"the {what} is empty", "file.empty", "It has no content.", params={"what": what})
    return found


def _as_text(data: bytes) -> bytes:
    """The bytes without the padding of old systems at the end, and text in UTF-16 as UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        with suppress(UnicodeDecodeError):
            return data.decode("utf-16").encode("utf-8", "replace")
    return data.rstrip(b"\x00\x1a") if data[-1:] in {b"\x00", b"\x1a"} else data
