"""Text as each format can hold it: printable for XML, seven bits for DXF, short and plain for names."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ..pattern.part import CutPattern

_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters that do not fall apart into a plain letter and an accent.
_SPELT: Final = str.maketrans({
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "×": "x", "°": " deg", "–": "-", "—": "-",
    "„": '"', "“": '"', "”": '"', "«": '"', "»": '"', "‚": "'", "‘": "'", "’": "'", "…": "...", "²": "2", "½": " 1/2",
    "¼": " 1/4", "¾": " 3/4", "\u00a0": " ",
})


def printable(text: str) -> str:
    """One line without control, unassigned or direction-changing characters, as every XML reader takes it."""
    if text.isascii() and text.isprintable():
        return text
    spaced = (" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNPRINTABLE)


def seven_bit(text: str) -> str:
    """The nearest text in printable ASCII; what has no near spelling becomes ``?``."""
    if text.isascii() and text.isprintable():
        return text
    apart = unicodedata.normalize("NFKD", printable(text).translate(_SPELT))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return plain.encode("ascii", "replace").decode("ascii")


def slug(text: str, fallback: str) -> str:
    """A file name's stem: lower-case letters, digits and hyphens, at most 60 of them."""
    plain = re.sub(r"[^a-z0-9]+", "-", seven_bit(text).casefold()).strip("-")
    return plain[:60].strip("-") or fallback


def file_name(pattern: CutPattern, suffix: str) -> str:
    """``crew-tee.svg``: from the template alone, so that no file carries a person's name or an order's number."""
    return slug(pattern.template, "pattern") + suffix


def number(value: float) -> str:
    """A number to be read by people: up to three decimals, no trailing zeros, no negative zero."""
    return f"{value:z.3f}".rstrip("0").rstrip(".")
