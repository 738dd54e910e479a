"""Opening a drawing, a table or a plot: from a `Path`, bytes or text, up to a number of bytes."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from mtmpattern.documents import as_path, read_bytes
from mtmpattern.errors import FileFormatError, Problem, shown
from mtmpattern.limits import MEGABYTE

# ---- Opening a file -------------------------------------------------------------------------------------------------

Source: TypeAlias = str | bytes | os.PathLike[str]
"""A `Path`, the bytes of a file, or its text; a ``str`` never opens a file."""

_LIKE_PATH: Final = re.compile(r"[^\n;{]{1,1000}\.[A-Za-z]{1,4}")
_CODEPAGE: Final = re.compile(rb"\$DWGCODEPAGE\s{1,20}3\s{1,20}(?:ANSI_|DOS)?(\w{1,20})")


@dataclass(frozen=True, slots=True)
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
        """UTF-8 where possible, else the code page that the header names, else Windows-1252."""
        if self.data.isascii():
            return "ascii"
        try:
            text, _ = codecs.utf_8_decode(self.data, "strict", True)
            if _RARE.search(text) and (guess := _guessed(self.data, "utf-8")) != "utf-8":
                return guess                                # two bytes of a Chinese character may also be valid UTF-8
        except UnicodeDecodeError:
            found = _CODEPAGE.search(self.data[:100_000])
            stated = _known(f"cp{found[1].decode()}") if found else ""
            return _guessed(self.data, stated) if stated in {"", "cp1252"} else stated
        return "utf-8"


def opened(source: Source, *, what: str, largest: int) -> OpenedFile:
    """The bytes of a file. Raises `FileFormatError` for a missing or empty one, or more than ``largest`` bytes."""
    if isinstance(source, bytes):
        found = OpenedFile(source)
    elif isinstance(source, str):
        if _LIKE_PATH.fullmatch(source):
            raise FileFormatError(f"{shown(source)} is not the text of a {what}", code="file.text",
                                  hint="A file is given as a Path; a text is never opened as one.",
                                  params={"name": shown(source), "what": what})
        found = OpenedFile(source.encode("utf-8", "replace"))
    elif isinstance(source, os.PathLike):
        path = as_path(source, what)
        found = OpenedFile(read_bytes(path, what, largest), path.name)
    else:
        raise FileFormatError(f"a {what} cannot be read from a value of type {type(source).__name__}",
                              code="file.type", hint="Give a Path, or the bytes of a file.",
                              params={"what": what, "type": type(source).__name__})
    if len(found.data) > largest:
        raise found.fault(f"the {what} is larger than {largest / MEGABYTE:g} MB", "file.large",
                          "Is it the right file?", params={"what": what, "most": largest / MEGABYTE})
    if not found.data.strip():
        raise found.fault(f"the {what} is empty", "file.empty", "It has no content.", params={"what": what})
    return found


_TRADE: Final = (
    ("gbk", frozenset("前后片袖领裤腰袋里面衬身衣裙口大小左右上下贴门襟育克裁料布围罗纹帽挂")),
    ("big5", frozenset("前後片袖領褲腰袋裡裏面襯身衣裙口大小左右上下貼門襟布圍羅紋帽")),
    ("cp932", frozenset("前後身頃袖衿襟見返裏表地布腰帯左右上下芯脇スカトパンツポケッヨーカフラマエウシロソデ")),
    ("cp949", frozenset("앞뒤판몸소매깃칼라허리바지안감포켓치마겉심좌우상하밑단요크")),
)
"""Characters in names of pieces, by the code page of programs that do not name one."""

_RUSSIAN: Final = re.compile(
    "спин|перед|полоч|рукав|ворот|пояс|карман|подкл|манжет|юбк|брюк|детал|размер|кокет|подборт", re.IGNORECASE)
_CYRILLIC: Final = re.compile("(?<![A-Za-z])[А-Яа-яЁёІіЇїЄє]{3,}(?![A-Za-z])")
_USUAL: Final = 0xD7
"""The highest first byte of the common characters of GB 2312; Cyrillic words decode to the rare ones above."""
_RARE: Final = re.compile("[\u0180-\u036f\u0500-\u058f\u0700-\u07ff]")
"""Characters that occur in none of these languages."""
_MOST_LOOKED_AT: Final = 50_000


def _guessed(data: bytes, otherwise: str = "") -> str:
    """The code page of bytes whose file does not name one, by default a western one.

    This is the code page in which most names mean pieces of garments; else ``otherwise``, if given; else GB 2312 if
    everything is valid in it (it uses only pairs of high bytes, so a single letter with an umlaut is not valid); else
    Windows-1251 for words of Cyrillic letters, or Windows-1252.
    """
    high = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_MOST_LOOKED_AT]
    hits: dict[str, int] = {}
    for name, letters in _TRADE:
        with suppress(UnicodeDecodeError):
            hits[name] = sum(letter in letters for letter in high.decode(name) if letter > "\x7f")
    with suppress(UnicodeDecodeError):
        hits["cp1251"] = 3 * len(_RUSSIAN.findall(high.decode("cp1251")))
    best = max(hits, key=lambda name: hits[name], default="")
    if best and hits[best] > 0:
        return best
    if otherwise:
        return otherwise
    with suppress(UnicodeDecodeError):
        found = {letter for letter in high.decode("gb2312") if letter > "\x7f"}
        chinese = all("\u4e00" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef" for letter in found)
        usual = sum(letter.encode("gb2312")[0] <= _USUAL for letter in found)
        if chinese and usual >= 0.7 * len(found):
            return "gbk"
    words = _CYRILLIC.findall(high.decode("cp1251", "replace"))
    return "cp1251" if 2 * sum(map(len, words)) > sum(byte > 127 for byte in high) else "cp1252"


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)                                     # some codecs are not text encodings
    except (LookupError, ValueError):
        return "cp1252"
    return name
