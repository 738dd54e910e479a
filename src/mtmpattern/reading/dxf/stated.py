"""What the texts of a block or a file state: quantities that cannot be read, and texts that contradict one another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from mtmpattern.errors import listed
from mtmpattern.reading.dxf.texts import (
    PIECE_NAME,
    QUANTITY,
    SAMPLE_SIZE,
    SIZE,
    STYLE_NAME,
    UNITS,
    every_field,
    read_quantity,
)
from mtmpattern.reading.findings import FAULT, WARNING, Finding
from mtmpattern.reading.unit import unit_of_words

_OF_BLOCK: Final = (PIECE_NAME, SIZE, QUANTITY)
"""Keys that have one value in a block. Several materials are cloths; an annotation may have several lines."""

_OF_FILE: Final = (SAMPLE_SIZE, STYLE_NAME)


def about_quantity(fields: Mapping[str, str], block: str) -> Iterator[Finding]:
    """The finding about a quantity that cannot be read."""
    text = fields.get(QUANTITY)
    if text is None or read_quantity(text):
        return
    if not text.strip("0,;/ "):
        yield Finding("dxf.quantity", WARNING, f"Quantity: {text[:40] or 'nothing'} is read as not given",
                      "One is cut; AccuMark writes 0 where no number was entered.", block)
    else:
        yield Finding("dxf.quantity", FAULT, f"Quantity: {text[:40]} cannot be read",
                      "Write one number, or right and left as in 1,1.", block)


def about_block(texts: Iterable[str], block: str, *, cloths: bool) -> Iterator[Finding]:
    """Findings about texts of a block that contradict one another; several ``cloths`` have a quantity each."""
    keys = [key for key in _OF_BLOCK if key != QUANTITY or not cloths]
    yield from _contradictions(texts, keys, block)


def about_style(texts: Iterable[str], everywhere: Iterable[str]) -> Iterator[Finding]:
    """Findings about style texts that contradict one another; units may stand in any block."""
    yield from _contradictions(everywhere, (UNITS,))
    yield from _contradictions(texts, _OF_FILE)


def _contradictions(texts: Iterable[str], keys: Collection[str], block: str = "") -> Iterator[Finding]:
    stated: dict[str, dict[object, str]] = {}
    for key, value in every_field(texts, frozenset(keys)):
        if value:
            stated.setdefault(key, {}).setdefault(_meaning(key, value), value)
    for key, values in stated.items():
        if len(values) > 1:
            first, *others = (value[:40] for value in values.values())
            yield Finding("dxf.contradiction", WARNING, f"{key.title()} is {first}, and again "
                          f"{listed(others, 6)}", f"The first, {first}, was used; check which is meant.", block,
                          argument="unit" if key == UNITS else "")


def _meaning(key: str, value: str) -> object:
    """What two texts of one meaning have in common."""
    if key == QUANTITY and (quantity := read_quantity(value)):
        return quantity
    if key == UNITS and (mm := unit_of_words(value)):
        return mm
    return " ".join(value.casefold().split())
