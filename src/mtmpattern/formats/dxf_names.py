"""Names as pattern CADs take them: capitals, seven bits, short, and each of them once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from .words import seven_bit

PIECE_NAME: Final = 20
"""AccuMark is said to take 20 characters."""

SIZE_NAME: Final = 12
"""Such as ``MTM-1DB4EDEE``."""

BLOCK_NAME: Final = 31
"""R12 takes 31 characters in a block's name, which is made of the piece's, the size's and a mark between them."""


def piece_names(ids: Iterable[str], size: str) -> dict[str, str]:
    """A piece name for every part id: ``sleeve.left.shell.1`` becomes ``SLEEVE-LEFT-SHELL-1``.

    A long one loses letters of its longest word, so that a person still knows it; a name that is taken already gets a
    number at its end.
    """
    most = min(PIECE_NAME, BLOCK_NAME - 1 - len(size))
    names: dict[str, str] = {}
    taken: set[str] = set()
    for part_id in ids:
        name = plain = _shortened(_allowed(part_id) or "PART", most)
        count = 1
        while name in taken:
            count += 1
            tail = f"${count}"
            name = _shortened(plain, most - len(tail)) + tail
        taken.add(name)
        names[part_id] = name
    return names


def size_name(size: str) -> str:
    """The size without blanks, because readers split lists of sizes at them; ``MTM`` where there is none."""
    return _allowed(size)[:SIZE_NAME].strip("-") or "MTM"


def size_names(sizes: Iterable[str]) -> dict[str, str]:
    """A name for every size of a range, each once: those that become equal get a number."""
    names: dict[str, str] = {}
    for size in sizes:
        name = plain = size_name(size)
        count = 1
        while name in names.values():
            count += 1
            tail = f"${count}"
            name = plain[:SIZE_NAME - len(tail)] + tail
        names[size] = name
    return names


def block_name(piece: str, size: str) -> str:
    """``<piece>_<size>``, as AccuMark and CLO name their blocks."""
    return f"{piece}_{size}"


def _allowed(text: str) -> str:
    """Capitals, digits, hyphens and underscores; anything else parts words."""
    return re.sub(r"[^A-Z0-9_]+", "-", seven_bit(text).upper()).strip("-")


def _shortened(name: str, most: int) -> str:
    words = name.split("-")
    while len("-".join(words)) > most:
        longest = max(range(len(words)), key=lambda index: len(words[index]))
        if len(words[longest]) == 1:                        # nothing but single letters: cut the end off
            return "-".join(words)[:most]
        words[longest] = words[longest][:-1]
    return "-".join(words)
