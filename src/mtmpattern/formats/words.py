"""Text as each format can hold it: printable for XML, seven bits for DXF, short and plain for names."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from anyascii import anyascii

from ..pattern.part import CutPattern

_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Where the general spelling of anyascii would not be read as it is meant on a pattern.
_SPELT: Final = str.maketrans({
    "Æ": "AE", "Œ": "OE", "ẞ": "SS", "×": "x", "°": " deg", "½": " 1/2", "¼": " 1/4", "¾": " 3/4", "«": '"', "»": '"',
})


def printable(text: str) -> str:
    """One line without control, unassigned or direction-changing characters, as every XML reader takes it."""
    if text.isascii() and text.isprintable():
        return text
    spaced = (" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNPRINTABLE)


def seven_bit(text: str) -> str:
    """The nearest text in printable ASCII, other scripts by their sound; a sign without a spelling becomes ``?``."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_near, printable(text).translate(_SPELT)))


def _near(letter: str) -> str:
    return anyascii(letter) or ("" if unicodedata.category(letter).startswith("M") else "?")


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
