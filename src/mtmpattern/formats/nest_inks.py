"""How the sizes of a nest are told apart: by colour, and without colour by dashes that no two sizes share."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from itertools import islice
from typing import Final

LONG, SHORT, GAP = 7.0, 1.4, 1.8
"""Millimetres of a long dash, a short one, and of what is left free behind each."""

_LONGEST: Final = 9
_BRIGHTEST: Final = 0.4


def colours(count: int, *, dark: bool = False) -> list[str]:
    """Colours from violet to red: dark enough for paper, or bright enough for a ``dark`` ground."""
    found = []
    for place in range(count):
        hue = 0.75 * (1 - place / max(count - 1, 1))
        red, green, blue = colorsys.hsv_to_rgb(hue, 0.45 if dark else 0.9, 1.0 if dark else 0.72)
        bright = 0.3 * red + 0.59 * green + 0.11 * blue
        less = 1.0 if dark else min(1.0, _BRIGHTEST / bright)               # a yellow line is not seen on paper
        found.append("#" + "".join(f"{round(255 * less * each):02x}" for each in (red, green, blue)))
    return found


def dashes(count: int, scale: float = 1.0) -> list[str]:
    """So many dash patterns, each another rhythm of long and short dashes, as ``"7,1.8"`` in millimetres.

    The simple ones come first: dashes, dots, dash-dot. ``scale`` enlarges them for thick lines.
    """
    return [",".join(f"{mm * scale:g}" for mark in word for mm in ((SHORT, LONG)[mark], GAP))
            for word in islice(_rhythms(), count)]


def _rhythms() -> Iterator[tuple[int, ...]]:
    """Words of 0 and 1 of which none is another's turn or repetition (Lyndon words), the short ones first."""
    yield from ((1,), (0,))
    for length in range(2, _LONGEST + 1):
        for number in range(1, 2**length - 1):
            word = tuple(number >> place & 1 for place in reversed(range(length)))
            if all(word < word[turn:] + word[:turn] for turn in range(1, length)):
                yield word
