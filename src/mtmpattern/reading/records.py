"""A DXF as a stream of records, each one thing with its group codes; nothing is kept but the one at hand."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .limits import FARTHEST, MOST_LINES, MOST_VERTICES
from .source import Opened

Tags = list[tuple[int, str]]

_COMMENT: Final = 999
_MOST_TAGS: Final = 3 * MOST_VERTICES
LONGEST: Final = 2_000
"""Letters of a value that are kept; no text of a pattern is longer."""


@dataclass(slots=True)
class Record:
    """One entity, section head or table entry: its ``kind``, its group codes, and the line where it begins."""

    kind: str
    line: int
    tags: Tags

    def first(self, code: int, otherwise: str = "") -> str:
        """The first value of a group code."""
        return next((value for known, value in self.tags if known == code), otherwise)

    def line_of(self, index: int) -> int:
        """The line of the file where the value of a tag stands; comments between may shift it a little."""
        return self.line + 2 * index + 3


def refuse_other_files(source: Opened) -> None:
    """Stop at what is no DXF in text, or has far too many lines."""
    head = source.data[:64].lstrip(b"\xef\xbb\xbf")
    if head.startswith(b"AutoCAD Binary DXF"):
        raise source.fault("this is a binary DXF", "dxf.binary", "Save it as ASCII DXF, R12 or newer.")
    if head[:6] in {b"AC1006", b"AC1009"} or head.startswith((b"AC101", b"AC102", b"AC103")):
        raise source.fault("this is a DWG drawing, not a DXF", "dxf.binary", "Save it as ASCII DXF.")
    if b"\x00" in source.data[:100_000]:
        raise source.fault("this holds bytes that no DXF in text has", "file.binary", "Is it the right file?")
    lines = max(source.data.count(b"\n"), source.data.count(b"\r"))
    if lines > MOST_LINES:
        raise source.fault(f"the drawing has {lines} lines, more than {MOST_LINES}", "dxf.large",
                           "This is no sewing pattern; split the file.")


def records(source: Opened) -> Iterator[Record]:
    """The records of a file in order, up to EOF; `FileFormatError` where a group code is none."""
    current: Record | None = None
    number = 0
    with io.TextIOWrapper(io.BytesIO(source.data), source.encoding, "replace") as lines:
        for code_line in lines:
            number += 2
            try:
                code = int(code_line.lstrip("\ufeff") if number == 2 else code_line)
            except ValueError:
                if not code_line.strip() and not lines.read(1_000).strip():
                    break                                   # empty lines at the end
                raise source.fault(f"{code_line.strip()[:40]!r} is no group code", "dxf.syntax",
                                   "A DXF has a code and a value on alternate lines.", number - 1) from None
            value = lines.readline(LONGEST + 1).rstrip("\r\n")
            if len(value) > LONGEST:
                while lines.readline(1_000_000)[-1:] not in ("\n", ""):
                    pass
            if code == 0:
                if current is not None:
                    yield current
                current = Record(value.strip().upper(), number - 1, [])
            elif code != _COMMENT and current is not None:
                current.tags.append((code, value))
                if len(current.tags) > _MOST_TAGS:
                    raise source.fault(f"one {current.kind} has more than {_MOST_TAGS} values", "dxf.large",
                                       "This is no sewing pattern.", number)
    if current is not None:
        yield current


def as_number(value: str) -> float | None:
    """A number, with a decimal comma too; ``None`` for what is none, is not finite, or lies absurdly far out."""
    try:
        number = float(value)
    except ValueError:
        try:
            number = float(value.replace(",", ".", 1))
        except ValueError:
            return None
    return number if abs(number) <= FARTHEST else None      # a NaN fails this too
