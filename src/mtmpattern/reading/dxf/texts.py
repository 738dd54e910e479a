"""The texts of a pattern file: ``Key: value`` in any case, with or without a blank, and the numbers of grade rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

PIECE_NAME, SIZE, QUANTITY, MATERIAL, CATEGORY, ANNOTATION, FABRIC, ROTATION = (
    "piece name", "size", "quantity", "material", "category", "annotation", "fabric", "rotation")
PIECE_KEYS: Final = frozenset((PIECE_NAME, SIZE, QUANTITY, MATERIAL, CATEGORY, ANNOTATION, FABRIC, ROTATION, "flip",
                               "tilt", "fold"))
UNITS, SAMPLE_SIZE, STYLE_NAME, AUTHOR = "units", "sample size", "style name", "author"
STYLE_KEYS: Final = frozenset((UNITS, SAMPLE_SIZE, STYLE_NAME, AUTHOR, "creation date", "creation time", "product",
                               "version", "grade rule table", "curve tolerance", "tolerance"))
VERSION: Final = "astm/d13proposal 1 version"
CLO_RELEASE: Final = "AC1006"
"""The version of DXF that CLO writes, R10."""
MOST_COPIES: Final = 100
"""More of one piece than this is no quantity of one garment."""

_FIELD: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9 /.]{0,40}?)\s*:\s*(.*?)\s*", re.DOTALL)
_RULE: Final = re.compile(r"\s*#\s*(\d{1,6})\s*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How often a piece is cut as it is drawn, and turned over.

    AAMA tells one number, ASTM right and left; ``handed`` says whether both were told.
    """

    drawn: int
    turned: int = 0
    handed: bool = False

    @property
    def total(self) -> int:
        """All of them."""
        return self.drawn + self.turned

    def __str__(self) -> str:
        return f"{self.drawn},{self.turned}" if self.handed else str(self.drawn)


def fields_of(texts: Iterable[str], known: frozenset[str]) -> dict[str, str]:
    """The first value of each key that is known, keys in small letters."""
    found: dict[str, str] = {}
    for text in texts:
        match = _FIELD.fullmatch(text)
        if match:
            key = " ".join(match[1].casefold().split())
            if key in known:
                found.setdefault(key, match[2])
    return found


def rule_number(text: str) -> int | None:
    """The number of a grade rule in ``# 12``; ``None`` for any other text."""
    match = _RULE.fullmatch(text)
    return int(match[1]) if match else None


def read_quantity(text: str) -> Quantity | None:
    """``2``, or right and left as ``1,1``; ``None`` for what is neither, or more than anybody cuts."""
    numbers = re.findall(r"\d{1,6}", text)
    if not re.fullmatch(r"\s*\d+\s*([,;/]\s*\d+\s*)?", text, re.ASCII) or not numbers:
        return None
    found = Quantity(int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0, len(numbers) > 1)
    return found if 0 < found.total <= MOST_COPIES else None


def dialect_of(texts: Iterable[str], style: Mapping[str, str], release: str, handed: bool, named: bool) -> str:
    """Which habit a file has, as far as it shows: ``astm``, ``aama``, ``clo``, ``plain``, or empty."""
    words = list(texts)
    if any(text.casefold().lstrip().startswith(VERSION) for text in words):
        return "astm"
    if named:
        return "plain"
    if "tolerance" in style or "product" in style:
        return "aama"
    if release == CLO_RELEASE and any(text.lstrip().startswith(("PIECE NAME:", "STYLE NAME:")) for text in words):
        return "clo"
    return "astm" if handed else ""
