"""The encoding of a text file: as its first bytes mark it, as XML declares it, otherwise UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import Final

MARKS: Final = (
    # UTF-32 first: its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
UTF_8: Final = "utf-8-sig"
"""The usual encoding, with or without a mark."""
_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,80}\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_OF_LETTERS: Final = re.compile(r"(iso-?8859-|windows-|cp|koi8-|gb|big5|shift_?jis|euc-)[a-z0-9-]*|us-ascii")
"""Encodings that programs write XML in; what else Python can decode, such as base64, is no encoding of a text."""


def encoding_of(data: bytes) -> str:
    """The encoding of a file that begins with these bytes."""
    marked = next((name for mark, name in MARKS if data.startswith(mark)), "")
    declared = _DECLARED.match(data)
    if marked or not declared:
        return marked or UTF_8
    name = declared[1].decode("ascii").casefold()
    try:
        return codecs.lookup(name).name if _OF_LETTERS.fullmatch(name) else UTF_8
    except LookupError:
        return UTF_8
