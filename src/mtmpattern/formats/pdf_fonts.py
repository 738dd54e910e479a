"""The typeface of a PDF, embedded, and what is done with letters that it lacks."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources
from io import BytesIO
from threading import Lock
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

from .words import printable

PLAIN, BOLD = "MtmSans", "MtmSans-Bold"
"""DejaVu Sans, cut down to Latin, Greek and Cyrillic letters."""

_FILES: Final = {PLAIN: "DejaVuSans-subset.ttf", BOLD: "DejaVuSans-Bold-subset.ttf"}
_LOCK: Final = Lock()


def register() -> None:
    """Make the typeface known to the PDF library, once."""
    with _LOCK:
        _letters()


@cache
def _letters() -> frozenset[int]:
    """The letters that both weights have."""
    common: frozenset[int] | None = None
    for name, file in _FILES.items():
        content = (resources.files("mtmpattern.data") / "fonts" / file).read_bytes()
        font: Any = TTFont(name, BytesIO(content))
        pdfmetrics.registerFont(font)
        has = frozenset(font.face.charToGlyph)
        common = has if common is None else common & has
    return common or frozenset()


def shown(text: str, lacking: set[str]) -> str:
    """The text as it can be set: a letter that the typeface lacks is shown as its code, and noted in ``lacking``."""
    composed = unicodedata.normalize("NFC", printable(text))
    letters = _letters()
    if all(ord(letter) in letters for letter in composed):
        return composed
    lost = {letter for letter in composed if ord(letter) not in letters}
    lacking |= lost
    return "".join(f"[U+{ord(letter):04X}]" if letter in lost else letter for letter in composed)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text that `shown` gave is, in the unit of ``size``."""
    return float(pdfmetrics.stringWidth(text, BOLD if bold else PLAIN, size))


def wrapped(text: str, size: float, width: float) -> list[str]:
    """A text in lines no wider than ``width``; a word that is wider is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width:
            lines[-1] = longer
            continue
        lines += [word] if lines[-1] else []
        lines[-1] = word
        while text_width(lines[-1], size) > width and len(lines[-1]) > 1:
            fits = next(n for n in range(len(lines[-1]) - 1, 0, -1)
                        if n == 1 or text_width(lines[-1][:n], size) <= width)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return lines
